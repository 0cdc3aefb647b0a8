"""Ruled tables of a PDF page: pdfplumber finds the cells between the page's lines, and the words are put into them.

The words, their boxes and the lines are pdfium's, in the frame in which the text stands upright: so a page shown
sideways or cut out of a larger one is no special case, and no page is parsed twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from labelcheck.capture.layout import Line, Piece, Rect, Tabulated, Token, rows_of, stretch
from labelcheck.capture.pdf.glyphs import Frame
from labelcheck.capture.pdf.table_rows import Cells, Level, is_filled, joined, row_starts

Grid = list[list[Rect | None]]
Edge = tuple[str, float, float, float, float]
"""``h`` or ``v``, then x0, top, x1, bottom."""

_FEWEST = 2
_MOST_ROWS = 400
_MOST_LINES = 400
_MOST_CROSSINGS = 2500
_TOUCH = 3.0


def with_ruled_tables(pieces: list[Piece], edges: Sequence[Rect], frame: Frame, shown: Frame) -> list[Piece]:
    """``pieces`` with those inside a ruled table's cells replaced by the table, one line a row.

    A grid whose cells hold whole paragraphs, or hardly any words, lays out the page and is no table.

    Args:
        pieces: stretches of words, placed in ``frame``.
        edges: lines and sides of areas, in ``frame``.
        frame: the frame in which the text stands upright.
        shown: the page as displayed, for the cells' places.
    """
    rest = pieces
    tables: list[Piece] = []
    for grid in sorted(_grids(edges), key=len, reverse=True):
        table, outside = _table(rest, grid, frame, shown)
        if table is not None:
            tables.append(table)
            rest = outside
    return rest + tables


def _grids(edges: Sequence[Rect]) -> list[Grid]:
    """The cells (x0, top, x1, bottom; None where merged) of each table that ``edges`` rule."""
    lines = {_edge(*edge) for edge in edges}
    upright = [line for line in lines if line[0] == "v"]
    level = [line for line in lines if line[0] == "h"]
    if not (upright and level) or max(len(upright), len(level)) > _MOST_LINES:
        return []
    grids: list[Grid] = []
    for group in _groups(upright, level):
        heights, widths = {line[2] for line in group if line[0] == "h"}, {line[1] for line in group if line[0] == "v"}
        if len(heights) * len(widths) <= _MOST_CROSSINGS:
            grids += _cells([*group, *_sides(group)])
    return [grid for grid in grids if _FEWEST <= len(grid) <= _MOST_ROWS]


def _cells(lines: Sequence[Edge]) -> list[Grid]:
    from pdfplumber.table import TableFinder

    page: Any = SimpleNamespace(edges=[_pdfplumber_edge(*line) for line in sorted(lines)])
    return [[list(row.cells) for row in table.rows] for table in TableFinder(page).tables]


def _groups(upright: Sequence[Edge], level: Sequence[Edge]) -> list[list[Edge]]:
    """The lines that cross or touch each other, table by table."""
    lines = [*upright, *level]
    owner = list(range(len(lines)))

    def root(number: int) -> int:
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    for number, (_, x, top, _, bottom) in enumerate(upright):
        for other, (_, x0, y, x1, _) in enumerate(level, len(upright)):
            if x0 - _TOUCH <= x <= x1 + _TOUCH and top - _TOUCH <= y <= bottom + _TOUCH:
                owner[root(number)] = root(other)
    groups: dict[int, list[Edge]] = {}
    for number, line in enumerate(lines):
        groups.setdefault(root(number), []).append(line)
    return [group for group in groups.values() if len({line[0] for line in group}) == 2]


def _sides(group: Sequence[Edge]) -> list[Edge]:
    """The outer sides that a table leaves open though its lines end there."""
    x0, top = min(line[1] for line in group), min(line[2] for line in group)
    x1, bottom = max(line[3] for line in group), max(line[4] for line in group)
    sides: list[Edge] = []
    for x, ends in ((x0, "left"), (x1, "right")):
        near = {y for kind, a, y, b, _ in group if kind == "h" and abs((a if ends == "left" else b) - x) <= _TOUCH}
        if len(near) >= _FEWEST:
            sides.append(("v", x, top, x, bottom))
    for y, ends in ((top, "above"), (bottom, "below")):
        near = {x for kind, x, a, _, b in group if kind == "v" and abs((a if ends == "above" else b) - y) <= _TOUCH}
        if near and not any(kind == "h" and abs(level - y) <= 2 * _TOUCH for kind, _, level, _, _ in group):
            sides.append(("h", x0, y, x1, y))
    return sides


def _edge(x0: float, top: float, x1: float, bottom: float) -> Edge:
    """An edge as its direction and a level or upright line, to half a point."""

    def near(value: float) -> float:
        return round(value * 2) / 2

    if x1 - x0 >= bottom - top:
        middle = near((top + bottom) / 2)
        return "h", near(x0), middle, near(x1), middle
    middle = near((x0 + x1) / 2)
    return "v", middle, near(top), middle, near(bottom)


def _pdfplumber_edge(direction: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    return {
        "object_type": "line",
        "orientation": direction,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _table(pieces: Sequence[Piece], grid: Grid, frame: Frame, shown: Frame) -> tuple[Piece | None, list[Piece]]:
    """The table in ``grid``, if it is one, and the pieces outside it."""
    held, outside = _sorted_out(pieces, grid)
    levels: list[Level] = []
    placed: list[Cells] = []
    bands: list[tuple[int, int]] = []
    owners: list[int] = []
    for index, row in enumerate(grid):
        first = len(levels)
        columns = {id(piece): column for column in range(len(row)) for piece in held.get((index, column), [])}
        for line in rows_of([piece for column in range(len(row)) for piece in held.get((index, column), [])]):
            cells: Cells = {}
            for piece in line:
                column = columns[id(piece)]
                cells.setdefault((column, column), []).extend(piece.lines[0][0])
            levels.append(Level(line))
            placed.append(cells)
            owners.append(index)
        if len(levels) > first:
            bands.append((first, len(levels)))
    if not levels:
        return None, list(pieces)
    starts = row_starts(levels, placed, bands)
    rows: list[Line] = []
    places: list[list[Rect]] = []
    for first, last in zip(starts, [*starts[1:], len(levels)], strict=True):
        row = grid[owners[first]]
        columns_of_row = [(column, cell) for column, cell in enumerate(row) if cell]
        rows.append(
            tuple(
                joined([cells[column, column] for cells in placed[first:last] if (column, column) in cells])
                for column, _ in columns_of_row
            )
        )
        top, bottom = _extent(levels, owners, first, last)
        places.append([frame.shown_in(shown, _cut(cell, top, bottom)) for _, cell in columns_of_row])
    if not is_filled(rows):
        return None, list(pieces)
    return Piece(Tabulated(rows, places)), outside


def _cut(cell: Rect, top: float, bottom: float) -> Rect:
    """The part of a ruled cell that a row of it takes; all of it where the cell ends before the row does."""
    x0, above, x1, below = cell
    upper, lower = max(above, top), min(below, bottom)
    return (x0, upper, x1, lower) if upper < lower else cell


def _extent(levels: Sequence[Level], owners: Sequence[int], first: int, last: int) -> tuple[float, float]:
    """From where to where the row of the levels from ``first`` to ``last`` reaches, rules aside."""
    top, bottom = float("-inf"), float("inf")
    if first and owners[first - 1] == owners[first]:
        top = min(levels[first].top, (levels[first - 1].bottom + levels[first].top) / 2)
    if last < len(levels) and owners[last] == owners[last - 1]:
        bottom = max(levels[last - 1].bottom, (levels[last - 1].bottom + levels[last].top) / 2)
    return top, bottom


def _sorted_out(pieces: Sequence[Piece], grid: Grid) -> tuple[dict[tuple[int, int], list[Piece]], list[Piece]]:
    """The pieces in each cell of ``grid``, cut where a rule runs between two words, and those outside it."""
    held: dict[tuple[int, int], list[Piece]] = {}
    outside: list[Piece] = []
    for piece in pieces:
        if piece.is_table:
            outside.append(piece)
            continue
        run: list[Token] = []
        place: tuple[int, int] | None = None
        for token in (*piece.lines[0][0], None):
            own = _cell_of(token, grid) if token else None
            if run and (token is None or own != place):
                (held.setdefault(place, []) if place else outside).append(stretch(run))
                run = []
            place = own
            if token:
                run.append(token)
    return held, outside


def _cell_of(token: Token, grid: Grid) -> tuple[int, int] | None:
    x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
    for index, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell and cell[1] <= y <= cell[3] and cell[0] <= x <= cell[2]:
                return index, column
    return None
