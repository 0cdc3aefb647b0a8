"""Where a claim stands: its sentence, an ingredient list, a cited title, and the figures of the study it tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from labelcheck.extract.amounts import Amount
from labelcheck.extract.candidates import Candidate, Spans
from labelcheck.extract.ingredients import Entries
from labelcheck.extract.sentences import Sentence, Sentences
from labelcheck.extract.shadow import Shadow
from labelcheck.models import Claim, Described

_WEEKS = {"day": Decimal(1) / 7, "week": Decimal(1), "month": Decimal(52) / 12}
"""Weeks in the units of time that studies are told in."""
IN_STUDY = "in_study"
"""The qualifier of a device that only a study is told to have used."""
_REPORTS = ("described", "registered", "registered_with_results")
"""Values of the rules whose words tell of a study."""
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
        speaks_of_itself: Callable[[Sentence], bool],
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
        self._speaks_of_itself = speaks_of_itself
        self._told: set[tuple[int, int]] = set()
        told = [one for one in candidates if one.rule.kind == "study" or one.rule.value in _REPORTS]
        praise = Spans((one.start, one.end) for one in candidates if one.rule.kind == "overclaim")
        told = [one for one in told if not praise.overlap(one.start, one.end)]  # "clinically proven" tells of no study
        self._reports = {sentences.at(one.start).start for one in told}
        self._titles = Spans((one.start, one.end) for one in candidates if one.rule.value == CITATION)

    def settled(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims, those on sources that only a study is told to have used as the study's: "in a study, 28 patients
        were given adipose exosomes". Where the document names no source elsewhere they stay.
        """
        told = [self._is_told(claim) for claim in claims]
        own = any(claim.kind == "source" and not other for claim, other in zip(claims, told, strict=True))
        return [
            claim.model_copy(update={"subject": "other"}) if own and other else claim
            for claim, other in zip(claims, told, strict=True)
        ]

    def _is_told(self, claim: Claim) -> bool:
        return claim.kind == "source" and claim.subject == "product" and (claim.start, claim.end) in self._told

    def placed(self, claim: Claim, candidate: Candidate) -> Claim:
        """The claim with its sentence.

        Words of a cited title speak of that study and not of the label. A device in a sentence that tells of a study,
        and in which nothing speaks for the product itself, is qualified as one of that study.
        """
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
        elif claim.kind == "enhancer" and not claim.qualifier and sentence.start in self._reports:
            changes["qualifier"] = None if self._speaks_of_itself(sentence) else IN_STUDY
        elif claim.kind == "source" and sentence.start in self._reports and not self._speaks_of_itself(sentence):
            self._told.add((claim.start, claim.end))
        return claim.model_copy(update=changes)
