"""Where the label's amounts stand on a scale of particles per millilitre, and which of them stand nowhere."""

from __future__ import annotations

import math
from collections.abc import Sequence

from labelcheck.models import Bound, Claim, Derived, DoseMark, DoseRange, DoseScale, Quantity, Unplaceable, Unplaced

_UNIT, _PER = "particle", "mL"
_LARGEST = 1e30
_LIMIT = "limit"
"""The qualifier of a figure that a lot must keep: no dose of the product."""


def dose_scale(claims: Sequence[Claim], ranges: Sequence[DoseRange]) -> DoseScale | None:
    """The scale with every amount that the label states of this product; None where it states none.

    A count per vial has a place only where its claim already carries the count per mL that follows from the volume.
    """
    marks: dict[tuple[str, str, Bound | None, bool], DoseMark] = {}
    unplaced: dict[Unplaceable, dict[str, list[str]]] = {}
    for claim in claims:
        if claim.kind != "concentration" or claim.subject != "product" or claim.status == "negated":
            continue
        if claim.quantity is None or claim.quantity.low <= 0 or claim.qualifier == _LIMIT:
            continue
        if mark := _mark(claim):
            place = (f"{mark.low:.2e}", f"{mark.high:.2e}", mark.bound, mark.hedged)
            known = marks.get(place)
            marks[place] = _joined(known, mark) if known else mark
        else:
            unplaced.setdefault(_cause(claim), {}).setdefault(" ".join(claim.text.casefold().split()), []).append(
                claim.id
            )
    if not marks and not unplaced:
        return None
    return DoseScale(
        ranges=tuple(ranges),
        marks=tuple(sorted(marks.values(), key=lambda mark: (mark.low, mark.high))),
        unplaced=tuple(
            Unplaced(cause=cause, claims=tuple(same)) for cause, found in unplaced.items() for same in found.values()
        ),
    )


def _mark(claim: Claim) -> DoseMark | None:
    quantity = claim.quantity
    if quantity is None or not math.isfinite(quantity.high) or quantity.high > _LARGEST:
        return None
    amounts: tuple[Quantity | Derived, ...] = (quantity, *claim.derived, *claim.implied)
    for stated in amounts:
        if stated.unit == _UNIT and stated.per == _PER and stated.low > 0 and stated.high <= _LARGEST:
            return DoseMark(
                low=stated.low,
                high=stated.high,
                claims=(claim.id,),
                arithmetic=stated.arithmetic if isinstance(stated, Derived) else None,
                probable=bool(quantity.repaired),
                bound=stated.bound,
                hedged=claim.status == "hedged",
            )
    return None


def _joined(known: DoseMark, more: DoseMark) -> DoseMark:
    """The same dose meant the same way twice; where one says it without a sum, no sum is needed."""
    return known.model_copy(
        update={
            "claims": (*known.claims, *more.claims),
            "arithmetic": known.arithmetic and more.arithmetic,
            "probable": known.probable and more.probable,
        }
    )


def _cause(claim: Claim) -> Unplaceable:
    quantity = claim.quantity
    if quantity is None or quantity.unit != _UNIT:
        return "no count"
    if not quantity.high <= _LARGEST:
        return "too large"
    return "no volume" if quantity.per else "no basis"
