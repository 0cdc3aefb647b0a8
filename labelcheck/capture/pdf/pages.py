"""What a PDF page is made of, and whether its own text can be trusted."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from labelcheck.capture.pdf.calls import Rectangle, address, calls
from labelcheck.capture.pdf.glyphs import Rect

FEW_GLYPHS = 50
"""A page with fewer glyphs than this, and pictures over half of it, is a scan."""
MOST_EDGES = 3000
_PICTURE_SHARE = 0.5
_HIDDEN_SHARE = 0.8
_BROKEN_SHARE = 0.1
_MANY_PATHS = 150
_STRAY_GLYPHS = 10
_MOST_OBJECTS = 30_000
_MOST_COVERS = 300
_MOST_POINTS = 400
_THIN = 2.5
_LONG = 4.0
_BEHIND = 0.9
_SMALLEST_COVER = 20.0
_INVISIBLE = 3
_DEEPEST_FORM = 6
_WHITE = (250, 250, 250)
_SAME_COLOUR = 6
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page: its place in the PDF's own space and its size in pixels."""

    bounds: Rect
    width: int
    height: int


@dataclass(slots=True)
class Contents:
    """What stands on a page. ``picture_area`` is in square points, ``edges`` are lines and sides of areas that could
    rule a table (in the PDF's own space), ``unseen`` the addresses of text objects that nobody can see."""

    texts: int = 0
    hidden_texts: int = 0
    paths: int = 0
    picture_area: float = 0.0
    most_pixels: int = 0
    all_pixels: int = 0
    pictures: list[Picture] = field(default_factory=list)
    edges: list[Rect] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)
    text_items: list[int] = field(default_factory=list)
    """Addresses of all text objects."""


@dataclass(slots=True)
class _Text:
    item: int
    matrix: Matrix
    order: int
    colour: Colour | None
    bounds: Rect | None = None


@dataclass(slots=True)
class _Cover:
    """Something painted over a rectangle: ``colour`` is None where it has several or is not sure to fill it, ``solid``
    if nothing shines through. A picture may have holes, so that text under one only counts as probably hidden."""

    bounds: Rect
    order: int
    colour: Colour | None
    solid: bool
    picture: bool = False


def contents(page: Any) -> Contents:
    """What is on ``page``; looks at no more than the first 30,000 objects and decodes nothing."""
    survey = _Survey(page)
    for order, (item, kind, matrix) in enumerate(islice(_objects(address(page)), _MOST_OBJECTS)):
        survey.note(order, item, kind, matrix)
    survey.hide()
    return survey.found


def verdict(printed: int, broken: int, found: Contents, page_area: float) -> str:
    """How a page is to be read: text, scan, scan with hidden text, outlined, broken encoding or empty.

    Thresholds were right on 42 files: a "scanned by" stamp makes no text page, and an old hidden layer is not believed.

    Args:
        printed: characters that can be seen.
        broken: those among them that the file does not name.
        found: what else is on the page.
        page_area: square points.
    """
    pictured = found.picture_area > _PICTURE_SHARE * page_area
    if pictured and found.texts and found.hidden_texts > _HIDDEN_SHARE * found.texts:
        return "scan with hidden text"
    if printed < FEW_GLYPHS and (pictured or (found.pictures and not printed)):
        return "scan"
    if printed < _STRAY_GLYPHS and (found.paths > _MANY_PATHS or (found.paths and not printed)):
        return "outlined"
    if not printed:
        return "empty"
    return "broken encoding" if broken > _BROKEN_SHARE * printed else "text"


def _objects(page: int) -> Iterator[tuple[int, int, Matrix]]:
    """Every object of a page in the order of painting: address, type and the matrix of the forms it lies in."""
    call = calls()
    for index in range(call.object_count(page)):
        item = call.object_at(page, index)
        if item:
            yield from _with_inner(item, _IDENTITY, 0)


def _with_inner(item: int, matrix: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    from pypdfium2 import raw

    call = calls()
    kind = call.object_type(item)
    yield item, kind, matrix
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        inside = _product(_matrix_of(item), matrix)
        for index in range(call.form_count(item)):
            inner = call.form_object(item, index)
            if inner:
                yield from _with_inner(inner, inside, depth + 1)


def _matrix_of(item: int) -> Matrix:
    values = (ctypes.c_float * 6)()
    calls().object_matrix(item, ctypes.addressof(values))
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(bounds: Rect, matrix: Matrix) -> Rect:
    if matrix is _IDENTITY:
        return bounds
    a, b, c, d, e, f = matrix
    left, bottom, right, top = bounds
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _area(bounds: Rect) -> float:
    return max(0.0, bounds[2] - bounds[0]) * max(0.0, bounds[3] - bounds[1])


def _share_inside(inner: Rect, outer: Rect) -> float:
    """The share of ``inner`` that lies in ``outer``."""
    across = min(inner[2], outer[2]) - max(inner[0], outer[0])
    up = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = _area(inner)
    return max(0.0, across) * max(0.0, up) / area if area else 0.0


class _Survey:
    """Goes over a page's objects in the order of painting."""

    def __init__(self, page: Any) -> None:
        self.found = Contents()
        self._page_bounds: Rect = page.get_bbox()
        self._texts: list[_Text] = []
        self._covers: list[_Cover] = []
        self._rectangle = Rectangle()
        self._numbers = (ctypes.c_uint * 4)()
        self._number_places = tuple(ctypes.addressof(self._numbers) + 4 * index for index in range(4))
        self._points_left = 20_000

    def note(self, order: int, item: int, kind: int, matrix: Matrix) -> None:
        """Count one object."""
        from pypdfium2 import raw

        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._note_text(order, item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._note_picture(order, item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self.found.paths += 1
            self._note_path(order, item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            self.found.paths += 1
            self._cover(item, matrix, _Cover(_moved(self._rectangle.bounds(item), matrix), order, None, False))

    def hide(self) -> None:
        """Find the text that is painted over, or in the colour of what lies under it."""
        colours = {cover.colour for cover in self._covers if cover.colour}
        last_solid = max((cover.order for cover in self._covers if cover.solid), default=-1)
        for text in self._texts:
            pale = text.colour is not None and (
                _alike(text.colour, _WHITE) or any(_alike(text.colour, colour) for colour in colours)
            )
            if pale or text.order < last_solid:
                self._hide(text, pale)

    def _hide(self, text: _Text, pale: bool) -> None:
        bounds = _moved(self._rectangle.bounds(text.item), text.matrix)
        near = [cover for cover in self._covers if _meet(bounds, cover.bounds)]
        over = [cover for cover in near if _share_inside(bounds, cover.bounds) > _BEHIND]
        later = [cover for cover in over if cover.solid and cover.order > text.order]
        covered = any(not cover.picture for cover in later)
        if not covered and pale:
            covered = _is_in_ground_colour(text, bounds, over, near)
        self.found.hidden_texts += covered or bool(later)
        if covered:
            self.found.unseen.add(text.item)

    def _note_text(self, order: int, item: int, matrix: Matrix) -> None:
        call = calls()
        self.found.texts += 1
        self.found.text_items.append(item)
        mode = call.render_mode(item)
        if mode == _INVISIBLE:
            self.found.hidden_texts += 1
            self.found.unseen.add(item)
            return
        colour, solid = self._colour(item) if mode == 0 else (None, True)
        if colour is not None and not solid and self._numbers[3] == 0:
            self.found.hidden_texts += 1
            self.found.unseen.add(item)
            return
        self._texts.append(_Text(item, matrix, order, colour))

    def _note_picture(self, order: int, item: int, matrix: Matrix) -> None:
        call = calls()
        call.picture_size(item, *self._number_places[:2])
        width, height = self._numbers[0], self._numbers[1]
        bounds = _moved(self._rectangle.bounds(item), matrix)
        self.found.pictures.append(Picture(bounds, width, height))
        self.found.most_pixels = max(self.found.most_pixels, width * height)
        self.found.all_pixels += width * height
        self.found.picture_area += _area(_common(bounds, self._page_bounds))
        self._cover(item, matrix, _Cover(bounds, order, None, not call.has_transparency(item), picture=True))

    def _note_path(self, order: int, item: int, matrix: Matrix) -> None:
        call = calls()
        bounds = _moved(self._rectangle.bounds(item), matrix)
        width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
        if max(width, height) < _LONG:
            return
        call.draw_mode(item, *self._number_places[:2])
        filled, stroked = bool(self._numbers[0]), bool(self._numbers[1])
        if not filled and not stroked:
            return
        if min(width, height) <= _THIN:
            self._edge(bounds)
            return
        segments = call.segment_count(item)
        if segments > _MOST_POINTS:
            return
        if filled:
            colour, solid = self._colour(item)
            box = segments <= 6 and self._is_box(item, segments)
            solid = solid and box and not call.has_transparency(item)
            self._cover(item, matrix, _Cover(bounds, order, colour if box else None, solid))
            if not stroked and (colour is None or _alike(colour, _WHITE) or self._is_background(bounds)):
                return
        self._note_sides(item, matrix, segments)

    def _is_background(self, bounds: Rect) -> bool:
        return _area(_common(bounds, self._page_bounds)) > _BEHIND * _area(self._page_bounds)

    def _note_sides(self, item: int, matrix: Matrix, segments: int) -> None:
        """The upright and level sides of a path."""
        a, b, c, d, e, f = _product(_matrix_of(item), matrix)
        start = last = None
        for x, y, moves, closes in self._points(item, segments):
            point = (a * x + c * y + e, b * x + d * y + f)
            if moves:
                start = point
            elif last is not None:
                self._side(last, point)
            if closes and start is not None:
                self._side(point, start)
            last = point

    def _is_box(self, item: int, segments: int) -> bool:
        """Whether a path of few segments is an upright rectangle in its own space."""
        points = [(x, y) for x, y, _, _ in self._points(item, segments)]
        return len({round(x, 1) for x, _ in points}) == 2 == len({round(y, 1) for _, y in points})

    def _points(self, item: int, segments: int) -> Iterator[tuple[float, float, bool, bool]]:
        """Each point of a path in its own space, whether the pen moves there, and whether it then closes the shape."""
        from pypdfium2 import raw

        call = calls()
        point = (ctypes.c_float * 2)()
        place = ctypes.addressof(point)
        for index in range(min(segments, self._points_left)):
            segment = call.segment(item, index)
            call.segment_point(segment, place, place + 4)
            moves = call.segment_type(segment) == raw.FPDF_SEGMENT_MOVETO
            yield point[0], point[1], moves, bool(call.segment_closes(segment))
        self._points_left = max(0, self._points_left - segments)

    def _side(self, first: tuple[float, float], second: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = first, second
        if min(abs(x1 - x0), abs(y1 - y0)) < 0.5 and max(abs(x1 - x0), abs(y1 - y0)) >= _LONG:
            self._edge((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _edge(self, bounds: Rect) -> None:
        if len(self.found.edges) < MOST_EDGES:
            self.found.edges.append(bounds)

    def _colour(self, item: int) -> tuple[Colour | None, bool]:
        """The colour an object is filled with (None for a pattern), and whether nothing shines through."""
        red, green, blue, alpha = self._number_places
        if not calls().fill_colour(item, red, green, blue, alpha):
            return None, False
        r, g, b, a = self._numbers
        return (r, g, b), a == 255

    def _cover(self, item: int, matrix: Matrix, cover: _Cover) -> None:
        if len(self._covers) == _MOST_COVERS or _area(cover.bounds) < _SMALLEST_COVER:
            return
        clip = calls().clip_path(item)
        for index in range(calls().clip_count(clip) if clip else 0):
            box = self._clip_box(clip, index)
            if box is None:  # cut to a shape: what it covers is not known
                cover.colour, cover.solid = None, False
            else:
                cover.bounds = _common(cover.bounds, _moved(box, matrix))
        self._covers.append(cover)

    def _clip_box(self, clip: int, index: int) -> Rect | None:
        call = calls()
        count = call.clip_segment_count(clip, index)
        if not 0 < count <= 6:
            return None
        point = (ctypes.c_float * 2)()
        place = ctypes.addressof(point)
        xs, ys = [], []
        for number in range(count):
            call.segment_point(call.clip_segment(clip, index, number), place, place + 4)
            xs.append(point[0])
            ys.append(point[1])
        if len({round(x, 1) for x in xs}) != 2 or len({round(y, 1) for y in ys}) != 2:
            return None
        return min(xs), min(ys), max(xs), max(ys)


def _common(first: Rect, second: Rect) -> Rect:
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def _alike(first: Colour, second: Colour) -> bool:
    return all(abs(a - b) <= _SAME_COLOUR for a, b in zip(first, second, strict=True))


def _meet(first: Rect, second: Rect) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def _is_in_ground_colour(text: _Text, bounds: Rect, over: Sequence[_Cover], near: Sequence[_Cover]) -> bool:
    """Whether text has the colour of what was last painted under it, the page if nothing was."""
    assert text.colour is not None
    under = [cover for cover in over if cover.order < text.order]
    ground = under[-1].colour if under else _WHITE
    if ground is None or not _alike(text.colour, ground):
        return False
    earlier = (cover for cover in near if cover.order < text.order)
    return bool(under) or not any(_share_inside(bounds, cover.bounds) > 1 - _BEHIND for cover in earlier)
