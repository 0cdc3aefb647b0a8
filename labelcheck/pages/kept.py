"""A finished check put into the history, where that is switched on: once, with a line that says so."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import streamlit as st

from labelcheck.history import History, HistoryError
from labelcheck.language import SOURCE, say, spoken
from labelcheck.models import Evaluation
from labelcheck.pages.product import Product
from labelcheck.report.html.markup import escaped, icon, plain_markdown

RESULT: Final = "result"
"""The address of the page that shows one kept result."""
_KEPT: Final = "kept-results"


def is_on() -> bool:
    """Whether results are kept; what cannot be looked into keeps nothing."""
    try:
        return History().on
    except HistoryError:
        return False


def note(chosen: Product, found: Evaluation) -> None:
    """Keep the result and say under which number; nothing where the history is off.

    A corrected result is one more result, so that the history shows what a correction changed. What was deleted since
    is not kept again in this session.
    """
    history = History()
    try:
        if not found.documents or not history.on:
            return
        number = _number(history, chosen, found)
        if number not in history:
            return
    except HistoryError as error:
        st.warning(plain_markdown(str(error)), icon=":material/history_toggle_off:")
        return
    words = say("Kept in the history of this computer, number {number}.", number=number)
    language = "" if spoken() == SOURCE else f"&amp;lang={spoken()}"
    to_it = escaped(say("Open the kept result"))
    link = f'<a href="{RESULT}?id={number}{language}" target="_blank" rel="noopener">{to_it}</a>'
    st.html(f'<p class="lc-note" id="lc-kept">{icon("history")} {escaped(words)} {link}</p>')


def _number(history: History, chosen: Product, found: Evaluation) -> int:
    """Where the result is kept; each is put in once, however often the page runs."""
    known: dict[Hashable, int] = st.session_state.setdefault(_KEPT, {})
    key = (found.rules_digest, chosen.files, chosen.name, chosen.corrections)
    if key not in known:
        known[key] = history.add(found).id
    return known[key]
