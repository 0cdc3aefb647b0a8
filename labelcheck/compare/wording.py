"""The plain words of a comparison that every form of it shares: the table on screen, the exports, the picture."""

from __future__ import annotations

from typing import Final

from labelcheck.dossiers import Dossier, Quote
from labelcheck.language import noted, say
from labelcheck.models import FaultKind, Outcome
from labelcheck.report.printable import one_line
from labelcheck.report.wording import OUTCOME_WORDS

NOT_ASKED: Final = noted("does not apply")
OUTCOMES: Final[tuple[Outcome | None, ...]] = ("met", "partly", "contrary", "not stated", "unreadable", None)
"""In the order of a legend."""
FAULT_WORDS: Final[dict[FaultKind, str]] = {
    "contradiction": noted("documents contradict each other"),
    "other product": noted("names another product"),
    "other lot": noted("is of another lot"),
    "other maker": noted("names another maker"),
    "expired": noted("has expired"),
    "count differs": noted("counts differ"),
    "certificate reused": noted("certificate used for several products"),
    "several products": noted("several products in one document"),
    "failed result": noted("a test result failed"),
}


def outcome_words(outcome: Outcome | None) -> str:
    """An outcome in words, in the language spoken now."""
    return say(NOT_ASKED if outcome is None else OUTCOME_WORDS[outcome])


def tally(counts: tuple[int, int]) -> str:
    """How many questions are met of how many that were asked: 3 of 5, which no spreadsheet takes for a date."""
    met, asked = counts
    return say("{count} of {total}", count=met, total=asked) if asked else "–"


def short_tally(counts: tuple[int, int]) -> str:
    """The same where room is scarce: 3/5."""
    met, asked = counts
    return f"{met}/{asked}" if asked else "–"


def document_of(dossier: Dossier, quote: Quote) -> str:
    """The name of the document that words stand in, fit to be shown."""
    found = dossier.papers[quote.document].name if quote.document < len(dossier.papers) else ""
    return one_line(found)
