"""What the API answers: the same bytes as the command, whatever way the documents come."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from clients import LABEL, SAMPLES, Server, undated
from jsonschema import Draft202012Validator
from reportlab.pdfgen.canvas import Canvas
from shapes import undescribed

from labelcheck.api.openapi import description
from labelcheck.api.work import Limits
from labelcheck.cli import main
from labelcheck.rules import load_rules

EVALUATE = "/api/v1/evaluate"
TEXTS = sorted(path.name for path in SAMPLES.glob("*.txt"))


def _command(tmp_path: Path, *arguments: str, code: int = 0) -> bytes:
    out = tmp_path / "report.json"
    assert main(["check", *arguments, "--format", "json", "-o", str(out)]) == code
    return undated(out.read_bytes())


def _files(*paths: Path) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("files", (path.name, path.read_bytes(), "application/octet-stream")) for path in paths]


@pytest.mark.parametrize("name", [*TEXTS, "front-box.pdf"])
def test_a_file_gets_the_bytes_of_the_command(server: Server, tmp_path: Path, name: str) -> None:
    answer = server.client.post(EVALUATE, files=_files(SAMPLES / name))
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert undated(answer.content) == _command(tmp_path, str(SAMPLES / name))
    assert server.at_rest()


def test_several_files_and_options_get_the_bytes_of_the_command(server: Server, tmp_path: Path) -> None:
    paths = (SAMPLES / "insert.txt", SAMPLES / "korean-panel.txt")
    data = {"market": "kr,eu", "checklist": "tetrapod-2026"}
    answer = server.client.post(EVALUATE, files=_files(*paths), data=data)
    wanted = _command(tmp_path, *map(str, paths), "--market", "kr,eu", "--checklist", "tetrapod-2026")
    assert undated(answer.content) == wanted
    assert answer.json()["markets"] == ["eu", "kr"]


def test_a_text_is_the_same_however_it_is_sent_and_but_for_its_name_that_of_the_command(
    server: Server, tmp_path: Path
) -> None:
    ways: list[dict[str, Any]] = [
        {"json": {"text": LABEL}},
        {"data": {"text": LABEL}},
        {"files": {"text": (None, LABEL)}},
    ]
    reports = {undated(server.client.post(EVALUATE, **way).content) for way in ways}
    file = tmp_path / "text"
    file.write_text(LABEL, encoding="utf-8")
    assert reports == {_command(tmp_path, str(file))}


def test_folders_in_a_file_name_are_not_shown(server: Server) -> None:
    for name in ("lumen/front.txt", "..\\..\\front.txt", "C:\\labels\\front.txt", "/etc/front.txt"):
        answer = server.client.post(EVALUATE, files=[("files", (name, LABEL.encode(), "text/plain"))])
        assert answer.json()["documents"][0]["name"] == "front.txt"


def test_the_name_that_was_given_is_told(server: Server) -> None:
    answer = server.client.post(EVALUATE, json={"text": "Keep cold", "name": "Lumen Exosome"}).json()
    assert answer["product"]["given_name"] == "Lumen Exosome" and answer["product"]["exosome"] == "yes"


def test_what_cannot_be_read_is_a_result(server: Server, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    answer = server.client.post(EVALUATE, files=_files(broken, SAMPLES / "front-box.txt"))
    assert answer.status_code == 200
    assert [skip["name"] for skip in answer.json()["skipped"]] == ["broken.pdf"]
    alone = server.client.post(EVALUATE, files=_files(broken))
    assert alone.status_code == 200 and not alone.json()["documents"]
    assert undated(alone.content) == _command(tmp_path, str(broken), code=2)


def test_a_zip_is_unpacked_in_memory(server: Server) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../front.txt", LABEL)
    answer = server.client.post(EVALUATE, files=[("files", ("all.zip", packed.getvalue(), "application/zip"))]).json()
    assert [document["name"] for document in answer["documents"]] == ["all.zip/front.txt"]


def test_a_password_opens_what_is_protected(server: Server) -> None:
    made = io.BytesIO()
    page = Canvas(made, encrypt="open sesame")
    page.drawString(72, 720, "Human adipose stem cell exosomes")
    page.save()
    files = [("files", ("locked.pdf", made.getvalue(), "application/pdf"))]
    locked = server.client.post(EVALUATE, files=files).json()
    assert "protected" in locked["skipped"][0]["reason"] and not locked["documents"]
    opened = server.client.post(EVALUATE, files=files, data={"password": "open sesame"})
    assert opened.json()["claims"] and "open sesame" not in opened.text


def test_the_schema_holds_for_every_sample_and_names_all_that_is_in_it(server: Server) -> None:
    described = description(load_rules(), Limits())["components"]["schemas"]["Evaluation"]
    Draft202012Validator.check_schema(described)
    for name in [*TEXTS, "phone-photo.jpg"]:
        report = server.client.post(EVALUATE, files=_files(SAMPLES / name)).json()
        Draft202012Validator(described).validate(report)
        assert not set(undescribed(report, described)), name
        asked = server.client.post(EVALUATE, files=_files(SAMPLES / name), data={"checklist": "clinic-supplier"}).json()
        Draft202012Validator(described).validate(asked)
        assert not set(undescribed(asked, described)), name


def test_the_document_served_is_the_one_checked_in(server: Server) -> None:
    kept = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert server.client.get("/api/v1/openapi.json").json() == kept
