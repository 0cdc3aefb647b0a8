"""Differences in a buyer's order: what is no longer disclosed first, and nothing that is no change of a label."""

from __future__ import annotations

from typing import get_args

import pytest

from labelcheck.report.changes import TITLES, Topic, about_the_label, grouped, lines, other_rules, sections
from labelcheck.report.telling import Aspect, Difference, What


def _claim(before: str | None, after: str | None, aspect: Aspect = "", name: str = "c1") -> Difference:
    return Difference("claim", name, before, after, name="words", aspect=aspect)


def _answer(before: str | None, after: str | None) -> Difference:
    return Difference("answer", "source", before, after, name="Source")


@pytest.mark.parametrize(
    ("difference", "topic"),
    [
        (_answer("met", "partly"), "lost"),
        (_answer("met", "contrary"), "lost"),
        (_answer("partly", "unreadable"), "lost"),
        (_answer("met", None), "lost"),
        (_answer("partly", "met"), "answers"),
        (_answer("not stated", "contrary"), "answers"),
        (_answer(None, "met"), "answers"),
        (_claim("rose", None), "gone"),
        (_claim(None, "rose"), "new"),
        (_claim("1", "2", "quantity"), "numbers"),
        (_claim("asserted", "negated", "status"), "meaning"),
        (Difference("verdict", "verdict", "met", "caution"), "answers"),
        (Difference("part", "a/b", "CD9", None, name="a marker", of="Markers"), "lost"),
        (Difference("part", "a/b", None, "CD9", name="a marker", of="Markers"), "answers"),
        (Difference("unasked", "a", "met", "Because.", name="Markers", aspect="not asked"), "answers"),
        (Difference("flag", "a", None, "rose", name="Bare"), "questioned"),
        (Difference("skipped", "a", None, "broken", name="a.pdf"), "documents"),
        (Difference("rules", "rules", "1", "2"), "made"),
    ],
)
def test_every_difference_has_its_place(difference: Difference, topic: Topic) -> None:
    assert [group.topic for group in grouped([difference])] == [topic]


def test_headings_stand_in_one_order_whatever_comes_first() -> None:
    found = [Difference("rules", "rules", "1", "2"), _claim(None, "b"), _claim("a", None), _answer("met", "not stated")]
    assert [group.topic for group in grouped(found)] == ["lost", "gone", "new", "made"]
    assert set(TITLES) == set(get_args(Topic))


def test_every_kind_of_difference_is_told_somewhere() -> None:
    for what in get_args(What):
        assert grouped([Difference(what, "id", "a", "b", name="n")])


def test_a_number_is_told_without_its_words_and_other_words_are_told() -> None:
    both = [_claim("1 mg", "2 mg", "words"), _claim("1", "2", "quantity"), _claim("a", "b", "words", name="c2")]
    assert [(group.topic, len(group.changes)) for group in grouped(both)] == [("numbers", 1), ("meaning", 1)]


def test_words_that_break_into_lines_elsewhere_are_no_change() -> None:
    assert not grouped([_claim("stem cell\nexosomes", "stem  cell exosomes", "words")])


def test_a_sentence_is_said_once() -> None:
    (group,) = grouped([_claim(None, "proven", name="c1"), _claim(None, "proven", name="c2")])
    assert len(group.changes) == 2
    assert lines(group) == ("New on the label: “proven”.",)


def test_claims_on_the_same_words_are_told_once() -> None:
    found = [_claim(None, words) for words in ("proven", "Proven to treat wrinkles", "wrinkles", "vegan")]
    (group,) = grouped(found)
    assert lines(group) == ("New on the label: “Proven to treat wrinkles”.", "New on the label: “vegan”.")


def test_what_a_lost_answer_tells_of_is_not_told_again_as_gone() -> None:
    cold, rose = _claim("2-8 C", None), _claim("rose", None)
    lost = _answer("met", "not stated")._replace(because=(cold,))
    assert sections(grouped([lost, cold, rose])) == (
        (TITLES["lost"], ("Source: disclosed → not stated. Why: The label no longer says “2-8 C”.",)),
        (TITLES["gone"], ("The label no longer says “rose”.",)),
    )
    assert [title for title, _ in sections(grouped([lost, cold]))] == [TITLES["lost"]]


@pytest.mark.parametrize(
    ("difference", "sentence"),
    [
        (_claim("2 mg", "3 mg", "quantity"), "Before: 2 mg; now: 3 mg (“words”)."),
        (_claim("asserted", "negated", "status"), "“words” is now denied."),
        (_claim("rose", None), "The label no longer says “rose”."),
        (
            Difference("flag", "eu/honesty", None, "proven", name="European Union: honesty"),
            "A rule of a market now applies to “proven”. European Union: honesty.",
        ),
        (
            Difference("flag", "general/proven", None, "proven", name="Says proven"),
            "Now questioned: Says proven (“proven”).",
        ),
        (
            Difference("document", "ab", "old\nlines", "new\nlines", name="a.txt", aspect="text"),
            "The words of “a.txt” differ. Before: “old / lines” Now: “new / lines”",
        ),
        (
            Difference("condition", "c", "met", "not stated", name="Cold?", because=(_answer("met", "not stated"),)),
            "What the checklist weighs: “Cold?”: met → not shown, because of the answer to “Source”.",
        ),
    ],
)
def test_versions_are_told_as_what_the_label_says(difference: Difference, sentence: str) -> None:
    (group,) = grouped([difference])
    assert lines(group) == (sentence,)


def test_how_they_were_made_is_no_change_of_the_label() -> None:
    made = grouped([Difference("rules", "rules", "1", "2"), Difference("markets", "markets", "us", "eu")])
    assert (about_the_label(made), other_rules(made)) == (False, True)
    label = grouped([_claim(None, "proven")])
    assert (about_the_label(label), other_rules(label)) == (True, False)
