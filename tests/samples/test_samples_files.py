"""The samples that come with the package: complete, small, in step with their description, and honest forms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from labelcheck.models import Outcome, OverallVerdict, Scope
from labelcheck.samples import Sample, UnknownSample, sample, sample_names, sample_source, suppliers_source

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "draw_samples.py"
NAMES = ("front-box", "back-panel", "insert", "korean-panel", "phone-photo", "ordinary-cream")
ITEMS = {"source", "concentration", "cold-storage", "clinical-data"}
CONDITIONS = {"disclosure", "stability", "penetration"}
MAGIC = {".pdf": b"%PDF-", ".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff"}
MAIN_WORDS = {
    "front-box": ("HALVENNE", "Human adipose stem cell exosomes", "2 × 1010 particles per vial", "2–8 °C"),
    "back-panel": ("FENNHOLT", "5,000 ppm centella exosomes", "Clinically proven", "cool, dry place"),
    "insert": ("QUORVANE PRO", "1.5 × 1010 particles per mL", "after\nmicroneedling", "10.5555/aasr.2025.0142"),
    "korean-panel": ("엑소좀 앰플", "지방유래 줄기세포", "100억 개/mL", "냉장보관 2~8℃", "1회용"),
    "phone-photo": ("FLEURANDINE", "Rose Callus Exosome Serum", "3 billion exosomes", "No refrigeration required"),
    "ordinary-cream": ("DOVELMOOR", "Fragrance free", "Ceramide EOP", "Phenoxyethanol"),
}

every_sample = pytest.mark.parametrize("name", NAMES)


def test_names_come_in_the_order_they_are_shown() -> None:
    assert sample_names() == NAMES


@every_sample
def test_every_form_exists_is_small_and_is_what_its_name_says(name: str) -> None:
    entry = sample(name)
    assert set(entry.files) == {"text", "pdf", "image"}
    for file in entry.files.values():
        data = (ROOT / "labelcheck" / "samples" / file).read_bytes()
        assert 0 < len(data) < 250_000
        assert data.startswith(MAGIC.get(Path(file).suffix, b""))


def test_all_samples_together_stay_under_two_megabytes() -> None:
    assert sum(len(sample_source(name, form).data or b"") for name in NAMES for form in sample(name).files) < 2_000_000


@every_sample
def test_expectations_use_the_words_of_the_contract(name: str) -> None:
    expected = sample(name).expected
    assert expected.exosome in get_args(Scope)
    assert expected.verdict in get_args(OverallVerdict)
    assert set(expected.items) == ITEMS
    assert set(expected.conditions) == CONDITIONS
    assert {*expected.items.values(), *expected.conditions.values()} <= set(get_args(Outcome))


@every_sample
def test_expectations_agree_with_each_other(name: str) -> None:
    expected = sample(name).expected
    disclosed = [expected.items[item] == "met" for item in ("source", "concentration", "clinical-data")]
    assert expected.conditions["disclosure"] == (
        "met" if all(disclosed) else "partly" if any(disclosed) else "not stated"
    )
    assert (expected.verdict == "conditions met") == (set(expected.conditions.values()) == {"met"})
    assert (expected.verdict == "not applicable") == (expected.exosome == "no")


@every_sample
def test_main_form_is_one_that_can_be_read(name: str) -> None:
    entry = sample(name)
    assert entry.main in {entry.files[form] for form in entry.readable}
    assert entry.title
    assert entry.description.endswith(".")


def test_description_and_package_are_in_step() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_check_names_what_lags_behind(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), "--check", "--folder", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "front-box.txt is missing" in done.stderr
    assert "insert.pdf is missing" in done.stderr


@every_sample
def test_pdf_holds_the_main_words_and_raises_its_exponents(name: str) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    page = pdfium.PdfDocument(sample_source(name, "pdf").data)[0]
    text = page.get_textpage().get_text_bounded().replace("\r\n", "\n")
    assert [words for words in MAIN_WORDS[name] if words not in text] == []
    assert not set("⁰¹²³⁴⁵⁶⁷⁸⁹") & set(text)


@pytest.mark.parametrize("name", ["front-box", "insert"])
def test_pdf_exponent_is_smaller_and_higher_than_its_base(name: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(sample(name).path("pdf")) as pdf:
        chars = pdf.pages[0].chars
    spelled = "".join(char["text"] for char in chars)
    at = spelled.index("1010")
    base, raised = chars[at : at + 2], chars[at + 2 : at + 4]
    assert max(char["size"] for char in raised) < 0.75 * base[0]["size"]
    assert min(char["matrix"][5] for char in raised) > base[0]["matrix"][5] + 0.25 * base[0]["size"]


def test_text_form_keeps_superscripts() -> None:
    assert "2 × 10¹⁰ particles per vial" in sample("front-box").path("text").read_text(encoding="utf-8")


def test_source_carries_the_bytes_of_the_form_asked_for() -> None:
    assert sample_source("insert").name == "insert.pdf"
    assert sample_source("insert", "text").name == "insert.txt"
    assert sample_source("insert", "text").data == sample("insert").path("text").read_bytes()


def test_unknown_sample_and_form_name_the_choices() -> None:
    with pytest.raises(UnknownSample, match="front-box, back-panel"):
        sample("side-box")
    with pytest.raises(UnknownSample, match="main, text, pdf, image"):
        sample("insert").path("html")  # type: ignore[arg-type]


def test_samples_are_values() -> None:
    entry: Sample = sample("insert")
    with pytest.raises(ValueError, match="frozen"):
        entry.title = "Other"  # type: ignore[misc]


def test_missing_font_names_its_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("reportlab")
    pytest.importorskip("PIL")
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    from sample_drawing import canvas

    monkeypatch.setattr(canvas, "FONT_FOLDERS", (Path("no-such-folder"),))
    canvas.font_file.cache_clear()
    with pytest.raises(canvas.MissingFont, match="install the Debian package fonts-nanum"):
        canvas.font_file("square")


def test_the_suppliers_are_as_their_script_draws_them() -> None:
    script = SCRIPT.with_name("draw_suppliers.py")
    run = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert len(suppliers_source().data or b"") < 40_000
