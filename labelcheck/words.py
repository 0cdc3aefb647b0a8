"""Words with their places, kept in columns: half a million of them take 15 MB, not a gigabyte."""

from __future__ import annotations

import base64
import binascii
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import add, sub
from typing import Any, Self, overload

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_COLUMNS = 8
_HUNDREDTHS, _TEN_THOUSANDTHS = 100, 10_000
_FURTHEST = 5_000_000.0
_SIZE = 4

Columns = tuple["array[int]", ...]
"""start, end, page, x0, top, x1, bottom in hundredths, confidence in ten-thousandths."""


class Frozen(BaseModel):
    """A value: immutable, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Box(Frozen):
    """A rectangle on a page, in page points (image pixels for photos), origin top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Word(Frozen):
    """A word with its place in the text and on the page. ``confidence`` is 1.0 for text that was never a picture."""

    text: str
    start: int
    end: int
    box: Box
    confidence: float = 1.0


class WordColumns:
    """Words while they are collected."""

    __slots__ = ("_rows", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._rows: list[tuple[int, int, int, float, float, float, float, float]] = []

    def add(
        self, text: str, start: int, page: int, rect: tuple[float, float, float, float], confidence: float = 1.0
    ) -> None:
        """Put a word that begins at ``start`` behind the others; ``rect`` is x0, top, x1, bottom."""
        self.texts.append(text)
        self._rows.append((start, start + len(text), page, *rect, confidence))

    def shorten(self, text: str) -> None:
        """Make ``text``, a beginning of the last word, all of it."""
        start, _, *rest = self._rows[-1]
        self.texts[-1] = text
        self._rows[-1] = (start, start + len(text), *rest)  # type: ignore[assignment]

    @property
    def columns(self) -> Columns:
        """The places of the words, a column for each thing known."""
        if not self._rows:
            return _empty()
        starts, ends, pages, *sides, confidences = zip(*self._rows, strict=True)
        return (
            array("i", starts),
            array("i", ends),
            array("i", pages),
            *(_hundredths(side) for side in sides),
            array("i", [round(confidence * _TEN_THOUSANDTHS) for confidence in confidences]),
        )

    def packed(self) -> bytes:
        """The places of the words, four bytes each or so."""
        return _packed(self.columns)


def _hundredths(values: Sequence[float]) -> array[int]:
    if min(values) < -_FURTHEST or max(values) > _FURTHEST:
        values = [max(-_FURTHEST, min(_FURTHEST, value)) for value in values]
    return array("i", [round(value * _HUNDREDTHS) for value in values])


def _empty() -> Columns:
    return tuple(array("i") for _ in range(_COLUMNS))


def _packed(columns: Columns) -> bytes:
    """Columns as bytes. Words follow each other on lines, so differences are small and most of their bytes are zero."""
    starts, ends, pages, x0s, tops, x1s, bottoms, confidences = columns
    differences = (
        map(sub, starts, chain((0,), ends)),
        map(sub, ends, starts),
        map(sub, pages, chain((0,), pages)),
        map(sub, x0s, chain((0,), x1s)),
        map(sub, x1s, x0s),
        map(sub, tops, chain((0,), tops)),
        map(sub, bottoms, tops),
        map(sub, confidences, chain((0,), confidences)),
    )
    planes: list[bytes] = []
    for column in differences:
        data = array("i", column).tobytes()
        planes.extend(data[byte::_SIZE] for byte in range(_SIZE))
    return zlib.compress(b"".join(planes), 1)


def _unpacked(packed: bytes) -> Columns:
    """The reverse of :func:`_packed`.

    Raises:
        ValueError: it was not made by it.
    """
    try:
        data = zlib.decompress(packed)
    except zlib.error:
        raise ValueError("words are damaged") from None
    count, rest = divmod(len(data), _COLUMNS * _SIZE)
    if rest:
        raise ValueError("words are cut off")
    columns: list[array[int]] = []
    for number in range(_COLUMNS):
        joined = bytearray(count * _SIZE)
        for byte in range(_SIZE):
            place = (number * _SIZE + byte) * count
            joined[byte::_SIZE] = data[place : place + count]
        columns.append(array("i", bytes(joined)))
    gaps, lengths, pages, x_gaps, widths, tops, heights, confidences = columns
    ends = array("i", accumulate(map(add, gaps, lengths)))
    x1s = array("i", accumulate(map(add, x_gaps, widths)))
    tops = array("i", accumulate(tops))
    return (
        array("i", map(sub, ends, lengths)),
        ends,
        array("i", accumulate(pages)),
        array("i", map(sub, x1s, widths)),
        tops,
        x1s,
        array("i", map(add, tops, heights)),
        array("i", accumulate(confidences)),
    )


class Words(Sequence[Word]):
    """The words of a document in the order of its text, each made when it is asked for.

    Places are kept to a hundredth of a point or pixel, confidence to a ten-thousandth.
    """

    __slots__ = ("_at", "_columns", "_text")

    def __init__(self, text: str = "", parts: Iterable[bytes] = ()) -> None:
        """The words of ``text`` whose places are in ``parts``, made by :meth:`WordColumns.packed`.

        Raises:
            ValueError: a part is damaged, or tells of words beyond the text.
        """
        columns = _empty()
        for part in parts:
            for column, more in zip(columns, _unpacked(part), strict=True):
                column.extend(more)
        self._fill(text, columns, columns[0])
        if any(start < 0 or not start <= end <= len(text) for start, end in zip(columns[0], columns[1], strict=True)):
            raise ValueError("words stand outside their text")

    def _fill(self, text: str, columns: Columns, at: array[int]) -> None:
        self._text = text
        self._columns = columns
        self._at = at  # where each word stands in _text, which may be the words' own

    @classmethod
    def of(cls, words: Iterable[Word]) -> Self:
        """``words`` in columns."""
        if isinstance(words, cls):
            return words
        found = WordColumns()
        for word in words:
            box = word.box
            found.add(word.text, word.start, box.page, (box.x0, box.top, box.x1, box.bottom), word.confidence)
        return cls._alone("".join(found.texts), found.columns)

    @classmethod
    def _alone(cls, text: str, columns: Columns) -> Self:
        """Words whose texts, one behind the other, are ``text``."""
        made = cls()
        lengths = map(sub, columns[1], columns[0])
        at = array("i", accumulate(lengths, initial=0))
        if at.pop() != len(text):
            raise ValueError("words and their texts differ in length")
        made._fill(text, columns, at)
        return made

    @property
    def starts(self) -> Sequence[int]:
        """Where each word begins in the text, without making the words."""
        return self._columns[0]

    def texts(self, confidence: float = 0.0) -> list[str]:
        """What the words say that were read with at least ``confidence``."""
        least = confidence * _TEN_THOUSANDTHS
        starts, ends, *_, confidences = self._columns
        return [
            self._text[at : at + end - start]
            for at, start, end, sure in zip(self._at, starts, ends, confidences, strict=True)
            if sure >= least
        ]

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, place: int) -> Word: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Word, ...]: ...

    def __getitem__(self, place: int | slice) -> Word | tuple[Word, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        number = range(len(self))[place]
        start, end, page, x0, top, x1, bottom, confidence = (column[number] for column in self._columns)
        return Word(
            text=self._text[self._at[number] : self._at[number] + end - start],
            start=start,
            end=end,
            box=Box(
                page=page,
                x0=x0 / _HUNDREDTHS,
                top=top / _HUNDREDTHS,
                x1=x1 / _HUNDREDTHS,
                bottom=bottom / _HUNDREDTHS,
            ),
            confidence=confidence / _TEN_THOUSANDTHS,
        )

    def __iter__(self) -> Iterator[Word]:
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Words):
            return self._columns == other._columns and self.texts() == other.texts()
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(column.tobytes() for column in self._columns))

    def __repr__(self) -> str:
        return f"<{len(self)} words>"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validated,
            serialization=core_schema.plain_serializer_function_ser_schema(_written, when_used="json"),
        )


def _validated(value: Any) -> Words:
    """``value`` as Words: Words, words one by one, or what :func:`_written` makes of Words."""
    if isinstance(value, Words):
        return value
    if isinstance(value, dict):
        text, columns = value.get("text"), value.get("columns")
        if not isinstance(text, str) or not isinstance(columns, str):
            raise ValueError("words need text and columns")
        try:
            return Words._alone(text, _unpacked(base64.b64decode(columns, validate=True)))
        except binascii.Error:
            raise ValueError("words are damaged") from None
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Words.of(word if isinstance(word, Word) else Word.model_validate(word) for word in value)
    raise ValueError("words are a sequence of words")


def _written(words: Sequence[Word]) -> dict[str, str]:
    """Words as JSON can hold them."""
    words = Words.of(words)  # a copy of a document may hold them as they came
    columns = base64.b64encode(_packed(words._columns)).decode("ascii")
    return {"text": "".join(words.texts()), "columns": columns}
