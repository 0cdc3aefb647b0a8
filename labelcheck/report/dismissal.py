"""Findings that a reader looked at and found no problem: remembered by rule and words, since ids change with the text.

A dismissal covers what was seen and no more: where a finding has words that its reader did not see, or has them in
another sentence, it is back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from labelcheck.models import Dismissal, Evaluation, Flag
from labelcheck.report.printable import one_line
from labelcheck.report.saved import NoReport, SavedFlag, SavedReport, saved_report

__all__ = [
    "NoReport",
    "Subject",
    "Words",
    "covers",
    "dismissals_in",
    "reasons_of",
    "saved_subject",
    "standing",
    "subject",
    "with_dismissals",
]

_FAR: Final = 300
"""Characters on both sides of the words beyond which a sentence is not compared: some texts have no full stop."""


class Words(NamedTuple):
    """Words of a claim and the sentence they stand in, "" where that is not known; wraps, spaces, case do not count."""

    text: str
    sentence: str


class Subject(NamedTuple):
    """What a dismissal is about: a rule and the words it was raised for."""

    rule: str
    words: frozenset[Words]


class _Claim(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def document(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def sentence(self) -> tuple[int, int] | None: ...


def subject(evaluation: Evaluation, flag: Flag) -> Subject:
    """What a dismissal of ``flag`` is about."""
    texts = [document.text for document in evaluation.documents]
    return _subject(flag, evaluation.claims, texts)


def saved_subject(report: SavedReport, flag: SavedFlag) -> Subject:
    """What a dismissal of a flag of a saved report is about."""
    return _subject(flag, report.claims, [document.text for document in report.documents])


def _subject(flag: Flag | SavedFlag, claims: Iterable[_Claim], texts: Sequence[str]) -> Subject:
    quoted = set(flag.claims)
    return Subject(flag.rule, frozenset(_words(claim, texts) for claim in claims if claim.id in quoted))


def _words(claim: _Claim, texts: Sequence[str]) -> Words:
    if claim.sentence is None or claim.document >= len(texts):
        return Words(_same(claim.text), "")
    start, end = max(claim.sentence[0], claim.start - _FAR, 0), min(claim.sentence[1], claim.end + _FAR)
    return Words(_same(claim.text), _same(texts[claim.document][start:end]))


def covers(seen: Subject, about: Subject) -> bool:
    """Whether who dismissed ``seen`` has seen all that ``about`` is about.

    Reports of older versions do not know the sentences; there the words alone decide.
    """
    return (
        seen.rule == about.rule
        and bool(about.words)
        and all(words in seen.words or words._replace(sentence="") in seen.words for words in about.words)
    )


def with_dismissals(evaluation: Evaluation, reasons: Mapping[Subject, str]) -> Evaluation:
    """The evaluation with those findings dismissed that ``reasons`` speaks of: same rule, and no words beside its own.

    Dismissals that the evaluation has already are replaced.
    """
    by_rule: dict[str, list[tuple[Subject, str]]] = {}
    for seen, reason in reasons.items():
        by_rule.setdefault(seen.rule, []).append((seen, reason))
    found: list[Dismissal] = []
    for flag in evaluation.flags:
        if flag.rule in by_rule:
            about = subject(evaluation, flag)
            fitting = [reason for seen, reason in by_rule[flag.rule] if covers(seen, about)]
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
    flags = {flag.id: flag for flag in found.flags}
    reasons = {}
    for place, entry in enumerate(found.dismissed):
        flag = flags.get(entry.flag)
        if flag is None:
            raise NoReport(f"the report is damaged at dismissed[{place}].flag: there is no such finding")
        reasons[saved_subject(found, flag)] = entry.reason
    return reasons


def _same(words: str) -> str:
    """Words for comparison: line wraps, spaces and case do not count."""
    return one_line(words).casefold()
