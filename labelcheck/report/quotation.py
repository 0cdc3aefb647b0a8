"""Claims as a reader meets them: the words, numbered, with the document, page and line they stand on.

Claims that stand close together on one line are one quotation with several marks: "[Keep frozen] at [-20 °C]".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from labelcheck.language import say
from labelcheck.models import Claim, Evaluation, Verdict
from labelcheck.report.amounts import amount
from labelcheck.report.explanation import explanation
from labelcheck.report.printable import one_line
from labelcheck.report.wording import KIND_WORDS, notes

_AROUND = 60
_NEAR = 40


class Piece(NamedTuple):
    """A part of a quotation, safe to print: words that were claimed, or what stands around them."""

    text: str
    marked: bool


class Quotation(NamedTuple):
    """Words from a label with what surrounds them on the same line."""

    number: int
    claims: tuple[Claim, ...]
    pieces: tuple[Piece, ...]
    place: str
    notes: tuple[str, ...]
    why: tuple[str, ...] = ()
    """How its claims were read, in sentences."""


def numbers(evaluation: Evaluation) -> dict[str, int]:
    """The number of the quotation for every claim that the report quotes, in the report's order."""
    answers: list[Iterable[str]] = [item.claims for item in evaluation.items]
    answers += [entry.claims[:1] for entry in evaluation.unasked]
    answers += [condition.claims for condition in evaluation.conditions]
    answers += [found.claims for found in evaluation.evidence]
    answers += [use.claims for use in evaluation.enhancers]
    answers += [flag.claims for flag in evaluation.flags]
    known = {claim.id: claim for claim in evaluation.claims}
    order = dict.fromkeys(claim for claims in answers for claim in claims if claim in known)
    cluster = {
        claim.id: number
        for number, near in enumerate(_clusters(evaluation, [known[claim] for claim in order]))
        for claim in near
    }
    given = {number: place for place, number in enumerate(dict.fromkeys(cluster[claim] for claim in order), 1)}
    return {claim: given[cluster[claim]] for claim in order}


def _clusters(evaluation: Evaluation, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Claims of one line with little between them, together."""
    near: list[Claim] = []
    reach = 0
    for claim in sorted(claims, key=lambda claim: (claim.document, claim.start)):
        text = evaluation.documents[claim.document].text
        same = near and claim.document == near[0].document
        if same and claim.start - reach <= _NEAR and "\n" not in text[reach : claim.start]:
            near.append(claim)
            reach = max(reach, claim.end)
        else:
            if near:
                yield near
            near, reach = [claim], claim.end
    if near:
        yield near


class Quotations:
    """An evaluation's claims, ready to be quoted. Made once a report: a number depends on all claims of all answers."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._known = {claim.id: claim for claim in evaluation.claims}
        self._numbers = numbers(evaluation)

    def of(self, claims: Iterable[str]) -> tuple[Quotation, ...]:
        """The named claims as quotations, in the order given; an id that stands for no claim is left out."""
        together: dict[int, list[Claim]] = {}
        for name in dict.fromkeys(claims):
            if name in self._known:
                together.setdefault(self._numbers.get(name, 0), []).append(self._known[name])
        return tuple(_quotation(self._evaluation, number, near) for number, near in together.items())


def _quotation(evaluation: Evaluation, number: int, claims: Sequence[Claim]) -> Quotation:
    found = tuple(sorted(claims, key=lambda claim: claim.start))
    return Quotation(
        number=number,
        claims=tuple(claims),
        pieces=tuple(_pieces(evaluation.documents[found[0].document].text, found)),
        place=place(evaluation, found[0]),
        notes=tuple(dict.fromkeys(note for claim in found for note in notes(claim))),
        why=tuple(dict.fromkeys(line for claim in found for line in explanation(evaluation, claim))),
    )


def _pieces(text: str, claims: Sequence[Claim]) -> Iterator[Piece]:
    """The marked words of ``claims`` and the rest of their line, cut where it is long."""
    marked = _merged(text, claims)
    first, last = marked[0][0], marked[-1][1]
    start = max(text.rfind("\n", 0, first) + 1, first - _AROUND)
    end = text.find("\n", last)
    end = min(len(text) if end < 0 else end, last + _AROUND)
    before, after = text[start:first], text[last:end]
    if start and text[start - 1] != "\n":
        before = "… " + before.partition(" ")[2]
    if end < len(text) and text[end] != "\n":
        after = after.rpartition(" ")[0] + " …"
    parts = [Piece(before, False)]
    done = first
    for marked_from, marked_to in marked:
        parts += [Piece(text[done:marked_from], False), Piece(text[marked_from:marked_to], True)]
        done = marked_to
    for piece in (*parts, Piece(after, False)):
        shown = one_line(piece.text) if piece.marked else _beside(piece.text)
        if shown:
            yield Piece(shown, piece.marked)


class _Stands(Protocol):
    """Words with their place in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class _Meant(_Stands, Protocol):
    """A claim, or what a saved report knows of one."""

    @property
    def status(self) -> str: ...

    @property
    def cues(self) -> Sequence[_Stands]: ...


def span(text: str, claim: _Meant) -> tuple[int, int]:
    """Where the quoted words start and end: a denied or hedged claim takes the words that deny or hedge it along."""
    start, end = claim.start, claim.end
    for cue in claim.cues if claim.status != "asserted" else ():
        between = text[min(cue.end, end) : max(cue.start, start)]
        if len(between) <= _NEAR and "\n" not in between:
            start, end = min(start, cue.start), max(end, cue.end)
    return start, end


def _merged(text: str, claims: Sequence[Claim]) -> list[tuple[int, int]]:
    """Spans of ``claims``, joined where they overlap or only space stands between them."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(span(text, claim) for claim in claims):
        if spans and not text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def _beside(text: str) -> str:
    """Context on one line that keeps its distance from the quoted words: ``five `` stays ``five ``."""
    bare = one_line(text)
    if not bare:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + bare + (" " if text[-1].isspace() else "")


def place(evaluation: Evaluation, claim: Claim) -> str:
    """Where a claim stands: document, page where there are pages, and line counted from the top of that page."""
    document = evaluation.documents[claim.document]
    top = next((page.start for page in document.pages if page.number == claim.page), 0)
    line = document.text.count("\n", top, claim.start) + 1
    paged = document.kind == "pdf" or len(document.pages) > 1
    parts = [
        one_line(document.name),
        say("page {page}", page=claim.page) if paged else "",
        say("line {line}", line=line),
    ]
    others = dict.fromkeys(evaluation.documents[other.document].name for other in claim.also)
    parts += [say("also in {name}", name=one_line(name)) for name in others]
    return ", ".join(part for part in parts if part)


def reading(evaluation: Evaluation, number: int) -> str:
    """How a document was read, in one line: kind, pages, reader, and for pictures the share that was legible."""
    document = evaluation.documents[number]
    pages = len(document.pages)
    parts = [say(KIND_WORDS[document.kind])]
    if document.kind == "pdf" or pages > 1:
        parts.append(say("1 page") if pages == 1 else say("{pages} pages", pages=pages))
    parts.append(say("read with {reader}", reader=say(document.reader)))
    if document.legibility < 1 or document.kind == "image":
        parts.append(say("{share} legible", share=f"{document.legibility:.0%}"))
    return ", ".join(one_line(part) for part in parts)


def deciding_words(evaluation: Evaluation, item: Verdict, longest: int) -> str:
    """The words that decided an answer, or the probable amount, in about ``longest`` characters; "" if none."""
    known = {claim.id: claim for claim in evaluation.claims}
    claim = next((known[name] for name in item.claims if name in known), None)
    if claim is None:
        return ""
    if claim.quantity is not None and claim.quantity.repaired:
        return say("probable {amount}", amount=amount(claim.quantity))
    (quote,) = Quotations(evaluation).of([claim.id])
    line = "".join(piece.text for piece in quote.pieces).strip()
    words = line if len(line) <= longest else " … ".join(piece.text for piece in quote.pieces if piece.marked)
    return f"“{words if len(words) <= longest else words[: longest - 1].rstrip() + '…'}”"
