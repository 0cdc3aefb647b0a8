"""Why a claim was read as it was, in sentences made from its own evidence: rule, words, cues, repairs, arithmetic.

Nothing here knows a rule or a phrase: what cannot be told from the claim is not told.
"""

from __future__ import annotations

from typing import Final

from labelcheck.language import noted, say, untranslated
from labelcheck.models import Claim, Cue, Evaluation, Quantity, Status, Subject
from labelcheck.report.printable import one_line
from labelcheck.report.wording import KIND_NAMES, amount, qualifier

_DECIDED: Final[dict[Status, str]] = {
    "negated": noted("It is taken as denied"),
    "hedged": noted("It is taken as possible or conditional, not as a fact"),
}
_ABOUT: Final[dict[Subject, str]] = {
    "education": noted("It is taken as general information, not as a statement about this product"),
    "other": noted("It is taken as about something other than this product"),
}

_SAID_BY: Final = {"field": noted("the field name or heading")}


def explanation(evaluation: Evaluation, claim: Claim) -> tuple[str, ...]:
    """Sentences that tell what was found, by which rule, and what decided how it is meant."""
    return tuple(
        sentence
        for sentence in (
            _found(evaluation, claim),
            *(_repair(repair.text, repair.read_as) for repair in claim.repairs),
            *_quantity(claim.quantity),
            *(_derived(each.arithmetic) for each in claim.derived),
            _meaning(claim),
            _qualified(claim),
            _confidence(claim),
            *map(say, claim.doubts),
        )
        if sentence
    )


def _found(evaluation: Evaluation, claim: Claim) -> str:
    title = evaluation.titles.get(claim.rule, "")
    title = "" if untranslated(title) else say(title)
    if title and claim.value:
        message = noted("“{text}” was found by the rule {rule} ({title}) as a claim about {kind}, value {value}.")
    elif title:
        message = noted("“{text}” was found by the rule {rule} ({title}) as a claim about {kind}.")
    elif claim.value:
        message = noted("“{text}” was found by the rule {rule} as a claim about {kind}, value {value}.")
    else:
        message = noted("“{text}” was found by the rule {rule} as a claim about {kind}.")
    return say(
        message,
        text=one_line(claim.text),
        rule=claim.rule,
        title=title[:1].lower() + title[1:],
        kind=say(KIND_NAMES[claim.kind]),
        value=claim.value,
    )


def _repair(text: str, read_as: str) -> str:
    return say("“{text}” is no word; it was read as “{read_as}”.", text=one_line(text), read_as=one_line(read_as))


def _derived(arithmetic: str) -> str:
    return say("Worked out from the label, not stated on it: {sum}.", sum=say(one_line(arithmetic)))


def _quantity(quantity: Quantity | None) -> tuple[str, ...]:
    if quantity is None:
        return ()
    words, stated = one_line(quantity.text), amount(quantity)
    if quantity.unit == "particle" and not quantity.per:
        said = say("“{text}” reads {amount}, with nothing that says in what.", text=words, amount=stated)
    else:
        said = say("“{text}” reads {amount}.", text=words, amount=stated)
    if not quantity.repaired:
        return (said,)
    return said, say("That value is probable, not certain: {reason}.", reason=say(quantity.repaired))


def _meaning(claim: Claim) -> str:
    told = [say(words) for words in (_DECIDED.get(claim.status), _ABOUT.get(claim.subject)) if words]
    if not told and not claim.cues:
        return say("It is taken as stated about this product: no word around it denies, limits or questions it.")
    first, *rest = told or [say("It is taken as stated about this product")]
    meaning = "; ".join([first, *(part[:1].lower() + part[1:] for part in rest)])
    if not claim.cues:
        return say("{meaning}.", meaning=meaning)
    return say("{meaning} because of {words}.", meaning=meaning, words=", ".join(map(_cue, claim.cues)))


def _cue(cue: Cue) -> str:
    return f"“{one_line(cue.text)}” ({say(_SAID_BY.get(cue.rule, cue.rule))})"


def _qualified(claim: Claim) -> str:
    if not claim.qualifier:
        return ""
    return say("It holds with a limit: {note}.", note=say(qualifier(claim.qualifier)))


def _confidence(claim: Claim) -> str:
    return say("How sure the reading is: {share}.", share=f"{claim.confidence:.0%}")
