"""The commands as a person types them: reports on standard output, messages on standard error, honest exit codes."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from labelcheck.cli import main

GOOD = "Human adipose stem cell exosomes, 10 billion particles per vial. Store at 2-8 °C."


@pytest.fixture
def label(tmp_path: Path) -> Path:
    path = tmp_path / "label.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_check_prints_the_answer_and_exits_with_0(label: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", str(label)]) == 0
    out, err = capfdbinary.readouterr()
    assert "3 of 4" in out.decode() and not err


def test_check_json_is_the_contract(label: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", str(label), "--format", "json"]) == 0
    report = json.loads(capfdbinary.readouterr().out)
    assert report["schema"] == "labelcheck.evaluation/1"
    assert report["product"]["exosome"] == "yes"
    assert [item["id"] for item in report["checklist"]["items"]] == [
        "concentration",
        "source",
        "cold-storage",
        "clinical-data",
    ]
    assert [condition["id"] for condition in report["checklist"]["conditions"]] == [
        "disclosure",
        "stability",
        "penetration",
    ]
    assert report["checklist"]["verdict"] == "caution"
    for claim in report["claims"]:
        text = report["documents"][claim["document"]]["text"]
        assert text[claim["start"] : claim["end"]] == claim["text"]
    count = next(claim for claim in report["claims"] if claim["kind"] == "concentration")
    assert count["quantity"] == {
        "low": 1e10,
        "high": 1e10,
        "unit": "particle",
        "per": "vial",
        "text": "10 billion particles per vial",
        "repaired": None,
        "bound": None,
    }


def test_check_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(GOOD.encode())))
    assert main(["check", "-", "--format", "json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["documents"][0]["text"] == GOOD


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.jpg", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj <<", "damaged"),
        ("cut.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "damaged"),
    ],
)
def test_a_bad_file_is_one_clear_line_and_the_others_are_graded(
    tmp_path: Path,
    label: Path,
    name: str,
    content: bytes,
    word: str,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    assert main(["check", str(bad), str(label), "--format", "json"]) == 2
    out, err = capfdbinary.readouterr()
    report, lines = json.loads(out), err.decode().splitlines()
    assert len(lines) == 1 and name in lines[0] and ";" in lines[0]
    assert word in lines[0]
    assert [skip["name"] for skip in report["skipped"]] == [name]
    outcomes = {item["id"]: item["outcome"] for item in report["checklist"]["items"]}
    assert outcomes == {
        "concentration": "met",
        "source": "met",
        "cold-storage": "met",
        "clinical-data": "unreadable",
    }


def test_a_missing_file_no_file_and_an_unknown_sample_exit_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.txt"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
    assert main(["check"]) == 2
    assert "no file given" in capsys.readouterr().err
    assert main(["check", "--sample", "nothing"]) == 2
    assert "front-box" in capsys.readouterr().err
    assert main(["rules", "show", "source/ros"]) == 2
    assert "source/plant-rose" in capsys.readouterr().err


def test_wrong_usage_exits_with_2() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "--format", "carrier pigeon", "x"])
    assert caught.value.code == 2


def test_an_unwritable_output_is_a_clear_message(label: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(label), "-o", str(label / "report.txt")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_hostile_name_cannot_write_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "x\x1b[31m\nlabelcheck: all is well.txt")]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err and err.count("\n") == 1


def test_batch_writes_one_line_a_product_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "labels"
    (folder / "b-two-documents").mkdir(parents=True)
    (folder / "b-two-documents" / "front.txt").write_text("Rose exosomes", encoding="utf-8")
    (folder / "b-two-documents" / "back.txt").write_text("Store at 2-8 °C", encoding="utf-8")
    (folder / "a.txt").write_text("A plain cream", encoding="utf-8")
    (folder / "c.jpg").write_bytes(b"")
    out = tmp_path / "out.jsonl"
    assert main(["batch", str(folder), "-o", str(out)]) == 2
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [[document["name"] for document in row["documents"]] for row in rows] == [
        ["a.txt"],
        ["back.txt", "front.txt"],
        [],
    ]
    assert rows[1]["checklist"]["items"][2]["outcome"] == "met"
    assert rows[0]["checklist"]["verdict"] == "not applicable"
    assert rows[2]["checklist"]["verdict"] == "unreadable"
    said = capsys.readouterr().err
    assert "1 files skipped" in said and "out.csv" in said


def test_batch_writes_a_summary_beside_its_lines(tmp_path: Path) -> None:
    folder = tmp_path / "labels"
    (folder / "serum").mkdir(parents=True)
    (folder / "serum" / "front.txt").write_text(GOOD, encoding="utf-8")
    (folder / "serum" / "back.jpg").write_bytes(b"")
    (folder / "=cream.txt").write_text("A plain cream", encoding="utf-8")
    main(["batch", str(folder), "-o", str(tmp_path / "out.jsonl")])
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    cream, serum = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert (cream["name"], cream["exosome"], cream["verdict"]) == ("'=cream.txt", "no", "not applicable")
    assert (serum["name"], serum["concentration"], serum["source"]) == ("serum", "met", "met")
    assert serum["concentration: value"] == "10¹⁰ particles per vial"
    assert serum["source: value"] == "human_adipose_msc"
    assert serum["condition: disclosure"] == "partly"
    assert int(serum["critical flags"]) > 0
    assert serum["skipped files"].startswith("back.jpg: ")


def test_a_batch_whose_summary_would_take_its_place_is_refused(label: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(label), "-o", str(label.with_suffix(".csv"))]) == 2
    assert "name a file such as out.jsonl" in capsys.readouterr().err
    assert not label.with_suffix(".csv").exists()


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!doctype html>"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF-")]
)
def test_check_writes_every_format_to_a_file(label: Path, form: str, begins: bytes) -> None:
    out = label.with_suffix(f".{form}")
    assert main(["check", str(label), "--format", form, "-o", str(out)]) == 0
    assert out.read_bytes().startswith(begins)


def test_a_pdf_is_not_written_to_a_terminal(
    label: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["check", str(label), "--format", "pdf"]) == 2
    out, err = capsys.readouterr()
    assert "-o FILE" in err and not out


def test_a_report_can_be_in_korean(label: Path) -> None:
    out = label.with_suffix(".html")
    assert main(["check", str(label), "--format", "html", "--lang", "ko", "-o", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert '<html lang="ko">' in page and "판매자에게 물어볼 것" in page


def test_rules_show_tells_why_and_gives_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "show", "source/plant-rose"]) == 0
    out = capsys.readouterr().out
    assert "References:" in out and "[rose exosomes]" in out


def test_python_has_the_same_in_one_function() -> None:
    import labelcheck
    import labelcheck.cli  # a later import of a submodule must not take the name away

    assert labelcheck.evaluate([GOOD]).exosome == "yes"
