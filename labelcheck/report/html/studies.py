"""The studies a label leans on with their six tests, the evidence ladder, and ways into the skin."""

from __future__ import annotations

from typing import Final

from labelcheck.language import noted, say
from labelcheck.models import EnhancerUse, Evaluation, Evidence, Ladder, StudyTest
from labelcheck.report import findings
from labelcheck.report.html.details import Quoted, quoted_of, quotes, references
from labelcheck.report.html.markup import escaped, filled, icon, original, pill, said, tongue

_MARKS: Final[dict[bool | None, tuple[str, str]]] = {
    True: ("met", "check_circle"),
    False: ("contrary", "cancel"),
    None: ("silent", "help"),
}
_ABOUT: Final[dict[bool | None, str]] = {
    True: noted("about this product"),
    False: noted("about something else"),
    None: noted("cannot tell if about this product"),
}
_LEVEL_ICONS: Final = {
    "none found": "radio_button_unchecked",
    "laboratory only": "science",
    "weak": "contrast",
    "small trials": "group",
}
_OWN_WORDS: Final = ("Cited as", "Result", "What it cannot show", "Interests")
_IN_VIEW: Final = ("Result", "What it cannot show")


def studies(evaluation: Evaluation, crops: dict[int, str] | None = None) -> str:
    """Every study that the label cites or describes, and where that puts it on the ladder; "" if nobody could tell."""
    if evaluation.verdict == "unreadable" and not evaluation.evidence:
        return ""
    quoted = quoted_of(evaluation, crops)
    ladder = _ladder(evaluation.ladder, bool(evaluation.evidence)) if evaluation.ladder else ""
    cards = "".join(_study(quoted, found) for found in evaluation.evidence)
    intro = (
        said("Each study is compared with this label. It supports the label only if every test below it says yes.")
        if cards
        else said("The label names no study that could be compared with it.")
    )
    return (
        f'<section class="lc-block" id="lc-studies"{tongue()}><h2>{said("The studies it leans on")}</h2>'
        f'<p class="lc-intro">{intro}</p>{ladder}{cards}</section>'
    )


def _ladder(ladder: Ladder, cited: bool) -> str:
    """The rungs from weakest to strongest; the one reached is told by a word and a symbol, not by colour alone."""
    rows = "".join(
        f'<li class="lc-rung{" lc-here" if place == ladder.position else ""}"'
        f"{' aria-current=true' if place == ladder.position else ''}>"
        f"<b>{_rung(rung.title, place == ladder.position)}</b>"
        f"<span>{said(rung.meaning)}</span></li>"
        for place, rung in enumerate(ladder.rungs, 1)
    )
    here = ladder.rungs[ladder.position - 1]
    bars = "".join(
        f"<i{' class=lc-full' if place < ladder.position else ''}></i>" for place in range(len(ladder.rungs))
    )
    tone, symbol = _MARKS[ladder.applies]
    about = f"<p>{pill(tone, symbol, say(_ABOUT[ladder.applies]))}</p>" if cited else ""
    shade = "met" if ladder.applies else "silent"
    reason = f'<p class="lc-note">{said(ladder.reason)}</p>' if ladder.reason else ""
    step = filled(
        "Strength of evidence: step {step} of {total}. {title}.",
        step=str(ladder.position),
        total=str(len(ladder.rungs)),
        title=said(here.title),
    )
    every = escaped(say("All {total} steps, from nothing to the best", total=len(ladder.rungs)))
    return (
        f'<div class="lc-step"><div class="lc-bars lc-{shade}" aria-hidden="true">{bars}</div>'
        f"<p><b>{step}</b></p>"
        f"{about}<p>{said(here.meaning)}</p>{reason}"
        f'<details class="lc-more"><summary>{every}</summary>'
        f'<ol class="lc-ladder">{rows}</ol></details></div>'
    )


def _rung(title: str, here: bool) -> str:
    return filled("{title} (this label)", title=said(title)) if here else said(title)


def _study(quoted: Quoted, found: Evidence) -> str:
    facts = findings.study_facts(found)
    shown = "".join(f"<p><b>{said(name)}:</b> {_fact(name, value)}</p>" for name, value in facts if name in _IN_VIEW)
    rest = "".join(
        f"<div><dt>{said(name)}</dt><dd>{_fact(name, value)}</dd></div>"
        for name, value in facts
        if name not in _IN_VIEW
    )
    source = f'<p class="lc-refs">{references(found.references)}</p>' if found.references else ""
    inside = (f'<dl class="lc-facts">{rest}</dl>' if rest else "") + source
    summary = f"<summary>{said('About this study')}</summary>"
    more = f'<details class="lc-why lc-because">{summary}{inside}</details>' if inside else ""
    return (
        f'<article class="lc-question"><header><h3>{escaped(found.name)}</h3>'
        f"{pill('silent', 'article', say(found.status))}</header>"
        f'<div class="lc-sides"><div><p class="lc-reason">{said(found.conclusion)}</p>'
        f'{quotes(quoted, found.claims)}</div><div class="lc-aside">{_tests(found)}</div></div>'
        f'<div class="lc-found">{shown}{more}</div></article>'
    )


def _tests(found: Evidence) -> str:
    """The tests as short rows, and behind a click why each came out so; nothing rests on colour alone."""
    if not found.tests:
        return ""
    rows = "".join(map(_test, found.tests))
    reasons = "".join(
        f"<div><dt>{said(findings.TEST_NAMES[test.name])}: {escaped(findings.matched(test.matches))}</dt>"
        f"<dd>{said(test.reason)}</dd></div>"
        for test in found.tests
    )
    return (
        f'<h4>{escaped(findings.tested(found))}</h4><ul class="lc-tests">{rows}</ul>'
        f'<details class="lc-why lc-because"><summary>{said("Why each came out so")}</summary>'
        f'<dl class="lc-facts">{reasons}</dl></details>'
    )


def _test(test: StudyTest) -> str:
    tone, symbol = _MARKS[test.matches]
    return (
        f'<li class="lc-{tone}">{icon(symbol)}<span>{said(findings.TEST_NAMES[test.name])}:</span> '
        f"<b>{findings.matched(test.matches)}</b></li>"
    )


def enhancers(evaluation: Evaluation, crops: dict[int, str] | None = None) -> str:
    """Ways into the skin, neutrally: what the label says of each and what is published."""
    quoted = quoted_of(evaluation, crops)
    cards = "".join(_enhancer(quoted, use) for use in evaluation.enhancers)
    intro = (
        say("Not a recommendation: procedures that open the skin belong in professional hands.")
        if cards
        else findings.no_enhancer(evaluation)
    )
    return (
        f'<section class="lc-block"{tongue()}><h2>{said("Ways into the skin")}</h2>'
        f'<p class="lc-intro">{escaped(intro)}</p>'
        f"{f'<div class=lc-trio>{cards}</div>' if cards else ''}</section>"
    )


def _enhancer(quoted: Quoted, use: EnhancerUse) -> str:
    known = use.evidence
    state = say("{sentence}.", sentence=_opened(say(findings.STATE_WORDS[use.state])))
    published = ""
    if known:
        basis = findings.BASIS_NOTES[known.basis]
        level = pill("silent", _LEVEL_ICONS[known.level], say(findings.LEVEL_WORDS[known.level]))
        published = (
            f"<h4>{said('What is published')}</h4><p>{level}</p>"
            f"<p>{said(known.text)}{f' ({said(basis)})' if basis else ''}</p>"
            f'<p class="lc-refs">{references(known.references)}</p>'
        )
    return (
        f'<article class="lc-way"><h3>{escaped(findings.enhancer(use))}</h3>'
        f"<p>{escaped(state)}</p>{quotes(quoted, use.claims)}{published}</article>"
    )


def _opened(sentence: str) -> str:
    """A sentence with a capital letter, in a script that has them."""
    return sentence[:1].upper() + sentence[1:]


def _fact(name: str, value: str) -> str:
    """What is known of a study: a record's own words are English in every language."""
    return original(value) if name in _OWN_WORDS else escaped(value)
