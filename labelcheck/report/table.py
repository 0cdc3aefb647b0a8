"""The evaluation as a table for spreadsheets (CSV): a row a question, condition and flag, and one a batch's product.

Spreadsheets run cells that begin like a formula, so those get an apostrophe in front, which they show as text. Every
cell is quoted: where semicolons part the columns, words of a label would else open a cell of their own.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from labelcheck.models import Evaluation, Flag, Verdict
from labelcheck.report import wording
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import Quotation, Quotations

COLUMNS: Final = (
    "document",
    "kind",
    "id",
    "outcome or severity",
    "market",
    "words on the label",
    "page",
    "line",
    "reason",
    "suggestion",
    "references",
    "rule",
    "set aside because",
    "tier",
    "parts found",
    "parts missing",
)
_MARK: Final = "\ufeff"
"""Tells Excel that the file is UTF-8."""
_JOINT: Final = " | "
_FORMULA: Final = re.compile(r"[\s'\"]*[=+\-@＝＋－＠﹢﹣−\t\r|]")
_LONGEST: Final = 32_000
"""Characters a cell holds; Excel cuts at 32 767 without a word."""


def csv_report(evaluation: Evaluation) -> bytes:
    """The questions, conditions, flags and unread files of one product as CSV in UTF-8, a header first."""
    return _written(COLUMNS, _rows(evaluation))


def summary(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A batch's products as CSV, one row each as :func:`product_row` makes it, a header first."""
    header = list(dict.fromkeys(name for row in rows for name in row))
    return _written(header, ([row.get(name, "") for name in header] for row in rows))


def product_row(name: str, evaluation: Evaluation) -> dict[str, str]:
    """One product by its name: the verdict, each answer with its value or amount, conditions, flags by severity."""
    row = {"name": name, "exosome": evaluation.exosome, "verdict": evaluation.verdict}
    for item in evaluation.items:
        row |= {item.id: item.outcome, f"{item.id}: value": _value(evaluation, item.claims)}
    row |= {f"condition: {condition.id}": condition.outcome for condition in evaluation.conditions}
    counts = Counter(flag.severity for flag in evaluation.flags)
    row |= {f"{severity} flags": str(counts[severity]) for severity in wording.SEVERITIES}
    row["documents"] = _JOINT.join(document.name for document in evaluation.documents)
    row["skipped files"] = _JOINT.join(f"{skip.name}: {skip.reason}" for skip in evaluation.skipped)
    return row


def neutral(cell: object) -> str:
    """``cell`` as one line of text that no spreadsheet takes for a formula or a command."""
    text = one_line(str(cell))
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    return f"'{text}" if _FORMULA.match(str(cell)) or _FORMULA.match(text) else text


def _written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return (_MARK + out.getvalue()).encode("utf-8")


def _rows(evaluation: Evaluation) -> Iterator[Sequence[object]]:
    quotes = Quotations(evaluation)
    for item in evaluation.items:
        place = _places(evaluation, quotes.of(item.claims))
        advice = "" if item.outcome in ("met", "unreadable") else item.advice
        cited = _JOINT.join(item.references)
        tail = (item.tier or "", *(_JOINT.join(_parts(item, found=found)) for found in (True, False)))
        yield _row(place, "question", item.id, item.outcome, "", item.reason, advice, cited, "", "", *tail)
    for entry in evaluation.unasked:
        place = _places(evaluation, quotes.of(entry.claims[:1]))
        yield _row(place, "question", entry.id, "not asked", "", entry.reason)
    for condition in evaluation.conditions:
        place = _places(evaluation, quotes.of(condition.claims))
        yield _row(place, "condition", condition.id, condition.outcome, "", condition.reason, "", "", "", "")
    dismissed = {entry.flag: entry.reason for entry in evaluation.dismissed}
    for flag in evaluation.flags:
        yield _flag(_places(evaluation, quotes.of(flag.claims)), flag, dismissed.get(flag.id, ""))
    for skip in evaluation.skipped:
        yield _row((skip.name, "", "", ""), "file not read", "", "unreadable", "", skip.reason, "", "", "", "")


def _flag(place: tuple[str, str, str, str], flag: Flag, dismissed: str) -> Sequence[object]:
    cited = _JOINT.join(flag.references)
    return _row(
        place, "flag", flag.id, flag.severity, flag.market, flag.message, flag.suggestion, cited, flag.rule, dismissed
    )


def _row(
    place: tuple[str, str, str, str], kind: str, identity: str, outcome: str, market: str, *rest: str
) -> list[str]:
    document, words, page, line = place
    row = [document, kind, identity, outcome, market, words, page, line, *rest]
    return row + [""] * (len(COLUMNS) - len(row))


def _parts(item: Verdict, *, found: bool) -> list[str]:
    return [part.name for part in item.parts if bool(part.claims) is found]


def _places(evaluation: Evaluation, quotes: Sequence[Quotation]) -> tuple[str, str, str, str]:
    """Documents, quoted words, pages and lines of quotations, each joined in the same order."""
    documents, words, pages, lines = [], [], [], []
    for quote in quotes:
        claim = min(quote.claims, key=lambda claim: claim.start)
        document = evaluation.documents[claim.document]
        top = next((page.start for page in document.pages if page.number == claim.page), 0)
        documents.append(one_line(document.name))
        words.append(" … ".join(piece.text for piece in quote.pieces if piece.marked))
        pages.append(str(claim.page))
        lines.append(str(document.text.count("\n", top, claim.start) + 1))
    return _JOINT.join(dict.fromkeys(documents)), _JOINT.join(words), _JOINT.join(pages), _JOINT.join(lines)


def _value(evaluation: Evaluation, names: Sequence[str]) -> str:
    """What the claims of an answer say, each once: the amount, else the value, else the words."""
    known = {claim.id: claim for claim in evaluation.claims}
    claims = [known[name] for name in names if name in known]
    found = [
        wording.amount(claim.quantity)
        if claim.quantity and claim.kind == "concentration"
        else claim.value or one_line(claim.text)
        for claim in claims
    ]
    return _JOINT.join(dict.fromkeys(found))
