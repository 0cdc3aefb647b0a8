"""Draw ``labelcheck/samples/suppliers.zip``: documents of four invented suppliers, to try the comparison on.

Only fonts that every PDF reader has are used, so that the same description gives the same bytes on every machine.
``--check`` draws nothing and exits with 1 where the file differs from this description.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from reportlab.pdfgen.canvas import Canvas

FILE: Final = Path(__file__).resolve().parents[1] / "labelcheck" / "samples" / "suppliers.zip"
DAY: Final = (2026, 10, 1, 0, 0, 0)
PAGE: Final = (420.0, 595.0)
LEFT, RIGHT_COLUMN, TOP = 36.0, 218.0, 548.0

Line = str | tuple[str, str]
"""A line of prose ("# …" is a heading, "" a gap), or a row of a table."""

SUPPLIERS: Final[dict[str, dict[str, Sequence[Line]]]] = {
    "Halvenne": {
        "brochure.pdf": (
            "# Halvenne Exo Vial",
            "Product brochure",
            "September 2026",
            "Product name: Halvenne Exo Vial",
            "",
            "Exosomes from human adipose-derived mesenchymal stem cells.",
            "Cells come from master cell bank HV-ADSC-12, at passage 4.",
            "Isolated by tangential flow filtration and size exclusion",
            "chromatography.",
            "2 x 10^10 particles per mL, counted by nanoparticle tracking",
            "analysis (NTA). Vial of 5 mL.",
            "Mean size 110 nm by NTA.",
            "Positive for CD9, CD63, CD81 and TSG101; negative for calnexin.",
            "Donors were screened for HIV, hepatitis B, hepatitis C and syphilis.",
            "Store at -20 C. Shipped on dry ice at -70 C.",
            "A certificate of analysis comes with every lot.",
        ),
        "certificate HV-2608-17.pdf": (
            "# Certificate of analysis",
            ("Product", "Halvenne Exo Vial"),
            ("Lot", "HV-2608-17"),
            ("Manufactured", "2026-08-12"),
            ("Expiry date", "2028-08-12"),
            ("Date of issue", "2026-08-30"),
            "",
            ("Test", "Result"),
            ("Source", "Human adipose-derived MSC exosomes"),
            ("Particle count (NTA)", "2.1 x 10^10 particles per mL"),
            ("Mean particle size (NTA)", "112 nm"),
            ("CD9, CD63, CD81", "Positive"),
            ("TSG101", "Positive"),
            ("Calnexin", "Negative"),
            ("Purity", "3.1 x 10^9 particles/ug protein"),
            ("Sterility (USP <71>)", "No growth"),
            ("Endotoxin", "< 0.25 EU/mL"),
            ("Mycoplasma (PCR)", "Not detected"),
            ("Storage", "-20 C"),
        ),
        "label.txt": (
            "Halvenne Exo Vial",
            "Human adipose stem cell exosomes",
            "2 x 10^10 particles per mL",
            "Net contents: 5 mL",
            "Lot HV-2608-17",
            "Use by 2028-08-12",
            "Store at -20 C",
        ),
    },
    "Quorvane": {
        "leaflet.pdf": (
            "# Quorvane Pro",
            "Package insert",
            "Product name: Quorvane Pro",
            "July 2026",
            "",
            "Exosomes from human umbilical cord mesenchymal stem cells.",
            "5 x 10^10 particles per mL. Vial of 2 mL.",
            "Lot QV-0711",
            "Isolated by ultracentrifugation.",
            "Keep refrigerated at 2-8 C.",
        ),
        "certificate.pdf": (
            "# Certificate of analysis",
            ("Product", "Quorvane Pro"),
            ("Lot", "QV-0522"),
            ("Date of issue", "2024-05-02"),
            ("Expiry date", "2025-05-02"),
            "",
            ("Test", "Result"),
            ("Source", "Human umbilical cord MSC exosomes"),
            ("Particle count (NTA)", "1.2 x 10^10 particles per mL"),
            ("CD63, CD81", "Positive"),
            ("Sterility (USP <71>)", "No growth"),
            ("Endotoxin", "< 0.5 EU/mL"),
            ("Storage", "2-8 C"),
        ),
    },
    "Fleurandine": {
        "brochure.txt": (
            "Fleurandine rose callus exosomes",
            "Product brochure",
            "",
            "Exosomes from the stem cells of the damask rose, isolated by a proprietary process.",
            "3 billion exosomes per vial.",
            "No refrigeration required.",
            "A certificate of analysis is available on request.",
        ),
    },
    "Corvelle": {
        "product page.txt": (
            "Corvelle Exosome Complex",
            "Product overview",
            "Product name: Corvelle Exosome Complex",
            "",
            "Stem cell exosomes of the highest purity.",
            "100 billion exosomes in every 10 mL bottle.",
            "Sterile filtered at 0.22 um in a GMP facility.",
            "Keep frozen at -20 C.",
        ),
        "certificate.pdf": (
            "# Certificate of analysis",
            ("Product", "Halvenne Exo Vial"),
            ("Lot", "HV-2411-03"),
            ("Date of issue", "2024-11-20"),
            ("Expiry date", "2026-05-20"),
            "",
            ("Test", "Result"),
            ("Particle count (NTA)", "1.9 x 10^10 particles per mL"),
            ("CD9, CD63, CD81", "Positive"),
            ("Sterility (USP <71>)", "No growth"),
            ("Endotoxin", "< 0.25 EU/mL"),
        ),
    },
}


def pdf(lines: Sequence[Line]) -> bytes:
    """A page of prose and table rows, with real text."""
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=PAGE, invariant=1, pageCompression=1)
    y = TOP
    for line in lines:
        if isinstance(line, tuple):
            _row(page, y, line)
        elif line.startswith("# "):
            page.setFont("Helvetica-Bold", 17)
            page.drawString(LEFT, y, line[2:])
            y -= 10
        else:
            page.setFont("Helvetica", 11)
            page.drawString(LEFT, y, line)
        y -= 21
    page.save()
    return buffer.getvalue()


def _row(page: Canvas, y: float, cells: tuple[str, str]) -> None:
    page.setFont("Helvetica", 11)
    page.drawString(LEFT + 6, y, cells[0])
    page.drawString(RIGHT_COLUMN + 6, y, cells[1])
    page.setLineWidth(0.5)
    page.rect(LEFT, y - 7, RIGHT_COLUMN - LEFT, 21)
    page.rect(RIGHT_COLUMN, y - 7, PAGE[0] - LEFT - RIGHT_COLUMN, 21)


def packed() -> bytes:
    """All suppliers as a ZIP with one folder each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for supplier, documents in SUPPLIERS.items():
            for name, lines in documents.items():
                info = zipfile.ZipInfo(f"{supplier}/{name}", DAY)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                text = "\n".join(line for line in lines if isinstance(line, str)) + "\n"
                container.writestr(info, pdf(lines) if name.endswith(".pdf") else text)
    return buffer.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="draw nothing, only compare")
    if not parser.parse_args(arguments).check:
        FILE.write_bytes(packed())
        return 0
    if same(FILE.read_bytes(), packed()):
        return 0
    print("suppliers.zip differs from scripts/draw_suppliers.py: run it without --check", file=sys.stderr)
    return 1


def same(one: bytes, other: bytes) -> bool:
    """Whether two archives hold the same files; how they are compressed differs between machines."""
    return _content(one) == _content(other)


def _content(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return {name: container.read(name) for name in container.namelist()}


if __name__ == "__main__":
    sys.exit(main())
