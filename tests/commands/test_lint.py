"""``labelcheck lint`` and the thresholds of ``check`` and ``batch``, as a person or a CI job types them."""

from __future__ import annotations

import base64
import io
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from labelcheck.cli import main
from labelcheck.report.saved_file import MOST_BYTES

COPY = "엑소좀 — Exosome serum.\n\n  Our serum heals melasma\nand it treats eczema too.\n"
QUIET = "A plain cream with glycerin."


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "copy.txt"
    path.write_text(COPY, encoding="utf-8")
    return path


def _report(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str, exits: int = 0) -> str:
    assert main(list(arguments)) == exits
    return capfdbinary.readouterr().out.decode()


def test_a_finding_is_one_line_with_its_place_and_words(copy: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = _report(capfdbinary, "lint", copy.name, "--market", "us").splitlines()
    (line,) = [line for line in lines if "[general/disease-treatment]" in line]
    found = re.fullmatch(
        r'copy\.txt:(\d+):(\d+): critical: .+ \[general/disease-treatment\] "([^"]+)"; also at (.+)', line
    )
    assert found is not None
    assert found.groups() == ("3", "13", "heals melasma", "4:8")
    assert COPY.split("\n")[2][12:].startswith("heals melasma")
    assert COPY.split("\n")[3][7:].startswith("treats eczema")


def test_findings_stand_in_the_order_of_the_text_and_of_one_market_if_asked(
    copy: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = _report(capfdbinary, "lint", copy.name, "--market", "kr").splitlines()
    places = [tuple(map(int, line.split(":")[1:3])) for line in lines]
    assert places == sorted(places) and len(places) > 2
    markets = {match[1] for line in lines if (match := re.search(r"\[(\w+)/", line))}
    assert markets == {"general", "kr"}


def test_every_file_is_a_text_of_its_own(copy: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (copy.parent / "sub").mkdir()
    (copy.parent / "sub" / "plain.txt").write_text(QUIET, encoding="utf-8")
    out = json.loads(_report(capfdbinary, "lint", "copy.txt", "sub/plain.txt", "--format", "json"))
    assert out["schema"] == "labelcheck.lint/1"
    assert [document["name"] for document in out["documents"]] == ["copy.txt", "sub/plain.txt"]
    assert {finding["name"] for finding in out["findings"]} == {"copy.txt"}
    for finding in out["findings"]:
        for place in finding["places"]:
            lines = COPY.split("\n")
            assert place["line"] == place["end_line"]
            assert lines[place["line"] - 1][place["column"] - 1 : place["end_column"] - 1] == place["text"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(COPY.encode())))
    assert _report(capfdbinary, "lint", "-").startswith("standard input:1:")


@pytest.mark.parametrize(("severity", "exits"), [("critical", 1), ("info", 1), (None, 0)])
def test_a_threshold_of_gravity(
    copy: Path, severity: str | None, exits: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    asked = ["--fail-on", severity] if severity else []
    assert main(["lint", copy.name, *asked]) == exits
    err = capfdbinary.readouterr().err.decode()
    assert (f"--fail-on {severity}" in err) == bool(exits)


def test_a_threshold_counts_what_is_as_grave_or_graver(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mild = tmp_path / "mild.txt"
    mild.write_text("Exosome serum, dermatologist tested.", encoding="utf-8")
    severities = {finding["severity"] for finding in json.loads(_lint_json(mild, capsys))["findings"]}
    assert "critical" not in severities and severities
    assert main(["lint", str(mild), "--fail-on", "critical"]) == 0
    assert main(["lint", str(mild), "--fail-on", "info"]) == 1


def _lint_json(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    out = path.with_suffix(".json")
    assert main(["lint", str(path), "--format", "json", "--market", "us", "-o", str(out)]) == 0
    capsys.readouterr()
    return out.read_text(encoding="utf-8")


def test_an_unreadable_text_exits_with_2_whatever_else_is_missed(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", copy.name, "nowhere.txt", "--fail-on", "info"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["copy.txt", "--fail-on", "dreadful"], ["copy.txt", "--format", "pdf"]])
def test_wrong_usage_exits_with_2(copy: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["lint", *arguments])
    assert caught.value.code == 2


def test_what_a_text_says_cannot_write_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "x\u202e\x1b[31m.txt"
    (tmp_path / name).write_text("Exosome serum: it cures eczema \x1b[2J\u202e and\x9b heals melasma", encoding="utf-8")
    out = _report(capfdbinary, "lint", name)
    assert '"cures eczema"' in out
    assert not set(out) & set("\x1b\u202e\t")


def _dismissing(path: Path, capsys: pytest.CaptureFixture[str], rule: str) -> Path:
    report = path.with_suffix(".report.json")
    assert main(["check", str(path), "--format", "json", "-o", str(report)]) == 0
    data = json.loads(report.read_text(encoding="utf-8"))
    flag = next(flag for flag in data["flags"] if flag["rule"] == rule)
    data["dismissed"] = [{"flag": flag["id"], "reason": "quoted from a leaflet"}]
    report.write_text(json.dumps(data), encoding="utf-8")
    capsys.readouterr()
    return report


def test_dismissed_findings_stay_dismissed_though_their_ids_shift(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = _dismissing(copy, capsys, "general/disease-treatment")
    copy.write_text("FDA-approved. " + COPY, encoding="utf-8")
    out = copy.with_suffix(".out.json")
    assert main(["lint", copy.name, "--dismissed", str(report), "--format", "json", "-o", str(out)]) == 0
    findings = {row["rule"]: row["dismissed"] for row in json.loads(out.read_text(encoding="utf-8"))["findings"]}
    assert findings["general/disease-treatment"] == "quoted from a leaflet"
    assert findings["general/approval"] is None
    assert "1 finding stays dismissed" in capsys.readouterr().err
    assert main(["lint", copy.name, "--dismissed", str(report), "-o", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "[general/approval]" in text and "[general/disease-treatment]" not in text


def test_words_that_nobody_saw_are_not_dismissed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = _dismissing(copy, capsys, "general/disease-treatment")
    copy.write_text(COPY + "It cures psoriasis.", encoding="utf-8")
    out = copy.with_suffix(".out.txt")
    assert main(["lint", copy.name, "--dismissed", str(report), "-o", str(out)]) == 0
    assert "[general/disease-treatment]" in out.read_text(encoding="utf-8")


def test_the_same_words_in_another_sentence_are_not_dismissed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy.write_text("Exosome serum. Our spoon is 100% safe.", encoding="utf-8")
    report = _dismissing(copy, capsys, "general/safety-absolute")
    out = copy.with_suffix(".out.txt")
    for text, back in (("Exosome serum. Our spoon is\n100% safe.", False), ("Exosomes, 100% safe if injected.", True)):
        copy.write_text(text, encoding="utf-8")
        assert main(["lint", copy.name, "--dismissed", str(report), "-o", str(out)]) == 0
        assert ("[general/safety-absolute]" in out.read_text(encoding="utf-8")) is back


def test_dismissals_of_an_html_report_hold_too(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = _dismissing(copy, capsys, "general/disease-treatment")
    link = b'<a download="x.json" href="data:application/json;base64,' + base64.b64encode(report.read_bytes())
    page = report.with_suffix(".html")
    page.write_bytes(b"<!doctype html><p>" + link + b'">JSON</a>')
    assert main(["lint", copy.name, "--dismissed", str(page)]) == 0
    assert "1 finding stays dismissed" in capsys.readouterr().err


def test_a_dismissal_of_nothing_and_a_file_too_large_are_told(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = _dismissing(copy, capsys, "general/disease-treatment")
    data = json.loads(report.read_text(encoding="utf-8"))
    report.write_text(json.dumps(data | {"dismissed": [{"flag": "f999", "reason": "x"}]}), encoding="utf-8")
    assert main(["lint", copy.name, "--dismissed", str(report)]) == 2
    assert "damaged at dismissed[0].flag" in capsys.readouterr().err
    with report.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert main(["lint", copy.name, "--dismissed", str(report)]) == 2
    assert "larger than 128 MB" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": "labelcheck.evaluation/1"}', None])
def test_a_file_of_dismissals_that_is_none_is_a_clear_message(
    copy: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    report = copy.parent / "report.json"
    if content is not None:
        report.write_text(content, encoding="utf-8")
    assert main(["lint", copy.name, "--dismissed", str(report)]) == 2
    err = capsys.readouterr().err
    assert "report.json" in err and err.count("\n") == 1


def test_a_number_of_questions_can_be_asked_for(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    label = tmp_path / "label.txt"
    label.write_text("Human adipose stem cell exosomes. Store at 2-8 °C.", encoding="utf-8")
    assert main(["check", str(label), "--fail-under", "2"]) == 0
    assert main(["check", str(label), "--fail-under", "3"]) == 1
    out, err = capfdbinary.readouterr()
    assert "label.txt: 2 of 4 questions met; --fail-under asks for 3" in err.decode()
    assert b"2 of 4" in out
    assert main(["check", str(label), "--fail-under", "5"]) == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--fail-under", "5"), "the checklist has 4 questions"),
        (("--checklist", "none"), "there is no checklist"),
        (("--market", "mars"), "there are no rules of market"),
        (("--ocr", "eyes"), "there is no engine"),
    ],
)
def test_a_wrong_option_costs_no_earlier_result(
    tmp_path: Path, wrong: tuple[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    label, out, table = tmp_path / "label.txt", tmp_path / "out.jsonl", tmp_path / "out.csv"
    label.write_text("Human adipose stem cell exosomes.", encoding="utf-8")
    for path in (out, table):
        path.write_text("earlier", encoding="utf-8")
    for run in (["batch", str(label), "-o", str(out)], ["check", str(label), "-o", str(table)]):
        assert main([*run, *wrong]) == 2
        assert told in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == table.read_text(encoding="utf-8") == "earlier"


def test_a_product_without_exosomes_cannot_answer_too_little(tmp_path: Path) -> None:
    label = tmp_path / "label.txt"
    label.write_text(QUIET, encoding="utf-8")
    assert main(["check", str(label), "--fail-under", "4"]) == 0


def test_a_batch_holds_every_product_to_the_threshold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "a.txt").write_text("Human adipose stem cell exosomes.", encoding="utf-8")
    (tmp_path / "labels" / "b.txt").write_text("Exosome cream that treats eczema.", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    run = ["batch", str(tmp_path / "labels"), "-o", str(out)]
    assert main([*run, "--fail-under", "1"]) == 1
    err = capsys.readouterr().err
    assert "b.txt: 0 of 4 questions met" in err and "a.txt:" not in err
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    assert main(run) == 0
