"""What changed between two versions of a label, in the order in which a buyer asks: first what is disclosed no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from labelcheck.language import noted, say
from labelcheck.report.label_changes import label_says, longest
from labelcheck.report.telling import Difference

Topic = Literal["lost", "gone", "new", "numbers", "meaning", "answers", "questioned", "documents", "made"]

TITLES: Final[Mapping[Topic, str]] = {
    "lost": noted("No longer disclosed, or less than before"),
    "gone": noted("Claims that are gone"),
    "new": noted("Claims that are new"),
    "numbers": noted("Numbers that changed"),
    "meaning": noted("Claims that are worded or meant otherwise"),
    "answers": noted("Other answers that changed"),
    "questioned": noted("What is questioned, and studies"),
    "documents": noted("Documents and names"),
    "made": noted("How the two were made"),
}
"""Headings in the order in which changes are shown."""

OTHER_RULES: Final = noted(
    "The two were made with different rules or versions, so a change may come from those and not from the label."
)
NOTHING: Final = noted("Nothing that was read or answered differs.")

_MADE: Final = ("version", "rules", "checklist", "markets")
_DISCLOSED: Final[Mapping[str, int]] = {"met": 2, "partly": 1}
_PLACES: Final[Mapping[str, Topic]] = {
    **dict.fromkeys(_MADE, "made"),
    **dict.fromkeys(("document", "skipped", "name"), "documents"),
    **dict.fromkeys(("flag", "study", "dismissal"), "questioned"),
}


class Group(NamedTuple):
    """Changes of one kind, with the heading that is said above them."""

    topic: Topic
    title: str
    changes: tuple[Difference, ...]


def grouped(differences: Iterable[Difference]) -> tuple[Group, ...]:
    """Differences under their headings; headings with nothing below are left out.

    That a number stands in other words is not told beside the number, and words that only break into lines elsewhere
    are no change of a label.
    """
    every = tuple(differences)
    numbers = {each.id for each in every if each.what == "claim" and each.aspect == "quantity"}
    found: dict[Topic, list[Difference]] = {topic: [] for topic in TITLES}
    for difference in every:
        if not _only_words(difference) or not (difference.id in numbers or _spaced(difference)):
            found[_topic(difference)].append(difference)
    return tuple(Group(topic, TITLES[topic], tuple(changes)) for topic, changes in found.items() if changes)


def _only_words(difference: Difference) -> bool:
    return difference.what == "claim" and difference.aspect == "words"


def _spaced(difference: Difference) -> bool:
    """Whether nothing but the space between words differs."""
    return (difference.before or "").split() == (difference.after or "").split()


def lines(group: Group) -> tuple[str, ...]:
    """The changes of a group in sentences, each once, in the language spoken now.

    Of claims that are gone or new and rest on the same words, the one with the most words is told.
    """
    if group.topic not in ("gone", "new"):
        return tuple(dict.fromkeys(map(label_says, group.changes)))
    words = longest([change.before or change.after or "" for change in group.changes])
    kept = [change for change in group.changes if (change.before or change.after) in words]
    return tuple(dict.fromkeys(map(label_says, kept)))


def sections(groups: Iterable[Group]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings and sentences for people, without claims that are gone where the answer that is lost tells of them."""
    every = tuple(groups)
    causes = [cause for group in every if group.topic == "lost" for change in group.changes for cause in change.because]
    told = {cause.before for cause in causes if cause.what == "claim" and cause.after is None}
    found = []
    for group in every:
        if group.topic == "gone":
            group = group._replace(changes=tuple(one for one in group.changes if one.before not in told))
        if group.changes:
            found.append((say(group.title), lines(group)))
    return tuple(found)


def about_the_label(groups: Iterable[Group]) -> bool:
    """Whether anything changed beside how the two were made."""
    return any(group.topic != "made" for group in groups)


def other_rules(groups: Iterable[Group]) -> bool:
    """Whether a change may come from the program or its rules."""
    return any(group.topic == "made" for group in groups)


def _topic(difference: Difference) -> Topic:
    if difference.what == "claim":
        return _of_claim(difference)
    if difference.what == "answer" and _share(difference.after) < _share(difference.before):
        return "lost"
    if difference.what == "part" and difference.after is None:
        return "lost"
    return _PLACES.get(difference.what, "answers")


def _of_claim(difference: Difference) -> Topic:
    if difference.aspect:
        return "numbers" if difference.aspect == "quantity" else "meaning"
    return "gone" if difference.after is None else "new"


def _share(outcome: str | None) -> int:
    """How much an answer discloses."""
    return _DISCLOSED.get(outcome or "", 0)
