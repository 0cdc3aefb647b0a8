"""The first page: take a product in, read it, and answer. Everything that can be long comes after the answer."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from labelcheck.capture import CaptureError
from labelcheck.evaluate import evaluate
from labelcheck.models import Evaluation
from labelcheck.pages import intake, knowledge, label, product, questioned
from labelcheck.pictures import fingerprint
from labelcheck.report import wording
from labelcheck.report.contract_json import json_report
from labelcheck.report.html import answer, details, readings, studies
from labelcheck.report.html.markup import escaped, icon, plain_markdown
from labelcheck.report.text import text_report


def page() -> None:
    """Ask for a product, or show what was found out about the one on the table."""
    chosen = product.current()
    if chosen is None:
        intake.ask()
        return
    _bar(chosen)
    found = _evaluation(chosen)
    if found is not None:
        beside = _answer(chosen, found)
        _rest(found)
        with beside:  # last, since turning a photo upright takes longer than everything else
            label.show(chosen, found)


def _bar(chosen: product.Product) -> None:
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="lc-title">{icon("inventory_2")}{escaped(chosen.title)}</p>', width="content")
        st.space("stretch")
        with st.popover("Add a page", icon=":material/note_add:", type="tertiary"):
            intake.uploader("More files of the same product", add=True)
        st.button("New check", on_click=product.forget, icon=":material/restart_alt:", type="tertiary")


def _evaluation(chosen: product.Product) -> Evaluation | None:
    """The evaluation of a product, read now with a progress bar or remembered from earlier in this session."""
    rules = knowledge.rules()
    files = tuple((source.name, fingerprint(source)) for source in chosen.sources)
    key = (rules.digest, files, chosen.password)
    place = st.empty()

    def read() -> Evaluation:
        bar = place.progress(0.0, "Reading the label")

        def tell(words: str, share: float) -> None:
            bar.progress(min(1.0, max(0.0, share)), plain_markdown(words))

        return evaluate(chosen.sources, rules, settings=chosen.settings, progress=tell)

    try:
        found = product.remembered(key, read)
    except CaptureError as error:
        place.html(answer.trouble(str(error)))
        return None
    place.empty()
    return found


def _answer(chosen: product.Product, found: Evaluation) -> DeltaGenerator:
    """The first screen; returns the place beside the answer, for the label itself."""
    left, right = st.columns([13, 9], gap="large")
    with left:
        st.html(answer.answer(found))
        if found.skipped:
            st.html(answer.skipped(found))
            if any(skip.needs == "password" for skip in found.skipped):
                _password()
        _better_photo(found)
        _downloads(chosen, found)
    return right.container(key="label")


def _better_photo(found: Evaluation) -> None:
    """How to take a photo that tells more, where the reader is told that something could not be read."""
    if advice := wording.retake(found):
        rows = "\n".join(f"- {plain_markdown(line)}" for line in advice)
        st.info(f"**A better photo may answer more**\n\n{rows}", icon=":material/photo_camera:")


def _password() -> None:
    with st.form("password", border=False):
        word = st.text_input(
            "Password of the protected file",
            type="password",
            autocomplete="off",
            help="It opens the file on this computer and is forgotten with this check.",
        )
        if st.form_submit_button("Open it", icon=":material/lock_open:") and word:
            product.unlock(word)
            st.rerun()


def _downloads(chosen: product.Product, found: Evaluation) -> None:
    stem = "".join(char if char.isalnum() else "-" for char in Path(chosen.sources[0].name).stem)[:40].strip("-")
    name = f"labelcheck-{stem or 'report'}"
    with st.container(key="downloads", horizontal=True, gap="small"):
        st.download_button(
            "Report as text",
            text_report(found).encode("utf-8", "backslashreplace"),
            f"{name}.txt",
            "text/plain",
            on_click="ignore",
            icon=":material/description:",
        )
        st.download_button(
            "Data as JSON",
            json_report(found).encode("utf-8"),
            f"{name}.json",
            "application/json",
            on_click="ignore",
            icon=":material/data_object:",
        )


def _rest(found: Evaluation) -> None:
    applies = found.verdict != "not applicable"
    if applies:
        st.html(details.questions(found))
        st.html(details.conditions(found))
        if leaned_on := studies.studies(found):
            st.html(leaned_on)
    if found.flags:
        questioned.show(found)
    if applies:
        st.html(studies.enhancers(found))
    st.html(readings.readings(found))
    if applies and found.checklist.corrections:
        with st.expander("Where the article is wrong or dated", icon=":material/history_edu:"):
            st.html(details.corrections(found))
    for number, document in enumerate(found.documents):
        with st.expander(f"Everything that was read in {plain_markdown(document.name)}", icon=":material/notes:"):
            text = "".join(
                label.marked_text(found, label.View(number, page.number)) + "\n" for page in document.pages
            ) or label.marked_text(found, label.View(number, 1))
            st.html(f'<div class="lc-page">{text}</div>')
