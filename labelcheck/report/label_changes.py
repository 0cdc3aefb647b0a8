"""One difference between two versions of a label, told as what the label says and not as what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from labelcheck.language import noted, say
from labelcheck.report.telling import Aspect, Difference, What, answered, shown, told, values

_MOST_WORDS: Final = 3
_EVERYWHERE: Final = "general/"
"""How the ids of rules begin that are of no market."""

_CHANGED: Final[Mapping[tuple[What, Aspect], str]] = {
    ("document", "text"): noted("The words of “{name}” differ. Before: “{before}” Now: “{after}”"),
    ("claim", "quantity"): noted("Before: {before}; now: {after} (“{name}”)."),
    ("claim", "value"): noted("“{name}” now means {after}; before it meant {before}."),
    ("claim", "words"): noted("The label now says “{after}”; before it said “{before}”."),
}
_ADDED: Final[Mapping[What, str]] = {
    "document": noted("Given now and not before: “{name}”."),
    "claim": noted("New on the label: “{after}”."),
}
_GONE: Final[Mapping[What, str]] = {
    "document": noted("Given before and not now: “{name}”."),
    "claim": noted("The label no longer says “{before}”."),
}
_OF_A_MARKET: Final = (
    noted("A rule of a market now applies to “{after}”. {name}."),
    noted("A rule of a market no longer applies to “{before}”. {name}."),
)
_MEANT: Final[Mapping[tuple[Aspect, str], str]] = {
    ("status", "asserted"): noted("“{name}” is now stated."),
    ("status", "negated"): noted("“{name}” is now denied."),
    ("status", "hedged"): noted("“{name}” is now said with a hedge."),
    ("subject", "product"): noted("“{name}” is now said of this product."),
    ("subject", "education"): noted("“{name}” is now general information."),
    ("subject", "other"): noted("“{name}” is now said of something else."),
    ("qualifier", ""): noted("“{name}” now holds without a condition."),
    ("qualifier", "after_opening"): noted("“{name}” now holds only after opening."),
    ("qualifier", "preparation"): noted("“{name}” is now about preparing the product."),
    ("qualifier", "preclinical"): noted("“{name}” now comes from the laboratory or animals, not from people."),
    ("qualifier", "sensory"): noted("“{name}” is now about how the product feels."),
    ("qualifier", "optional"): noted("“{name}” is now a choice, not an instruction."),
    ("qualifier", "in_study"): noted("“{name}” is now told of a study, not as an instruction."),
    ("qualifier", "limit"): noted("“{name}” is now what every lot must keep, not what was measured."),
}


def label_says(difference: Difference) -> str:
    """The difference in whole sentences, as :func:`labelcheck.report.telling.told`, about what the label says."""
    if difference.what in ("answer", "condition"):
        sentence = answered(difference, _because)
        return sentence if difference.what == "answer" else say("What the checklist weighs: {change}", change=sentence)
    form = _form(difference)
    return say(form, **values(_with_lines(difference))) if form else told(difference)


def _form(difference: Difference) -> str | None:
    what, aspect = difference.what, difference.aspect
    if aspect:
        return _CHANGED.get((what, aspect)) or _MEANT.get((aspect, difference.after or ""))
    if difference.before is None or difference.after is None:
        if what == "flag" and not difference.id.startswith(_EVERYWHERE):
            return _OF_A_MARKET[difference.after is None]
        return (_ADDED if difference.before is None else _GONE).get(what)
    return None


def _with_lines(difference: Difference) -> Difference:
    """Lines of a document parted by strokes, so that they do not run together."""
    if (difference.what, difference.aspect) != ("document", "text"):
        return difference
    return difference._replace(before=_stroked(difference.before), after=_stroked(difference.after))


def _stroked(text: str | None) -> str:
    return " / ".join(filter(None, (text or "").split("\n")))


def _because(causes: Sequence[Difference]) -> str:
    """What changed on the label that an answer follows from: what is new and what is gone each in one sentence."""
    whole = [cause for cause in causes if cause.what == "claim" and not cause.aspect]
    gone = longest([cause.before for cause in whole if cause.before is not None])
    new = longest([cause.after for cause in whole if cause.after is not None])
    sentences = []
    if new:
        sentences.append(say("New on the label: {words}.", words=_listed(new)))
    sentences += dict.fromkeys(label_says(cause) for cause in causes if cause not in whole)
    if gone:
        sentences.append(say("The label no longer says {words}.", words=_listed(gone)))
    return " ".join(sentences)


def longest(found: Sequence[str]) -> list[str]:
    """Each once, without those that stand within another: several claims may rest on the same words."""
    once = {" ".join(words.casefold().split()): words for words in reversed(found)}
    return [words for key, words in reversed(once.items()) if not any(key != other and key in other for other in once)]


def _listed(found: Sequence[str]) -> str:
    quoted = [f"“{shown(words)}”" for words in found[:_MOST_WORDS]]
    more = len(found) - len(quoted)
    return ", ".join([*quoted, say("and {count} more", count=more)] if more > 0 else quoted)
