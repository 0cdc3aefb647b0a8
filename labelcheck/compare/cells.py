"""One product's answers as cells of a table: the outcome, the value worth a glance, and the words behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from labelcheck.compare.answer_values import Sight, sight_of, values_of, words_of
from labelcheck.compare.facts import Stated
from labelcheck.dossiers import Cell, Dose, Quote
from labelcheck.language import SOURCE, speaking
from labelcheck.models import Bound, Claim, DoseMark, Evaluation, Item, Quantity, RuleSet, Verdict
from labelcheck.report.cell_words import dose_words
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import span

_SILENT: Final = ("partly", "contrary", "not stated")
"""Outcomes in which a part that was not found is missing: of what could not be read nobody knows."""
_MOST_QUOTES: Final = 40
_LONGEST_QUOTE: Final = 400


@speaking(SOURCE)
def cells_of(
    evaluation: Evaluation, rules: RuleSet, dose: Dose | None, foreign: Collection[int] = ()
) -> tuple[Cell, ...]:
    """A cell for every question of the checklist, in its order; one without an outcome where it does not apply.

    ``foreign`` holds the places of documents that are of another product: what they alone tell discloses nothing of
    this one in full.
    """
    claims = {claim.id: claim for claim in evaluation.claims}
    sight = sight_of(evaluation, rules, dose, foreign)
    answered = {item.id: item for item in evaluation.items}
    unasked = {each.id: each for each in evaluation.unasked}
    found = []
    for item in evaluation.checklist.items:
        if item.id in answered:
            cell = _cell(answered[item.id], item, claims, sight)
            found.append(_own(cell, answered[item.id], evaluation, foreign))
        elif item.id in unasked:
            skipped = unasked[item.id]
            quotes = quotes_of(evaluation, _known(skipped.claims, claims))
            why = skipped.reason
            found.append(Cell(id=item.id, outcome=None, reason=why, quotes=quotes, short=item.short, tier=item.tier))
    return tuple(found)


def _cell(item: Verdict, asked: Item, claims: Mapping[str, Claim], sight: Sight) -> Cell:
    named = dict.fromkeys((*(name for part in item.parts for name in part.claims), *item.claims))
    found = _known(named, claims)
    silent = item.outcome in ("not stated", "unreadable")
    open_parts = item.outcome in _SILENT
    value, values, more = ("", (), 0) if silent else values_of(item, asked, sight)
    return Cell(
        id=item.id,
        outcome=item.outcome,
        value=value,
        values=values,
        more=more,
        reason=item.reason,
        quotes=quotes_of(sight.evaluation, found),
        missing=tuple(part.name for part in item.parts if not (part.claims or part.denied)) if open_parts else (),
        denied=tuple(part.name for part in item.parts if part.denied) if open_parts else (),
        short=item.short,
        tier=item.tier,
        references=item.references,
        advice=item.advice,
    )


def _own(cell: Cell, item: Verdict, evaluation: Evaluation, foreign: Collection[int]) -> Cell:
    """The cell, partly answered where a part of a full answer stands in documents of another product alone."""
    if item.outcome != "met" or not foreign:
        return cell
    places = {claim.id: claim.document for claim in evaluation.claims}
    groups = [part.claims for part in item.parts if part.claims] or [item.claims]
    told = [{places[name] for name in names if name in places} for names in groups]
    borrowed = sorted({place for group in told if group and group <= set(foreign) for place in group})
    if not borrowed:
        return cell
    names = tuple(evaluation.documents[place].name for place in borrowed)
    reason = f"This is told in full only with “{one_line(names[0])}”, which is of another product."
    return cell.model_copy(update={"outcome": "partly", "reason": reason, "borrowed": names})


def _known(names: Iterable[str], claims: Mapping[str, Claim]) -> list[Claim]:
    return [claims[name] for name in names if name in claims]


def quotes_of(evaluation: Evaluation, claims: Sequence[Claim]) -> tuple[Quote, ...]:
    """The words of claims with their places; words that deny or hedge are taken along.

    Words that stand inside those of another claim at the same place are not quoted again.
    """
    shown = _outermost(evaluation, claims)
    return tuple(
        Quote(
            document=claim.document,
            claim=claim.id,
            text=words_of(evaluation, claim)[:_LONGEST_QUOTE],
            page=claim.page,
            boxes=claim.boxes,
        )
        for claim in [claim for claim in claims if claim.id in shown][:_MOST_QUOTES]
    )


def _outermost(evaluation: Evaluation, claims: Sequence[Claim]) -> frozenset[str]:
    """The ids of claims whose words lie in those of no other; of claims with the same words the first."""
    spans = [(claim.document, *span(evaluation.documents[claim.document].text, claim)) for claim in claims]
    found: set[str] = set()
    reached = (-1, 0)
    order = sorted(range(len(spans)), key=lambda place: (spans[place][0], spans[place][1], -spans[place][2], place))
    for place in order:
        document, _, end = spans[place]
        if (document, end) > reached:
            found.add(claims[place].id)
            reached = (document, end)
    return frozenset(found)


@speaking(SOURCE)
def dose_of(
    evaluation: Evaluation,
    stated: Sequence[Stated] = (),
    order: Sequence[int] = (),
    strange: Collection[int] = (),
    lots: Mapping[int, int] = MappingProxyType({}),
) -> Dose | None:
    """Particles per millilitre that the documents state, or that follows from what they state; None where none does.

    ``stated`` tells which counts are limits, examples or of the raw material: those are no dose of the product.
    ``order`` holds the places of the documents, that first which is believed first, and ``strange`` those of another
    product, whose counts are none of this one. ``lots`` tells of which lot the certificates are where they are of
    several: those are believed alike. Of several counts that are believed alike the firmest is taken: said as a fact,
    read for sure, with its own figure and not "up to", stated rather than worked out; among equals the lowest, since a
    comparison should flatter nobody.
    """
    aside = {one.fact.quote.claim for one in stated if one.aside}
    documents = {claim.id: claim.document for claim in evaluation.claims}
    ranks = {place: rank for rank, place in enumerate(order)}
    shared = min((ranks[place] for place in lots if place in ranks), default=-1)
    ranks |= dict.fromkeys(lots, shared)
    found: list[tuple[int, DoseMark]] = []
    for mark in evaluation.dose.marks if evaluation.dose else ():
        places = [documents[name] for name in mark.claims if name not in aside and documents[name] not in strange]
        if places:
            found.append((min(ranks.get(place, len(order)) for place in places), mark))
    if not found:
        return None
    rank, mark = min(found, key=lambda each: (each[0], _firmness(each[1])))
    made = Dose(
        low=mark.low,
        high=mark.high,
        text="",
        arithmetic=mark.arithmetic,
        quantity=_quantity(mark.low, mark.high, mark.bound),
        probable=mark.probable,
        hedged=mark.hedged,
        lots=len(set(lots.values())) if rank == shared else 0,
    )
    return made.model_copy(update={"text": dose_words(made)})


def _firmness(mark: DoseMark) -> tuple[bool, bool, bool, bool, float, float]:
    open_ended = mark.bound in ("at most", "at least")
    return mark.hedged, mark.probable, open_ended, mark.arithmetic is not None, mark.low, mark.high


def _quantity(low: float, high: float, bound: Bound | None) -> Quantity:
    low, high = (float(f"{value:.4g}") for value in (low, high))
    return Quantity(low=low, high=high, unit="particle", per="mL", text="", bound=bound)
