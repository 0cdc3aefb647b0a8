"""Stage 4: an evaluation becomes something to read or to compute with. One module and one entry a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from labelcheck.models import Evaluation
from labelcheck.report.contract_json import json_report
from labelcheck.report.sarif import sarif_report
from labelcheck.report.text import text_report

__all__ = ["FORMATS", "Extras", "Format", "text_report"]


class Extras(NamedTuple):
    """What a report holds beside the evaluation, which tells neither when it was made nor what the pages look like."""

    made_on: date | None = None
    pictures: Mapping[tuple[int, int], bytes] = {}
    """Pages as PNG, by the place of their document and their number from 1; those a report may show crops of."""
    explain: bool = False
    """Add how every claim was read, where the format leaves it out by itself."""


class Format(NamedTuple):
    """A report format: how it is written, what its files are called, whether it shows pictures of pages and is text."""

    write: Callable[[Evaluation, Extras], bytes]
    suffix: str
    mime: str
    pictured: bool = False
    binary: bool = False


def _text(evaluation: Evaluation, extras: Extras) -> bytes:
    return text_report(evaluation, explain=extras.explain).encode("utf-8", "backslashreplace")


def _json(evaluation: Evaluation, extras: Extras) -> bytes:
    return json_report(evaluation, extras.made_on).encode("utf-8")


def _html(evaluation: Evaluation, extras: Extras) -> bytes:
    from labelcheck.report.page import html_report

    return html_report(evaluation, extras.made_on, extras.pictures)


def _csv(evaluation: Evaluation, extras: Extras) -> bytes:
    from labelcheck.report.table import csv_report

    return csv_report(evaluation)


def _pdf(evaluation: Evaluation, extras: Extras) -> bytes:
    from labelcheck.report.pdf import pdf_report

    return pdf_report(evaluation, extras.made_on, extras.pictures)


def _sarif(evaluation: Evaluation, extras: Extras) -> bytes:
    return sarif_report([evaluation], extras.made_on).encode("utf-8")


FORMATS: Final[dict[str, Format]] = {
    "text": Format(_text, ".txt", "text/plain"),
    "json": Format(_json, ".json", "application/json"),
    "html": Format(_html, ".html", "text/html", pictured=True),
    "pdf": Format(_pdf, ".pdf", "application/pdf", pictured=True, binary=True),
    "csv": Format(_csv, ".csv", "text/csv"),
    "sarif": Format(_sarif, ".sarif", "application/sarif+json"),
}
"""By the name that ``--format`` takes."""
