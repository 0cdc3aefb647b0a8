"""The evidence registry: every study and trial that labels are compared with, with a search and filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from labelcheck.grade import known_study
from labelcheck.language import noted, say
from labelcheck.models import Results, Study
from labelcheck.pages import links
from labelcheck.pages.knowledge import rules
from labelcheck.reference import KIND_WORDS, TEST_NAMES, study_facts, study_tests
from labelcheck.report.findings import day
from labelcheck.report.html.details import references
from labelcheck.report.html.markup import escaped, pill, plain_markdown

_ALL: Final = noted("All")
_CONTROLLED: Final = noted("With a control group")
_UNCONTROLLED: Final = noted("Without a control group")
_TOPICAL: Final = noted("On intact skin")
_PROCEDURE: Final = noted("After a procedure")
_INJECTED: Final = noted("Injected")
_ROUTES: Final = {_TOPICAL: "topical", _PROCEDURE: "topical after a procedure", _INJECTED: "injection"}
_SHOWN: Final = 40
_FIRST: Final = ("Result", "What it cannot show")
_RESULTS: Final[dict[Results, str]] = {
    "published": noted("results published"),
    "preprint": noted("results in a preprint"),
    "conference": noted("results told at a conference"),
    "posted": noted("results posted in the registry"),
    "none": noted("no results found"),
    "unknown": noted("results not known"),
}


def page() -> None:
    """The registry, as a reference anyone can check a citation against; ``?id=`` asks for one record."""
    known = rules().studies
    st.html(
        f'<header class="lc-welcome"><h1>{escaped(say("The evidence registry"))}</h1>'
        f"<p>{escaped(_intro(known))}</p></header>"
    )
    _asked()
    words = st.text_input(
        say("Search studies"), placeholder=say("platelet, melasma, Cho, NCT06677931 …"), icon=":material/search:"
    )
    left, middle, right = st.columns(3)
    with left:
        kinds = [_ALL, *dict.fromkeys(KIND_WORDS[study.kind].capitalize() for study in known)]
        kind = st.selectbox(say("Kind"), kinds, format_func=say)
    with middle:
        control = st.selectbox(say("Control group"), [_ALL, _CONTROLLED, _UNCONTROLLED], format_func=say)
    with right:
        route = st.selectbox(say("How it was given"), [_ALL, *_ROUTES], format_func=say)
    found = [study for study in known if _fits(study, words, kind, control, route)]
    st.html(f'<p class="lc-intro" role="status">{escaped(_count(found, known))}</p>')
    for study in found[links.turned(len(found), _SHOWN, f"studies-{words}-{kind}-{control}-{route}")]:
        _show(study)


def _intro(known: Sequence[Study]) -> str:
    newest = max((study.as_of for study in known), default=None)
    if newest is None:
        return say(
            "The human studies, registered trials, reviews and laboratory work that exosome labels lean on. A label is "
            "compared with these and with nothing else."
        )
    return say(
        "The human studies, registered trials, reviews and laboratory work that exosome labels lean on. A label is "
        "compared with these and with nothing else; last looked at on {day}.",
        day=day(newest),
    )


def _asked() -> None:
    """The record that the address asks for, before all others, by its id or by a DOI, PMID or registry number."""
    name = links.asked_for()
    if not name:
        return
    study = known_study(name, rules())
    if study is None:
        st.warning(
            say("There is no record {id} in the registry.", id=plain_markdown(name)), icon=":material/search_off:"
        )
    else:
        _show(study, opened=True)
    links.back(say("Back to all records"))


def _count(found: Sequence[Study], known: Sequence[Study]) -> str:
    if len(found) == len(known):
        return say("{count} records", count=len(known))
    return say("{found} of {count} records", found=len(found), count=len(known))


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


def _show(study: Study, opened: bool = False) -> None:
    key = f"asked-{study.id}" if opened else f"study-{study.id}"
    with st.expander(_title(study), expanded=opened, key=key):
        rest = [(name, value) for name, value in study_facts(study) if name not in (*_FIRST, "Results")]
        first = "".join(
            f"<p><b>{escaped(say(name))}:</b> {escaped(say(value))}</p>"
            for name, value in study_facts(study)
            if name in _FIRST
        )
        facts = "".join(
            f"<div><dt>{escaped(say(name))}</dt><dd>{escaped(say(value))}</dd></div>" for name, value in rest
        )
        kind = pill("silent", "article", say(KIND_WORDS[study.kind]))
        results = pill("silent", "fact_check", say(_RESULTS[study.results]))
        st.html(
            f'<div class="lc-rule"><p>{kind} {results}</p>'
            f'{first}<dl class="lc-facts lc-columns">{facts}</dl>{_tests(study)}'
            f'<p class="lc-note">{escaped(study.cite)}</p>'
            f'<p class="lc-refs">{references(study.references)}</p></div>'
        )
        st.caption(say("Link to this record"))
        st.code(links.address("evidence", study.id), language=None, wrap_lines=True)


def _tests(study: Study) -> str:
    """What a label must say to match, test by test: the other side of the tests beside a label's answer."""
    rows = "".join(
        f"<div><dt>{escaped(say(TEST_NAMES[name]))}</dt><dd>{escaped(words)}</dd></div>"
        for name, words in study_tests(study)
    )
    title = say("What a label must say for this study to speak of its product")
    intro = say("It supports a label only if all six hold. What a label leaves open cannot be told.")
    return (
        f'<section class="lc-match"><h4>{escaped(title)}</h4><p class="lc-note">{escaped(intro)}</p>'
        f'<dl class="lc-facts lc-columns">{rows}</dl></section>'
    )


def _title(study: Study) -> str:
    """A record's name and what tells it from others: how many people, what was tested, what for."""
    kind = say(KIND_WORDS[study.kind])
    about = say("{count} people", count=study.people) if study.human and study.people else kind
    source = study.source_text.partition(";")[0]
    source = say("source {source}", source=source) if source.startswith("not stated") else source
    wanted = ", ".join(say(name.replace("_", " ")) for name in study.indications)
    parts = [about, source if study.human else "", wanted if study.human else ""]
    return f"**{plain_markdown(study.name)}** · {plain_markdown(' · '.join(part for part in parts if part))}"
