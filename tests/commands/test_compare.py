"""``labelcheck compare`` as a person types it: the comparison on standard output, what was not read on the other."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from labelcheck.cli import main
from labelcheck.history import History

FIRM = "Rose exosomes, 4 billion particles per mL counted by NTA. Store at 2-8 °C. Lot AB-1234."
VAGUE = "Serum with exosomes of a stem cell. 3 billion exosomes."
OLD = ["--checklist", "tetrapod-2026"]


@pytest.fixture
def suppliers(tmp_path: Path) -> Path:
    root = tmp_path / "suppliers"
    for name, text in (("Vague", VAGUE), ("Firm", FIRM)):
        (root / name).mkdir(parents=True)
        (root / name / "label.txt").write_text(text, encoding="utf-8")
    return root


def test_a_folder_of_suppliers_is_compared_side_by_side(
    suppliers: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["compare", str(suppliers)]) == 0
    out, err = (stream.decode() for stream in capfdbinary.readouterr())
    assert err == ""
    assert out.index("Firm ") < out.index("Vague ")
    assert "e+09" not in out and "4 × 10⁹ particles per mL" in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_broken_file_is_a_line_its_product_a_row_and_the_rest_compared(
    suppliers: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (suppliers / "Torn").mkdir()
    (suppliers / "Torn" / "coa.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    (suppliers / "Empty").mkdir()
    assert main(["compare", str(suppliers), "--format", "json"]) == 2
    out, err = capfdbinary.readouterr()
    products = {each["name"]: each for each in json.loads(out)["products"]}
    assert list(products) == ["Firm", "Torn", "Vague"]
    assert {answer["outcome"] for answer in products["Torn"]["answers"]} == {"unreadable"}
    lines = err.decode().splitlines()
    assert len(lines) == 2 and all(line.startswith("labelcheck: ") and ";" in line for line in lines)
    assert "Torn: coa.pdf" in lines[0] and "suppliers/Empty" in lines[1]


def test_what_is_planted_in_names_reaches_no_terminal(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as container:
        container.writestr("A\x1b[31m/../../x.txt", FIRM)
        container.writestr("B\x1b]0;evil\x07/label.txt", FIRM)
    path = tmp_path / "set.zip"
    path.write_bytes(content.getvalue())
    assert main(["compare", str(path)]) == 2
    out, err = capfdbinary.readouterr()
    assert b"\x1b" not in out + err and b"\x07" not in out + err


@pytest.mark.parametrize("form", ["text", "html", "json", "csv", "xlsx", "svg"])
def test_every_form_is_written_to_a_file_the_same_each_time(suppliers: Path, tmp_path: Path, form: str) -> None:
    written = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.{form}"
        assert main(["compare", str(suppliers), "--format", form, "-o", str(target)]) == 0
        written.append(target.read_bytes())
    assert written[0] == written[1] and written[0]
    starts = {"xlsx": b"PK", "svg": b"<svg", "json": b"{", "html": b"<!doctype html>"}
    assert written[0].startswith(starts.get(form, b""))


def test_an_earlier_comparison_in_the_folder_is_no_product(
    suppliers: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    target = suppliers / "out.csv"
    for _ in range(2):
        assert main(["compare", str(suppliers), "--format", "csv", "-o", str(target)]) == 0
        rows = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"))))
        assert [row["product"] for row in rows] == ["Firm", "Vague"]


def order(arguments: list[str], capture: pytest.CaptureFixture[bytes]) -> list[str]:
    assert main(["compare", *arguments, "--format", "json"]) == 0
    return [product["name"] for product in json.loads(capture.readouterr().out)["products"]]


def test_products_are_sorted_and_questions_chosen(suppliers: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert order([str(suppliers)], capfdbinary) == ["Firm", "Vague"]
    assert order([str(suppliers), "--sort", "product", "--reverse"], capfdbinary) == ["Vague", "Firm"]
    assert order([str(suppliers), *OLD, "--sort", "concentration"], capfdbinary) == ["Firm", "Vague"]
    assert main(["compare", str(suppliers), *OLD, "--only", "source", "--format", "json"]) == 0
    data = json.loads(capfdbinary.readouterr().out)
    assert [question["id"] for question in data["checklist"]["questions"]] == ["source"]
    assert [answer["id"] for answer in data["products"][0]["answers"]] == ["source"]
    assert main(["compare", str(suppliers), "--only", "minimum", "--format", "json"]) == 0
    data = json.loads(capfdbinary.readouterr().out)
    assert {question["tier"] for question in data["checklist"]["questions"]} == {"minimum"}


def test_the_text_and_the_picture_speak_korean(suppliers: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["compare", str(suppliers), *OLD, "--lang", "ko"]) == 0
    assert "공개됨" in capfdbinary.readouterr().out.decode()
    assert main(["compare", str(suppliers), *OLD, "--lang", "ko", "--format", "svg"]) == 0
    assert "누가 무엇을 공개하는가" in capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sort", "nothing"], "known: product, disclosed"),
        (["--only", "nothing"], "there is no such question"),
        (["--checklist", "nothing"], "known: clinic-supplier"),
        ([*OLD, "--only", "minimum"], "has no tiers; its questions: concentration, source"),
    ],
)
def test_a_mistake_in_the_options_is_told_before_a_file_is_read(
    suppliers: Path, arguments: list[str], words: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (suppliers / "Firm" / "torn.pdf").write_bytes(b"%PDF-1.7")
    assert main(["compare", str(suppliers), *arguments]) == 2
    out, err = capfdbinary.readouterr()
    assert not out and words in err.decode() and len(err.decode().splitlines()) == 1


def test_nothing_to_compare_is_told_with_the_reason(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "empty").mkdir()
    for name, words in (("gone", "no such file or folder"), ("empty", "holds no file that can be read")):
        assert main(["compare", str(tmp_path / name)]) == 2
        err = capfdbinary.readouterr().err.decode()
        assert words in err and name in err and len(err.splitlines()) == 1


def test_the_comparison_never_takes_the_place_of_an_input(
    suppliers: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = suppliers / "Firm" / "label.txt"
    assert main(["compare", str(path), "-o", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == FIRM
    assert "is one of the inputs" in capfdbinary.readouterr().err.decode()
    assert main(["compare", str(suppliers), "-o", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == FIRM


# --- letters, and what is kept -----------------------------------------------------------------------------------


def test_letters_are_written_beside_the_comparison_and_an_edited_one_is_kept(
    suppliers: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "letters"
    command = ["compare", str(suppliers), "--letters", str(folder)]
    assert main(command) == 0
    out, err = (stream.decode() for stream in capfdbinary.readouterr())
    names = {path.name for path in folder.iterdir()}
    assert names == {f"letter-{name}.{kind}" for name in ("Firm", "Vague") for kind in ("txt", "docx")}
    assert out.index("Firm") < out.index("Vague") and "Dear" not in out
    assert err.splitlines() == [f"labelcheck: {folder}: 4 files of letters written"]
    edited = folder / "letter-Vague.txt"
    edited.write_text("My own words", encoding="utf-8")
    assert main(command) == 0
    lines = capfdbinary.readouterr().err.decode().splitlines()
    assert edited.read_text(encoding="utf-8") == "My own words"
    assert lines[0] == f"labelcheck: {folder}: 3 files of letters written"
    assert lines[1].startswith(f"labelcheck: {edited}: kept as it stands") and len(lines) == 2


def test_letters_are_in_the_language_and_the_forms_that_are_asked_for(suppliers: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    command = ["compare", str(suppliers), "--letters", str(folder), "--lang", "ko", "--letter-format", "PDF, txt"]
    assert main([*command, "--format", "json", "-o", str(tmp_path / "set.json")]) == 0
    assert {path.suffix for path in folder.iterdir()} == {".pdf", ".txt"}
    assert (folder / "letter-Firm.pdf").read_bytes().startswith(b"%PDF")
    text = (folder / "letter-Firm.txt").read_text(encoding="utf-8")
    assert sum("가" <= char <= "힣" for char in text) > 100


def test_a_supplier_of_whom_nothing_is_asked_gets_no_letter_and_is_named(
    suppliers: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = tmp_path / "letters"
    assert main(["compare", str(suppliers), "--only", "count", "--letters", str(folder)]) == 0
    told = capfdbinary.readouterr().err.decode()
    assert "labelcheck: no letter is needed for Firm\n" in told
    assert {path.name for path in folder.iterdir()} == {"letter-Vague.txt", "letter-Vague.docx"}


@pytest.mark.parametrize("inside", [".", "letters"])
def test_letters_never_land_among_the_documents(
    suppliers: Path, inside: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(suppliers.rglob("*"))
    assert main(["compare", str(suppliers), "--letters", str(suppliers / inside)]) == 2
    assert "name another folder for letters" in capsys.readouterr().err
    assert sorted(suppliers.rglob("*")) == before


def test_a_folder_that_letters_cannot_be_written_to_is_one_line(
    suppliers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    assert main(["compare", str(suppliers), "--letters", str(taken)]) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1 and "letters cannot be written" in told


@pytest.mark.parametrize("forms", ["rtf", "", "txt,exe"])
def test_an_unknown_form_of_letters_is_refused(suppliers: Path, forms: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["compare", str(suppliers), "--letter-format", forms])
    assert "name some of txt, docx, pdf" in capsys.readouterr().err


def test_a_comparison_is_kept_when_asked_for_once_the_history_is_on(
    suppliers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LABELCHECK_DATA", str(tmp_path / "data"))
    assert main(["compare", str(suppliers), "--keep"]) == 2
    told = capsys.readouterr()
    assert "history is off" in told.err and told.out == "" and not (tmp_path / "data").exists()
    history = History()
    history.switch(True)
    assert main(["compare", str(suppliers), "--format", "csv", "-o", str(tmp_path / "set.csv")]) == 0
    assert history.count() == 0
    assert main(["compare", str(suppliers), "--keep", "--only", "count", "--reverse"]) == 0
    assert "labelcheck: kept as history:1\n" in capsys.readouterr().err
    assert main(["compare", str(suppliers), "--keep"]) == 0
    assert "labelcheck: kept already as history:1\n" in capsys.readouterr().err
    kept = history.get(1)
    assert kept.comparison is not None
    assert [dossier.name for dossier in kept.comparison.dossiers] == ["Firm", "Vague"]
    assert len(kept.comparison.columns) == 13 and json.loads(kept.report)["schema"] == "labelcheck.comparison/1"
