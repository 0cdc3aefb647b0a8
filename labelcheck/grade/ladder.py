"""The evidence ladder: how much the best clinical data named on a label could show, beside the answer and not in it."""

from __future__ import annotations

from collections.abc import Sequence

from labelcheck.grade.selection import Pool
from labelcheck.models import Claim, Evidence, Item, Ladder, Rung


def ladder_of(item: Item, pool: Pool, evidence: Sequence[Evidence]) -> Ladder | None:
    """The highest rung that a claim reaches, counted from 1; None for a question that has no ladder."""
    if not item.ladder:
        return None
    place = 0
    found: list[Claim] = []
    for number, rung in enumerate(item.ladder):
        if reached := pool.selected(rung.when):
            place, found = number, reached
    ids = {claim.id for claim in found}
    leant_on = [one for one in evidence if one.sure and one.tests and ids.intersection(one.claims)]
    applies = _applies(leant_on)
    return Ladder(
        item=item.id,
        rung=item.ladder[place].id,
        position=place + 1,
        rungs=tuple(Rung(id=rung.id, title=rung.title, meaning=rung.meaning) for rung in item.ladder),
        applies=applies,
        reason=_reason(applies, leant_on),
        claims=tuple(claim.id for claim in found),
    )


def _applies(evidence: Sequence[Evidence]) -> bool | None:
    """Whether a study on this rung speaks of the product: True if all its tests hold, False if each study fails one.

    Whether it has results is told by the rung itself.
    """
    if not evidence:
        return None
    compared = [[test.matches for test in one.tests if test.name != "results"] for one in evidence]
    if any(all(matches) for matches in compared):
        return True
    failed = [False in matches for matches in compared]
    return False if all(failed) else None


def _reason(applies: bool | None, evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return ""
    if applies:
        return "It is a study of what this label describes."
    if applies is False:
        return "It is a study of something else than this label describes: see which tests fail."
    return "Whether it is a study of this very product cannot be told from the label."
