"""The report as PDF, laid out by Typst from data: tagged, with its fonts inside and its evaluation attached as JSON.

The same evaluation and day give the same bytes. Nothing is fetched, the fonts come with the installation, and nothing
of a label is written to a disk.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from labelcheck.models import Evaluation
from labelcheck.report.contract_json import json_report
from labelcheck.report.crops import Pictures, crops
from labelcheck.report.sheet import sheet
from labelcheck.report.typeset import typeset

DATA_NAME: Final = "labelcheck-report.json"


def pdf_report(evaluation: Evaluation, made_on: date | None = None, pictures: Pictures | None = None) -> bytes:
    """The report as PDF; words are shown cut out of ``pictures`` where these hold their page."""
    found = crops(evaluation, pictures or {})
    given = {
        "sheet": sheet(evaluation, made_on, found),
        "pictures": {str(number): list(crop.cut.png) for number, crop in found.items()},
        "report": json_report(evaluation, made_on),
        "name": DATA_NAME,
    }
    return typeset("sheet.typ", given, made_on)
