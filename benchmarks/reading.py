"""What reading costs, as ratios to the bare libraries in the same run, and how much memory it takes.

    python benchmarks/reading.py [--runs N] [--photo FILE] [--pdf FILE]

- A text PDF from file to report, in a warm process, against pdfplumber's ``extract_words`` on every page of the same
  file (target at most 0.5): one page, an insert in columns, and a long document. They are drawn here.
- A photo from file to document against the bare OCR engine with the same settings on the same picture (target at most
  1.15). The photo is a shipped sample, or ``--photo``.
- Peak memory of the process that reads a photo of 12 megapixels (target at most 1.1 GB), and its growth from page 50
  to page 500 of a long PDF (target at most 10 %). Where the system tells (Linux).
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from speed import compare

from labelcheck.capture import read
from labelcheck.capture.process import child
from labelcheck.evaluate import evaluate
from labelcheck.models import CaptureSettings, Source
from labelcheck.report.text import text_report
from labelcheck.rules import load_rules

SAMPLES = Path(__file__).parent.parent / "labelcheck" / "samples"
PROSE = """
The leaflet that comes with this ampoule tells how it was made and how it is meant to be used. A good serum is only a
small part of a routine that begins with sleep, a hat in the sun and patience, and nobody should expect a bottle to do
the work of all three. Read the whole leaflet before the first use, keep it with the box, and show it to the person who
treats you. The bottle is made of amber glass with a dropper of natural rubber; the carton is printed with water based
inks and can be recycled where paper is collected. Wash your hands, dry your face with a clean towel and wait until the
skin no longer feels damp. Warm three drops between the palms and press them onto the cheeks, the brow and the neck
without rubbing. If the skin burns or turns red, rinse with plenty of water and ask for advice. The colour may differ a
little from one batch to the next because the plants are harvested in different weeks, and this is no fault. Our people
answer letters on every working day, and a shop that sold you a broken seal has to take the product back.
"""
DISCLOSURE = (
    "Each vial holds 20 billion exosomes per mL from human adipose stem cells, counted by tracking analysis. "
    "Store at 2-8 C and discard what is left 24 hours after opening."
)


def drawn_pdf(pages: int, columns: int) -> bytes:
    """A text PDF of A4 pages set in columns, at 60 lines a page: prose with a disclosure every thousand words."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    width = (A4[0] - 80) / columns
    text = (PROSE * 5 + DISCLOSURE).split()
    number = 0
    for _ in range(pages):
        canvas.setFont("Helvetica", 9)
        for column in range(columns):
            for line in range(60):
                words: list[str] = []
                while canvas.stringWidth(" ".join([*words, text[number % len(text)]]), "Helvetica", 9) < width - 15:
                    words.append(text[number % len(text)])
                    number += 1
                canvas.drawString(40 + column * width, 800 - 12 * line, " ".join(words))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def plumbed(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()


def text_pdfs(runs: int, given: Path | None) -> None:
    rules = load_rules()
    files = [("1 page", drawn_pdf(1, 1)), ("15 pages in 3 columns", drawn_pdf(15, 3)), ("50 pages", drawn_pdf(50, 1))]
    files.append(("the shipped insert", (SAMPLES / "insert.pdf").read_bytes()))
    if given:
        files.append((given.name, given.read_bytes()))
    for title, data in files:
        source = Source(name="label.pdf", data=data)
        compare(
            f"PDF to report, {title}",
            runs,
            lambda source=source: text_report(evaluate([source], rules)) and None,
            "pdfplumber words",
            lambda data=data: plumbed(data),
        )


def photo(runs: int, given: Path | None) -> None:
    import cv2
    import numpy

    from labelcheck.capture.engines.rapidocr import bare_engine

    data = (given or SAMPLES / "phone-photo.jpg").read_bytes()
    engine = bare_engine()

    def bare() -> None:
        engine(
            cv2.imdecode(numpy.frombuffer(data, "uint8"), cv2.IMREAD_COLOR), use_det=True, use_cls=False, use_rec=True
        )

    compare("photo to document", runs, lambda: read(Source(name="p", data=data)) and None, "bare engine", bare)


def memory() -> None:
    if not Path("/proc/self/status").exists():
        print("memory: this system does not tell")
        return
    large = io.BytesIO()
    from PIL import Image

    Image.open(SAMPLES / "phone-photo.jpg").resize((4000, 3000)).save(large, "JPEG", quality=92)
    child.stop_children()
    read(Source(name="large.jpg", data=large.getvalue()))
    print(f"photo of 12 megapixels: peak {reader_status('VmHWM') / 2**20:,.0f} MB")
    child.stop_children()
    seen: dict[int, int] = {}

    def note(phrase: str, _share: float) -> None:
        if match := re.search(r"page (\d+) of", phrase):
            seen[int(match[1])] = reader_status("VmRSS")

    read(Source(name="long.pdf", data=drawn_pdf(500, 1)), CaptureSettings(max_pages=500), note)
    early, late = seen[50], seen[max(seen)]
    print(
        f"PDF of 500 pages: {early / 2**20:,.0f} MB at page 50, {late / 2**20:,.0f} MB at page {max(seen)} "
        f"({late / early - 1:+.0%}), peak {reader_status('VmHWM') / 2**20:,.0f} MB"
    )


def reader_status(field: str) -> int:
    """A figure of the reading process, in bytes."""
    for entry in Path("/proc").glob("[0-9]*/status"):
        try:
            text = entry.read_text()
        except OSError:
            continue
        if f"PPid:\t{os.getpid()}\n" in text and (found := re.search(rf"{field}:\s+(\d+) kB", text)):
            return int(found[1]) * 1024
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--photo", type=Path, help="a photo of your own to time")
    parser.add_argument("--pdf", type=Path, help="a PDF of your own to time")
    options: Any = parser.parse_args()
    text_pdfs(options.runs, options.pdf)
    photo(options.runs, options.photo)
    memory()


if __name__ == "__main__":
    main()
