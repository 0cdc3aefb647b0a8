"""One difference between two reports, told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from labelcheck.language import noted, say
from labelcheck.report.printable import one_line
from labelcheck.report.wording import CONDITION_WORDS, OUTCOME_WORDS, SEVERITY_WORDS, VERDICT_WORDS

What = Literal[
    "version",
    "rules",
    "checklist",
    "markets",
    "name",
    "document",
    "skipped",
    "product",
    "answer",
    "unasked",
    "part",
    "condition",
    "verdict",
    "claim",
    "flag",
    "study",
    "dismissal",
]
"""What a difference is about, in the order in which differences are told."""
Aspect = Literal[
    "",
    "text",
    "reader",
    "status",
    "subject",
    "qualifier",
    "value",
    "quantity",
    "words",
    "severity",
    "certainty",
    "asked",
    "not asked",
]


class Difference(NamedTuple):
    """Something that is not the same in two reports.

    ``before`` and ``after`` are the values in the reports, or for a part that only one of them has its words and None.
    ``aspect`` names what changed about a part that both have. ``because`` holds, for an answer, the claims that it
    follows from, and for a condition the answers; where there are none, ``reason`` is what the report after says.
    A part of an answer is ``of`` its question. A question that was unasked has the reason of that, and one that is has
    the outcome. ``paths`` are the places in the report before that this tells of.
    """

    what: What
    id: str
    before: str | None
    after: str | None
    name: str = ""
    aspect: Aspect = ""
    because: tuple[Difference, ...] = ()
    reason: str = ""
    paths: tuple[str, ...] = ()
    of: str = ""


_LONGEST: Final = 120
_MOST_CAUSES: Final = 3

_PLAIN: Final[Mapping[tuple[What, Aspect], str]] = {
    ("version", ""): noted("Made with labelcheck {before}; this is {after}."),
    ("rules", ""): noted("The rules are others: their digest was {before} and is {after}."),
    ("checklist", ""): noted("Answered after the checklist {before}, and now after {after}."),
    ("markets", ""): noted("Rules of these markets were applied: {before}. Now: {after}."),
    ("document", "text"): noted("“{name}” now reads “{after}” where “{before}” was read."),
    ("document", "reader"): noted("“{name}” was read by {before}, and now by {after}."),
    ("unasked", "asked"): noted("{name} is asked now, which did not apply before: {after}."),
    ("unasked", "not asked"): noted("{name} is not asked any more: {after} Before: {before}."),
    ("skipped", ""): noted("“{name}” could not be read for another reason: {after}"),
    ("claim", "quantity"): noted("“{name}” is now read as {after}; it was {before}."),
    ("claim", "value"): noted("“{name}” is now understood as {after}; it was {before}."),
    ("claim", "words"): noted("“{after}” is now read where “{before}” was."),
    ("flag", "severity"): noted("“{name}” is now {after}; it was {before}."),
    ("study", "certainty"): noted("How surely the study “{name}” is meant has changed: {before} → {after}."),
    ("dismissal", ""): noted("The reason why “{name}” is no problem was “{before}” and is “{after}”."),
}
_ADDED: Final[Mapping[What, str]] = {
    "name": noted("A name was given to the product: “{after}”."),
    "document": noted("“{name}” is read now and was not before."),
    "skipped": noted("“{name}” could not be read: {after}"),
    "part": noted("{of}: {name} is now named (“{after}”)."),
    "claim": noted("“{after}” is now read."),
    "flag": noted("Now questioned: {name} (“{after}”)."),
    "study": noted("The study “{name}” is now found behind the label."),
    "dismissal": noted("“{name}” is now set aside as no problem: “{after}”."),
}
_GONE: Final[Mapping[What, str]] = {
    "name": noted("The product is no longer given the name “{before}”."),
    "document": noted("“{name}” was read before and is not now."),
    "skipped": noted("“{name}” could not be read before; now it is not among what failed."),
    "part": noted("{of}: {name} is no longer named (it was “{before}”)."),
    "claim": noted("“{before}” is no longer read."),
    "flag": noted("No longer questioned: {name} (“{before}”)."),
    "study": noted("The study “{name}” is no longer found behind the label."),
    "dismissal": noted("“{name}” is no longer set aside as no problem."),
}
_MEANT: Final[Mapping[tuple[Aspect, str], str]] = {
    ("status", "asserted"): noted("“{name}” is now read as stated."),
    ("status", "negated"): noted("“{name}” is now read as denied."),
    ("status", "hedged"): noted("“{name}” is now read as said with a hedge."),
    ("subject", "product"): noted("“{name}” is now read as said of this product."),
    ("subject", "education"): noted("“{name}” is now read as general information."),
    ("subject", "other"): noted("“{name}” is now read as said of something else."),
    ("qualifier", ""): noted("“{name}” is now read as holding without a condition."),
    ("qualifier", "after_opening"): noted("“{name}” is now read as holding only after opening."),
    ("qualifier", "preparation"): noted("“{name}” is now read as being about preparing the product."),
    ("qualifier", "preclinical"): noted("“{name}” is now read as from the laboratory or animals, not from people."),
    ("qualifier", "sensory"): noted("“{name}” is now read as being about how the product feels."),
    ("qualifier", "optional"): noted("“{name}” is now read as a choice, not as an instruction."),
    ("qualifier", "in_study"): noted("“{name}” is now read as told of a study, not as an instruction."),
    ("qualifier", "limit"): noted("“{name}” is now read as what every lot must keep, not as what was measured."),
}
_MEANT_OTHERWISE: Final = noted("“{name}” is now meant otherwise: {before} → {after}.")
_PRESENTED: Final[Mapping[str, str]] = {
    "yes": noted("This now presents itself as an exosome product."),
    "no": noted("This no longer presents itself as an exosome product."),
    "unclear": noted("It is now unclear whether this is an exosome product."),
}


def told(difference: Difference) -> str:
    """The difference in one or more whole sentences, on one line, in the language spoken now.

    Words of the label and of the report stand in it as they are but for what acts instead of showing; they are to be
    escaped for where they are shown.
    """
    what = difference.what
    if what in ("answer", "condition"):
        return _answer(difference)
    if what == "verdict":
        return say("Verdict: {before} → {after}.", **values(difference))
    if what == "product":
        unknown = noted("Whether this is an exosome product has another answer: {before} → {after}.")
        return say(_PRESENTED.get(difference.after or "", unknown), **values(difference))
    if difference.aspect in ("status", "subject", "qualifier"):
        key = (difference.aspect, difference.after or "")
        return say(_MEANT.get(key, _MEANT_OTHERWISE), **values(difference))
    if difference.before is None and not difference.aspect:
        return say(_ADDED.get(what, noted("“{name}” is new: {after}.")), **values(difference))
    if difference.after is None and not difference.aspect:
        return say(_GONE.get(what, noted("“{name}” is gone: {before}.")), **values(difference))
    changed = noted("“{name}” has changed: {before} → {after}.")
    return say(_PLAIN.get((what, difference.aspect), changed), **values(difference))


def values(difference: Difference) -> dict[str, str]:
    """What fills the blanks of a sentence about a difference, in the language spoken now."""
    name = shown(say(difference.name) if difference.what in _OURS else difference.name)
    return {
        "name": f"“{name}”" if name.endswith("?") else name,
        "of": shown(say(difference.of)) if difference.of else "",
        "before": _said(difference, difference.before),
        "after": _said(difference, difference.after),
    }


_OURS: Final = ("answer", "condition", "flag", "dismissal", "part", "unasked")
"""Differences whose names are sentences of the rules, not words of a label."""


def _said(difference: Difference, value: str | None) -> str:
    if value is None or value == "":
        return say("nothing")
    if difference.what == "skipped" or (difference.aspect == "not asked" and value == difference.after):
        return shown(say(value))
    if difference.aspect == "value":
        return shown(value.replace("_", " "))
    words: Mapping[Any, str] = _WORDS.get((difference.what, difference.aspect), {})
    return say(words[value]) if value in words else shown(value)


_WORDS: Final[Mapping[tuple[What, Aspect], Mapping[Any, str]]] = {
    ("answer", ""): OUTCOME_WORDS,
    ("unasked", "asked"): OUTCOME_WORDS,
    ("unasked", "not asked"): OUTCOME_WORDS,
    ("condition", ""): CONDITION_WORDS,
    ("verdict", ""): VERDICT_WORDS,
    ("flag", "severity"): SEVERITY_WORDS,
    ("study", "certainty"): {"sure": noted("sure"), "by chance": noted("perhaps by chance")},
}


def shown(words: str) -> str:
    """Words of a label or a report on one line, cut where they are too long."""
    line = one_line(words)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _answer(difference: Difference) -> str:
    """The change of an answer, and what it follows from."""
    causes = difference.because
    if len(causes) == 1 and causes[0].what != "answer" and not causes[0].aspect:
        given = values(difference)
        if causes[0].before is None:
            words = shown(causes[0].after or "")
            return say("{name}: {before} → {after}, because “{words}” is now read.", **given, words=words)
        if causes[0].after is None:
            words = shown(causes[0].before or "")
            return say("{name}: {before} → {after}, because “{words}” is no longer read.", **given, words=words)
    return answered(difference, _causes)


def answered(difference: Difference, because: Callable[[Sequence[Difference]], str]) -> str:
    """The change of an answer; ``because`` says what it follows from, but for the answers of a condition."""
    given = values(difference)
    causes = difference.because
    if causes and causes[0].what == "answer":
        answers = ", ".join(f"“{shown(say(cause.name))}”" for cause in causes)
        return say("{name}: {before} → {after}, because of the answer to {answers}.", **given, answers=answers)
    why = because(causes) if causes else shown(say(difference.reason))
    if not why:
        return say("{name}: {before} → {after}.", **given)
    return say("{name}: {before} → {after}. Why: {why}", **given, why=why)


def _causes(causes: Sequence[Difference]) -> str:
    sentences = list(dict.fromkeys(told(cause) for cause in causes))
    kept = sentences[:_MOST_CAUSES]
    if more := len(sentences) - len(kept):
        kept.append(say("And {count} more.", count=more))
    return " ".join(kept)
