"""Where the label's amounts stand on a scale of particles per millilitre, and which of them stand nowhere."""

from __future__ import annotations

import math
from collections.abc import Sequence

from labelcheck.models import Claim, DoseMark, DoseRange, DoseScale, Unplaceable, Unplaced

_UNIT, _PER = "particle", "mL"
_LARGEST = 1e30


def dose_scale(claims: Sequence[Claim], ranges: Sequence[DoseRange]) -> DoseScale | None:
    """The scale with every amount that the label states of this product; None where it states none.

    A count per vial has a place only where its claim already carries the count per mL that follows from the volume.
    """
    marks: dict[tuple[str, str], DoseMark] = {}
    unplaced: dict[Unplaceable, dict[str, list[str]]] = {}
    for claim in claims:
        if claim.kind != "concentration" or claim.subject != "product" or claim.status == "negated":
            continue
        if claim.quantity is None or claim.quantity.low <= 0:
            continue
        if mark := _mark(claim):
            place = (f"{mark.low:.2e}", f"{mark.high:.2e}")
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
    probable = bool(quantity.repaired)
    if quantity.unit == _UNIT and quantity.per == _PER:
        return DoseMark(low=quantity.low, high=quantity.high, claims=(claim.id,), probable=probable)
    for derived in (*claim.derived, *claim.implied):
        if derived.unit == _UNIT and derived.per == _PER and derived.low > 0 and derived.high <= _LARGEST:
            return DoseMark(
                low=derived.low,
                high=derived.high,
                claims=(claim.id,),
                arithmetic=derived.arithmetic,
                probable=probable,
            )
    return None


def _joined(known: DoseMark, more: DoseMark) -> DoseMark:
    """The same dose said twice; where one says it without a sum, no sum is needed."""
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
