"""Plain quantities: masses, volumes, lengths, shares, durations, ages, people, packings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from labelcheck.extract.amounts import Amount
from labelcheck.extract.late import late
from labelcheck.extract.lexicon import Lexicon, alternatives, inverted
from labelcheck.extract.numbers import Number, NumberGrammar
from labelcheck.models import Units

_AT = re.compile(r"[wdm](?<![a-z].)(?:eek|ay|onth)\s(?P<n>\d{1,3})(?:\s?[-~]\s?(?P<n2>\d{1,3}))?(?![\d.,]\d|\d)")
_AT_UNITS = {"w": "week", "d": "day", "m": "month"}
_MOST_PACKINGS = 10_000
_YOUNGEST, _OLDEST = 10, 110
_M = re.compile(r"\s?m(?![a-z])")
_TIMES = r"\s?[x*]\s?"
VOLUMES = frozenset({"mL", "L", "uL", "cL", "dL", "fl oz"})


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: str
    name: str


class Measures:
    """Reads the unit that follows a number. Built once from ``rules/units.yaml``."""

    def __init__(self, units: Units, numbers: NumberGrammar):
        self._numbers = numbers
        entries: dict[str, _Unit] = {}
        packings = {base: units.bases[base] for base in units.containers}
        people = {"person": units.people}
        for kind, table in (
            ("container", packings),
            ("duration", units.durations),
            ("measure", units.measures),
            ("mass", units.masses),
            ("person", people),
        ):
            entries |= {word: _Unit(kind, name) for word, name in inverted(table).items()}
        self._units = Lexicon(entries)
        self._kinds_of_people = Lexicon(dict.fromkeys(units.kinds_of_people, True))
        self._bases = Lexicon(inverted(units.bases))
        self._multipack = units.multipack
        self.durations = frozenset(units.durations)
        per = alternatives(units.per)
        self._per = late(rf"\s?(?:/|(?<=\s)(?:{per})(?=\s))\s?(?P<size>\d+(?:[.,]\d+)?\s?(?=ml|cc))?")
        noun = alternatives(units.nouns["particle"])
        self._noun_per = late(rf"(?:\s[a-z]+){{0,3}}?\s(?:{noun})\s(?:/|(?:{per})(?=\s))\s?")
        ends = alternatives((*units.people, *units.nouns["particle"]))
        self._pack = late(rf"{_TIMES}(?P<size>\d+(?:[.,]\d+)?)\s?(?P<unit>ml|cc|g|mg|ul)(?![a-z/])")
        self._packed = late(rf"(?:ml|cc|g|mg){_TIMES}$")
        self._piece = late(rf"\s?(?:{alternatives(units.nouns['piece'])})?(?![\w.,])(?!\s?(?:{ends}))")
        opened = units.opened
        self._opened_before = late(rf"(?:{alternatives(opened.before)})[^\n\d]{{0,24}}$")
        self._opened_after = late(rf"\s?m\s?(?=(?:{alternatives(opened.after)}))")
        self._usual = frozenset(opened.usual)
        self._aged = late(rf"(?<![a-z])(?:{alternatives(units.ages)})\s?[:(]?\s?$")
        self._sample = late(
            rf"(?<![a-z0-9])n\s?=\s?(?P<n>\d{{1,9}}(?:[., ]\d{{3}})*)(?!\d|\s?(?:{alternatives(units.not_people)}))"
        )

    def read(self, text: str, start: int, number: Number, language: str) -> Amount | None:
        """The quantity of a number that starts at ``start``, if a unit follows it."""
        found = self._units.at(text, number.end)
        special = self._months_open(text, start, number) or self._pack_count(text, start, number)
        if special:
            return special
        if found is None:
            return self._people(text, start, number) or self._aged_years(text, start, number, language)
        unit, end = found
        if unit.kind == "container":
            return self._containers(start, number, unit.name, end)
        amount = Amount(start, end, number.low, number.high, unit.name, figure_end=number.end)
        if unit.name in ("ppm", "ppb") and not number.scaled:
            again = self._numbers.grouped(text, start, number.end)  # nobody states thousandths of a millionth
            amount = replace(amount, low=again.low, high=again.high) if again else amount
        if unit.kind == "person":
            return self._people(text, start, number)
        amount = self._spread(text, amount, unit, language)
        return self._with_basis(text, amount) if unit.kind == "mass" else amount

    def elsewhere(self, text: str) -> Iterator[Amount]:
        """Quantities whose unit stands before the figure: n = 21, week 12."""
        for sample in self._sample.finditer(text) if "=" in text else ():
            value = Decimal(re.sub(r"\D", "", sample["n"]) or "0")
            yield Amount(sample.start(), sample.end(), value, value, "person", figure_end=sample.end())
        for point in _AT.finditer(text):
            value = Decimal(point["n"])
            last = max(value, Decimal(point["n2"] or 0))
            yield Amount(point.start(), point.end(), value, last, _AT_UNITS[point[0][0]], figure_end=point.end())

    def _spread(self, text: str, amount: Amount, unit: _Unit, language: str) -> Amount:
        """The quantity with the end of a range whose both figures have the unit: 5 mL to 10 mL, 96 nm ± 12 nm."""
        if amount.low != amount.high or amount.end == len(text):
            return amount
        following = self._numbers.after_join(text, amount.end, language)
        if following is None:
            return amount
        high, is_margin = following
        again = self._units.at(text, high.end)
        if not again or again[0] != unit or high.low != high.high:
            return amount
        if is_margin:
            return replace(amount, low=amount.low - high.low, high=amount.low + high.low, end=again[1])
        if unit.name == "nm" and high.high < amount.low:
            return replace(amount, low=high.high, end=again[1])
        return replace(amount, high=high.high, end=again[1]) if high.high > amount.low else amount

    def _with_basis(self, text: str, amount: Amount) -> Amount:
        """A mass with what holds it: 50 µg/mL, 20 mg per vial, 2 mg exosomes per vial."""
        stroke = self._per.match(text, amount.end)
        if stroke:
            base = self._bases.at(text, stroke.end())
            if base:
                size = (stroke["size"] or "").strip()
                return replace(amount, end=base[1], per=f"{size}{base[0]}")
        further = self._noun_per.match(text, amount.end)
        base = self._bases.at(text, further.end()) if further else None
        return replace(amount, per=base[0]) if base else amount

    def _people(self, text: str, start: int, number: Number) -> Amount | None:
        end = number.end
        for _ in range(4):
            kind = self._kinds_of_people.at(text, end)
            if not kind:
                break
            end = kind[1]
        found = self._units.at(text, end)
        if not found or found[0].kind != "person" or number.low != number.low.to_integral_value():
            return None
        return Amount(start, found[1], number.low, number.high, "person", figure_end=number.end)

    def _containers(self, start: int, number: Number, base: str, end: int) -> Amount | None:
        few = number.high < _MOST_PACKINGS
        return Amount(start, end, number.low, number.high, base, figure_end=number.end) if few else None

    def _pack_count(self, text: str, start: int, number: Number) -> Amount | None:
        """The 5 of "5 x 3 mL" and of "3 mL x 5": packings that no word names take the usual one."""
        if number.scaled or number.low != number.high or number.low != int(number.low) or not 1 < number.low < 500:
            return None
        pack = self._pack.match(text, number.end)
        if pack:
            named = self._units.at(text, pack.end())
            base = named[0].name if named and named[0].kind == "container" else self._multipack
            return Amount(start, number.end, number.low, number.high, base, figure_end=number.end)
        if self._packed.search(text[max(0, start - 6) : start]) and (piece := self._piece.match(text, number.end)):
            named = self._units.at(text, number.end)
            if named is None:
                return Amount(start, piece.end(), number.low, number.high, self._multipack, figure_end=number.end)
        return None

    def _months_open(self, text: str, start: int, number: Number) -> Amount | None:
        """The 12M of the open-jar symbol: months after opening."""
        bare = _M.match(text, number.end)
        if not bare:
            return None
        end = bare.end()
        first, last = text.rfind("\n", max(0, start - 40), start) + 1, text.find("\n", end, end + 40)
        line = text[first if first else max(0, start - 40) : last if last >= 0 else end + 40]
        alone = line.strip(" ()[]·•|*") == text[start:end] and number.low == number.high and number.low in self._usual
        before = text[max(0, start - 40) : start]
        if alone or self._opened_after.match(text, number.end) or self._opened_before.search(before):
            return Amount(start, end, number.low, number.high, "month", figure_end=number.end)
        return None

    def _aged_years(self, text: str, start: int, number: Number, language: str) -> Amount | None:
        if number.scaled or not self._aged.search(text[max(0, start - 24) : start]):
            return None
        low, high, end = number.low, number.high, number.end
        if low == high and (following := self._numbers.after_join(text, end, language, paired=True)):
            high, end = following[0].high, following[0].end
        if not _YOUNGEST <= low <= high <= _OLDEST:
            return None
        return Amount(start, end, low, high, "year", figure_end=end)
