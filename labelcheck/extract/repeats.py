"""A claim that two photos of one label show is one claim, standing where the label is read best."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from labelcheck.models import Claim, Document, Place, Twin


def merged(claims: Sequence[Claim], documents: Sequence[Document]) -> tuple[Claim, ...]:
    """``claims`` without those that only repeat another: the one that stays has their places in ``also``.

    A repeat stands in lines that are twins of another document's, on the same words, and says the same in the same way:
    rule, value, quantity, status, subject, qualifier. Ids count anew from ``c1``.
    """
    if not any(document.twins for document in documents):
        return tuple(claims)
    standing: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        standing[claim.document, claim.rule].append(claim)
    ways = _ways(documents)
    repeats: dict[str, str] = {}
    repeated: set[str] = set()
    for claim in claims:
        there = _elsewhere(claim, documents[claim.document].twins, ways[claim.document])
        if there is None or claim.id in repeated:
            continue
        document, start, end = there
        for other in standing[document, claim.rule]:
            if other.start < end and start < other.end and _says(other) == _says(claim) and other.id not in repeats:
                repeats[claim.id] = other.id
                repeated.add(other.id)
                break
    also: dict[str, list[Place]] = defaultdict(list)
    for claim in claims:
        if claim.id in repeats:
            place = Place(document=claim.document, page=claim.page, start=claim.start, end=claim.end, boxes=claim.boxes)
            also[repeats[claim.id]].append(place)
    kept = [claim for claim in claims if claim.id not in repeats]
    return tuple(
        claim.model_copy(update={"id": f"c{number}", "also": tuple(also.get(claim.id, ()))})
        for number, claim in enumerate(kept, 1)
    )


def _says(claim: Claim) -> tuple[object, ...]:
    """What makes two claims one: all but how the number is spelt and how sure the reading is."""
    amount = claim.quantity and (claim.quantity.low, claim.quantity.high, claim.quantity.unit, claim.quantity.per)
    return claim.value, amount, claim.status, claim.subject, claim.qualifier


def _ways(documents: Sequence[Document]) -> list[list[Twin]]:
    """For each document its lines that another shows too, whichever of the two is the clearer, in order."""
    ways: list[list[Twin]] = [list(document.twins) for document in documents]
    for number, document in enumerate(documents):
        for twin in document.twins:
            back = Twin(
                start=twin.other_start,
                end=twin.other_end,
                document=number,
                other_start=twin.start,
                other_end=twin.end,
            )
            ways[twin.document].append(back)
    return [sorted(found, key=lambda twin: twin.start) for found in ways]


def _at(place: int, twins: Sequence[Twin]) -> list[Twin]:
    """The lines among ``twins`` (in order) that the character at ``place`` stands in."""
    last = bisect_right(twins, place, key=lambda twin: twin.start)
    found: list[Twin] = []
    while last and place < twins[last - 1].end:
        found.append(twins[last - 1])
        last -= 1
    return found


def _elsewhere(claim: Claim, twins: Sequence[Twin], ways: Sequence[Twin]) -> tuple[int, int, int] | None:
    """The clearer document of the line where a claim begins, and the span in it that the claim's words fill."""
    for first in _at(claim.start, twins):
        for last in _at(claim.end - 1, ways):
            start = first.other_start + claim.start - first.start
            end = last.other_start + claim.end - last.start
            if first.document == last.document and start < end:
                return first.document, start, end
    return None
