"""Suppliers side by side: products -> a dossier each -> one comparison, and what it can be saved as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from labelcheck.compare.lengths import Lengths as Lengths
from labelcheck.compare.lengths import Room
from labelcheck.compare.products import MOST_FILES as MOST_FILES
from labelcheck.compare.products import MOST_PRODUCTS as MOST_PRODUCTS
from labelcheck.compare.products import Product as Product
from labelcheck.compare.products import Products as Products
from labelcheck.models import CaptureSettings, Skip, Source

if TYPE_CHECKING:
    from labelcheck.dossiers import Comparison
    from labelcheck.models import Evaluation, RuleSet

__all__ = [
    "CLINIC",
    "MOST_FILES",
    "MOST_PRODUCTS",
    "Lengths",
    "Product",
    "Products",
    "compare",
    "products_in",
    "products_of",
]

CLINIC: Final = "clinic-supplier"
"""The checklist that a clinic asks its suppliers."""


def products_in(paths: Sequence[Path], settings: CaptureSettings | None = None) -> Products:
    """The products in folders, ZIP archives and files, in the order given and of their names.

    Of one folder each sub-folder is a product, with all that lies deeper, and each file; of several folders one that
    has no sub-folder is a product itself. In a ZIP archive each folder is a product; without folders it is one.
    Nothing is read yet. What belongs to no product is among ``skipped`` with its reason; nothing raises.
    """
    from labelcheck.compare.products import products_in

    return products_in(paths, settings or CaptureSettings())


def products_of(uploads: Sequence[Source], settings: CaptureSettings | None = None) -> Products:
    """The products in uploads: archives as in :func:`products_in`, files whose names tell their folders, and files."""
    from labelcheck.compare.products import products_of

    return products_of(uploads, settings or CaptureSettings())


def compare(
    products: Products | Sequence[Product],
    rules: RuleSet | None = None,
    *,
    checklist: str = CLINIC,
    markets: Sequence[str] | str | None = None,
    settings: CaptureSettings | None = None,
    passwords: Mapping[str, str] | None = None,
    today: date | None = None,
    progress: Callable[[str, float], None] | None = None,
    keep: Callable[[Product, Evaluation], None] | None = None,
    lengths: Lengths | None = None,
) -> Comparison:
    """Read every product's documents, answer the checklist for each, and lay the answers side by side.

    One product after another is read and let go of, so memory does not grow with their number; ``keep`` is told each
    evaluation by those who want to hold it. ``passwords`` open the protected files of single products, by their names,
    instead of the one in ``settings``. ``progress`` is told a short phrase and the share done, 0 to 1, again and again
    also while one long document is searched for claims: what it raises ends the comparison. ``today`` is the
    day by which certificates expire. A document that cannot be read, or has more text than ``lengths`` leaves room for,
    is a row of its product's ``skipped``. Raises UnknownChecklist, UnknownMarket and, while rules are loaded,
    RuleErrors.
    """
    from labelcheck.compare.dossier import Assembly
    from labelcheck.evaluate import answer, known_markets, read_each
    from labelcheck.rules import load_rules

    rules, settings = rules or load_rules(), settings or CaptureSettings()
    markets = known_markets(rules, checklist, markets)
    given = products if isinstance(products, Products) else Products(tuple(products))
    assembly, room = Assembly(rules, checklist, today or date.today()), Room(lengths or Lengths())
    for place, product in enumerate(given.products):
        told = _share(progress, product.name, place, len(given.products))
        own = settings
        if passwords and product.name in passwords:
            own = settings.model_copy(update={"password": passwords[product.name]})
        room.next_product()
        reading = read_each(_documents(product, own), own, told, room.fits)
        step = _step(progress, product.name, (place + 1) / len(given.products))
        evaluation = answer(reading, rules, checklist=checklist, markets=markets, step=step)
        assembly.add(product.name, evaluation)
        if keep:
            keep(product, evaluation)
    return assembly.comparison(given.skipped, given.notices)


def _documents(product: Product, settings: CaptureSettings) -> list[Source | Skip]:
    from labelcheck.capture import unpacked

    found: list[Source | Skip] = []
    for source in product.sources:
        found += [source] if isinstance(source, Skip) else unpacked(source, settings)
    return found


def _share(
    progress: Callable[[str, float], None] | None, name: str, place: int, total: int
) -> Callable[[str, float], None] | None:
    if progress is None:
        return None
    progress(name, place / total)
    return lambda phrase, done: progress(f"{name}: {phrase}", (place + done) / total)


def _step(progress: Callable[[str, float], None] | None, name: str, done: float) -> Callable[[], None] | None:
    return None if progress is None else lambda: progress(name, done)
