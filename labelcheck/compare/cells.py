"""One product's answers as cells of a table: the outcome, the value worth a glance, and the words behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from labelcheck.compare.facts import Stated
from labelcheck.dossiers import Cell, Dose, Quote, Value
from labelcheck.language import SOURCE, speaking
from labelcheck.models import Bound, Claim, DoseMark, Evaluation, Quantity, Rule, RuleSet, Verdict
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import span
from labelcheck.report.wording import amount

_NORMALISED: Final = ("source", "storage", "packaging", "enhancer")
"""Kinds whose rules give a value that means the same in every language and wording."""
_SILENT: Final = ("partly", "contrary", "not stated")
"""Outcomes in which a part that was not found is missing: of what could not be read nobody knows."""
_MEDIUM: Final = "conditioned_medium_"
_MOST_VALUES: Final = 4
_MOST_CLAIMS: Final = 200
"""Claims of one answer that are looked at for its value."""
_LONGEST: Final = 60
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
    known = {rule.id: rule for rule in rules.rules}
    answered = {item.id: item for item in evaluation.items}
    unasked = {each.id: each for each in evaluation.unasked}
    found = []
    for item in evaluation.checklist.items:
        if item.id in answered:
            cell = _cell(answered[item.id], evaluation, claims, known, dose)
            found.append(_own(cell, answered[item.id], evaluation, foreign))
        elif item.id in unasked:
            skipped = unasked[item.id]
            quotes = quotes_of(evaluation, _known(skipped.claims, claims))
            why = skipped.reason
            found.append(Cell(id=item.id, outcome=None, reason=why, quotes=quotes, short=item.short, tier=item.tier))
    return tuple(found)


def _cell(
    item: Verdict, evaluation: Evaluation, claims: Mapping[str, Claim], known: Mapping[str, Rule], dose: Dose | None
) -> Cell:
    named = dict.fromkeys((*(name for part in item.parts for name in part.claims), *item.claims))
    found = _known(named, claims)
    silent = item.outcome in ("not stated", "unreadable")
    value, values, more = ("", (), 0) if silent else _value(found, evaluation, known, dose)
    return Cell(
        id=item.id,
        outcome=item.outcome,
        value=value,
        values=values,
        more=more,
        reason=item.reason,
        quotes=quotes_of(evaluation, found),
        missing=tuple(part.name for part in item.parts if not part.claims) if item.outcome in _SILENT else (),
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


def _value(
    found: Sequence[Claim], evaluation: Evaluation, known: Mapping[str, Rule], dose: Dose | None
) -> tuple[str, tuple[Value, ...], int]:
    """What the claims of an answer come to, each once, and nothing that stands in another: a dose per millilitre
    first, other counts last. As data, for people, and how many values are left out."""
    said: dict[str, tuple[str, Value]] = {}
    if dose and any(claim.kind == "concentration" and claim.quantity for claim in found):
        words = f"{dose.text} (worked out)" if dose.arithmetic else dose.text
        said[words.casefold()] = words, Value(words=words)
    for claim in sorted(found[:_MOST_CLAIMS], key=lambda claim: bool(said) and claim.kind == "concentration"):
        words, value = _said(claim, evaluation, known.get(claim.rule))
        said.setdefault(words.casefold(), (words, value))
    kept = [both for key, both in said.items() if not any(key in other for other in said if other != key)]
    more = max(0, len(kept) - _MOST_VALUES)
    data = [words for words, _ in kept[:_MOST_VALUES]] + ([f"and {more} more"] if more else [])
    return "; ".join(data), tuple(dict.fromkeys(value for _, value in kept[:_MOST_VALUES])), more


def _said(claim: Claim, evaluation: Evaluation, rule: Rule | None) -> tuple[str, Value]:
    """What one claim says, shortly: what the rule read, a value with its figures, or the words themselves."""
    quantity = claim.quantity
    if claim.status == "asserted" and claim.kind in _NORMALISED and claim.value and not (rule and rule.reads):
        value = claim.value.replace("_", " ")
        figures = amount(quantity) if quantity and not quantity.implied else ""
        name = _name(claim.value, rule)
        shown = (
            Value(name=name, words=_short(figures))
            if name
            else Value(words=_short(f"{value}, {figures}" if figures else value))
        )
        return _short(f"{value}, {figures}" if figures else value), shown
    if claim.status == "asserted" and rule and rule.reads and claim.value:
        words = _short(claim.value)
    elif claim.status == "asserted" and claim.kind == "concentration" and quantity:
        words = _short(amount(quantity))
    else:
        words = _short(_words(evaluation, claim))
    return words, Value(words=words)


def _name(value: str, rule: Rule | None) -> str:
    """What people are shown for a value of a rule: the rule's name for it, in English; "" where it has none."""
    if rule is None or not rule.name or not rule.value:
        return ""
    bare = value.removeprefix(_MEDIUM)
    before, _, after = rule.value.partition("{words}")
    words = bare.removeprefix(before).removesuffix(after).replace("_", " ")
    name = rule.name.replace("{words}", words)
    return f"{name} (conditioned medium)" if bare != value else name


def quotes_of(evaluation: Evaluation, claims: Sequence[Claim]) -> tuple[Quote, ...]:
    """The words of claims with their places; words that deny or hedge are taken along."""
    return tuple(
        Quote(
            document=claim.document,
            claim=claim.id,
            text=_words(evaluation, claim)[:_LONGEST_QUOTE],
            page=claim.page,
            boxes=claim.boxes,
        )
        for claim in claims[:_MOST_QUOTES]
    )


def _words(evaluation: Evaluation, claim: Claim) -> str:
    text = evaluation.documents[claim.document].text
    start, end = span(text, claim)
    return one_line(text[start:end])


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


@speaking(SOURCE)
def dose_of(evaluation: Evaluation, stated: Sequence[Stated] = (), order: Sequence[int] = ()) -> Dose | None:
    """Particles per millilitre that the documents state, or that follows from what they state; None where none does.

    ``stated`` tells which counts are limits, examples or of the raw material: those are no dose of the product.
    ``order`` holds the places of the documents, that first which is believed first. Of several counts in one document
    the firmest is taken: said as a fact, read for sure, with its own figure and not "up to", stated rather than worked
    out; among equals the lowest, since a comparison should flatter nobody.
    """
    aside = {one.fact.quote.claim for one in stated if one.aside}
    documents = {claim.id: claim.document for claim in evaluation.claims}
    found: list[tuple[int, DoseMark]] = []
    for mark in evaluation.dose.marks if evaluation.dose else ():
        places = [documents[name] for name in mark.claims if name not in aside]
        if places:
            found.append((min(order.index(place) if place in order else len(order) for place in places), mark))
    if not found:
        return None
    _, mark = min(found, key=lambda each: (each[0], _firmness(each[1])))
    figures = amount(_quantity(mark.low, mark.high, mark.bound))
    doubt = "probably " if mark.probable else ""
    hedge = " (hedged)" if mark.hedged else ""
    return Dose(low=mark.low, high=mark.high, text=f"{doubt}{figures}{hedge}", arithmetic=mark.arithmetic)


def _firmness(mark: DoseMark) -> tuple[bool, bool, bool, bool, float, float]:
    open_ended = mark.bound in ("at most", "at least")
    return mark.hedged, mark.probable, open_ended, mark.arithmetic is not None, mark.low, mark.high


def _quantity(low: float, high: float, bound: Bound | None) -> Quantity:
    low, high = (float(f"{value:.4g}") for value in (low, high))
    return Quantity(low=low, high=high, unit="particle", per="mL", text="", bound=bound)
