"""Plain words for dates, counts of claims and ways into the skin; numbers for all that is quoted."""

from __future__ import annotations

from datetime import date
from typing import Any

import evaluations
import pytest

from labelcheck.report import findings
from labelcheck.report.quotation import numbers


@pytest.mark.parametrize("build", list(evaluations.ALL.values()))
def test_nothing_that_is_quoted_lacks_its_number(build: Any) -> None:
    evaluation = build()
    known = {claim.id for claim in evaluation.claims}
    quoted = [*evaluation.items, *evaluation.conditions, *evaluation.evidence, *evaluation.enhancers, *evaluation.flags]
    assert {claim for one in quoted for claim in one.claims if claim in known} <= set(numbers(evaluation))


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (date(2026, 10, 1), "1 October 2026"),
        ("2022-09-07", "7 September 2022"),
        ("2026-04", "April 2026"),
        ("2013", "2013"),
        ("2013-13", "2013-13"),
        ("soon", "soon"),
    ],
)
def test_dates_are_told_as_far_as_they_are_known(known: date | str, words: str) -> None:
    assert findings.day(known) == words


def test_claims_to_question_are_counted_with_the_grave_ones_named() -> None:
    flags = evaluations.rich().flags
    assert findings.tallies(flags) == ("3 claims to question (1 important)", "rules of 2 countries or regions")
    assert findings.tally([flag for flag in flags if flag.market == "us"]) == "1 claim (serious)"
    assert findings.tally([flags[0], flags[0]]) == "2 claims (all important)"
    assert findings.tally([flags[-1], flags[-1]]) == "2 claims"
    assert findings.tallies(flags[:1]) == ("1 claim to question (important)", "")
    assert findings.tallies(flags[-1:]) == ("", "rules of 1 country or region")
    assert findings.tallies(()) == ("", "")


def test_a_title_does_not_name_its_market_twice() -> None:
    (flag,) = (flag for flag in evaluations.rich().flags if flag.market == "us")
    assert findings.title(flag) == "Claims to treat a disease"
    assert findings.title(flag.model_copy(update={"title": "Europe: barred"})) == "Europe: barred"


def test_what_could_not_be_read_may_name_a_way_into_the_skin() -> None:
    assert "in what could be read" in findings.no_enhancer(evaluations.unreadable())
    assert "names no way into the skin" in findings.no_enhancer(evaluations.all_met())
