"""A saved report told in short, where the evaluation that it was made from cannot be opened any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from labelcheck.language import say
from labelcheck.report.printable import one_line
from labelcheck.report.saved import SavedReport
from labelcheck.report.wording import CONDITION_WORDS, OUTCOME_WORDS, VERDICT_WORDS


def report_text(report: SavedReport) -> str:
    """A saved report's verdict, answers and what it questions, a line each, in the language spoken now."""
    return "\n".join(one_line(line) for line in report_lines(report)) + "\n"


def report_lines(report: SavedReport) -> Iterator[str]:
    """The lines of :func:`report_text`. Words of the label stand in them as they are."""
    yield say("Verdict: {verdict}", verdict=_word(VERDICT_WORDS, report.checklist.verdict))
    for item in report.checklist.items:
        outcome = _word(OUTCOME_WORDS, item.outcome)
        yield say("{name}: {outcome}. {reason}", name=say(item.name), outcome=outcome, reason=say(item.reason))
    for condition in report.checklist.conditions:
        outcome = _word(CONDITION_WORDS, condition.outcome)
        reason = say(condition.reason)
        yield say("{name}: {outcome}. {reason}", name=say(condition.name), outcome=outcome, reason=reason)
    for flag in report.flags:
        yield say("Questioned: {title}", title=say(flag.title or flag.rule))


def _word(words: Mapping[Any, str], value: str) -> str:
    return say(words[value]) if value in words else value
