"""Studies the label leans on, the evidence ladder, ways into the skin and notes, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from labelcheck.models import EnhancerUse, Evaluation, Evidence, Note
from labelcheck.report import findings
from labelcheck.report.paper import MARGIN, Page, quoted

_MARKS: Final[dict[bool | None, str]] = {True: "[+]", False: "[!]", None: "[?]"}


def ladder_lines(evaluation: Evaluation, page: Page) -> Iterator[str]:
    """Where the best clinical data named on the label stands on the evidence ladder."""
    ladder = evaluation.ladder
    if ladder is None:
        return
    rung = ladder.rungs[ladder.position - 1]
    yield from page.lines(
        f"Evidence: step {ladder.position} of {len(ladder.rungs)}, {rung.title}. {rung.meaning}", MARGIN
    )
    if ladder.reason:
        yield from page.lines(ladder.reason, MARGIN)


def note_lines(notes: Iterable[Note], page: Page) -> Iterator[str]:
    """What to know beside an answer."""
    for note in notes:
        start = f"The article says: {note.corrects} But: " if note.corrects else "Good to know: "
        yield from page.lines(start + note.text, MARGIN)
        basis = findings.BASIS_NOTES[note.basis]
        yield from page.lines(f"({findings.cited(note.references)}{f'; {basis}' if basis else ''})", MARGIN)


def study_lines(evaluation: Evaluation, page: Page) -> Iterator[str]:
    """Every study that the label cites or describes, with the six tests."""
    if not evaluation.evidence:
        return
    yield from page.section("Studies the label leans on")
    for found in evaluation.evidence:
        yield ""
        yield from _study(found, page)


def _study(found: Evidence, page: Page) -> Iterator[str]:
    yield from page.row(found.name, found.status, "1")
    yield from page.lines(found.conclusion, MARGIN)
    yield from quoted(page.quotes.of(found.claims), page)
    for test in found.tests:
        words = f"{findings.TEST_NAMES[test.name]}: {findings.matched(test.matches)}. {test.reason}"
        yield from page.lines(f"{_MARKS[test.matches]} {words}", MARGIN, MARGIN + "    ")
    for title, value in findings.study_facts(found):
        yield from page.lines(f"{title}: {value}", MARGIN)


def enhancer_lines(evaluation: Evaluation, page: Page) -> Iterator[str]:
    """Ways into the skin, neutrally: what the label says and what is published."""
    yield from page.section("Ways into the skin")
    if not evaluation.enhancers:
        yield from page.lines(findings.no_enhancer(evaluation))
    for use in evaluation.enhancers:
        yield ""
        yield from _enhancer(use, page)


def _enhancer(use: EnhancerUse, page: Page) -> Iterator[str]:
    yield from page.row(findings.enhancer(use), findings.STATE_WORDS[use.state], "1")
    yield from quoted(page.quotes.of(use.claims), page)
    if use.evidence:
        yield from page.lines(f"Published ({findings.LEVEL_WORDS[use.evidence.level]}): {use.evidence.text}", MARGIN)
        basis = findings.BASIS_NOTES[use.evidence.basis]
        cited = findings.cited(use.evidence.references)
        yield from page.lines(f"({cited or 'no publication'}{f'; {basis}' if basis else ''})", MARGIN)
