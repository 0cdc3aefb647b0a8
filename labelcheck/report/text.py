"""The evaluation as a page of plain text for a terminal: the answer first, then what it rests on.

No colour unless asked for; every outcome carries a sign and a word, so nothing is lost without it. Label text never
reaches the terminal unescaped (see ``printable``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from labelcheck.language import say
from labelcheck.models import ConditionVerdict, Document, Evaluation, Outcome, Verdict
from labelcheck.report import asking, findings, wording
from labelcheck.report.explanation import explanation
from labelcheck.report.paper import MARGIN, Page, quoted
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import Quotations, place, reading
from labelcheck.report.text_flags import flag_lines
from labelcheck.report.text_studies import enhancer_lines, ladder_lines, note_lines, study_lines

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


def text_report(evaluation: Evaluation, width: int = WIDTH, colour: bool = False, explain: bool = False) -> str:
    """The whole report as text of at most ``width`` columns, ANSI colours only where ``colour`` says so.

    ``explain`` adds how every claim was read, whether an answer rests on it or not.
    """
    page = Page(max(40, width), colour, Quotations(evaluation))
    applies = evaluation.verdict != "not applicable"
    lines: list[str] = []
    lines += _answer(evaluation, page)
    if applies:
        lines += page.section(say("The four questions") if len(evaluation.items) == 4 else say("The questions"))
        for group in asking.groups(evaluation):
            lines += ["", *page.lines(group.title)] if group.title else []
            for item in group.items:
                lines += ["", *_item(evaluation, item, page)]
        lines += _unasked(evaluation, page)
        lines += page.section(asking.conditions_title(evaluation.checklist))
        for condition in evaluation.conditions:
            lines += ["", *_condition(evaluation, condition, page)]
    if applies:
        lines += study_lines(evaluation, page)
        lines += enhancer_lines(evaluation, page)
    lines += flag_lines(evaluation, page)
    if explain:
        lines += _explained(evaluation, page)
    lines += _read(evaluation, page)
    lines += page.section(say("What was not checked"))
    for line in wording.NOT_CHECKED:
        lines += page.lines(say(line), "- ")
    if applies:
        lines += _corrections(evaluation, page)
    digest = evaluation.rules_digest[:19]
    lines += ["", *page.lines(say("labelcheck {version}, rules {digest}", version=evaluation.version, digest=digest))]
    return "\n".join(lines) + "\n"


def _answer(evaluation: Evaluation, page: Page) -> Iterator[str]:
    head = page.lines(say("{sentence}.", sentence=wording.headline(evaluation)))
    yield from (page.painted(line, "1") for line in head)
    if notice := wording.unread_notice(evaluation):
        yield from page.lines(notice)
    if evaluation.verdict != "not applicable":
        yield ""
        for group in asking.groups(evaluation):
            yield from page.lines(group.title) if group.title else ()
            for item in group.items:
                yield from page.row(_signed(item), say(wording.OUTCOME_WORDS[item.outcome]), _COLOURS[item.outcome])
        yield ""
    yield from page.lines(wording.verdict_sentence(evaluation))
    if evaluation.verdict == "unreadable":
        yield from page.lines(say(evaluation.summary))
    if evaluation.exosome == "unclear" and evaluation.verdict != "unreadable":
        yield from page.lines(say(wording.UNCLEAR))
    if found := wording.listed([*filter(None, findings.tallies(evaluation.flags))]):
        yield from page.lines(say("See further down: {found}.", found=found))
    yield ""
    title, source = evaluation.checklist.title, evaluation.checklist.source
    yield from page.lines(say("Checklist: {title} ({source})", title=say(title), source=source))
    for skip in evaluation.skipped:
        yield from page.lines(say("Not read: {name}, {reason}", name=one_line(skip.name), reason=say(skip.reason)))


def _signed(answer: Verdict | ConditionVerdict) -> str:
    title = answer.short if isinstance(answer, Verdict) else answer.question
    return f"{_SIGNS[answer.outcome]} {one_line(say(title))}"


def _item(evaluation: Evaluation, item: Verdict, page: Page) -> Iterator[str]:
    yield from page.row(_signed(item), say(wording.OUTCOME_WORDS[item.outcome]), _COLOURS[item.outcome])
    yield from page.lines(say(item.reason), MARGIN)
    if found := asking.parts_found(item):
        yield from page.lines(found, MARGIN)
    yield from quoted(page.quotes.of(item.claims), page)
    yield from page.lines(asking.passage_line(evaluation.checklist, item.article), MARGIN)
    if item.outcome not in ("met", "unreadable"):
        yield from page.lines(say("Ask the seller: {question}", question=say(item.advice)), MARGIN)
    if evaluation.ladder and item.id == evaluation.ladder.item:
        yield from ladder_lines(evaluation, page)
    yield from note_lines(item.notes, page)


def _unasked(evaluation: Evaluation, page: Page) -> Iterator[str]:
    if not evaluation.unasked:
        return
    yield ""
    yield from page.lines(say("{sentence}:", sentence=say(asking.NOT_ASKED)))
    for entry in evaluation.unasked:
        yield from page.lines(say("{name}: {reason}", name=say(entry.short), reason=say(entry.reason)), "- ")
        yield from quoted(page.quotes.of(entry.claims[:1]), page)


def _condition(evaluation: Evaluation, condition: ConditionVerdict, page: Page) -> Iterator[str]:
    yield from page.row(
        _signed(condition), say(wording.CONDITION_WORDS[condition.outcome]), _COLOURS[condition.outcome]
    )
    yield from page.lines(say(condition.reason), MARGIN)
    yield from page.lines(asking.passage_line(evaluation.checklist, condition.article), MARGIN)
    shown = {claim for item in evaluation.items for claim in item.claims}
    fresh = [claim for claim in condition.claims if claim not in shown]
    yield from quoted(page.quotes.of(fresh), page)
    yield from note_lines(condition.notes, page)


def _explained(evaluation: Evaluation, page: Page) -> Iterator[str]:
    yield from page.section(say("How every claim was read"))
    if not evaluation.claims:
        yield from page.lines(say("No claim was found."))
    for claim in evaluation.claims:
        yield ""
        first, *rest = explanation(evaluation, claim)
        yield from page.lines(f"{claim.id}: {first}", hang=MARGIN)
        yield from page.lines(place(evaluation, claim), MARGIN)
        for sentence in rest:
            yield from page.lines(sentence, MARGIN + "- ")


def _read(evaluation: Evaluation, page: Page) -> Iterator[str]:
    yield from page.section(say("What was read, and how well"))
    for number, document in enumerate(evaluation.documents):
        yield from page.lines(f"{one_line(document.name)}: {reading(evaluation, number)}", "- ")
        yield from _doubts(document, page)
    for skip in evaluation.skipped:
        yield from page.lines(
            say("{name}: not read, {reason}", name=one_line(skip.name), reason=say(skip.reason)), "- "
        )
    if not evaluation.documents and not evaluation.skipped:
        yield from page.lines(say("nothing"), "- ")


def _doubts(document: Document, page: Page) -> Iterator[str]:
    for doubt in wording.doubts(document):
        yield from page.lines(doubt, "  - ")
    for code in document.codes:
        yield from page.lines(wording.code(code), "  - ")


def _corrections(evaluation: Evaluation, page: Page) -> Iterator[str]:
    if not evaluation.checklist.corrections:
        return
    yield from page.section(asking.errors_title(evaluation.checklist))
    for entry in evaluation.checklist.corrections:
        yield ""
        yield from page.lines(say("It says: {statement}", statement=say(entry.statement)), "- ")
        yield from page.lines(say("Sources show: {correction}", correction=say(entry.correction)), "  ")
        yield from page.lines(findings.cited(entry.references), "  ")
