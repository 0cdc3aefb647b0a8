"""``labelcheck diff``: what vanished, appeared and changed between two versions of a label, however each is given."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from labelcheck.cli import main
from labelcheck.history import History

OLD = """Lumen Exo Ampoule
Rose callus exosomes
2 x 10^10 particles per mL
Keep refrigerated at 2-8 C
For external use only"""
NEW = """Lumen Exo Ampoule
Rose callus exosomes
5 x 10^10 particles per mL
Clinically proven to treat melasma
For external use only"""
PAGE = "<!doctype html><html><body><h1>Lumen</h1><p>Rose callus exosomes. Keep refrigerated.</p></body></html>"


@pytest.fixture
def labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both versions, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LABELCHECK_DATA", str(tmp_path / "data"))
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def _data(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    assert main(["diff", *words, "--format", "json"]) == code
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert data["schema"] == "labelcheck.diff/1"
    return data


def _in(data: dict[str, Any], group: str) -> list[dict[str, Any]]:
    return [change for change in data["changes"] if change["group"] == group]


@pytest.mark.usefixtures("labels")
def test_what_vanished_comes_first_then_what_appeared_and_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "new.txt"]) == 0
    text = capsys.readouterr().out
    heads = [line for line in text.splitlines() if line and not line.startswith("- ")]
    assert heads == [
        "Before: old.txt",
        "After: new.txt",
        "No longer disclosed, or less than before",
        "Claims that are new",
        "Numbers that changed",
        "Other answers that changed",
        "What is questioned, and studies",
        "Documents and names",
    ]
    assert "- Cold storage: disclosed → not stated. Why: The label no longer says “refrigerated”, “2-8 C”." in text
    assert "- New on the label: “Clinically proven to treat melasma”." in text
    assert "- Before: 2 × 10¹⁰ particles per mL; now: 5 × 10¹⁰ particles per mL (" in text
    assert text.count("5 x 10^10 particles per mL”") == 1


@pytest.mark.usefixtures("labels")
def test_the_same_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    data = _data(capsys, "old.txt", "new.txt")
    assert data["changed"]
    assert data["same_rules"]
    [lost] = _in(data, "lost")
    assert (lost["id"], lost["before"], lost["after"]) == ("cold-storage", "met", "not stated")
    assert lost["because"] == ["The label no longer says “refrigerated”.", "The label no longer says “2-8 C”."]
    assert {change["before"] for change in _in(data, "gone")} == {"refrigerated", "2-8 C"}
    assert "melasma" in {change["after"] for change in _in(data, "new")}
    [number] = _in(data, "numbers")
    assert (number["before"], number["after"]) == ("2 × 10¹⁰ particles per mL", "5 × 10¹⁰ particles per mL")
    assert data["before"]["documents"][0]["name"] == "old.txt"
    back = _data(capsys, "new.txt", "old.txt")
    assert not _in(back, "lost")
    assert {change["after"] for change in _in(back, "new")} == {"refrigerated", "2-8 C"}


@pytest.mark.usefixtures("labels")
def test_every_way_to_give_a_version_gives_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "on"]) == 0
    for version in ("old", "new"):
        for form in ("json", "html"):
            assert main(["check", f"{version}.txt", "--format", form, "-o", f"{version}.{form}"]) == 0
    assert History().size().results == 2
    capsys.readouterr()
    plain = _data(capsys, "old.txt", "new.txt")["changes"]
    assert plain
    for old, new in (
        ("old.json", "new.txt"),
        ("old.txt", "new.html"),
        ("history:1", "new.json"),
        ("history:1", "history:2"),
    ):
        assert _data(capsys, old, new)["changes"] == plain, (old, new)
    assert _data(capsys, "history:1", "old.html")["changes"] == []


def test_a_folder_is_one_product_and_names_do_not_matter(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("first", "second"):
        (labels / name).mkdir()
        (labels / name / f"{name}.txt").write_text(OLD, encoding="utf-8")
        (labels / name / ".hidden").write_text(NEW, encoding="utf-8")
    data = _data(capsys, "first", "second")
    assert not data["changed"]
    (labels / "second" / "more.txt").write_text("Clinically proven to treat melasma", encoding="utf-8")
    [document] = _in(_data(capsys, "first", "second"), "documents")
    assert document["after"] == "more.txt"


def test_a_label_saved_as_a_page_is_a_label_and_no_report(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (labels / "page.html").write_text(PAGE, encoding="utf-8")
    (labels / "page.txt").write_text("Lumen\nRose callus exosomes.", encoding="utf-8")
    new = _in(_data(capsys, "page.txt", "page.html"), "new")
    assert [each["after"] for each in new if "efrigerated" in each["after"]]


def test_standard_input_is_a_label(
    labels: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(NEW.encode())))
    assert _in(_data(capsys, str(labels / "old.txt"), "-"), "numbers")


def test_a_figure_in_other_words_has_not_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, words in (("old.txt", "Store at 2-8 °C."), ("new.txt", "Store refrigerated 2 to 8 °C.")):
        (tmp_path / name).write_text(f"Adipose stem cell exosomes.\n{words}", encoding="utf-8")
    assert main(["diff", str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]) == 0
    told = capsys.readouterr().out
    assert "New on the label: “refrigerated”." in told
    assert "The label now says “2 to 8 °C”; before it said “2-8 °C”." in told and "now: nothing" not in told


@pytest.mark.usefixtures("labels")
def test_nothing_that_differs_is_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "old.txt", "--fail-on-change"]) == 0
    assert "Nothing that was read or answered differs." in capsys.readouterr().out


@pytest.mark.usefixtures("labels")
def test_a_change_fails_where_that_is_asked_for() -> None:
    assert main(["diff", "old.txt", "new.txt", "--fail-on-change"]) == 1


def test_other_rules_are_told_and_are_no_change_of_the_label(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "old.txt", "--format", "json", "-o", "old.json", "--market", "us"]) == 0
    data = json.loads((labels / "old.json").read_text(encoding="utf-8"))
    (labels / "earlier.json").write_text(json.dumps(data | {"rules_digest": "sha256:0"}), encoding="utf-8")
    same = _data(capsys, "earlier.json", "old.txt", "--fail-on-change")
    assert (same["changed"], same["same_rules"]) == (False, False)
    assert [change["what"] for change in same["changes"]] == ["rules"], "the markets of the report are taken over"
    assert main(["diff", "earlier.json", "new.txt"]) == 0
    assert "a change may come from those" in capsys.readouterr().out
    other = _data(capsys, "old.json", "old.txt", "--market", "eu")
    assert [change["what"] for change in other["changes"]] == ["markets"]


@pytest.mark.usefixtures("labels")
def test_it_speaks_korean_and_its_data_stays_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.txt", "new.txt", "--lang", "ko"]) == 0
    assert "저온 보관: 공개됨 → 표시 없음" in capsys.readouterr().out
    assert _data(capsys, "old.txt", "new.txt", "--lang", "ko") == _data(capsys, "old.txt", "new.txt")


def test_what_acts_on_a_label_is_shown_and_not_obeyed(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (labels / "bad.txt").write_text(OLD + "\nClinically\x1b[31m proven \u202eto treat melasma", encoding="utf-8")
    assert main(["diff", "old.txt", "bad.txt"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "Clinically" in out


@pytest.mark.parametrize(
    ("old", "cause"),
    [
        ("nowhere.txt", "there is no such file"),
        ("empty", "holds no file"),
        ("history:7", "no result 7"),
        ("history:x", "by its number"),
        ("history:", "by its number"),
        ("history:" + "9" * 5000, "by its number"),
        ("damaged.json", "is no JSON or is cut off"),
        ("other.json", "names no schema"),
        ("broken.pdf", "could not be read"),
    ],
)
def test_what_cannot_be_read_is_named_and_exits_with_2(
    labels: Path, capsys: pytest.CaptureFixture[str], old: str, cause: str
) -> None:
    (labels / "empty").mkdir()
    (labels / "damaged.json").write_text('{"schema": ', encoding="utf-8")
    (labels / "other.json").write_text("{}", encoding="utf-8")
    (labels / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert main(["diff", old, "new.txt"]) == 2
    told = capsys.readouterr()
    assert cause in told.err
    assert told.out == ""


def test_one_broken_file_of_several_is_told_and_the_rest_compared(
    labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (labels / "both").mkdir()
    (labels / "both" / "new.txt").write_text(NEW, encoding="utf-8")
    (labels / "both" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    data = _data(capsys, "old.txt", "both", code=2)
    assert _in(data, "numbers")
    assert "broken.pdf" in {change["name"] for change in _in(data, "documents")}


def test_a_result_is_no_other_version_of_a_limit(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (labels / "old.txt").write_text(
        "Data sheet\nRose callus exosomes\nTest | Result\n"
        "Particles (NTA) | 2.5 x 10^10 particles/mL\nMedian size (NTA) | 124 nm\n"
    )
    (labels / "new.txt").write_text(
        "Certificate of analysis\nRose callus exosomes\nTest | Limit | Result\n"
        "Particles (NTA) | >= 1.0 x 10^10 particles/mL | 1.8 x 10^10 particles/mL\n"
        "Median size (NTA) | 80-180 nm | 121 nm\n"
    )
    changes = _in(_data(capsys, "old.txt", "new.txt"), "numbers")
    told = [(change["before"], change["after"]) for change in changes]
    assert told == [
        ("2.5 × 10¹⁰ particles per mL", "1.8 × 10¹⁰ particles per mL"),
        ("124 nm", "121 nm"),
    ]
