"""What a PDF page is made of, and whether its own text can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from labelcheck.capture.characters import is_control
from labelcheck.capture.pdf_glyphs import Glyph

FEW_GLYPHS = 50
"""A page with fewer glyphs than this, and pictures over half of it, is a scan."""
_PICTURE_SHARE = 0.5
_HIDDEN_SHARE = 0.8
_BROKEN_SHARE = 0.1
_MANY_PATHS = 150
_STRAY_GLYPHS = 10
_MOST_OBJECTS = 30_000
_THIN = 2.5
_LONG = 20.0
_INVISIBLE = 3
_DEEPEST_FORM = 6


@dataclass(slots=True)
class Contents:
    """Counts over a page's objects. ``picture_area`` is in square points, ``rules`` counts lines that could rule a
    table, ``most_pixels`` is the largest picture's size."""

    texts: int = 0
    hidden_texts: int = 0
    paths: int = 0
    rules: int = 0
    pictures: int = 0
    picture_area: float = 0.0
    most_pixels: int = 0
    all_pixels: int = 0


def contents(page: Any) -> Contents:
    """What is on ``page``; looks at no more than the first 30,000 objects and decodes nothing."""
    from pypdfium2 import raw

    found = Contents()
    for item, within in islice(_objects(page), _MOST_OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            found.texts += 1
            found.hidden_texts += raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE
        elif item.type == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures += 1
            width, height = item.get_px_size()
            found.most_pixels = max(found.most_pixels, width * height)
            found.all_pixels += width * height
            found.picture_area += _area(within or item)
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            found.paths += 1
            found.rules += _rules(item)
        elif item.type == raw.FPDF_PAGEOBJ_SHADING:
            found.paths += 1
    return found


def _objects(page: Any) -> Iterator[tuple[Any, Any]]:
    """Every object with the outermost form it lies in, whose bounds are the only ones on the page."""
    from pypdfium2 import raw

    for item in page.get_objects(max_depth=1):
        yield item, None
        if item.type == raw.FPDF_PAGEOBJ_FORM:
            for inner in page.get_objects(form=item.raw, max_depth=_DEEPEST_FORM):
                yield inner, item


def _bounds(item: Any) -> tuple[float, float, float, float]:
    from pypdfium2 import PdfiumError

    try:
        left, bottom, right, top = item.get_bounds()
    except PdfiumError:
        return 0.0, 0.0, 0.0, 0.0
    return left, bottom, right, top


def _area(item: Any) -> float:
    left, bottom, right, top = _bounds(item)
    return max(0.0, right - left) * max(0.0, top - bottom)


def _rules(item: Any) -> int:
    """How many lines of a table a path could be."""
    from pypdfium2 import raw

    left, bottom, right, top = _bounds(item)
    width, height = right - left, top - bottom
    if min(width, height) <= _THIN:
        return int(max(width, height) >= _LONG)
    if width < _LONG or height < _THIN * 2:
        return 0
    segments = int(raw.FPDFPath_CountSegments(item))
    return 4 if segments <= 6 else segments // 2


def verdict(glyphs: Iterable[Glyph], found: Contents, page_area: float) -> str:
    """How a page is to be read: text, scan, scan with hidden text, outlined, broken encoding or empty.

    Thresholds were right on 42 files: a "scanned by" stamp makes no text page, and an old hidden layer is not believed.
    """
    printed = [glyph for glyph in glyphs if not glyph.generated and not glyph.char.isspace()]
    count = len(printed)
    pictured = found.picture_area > _PICTURE_SHARE * page_area
    if pictured and found.texts and found.hidden_texts > _HIDDEN_SHARE * found.texts:
        return "scan with hidden text"
    if count < FEW_GLYPHS and (pictured or (found.pictures and not count)):
        return "scan"
    if count < _STRAY_GLYPHS and (found.paths > _MANY_PATHS or (found.paths and not count)):
        return "outlined"
    if not count:
        return "empty"
    broken = sum(glyph.unmapped or is_control(glyph.char) or glyph.char == "\ufffd" for glyph in printed)
    return "broken encoding" if broken > _BROKEN_SHARE * count else "text"
