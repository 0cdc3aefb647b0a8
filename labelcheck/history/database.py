"""The database file: opened, brought to this version and written so that a crash loses nothing already saved.

A rollback journal with full syncing is used: a write that returned is on the disk, one that was cut short is undone
when the file is opened next. What is deleted is overwritten in the file; the journal, which held it for the while of
the write, is removed as any file is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from labelcheck.history.folder import make_private
from labelcheck.language import noted, say

BUSY_SECONDS: Final = 20.0
"""How long one process waits for another that is writing."""

STEPS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('label', 'comparison')),
            saved_at TEXT NOT NULL,
            made_on TEXT NOT NULL,
            title TEXT NOT NULL,
            files TEXT NOT NULL,
            verdict TEXT NOT NULL,
            checklist TEXT NOT NULL,
            version TEXT NOT NULL,
            rules_digest TEXT NOT NULL,
            result TEXT NOT NULL UNIQUE,
            words TEXT NOT NULL,
            report BLOB NOT NULL,
            model BLOB NOT NULL
        )
        """,
    ),
)
"""What brings a database from each version to the next; the first makes an empty one. Steps are added, never changed.

``made_on`` is the day that the report names, ``result`` a digest that tells equal results, ``words`` what a search
looks in, ``report`` the report as JSON and ``model`` what opens it again, both compressed.
"""

_PRAGMAS: Final = ("synchronous = EXTRA", "secure_delete = ON", "temp_store = MEMORY", "trusted_schema = OFF")
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_BARRED: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)

DAMAGED: Final = noted(
    "{file}: the history is damaged and was left as it is. Move this file away to begin a new history, or put a copy "
    "of it back."
)
_NEWER: Final = noted(
    "{file}: this history was written by a newer labelcheck (its version {found}, known here up to {known}). Install "
    "the newer one, or move this file away to begin a new history."
)
_IN_USE: Final = noted("{file}: another labelcheck is writing to the history. Try again in a moment.")
_UNWRITABLE: Final = noted("{file}: the history cannot be opened or written. Check who may write to its folder.")
_FULL: Final = noted("{file}: there is no room left on the disk, so the history is as it was. Make room and try again.")
_FAILED: Final = noted("{file}: the history does not work: {cause}. What was kept is unchanged.")


class HistoryError(Exception):
    """Something is wrong with the history; the message names the file and what to do, in the language spoken now."""


@contextmanager
def opened(
    path: Path, steps: Sequence[Sequence[str]] = STEPS, busy: float = BUSY_SECONDS
) -> Iterator[sqlite3.Connection]:
    """A connection to the database in ``path``, which is made where it is missing and brought to the last of ``steps``.

    ``busy`` is how many seconds to wait for others. Raises HistoryError, also for what fails inside the block.
    """
    with told(path):
        make_private(path)
        address = f"{path.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, timeout=busy, isolation_level=None, uri=True)) as connection:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            _migrate(connection, path, steps)
            yield connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """All of a block or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # what was wrong is told, not that undoing it came too late
            connection.execute("ROLLBACK")
        raise


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system and SQLite say into a HistoryError that names the file and the cure."""
    try:
        yield
    except sqlite3.Error as error:
        raise HistoryError(_message(path, error)) from error
    except OSError as error:
        raise HistoryError(say(_UNWRITABLE, file=path)) from error


def _message(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED or _lacks_a_part(error):
        return say(DAMAGED, file=path)
    if code in _BUSY:
        return say(_IN_USE, file=path)
    if code in _BARRED:
        return say(_UNWRITABLE, file=path)
    if code == sqlite3.SQLITE_FULL:
        return say(_FULL, file=path)
    return say(_FAILED, file=path, cause=error)


def _lacks_a_part(error: sqlite3.Error) -> bool:
    """Whether the file is a database of this version without the history's table."""
    return str(error) == "no such table: entry"


def _migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[Sequence[str]]) -> None:
    """Take the steps that are missing, all or none. Another process may have taken them meanwhile."""
    if _version(connection, path, steps) == len(steps):
        return
    with writing(connection):
        for step in steps[_version(connection, path, steps) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def _version(connection: sqlite3.Connection, path: Path, steps: Sequence[Sequence[str]]) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(steps):
        raise HistoryError(say(_NEWER, file=path, found=version, known=len(steps)))
    return version
