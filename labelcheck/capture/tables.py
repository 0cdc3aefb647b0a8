"""Ruled tables of a PDF page: their cells, and the page's words put into them.

pdfplumber finds the cells; the words and their boxes stay pdfium's.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from labelcheck.capture.layout import Cell, Line, Piece, Token, paragraphs, stretch

Rect = tuple[float, float, float, float]
Grid = list[list[Rect | None]]

_LONGEST_CELL = 600
_FEWEST = 2
_MOST_ROWS = 400
_FAILURES = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, struct.error, zlib.error)


class TableFinder:
    """pdfplumber on one PDF, opened when the first page asks and closed at the end of a ``with`` block."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None
        self._failed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pdf is not None:
            self._pdf.close()

    def grids(self, index: int) -> list[Grid]:
        """The cells (x0, top, x1, bottom in points; None where merged) of each table on page ``index`` from 0.

        A page pdfplumber cannot read has none: its words are in the text all the same.
        """
        if self._failed:
            return []
        from pdfminer.pdfexceptions import PDFException
        from pdfminer.psexceptions import PSException
        from pdfplumber.utils.exceptions import PdfminerException

        try:
            if self._pdf is None:
                import pdfplumber

                logging.getLogger("pdfminer").setLevel(logging.ERROR)
                self._pdf = pdfplumber.open(io.BytesIO(self._data))
            page = self._pdf.pages[index]
        except (*_FAILURES, PDFException, PSException, PdfminerException, RecursionError):
            self._failed = True
            return []
        try:
            tables = page.find_tables()
            return [
                [list(row.cells) for row in table.rows] for table in tables if _FEWEST <= len(table.rows) <= _MOST_ROWS
            ]
        except (*_FAILURES, PDFException, PSException, PdfminerException, RecursionError):
            return []
        finally:
            page.close()


def with_tables(pieces: Sequence[Piece], grids: Sequence[Grid]) -> list[Piece]:
    """``pieces`` with those inside a table's cells replaced by the table, one line a row.

    A grid whose cells hold whole paragraphs, or hardly any words, lays out the page and is no table.
    """
    rest = list(pieces)
    tables: list[Piece] = []
    for grid in sorted(grids, key=len, reverse=True):
        rows, outside = _filled(rest, grid)
        lines: list[Line] = [row for row in rows if row]
        lengths = [sum(len(token.text) + 1 for token in cell) for line in lines for cell in line]
        columns = max((len(line) for line in lines), default=0)
        if len(lines) < _FEWEST or columns < _FEWEST or max(lengths) > _LONGEST_CELL:
            continue
        tables.append(Piece(tuple(lines)))
        rest = outside
    return rest + tables


def _filled(pieces: Sequence[Piece], grid: Grid) -> tuple[list[Line], list[Piece]]:
    """The rows of ``grid`` with their words, and the pieces outside it."""
    found: dict[tuple[int, int], list[Piece]] = {}
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
                (found.setdefault(place, []) if place else outside).append(stretch(run))
                run = []
            place = own
            if token:
                run.append(token)
    rows: list[Line] = []
    for index, row in enumerate(grid):
        cells = (_words(found.get((index, column), [])) for column in range(len(row)))
        rows.append(tuple(cell for cell in cells if cell))
    return rows, outside


def _cell_of(token: Token, grid: Grid) -> tuple[int, int] | None:
    x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
    for index, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell and cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return index, column
    return None


def _words(pieces: Sequence[Piece]) -> Cell:
    return tuple(token for paragraph in paragraphs(pieces) for line in paragraph for cell in line for token in cell)
