"""Figures and dates of documents that cannot all be right, and what may well differ."""

from __future__ import annotations

from itertools import permutations

import pytest
from shelves import TODAY

from labelcheck.compare import Product, compare
from labelcheck.compare.names import days_of
from labelcheck.compare.workbook import comparison_xlsx
from labelcheck.dossiers import Comparison, Fault
from labelcheck.language import say, speaking
from labelcheck.models import Source
from labelcheck.report.cell_words import FAULT_WORDS
from labelcheck.report.request import request_letter

COA = "Certificate of Analysis\nProduct name: Orrin Calm exosomes\nLot: {lot}\n"
TABLE = (
    "\nTest\tLimit\tResult\nParticles (NTA)\tNLT 1E10/mL\t{count}\nMode size\t60-180 nm\t109.4 nm\n"
    "Protein\treport\t11.6 ug/mL\nEndotoxin\tNMT 0.5 EU/mL\t0.031 EU/mL\n"
)
LINES = "Particles: {count} (NTA)\nMode size: 109.4 nm (NTA)\nEndotoxin: 0.031 EU/mL\n"


def beside(*texts: str) -> Comparison:
    sources = tuple(Source(name=f"paper-{place}.txt", text=text) for place, text in enumerate(texts))
    return compare([Product("orrin", sources)], today=TODAY)


def faults(*texts: str) -> tuple[Fault, ...]:
    return beside(*texts).dossiers[0].faults


@pytest.mark.parametrize("results", [TABLE, LINES])
def test_two_lots_with_the_same_figures_to_the_last_digit_are_asked_about(results: str) -> None:
    one, other = (COA.format(lot=lot) + results.format(count="2.37E10/mL") for lot in ("OR2501", "OR2507"))
    found = faults(one, other)
    assert [(fault.kind, fault.severity) for fault in found] == [("same figures", "low")]
    assert (
        "OR2501" in found[0].message
        and "OR2507" in found[0].message
        and "figures are the same" in (found[0].arithmetic or "")
    )
    assert not faults(one, COA.format(lot="OR2507") + results.format(count="2.41E10/mL"))
    assert not faults(one, one.replace("OR2501", "OR-2501"))
    fewer = results.replace("109.4 nm", "").replace("11.6 ug/mL", "").format(count="2.37E10/mL")
    assert not faults(COA.format(lot="OR2501") + fewer, COA.format(lot="OR2507") + fewer)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Date of manufacture: 2026-03-01\nDate of issue: 2026-02-01\n", "issued before"),
        ("Date of manufacture: 2026-03\nIssued: 28 February 2026\n", "issued before"),
        ("Date of manufacture: 2028-03-01\nExpiry date: 2027-01-31\n", "expiry date is before"),
        ("Date of manufacture: 2028-03\nExpiry date: 2028-02\n", "expiry date is before"),
    ],
)
def test_dates_before_manufacture_cannot_be_right(lines: str, words: str) -> None:
    found = faults(COA.format(lot="OR2501") + lines)
    assert [(fault.kind, fault.severity) for fault in found] == [("dates out of order", "high")]
    assert words in found[0].message and len(found[0].quotes) == 2


@pytest.mark.parametrize(
    "lines",
    [
        "Date of manufacture: 2026-03\nDate of issue: 2026-03-01\nExpiry date: 2028-03\n",
        "Date of manufacture: 2026-03-01\nTest date: 2026-02-20\nExpiry date: 2028-02-28\n",
        "Date of manufacture: 2026-03-01\nForm F-12, issued 2019-01-02\n",
        "Date of manufacture: 2026-03-01\nDate of issue: 2026-02-01\nReleased: 2026-03-04\n",
        "Date of manufacture: 2026-03-01\nDate of manufacture: 2026-01-01\nDate of issue: 2026-02-01\n",
        "Reference standard: date of manufacture: 2026-03-01\nDate of issue: 2026-02-01\n",
    ],
)
def test_dates_that_may_be_right_are_no_fault(lines: str) -> None:
    assert not faults(COA.format(lot="OR2501") + lines)


def test_a_month_lasts_until_its_last_day() -> None:
    days = days_of("2028-02")
    assert days and [day.isoformat() for day in days] == ["2028-02-01", "2028-02-29"] and days_of("2026-13") is None


APART = {
    "passage": ("Exosomes from cells of passage 3.", "Exosomes from cells of passage 9."),
    "passages": ("Exosomes. Passage: P3 to P5", "Exosomes. Cells at passage 8"),
    "size": ("Exosome mean size 95 nm by NTA", "Exosome mean size 180 nm by NTA"),
    "endotoxin": ("Exosomes: endotoxin < 0.05 EU/mL", "Exosomes. Endotoxin: 2.4 EU/mL"),
    "endotoxin of a lot": ("Exosomes: endotoxin < 0.05 EU/mL", COA.format(lot="A1") + "Endotoxin: 2.4 EU/mL"),
    "one lot": (COA.format(lot="OR2501") + "Passage: 3", "Exosomes. Lot: OR2501\nPassage: 9"),
    "denied": ("Exosomes purified by ultracentrifugation.", "Exosomes by TFF. We do not use ultracentrifugation."),
}
NEAR = {
    "passage": ("Exosomes from cells of passage 3.", "Exosomes from cells of passage 5."),
    "up to": ("Exosomes from cells of passage 3.", "Exosomes from cells up to passage 9."),
    "one of several": ("Exosomes. Bank at passage 2.\nCells of passage 8.", "Exosomes from cells of passage 9."),
    "other methods": ("Exosome mean size 95 nm by DLS", "Exosome mean size 180 nm by NTA"),
    "near sizes": ("Exosome mean size 140 nm by NTA", "Exosome mode size 98 nm by NTA"),
    "an end": ("Exosome mean size 95 nm by NTA", "Exosome D90 by NTA: 180 nm"),
    "a range": ("Exosome mean size 95 nm by NTA", "Exosome size by NTA: 120-200 nm"),
    "a limit and a result": ("Exosomes: endotoxin < 0.5 EU/mL", "Exosomes. Endotoxin: 0.05 EU/mL"),
    "near limits": ("Exosomes: endotoxin < 0.05 EU/mL", "Exosomes. Endotoxin: 0.08 EU/mL"),
    "another unit": ("Exosomes: endotoxin < 0.05 EU/mL", "Exosomes. Endotoxin: 2.4 EU/vial"),
    "two lots": (COA.format(lot="OR2501") + "Passage: 3", COA.format(lot="OR2507") + "Passage: 9"),
    "a lot and the product": ("Exosome mean size 95 nm by NTA", COA.format(lot="OR2501") + "Size by NTA: 180 nm"),
    "another product": (
        COA.format(lot="A1") + "Passage: 3",
        COA.format(lot="A1").replace("Orrin", "Valdane") + "Passage: 9",
    ),
    "two methods": ("Exosomes purified by ultracentrifugation.", "Exosomes purified by TFF."),
}


@pytest.mark.parametrize("case", APART)
def test_figures_far_apart_cannot_both_hold(case: str) -> None:
    for texts in permutations(APART[case]):
        found = faults(*texts)
        assert [(fault.kind, fault.severity) for fault in found] == [("contradiction", "high")]
        assert [quote.document for quote in found[0].quotes] == [0, 1]


@pytest.mark.parametrize("case", NEAR)
def test_figures_that_may_both_hold_are_no_fault(case: str) -> None:
    for texts in permutations(NEAR[case]):
        assert not [fault for fault in faults(*texts) if fault.message.startswith("Two statements cannot")]


def test_what_is_denied_is_quoted_with_its_denial() -> None:
    assert "not use ultracentrifugation" in faults(*APART["denied"])[0].message


def test_faults_are_said_in_korean_in_the_letter_and_in_every_form() -> None:
    lots = [COA.format(lot=lot) + TABLE.format(count="2.37E10/mL") for lot in ("OR2501", "OR2507")]
    dates = "Date of manufacture: 2026-03-01\nDate of issue: 2026-02-01\n"
    found = beside(lots[0] + dates, lots[1])
    dossier = found.dossiers[0]
    assert {fault.kind for fault in dossier.faults} == {"same figures", "dates out of order"}
    assert comparison_xlsx(found)
    letter = request_letter(dossier)
    assert "Dates that cannot be right" in letter and "The same figures for two lots" in letter
    with speaking("ko"):
        assert "같은 측정값" in request_letter(dossier)
        for fault in dossier.faults:
            assert say(fault.message) != fault.message and say(FAULT_WORDS[fault.kind]) != FAULT_WORDS[fault.kind]
