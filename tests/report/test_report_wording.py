"""Plain words for amounts, doubts, places and verdicts."""

from __future__ import annotations

from typing import get_args

import evaluation_parts
import evaluations
import pytest

import labelcheck.cli_lint
import labelcheck.reference
from labelcheck.models import (
    Basis,
    Cue,
    DocumentKind,
    EnhancerState,
    Kind,
    Outcome,
    Quantity,
    Severity,
    Skip,
    Stretch,
    TestName,
)
from labelcheck.report import findings, wording
from labelcheck.report.quotation import Quotations, numbers, span


@pytest.mark.parametrize(
    ("low", "high", "unit", "per", "words"),
    [
        (1e10, 1e10, "particle", "mL", "10¹⁰ particles per mL"),
        (2.5e9, 5e9, "exosome", None, "2.5 × 10⁹ to 5 × 10⁹ exosomes"),
        (5000, 5000, "ppm", None, "5 000 ppm"),
        (1, 1, "particle", "mL", "1 particle per mL"),
        (0.5, 0.5, "%", None, "0.5%"),
        (2, 8, "degC", None, "2 to 8 °C"),
        (1, 1, "day", None, "1 day"),
        (28, 28, "day", None, "28 days"),
        (30, 30, "person", None, "30 people"),
        (5, 5, "ug", "mL", "5 µg per mL"),
        (2, 2, "fl oz", None, "2 fl oz"),
        (3e9, 3e9, "particle:protein", "ug", "3 × 10⁹ particles per µg of protein"),
        (float("inf"), float("inf"), "particle", None, "a number too large to show particles"),
    ],
)
def test_amounts_as_people_write_them(low: float, high: float, unit: str, per: str | None, words: str) -> None:
    assert wording.amount(Quantity(low=low, high=high, unit=unit, per=per, text="x")) == words


def test_every_outcome_and_severity_has_its_word() -> None:
    outcomes: tuple[Outcome, ...] = ("met", "partly", "contrary", "not stated", "unreadable")
    severities: tuple[Severity, ...] = ("info", "low", "high", "critical")
    assert len({wording.OUTCOME_WORDS[outcome] for outcome in outcomes}) == 5
    assert len({wording.SEVERITY_WORDS[severity] for severity in severities}) == 4
    assert sorted(wording.SEVERITIES) == sorted(severities)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rich", "This label tells you 2 of 4 things the checklist asks for"),
        ("all_met", "This label tells you 4 of 4 things the checklist asks for"),
        ("not_applicable", "This does not present itself as an exosome product"),
        ("unreadable", "This label could not be read well enough to answer"),
    ],
)
def test_headlines(name: str, words: str) -> None:
    assert wording.headline(evaluations.ALL[name]()) == words


def test_a_label_in_another_language_is_no_bad_picture() -> None:
    text = "Tenere fuori dalla portata dei bambini."
    stretch = Stretch(start=0, end=len(text), language="it", name="Italian")
    label = evaluation_parts.document("box.txt", text, foreign=(stretch,))
    found = evaluation_parts.evaluation((label,), verdict="unreadable")
    assert wording.headline(found) == "This label is in Italian, which labelcheck does not read"
    assert "not about the product" in wording.verdict_sentence(found)
    assert "picture" not in wording.verdict_sentence(found)
    assert wording.unread_notice(found) == ""
    assert wording.doubts(label) == ("Line 1 is in Italian, which labelcheck does not read",)


def test_many_places_in_another_language_are_not_all_listed() -> None:
    text = "\n".join(["x\n\n\n"] * 9)
    stretches = tuple(Stretch(start=at, end=at + 1, language="pl", name="Polish") for at in range(0, len(text), 5))
    label = evaluation_parts.document("box.txt", text, foreign=stretches)
    (doubt,) = wording.doubts(label)
    assert doubt == "Lines 1, 5, 9, 13, 17, 21 and others are in Polish, which labelcheck does not read"


def test_quotations_carry_place_context_and_doubts() -> None:
    evaluation = evaluations.rich()
    (quote,) = Quotations(evaluation).of(["c4"])
    assert quote.pieces == (("After opening, ", False), ("keep in the refrigerator", True), (".", False))
    assert quote.place == "insert.pdf, page 1, line 3"
    assert quote.notes == ("only after opening",)


def test_claims_close_together_are_one_quotation() -> None:
    documents = (evaluation_parts.document("x.txt", "Keep frozen at -20 °C. Delivered on dry ice.\nKeep frozen"),)
    spans = ("Keep frozen", "frozen at", "-20 °C", "dry ice")
    claims = tuple(evaluation_parts.claim(documents, n, "storage/frozen", words) for n, words in enumerate(spans, 1))
    names = tuple(claim.id for claim in claims)
    answers = evaluation_parts.verdicts({"cold-storage": ("met", "It says so.", names)})
    evaluation = evaluation_parts.evaluation(documents, claims=claims, items=answers)
    (quote,) = Quotations(evaluation).of(names)
    assert [piece.text for piece in quote.pieces if piece.marked] == ["Keep frozen at -20 °C", "dry ice"]
    assert "".join(piece.text for piece in quote.pieces) == "Keep frozen at -20 °C. Delivered on dry ice."
    assert set(numbers(evaluation).values()) == {1}


def test_a_denied_claim_is_quoted_with_its_denial() -> None:
    (quote,) = Quotations(evaluations.rich()).of(["c3"])
    assert quote.pieces == (("No refrigeration required", True),)
    front = evaluations.rich().documents[0]
    bare = evaluation_parts.claim((front,), 1, "storage/refrigerated", "refrigeration", status="negated")
    cue = Cue(text="No", start=bare.start - 3, end=bare.start - 1, rule="en/no")
    assert front.text[slice(*span(front.text, bare.model_copy(update={"cues": (cue,)})))] == "No refrigeration"
    assert front.text[slice(*span(front.text, bare))] == "refrigeration"


def test_claims_far_apart_on_a_long_line_are_quoted_apart() -> None:
    documents = (
        evaluation_parts.document("x.txt", "Keep frozen. " + "Words and words. " * 20 + "Use dry ice. " + "End " * 40),
    )
    claims = tuple(
        evaluation_parts.claim(documents, n, "storage/frozen", w) for n, w in ((1, "Keep frozen"), (2, "dry ice"))
    )
    answers = evaluation_parts.verdicts({"cold-storage": ("met", "It says so.", ("c1", "c2"))})
    evaluation = evaluation_parts.evaluation(documents, claims=claims, items=answers)
    first, second = Quotations(evaluation).of(("c1", "c2"))
    assert first.pieces[0] == ("Keep frozen", True)
    assert second.pieces[0].text.startswith("… ")
    assert second.pieces[-1].text.endswith(" …")


def test_numbers_follow_the_order_of_the_report() -> None:
    """Answers first, then studies and ways into the skin (c11 and c12, which share a line), then claims to question."""
    assert numbers(evaluations.rich()) == {
        "c2": 1,
        "c1": 2,
        "c3": 3,
        "c4": 4,
        "c5": 5,
        "c6": 6,
        "c7": 7,
        "c11": 8,
        "c12": 8,
        "c8": 9,
        "c9": 10,
        "c10": 10,
    }


def test_an_unknown_claim_is_left_out_of_quotations() -> None:
    assert Quotations(evaluations.rich()).of(["c99"]) == ()


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("law:21 U.S.C. 321", "21 U.S.C. 321"),
        ("pmid:123", "PMID 123"),
        ("nct:NCT06677931", "NCT06677931"),
        ("https://example.org/a/", "example.org/a"),
        ("doi:10.1/x", "doi:10.1/x"),
    ],
)
def test_references_as_readers_expect_them(reference: str, words: str) -> None:
    assert wording.cited(reference) == words


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (wording.KIND_WORDS, DocumentKind),
        (wording.KIND_NAMES, Kind),
        (wording.OUTCOME_WORDS, Outcome),
        (wording.SEVERITY_WORDS, Severity),
        (findings.BASIS_NOTES, Basis),
        (findings.TEST_NAMES, TestName),
        (findings.STATE_WORDS, EnhancerState),
    ],
)
def test_every_value_has_words(words: dict[str, object], values: object) -> None:
    assert set(words) == set(get_args(values))


def test_tests_and_severities_are_named_in_one_place() -> None:
    assert labelcheck.reference.TEST_NAMES is findings.TEST_NAMES
    assert labelcheck.cli_lint.SEVERITIES is wording.SEVERITIES


def test_a_file_that_was_opened_and_not_read_in_time_is_not_said_to_have_stayed_closed() -> None:
    skipped = (Skip(name="front.jpg", reason="reading it takes longer than 30 seconds; try again"),)
    nothing = evaluations.rich().model_copy(update={"documents": (), "verdict": "unreadable", "skipped": skipped})
    assert wording.verdict_sentence(nothing) == "No file could be read, so nothing was looked at."


def test_a_label_that_tells_nothing_is_told_without_a_nought() -> None:
    rich = evaluations.rich()
    silent = rich.model_copy(
        update={"items": tuple(item.model_copy(update={"outcome": "not stated"}) for item in rich.items)}
    )
    total = len(rich.items)
    assert wording.headline(silent) == f"This label tells you none of the {total} things the checklist asks for"
