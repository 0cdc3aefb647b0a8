"""What each document says, normalised so that documents can be compared: only what it states of this product."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from labelcheck.compare.things import any_of, line_end, of_other_things
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Fact, Paper, Quote
from labelcheck.models import Bound, Claim, Derived, Evaluation, FactName, Quantity

READ: Final[dict[str, FactName]] = {
    "traceability/product-name": "product",
    "traceability/maker": "maker",
    "traceability/lot": "lot",
    "traceability/made": "made",
    "traceability/expires": "expires",
    "traceability/dated": "dated",
    "traceability/printed": "dated",
}
"""Rules that read what a fact says, by the fact's name."""
_COUNT: Final = "concentration/count-with-basis"
_PARTICLE, _PER_ML = "particle", "mL"
_SURE: Final = 0.6
"""Confidence below which a claim may be misread."""
_CLOSE: Final = 8
"""Characters between two claims of which the second goes on with the first."""
_HEADING: Final = 40
"""Characters that the heading of a column has at most."""
_ANY: Final = "container"
"""Basis of a dose per packing of which nobody knows what it is: 2 mL here may be 5 mL there."""
_MEDIUM: Final = "conditioned_medium_"
_STOP: Final = re.compile(r"[.;,\n]")
_BOUND_SIGNS: Final[dict[Bound, str]] = {"at least": "≥ ", "at most": "≤ ", "about": "≈ "}
"""What stands before the figure of a dose that its words bound: in any language, "at least" is not lost."""
_MARKS: Final = ("\t", "|", ";")
"""What parts the cells of a row, in plain text and in what was saved from a spreadsheet as well."""
_SPACE: Final = " \u00a0"


class Amount(NamedTuple):
    """Particles per ``per``, from ``low`` to ``high``, None where the words leave that end open; and how it follows."""

    low: float | None
    high: float | None
    per: str
    arithmetic: str | None = None


class Stated(NamedTuple):
    """A fact with what only comparing needs: every form of a dose, and whether it is left out of comparing."""

    fact: Fact
    amounts: tuple[Amount, ...] = ()
    aside: bool = False
    """It is of the raw material, an example, a limit beside a result, how long a paper holds, or perhaps misread:
    shown, but compared with nothing."""
    example: bool = False
    """It is of no lot that anybody holds, or perhaps misread: its date cannot be said to have passed."""
    sometimes: bool = False
    """It holds after opening or mixing only: not shown, and reason enough to be quiet where another paper says so."""

    @property
    def document(self) -> int:
        """Place of the document that says it."""
        return self.fact.quote.document


_FIELD: Final = re.compile(r"^[^\n:|\t]{2,40}(?=[:|\t])", re.MULTILINE)
_OF_ITS_OWN: Final = ("product", "maker", "lot", "dose", "made", "expires")
"""What a raw material has of its own: its certificate says nothing of the finished product's."""
_EXAMPLES: Final = ("lot", "made", "expires")
"""What a brochure shows as an example only."""


def facts_of(evaluation: Evaluation, papers: Sequence[Paper], known: DossierRules) -> tuple[Stated, ...]:
    """What the documents say of the product, in the order of the claims; each thing once a document."""
    materials = _of_material(evaluation, papers, known)
    elsewhere = _stored_elsewhere(evaluation, known)
    found: dict[tuple[object, ...], Stated] = {}
    for claim in evaluation.claims:
        if claim.document >= len(papers) or claim.status != "asserted" or claim.subject != "product":
            continue
        if claim.id in elsewhere:
            continue
        kind = papers[claim.document].kind
        for fact, amounts in _facts(claim):
            example = (
                (claim.document in materials and fact.name in _OF_ITS_OWN)
                or (kind == "brochure" and fact.name in _EXAMPLES)
                or unsure(claim)
            )
            validity = fact.name == "expires" and bool(any_of(known.validity).search(claim.text))
            sometimes = fact.name == "storage" and claim.qualifier is not None
            other = of_other_things(claim, fact.name, evaluation.documents[claim.document].text, kind, known)
            key = (claim.document, fact.name, amounts or fact.value, sometimes)
            stated = Stated(fact, amounts, example or validity or other, example or other, sometimes)
            if key not in found or (found[key].aside and not stated.aside):  # what is of the product stands first
                found[key] = stated
    return _results_first(tuple(found.values()), evaluation, known)


def _facts(claim: Claim) -> Iterator[tuple[Fact, tuple[Amount, ...]]]:
    quote = quoted(claim)
    if name := READ.get(claim.rule):
        if claim.value:
            yield Fact(name=name, value=claim.value, quote=quote), ()
    elif claim.kind == "storage" and claim.value:
        yield Fact(name="storage", value=claim.value, quote=quote), ()
    elif claim.qualifier is not None:
        return
    elif claim.kind == "source" and claim.value:
        yield Fact(name="source", value=claim.value.removeprefix(_MEDIUM), quote=quote), ()
    elif claim.rule == _COUNT and claim.quantity and (amounts := _amounts(claim)):
        shown = next((one for one in amounts if one.per == _PER_ML), amounts[0])
        sign = _BOUND_SIGNS[claim.quantity.bound] if claim.quantity.bound else ""
        words = sign + " ".join(claim.quantity.text.split())
        yield Fact(name="dose", value=words, low=shown.low, high=shown.high, per=shown.per, quote=quote), amounts


def unsure(claim: Claim) -> bool:
    """Whether a claim's words may be misread: what is probable only contradicts nothing."""
    return claim.confidence < _SURE or bool(claim.doubts) or bool(claim.quantity and claim.quantity.repaired)


def quoted(claim: Claim) -> Quote:
    """The words of a claim as a fault or a fact quotes them."""
    text = " ".join(claim.text.split())
    return Quote(document=claim.document, claim=claim.id, text=text, page=claim.page, boxes=claim.boxes)


# --- doses -------------------------------------------------------------------------------------------------------


def _amounts(claim: Claim) -> tuple[Amount, ...]:
    """The dose as it is stated, and what follows from it on another basis."""
    found: dict[str, Amount] = {}
    stated: tuple[Quantity | Derived, ...] = (claim.quantity, *claim.derived, *claim.implied) if claim.quantity else ()
    for one in stated:
        if one.unit == _PARTICLE and one.per not in (None, _ANY) and one.high > 0:
            low = None if one.bound == "at most" else one.low
            high = None if one.bound == "at least" else one.high
            sum_ = one.arithmetic if isinstance(one, Derived) else None
            found.setdefault(one.per, Amount(low, high, one.per, sum_))
    return tuple(found.values())


# --- where words stand -------------------------------------------------------------------------------------------


def _stored_elsewhere(evaluation: Evaluation, known: DossierRules) -> frozenset[str]:
    """The storage claims that speak of shipping or of samples; one that follows closely ("-20 °C or dry ice") does so
    as the one before it."""
    claims = sorted(
        (claim for claim in evaluation.claims if claim.kind == "storage"),
        key=lambda claim: (claim.document, claim.start),
    )
    found: set[str] = set()
    for place, claim in enumerate(claims):
        text = evaluation.documents[claim.document].text
        before = claims[place - 1] if place and claims[place - 1].document == claim.document else None
        after = claims[place + 1] if place + 1 < len(claims) and claims[place + 1].document == claim.document else None
        lead = text[before.end : claim.start] if before else ""
        close = before and len(lead) <= _CLOSE and not _STOP.search(lead) and not any_of(known.joints).search(lead)
        same = bool(before and close and before.id in found)
        if same or _elsewhere(claim, text, (before.end if before else 0, after.start if after else None), known):
            found.add(claim.id)
    return frozenset(found)


def _elsewhere(claim: Claim, text: str, neighbours: tuple[int, int | None], known: DossierRules) -> bool:
    """Whether words of shipping or of samples stand in a storage claim's part of the sentence.

    Its part begins after the storage claim before it, or after a stop or a joint, and ends where the next one begins;
    ``neighbours`` are the end of the one and the beginning of the other.
    """
    start, end = claim.sentence or (claim.start, claim.end)
    line, end = text.rfind("\n", 0, claim.start) + 1, min(end, line_end(text, claim.end))
    before, after = neighbours
    words = any_of(known.elsewhere)
    lead = text[max(before, start, line) : claim.start]
    for pattern in (_STOP, any_of(known.joints)):
        lead = pattern.split(lead)[-1]
    if words.search(lead) or words.search(claim.text):
        return True
    if after is not None and after < end:
        return False
    tail = text[claim.end : end]
    for pattern in (_STOP, any_of(known.joints)):
        tail = pattern.split(tail)[0]
    return bool(words.search(tail))


def _of_material(evaluation: Evaluation, papers: Sequence[Paper], known: DossierRules) -> frozenset[int]:
    """Certificates of the raw material: their heading or the line of the product's name says so, or a field of theirs
    names one where none names a product ("Raw material: rose exosomes")."""
    words = any_of(known.material)
    named = {claim.document for claim in evaluation.claims if claim.rule == "traceability/product-name"}
    found = {
        place
        for place, paper in enumerate(papers)
        if paper.kind == "certificate"
        and place not in named
        and any(words.search(field[0]) for field in _FIELD.finditer(evaluation.documents[place].text))
    }
    for claim in evaluation.claims:
        if claim.document >= len(papers) or papers[claim.document].kind != "certificate":
            continue
        if claim.rule == "traceability/product-name" or (claim.kind == "paper" and claim.value == "certificate"):
            text = evaluation.documents[claim.document].text
            line = text[text.rfind("\n", 0, claim.start) + 1 : line_end(text, claim.end)]
            if words.search(line):
                found.add(claim.document)
    return frozenset(found)


# --- tables of results -------------------------------------------------------------------------------------------


def _results_first(found: tuple[Stated, ...], evaluation: Evaluation, known: DossierRules) -> tuple[Stated, ...]:
    """The same facts; where a document counts in a column of results, its limits are left out of comparing."""
    claims = {claim.id: claim for claim in evaluation.claims}
    doses = [stated for stated in found if stated.fact.name == "dose"]
    words = any_of(known.results)
    tables = {
        place: tuple(columns(evaluation.documents[place].text, words)) for place in {one.document for one in doses}
    }
    measured: set[str] = set()
    for stated in doses:
        figure = figure_of(claims[stated.fact.quote.claim], evaluation.documents[stated.document].text)
        if words.search(heading_over(figure, tables[stated.document])):
            measured.add(stated.fact.quote.claim)
    documents = {stated.document for stated in doses if stated.fact.quote.claim in measured}
    return tuple(
        stated._replace(aside=True)
        if stated.fact.name == "dose" and stated.document in documents and stated.fact.quote.claim not in measured
        else stated
        for stated in found
    )


def figure_of(claim: Claim, text: str) -> int:
    """Where the figure of a claim stands; the claim's own beginning where it is not found."""
    place = text.find(claim.quantity.text, claim.start, claim.end) if claim.quantity else -1
    return place if place >= 0 else claim.start


def heading_over(place: int, cells: Sequence[tuple[int, int, str]]) -> str:
    """The heading of the cell, of those of :func:`columns`, in which a place lies; "" where it lies in none."""
    at = bisect_right(cells, place, key=itemgetter(0)) - 1
    return cells[at][2] if at >= 0 and place < cells[at][1] else ""


def columns(text: str, results: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """The cells of tables below a row of headings, one of which is of results: beginning, end, heading.

    A row is a line whose cells are parted by TAB, in a scan as in a table of a PDF, or as the row of headings is: by
    strokes or semicolons. Other lines, such as the second line of a cell, are passed over; an empty line ends a table.
    """
    heads: list[str] = []
    mark = "\t"
    start = 0
    for line in text.split("\n"):
        if not line.strip():
            heads = []
        elif not heads:
            mark = next((one for one in _MARKS if one in line), "\t")
            cells = line.split(mark)
            is_head = len(cells) > 1 and any(len(cell) <= _HEADING and results.search(cell) for cell in cells)
            heads = cells if is_head else []
        elif line.count(mark) == len(heads) - 1:
            place = start
            for cell, heading in zip(line.split(mark), heads, strict=True):
                if cell.strip():
                    first = place + len(cell) - len(cell.lstrip(_SPACE))
                    yield first, place + len(cell.rstrip(_SPACE)), heading.strip()
                place += len(cell) + 1
        start += len(line) + 1
