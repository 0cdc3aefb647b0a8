"""Quantities on labels: counts of vesicles with their basis, ppm, shares, masses, temperatures, sizes, durations, n.

A grammar on text, not on tokens: a tokenizer cuts ``2-8°C`` into five and ``2~8`` into one. A number becomes a
count only where a count noun owns it; a neighbour's number (peptides, cells, percentages) stays the neighbour's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from labelcheck.extract.amounts import Amount, Bounds
from labelcheck.extract.counts import Counts
from labelcheck.extract.figures import START
from labelcheck.extract.measures import VOLUMES, Measures
from labelcheck.extract.numbers import Number, NumberGrammar
from labelcheck.extract.temperatures import Temperatures
from labelcheck.models import Units

__all__ = ["Amount", "QuantityGrammar"]


class QuantityGrammar:
    """Finds the quantities of a text. Built once from ``rules/units.yaml`` and the words that own other numbers."""

    def __init__(self, units: Units, owners: Sequence[str], amounts: Sequence[str]):
        self._numbers = NumberGrammar(units)
        self._counts = Counts(units, owners, amounts)
        self._measures = Measures(units, self._numbers)
        self._temperatures = Temperatures(units)
        self._bounds = Bounds(units.bounds, self._measures.durations)

    def has_words(self, text: str, language: str = "") -> bool:
        """Whether any number stands in the text in words."""
        return next(self._numbers.spelled.starts(text, language), None) is not None

    def find(self, text: str, language: str = "", *, implied: bool = False) -> list[Amount]:
        """All quantities of a lower-case shadow text, in order. None overlaps another, but that a count holds the
        volume it is counted in (per 5 mL vial). ``implied``: also temperatures that only words state.
        """
        found = [*self._in_figures(text, language), *self._in_words(text, language), *self._measures.elsewhere(text)]
        if implied:
            found += self._temperatures.said(text, language)
        found.sort(key=lambda amount: (amount.start, amount.start - amount.end))
        kept: list[Amount] = []
        outer: Amount | None = None
        for amount in found:
            inside = outer is not None and outer.figure_end <= amount.start < outer.end
            if outer is None or amount.start >= outer.end:
                outer = amount
            elif not (inside and outer.unit == "particle" and amount.unit in VOLUMES):
                continue
            kept.append(self._bounds.given(_opened(amount, text), text))
        return kept

    def _in_figures(self, text: str, language: str) -> Iterator[Amount]:
        position = 0
        for start in START.finditer(text):
            if start.start() < position:
                continue
            amount = self._temperatures.read(text, start.start()) or self._amount(text, start.start(), language)
            if amount:
                yield amount
                position = amount.figure_end if amount.unit == "particle" else amount.end

    def _in_words(self, text: str, language: str) -> Iterator[Amount]:
        position = 0
        for start in self._numbers.spelled.starts(text, language):
            if start < position:
                continue
            number = self._numbers.read_words(text, start, language)
            amount = self._said(text, start, number, language) if number else None
            if amount:
                yield amount
            position = amount.end if amount else number.end if number else start

    def _amount(self, text: str, start: int, language: str) -> Amount | None:
        number = self._numbers.read(text, start, language)
        if number is None:
            return None
        return self._counts.read(text, start, number) or (
            self._counts.bare_lost(text, start) or self._measured(text, start, number, language)
        )

    def _said(self, text: str, start: int, number: Number, language: str) -> Amount | None:
        return (
            self._temperatures.of_words(text, start, number)
            or self._counts.read(text, start, number)
            or self._measures.read(text, start, number, language)
        )

    def _measured(self, text: str, start: int, number: Number, language: str) -> Amount | None:
        if number.unreadable or number.letter:  # the 5 of "5 x 10 mL" counts packings, that of "5 m" metres
            plain = self._numbers.plain(text, start, language)
            return self._measures.read(text, start, plain, language) if plain else None
        return self._measures.read(text, start, number, language)


def _opened(amount: Amount, text: str) -> Amount:
    """The quantity with the bracket before it that a bracket inside it closes: (2.0 ± 0.5) × 10^10."""
    inner = text[amount.start : amount.end]
    if inner.find(")") > -1 and "(" not in inner.split(")")[0] and text[amount.start - 1 : amount.start] == "(":
        return replace(amount, start=amount.start - 1) if amount.start else amount
    return amount
