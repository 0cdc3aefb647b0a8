"""Tables without a full grid: columns told by the white lanes between them, rows by rules, shading or spacing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from labelcheck.capture.layout import PROSE_LINE, Line, Piece, Rect, Tabulated, rows_of
from labelcheck.capture.pdf.glyphs import Frame
from labelcheck.capture.pdf.table_rows import (
    LONGEST_CELL,
    Cells,
    Level,
    is_filled,
    joined,
    overlap,
    row_starts,
    starts_anew,
)

_FEWEST_ROWS = 3
_FEWEST_WIDE = 2
_WIDE = 3
_MOST_LEVELS = 400
_FEWEST_RUNGS = 4
_SAME_END = 6.0
_MOST_FAILURES = 4
_MOST_BESIDE = 5
_TIGHT = 0.4
_LANE = 0.5
_ROW_GAP = 2.6
_WRAP_GAP = 0.75
_ALIGNED = 0.6
_SAME_PLACE = 0.7
_DENSE = 0.4
_SPANNED = 0.3

Lane = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """Level lines of a page, sorted from top to bottom: what parts rows where nothing parts columns."""

    lines: tuple[Rect, ...]

    @classmethod
    def of(cls, edges: Sequence[Rect]) -> Rules:
        """The level ones among ``edges``."""
        level = [edge for edge in edges if edge[2] - edge[0] > 4 * (edge[3] - edge[1])]
        return cls(tuple(sorted(level, key=lambda edge: edge[1])))

    def ladders(self) -> list[Rect]:
        """The areas that four or more lines of one length rule, one below the other."""
        groups: dict[tuple[int, int], list[Rect]] = {}
        for line in self.lines:
            groups.setdefault((round(line[0] / _SAME_END), round(line[2] / _SAME_END)), []).append(line)
        return [
            (group[0][0], group[0][1], group[0][2], group[-1][3])
            for group in groups.values()
            if len({round(line[1]) for line in group}) >= _FEWEST_RUNGS
        ]

    def between(self, upper: float, lower: float, x0: float, x1: float) -> bool:
        """Whether a line that spans most of ``x0`` to ``x1`` runs between two heights."""
        first = bisect_left(self.lines, upper, key=lambda edge: edge[1])
        last = bisect_right(self.lines, lower, key=lambda edge: edge[1])
        spanned = sum(max(0.0, min(x1, edge[2]) - max(x0, edge[0])) for edge in self.lines[first:last])
        return spanned >= 0.6 * (x1 - x0)


def with_banded_tables(pieces: list[Piece], rules: Rules, frame: Frame, shown: Frame) -> list[Piece]:
    """``pieces`` with those between rules of one length replaced by the table they make, before columns of prose are
    looked for: its cells may be as long as lines of prose."""
    for x0, top, x1, bottom in rules.ladders():
        inside = [
            piece
            for piece in pieces
            if not piece.is_table and top <= piece.centre <= bottom and x0 <= (piece.x0 + piece.x1) / 2 <= x1
        ]
        rows = with_aligned_tables(rows_of(inside), rules, frame, shown)
        if any(row[0].is_table and _is_wordy(row[0]) for row in rows):
            held = set(map(id, inside))
            pieces = [piece for piece in pieces if id(piece) not in held] + [piece for row in rows for piece in row]
    return pieces


def _is_wordy(table: Piece) -> bool:
    """Whether two columns of a table hold cells as long as lines of prose: its sides would pass for columns of text."""
    lengths: dict[int, list[int]] = {}
    for row in table.lines:
        for column, cell in enumerate(row):
            lengths.setdefault(column, []).append(sum(len(token.text) + 1 for token in cell))
    return sum(median(each) >= PROSE_LINE for each in lengths.values()) >= 2


def with_aligned_tables(rows: list[list[Piece]], rules: Rules, frame: Frame, shown: Frame) -> list[list[Piece]]:
    """``rows`` of one column of a page with those that stand in a table's columns replaced by the table.

    Better none than a wrong one: prose in columns, and lines whose words happen to stand below each other, stay.
    """
    if sum(len(row) > 1 for row in rows) < _FEWEST_WIDE:
        return rows
    units = _units([Level(row) for row in rows])
    whole = [Level([piece for level in unit for piece in level.pieces]) for unit in units]
    found: list[list[Piece]] = []
    start = failures = tried = 0
    while start < len(units):
        table: Piece | None = None
        if start >= tried or failures < _MOST_FAILURES:
            end, lanes = _stretch_of_rows(whole, start, rules)
            if end - start >= _FEWEST_WIDE:
                table = _table([level for unit in units[start:end] for level in unit], lanes, rules, frame, shown)
                failures = failures + 1 if not table and start < tried else 0
                tried = max(tried, end)
        if table:
            found.append([table])
            start = end
        else:
            found.extend(level.pieces for level in units[start])
            start += 1
    return found


def _units(levels: Sequence[Level]) -> list[list[Level]]:
    """Levels that stand partly beside each other, as a cell of one line does beside one of two, taken together."""
    units: list[list[Level]] = []
    for level in levels:
        if (
            units
            and overlap(units[-1][-1], level)
            and not any(p.is_table for p in (*level.pieces, *units[-1][0].pieces))
        ):
            units[-1].append(level)
        else:
            units.append([level])
    return [part for unit in units for part in ([unit] if len(unit) <= _MOST_BESIDE else [[each] for each in unit])]


def _stretch_of_rows(levels: Sequence[Level], start: int, rules: Rules) -> tuple[int, list[Lane]]:
    """Where the rows end that share the lanes of level ``start``, and the columns between those lanes."""
    if not _has_cells(levels[start]):
        return start, []
    lanes = _lanes([], levels[start])
    end = last = start + 1
    while end < len(levels) and end - start < _MOST_LEVELS:
        level, above = levels[end], levels[end - 1]
        gap = level.top - above.bottom
        if any(piece.is_table for piece in level.pieces) or gap > _ROW_GAP * max(level.size, above.size):
            break
        wider = _lanes(lanes, level)
        if len(_lanes_filled(level, wider)) > 1:
            if len(wider) < max(2, len(lanes)):
                break
            lanes = wider
            last = end + 1
        elif _goes_astray(level, lanes) or not (
            gap <= _WRAP_GAP * level.size or _is_ruled(levels, end, rules) or _leads(levels, end, lanes)
        ):
            break
        elif not _is_key(level.pieces[0], lanes) or _ends_key(level, gap):
            last = end + 1
        end += 1
    return last, lanes


def _leads(levels: Sequence[Level], number: int, lanes: Sequence[Lane]) -> bool:
    """Whether a line is the first of a tall cell, above the middle of its row."""
    if number + 1 == len(levels) or _is_key(levels[number].pieces[0], lanes):
        return False
    level, below = levels[number], levels[number + 1]
    return below.top - level.bottom <= _TIGHT * level.size and len(_lanes_filled(below, lanes)) > 1


def _ends_key(level: Level, gap: float) -> bool:
    """Whether a line below the first column goes on with its last entry rather than with the text after the table."""
    return gap <= _TIGHT * level.size and not starts_anew(level.pieces[0].lines[0][0][0].text)


def _has_cells(level: Level) -> bool:
    return len(level.pieces) > 1 and not any(piece.is_table for piece in level.pieces)


def _is_ruled(levels: Sequence[Level], end: int, rules: Rules) -> bool:
    x0 = min(piece.x0 for piece in levels[end - 1].pieces)
    x1 = max(piece.x1 for piece in levels[end - 1].pieces)
    return rules.between(levels[end - 1].centre, levels[end].centre, x0, x1)


def _lanes(lanes: Sequence[Lane], level: Level) -> list[Lane]:
    """The columns that hold ``lanes`` and the pieces of ``level``: stretches with white between them."""
    white = _LANE * level.size
    found: list[Lane] = []
    for x0, x1 in sorted([*lanes, *((piece.x0, piece.x1) for piece in level.pieces)]):
        if found and x0 < found[-1][1] + white:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _goes_astray(level: Level, lanes: Sequence[Lane]) -> bool:
    """Whether a piece of ``level`` stands across a lane, as no cell does."""
    return any(len(_lanes_under(piece, lanes)) > 1 for piece in level.pieces)


def _lanes_filled(level: Level, lanes: Sequence[Lane]) -> set[int]:
    return {number for piece in level.pieces for number in _lanes_under(piece, lanes)}


def _is_key(piece: Piece, lanes: Sequence[Lane]) -> bool:
    return piece.x0 < lanes[0][1]


def _lanes_under(piece: Piece, lanes: Sequence[Lane]) -> list[int]:
    return [
        number
        for number, (x0, x1) in enumerate(lanes)
        if min(piece.x1, x1) - max(piece.x0, x0) > _SPANNED * min(piece.x1 - piece.x0, x1 - x0)
    ]


def _table(levels: Sequence[Level], lanes: Sequence[Lane], rules: Rules, frame: Frame, shown: Frame) -> Piece | None:
    """The table in ``levels``, None if they are none."""
    lanes = _inner_lanes(levels, lanes)
    placed = [_by_lane(level, lanes) for level in levels]
    full = sum(len(cells) > 1 for cells in placed)
    if len(lanes) < 2 or full < (_FEWEST_WIDE if len(lanes) >= _WIDE else _FEWEST_ROWS):
        return None
    starts = row_starts(levels, placed, _bands(levels, lanes, rules))
    ruled = _ruled_share(levels, starts, lanes, rules)
    if not _is_aligned(placed, lanes, levels[0].size) or _is_prose(placed, starts, lanes, ruled):
        return None
    ends = [*starts[1:], len(levels)]
    edges = _edges(lanes)
    rows: list[Line] = []
    places: list[list[Rect]] = []
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        top, bottom = levels[first].top, max(level.bottom for level in levels[first:last])
        if number:
            top = min(top, (levels[first - 1].bottom + top) / 2)
        if last < len(levels):
            bottom = max(bottom, (bottom + levels[last].top) / 2)
        row, spans = _row(placed[first:last], len(lanes))
        rows.append(row)
        places.append([frame.shown_in(shown, (edges[a], top, edges[b + 1], bottom)) for a, b in spans])
    if not is_filled(rows) or sum(bool(cell) for row in rows for cell in row) < _DENSE * len(rows) * len(lanes):
        return None
    return Piece(Tabulated(rows, places))


def _inner_lanes(levels: Sequence[Level], lanes: Sequence[Lane]) -> list[Lane]:
    """The columns that the fuller rows show, where a heading over several of them hides the lanes between."""
    most = max(len(level.pieces) for level in levels)
    fuller = [level for level in levels if len(level.pieces) == most]
    if most <= len(lanes) or len(fuller) < max(2, sum(map(_has_cells, levels)) // 2):
        return list(lanes)
    inner: list[Lane] = []
    for level in fuller:
        inner = _lanes(inner, level)
    return inner if len(inner) > len(lanes) else list(lanes)


def _by_lane(level: Level, lanes: Sequence[Lane]) -> Cells:
    """The words of a level by the columns (first, last) they stand in."""
    found: Cells = {}
    for piece in level.pieces:
        under = _lanes_under(piece, lanes) or [
            min(range(len(lanes)), key=lambda n: max(lanes[n][0] - piece.x1, piece.x0 - lanes[n][1]))
        ]
        found.setdefault((under[0], under[-1]), []).extend(piece.lines[0][0])
    return found


def _edges(lanes: Sequence[Lane]) -> list[float]:
    middles = [(left[1] + right[0]) / 2 for left, right in zip(lanes, lanes[1:], strict=False)]
    return [lanes[0][0], *middles, lanes[-1][1]]


def _row(placed: Sequence[Cells], columns: int) -> tuple[Line, list[tuple[int, int]]]:
    """One row of cells, each with its lines joined, and the columns (first, last) each spans; gaps are empty cells."""
    widest: dict[int, int] = {}
    for cells in placed:
        for first, last in cells:
            widest[first] = max(widest.get(first, first), last)
    spans: list[tuple[int, int]] = []
    column = 0
    while column < columns:
        last = widest.get(column, column)
        spans.append((column, last))
        column = last + 1
    row = []
    for first, last in spans:
        lines = [
            [token for (a, _), tokens in sorted(cells.items()) if first <= a <= last for token in tokens]
            for cells in placed
        ]
        row.append(joined([line for line in lines if line]))
    return tuple(row), spans


def _bands(levels: Sequence[Level], lanes: Sequence[Lane], rules: Rules) -> list[tuple[int, int]]:
    """The stretches of levels (first, one past the last) between rules."""
    x0, x1 = lanes[0][0], lanes[-1][1]
    cuts = [
        number
        for number in range(1, len(levels))
        if rules.between(levels[number - 1].centre, levels[number].centre, x0, x1)
    ]
    return list(zip([0, *cuts], [*cuts, len(levels)], strict=True))


def _ruled_share(levels: Sequence[Level], starts: Sequence[int], lanes: Sequence[Lane], rules: Rules) -> float:
    """The share of gaps between rows that a rule runs through."""
    x0, x1 = lanes[0][0], lanes[-1][1]
    inner = [start for start in starts if start]
    parted = sum(rules.between(levels[start - 1].centre, levels[start].centre, x0, x1) for start in inner)
    return parted / len(inner) if inner else 0.0


def _is_aligned(placed: Sequence[Cells], lanes: Sequence[Lane], size: float) -> bool:
    """Whether the cells of each column begin, end or are centred at one place, as chance words do not."""
    for column in range(len(lanes)):
        cells = [tokens for level in placed for span, tokens in level.items() if span == (column, column)]
        if len(cells) < 2:
            continue
        lefts = [tokens[0].x0 for tokens in cells]
        rights = [tokens[-1].x1 for tokens in cells]
        middles = [(a + b) / 2 for a, b in zip(lefts, rights, strict=True)]
        if not any(_share_near(each, size) >= _ALIGNED for each in (lefts, rights, middles)):
            return False
    return True


def _share_near(values: Sequence[float], size: float) -> float:
    middle = median(values)
    return sum(abs(value - middle) <= _SAME_PLACE * size for value in values) / len(values)


def _is_prose(placed: Sequence[Cells], starts: Sequence[int], lanes: Sequence[Lane], ruled: float) -> bool:
    """Whether the columns hold running text, line by line."""
    if ruled >= _ALIGNED and len(placed) <= 4 * len(starts):
        return False
    long = 0
    for column in range(len(lanes)):
        lengths = [
            sum(len(token.text) + 1 for token in tokens)
            for level in placed
            for span, tokens in level.items()
            if span[0] == column
        ]
        long += bool(lengths) and median(lengths) >= PROSE_LINE
    return long >= 2 or any(
        sum(len(token.text) + 1 for token in tokens) > LONGEST_CELL for level in placed for tokens in level.values()
    )
