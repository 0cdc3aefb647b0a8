"""The product on the table, and what this visitor has already had read: kept in the session, never shared.

Streamlit's own caches are shared by everyone the server talks to, so labels stay out of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, Literal, NamedTuple, TypeVar

import streamlit as st

from labelcheck.models import CaptureSettings, Source
from labelcheck.pictures import fingerprint, members

_PRODUCT: Final = "product"
_RECENT: Final = "recent"
_ROUND: Final = "round"
Kind = Literal["answers", "pictures"]
_KEPT: Final[Mapping[Kind, int]] = {"answers": 16, "pictures": 24}

Made = TypeVar("Made")


class Product(NamedTuple):
    """One product's documents and what to call them together."""

    title: str
    sources: tuple[Source, ...]
    """As they were handed in."""
    members: tuple[Source, ...]
    """The same with archives and mails opened: what pages can be shown of."""
    prints: tuple[str, ...]
    """The SHA-256 of each source."""
    password: str = ""
    name: str = ""
    """What the visitor calls the product."""
    corrections: tuple[tuple[str, str], ...] = ()
    """Texts as the visitor corrected them, by the SHA-256 of their documents."""

    @property
    def settings(self) -> CaptureSettings:
        """How this product is read."""
        return CaptureSettings(password=self.password or None)

    @property
    def files(self) -> Hashable:
        """What tells whether reading these files again would give anything else."""
        return tuple(source.name for source in self.sources), self.prints, self.password

    @property
    def as_given(self) -> Product:
        """The same without anything that the visitor corrected."""
        return self._replace(name="", corrections=())


def of(title: str, sources: tuple[Source, ...]) -> Product:
    """A product made of these documents."""
    return Product(title, sources, members(sources, CaptureSettings()), tuple(map(fingerprint, sources)))


def current() -> Product | None:
    """The product that is being looked at, if one was given."""
    found: Product | None = st.session_state.get(_PRODUCT)
    return found


def choose(title: str, sources: tuple[Source, ...]) -> None:
    """Look at this product from now on."""
    if sources:
        st.session_state[_PRODUCT] = of(title, sources)
        st.session_state[_ROUND] = round_number() + 1


def add(sources: tuple[Source, ...], title: Callable[[tuple[Source, ...]], str]) -> None:
    """Look at the product together with more documents of it; its name and corrections stay, and what is there already
    is not added again. ``title`` calls all of them together something."""
    before = current()
    known = set(before.prints) if before else set()
    fresh = tuple(source for source in sources if fingerprint(source) not in known)
    if before is None or not fresh:
        return
    together = before.sources + fresh
    choose(title(together), together)
    after = current()
    if after is not None:
        st.session_state[_PRODUCT] = after._replace(
            name=before.name, corrections=before.corrections, password=before.password
        )


def unlock(password: str) -> None:
    """Read the product's protected files with this password; it is forgotten with the product."""
    chosen = current()
    if chosen is not None:
        st.session_state[_PRODUCT] = chosen._replace(password=password)


def correct(name: str, corrections: Mapping[str, str]) -> None:
    """Answer for the product under this name, and for these texts (by SHA-256) instead of those that were read."""
    chosen = current()
    if chosen is not None:
        texts = tuple(sorted(corrections.items()))
        st.session_state[_PRODUCT] = chosen._replace(name=" ".join(name.split()), corrections=texts)


def forget() -> None:
    """Put the product away and ask for another one."""
    st.session_state.pop(_PRODUCT, None)
    st.session_state[_ROUND] = round_number() + 1


def round_number() -> int:
    """Counts products, so that every product gets fresh, empty upload fields."""
    return int(st.session_state.get(_ROUND, 0))


def remembered(key: Hashable, make: Callable[[], Made | None], kind: Kind = "answers") -> Made | None:
    """What ``make`` gives, from this session's memory where ``key`` is still in it; the least recent is forgotten.

    Pictures are kept apart, so that looking at many of them forgets no reading. None is not kept: it means that there
    is nothing yet.
    """
    recent: OrderedDict[Hashable, Any] = st.session_state.setdefault(f"{_RECENT}-{kind}", OrderedDict())
    if key not in recent:
        made = make()
        if made is None:
            return None
        recent[key] = made
    recent.move_to_end(key)
    while len(recent) > _KEPT[kind]:
        recent.popitem(last=False)
    kept: Made = recent[key]
    return kept
