"""Lines of a table -> its rows: which line begins a row and which goes on with cells too long for one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from labelcheck.capture.layout import Cell, Line, Piece, Token
from labelcheck.capture.passage import mended

LONGEST_CELL = 600
"""Characters a cell may hold; a frame around whole paragraphs lays out a page and is no table."""

_FEWEST = 2
_FEWEST_BANDS = 3
_APART = 1.25
_MOST_WRAPPED = 3
_CAPITAL = 0.7
_WRAP_PITCH = 1.4
_OVERLAP = 0.25
_OPEN_ENDS = "×x*·,-–—/(±<>≤≥~:&+="

Cells = dict[tuple[int, int], list[Token]]
"""The words of a line by the columns (first, last) they stand in."""


@dataclass(slots=True)
class Level:
    """The pieces that stand on one line."""

    pieces: list[Piece]
    top: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)
    centre: float = field(init=False)

    def __post_init__(self) -> None:
        self.top = min(piece.top for piece in self.pieces)
        self.bottom = max(piece.bottom for piece in self.pieces)
        self.size = median(piece.size for piece in self.pieces)
        self.centre = median(piece.centre for piece in self.pieces)


def overlap(above: Level, below: Level) -> bool:
    """Whether two levels stand partly beside each other, as a cell of one line does beside one of two."""
    return below.top < above.bottom - _OVERLAP * min(above.size, below.size)


def joined(lines: Sequence[Sequence[Token]]) -> Cell:
    """The lines of one cell as a single one; a word that a line end broke is put together."""
    found: list[Token] = []
    for line in lines:
        rest = list(line)
        if found and rest and (halves := mended(found[-1], rest[0])):
            found[-1], rest[0] = halves
        found.extend(rest)
    return tuple(found)


def is_filled(rows: Sequence[Line]) -> bool:
    """Whether ``rows`` are those of a table: two rows and two columns with words, and no cell that is an essay."""
    filled = [sum(bool(cell) for cell in row) for row in rows]
    longest = max((sum(len(token.text) + 1 for token in cell) for row in rows for cell in row), default=0)
    return sum(map(bool, filled)) >= _FEWEST and max(filled) >= _FEWEST and longest <= LONGEST_CELL


def row_starts(levels: Sequence[Level], placed: Sequence[Cells], bands: Sequence[tuple[int, int]]) -> list[int]:
    """The levels at which a row begins; the others go on with cells that were too long for one line.

    Args:
        levels: the lines of a table.
        placed: their words by column.
        bands: the stretches of levels (first, one past the last) between two rules.
    """
    starts: list[int] = []
    for first, last in bands:
        starts.append(first)
        keyed = sum(bool(_key(_together(placed[start:end]))) for start, end in _units(levels, first, last))
        if len(bands) > 1 and keyed <= 1:  # between two rules, however its cells wrap
            continue
        if len(bands) < _FEWEST_BANDS or keyed > _MOST_WRAPPED:
            starts += _starts_within(levels, placed, first, last)
        elif _is_stack(levels, placed, first, last):
            starts += range(first + 1, last)
    return starts


def _is_stack(levels: Sequence[Level], placed: Sequence[Cells], first: int, last: int) -> bool:
    """Whether the lines between two rules are rows, though the table's rules part most of its rows."""
    most = max(len(cells) for cells in placed)
    complete = all(
        len(cells) == most and (key := _key(cells)) and starts_anew(key[0].text) for cells in placed[first:last]
    )
    pitch = min(levels[number].centre - levels[number - 1].centre for number in range(first + 1, last))
    return bool(complete) and (most > _FEWEST or pitch > _WRAP_PITCH * levels[first].size)


def _starts_within(levels: Sequence[Level], placed: Sequence[Cells], first: int, last: int) -> list[int]:
    """The rows that begin after the first of the levels from ``first`` to ``last``, which no rule parts.

    A line goes on with the row above only where spacing and words say so: two rows must never become one.
    """
    units = _units(levels, first, last)
    cells = [_together(placed[start:end]) for start, end in units]
    pitches = [
        max(levels[n].size, levels[n].size + levels[n].top - max(level.bottom for level in levels[begin:n]))
        for (begin, _), (n, _) in pairwise(units)
    ]
    tight = min(pitches, default=0.0)
    spaced = bool(pitches) and max(pitches) > _APART * tight
    most = max(map(len, cells))
    keys = [key for each in cells if (key := _key(each))]
    capital = sum(starts_anew(key[0].text) for key in keys) >= _CAPITAL * len(keys)
    starts: list[int] = []
    named = bool(_key(cells[0]))
    for place, pitch in enumerate(pitches, 1):
        start = units[place][0]
        near = pitch <= (1 + _APART) / 2 * tight
        wraps = spaced and near and pitch <= _WRAP_PITCH * levels[start].size
        headless = wraps and not named  # the first line of a tall cell, above the middle of its row
        apart = spaced and not near
        if not headless and (apart or not _goes_on(cells[place - 1], cells[place], most, capital, wraps)):
            starts.append(start)
            named = False
        named |= bool(_key(cells[place]))
    return starts


def _units(levels: Sequence[Level], first: int, last: int) -> list[tuple[int, int]]:
    """The stretches of levels that stand partly beside each other: each belongs to one row."""
    cuts = [number for number in range(first + 1, last) if not overlap(levels[number - 1], levels[number])]
    return list(zip([first, *cuts], [*cuts, last], strict=True))


def _together(placed: Sequence[Cells]) -> Cells:
    if len(placed) == 1:
        return placed[0]
    found: Cells = {}
    for cells in placed:
        for span, tokens in cells.items():
            found[span] = [*found.get(span, []), *tokens]
    return found


def _key(cells: Cells) -> list[Token]:
    return next((tokens for (a, _), tokens in cells.items() if a == 0), [])


def _goes_on(above: Cells, cells: Cells, most: int, capital: bool, wraps: bool) -> bool:
    """Whether a line of a table goes on with the row above it.

    Args:
        above: the line above.
        cells: the line.
        most: cells of the fullest line.
        capital: the first column's entries begin with capitals or digits.
        wraps: it stands closer to the line above than rows stand to each other.
    """
    hangs = any(_hangs(above[span][-1].text) for span in cells if span in above)
    anew = all(starts_anew(tokens[0].text) for tokens in cells.values())
    key = _key(cells)
    if not key:
        return len(cells) == 1 or hangs or not anew
    if not starts_anew(key[0].text):
        return wraps or (capital and len(cells) < most)
    return wraps and len(cells) < most and (hangs or len(cells) == 1)


def _hangs(text: str) -> bool:
    return text[-1] in _OPEN_ENDS


def starts_anew(text: str) -> bool:
    """Whether ``text`` can begin a cell of its own: a small letter, a unit or a closing sign goes on with one."""
    return text[:1].isupper() or text[:1].isdigit() or (text[:1].isalpha() and text[:1].lower() == text[:1].upper())
