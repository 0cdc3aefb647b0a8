"""The letter to a supplier: what it asks, in which order, and in whose words; hostile words stay words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import request_dossiers
from attacks import ATTACKS
from hypothesis import given
from hypothesis import strategies as st
from request_dossiers import cell, fact, paper, quote

from labelcheck.dossiers import Agreement, Cell, Dossier, Fault
from labelcheck.language import speaking
from labelcheck.models import Skip
from labelcheck.report.printable import one_line
from labelcheck.report.request import request_letter

_POINT = re.compile(r"^\d+\. ", re.MULTILINE)


def points(letter: str) -> list[str]:
    """The numbered points in their order, each with its lines."""
    found = re.split(r"\n\n", letter)
    return [part for part in found if _POINT.match(part)]


def asked(**given: object) -> str:
    """The letter of a dossier with one brochure and what is given."""
    brochure = paper("brochure.pdf", "brochure", pages=3)
    return request_letter(Dossier(**{"name": "Exo", "papers": (brochure,), "verdict": "caution", **given}))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_letter_is_the_golden(language: str, matches_golden: Callable[[str, str | bytes], None]) -> None:
    with speaking(language):
        matches_golden(f"request-{language}.txt", request_letter(request_dossiers.rich()))


def test_points_are_numbered_through_and_in_their_order() -> None:
    letter = request_letter(request_dossiers.rich())
    found = points(letter)
    assert [int(point.split(".")[0]) for point in found] == list(range(1, len(found) + 1))
    titles = [point.partition(". ")[2].partition("\n")[0] for point in found]
    assert titles[:4] == [
        "A document of another lot",
        "Two particle counts that differ",
        "One certificate for several products",
        "Two statements that contradict each other",
    ]
    assert titles[4:7] == ["Particle count and its method", "Identity markers", "Sterility and endotoxin"]
    assert titles[7:9] == ["Purity", "Storage"]
    assert titles[9:] == [
        *("stability.pdf", "photo.heic", "insert-scan.pdf", "Lot"),
        "Answers that may stand in what we could not read",
    ]


@pytest.mark.parametrize(
    "dossier",
    [
        Dossier(name="Exo"),
        request_dossiers.met(),
        Dossier(
            name="Cream", papers=(paper("a.txt"),), verdict="not applicable", cells=(cell("Lot", "not stated", "No."),)
        ),
    ],
)
def test_nothing_to_ask_is_no_letter(dossier: Dossier) -> None:
    assert request_letter(dossier) == ""


def test_met_and_unasked_questions_are_left_out() -> None:
    letter = request_letter(request_dossiers.rich())
    assert "Source material" not in letter and "hADSC" not in letter and "Donor" not in letter


def test_a_partly_met_question_names_what_was_found_where_and_what_is_missing() -> None:
    letter = asked(
        cells=(
            cell(
                *("Markers", "partly", "Some are named."),
                quotes=(quote(0, "CD9,\nCD63", 2),),
                missing=("a cytosolic marker", "a purity control"),
                references=("guidance:MISEV2023", "doi:10.1/x", "article:label-criteria"),
                advice="Which others were tested?",
            ),
        )
    )
    (point,) = points(letter)
    assert point.split("\n   ") == [
        "1. Markers",
        "Some are named.",
        "We found “CD9, CD63” in the brochure (brochure.pdf, page 2).",
        "Missing: a cytosolic marker; a purity control",
        "Which others were tested?",
        "Standard: MISEV2023; doi:10.1/x",
    ]


def test_a_reason_does_not_deny_what_is_quoted_and_names_what_is_missing_once() -> None:
    size = "Neither a size in nm nor a method was found."
    letter = asked(
        cells=(
            cell("Size", "not stated", size, quotes=(quote(0, "NTA"),), missing=("a size in nm",)),
            cell("Tests", "partly", "Some are given. Missing: a mycoplasma result.", missing=("a mycoplasma result",)),
        )
    )
    first, second = points(letter)
    assert first.split("\n   ")[1:] == [
        "We found “NTA” in the brochure (brochure.pdf, page 1).",
        "Missing: a size in nm",
    ]
    assert second.count("mycoplasma") == 1


def test_a_part_that_the_reason_names_is_not_left_out_of_a_list_of_others() -> None:
    parts = ("a size in nm", "the method that measured it")
    size = cell("Size", "not stated", "Neither a size in nm nor a method was found.", missing=parts)
    (point,) = points(asked(cells=(size,)))
    assert "Missing: a size in nm; the method that measured it" in point.split("\n   ")


def test_the_bare_name_of_a_test_is_no_finding_beside_its_result() -> None:
    ask = "What were the results of the sterility and endotoxin tests?"
    quotes = (quote(0, "Endotoxin"), quote(0, "< 0.25 EU/mL"), quote(1, "Sterility"))
    letter = asked(
        papers=(paper("a.pdf"), paper("b.pdf")), cells=(cell("Tests", "partly", "Some.", quotes=quotes, advice=ask),)
    )
    assert "“Endotoxin”" not in letter and "“< 0.25 EU/mL”" in letter and "“Sterility” in b.pdf" in letter


def test_a_standard_that_is_named_is_not_told_again_by_its_number() -> None:
    given = ("guidance:MISEV2023 (doi:10.1/x)", "doi:10.1/x", "doi:10.1/y")
    (point,) = points(asked(cells=(cell("Size", "not stated", "None.", references=given),)))
    assert point.endswith("Standard: MISEV2023 (doi:10.1/x); doi:10.1/y")


def test_what_a_document_of_another_product_explains_is_not_asked_twice() -> None:
    papers = (paper("page.txt", "brochure"), paper("coa.pdf", "certificate"))
    doses = (fact("dose", "1e10", 0, "10 billion per mL"), fact("dose", "2e10", 1, "20 billion per mL"))
    agreement = Agreement(name="dose", facts=doses, agrees=False)
    assert len(points(asked(papers=papers, agreements=(agreement,)))) == 1
    fault = Fault(
        kind="other product", severity="critical", message="Another.", quotes=(quote(0, "Corvane"), quote(1, "Halv"))
    )
    (point,) = points(asked(papers=papers, agreements=(agreement,), faults=(fault,)))
    assert "billion" not in point


def test_a_certificate_of_a_further_lot_is_no_contradiction() -> None:
    papers = (paper("label.jpg", "label"), paper("a.pdf", "certificate"), paper("b.pdf", "certificate"))
    lots = tuple(fact("lot", value, place, value) for place, value in enumerate(("A1", "A1", "B2")))
    assert asked(papers=papers, agreements=(Agreement(name="lot", facts=lots, agrees=False),)) == ""
    without = (lots[0], lots[2])
    assert asked(papers=papers, agreements=(Agreement(name="lot", facts=without, agrees=False),)) != ""


def test_what_could_not_be_read_is_never_called_missing() -> None:
    letter = asked(
        cells=(
            cell("Lot", "unreadable", "A lot could not be read.", missing=("a lot",), advice="Which lot?"),
            cell("Size", "unreadable", "A size could not be read.", quotes=(quote(0, "1?0 nm"),), missing=("a size",)),
        ),
        skipped=(Skip(name="coa.pdf", reason="Broken."), Skip(name="locked.pdf", reason="Locked.", needs="password")),
    )
    assert "Missing" not in letter and "Which lot?" not in letter and "not found" not in letter
    assert "What we could not read" in letter and "What we need at the least" not in letter
    found = points(letter)
    assert "Please send it again" in found[0] and "without one" in found[1]
    assert "“1?0 nm” in the brochure (brochure.pdf, page 1)" in found[2] and "   - Lot\n" in found[3]


def test_a_scan_without_a_date_is_not_said_to_have_none() -> None:
    papers = (paper("scan.pdf", legibility=0.3), paper("sharp.pdf"), paper("blank.jpg", legibility=0.0))
    letter = asked(papers=papers)
    assert "- scan.pdf (1 page, no date could be read)\n- sharp.pdf (1 page, no date found)" in letter
    found = points(letter)
    assert [point.partition("\n")[0] for point in found] == ["1. scan.pdf", "2. blank.jpg"]
    assert "only about 30%" in found[0] and "read nothing" in found[1]


def test_documents_that_cannot_be_opened_are_the_only_question() -> None:
    letter = asked(papers=(), verdict="unreadable", skipped=(Skip(name="a.pdf", reason="Broken."),))
    assert "could not read the documents that we have" in letter and "have read" not in letter
    assert len(points(letter)) == 1


def test_a_contradiction_that_a_fault_tells_of_is_asked_once() -> None:
    lots = (fact("lot", "A1", 0, "LOT A1"), fact("lot", "B2", 1, "LOT B2"))
    fault = Fault(
        kind="other lot",
        severity="critical",
        message="It says “LOT B2”, the brochure “LOT A1”.",
        quotes=tuple(each.quote for each in lots),
    )
    papers = (paper("a.pdf", "brochure"), paper("b.pdf", "certificate"))
    agreement = Agreement(name="lot", facts=lots, agrees=False)
    both = asked(papers=papers, agreements=(agreement,), faults=(fault,))
    assert len(points(both)) == 1 and "Where it stands: the brochure (a.pdf, page 1); the certificate (b.pdf" in both
    one_side = fault.model_copy(update={"quotes": (lots[0].quote,), "kind": "expired"})
    assert len(points(asked(papers=papers, agreements=(agreement,), faults=(one_side,)))) == 2
    (alone,) = points(asked(papers=papers, agreements=(agreement,)))
    assert "do not agree on the lot" in alone
    assert "- “LOT A1” in the brochure (a.pdf, page 1)" in alone and "- “LOT B2” in the certificate (b.pdf" in alone


@pytest.mark.parametrize(("agrees", "name"), [(True, "lot"), (None, "lot"), (False, "dated")])
def test_what_agrees_and_papers_of_different_days_are_no_question(agrees: bool | None, name: str) -> None:
    facts = (fact(name, "1", 0, "one"), fact(name, "2", 0, "two"))  # type: ignore[arg-type]
    assert asked(agreements=(Agreement(name=name, facts=facts, agrees=agrees),)) == ""


def test_a_fault_whose_sentence_lacks_the_words_quotes_them() -> None:
    fault = Fault(
        kind="contradiction", severity="low", message="Two doses.", quotes=(quote(0, "1 mL"), quote(0, "2 mL", 3))
    )
    (point,) = points(asked(faults=(fault,)))
    assert (
        "- “1 mL” in the brochure (brochure.pdf, page 1)\n   - “2 mL” in the brochure (brochure.pdf, page 3)" in point
    )


def test_a_supplier_is_not_told_how_to_sort_our_files() -> None:
    fault = Fault(
        kind="several products",
        severity="high",
        message="“a” and “b”: keep the documents of each product apart.",
        quotes=(quote(0, "a"), quote(0, "b", 2)),
    )
    letter = asked(faults=(fault,))
    assert "keep the documents" not in letter and "“b” in the brochure (brochure.pdf, page 2)" in letter


def test_of_many_words_the_first_are_quoted_and_long_ones_are_cut() -> None:
    quotes = (quote(0, "x" * 1000), *(quote(0, f"word {number}") for number in range(20)), quote(0, "word 1"))
    (point,) = points(asked(cells=(cell("Count", "partly", "Some.", quotes=quotes),)))
    assert point.count("“") == 5 and "and 16 more" in point and "x" * 299 + "…”" in point and "x" * 300 not in point


def test_a_cell_without_tier_or_words_is_asked_last() -> None:
    bare = Cell(id="lot", outcome="not stated", reason="No lot was found.")
    letter = asked(cells=(bare, cell("Size", "not stated", "No size was found.", "complete")))
    assert letter.index("No size") < letter.index("Further questions") < letter.index("2. lot\n   No lot was found.")


def test_korean_is_spoken_around_the_words_of_others() -> None:
    with speaking("ko"):
        letter = asked(
            name="루멘",
            cells=(
                cell("Count", "partly", "A count is stated.", quotes=(quote(0, "100억 입자"),), missing=("a method",)),
            ),
        )
    assert letter.startswith("[병원 이름]") and "브로슈어(brochure.pdf, 1쪽)의 “100억 입자”" in letter
    assert "빠진 내용: a method" in letter and "제목: 루멘 관련 문의" in letter


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_words_stay_words_on_their_line(name: str) -> None:
    attack = ATTACKS[name]
    letter = request_letter(request_dossiers.hostile(attack))
    harmless = request_letter(request_dossiers.hostile("harmless"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff]", letter)
    assert letter.count("\n") == harmless.count("\n") and len(points(letter)) == len(points(harmless))
    assert f"Subject: Questions about {one_line(attack)}\n" in letter
    held = [one_line(attack)[:200] in line for line in letter.split("\n")]
    assert held == ["harmless" in line for line in harmless.split("\n")] and sum(held) > 12


@given(st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_any_words_leave_the_letter_its_shape(name: str, words: str) -> None:
    letter = request_letter(request_dossiers.hostile(words).model_copy(update={"name": name}))
    numbers = [int(point.split(".")[0]) for point in points(letter)]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 5
    assert letter.endswith("[your clinic]\n") and "\n\n\n" not in letter
