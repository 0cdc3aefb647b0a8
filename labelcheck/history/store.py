"""The history itself. Every call opens the database and closes it: app, API and command line may use it at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from labelcheck.dossiers import Comparison
from labelcheck.history import entries, folder
from labelcheck.history.database import DAMAGED, HistoryError, opened, told, writing
from labelcheck.history.entries import Entry, Kept, Row, Saved
from labelcheck.language import noted, say
from labelcheck.models import Evaluation

_COLUMNS: Final = "id, kind, saved_at, title, files, verdict, checklist, version, rules_digest"
_OFF: Final = noted("History is off, so nothing is kept. Switch it on first: labelcheck history on")
_NO_ENTRY: Final = noted("There is no result {id} in the history.")
_MOST_WORDS: Final = 30
_LARGEST_ID: Final = 2**63 - 1
_MOST_DIGITS: Final = 19


class HistoryOff(HistoryError):
    """Something was to be kept while history is off."""


class NoEntry(HistoryError):
    """There is no entry of this id, any more or yet."""


def number_of(text: str) -> int:
    """The id that somebody wrote; 0, which no entry has, where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else 0


class Size(NamedTuple):
    """How many results are kept, and how many bytes are taken by them."""

    results: int
    taken: int


class History:
    """Results kept in a folder of this computer, off until switched on; while off, nothing is made or written.

    Every method but :attr:`on` raises HistoryError where the database cannot be used.
    """

    def __init__(self, where: Path | None = None) -> None:
        """``where`` is the folder, by default :func:`labelcheck.history.data_folder`; it is made when switched on."""
        self.folder = where or folder.data_folder()
        self.path = self.folder / folder.DATABASE

    @property
    def on(self) -> bool:
        """Whether results are kept. Raises HistoryError where the folder cannot be looked into."""
        with told(self.folder):
            return folder.is_marked(self.folder)

    def switch(self, on: bool) -> None:
        """Keep results from now on, or keep no more; what was kept stays until it is deleted."""
        with told(self.folder):
            (folder.mark if on else folder.unmark)(self.folder)

    def add(self, evaluation: Evaluation, made_on: date | None = None) -> Kept:
        """Keep an evaluation, on the disk when this returns. A result that is there already is not kept twice.

        ``made_on`` is the day that its report names, by default today. Raises HistoryOff.
        """
        return self._added(entries.label_row(evaluation, made_on or date.today()))

    def add_comparison(self, comparison: Comparison, report: str) -> Kept:
        """Keep a comparison with ``report``, its JSON, as :meth:`add` keeps an evaluation. Raises HistoryOff."""
        return self._added(entries.comparison_row(comparison, report))

    def _added(self, row: Row) -> Kept:
        if not self.on:
            raise HistoryOff(say(_OFF))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        names, marks = ", ".join(("saved_at", *Row._fields)), ", ".join("?" * (1 + len(Row._fields)))
        with opened(self.path) as connection, writing(connection):
            same = connection.execute("SELECT id FROM entry WHERE result = ?", (row.result,)).fetchone()
            if same:
                return Kept(same[0], new=False)
            made = connection.execute(f"INSERT INTO entry ({names}) VALUES ({marks})", (now, *row))
            assert made.lastrowid is not None
            return Kept(made.lastrowid, new=True)

    def list(self, limit: int = 50, offset: int = 0) -> tuple[Entry, ...]:
        """The newest ``limit`` entries after the first ``offset``."""
        return self.search("", limit, offset)

    def search(self, words: str, limit: int = 50, offset: int = 0) -> tuple[Entry, ...]:
        """As :meth:`list`, those entries whose names, file names or texts hold every one of ``words``, as written."""
        if not self.path.exists():
            return ()
        where, wanted = _holding(words)
        order = "ORDER BY id DESC LIMIT ? OFFSET ?"
        with opened(self.path) as connection:
            found = connection.execute(f"SELECT {_COLUMNS} FROM entry {where} {order}", (*wanted, limit, offset))
            return tuple(self._entry(row) for row in found)

    def count(self, words: str = "") -> int:
        """How many entries :meth:`search` finds in all."""
        if not self.path.exists():
            return 0
        where, wanted = _holding(words)
        with opened(self.path) as connection:
            return int(connection.execute(f"SELECT count(*) FROM entry {where}", wanted).fetchone()[0])

    def get(self, number: int) -> Saved:
        """The entry of this id with its report. Raises NoEntry."""
        if self.path.exists() and 0 < number <= _LARGEST_ID:
            with opened(self.path) as connection:
                query = f"SELECT {_COLUMNS}, report, model FROM entry WHERE id = ?"
                row = connection.execute(query, (number,)).fetchone()
            if row:
                found = self._entry(row[:-2])
                try:
                    return entries.opened_again(found, *row[-2:])
                except ValueError as error:
                    raise HistoryError(say(DAMAGED, file=self.path)) from error
        raise NoEntry(say(_NO_ENTRY, id=number))

    def __contains__(self, number: int) -> bool:
        """Whether there is an entry of this id."""
        if not self.path.exists() or not 0 < number <= _LARGEST_ID:
            return False
        with opened(self.path) as connection:
            return connection.execute("SELECT 1 FROM entry WHERE id = ?", (number,)).fetchone() is not None

    def delete(self, number: int) -> None:
        """Delete one entry for good: its place in the file is overwritten. Raises NoEntry."""
        gone = 0
        if self.path.exists() and 0 < number <= _LARGEST_ID:
            with opened(self.path) as connection, writing(connection):
                gone = connection.execute("DELETE FROM entry WHERE id = ?", (number,)).rowcount
        if not gone:
            raise NoEntry(say(_NO_ENTRY, id=number))

    def clear(self) -> int:
        """Delete all entries for good and give their room back; returns how many there were. The switch stays."""
        if not self.path.exists():
            return 0
        with opened(self.path) as connection:
            with writing(connection):
                gone = connection.execute("DELETE FROM entry").rowcount
            connection.execute("VACUUM")
            return gone

    def size(self) -> Size:
        """How much is kept."""
        if not self.path.exists():
            return Size(0, 0)
        count = self.count()
        with told(self.path):
            return Size(count, self.path.stat().st_size)

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        try:
            return entries.entry(row)
        except (ValueError, TypeError) as error:
            raise HistoryError(say(DAMAGED, file=self.path)) from error


def _holding(words: str) -> tuple[str, tuple[str, ...]]:
    """The condition that ``words`` put on entries, and its values. No character of theirs has a meaning of its own."""
    wanted = tuple(dict.fromkeys(entries.folded(words).split()))[:_MOST_WORDS]
    return ("WHERE " + " AND ".join(["instr(words, ?) > 0"] * len(wanted)) if wanted else ""), wanted
