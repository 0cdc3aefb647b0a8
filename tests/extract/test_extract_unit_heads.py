"""Units that stand in the head of a row, in a cell of their own or before a colon, apart from their figures."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.models import Quantity, Source

READ = [
    ("Exosomes\nMean size, nm (NTA) | 127", ("127", 127, 127, "nm", None)),
    ("Exosomes\nMean size (NTA) | nm | 127", ("127", 127, 127, "nm", None)),
    ("Exosomes\nMean size (nm): 127", ("127", 127, 127, "nm", None)),
    ("Exosomes\nMean diameter in nm: 127 ± 12", ("127 ± 12", 115, 139, "nm", None)),
    ("Exosomes\nSize | 100 - 200 | nm", ("100 - 200", 100, 200, "nm", None)),
    ("Exosomes\nMean size (nm) | 127 | 14", ("127", 127, 127, "nm", None)),
    ("Exosomes\nParticle concentration (particles/mL) | 6.0E8", ("6.0E8", 6e8, 6e8, "particle", "mL")),
    ("Exosomes\nParticles (x10^10/mL) | 1.8", ("1.8", 1.8e10, 1.8e10, "particle", "mL")),
    ("Exosomes\nParticle concentration | 10^9/mL | 6.5", ("6.5", 6.5e9, 6.5e9, "particle", "mL")),
    ("Exosomes\nTest | Unit | Result\nParticles | 10^9 particles/mL | 6.5", ("6.5", 6.5e9, 6.5e9, "particle", "mL")),
    ("Exosomes\nExosome number | 6 x 10^8 | particles / g", ("6 x 10^8", 6e8, 6e8, "particle", "g")),
    ("Exosomes\nParticles per µg protein: 1.1 x 10^10", ("1.1 x 10^10", 1.1e10, 1.1e10, "particle:protein", "ug")),
    ("Exosomes\nStorage temperature (°C) | 2-8", ("2-8", 2, 8, "degC", None)),
    ("Exosomes\nStorage temperature in °C: -80", ("-80", -80, -80, "degC", None)),
    ("Exosomen\nPartikelkonzentration (Partikel/ml) | 6,0 x 10^9", ("6,0 x 10^9", 6e9, 6e9, "particle", "mL")),
    ("Exosomes\nTaille moyenne en nm : 127", ("127", 127, 127, "nm", None)),
    ("엑소좀\n평균 입경 (nm) | 127", ("127", 127, 127, "nm", None)),
    ("外泌体\n平均粒径（nm） | 127", ("127", 127, 127, "nm", None)),
]
UNREAD = [
    "Exosomes\nLot | 127\nMean size (nm) | see the certificate",
    "Exosomes\nSize (nm), page | 3",
    "Exosomes\nSize (mL) | 127",
    "Exosomes\nResidual cells (cells/mL) | 5E8",
    "Exosomes\nTest | Limit | Result\nMean size (nm) | 80-180 | pending",
    "Exosomes\nTest | Limit | Result\nParticles (x10^10/mL) | 1 | see report",
]
"""Texts whose figures belong to no such unit, or are limits of what is still to come."""


def figures(text: str) -> list[Quantity]:
    found = evaluate([Source(name="document.txt", text=text)], checklist="clinic-supplier")
    kinds = ("characterisation", "concentration", "storage")
    return [claim.quantity for claim in found.claims if claim.quantity and claim.kind in kinds]


@pytest.mark.parametrize(("text", "told"), READ)
def test_a_figure_has_the_unit_of_its_row_or_field(text: str, told: tuple[str, float, float, str, str | None]) -> None:
    assert [(one.text, one.low, one.high, one.unit, one.per) for one in figures(text)] == [told]


@pytest.mark.parametrize("text", UNREAD)
def test_a_unit_gives_nothing_to_the_figures_of_others(text: str) -> None:
    assert figures(text) == []


def test_a_limit_and_a_result_both_have_the_unit_of_their_row() -> None:
    found = figures("Exosomes\nTest | Limit | Result\nParticles per µg protein | >= 3 x 10^9 | 1.1 x 10^10")
    assert [(one.low, one.bound, one.unit) for one in found] == [
        (3e9, "at least", "particle:protein"),
        (1.1e10, None, "particle:protein"),
    ]
