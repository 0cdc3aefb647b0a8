"""Draw the samples of ``labelcheck/samples``: text, PDF and picture of every label, and the manifest.

``--check`` draws nothing: it compares texts and manifest with what ``sample_drawing/labels.py`` describes, because
PDFs and pictures differ with the fonts of the machine.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sample_drawing.labels import LABELS, Label

FOLDER = Path(__file__).resolve().parents[1] / "labelcheck" / "samples"
MANIFEST = "manifest.json"
LIMIT = 250_000
FOLDER_LIMIT = 2_000_000


def described(labels: Sequence[Label] = LABELS) -> dict[str, str]:
    """The files that follow from the description alone, whatever the fonts: every text and the manifest."""
    texts = {label.files()["text"]: label.as_text() for label in labels}
    manifest = json.dumps([label.as_json() for label in labels], indent=2, ensure_ascii=False) + "\n"
    return {**texts, MANIFEST: manifest}


def lagging(folder: Path) -> list[str]:
    """What in the folder differs from the description, a sentence each."""
    found = []
    for name, text in described().items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif path.read_text(encoding="utf-8") != text:
            found.append(f"{name} differs from scripts/sample_drawing/labels.py")
    drawn = [name for label in LABELS for form, name in label.files().items() if form != "text"]
    return found + [f"{name} is missing" for name in drawn if not (folder / name).is_file()]


def pdf(label: Label) -> bytes:
    """The label as a PDF with real text."""
    from sample_drawing.canvas import PdfCanvas
    from sample_drawing.designs import DESIGNS, Words

    design = DESIGNS[label.name]
    canvas, words = PdfCanvas(design.width, design.height, design.paper, label.title), Words(label)
    design.draw(canvas, words)
    words.finish()
    return canvas.data()


def picture(label: Label) -> bytes:
    """The label as a picture: flat artwork, or a snapshot of it."""
    from sample_drawing.canvas import ImageCanvas
    from sample_drawing.designs import DESIGNS, Words
    from sample_drawing.photo import photograph

    design = DESIGNS[label.name]
    canvas, words = ImageCanvas(design.width, design.height, design.scale, design.paper), Words(label)
    design.draw(canvas, words)
    words.finish()
    image = photograph(canvas.image()) if label.name == "phone-photo" else canvas.image()
    data = io.BytesIO()
    if label.image == "jpg":
        image.save(data, "JPEG", quality=68 if label.name == "phone-photo" else 86, subsampling=0, optimize=True)
    else:
        image.quantize(96).save(data, "PNG", optimize=True)
    return data.getvalue()


def draw(folder: Path) -> None:
    """Write every file of every sample."""
    for name, text in described().items():
        (folder / name).write_text(text, encoding="utf-8")
    total = 0
    for label in LABELS:
        names = label.files()
        for name, data in ((names["pdf"], pdf(label)), (names["image"], picture(label))):
            (folder / name).write_bytes(data)
            total += len(data)
            print(f"{name}: {len(data) / 1000:.0f} kB")
            if len(data) > LIMIT:
                raise SystemExit(f"{name} is over {LIMIT / 1000:.0f} kB")
    if total > FOLDER_LIMIT:
        raise SystemExit(f"the samples are over {FOLDER_LIMIT / 1e6:.0f} MB together")


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw, or with ``--check`` say what lags behind."""
    parser = argparse.ArgumentParser(description="Draw the samples that come with labelcheck.")
    parser.add_argument("--check", action="store_true", help="draw nothing; exit 1 if texts or manifest lag behind")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the samples are (default: the package)")
    options = parser.parse_args(arguments)
    if options.check:
        found = lagging(options.folder)
        for sentence in found:
            print(f"{sentence}: run python scripts/draw_samples.py", file=sys.stderr)
        return 1 if found else 0
    from sample_drawing.canvas import MissingFont

    try:
        draw(options.folder)
    except MissingFont as missing:
        print(missing, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
