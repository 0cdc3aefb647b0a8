"""What only a document of another product tells discloses nothing in full."""

from __future__ import annotations

import json

import pytest
from shelves import TODAY

from labelcheck.compare import Product, compare
from labelcheck.compare.export import comparison_csv, comparison_json, comparison_xlsx
from labelcheck.compare.listing import comparison_text
from labelcheck.dossiers import Cell, Dossier
from labelcheck.language import say, speaking
from labelcheck.models import Source

LABEL = "Product name: Orrin Calm Exosome Serum\nExosomes from rose callus. Store at 2-8 °C. Lot: OR2601"
CERTIFICATE = (
    "Certificate of Analysis\n\nProduct name: {name}\nLot No.: OR2601\n\n"
    "Particle count by NTA: 4.1 × 10⁹ particles/mL\nIsolation method: tangential flow filtration\n"
)


def dossier(name: str, *more: str) -> Dossier:
    papers = [("label.txt", LABEL), ("coa.txt", CERTIFICATE.format(name=name))]
    papers += [(f"more-{place}.txt", text) for place, text in enumerate(more)]
    sources = tuple(Source(name=paper, text=text) for paper, text in papers)
    return compare([Product("orrin", sources)], today=TODAY).dossiers[0]


def cell(found: Dossier, name: str) -> Cell:
    return next(each for each in found.cells if each.id == name)


def test_an_own_certificate_answers_in_full() -> None:
    own = dossier("Orrin Calm Exosome Serum")
    assert cell(own, "isolation").outcome == cell(own, "count").outcome == "met"
    assert not any(each.borrowed for each in own.cells)


def test_that_of_another_product_answers_in_part_and_is_not_counted() -> None:
    other = dossier("Valdane Bright Exosome Ampoule")
    assert [fault.kind for fault in other.faults] == ["other product"]
    for name in ("isolation", "count"):
        found = cell(other, name)
        assert (found.outcome, found.borrowed) == ("partly", ("coa.txt",)) and "coa.txt" in found.reason
    assert cell(other, "storage").outcome == cell(other, "lot").outcome == "met"
    assert other.complete[0] < dossier("Orrin Calm Exosome Serum").complete[0]


def test_what_another_document_tells_as_well_counts() -> None:
    found = dossier(
        "Valdane Bright Exosome Ampoule", "Product information\n\nExosomes isolated by ultracentrifugation."
    )
    assert cell(found, "isolation").outcome == "met" and not cell(found, "isolation").borrowed


@pytest.mark.parametrize("write", [comparison_text, comparison_csv, comparison_json, comparison_xlsx])
def test_every_form_says_so(write: object) -> None:
    own, other = (
        compare([Product("orrin", (Source(name="a.txt", text=LABEL), Source(name="coa.txt", text=text)))], today=TODAY)
        for text in (CERTIFICATE.format(name="Orrin Calm Exosome Serum"), CERTIFICATE.format(name="Valdane Ampoule"))
    )
    assert write(own) != write(other)  # type: ignore[operator]
    if write is comparison_json:
        answers = json.loads(comparison_json(other))["products"][0]["answers"]
        assert next(each for each in answers if each["id"] == "isolation")["borrowed"] == ["coa.txt"]
    if write is comparison_text:
        assert "in full only with a document of another product" in " ".join(comparison_text(other).split())
    if write is comparison_csv:
        assert "in full only with" in comparison_csv(other).decode() and '"coa.txt"' in comparison_csv(other).decode()


def test_the_reason_is_said_in_korean() -> None:
    reason = cell(dossier("Valdane Bright Exosome Ampoule"), "isolation").reason
    with speaking("ko"):
        assert "coa.txt" in say(reason) and say(reason) != reason


COUNTED = LABEL + "\nExosomes: 9 billion particles per mL"
OWN = CERTIFICATE.format(name="Orrin Calm Exosome Serum")
STRANGE = CERTIFICATE.format(name="Valdane Bright Exosome Ampoule").replace("OR2601", "VB1177")


def counted(*papers: str) -> Dossier:
    sources = tuple(Source(name=f"paper-{place}.txt", text=text) for place, text in enumerate(papers))
    return compare([Product("orrin", sources)], today=TODAY).dossiers[0]


def test_the_count_of_another_product_disputes_none_of_this_one() -> None:
    found = counted(COUNTED, STRANGE)
    assert "other product" in {fault.kind for fault in found.faults}
    assert found.dose and found.dose.low == 9e9 and not found.dose.disputed


@pytest.mark.parametrize("papers", [(LABEL, STRANGE, OWN), (LABEL, OWN, STRANGE)])
def test_the_count_is_that_of_the_products_own_certificate_wherever_it_lies(papers: tuple[str, ...]) -> None:
    other = tuple(text.replace("4.1 ×", "8.7 ×") if text is STRANGE else text for text in papers)
    found = counted(*other)
    assert found.dose and found.dose.low == 4.1e9 and not found.dose.disputed


def test_a_count_that_only_another_products_paper_states_is_shown_and_not_taken() -> None:
    found = counted(LABEL, STRANGE)
    assert found.dose is None
    assert cell(found, "count").outcome == "partly" and "4.1 × 10⁹" in cell(found, "count").value


def test_own_papers_that_differ_and_one_lot_under_two_names_stay_disputed() -> None:
    own = counted(COUNTED, OWN, STRANGE)
    renamed = counted(COUNTED, CERTIFICATE.format(name="Valdane Bright Exosome Ampoule"))
    assert own.dose and own.dose.disputed and renamed.dose and renamed.dose.disputed
