"""Why a claim was read as it was, in sentences made from its own evidence: rule, words, cues, repairs, arithmetic.

Nothing here knows a rule or a phrase: what cannot be told from the claim is not told.
"""

from __future__ import annotations

from labelcheck.models import Claim, Cue, Evaluation, Quantity
from labelcheck.report.printable import one_line
from labelcheck.report.wording import KIND_NAMES, QUALIFIER_NOTES, amount

_DECIDED = {
    "negated": "It is taken as denied",
    "hedged": "It is taken as possible or conditional, not as a fact",
}
_ABOUT = {
    "education": "It is taken as general information, not as a statement about this product",
    "other": "It is taken as about something other than this product",
}

_SAID_BY = {"field": "the field name or heading"}


def explanation(evaluation: Evaluation, claim: Claim) -> tuple[str, ...]:
    """Sentences that tell what was found, by which rule, and what decided how it is meant."""
    return tuple(
        sentence
        for sentence in (
            _found(evaluation, claim),
            *(_repair(repair.text, repair.read_as) for repair in claim.repairs),
            *_quantity(claim.quantity),
            *(f"Worked out from the label, not stated on it: {one_line(each.arithmetic)}." for each in claim.derived),
            _meaning(claim),
            _qualified(claim),
            _confidence(claim),
            *claim.doubts,
        )
        if sentence
    )


def _found(evaluation: Evaluation, claim: Claim) -> str:
    title = evaluation.titles.get(claim.rule, "")
    rule = f"the rule {claim.rule}" + (f" ({title[:1].lower()}{title[1:]})" if title else "")
    value = f", value {claim.value}" if claim.value else ""
    return f"“{one_line(claim.text)}” was found by {rule} as a claim about {KIND_NAMES[claim.kind]}{value}."


def _repair(text: str, read_as: str) -> str:
    return f"“{one_line(text)}” is no word; it was read as “{one_line(read_as)}”."


def _quantity(quantity: Quantity | None) -> tuple[str, ...]:
    if quantity is None:
        return ()
    basis = "" if quantity.per else ", with nothing that says in what"
    basis = basis if quantity.unit == "particle" else ""
    said = f"“{one_line(quantity.text)}” reads {amount(quantity)}{basis}."
    return (said, f"That value is probable, not certain: {quantity.repaired}.") if quantity.repaired else (said,)


def _meaning(claim: Claim) -> str:
    because = _because(claim.cues)
    told = [_DECIDED[claim.status]] if claim.status in _DECIDED else []
    told += [_ABOUT[claim.subject]] if claim.subject in _ABOUT else []
    if told:
        return "; ".join([told[0], *(part[0].lower() + part[1:] for part in told[1:])]) + because + "."
    if because:
        return f"It is taken as stated about this product{because}."
    return "It is taken as stated about this product: no word around it denies, limits or questions it."


def _because(cues: tuple[Cue, ...]) -> str:
    if not cues:
        return ""
    words = ", ".join(f"“{one_line(cue.text)}” ({_SAID_BY.get(cue.rule, cue.rule)})" for cue in cues)
    return f" because of {words}"


def _qualified(claim: Claim) -> str:
    if not claim.qualifier:
        return ""
    note = QUALIFIER_NOTES.get(claim.qualifier, claim.qualifier.replace("_", " "))
    return f"It holds with a limit: {note}."


def _confidence(claim: Claim) -> str:
    return f"How sure the reading is: {claim.confidence:.0%}."
