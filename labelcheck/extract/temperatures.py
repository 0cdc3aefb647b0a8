"""Temperatures in degrees Celsius: 2-8 °C, 36-46 °F, minus twenty, +2/+8 °C, and words that stand for a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from labelcheck.extract.amounts import Amount
from labelcheck.extract.late import late
from labelcheck.extract.lexicon import LETTER, alternatives
from labelcheck.extract.numbers import Number
from labelcheck.models import Units

_DIGITS = r"\d{1,4}(?:[.,]\d{1,2})?"
COLDEST, WARMEST = -274, 10_000
"""Degrees Celsius beyond which a figure is no temperature."""
_UNMARKED = 200
"""Degrees beyond which a lone c or f after a figure is no scale."""
_NEAR = 30
"""Characters after words like "room temperature" in which a figure takes their place."""


_WARM = 30
"""Degrees up to which a place to keep something is told in Celsius, where no scale is named."""
_LINE = 80
"""Characters before a figure in which words say that something is kept."""


class Temperatures:
    """Finds temperatures. Built once from the words of all languages."""

    def __init__(self, units: Units):
        degrees = units.degrees
        celsius, fahrenheit = alternatives(degrees.celsius), alternatives(degrees.fahrenheit)
        minus = rf"(?:{alternatives(degrees.minus)})"
        joins = alternatives((*units.ranges.to, *units.ranges.conjunctions))
        join = rf"\s?(?P<join>-|~|/|±|\+/-|{joins})\s?(?P<s2>-\s?|{minus}\s?|\+\s?)?(?P<b>{_DIGITS})"
        self._sign = late(rf"(?:(?<![a-z0-9°)])(?<!\d[.,])-\s?|(?<![a-z]){minus}\s?|\+\s?)$")
        first = rf"(?P<s1>-\s?|{minus}\s?|\+\s?)?(?P<a>{_DIGITS})"
        plain = alternatives(degrees.unnamed)
        one, two = _scale("p", celsius, fahrenheit, plain), _scale("q", celsius, fahrenheit, plain)
        self._range = late(rf"(?<![a-z0-9])(?<!\d[.,]){first}\s?(?:{one})?{join}\s?(?:{two})")
        self._one = late(rf"(?<![a-z0-9])(?<!\d[.,]){first}\s?(?:{one})")
        led = [*degrees.at, *(word for bound in units.bounds.values() for word in bound.before)]
        self._led = late(rf"(?<![a-z])(?:{alternatives(led)})\s?$")
        self._kept = late(rf"(?<![a-z])(?:{alternatives(degrees.kept)})[^\n.;]*$")
        self._unit = late(rf"\s?(?:°\s?(?:c|(?P<f>f))(?![a-z])|(?P<ff>{fahrenheit})|(?:{celsius}))")
        self._minus = late(rf"(?<![a-z]){minus}\s?$")
        self._fahrenheit_before = late(rf"(?:{alternatives(degrees.fahrenheit_before)})\s?$")
        self._said = [
            (
                late(rf"(?<![{LETTER}])(?:{alternatives(said.words)})"),
                Decimal(str(said.low)),
                Decimal(str(said.high)),
                frozenset(said.languages),
            )
            for said in units.temperatures
        ]

    def read(self, text: str, start: int) -> Amount | None:
        """The temperature whose first figure stands at ``start``."""
        sign = self._sign.search(text[max(0, start - 10) : start])
        first = start - (len(sign[0]) if sign else 0)
        found = self._range.match(text, first)
        if not found or (found["join"] == "/" and not _is_pair(found)):
            found = self._one.match(text, first)
        if not found:
            return None
        groups = found.groupdict()
        if (groups.get("pd") or groups.get("qd")) and not self._is_celsius(text[:first], groups):
            return None
        bare = not any(groups.get(name) for name in ("pc", "ps", "pw", "pf", "pd", "qc", "qs", "qw", "qf", "qd"))
        lone = bare and "°" not in found[0] and not (groups.get("b") or groups.get("s1"))
        if lone and not self._led.search(text[:first][-_NEAR:]):
            return None  # "10 c" alone is no temperature; "2-8 c", "-20 c" and "at 4 c" are
        low = _degrees(groups["a"], groups["s1"])
        high = _degrees(groups["b"], groups["s2"]) if groups.get("b") else low
        if groups.get("join") in ("±", "+/-"):
            low, high = low - high, low + high
        spelled = {groups.get(prefix + name) for prefix in "pq" for name in "csb"}
        if "f" in spelled or groups.get("pf") or groups.get("qf") or self._fahrenheit_before.search(text[:first][-6:]):
            low, high = ((value - 32) * 5 / 9 for value in (low, high))
        low, high = min(low, high), max(low, high)
        if bare and "°" not in found[0] and high >= _UNMARKED:
            return None
        if not COLDEST < low <= high < WARMEST:
            return None
        return Amount(found.start(), found.end(), low, high, "degC", figure_end=found.end())

    def _is_celsius(self, before: str, groups: dict[str, str | None]) -> bool:
        """Whether degrees without a scale are of Celsius: below zero, or of a cold that only Celsius calls so."""
        if groups.get("s1") and groups["s1"] != "+":
            return True
        highest = groups.get("b") or groups["a"] or ""
        return _degrees(highest, None) <= _WARM and bool(self._kept.search(before[-_LINE:]))

    def of_words(self, text: str, start: int, number: Number) -> Amount | None:
        """The temperature of a number in words: minus twenty degrees Celsius."""
        found = self._unit.match(text, number.end)
        if not found:
            return None
        low, high = number.low, number.high
        sign = self._minus.search(text[max(0, start - 10) : start])
        if sign:
            low, high = -high, -low
        if found["f"] or found["ff"]:
            low, high = ((value - 32) * 5 / 9 for value in (low, high))
        first = start - (len(sign[0]) if sign else 0)
        return Amount(first, found.end(), low, high, "degC", figure_end=found.end()) if low > COLDEST else None

    def said(self, text: str, language: str) -> Iterator[Amount]:
        """Temperatures that only words state: in the refrigerator. A figure just after the words takes their place."""
        for pattern, low, high, languages in self._said:
            if languages and language not in languages:
                continue
            for found in pattern.finditer(text):
                rest = text[found.end() : found.end() + _NEAR].split("\n")[0]
                before = text[max(0, found.start() - _NEAR) : found.start()].split("\n")[-1]
                if not (re.search(r"\d", rest) or re.search(r"\d\s?°?\s?[cf도度]?\W*$", before)):
                    yield Amount(found.start(), found.end(), low, high, "degC", implied=True, figure_end=found.end())


def _scale(name: str, celsius: str, fahrenheit: str, plain: str) -> str:
    """A pattern for the scale after a figure: c and s hold a letter, w, f and d words (d without one), b one alone."""
    return (
        rf"°\s?(?P<{name}c>[cfс](?![a-z])|f(?![a-z]))?|(?:[*o]\s?|(?<=\d)[*o])(?P<{name}s>c|(?<=\d[*o])f)(?![a-z])"
        rf"|(?P<{name}f>{fahrenheit})|(?P<{name}w>{celsius})|(?P<{name}d>{plain})|(?P<{name}b>[cf])(?![a-z°])°?"
    )


def _is_pair(found: re.Match[str]) -> bool:
    """Whether a stroke parts the ends of a range (+2/+8 °C), not two scales or a fraction."""
    return not found["pc"] and found["a"] != found["b"] and "." not in found["a"] + found["b"]


def _degrees(figure: str, sign: str | None) -> Decimal:
    value = Decimal(figure.replace(",", "."))
    return -value if sign and sign.strip() != "+" else value
