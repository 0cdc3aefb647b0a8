"""The page that compares suppliers in a real browser, at both widths and in both schemes: as a clinic would use it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attacks import ATTACKS
from browser import BOTH_WAYS, Visit
from test_app_attacks_browser import NAMES, WRITTEN, _as_read, _living, _unseen

from labelcheck.samples import sample, suppliers_source

LUMEN = """Lumen Exo Ampoule
Package insert
Product name: Lumen Exo Ampoule
Human adipose stem cell exosomes
2 x 10^10 particles per mL, counted by NTA
Store at -20 C
Lot LX-101"""
CERTIFICATE = """Certificate of analysis
Product name: Lumen Exo Ampoule
Lot LX-202
Date of issue 2026-08-30
Particle count (NTA): 2 x 10^10 particles per mL
Endotoxin: < 0.25 EU/mL"""
NOX = """Nox Serum
Stem cell exosomes of the highest purity"""


def _packed(files: dict[str, bytes]) -> dict[str, Any]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in files.items():
            container.writestr(name, data)
    return {"name": "suppliers.zip", "mimeType": "application/zip", "buffer": buffer.getvalue()}


def _open_page(visit: Visit) -> Any:
    visit.page.goto(f"{visit.page.url.rstrip('/')}/compare")
    visit.page.locator(".st-key-compare-asked").wait_for()
    return visit.page


def _compared(visit: Visit, rows: int) -> None:
    page = visit.page
    page.locator(".lc-cmp-answer h1").wait_for()
    page.locator("[class*=st-key-cmp-row-]").nth(rows - 1).wait_for()
    page.locator(".st-key-compare-matrix img").wait_for()
    visit.still()


_WATCH = """() => {
  window.lcSeen = new Set();
  const look = () => {
    const open = document.querySelector("[role=dialog]");
    const asked = open && open.querySelector(".lc-cmp-cell h3");
    if (asked) for (const said of open.querySelectorAll("blockquote mark, .lc-cmp-cell"))
      window.lcSeen.add(JSON.stringify([asked.innerText, said.innerText]));
    window.lcLooking = requestAnimationFrame(look);
  };
  look();
}"""
"""Notes in every frame what a window shows under which question."""


def _only_its_own_words(visit: Visit, folder: Path) -> None:
    """A second window never shows, not for one frame, what the window before it showed."""
    page = visit.page
    window = page.locator("[role=dialog]")
    page.evaluate(_WATCH)
    page.get_by_role("button", name=re.compile(r"^Storage, (disclosed|partly disclosed):")).last.click()
    window.locator(".lc-cmp-cell").first.wait_for()
    visit.shot(folder, f"compare-second-cell-{page.viewport_size['width']}")
    window.locator(".lc-cmp-cell").nth(1).wait_for()
    visit.still()
    settled = set(window.locator("blockquote mark, .lc-cmp-cell").all_inner_texts())
    seen = [json.loads(one) for one in page.evaluate("cancelAnimationFrame(window.lcLooking) || [...window.lcSeen]")]
    question = window.locator(".lc-cmp-cell h3").inner_text()
    assert [one for one in seen if one[0] != question or one[1] not in settled] == []
    assert len(seen) >= len(settled) > 1
    page.keyboard.press("Escape")
    window.wait_for(state="detached")


@BOTH_WAYS
def test_a_zip_of_suppliers_becomes_rows_words_and_a_letter(visit: Visit, tmp_path: Path) -> None:
    page = _open_page(visit)
    assert visit.overflow() <= 0
    given = _packed(
        {
            "Lumen/insert.txt": LUMEN.encode(),
            "Lumen/certificate.txt": CERTIFICATE.encode(),
            "Nox/page.txt": NOX.encode(),
            "Quorvane/insert.pdf": sample("insert").path("pdf").read_bytes(),
            "Quorvane/scan.pdf": b"%PDF-1.7 broken",
        }
    )
    page.locator("input[type=file]").first.set_input_files([given])
    _compared(visit, 3)
    rows = page.locator("[class*=st-key-cmp-open-]")
    assert rows.all_inner_texts() == ["Lumen", "Nox", "Quorvane"]
    assert "scan.pdf" in page.locator("[class*=st-key-cmp-row-]").nth(2).inner_text()
    assert visit.overflow() <= 0
    visit.shot(tmp_path, f"compare-table-{page.viewport_size['width']}")

    page.get_by_role("button", name=re.compile(r"^Particle count, (disclosed|partly disclosed):")).last.click()
    window = page.locator("[role=dialog]")
    window.locator(".lc-cmp-cell").first.wait_for()
    window.locator("img").first.wait_for()
    window.get_by_text("The standard asks for").wait_for()
    visit.still()
    assert "particles per mL" in window.inner_text()
    assert window.locator("img").first.evaluate("image => image.naturalWidth") > 0
    visit.shot(tmp_path, f"compare-cell-{page.viewport_size['width']}")
    page.keyboard.press("Escape")
    window.wait_for(state="detached")
    _only_its_own_words(visit, tmp_path)

    page.locator("[class*=st-key-cmp-open-]").last.evaluate("name => name.scrollIntoView({block: 'center'})")
    assert visit.scrolled() > 200
    page.get_by_role("button", name="Quorvane", exact=True).click()
    page.locator(".lc-cmp-one h1").wait_for()
    visit.still()
    page.wait_for_timeout(600)
    assert visit.scrolled() == 0, "a supplier begins at its top, however far down its name stood"
    page.get_by_role("button", name="Back to all suppliers").click()
    _compared(visit, 3)
    page.get_by_role("button", name="Lumen", exact=True).click()
    page.locator(".lc-cmp-one h1").wait_for()
    page.locator(".lc-cmp-fault").first.wait_for()
    visit.still()
    assert "LX-202" in page.locator(".lc-cmp-fault").first.inner_text()
    assert visit.overflow() <= 0
    visit.shot(tmp_path, f"compare-one-{page.viewport_size['width']}")
    letter = page.get_by_label("Letter to the supplier")
    assert "LX-202" in letter.input_value()
    for count in range(4):  # a file that is asked for right after typing is the one of what was typed, every time
        letter.fill(f"Dear Lumen, which lot shall we get? {count}")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Letter as text").click()
        kept = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(kept)
        assert kept.name == "request-Lumen.txt"
        assert kept.read_text(encoding="utf-8") == f"Dear Lumen, which lot shall we get? {count}"
    page.get_by_role("button", name="Back to all suppliers").click()
    _compared(visit, 3)
    assert visit.dialogs == []


def test_a_folder_is_taken_as_it_is(visit: Visit, tmp_path: Path) -> None:
    for name, text in {"Lumen/brochure.txt": LUMEN, "Nox/page.txt": NOX}.items():
        file = tmp_path / "suppliers" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    page = _open_page(visit)
    page.locator(".st-key-compare-way button").nth(1).click()
    page.locator("[class*=st-key-compare-files-][class*=-folder] input[type=file]").set_input_files(
        tmp_path / "suppliers"
    )
    _compared(visit, 2)
    assert page.locator("[class*=st-key-cmp-open-]").all_inner_texts() == ["Lumen", "Nox"]


def test_the_fields_speak_the_language_that_is_switched_to(visit: Visit, tmp_path: Path) -> None:
    page = _open_page(visit)
    page.locator("input[type=file]").first.set_input_files([_packed({"Lumen/a.txt": LUMEN.encode()})])
    _compared(visit, 1)
    page.get_by_label("Language · 언어").click()
    page.get_by_role("option", name="한국어").click()
    fields = page.locator(".st-key-cmp-fields")
    fields.get_by_text("순서", exact=True).wait_for()
    visit.still()
    visit.shot(tmp_path, "compare-korean")
    chosen = fields.locator("input").evaluate_all("inputs => inputs.map(input => input.value || input.placeholder)")
    shown = fields.inner_text() + " ".join(chosen)
    assert "받은 순서" in shown
    assert not re.search("As given|All questions|The minimum|Filter", shown)


def test_reading_can_be_stopped(visit: Visit) -> None:
    page = _open_page(visit)
    photo = sample("phone-photo").path("image").read_bytes()
    files = {f"Product {number}/photo.jpg": photo + bytes([number]) for number in range(6)}
    page.locator("input[type=file]").first.set_input_files([_packed(files)])
    page.get_by_role("button", name="Stop reading").click()
    page.get_by_text("Reading was stopped").wait_for()
    assert page.locator("input[type=file]").count()


def test_attacks_as_names_and_words_stay_characters(visit: Visit) -> None:
    page = _open_page(visit)
    named = [name for name in NAMES if "/" not in name and "\\" not in name and len(name) < 90]
    files = {f"{name}/a.txt": f"Exosomes. {ATTACKS['img-onerror']} {name}".encode() for name in named[:9]}
    words = "\n".join(f"Product name: Exo {attack}" for attack in WRITTEN)
    files["Words/label.txt"] = f"Human adipose stem cell exosomes\n{words}".encode("utf-8", "replace")
    for place, attack in enumerate(("img-onerror", "markdown-link")):
        text = f"Certificate of analysis\nProduct name: Exo {ATTACKS[attack]}\nLot A-{place}{ATTACKS['svg-onload']}"
        files[f"Words/certificate {place}.txt"] = text.encode()
    page.locator("input[type=file]").first.set_input_files([_packed(files)])
    _compared(visit, 10)
    shown = page.locator("[data-testid=stMain]").inner_text()
    assert _unseen(shown, _as_read(named[:9])) == []
    assert _living(page) == []
    page.get_by_role("button", name="Words", exact=True).click()
    page.locator(".lc-cmp-one h1").wait_for()
    page.locator("#lc-papers").wait_for()
    page.get_by_role("button", name="See ").first.wait_for()
    visit.still()
    assert _living(page) == []
    page.get_by_role("button", name="See ").first.click()
    page.locator("[role=dialog] .lc-quote").first.wait_for()
    visit.unfold()
    assert _living(page) == []
    assert visit.dialogs == []


@pytest.mark.parametrize("visit", [{"width": 1280, "height": 860, "locale": "ko-KR"}], indirect=True)
def test_the_example_in_korean(visit: Visit, tmp_path: Path) -> None:
    page = _open_page(visit)
    assert len(suppliers_source().data or b"") < 40_000
    page.locator(".st-key-compare-try button").click()
    _compared(visit, 4)
    assert "제품 4개" in page.locator(".lc-cmp-answer h1").inner_text()
    visit.shot(tmp_path, "compare-korean")
