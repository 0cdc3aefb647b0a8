"""Every rule the answers come from, with its reason, its examples and its sources, and a search over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import streamlit as st

from labelcheck.language import noted, say
from labelcheck.models import Examples, FlagRule, Kind, Rule
from labelcheck.pages import links
from labelcheck.pages.knowledge import rules
from labelcheck.report import findings, wording
from labelcheck.report.html.copy import TOPIC_WORDS, market_words
from labelcheck.report.html.details import references
from labelcheck.report.html.markup import SEVERITY_ICONS, SEVERITY_TONES, escaped, pill, plain_markdown
from labelcheck.rules import example_parts

_ALL: Final = noted("All")
_FLAGS: Final = noted("Claims to question")
_KINDS: Final[dict[Kind, str]] = {
    "source": noted("Source"),
    "concentration": noted("Concentration"),
    "storage": noted("Storage"),
    "clinical": noted("Clinical data"),
    "packaging": noted("Packaging"),
    "enhancer": noted("Enhancer"),
    "overclaim": noted("Overclaim"),
    "characterisation": noted("Characterisation"),
    "scope": noted("Scope"),
    "exclusion": noted("Left out"),
    "indication": noted("Purpose"),
    "study": noted("Study design"),
    "format": noted("Form"),
    "instruction": noted("Use"),
    "ingredient": noted("Ingredient"),
    "wording": noted("Wording"),
    "manufacture": noted("Manufacture"),
    "traceability": noted("Traceability"),
    "paper": noted("Kind of document"),
    "withheld": noted("Not told"),
}
_SHOWN: Final = 40


def page() -> None:
    """The rules, as a reference anyone can check the answers against; ``?id=`` asks for one of them."""
    known = rules()
    intro = say(
        "Every answer comes from one of these. A rule is a small file with a reason, a source, and sentences it must "
        "and must not match."
    )
    st.html(f'<header class="lc-welcome"><h1>{escaped(say("The rules"))}</h1><p>{escaped(intro)}</p></header>')
    every: list[Rule | FlagRule] = [*known.rules, *known.flags]
    _asked(every)
    words = st.text_input(
        say("Search rules"), placeholder=say("refrigerate, microneedling, FDA …"), icon=":material/search:"
    )
    present = {rule.kind for rule in known.rules}
    kinds = [_ALL, *(word for kind, word in _KINDS.items() if kind in present), _FLAGS]
    kind = st.pills(say("Kind"), kinds, default=_ALL, required=True, format_func=say)
    found = [rule for rule in every if kind in (_ALL, _group(rule)) and _speaks_of(rule, words)]
    order = [*_KINDS.values(), _FLAGS]
    found.sort(key=lambda rule: order.index(_group(rule)))
    st.html(f'<p class="lc-intro" role="status">{escaped(_count(len(found), len(every)))}</p>')
    heading = ""
    for rule in found[links.turned(len(found), _SHOWN, f"rules-{words}-{kind}")]:
        if _group(rule) != heading:
            heading = _group(rule)
            st.html(f'<h2 class="lc-section">{escaped(say(heading))}</h2>')
        _show(rule)


def _group(rule: Rule | FlagRule) -> str:
    return _FLAGS if isinstance(rule, FlagRule) else _KINDS[rule.kind]


def _asked(known: Iterable[Rule | FlagRule]) -> None:
    """The rule that the address asks for, before all others."""
    name = links.asked_for()
    if not name:
        return
    rule = next((rule for rule in known if rule.id == name), None)
    if rule is None:
        st.warning(say("There is no rule {id}.", id=plain_markdown(name)), icon=":material/search_off:")
    else:
        _show(rule, opened=True)
    links.back(say("Back to all rules"))


def _count(found: int, total: int) -> str:
    if found == total:
        return say("{count} rules", count=total)
    return say("{found} of {count} rules", found=found, count=total)


def _speaks_of(rule: Rule | FlagRule, words: str) -> bool:
    sentences = [sentence for examples in rule.examples.values() for sentence in (*examples.match, *examples.avoid)]
    text = " ".join([rule.id, rule.title, rule.why, *rule.references, *sentences]).casefold()
    return all(word in text for word in words.casefold().split())


def _show(rule: Rule | FlagRule, opened: bool = False) -> None:
    key = f"asked-{rule.id}" if opened else f"rule-{rule.id}"
    with st.expander(plain_markdown(say(rule.title)), expanded=opened, key=key):
        parts = [f'<div class="lc-rule"><p class="lc-note"><code>{escaped(rule.id)}</code></p>']
        if isinstance(rule, FlagRule):
            parts += _verdict(rule)
        parts.append(f"<p>{escaped(say(rule.why))}</p>")
        if isinstance(rule, FlagRule):
            parts += _basis(rule)
        parts.append(_examples(rule.examples))
        parts.append(f'<p class="lc-refs">{references(rule.references)}</p></div>')
        st.html("".join(parts))
        st.caption(say("Link to this rule"))
        st.code(links.address("rules", rule.id), language=None, wrap_lines=True)


def _verdict(rule: FlagRule) -> list[str]:
    """How grave it is and where, what it says and what a text could say instead."""
    badge = pill(
        SEVERITY_TONES[rule.severity], SEVERITY_ICONS[rule.severity], say(wording.SEVERITY_WORDS[rule.severity])
    )
    return [
        f'<p>{badge} <span class="lc-market">{escaped(market_words(rule.market))} · '
        f"{escaped(say(TOPIC_WORDS[rule.topic]))}</span></p>",
        f"<p><b>{escaped(say('It says:'))}</b> {escaped(say(rule.message))}</p>",
        f"<p><b>{escaped(say('What a text could say:'))}</b> {escaped(say(rule.suggestion))}</p>",
    ]


def _basis(rule: FlagRule) -> list[str]:
    rows = [
        (say("Rule"), findings.rule_dates(rule)),
        (say("Exception"), say(rule.exempt) if rule.exempt else None),
        (say("How this is known"), say(note) if (note := findings.BASIS_NOTES[rule.basis]) else None),
    ]
    return [f"<p><b>{escaped(name)}:</b> {escaped(value)}</p>" for name, value in rows if value]


def _examples(examples: Mapping[str, Examples]) -> str:
    match = "".join(_sentences(group.match) for group in examples.values())
    avoid = "".join(_sentences(group.avoid) for group in examples.values())
    return (
        f'<div class="lc-sides"><div><h4>{escaped(say("Matches"))}</h4><ul class="lc-plain">{match}</ul></div>'
        f'<div><h4>{escaped(say("Does not match"))}</h4><ul class="lc-plain">{avoid}</ul></div></div>'
    )


def _sentences(sentences: Iterable[str]) -> str:
    return "".join(f"<li>{_sentence(sentence)}</li>" for sentence in sentences)


def _sentence(example: str) -> str:
    """An example with its brackets turned into marks."""
    plain, spans = example_parts(example)
    pieces, last = [], 0
    for start, end in spans:
        pieces += [escaped(plain[last:start]), f"<mark>{escaped(plain[start:end])}</mark>"]
        last = end
    return "".join([*pieces, escaped(plain[last:])])
