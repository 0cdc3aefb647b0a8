"""What one photo could not read and another photo of the same label could: told from where their common lines stand."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from labelcheck.capture.twins.registration import Link, around, laid_over, way_of
from labelcheck.models import Box, Document, Trouble, Twin, Word

_SURE: Final = 0.9
_FILLED: Final = 0.3


def settled(before: Sequence[Document], documents: Sequence[Document]) -> tuple[Document, ...]:
    """``documents`` without the unread places and troubles that another one shows well read, and as legible as that
    makes them.

    Args:
        before: one product's documents as they were read.
        documents: the same with their twins.
    """
    links = _links(documents)
    return tuple(
        _settled(document, _doubtful_lines(before[number]), documents, links[number])
        for number, document in enumerate(documents)
    )


def _settled(
    document: Document, doubtful: Sequence[Box], documents: Sequence[Document], links: dict[int, list[Link]]
) -> Document:
    if not links or len(document.pages) != 1 or document.legibility >= 1:
        return document
    views = [
        (documents[other], way)
        for other, common in links.items()
        if len(documents[other].pages) == 1 and (way := way_of(common)) is not None
    ]
    places = [*document.unread, *(trouble.box for trouble in document.troubles), *doubtful]
    solved = {box for box in places if any(_shows(other, laid_over(box, way)) for other, way in views)}
    if not solved:
        return document
    share = sum(map(_length, solved)) / sum(map(_length, dict.fromkeys(places)))
    gain = share * max(0.0, max(other.legibility for other, _ in views) - document.legibility)
    troubles = tuple(trouble for trouble in document.troubles if trouble.box not in solved)
    return document.model_copy(
        update={
            "unread": tuple(box for box in document.unread if box not in solved),
            "troubles": troubles,
            "warnings": _without_solved(document, troubles),
            "legibility": round(document.legibility + gain, 4),
        }
    )


def _without_solved(document: Document, troubles: Sequence[Trouble]) -> tuple[str, ...]:
    gone = {trouble.advice for trouble in document.troubles} - {trouble.advice for trouble in troubles}
    return tuple(warning for warning in document.warnings if warning not in gone)


def _doubtful_lines(document: Document) -> list[Box]:
    """The lines, as one box each, that were read without being sure."""
    breaks = [match.start() for match in re.finditer("\n", document.text)]
    lines: dict[int, list[Word]] = defaultdict(list)
    for word in document.words:
        lines[bisect(breaks, word.start)].append(word)
    return [
        around([word.box for word in words])
        for words in lines.values()
        if min(word.confidence for word in words) < _SURE
    ]


def _length(box: Box) -> float:
    return max(1.0, (box.x1 - box.x0) / max(1.0, box.bottom - box.top))


def _shows(document: Document, box: Box) -> bool:
    """Whether surely read words fill ``box``, and nothing unread stands in it."""
    area = max(1.0, box.x1 - box.x0) * max(1.0, box.bottom - box.top)
    if any(_common(box, gap) > 0.1 * area for gap in (*document.unread, *(each.box for each in document.troubles))):
        return False
    return sum(_common(box, word.box) for word in document.words if word.confidence >= _SURE) >= _FILLED * area


def _common(one: Box, other: Box) -> float:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across * down if across > 0 and down > 0 else 0.0


def _links(documents: Sequence[Document]) -> list[dict[int, list[Link]]]:
    """The boxes of the lines that documents share, by their twins."""
    found: list[dict[int, list[Link]]] = [{} for _ in documents]
    for number, document in enumerate(documents):
        for twin in document.twins:
            here = _boxes(document, twin.start, twin.end)
            other = _boxes(documents[twin.document], twin.other_start, twin.other_end)
            if here and other and not _is_partial(twin):
                found[number].setdefault(twin.document, []).append((around(here), around(other)))
                found[twin.document].setdefault(number, []).append((around(other), around(here)))
    return found


def _is_partial(twin: Twin) -> bool:
    """Whether a line was cut off, so that its ends are not the other's ends."""
    return twin.reading is not None and abs(len(twin.reading) - (twin.end - twin.start)) > 2


def _boxes(document: Document, start: int, end: int) -> list[Box]:
    first = bisect(document.words, start, key=lambda word: word.end)
    last = bisect_left(document.words, end, key=lambda word: word.start)
    return [word.box for word in document.words[first:last]]
