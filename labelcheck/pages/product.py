"""The product on the table, and what this visitor has already had read: kept in the session, never shared.

Streamlit's own caches are shared by everyone the server talks to, so labels stay out of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, NamedTuple, TypeVar

import streamlit as st

from labelcheck.models import CaptureSettings, Source
from labelcheck.pictures import members

_PRODUCT: Final = "product"
_RECENT: Final = "recent"
_ROUND: Final = "round"
_KEPT: Final = 24

Made = TypeVar("Made")


class Product(NamedTuple):
    """One product's documents and what to call them together."""

    title: str
    sources: tuple[Source, ...]
    """As they were handed in."""
    members: tuple[Source, ...]
    """The same with archives and mails opened: what pages can be shown of."""
    password: str = ""

    @property
    def settings(self) -> CaptureSettings:
        """How this product is read."""
        return CaptureSettings(password=self.password or None)


def of(title: str, sources: tuple[Source, ...]) -> Product:
    """A product made of these documents."""
    return Product(title, sources, members(sources, CaptureSettings()))


def current() -> Product | None:
    """The product that is being looked at, if one was given."""
    found: Product | None = st.session_state.get(_PRODUCT)
    return found


def choose(title: str, sources: tuple[Source, ...]) -> None:
    """Look at this product from now on."""
    if sources:
        st.session_state[_PRODUCT] = of(title, sources)
        st.session_state[_ROUND] = round_number() + 1


def unlock(password: str) -> None:
    """Read the product's protected files with this password; it is forgotten with the product."""
    chosen = current()
    if chosen is not None:
        st.session_state[_PRODUCT] = chosen._replace(password=password)


def forget() -> None:
    """Put the product away and ask for another one."""
    st.session_state.pop(_PRODUCT, None)
    st.session_state[_ROUND] = round_number() + 1


def round_number() -> int:
    """Counts products, so that every product gets fresh, empty upload fields."""
    return int(st.session_state.get(_ROUND, 0))


def remembered(key: Hashable, make: Callable[[], Made]) -> Made:
    """What ``make`` gives, from this session's memory where ``key`` is still in it; the least recent is forgotten."""
    recent: OrderedDict[Hashable, Any] = st.session_state.setdefault(_RECENT, OrderedDict())
    if key not in recent:
        recent[key] = make()
    recent.move_to_end(key)
    while len(recent) > _KEPT:
        recent.popitem(last=False)
    made: Made = recent[key]
    return made
