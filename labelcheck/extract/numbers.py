"""Numbers as labels write them: 10 billion, 1×10¹⁰, 1E+10, 100억, 1.000.000.000, and the superscript that was lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from labelcheck.extract.figures import E_NOTATION, PLUS_MINUS, SUPERSCRIPTS, Powers, decimal_of, exponent, figure
from labelcheck.extract.lexicon import LETTER, alternatives
from labelcheck.extract.spelled import SpelledNumbers
from labelcheck.models import Units

RING = "the second raised digit was read as an ordinary one; put back because a count follows"
LOST = "the exponent was printed as ordinary digits; read as a power of ten because a count follows"
STROKE = "the stroke before the unit was not read; put back because a power of ten stands before it"
UNREADABLE = "the exponent could not be read"
BEYOND = "no count is so high, so the figure was misread or misprinted"
MOST = Decimal(10) ** 24
"""Vesicles beyond which a figure states nothing: a litre packed full holds a millionth of them."""
_GAP = re.compile("\ufffd+")
"""Characters a file does not name, where the rest of an exponent would stand."""


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
    factor: Decimal = Decimal(1)
    """What the number's own last word multiplied it by: the lower end of a range shares it (10-20 billion)."""


class NumberGrammar:
    """Reads the number that starts at a place. Holds the number and scale words of all languages, compiled once."""

    def __init__(self, units: Units):
        self.spelled = SpelledNumbers(units.numbers, units.numerals)
        self._comma_decimal = frozenset(units.comma_decimal)
        self._point_groups = frozenset(units.point_groups)
        self._singular = {language: frozenset(words) for language, words in units.singular.items()}
        self._scales = {
            language: {word: Decimal(str(value)) for word, value in table.items()}
            for language, table in units.scales.items()
        }
        self._scale_words = {
            language: self._scale_pattern({*table, *self._scales["any"]}) for language, table in self._scales.items()
        }
        join = rf"-|~|{alternatives(units.ranges.to)}"
        self._join = re.compile(rf"\s?(?:{join})\s?")
        self._joined_in_pair = re.compile(rf"\s(?:{alternatives(units.ranges.conjunctions)})\s")
        self._between = re.compile(rf"(?<![a-z])(?:{alternatives(units.ranges.between)})\s$")
        raised, the = alternatives(units.powers.of), alternatives(units.powers.the)
        ordinal = rf"(?:{the})\s(?P<nth>\d{{1,2}})(?:{'|'.join(units.powers.ordinals)})(?![a-z])"
        both = rf"{join}|{alternatives(units.ranges.conjunctions)}"
        self._powers = Powers(both, alternatives(units.powers.times), raised, ordinal)

    @staticmethod
    def _scale_pattern(words: set[str]) -> re.Pattern[str]:
        spelled = "|".join(
            re.escape(word).replace(r"\ ", r"\s")
            + (rf"(?![{LETTER}])" if not re.match(r"[가-힣぀-ヿ㐀-鿿]", word[-1]) else "")
            + (r"\.?" if len(word) == 3 and word.isascii() else "")  # abbreviations: Mrd., Mio.
            for word in sorted(words, key=len, reverse=True)
        )
        return re.compile(rf"\+?\s?(?P<word>{spelled})")

    def read(self, text: str, start: int, language: str) -> Number | None:
        """The longest number or range that starts with a figure at ``start``, or None."""
        power = self._power(text, start)
        if power:
            return power
        low = self._e_notation(text, start) or self._single(text, start, language)
        return self._ranged(text, start, low, language) if low else None

    def read_words(self, text: str, start: int, language: str) -> Number | None:
        """A number or range that starts in words: ``ten billion``, ``two to three``."""
        low = self._in_words(text, start, language)
        return self._ranged(text, start, low, language) if low else None

    def plain(self, text: str, start: int, language: str) -> Number | None:
        """The figure or range at ``start`` without any scale letter after it: the 6 of ``6m``."""
        return self._figures(text, start, grouped=language in self._point_groups)

    def grouped(self, text: str, start: int, end: int) -> Number | None:
        """The figure at ``start`` read with any single separator as one of thousands, if it ends at ``end``."""
        found = self._figures(text, start, grouped=True)
        return found if found and found.end == end else None

    def _figures(self, text: str, start: int, *, grouped: bool) -> Number | None:
        low = figure(text, start, grouped=grouped)
        if not low:
            return None
        if join := self._join.match(text, low[1]):
            high = figure(text, join.end(), grouped=grouped)
            if high and high[0] > low[0]:
                return Number(low[0], high[0], high[1])
        return Number(low[0], low[0], low[1])

    # --- one number ----------------------------------------------------------------------------------------------

    def _single(self, text: str, start: int, language: str) -> Number | None:
        grouped = language in self._point_groups
        found = figure(text, start, grouped=grouped)
        if not found:
            return None
        value, end = found
        half = self.spelled.half_after(text, end, language) if text[end : end + 1] == " " else None
        if half:
            value, end = value + half.value, half.end
        scale = self._scale(text, end, value, language)
        if not scale:
            return Number(value, value, end)
        word, factor, stop = scale
        if not grouped and word in self._comma_decimal and not half:
            again = figure(text, start, grouped=True)
            value = again[0] if again else value
        if further := self._scale(text, stop, value, language, spaced=True):
            factor, stop = factor * further[1], further[2]  # five hundred thousand million
        value *= factor
        more = None if word.isascii() else self._added(text, stop, factor, language)
        if more:
            return Number(value + more.low, value + more.low, more.end, scaled=True)
        letter = len(word) == 1 and word.isascii()
        return Number(value, value, stop, scaled=True, letter=letter, factor=factor)

    def _added(self, text: str, end: int, factor: Decimal, language: str) -> Number | None:
        """The smaller step that adds up with the one before: the 2000만 of 1억 2000만."""
        start = end + (text[end : end + 1] == " ")
        found = figure(text, start, grouped=False)
        scale = self._scale(text, found[1], found[0], language) if found else None
        if not found or not scale or scale[0].isascii() or scale[1] >= factor:
            return None
        return Number(found[0] * scale[1], found[0] * scale[1], scale[2])

    def _scale(
        self, text: str, end: int, value: Decimal, language: str, *, spaced: bool = False
    ) -> tuple[str, Decimal, int] | None:
        """The scale word after a figure, its factor and its end."""
        pattern = self._scale_words.get(language) or self._scale_words["any"]
        found = pattern.match(text, end)
        if not found or (spaced and (found[0][0] != " " or len(found["word"]) < 3 or not found["word"].isascii())):
            return None
        word = re.sub(r"\s", " ", found["word"]).rstrip(".")
        own = self._scales.get(language, {}).get(word)
        if own is not None and value >= 2 and word in self._singular.get(language, ()):
            own = None  # "20 billion" in a German text is English
        factor = own or self._scales["any"].get(word) or self._scales[language].get(word)
        return (word, factor, found.end()) if factor else None

    def _in_words(self, text: str, start: int, language: str) -> Number | None:
        found = self.spelled.read(text, start, language)
        if not found:
            return None
        return Number(found.value, found.value, found.end, scaled=found.factor >= 1000, factor=found.factor)

    def _e_notation(self, text: str, start: int) -> Number | None:
        found = E_NOTATION.match(text, start)
        mantissa = decimal_of(found["m"], grouped=False) if found else None
        if not found or mantissa is None or not (int(found["e"]) >= 3 or -12 <= int(found["e"]) < 0):
            return None
        factor = Decimal(10) ** int(found["e"])
        return Number(mantissa * factor, mantissa * factor, found.end(), scaled=True, factor=factor)

    # --- powers of ten -------------------------------------------------------------------------------------------

    def _power(self, text: str, start: int) -> Number | None:
        found = self._powers.times_ten.match(text, start)
        if found:
            return self._times_ten(text, found)
        found = self._powers.of_ten.match(text, start)
        if not found:
            return None
        if gap := _GAP.match(text, found.end()):
            return Number(Decimal(1), Decimal(1), gap.end(), scaled=True, unreadable=True)
        raised = exponent(found) or ""
        ring = _second_digit(found["ring"], raised)
        value = Decimal(10) ** int(raised.translate(SUPERSCRIPTS) + ring)
        return self._upper(text, Number(value, value, found.end(), RING if ring else None, scaled=True))

    def _times_ten(self, text: str, found: re.Match[str]) -> Number | None:
        low = decimal_of(found["m"], grouped=False)
        high = decimal_of(found["m2"], grouped=False) if found["m2"] else low
        if low is None or high is None:
            return None
        if found["pm"]:
            low, high = low - high, low + high
        if gap := _GAP.match(text, found.end()):
            return Number(low, high, gap.end(), scaled=True, unreadable=True)
        raised = exponent(found)
        if raised:
            ring = _second_digit(found["ring"], raised)
            factor = Decimal(10) ** int(raised.translate(SUPERSCRIPTS) + ring)
            first = Number(low * factor, high * factor, found.end(), RING if ring else None, scaled=True, factor=factor)
            return first if found["m2"] else self._upper(text, first)
        lost = found["lost"] and found["lost"] + "0" * (len(found["lost"]) == 1 and bool(found["round"]))
        if lost and 3 <= int(lost) <= 15 and len(lost.lstrip("0")) == len(lost):
            factor = Decimal(10) ** int(lost)
            return Number(low * factor, high * factor, found.end(), repaired=LOST, scaled=True)
        return Number(low, high, found.end(), scaled=True, unreadable=True)

    def _upper(self, text: str, low: Number) -> Number:
        """The upper end of a range of powers: 10¹⁰–10¹², 1×10⁹ to 5×10⁹, 2×10⁹ ± 1×10⁸."""
        margin = PLUS_MINUS.match(text, low.end)
        join = margin or self._join.match(text, low.end)
        if not join:
            return low
        found = self._powers.times_ten.match(text, join.end()) or self._powers.of_ten.match(text, join.end())
        if not found:
            return low
        groups = found.groupdict()
        raised = exponent(found)
        mantissa = decimal_of(groups["m"], grouped=False) if groups.get("m") else Decimal(1)
        if not raised or mantissa is None or groups.get("m2"):
            return low
        high = mantissa * Decimal(10) ** int(raised.translate(SUPERSCRIPTS))
        if margin:
            return replace(low, low=low.low - high, high=low.high + high, end=found.end())
        first, last = min(low.low, high), max(low.high, high)
        return Number(first, last, found.end(), low.repaired, scaled=True)

    # --- ranges --------------------------------------------------------------------------------------------------

    def _ranged(self, text: str, start: int, low: Number, language: str) -> Number:
        """The range or margin that a number opens: 10-20 billion, 30 to 150, 96.4 ± 12.1; else the number itself."""
        margin = PLUS_MINUS.match(text, low.end)
        join = margin or self._join.match(text, low.end) or self._pair(text, start, low.end)
        if not join:
            return low
        place = join.end()
        high = (
            self._e_notation(text, place)
            or self._single(text, place, language)
            or (self._in_words(text, place, language) if not margin else None)
        )
        if not high or (low.scaled and not high.scaled):
            return low
        first = low.low * high.factor if high.scaled and not low.scaled else low.low
        joined = replace(
            low, high=high.high, end=high.end, scaled=high.scaled, letter=low.letter or high.letter, factor=high.factor
        )
        if margin:
            return replace(joined, low=first - high.high, high=first + high.high)
        return replace(joined, low=first) if high.high > first else low

    def after_join(self, text: str, end: int, language: str, *, paired: bool = False) -> tuple[Number, bool] | None:
        """The number after a word or sign that joins it to one before, and whether it is a margin (±).

        ``paired``: an "and" joins too, since a word before says that two figures come.
        """
        margin = PLUS_MINUS.match(text, end)
        join = margin or self._join.match(text, end) or (self._joined_in_pair.match(text, end) if paired else None)
        found = self._single(text, join.end(), language) if join else None
        return (found, bool(margin)) if found else None

    def _pair(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The "and" of "between 2 and 8"."""
        found = self._joined_in_pair.match(text, end)
        return found if found and self._between.search(text[max(0, start - 12) : start]) else None


def _second_digit(ring: str | None, power: str) -> str:
    """The second digit of an exponent that was not read as raised: 10¹° and 10¹0 are 10¹⁰."""
    return ring.replace("°", "0") if ring and len(power) == 1 else ""
