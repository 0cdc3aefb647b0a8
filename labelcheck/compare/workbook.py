"""The comparison as a workbook (XLSX): products by questions, then the words, the faults and what was not read.

Every cell of words is written as a string and marked as text, so no spreadsheet takes it for a formula or a link, not
even when it is edited. The same comparison gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from labelcheck.compare.wording import document_of, outcome_words, tally
from labelcheck.dossiers import Cell, Comparison, Dose, Dossier
from labelcheck.language import SOURCE, speaking
from labelcheck.models import Outcome, Tier
from labelcheck.report.cell_words import FAULT_WORDS, more_alike, value_words
from labelcheck.report.printable import one_line, wrapped
from labelcheck.report.wording import SEVERITY_WORDS, cited

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST: Final = 32_000
"""Characters a cell holds; the format ends at 32 767."""
_LINE: Final = 15
"""Points that a line of words is high."""
_MOST_LINES: Final = 27
"""Lines that a row has room for; the format ends at 409 points."""
_A4: Final = 9
_ACROSS: Final = 260
"""Characters beside each other that can still be read on a sheet of paper."""
_TEXT: Final = 49
"""The built-in number format of text."""
_FILLS: Final[dict[Outcome | None, tuple[str, str]]] = {
    "met": ("#E4F1E8", "#17603F"),
    "partly": ("#FAEFD6", "#7A4E00"),
    "contrary": ("#FAE6E1", "#9B2F22"),
    "not stated": ("#EFECE4", "#4C5759"),
    "unreadable": ("#EBEAF6", "#4B4A87"),
    None: ("#FFFFFF", "#566264"),
}
"""Ground and ink of an answer's cell; its words say the same."""
_TIERS: Final[dict[Tier | None, str]] = {"minimum": " (minimum)", "complete": "", None: ""}
_FIRST: Final = (
    ("Product", 26),
    ("Minimum met", 10),
    ("All met", 10),
    ("Particles per mL", 14),
    ("Percentile", 18),
    ("Faults", 8),
)
_QUOTES: Final = (
    ("Product", 26),
    ("Question", 24),
    ("Outcome", 16),
    ("Words", 60),
    ("Document", 30),
    ("Page", 7),
    ("Reason", 60),
)
_FAULTS: Final = (("Product", 26), ("Fault", 28), ("How grave", 13), ("What", 80), ("Sum", 30), ("Words", 60))
_TERMS: Final = (("Word", 30), ("What it means", 90), ("From", 70))
_SKIPPED: Final = (("Product", 26), ("File", 40), ("Reason", 90))


@speaking(SOURCE)
def comparison_xlsx(comparison: Comparison) -> bytes:
    """The comparison as an XLSX workbook: answers, their words, faults, files not read, and what short words mean."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(target, options)
    workbook.set_properties(
        {
            "title": one_line(comparison.title),
            "comments": f"labelcheck {comparison.version}, rules {comparison.rules_digest}",
            "created": datetime.combine(comparison.made_on, time()),
        }
    )
    styles = _Styles(workbook)
    _answers(workbook.add_worksheet("Comparison"), styles, comparison)
    _rows(workbook.add_worksheet("Words"), styles, _QUOTES, _quotes(comparison))
    _rows(workbook.add_worksheet("Faults"), styles, _FAULTS, _faults(comparison))
    _rows(workbook.add_worksheet("Not read"), styles, _SKIPPED, _skips(comparison))
    if comparison.terms:
        _rows(workbook.add_worksheet("Short words"), styles, _TERMS, _terms(comparison))
    workbook.close()
    return target.getvalue()


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        text = {"num_format": _TEXT, "quote_prefix": True, "text_wrap": True, "valign": "top"}
        self.text: Format = workbook.add_format(text)
        self.head: Format = workbook.add_format({**text, "bold": True, "bottom": 1, "bg_color": "#F1EEE6"})
        self.name: Format = workbook.add_format({**text, "bold": True})
        self.number: Format = workbook.add_format({"num_format": "0.00E+00", "valign": "top"})
        self.plain: Format = workbook.add_format({"num_format": "0.0", "valign": "top"})
        self.count: Format = workbook.add_format({"num_format": "0", "valign": "top", "align": "center"})
        self.outcome: dict[Outcome | None, Format] = {
            outcome: workbook.add_format({**text, "bg_color": ground, "font_color": ink, "border": 1})
            for outcome, (ground, ink) in _FILLS.items()
        }


def _answers(sheet: Worksheet, styles: _Styles, comparison: Comparison) -> None:
    columns = [*_FIRST, *((f"{column.short}{_TIERS[column.tier]}", 26) for column in comparison.columns)]
    page = _Page(sheet, styles, columns, len(comparison.dossiers), kept=1)
    for row, dossier in enumerate(comparison.dossiers, 1):
        page.write(row, 0, dossier.name, styles.name)
        page.write(row, 1, tally(dossier.minimum), styles.text)
        page.write(row, 2, tally(dossier.complete), styles.text)
        if dossier.dose:
            sheet.write_number(row, 3, dossier.dose.low, styles.number)
        if dossier.percentile is not None:
            sheet.write_number(row, 4, dossier.percentile, styles.plain)
        elif dossier.dose:
            page.write(row, 4, _unranked(dossier.dose), styles.text)
        sheet.write_number(row, 5, len(dossier.faults), styles.count)
        cells = {cell.id: cell for cell in dossier.cells}
        for place, column in enumerate(comparison.columns, len(_FIRST)):
            if cell := cells.get(column.id):
                page.write(row, place, _answer(cell), styles.outcome[cell.outcome])


def _unranked(dose: Dose) -> str:
    """Why a product with a count has no percentile."""
    if dose.disputed:
        return "none: its documents disagree on the count"
    return "none: too few products state a count" if dose.firm else "none: its count is no firm one"


def _answer(cell: Cell) -> str:
    words = outcome_words(cell.outcome)
    said = f"{words}: {value_words(cell, None)}" if cell.value else words
    if cell.borrowed:
        said = f"{said} (in full only with a document of another product)"
    if cell.missing:
        said = f"{said} (missing: {', '.join(cell.missing)})"
    return f"{said} (said not to be given: {', '.join(cell.denied)})" if cell.denied else said


def _quotes(comparison: Comparison) -> list[Sequence[str | int]]:
    shorts = {column.id: column.short for column in comparison.columns}
    found: list[Sequence[str | int]] = []
    for dossier in comparison.dossiers:
        for cell in dossier.cells:
            start = (dossier.name, shorts.get(cell.id, cell.id), outcome_words(cell.outcome))
            for quote in cell.quotes:
                found.append((*start, quote.text, document_of(dossier, quote), quote.page, cell.reason))
            if not cell.quotes:
                found.append((*start, "", "", "", cell.reason))
    return found


def _faults(comparison: Comparison) -> list[Sequence[str | int]]:
    return [
        (
            dossier.name,
            FAULT_WORDS[fault.kind],
            SEVERITY_WORDS[fault.severity],
            " ".join(filter(None, (fault.message, more_alike(fault)))),
            fault.arithmetic or "",
            _words(dossier, fault.quotes),
        )
        for dossier in comparison.dossiers
        for fault in dossier.faults
    ]


def _words(dossier: Dossier, quotes: Sequence[Any]) -> str:
    return " | ".join(f"“{quote.text}” ({document_of(dossier, quote)}, page {quote.page})" for quote in quotes)


def _skips(comparison: Comparison) -> list[Sequence[str | int]]:
    found: list[Sequence[str | int]] = [
        (dossier.name, skip.name, skip.reason) for dossier in comparison.dossiers for skip in dossier.skipped
    ]
    return [*found, *(("", skip.name, skip.reason) for skip in comparison.skipped)]


def _terms(comparison: Comparison) -> list[Sequence[str | int]]:
    return [(term.name, term.meaning, " | ".join(map(cited, term.references))) for term in comparison.terms]


def _rows(
    sheet: Worksheet, styles: _Styles, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str | int]]
) -> None:
    page = _Page(sheet, styles, columns, len(rows))
    for place, row in enumerate(rows, 1):
        for column, content in enumerate(row):
            if isinstance(content, int):
                sheet.write_number(place, column, content, styles.count)
            else:
                page.write(place, column, content, styles.text)


class _Page:
    """A sheet with its head, and rows as high as their words need: not every program finds that out by itself."""

    def __init__(
        self, sheet: Worksheet, styles: _Styles, columns: Sequence[tuple[str, int]], rows: int, kept: int = 0
    ) -> None:
        """``columns`` are titles with widths in characters; the first ``kept`` stay in sight, on paper as well."""
        self._sheet = sheet
        self._widths = [width for _, width in columns]
        self._lines: dict[int, int] = {}
        for place, (title, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            self.write(0, place, title, styles.head)
        sheet.freeze_panes(1, kept)
        sheet.autofilter(0, 0, max(1, rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(ceil(sum(self._widths) / _ACROSS), 0)
        sheet.repeat_rows(0)
        if kept:
            sheet.repeat_columns(0, kept - 1)

    def write(self, row: int, column: int, content: str, style: Format) -> None:
        """Put words into a cell."""
        text = one_line(content)
        self._sheet.write_string(row, column, text if len(text) <= _LONGEST else text[:_LONGEST] + "…", style)
        width = self._widths[column]
        lines = min(_MOST_LINES, len(wrapped(text[: width * _MOST_LINES], width)))
        if lines > self._lines.get(row, 0):
            self._lines[row] = lines
            self._sheet.set_row(row, lines * _LINE)
