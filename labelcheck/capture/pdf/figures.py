"""Pictures that stand between a page's own text: rendered for OCR, and their words put in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from labelcheck.capture.layout import Paragraph, Piece, Token
from labelcheck.capture.pdf.calls import calls
from labelcheck.capture.pdf.file import rendered
from labelcheck.capture.pdf.glyphs import Frame, Rect
from labelcheck.capture.pdf.pages import Contents
from labelcheck.models import Box, CaptureSettings, Code

if TYPE_CHECKING:
    from labelcheck.capture.photo.document import Reading

_MOST_ON_PAGE = 8
_LEAST_SHARE = 0.04
_LEAST_PIXELS = 100 * 40
_MOST_PICTURES = 500
_LEAST_POINTS = 14.0
_DPI = 300
_FLAT = 4.0
_PRINTED = 0.4


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on a page: its place in the reading frame and its pixels, ``scale`` to a point; None if left out."""

    place: Rect
    image: Any
    scale: float

    def codes(self, frame: Frame, shown: Frame) -> tuple[Code, ...]:
        """The barcodes in it, with their places on the page as displayed."""
        from labelcheck.capture.photo.codes import codes_of

        left, top = self.place[:2]
        found: list[Code] = []
        for code in codes_of(self.image, unit=self.scale):
            box = code.box
            rect = frame.shown_in(shown, (left + box.x0, top + box.top, left + box.x1, top + box.bottom))
            x0, up, x1, down = (round(edge, 2) for edge in rect)
            found.append(code.model_copy(update={"box": Box(page=box.page, x0=x0, top=up, x1=x1, bottom=down)}))
        return tuple(found)

    def placed(self, reading: Reading, frame: Frame, shown: Frame) -> tuple[list[Paragraph], list[Rect]]:
        """What was read in it, each word at its place on the page, and its unread places on the page as displayed."""
        from labelcheck.capture.photo.lines import unturned

        left, top = self.place[:2]

        def moved(rect: Rect) -> Rect:
            x0, up, x1, down = unturned(rect, reading.turn, reading.size)
            return left + x0 / self.scale, top + up / self.scale, left + x1 / self.scale, top + down / self.scale

        def on_page(token: Token) -> Token:
            box = moved(token.box)
            x0, up, x1, down = box
            return replace(token, x0=x0, top=up, x1=x1, bottom=down, box=frame.shown_in(shown, box))

        paragraphs = [
            tuple(tuple(tuple(map(on_page, cell)) for cell in line) for line in paragraph)
            for paragraph in reading.paragraphs
        ]
        return paragraphs, [frame.shown_in(shown, moved(rect)) for rect in reading.unread]


def drawn_figures(page: Any, found: Contents, frame: Frame, settings: CaptureSettings) -> list[Figure]:
    """The pictures of ``page`` that may hold words, without the page's own text. The page is turned as in ``frame``.

    Logos, rules and plain areas are left out; so are pictures beyond the eighth, the smallest first, and those too
    big to decode: these have no pixels.
    """
    places = _places(found, frame)
    if not places:
        return []
    too_big = found.most_pixels > settings.max_pixels or found.all_pixels > 4 * settings.max_pixels
    if not too_big:
        _hide_text(found)
    figures: list[Figure] = []
    for number, (x0, top, x1, bottom) in enumerate(places):
        width, height = x1 - x0, bottom - top
        if number >= _MOST_ON_PAGE or too_big:
            figures.append(Figure((x0, top, x1, bottom), None, 1.0))
            continue
        scale = min(_DPI / 72, (settings.max_render_pixels / 2 / (width * height)) ** 0.5)
        across, down = frame.size
        image = rendered(page, scale, (x0, down - bottom, across - x1, top))
        if image[::4, ::4].std(axis=(0, 1)).max() >= _FLAT:
            figures.append(Figure((x0, top, x1, bottom), image, scale))
    return figures


def _places(found: Contents, frame: Frame) -> list[Rect]:
    """Where pictures stand in ``frame``, those that touch as one, the largest first."""
    across, down = frame.size
    least = _LEAST_SHARE * across * down
    places: list[tuple[Rect, int]] = []
    for picture in found.pictures[:_MOST_PICTURES]:
        x0, top, x1, bottom = frame.rect(*picture.bounds)
        x0, top, x1, bottom = max(0.0, x0), max(0.0, top), min(across, x1), min(down, bottom)
        if x1 - x0 >= 1 and bottom - top >= 1:
            places.append(((x0, top, x1, bottom), picture.width * picture.height))
    large = [
        place
        for place, pixels in _merged(places)
        if _area(place) >= least
        and pixels >= _LEAST_PIXELS
        and min(place[2] - place[0], place[3] - place[1]) >= _LEAST_POINTS
    ]
    return sorted(large, key=_area, reverse=True)


def _merged(places: list[tuple[Rect, int]]) -> list[tuple[Rect, int]]:
    """``places`` with those that touch put together and their pixels added: many programs cut a picture in strips."""
    merged: list[tuple[Rect, int]] = []
    for place, pixels in sorted(places, key=lambda each: (each[0][1], each[0][0])):
        current, total = place, pixels
        while touching := next((each for each in merged if _touch(current, each[0])), None):
            merged.remove(touching)
            other, more = touching
            current = (
                min(current[0], other[0]),
                min(current[1], other[1]),
                max(current[2], other[2]),
                max(current[3], other[3]),
            )
            total += more
        merged.append((current, total))
    return merged


def _touch(a: Rect, b: Rect) -> bool:
    return a[0] <= b[2] + 1 and b[0] <= a[2] + 1 and a[1] <= b[3] + 1 and b[1] <= a[3] + 1


def _area(place: Rect) -> float:
    return (place[2] - place[0]) * (place[3] - place[1])


def _hide_text(found: Contents) -> None:
    """Take the page's own text out of what is rendered: it is read already."""
    call = calls()
    for item in found.text_items:
        call.set_active(item, 0)


def without_printed(paragraphs: Sequence[Paragraph], printed: Sequence[Piece]) -> list[Piece]:
    """Words of a picture as pieces to be laid out with the page's own, without those the page prints itself."""
    own = [
        (token.x0, token.top, token.x1, token.bottom)
        for piece in printed
        for line in piece.lines
        for cell in line
        for token in cell
    ]
    found: list[Piece] = []
    for paragraph in paragraphs:
        lines = []
        for line in paragraph:
            cells = (tuple(token for token in cell if not _is_printed(token, own)) for cell in line)
            lines.append(tuple(cell for cell in cells if cell))
        lines = [line for line in lines if line]
        if lines:
            found.append(Piece(tuple(lines)))
    return found


def _is_printed(token: Token, own: Sequence[Rect]) -> bool:
    """Whether the page's own words cover a good part of a word read from a picture."""
    covered = 0.0
    for x0, top, x1, bottom in own:
        across, down = min(token.x1, x1) - max(token.x0, x0), min(token.bottom, bottom) - max(token.top, top)
        if across > 0 and down > 0:
            covered += across * down
    return covered > _PRINTED * _area((token.x0, token.top, token.x1, token.bottom))
