"""What a table or sheet only asks for: a limit that a lot must keep is no result, though it reads like one.

"Sterility | No growth" is a result under the head "Result" and a limit under the head "Specification". A row has a
result where its cell of results says one: a figure, or words that are known for it. "See attached report" says none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from labelcheck.extract.candidates import Candidate
from labelcheck.extract.late import any_word, late
from labelcheck.extract.reads import Cell, Row
from labelcheck.extract.shadow import Shadow
from labelcheck.extract.tables import MARKS, Laid, Table, Tables, cell_of, column_words, text_of
from labelcheck.extract.terms import Searched, TermIndex
from labelcheck.models import Rule, RuleSet

_FILLED = re.compile(r"[^\W_]")
_SIGN = re.compile(r"\(?\+{1,4}\)?")
_BESIDE = re.compile(r"[^|\n]{0,24}\|(?P<cell>[^|\n]*)")
_PART = re.compile(r"[.;|\n](?!\d)")
_NEAR = 80
"""Characters before a figure in which the word stands that makes a limit of it."""
_MARK = re.compile(MARKS)
_NOTED = re.compile(rf"{MARKS}$")
_NAMED = "characterisation"
"""The kind of rule that names what is tested: a row of a table is about it."""
_MEASURED = ("concentration", _NAMED)
"""Kinds of which a specification gives limits."""


class Figures:
    """Where the figures stand that rules ask for, by the rule and of all."""

    def __init__(self, candidates: Iterable[Candidate]):
        self._starts: dict[str, list[int]] = {"": []}
        for one in sorted((one for one in candidates if one.amount), key=_start_of):
            self._starts[""].append(_start_of(one))
            self._starts.setdefault(one.rule.id, []).append(_start_of(one))

    def inside(self, cell: Cell, rule: str = "") -> bool:
        """Whether one of a rule, or of any, stands in a cell."""
        starts = self._starts.get(rule, [])
        return bisect_left(starts, cell.start) < bisect_left(starts, cell.end)


def _start_of(one: Candidate) -> int:
    """Where the figure of a candidate begins; the candidate itself where it has none."""
    return one.amount.start if one.amount else one.start


class Limits:
    """Tells results from limits; compiled once per rule set."""

    def __init__(self, rules: RuleSet, index: TermIndex):
        words = column_words(rules)
        self._index = index
        self._tables = Tables(rules)
        self._pending = late(any_word(words.get("pending", ())))
        self._found = late(any_word(words.get("found", ())))
        self._told = late(any_word([*words.get("told", ()), *_spoken(rules.dossier.failed, rules.dossier.found)]))
        self._failed = late(any_word(_spoken(rules.dossier.failed)))
        self._foreign = late(any_word(words.get("foreign", ())))
        self._bound = late(any_word(words.get("bound", ())))
        named = any_word((*words.get("bound", ()), *words.get("limit", ())))
        self._bound_after = late(
            rf" ?(?:(?:{any_word(words.get('bound_after', ()))})|[,(] ?(?:{named})(?= ?(?:[).,;|\n]|$)))"
        )
        self._asks = late(rf"(?:{any_word(words.get('asks', ()))})\s?(?:[a-z]+\s)?$")
        self._asked = late(_announcing(_spoken(rules.dossier.limits)))
        latin = [word for word in _spoken(rules.dossier.limits) if word[0] < "\u0250"]
        self._asked_after = late(rf"\s?\(?(?:[a-z]+\s)?(?:{any_word(latin)})(?![^|\n.;]{{0,16}}\d)")
        self._answered = late(any_word(words.get("result", ())))

    def with_units(self, view: Shadow) -> Shadow:
        """The text with the units of a column of units beside the figures that they are of."""
        return self._tables.with_units(view)

    def parted(self, candidates: Sequence[Candidate], view: Shadow) -> list[Candidate]:
        """The candidates without results that are only limits; those of a table quote the cell of the result.

        In a document that calls itself a specification and has no column of results, nothing is a result. A figure in
        a column of limits is kept as a limit, and counts nothing where the column of results is still to be filled;
        what else such a row names is then said with a hedge.
        """
        low = view.low
        if not any(one.rule.result or one.amount or one.rule.kind == _NAMED for one in candidates):
            return list(candidates)
        laid = Laid(self._tables, view)
        papers = {one.rule.value for one in candidates if one.rule.kind == "paper"}
        asks_only = "specification" in papers and "certificate" not in papers
        asks_only = asks_only and not any(table.result is not None for table in laid.tables)
        figures = Figures(candidates)
        kept: list[Candidate] = []
        for one in candidates:
            row, table = laid.at(_start_of(one))
            if one.rule.result:
                found = self._in_table(one, row, table, low, laid) if table else self._plain(one, low, laid)
                found = None if asks_only else found
            elif one.rule.kind in _MEASURED and one.amount:
                found = self._measured(one, row, table, low, figures)
            else:
                named = table if one.rule.kind == _NAMED else None
                found = self._named(one, row, named, low, laid, figures) if named else one
            if found:
                kept.append(found)
        return kept

    # --- results -------------------------------------------------------------------------------------------------

    def _plain(self, one: Candidate, low: str, laid: Laid) -> Candidate | None:
        """A result outside tables; None where its own words name a limit, "endotoxin: not more than 0.5 EU/mL", or the
        next cell of its row says that it is still to come, or its footnote that it is of others."""
        mark = _MARK.match(low, one.end)
        if mark and self._is_foreign(laid.notes.get(mark[0], ())):
            return None
        bound = self._bound.search(low, one.start, one.end) or self._bound_after.match(low, one.end)
        beside = _BESIDE.match(low, one.end)
        waits = beside and self._is_to_come(beside["cell"])
        return None if bound or waits else one

    def _in_table(self, one: Candidate, row: Row, table: Table, low: str, laid: Laid) -> Candidate | None:
        """A result of a row as its column of results gives it; None where there is none.

        One that failed and is still looked into is no result yet, and no secret either: it is said with a hedge.
        """
        if table.result is None:
            return None
        cell = cell_of(row, table.result)
        if cell is None:  # a cell was left out, so that which column is which is not known
            return None if table.limit is not None else one
        words = text_of(cell, low)
        found = replace(one, start=cell.start, end=cell.end)
        if self._waits(words, laid):
            return replace(found, open=True) if self._failed.search(words) else None
        told = cell.start <= one.start or self._says_result(words)
        return found if told or self._is_told_by(one.rule, text_of(row.cells[0], low), words) else None

    def _says_result(self, words: str) -> bool:
        """Whether the words of a cell say a result; what is not known as one is none."""
        if _SIGN.fullmatch(words.strip()):
            return True
        return bool(self._told.search(words)) or self._tables.is_figure(words)

    def _is_told_by(self, rule: Rule, test: str, words: str) -> bool:
        """Whether a rule knows the words of a cell as a result of its test."""
        lead = f"{test.strip(' :')}: "
        line = lead + words
        text = Searched(Shadow(line, line, line, (0,), (0,)))
        return any(
            hit.end > len(lead) for regex in self._index.apt(text) if regex.owner is rule for hit in regex.hits(text)
        )

    def _waits(self, words: str, laid: Laid) -> bool:
        """Whether a cell is empty or says that its result is still to come, or its footnote that it is of others."""
        words = words.strip()
        if not (_FILLED.search(words) or _SIGN.fullmatch(words)) or self._is_to_come(words):
            return True
        mark = _NOTED.search(words)
        return mark is not None and self._is_foreign(laid.notes.get(mark[0], ()))

    def _is_foreign(self, notes: Iterable[str]) -> bool:
        """Whether one of the footnotes says that a result is of other lots, or still to come."""
        return any(self._foreign.search(note) or self._is_to_come(note) for note in notes)

    def _is_to_come(self, cell: str) -> bool:
        """Whether a cell says that its result is still to come."""
        return self._pending.search(self._found.sub(" ", cell)) is not None

    # --- figures and names ---------------------------------------------------------------------------------------

    def _measured(self, one: Candidate, row: Row, table: Table | None, low: str, figures: Figures) -> Candidate | None:
        """A figure, as a limit where its column or its words say so; None where its row's result is still to come."""
        start = _start_of(one)
        asked = cell_of(row, table.limit) if table else None
        found = cell_of(row, table.result) if table else None
        if found and found.start <= start < found.end:
            return one
        if not asked or not asked.start <= start < asked.end:
            return replace(one, limit=True) if self._is_asked(start, one.end, low) else one
        if found and not figures.inside(found, one.rule.id):
            words = text_of(found, low)
            if self._is_to_come(words) or not self._says_result(words):
                return None
        return replace(one, limit=True)

    def _is_asked(self, start: int, end: int, low: str) -> bool:
        """Whether the words beside a figure say that it is a limit: NLT, ≥, "specification:", "is required"."""
        lead = low[max(0, start - _NEAR) : start]
        if self._asks.search(lead) or self._asked_after.match(low, end):
            return True
        lead = _PART.split(lead)[-1]
        asked = max((hit.end() for hit in self._asked.finditer(lead)), default=-1)
        return asked > max((hit.end() for hit in self._answered.finditer(lead)), default=-1)

    def _named(self, one: Candidate, row: Row, table: Table, low: str, laid: Laid, figures: Figures) -> Candidate:
        """What a row names, said with a hedge where its column of results says no result of it."""
        cell = cell_of(row, table.result)
        if cell is None or cell.start <= one.start:
            return one
        words = text_of(cell, low)
        told = (self._says_result(words) or figures.inside(cell)) and not self._waits(words, laid)
        return one if told else replace(one, open=True)


def _spoken(*tables: dict[str, tuple[str, ...]]) -> list[str]:
    """The words of all languages of some tables."""
    return [word for table in tables for words in table.values() for word in words]


def _announcing(words: Iterable[str]) -> str:
    """A pattern for words that announce a limit. Those of scripts without spaces want a colon: "1 mL 기준" is none."""
    latin = [word for word in words if word[0] < "\u0250"]
    other = [word for word in words if word[0] >= "\u0250"]
    return rf"{any_word(latin)}|(?:{any_word(other)})\s?[:(]"
