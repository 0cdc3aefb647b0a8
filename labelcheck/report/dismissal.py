"""Findings that a reader looked at and found no problem: remembered by rule and words, since ids change with the text.

A dismissal covers what was seen and no more: where a finding has words that its reader did not see, it is back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from labelcheck.models import Dismissal, Evaluation, Flag
from labelcheck.report.printable import one_line
from labelcheck.report.saved import NoReport, saved_report

__all__ = ["NoReport", "Subject", "dismissals_in", "reasons_of", "standing", "subject", "with_dismissals"]


class Subject(NamedTuple):
    """What a dismissal is about: a rule and the words it was raised for."""

    rule: str
    words: frozenset[str]


def subject(evaluation: Evaluation, flag: Flag) -> Subject:
    """What a dismissal of ``flag`` is about."""
    known = {claim.id: claim.text for claim in evaluation.claims}
    return Subject(flag.rule, frozenset(_same(known[name]) for name in flag.claims if name in known))


def with_dismissals(evaluation: Evaluation, reasons: Mapping[Subject, str]) -> Evaluation:
    """The evaluation with those findings dismissed that ``reasons`` speaks of: same rule, and no words beside its own.

    Dismissals that the evaluation has already are replaced.
    """
    by_rule: dict[str, list[tuple[frozenset[str], str]]] = {}
    for about, reason in reasons.items():
        by_rule.setdefault(about.rule, []).append((about.words, reason))
    found: list[Dismissal] = []
    for flag in evaluation.flags:
        if flag.rule in by_rule:
            words = subject(evaluation, flag).words
            fitting = [reason for seen, reason in by_rule[flag.rule] if words and words <= seen]
            found += [Dismissal(flag=flag.id, reason=reason) for reason in fitting[:1]]
    return evaluation.model_copy(update={"dismissed": tuple(found)})


def reasons_of(evaluation: Evaluation) -> dict[str, str]:
    """Why findings were dismissed, by their ids."""
    return {entry.flag: entry.reason for entry in evaluation.dismissed}


def standing(evaluation: Evaluation) -> tuple[Flag, ...]:
    """The findings that nobody dismissed."""
    away = reasons_of(evaluation)
    return tuple(flag for flag in evaluation.flags if flag.id not in away)


def dismissals_in(report: object) -> dict[Subject, str]:
    """The dismissals that the data of a report carries. Raises NoReport."""
    found = saved_report(report)
    texts = {claim.id: _same(claim.text) for claim in found.claims}
    flags = {flag.id: flag for flag in found.flags}
    reasons = {}
    for place, entry in enumerate(found.dismissed):
        flag = flags.get(entry.flag)
        if flag is None:
            raise NoReport(f"the report is damaged at dismissed[{place}].flag: there is no such finding")
        reasons[Subject(flag.rule, frozenset(texts[name] for name in flag.claims if name in texts))] = entry.reason
    return reasons


def _same(words: str) -> str:
    """Words for comparison: line wraps, spaces and case do not count."""
    return one_line(words).casefold()
