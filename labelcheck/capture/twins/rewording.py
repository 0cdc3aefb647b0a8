"""A line of a document in the words of a clearer reading, every word still on its place in the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from labelcheck.models import Box, Document, Word, Words

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Rewording:
    """What stands from ``start`` to ``end`` of a text (``words`` are the places of its words), and what shall.

    ``said`` holds the new words with offsets that count from the start of ``text``.
    """

    start: int
    end: int
    words: range
    text: str
    said: tuple[Word, ...]


class Offsets:
    """Where offsets of a text are after stretches of it became longer or shorter."""

    def __init__(self, changes: Sequence[Rewording]) -> None:
        self._changes = [(change.start, change.end, len(change.text)) for change in changes]
        self._moved = [0, *accumulate(new - (end - start) for start, end, new in self._changes)]

    def after(self, offset: int) -> int:
        """``offset`` in the new text; one inside a changed stretch keeps its distance from its start, at most to its
        end."""
        low, high = 0, len(self._changes)
        while low < high:
            middle = (low + high) // 2
            if self._changes[middle][0] < offset:
                low = middle + 1
            else:
                high = middle
        if low and offset < self._changes[low - 1][1]:
            start, _, length = self._changes[low - 1]
            return start + self._moved[low - 1] + min(offset - start, length)
        return offset + self._moved[low]


def reworded(document: Document, changes: Sequence[Rewording]) -> Document:
    """``document`` with its text changed as told, and every offset and word with it.

    Args:
        document: any document whose text is built from words; its twins are left to the caller.
        changes: stretches in the order of the text, none touching another, each beginning and ending with a word.
    """
    if not changes:
        return document
    offsets = Offsets(changes)
    parts: list[str] = []
    words: list[Word] = []
    place, index = 0, 0
    for change in changes:
        words += (_moved(word, offsets) for word in document.words[index : change.words.start])
        parts += (document.text[place : change.start], change.text)
        words += _placed(change, document.words[change.words.start : change.words.stop], offsets.after(change.start))
        place, index = change.end, change.words.stop
    parts.append(document.text[place:])
    words += (_moved(word, offsets) for word in document.words[index:])

    def spans(value: object) -> dict[str, int]:
        return {name: offsets.after(getattr(value, name)) for name in ("start", "end")}

    return document.model_copy(
        update={
            "text": "".join(parts),
            "words": Words.of(words),
            "pages": tuple(page.model_copy(update=spans(page)) for page in document.pages),
            "tables": tuple(
                table.model_copy(
                    update={
                        "rows": tuple(tuple(cell.model_copy(update=spans(cell)) for cell in row) for row in table.rows)
                    }
                )
                for table in document.tables
            ),
        }
    )


def _moved(word: Word, offsets: Offsets) -> Word:
    start = offsets.after(word.start)
    if start == word.start:
        return word
    return word.model_copy(update={"start": start, "end": start + len(word.text)})


def _placed(change: Rewording, seen: Sequence[Word], start: int) -> list[Word]:
    """The new words on the boxes of those that were read in their place."""
    boxes = _boxes(change, seen)
    return [
        word.model_copy(update={"start": start + word.start, "end": start + word.end, "box": box})
        for word, box in zip(change.said, boxes, strict=True)
    ]


def _boxes(change: Rewording, seen: Sequence[Word]) -> list[Box]:
    if len(seen) == len(change.said):
        return [word.box for word in seen]
    old = "".join(word.text for word in seen)
    new = "".join(word.text for word in change.said)
    places = _places(new, old)
    edges = [0, *accumulate(len(word.text) for word in change.said)]
    return [_box(places[edges[index]], places[edges[index + 1]], seen) for index in range(len(change.said))]


def _places(new: str, old: str) -> list[float]:
    """For every gap between characters of ``new``, the gap of ``old`` that it stands at."""
    if max(len(new), len(old)) > _LONGEST:
        return [index * len(old) / len(new) for index in range(len(new) + 1)]
    places = [0.0]
    for _, start, end, from_, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        places += (start + (end - start) * step / (to - from_) for step in range(1, to - from_ + 1))
    return places


def _box(first: float, last: float, seen: Sequence[Word]) -> Box:
    """The part of the row of ``seen`` words from character ``first`` to ``last``; at least a stroke wide."""
    parts: list[Box] = []
    start = 0
    for word in seen:
        end = start + len(word.text)
        low, high = max(first, start), min(last, end)
        if high > low:
            parts.append(_part(word.box, (low - start) / len(word.text), (high - start) / len(word.text)))
        start = end
    if not parts:  # outside the picture: the words of the other photo stand behind the edge that cuts them off
        return _part(seen[0].box, 0.0, 0.0) if last <= 0 else _part(seen[-1].box, 1.0, 1.0)
    return Box(
        page=parts[0].page,
        x0=min(box.x0 for box in parts),
        top=min(box.top for box in parts),
        x1=max(box.x1 for box in parts),
        bottom=max(box.bottom for box in parts),
    )


def _part(box: Box, start: float, end: float) -> Box:
    width = box.x1 - box.x0
    x0, x1 = box.x0 + width * start, box.x0 + width * end
    if x1 - x0 < 1.0:
        x0, x1 = max(box.x0, x1 - 1.0), max(box.x0, x1 - 1.0) + 1.0
    return box.model_copy(update={"x0": round(x0, 2), "x1": round(x1, 2)})
