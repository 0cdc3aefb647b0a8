"""The first page: take a product in, read it, and answer. Everything that can be long comes after the answer."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from labelcheck.capture import CaptureError
from labelcheck.evaluate import answer as answered
from labelcheck.evaluate import read_all
from labelcheck.language import say
from labelcheck.models import Evaluation, Reading
from labelcheck.pages import (
    dose,
    exports,
    intake,
    job,
    kept,
    knowledge,
    label,
    product,
    questioned,
    recheck,
    seller,
    terms,
)
from labelcheck.report import asking, wording
from labelcheck.report.html import answer, details, readings, studies
from labelcheck.report.html.marked import whole_text
from labelcheck.report.html.markup import escaped, icon, plain_markdown
from labelcheck.report.printable import one_line
from labelcheck.report.terms import evaluation_texts

_SLOT: Final = "check"
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".gif", ".bmp")


def page() -> None:
    """Ask for a product, or show what was found out about the one on the table."""
    chosen = product.current()
    if chosen is None:
        intake.ask()
        return
    _bar(chosen)
    intake.several(chosen)
    reading = _reading(chosen)
    if reading is None:
        return
    found = _answered(chosen, reading)
    beside = _first(chosen, reading, found)
    rest(found)
    with beside:  # last, since turning a photo upright takes longer than everything else
        label.show(chosen, found)


def _bar(chosen: product.Product) -> None:
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        title = f"<span>{escaped(chosen.name or chosen.title)}</span>"
        st.html(f'<p class="lc-title">{icon("inventory_2")}{title}</p>', width="content")
        st.space("stretch")
        key = (
            f"add-{product.round_number()}"  # a new window for each product: the old one closes when something came in
        )
        with st.popover(say("Add a page"), icon=":material/note_add:", type="tertiary", key=key):
            intake.uploader(say("More files of the same product"), add=True)
        st.button(say("New check"), on_click=_new, icon=":material/restart_alt:", type="tertiary")


def _new() -> None:
    job.stop(_SLOT)
    product.forget()


def _reading(chosen: product.Product) -> Reading | None:
    """The product's documents, read now or remembered from earlier in this session; None while they are being read."""

    def read() -> Reading | None:
        return job.result(
            _SLOT,
            chosen.files,
            lambda tell: read_all(chosen.sources, chosen.settings, tell),
            len(chosen.members),
            intake.stopped,
            quick=not any(source.name.lower().endswith(_PICTURES) for source in chosen.members),
        )

    try:
        return product.remembered(("reading", chosen.files), read)
    except CaptureError as error:
        st.html(answer.trouble(str(error)))
        return None


def _answered(chosen: product.Product, reading: Reading) -> Evaluation:
    rules = knowledge.rules()
    key = ("answer", rules.digest, chosen.files, chosen.name, chosen.corrections)
    found = product.remembered(
        key, lambda: answered(reading, rules, name=chosen.name, corrections=dict(chosen.corrections))
    )
    assert found is not None
    return found


def _first(chosen: product.Product, reading: Reading, found: Evaluation) -> DeltaGenerator:
    """The first screen; returns the place beside the answer, for the label itself."""
    left, right = st.columns([13, 9], gap="large")
    with left:
        if chosen.name or chosen.corrections:
            recheck.show_changes(chosen, _answered(chosen.as_given, reading), found)
        if not found.documents:
            _nothing_read(found)
            return right.container(key="label")
        st.html(answer.answer(found))
        if found.skipped:
            _skipped(found)
        unread = any(item.outcome == "unreadable" for item in found.items)
        if unread:
            _better_photo(found)
        with st.container(key="actions", horizontal=True, gap="small"):
            if label.worth_showing(found):  # on a phone the label stands below, on a wide page beside
                jump = escaped(say("See it on the label"))
                st.html(f'<a class="lc-jump" href="#lc-where">{icon("my_location")}{jump}</a>', width="content")
            exports.first_button(chosen, found, "labelcheck")
            recheck.button(chosen, reading, found)
        if not unread:
            _better_photo(found)
        seller.show(found)
        kept.note(chosen, found)
    return right.container(key="label")


def _nothing_read(found: Evaluation) -> None:
    """Why there is no answer, with the cure of each file, and the way to another one."""
    st.html(f'<section class="lc-answer"><h1>{escaped(say("No file could be read"))}</h1></section>')
    _skipped(found)
    st.button(say("Choose another file"), on_click=_new, icon=":material/upload_file:", type="primary")


def _skipped(found: Evaluation) -> None:
    st.html(answer.skipped(found))
    if any(skip.needs == "password" for skip in found.skipped):
        _password()


def _better_photo(found: Evaluation) -> None:
    """How to take a photo that tells more, where the reader is told that something could not be read."""
    if advice := wording.retake(found):
        rows = "\n".join(f"- {plain_markdown(line)}" for line in advice)
        title = say("A better photo may answer more")
        st.info(f"**{plain_markdown(title)}**\n\n{rows}", icon=":material/photo_camera:")


def _password() -> None:
    with st.form("password", border=False):
        word = st.text_input(
            say("Password of the protected file"),
            type="password",
            autocomplete="off",
            help=say("It opens the file on this computer and is forgotten with this check."),
        )
        if st.form_submit_button(say("Open it"), icon=":material/lock_open:") and word:
            product.unlock(word)
            st.rerun()


def rest(found: Evaluation) -> None:
    """Everything below the first screen; it needs none of the product's files."""
    applies = found.verdict != "not applicable"
    if applies:
        st.html(details.questions(found))
        terms.show(knowledge.rules().terms, evaluation_texts(found))
        dose.show(found)
        st.html(details.conditions(found))
        if leaned_on := studies.studies(found):
            st.html(leaned_on)
    if found.flags:
        questioned.show(found)
    if applies:
        st.html(studies.enhancers(found))
    st.html(readings.readings(found))
    if applies and found.checklist.corrections:
        with st.expander(asking.errors_title(found.checklist), icon=":material/history_edu:"):
            st.html(details.corrections(found))
    for number, document in enumerate(found.documents):
        if document.given:
            continue
        title = say("Everything that was read in {name}", name=plain_markdown(document.name))
        with st.expander(title, icon=":material/notes:"):
            label.show_text(whole_text(found, number), one_line(document.name))
