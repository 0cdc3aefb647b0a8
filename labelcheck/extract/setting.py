"""Where a claim stands: its sentence, an ingredient list, a cited title, and the figures of the study it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from labelcheck.extract.amounts import Amount
from labelcheck.extract.candidates import Candidate, Spans
from labelcheck.extract.ingredients import Entries
from labelcheck.extract.sentences import Sentences
from labelcheck.extract.shadow import Shadow
from labelcheck.models import Claim, Described

_WEEKS = {"day": Decimal(1) / 7, "week": Decimal(1), "month": Decimal(52) / 12}
"""Weeks in the units of time that studies are told in."""
CITATION = "citation"
"""The value of the rule whose span holds the title of a publication."""


class Setting:
    """What surrounds the claims of one document."""

    def __init__(
        self,
        view: Shadow,
        sentences: Sentences,
        entries: Entries,
        amounts: Iterable[Amount],
        candidates: Sequence[Candidate],
    ):
        self._view = view
        self._sentences = sentences
        self._entries = entries
        self._people: dict[int, list[int]] = {}
        self._weeks: dict[int, list[float]] = {}
        for amount in amounts:
            place = sentences.at(amount.start).start
            if amount.unit == "person" and amount.low == amount.high == int(amount.low):
                self._people.setdefault(place, []).append(int(amount.low))
            elif amount.unit in _WEEKS and amount.low == amount.high:
                self._weeks.setdefault(place, []).append(round(float(amount.low * _WEEKS[amount.unit]), 1))
        self._titles = Spans((one.start, one.end) for one in candidates if one.rule.value == CITATION)

    def placed(self, claim: Claim, candidate: Candidate) -> Claim:
        """The claim with its sentence; what is only words of a cited title speaks of that study, not of the label."""
        sentence = self._sentences.at(candidate.start)
        start, end = self._view.span(sentence.start, max(sentence.end, sentence.start + 1))
        changes: dict[str, object] = {
            "sentence": (min(start, claim.start), max(end, claim.end)),
            "listed": self._entries.at(candidate.start) is not None,
        }
        if claim.kind == "clinical":
            changes["study"] = Described(
                people=tuple(dict.fromkeys(self._people.get(sentence.start, ()))),
                weeks=tuple(dict.fromkeys(self._weeks.get(sentence.start, ()))),
            )
        elif self._titles.hold(candidate.start, candidate.end):
            changes["subject"] = "other"
        return claim.model_copy(update=changes)
