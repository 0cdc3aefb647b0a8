"""Geometry of photographed text lines: crops, turns, tilt, and where the words of a line stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import fmean, median
from typing import Any

from labelcheck.capture.engines.ocr import Image, Quad, Recognised
from labelcheck.capture.layout import Token

Rect = tuple[float, float, float, float]

TALL = 1.5
"""A box this many times taller than wide holds a line that runs up or down."""

_CROP_HEIGHT = 96
_ENDS = 0.1
"""Line heights that a crop is longer at each end than its box."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A box of text (corners from the top left clockwise), what it says, whether it stands on its head, and
    whether part of it was left out as guesswork."""

    quad: Quad
    said: Recognised
    flipped: bool
    area: float
    guessed: bool = False

    @property
    def extent(self) -> tuple[float, float]:
        """Length and height of the line in pixels, along and across its direction of reading."""
        return extent(self.quad)


def _sides(quad: Quad) -> tuple[float, float]:
    def distance(a: int, b: int) -> float:
        return math.hypot(quad[a][0] - quad[b][0], quad[a][1] - quad[b][1])

    return max(1.0, distance(0, 1), distance(3, 2)), max(1.0, distance(0, 3), distance(1, 2))


def extent(quad: Quad) -> tuple[float, float]:
    """Length and height in pixels of the line in ``quad``, along and across its direction of reading."""
    width, height = _sides(quad)
    return (height, width) if is_tall(quad) else (width, height)


def is_tall(quad: Quad) -> bool:
    """Whether the line in ``quad`` runs up or down the picture."""
    width, height = _sides(quad)
    return height > TALL * width


def area(quad: Quad) -> float:
    """Square pixels of ``quad``."""
    import cv2

    return float(cv2.contourArea(quad.astype("float32")))


def crop(image: Image, quad: Quad) -> Image:
    """The line in ``quad``, with a little of what is before and after it, cut straight out of the full-size picture, at
    most about 96 pixels high; a tall one is turned a quarter to the left."""
    import cv2
    import numpy

    tall = is_tall(quad)
    quad = _with_ends(quad)
    width, height = _sides(quad)
    scale = min(1.0, _CROP_HEIGHT / (width if tall else height))
    across, down = max(2, round(width * scale)), max(2, round(height * scale))
    corners = numpy.array([[0, 0], [across, 0], [across, down], [0, down]], dtype="float32")
    matrix = cv2.getPerspectiveTransform(quad.astype("float32"), corners)
    flags = cv2.INTER_CUBIC if scale > 0.5 else cv2.INTER_AREA
    cut = cv2.warpPerspective(image, matrix, (across, down), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return numpy.ascontiguousarray(numpy.rot90(cut)) if tall else cut


def _with_ends(quad: Quad) -> Quad:
    """``quad`` longer at both ends: found boxes end at the last letter and cut off the full stop after it."""
    import numpy

    corners = numpy.asarray(quad, dtype="float32")
    tall = is_tall(quad)
    starts, ends = (corners[[3, 2]], corners[[0, 1]]) if tall else (corners[[0, 3]], corners[[1, 2]])
    width, height = _sides(quad)
    more = (ends - starts) * (_ENDS * (width / height if tall else height / width))
    starts, ends = starts - more, ends + more
    order = (ends[0], ends[1], starts[1], starts[0]) if tall else (starts[0], ends[0], ends[1], starts[1])
    return numpy.stack(order)


def turned(image: Image, turn: int) -> Image:
    """``image`` turned clockwise by 0, 90, 180 or 270 degrees."""
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(image, -turn // 90)) if turn else image


def unturned(rect: Rect, turn: int, size: tuple[float, float]) -> Rect:
    """A rectangle of a picture that was turned clockwise by ``turn`` to ``size`` (width, height), as it lay before."""
    x0, top, x1, bottom = rect
    width, height = size
    if turn == 90:
        return top, width - x1, bottom, width - x0
    if turn == 180:
        return width - x1, height - bottom, width - x0, height - top
    if turn == 270:
        return height - bottom, x0, height - top, x1
    return rect


def bounds(quad: Any) -> Rect:
    """The upright rectangle around ``quad``."""
    xs, ys = [float(point[0]) for point in quad], [float(point[1]) for point in quad]
    return min(xs), min(ys), max(xs), max(ys)


def tilt(quads: Sequence[Quad]) -> float:
    """The angle in radians by which most lines fall to the right: the median over their length."""
    angles: list[tuple[float, float]] = []
    for quad in quads:
        width, height = _sides(quad)
        if width > 2 * height:
            angles.append((math.atan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0]), width))
    if not angles:
        return 0.0
    angles.sort()
    half, run = sum(width for _, width in angles) / 2, 0.0
    for angle, width in angles:
        run += width
        if run >= half:
            return angle
    return 0.0


def words_of(line: TextLine, angle: float, factor: float) -> list[Token]:
    """The words of a line, placed by the recogniser's columns or else by the characters' usual widths.

    Args:
        line: the line as read.
        angle: the picture's tilt, taken out of the reading frame.
        factor: how much the picture had been enlarged.
    """
    corners = [(float(x) / factor, float(y) / factor) for x, y in _with_ends(line.quad)]
    if is_tall(line.quad):  # the crop was turned a quarter to the left: it reads from the bottom up
        corners = [corners[1], corners[2], corners[3], corners[0]]
    if line.flipped:
        corners = corners[2:] + corners[:2]
    cos, sin = math.cos(-angle), math.sin(-angle)
    tokens: list[Token] = []
    across, up = line.extent
    spans = _word_spans(line.said, _ENDS * up / (across + 2 * _ENDS * up))
    for (text, start, end), sure in zip(spans, _sureness(line.said), strict=True):
        part = _part(corners, start, end)
        level = [(x * cos - y * sin, x * sin + y * cos) for x, y in part]
        x0, top, x1, bottom = bounds(level)
        tokens.append(Token(text, x0, top, x1, bottom, bounds(part), round(sure, 4)))
    return tokens


def _sureness(said: Recognised) -> Sequence[float]:
    """How sure each word is: as sure as its line, or less where its own characters are less sure."""
    words = said.text.split()
    if len(said.sureness) == len(words):
        return said.sureness
    if len(said.certainty) != sum(map(len, words)):
        return [said.confidence] * len(words)
    ends = list(accumulate(map(len, words)))
    return [
        min(said.confidence, fmean(said.certainty[end - len(word) : end]))
        for word, end in zip(words, ends, strict=True)
    ]


def _part(corners: Sequence[tuple[float, float]], start: float, end: float) -> list[tuple[float, float]]:
    """The stretch of a quadrilateral from ``start`` to ``end`` (0 to 1) of its reading direction."""

    def between(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
        return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share

    left_top, right_top, right_bottom, left_bottom = corners
    return [
        between(left_top, right_top, start),
        between(left_top, right_top, end),
        between(left_bottom, right_bottom, end),
        between(left_bottom, right_bottom, start),
    ]


def _word_spans(said: Recognised, margin: float) -> list[tuple[str, float, float]]:
    """Each word of a line with the share of its crop where it starts and ends; the line leaves ``margin`` free."""
    words = said.text.split()
    if not words:
        return []
    centres = said.places or _guessed_places(said.text)
    edges: list[tuple[float, float]] = []
    place = 0
    for word in words:
        own = centres[place : place + len(word)]
        edges.append((own[0], own[-1]))
        place += len(word)
    half = _half_character(centres)
    spans: list[tuple[str, float, float]] = []
    for index, (word, (first, last)) in enumerate(zip(words, edges, strict=True)):
        start = first - half if index else margin
        end = last + half if index < len(words) - 1 else 1.0 - margin
        spans.append((word, max(0.0, min(start, first)), min(1.0, max(end, last))))
    return spans


def _half_character(centres: Sequence[float]) -> float:
    steps = [b - a for a, b in pairwise(centres) if b > a]
    return median(steps) / 2 if steps else 0.5 / max(1, len(centres))


def _guessed_places(text: str) -> tuple[float, ...]:
    """Centres of the visible characters if each were as wide as its kind usually is."""
    widths = [2.0 if char > "\u2e7f" else 0.6 if char in " .,:;'!|il" else 1.0 for char in text.strip()]
    total, run = sum(widths), 0.0
    found: list[float] = []
    for char, width in zip(text.strip(), widths, strict=True):
        if not char.isspace():
            found.append((run + width / 2) / total)
        run += width
    return tuple(found)
