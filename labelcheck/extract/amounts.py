"""A quantity in a shadow text, and what the words beside it make of it: at least, at most, about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from labelcheck.extract.late import late
from labelcheck.extract.lexicon import alternatives
from labelcheck.models import Bound, BoundWords

_MORE = re.compile(r"\d\+\s?[^\W\de]")
"""The plus of "10+ billion"."""
_SUM = re.compile(r"\+\s?[\d/-]")
_REACH = 24
"""Characters beside a quantity in which a bound's words may stand."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity found in a shadow text: its span, values, unit and basis, and how it was come by.

    ``figure_end`` is where its figures end; ``implied`` marks a temperature that only words state.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    per: str | None = None
    repaired: str | None = None
    unreadable: bool = False
    bound: Bound | None = None
    implied: bool = False
    figure_end: int = 0


class Bounds:
    """Finds the bound of a quantity. Built once from the words of all languages."""

    def __init__(self, words: Mapping[Bound, BoundWords], lasting_units: frozenset[str]):
        self._names = tuple(words)
        # One pattern for all, so that "no more than" is found before the "more than" in it.
        before = "|".join(f"(?P<g{place}>{alternatives(one.before)})" for place, one in enumerate(words.values()))
        after = "|".join(f"(?P<g{place}>{alternatives(one.after)})" for place, one in enumerate(words.values()))
        self._before = late(rf"(?<![a-z])(?:{before})\W?$")
        self._after = late(rf"(?:\s|(?<![a-z])|(?=[^a-z]))(?:{after})")
        self._lasting = frozenset(word for one in words.values() for word in one.lasting)
        self._units = lasting_units

    def given(self, amount: Amount, text: str) -> Amount:
        """The quantity with its bound, where words or signs beside it state one."""
        figure = text[amount.start : amount.figure_end]
        plus = text.startswith("+", amount.figure_end) and not _SUM.match(text, amount.figure_end)
        if plus or ("+" in figure and _MORE.search(figure)):
            return replace(amount, bound="at least")
        before = text[max(0, amount.start - _REACH) : amount.start]
        found = self._before.search(before)
        if found and amount.unit in self._units and found[0].strip() in self._lasting:
            found = None
        found = found or self._after.match(text, amount.end)
        if not found and amount.per:
            found = self._after.search(text, amount.figure_end, amount.end)
        return replace(amount, bound=self._names[int((found.lastgroup or "g0")[1:])]) if found else amount
