"""Folders and archives of invented products, and a comparison with every outcome and hostile names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from labelcheck.dossiers import Cell, Column, Comparison, Dose, Dossier, Fault, Paper, Quote
from labelcheck.models import Outcome, Skip

FIRM = "Rose stem cell exosomes, 4 billion particles per mL. Store at 2-8 °C."
VAGUE = "Exosome cream with exosomes of a stem cell. 3 billion exosomes."
BROKEN = b"%PDF-1.7\n1 0 obj <<"
TODAY = date(2026, 11, 1)
FORMULA = '=HYPERLINK("http://invented.example","open")'
OUTCOMES: tuple[Outcome | None, ...] = ("met", "partly", "contrary", "not stated", "unreadable", None)


def archive(*files: tuple[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in files:
            container.writestr(name, content)
    return target.getvalue()


def named(name: str, **fields: int) -> zipfile.ZipInfo:
    """An entry whose name is written as it is, with fields of its header set."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.compress_type = zipfile.ZIP_DEFLATED
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def encrypted(data: bytes) -> bytes:
    """An archive all of whose entries say that they are protected by a password."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def folder(root: Path, files: Mapping[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def comparison(names: tuple[str, ...] = ("Ampoule", FORMULA, "A & <B>")) -> Comparison:
    """Six questions with every outcome, a fault, and words of a label that would be a formula or a tag."""
    columns = tuple(
        Column(
            id=f"q{place}",
            short=f"Question {place}",
            question=f"Is {place} told?",
            tier="minimum" if place < 2 else None,
        )
        for place in range(6)
    )
    return Comparison(
        version="0",
        rules_digest="sha256:0",
        checklist="invented",
        title="Invented questions",
        made_on=TODAY,
        columns=columns,
        dossiers=tuple(_dossier(name, place) for place, name in enumerate(names)),
        skipped=(Skip(name="=bad.zip", reason="the ZIP archive cannot be opened: it is damaged; copy it again"),),
    )


def _dossier(name: str, place: int) -> Dossier:
    quote = Quote(document=0, claim="c1", text="@SUM(1+1)<script>", page=2)
    cells = tuple(
        Cell(
            id=f"q{number}",
            outcome=outcome,
            value="-2+3 °C" if outcome == "met" else "",
            reason="Because it says so.",
            quotes=(quote,) if outcome == "met" else (),
            missing=("a method",) if outcome == "partly" else (),
        )
        for number, outcome in enumerate(OUTCOMES[place:] + OUTCOMES[:place])
    )
    return Dossier(
        name=name,
        papers=(Paper(name="+coa.pdf", sha256="0", kind="certificate"),),
        skipped=(Skip(name="torn.pdf", reason="the PDF is damaged; download it again"),) if place == 0 else (),
        exosome="yes",
        verdict="caution",
        cells=cells,
        faults=(
            Fault(kind="expired", severity="high", message="=1+1 has expired.", quotes=(quote,), arithmetic="1 < 2"),
        )
        if place == 1
        else (),
        dose=Dose(low=4e9 * (place + 1), high=4e9 * (place + 1), text="x", arithmetic="20 billion / 5 mL"),
        percentile=50.0,
        minimum=(1, 2),
        complete=(place, 5),
    )
