"""The text report: the answer first, nothing lost without colour, nothing dangerous on a terminal."""

from __future__ import annotations

from typing import Any

import evaluations
import pytest

from labelcheck.report.printable import columns, one_line, printable, wrapped
from labelcheck.report.text import text_report

_EVALUATIONS = list(evaluations.ALL.values())


def test_the_answer_is_the_first_line() -> None:
    first = text_report(evaluations.rich()).splitlines()[0]
    assert first == "This label tells you 2 of 4 things the checklist asks for."


def test_every_outcome_has_a_sign_and_a_word() -> None:
    answers = [line for line in text_report(evaluations.rich()).splitlines() if line.startswith("[")][:4]
    assert [(line[:3], line.rpartition(".. ")[2].lstrip(". ")) for line in answers] == [
        ("[+]", "disclosed"),
        ("[+]", "disclosed"),
        ("[!]", "says no"),
        ("[~]", "partly disclosed"),
    ]
    assert "[?] Concentration" in text_report(evaluations.unreadable())
    assert "[ ] Cold storage" in text_report(evaluations.hostile())


def test_a_repaired_number_is_never_silent() -> None:
    report = text_report(evaluations.rich())
    assert "probable 10¹⁰ particles per mL – the superscript was lost in the file" in report


def test_doubtful_readings_ask_the_reader_to_look() -> None:
    assert text_report(evaluations.rich()).count("please check on the label") == 3


def test_a_skip_is_shown_at_the_top_and_among_what_was_read() -> None:
    report = text_report(evaluations.rich())
    assert report.index("Not read: certificate.pdf") < report.index("The four questions")
    assert "certificate.pdf: not read, the file is locked" in report


def test_nobody_is_sent_to_the_seller_for_a_blurred_photo() -> None:
    assert "Ask the seller" not in text_report(evaluations.unreadable())


def test_the_text_says_at_the_top_how_much_there_is_to_question() -> None:
    top = text_report(evaluations.rich()).partition("The four questions")[0]
    assert "3 claims to question (1 important) and rules of 2 countries or regions" in " ".join(top.split())
    assert "to question" not in text_report(evaluations.all_met())


def test_the_word_on_legal_advice_stands_once_before_all_markets() -> None:
    report = text_report(evaluations.rich())
    assert report.count("not legal advice: check") + report.count("not\nlegal advice: check") <= 1
    assert report.index("Rules of countries and regions") < report.index("If sold in: United States")
    assert report.index("If sold in: United States") < report.index("If sold in: European Union")


def test_questions_are_left_out_where_they_do_not_apply() -> None:
    assert "The four questions" not in text_report(evaluations.not_applicable())


@pytest.mark.parametrize("build", _EVALUATIONS)
@pytest.mark.parametrize("width", [40, 60, 88, 120])
def test_no_line_is_wider_than_the_terminal(build: Any, width: int) -> None:
    report = text_report(build(), width=width)
    assert [line for line in report.splitlines() if columns(line) > width] == []


@pytest.mark.parametrize("build", _EVALUATIONS)
def test_no_control_character_reaches_the_terminal(build: Any) -> None:
    report = text_report(build())
    assert not [char for char in report if char != "\n" and printable(char) != char]
    report.encode("utf-8")


def test_colour_is_only_there_when_asked_for() -> None:
    assert "\x1b[" not in text_report(evaluations.rich())
    assert "\x1b[32mdisclosed\x1b[0m" in text_report(evaluations.rich(), colour=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "⟨U+001B⟩[2J"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("엑소좀 10¹⁰", "엑소좀 10¹⁰"),
    ],
)
def test_acting_characters_become_visible(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_wide_characters_count_twice_and_may_break_anywhere() -> None:
    assert columns("냉장 보관") == 9
    assert wrapped("냉장보관하지않아도됩니다", 10) == ["냉장보관하", "지않아도됩", "니다"]


def test_wrapping_keeps_every_word() -> None:
    text = "one two three " + "x" * 50 + " four"
    lines = wrapped(text, 20, "- ")
    assert all(columns(line) <= 20 for line in lines)
    assert "".join(lines).replace(" ", "").removeprefix("-") == text.replace(" ", "")
