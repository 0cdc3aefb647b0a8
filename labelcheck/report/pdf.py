"""The report as PDF, laid out by Typst from data: tagged, with its fonts inside and its evaluation attached as JSON.

The same evaluation and day give the same bytes. Nothing is fetched: the fonts come with the installation.
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from labelcheck.models import Evaluation
from labelcheck.report.contract_json import json_report
from labelcheck.report.crops import Crop, Pictures, crops
from labelcheck.report.sheet import DATA_FILE, sheet
from labelcheck.report.sheet_words import crop_file

_ACCESSIBLE: Final = "ua-1"


def pdf_report(evaluation: Evaluation, made_on: date | None = None, pictures: Pictures | None = None) -> bytes:
    """The report as PDF; words are shown cut out of ``pictures`` where these hold their page."""
    found = crops(evaluation, pictures or {})
    with tempfile.TemporaryDirectory(prefix="labelcheck-") as name:
        folder = Path(name)
        _lay_out(folder, evaluation, made_on, found)
        return _compiled(folder, made_on)


def _lay_out(folder: Path, evaluation: Evaluation, made_on: date | None, found: dict[int, Crop]) -> None:
    """Put the template, its data and its pictures into a folder, which is all that the template can read."""
    template = Path(__file__).with_name("sheet.typ").read_bytes()
    (folder / "sheet.typ").write_bytes(template)
    data = json.dumps(sheet(evaluation, made_on, found), ensure_ascii=False, allow_nan=False)
    (folder / "data.json").write_text(data, encoding="utf-8")
    (folder / DATA_FILE).write_text(json_report(evaluation, made_on), encoding="utf-8")
    for number, crop in found.items():
        (folder / crop_file(number)).write_bytes(crop.cut.png)


def _compiled(folder: Path, made_on: date | None) -> bytes:
    """The PDF, by the standard for accessible ones unless a character of the label is in none of our fonts."""
    import manimgx_fonts_cjk
    import typst

    day = made_on or date(1970, 1, 1)
    options: dict[str, Any] = {
        "root": str(folder),
        "font_paths": [str(Path(manimgx_fonts_cjk.__file__).parent)],
        "ignore_system_fonts": True,
        "format": "pdf",
        "timestamp": int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    }
    source = str(folder / "sheet.typ")
    try:
        return bytes(typst.compile(source, pdf_standards=_ACCESSIBLE, **options))
    except typst.TypstError:
        return bytes(typst.compile(source, **options))
