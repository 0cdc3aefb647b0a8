"""The language a visitor is spoken to in: the one chosen here, else that of the address or the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

import streamlit as st

from labelcheck.language import LANGUAGES, SOURCE, say, speak, spoken

CHOSEN: Final = "spoken"
_PARAMETER: Final = "lang"
_WIDER: Final = "window-wider"

Given = ParamSpec("Given")
Made = TypeVar("Made")


def begin() -> None:
    """Say what follows in the visitor's language. Every run of a page or of a part of one starts with this."""
    wanted = (
        str(st.session_state.get(CHOSEN, "")),
        str(st.query_params.get(_PARAMETER, "")),
        (st.context.locale or "").partition("-")[0].lower(),
    )
    speak(next((language for language in wanted if language in LANGUAGES), SOURCE))


def choose() -> None:
    """A field to change the language, which the address then keeps for links and bookmarks."""
    st.selectbox(
        "Language · 언어",
        list(LANGUAGES),
        index=list(LANGUAGES).index(spoken()),
        format_func=LANGUAGES.__getitem__,
        key=CHOSEN,
        label_visibility="collapsed",
        width=130,
        on_change=_remember,
    )


def _remember() -> None:
    st.query_params[_PARAMETER] = st.session_state[CHOSEN]


def fragment(part: Callable[Given, Made], **options: Any) -> Callable[Given, Made]:
    """A part of a page that runs again by itself, as ``st.fragment``, in the visitor's language."""
    return st.fragment(heard(part), **options)


def dialog(title: str, width: int = 500) -> Callable[[Callable[Given, None]], Callable[Given, None]]:
    """A window over the page, as ``st.dialog``, at most ``width`` pixels wide; ``title`` is a message that is said when
    it opens.

    A window that looks like the one before it is taken for it and keeps what stood there until each part is replaced,
    so every other opening is a pixel wider.
    """

    def decorate(inside: Callable[Given, None]) -> Callable[Given, None]:
        @wraps(inside)
        def opened(*given: Given.args, **named: Given.kwargs) -> None:
            wider = st.session_state[_WIDER] = not st.session_state.get(_WIDER, False)
            st.dialog(say(title), width=width + wider)(heard(inside))(*given, **named)

        return opened

    return decorate


def heard(part: Callable[Given, Made]) -> Callable[Given, Made]:
    """``part`` in the visitor's language: for callbacks, which run before the page does."""

    @wraps(part)
    def run(*given: Given.args, **named: Given.kwargs) -> Made:
        begin()
        return part(*given, **named)

    return run
