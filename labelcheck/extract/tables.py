"""Tables of tests: which of their columns holds what a lot must keep, what was found, and the unit of both."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from labelcheck.extract.late import any_word, late
from labelcheck.extract.lexicon import alternatives
from labelcheck.extract.reads import Cell, Row, rows_of
from labelcheck.extract.shadow import Edit, Shadow
from labelcheck.models import RuleSet

LONGEST_HEAD = 40
"""Characters of a column's head; what is longer is a cell of its own."""
_RAISED = r"(?:\^\s?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
_LONGEST_CELL = 300
MARKS = r"[*†‡]{1,3}"
"""What refers to a footnote."""
_NOTE = re.compile(rf"\s{{0,9}}(?P<mark>{MARKS})(?![*†‡])(?P<words>.{{1,300}})")
_POWER = rf"(?:\s?[x*·]\s?10\s?(?:{_RAISED}|\d{{1,2}})|\s?e\s?\+?\d{{1,2}}|{_RAISED})"
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
        ends = _ends(rows)
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
            last = ends[place]
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
        """The text with a unit behind the figures of a row, where only a column of units or its limit tells it."""
        if " | " not in view.low or not self._result.search(view.low):
            return view
        rows = list(rows_of(view.low))
        edits = [edit for table in self.of(rows, view.low) for edit in self._units_of(table, rows, view.low)]
        return view.edited(edits, mended=False) if edits else view

    def _units_of(self, table: Table, rows: Sequence[Row], low: str) -> Iterator[Edit]:
        for row in rows[table.first + 1 : table.last + 1]:
            own = cell_of(row, table.unit)
            limit = self._bare.match(text_of(cell_of(row, table.limit), low))
            unit = text_of(own, low) if own else limit.string[limit.end() :].strip() if limit else ""
            if not _UNIT.fullmatch(unit):
                continue
            for place in sorted(at for at in (table.limit, table.result) if at is not None):
                cell = cell_of(row, place)
                if cell and self._bare.fullmatch(text_of(cell, low)):
                    yield Edit(cell.start, cell.end, f"{text_of(cell, low)} {unit}")


class Laid:
    """The tables and footnotes of one text, asked in which table a place stands."""

    def __init__(self, known: Tables, view: Shadow):
        self.rows = list(rows_of(view.low))
        self.tables = known.of(self.rows, view.low)
        self._text = view.text
        self._starts = [row.start for row in self.rows]
        self._heads = [table.first for table in self.tables]

    def at(self, start: int) -> tuple[Row, Table | None]:
        """The line of a place, and the table that it is a row of."""
        place = bisect_right(self._starts, start) - 1
        above = bisect_left(self._heads, place) - 1
        table = self.tables[above] if above >= 0 and place <= self.tables[above].last else None
        return self.rows[place], table

    @cached_property
    def notes(self) -> dict[str, list[str]]:
        """The footnotes by their marks, in lower case."""
        found: dict[str, list[str]] = {}
        for line in self._text.split("\n"):
            if note := _NOTE.match(line):
                found.setdefault(note["mark"], []).append(note["words"].lower().replace("-", " "))
        return found


def _ends(rows: Sequence[Row]) -> list[int]:
    """For each line, the last of the rows that follow it without a break; itself where none does."""
    ends = list(range(len(rows)))
    for place in range(len(rows) - 2, -1, -1):
        if rows[place + 1].cells:
            ends[place] = ends[place + 1]
    return ends


def cell_of(row: Row, at: int | None) -> Cell | None:
    """The cell of a row in a column; None where there is none."""
    return row.cells[at] if at is not None and at < len(row.cells) else None


def text_of(cell: Cell | None, low: str) -> str:
    """The words of a cell, of a very long one its first; none where there is no cell."""
    return low[cell.start : min(cell.end, cell.start + _LONGEST_CELL)] if cell else ""


def column_words(rules: RuleSet) -> dict[str, list[str]]:
    """The words of all languages under ``columns`` of ``context/``, by their names there."""
    words: dict[str, list[str]] = {}
    for context in rules.contexts.values():
        for name, known in context.columns.items():
            words.setdefault(name, []).extend(known)
    return words
