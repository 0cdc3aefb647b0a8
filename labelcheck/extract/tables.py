"""Tables of tests: which of their columns holds what a lot must keep, what was found, and the unit of both."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from labelcheck.extract.late import any_word, late
from labelcheck.extract.lexicon import alternatives
from labelcheck.extract.reads import Cell, Row, rows_of
from labelcheck.extract.shadow import Edit, Shadow
from labelcheck.models import RuleSet

LONGEST_HEAD = 40
"""Characters of a column's head; what is longer is a cell of its own."""
_POWER = r"(?:\s?[x*·]\s?10\s?(?:\^?\s?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\s?e\s?\+?\d{1,2})"
FIGURE = rf"\d[\d.,]*{_POWER}?"
_BRACKETS = re.compile(r"\([^()|\n]{0,60}\)")
_UNIT = re.compile(r"(?=[^|\n]*[^\W\d_]|%)[^\d|\n]{1,24}")


class Table(NamedTuple):
    """The rows under one head, by the places where the text's lines start, and its columns."""

    first: int
    last: int
    limit: int | None
    result: int | None
    unit: int | None


class Tables:
    """Knows the heads of columns and the figures under them, in all languages; compiled once per rule set."""

    def __init__(self, rules: RuleSet):
        words = column_words(rules)
        self._limit = late(any_word(words.get("limit", ())))
        self._result = late(any_word(words.get("result", ())))
        self._unit = late(any_word(words.get("unit", ())))
        bounds = alternatives(word for one in rules.units.bounds.values() for word in one.before)
        to = alternatives(rules.units.ranges.to)
        figure = rf"(?:(?:{bounds}|[<>≤≥=~≈±])\s?){{0,2}}{FIGURE}"
        self._bare = late(rf"{figure}(?:\s?(?:-|~|±|\+/-|{to})\s?{FIGURE})?")
        units = alternatives([*words.get("measured", ()), *rules.units.measures["nm"], *rules.units.measures["%"]])
        self._measured = late(rf"{figure}(?:\s?(?:-|~|±|\+/-|{to})\s?{FIGURE})?\s?/?\s?(?:{units})")

    def of(self, rows: Sequence[Row], low: str) -> list[Table]:
        """The tables whose head names a column of limits or of results, each up to the first line that is no row."""
        tables: list[Table] = []
        for place, row in enumerate(rows):
            heads = [low[cell.start : cell.end] for cell in row.cells]
            if any(len(head) > LONGEST_HEAD for head in heads) or any(char.isdigit() for char in "".join(heads)):
                continue
            result = next((at for at, head in enumerate(heads) if at and self._result.search(head)), None)
            limit = next((at for at, head in enumerate(heads) if at != result and self._limit.search(head)), None)
            known = (limit is not None) + (result is not None)
            above = tables[-1] if tables and tables[-1].last >= place else None
            if known < (2 if above else 1):  # a row of a table may speak of a result as well
                continue
            last = place
            while last + 1 < len(rows) and rows[last + 1].cells:
                last += 1
            if last > place:
                if above:
                    tables[-1] = above._replace(last=place - 1)
                unit = next((at for at, head in enumerate(heads) if at and self._unit.fullmatch(head.strip())), None)
                tables.append(Table(place, last, limit, result, unit))
        return tables

    def is_figure(self, words: str) -> bool:
        """Whether words are a figure, or begin with one in a unit that tests are told in: 0.05, < 0.05 EU/mL."""
        words = _BRACKETS.sub("", words).strip()
        return bool(self._bare.fullmatch(words) or self._measured.match(words))

    def with_units(self, view: Shadow) -> Shadow:
        """The text with the unit of a row behind each of its figures, where units have a column of their own."""
        if " | " not in view.low or not self._unit.search(view.low):
            return view
        rows = list(rows_of(view.low))
        edits = [edit for table in self.of(rows, view.low) for edit in self._units_of(table, rows, view.low)]
        return view.edited(edits, mended=False) if edits else view

    def _units_of(self, table: Table, rows: Sequence[Row], low: str) -> Iterator[Edit]:
        if table.unit is None:
            return
        for row in rows[table.first + 1 : table.last + 1]:
            unit = text_of(cell_of(row, table.unit), low)
            if not _UNIT.fullmatch(unit):
                continue
            for place in sorted(at for at in (table.limit, table.result) if at is not None):
                cell = cell_of(row, place)
                if cell and self._bare.fullmatch(text_of(cell, low)):
                    yield Edit(cell.start, cell.end, f"{text_of(cell, low)} {unit}")


class Laid:
    """The tables of one text, asked in which of them a place stands."""

    def __init__(self, known: Tables, low: str):
        self.rows = list(rows_of(low))
        self.tables = known.of(self.rows, low)
        self._starts = [row.start for row in self.rows]
        self._heads = [table.first for table in self.tables]

    def at(self, start: int) -> tuple[Row, Table | None]:
        """The line of a place, and the table that it is a row of."""
        place = bisect_right(self._starts, start) - 1
        above = bisect_left(self._heads, place) - 1
        table = self.tables[above] if above >= 0 and place <= self.tables[above].last else None
        return self.rows[place], table


def cell_of(row: Row, at: int | None) -> Cell | None:
    """The cell of a row in a column; None where there is none."""
    return row.cells[at] if at is not None and at < len(row.cells) else None


def text_of(cell: Cell | None, low: str) -> str:
    """The words of a cell; none where there is no cell."""
    return low[cell.start : cell.end] if cell else ""


def column_words(rules: RuleSet) -> dict[str, list[str]]:
    """The words of all languages under ``columns`` of ``context/``, by their names there."""
    words: dict[str, list[str]] = {}
    for context in rules.contexts.values():
        for name, known in context.columns.items():
            words.setdefault(name, []).extend(known)
    return words
