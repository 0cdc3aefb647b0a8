"""Where suppliers' documents come in: a ZIP of folders, several files, or an invented set that comes along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from labelcheck.capture import prepare
from labelcheck.language import noted, say
from labelcheck.models import Source
from labelcheck.pages import compare_set, intake, knowledge, speech, terms
from labelcheck.pages.compare_set import CHECKLISTS
from labelcheck.report.html.markup import escaped, icon, said, tongue
from labelcheck.samples import suppliers_source

_REFUSED: Final = "compare-refused"
_QUESTIONS: Final = "compare-questions"
_TYPES: Final = sorted(intake.TYPES, key=lambda suffix: suffix != "zip")
"""A ZIP first: the field names as many as it has room for."""
_WAYS: Final = {
    "files": (noted("ZIP or files"), ":material/upload_file:"),
    "folder": (noted("Folder"), ":material/drive_folder_upload:"),
}


def ask(stopped: bool) -> None:
    """The first screen: what the page does, the way in, what is asked, and a set to try. ``stopped`` says that a
    reading was called off just now."""
    prepare((Source(name="certificate.pdf", data=b""),))  # while the visitor still looks for the file
    words, aside = st.columns([7, 4], gap="large")
    with words:
        title = say("Which supplier tells you what you need to know?")
        lede = say(
            "Add the brochures, inserts, specification sheets and certificates of several suppliers. You see side by "
            "side what each discloses, and where its documents do not fit together."
        )
        st.html(f'<header class="lc-welcome"{tongue()}><h1>{escaped(title)}</h1><p>{escaped(lede)}</p></header>')
        if stopped:
            st.info(say("Reading was stopped, and the files were put away."), icon=":material/stop_circle:")
        _uploader()
        st.html(f'<p class="lc-private">{icon("lock")}{escaped(intake.private())}</p>')
    with aside:
        _asked()
    _example()


def _uploader() -> None:
    way = st.segmented_control(
        say("How do you want to add them?"),
        list(_WAYS),
        format_func=lambda way: f"{_WAYS[way][1]} {say(_WAYS[way][0])}",
        default="files",
        required=True,
        key="compare-way",
    )
    folder = way == "folder"
    key = f"compare-files-{compare_set.round_number()}-{way}"
    st.file_uploader(
        say("A folder with one folder a supplier")
        if folder
        else say("A ZIP with one folder a supplier, or several files or ZIPs, one a supplier"),
        type=_TYPES,
        accept_multiple_files="directory" if folder else True,
        key=key,
        on_change=_take,
        args=(key,),
        help=say("Put all documents of a supplier into one folder, and these folders into one ZIP or one folder."),
    )
    if refused := st.session_state.get(_REFUSED):
        st.error(refused, icon=":material/error:")


@speech.heard
def _take(key: str) -> None:
    uploads = st.session_state.get(key) or []
    given = tuple(Source(name=upload.name, data=upload.getvalue()) for upload in uploads)
    st.session_state.pop(_REFUSED, None)
    if refused := intake.too_much(given):
        st.session_state[_REFUSED] = refused
    else:
        compare_set.choose(given, _chosen())


def _chosen() -> str:
    return str(st.session_state.get(_QUESTIONS) or next(iter(CHECKLISTS)))


def questions(chosen: str, key: str, on_change: Callable[[], None] | None = None) -> str:
    """A field to choose the checklist by, in plain words."""
    names = list(CHECKLISTS)
    return st.radio(
        say("What do you want to compare?"),
        names,
        index=names.index(chosen),
        format_func=lambda name: say(CHECKLISTS[name]),
        captions=[_about(name) for name in names],
        key=key,
        on_change=on_change,
    )


def _about(name: str) -> str:
    items = knowledge.rules().checklists[name].items
    least = sum(item.tier == "minimum" for item in items)
    if least:
        return say("{count} questions, {least} of them the least to ask", count=len(items), least=least)
    return say("{count} questions", count=len(items))


def _asked() -> None:
    with st.container(key="compare-asked"):
        st.html(f'<h2 class="lc-cmp-title">{said("The questions")}</h2>')
        chosen = questions(next(iter(CHECKLISTS)), _QUESTIONS)
        shorts = [
            f"<li{' class=lc-cmp-least' if item.tier == 'minimum' else ''}>{said(item.short)}</li>"
            for item in knowledge.rules().checklists[chosen].items
        ]
        least = any(item.tier == "minimum" for item in knowledge.rules().checklists[chosen].items)
        note = f'<p class="lc-note">{said("In bold: the least to ask.")}</p>' if least else ""
        st.html(f'<ul class="lc-cmp-shorts">{"".join(shorts)}</ul>{note}')
        terms.show(knowledge.rules().terms, [item.short for item in knowledge.rules().checklists[chosen].items])


def _example() -> None:
    st.html(f'<h2 class="lc-section">{said("Or try invented suppliers")}</h2>')
    note = say("Four invented suppliers, one of them with a certificate that belongs to another product.")
    with st.container(horizontal=True, vertical_alignment="center", key="compare-example"):
        st.button(
            say("Compare the example"),
            on_click=_take_example,
            icon=":material/arrow_forward:",
            icon_position="right",
            key="compare-try",
        )
        st.html(f'<p class="lc-note">{escaped(note)}</p>', width="content")


@speech.heard
def _take_example() -> None:
    compare_set.choose((suppliers_source(),), _chosen())
