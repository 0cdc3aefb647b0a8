"""Every rule the answers come from, with its reason, its examples and its sources, and a search over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import streamlit as st

from labelcheck.models import Examples, FlagRule, Rule
from labelcheck.pages.knowledge import rules
from labelcheck.report import findings, wording
from labelcheck.report.html.details import references
from labelcheck.report.html.markup import SEVERITY_ICONS, SEVERITY_TONES, escaped, pill, plain_markdown
from labelcheck.rules import example_parts

_ALL: Final = "All"
_FLAGS: Final = "Claims to question"
_KINDS: Final = {
    "source": "Source",
    "concentration": "Concentration",
    "storage": "Storage",
    "clinical": "Clinical data",
    "packaging": "Packaging",
    "enhancer": "Enhancer",
    "overclaim": "Overclaim",
    "characterisation": "Characterisation",
    "scope": "Scope",
    "exclusion": "Left out",
    "indication": "Purpose",
    "study": "Study design",
    "format": "Form",
    "instruction": "Use",
    "ingredient": "Ingredient",
    "wording": "Wording",
}
_SHOWN: Final = 60


def page() -> None:
    """The rules, as a reference anyone can check the answers against."""
    known = rules()
    st.html(
        '<header class="lc-welcome"><h1>The rules</h1><p>Every answer comes from one of these. A rule is a small file '
        "with a reason, a source, and sentences it must and must not match.</p></header>"
    )
    words = st.text_input("Search rules", placeholder="refrigerate, microneedling, FDA …", icon=":material/search:")
    present = {rule.kind for rule in known.rules}
    kinds = [_ALL, *(word for kind, word in _KINDS.items() if kind in present), _FLAGS]
    kind = st.pills("Kind", kinds, default=_ALL, required=True)
    found: list[Rule | FlagRule] = [rule for rule in known.rules if kind in (_ALL, _KINDS[rule.kind])]
    if kind in (_ALL, _FLAGS):
        found += known.flags
    found = [rule for rule in found if _speaks_of(rule, words)]
    found.sort(key=lambda rule: list(_KINDS).index(rule.kind) if isinstance(rule, Rule) else len(_KINDS))
    st.html(f'<p class="lc-intro" role="status">{_count(len(found), len(known.rules) + len(known.flags))}</p>')
    heading = ""
    for rule in found[:_SHOWN]:
        group = _FLAGS if isinstance(rule, FlagRule) else _KINDS[rule.kind]
        if group != heading:
            st.html(f'<h2 class="lc-section">{group}</h2>')
            heading = group
        _show(rule)


def _count(found: int, total: int) -> str:
    count = f"{total} rules" if found == total else f"{found} of {total} rules"
    return f"{count}; the first {_SHOWN} are shown, so search or choose a kind" if found > _SHOWN else count


def _speaks_of(rule: Rule | FlagRule, words: str) -> bool:
    sentences = [sentence for examples in rule.examples.values() for sentence in (*examples.match, *examples.avoid)]
    text = " ".join([rule.id, rule.title, rule.why, *rule.references, *sentences]).casefold()
    return all(word in text for word in words.casefold().split())


def _show(rule: Rule | FlagRule) -> None:
    with st.expander(plain_markdown(rule.title), key=f"rule-{rule.id}"):
        parts = [f'<div class="lc-rule"><p class="lc-note"><code>{escaped(rule.id)}</code></p>']
        if isinstance(rule, FlagRule):
            tone, symbol = SEVERITY_TONES[rule.severity], SEVERITY_ICONS[rule.severity]
            badge = pill(tone, symbol, wording.SEVERITY_WORDS[rule.severity])
            parts.append(f'<p>{badge} <span class="lc-market">{escaped(wording.market(rule.market))}</span></p>')
        parts.append(f"<p>{escaped(rule.why)}</p>")
        if isinstance(rule, FlagRule):
            rows = [("Rule", findings.rule_dates(rule)), ("Exception", rule.exempt)]
            rows.append(("How this is known", findings.BASIS_NOTES[rule.basis]))
            parts += [f"<p><b>{name}:</b> {escaped(value)}</p>" for name, value in rows if value]
        parts.append(_examples(rule.examples))
        parts.append(f'<p class="lc-refs">{references(rule.references)}</p></div>')
        st.html("".join(parts))


def _examples(examples: Mapping[str, Examples]) -> str:
    match = "".join(_sentences(group.match) for group in examples.values())
    avoid = "".join(_sentences(group.avoid) for group in examples.values())
    return (
        f'<div class="lc-sides"><div><h4>Matches</h4><ul class="lc-plain">{match}</ul></div>'
        f'<div><h4>Does not match</h4><ul class="lc-plain">{avoid}</ul></div></div>'
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
