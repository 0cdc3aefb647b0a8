"""Who asks the questions and how much of them is answered: the words that differ between an article and a standard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from labelcheck.language import noted, say
from labelcheck.models import Checklist, Evaluation, Origin, OverallVerdict, Tier, Verdict

VERDICT_WORDS: Final[dict[OverallVerdict, str]] = {
    "conditions met": noted("All three conditions met"),
    "caution": noted("Treat with caution"),
    "not applicable": noted("Not applicable"),
    "unreadable": noted("Could not be read"),
}
_ASKED_FOR: Final[dict[Origin, str]] = {
    "article": noted("The article asks for"),
    "standard": noted("The standard asks for"),
}
_CONDITIONS: Final[dict[Origin, str]] = {
    "article": noted("The article’s conditions"),
    "standard": noted("The standard’s tiers"),
}
_CONDITIONS_COUNTED: Final[dict[Origin, str]] = {
    "article": noted("The article’s conditions: {met} of {total} met"),
    "standard": noted("The standard’s tiers: {met} of {total} met"),
}
_ADVICE: Final[dict[Origin, str]] = {
    "article": noted("The article advises caution with any product unless all of them are met."),
    "standard": noted("The minimum tier is what a buyer needs to judge a product at all, the other completes it."),
}
_ERRORS: Final[dict[Origin, str]] = {
    "article": noted("Where the article is wrong or dated"),
    "standard": noted("Where the standard is wrong or dated"),
}
_TIERS: Final[dict[Tier, str]] = {
    "minimum": noted("Minimum tier: {met} of {total} disclosed"),
    "complete": noted("For complete disclosure: {met} of {total} disclosed"),
}
NOT_ASKED: Final = noted("Not asked of this product")


class Group(NamedTuple):
    """Questions of one tier, in the checklist's order; without a title where the checklist has no tiers."""

    title: str
    items: tuple[Verdict, ...]


def verdict_word(evaluation: Evaluation) -> str:
    """The overall verdict in a few words."""
    if evaluation.verdict == "conditions met" and evaluation.checklist.origin == "standard":
        return say("Fully disclosed")
    return say(VERDICT_WORDS[evaluation.verdict])


def asked_for(checklist: Checklist) -> str:
    """The heading over what the source asks for."""
    return say(_ASKED_FOR[checklist.origin])


def passage(checklist: Checklist, words: str) -> str:
    """What the source asks for: quoted from an article, plain where it is our own wording of a standard."""
    if checklist.origin == "standard":
        return say(words)
    return "“" + words.translate(str.maketrans("“”", "‘’")) + "”"


def passage_line(checklist: Checklist, words: str) -> str:
    """What the source asks for as one line of text."""
    if checklist.origin == "standard":
        return say("The standard asks for: {passage}", passage=say(words))
    return say("The article: {passage}", passage=words)


def conditions_title(checklist: Checklist) -> str:
    """The heading over the conditions."""
    return say(_CONDITIONS[checklist.origin])


def conditions_counted(evaluation: Evaluation) -> str:
    """The heading over the conditions with how many are met."""
    met = sum(condition.outcome == "met" for condition in evaluation.conditions)
    return say(_CONDITIONS_COUNTED[evaluation.checklist.origin], met=met, total=len(evaluation.conditions))


def conditions_advice(checklist: Checklist) -> str:
    """What the conditions are for, in a sentence."""
    return say(_ADVICE[checklist.origin])


def errors_title(checklist: Checklist) -> str:
    """The heading over what the source has wrong."""
    return say(_ERRORS[checklist.origin])


def groups(evaluation: Evaluation) -> tuple[Group, ...]:
    """The answers by tier, the minimum first; one group without a title where no question has a tier."""
    if not any(item.tier for item in evaluation.items):
        return (Group("", evaluation.items),)
    found = []
    for tier, title in _TIERS.items():
        items = tuple(item for item in evaluation.items if item.tier == tier)
        met = sum(item.outcome == "met" for item in items)
        if items:
            found.append(Group(say(title, met=met, total=len(items)), items))
    rest = tuple(item for item in evaluation.items if item.tier is None)
    return (*found, Group("", rest)) if rest else tuple(found)


def parts_found(item: Verdict) -> str:
    """What was found of the parts that a question asks for, in a sentence; "" where that goes without saying.

    What is missing stands in the reason.
    """
    names = [say(part.name) for part in item.parts if part.claims]
    if not names or item.outcome not in ("met", "partly"):
        return ""
    return say("Found: {parts}.", parts="; ".join(names))


def conditions_sentence(evaluation: Evaluation) -> str:
    """How many conditions are met, and what that means."""
    if evaluation.checklist.origin == "standard":
        return _tiers_sentence(evaluation)
    total = len(evaluation.conditions)
    met = sum(condition.outcome == "met" for condition in evaluation.conditions)
    part = sum(condition.outcome == "partly" for condition in evaluation.conditions)
    if evaluation.verdict == "conditions met":
        return say(
            "All {total} of the article's conditions are met on paper. What is inside remains untested.", total=total
        )
    if met and part:
        message = noted(
            "Caution: the article asks for {total} conditions, and this label meets {met} of them, {part} in part."
        )
    elif met:
        message = noted("Caution: the article asks for {total} conditions, and this label meets {met} of them.")
    elif part:
        message = noted(
            "Caution: the article asks for {total} conditions, and this label meets none of them, {part} in part."
        )
    else:
        message = noted("Caution: the article asks for {total} conditions, and this label meets none of them.")
    return say(message, total=total, met=met, part=part)


def _tiers_sentence(evaluation: Evaluation) -> str:
    if evaluation.verdict == "conditions met":
        return say("All that the standard asks for is disclosed on paper. What is inside remains untested.")
    least = [item for item in evaluation.items if item.tier == "minimum"]
    met, total = _met(least), len(least)
    everything, asked = _met(evaluation.items), len(evaluation.items)
    if not total:
        message = noted("Caution: this discloses {everything} of the {asked} things that the standard asks for.")
    elif met == total:
        message = noted(
            "The minimum of the standard is disclosed. "
            "Of all {asked} things that it asks for, this discloses {everything}."
        )
    else:
        message = noted(
            "Caution: this discloses {met} of the {total} things that the standard asks for at least, "
            "and {everything} of all {asked}."
        )
    return say(message, total=total, met=met, asked=asked, everything=everything)


def _met(items: Sequence[Verdict]) -> int:
    return sum(item.outcome == "met" for item in items)
