"""What a table or sheet only asks for: a limit that a lot must keep is no result, though it reads like one.

"Sterility | No growth" is a result under the head "Result" and a limit under the head "Specification". A row whose
column of results is filled has a result, whatever stands there; one that is empty or pending has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from labelcheck.extract.candidates import Candidate
from labelcheck.extract.late import any_word, late
from labelcheck.extract.reads import Cell, Row, rows_of
from labelcheck.models import RuleSet

LONGEST_HEAD = 40
"""Characters of a column's head; what is longer is a cell of its own."""
TESTED = "characterisation"
"""The kind of rule that names what is tested: a row of a table is about it."""
KEPT = "storage"
"""The kind of rule whose figures are instructions: nothing is measured, whatever column they stand in."""
_FILLED = re.compile(r"[^\W_]")
_BESIDE = re.compile(r"[^|\n]{0,24}\|(?P<cell>[^|\n]*)")


class _Table(NamedTuple):
    """The rows under one head, by the places where the text's lines start."""

    first: int
    last: int
    limit: int | None
    result: int | None


class Limits:
    """Tells results from limits; compiled once per rule set."""

    def __init__(self, rules: RuleSet):
        words: dict[str, list[str]] = {}
        for context in rules.contexts.values():
            for name, known in context.columns.items():
                words.setdefault(name, []).extend(known)
        self._limit = late(any_word(words.get("limit", ())))
        self._result = late(any_word(words.get("result", ())))
        self._pending = late(any_word(words.get("pending", ())))
        self._found = late(any_word(words.get("found", ())))
        self._bound = late(any_word(words.get("bound", ())))
        named = any_word((*words.get("bound", ()), *words.get("limit", ())))
        self._bound_after = late(
            rf" ?(?:(?:{any_word(words.get('bound_after', ()))})|[,(] ?(?:{named})(?= ?(?:[).,;|\n]|$)))"
        )

    def parted(self, candidates: Sequence[Candidate], low: str) -> list[Candidate]:
        """The candidates without results that are only limits; those of a table quote the cell of the result.

        In a document that calls itself a specification and has no column of results, nothing is a result. A figure in
        a column of limits counts nothing where the column of results is still to be filled, and what a row is about is
        left open where its result is said to come.
        """
        if not any(one.rule.result or one.amount or one.rule.kind == TESTED for one in candidates):
            return list(candidates)
        rows = list(rows_of(low))
        starts = [row.start for row in rows]
        tables = self._tables(rows, low)
        papers = {one.rule.value for one in candidates if one.rule.kind == "paper"}
        asks_only = "specification" in papers and "certificate" not in papers
        asks_only = asks_only and not any(table.result is not None for table in tables)
        heads = [table.first for table in tables]
        kept: list[Candidate] = []
        for one in candidates:
            place = bisect_right(starts, one.start) - 1
            above = bisect_left(heads, place) - 1
            table = tables[above] if above >= 0 and place <= tables[above].last else None
            if not one.rule.result:
                if not table or one.rule.kind == KEPT:
                    kept.append(one)
                elif not (one.amount and self._asked_for(one.start, rows[place], table, low)):
                    kept.append(replace(one, open=True) if self._waits(one, rows[place], table, low) else one)
                continue
            found = self._in_table(one, rows[place], table, low) if table else self._plain(one, low)
            if found and not asks_only:
                kept.append(found)
        return kept

    def _plain(self, one: Candidate, low: str) -> Candidate | None:
        """A result outside tables; None where its own words name a limit, "endotoxin: not more than 0.5 EU/mL", or the
        next cell of its row says that it is still to come."""
        bound = self._bound.search(low, one.start, one.end) or self._bound_after.match(low, one.end)
        beside = _BESIDE.match(low, one.end)
        waits = beside and self._is_to_come(beside["cell"])
        return None if bound or waits else one

    def _is_to_come(self, cell: str) -> bool:
        """Whether a cell says that its result is still to come."""
        return self._pending.search(self._found.sub(" ", cell)) is not None

    def _in_table(self, one: Candidate, row: Row, table: _Table, low: str) -> Candidate | None:
        """A result of a row as its column of results gives it; None where there is none."""
        if table.result is None:
            return None
        cell = row.cells[table.result] if table.result < len(row.cells) else None
        if cell is None:  # a cell was left out, so that which column is which is not known
            return None if table.limit is not None else one
        return None if self._is_open(cell, low) else replace(one, start=cell.start, end=cell.end)

    def _asked_for(self, start: int, row: Row, table: _Table, low: str) -> bool:
        """Whether a figure stands in a row's cell of limits, and its cell of results tells nothing yet."""
        if table.limit is None or table.result is None or len(row.cells) <= max(table.limit, table.result):
            return False
        limit, result = row.cells[table.limit], row.cells[table.result]
        return limit.start <= start < limit.end and self._is_open(result, low)

    def _waits(self, one: Candidate, row: Row, table: _Table, low: str) -> bool:
        """Whether a candidate names what a row tests, "CD63 | positive | pending", and no result of it is there yet."""
        if one.rule.kind != TESTED or table.result is None or len(row.cells) <= table.result:
            return False
        head, result = row.cells[0], row.cells[table.result]
        return head.start <= one.start < head.end and self._is_to_come(low[result.start : result.end])

    def _is_open(self, cell: Cell, low: str) -> bool:
        """Whether a cell of results is empty or says that they are still to come."""
        words = low[cell.start : cell.end]
        return not _FILLED.search(words) or self._is_to_come(words)

    def _tables(self, rows: Sequence[Row], low: str) -> list[_Table]:
        """The tables whose head names a column of limits or of results, each up to the first line that is no row."""
        tables: list[_Table] = []
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
                tables.append(_Table(place, last, limit, result))
        return tables
