"""The suppliers on the table: their files, what was found out about them, and what a visitor made of it.

Kept in the session like the product of the first page, and never shared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, NamedTuple

import streamlit as st

from labelcheck.compare import CLINIC, Product, Products, compare, products_of
from labelcheck.dossiers import Comparison, Dossier
from labelcheck.language import noted
from labelcheck.models import CaptureSettings, Evaluation, Source
from labelcheck.pages import knowledge
from labelcheck.pages.product import remembered
from labelcheck.pictures import fingerprint

SLOT: Final = "compare"
CHECKLISTS: Final = {
    CLINIC: noted("What a clinic asks a supplier"),
    knowledge.CHECKLIST: noted("The article’s four questions"),
}
"""What the page offers to compare, in plain words."""
_SET: Final = "compare-set"
_ROUND: Final = "compare-round"
_OPENED: Final = "compare-opened"
_LETTERS: Final = "compare-letters"


class Suppliers(NamedTuple):
    """Files of several suppliers as they were handed in, and what they are asked."""

    sources: tuple[Source, ...]
    prints: tuple[str, ...]
    """The SHA-256 of each source."""
    checklist: str
    passwords: tuple[tuple[str, str], ...] = ()
    """What opens the protected files of a supplier, by its name."""

    @property
    def files(self) -> Hashable:
        """What tells which products are in these files."""
        return tuple(source.name for source in self.sources), self.prints

    @property
    def key(self) -> Hashable:
        """What tells whether comparing these suppliers again would give anything else."""
        return self.files, self.checklist, self.passwords


class Compared(NamedTuple):
    """A comparison, and by the name of each product what it was made from: nothing for one out of the history."""

    key: Hashable
    comparison: Comparison
    found: dict[str, tuple[Product, Evaluation]]
    passwords: tuple[tuple[str, str], ...] = ()

    def settings(self, dossier: Dossier) -> CaptureSettings:
        """How the documents of a product are opened."""
        return CaptureSettings(password=dict(self.passwords).get(dossier.name))

    def behind(self, dossier: Dossier) -> tuple[Product, Evaluation] | None:
        """The documents and the evaluation that a dossier was made from; None where nothing could be read."""
        return self.found.get(dossier.name)


def current() -> Suppliers | None:
    """The suppliers that are being compared, if any were given."""
    found: Suppliers | None = st.session_state.get(_SET)
    return found


def choose(sources: tuple[Source, ...], checklist: str) -> None:
    """Compare these suppliers from now on."""
    if sources:
        st.session_state[_SET] = Suppliers(sources, tuple(map(fingerprint, sources)), checklist)
        st.session_state[_ROUND] = round_number() + 1
        st.session_state.pop(_OPENED, None)


def forget() -> None:
    """Put the suppliers and every letter to them away."""
    for name in (_SET, _OPENED, _LETTERS):
        st.session_state.pop(name, None)
    st.session_state[_ROUND] = round_number() + 1


def ask(checklist: str) -> None:
    """Ask the same suppliers the questions of another checklist."""
    chosen = current()
    if chosen is not None:
        st.session_state[_SET] = chosen._replace(checklist=checklist)


def unlock(name: str, password: str) -> None:
    """Read the protected files of this supplier with this password; it is forgotten with the suppliers."""
    chosen = current()
    if chosen is not None:
        st.session_state[_SET] = chosen._replace(passwords=tuple((dict(chosen.passwords) | {name: password}).items()))


def round_number() -> int:
    """Counts sets of suppliers, so that each gets fresh fields."""
    return int(st.session_state.get(_ROUND, 0))


def products(chosen: Suppliers) -> Products:
    """The files sorted into products, archives opened."""
    found = remembered(("products", chosen.files), lambda: products_of(chosen.sources, CaptureSettings()))
    assert found is not None
    return found


def work(chosen: Suppliers, given: Products) -> Callable[[Callable[[str, float], None]], Compared]:
    """What reads and compares the products: the slow part, for a thread of its own."""
    rules = knowledge.rules()

    def compared(tell: Callable[[str, float], None]) -> Compared:
        found: dict[str, tuple[Product, Evaluation]] = {}

        def keep(product: Product, evaluation: Evaluation) -> None:
            found[product.name] = (product, evaluation)

        made = compare(
            given,
            rules,
            checklist=chosen.checklist,
            settings=CaptureSettings(),
            passwords=dict(chosen.passwords),
            progress=tell,
            keep=keep,
        )
        return Compared(chosen.key, made, found, chosen.passwords)

    return compared


def opened(compared: Compared) -> Dossier | None:
    """The product whose page is open; None where all stand side by side."""
    key, name = st.session_state.get(_OPENED, (None, ""))
    if key != compared.key:
        return None
    return next((dossier for dossier in compared.comparison.dossiers if dossier.name == name), None)


def open_one(compared: Compared, name: str) -> None:
    """Show the page of this product of a comparison."""
    st.session_state[_OPENED] = compared.key, name


def close() -> None:
    """Show all products side by side again."""
    st.session_state.pop(_OPENED, None)


def letters() -> dict[Hashable, str]:
    """The letters that the visitor has changed, by product and language."""
    kept: dict[Hashable, str] = st.session_state.setdefault(_LETTERS, {})
    return kept
