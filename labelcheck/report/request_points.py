"""The numbered points of a request: what does not fit, what is missing, and what could not be read.

A point is a title and the lines under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from labelcheck.dossiers import Agreement, Cell, Dossier, Fault
from labelcheck.language import noted, say
from labelcheck.models import FactName, FaultKind, Severity, Tier
from labelcheck.report.cell_words import reason_of
from labelcheck.report.disagreement import excused
from labelcheck.report.printable import one_line
from labelcheck.report.request_words import legible, place, quoted, sides, standards, telling, words

Point = list[str]

_GRAVEST: Final[tuple[Severity, ...]] = ("critical", "high", "low", "info")
_WANTING: Final = ("contrary", "partly", "not stated")
_FAULTS: Final[dict[FaultKind, tuple[str, str]]] = {
    "contradiction": (
        noted("Two statements that contradict each other"),
        noted("Please tell us which one is right, and send the corrected document."),
    ),
    "other product": (
        noted("A document of another product"),
        noted("Please send this product's own document, or tell us how the two products belong together."),
    ),
    "other lot": (
        noted("A document of another lot"),
        noted("Please send the document of the lot that we would receive."),
    ),
    "other maker": (
        noted("Another maker is named"),
        noted("Please tell us who makes the product, and how the two companies belong together."),
    ),
    "expired": (
        noted("A date that has passed"),
        noted("Please send the document that is valid now, for a lot that has not expired."),
    ),
    "count differs": (
        noted("Two particle counts that differ"),
        noted("Please tell us which count holds for the lot that we would receive, and how each was measured."),
    ),
    "certificate reused": (
        noted("One certificate for several products"),
        noted("Please send the certificate of this product's own lot, or tell us why one test stands for all of them."),
    ),
    "several products": (
        noted("A document that speaks of several products"),
        noted("Please tell us which of its statements are about this product, or send a document about it alone."),
    ),
    "failed result": (
        noted("A result that failed"),
        noted("Please tell us whether this lot was released, why, and send the certificate of a lot that passed."),
    ),
    "dates out of order": (
        noted("Dates that cannot be right"),
        noted("Please tell us the right dates, and send the corrected document."),
    ),
    "same figures": (
        noted("The same figures for two lots"),
        noted("Please tell us whether both lots were measured, and send the laboratory's own reports."),
    ),
}
"""By kind: what the point is called, and what the supplier is asked to do."""
_THINGS: Final[dict[FactName, str]] = {
    "product": noted("the name of the product"),
    "maker": noted("the maker"),
    "lot": noted("the lot"),
    "source": noted("the source material"),
    "dose": noted("the number of particles"),
    "storage": noted("how it is stored"),
    "made": noted("the date of manufacture"),
    "expires": noted("the expiry date"),
}
"""What documents can contradict one another on; they may well be of different days."""


def contradictions(dossier: Dossier) -> Iterator[Point]:
    """Faults, the gravest first, and disagreements that no fault tells of."""
    for fault in sorted(dossier.faults, key=lambda fault: _GRAVEST.index(fault.severity)):
        yield _fault(dossier, fault)
    for agreement in dossier.agreements:
        if agreement.agrees is False and agreement.name in _THINGS and not _told(dossier, agreement):
            yield _disagreement(dossier, agreement)


def gaps(dossier: Dossier, tier: Tier | None) -> Iterator[Point]:
    """Questions of a tier that the documents answer in part, not at all, or against the standard."""
    for cell in dossier.cells:
        if cell.tier == tier and cell.outcome in _WANTING and dossier.verdict != "not applicable":
            yield [_title(cell), *_gap(dossier, cell)]


def copies(dossier: Dossier) -> Iterator[Point]:
    """Documents and statements that could not be read: a better copy is asked for, nothing is called missing."""
    for skip in dossier.skipped:
        locked = skip.needs == "password"
        yield [
            one_line(skip.name),
            say("This document is locked with a password. Please send it without one.")
            if locked
            else say("We could not open or read this document. Please send it again, best as a PDF with text in it."),
        ]
    for paper in dossier.papers:
        if not legible(paper):
            share = f"{paper.legibility:.0%}"
            yield [
                one_line(paper.name),
                say("We could read only about {share} of this document.", share=share)
                if paper.legibility > 0
                else say("We could read nothing of this document."),
                say("Please send a sharper copy, or a PDF with text in it."),
            ]
    unread = [cell for cell in dossier.cells if cell.outcome == "unreadable" and dossier.verdict != "not applicable"]
    for cell in unread:
        if cell.quotes:
            reason = one_line(say(cell.reason))
            yield [_title(cell), reason, *_seen(dossier, cell), say("Please send a copy that can be read.")]
    if rest := [cell for cell in unread if not cell.quotes]:
        yield [
            say("Answers that may stand in what we could not read"),
            say(
                "These questions may be answered in a part that we could not read, so we do not take the answers as "
                "missing:"
            ),
            *(f"- {_title(cell)}" for cell in rest),
            say("Please point us to the page, or send a copy that can be read."),
        ]


def _fault(dossier: Dossier, fault: Fault) -> Point:
    title, wanted = _FAULTS[fault.kind]
    several = fault.kind == "several products" and fault.quotes
    message = say("We found more than one product in it:") if several else one_line(say(fault.message))
    lines = [say(title), message]
    if fault.quotes and all(words(quote) in message for quote in fault.quotes):
        places = dict.fromkeys(place(dossier, quote) for quote in fault.quotes)
        lines.append(say("Where it stands: {places}", places="; ".join(places)))
    else:
        lines += [f"- {quote}" for quote in quoted(dossier, fault.quotes)]
    others = [one_line(name) for name in fault.products]
    if unnamed := [name for name in others if name not in message]:
        lines.append(say("It is also given for: {products}", products="; ".join(unnamed)))
    if fault.arithmetic:
        lines.append(say("The sum: {arithmetic}", arithmetic=one_line(say(fault.arithmetic))))
    return [*lines, say(wanted), *_references(fault.references)]


def _told(dossier: Dossier, agreement: Agreement) -> bool:
    """Whether a fault quotes two sides of the disagreement already, or explains it."""
    if excused(dossier, agreement):
        return True
    values = {(fact.quote.document, fact.quote.text): fact.value for fact in agreement.facts}
    for fault in dossier.faults:
        quoted_values = {values.get((quote.document, quote.text)) for quote in fault.quotes}
        if len(quoted_values - {None}) > 1:
            return True
    return False


def _disagreement(dossier: Dossier, agreement: Agreement) -> Point:
    title, wanted = _FAULTS["contradiction"]
    return [
        say(title),
        say("The documents do not agree on {thing}:", thing=say(_THINGS[agreement.name])),
        *(f"- {quote}" for quote in quoted(dossier, sides(agreement.facts))),
        say(wanted),
    ]


def _title(cell: Cell) -> str:
    return one_line(say(cell.short)) if cell.short else cell.id


def _gap(dossier: Dossier, cell: Cell) -> Iterator[str]:
    reason = reason_of(cell)
    if reason:
        yield one_line(say(reason))
    yield from _seen(dossier, cell)
    if any(part not in reason for part in cell.missing):  # a list without what the reason names would seem to be whole
        yield say("Missing: {parts}", parts="; ".join(one_line(say(part)) for part in cell.missing))
    if cell.advice:
        yield one_line(say(cell.advice))
    yield from _references(cell.references)


def _seen(dossier: Dossier, cell: Cell) -> Iterator[str]:
    found = quoted(dossier, telling(cell))
    if len(found) == 1:
        yield say("We found {found}.", found=found[0])
    elif found:
        yield say("We found:")
        yield from (f"- {quote}" for quote in found)


def _references(references: tuple[str, ...]) -> Iterator[str]:
    if found := list(standards(references)):
        yield say("Standard: {references}", references="; ".join(found))
