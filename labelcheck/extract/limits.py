"""What a table or sheet only asks for: a limit that a lot must keep is no result, though it reads like one.

"Sterility | No growth" is a result under the head "Result" and a limit under the head "Specification". A row has a
result where its cell of results says one: a figure, or words that are known for it. "See attached report" says none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from labelcheck.extract.candidates import Candidate
from labelcheck.extract.late import any_word, late
from labelcheck.extract.reads import Cell, Row
from labelcheck.extract.shadow import Shadow
from labelcheck.extract.tables import Laid, Table, Tables, cell_of, column_words, text_of
from labelcheck.models import RuleSet

_FILLED = re.compile(r"[^\W_]")
_SIGN = re.compile(r"\(?\+{1,4}\)?")
_BESIDE = re.compile(r"[^|\n]{0,24}\|(?P<cell>[^|\n]*)")
_PART = re.compile(r"[.;|\n](?!\d)")
_NEAR = 80
"""Characters before a figure in which the word stands that makes a limit of it."""
_NOTED = re.compile(r"[*†‡]{1,3}$")
_MEASURED = ("concentration", "characterisation")
"""Kinds of which a specification gives limits."""


class Limits:
    """Tells results from limits; compiled once per rule set."""

    def __init__(self, rules: RuleSet):
        words = column_words(rules)
        self._tables = Tables(rules)
        self._pending = late(any_word(words.get("pending", ())))
        self._found = late(any_word(words.get("found", ())))
        self._told = late(any_word([*words.get("told", ()), *_spoken(rules.dossier.failed, rules.dossier.found)]))
        self._failed = late(any_word(_spoken(rules.dossier.failed)))
        self._foreign = late(any_word(words.get("foreign", ())))
        self._bound = late(any_word(words.get("bound", ())))
        self._bound_after = late(rf" ?(?:{any_word(words.get('bound_after', ()))})")
        self._least = late(rf"(?:{any_word(words.get('least', ()))})\s?(?:[a-z]+\s)?$")
        self._asked = late(_announcing(_spoken(rules.dossier.limits)))
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
        if not any(one.rule.result or one.amount for one in candidates):
            return list(candidates)
        laid = Laid(self._tables, low)
        papers = {one.rule.value for one in candidates if one.rule.kind == "paper"}
        asks_only = "specification" in papers and "certificate" not in papers
        asks_only = asks_only and not any(table.result is not None for table in laid.tables)
        figures = {(one.rule.id, one.amount.start) for one in candidates if one.amount}
        kept: list[Candidate] = []
        for one in candidates:
            row, table = laid.at(one.amount.start if one.amount else one.start)
            if one.rule.result:
                found = self._in_table(one, row, table, view) if table else self._plain(one, low)
                found = None if asks_only else found
            elif one.rule.kind in _MEASURED and one.amount:
                found = self._measured(one, row, table, low, figures)
            else:
                found = self._named(one, row, table, view) if one.rule.kind == "characterisation" and table else one
            if found:
                kept.append(found)
        return kept

    # --- results -------------------------------------------------------------------------------------------------

    def _plain(self, one: Candidate, low: str) -> Candidate | None:
        """A result outside tables; None where its own words name a limit, "endotoxin: not more than 0.5 EU/mL", or the
        next cell of its row says that it is still to come."""
        bound = self._bound.search(low, one.start, one.end) or self._bound_after.match(low, one.end)
        beside = _BESIDE.match(low, one.end)
        waits = beside and self._is_to_come(beside["cell"])
        return None if bound or waits else one

    def _in_table(self, one: Candidate, row: Row, table: Table, view: Shadow) -> Candidate | None:
        """A result of a row as its column of results gives it; None where there is none.

        One that failed and is still looked into is no result yet, and no secret either: it is said with a hedge.
        """
        if table.result is None:
            return None
        cell = cell_of(row, table.result)
        if cell is None:  # a cell was left out, so that which column is which is not known
            return None if table.limit is not None else one
        words = text_of(cell, view.low)
        found = replace(one, start=cell.start, end=cell.end)
        if self._waits(cell, view):
            return replace(found, open=True) if self._failed.search(words) else None
        return found if cell.start <= one.start or self._says_result(words) else None

    def _says_result(self, words: str) -> bool:
        """Whether the words of a cell say a result; what is not known as one is none."""
        if _SIGN.fullmatch(words.strip()):
            return True
        return bool(self._told.search(words)) or self._tables.is_figure(words)

    def _waits(self, cell: Cell, view: Shadow) -> bool:
        """Whether a cell is empty or says that its result is still to come, or its footnote that it is of others."""
        words = text_of(cell, view.low).strip()
        if not (_FILLED.search(words) or _SIGN.fullmatch(words)) or self._is_to_come(words):
            return True
        mark = _NOTED.search(words)
        return bool(mark and any(self._is_foreign(note) for note in _notes(mark[0], view.text)))

    def _is_foreign(self, note: str) -> bool:
        """Whether a footnote says that a result is of other lots, or still to come."""
        words = note.lower().replace("-", " ")
        return bool(self._foreign.search(words)) or self._is_to_come(words)

    def _is_to_come(self, cell: str) -> bool:
        """Whether a cell says that its result is still to come."""
        return self._pending.search(self._found.sub(" ", cell)) is not None

    # --- figures and names ---------------------------------------------------------------------------------------

    def _measured(
        self, one: Candidate, row: Row, table: Table | None, low: str, figures: set[tuple[str, int]]
    ) -> Candidate | None:
        """A figure, as a limit where its column or its words say so; None where its row's result is still to come."""
        start = one.amount.start if one.amount else one.start
        asked = cell_of(row, table.limit) if table else None
        found = cell_of(row, table.result) if table else None
        if found and found.start <= start < found.end:
            return one
        if not asked or not asked.start <= start < asked.end:
            return replace(one, limit=True) if self._is_asked(start, low) else one
        if found and not any(rule == one.rule.id and found.start <= at < found.end for rule, at in figures):
            words = text_of(found, low)
            if self._is_to_come(words) or not self._says_result(words):
                return None
        return replace(one, limit=True)

    def _is_asked(self, start: int, low: str) -> bool:
        """Whether the words before a figure say that it is a limit: NLT, ≥, "specification:"."""
        lead = low[max(0, start - _NEAR) : start]
        if self._least.search(lead):
            return True
        lead = _PART.split(lead)[-1]
        asked = max((hit.end() for hit in self._asked.finditer(lead)), default=-1)
        return asked > max((hit.end() for hit in self._answered.finditer(lead)), default=-1)

    def _named(self, one: Candidate, row: Row, table: Table, view: Shadow) -> Candidate:
        """What a row names, said with a hedge where its column of results says no result of it."""
        cell = cell_of(row, table.result)
        if cell is None or cell.start <= one.start:
            return one
        told = not self._waits(cell, view) and self._says_result(text_of(cell, view.low))
        return one if told else replace(one, open=True)


def _spoken(*tables: dict[str, tuple[str, ...]]) -> list[str]:
    """The words of all languages of some tables."""
    return [word for table in tables for words in table.values() for word in words]


def _announcing(words: Iterable[str]) -> str:
    """A pattern for words that announce a limit. Those of scripts without spaces want a colon: "1 mL 기준" is none."""
    latin = [word for word in words if word[0] < "\u0250"]
    other = [word for word in words if word[0] >= "\u0250"]
    return rf"{any_word(latin)}|(?:{any_word(other)})\s?[:(]"


def _notes(mark: str, text: str) -> list[str]:
    """The footnotes of a text under a mark."""
    return [
        line.strip()[len(mark) :]
        for line in text.split("\n")
        if line.lstrip().startswith(mark) and not line.lstrip()[len(mark) :].startswith(mark[-1])
    ]
