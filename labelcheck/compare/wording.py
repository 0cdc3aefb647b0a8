"""The plain words of a comparison that every form of it shares: the table on screen, the exports, the picture."""

from __future__ import annotations

from typing import Final

from labelcheck.dossiers import Dossier, Quote
from labelcheck.language import noted, say
from labelcheck.models import Outcome
from labelcheck.report.printable import one_line
from labelcheck.report.wording import OUTCOME_WORDS

NOT_ASKED: Final = noted("does not apply")
OUTCOMES: Final[tuple[Outcome | None, ...]] = ("met", "partly", "contrary", "not stated", "unreadable", None)
"""In the order of a legend."""


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
