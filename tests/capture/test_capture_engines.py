"""OCR engines: the list of them, errors that name the cure, and each that is installed reads a label."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from capture_labels import picture, saved

from labelcheck.capture import CaptureError, engine_names, engine_states
from labelcheck.capture.engines import inventory, ocr
from labelcheck.capture.engines import line_reader as tesseract
from labelcheck.capture.photo.document import photo_document
from labelcheck.capture.watch import Watch
from labelcheck.cli import main
from labelcheck.models import CaptureSettings, Document

_LABEL = ["EXOSOME REPAIR SERUM", "20,000 ppm ASC Exosome", "Store at 2-8 °C. Do not freeze."]


def _read(name: str, tessdata: Path | None = None) -> Document:
    settings = CaptureSettings(ocr=name, tessdata_path=tessdata)
    return photo_document("label.png", "0" * 64, saved(picture(_LABEL)), settings, Watch())


@pytest.mark.parametrize(("name", "module"), [("tesseract", "tesserocr"), ("paddle", "faster_paddle")])
def test_an_engine_reads_a_label(name: str, module: str) -> None:
    if find_spec(module) is None:
        pytest.skip(f"NOT TESTED: the engine {name}; {module} is not installed")
    if name == "tesseract" and tesseract.data_folder(None, ("eng", "kor")) is None:
        pytest.skip("NOT TESTED: the engine tesseract; its data (tesseract-ocr-eng, tesseract-ocr-kor) is missing")
    found = _read(name)
    for text in ("REPAIR SERUM", "20,000 ppm", "Do not freeze"):
        assert text in found.text, found.text
    assert {"tesseract": "tesseract", "paddle": "faster-paddle"}[name] in found.reader
    line = next(word for word in found.words if word.text == "REPAIR")
    assert 30 < line.box.top < 60 and 180 < line.box.x0 < 320


def test_the_list_says_what_is_there_and_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    versions = {"rapidocr": "3.10.0", "onnxruntime": "1.20", "tesserocr": "2.9", "faster-paddle": None}
    monkeypatch.setattr(inventory, "_version", versions.get)
    assert main(["engines", "--tessdata", str(tmp_path)]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    by_name = {row.split()[0]: row for row in rows}
    assert list(by_name) == ["rapidocr", "tesseract", "paddle", "(Korean)"]
    column = header.index("STATE")
    assert all(row[column - 1] == " " and row[column] != " " for row in rows)
    assert by_name["rapidocr"].endswith("ready") and "Apache-2.0" in by_name["rapidocr"]
    assert "pip install 'labelcheck[fast]'" in by_name["paddle"]
    assert "tesseract-ocr-kor" in by_name["(Korean)"] and "tesseract-ocr-eng" not in by_name["(Korean)"]
    assert "tesseract-ocr-eng tesseract-ocr-kor" in by_name["tesseract"]
    for language in ("eng", "kor"):
        (tmp_path / f"{language}.traineddata").touch()
    assert all(str(tmp_path) in state.state for state in engine_states(tmp_path) if "(Korean)" in state.name)


def test_an_engine_in_want_of_a_part_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventory, "_version", {"rapidocr": "3.10.0"}.get)
    state = engine_states()[0]
    assert state.version is None and "pip install rapidocr onnxruntime" in state.state


def test_listing_engines_loads_none() -> None:
    code = (
        "import sys\nfrom labelcheck.cli import main\nmain(['engines'])\n"
        "heavy = ('rapidocr', 'onnxruntime', 'tesserocr', 'faster_paddle', 'cv2', 'numpy', 'PIL', 'spacy')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", ["tesseract", "paddle", "rapidocr"])
def test_an_engine_that_is_not_installed_names_its_cure(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert name in engine_names()

    def missing(_tessdata: Path | None) -> Any:
        raise ImportError(f"No module named {name}", name=name)

    monkeypatch.setattr(ocr, "_LOADED", type(ocr._LOADED)())
    entry = ocr.ENGINES[name]
    monkeypatch.setitem(ocr.ENGINES, name, ocr.EngineEntry(missing, *_facts(entry)))
    with pytest.raises(CaptureError) as caught:
        _read(name)
    assert str(caught.value) == f"label.png: reading pictures with {name} needs {name}, which is not installed; " + (
        f"install it: {entry.cure}"
    )


def _facts(entry: ocr.EngineEntry) -> tuple[Any, ...]:
    return entry.distributions, entry.licence, entry.scripts, entry.cure, entry.data


def test_tesseract_without_its_data_names_its_cure(tmp_path: Path) -> None:
    if find_spec("tesserocr") is None:
        pytest.skip("NOT TESTED: Tesseract without its data; tesserocr is not installed")
    (tmp_path / "eng.traineddata").touch()
    with pytest.raises(CaptureError, match=r"data is not there \(kor\); .*apt install tesseract-ocr-kor\).*--tessdata"):
        _read("tesseract", tmp_path)


def test_damaged_language_data_is_an_error_not_a_crash(tmp_path: Path) -> None:
    if find_spec("tesserocr") is None:
        pytest.skip("NOT TESTED: damaged language data; tesserocr is not installed")
    for language in ("eng", "kor"):
        (tmp_path / f"{language}.traineddata").write_bytes(b"no data")
    with pytest.raises(CaptureError, match="cannot use its data"):
        _read("tesseract", tmp_path)


def test_language_data_is_looked_for_where_systems_keep_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "_USUAL_FOLDERS", (f"{tmp_path.as_posix()}/*/tessdata",))
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    assert tesseract.data_folder(None, ("kor",)) is None
    assert tesseract.missing_data(None, ("eng", "kor")) == ("eng", "kor")
    for release in ("4", "5"):
        (tmp_path / release / "tessdata").mkdir(parents=True)
        (tmp_path / release / "tessdata" / "kor.traineddata").touch()
    assert tesseract.data_folder(None, ("kor",)) == tmp_path / "5" / "tessdata"
    assert tesseract.missing_data(None, ("eng", "kor")) == ("eng",)
    assert tesseract.data_folder(tmp_path, ("kor",)) is None
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "4"))
    assert tesseract.data_folder(None, ("kor",)) == tmp_path / "4" / "tessdata"
