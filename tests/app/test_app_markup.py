"""The gate between a label and the page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import evaluations
import pytest

from labelcheck.models import Evaluation, Flag
from labelcheck.report.html import answer, details, marked, readings, studies
from labelcheck.report.html.flags import cards
from labelcheck.report.html.markup import escaped, link, plain_markdown

_DANGEROUS = (
    "<script",
    "<img",
    "<b>bold",
    "<b>Summary",
    "<b>:red",
    '<b>"onclick',
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


def _questioned(evaluation: Evaluation, flags: Sequence[Flag]) -> str:
    return cards(details.quoted_of(evaluation), flags)


@pytest.mark.parametrize("name", list(evaluations.ALL))
def test_nothing_from_a_label_arrives_as_markup(name: str) -> None:
    evaluation = evaluations.ALL[name]()
    views = marked.views(evaluation)
    parts = [
        answer.answer(evaluation),
        answer.skipped(evaluation),
        details.questions(evaluation),
        details.conditions(evaluation),
        details.corrections(evaluation),
        studies.studies(evaluation),
        studies.enhancers(evaluation),
        _questioned(evaluation, evaluation.flags),
        readings.readings(evaluation),
        *(marked.marked_text(evaluation, view) for view in views),
    ]
    page = "".join(parts)
    assert not [mark for mark in _DANGEROUS if mark in page]
    page.encode("utf-8")


def test_the_text_is_whole_and_its_marks_are_numbered() -> None:
    evaluation = evaluations.all_met()
    text = marked.marked_text(evaluation, marked.View(0, 1))
    assert text.count("<mark>") == 4
    assert '<sup class="lc-chip lc-met">1</sup>Umbilical cord MSC</mark> exosomes, <mark>20 billion' in text


def test_a_repaired_number_is_called_probable_in_the_first_screen() -> None:
    assert "probable 10¹⁰ particles per mL" in answer.answer(evaluations.rich())


def test_every_outcome_is_said_in_words() -> None:
    first = answer.answer(evaluations.rich())
    for word in ("disclosed", "partly disclosed", "says no"):
        assert f">{word}</span>" in first


@pytest.mark.parametrize("part", ["studies", "enhancers", "flags", "notes"])
def test_hostile_words_are_shown_and_do_nothing(part: str) -> None:
    evaluation = evaluations.hostile()
    page = {
        "studies": studies.studies(evaluation),
        "enhancers": studies.enhancers(evaluation),
        "flags": _questioned(evaluation, evaluation.flags),
        "notes": details.questions(evaluation),
    }[part]
    assert "&lt;script&gt;alert(9)&lt;/script&gt; &lt;img src=x&gt; **bold** $$" in page.replace("Bold", "bold")
    assert "⟨U+202E⟩" in page
    assert 'href="javascript' not in page and "<script" not in page


def test_the_answer_counts_what_is_doubtful_everywhere_and_names_how_many_markets_have_more() -> None:
    first = answer.answer(evaluations.rich())
    assert '<a href="#lc-flags">3 claims to question (1 important)</a>' in first
    assert '<a href="#lc-markets">rules of 2 countries or regions</a>' in first
    assert "to question" not in answer.answer(evaluations.all_met())


def test_a_label_that_only_markets_object_to_says_so() -> None:
    rich = evaluations.rich()
    first = answer.answer(rich.model_copy(update={"flags": rich.flags[-1:]}))
    assert "rules of 1 country or region</a>" in first and "lc-flags" not in first


def test_every_test_of_a_study_is_told_in_words() -> None:
    page = studies.studies(evaluations.rich())
    assert "Of 6 tests: 3 yes, 2 no, 1 cannot tell" in page
    for name, word in (("Same product", "cannot tell"), ("Same source", "yes"), ("Same way of use", "no")):
        assert f"<span>{name}:</span> <b>{word}</b>" in page
        assert f"<dt>{name}: {word}</dt>" in page
    assert "What it cannot show:</b> It says nothing of needled skin." in page


def test_the_step_on_the_ladder_is_told_in_words() -> None:
    page = studies.studies(evaluations.rich())
    assert "step 3 of 4. Controlled study of something else." in page
    assert "about something else</span>" in page
    assert (
        '<li class="lc-rung lc-here" aria-current=true><b>Controlled study of something else (this label)</b>' in page
    )
    assert page.count("(this label)") == 1
    assert '<div class="lc-bars lc-silent" aria-hidden="true">' in page


def test_a_number_that_is_not_in_the_registry_has_no_tests() -> None:
    page = studies.studies(evaluations.rich()).partition("<h3>NCT01234567</h3>")[2]
    assert "not in our registry" in page
    assert "lc-tests" not in page and "About this study" not in page


def test_nothing_is_said_of_studies_on_a_label_that_could_not_be_read() -> None:
    assert studies.studies(evaluations.unreadable()) == ""
    assert "in what could be read" in studies.enhancers(evaluations.unreadable())
    assert "names no study" in studies.studies(evaluations.all_met())


def test_how_grave_a_claim_is_and_its_sum_are_told_in_words() -> None:
    rich = evaluations.rich()
    page = _questioned(rich, rich.flags)
    assert "step 2 of 2, 1 being the worst" in page
    assert '<li aria-current="true"><b>Says that it was tested, and not how (this claim)</b></li>' in page
    assert "<b>The sum:</b> 10 billion per ampoule / 5 mL = 2 billion per mL; stated: 10 billion per mL" in page
    assert "<b>Exception:</b> It does not apply to words about how skin looks." in page
    assert "(in force since July 2013; last looked at on 8 March 2026)" in page
    assert "<h3>Claims to treat a disease</h3>" in page


def test_notes_stand_beside_the_answer_they_belong_to() -> None:
    rich = evaluations.rich()
    cold = details.questions(rich).partition('id="lc-cold-storage"')[2].partition("</article>")[0]
    assert "<summary>Good to know</summary>" in cold and "stayed stable for months" in cold
    conditions = details.conditions(rich)
    assert conditions.count("<summary>Where the article errs</summary>") == 1
    assert "It says: LED is a penetration enhancer." in conditions
    assert "(our own reasoning, not the words of a source)" in conditions


def test_headings_go_down_one_step_at_a_time() -> None:
    rich = evaluations.rich()
    parts = [
        answer.answer(rich),
        details.questions(rich),
        details.conditions(rich),
        studies.studies(rich),
        f"<h2></h2>{_questioned(rich, rich.flags)}",
        studies.enhancers(rich),
        readings.readings(rich),
    ]
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", "".join(parts))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_good_verdict_does_not_cover_grave_claims() -> None:
    met, rich = evaluations.all_met(), evaluations.rich()
    grave = [flag for flag in rich.flags if flag.market == "general" and flag.severity in ("critical", "high")]
    assert grave
    pills = answer.answer(met.model_copy(update={"flags": tuple(grave)})).split("</h1>")[0]
    assert "All three conditions met" in pills and "claim to question (important)" in pills
    assert "to question" not in answer.answer(met.model_copy(update={"flags": ()})).split("</h1>")[0]
    assert "to question" not in answer.answer(rich).split("</h1>")[0]
