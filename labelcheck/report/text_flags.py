"""Claims to question, as text: first those that hold everywhere, then each market's, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from labelcheck.models import Evaluation, Flag, Severity
from labelcheck.report import findings, wording
from labelcheck.report.paper import MARGIN, Page, quoted
from labelcheck.report.printable import one_line

_ALARMS: Final[dict[Severity, str]] = {"critical": "[!!]", "high": "[!]", "low": "[-]", "info": "[i]"}


def flag_lines(evaluation: Evaluation, page: Page) -> Iterator[str]:
    """All flags of an evaluation, grouped by market."""
    for market, flags in findings.by_market(evaluation.flags):
        general = market == findings.GENERAL
        yield from page.section("Claims to question" if general else f"If sold in: {wording.market(market)}")
        if not general:
            yield from page.lines(findings.NO_ADVICE)
        for flag in flags:
            yield ""
            yield from _flag(flag, page)


def _flag(flag: Flag, page: Page) -> Iterator[str]:
    code = "31" if flag.severity in ("critical", "high") else "33"
    yield from page.row(f"{_ALARMS[flag.severity]} {one_line(flag.title)}", wording.SEVERITY_WORDS[flag.severity], code)
    yield from page.lines(flag.message, MARGIN)
    yield from quoted(page.quotes.of(flag.claims), page)
    if flag.arithmetic:
        yield from page.lines(f"The sum: {flag.arithmetic}", MARGIN)
    yield from page.lines(f"Why: {flag.why}", MARGIN)
    if flag.step:
        yield from page.lines(f"How grave: step {flag.step} of {len(flag.steps)}, {flag.steps[flag.step - 1]}", MARGIN)
    yield from page.lines(f"Instead: {flag.suggestion}", MARGIN)
    if flag.exempt:
        yield from page.lines(f"Does not apply: {flag.exempt}", MARGIN)
    if dates := findings.rule_dates(flag):
        yield from page.lines(f"Rule: {dates}", MARGIN)
    if note := findings.BASIS_NOTES[flag.basis]:
        yield from page.lines(f"Known how: {note}", MARGIN)
    yield from page.lines(f"Source: {', '.join(map(wording.cited, flag.references))}", MARGIN)
