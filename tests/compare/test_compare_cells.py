"""From an evaluation to cells: outcomes, values worth a glance, words with their places, doses, ranks in the set."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from shelves import TODAY, VAGUE, folder

from labelcheck import evaluate
from labelcheck.compare import Product, compare, products_in
from labelcheck.compare.cells import dose_of
from labelcheck.compare.export import comparison_csv, comparison_json
from labelcheck.compare.frame import percentiles, sorted_by, table
from labelcheck.compare.listing import comparison_text
from labelcheck.dossiers import Cell, Comparison, Dossier, Value
from labelcheck.language import speaking
from labelcheck.models import Evaluation, Source
from labelcheck.report.cell_words import value_words

CHECKLIST = "tetrapod-2026"


def compared(**texts: str) -> Comparison:
    products = [Product(name, (Source(name="label.txt", text=text),)) for name, text in texts.items()]
    return compare(products, checklist=CHECKLIST, today=TODAY)


def cells(text: str) -> dict[str, Cell]:
    return {cell.id: cell for cell in compared(only=text).dossiers[0].cells}


def test_a_cell_has_outcome_value_and_the_words_with_their_place() -> None:
    found = cells("Human adipose stem cell exosomes, 10 billion particles per mL. Keep refrigerated at 2-8 °C.")
    assert found["concentration"].outcome == "met"
    assert found["concentration"].value == "10¹⁰ particles per mL"
    assert found["source"].value == "human adipose msc"
    assert found["cold-storage"].value.startswith("refrigerated") and "2 to 8 °C" in found["cold-storage"].value
    (quote,) = found["source"].quotes
    assert "adipose stem cell" in quote.text and (quote.document, quote.page) == (0, 1)
    assert found["clinical-data"].outcome == "not stated" and found["clinical-data"].value == ""


def test_what_is_denied_is_quoted_with_the_words_that_deny_it() -> None:
    found = cells("Exosome serum. No refrigeration required.")["cold-storage"]
    assert found.outcome == "contrary"
    assert found.value == "No refrigeration" == found.quotes[0].text


def test_a_count_per_vial_is_shown_per_millilitre_and_as_it_is_stated() -> None:
    found = cells("Exosomes, 20 billion per 5 mL vial.")["concentration"]
    assert found.value == "4 × 10⁹ particles per mL (worked out); 2 × 10¹⁰ particles per vial"


def test_a_value_that_stands_in_another_is_not_repeated() -> None:
    found = cells("Exosomes: 20 billion per vial. Exosomes: 20 billion. Exosomes: 20 billion particles per vial.")
    assert found["concentration"].value == "2 × 10¹⁰ particles per vial"


def answers(*texts: str) -> dict[str, Cell]:
    """The clinic's questions on one product's documents."""
    sources = tuple(Source(name=f"{place}.txt", text=text) for place, text in enumerate(texts))
    return {cell.id: cell for cell in compare([Product("only", sources)], today=TODAY).dossiers[0].cells}


def test_words_inside_other_quoted_words_are_not_quoted_again() -> None:
    quotes = answers("Human exosomes\nSterility: no growth\nEndotoxin: 0.1 EU/mL")["sterility"].quotes
    assert [quote.text for quote in quotes] == ["Sterility: no growth", "Endotoxin: 0.1 EU/mL"]


def test_the_same_words_at_another_place_are_quoted_as_well() -> None:
    sheet = "Human exosomes\nEvery lot is tested for endotoxin.\nEndotoxin: 0.1 EU/mL"
    quotes = answers(sheet, "Exosomes tested for endotoxin.")["sterility"].quotes
    assert sorted((quote.document, quote.text.casefold()) for quote in quotes) == [
        (0, "endotoxin"),
        (0, "endotoxin: 0.1 eu/ml"),
        (1, "endotoxin"),
    ]


def test_words_of_a_label_stay_on_one_line_and_are_cut() -> None:
    text = "Exosomes. doi:10.1000/" + "x" * 200 + " \u202eevil"
    for cell in cells(text).values():
        assert "\n" not in cell.value and len(cell.value) < 300 and "\u202e" not in cell.value


def evaluated(text: str) -> Evaluation:
    return evaluate([text])


@pytest.mark.parametrize(
    ("text", "low", "worked_out"),
    [
        ("Exosomes: 4 billion particles per mL.", 4e9, False),
        ("Exosomes: 20 billion per 5 mL vial.", 4e9, True),
        ("Exosomes: up to 9 billion per mL. Exosomes: 5 billion particles per mL.", 5e9, False),
        ("Exosomes: 6 billion particles per mL. Exosomes: 5 billion particles per mL.", 5e9, False),
        ("Exosomes: 6 billion particles per mL. Exosomes: 20 billion per 5 mL vial.", 6e9, False),
    ],
)
def test_the_firmest_dose_counts_and_among_equals_the_lowest(text: str, low: float, worked_out: bool) -> None:
    dose = dose_of(evaluated(text))
    assert dose is not None and dose.low == low
    assert bool(dose.arithmetic) is worked_out


@pytest.mark.parametrize("text", [VAGUE, "Exosomes 500 ppm.", "Exosomes: 3 billion per vial.", "Rose exosomes."])
def test_what_is_no_count_per_millilitre_is_no_dose(text: str) -> None:
    assert dose_of(evaluated(text)) is None


def test_a_percentile_is_the_share_of_doses_that_are_no_larger() -> None:
    assert percentiles([1e9, 4e9, None, 4e9, 8e9]) == [25.0, 75.0, None, 75.0, 100.0]
    assert percentiles([1e9, None, 4e9]) == [None, None, None]
    assert percentiles([]) == []
    comparison = compared(
        A="Exosomes 8 billion particles per mL",
        B=VAGUE,
        C="Exosomes 1 billion particles per mL",
        D="Exosomes 2 billion particles per mL",
    )
    assert [dossier.percentile for dossier in comparison.dossiers] == [100.0, None, 33.3, 66.7]


def test_tallies_count_what_is_met_of_what_is_asked() -> None:
    comparison = compared(A="Rose exosomes, 4 billion particles per mL. Store at 2-8 °C.", B=VAGUE)
    assert [dossier.complete for dossier in comparison.dossiers] == [(3, 4), (0, 4)]
    assert [dossier.minimum for dossier in comparison.dossiers] == [(0, 0), (0, 0)]


def order(comparison: Comparison, column: str, reverse: bool = False) -> list[str]:
    return [dossier.name for dossier in sorted_by(comparison, column, reverse).dossiers]


def test_products_are_sorted_best_first_and_those_without_a_value_last() -> None:
    comparison = compared(
        b="Exosomes 1 billion particles per mL.",
        A="Exosomes 8 billion particles per mL. Store at 2-8 °C.",
        c="Exosomes. No refrigeration required.",
    )
    assert order(comparison, "product") == ["A", "b", "c"]
    assert order(comparison, "dose") == ["A", "b", "c"]
    assert order(comparison, "dose", reverse=True) == ["b", "A", "c"]
    assert order(comparison, "disclosed") == ["A", "b", "c"]
    assert order(comparison, "cold-storage") == ["A", "c", "b"]
    with pytest.raises(KeyError):
        order(comparison, "nothing")
    frame = table(comparison)
    assert list(frame["cold-storage"]) == ["not stated", "met", "contrary"]


def test_the_same_set_gives_the_same_comparison_and_each_evaluation_is_handed_on(tmp_path: Path) -> None:
    root = folder(tmp_path, {"A/label.txt": VAGUE, "B/label.txt": "Rose exosomes."})
    kept: list[str] = []
    told: list[float] = []
    first = compare(
        products_in([root]),
        checklist=CHECKLIST,
        today=TODAY,
        keep=lambda product, evaluation: kept.append(f"{product.name}: {evaluation.documents[0].name}"),
        progress=lambda _phrase, share: told.append(share),
    )
    assert kept == ["A: label.txt", "B: label.txt"]
    assert told == sorted(told) and told[0] >= 0 and told[-1] <= 1
    assert first == compare(products_in([root]), checklist=CHECKLIST, today=TODAY)


def test_a_set_without_products_is_an_empty_comparison() -> None:
    comparison = compare([], checklist=CHECKLIST, today=TODAY)
    assert comparison.dossiers == () and [column.id for column in comparison.columns][0] == "concentration"
    assert isinstance(table(comparison).shape[1], int) and sorted_by(comparison, "dose").dossiers == ()


def test_hundreds_of_quotes_are_cut_to_those_worth_a_table() -> None:
    dossier: Dossier = compared(only="Rose exosomes. " * 300).dossiers[0]
    assert all(len(cell.quotes) <= 40 for cell in dossier.cells)


CERTIFICATE = """Certificate of Analysis
Product name: Halden Exosome Serum
Lot No.: HV031-26
Manufactured: 2024-02-11
Expiry date: 2025-02-11
Particle count (NTA): 4.13 x 10^9 particles/mL
Sterility: No growth after 14 days
Endotoxin: 0.07 EU/mL
Mycoplasma: Not detected
Markers: CD9, CD63, CD81 positive; TSG101 positive; calnexin negative
Date of issue: 2024-03-02
"""


def test_faults_among_papers_and_among_products_stand_in_their_dossiers() -> None:
    products = [
        Product(
            name,
            (
                Source(name="label.txt", text=f"Product name: Halden {name}. Human umbilical cord MSC exosomes."),
                Source(name="coa.txt", text=CERTIFICATE),
            ),
        )
        for name in ("Serum", "Ampoule")
    ]
    products.append(Product("Alone", (Source(name="label.txt", text="Rose exosomes, 4 billion particles per mL"),)))
    serum, ampoule, alone = compare(products, today=TODAY).dossiers
    assert alone.faults == ()
    for dossier in (serum, ampoule):
        kinds = [fault.kind for fault in dossier.faults]
        assert "expired" in kinds and "certificate reused" in kinds
        (shared,) = [fault for fault in dossier.faults if fault.kind == "certificate reused"]
        assert shared.products == ("Ampoule",) if dossier is serum else ("Serum",)
        assert [paper.kind for paper in dossier.papers][1] == "certificate"
        assert dossier.dose is not None and dossier.dose.low == 4.13e9
    assert [fault.kind for fault in compare(products, today=date(2025, 1, 1)).dossiers[0].faults] == [
        "certificate reused"
    ]


def test_questions_of_a_clinic_have_tiers_and_some_do_not_apply() -> None:
    (plant,) = compare(
        [Product("Rose", (Source(name="l.txt", text="Rose exosomes. Lot AB-1234."),))], today=TODAY
    ).dossiers
    found = {cell.id: cell for cell in plant.cells}
    assert found["donor-screening"].outcome is None and found["donor-screening"].reason
    assert found["lot"].outcome == "met" and found["lot"].value == "AB-1234"
    assert plant.minimum[1] == 5 and plant.complete[1] == 13 - sum(cell.outcome is None for cell in plant.cells)
    assert found["count"].missing and not found["lot"].missing


# --- values as people are shown them -----------------------------------------------------------------------------


def test_people_are_shown_the_name_of_a_value_and_data_keeps_the_value() -> None:
    made = compared(
        only="Human adipose stem cell exosomes, 10 billion particles per mL. Keep refrigerated at 2-8 °C.",
        moss="Moss exosomes. Keep frozen.",
        medium="Human fibroblast conditioned medium with exosomes.",
    )
    adipose, moss, medium = ({cell.id: cell for cell in dossier.cells} for dossier in made.dossiers)
    assert adipose["source"].value == "human adipose msc"
    assert value_words(adipose["source"]) == "Human adipose tissue or its stem cells"
    assert value_words(adipose["cold-storage"]).startswith("Refrigerated, 2 to 8 °C")
    assert value_words(moss["source"]) == "Plant: moss"
    assert value_words(medium["source"]) == "Human fibroblasts (conditioned medium)"
    with speaking("ko"):
        assert value_words(adipose["source"]) == "사람 지방 조직 또는 그 줄기세포"
        assert value_words(adipose["cold-storage"]).startswith("냉장, 2~8 °C")
        assert value_words(moss["source"]) == "식물: moss"
        assert value_words(medium["source"]) == "사람 섬유아세포의 배양액"
        answers = json.loads(comparison_json(made))["products"][0]["answers"]
    source = next(answer for answer in answers if answer["id"] == "source")
    assert source["value"] == "human adipose msc" and source["named"] == "Human adipose tissue or its stem cells"
    assert "Human adipose tissue" in comparison_csv(made).decode() and "human adipose msc" not in comparison_text(made)


def test_words_of_a_document_are_never_taken_for_ours() -> None:
    cell = Cell(
        id="x", outcome="met", value="Rose", values=(Value(words="Rose"), Value(name="Rose")), reason="", more=2
    )
    with speaking("ko"):
        assert value_words(cell).startswith("Rose; 장미; ")
    assert value_words(cell) == "Rose; Rose; and 2 more"
    assert value_words(cell.model_copy(update={"values": ()})) == "Rose", "a cell of an older version"
