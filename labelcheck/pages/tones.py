"""The tone of every numbered claim, so that a number has one colour on the picture, in the text and in the details."""

from __future__ import annotations

from typing import Final

from labelcheck.models import ConditionVerdict, Evaluation, Verdict
from labelcheck.pages.markup import TONES
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
    """The tone of the answer that a claim decides, or ``flag`` where it only raises one, by claim id."""
    found: dict[str, str] = {}
    answers: tuple[Verdict | ConditionVerdict, ...] = (*evaluation.items, *evaluation.conditions)
    for answer in answers:
        for claim in answer.claims:
            found.setdefault(claim, TONES[answer.outcome])
    return {claim: found.get(claim, "flag") for claim in numbers(evaluation)}
