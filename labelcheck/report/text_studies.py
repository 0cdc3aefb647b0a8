"""Studies the label leans on, the evidence ladder, ways into the skin and notes, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from labelcheck.language import say
from labelcheck.models import Basis, EnhancerUse, Evaluation, Evidence, Note
from labelcheck.report import findings
from labelcheck.report.paper import MARGIN, Page, quoted

_MARKS: Final[dict[bool | None, str]] = {True: "[+]", False: "[!]", None: "[?]"}


def ladder_lines(evaluation: Evaluation, page: Page) -> Iterator[str]:
    """Where the best clinical data named on the label stands on the evidence ladder."""
    ladder = evaluation.ladder
    if ladder is None:
        return
    rung = ladder.rungs[ladder.position - 1]
    step = say(
        "Evidence: step {step} of {total}, {title}. {meaning}",
        step=ladder.position,
        total=len(ladder.rungs),
        title=say(rung.title),
        meaning=say(rung.meaning),
    )
    yield from page.lines(step, MARGIN)
    if ladder.reason:
        yield from page.lines(say(ladder.reason), MARGIN)


def note_lines(notes: Iterable[Note], page: Page) -> Iterator[str]:
    """What to know beside an answer."""
    for note in notes:
        text = say(note.text)
        if note.corrects:
            said = say("The article says: {statement} But: {correction}", statement=say(note.corrects), correction=text)
        else:
            said = say("Good to know: {note}", note=text)
        yield from page.lines(said, MARGIN)
        yield from page.lines(_sources(findings.cited(note.references), note.basis), MARGIN)


def _sources(cited: str, basis: Basis) -> str:
    known = findings.BASIS_NOTES[basis]
    return f"({'; '.join([cited, *([say(known)] if known else [])])})"


def study_lines(evaluation: Evaluation, page: Page) -> Iterator[str]:
    """Every study that the label cites or describes, with the six tests."""
    if not evaluation.evidence:
        return
    yield from page.section(say("Studies the label leans on"))
    for found in evaluation.evidence:
        yield ""
        yield from _study(found, page)


def _study(found: Evidence, page: Page) -> Iterator[str]:
    yield from page.row(found.name, say(found.status), "1")
    yield from page.lines(say(found.conclusion), MARGIN)
    yield from quoted(page.quotes.of(found.claims), page)
    for test in found.tests:
        words = f"{say(findings.TEST_NAMES[test.name])}: {findings.matched(test.matches)}. {say(test.reason)}"
        yield from page.lines(f"{_MARKS[test.matches]} {words}", MARGIN, MARGIN + "    ")
    for title, value in findings.study_facts(found):
        yield from page.lines(f"{say(title)}: {value}", MARGIN)
    if cited := findings.cited(found.references):
        yield from page.lines(say("Source: {references}", references=cited), MARGIN)


def enhancer_lines(evaluation: Evaluation, page: Page) -> Iterator[str]:
    """Ways into the skin, neutrally: what the label says and what is published."""
    yield from page.section(say("Ways into the skin"))
    if not evaluation.enhancers:
        yield from page.lines(findings.no_enhancer(evaluation))
    for use in evaluation.enhancers:
        yield ""
        yield from _enhancer(use, page)


def _enhancer(use: EnhancerUse, page: Page) -> Iterator[str]:
    yield from page.row(findings.enhancer(use), say(findings.STATE_WORDS[use.state]), "1")
    yield from quoted(page.quotes.of(use.claims), page)
    if use.evidence:
        published = say(
            "Published ({level}): {text}",
            level=say(findings.LEVEL_WORDS[use.evidence.level]),
            text=say(use.evidence.text),
        )
        yield from page.lines(published, MARGIN)
        cited = findings.cited(use.evidence.references) or say("no publication")
        yield from page.lines(_sources(cited, use.evidence.basis), MARGIN)
