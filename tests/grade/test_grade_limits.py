"""A limit is no result and no dose; a cell of results says one only where its words are known for it."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.models import Evaluation, Source

CLINIC = "clinic-supplier"
TESTS = ("sterility", "endotoxin", "mycoplasma")
NO_RESULTS = [
    "see attached report", "see report", "outsourced", "retest", "sample sent 3 May 2026", "Report 22/118",
    "BioLab GmbH", "14 days", "under review", "contract laboratory", "siehe Anlage", "extern", "voir annexe",
    "sous-traité", "véase el anexo", "ver anexo", "vedi allegato", "별첨 참조", "외부 의뢰", "见附件",
    "別紙参照", "-", "", "sterile filtered, see report", "conforme anexo", "conforme al informe", "무균 시험 의뢰",
    "确认中", "別紙で確認", "batch record",
]  # fmt: skip
RESULTS = [
    "no growth", "Complies", "passes", "negative", "absent", "Not detected", "n.d.", "conforms", "< 0.05 EU/mL",
    "0.05", "entspricht", "kein Wachstum", "conforme", "non détecté", "ausente", "cumple", "não detetado",
    "assente",    "적합", "불검출", "合格", "未检出", "適合", "検出せず", "OOS", "growth observed", "< LOD",
]  # fmt: skip


def asked(text: str, checklist: str = CLINIC) -> Evaluation:
    return evaluate([Source(name="document.txt", text=text)], checklist=checklist)


def outcomes(text: str) -> dict[str, str]:
    return {item.id: item.outcome for item in asked(text).items}


def certificate(*rows: str, heads: str = "Test | Specification | Result") -> str:
    return "\n".join(("Certificate of analysis", "Exosomes of adipose stem cells", heads, *rows))


def results_of(result: str) -> str:
    limits = ("No growth", "< 0.5 EU/mL", "Not detected")
    return certificate(*(f"{name.title()} | {limit} | {result}" for name, limit in zip(TESTS, limits, strict=True)))


def parts(text: str) -> list[str]:
    """The tests of which a document gives a result."""
    item = next(item for item in asked(text).items if item.id == "sterility")
    return [part.id for part in item.parts if part.claims]


@pytest.mark.parametrize("words", NO_RESULTS)
def test_words_that_say_no_result_are_none(words: str) -> None:
    assert parts(results_of(words)) == []


@pytest.mark.parametrize("words", RESULTS)
def test_words_that_say_a_result_are_one(words: str) -> None:
    assert parts(results_of(words)) == list(TESTS)


def test_a_failure_that_is_still_looked_into_is_no_result_yet() -> None:
    found = asked(results_of("OOS, under investigation"))
    assert [item.outcome for item in found.items if item.id == "sterility"] == ["partly"]
    assert {claim.status for claim in found.claims if claim.rule.endswith("-result")} == {"hedged"}


@pytest.mark.parametrize(
    ("note", "given"),
    [
        ("* historical data of development batches", []),
        ("*values of earlier lots", []),
        ("*test still pending", []),
        ("* by a contract laboratory", list(TESTS)),
    ],
)
def test_a_footnote_tells_whose_a_result_is(note: str, given: list[str]) -> None:
    assert parts(f"{results_of('Conforms*')}\n{note}") == given


def test_the_words_of_a_footnote_are_no_part_of_a_result() -> None:
    found = asked(f"{results_of('Conforms*')}\n*by a contract laboratory").claims
    assert {claim.text for claim in found if claim.rule.endswith("-result")} == {"Conforms*"}


@pytest.mark.parametrize("words", ["see report", "pending", "outsourced"])
def test_rows_without_a_result_disclose_neither_figures_nor_markers(words: str) -> None:
    rows = (
        "Particle concentration (NTA) | >= 1.0E+10 particles/mL", "Particle size (NTA) | 50 - 200 nm",
        "Particles per protein | >= 1.0E+09 particles/ug", "CD63 | positive",
        "TSG101 | positive", "Calnexin | negative",
    )  # fmt: skip
    text = certificate(*(f"{row} | {words}" for row in rows))
    found = outcomes(text)
    assert (found["count"], found["markers"]) == ("partly", "partly")
    assert (found["size"], found["purity"]) == ("not stated", "not stated")
    assert asked(text).dose is None


@pytest.mark.parametrize("words", ["positive", "+", "94 % positive", "detected", "see report: positive"])
def test_a_marker_with_a_result_is_named(words: str) -> None:
    rows = (f"CD63 | positive | {words}", f"TSG101 | positive | {words}", "Calnexin | negative | negative")
    assert outcomes(certificate(*rows))["markers"] == "met"


@pytest.mark.parametrize(
    "mark", ["NLT", "≥", ">=", "not less than", "specification:", "acceptance criterion", "NMT", "≤"]
)
def test_a_count_that_every_lot_must_keep_is_no_count_of_a_lot(mark: str) -> None:
    found = asked(f"Adipose stem cell exosomes. Particle count: {mark} 5.0 x 10^9 particles/mL by NTA")
    count = next(item for item in found.items if item.id == "count")
    assert count.outcome == "partly" and found.dose is None
    limits = [claim for claim in found.claims if claim.qualifier == "limit"]
    assert [claim.quantity.low for claim in limits if claim.quantity] == [5e9]
    assert limits[0].id in count.claims


@pytest.mark.parametrize("words", ["required", "is required for release", "(specification)", "(target)"])
def test_words_after_a_figure_make_a_limit_of_it(words: str) -> None:
    count = outcomes(f"Adipose stem cell exosomes. Counted by NTA, 5e9 particles/mL {words}.")["count"]
    purity = outcomes(f"Adipose stem cell exosomes. More than 3e10 particles/µg protein {words}.")["purity"]
    assert (count, purity) == ("partly", "partly")


def test_a_limit_in_brackets_is_not_the_result_before_it() -> None:
    text = "Adipose stem cell exosomes. Counted by NTA: 5e9 particles/mL (limit: 1e9 particles/mL)"
    assert [mark.low for mark in getattr(asked(text).dose, "marks", ())] == [5e9]


@pytest.mark.parametrize("words", ["", "at least ", "more than ", "about "])
def test_a_count_that_the_maker_states_is_a_dose(words: str) -> None:
    found = asked(f"Adipose stem cell exosomes. Each mL contains {words}5 billion particles by NTA")
    assert [item.outcome for item in found.items if item.id == "count"] == ["met"]
    assert found.dose is not None and [mark.low for mark in found.dose.marks] == [5e9]


def test_a_korean_basis_is_no_limit() -> None:
    found = asked("지방 줄기세포 엑소좀. 1 mL 기준 100억개 입자 (NTA)")
    assert [claim.qualifier for claim in found.claims if claim.quantity and claim.kind == "concentration"] == [None]


def test_a_limit_of_the_purity_is_partly_told_and_its_result_in_full() -> None:
    limit = "Adipose stem cell exosomes. Purity: specification 3e9 particles/µg, result pending"
    assert outcomes(limit)["purity"] == "partly"
    row = certificate("Particles per protein | >= 3e9 particles/µg | 1.1e10 particles/µg")
    assert outcomes(row)["purity"] == "met"


UNITS = ["Unit", "Units", "Einheit", "Unité", "Unidad", "Unidade", "Unità", "단위", "单位", "単位"]


@pytest.mark.parametrize("head", UNITS)
def test_figures_have_the_unit_of_their_row(head: str) -> None:
    text = certificate(
        "Particle concentration (NTA) | particles/mL | >= 1E8 | 6.0E7",
        "Particle size (NTA) | nm | 50 - 200 | 118",
        "Endotoxin | EU/mL | < 0.5 | < 0.05",
        heads=f"Test | {head} | Limit | Result",
    )
    found = outcomes(text)
    assert [found[name] for name in ("count", "size")] == ["met", "met"] and parts(text) == ["endotoxin"]
    evaluation = asked(text)
    told = {claim.rule: claim for claim in evaluation.claims if claim.qualifier is None}
    count = told["concentration/count-with-basis"].quantity
    assert count and (count.low, count.per, count.text) == (6e7, "mL", "6.0E7")
    assert told["characterisation/size"].text == "118" and not told["characterisation/size"].repairs
    assert told["characterisation/endotoxin-result"].text == "< 0.05"
    assert evaluation.dose and [mark.low for mark in evaluation.dose.marks] == [6e7]


@pytest.mark.parametrize("limit", ["≥ 1E8 particles/mL", ">= 10^8 /mL", "≥ 1 × 10⁸ particles/mL"])
def test_a_figure_has_the_unit_of_its_limit(limit: str) -> None:
    found = asked(certificate(f"Particle concentration (NTA) | {limit} | 6.0E9", "Size (NTA) | 50 - 200 nm | 118"))
    assert [mark.low for mark in getattr(found.dose, "marks", ())] == [6e9]
    assert [claim.text for claim in found.claims if claim.rule.endswith("/size") and not claim.qualifier] == ["118"]


def test_a_figure_in_words_of_its_own_is_a_result_of_its_row() -> None:
    rows = ("Particle concentration (NTA) | >= 1E10 /mL | (2.1 ± 0.2) x 10^10 /mL",)
    sizes = ("Particle size (NTA) | 50 - 200 nm | mean 118 nm, mode 105 nm",)
    found = outcomes(certificate(*rows, *sizes))
    assert (found["count"], found["size"]) == ("met", "met")


def test_a_footnote_of_prose_tells_whose_a_result_is() -> None:
    text = "Adipose stem cell exosomes\nSterility: no growth*\nMycoplasma: negative*\n* {note}\n"
    assert parts(text.format(note="historical data of development batches")) == []
    assert parts(text.format(note="by a contract laboratory")) == ["sterility", "mycoplasma"]


def test_a_column_of_units_makes_no_figure_of_words() -> None:
    rows = ("Particle concentration | particles/mL | >= 1E8 | see report", "Sterility | - | No growth | 14 days")
    text = certificate(*rows, heads="Test | Unit | Limit | Result")
    assert asked(text).dose is None and parts(text) == []


def test_columns_parted_by_spaces_are_a_table() -> None:
    text = (
        "Product specification\nExosomes of adipose stem cells\n"
        "Parameter               Acceptance criterion            Method\n"
        "Particle count          NLT 5.0 x 10^9 particles/mL     NTA\n"
        "Mean diameter           80 - 180 nm                     NTA\n"
        "Mycoplasma              Absent                          PCR\n"
    )
    found = outcomes(text)
    assert (found["count"], found["size"]) == ("partly", "partly") and parts(text) == []
    results = text.replace("Product specification", "Certificate").replace("Acceptance criterion", "Result    ")
    assert parts(results) == ["mycoplasma"]
