"""The gate between a label and the page."""

from __future__ import annotations

import evaluations
import pytest

from labelcheck.pages import answer, details, label, readings
from labelcheck.pages.markup import escaped, link, plain_markdown

_DANGEROUS = (
    "<script",
    "<img",
    "<b>bold",
    "<b>Summary",
    "<i>markup",
    "<u>",
    'href="javascript',
    "\x1b",
    "\u202e",
    "\ud800",
)


@pytest.mark.parametrize(
    "text",
    ["**x**", "$x$", ":red[x]", ":material/home:", "<b>", "[a](http://b)", "# x", "`x`", "a_b_c", "| a |", "- x"],
)
def test_markdown_is_shown_as_it_is(text: str) -> None:
    shown = plain_markdown(text)
    for mark in "*$[]<>`#_|-/()":
        assert shown.count(mark) == shown.count("\\" + mark)
    assert ":" not in shown.replace("\\:\u2060", "")


def test_html_is_escaped_and_controls_are_shown() -> None:
    assert escaped("<a href='x'>&\x1b") == "&lt;a href=&#x27;x&#x27;&gt;&amp;⟨U+001B⟩"
    assert escaped("a\nb", "\n") == "a\nb"


@pytest.mark.parametrize("address", [None, "javascript:alert(1)", "data:text/html,x", "//evil", "file:///etc"])
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert "<a" not in link(address, "words")


def test_a_link_cannot_break_out_of_its_attribute() -> None:
    assert '"onclick' not in link('https://x/"onclick="y', "z")


@pytest.mark.parametrize("name", list(evaluations.ALL))
def test_nothing_from_a_label_arrives_as_markup(name: str) -> None:
    evaluation = evaluations.ALL[name]()
    views = label.views(evaluation)
    parts = [
        answer.answer(evaluation),
        answer.skipped(evaluation),
        details.questions(evaluation),
        details.conditions(evaluation),
        details.flags(evaluation),
        readings.readings(evaluation),
        *(label.marked_text(evaluation, view) for view in views),
    ]
    page = "".join(parts)
    assert not [mark for mark in _DANGEROUS if mark in page]
    page.encode("utf-8")


def test_the_text_is_whole_and_its_marks_are_numbered() -> None:
    evaluation = evaluations.all_met()
    text = label.marked_text(evaluation, label.View(0, 1))
    assert text.count("<mark>") == 4
    assert '<sup class="lc-chip lc-met">1</sup>Umbilical cord MSC</mark> exosomes, <mark>20 billion' in text


def test_a_repaired_number_is_called_probable_in_the_first_screen() -> None:
    assert "probable 10¹⁰ particles per mL" in answer.answer(evaluations.rich())


def test_every_outcome_is_said_in_words() -> None:
    first = answer.answer(evaluations.rich())
    for word in ("disclosed", "partly disclosed", "says the opposite"):
        assert f">{word}</span>" in first
