"""``labelcheck history``, and what check and batch keep: nothing unless it was asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from labelcheck.cli import main
from labelcheck.compare.export import comparison_csv
from labelcheck.compare.listing import comparison_text
from labelcheck.dossiers import Comparison, Dossier
from labelcheck.history import History
from labelcheck.history.entries import packed

ROSE = "Rose callus exosomes\n2 x 10^10 particles per mL"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there yet, beside a label."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LABELCHECK_DATA", str(tmp_path / "data"))
    (tmp_path / "rose.txt").write_text(ROSE, encoding="utf-8")
    (tmp_path / "moss.txt").write_text("Moss exosomes", encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(words))
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_nothing_is_kept_or_made_until_it_is_switched_on(run: Run, folder: Path) -> None:
    assert run("check", "rose.txt")[2] == ""
    assert run("history", "list") == (0, "0 of 0 shown; 0 results are kept, 0 kB; history is off\n", "")
    assert run("history", "off")[:2] == (0, "History is off.\n")
    assert run("history", "clear")[:2] == (0, "0 deleted.\n")
    assert not folder.exists()


def test_a_check_is_kept_once_it_is_on_and_can_be_left_out(run: Run, folder: Path) -> None:
    code, out, _ = run("history", "on")
    assert code == 0
    assert str(folder) in out
    assert run("check", "rose.txt")[2] == "labelcheck: kept as history:1\n"
    assert run("check", "rose.txt", "--format", "json")[2] == "labelcheck: kept already as history:1\n"
    assert run("check", "moss.txt", "--no-keep")[2] == ""
    assert run("check", "moss.txt", "--fail-under", "4")[2].startswith("labelcheck: kept as history:2\n")
    assert run("history", "off")[1].startswith("History is off. 2 results are still there")
    assert run("check", "--sample", "insert")[2] == ""


def test_a_batch_is_kept_when_asked_and_only_when_it_can(run: Run, folder: Path) -> None:
    code, _, told = run("batch", "rose.txt", "-o", "out.jsonl", "--keep")
    assert code == 2
    assert "labelcheck history on" in told
    assert not Path("out.jsonl").exists()
    run("history", "on")
    assert "kept" not in run("batch", "rose.txt", "moss.txt", "-o", "out.jsonl")[2]
    assert not History().size().results
    assert "kept as history:2" in run("batch", "rose.txt", "moss.txt", "-o", "out.jsonl", "--keep")[2]
    assert [entry.title for entry in History().list()] == ["moss.txt", "rose.txt"]


def test_results_are_listed_searched_shown_and_deleted(run: Run, folder: Path) -> None:
    run("history", "on")
    report = run("check", "rose.txt", "--format", "json")[1]
    text = run("check", "moss.txt")[1]
    rows = run("history", "list")[1].splitlines()
    assert [row.split()[0] for row in rows[:3]] == ["ID", "2", "1"]
    assert rows[1].endswith("moss.txt")
    assert rows[-1].startswith("2 of 2 shown; 2 results are kept")
    assert run("history", "list", "--limit", "1", "--skip", "1")[1].splitlines()[1].split()[0] == "1"
    found = run("history", "search", "CALLUS", "rose")[1].splitlines()
    assert [row.split()[0] for row in found] == ["ID", "1", "1"]
    assert run("history", "search", "%")[1].startswith("0 of 0")
    assert run("history", "show", "1", "--format", "json")[1] == report
    assert run("history", "show", "history:2")[1] == text
    assert "라벨" in run("history", "show", "1", "--lang", "ko")[1]
    assert run("history", "show", "1", "--format", "html", "-o", "again.html")[0] == 0
    assert b"<html" in Path("again.html").read_bytes()
    assert run("verify", "again.html", "rose.txt")[:2] == (0, "identical: 1 document, labelcheck 0.1.0\n")
    assert run("history", "delete", "1")[:2] == (0, "history:1 is deleted.\n")
    for action in ("show", "delete"):
        code, _, told = run("history", action, "1")
        assert (code, told) == (2, "labelcheck: There is no result 1 in the history.\n")
    assert run("history", "clear")[0] == 2
    assert History().size().results == 1
    assert run("history", "clear", "--yes")[:2] == (0, "1 deleted.\n")


def test_a_result_of_another_version_is_told_from_its_report(run: Run, folder: Path) -> None:
    run("history", "on")
    report = run("check", "rose.txt", "--format", "json")[1]
    with sqlite3.connect(History().path) as connection:
        connection.execute("UPDATE entry SET model = ?", (packed("{}"),))
    assert run("history", "show", "1", "--format", "json")[1] == report
    told = run("history", "show", "1")[1]
    for item in json.loads(report)["checklist"]["items"]:
        assert item["short"] in told
    assert "Concentration: disclosed" in told
    code, _, why = run("history", "show", "1", "--format", "csv")
    assert code == 2
    assert "take --format json" in why


def test_a_comparison_is_shown_as_compare_shows_it_and_never_compared_as_a_label(run: Run, folder: Path) -> None:
    run("history", "on")
    comparison = Comparison(
        version="1",
        rules_digest="sha256:0",
        checklist="clinic-supplier",
        title="Suppliers",
        made_on=date(2026, 3, 1),
        columns=(),
        dossiers=(Dossier(name="Lumen", minimum=(3, 5), complete=(4, 13)),),
    )
    History().add_comparison(comparison, '{"schema": "labelcheck.comparison/1"}\n')
    shown = run("history", "show", "1")[1]
    assert shown == comparison_text(comparison) and "4/13" in shown
    assert run("history", "show", "1", "--format", "csv", "-o", "out.csv")[0] == 0
    assert Path("out.csv").read_bytes() == comparison_csv(comparison)
    assert run("history", "show", "1", "--format", "json")[1] == '{"schema": "labelcheck.comparison/1"}\n'
    assert run("history", "show", "1", "--format", "pdf", "-o", "out.pdf")[0] == 2
    code, _, told = run("diff", "history:1", "rose.txt")
    assert code == 2
    assert "is a comparison of products" in told


def test_a_damaged_history_stops_its_own_command_and_no_check(run: Run, folder: Path) -> None:
    run("history", "on")
    (folder / "history.sqlite3").write_bytes(b"no database" * 500)
    code, out, told = run("check", "rose.txt")
    assert code == 0
    assert "disclosed" in out
    assert "the result was not kept" in told
    assert "Move this file away" in told
    code, _, told = run("history", "list")
    assert code == 2
    assert str(folder / "history.sqlite3") in told


def test_names_of_files_cannot_act_in_a_list(run: Run, folder: Path) -> None:
    run("history", "on")
    name = "ro\x1b[31mse.txt"
    Path(name).write_text(ROSE, encoding="utf-8")
    run("check", name)
    assert "\x1b" not in run("history", "list")[1]


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "one", "-1"])
def test_no_number_is_too_strange(run: Run, number: str) -> None:
    run("history", "on")
    try:
        assert run("history", "show", number)[0] == 2
    except SystemExit as wrong:
        assert wrong.code == 2
