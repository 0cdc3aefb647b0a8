"""Correct a misreading and check again: the text as read can be edited, and the answers that change are told."""

from __future__ import annotations

from typing import Final

import streamlit as st

from labelcheck.language import say
from labelcheck.models import Document, Evaluation, Reading
from labelcheck.pages import product, speech
from labelcheck.pages.product import Product
from labelcheck.report.contract_json import contract
from labelcheck.report.differences import Difference, differences, told
from labelcheck.report.html.markup import escaped, icon
from labelcheck.report.printable import one_line

_SHOWN: Final = 8
_ANSWERS: Final = ("verdict", "answer", "condition")


def button(chosen: Product, reading: Reading, found: Evaluation) -> None:
    """The way in, where there is anything to correct."""
    if reading.documents and st.button(say("Correct a misreading"), icon=":material/edit_note:"):
        _correct(chosen, reading, [document for document in found.documents if not document.given])


@speech.dialog("Correct a misreading", width=1280)
def _correct(chosen: Product, reading: Reading, documents: list[Document]) -> None:
    name = st.text_input(
        say("Name of the product"),
        chosen.name,
        max_chars=200,
        help=say("It tells which product this is, for example to compare it with studies. It answers no question."),
    )
    document = documents[0]
    if len(documents) > 1:
        document = st.selectbox(say("File"), documents, format_func=lambda one: one_line(one.name), key="correct-file")
    text = st.text_area(
        say("Text as it was read"),
        document.text,
        height=320,
        key=f"correct-{document.sha256}",
        help=say("Change only what was misread, so that it says what the label says."),
    )
    with st.container(horizontal=True, gap="small"):
        if st.button(say("Check again"), type="primary", icon=":material/refresh:"):
            read = {each.sha256: each.text for each in reading.documents}
            texts = {**dict(chosen.corrections), document.sha256: text}
            product.correct(name, {key: value for key, value in texts.items() if value != read.get(key)})
            st.toast(say("Checked again. What changed stands at the top."), icon=":material/refresh:")
            st.rerun()


def show_changes(chosen: Product, before: Evaluation, after: Evaluation) -> None:
    """Which answers the corrections changed and why, or that they changed none."""
    key = ("changes", before.rules_digest, chosen.files, chosen.name, chosen.corrections)
    found = product.remembered(key, lambda: _changes(before, after)) or ()
    answers = any(each.what in _ANSWERS for each in found)
    rows = "".join(f"<li>{escaped(told(each))}</li>" for each in found[:_SHOWN])
    if rest := len(found) - _SHOWN if len(found) > _SHOWN else 0:
        rows += f"<li>{escaped(say('and {count} more', count=rest))}</li>"
    head = say("After your corrections") if answers else say("Your corrections change none of the answers.")
    edits = sum(len(document.edits) for document in after.documents)
    note = say("Places corrected: {count}. Reports say so and keep what was read.", count=edits) if edits else ""
    with st.container(key="changes", gap="small"):
        st.html(
            f'<div class="lc-changes" role="status"><p><b>{icon("published_with_changes")}{escaped(head)}</b></p>'
            f"{f'<ul>{rows}</ul>' if rows else ''}{f'<p class=lc-note>{escaped(note)}</p>' if note else ''}</div>"
        )
        st.button(
            say("Undo all corrections"),
            on_click=product.correct,
            args=("", {}),
            icon=":material/undo:",
            type="tertiary",
            key="undo-corrections",
        )


def _changes(before: Evaluation, after: Evaluation) -> tuple[Difference, ...]:
    found = [each for each in differences(contract(before), contract(after)) if each.what in (*_ANSWERS, "flag")]
    return tuple(sorted(found, key=lambda each: each.what == "flag"))
