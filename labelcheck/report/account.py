"""What a report says of itself: whose label it is, what a reader changed or set aside, and how to make it again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from labelcheck.language import say
from labelcheck.models import Document, Evaluation, Flag
from labelcheck.report.printable import one_line


class Input(NamedTuple):
    """A document that the report was made of, by its name and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


class Corrected(NamedTuple):
    """Words that a reader corrected by hand: where, what had been read there, and what stands there now."""

    place: str
    was: str
    now: str


class SetAside(NamedTuple):
    """A flag that a reader looked at and found no problem, and the reason given."""

    flag: Flag
    reason: str


def product_title(evaluation: Evaluation) -> str:
    """What the report calls the product: the name the reader gave it, else the names of its documents."""
    if evaluation.name:
        return one_line(evaluation.name)
    names = [document.name for document in labels(evaluation)] or [skip.name for skip in evaluation.skipped]
    return ", ".join(map(one_line, names)) or say("A label")


def labels(evaluation: Evaluation) -> list[Document]:
    """The documents that were handed in, without what the reader typed."""
    return [document for document in evaluation.documents if not document.given]


def inputs(evaluation: Evaluation) -> list[Input]:
    """The documents that have to be at hand to make the report again."""
    return [Input(one_line(document.name), document.sha256) for document in labels(evaluation)]


def reproduction(evaluation: Evaluation, made_on: date | None) -> list[tuple[str, str]]:
    """What decides a report beside its inputs, as names and values; the day is told where it is known."""
    rows = [
        (say("Program"), f"labelcheck {evaluation.version}"),
        (say("Rules"), evaluation.rules_digest),
        (say("Checklist"), evaluation.checklist.id),
        (say("Markets"), one_line(", ".join(evaluation.markets)) or say("none beside what holds everywhere")),
    ]
    if evaluation.name:
        rows.append((say("Name given by the reader"), one_line(evaluation.name)))
    if made_on is not None:
        rows.append((say("Made on"), made_on.isoformat()))
    return rows


def verify_command(evaluation: Evaluation) -> str:
    """The command that makes the report again and says whether it is the same."""
    several = len(inputs(evaluation)) > 1
    return f"labelcheck verify REPORT.json {'INPUT...' if several else 'INPUT'}"


def corrected_by_hand(evaluation: Evaluation) -> list[Corrected]:
    """Every text that a reader corrected, in the order of the documents."""
    found = []
    for document in evaluation.documents:
        for edit in document.edits:
            start, end = edit.start, edit.end
            line = document.text.count("\n", 0, start) + 1
            place = say("{document}, line {line}", document=one_line(document.name), line=line)
            found.append(Corrected(place, one_line(edit.was), one_line(document.text[start:end])))
    return found


def open_flags(evaluation: Evaluation) -> list[Flag]:
    """Flags that nobody has set aside."""
    known = {entry.flag for entry in evaluation.dismissed}
    return [flag for flag in evaluation.flags if flag.id not in known]


def set_aside(evaluation: Evaluation) -> list[SetAside]:
    """Flags that a reader found no problem, with the reason, in the order of the flags."""
    reasons = {entry.flag: entry.reason for entry in evaluation.dismissed}
    return [SetAside(flag, reasons[flag.id]) for flag in evaluation.flags if flag.id in reasons]
