"""Results kept on this computer: nothing while off, all of it when on, gone when deleted, found when looked for."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import evaluation_parts
import evaluations
import pytest

from labelcheck.dossiers import Column, Comparison, Dossier, Fault, Paper
from labelcheck.history import History, HistoryError, HistoryOff, NoEntry, data_folder
from labelcheck.history.entries import packed
from labelcheck.language import speaking
from labelcheck.models import Evaluation
from labelcheck.report.contract_json import json_report
from labelcheck.values import FaultKind

DAY = date(2026, 3, 1)


def _named(name: str, text: str = "Rose exosomes") -> Evaluation:
    document = evaluation_parts.document(f"{name}.txt", text)
    return evaluations.not_applicable().model_copy(update={"name": None, "documents": (document,), "claims": ()})


@pytest.fixture
def history(folder: Path) -> History:
    made = History()
    made.switch(True)
    return made


def test_nothing_is_made_while_it_is_off(folder: Path) -> None:
    history = History()
    assert not history.on
    assert history.list() == history.search("rose") == ()
    assert history.size() == (0, 0)
    assert history.clear() == 0
    assert 1 not in history
    with pytest.raises(HistoryOff, match="labelcheck history on"):
        history.add(evaluations.rich())
    with pytest.raises(NoEntry, match="no result 1"):
        history.get(1)
    with pytest.raises(NoEntry):
        history.delete(1)
    history.switch(False)
    assert not folder.exists()


def test_switching_on_makes_a_folder_and_no_database(folder: Path) -> None:
    History().switch(True)
    assert History().on
    assert [path.name for path in folder.iterdir()] == ["history-is-on"]
    History().switch(False)
    assert not History().on
    assert list(folder.iterdir()) == []


def test_the_folder_is_the_users_own_unless_another_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LABELCHECK_DATA", str(tmp_path / "elsewhere"))
    assert data_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv("LABELCHECK_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_folder().name == "labelcheck"
    assert tmp_path in data_folder().parents


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_only_the_owner_can_read_it(history: History) -> None:
    history.add(evaluations.rich())
    assert stat.S_IMODE(history.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in history.folder.iterdir()} == {0o600}


@pytest.mark.parametrize("name", evaluations.ALL)
def test_a_result_comes_back_as_it_was(history: History, name: str) -> None:
    evaluation = evaluations.ALL[name]()
    kept = history.add(evaluation, DAY)
    saved = history.get(kept.id)
    assert saved.report == json_report(evaluation, DAY)
    assert saved.evaluation == evaluation
    assert json_report(saved.evaluation, saved.made_on) == saved.report
    entry = saved.entry
    assert (entry.verdict, entry.checklist) == (evaluation.verdict, evaluation.checklist.id)
    assert (entry.version, entry.rules_digest) == (evaluation.version, evaluation.rules_digest)
    read = [document for document in evaluation.documents if not document.given]
    assert [tuple(file) for file in entry.files] == [(each.name, each.sha256) for each in read]
    assert timedelta() <= datetime.now(UTC) - entry.saved_at < timedelta(minutes=5)


def test_halves_of_characters_and_zeros_are_kept_and_hide_no_words(history: History) -> None:
    saved = history.get(history.add(_named("a\ud800", "Rose \ud800 \0 callus")).id)
    assert saved.evaluation is not None
    assert saved.evaluation.documents[0].text == "Rose \ud800 \0 callus"
    assert saved.entry.title == "a?.txt"
    assert [entry.id for entry in history.search("rose callus")] == [saved.entry.id]


def test_a_model_of_another_version_leaves_the_report(history: History) -> None:
    import sqlite3

    from labelcheck.history.entries import packed

    kept = history.add(evaluations.rich(), DAY)
    with sqlite3.connect(history.path) as connection:
        connection.execute("UPDATE entry SET model = ?", (packed('{"verdict": "of a later version"}'),))
    saved = history.get(kept.id)
    assert saved.evaluation is None
    assert saved.report == json_report(evaluations.rich(), DAY)


def test_equal_results_are_kept_once_and_corrected_ones_beside_them(history: History) -> None:
    first = history.add(evaluations.rich(), DAY)
    assert first.new
    assert history.add(evaluations.rich(), DAY + timedelta(days=9)) == (first.id, False)
    other = history.add(evaluations.rich().model_copy(update={"name": "Lumen"}))
    assert other.new
    assert [entry.id for entry in history.list()] == [other.id, first.id]


def test_the_newest_come_first_page_by_page(history: History) -> None:
    ids = [history.add(_named(f"label {number}")).id for number in range(7)]
    assert [entry.id for entry in history.list(limit=3)] == ids[:-4:-1]
    assert [entry.id for entry in history.list(limit=3, offset=6)] == [ids[0]]
    assert history.list(limit=3, offset=7) == ()
    assert history.count() == 7


def test_searches_look_in_names_files_and_texts_and_take_words_as_written(history: History) -> None:
    rose = history.add(
        _named("rose", "100% vegan, ROSE_callus exosomes").model_copy(update={"name": "Lumen Ampoule"})
    ).id
    moss = history.add(_named("moss", "Moss exosomes; 다이아 엑소좀 'quoted' \\ [a-z]*")).id

    def ids(words: str) -> list[int]:
        return [entry.id for entry in history.search(words)]

    assert ids("exosomes") == [moss, rose]
    assert ids("lumen VEGAN") == [rose]
    assert ids("moss.txt") == ids("엑소좀 moss") == ids("'quoted' \\ [a-z]*") == [moss]
    assert ids("100%") == ids("rose_callus") == ids("ｖｅｇａｎ") == [rose]
    assert ids("%") == [rose]
    assert ids("_") == [rose]
    assert ids("ro%us") == ids('" OR 1=1 --') == ids("rose moss") == []
    assert history.count("exosomes") == 2
    assert ids(" ".join(f"word{number}" for number in range(5000))) == []


def test_a_deleted_result_is_gone_from_the_file_too(history: History) -> None:
    secret = history.add(_named("secret", "Verbena exosomes")).id
    rest = history.add(_named("rest")).id
    assert b"verbena" in history.path.read_bytes()
    history.delete(secret)
    assert b"verbena" not in history.path.read_bytes()
    assert [entry.id for entry in history.list()] == [rest]
    with pytest.raises(NoEntry, match=f"no result {secret}"):
        history.get(secret)
    assert history.add(_named("later")).id > rest


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**30])
def test_an_impossible_id_is_no_entry(history: History, number: int) -> None:
    history.add(evaluations.rich())
    assert number not in history
    with pytest.raises(NoEntry):
        history.get(number)
    with pytest.raises(NoEntry):
        history.delete(number)


def test_clearing_leaves_nothing_but_an_empty_file(history: History) -> None:
    for number in range(20):
        history.add(_named(f"label {number}", "Verbena exosomes " * 3000))
    before = history.size()
    assert history.clear() == 20
    after = history.size()
    assert (before.results, after.results) == (20, 0)
    assert after.taken < before.taken / 4
    assert {path.name for path in history.folder.iterdir()} == {"history-is-on", "history.sqlite3"}
    assert b"verbena" not in history.path.read_bytes()


def test_a_comparison_is_kept_as_well(history: History) -> None:
    papers = (Paper(name="coa.pdf", sha256="ab", kind="certificate"),)
    comparison = Comparison(
        version="1",
        rules_digest="sha256:0",
        checklist="clinic-supplier",
        title="Suppliers",
        made_on=DAY,
        columns=(Column(id="count", short="Count", question="How many?"),),
        dossiers=(Dossier(name="Lumen", papers=papers), Dossier(name="Noctilux")),
    )
    report = '{"schema": "labelcheck.comparison/1", "made_on": "2026-03-01"}\n'
    kept = history.add_comparison(comparison, report)
    assert history.add_comparison(comparison.model_copy(update={"made_on": date(2026, 4, 1)}), report).id == kept.id
    saved = history.get(kept.id)
    assert (saved.entry.kind, saved.entry.title) == ("comparison", "Lumen, Noctilux")
    assert (saved.comparison, saved.evaluation, saved.report) == (comparison, None, report)
    assert [entry.id for entry in history.search("coa.pdf noctilux")] == [kept.id]


def test_a_date_that_is_past_makes_no_new_result_each_day(history: History) -> None:
    def made(day: date, kind: FaultKind = "expired") -> Comparison:
        fault = Fault(kind=kind, severity="high", message=f"The expiry date was past on {day}.")
        return Comparison(
            version="1",
            rules_digest="sha256:0",
            checklist="clinic-supplier",
            title="Suppliers",
            made_on=day,
            columns=(),
            dossiers=(Dossier(name="Lumen", faults=(fault,)),),
        )

    kept = history.add_comparison(made(DAY), "{}\n")
    assert history.add_comparison(made(date(2026, 4, 1)), "{}\n").id == kept.id
    assert history.add_comparison(made(DAY, "other lot"), "{}\n").id != kept.id


def test_switching_off_keeps_what_is_there_and_adds_nothing(history: History) -> None:
    kept = history.add(evaluations.rich())
    history.switch(False)
    with pytest.raises(HistoryOff):
        history.add(evaluations.all_met())
    assert kept.id in history
    assert history.clear() == 1


def test_errors_are_told_in_the_language_spoken(history: History) -> None:
    with speaking("ko"), pytest.raises(NoEntry, match="기록"):
        history.get(9)


@pytest.mark.parametrize("content", [b"no database at all" * 100, None], ids=["foreign", "damaged"])
def test_a_damaged_history_is_told_and_left_as_it_is(history: History, content: bytes | None) -> None:
    for number in range(20):
        history.add(_named(f"label {number}", "Verbena exosomes " * 300))
    if content is None:
        whole = history.path.read_bytes()
        content = whole[:4096] + b"\xff" * (len(whole) - 4096)
    history.path.write_bytes(content)
    for use in (history.list, history.clear, lambda: history.add(evaluations.rich()), lambda: history.get(3)):
        with pytest.raises(HistoryError, match="damaged") as raised:
            use()
        assert str(history.path) in str(raised.value)
        assert "Move this file away" in str(raised.value)
    assert history.path.read_bytes() == content


def test_a_damaged_report_is_told_as_well(history: History) -> None:
    kept = history.add(evaluations.rich())
    with sqlite3.connect(history.path) as connection:
        connection.execute("UPDATE entry SET report = ?", (b"not compressed",))
    with pytest.raises(HistoryError, match="damaged"):
        history.get(kept.id)


def test_a_report_that_is_no_object_is_damaged(history: History) -> None:
    kept = history.add(evaluations.rich())
    with sqlite3.connect(history.path) as connection:
        connection.execute("UPDATE entry SET report = ?", (packed("[1]"),))
    with pytest.raises(HistoryError, match="damaged"):
        history.get(kept.id)


def test_a_database_without_its_table_is_damaged(history: History) -> None:
    history.add(evaluations.rich())
    with sqlite3.connect(history.path) as connection:
        connection.execute("DROP TABLE entry")
    for use in (history.list, history.clear, lambda: history.add(evaluations.rich()), lambda: history.get(1)):
        with pytest.raises(HistoryError, match="damaged.*Move this file away"):
            use()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HistoryError, match="Check who may write"):
        History(tmp_path / "file" / "data").switch(True)


def test_several_processes_write_at_once(history: History) -> None:
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), str(history.folder), "25"]
    writers = [subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True) for name in ("left", "right")]
    printed = [writer.communicate(timeout=120)[0].split()[1:] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    ids = sorted(int(number) for lines in printed for number in lines)
    assert ids == list(range(1, 51))
    assert history.size().results == 50
