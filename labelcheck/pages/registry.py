"""The evidence registry: every study and trial that labels are compared with, with a search and filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from labelcheck.models import Results, Study
from labelcheck.pages.knowledge import rules
from labelcheck.reference import KIND_WORDS, study_facts
from labelcheck.report.html.details import references
from labelcheck.report.html.markup import escaped, pill, plain_markdown

_ALL: Final = "All"
_CONTROLLED: Final = "With a control group"
_UNCONTROLLED: Final = "Without a control group"
_TOPICAL: Final = "On intact skin"
_PROCEDURE: Final = "After a procedure"
_INJECTED: Final = "Injected"
_ROUTES: Final = {_TOPICAL: "topical", _PROCEDURE: "topical after a procedure", _INJECTED: "injection"}
_SHOWN: Final = 40
_FIRST: Final = ("Result", "What it cannot show")
_RESULTS: Final[dict[Results, str]] = {
    "published": "results published",
    "preprint": "results in a preprint",
    "conference": "results told at a conference",
    "posted": "results posted in the registry",
    "none": "no results found",
    "unknown": "results not known",
}


def page() -> None:
    """The registry, as a reference anyone can check a citation against."""
    known = rules().studies
    newest = max((study.as_of for study in known), default=None)
    st.html(
        '<header class="lc-welcome"><h1>The evidence registry</h1><p>The human studies, registered trials, reviews and '
        "laboratory work that exosome labels lean on. A label is compared with these and with nothing else"
        f"{f'; last looked at on {newest.day} {newest:%B %Y}' if newest else ''}.</p></header>"
    )
    words = st.text_input(
        "Search studies", placeholder="platelet, melasma, Cho, NCT06677931 …", icon=":material/search:"
    )
    left, middle, right = st.columns(3)
    with left:
        kinds = [_ALL, *dict.fromkeys(KIND_WORDS[study.kind].capitalize() for study in known)]
        kind = st.selectbox("Kind", kinds)
    with middle:
        control = st.selectbox("Control group", [_ALL, _CONTROLLED, _UNCONTROLLED])
    with right:
        route = st.selectbox("How it was given", [_ALL, *_ROUTES])
    found = [study for study in known if _fits(study, words, kind, control, route)]
    st.html(f'<p class="lc-intro" role="status">{_count(found, known)}</p>')
    for study in found[:_SHOWN]:
        _show(study)


def _count(found: Sequence[Study], known: Sequence[Study]) -> str:
    count = f"{len(known)} records" if len(found) == len(known) else f"{len(found)} of {len(known)} records"
    return f"{count}; the first {_SHOWN} are shown, so search or choose" if len(found) > _SHOWN else count


def _fits(study: Study, words: str, kind: str, control: str, route: str) -> bool:
    text = " ".join(
        [study.id, study.cite, *study.references, *study.registry, *(value for _, value in study_facts(study))]
    ).casefold()
    told = study.human and study.control != "unknown"
    wanted = study.control == "none" if control == _UNCONTROLLED else study.control != "none"
    return (
        all(word in text for word in words.casefold().split())
        and kind in (_ALL, KIND_WORDS[study.kind].capitalize())
        and (control == _ALL or (told and wanted))
        and (route == _ALL or (study.human and study.route == _ROUTES[route]))
    )


def _show(study: Study) -> None:
    with st.expander(_title(study), key=f"study-{study.id}"):
        rest = [(name, value) for name, value in study_facts(study) if name not in (*_FIRST, "Results")]
        first = "".join(
            f"<p><b>{name}:</b> {escaped(value)}</p>" for name, value in study_facts(study) if name in _FIRST
        )
        facts = "".join(f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}</dd></div>" for name, value in rest)
        results = pill("silent", "fact_check", _RESULTS[study.results])
        st.html(
            f'<div class="lc-rule"><p>{pill("silent", "article", KIND_WORDS[study.kind])} {results}</p>'
            f'{first}<dl class="lc-facts lc-columns">{facts}</dl><p class="lc-note">{escaped(study.cite)}</p>'
            f'<p class="lc-refs">{references(study.references)}</p></div>'
        )


def _title(study: Study) -> str:
    """A record's name and what tells it from others: how many people, what was tested, what for."""
    about = f"{study.people} people" if study.human and study.people else KIND_WORDS[study.kind]
    source = study.source_text.partition(";")[0]
    source = f"source {source}" if source.startswith("not stated") else source
    wanted = ", ".join(name.replace("_", " ") for name in study.indications)
    parts = [about, source if study.human else "", wanted if study.human else ""]
    return f"**{plain_markdown(study.name)}** · {plain_markdown(' · '.join(part for part in parts if part))}"
