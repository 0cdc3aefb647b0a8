"""The database file: a crash loses nothing that was saved, versions are brought forward, others are waited for."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import evaluations
import pytest

from labelcheck.history import History, HistoryError
from labelcheck.history.database import STEPS, opened, writing

WRITER = Path(__file__).with_name("writer.py")
WRITES = 100
SECOND = ("ALTER TABLE entry ADD COLUMN note TEXT NOT NULL DEFAULT ''", "UPDATE entry SET note = title")


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_process_loses_nothing_it_had_saved(folder: Path, seed: int) -> None:
    """The writer is killed after a number of writes that the seed tells, anywhere inside the write that follows."""
    chance = random.Random(seed)
    history = History()
    history.switch(True)
    command = [sys.executable, str(WRITER), str(folder), str(WRITES), "label"]
    printed: list[int] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == "ready"
        for _ in range(chance.randrange(1, WRITES)):
            printed.append(int(writer.stdout.readline()))
        journal = history.path.with_name(f"{history.path.name}-journal")
        while not journal.exists() and writer.poll() is None:  # the next write has begun
            pass
        for _ in range(chance.randrange(3_000)):
            pass
        writer.kill()
        printed += [int(line) for line in writer.stdout.read().split("\n") if line.strip()]
    assert writer.returncode != 0
    entries = {entry.id: entry for entry in history.list(limit=1000)}
    assert set(printed) <= set(entries)
    assert len(entries) <= len(printed) + 1, "at most the one that was being written"
    for number in printed:
        saved = history.get(number)
        assert saved.evaluation is not None
        assert saved.entry.title == f"label {number - 1}"
    with opened(history.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert history.add(evaluations.rich()).new


def _kept(folder: Path) -> History:
    history = History()
    history.switch(True)
    history.add(evaluations.rich())
    return history


def _content(path: Path) -> tuple[int, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, connection.execute("SELECT * FROM entry").fetchall()


def test_a_database_of_an_earlier_version_is_brought_forward_with_what_it_holds(folder: Path) -> None:
    history = _kept(folder)
    version, rows = _content(history.path)
    assert version == len(STEPS)
    with opened(history.path, (*STEPS, SECOND)) as connection:
        assert connection.execute("SELECT note FROM entry").fetchone()[0] == rows[0][3]
    assert _content(history.path)[0] == len(STEPS) + 1
    with opened(history.path, (*STEPS, SECOND)):
        pass


@pytest.mark.parametrize("steps", [((SECOND[0], "DROP TABLE missing"),), (SECOND, ("DROP TABLE missing",))])
def test_a_step_that_fails_leaves_everything_as_it_was(folder: Path, steps: tuple[tuple[str, ...], ...]) -> None:
    history = _kept(folder)
    before = _content(history.path)
    with pytest.raises(HistoryError, match="no such table: missing.*unchanged"), opened(history.path, (*STEPS, *steps)):
        pass
    assert _content(history.path) == before
    assert history.size().results == 1


def test_a_database_of_a_later_version_is_refused_and_not_touched(folder: Path) -> None:
    history = _kept(folder)
    with opened(history.path, (*STEPS, SECOND)):
        pass
    before = history.path.read_bytes()
    with pytest.raises(HistoryError, match="newer labelcheck") as raised:
        history.list()
    assert str(history.path) in str(raised.value)
    assert history.path.read_bytes() == before


def test_what_goes_wrong_inside_a_write_undoes_it(folder: Path) -> None:
    history = _kept(folder)
    with pytest.raises(KeyboardInterrupt), opened(history.path) as connection, writing(connection):
        connection.execute("DELETE FROM entry")
        raise KeyboardInterrupt
    assert history.size().results == 1


def test_another_that_writes_for_long_is_named(folder: Path) -> None:
    history = _kept(folder)
    with closing(sqlite3.connect(history.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(HistoryError, match="another labelcheck is writing"),
            opened(history.path, busy=0.05) as connection,
            writing(connection),
        ):
            pass
    assert history.size().results == 1


def test_a_write_is_on_the_disk_and_what_is_deleted_is_overwritten(folder: Path) -> None:
    history = _kept(folder)
    with opened(history.path) as connection:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "secure_delete")]
        assert found == [3, 1]
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
