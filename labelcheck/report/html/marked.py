"""A document's text as HTML with the quoted words marked by their numbers, and the pages that hold any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from labelcheck.language import say
from labelcheck.models import Claim, Document, Evaluation
from labelcheck.report.html.markup import escaped
from labelcheck.report.html.tones import tones
from labelcheck.report.quotation import numbers, span


class View(NamedTuple):
    """One page of one document."""

    document: int
    page: int


ALL: Final = 0
"""Every quotation, where one of them can be asked for by its number."""


def views(evaluation: Evaluation) -> list[View]:
    """Pages worth showing: those with marks, or the first page of everything where nothing is marked."""
    marked = numbers(evaluation)
    found = {view for claim in evaluation.claims if claim.id in marked for view in views_of(claim)}
    return sorted(found) or [View(number, 1) for number in range(len(evaluation.documents))]


def views_of(claim: Claim) -> list[View]:
    """Where a claim stands: its own page, and the other photos that show it too."""
    return [View(claim.document, claim.page), *(View(place.document, place.page) for place in claim.also)]


def whole_text(evaluation: Evaluation, number: int) -> str:
    """All text of a document as HTML with its numbered marks, page after page."""
    pages = [page.number for page in evaluation.documents[number].pages] or [1]
    return "".join(marked_text(evaluation, View(number, page)) + "\n" for page in pages)


def marked_text(evaluation: Evaluation, view: View, only: int = ALL) -> str:
    """A page's text as HTML with numbered marks, or one of them; overlapping claims share the mark of the first."""
    document = evaluation.documents[view.document]
    start, end = _span(document, view.page)
    pieces: list[str] = []
    seen: set[int] = set()
    for first, last, number, tone in _spans(evaluation, view):
        if first < start or last > end or only not in (ALL, number):
            continue
        pieces.append(_unmarked(document, start, first))
        chip = "" if number in seen else f'<sup class="lc-chip lc-{tone}">{number}</sup>'
        seen.add(number)
        pieces.append(f"<mark>{chip}{escaped(document.text[first:last], chr(10))}</mark>")
        start = last
    return "".join([*pieces, _unmarked(document, start, end)])


def _unmarked(document: Document, start: int, end: int) -> str:
    """Text without quotations as HTML; what is in a language that is not read is set apart."""
    pieces: list[str] = []
    for stretch in document.foreign:
        first, last = max(start, stretch.start), min(end, stretch.end)
        if first < last:
            pieces.append(escaped(document.text[start:first], "\n\t"))
            words = escaped(document.text[first:last], "\n\t")
            unread = say("{language}, not read", language=say(stretch.name))
            pieces.append(f'<span class="lc-foreign" title="{escaped(unread)}">{words}</span>')
            start = last
    return "".join([*pieces, escaped(document.text[start:end], "\n\t")])


def _span(document: Document, number: int) -> tuple[int, int]:
    page = next((page for page in document.pages if page.number == number), None)
    return (page.start, page.end) if page is not None else (0, len(document.text))


def _spans(evaluation: Evaluation, view: View) -> Iterator[tuple[int, int, int, str]]:
    marked, tone = numbers(evaluation), tones(evaluation)
    here = [claim for claim in evaluation.claims if claim.id in marked and claim.document == view.document]
    last = -1
    for claim in sorted(here, key=lambda claim: (claim.start, -claim.end)):
        start, end = span(evaluation.documents[claim.document].text, claim)
        if start >= last:
            yield start, end, marked[claim.id], tone[claim.id]
            last = end
