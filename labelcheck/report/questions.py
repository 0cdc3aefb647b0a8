"""What to ask the seller: the gaps and contradictions of a label as a short list of questions, and as a letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from labelcheck.language import say
from labelcheck.models import Claim, Evaluation, Flag
from labelcheck.report import findings
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import span

MOST: Final = 7
"""Questions of one list: more than a seller will answer helps nobody."""
_LONGEST: Final = 90
_ASKED_OF_ANSWERS: Final = ("partly", "contrary", "not stated")
_GRAVE: Final = ("critical", "high")


def seller_questions(evaluation: Evaluation) -> tuple[str, ...]:
    """At most ``MOST`` questions in plain words, the checklist's first; none where nothing is open.

    What could not be read is no question to the seller: a better photo may answer it.
    """
    if evaluation.verdict == "not applicable" or not evaluation.documents:
        return ()
    return tuple(dict.fromkeys(_questions(evaluation)))[:MOST]


def seller_letter(evaluation: Evaluation) -> str:
    """The questions as plain text to copy and send, with a final newline; "" where there is nothing to ask."""
    asked = seller_questions(evaluation)
    if not asked:
        return ""
    name = one_line(evaluation.name or "")
    opening = say("I have some questions about {name}:", name=name) if name else say("I have some questions:")
    numbered = [f"{number}. {question}" for number, question in enumerate(asked, 1)]
    return "\n".join([say("Hello,"), "", opening, "", *numbered, "", say("Thank you.")]) + "\n"


def _questions(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.exosome == "unclear" and evaluation.verdict != "unreadable":
        yield say("Are there exosomes or vesicles in this product, and what is that ingredient called in its list?")
    borrowed = _borrowed(evaluation)
    asked = {item.id for item in evaluation.items if item.outcome in _ASKED_OF_ANSWERS}
    about_studies = evaluation.ladder.item if evaluation.ladder else None
    for item in evaluation.items:
        if item.id in asked and not (borrowed and item.id == about_studies):
            yield say(item.advice)
    for name in borrowed:
        yield say(
            "The label points to {study}, which tested something else. "
            "Which study tested this very product on people, used as the label says?",
            study=one_line(name),
        )
    yield from _of_flags(evaluation, clinical=not borrowed and about_studies not in asked)


def _borrowed(evaluation: Evaluation) -> list[str]:
    """Studies that the label certainly names and that are about something else."""
    return [
        found.name
        for found in evaluation.evidence
        if found.record and found.sure and any(test.matches is False for test in found.tests)
    ]


def _of_flags(evaluation: Evaluation, clinical: bool) -> Iterator[str]:
    """Contradictions first, then figures that cannot be, then grave claims; those of ``clinical`` proof if wanted."""
    dismissed = {entry.flag for entry in evaluation.dismissed}
    known = {claim.id: claim for claim in evaluation.claims}
    open_flags = [flag for flag in evaluation.flags if flag.market == findings.GENERAL and flag.id not in dismissed]
    yield from (_contradiction(evaluation, flag, known) for flag in open_flags if flag.topic == "consistency")
    grave = [flag for flag in open_flags if flag.severity in _GRAVE or flag.topic == "plausibility"]
    grave = [flag for flag in grave if flag.severity != "info" and flag.topic != "consistency"]
    for flag in sorted(grave, key=lambda flag: flag.topic != "plausibility"):
        words = _words(evaluation, flag, known)
        if not words or not (clinical or flag.topic != "clinical-proof"):
            continue
        if flag.question:
            yield say("The label says “{words}”. {question}", words=words[0], question=say(flag.question))
        else:
            yield say("The label says “{words}”. What does that rest on?", words=words[0])


def _contradiction(evaluation: Evaluation, flag: Flag, known: dict[str, Claim]) -> str:
    words = _words(evaluation, flag, known)
    if len(words) > 1:
        return say(
            "The label says “{words}” and also “{others}”. How do the two go together?",
            words=words[0],
            others=words[1],
        )
    if words:
        return say("The label says “{words}”, and other parts of it do not agree. What is right?", words=words[0])
    return say("Parts of the label do not agree: {title}. What is right?", title=say(flag.title))


def _words(evaluation: Evaluation, flag: Flag, known: dict[str, Claim]) -> list[str]:
    """The words on the label that a flag is about, each once, whatever their case."""
    found: dict[str, str] = {}
    for claim in (known[name] for name in flag.claims if name in known):
        text = evaluation.documents[claim.document].text
        words = _shortened(one_line(text[slice(*span(text, claim))]))
        found.setdefault(words.casefold(), words)
    return list(found.values())


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
