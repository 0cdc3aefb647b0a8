"""The ink of a line crop -> marks that hang together, and those that are small and stand above the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from labelcheck.capture.engines.ocr import Image

_HEIGHT = 64
_MOST_ENLARGED = 4.0
_INK = 0.45
"""Share of the contrast around it from which a pixel is ink; blurred edges are at half."""
_LEAST_CONTRAST = 10.0
_FAINTEST = 0.25
"""Raised ink has at least this share of the contrast of the character before it."""
_SMALL = 0.85
"""Heights and distances are shares of the line's character height. A raised mark is at most this high …"""
_LOW = 0.4
"""… and at least this: primes, quotes and carets are lower."""
_LIFTED = 0.2
"""Its foot stands this far above the feet of its neighbours …"""
_HANGING = 0.42
"""… and its head no further than this below their heads."""
_NEXT = 0.5
_APART = 0.35
_WINDOW = 1.6
_ONE_DIGIT = 0.9
"""Width by height up to which raised ink that hangs together may be one digit; from ``_TWO_DIGITS`` it may be two."""
_TWO_DIGITS = 0.68
_TOO_WIDE = 1.8
_MOST_MARKS = 1500


@dataclass(frozen=True, slots=True)
class Mark:
    """Ink that hangs together: its rectangle in pixels of the enlarged crop."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """From left to right."""
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Raised:
    """Raised marks that stand together, how many digits they can be, and the free room around them."""

    marks: tuple[Mark, ...]
    fewest: int
    most: int
    room: Mark

    @property
    def x0(self) -> int:
        """Left edge."""
        return self.marks[0].x0

    @property
    def x1(self) -> int:
        """Right edge."""
        return max(mark.x1 for mark in self.marks)


class Sight:
    """What is seen in a line crop, in pixels of the crop enlarged by ``scale``: its ``width``, the height of its
    characters (``size``) and its marks from left to right."""

    def __init__(self, crop: Image, scale: float, contrast: Any, ink: Any, marks: Sequence[Mark]):
        self.scale = scale
        self.width = int(ink.shape[1])
        self.marks = marks
        self.size = _size(marks, ink.shape[0])
        self._crop = crop
        self._contrast = contrast
        self._ink = ink

    def raised(self) -> list[Raised]:
        """Small marks above the line that stand right of a character, from left to right."""
        found: list[Raised] = []
        run: list[Mark] = []
        for index, mark in enumerate(self.marks):
            if self._is_raised(index):
                if run and mark.x0 - run[-1].x1 > _APART * self.size:
                    found += _group(run, self._around(run))
                    run = []
                run.append(mark)
            elif run and mark.height > _LOW * self.size:
                found += _group(run, self._around(run))
                run = []
        return found + (_group(run, self._around(run)) if run else [])

    def exponent(self, place: float) -> Raised | None:
        """The raised marks right of the digit that stands at ``place`` pixels, looked for with the contrast they have
        themselves: thin small digits are fainter than the line."""
        import numpy

        near = [m for m in self.marks if m.x0 - 0.2 * self.size <= place <= m.x1 + 0.2 * self.size]
        near = [m for m in near if m.height >= 0.7 * self.size]
        if not near:
            return None
        base = min(near, key=lambda m: max(m.x0 - place, place - m.x1, 0.0))
        size, foot = base.height, base.bottom
        middle = self._ink[foot - round(0.5 * size) : foot - round(0.2 * size), base.x0 : base.x1].any(axis=0)
        reached = numpy.flatnonzero(middle)
        if not len(reached):
            return None
        left = base.x0 + int(reached[-1]) + 1
        right = self._next_on_line(left, foot, size)
        top, floor = max(0, base.top - round(0.6 * size)), foot - round(_LIFTED * size)
        room = Mark(left, top, right, floor)
        if room.width < 0.15 * size or room.height < _LOW * size:
            return None
        here = self._contrast[top:floor, left:right]
        strongest = float(here.max())
        usual = float(self._contrast[base.top : base.bottom, base.x0 : base.x1].max())
        if strongest < max(_LEAST_CONTRAST, _FAINTEST * usual):
            return None
        marks = _marks((here > _INK * strongest).astype("uint8"), left, top, 0.02 * size * size)
        run: list[Mark] = []
        for mark in marks:
            after = run[-1].x1 + _APART * size if run else left + _NEXT * size
            if mark.x0 <= after and mark.top <= base.top + _HANGING * size and mark.height >= 0.15 * size:
                run.append(mark)
        if not run or not _LOW * size <= _extent(run) <= _SMALL * size:
            return None
        if any(m.bottom == floor and self._ink[floor, m.x0 : m.x1].any() for m in run):
            return None  # it goes on below: a character of the line
        return next(iter(_group(run, room)), None)

    def _next_on_line(self, left: int, foot: int, size: int) -> int:
        """Where the next character that stands on the line begins, right of ``left``."""
        import numpy

        end = min(self.width, left + round(_WINDOW * size))
        starts = [m.x0 for m in self.marks if left + 0.1 * size < m.x0 < end and m.bottom >= foot - 0.12 * size]
        ground = self._ink[foot - round(0.18 * size) : foot, left:end].any(axis=0)
        reached = numpy.flatnonzero(ground[round(0.05 * size) :])
        if len(reached):
            starts.append(left + round(0.05 * size) + int(reached[0]))
        return min([*starts, end])

    def alone(self, raised: Raised) -> Image:
        """The raised marks on ground of their own, as high as a line."""
        import cv2
        import numpy

        top, bottom = min(m.top for m in raised.marks), max(m.bottom for m in raised.marks)
        margin = max(1, round(0.3 * (bottom - top)))
        room = raised.room
        rows = slice(max(room.top, top - margin), min(room.bottom, bottom + margin))
        columns = slice(max(room.x0, raised.x0 - margin), min(room.x1, raised.x1 + margin))
        enlarged = self._crop
        if self.scale > 1:
            enlarged = cv2.resize(self._crop, self._ink.shape[::-1], interpolation=cv2.INTER_CUBIC)
        cut = enlarged[rows, columns]
        here = self._contrast[rows, columns]
        ground = numpy.median(cut[here <= numpy.percentile(here, 40)], axis=0)
        side, over = round(0.5 * cut.shape[0]), round(0.2 * cut.shape[0])
        border = [float(value) for value in ground]
        return cv2.copyMakeBorder(cut, over, over, side, side, cv2.BORDER_CONSTANT, value=border)

    def _is_raised(self, index: int) -> bool:
        mark, size = self.marks[index], self.size
        if not _LOW * size <= mark.height <= _SMALL * size or mark.width > _TOO_WIDE * mark.height:
            return False
        around = [m for m in self.marks[max(0, index - 8) : index + 8] if m is not mark]
        tall = [m for m in around if m.height >= 0.5 * size and m.height > mark.height]
        if not any(m.x0 < mark.x0 and mark.x0 - m.x1 <= _NEXT * size + 2.5 * mark.width for m in tall):
            return False
        nearest = sorted(tall, key=lambda m: abs(m.x1 - mark.x0))[:4]
        foot = median(m.bottom for m in nearest)
        if mark.bottom > foot - _LIFTED * size or mark.top > foot - size + _HANGING * size:
            return False
        return not any(
            min(mark.x1, m.x1) - max(mark.x0, m.x0) > 0.5 * mark.width and m.bottom > mark.bottom + 0.15 * size
            for m in around
        )

    def _around(self, run: Sequence[Mark]) -> Mark:
        return Mark(run[0].x0 - 1, 0, max(m.x1 for m in run) + 1, max(m.bottom for m in run) + 1)


def sight(crop: Image) -> Sight | None:
    """What is seen in ``crop``, or None if its ink does not stand out."""
    import cv2

    height = crop.shape[0]
    scale = min(_MOST_ENLARGED, _HEIGHT / height) if height < _HEIGHT else 1.0
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    if scale > 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    contrast, around = _contrast(grey)
    if float(around.max()) < _LEAST_CONTRAST:
        return None
    ink = (contrast > _INK * around).astype("uint8")
    marks = _marks(ink, 0, 0, (0.05 * grey.shape[0]) ** 2)
    return Sight(crop, scale, contrast, ink, marks) if 2 <= len(marks) <= _MOST_MARKS else None


def _contrast(grey: Any) -> tuple[Any, Any]:
    """How far each pixel stands out from the ground of its column, and how far ink around that column does."""
    import cv2
    import numpy

    values = cv2.GaussianBlur(grey, (3, 3), 0)
    low, middle, high = numpy.percentile(values[::2, ::2], (2, 50, 98))
    if middle - low >= high - middle:
        values = 255 - values
    # every column has ground above and below its ink
    reach = 2 * (grey.shape[0] // 2) + 1
    ground = numpy.percentile(values, 12, axis=0).astype("float32")[None, :]
    ground = cv2.blur(cv2.erode(ground, numpy.ones((1, 3), "uint8")), (reach, 1))
    contrast = numpy.clip(values.astype("float32") - ground, 0, None)
    peak = contrast.max(axis=0)[None, :]
    around = cv2.blur(cv2.dilate(peak, numpy.ones((1, 2 * reach + 1), "uint8")), (reach, 1))
    return contrast, numpy.maximum(around, _LEAST_CONTRAST)


def _marks(ink: Any, left: int, top: int, least: float) -> list[Mark]:
    """The connected marks of ``ink`` with at least ``least`` pixels, moved by ``left`` and ``top``, left to right."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return sorted(
        (
            Mark(left + x, top + y, left + x + width, top + y + height)
            for x, y, width, height, area in stats[1:].tolist()
            if area >= least
        ),
        key=lambda mark: mark.x0,
    )


def _size(marks: Sequence[Mark], height: int) -> float:
    """How high the line's tall characters (digits, capitals) are."""
    heights = sorted(mark.height for mark in marks if mark.height >= 0.25 * height)
    if not heights:
        return 0.6 * height
    tall = heights[round(0.9 * (len(heights) - 1))]
    return median(each for each in heights if each >= 0.75 * tall)


def _extent(run: Sequence[Mark]) -> int:
    return max(mark.bottom for mark in run) - min(mark.top for mark in run)


def _group(run: Sequence[Mark], room: Mark) -> list[Raised]:
    """The raised marks of a run as one group, or none if they are more than two digits."""
    columns: list[list[Mark]] = []
    for mark in run:  # the parts of a broken digit stand in the same columns
        if columns and min(mark.x1, columns[-1][-1].x1) - mark.x0 > 0.4 * min(mark.width, columns[-1][-1].width):
            columns[-1].append(mark)
        else:
            columns.append([mark])
    fewest = most = 0
    for column in columns:
        share = (max(m.x1 for m in column) - column[0].x0) / _extent(run)
        if share > _TOO_WIDE:
            return []
        fewest += 1 if share <= _ONE_DIGIT else 2
        most += 1 if share < _TWO_DIGITS else 2
    return [Raised(tuple(run), fewest, most, room)] if fewest <= 2 else []
