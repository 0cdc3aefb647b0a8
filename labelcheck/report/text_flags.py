"""Claims to question, as text: first those that hold everywhere, then each market's, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from labelcheck.language import say
from labelcheck.models import Evaluation, Flag, Severity
from labelcheck.report import findings, wording
from labelcheck.report.dismissal import reasons_of
from labelcheck.report.paper import MARGIN, Page, quoted
from labelcheck.report.printable import one_line

_ALARMS: Final[dict[Severity, str]] = {"critical": "[!!]", "high": "[!]", "low": "[-]", "info": "[i]"}


def flag_lines(evaluation: Evaluation, page: Page) -> Iterator[str]:
    """All flags of an evaluation, grouped by market."""
    away = reasons_of(evaluation)
    groups = findings.by_market(evaluation.flags)
    for market, flags in groups:
        if market == findings.GENERAL:
            yield from page.section(say("Claims to question"))
        else:
            if market == next(name for name, _ in groups if name != findings.GENERAL):
                yield from page.section(say(findings.MARKETS_TITLE))
                yield from page.lines(say(findings.NO_ADVICE))
            yield from page.section(say("If sold in: {market}", market=wording.market(market)))
        for flag in flags:
            yield ""
            yield from _flag(flag, page, away)


def _flag(flag: Flag, page: Page, away: Mapping[str, str]) -> Iterator[str]:
    code = "31" if flag.severity in ("critical", "high") else "33"
    title = f"{_ALARMS[flag.severity]} {one_line(findings.title(flag))}"
    yield from page.row(title, say(wording.SEVERITY_WORDS[flag.severity]), code)
    if flag.id in away:
        yield from page.lines(say("Dismissed by a reader: {reason}", reason=away[flag.id]), MARGIN)
    yield from page.lines(say(flag.message), MARGIN)
    yield from quoted(page.quotes.of(flag.claims), page)
    if flag.arithmetic:
        yield from page.lines(say("The sum: {sum}", sum=say(flag.arithmetic)), MARGIN)
    yield from page.lines(say("Why: {why}", why=say(flag.why)), MARGIN)
    if flag.step:
        yield from page.lines(findings.step(flag), MARGIN)
    yield from page.lines(say("Instead: {suggestion}", suggestion=say(flag.suggestion)), MARGIN)
    if flag.exempt:
        yield from page.lines(say("Exception: {exception}", exception=say(flag.exempt)), MARGIN)
    if dates := findings.rule_dates(flag):
        yield from page.lines(say("Rule: {rule}", rule=dates), MARGIN)
    if note := findings.BASIS_NOTES[flag.basis]:
        yield from page.lines(say("How this is known: {note}", note=say(note)), MARGIN)
    yield from page.lines(say("Source: {references}", references=findings.cited(flag.references)), MARGIN)
