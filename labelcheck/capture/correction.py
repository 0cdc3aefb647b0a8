"""A document whose text a reader corrected by hand: what stayed keeps its place on the page, what changed is marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final, NamedTuple

from labelcheck.capture.characters import normalised
from labelcheck.models import Box, Document, Edit, Page, Stretch, Table, TableCell, Twin, Word

_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_RUN: Final = re.compile(r"\S+")
_MOST: Final = 200_000
"""Pieces of the one text times pieces of the other that are compared piece by piece."""


class _Change(NamedTuple):
    """``start`` to ``end`` of the text as read became ``new_start`` to ``new_end`` of the text as corrected."""

    start: int
    end: int
    new_start: int
    new_end: int


def corrected(documents: Sequence[Document], texts: Mapping[str, str]) -> tuple[Document, ...]:
    """``documents`` with the text of some replaced by what a reader made of it.

    ``texts`` holds corrected texts by the ``sha256`` of their documents. Words that stayed keep their boxes; words that
    were put in the place of others stand where those stood. ``edits`` of a document tell what had been read.
    """
    changes = [_changes(document.text, normalised(texts.get(document.sha256, document.text))) for document in documents]
    return tuple(_corrected(documents, number, changes) for number in range(len(documents)))


def _changes(old: str, new: str) -> tuple[str, list[_Change]]:
    """The new text, and where it differs: lines first, since a leaflet holds many, then words of those that changed."""
    if old == new:
        return old, []
    found: list[_Change] = []
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_at, new_at = _starts(old_lines), _starts(new_lines)
    for a, b, c, d in _differing(old_lines, new_lines):
        was, now = _TOKEN.findall("".join(old_lines[a:b])), _TOKEN.findall("".join(new_lines[c:d]))
        was_at, now_at = _starts(was, old_at[a]), _starts(now, new_at[c])
        found += [_Change(was_at[e], was_at[f], now_at[g], now_at[h]) for e, f, g, h in _differing(was, now)]
    return new, found


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where two sequences differ: start and end in the old one, start and end in the new one.

    Comparing takes as long as both are long together, so what is beyond ``_MOST`` once equal ends are cut off differs
    as a whole: a page of print that was written anew has little in common with what it was.
    """
    first, last = 0, 0
    shorter = min(len(old), len(new))
    while first < shorter and old[first] == new[first]:
        first += 1
    while last < shorter - first and old[-1 - last] == new[-1 - last]:
        last += 1
    a, c = old[first : len(old) - last], new[first : len(new) - last]
    if len(a) * len(c) > _MOST:
        yield first, first + len(a), first, first + len(c)
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, a, c, autojunk=False).get_opcodes():
        if tag != "equal":
            yield first + start, first + end, first + new_start, first + new_end


def _starts(pieces: Sequence[str], first: int = 0) -> list[int]:
    return list(accumulate(map(len, pieces), initial=first))


def _moved(place: int, changes: Sequence[_Change], end: bool = False) -> int:
    """Where a place of the old text is in the new one; inside a change its start, or its end for ends of stretches."""
    number = bisect_right(changes, place - (1 if end else 0), key=lambda change: change.start) - 1
    if number < 0:
        return place
    change = changes[number]
    if place < change.end:
        return change.new_end if end else change.new_start
    return place + change.new_end - change.end


def _hit(start: int, end: int, changes: Sequence[_Change]) -> int | None:
    """The first change that touches a stretch of the old text: changes inside it, or put into it, count."""
    number = max(0, bisect_right(changes, start, key=lambda change: change.start) - 1)
    for place in range(number, len(changes)):
        change = changes[place]
        if change.start >= end:
            return None
        if change.end > start or start < change.start:
            return place
    return None


def _touched(start: int, end: int, changes: Sequence[_Change]) -> bool:
    return _hit(start, end, changes) is not None


def _corrected(
    documents: Sequence[Document], number: int, all_changes: Sequence[tuple[str, list[_Change]]]
) -> Document:
    document = documents[number]
    text, changes = all_changes[number]
    twins = tuple(kept for twin in document.twins if (kept := _twin(twin, changes, all_changes[twin.document][1])))
    if not changes:
        return document.model_copy(update={"twins": twins}) if twins != document.twins else document
    return document.model_copy(
        update={
            "text": text,
            "words": tuple(_words(document, text, changes)),
            "pages": tuple(_page(page, changes) for page in document.pages),
            "tables": tuple(_table(table, changes) for table in document.tables),
            "foreign": tuple(_stretch(stretch, changes) for stretch in document.foreign),
            "twins": twins,
            "edits": tuple(
                Edit(start=change.new_start, end=change.new_end, was=document.text[change.start : change.end])
                for change in changes
            ),
        }
    )


def _words(document: Document, text: str, changes: Sequence[_Change]) -> list[Word]:
    """Words that stayed, and for each changed stretch its new words where the old ones stood."""
    kept: list[Word] = []
    lost: dict[int, list[Word]] = {}
    for word in document.words:
        hit = _hit(word.start, word.end, changes)
        if hit is None:
            start = _moved(word.start, changes)
            kept.append(word.model_copy(update={"start": start, "end": start + word.end - word.start}))
        else:
            lost.setdefault(hit, []).append(word)
    starts = [word.start for word in kept]
    placed: list[Word] = []
    reach = 0
    for gone in lost.values():
        first, last = _moved(gone[0].start, changes), _moved(gone[-1].end, changes, end=True)
        box = _around([word.box for word in gone])
        for run in _RUN.finditer(text, max(first, reach), max(first, last)):
            before = bisect_right(starts, run.end() - 1) - 1
            if before < 0 or kept[before].end <= run.start():
                placed.append(Word(text=run.group(), start=run.start(), end=run.end(), box=box))
                reach = run.end()
    kept += placed
    return sorted(kept, key=lambda word: (word.start, word.end))


def _around(boxes: Sequence[Box]) -> Box:
    """The rectangle around boxes, of those that stand on the page of the first."""
    here = [box for box in boxes if box.page == boxes[0].page]
    return Box(
        page=here[0].page,
        x0=min(box.x0 for box in here),
        top=min(box.top for box in here),
        x1=max(box.x1 for box in here),
        bottom=max(box.bottom for box in here),
    )


def _page(page: Page, changes: Sequence[_Change]) -> Page:
    start = _moved(page.start, changes)
    return page.model_copy(update={"start": start, "end": max(start, _moved(page.end, changes, end=True))})


def _stretch(stretch: Stretch, changes: Sequence[_Change]) -> Stretch:
    start = _moved(stretch.start, changes)
    return stretch.model_copy(update={"start": start, "end": max(start, _moved(stretch.end, changes, end=True))})


def _table(table: Table, changes: Sequence[_Change]) -> Table:
    def cell(old: TableCell) -> TableCell:
        start = _moved(old.start, changes)
        return old.model_copy(update={"start": start, "end": max(start, _moved(old.end, changes, end=True))})

    return table.model_copy(update={"rows": tuple(tuple(map(cell, row)) for row in table.rows)})


def _twin(twin: Twin, here: Sequence[_Change], there: Sequence[_Change]) -> Twin | None:
    """A line that both documents still share; a corrected line is no longer the same in both."""
    if _touched(twin.start, twin.end, here) or _touched(twin.other_start, twin.other_end, there):
        return None
    return twin.model_copy(
        update={
            "start": _moved(twin.start, here),
            "end": _moved(twin.end, here, end=True),
            "other_start": _moved(twin.other_start, there),
            "other_end": _moved(twin.other_end, there, end=True),
        }
    )
