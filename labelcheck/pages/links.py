"""Links into the app: what a page was asked to show, and an address that leads there again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal
from urllib.parse import quote, urlsplit, urlunsplit

import streamlit as st

_ID: Final = "id"


def asked_for() -> str:
    """The id in the page's address, such as ``/rules?id=source/human-adipose``; "" where there is none."""
    return str(st.query_params.get(_ID, ""))


def forget() -> None:
    """Take the id out of the address: a way back to everything."""
    st.query_params.pop(_ID, None)


def address(page: str, name: str) -> str:
    """The address under which a page shows this id first, on the server that is being used."""
    here = urlsplit(st.context.url or "")
    query = f"{_ID}={quote(name, safe='/')}"
    if not here.scheme:
        return f"{page}?{query}"
    folder = here.path.rstrip("/").rpartition("/")[0] if here.path.strip("/") else ""
    return urlunsplit((here.scheme, here.netloc, f"{folder}/{page}", query, ""))


def turned(count: int, size: int, key: str) -> slice:
    """The stretch of ``count`` things that is shown, ``size`` at once, with buttons to turn over where there are more.

    ``key`` stands for what was searched and chosen: another choice starts on its first page.
    """
    pages = -(-count // size)
    number = st.pagination(pages, max_visible_pages=7, key=key) if pages > 1 else 1
    return slice((number - 1) * size, number * size)


def begin(view: Literal["one", "all"]) -> None:
    """Have the page begin at its top where it turns from all things to one of them, or back."""
    st.html(f'<span class="lc-begin-{view}"></span>', width="content")


def back(label: str, on_click: Callable[[], None] = forget) -> None:
    """A button that leads from one thing back to all of them."""
    st.button(label, on_click=on_click, icon=":material/arrow_back:", type="tertiary", key="back-to-all")
