"""What to ask the seller: from gaps and contradictions, short, never about what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

import evaluation_parts
import evaluations
import pytest

from labelcheck.language import speaking
from labelcheck.models import Dismissal, Evaluation, Evidence, Flag, Ladder, StudyTest
from labelcheck.report.questions import MOST, seller_letter, seller_questions
from labelcheck.rules import load_rules


@dataclass(frozen=True)
class _Label:
    text: str
    rules: tuple[tuple[str, str], ...]

    def evaluation(self, **fields: object) -> Evaluation:
        documents = (evaluation_parts.document("label.txt", self.text),)
        claims = tuple(
            evaluation_parts.claim(documents, number, rule, words) for number, (rule, words) in enumerate(self.rules, 1)
        )
        return evaluation_parts.evaluation(documents, claims=claims, **fields)


def _flag(topic: str, severity: str, *claims: str, market: str = "general", number: int = 1) -> Flag:
    return Flag.model_validate(
        {
            "id": f"f{number}",
            "rule": f"{market}/x",
            "title": "Does not fit",
            "topic": topic,
            "severity": severity,
            "market": market,
            "message": "It does not fit.",
            "why": "Because.",
            "claims": claims,
            "references": ("law:x",),
            "suggestion": "Nothing.",
        }
    )


_TWO = _Label(
    "Use with needles.\nFor intact skin only.", (("enhancer/x", "needles"), ("instruction/x", "intact skin only"))
)


def test_every_gap_is_asked_once_in_the_order_of_the_checklist() -> None:
    evaluation = evaluations.rich()
    gaps = [item.advice for item in evaluation.items if item.outcome in ("partly", "contrary", "not stated")]
    assert list(seller_questions(evaluation))[: len(gaps)] == gaps
    assert len(gaps) == 2


@pytest.mark.parametrize("name", ["not_applicable", "unreadable", "all_met"])
def test_nothing_is_asked_where_nothing_is_open(name: str) -> None:
    assert seller_questions(evaluations.ALL[name]()) == ()
    assert seller_letter(evaluations.ALL[name]()) == ""


def test_what_could_not_be_read_is_no_question_to_the_seller() -> None:
    foreign = evaluations.foreign()
    assert {item.outcome for item in foreign.items} == {"met", "unreadable"}
    assert seller_questions(foreign) == ()


def test_a_contradiction_quotes_both_sides() -> None:
    evaluation = _TWO.evaluation(flags=(_flag("consistency", "info", "c1", "c2"),))
    expected = "The label says “needles” and also “intact skin only”. How do the two go together?"
    assert expected in seller_questions(evaluation)


def test_a_contradiction_of_more_than_two_claims_quotes_the_first_two() -> None:
    label = _Label(
        "10 per vial.\n5 per vial.\n20 ppm.",
        (("concentration/x", "10 per vial"), ("concentration/x", "5 per vial"), ("concentration/x", "20 ppm")),
    )
    evaluation = label.evaluation(flags=(_flag("consistency", "high", "c1", "c2", "c3"),))
    assert "The label says “10 per vial” and also “5 per vial”. How do the two go together?" in seller_questions(
        evaluation
    )


def test_grave_claims_are_asked_for_their_ground_and_small_ones_are_not() -> None:
    grave = _TWO.evaluation(flags=(_flag("penetration", "high", "c1"), _flag("wording", "low", "c2", number=2)))
    asked = "\n".join(seller_questions(grave))
    assert "The label says “needles”. What does that rest on?" in asked
    assert "intact skin" not in asked


def test_rules_of_markets_and_dismissed_flags_are_not_put_to_the_seller() -> None:
    flags = (_flag("penetration", "high", "c1", market="us"), _flag("consistency", "high", "c2", number=2))
    evaluation = _TWO.evaluation(flags=flags, dismissed=(Dismissal(flag="f2", reason="fine"),))
    assert not [question for question in seller_questions(evaluation) if question.startswith("The label")]


def test_a_borrowed_study_takes_the_place_of_the_plain_question() -> None:
    test = StudyTest(name="source", matches=False, reason="It used platelets.")
    study = Evidence(
        record="x", name="Cho 2020", cite="Cho", claims=(), by="citation", tests=(test,), status="published",
        as_of=None, conclusion="Something else.",
    )  # fmt: skip
    ladder = Ladder(item="clinical-data", rung="x", position=1, rungs=(), applies=False, reason="")
    plain = evaluation_parts.evaluation((evaluation_parts.document("a", "b"),))
    borrowed = plain.model_copy(update={"evidence": (study,), "ladder": ladder})
    advice = plain.items[-1].advice
    assert advice in seller_questions(plain)
    assert advice not in seller_questions(borrowed)
    assert any("Cho 2020, which tested something else" in question for question in seller_questions(borrowed))
    by_chance = borrowed.model_copy(update={"evidence": (study.model_copy(update={"sure": False}),)})
    assert seller_questions(by_chance) == seller_questions(plain)


def test_the_list_stays_short() -> None:
    text = "\n".join(f"claim number {number}." for number in range(20))
    label = _Label(text, tuple(("overclaim/x", f"claim number {number}.") for number in range(20)))
    flags = tuple(_flag("safety", "high", f"c{number}", number=number) for number in range(1, 21))
    assert len(seller_questions(label.evaluation(flags=flags))) == MOST


def test_the_letter_names_the_product_and_numbers_the_questions() -> None:
    evaluation = evaluations.rich().model_copy(update={"name": "Lumen\n\u202eAmpoule"})
    lines = seller_letter(evaluation).splitlines()
    assert lines[:5][2] == "I have some questions about Lumen ⟨U+202E⟩Ampoule:"
    questions = seller_questions(evaluation)
    assert [line for line in lines if line[:1].isdigit()] == [f"{n}. {q}" for n, q in enumerate(questions, 1)]


def test_hostile_words_stay_on_their_line() -> None:
    letter = seller_letter(evaluations.hostile())
    assert not [char for char in letter if ord(char) < 32 and char != "\n"]
    assert "\u202e" not in letter


def test_the_letter_can_be_written_in_korean() -> None:
    with speaking("ko"):
        letter = seller_letter(evaluations.rich())
    assert letter.startswith("안녕하세요.")
    assert letter.endswith("감사합니다.\n")


def test_a_rule_that_knows_what_to_ask_is_asked_in_its_own_words() -> None:
    flag = _flag("injection", "critical", "c1").model_copy(update={"question": "Is it approved for that?"})
    asked = seller_questions(_TWO.evaluation(flags=(flag,)))
    assert "The label says “needles”. Is it approved for that?" in asked
    assert not any("rest on" in question for question in asked)


@pytest.mark.parametrize("topic", ["injection", "disease", "approval", "stem-cells", "safety", "superiority"])
def test_grave_topics_have_a_question_of_their_own(topic: str) -> None:
    grave = [rule for rule in load_rules().flags if rule.market == "general" and rule.topic == topic]
    assert all(rule.question for rule in grave if rule.severity in ("critical", "high"))
