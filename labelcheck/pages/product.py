"""The product on the table, and what this visitor has already had read: kept in the session, never shared.

Streamlit's own caches are shared by everyone the server talks to, so labels stay out of them.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, NamedTuple, TypeVar

import streamlit as st

from labelcheck.capture import unpacked
from labelcheck.models import CaptureSettings, Document, Source

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
    opened = (each for source in sources for each in unpacked(source, CaptureSettings()))
    return Product(title, sources, tuple(each for each in opened if isinstance(each, Source)))


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


def content(source: Source) -> bytes:
    """The bytes that a source hands in."""
    if source.path is not None:
        return source.path.read_bytes()
    return source.data if source.data is not None else (source.text or "").encode("utf-8", "surrogatepass")


def fingerprint(source: Source) -> str:
    """The hash that tells whether a document is the same as one already read."""
    return hashlib.sha256(content(source)).hexdigest()


def source_of(product: Product, document: Document) -> Source | None:
    """The source a document was read from; skipped files leave gaps, so places in the list do not tell."""
    by_content = [source for source in product.members if fingerprint(source) == document.sha256]
    by_name = [source for source in product.members if source.name == document.name]
    return next(iter([source for source in by_content if source in by_name] + by_content + by_name), None)


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
