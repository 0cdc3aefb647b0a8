"""Certificates of several lots of one product: what may differ between them, and what is told of it."""

from __future__ import annotations

import pytest
from shelves import TODAY

from labelcheck.compare import Product, compare
from labelcheck.dossiers import Comparison, Dossier
from labelcheck.language import speaking
from labelcheck.models import Source
from labelcheck.report.cell_words import value_words

CERTIFICATE = "Certificate of Analysis\nProduct name: Orrin Calm Exosome Serum\nLot: {lot}\n"
COUNT = "Particle count by NTA: {count} particles/mL\n"


def certificate(lot: str, count: str) -> str:
    return CERTIFICATE.format(lot=lot) + COUNT.format(count=count)


def compared(*texts: str) -> Dossier:
    sources = tuple(Source(name=f"paper-{place}.txt", text=text) for place, text in enumerate(texts))
    return compare([Product("orrin", sources)], today=TODAY).dossiers[0]


def beside_others(*texts: str) -> Comparison:
    others = [
        Product(name, (Source(name="a.txt", text=f"Exosomes, {name} particles per mL"),)) for name in ("1e9", "1e10")
    ]
    sources = tuple(Source(name=f"paper-{place}.txt", text=text) for place, text in enumerate(texts))
    return compare([Product("orrin", sources), *others], today=TODAY)


@pytest.mark.parametrize("counts", [("2.0E10", "3.0E10"), ("3.0E10", "2.0E10")])
def test_two_lots_may_count_otherwise_and_the_lower_count_tells(counts: tuple[str, str]) -> None:
    first, second = (certificate(lot, count) for lot, count in zip(("OR2601", "OR2607"), counts, strict=True))
    found = beside_others(first, second).dossiers[0]
    assert not found.faults and found.dose and found.percentile == 100
    assert (found.dose.low, found.dose.disputed, found.dose.lots) == (2e10, False, 2)
    count = next(cell for cell in found.cells if cell.id == "count")
    assert value_words(count).startswith("2 × 10¹⁰ particles per mL (lowest of 2 lots)")
    with speaking("ko"):
        assert "제조번호 2개" in value_words(count)


def test_two_certificates_of_one_lot_may_not() -> None:
    found = compared(certificate("OR2601", "2.0E10"), certificate("OR2601", "3.0E10"))
    assert [fault.kind for fault in found.faults] == ["count differs"]
    assert found.dose and found.dose.disputed and not found.dose.lots


def test_a_count_on_the_label_is_chosen_before_those_of_lots() -> None:
    label = "Product name: Orrin Calm Exosome Serum\nNet contents: 5 mL\n2.2 × 10¹⁰ exosomes per mL"
    found = compared(label, certificate("OR2601", "2.0E10"), certificate("OR2607", "2.4E10"))
    assert not found.faults and found.dose
    assert (found.dose.low, found.dose.disputed, found.dose.lots) == (2.2e10, False, 0)
