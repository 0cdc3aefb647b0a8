"""Where words stand -> the order they are read in.

Works on rectangles in one upright frame (x to the right, y down, any unit), so PDF words and photographed lines share
it. Two columns of prose are read one after the other; anything tabular keeps its rows.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Self

PROSE_LINE = 22
"""Median characters a line must have on both sides of a gap before the gap separates columns; tables stay whole."""

_CELL_GAP = 1.5
_ROW_OVERLAP = 0.5
_SIDE_BY_SIDE = 0.3
_LOOSE_PITCH = 1.45
_TIGHT_GAP = 0.55
_SIZE_CHANGE = 1.45
_MOST_CROSSING = 0.25
_FEWEST_LINES = 3
_CANDIDATES = 8
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A word before it has a place in the text.

    ``x0 top x1 bottom`` are in the reading frame, ``box`` (same order) on the page as displayed.
    ``glued`` means that no space stands before it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    box: tuple[float, float, float, float]
    confidence: float = 1.0
    glued: bool = False


Cell = tuple[Token, ...]
Line = tuple[Cell, ...]
Paragraph = tuple[Line, ...]
Rect = tuple[float, float, float, float]


class Tabulated(tuple[Line, ...]):
    """A paragraph that is a table: its lines are rows, whose cells may be empty.

    ``places`` are the cells' rectangles (x0, top, x1, bottom) on the page as displayed, as many a row as it has cells.
    """

    places: tuple[tuple[Rect, ...], ...]

    def __new__(cls, rows: Iterable[Line], places: Iterable[Iterable[Rect]]) -> Self:
        """A table of ``rows`` whose cells stand at ``places``."""
        table = super().__new__(cls, rows)
        table.places = tuple(map(tuple, places))
        return table


@dataclass(frozen=True, slots=True)
class Piece:
    """What is placed as a whole: a stretch of words on one line, or a table with all its rows."""

    lines: tuple[Line, ...]
    x0: float = field(init=False)
    top: float = field(init=False)
    x1: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)
    length: int = field(init=False)
    is_table: bool = field(init=False)
    """Whether this is a table, whose rows are fixed already."""

    def __post_init__(self) -> None:
        tokens = [token for line in self.lines for cell in line for token in cell]
        put = object.__setattr__
        put(self, "is_table", len(self.lines) > 1 or len(self.lines[0]) > 1)
        put(self, "x0", min(token.x0 for token in tokens))
        put(self, "top", min(token.top for token in tokens))
        put(self, "x1", max(token.x1 for token in tokens))
        put(self, "bottom", max(token.bottom for token in tokens))
        put(self, "size", _middle([token.bottom - token.top for token in tokens]))
        put(self, "length", len(tokens) - 1 + sum(map(_width, (token.text for token in tokens))))

    @property
    def centre(self) -> float:
        """Middle of the piece from top to bottom."""
        return (self.top + self.bottom) / 2


def stretch(tokens: Sequence[Token]) -> Piece:
    """A piece of words that follow each other on one line."""
    return Piece(((tuple(tokens),),))


def paragraphs(
    pieces: Sequence[Piece], tabulated: Callable[[list[list[Piece]]], list[list[Piece]]] | None = None
) -> list[Paragraph]:
    """``pieces`` in reading order, as paragraphs of lines of cells.

    Args:
        pieces: in any order.
        tabulated: puts the tables among the rows of one column together, each as a row of its own.
    """
    found: list[Paragraph] = []
    for group in _column_order(list(pieces), 0):
        rows = rows_of(group)
        found.extend(_paragraphs_of_rows(tabulated(rows) if tabulated else rows))
    return found


def _middle(values: list[float]) -> float:
    """The median; quicker than the library's for the few words of a line."""
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _width(text: str) -> int:
    """Characters as a line counts them: ideographs and syllables fill two places."""
    if text.isascii():
        return len(text)
    return len(text) + sum(char > "\u10ff" and unicodedata.east_asian_width(char) in "WF" for char in text)


def _column_order(pieces: list[Piece], depth: int) -> list[list[Piece]]:
    """``pieces`` in groups, each to be read row by row: a recursive XY-cut that splits only between prose.

    Pieces that cross the gap (titles, full-width tables) separate what stands above them from what stands below.
    """
    gap = _column_gap(pieces) if depth < _DEEPEST else None
    if gap is None:
        return [pieces] if pieces else []
    crossing = sorted((p for p in pieces if p.x0 < gap < p.x1), key=lambda piece: piece.centre)
    centres = [piece.centre for piece in crossing]
    bands: list[tuple[list[Piece], list[Piece]]] = [([], []) for _ in range(len(crossing) + 1)]
    for piece in pieces:
        if not piece.x0 < gap < piece.x1:
            bands[bisect_left(centres, piece.centre)][piece.x0 >= gap].append(piece)
    groups: list[list[Piece]] = []
    for index, (left, right) in enumerate(bands):
        if left and right and not (_is_prose(left) and _is_prose(right)):
            groups.append(left + right)
        else:
            groups.extend(_column_order(left, depth + 1))
            groups.extend(_column_order(right, depth + 1))
        if index < len(crossing):
            groups.append([crossing[index]])
    return _joined_rows(groups)


def _joined_rows(groups: list[list[Piece]]) -> list[list[Piece]]:
    """Neighbouring groups that stand one below the other in the same strip are one group, so spacing decides."""
    joined: list[list[Piece]] = []
    for group in groups:
        if (
            joined
            and all(len(g) == 1 and not g[0].is_table for g in (joined[-1][-1:], group))
            and _below(joined[-1][-1], group[0])
        ):
            joined[-1].append(group[0])
        else:
            joined.append(list(group))
    return joined


def _below(upper: Piece, lower: Piece) -> bool:
    return lower.top >= upper.centre and min(upper.x1, lower.x1) > max(upper.x0, lower.x0)


def _column_gap(pieces: list[Piece]) -> float | None:
    """The x that parts two columns of prose with the fewest pieces across it, or None."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    left_edge, right_edge = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    step = median(p.size for p in pieces) / 2
    if step <= 0 or right_edge - left_edge < 20 * step:
        return None
    bins = min(2000, int((right_edge - left_edge) / step) + 1)
    step = (right_edge - left_edge) / bins
    change = [0] * (bins + 2)
    for piece in pieces:
        change[int((piece.x0 - left_edge) / step)] += 1
        change[min(bins, int((piece.x1 - left_edge) / step)) + 1] -= 1
    covered, cover = [], 0
    for delta in change[:bins]:
        cover += delta
        covered.append(cover)
    most = _MOST_CROSSING * len(pieces)
    valleys = sorted(_valleys(covered, most))[:_CANDIDATES]
    for _, _, middle in valleys:
        x = left_edge + (middle + 0.5) * step
        left = [p for p in pieces if p.x1 <= x]
        right = [p for p in pieces if p.x0 >= x]
        if _is_prose(left) and _is_prose(right) and _overlap(left, right):
            return x
    return None


def _valleys(covered: list[int], most: float) -> Iterable[tuple[int, int, float]]:
    """(pieces across, -width, middle) of each stretch of bins that fewer pieces cross than its neighbours."""
    index = 0
    while index < len(covered):
        end = index
        while end + 1 < len(covered) and covered[end + 1] == covered[index]:
            end += 1
        rises_left = index > 0 and covered[index - 1] > covered[index]
        rises_right = end + 1 < len(covered) and covered[end + 1] > covered[index]
        if rises_left and rises_right and covered[index] <= most:
            yield covered[index], index - end, (index + end) / 2
        index = end + 1


def _is_prose(pieces: list[Piece]) -> bool:
    lengths = [p.length for p in pieces if not p.is_table]
    return len(lengths) >= _FEWEST_LINES and median(lengths) >= PROSE_LINE


def _overlap(left: list[Piece], right: list[Piece]) -> bool:
    """Whether the two sides stand beside each other rather than one below the other."""
    top = max(min(p.top for p in side) for side in (left, right))
    bottom = min(max(p.bottom for p in side) for side in (left, right))
    return sum(top <= p.centre <= bottom for p in left) >= 2 and sum(top <= p.centre <= bottom for p in right) >= 2


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """``pieces`` grouped into rows from top to bottom, each from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.centre, p.x0)):
        for row in reversed(rows[-6:]):
            if _same_row(piece, row):
                row.append(piece)
                break
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.x0)
    rows.sort(key=lambda row: _middle([p.centre for p in row]))
    return rows


def _same_row(piece: Piece, row: list[Piece]) -> bool:
    if piece.is_table or row[0].is_table:
        return False
    for other in row:
        across = min(piece.x1, other.x1) - max(piece.x0, other.x0)
        if across > _SIDE_BY_SIDE * min(piece.x1 - piece.x0, other.x1 - other.x0):
            return False
    nearest = min(row, key=lambda other: max(other.x0 - piece.x1, piece.x0 - other.x1))
    down = min(piece.bottom, nearest.bottom) - max(piece.top, nearest.top)
    return down >= _ROW_OVERLAP * min(piece.bottom - piece.top, nearest.bottom - nearest.top)


def _cells(row: list[Piece]) -> Line:
    """A row's stretches as cells: a wide gap parts them, a word space does not."""
    cells: list[list[Token]] = []
    for index, piece in enumerate(row):
        tokens = piece.lines[0][0]
        gap = piece.x0 - row[index - 1].x1 if index else 0.0
        size = max(piece.size, row[index - 1].size)
        if index and gap <= _CELL_GAP * size:
            cells[-1].extend(tokens)
        else:
            cells.append(list(tokens))
    return tuple(tuple(cell) for cell in cells)


def _paragraphs_of_rows(rows: list[list[Piece]]) -> list[Paragraph]:
    pitches = [_pitch(a, b) for a, b in pairwise(rows) if _alike(a, b)]
    usual = _usual_pitch(pitches)
    found: list[list[Line] | Paragraph] = []
    for index, row in enumerate(rows):
        if row[0].is_table:  # stays as it is: paragraphs end before and after it
            found.append(row[0].lines)
        elif index and isinstance(found[-1], list) and not _breaks(rows[index - 1], row, usual):
            found[-1].append(_cells(row))
        else:
            found.append([_cells(row)])
    return [tuple(paragraph) if isinstance(paragraph, list) else paragraph for paragraph in found]


def _breaks(upper: list[Piece], lower: list[Piece], usual: float) -> bool:
    """Whether a paragraph ends between two rows: a table begins or ends, the type changes, or the gap is wide."""
    if upper[0].is_table or lower[0].is_table or not _alike(upper, lower):
        return True
    size = _size(upper)
    pitch = _pitch(upper, lower)
    gap = min(p.top for p in lower) - max(p.bottom for p in upper)
    return gap > _TIGHT_GAP * size and pitch > _LOOSE_PITCH * usual or gap > 2.5 * size


def _usual_pitch(pitches: list[float]) -> float:
    """The distance of lines inside a paragraph: the lower quartile, since paragraphs only add to it."""
    positive = sorted(pitch for pitch in pitches if pitch > 0)
    return positive[len(positive) // 4] if positive else float("inf")


def _alike(upper: list[Piece], lower: list[Piece]) -> bool:
    a, b = _size(upper), _size(lower)
    return max(a, b) <= _SIZE_CHANGE * min(a, b)


def _size(row: list[Piece]) -> float:
    return _middle([p.size for p in row])


def _pitch(upper: list[Piece], lower: list[Piece]) -> float:
    return _middle([p.centre for p in lower]) - _middle([p.centre for p in upper])
