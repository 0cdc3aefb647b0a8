"""The tone of every numbered quotation, so that a number has one colour on the picture, in the text and below."""

from __future__ import annotations

from typing import Final

from labelcheck.models import ConditionVerdict, Evaluation, Verdict
from labelcheck.report.html.markup import TONES
from labelcheck.report.quotation import numbers

INKS: Final = {
    "met": "#17603f",
    "partly": "#8a5a00",
    "contrary": "#a63a2b",
    "silent": "#4c5759",
    "unread": "#4b4a87",
    "flag": "#7a2f5d",
}
"""Tones as ink on the picture of a label, which is the same in light and dark."""


def tones(evaluation: Evaluation) -> dict[str, str]:
    """By claim id: the tone of the first answer its quotation decides, or ``flag`` where it only raises one.

    What is only quoted beside a study or a way into the skin decides nothing and has the tone of a bare mention.
    """
    found: dict[str, str] = {}
    answers: tuple[Verdict | ConditionVerdict, ...] = (*evaluation.items, *evaluation.conditions)
    for answer in answers:
        for claim in answer.claims:
            found.setdefault(claim, TONES[answer.outcome])
    for flag in evaluation.flags:
        for claim in flag.claims:
            found.setdefault(claim, "flag")
    given = numbers(evaluation)
    first: dict[int, str] = {}
    for claim, number in given.items():
        first.setdefault(number, found.get(claim, "silent"))
    return {claim: first[number] for claim, number in given.items()}
