"""The evaluation as a page of plain text for a terminal: the answer first, then what it rests on.

No colour unless asked for; every outcome carries a sign and a word, so nothing is lost without it. Label text never
reaches the terminal unescaped (see ``printable``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from labelcheck.models import ConditionVerdict, Document, Evaluation, Flag, Outcome, Severity, Verdict
from labelcheck.report import wording
from labelcheck.report.explanation import explanation
from labelcheck.report.printable import columns, one_line, wrapped
from labelcheck.report.quotation import Quotation, Quotations, place, reading

WIDTH: Final = 88
_SIGNS: Final[dict[Outcome, str]] = {
    "met": "[+]",
    "partly": "[~]",
    "contrary": "[!]",
    "not stated": "[ ]",
    "unreadable": "[?]",
}
_COLOURS: Final[dict[Outcome, str]] = {
    "met": "32",
    "partly": "33",
    "contrary": "31",
    "not stated": "2",
    "unreadable": "35",
}
_ALARMS: Final[dict[Severity, str]] = {"critical": "[!!]", "high": "[!]", "low": "[-]", "info": "[i]"}
_MARGIN = "    "


def text_report(evaluation: Evaluation, width: int = WIDTH, colour: bool = False, explain: bool = False) -> str:
    """The whole report as text of at most ``width`` columns, ANSI colours only where ``colour`` says so.

    ``explain`` adds how every claim was read, whether an answer rests on it or not.
    """
    page = _Page(max(40, width), colour, Quotations(evaluation))
    applies = evaluation.verdict != "not applicable"
    lines: list[str] = []
    lines += _answer(evaluation, page)
    if applies:
        lines += page.section("The four questions" if len(evaluation.items) == 4 else "The questions")
        for item in evaluation.items:
            lines += ["", *_item(item, page)]
        lines += page.section("The article's conditions")
        for condition in evaluation.conditions:
            lines += ["", *_condition(evaluation, condition, page)]
    lines += _flags(evaluation, page)
    if explain:
        lines += _explained(evaluation, page)
    lines += _read(evaluation, page)
    lines += page.section("What was not checked")
    for line in wording.NOT_CHECKED:
        lines += page.lines(line, "- ")
    if applies:
        lines += _corrections(evaluation, page)
    lines += ["", *page.lines(f"labelcheck {evaluation.version}, rules {evaluation.rules_digest[:19]}")]
    return "\n".join(lines) + "\n"


class _Page:
    """What every part of the report needs: the width of the paper, whether it takes colour, and what to quote."""

    def __init__(self, width: int, colour: bool, quotes: Quotations) -> None:
        self.width = width
        self.quotes = quotes
        self._colour = colour

    def lines(self, text: str, indent: str = "", hang: str | None = None) -> list[str]:
        """``text``, made printable and wrapped."""
        return wrapped(one_line(text), self.width, indent, hang)

    def section(self, title: str) -> list[str]:
        """A heading with room above it."""
        return ["", "", self.painted(title, "1"), "-" * columns(title)]

    def painted(self, text: str, code: str) -> str:
        """``text`` in an ANSI colour, where colour is wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def row(self, left: str, right: str, code: str) -> list[str]:
        """``left`` and ``right`` joined by dots, or on two lines where they do not fit on one."""
        dots = self.width - columns(left) - columns(right) - 2
        if dots < 2:
            return [*self.lines(left, hang=_MARGIN), _MARGIN + self.painted(right, code)]
        return [f"{left} {'.' * dots} {self.painted(right, code)}"]


def _answer(evaluation: Evaluation, page: _Page) -> Iterator[str]:
    head = page.lines(wording.headline(evaluation) + ".")
    yield from (page.painted(line, "1") for line in head)
    if notice := wording.unread_notice(evaluation):
        yield from page.lines(notice)
    if evaluation.verdict != "not applicable":
        yield ""
        for item in evaluation.items:
            yield from page.row(_signed(item), wording.OUTCOME_WORDS[item.outcome], _COLOURS[item.outcome])
        yield ""
    yield from page.lines(wording.verdict_sentence(evaluation))
    if evaluation.verdict == "unreadable":
        yield from page.lines(evaluation.summary)
    if evaluation.exosome == "unclear" and evaluation.verdict != "unreadable":
        yield from page.lines(wording.UNCLEAR)
    yield ""
    yield from page.lines(f"Checklist: {evaluation.checklist.title} ({evaluation.checklist.source})")
    for skip in evaluation.skipped:
        yield from page.lines(f"Not read: {one_line(skip.name)}, {skip.reason}")


def _signed(answer: Verdict | ConditionVerdict) -> str:
    title = answer.short if isinstance(answer, Verdict) else answer.question
    return f"{_SIGNS[answer.outcome]} {one_line(title)}"


def _item(item: Verdict, page: _Page) -> Iterator[str]:
    yield from page.row(_signed(item), wording.OUTCOME_WORDS[item.outcome], _COLOURS[item.outcome])
    yield from page.lines(item.reason, _MARGIN)
    yield from _quoted(page.quotes.of(item.claims), page)
    yield from page.lines(f"The article: {item.article}", _MARGIN)
    if item.outcome not in ("met", "unreadable"):
        yield from page.lines(f"Ask the seller: {item.advice}", _MARGIN)


def _condition(evaluation: Evaluation, condition: ConditionVerdict, page: _Page) -> Iterator[str]:
    yield from page.row(_signed(condition), wording.CONDITION_WORDS[condition.outcome], _COLOURS[condition.outcome])
    yield from page.lines(condition.reason, _MARGIN)
    yield from page.lines(f"The article: {condition.article}", _MARGIN)
    shown = {claim for item in evaluation.items for claim in item.claims}
    fresh = [claim for claim in condition.claims if claim not in shown]
    yield from _quoted(page.quotes.of(fresh), page)


def _quoted(quotes: Iterable[Quotation], page: _Page) -> Iterator[str]:
    inner = _MARGIN + "    "
    for quote in quotes:
        plain = all(piece.marked for piece in quote.pieces)
        words = "".join(f"[{piece.text}]" if piece.marked and not plain else piece.text for piece in quote.pieces)
        yield from page.lines(f"({quote.number}) “{words}”", _MARGIN, inner)
        yield from page.lines(quote.place, inner)
        for note in quote.notes:
            yield from page.lines(note, inner + "- ")


def _flags(evaluation: Evaluation, page: _Page) -> Iterator[str]:
    if not evaluation.flags:
        return
    yield from page.section("Claims to question")
    for flag in sorted(evaluation.flags, key=lambda flag: wording.SEVERITIES.index(flag.severity)):
        yield ""
        yield from _flag(flag, page)


def _flag(flag: Flag, page: _Page) -> Iterator[str]:
    code = "31" if flag.severity in ("critical", "high") else "33"
    market = wording.market(flag.market)
    title = f"{_ALARMS[flag.severity]} {one_line(flag.title)}"
    yield from page.row(title, f"{wording.SEVERITY_WORDS[flag.severity]}, {market}", code)
    yield from page.lines(flag.message, _MARGIN)
    yield from _quoted(page.quotes.of(flag.claims), page)
    yield from page.lines(f"Why: {flag.why}", _MARGIN)
    yield from page.lines(f"Instead: {flag.suggestion}", _MARGIN)
    yield from page.lines(f"Source: {', '.join(map(wording.cited, flag.references))}", _MARGIN)


def _explained(evaluation: Evaluation, page: _Page) -> Iterator[str]:
    yield from page.section("How every claim was read")
    if not evaluation.claims:
        yield from page.lines("No claim was found.")
    for claim in evaluation.claims:
        yield ""
        first, *rest = explanation(evaluation, claim)
        yield from page.lines(f"{claim.id}: {first}", hang=_MARGIN)
        yield from page.lines(place(evaluation, claim), _MARGIN)
        for sentence in rest:
            yield from page.lines(sentence, _MARGIN + "- ")


def _read(evaluation: Evaluation, page: _Page) -> Iterator[str]:
    yield from page.section("What was read, and how well")
    for number, document in enumerate(evaluation.documents):
        yield from page.lines(f"{one_line(document.name)}: {reading(evaluation, number)}", "- ")
        yield from _doubts(document, page)
    for skip in evaluation.skipped:
        yield from page.lines(f"{one_line(skip.name)}: not read, {skip.reason}", "- ")
    if not evaluation.documents and not evaluation.skipped:
        yield "- nothing"


def _doubts(document: Document, page: _Page) -> Iterator[str]:
    for doubt in wording.doubts(document):
        yield from page.lines(doubt, "  - ")
    for code in document.codes:
        yield from page.lines(wording.code(code), "  - ")


def _corrections(evaluation: Evaluation, page: _Page) -> Iterator[str]:
    if not evaluation.checklist.corrections:
        return
    yield from page.section("Where the article is wrong or dated")
    for entry in evaluation.checklist.corrections:
        yield ""
        yield from page.lines(f"It says: {entry.statement}", "- ")
        yield from page.lines(f"Sources show: {entry.correction}", "  ")
        yield from page.lines(", ".join(map(wording.cited, entry.references)), "  ")
