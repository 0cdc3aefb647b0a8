"""A PDF page's characters with their geometry, in the frame in which most of them stand upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

Rect = tuple[float, float, float, float]

MOST_GLYPHS = 150_000
"""Characters read of one page; a dense page of a newspaper has 20,000."""

_SAMPLE = 400
_HYPHENS = (0x02, 0xFFFE)
_ABOVE, _BELOW = 0.86, 0.22


@dataclass(slots=True)
class Glyph:
    """One character. ``x0 x1`` and the baseline ``y`` are in the reading frame, y down; ``size`` is its em."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int
    generated: bool
    unmapped: bool

    @property
    def top(self) -> float:
        """Height of the letters."""
        return self.y - _ABOVE * self.size

    @property
    def bottom(self) -> float:
        """Depth of the letters."""
        return self.y + _BELOW * self.size


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
        ax, ay = other.point(*self.origin(box[0], box[1]))
        bx, by = other.point(*self.origin(box[2], box[3]))
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def upright_turn(page: Any) -> int:
    """The turn (0, 90, 180, 270) at which most of the page's text runs from left to right."""
    from pypdfium2 import raw

    page.set_rotation(0)
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        turns: Counter[int] = Counter()
        matrix = raw.FS_MATRIX()
        for index in range(0, count, max(1, count // _SAMPLE)):
            if not raw.FPDFText_IsGenerated(text_page, index) and raw.FPDFText_GetMatrix(text_page, index, matrix):
                turns[_turn(matrix)] += 1
        return turns.most_common(1)[0][0] if turns else 0
    finally:
        text_page.close()


def glyphs(page: Any, bounds: Rect, turn: int) -> list[Glyph]:
    """Every character of ``page`` in pdfium's order; text that runs another way is placed in its own upright frame.

    The page is turned to ``turn`` first, since pdfium decides on spaces and line ends in the direction of display.
    """
    from pypdfium2 import raw

    page.set_rotation(turn)
    text_page = page.get_textpage()
    try:
        found: list[Glyph] = []
        x, y = ctypes.c_double(), ctypes.c_double()
        matrix, rect = raw.FS_MATRIX(), raw.FS_RECTF()
        handle = text_page.raw  # the wrapper looks its handle up on every call
        frames = {angle: Frame(bounds, angle) for angle in (0, 90, 180, 270)}
        for index in range(min(text_page.count_chars(), MOST_GLYPHS)):
            code = raw.FPDFText_GetUnicode(handle, index)
            generated = raw.FPDFText_IsGenerated(handle, index) == 1
            if generated and code not in _HYPHENS:
                found.append(Glyph(chr(code), 0, 0, 0, 0, turn, True, False))
                continue
            raw.FPDFText_GetCharOrigin(handle, index, x, y)
            raw.FPDFText_GetMatrix(handle, index, matrix)
            raw.FPDFText_GetLooseCharBox(handle, index, rect)
            size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
            own = _turn(matrix)
            frame = frames[own]
            x0, top, x1, bottom = frame.rect(rect.left, rect.bottom, rect.right, rect.top)
            baseline = frame.point(x.value, y.value)[1]
            if not 0.4 * (bottom - top) <= size <= 2.5 * (bottom - top):  # Type 3 fonts have scales of their own
                size, baseline = max(bottom - top, 0.1) / (_ABOVE + _BELOW), bottom - _BELOW * (bottom - top)
            char = "-" if code in _HYPHENS else _character(code)
            unmapped = raw.FPDFText_HasUnicodeMapError(handle, index) == 1
            found.append(Glyph(char, x0, x1, baseline, size, own, False, unmapped))
        return _paired(found)
    finally:
        text_page.close()


def _turn(matrix: Any) -> int:
    if matrix.b == 0 and matrix.a > 0:
        return 0
    return round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _paired(found: list[Glyph]) -> list[Glyph]:
    """``found`` with the halves of characters beyond U+FFFF put together."""
    joined: list[Glyph] = []
    for glyph in found:
        if "\udc00" <= glyph.char <= "\udfff" and joined and "\ud800" <= joined[-1].char <= "\udbff":
            high = joined[-1]
            high.char = (high.char + glyph.char).encode("utf-16", "surrogatepass").decode("utf-16")
            high.x1 = max(high.x1, glyph.x1)
        else:
            joined.append(glyph)
    return joined
