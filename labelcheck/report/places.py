"""Where a finding stands in a text: lines and columns from 1, in Unicode characters, as editors and SARIF count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from labelcheck.models import Claim, Evaluation, Flag
from labelcheck.report.quotation import span


class Spot(NamedTuple):
    """A stretch of a document, half open: ``end`` and ``end_column`` stand behind its last character."""

    document: int
    page: int
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Places:
    """Finds the lines and columns of an evaluation's claims. Made once a report: it counts the lines of every text."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._known = {claim.id: claim for claim in evaluation.claims}
        self._lines = [_line_starts(document.text) for document in evaluation.documents]

    def of(self, flag: Flag) -> tuple[Spot, ...]:
        """Where the words of a finding stand, in the order of the documents; words found twice stand once."""
        spots = {self.spot(claim) for claim in self.claims(flag)}
        return tuple(sorted(spots))

    def claims(self, flag: Flag) -> Iterable[Claim]:
        """The claims that a finding rests on; an id that stands for no claim is left out."""
        return (self._known[name] for name in flag.claims if name in self._known)

    def spot(self, claim: Claim) -> Spot:
        """Where a claim stands, with the words that deny or hedge it."""
        text = self._evaluation.documents[claim.document].text
        start, end = span(text, claim)
        line, column = self._place(claim.document, start)
        end_line, end_column = self._place(claim.document, end)
        return Spot(claim.document, claim.page, start, end, line, column, end_line, end_column, text[start:end])

    def _place(self, document: int, offset: int) -> tuple[int, int]:
        starts = self._lines[document]
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


def _line_starts(text: str) -> list[int]:
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
