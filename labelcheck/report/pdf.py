"""The report as PDF, laid out by Typst from data: tagged, with its fonts inside and its evaluation attached as JSON.

The same evaluation and day give the same bytes. Nothing is fetched, the fonts come with the installation, and nothing
of a label is written to a disk.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from labelcheck.models import Evaluation
from labelcheck.report.contract_json import json_report
from labelcheck.report.crops import Pictures, crops
from labelcheck.report.sheet import sheet

DATA_NAME: Final = "labelcheck-report.json"
_ACCESSIBLE: Final = "ua-1"


def pdf_report(evaluation: Evaluation, made_on: date | None = None, pictures: Pictures | None = None) -> bytes:
    """The report as PDF; words are shown cut out of ``pictures`` where these hold their page."""
    found = crops(evaluation, pictures or {})
    given = {
        "sheet": sheet(evaluation, made_on, found),
        "pictures": {str(number): list(crop.cut.png) for number, crop in found.items()},
        "report": json_report(evaluation, made_on),
        "name": DATA_NAME,
    }
    return _compiled(json.dumps(given, ensure_ascii=False, separators=(",", ":"), allow_nan=False), made_on)


def _compiled(data: str, made_on: date | None) -> bytes:
    """The PDF, by the standard for accessible ones unless a character of the label is in none of our fonts."""
    import manimgx_fonts_cjk
    import typst

    day = made_on or date(1970, 1, 1)
    options: dict[str, Any] = {
        "sys_inputs": {"data": data},
        "font_paths": [str(Path(manimgx_fonts_cjk.__file__).parent)],
        "ignore_system_fonts": True,
        "format": "pdf",
        "timestamp": int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    }
    template = Path(__file__).with_name("sheet.typ").read_bytes()
    try:
        return bytes(typst.compile(template, pdf_standards=_ACCESSIBLE, **options))
    except typst.TypstError:
        return bytes(typst.compile(template, **options))
