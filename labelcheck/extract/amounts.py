"""A quantity in a shadow text, and what the words beside it make of it: at least, at most, about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from labelcheck.extract.late import late
from labelcheck.extract.lexicon import alternatives
from labelcheck.models import Bound, BoundWords

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
        self._before = {bound: late(rf"(?<![a-z])(?:{alternatives(one.before)})\W?$") for bound, one in words.items()}
        self._after = {bound: late(rf"\s?(?:{alternatives(one.after)})") for bound, one in words.items()}
        self._lasting = late(rf"(?<![a-z])(?:{alternatives(w for one in words.values() for w in one.lasting)})\W?$")
        self._units = lasting_units

    def given(self, amount: Amount, text: str) -> Amount:
        """The quantity with its bound, where words or signs beside it state one."""
        if text.startswith("+", amount.figure_end) and not re.match(r"\+\s?[\d/-]", text[amount.figure_end :][:3]):
            return replace(amount, bound="at least")
        before = text[max(0, amount.start - _REACH) : amount.start]
        if before and not (amount.unit in self._units and self._lasting.search(before)):
            for bound, pattern in self._before.items():
                if pattern.search(before):
                    return replace(amount, bound=bound)
        for bound, pattern in self._after.items():
            if pattern.match(text, amount.end):
                return replace(amount, bound=bound)
        return amount
