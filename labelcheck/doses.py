"""Doses per millilitre: where a label's own stand, and what they are seen beside. Values only."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from labelcheck.studies import Basis
from labelcheck.values import Bound
from labelcheck.words import Frozen

RangeKind = Literal["disclosed", "band", "limit"]
"""Counts that labels disclose; a band of our own reckoning; the most that fits, from geometry."""
Unplaceable = Literal["no basis", "no volume", "no count", "too large"]
"""Why an amount has no place on the scale: in how much is not said; how many mL that is, is not said; it is a share or
a weight; the number is too large to be shown."""


class DoseRange(Frozen):
    """Particles per mL from ``low`` to ``high``, and how that is known."""

    title: str
    kind: RangeKind
    low: float = Field(gt=0)
    high: float = Field(gt=0)
    known: str
    """Where the figures come from, in one sentence."""
    basis: Basis
    references: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


class Doses(Frozen):
    """``rules/doses.yaml``: what a dose per millilitre is seen beside, in the order it is shown."""

    ranges: tuple[DoseRange, ...]


class DoseMark(Frozen):
    """A dose per mL that the label states, or that follows from what it states by ``arithmetic``, and its claims."""

    low: float
    high: float
    claims: tuple[str, ...]
    arithmetic: str | None = None
    probable: bool = False
    """Its figure was mended, so it is probable and not certain."""
    bound: Bound | None = None
    """What the words beside the figure make of it: "up to" leaves it open downwards, "more than" upwards."""
    hedged: bool = False
    """The label does not state it as a fact: "may contain"."""


class Unplaced(Frozen):
    """Amounts of the label that have no place on a scale of particles per mL, and why."""

    cause: Unplaceable
    claims: tuple[str, ...]


class DoseScale(Frozen):
    """The label's doses and what they are seen beside; it judges nothing, for there is no agreed dose."""

    ranges: tuple[DoseRange, ...]
    marks: tuple[DoseMark, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
