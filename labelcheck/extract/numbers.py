"""Numbers as labels write them: 10 billion, 1×10¹⁰, 1E+10, 100억, 1.000.000.000, and the superscript that was lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_PLAIN = r"\d{1,3}(?:[,.' ]\d{3}){1,6}(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_SUP = r"[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}"
_POWER = (
    rf"(?:(?P<sup>{_SUP})(?P<ring>°|(?<=¹)[0-5](?!\d))?|\s?(?:\^|\*\*)\s?(?P<caret>\d{{1,2}})(?!\d)"
    r"|\s?[({]\s?(?P<paren>\d{1,2})\s?[)}])"
)
TIMES_TEN = re.compile(
    rf"(?P<m>{_PLAIN})(?:\s?(?:[-~]|to|and|bis|y|et|a|à)\s?(?P<m2>{_PLAIN}))?\s?[x*·∙⋅]\s?10"
    rf"(?:{_POWER}|\s?e\s?\+?(?P<e>\d{{1,2}})(?!\d)"
    rf"|\s?[°o{{^]?\s?(?P<lost>\d{{1,2}})(?P<round>[°o])?}}?(?![\d.,])|(?P<gone>[°\"'o{{^]*))"
)
POWER_OF_TEN = re.compile(rf"10{_POWER}")
E_NOTATION = re.compile(r"(?P<m>\d+(?:\.\d+)?)\s?e\s?\+?(?P<e>\d{1,2})(?![\da-z])")
BARE_LOST = re.compile(r"10(?P<lost>0[6-9]|1[0-5]|[6-9])(?![\d.,])")
PLAIN = re.compile(_PLAIN)
START = re.compile(r"(?<![a-z0-9.,])(?=\d)")
_JOIN = r"\s?(?:-|~|to|bis|hasta|a|à|至|到|から|내지)\s?"

RING = "the second raised digit was read as an ordinary one; put back because a count follows"
LOST = "the exponent was printed as ordinary digits; read as a power of ten because a count follows"
STROKE = "the stroke before the unit was not read; put back because a power of ten stands before it"
UNREADABLE = "the exponent could not be read"


@dataclass(frozen=True, slots=True)
class Number:
    """A number or range, the end of its text, and how it was come by.

    ``scaled`` tells a power of ten or a scale word from a plain figure; ``unreadable`` a power whose exponent is gone.
    """

    low: Decimal
    high: Decimal
    end: int
    repaired: str | None = None
    scaled: bool = False
    unreadable: bool = False
    letter: bool = False
    """Scaled only by a letter (10B), which means a billion only beside a count noun."""


def decimal_of(text: str, *, grouped: bool) -> Decimal | None:
    """The value of a plain figure. ``grouped``: a single separator before exactly three digits groups thousands."""
    bare = text.replace(" ", "").replace("'", "")
    marks = [char for char in bare if char in ",."]
    if len(marks) > 1 and len(set(marks)) == 1:
        bare = bare.replace(marks[0], "")
    elif len(marks) > 1:
        bare = bare.replace(marks[0], "").replace(marks[-1], ".")
    elif marks:
        head, tail = bare.split(marks[0])
        thousands = len(tail) == 3 and head not in ("", "0") and len(head) <= 3
        bare = head + tail if thousands and (grouped or marks[0] == ",") else f"{head}.{tail}"
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


_HEADLESS = re.compile(r"0\d")
"""The rest of a number whose first digits were not read: "000 ppm" of "20,000 ppm"."""
_GAP = re.compile("\ufffd+")
"""Characters a file does not name, where the rest of an exponent would stand."""


def _second_digit(ring: str | None, power: str) -> str:
    """The second digit of an exponent that was not read as raised: 10¹° and 10¹0 are 10¹⁰."""
    return ring.replace("°", "0") if ring and len(power) == 1 else ""


class NumberGrammar:
    """Reads the number that starts at a place. Holds the scale words of all languages, compiled once."""

    def __init__(
        self, scales: Mapping[str, Mapping[str, float]], words: Mapping[str, float], comma_decimal: Sequence[str]
    ):
        self._comma_decimal = frozenset(comma_decimal)
        self._scales = {language: {w: Decimal(str(v)) for w, v in table.items()} for language, table in scales.items()}
        spelled = sorted({word for table in scales.values() for word in table}, key=len, reverse=True)
        scale = "|".join(
            re.escape(word).replace(r"\ ", r"\s")
            + (r"(?![a-zà-ÿ])" if word[-1].isascii() else "")
            + (r"\.?" if len(word) == 3 and word.isascii() else "")  # abbreviations: Mrd., Mio.
            for word in spelled
        )
        self._words = {word: Decimal(str(value)) for word, value in words.items()}
        named = "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in sorted(words, key=len, reverse=True))
        self._scaled = re.compile(rf"(?P<m>{_PLAIN})\s?(?P<s1>{scale})?(?:{_JOIN}(?P<m2>{_PLAIN})\s?(?P<s2>{scale}))?")
        self.named = re.compile(rf"(?<![a-z-])(?P<word>{named})(?![a-z])")
        self._scale = re.compile(rf"[\s-]?(?P<s>{scale})")

    def read(self, text: str, start: int, language: str, *, grouped: bool = False) -> Number | None:
        """The longest number at ``start``, or None."""
        return (
            self._power(text, start)
            or self._e_notation(text, start)
            or self._with_scale(text, start, language)
            or self._plain(text, start, grouped)
        )

    def read_named(self, text: str, start: int, language: str) -> Number | None:
        """A number in words: ``ten billion``, ``twenty-one``."""
        found = self.named.match(text, start)
        if not found:
            return None
        value = self._words[re.sub(r"[\s-]", " ", found["word"])]
        scale = self._scale.match(text, found.end())
        if scale and len(scale["s"]) > 1:
            value *= self._factor(scale["s"], language)
            return Number(value, value, scale.end(), scaled=True)
        return Number(value, value, found.end())

    def _power(self, text: str, start: int) -> Number | None:
        found = TIMES_TEN.match(text, start)
        if found:
            low = decimal_of(found["m"], grouped=False)
            high = decimal_of(found["m2"], grouped=False) if found["m2"] else low
            if low is None or high is None:
                return None
            clean = found["sup"] or found["caret"] or found["paren"] or found["e"]
            if gap := _GAP.match(text, found.end()):
                return Number(low, high, gap.end(), scaled=True, unreadable=True)
            if clean:
                ring = _second_digit(found["ring"], clean)
                factor = Decimal(10) ** int(clean.translate(SUPERSCRIPTS) + ring)
                first = Number(low * factor, high * factor, found.end(), RING if ring else None, scaled=True)
                return first if found["m2"] else self._upper(text, first)
            lost = found["lost"] and found["lost"] + "0" * (len(found["lost"]) == 1 and bool(found["round"]))
            if lost and 3 <= int(lost) <= 15 and len(lost.lstrip("0")) == len(lost):
                factor = Decimal(10) ** int(lost)
                return Number(low * factor, high * factor, found.end(), repaired=LOST, scaled=True)
            return Number(low, high, found.end(), scaled=True, unreadable=True)
        found = POWER_OF_TEN.match(text, start)
        if found and (gap := _GAP.match(text, found.end())):
            return Number(Decimal(1), Decimal(1), gap.end(), scaled=True, unreadable=True)
        if found:
            power = found["sup"] or found["caret"] or found["paren"]
            ring = _second_digit(found["ring"], power)
            value = Decimal(10) ** int(power.translate(SUPERSCRIPTS) + ring)
            return self._upper(text, Number(value, value, found.end(), RING if ring else None, scaled=True))
        return None

    def _upper(self, text: str, low: Number) -> Number:
        """The upper end of a range of powers: 10¹⁰–10¹², 1×10⁹ to 5×10⁹."""
        join = re.compile(_JOIN).match(text, low.end)
        if not join:
            return low
        found = TIMES_TEN.match(text, join.end()) or POWER_OF_TEN.match(text, join.end())
        if not found:
            return low
        groups = found.groupdict()
        power = groups.get("sup") or groups.get("caret") or groups.get("paren") or groups.get("e")
        mantissa = decimal_of(groups["m"], grouped=False) if groups.get("m") else Decimal(1)
        if not power or mantissa is None:
            return low
        high = mantissa * Decimal(10) ** int(power.translate(SUPERSCRIPTS))
        return Number(low.low, high, found.end(), scaled=True) if high >= low.low else low

    def _e_notation(self, text: str, start: int) -> Number | None:
        found = E_NOTATION.match(text, start)
        if not found or not 3 <= int(found["e"]) <= 18:
            return None
        value = Decimal(found["m"]) * Decimal(10) ** int(found["e"])
        return Number(value, value, found.end(), scaled=True)

    def _with_scale(self, text: str, start: int, language: str) -> Number | None:
        found = self._scaled.match(text, start)
        if not found or not (found["s1"] or found["s2"]):
            return None
        first = found["s1"] or found["s2"]
        low = decimal_of(found["m"], grouped=re.sub(r"\s", " ", first) in self._comma_decimal)
        if low is None:
            return None
        if not found["s2"]:
            value = low * self._factor(first, language)
            # 1억 2000만 adds up
            rest = self._scaled.match(text, found.end() + (text[found.end() : found.end() + 1] == " "))
            if rest and rest["s1"] and not rest["s1"].isascii() and not first.isascii():
                more = decimal_of(rest["m"], grouped=False)
                if more is not None and self._factor(rest["s1"], language) < self._factor(first, language):
                    value += more * self._factor(rest["s1"], language)
                    return Number(value, value, rest.end(), scaled=True)
            return Number(value, value, found.end(), scaled=True, letter=first == "b")
        high = decimal_of(found["m2"], grouped=False)
        if high is None:
            return None
        low, high = low * self._factor(first, language), high * self._factor(found["s2"], language)
        return Number(min(low, high), max(low, high), found.end(), scaled=True, letter=first == "b")

    def _plain(self, text: str, start: int, grouped: bool) -> Number | None:
        found = PLAIN.match(text, start)
        value = decimal_of(found[0], grouped=grouped) if found else None
        if not found or value is None or _HEADLESS.match(found[0]):
            return None
        upper = re.compile(rf"{_JOIN}(?P<m2>{_PLAIN})").match(text, found.end())
        if upper:
            high = decimal_of(upper["m2"], grouped=grouped)
            if high is not None and high > value:
                return Number(value, high, upper.end())
        return Number(value, value, found.end())

    def _factor(self, word: str, language: str) -> Decimal:
        word = re.sub(r"\s", " ", word).rstrip(".")
        return self._scales.get(language, {}).get(word) or self._scales["any"].get(word) or Decimal(1)
