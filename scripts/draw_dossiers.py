"""Draw ten invented dossiers into a folder: text, pictures and PDFs by product, and a manifest of all that is planted.

Brands, makers and lots are invented. The same folder comes out every time.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dossier_drawing.parts import Folder, Rows, Sheet, Title
from dossier_drawing.products import FOLDERS

MANIFEST = "manifest.json"
DOSSIERS = "dossiers"
"""The folder to compare: the manifest beside it is no product."""
TODAY = date(2026, 11, 1)
"""The day on which the planted faults hold."""


def contents(sheet: Sheet) -> bytes:
    """The bytes of one file."""
    from dossier_drawing.canvas import as_pdf, as_picture, as_scan

    match sheet.form:
        case "text":
            return as_text(sheet).encode()
        case "pdf":
            return as_pdf(sheet.file, sheet.blocks)
        case "scan":
            return as_scan(sheet.file, sheet.blocks)
        case "photo":
            data = io.BytesIO()
            as_picture(sheet.blocks).save(data, "PNG", optimize=True)
            return data.getvalue()
        case _:
            return as_pdf(sheet.file, ("Torn",))[:200]


def as_text(sheet: Sheet) -> str:
    """The words of a sheet, a line each."""
    rows: list[str] = []
    for block in sheet.blocks:
        if isinstance(block, Title):
            rows.append(block.text)
        elif isinstance(block, Rows):
            rows += ["\t".join(row) for row in block.rows]
        elif isinstance(block, str):
            rows.append(block)
    return "\n".join(rows) + "\n"


def manifest(folders: Sequence[Folder] = FOLDERS) -> str:
    """Every planted fact and fault as JSON."""
    return json.dumps(
        {"today": TODAY.isoformat(), "products": [folder.as_json() for folder in folders]},
        indent=2,
        ensure_ascii=False,
    )


def draw(target: Path, folders: Sequence[Folder] = FOLDERS) -> None:
    """Write every dossier into ``dossiers`` in a folder of its name, and the manifest beside that."""
    for folder in folders:
        place = target / DOSSIERS / folder.name
        place.mkdir(parents=True, exist_ok=True)
        for sheet in folder.sheets:
            (place / sheet.file).write_bytes(contents(sheet))
    (target / MANIFEST).write_text(manifest(folders) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the dossiers into the folder given."""
    parser = argparse.ArgumentParser(description="Draw ten invented dossiers with planted faults.")
    parser.add_argument("folder", type=Path, help="where to put them; sub-folders are made")
    options = parser.parse_args(arguments)
    draw(options.folder)
    print(f"{len(FOLDERS)} dossiers in {options.folder / DOSSIERS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
