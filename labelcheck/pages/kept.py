"""A finished check or comparison put into the history, where that is on: once, with a line that says so."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

import streamlit as st

from labelcheck.api.access import host_name, is_from_here, is_local
from labelcheck.dossiers import Comparison
from labelcheck.history import History, HistoryError, Kept, is_shared
from labelcheck.language import SOURCE, say, spoken
from labelcheck.models import Evaluation
from labelcheck.pages.product import Product
from labelcheck.report.html.markup import escaped, icon, plain_markdown

RESULT: Final = "result"
"""The address of the page that shows one kept result."""
_KEPT: Final = "kept-results"


def is_within_reach() -> bool:
    """Whether the history may be opened here: on this computer alone, or wherever it was shared on purpose.

    The server must be bound to this computer, and the visitor come from it under a name of it: another computer may
    come through a server in front, or where this one was bound by other means.
    """
    if is_shared():
        return True
    bound = str(st.get_option("server.address") or "")
    visitor, headers = st.context.ip_address, st.context.headers
    named = [(name, value) for name in headers for value in headers.get_all(name)]
    hosts = [host_name(value) for name, value in named if name.lower() == "host"]
    return (
        is_local(bound) and (visitor is None or is_local(visitor)) and all(map(is_local, hosts)) and is_from_here(named)
    )


def is_on() -> bool:
    """Whether results are kept; what cannot be looked into keeps nothing."""
    try:
        return is_within_reach() and History().on
    except HistoryError:
        return False


def note(chosen: Product, found: Evaluation) -> None:
    """Keep the result and say under which number; nothing where the history is off.

    A corrected result is one more result, so that the history shows what a correction changed. What was deleted since
    is not kept again in this session.
    """
    if found.documents:
        key = (found.rules_digest, chosen.files, chosen.name, chosen.corrections)
        _note(key, lambda history: history.add(found))


def note_comparison(key: Hashable, made: Comparison) -> None:
    """Keep a comparison as :func:`note` keeps a result; ``key`` tells it from others of this session."""
    from labelcheck.compare.export import comparison_json

    if made.dossiers:
        _note((made.rules_digest, key), lambda history: history.add_comparison(made, comparison_json(made)))


def _note(key: Hashable, add: Callable[[History], Kept]) -> None:
    history = History()
    try:
        if not (is_within_reach() and history.on):
            return
        number = _number(history, key, add)
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


def _number(history: History, key: Hashable, add: Callable[[History], Kept]) -> int:
    """Where the result is kept; each is put in once, however often the page runs."""
    known: dict[Hashable, int] = st.session_state.setdefault(_KEPT, {})
    if key not in known:
        known[key] = add(history).id
    return known[key]
