"""``labelcheck verify``: the same report comes out of the same files, and whatever is not the same is told."""

from __future__ import annotations

import base64
import copy
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import labelcheck.rules
from labelcheck.cli import main
from labelcheck.evaluate import evaluate
from labelcheck.models import Dismissal, Evaluation, RuleSet, Source
from labelcheck.pictures import content
from labelcheck.report import FORMATS, Extras
from labelcheck.report.contract_json import contract, json_report
from labelcheck.report.saved_file import MOST_BYTES
from labelcheck.samples import sample_source
from labelcheck.saved_page import PICTURES_DIFFER, TEXT_DIFFERS

FRONT = "EXO SERUM\nRose callus exosomes, 10 billion particles per mL.\nClinically proven to treat melasma."
BACK = "Keep refrigerated at 2-8 °C.\nEach box holds five single-use ampoules of 5 mL."
RULE = """title: Names moss
why: A genus is a source.
value: plant_moss
bind: carrier
references: [article:label-criteria]
match:
  en:
    phrases: [moss]
examples:
  en:
    match: ["With [moss exosomes]"]
    avoid: ["Moss green box"]
"""
Verify = Callable[..., tuple[int, list[str]]]
_load = labelcheck.rules.load_rules


@cache
def loaded(packs: tuple[Path, ...]) -> RuleSet:
    return _load(packs)


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    """Rules are loaded once; no test here changes them."""
    monkeypatch.setattr("labelcheck.rules.load_rules", lambda packs=(), fresh=False: loaded(tuple(packs)))
    return loaded(())


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A front and a back."""
    paths = [tmp_path / "front.txt", tmp_path / "back.txt"]
    for path, text in zip(paths, (FRONT, BACK), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Save a report (an evaluation, data or bytes) and verify it: the exit code and the lines of standard output."""

    def run(report: object, *inputs: Path | str, options: Sequence[str] = ()) -> tuple[int, list[str]]:
        if isinstance(report, Evaluation):
            report = json_report(report).encode()
        path = tmp_path / "report.json"
        path.write_bytes(report if isinstance(report, bytes) else json.dumps(report).encode())
        code = main(["verify", str(path), *map(str, inputs), *options])
        out, err = capsys.readouterr()
        assert bool(err) == (code == 2)
        return code, (out or err).splitlines()

    return run


def made(files: Sequence[Path], rules: RuleSet, **options: Any) -> Evaluation:
    return evaluate(list(files), rules, **options)


def says(lines: Sequence[str], words: str) -> bool:
    return any(words in line for line in lines)


# --- identical ---------------------------------------------------------------------------------------------------


def test_a_report_that_check_wrote_is_identical(files: list[Path], tmp_path: Path, verify: Verify) -> None:
    report = tmp_path / "saved.json"
    assert main(["check", *map(str, files), "--format", "json", "-o", str(report)]) == 0
    assert "made_on" in json.loads(report.read_bytes())
    code, lines = verify(report.read_bytes(), *files)
    assert code == 0 and lines[0].startswith("identical: 2 documents") and len(lines) == 1


def test_order_names_and_notation_do_not_matter(files: list[Path], rules: RuleSet, verify: Verify) -> None:
    data = contract(made(files, rules))
    other = [files[1].rename(files[1].with_name("b.text")), files[0].rename(files[0].with_name("IMG 1.txt"))]
    data = json.loads(json.dumps(dict(reversed(data.items()))).replace("10000000000.0", "1E10"))
    assert verify(data, *other)[0] == 0


def test_html_and_standard_input_do_as_well(
    files: list[Path], rules: RuleSet, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = FORMATS["html"].write(made(files, rules), Extras())
    assert verify(page, *files)[0] == 0
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(files[0].read_bytes())))
    assert verify(page, "-", files[1])[0] == 0


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_page_in_any_language_of_any_day_is_identical(
    files: list[Path], tmp_path: Path, verify: Verify, language: str
) -> None:
    page = tmp_path / "saved.html"
    assert main(["check", *map(str, files), "--format", "html", "--lang", language, "-o", str(page)]) == 0
    assert verify(page.read_bytes(), *files)[0] == 0
    assert verify(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"), *files)[0] == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Treat with caution", "Recommended"),
        ("<main>", '<main><img class="lc-crop" alt="x" width="9" height="9" src="data:image/png;base64,AAAA">'),
        ('<html lang="en">', '<html lang="tlh">'),
        ('<html lang="en">', "<html>"),
        ("</main>", '</main><p style="display:none">x</p>'),
    ],
)
def test_a_page_whose_words_were_changed_is_found_out(
    files: list[Path], rules: RuleSet, verify: Verify, before: str, after: str
) -> None:
    page = FORMATS["html"].write(made(files, rules), Extras(made_on=date(2026, 3, 8))).decode()
    assert before in page
    assert verify(page.encode(), *files)[0] == 0
    assert verify(page.replace(before, after).encode(), *files) == (1, [TEXT_DIFFERS])


def test_pictures_of_a_page_are_cut_out_again(tmp_path: Path, verify: Verify) -> None:
    label, page = tmp_path / "label.pdf", tmp_path / "saved.html"
    label.write_bytes(content(sample_source("insert", "pdf")))
    assert main(["check", str(label), "--format", "html", "-o", str(page)]) == 0
    saved = page.read_text(encoding="utf-8")
    first = re.search(r'src="data:image/png;base64,([^"]+)"', saved)
    assert first is not None
    assert verify(saved.encode(), label)[0] == 0
    assert verify(saved.replace(first[1], first[1][:-8] + "AAAAAAA=").encode(), label) == (1, [PICTURES_DIFFER])
    assert verify(re.sub(r'alt="Cut out of [^"]*"', 'alt="x"', saved).encode(), label) == (1, [TEXT_DIFFERS])


def test_the_readers_part_is_taken_over(files: list[Path], rules: RuleSet, verify: Verify) -> None:
    plain = made(files, rules)
    front = plain.documents[0]
    found = made(
        files,
        rules,
        name="ExoRose with adipose stem cell exosomes",
        markets="us,kr",
        corrections={front.sha256: FRONT.replace("10 billion", "30 billion")},
    )
    flag = found.flags[-1]
    found = found.model_copy(update={"dismissed": (Dismissal(flag=flag.id, reason="said by a dermatologist"),)})
    data = contract(found)
    assert data["documents"][0]["edits"] and data["documents"][-1]["given"] and data["dismissed"]
    assert verify(found, *reversed(files))[0] == 0
    assert verify(plain, *files)[0] == 0


def test_an_archive_and_a_mail_hold_documents(
    files: list[Path], rules: RuleSet, tmp_path: Path, verify: Verify
) -> None:
    archive = tmp_path / "label.zip"
    with zipfile.ZipFile(archive, "w") as container:
        for path in files:
            container.write(path, path.name)
    mail = tmp_path / "offer.eml"
    body = "From: a@example.org\nSubject: Offer\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    body += "--x\nContent-Type: text/plain\n\nOur rose exosomes are kept cold.\n--x\nContent-Type: text/plain\n"
    body += "Content-Disposition: attachment; filename=leaflet.txt\n\nKeep refrigerated. For the skin.\n--x--\n"
    mail.write_text(body, encoding="utf-8")
    found = made([archive, mail], rules)
    assert len(found.documents) == 4
    assert verify(found, mail, archive)[0] == 0
    code, lines = verify(found, archive)
    assert code == 1 and says(lines, "“offer.eml” of the report") and says(lines, "“offer.eml/leaflet.txt” of the rep")


def test_what_could_not_be_read_is_part_of_the_report(
    files: list[Path], rules: RuleSet, tmp_path: Path, verify: Verify
) -> None:
    bad = tmp_path / "cut.pdf"
    bad.write_bytes(b"%PDF-1.7\n1 0 obj <<")
    found = made([*files, bad], rules)
    assert found.skipped
    assert verify(found, bad, *files)[0] == 0
    assert verify(found, bad.rename(tmp_path / "renamed.pdf"), *files)[0] == 0
    code, lines = verify(found, *files)
    assert code == 1 and lines[0].startswith("“cut.pdf” of the report is none of the inputs")


# --- what differs ------------------------------------------------------------------------------------------------


def test_a_changed_input_is_told_first_and_then_what_follows(files: list[Path], rules: RuleSet, verify: Verify) -> None:
    found = made(files, rules)
    files[1].write_text(BACK.replace("Keep refrigerated at 2-8 °C", "No refrigeration"), encoding="utf-8")
    code, lines = verify(found, *files)
    assert code == 1
    assert "“back.txt” is not in the report" in lines[0] and "“back.txt” of the report is none" in lines[1]
    assert says(lines, "Cold storage: disclosed → says no")
    assert not says(lines, "Concentration")


def test_a_missing_input_and_a_stranger_are_told(
    files: list[Path], rules: RuleSet, tmp_path: Path, verify: Verify
) -> None:
    found = made(files, rules)
    code, lines = verify(found, files[0])
    assert code == 1 and lines[0] == "“back.txt” of the report is none of the inputs: give that very file."
    assert says(lines, "“back.txt” was read before and is not now.") and says(lines, "Cold storage: disclosed → not st")
    third = tmp_path / "third.txt"
    third.write_text("Store in the freezer.", encoding="utf-8")
    code, lines = verify(found, *files, third)
    assert code == 1 and lines[0].startswith("“third.txt” is not in the report")


def test_a_file_given_twice_is_no_stranger(files: list[Path], rules: RuleSet, tmp_path: Path, verify: Verify) -> None:
    found = made(files, rules)
    told = ["“front.txt” is given more often than the report has it: give every file once."]
    assert verify(found, *files, files[0]) == (1, told)
    code, lines = verify(found, files[0], files[0])
    assert code == 1 and lines[0] == told[0] and "“back.txt” of the report is none of the inputs" in lines[1]
    twins = [files[0], tmp_path / "twin.txt"]
    twins[1].write_bytes(files[0].read_bytes())
    assert verify(made(twins, rules), *twins)[0] == 0


def test_a_flag_that_quotes_more_than_was_set_aside_is_back(tmp_path: Path, rules: RuleSet, verify: Verify) -> None:
    label = tmp_path / "label.txt"
    label.write_text("Rose exosome serum. Heals acne.", encoding="utf-8")
    found = made([label], rules)
    flag = next(flag for flag in found.flags if flag.topic == "disease")
    found = found.model_copy(update={"dismissed": (Dismissal(flag=flag.id, reason="approved wording"),)})
    assert verify(found, label)[0] == 0
    label.write_text("Rose exosome serum. Heals acne. Cures eczema.", encoding="utf-8")
    code, lines = verify(found, label)
    assert code == 1 and says(lines, f"“{flag.title}” is no longer set aside as no problem.")


def test_other_rules_and_another_version_are_told(
    files: list[Path], rules: RuleSet, tmp_path: Path, verify: Verify
) -> None:
    rule = tmp_path / "pack" / "claims" / "source" / "plant-moss.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text(RULE, encoding="utf-8")
    packed = ["--rules", str(tmp_path / "pack")]
    found = made(files, rules)
    code, lines = verify(found, *files, options=packed)
    assert code == 1 and lines[0].startswith("The rules are others") and len(lines) == 1
    assert verify(made(files, loaded((tmp_path / "pack",))), *files, options=packed)[0] == 0
    code, lines = verify(found.model_copy(update={"version": "0.0.9"}), *files)
    assert code == 1 and len(lines) == 1 and lines[0].startswith("Made with labelcheck 0.0.9; this is ")


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("checklist", "verdict"), "conditions met", "Verdict: All three conditions met → Treat with caution."),
        (("claims", 0, "confidence"), 0.5, "claims[0].confidence: 0.5 → 0.95"),
        (("documents", 0, "warnings"), ["all is well"], 'documents[0].warnings[0]: "all is well" → absent'),
        (("summary",), "approved", 'summary: "approved" → absent'),
        (("product", "exosome"), "no", "This now presents itself as an exosome product."),
    ],
)
def test_an_edited_report_is_found_out(
    files: list[Path], rules: RuleSet, verify: Verify, path: tuple[str | int, ...], value: object, line: str
) -> None:
    data: Any = copy.deepcopy(contract(made(files, rules)))
    where = data
    for step in path[:-1]:
        where = where[step]
    where[path[-1]] = value
    assert verify(data, *files) == (1, [line])


def test_long_lists_end_with_their_number(files: list[Path], rules: RuleSet, verify: Verify) -> None:
    data = contract(made(files, rules))
    data |= {f"extra{number}": number for number in range(100)}
    code, lines = verify(data, *files)
    assert code == 1 and len(lines) == 41 and lines[-1] == "and 60 more differences"


def test_hostile_words_of_a_report_cannot_act_in_the_terminal(
    files: list[Path], rules: RuleSet, verify: Verify
) -> None:
    bad = "\x1b[2J\u202e\x07\nidentical: all is well\ud800"
    data = contract(made(files, rules))
    data["documents"][0]["name"] = bad
    data["documents"].append(data["documents"][0] | {"sha256": "0" * 64, "name": bad + "2"})
    data["flags"][0]["title"] = data["flags"][0]["rule"] = bad
    data["claims"][0]["text"] = bad
    data[bad] = bad
    data["dismissed"] = [{"flag": bad, "reason": bad}]
    data["checklist"]["items"][0] |= {"outcome": bad, "reason": bad}
    code, lines = verify(data, *files)
    assert code == 1 and len(lines) > 5
    assert not [line for line in lines if line.startswith("identical") or set(line) & set("\x1b\u202e\x07\ud800")]


# --- no report at all --------------------------------------------------------------------------------------------


def _page(*parts: bytes) -> bytes:
    links = b"".join(
        b'<a download="x.json" href="data:application/json;base64,' + base64.b64encode(part) + b'">JSON</a>'
        for part in parts
    )
    return b"<!doctype html><p>" + links


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"Rose exosomes", "no JSON or is cut off: Expecting value at line 1, column 1"),
        (b'{"schema": "labelcheck.evaluation/1", "version', "cut off"),
        (b'{"schema": "labelcheck.evaluation/1"}', "damaged at"),
        (b'{"schema": "labelcheck.evaluation/9"}', "a report of another version"),
        (b'{"a": 1}\n{"a": 2}\n', "several reports, one a line"),
        (b"[1, 2]", "no labelcheck report"),
        (b'{"a": NaN}', "NaN is no number"),
        (b"[" * 200_000, "nested too deeply"),
        (b"\x93NUMPY \xff\xfe", "not UTF-8"),
        (b"%PDF-1.7 ...", "save the JSON that is attached to it"),
        (b"\x89PNG ...", "this is a document"),
        (b"<!doctype html><h1>Shop</h1>", "a page without the data of a report"),
        (_page(b'{"a": 1}'), "names no schema"),
        (_page(b"{", b"[]"), "this page holds 2 reports"),
        (b'<a download="x.json" href="data:application/json;base64,e===">', "the data inside this page is damaged"),
    ],
)
def test_what_is_no_report_is_one_line_that_names_file_and_cure(
    files: list[Path], verify: Verify, content: bytes, words: str
) -> None:
    code, lines = verify(content, *files)
    assert code == 2 and len(lines) == 1
    assert "report.json: " in lines[0] and words in lines[0]


def test_files_that_are_not_there_or_too_large_exit_with_2(
    files: list[Path], rules: RuleSet, tmp_path: Path, verify: Verify, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines = verify(made(files, rules), files[0], tmp_path / "nowhere.txt")
    assert code == 2 and "nowhere.txt: there is no such file" in lines[0]
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for name, words in (("nowhere.json", "no such file"), ("", "is a folder"), ("huge.json", "larger than 128 MB")):
        assert main(["verify", str(tmp_path / name), str(files[0])]) == 2
        assert words in capsys.readouterr().err


def test_a_checklist_or_market_that_is_not_known_names_the_cure(
    files: list[Path], rules: RuleSet, verify: Verify
) -> None:
    data = contract(made(files, rules))
    data["markets"] = ["mars"]
    code, lines = verify(data, *files)
    assert code == 2 and "'mars'" in lines[0] and "--rules" in lines[0]


def test_pasted_text_is_verified_from_a_file_that_holds_it(tmp_path: Path, rules: RuleSet, verify: Verify) -> None:
    for number, text in enumerate((FRONT, "<p>Rose <b>exosomes</b></p><p>Keep refrigerated</p>", "# Exo\n\n**Rose**")):
        found = evaluate([Source(name="pasted text", text=text)], rules)
        path = tmp_path / f"saved {number}.txt"
        path.write_text(text, encoding="utf-8")
        assert verify(found, path)[0] == 0
