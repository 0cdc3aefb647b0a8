"""Differences in a buyer's order: what is no longer disclosed first, and nothing that is no change of a label."""

from __future__ import annotations

from typing import get_args

import pytest

from labelcheck.report.changes import TITLES, Topic, about_the_label, grouped, lines, other_rules
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
    assert lines(group) == ("“proven” is now read.",)


def test_how_they_were_made_is_no_change_of_the_label() -> None:
    made = grouped([Difference("rules", "rules", "1", "2"), Difference("markets", "markets", "us", "eu")])
    assert (about_the_label(made), other_rules(made)) == (False, True)
    label = grouped([_claim(None, "proven")])
    assert (about_the_label(label), other_rules(label)) == (True, False)
