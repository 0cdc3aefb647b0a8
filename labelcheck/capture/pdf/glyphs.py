"""A PDF page's characters in runs of one type on one line, with their geometry."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

from labelcheck.capture.pdf.calls import Calls, address, calls

Rect = tuple[float, float, float, float]

MOST_GLYPHS = 150_000
"""Characters read of one page; a dense page of a newspaper has 20,000."""
UNKNOWN = "\ufffd"
"""Stands for a character of which the file does not say what it is: a guess could turn a dose into another."""

_SAMPLE = 60
_JUMP = 0.5
_NEAR = 0.35
_LEVEL = 0.15
_SAME_SIZE = 0.86
_TOUCHING = 0.15
_SMALLEST = 0.6
_ABOVE, _BELOW = 0.86, 0.22
_WORD = re.compile(r"\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")
# pdfium marks a hyphen at a line's end with these.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_BROKEN = re.compile(f"[\x00-\x08\x0e-\x1a\x7f-\x84\x86-\x9f{UNKNOWN}]")


@dataclass(slots=True)
class Run:
    """Characters in a row of one size on one baseline, and what stands before them.

    ``x0 x1`` and the baseline ``y`` are in the upright frame of their own ``turn``, y down; ``size`` is their em.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int = 0
    spaced: bool = False
    """A space that the page itself holds stands before it."""
    broken: bool = False
    """A line ended before it."""
    raised: bool = False

    @property
    def top(self) -> float:
        """Height of the letters."""
        return self.y - _ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Depth of the letters."""
        return self.y + _BELOW * self.size


@dataclass(slots=True)
class PageText:
    """The runs of a page in pdfium's order, the turn at which most of them stand upright, and counts of characters:
    ``printed`` of those that can be seen, ``broken`` of those among them that the file does not name."""

    turn: int
    runs: list[Run]
    printed: int
    broken: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A page turned by ``turn`` degrees clockwise, in points, origin top left, y down."""

    bounds: Rect
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        left, bottom, right, top = self.bounds
        width, height = right - left, top - bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the PDF's own space (y up) in this frame."""
        left, bottom, right, top = self.bounds
        if self.turn == 90:
            return y - bottom, x - left
        if self.turn == 180:
            return right - x, y - bottom
        if self.turn == 270:
            return top - y, right - x
        return x - left, top - y

    def origin(self, x: float, y: float) -> tuple[float, float]:
        """The reverse of :meth:`point`."""
        left, bottom, right, top = self.bounds
        if self.turn == 90:
            return y + left, x + bottom
        if self.turn == 180:
            return right - x, y + bottom
        if self.turn == 270:
            return right - y, top - x
        return x + left, top - y

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """A rectangle of the PDF's own space in this frame, as x0, top, x1, bottom."""
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def shown_in(self, other: Frame, box: Rect) -> Rect:
        """A rectangle of this frame as it lies in ``other``."""
        if self.turn == other.turn:
            return box
        ax, ay = other.point(*self.origin(box[0], box[1]))
        bx, by = other.point(*self.origin(box[2], box[3]))
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def page_text(page: Any, bounds: Rect, unseen: Container[int]) -> PageText:
    """What ``page`` says, without the text objects in ``unseen`` (their addresses).

    The page is turned until most of its text runs from left to right, since pdfium decides on spaces and line ends in
    the direction of display.
    """
    page.set_rotation(0)
    text_page = page.get_textpage()
    try:
        turn = _main_turn(address(text_page))
        if turn:
            text_page.close()
            page.set_rotation(turn)
            text_page = page.get_textpage()
        handle = address(text_page)
        reader = _Reader(handle, bounds, unseen)
        count = calls().char_count(handle)
        text = _text(handle, min(count, MOST_GLYPHS))
        runs = reader.runs(text)
        if reader.unmapped:
            text = "".join(
                UNKNOWN if not char.isspace() and reader.call.is_unmapped(handle, index) == 1 else char
                for index, char in enumerate(text)
            )
            runs = reader.runs(text)
    finally:
        text_page.close()
    broken = sum(len(_BROKEN.findall(run.text)) for run in runs)
    return PageText(turn, runs, sum(len(run.text) for run in runs), broken, count > MOST_GLYPHS)


def _main_turn(handle: int) -> int:
    """The turn (0, 90, 180, 270) at which most of the text runs from left to right, told from a sample."""
    call = calls()
    count = call.char_count(handle)
    turns: Counter[int] = Counter()
    matrix = (ctypes.c_float * 6)()
    place = ctypes.addressof(matrix)
    for index in range(0, count, max(1, count // _SAMPLE)):
        if not call.is_generated(handle, index) and call.char_matrix(handle, index, place):
            turns[_turn(matrix[0], matrix[1])] += 1
    return turns.most_common(1)[0][0] if turns else 0


def _turn(a: float, b: float) -> int:
    if b == 0 and a > 0:
        return 0
    return round(math.degrees(math.atan2(b, a)) / 90) * 90 % 360


def _text(handle: int, count: int) -> str:
    """``count`` characters, one for each of pdfium's places; 0, a character without a name, is :data:`UNKNOWN`."""
    call = calls()
    units = (ctypes.c_ushort * (count + 2))()
    written = call.text(handle, 0, count, ctypes.addressof(units)) - 1
    text = bytes(units)[: 2 * max(0, written)].decode("utf-16-le", "surrogatepass")
    if len(text) != count or written != count or _SURROGATE.search(text):
        codes = (call.unicode(handle, index) for index in range(count))
        text = "".join(chr(code) if 0 < code <= 0x10FFFF else UNKNOWN for code in codes)
    return text.translate(_HYPHENS)


@dataclass(slots=True)
class _Type:
    """What the characters of one text object share. ``y`` is their baseline, None where it is not level."""

    size: float
    turn: int
    y: float | None
    seen: bool


@dataclass(slots=True)
class _Reader:
    """The characters of an open text page."""

    handle: int
    bounds: Rect
    unseen: Container[int]
    unmapped: bool = False
    call: Calls = field(default_factory=calls)
    _types: dict[int | None, _Type] = field(default_factory=dict)
    _frames: dict[int, Frame] = field(default_factory=dict)
    _box: Any = field(default_factory=ctypes.c_float * 4)
    _box_place: int = 0
    _matrix: Any = field(default_factory=ctypes.c_float * 6)
    _origin: Any = field(default_factory=ctypes.c_double * 2)

    def __post_init__(self) -> None:
        self._box_place = ctypes.addressof(self._box)

    def runs(self, text: str) -> list[Run]:
        """The runs in ``text``, which has one character for each of pdfium's places."""
        self.unmapped = False
        found: list[Run] = []
        end = 0
        for match in _WORD.finditer(text):
            glued = False
            for start, stop, item in self._parts(*match.span()):
                run = self._run(text, start, stop, item)
                if run is None:
                    continue
                if glued and _goes_on(found[-1], run):
                    _extend(found[-1], run)
                else:
                    if found and not glued:
                        self._note_gap(text, end, start, found[-1], run)
                    found.append(run)
                glued, end = True, stop
        return found

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
        """The stretches of places from ``start`` to ``end`` that belong to one text object each."""
        handle, text_object = self.handle, self.call.text_object
        first = text_object(handle, start)
        if end - start == 1 or text_object(handle, end - 1) == first:
            yield start, end, first
            return
        begin = start
        for index in range(start + 1, end):
            item = text_object(handle, index)
            if item is not None and item != first:
                if first is not None:
                    yield begin, index, first
                    begin = index
                first = item
        yield begin, end, first

    def _note_gap(self, text: str, end: int, start: int, last: Run, run: Run) -> None:
        gap = text[end:start]
        run.broken = "\n" in gap or "\r" in gap
        if run.x0 - last.x1 <= _TOUCHING * max(last.size, run.size):
            run.spaced = any(self.call.is_generated(self.handle, index) != 1 for index in range(end, start))

    def _run(self, text: str, start: int, end: int, item: int | None) -> Run | None:
        """The characters from ``start`` to ``end`` of one text object; None if nobody can see them."""
        handle, call, box = self.handle, self.call, self._box
        kind = self._types.get(item)
        if kind is None:
            kind = self._type(start, item)
            if item is not None:
                self._types[item] = kind
        if not kind.seen:
            return None
        place = self._box_place
        call.char_box(handle, start, place)
        left, top, right, bottom = box
        height = abs(top - bottom) if kind.turn in (0, 180) else abs(right - left)
        if end - start > 1:
            call.char_box(handle, end - 1, place)
            other_left, other_top, other_right, other_bottom = box
            left, right = min(left, other_left), max(right, other_right)
            bottom, top = min(bottom, other_bottom), max(top, other_top)
        self.unmapped |= call.is_unmapped(handle, start) == 1
        if kind.turn:
            frame = self._frame(kind.turn)
            x0, up, x1, down = frame.rect(left, bottom, right, top)
        else:
            origin, head = self.bounds[0], self.bounds[3]
            x0, up, x1, down = left - origin, head - top, right - origin, head - bottom
        y, size = kind.y, kind.size
        if y is None:
            call.char_origin(handle, start, *self._origin_places())
            y = self._frame(kind.turn).point(*self._origin)[1]
        if not 0.4 * height <= size <= 2.5 * height:  # Type 3 fonts have scales of their own
            size, y = max(down - up, 0.1) / (_ABOVE + _BELOW), down - _BELOW * (down - up)
        word = text[start:end]
        if not word.isascii() and _SURROGATE.search(word):
            word = word.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Run(word, x0, x1, y, size, kind.turn)

    def _origin_places(self) -> tuple[int, int]:
        start = ctypes.addressof(self._origin)
        return start, start + ctypes.sizeof(ctypes.c_double)

    def _frame(self, turn: int) -> Frame:
        frame = self._frames.get(turn)
        if frame is None:
            frame = self._frames[turn] = Frame(self.bounds, turn)
        return frame

    def _type(self, index: int, item: int | None) -> _Type:
        handle, call, matrix = self.handle, self.call, self._matrix
        call.char_matrix(handle, index, ctypes.addressof(matrix))
        a, b, c, d = matrix[:4]
        turn = _turn(a, b)
        size = call.font_size(handle, index) * math.hypot(c, d)
        y: float | None = None
        if a == 0 or b == 0:
            call.char_origin(handle, index, *self._origin_places())
            y = self._frame(turn).point(*self._origin)[1]
        box = self._box
        call.char_box(handle, index, ctypes.addressof(box))
        extent = max(abs(box[2] - box[0]), abs(box[1] - box[3]))
        seen = item not in self.unseen and extent >= _SMALLEST
        return _Type(size, turn, y, seen)


def _goes_on(left: Run, right: Run) -> bool:
    """Whether two stretches with nothing between them are one run: same size, same baseline, no jump."""
    size = max(left.size, right.size)
    return (
        left.turn == right.turn
        and min(left.size, right.size) > _SAME_SIZE * size
        and abs(right.y - left.y) <= _LEVEL * size
        and -_NEAR * size <= right.x0 - left.x0
        and right.x0 - left.x1 <= _JUMP * size
    )


def _extend(run: Run, more: Run) -> None:
    run.text += more.text
    run.x0, run.x1 = min(run.x0, more.x0), max(run.x1, more.x1)
    run.size = max(run.size, more.size)
