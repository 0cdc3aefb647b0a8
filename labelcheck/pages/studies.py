"""The studies a label leans on with their six tests, the evidence ladder, and ways into the skin."""

from __future__ import annotations

from typing import Final

from labelcheck.models import EnhancerUse, Evaluation, Evidence, Ladder, StudyTest
from labelcheck.pages.details import Quoted, quoted_of, quotes, references
from labelcheck.pages.markup import escaped, icon, pill
from labelcheck.report import findings

_MARKS: Final[dict[bool | None, tuple[str, str]]] = {
    True: ("met", "check_circle"),
    False: ("contrary", "cancel"),
    None: ("silent", "help"),
}
_LEVELS: Final = {
    "none found": ("silent", "radio_button_unchecked"),
    "laboratory only": ("silent", "science"),
    "weak": ("partly", "contrast"),
    "small trials": ("met", "check_circle"),
}


def studies(evaluation: Evaluation) -> str:
    """Every study that the label cites or describes, and where that puts it on the ladder; "" where it names none."""
    quoted = quoted_of(evaluation)
    ladder = _ladder(evaluation.ladder) if evaluation.ladder else ""
    cards = "".join(_study(quoted, found) for found in evaluation.evidence)
    intro = (
        "Each is compared with this label. A study supports it only if all six tests hold."
        if cards
        else "The label names no study that could be compared with it."
    )
    return (
        f'<section class="lc-block" id="lc-studies"><h2>What its clinical data could show</h2>{ladder}'
        f'<p class="lc-intro">{intro}</p>{cards}</section>'
    )


def _ladder(ladder: Ladder) -> str:
    """The rungs from weakest to strongest; the one reached is told by a word and a symbol, not by colour alone."""
    rows = "".join(
        f'<li class="lc-rung{" lc-here" if place == ladder.position else ""}"'
        f"{' aria-current=true' if place == ladder.position else ''}>"
        f"<b>{escaped(rung.title)}{' (this label)' if place == ladder.position else ''}</b>"
        f"<span>{escaped(rung.meaning)}</span></li>"
        for place, rung in enumerate(ladder.rungs, 1)
    )
    here = ladder.rungs[ladder.position - 1]
    reason = f" {escaped(ladder.reason)}" if ladder.reason else ""
    return (
        f'<p class="lc-reason"><b>Step {ladder.position} of {len(ladder.rungs)}: {escaped(here.title)}.</b> '
        f"{escaped(here.meaning)}{reason}</p>"
        f'<details class="lc-more"><summary>All steps of the evidence ladder</summary>'
        f'<ol class="lc-ladder">{rows}</ol></details>'
    )


def _study(quoted: Quoted, found: Evidence) -> str:
    tests = "".join(map(_test, found.tests))
    facts = "".join(
        f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}</dd></div>"
        for name, value in findings.study_facts(found)
        if name != "Source"
    )
    title = f"<h3>{escaped(found.name)}</h3>"
    more = f'<dl class="lc-facts">{facts}</dl>' if facts else ""
    return (
        f'<article class="lc-question"><header>{title}{pill("silent", "article", found.status)}</header>'
        f'<div class="lc-sides"><div><p class="lc-reason">{escaped(found.conclusion)}</p>'
        f"{quotes(quoted, found.claims)}</div>"
        f'<div class="lc-aside">{f"<ul class=lc-tests>{tests}</ul>" if tests else ""}{more}'
        f'<p class="lc-refs">{references(found.references)}</p></div></div></article>'
    )


def _test(test: StudyTest) -> str:
    tone, symbol = _MARKS[test.matches]
    return (
        f'<li><span class="lc-sign lc-{tone}">{icon(symbol)}</span><div><b>{escaped(findings.TEST_NAMES[test.name])}: '
        f"{findings.matched(test.matches)}</b><p>{escaped(test.reason)}</p></div></li>"
    )


def enhancers(evaluation: Evaluation) -> str:
    """Ways into the skin, neutrally: what the label says of each and what is published."""
    quoted = quoted_of(evaluation)
    cards = "".join(_enhancer(quoted, use) for use in evaluation.enhancers)
    return (
        '<section class="lc-block"><h2>Ways into the skin</h2><p class="lc-intro">'
        f"{'' if cards else escaped(findings.TOPICAL_ONLY)}"
        f"{'Not a recommendation: procedures that open the skin belong in professional hands.' if cards else ''}"
        f"</p>{cards}</section>"
    )


def _enhancer(quoted: Quoted, use: EnhancerUse) -> str:
    known = use.evidence
    aside = ""
    if known:
        tone, symbol = _LEVELS[known.level]
        basis = findings.BASIS_NOTES[known.basis]
        aside = (
            f"<h4>What is published</h4><p>{pill(tone, symbol, findings.LEVEL_WORDS[known.level])}</p>"
            f"<p>{escaped(known.text)}{f' ({escaped(basis)})' if basis else ''}</p>"
            f'<p class="lc-refs">{references(known.references)}</p>'
        )
    return (
        f'<article class="lc-question"><header><h3>{escaped(findings.enhancer(use))}</h3></header>'
        f'<div class="lc-sides"><div><p class="lc-reason">{escaped(findings.STATE_WORDS[use.state].capitalize())}.</p>'
        f'{quotes(quoted, use.claims)}</div><div class="lc-aside">{aside}</div></div></article>'
    )
