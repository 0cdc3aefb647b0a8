"""A comparison saved: as data (JSON), as a table (CSV), as a workbook (XLSX) and as a picture (SVG)."""

from __future__ import annotations

from typing import Any, Final

from labelcheck.compare.matrix import matrix_svg as matrix_svg
from labelcheck.compare.wording import outcome_words, tally
from labelcheck.compare.workbook import comparison_xlsx as comparison_xlsx
from labelcheck.dossiers import Cell, Comparison, Dossier, Fact, Fault, Quote
from labelcheck.language import SOURCE, speaking
from labelcheck.models import Skip
from labelcheck.report.cell_words import more_alike, value_words
from labelcheck.report.contract_json import dumped
from labelcheck.report.table import summary

SCHEMA: Final = "labelcheck.comparison/1"
_JOINT: Final = " | "

__all__ = ["SCHEMA", "comparison_csv", "comparison_data", "comparison_json", "comparison_xlsx", "matrix_svg"]


@speaking(SOURCE)
def comparison_csv(comparison: Comparison) -> bytes:
    """A row a product and a header first, in UTF-8: each question's outcome, value and what is missing, then faults.

    Cells that a spreadsheet would run as formulas have an apostrophe in front. What belongs to no product is a row of
    its own with the reason under ``not read``.
    """
    rows = [_row(comparison, dossier) for dossier in comparison.dossiers]
    rows += [{"product": "", "not read": _skipped(skip)} for skip in comparison.skipped]
    return summary(rows or [{"product": ""}])


def _row(comparison: Comparison, dossier: Dossier) -> dict[str, str]:
    row = {
        "product": dossier.name,
        "verdict": dossier.verdict,
        "minimum": tally(dossier.minimum),
        "disclosed": tally(dossier.complete),
        "particles per mL": f"{dossier.dose.low:.0f}" if dossier.dose else "",
        "particles per mL: most": f"{dossier.dose.high:.0f}" if dossier.dose else "",
        "particles per mL: sum": (dossier.dose.arithmetic or "") if dossier.dose else "",
        "particles per mL: documents disagree": "yes" if dossier.dose and dossier.dose.disputed else "",
        "percentile": "" if dossier.percentile is None else f"{dossier.percentile:g}",
    }
    cells = {cell.id: cell for cell in dossier.cells}
    for column in comparison.columns:
        cell = cells.get(column.id)
        row |= {
            column.id: outcome_words(cell.outcome) if cell else "",
            f"{column.id}: value": value_words(cell, None) if cell else "",
            f"{column.id}: in full only with": _JOINT.join(cell.borrowed) if cell else "",
            f"{column.id}: missing": _JOINT.join(cell.missing) if cell else "",
            f"{column.id}: said not to be given": _JOINT.join(cell.denied) if cell else "",
        }
    row["faults"] = _JOINT.join(" ".join(filter(None, (fault.message, more_alike(fault)))) for fault in dossier.faults)
    row["documents"] = _JOINT.join(paper.name for paper in dossier.papers)
    row["not read"] = _JOINT.join(map(_skipped, dossier.skipped))
    return row


def _skipped(skip: Skip) -> str:
    return f"{skip.name}: {skip.reason}"


def comparison_json(comparison: Comparison) -> str:
    """The comparison as indented JSON, schema ``labelcheck.comparison/1``, with a final newline."""
    return dumped(comparison_data(comparison), indent=2) + "\n"


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain dictionaries and lists: add fields, never rename one."""
    return {
        "schema": SCHEMA,
        "version": comparison.version,
        "rules_digest": comparison.rules_digest,
        "made_on": comparison.made_on.isoformat(),
        "checklist": {
            "id": comparison.checklist,
            "title": comparison.title,
            "questions": [
                {"id": column.id, "short": column.short, "question": column.question, "tier": column.tier}
                for column in comparison.columns
            ],
        },
        "products": [_product(dossier) for dossier in comparison.dossiers],
        "skipped": [_skip(skip) for skip in comparison.skipped],
        "notices": list(comparison.notices),
        "terms": [
            {"name": term.name, "meaning": term.meaning, "references": list(term.references)}
            for term in comparison.terms
        ],
    }


def _product(dossier: Dossier) -> dict[str, Any]:
    dose = dossier.dose
    return {
        "name": dossier.name,
        "exosome": dossier.exosome,
        "verdict": dossier.verdict,
        "documents": [
            {
                "name": paper.name,
                "sha256": paper.sha256,
                "kind": paper.kind,
                "because": paper.because,
                "pages": paper.pages,
                "legibility": paper.legibility,
            }
            for paper in dossier.papers
        ],
        "skipped": [_skip(skip) for skip in dossier.skipped],
        "answers": [_answer(cell) for cell in dossier.cells],
        "minimum": {"met": dossier.minimum[0], "asked": dossier.minimum[1]},
        "complete": {"met": dossier.complete[0], "asked": dossier.complete[1]},
        "dose": dose
        and {
            "low": dose.low,
            "high": dose.high,
            "unit": "particle",
            "per": "mL",
            "text": dose.text,
            "arithmetic": dose.arithmetic,
            "disputed": dose.disputed,
            "lots": dose.lots,
        },
        "percentile": dossier.percentile,
        "agreements": [
            {"name": each.name, "agrees": each.agrees, "facts": [_fact(fact) for fact in each.facts]}
            for each in dossier.agreements
        ],
        "faults": [_fault(fault) for fault in dossier.faults],
    }


def _answer(cell: Cell) -> dict[str, Any]:
    with speaking(SOURCE):
        named = value_words(cell, None)
    return {
        "id": cell.id,
        "outcome": cell.outcome,
        "value": cell.value,
        "named": named,
        "reason": cell.reason,
        "missing": list(cell.missing),
        "denied": list(cell.denied),
        "borrowed": list(cell.borrowed),
        "quotes": [_quote(quote) for quote in cell.quotes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "document": quote.document,
        "claim": quote.claim,
        "page": quote.page,
        "text": quote.text,
        "boxes": [[round(value, 2) for value in (box.x0, box.top, box.x1, box.bottom)] for box in quote.boxes],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "per": fact.per,
        "quote": _quote(fact.quote),
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "kind": fault.kind,
        "severity": fault.severity,
        "message": fault.message,
        "products": list(fault.products),
        "arithmetic": fault.arithmetic,
        "references": list(fault.references),
        "more": fault.more,
        "quotes": [_quote(quote) for quote in fault.quotes],
    }


def _skip(skip: Skip) -> dict[str, str]:
    return {"name": skip.name, "reason": skip.reason}
