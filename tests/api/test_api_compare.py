"""Products side by side: the same bytes as the command ``compare``, from a ZIP or from files in folders."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from clients import LABEL, Server, undated
from jsonschema import Draft202012Validator
from shapes import undescribed

from labelcheck.api.openapi import description
from labelcheck.api.work import Limits
from labelcheck.cli import main
from labelcheck.rules import load_rules

COMPARE = "/api/v1/compare"
CERTIFICATE = (
    "Certificate of analysis\nLumen Exo Ampoule\nLot 2026-A7\n4.1 x 10^10 particles per mL (NTA)\nSterility: pass\n"
)
PRODUCTS = {
    "lumen/label.txt": LABEL.encode(),
    "lumen/certificate.txt": CERTIFICATE.encode(),
    "rosea/label.txt": b"Rosea Serum\nRose callus exosomes, 3 billion exosomes\nStore cool and dry\n",
}
SCHEMA = description(load_rules(), Limits())["components"]["schemas"]["Comparison"]


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _command(tmp_path: Path, *arguments: str) -> bytes:
    out = tmp_path / "comparison.json"
    assert main(["compare", *arguments, "--format", "json", "-o", str(out)]) == 0
    return undated(out.read_bytes())


def test_a_zip_gets_the_bytes_of_the_command(server: Server, tmp_path: Path) -> None:
    archive = tmp_path / "suppliers.zip"
    archive.write_bytes(_zip(PRODUCTS))
    answer = server.client.post(COMPARE, files={"files": (archive.name, archive.read_bytes(), "application/zip")})
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert undated(answer.content) == _command(tmp_path, str(archive))
    assert [product["name"] for product in answer.json()["products"]] == ["lumen", "rosea"]
    assert server.at_rest()


def test_files_in_folders_are_the_products(server: Server, tmp_path: Path) -> None:
    for name, data in PRODUCTS.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    files = [("files", (name, data, "text/plain")) for name, data in sorted(PRODUCTS.items())]
    answer = server.client.post(COMPARE, files=files)
    assert undated(answer.content) == _command(tmp_path, str(tmp_path / "in"))


def test_the_schema_holds_and_names_all_that_is_in_it(server: Server) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    files = {"files": ("suppliers.zip", _zip(PRODUCTS), "application/zip")}
    report = server.client.post(COMPARE, files=files, data={"market": "us"}).json()
    Draft202012Validator(SCHEMA).validate(report)
    assert not set(undescribed(report, SCHEMA))
    assert any(answer["quotes"] for answer in report["products"][0]["answers"])


def test_what_cannot_be_read_stands_in_its_row_and_the_rest_is_compared(server: Server) -> None:
    files = PRODUCTS | {"lumen/broken.pdf": b"%PDF-1.7\nno more", "../escape/label.txt": LABEL.encode()}
    report = server.client.post(COMPARE, files={"files": ("all.zip", _zip(files), "application/zip")}).json()
    names = {product["name"]: [skip["name"] for skip in product["skipped"]] for product in report["products"]}
    assert len(names["lumen"]) == 1 and "broken.pdf" in names["lumen"][0] and names["rosea"] == []
    assert not any(".." in name for name in names)


def test_nothing_readable_is_a_result(server: Server) -> None:
    answer = server.client.post(COMPARE, files={"files": ("all.zip", b"PK\x03\x04 no archive", "application/zip")})
    assert answer.status_code == 200
    Draft202012Validator(SCHEMA).validate(answer.json())
    report = answer.json()
    assert report["skipped"] or any(product["skipped"] for product in report["products"])


def test_a_document_with_too_much_text_stands_in_its_row_and_the_rest_is_compared() -> None:
    server = Server(Limits(product_characters=1_000, compared_characters=1_100))
    files = PRODUCTS | {"lumen/long.txt": b"water " * 200, "zeta/long.txt": b"water " * 160}
    answer = server.client.post(COMPARE, files={"files": ("all.zip", _zip(files), "application/zip")})
    assert answer.status_code == 200
    skipped = {product["name"]: product["skipped"] for product in answer.json()["products"]}
    assert [skip["name"] for skip in skipped["lumen"]] == ["long.txt"] and skipped["rosea"] == []
    assert "more than 1,000 characters" in skipped["lumen"][0]["reason"]
    assert "all products together have more than 1,100 characters" in skipped["zeta"][0]["reason"]
    assert server.at_rest()
