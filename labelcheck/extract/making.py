"""A candidate with its reading becomes a claim: every span taken home to the label's text, its page and boxes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from labelcheck.extract.assertion import Reading, cues_of
from labelcheck.extract.candidates import Candidate
from labelcheck.extract.quantities import Amount
from labelcheck.extract.shadow import Shadow
from labelcheck.models import Box, Claim, Cue, Document, Quantity, Repair, Status, Words

LIMIT = "limit"
"""The qualifier of a figure that a lot must keep: no result, and no dose."""
UNCUED, CUED = 0.95, 0.99
REPAIRED, MENDED = 0.6, 0.8
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"))
_REST = re.compile(r"[^\W\d_ ]{0,12}(?:(?:[ -]|, )[^\W\d_]{1,12}){0,3}[)\]）]")
"""The end of a bracket in which a span ends: at most a few words, no further figure or clause."""
MISREAD = "the text around it was read with faults, so the figure may be misread as well: compare it with the label"


class Places:
    """Pages and boxes of spans of a document."""

    def __init__(self, document: Document):
        self._document = document
        self._starts = Words.of(document.words).starts

    def of(self, start: int, end: int) -> tuple[int, tuple[Box, ...], float]:
        """Page, boxes (one a line) and the lowest reading confidence of a span."""
        document = self._document
        page = next((page.number for page in document.pages if page.start <= start < max(page.end, page.start + 1)), 1)
        if not document.words:
            return page, (), 1.0
        first = max(0, bisect_right(self._starts, start) - 1)
        words = []
        for place in range(first, len(document.words)):
            word = document.words[place]
            if word.start >= end:
                break
            if word.end > start:
                words.append(word)
        lines: list[list[Box]] = []
        for word in words:
            box = word.box
            if lines and lines[-1][-1].page == box.page and _same_line(lines[-1][-1], box):
                lines[-1].append(box)
            else:
                lines.append([box])
        boxes = tuple(
            Box(
                page=line[0].page,
                x0=min(box.x0 for box in line),
                top=min(box.top for box in line),
                x1=max(box.x1 for box in line),
                bottom=max(box.bottom for box in line),
            )
            for line in lines
        )
        confidence = min((word.confidence for word in words), default=1.0)
        return (words[0].box.page if words else page), boxes, confidence


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the bracket that closes one opened inside it, and without one at its end that closes none."""
    for left, right in _BRACKETS:
        surplus = text.count(left, start, end) - text.count(right, start, end)
        if surplus > 0 and (rest := _REST.match(text, end)) and rest[0].endswith(right):
            return start, rest.end()
        if surplus < 0 and text[end - 1] == right:
            return start, end - 1
    return start, end


def _same_line(left: Box, right: Box) -> bool:
    overlap = min(left.bottom, right.bottom) - max(left.top, right.top)
    return overlap > 0.5 * min(left.bottom - left.top, right.bottom - right.top) and right.x0 >= left.x0


def _cues(reading: Reading, view: Shadow) -> tuple[Cue, ...]:
    """The words that decided a reading; where none did, the field name that announces the claim."""
    if reading.field and reading.field[0] < reading.field[1]:
        start, end = view.span(*reading.field)
        return (Cue(text=view.text[start:end], start=start, end=end, rule="field"),)
    return cues_of(reading.cues, [view.span(hit.start, hit.end) for hit in reading.cues], view.text)


def quantity_of(amount: Amount, view: Shadow) -> Quantity:
    """An amount of the shadow text as the label states it."""
    first, last = view.span(amount.start, amount.end)
    return Quantity(
        low=float(amount.low),
        high=float(amount.high),
        unit=amount.unit,
        per=amount.per,
        text=view.text[first:last],
        repaired=amount.repaired,
        bound=amount.bound,
        implied=amount.implied,
    )


def claim_of(candidate: Candidate, reading: Reading, view: Shadow, places: Places, number: int) -> Claim:
    """The claim of document ``number``; its id is given when all are known."""
    start, end = _closed(view.text, *view.span(candidate.start, candidate.end))
    page, boxes, seen = places.of(start, end)
    amount = candidate.amount
    quantity = quantity_of(amount, view) if amount and not amount.unreadable else None
    status: Status = "hedged" if candidate.open and reading.status == "asserted" else reading.status
    sure = CUED if reading.affirmed or reading.cues else UNCUED
    if amount and amount.repaired:
        sure = min(sure, REPAIRED)
    spans = [(candidate.start, candidate.end), *((hit.start, hit.end) for hit in reading.cues)]
    repairs = _repairs(view, spans)
    if repairs:
        sure = min(sure, MENDED)
    return Claim(
        id="c0",
        rule=candidate.rule.id,
        kind=candidate.rule.kind,
        document=number,
        page=page,
        text=view.text[start:end],
        start=start,
        end=end,
        boxes=boxes,
        status=status,
        subject=reading.subject,
        qualifier=reading.qualifier or (LIMIT if candidate.limit else None),
        value=candidate.value,
        quantity=quantity,
        confidence=round(sure * seen, 3),
        cues=_cues(reading, view),
        repairs=repairs,
    )


def _repairs(view: Shadow, spans: Iterable[tuple[int, int]]) -> tuple[Repair, ...]:
    """What was read as other words in any of the spans, as it is printed and as it was read."""
    mends = dict.fromkeys(mend for start, end in spans for mend in view.mends_in(start, end))
    places = [(mend, *view.span(mend.start, mend.end)) for mend in mends]
    return tuple(
        Repair(text=view.text[first:last], start=first, end=last, read_as=mend.words) for mend, first, last in places
    )


def doubted(claim: Claim) -> Claim:
    """A claim with a figure in a text that was read with faults."""
    return claim.model_copy(update={"doubts": (*claim.doubts, MISREAD), "confidence": min(claim.confidence, REPAIRED)})
