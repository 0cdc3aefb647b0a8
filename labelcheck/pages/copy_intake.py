"""Where copy to audit comes in: pasted or uploaded, with an earlier report's dismissals if there are any."""

from __future__ import annotations

from typing import Final

import streamlit as st

from labelcheck.language import say
from labelcheck.models import Source
from labelcheck.pages import manuscript, speech
from labelcheck.pages.intake import called, too_much
from labelcheck.report.dismissal import NoReport, dismissals_in
from labelcheck.report.html.markup import escaped, icon
from labelcheck.report.saved_file import report_data
from labelcheck.samples import sample, sample_source

TYPES: Final = ("txt", "md", "html", "htm", "mht", "mhtml", "docx", "pdf", "eml")
_SAMPLE: Final = "back-panel"
_TEXT: Final = "audit-text-field"


def ask() -> None:
    """The first screen: what the page does and the ways in, with what went wrong before."""
    st.html(
        f'<header class="lc-welcome"><h1>{escaped(say("What to mend before it goes out"))}</h1><p>'
        + escaped(
            say(
                "Paste or upload marketing copy. You get the words to question, why, by which source and in which "
                "market, and what they could say instead."
            )
        )
        + "</p></header>"
    )
    if troubles := manuscript.troubles():
        rows = "".join(f"<li>{icon('draft')}<div>{escaped(trouble)}</div></li>" for trouble in troubles)
        st.html(f'<div class="lc-skips" role="alert"><ul>{rows}</ul></div>')
    left, right = st.columns([7, 5], gap="large")
    with left:
        _paste()
    with right:
        _upload()
        _earlier()
        st.button(
            say("Try it with an invented product"),
            on_click=_take_sample,
            icon=":material/arrow_forward:",
            type="tertiary",
        )
    words = say("Read on this computer. Nothing is sent anywhere, and nothing is kept when you close the page.")
    st.html(f'<p class="lc-private">{icon("lock")}{escaped(words)}</p>')


def _paste() -> None:
    with st.form("audit-paste", border=False):
        text = st.text_area(
            say("Text to audit"),
            manuscript.draft(),
            height=300,
            placeholder=say("Paste the product page, the leaflet or the post"),
            key=f"{_TEXT}-{manuscript.round_number()}",
        )
        if st.form_submit_button(say("Audit this text"), type="primary", key="audit-go"):
            if text and text.strip():
                manuscript.choose(say("Pasted text"), (Source(name="pasted text", text=text),))
                st.rerun()
            st.warning(say("The field is empty. Paste the text that is to be audited."))


def _upload() -> None:
    key = f"audit-files-{manuscript.round_number()}"
    st.file_uploader(
        say("Or files: text, web page, Word document, PDF, mail"),
        type=TYPES,
        accept_multiple_files=True,
        key=key,
        on_change=_take_files,
        args=(key,),
    )


@speech.heard
def _take_files(key: str) -> None:
    uploads = st.session_state.get(key) or []
    given = tuple(Source(name=upload.name, data=upload.getvalue()) for upload in uploads)
    if refused := too_much(given):
        manuscript.refuse([refused])
    elif given:
        manuscript.choose(called(given), given)


def _earlier() -> None:
    """A field for an earlier report, so that an audit can go on another day though nothing is kept here."""
    key = f"audit-report-{manuscript.round_number()}"
    with st.expander(say("Go on from an earlier report")):
        report = st.file_uploader(
            say("What that report (JSON or web page) dismisses stays dismissed where rule and sentence are the same."),
            type=("json", "html"),
            key=key,
        )
        if report is not None:
            _take_dismissals(report.getvalue())


def _take_dismissals(data: bytes) -> None:
    try:
        reasons = dismissals_in(report_data(data))
    except NoReport:
        st.error(say("This is no report of labelcheck. Take what “Data as JSON” or “Report as web page” saved."))
        return
    manuscript.take(reasons)
    st.success(
        say("One dismissal was taken over.")
        if len(reasons) == 1
        else say("{count} dismissals were taken over.", count=len(reasons))
    )


@speech.heard
def _take_sample() -> None:
    source = sample_source(_SAMPLE, "text")
    manuscript.choose(say(sample(_SAMPLE).title), (source,))
