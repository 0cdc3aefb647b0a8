"""Quoted words shown where they stand: numbered boxes drawn on the picture of a page. The only user of Pillow here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from labelcheck.models import Box, Page

_FILL = 46
"""How opaque a box is, of 255: the words under it stay readable."""
_PAD: Final = 3
_FAINT: Final = 90
"""How opaque the outline of a mark is that is not the one looked for."""
_INK = (255, 255, 255, 255)
_NARROW: Final = 0.45
"""The least width of a cut, as a share of the page's."""
_WIDEST: Final = 900
"""Pixels of the longer side of a cut."""
_SHADES: Final = 128
"""Colours of a cut: print stays sharp and the file small."""


Line = tuple[float, float, float, float]
"""A line of words on a picture: x0, top, x1, bottom in pixels."""


class Cut(NamedTuple):
    """A part of a page as PNG, and its size in pixels."""

    png: bytes
    width: int
    height: int


class Mark(NamedTuple):
    """A number or letter and its colour (``#rrggbb``) on the words it stands for; "" draws no disc."""

    number: int | str
    colour: str
    boxes: tuple[Box, ...]


def highlighted(picture: bytes, page: Page, marks: Sequence[Mark], focus: int | str | None = None) -> bytes:
    """The page's picture as PNG with every mark of that page drawn on it; words of a line share one box.

    With ``focus`` the mark of that number stands out and the others are only hinted at.
    """
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGBA")
    lines = [_lines([box for box in mark.boxes if box.page == page.number], _scale(image, page)) for mark in marks]
    return _png(_drawn(image, marks, lines, max(18, round(max(image.size) / 36)), focus))


def cut_out(picture: bytes, page: Page, marks: Sequence[Mark], words: Sequence[Box] = ()) -> list[Cut | None]:
    """For every mark the part of the page that it stands on, with the mark drawn; None where it is not on this page.

    The cuts go between lines of ``words``, the boxes of what is printed on the page, not through them.
    """
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGBA")
    scale = _scale(image, page)
    printed = [(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale) for box in words]
    return [_cut(image, page, mark, printed) for mark in marks]


def _cut(image: Image.Image, page: Page, mark: Mark, printed: Sequence[Line]) -> Cut | None:
    lines = _lines([box for box in mark.boxes if box.page == page.number], _scale(image, page))
    lines = [line for line in lines if line[0] < image.width and line[1] < image.height and line[2] > 0 < line[3]]
    if not lines:
        return None
    height = max(bottom - top for _, top, _, bottom in lines)
    left, right = min(line[0] for line in lines) - 4 * height, max(line[2] for line in lines) + 4 * height
    room = max(0.0, image.width * _NARROW - (right - left)) / 2
    beside = [(top, bottom) for x0, top, x1, bottom in printed if x0 < right + room and x1 > left - room]
    first, last = min(line[1] for line in lines), max(line[3] for line in lines)
    top = -_edge([(-low, -high) for high, low in beside], -first, height)
    bottom = _edge(beside, last, height)
    x, y = max(0, int(left - room)), max(0, int(top))
    part = image.crop((x, y, min(image.width, int(right + room)), min(image.height, int(bottom))))
    moved = [(a - x, b - y, c - x, d - y) for a, b, c, d in lines]
    shrink = max(1.0, max(part.size) / _WIDEST)
    part = part.resize((max(1, round(part.width / shrink)), max(1, round(part.height / shrink))))
    small = [(a / shrink, b / shrink, c / shrink, d / shrink) for a, b, c, d in moved]
    chip = max(18, min(40, round(height / shrink)))
    return Cut(_png(_drawn(part, [mark], [small], chip), _SHADES), part.width, part.height)


def _edge(printed: Sequence[tuple[float, float]], last: float, height: float) -> float:
    """Where to cut below marked lines that end at ``last``, each of ``height``: between the lines of print there.

    ``printed`` are tops and bottoms. A line that the edge would go through is left out, or taken in whole where it
    stands too near to be left out.
    """
    near, edge = last + 0.25 * height, last + 1.2 * height
    for top, bottom in sorted(printed):
        if top < edge < bottom:
            edge = top if top > near else min(bottom, last + 3 * height) + _PAD
    return edge


def _scale(image: Image.Image, page: Page) -> float:
    return image.width / page.width if page.width else 1.0


def _drawn(
    image: Image.Image,
    marks: Sequence[Mark],
    lines: Sequence[Sequence[Line]],
    chip: int,
    focus: int | str | None = None,
) -> Image.Image:
    """``image`` with each mark on its lines, its number in a disc of ``chip`` pixels; all but ``focus`` faint."""
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    font = ImageFont.load_default(size=chip * 0.72)
    edge = max(2, chip // 14)
    placed: list[tuple[float, float]] = []
    for mark, rows in sorted(zip(marks, lines, strict=True), key=lambda pair: pair[0].number == focus):
        if focus is not None and mark.number != focus:
            for line in rows:
                draw.rounded_rectangle(line, chip / 8, None, (*_rgb(mark.colour), _FAINT), max(1, edge // 2))
            continue
        for line in rows:
            halo = (line[0] - edge, line[1] - edge, line[2] + edge, line[3] + edge)
            draw.rounded_rectangle(halo, chip / 6, None, _INK, edge)
            draw.rounded_rectangle(line, chip / 8, (*_rgb(mark.colour), _FILL), (*_rgb(mark.colour), 255), edge)
        if rows and mark.number != "":
            placed.append(_chip(draw, mark, rows[0], chip, font, placed))
    return Image.alpha_composite(image, layer).convert("RGB")


def _png(image: Image.Image, shades: int | None = None) -> bytes:
    output = io.BytesIO()
    (image.quantize(shades) if shades else image).save(output, "PNG")
    return output.getvalue()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _lines(boxes: Sequence[Box], scale: float) -> list[Line]:
    """Boxes joined where they overlap in height and follow each other closely: one rectangle a line of text."""
    joined: list[list[float]] = []
    for box in boxes:
        x0, top, x1, bottom = (value * scale for value in (box.x0, box.top, box.x1, box.bottom))
        if joined:
            last = joined[-1]
            overlap = min(last[3], bottom) - max(last[1], top)
            near = x0 - last[2] < 2.5 * (bottom - top) and x0 > last[0]
            if near and overlap > 0.4 * min(last[3] - last[1], bottom - top):
                last[1], last[2], last[3] = min(last[1], top), max(last[2], x1), max(last[3], bottom)
                continue
        joined.append([x0, top, x1, bottom])
    return [(a - _PAD, b - _PAD, max(a, c) + _PAD, max(b, d) + _PAD) for a, b, c, d in joined]


def _chip(
    draw: ImageDraw.ImageDraw,
    mark: Mark,
    line: Line,
    size: int,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    placed: Sequence[tuple[float, float]],
) -> tuple[float, float]:
    """Draw the mark's number left of its box, to the side of numbers already there; returns where it went."""
    x = max(0.0, line[0] - size * 0.75)
    y = max(0.0, line[1] - size * 0.75)
    while any(abs(x - other[0]) < size and abs(y - other[1]) < size for other in placed):
        x += size + 1
    draw.ellipse((x, y, x + size, y + size), (*_rgb(mark.colour), 255), _INK, max(1, size // 14))
    draw.text((x + size / 2, y + size / 2), str(mark.number), _INK, font, anchor="mm")
    return x, y
