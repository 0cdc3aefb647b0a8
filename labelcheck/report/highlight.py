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
_INK = (255, 255, 255, 255)


_FAINT = 90
"""How opaque the lines of a mark are that is not the one looked for."""
_MARGIN: Final = 1.6
"""Room around an excerpt, in heights of its words."""


class Mark(NamedTuple):
    """A number or letter and its colour (``#rrggbb``) on the words it stands for."""

    number: int | str
    colour: str
    boxes: tuple[Box, ...]


def highlighted(picture: bytes, page: Page, marks: Sequence[Mark], focus: int | str | None = None) -> bytes:
    """The page's picture as PNG with every mark of that page drawn on it; words of a line share one box.

    With ``focus`` the mark of that number stands out and the others are only hinted at.
    """
    return _png(_drawn(picture, page, marks, focus))


def excerpt(picture: bytes, page: Page, mark: Mark) -> bytes | None:
    """The part of a page that holds a mark, with it drawn, as PNG; None where the mark is not on this page."""
    boxes = [box for box in mark.boxes if box.page == page.number]
    if not boxes:
        return None
    image = _drawn(picture, page, [mark], None)
    scale = image.width / page.width if page.width else 1.0
    height = max(box.bottom - box.top for box in boxes)
    room = height * _MARGIN
    wide = max(room, 0.12 * page.width)
    corners = (
        max(0, round((min(box.x0 for box in boxes) - wide) * scale)),
        max(0, round((min(box.top for box in boxes) - room) * scale)),
        min(image.width, round((max(box.x1 for box in boxes) + wide) * scale)),
        min(image.height, round((max(box.bottom for box in boxes) + room) * scale)),
    )
    if corners[2] - corners[0] < 2 or corners[3] - corners[1] < 2:
        return None
    return _png(image.crop(corners))


def _png(image: Image.Image) -> bytes:
    output = io.BytesIO()
    image.convert("RGB").save(output, "PNG")
    return output.getvalue()


def _drawn(picture: bytes, page: Page, marks: Sequence[Mark], focus: int | str | None) -> Image.Image:
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGBA")
    scale = image.width / page.width if page.width else 1.0
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    chip = max(18, round(max(image.size) / 36))
    font = ImageFont.load_default(size=chip * 0.72)
    edge = max(2, chip // 14)
    placed: list[tuple[float, float]] = []
    for mark in sorted(marks, key=lambda mark: mark.number == focus):
        lines = _lines([box for box in mark.boxes if box.page == page.number], scale)
        if focus is not None and mark.number != focus:
            for line in lines:
                draw.rounded_rectangle(line, chip / 8, None, (*_rgb(mark.colour), _FAINT), max(1, edge // 2))
            continue
        for line in lines:
            halo = (line[0] - edge, line[1] - edge, line[2] + edge, line[3] + edge)
            draw.rounded_rectangle(halo, chip / 6, None, _INK, edge)
            draw.rounded_rectangle(line, chip / 8, (*_rgb(mark.colour), _FILL), (*_rgb(mark.colour), 255), edge)
        if lines:
            placed.append(_chip(draw, mark, lines[0], chip, font, placed))
    return Image.alpha_composite(image, layer)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _lines(boxes: Sequence[Box], scale: float) -> list[tuple[float, float, float, float]]:
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
    line: tuple[float, float, float, float],
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
