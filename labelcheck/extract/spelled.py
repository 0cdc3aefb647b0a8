"""Numbers in words: ten billion, one and a half billion, zweihundertfünfzig, quatre-vingt-dix, 五十億."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from labelcheck.extract.lexicon import LETTER
from labelcheck.models import NumberWords, Numerals

_WORD = re.compile(rf"[{LETTER}]+")
_NEXT = re.compile(rf"[ -]?(?P<word>[{LETTER}]+)")
_LONGEST = 32
"""Words of the longest number that is read."""
_DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: its value, where it ends, and the scale word that closed it (1 where none did)."""

    value: Decimal
    end: int
    factor: Decimal = Decimal(1)


class SpelledNumbers:
    """The number words of all languages. English is always read, another language where the text is in it."""

    def __init__(self, languages: Mapping[str, NumberWords], numerals: Numerals):
        self._languages = {language: _Language(words) for language, words in languages.items()}
        self._digits = numerals.digits
        self._tens = numerals.tens
        self._scales = {char: Decimal(str(value)) for char, value in numerals.scales.items()}
        signs = "".join((*self._digits, *self._tens, *self._scales))
        opening = "".join((*self._digits, *self._tens))
        self._numerals = re.compile(rf"(?<![{signs}\d가-힣])[{opening}][{signs}]{{0,15}}")

    def starts(self, text: str, language: str) -> Iterator[int]:
        """The places of a text where a number in words may start, in order."""
        own = self._languages.get(language, self._languages[_DEFAULT])
        english = self._languages[_DEFAULT]
        for word in _WORD.finditer(text):
            if word[0] in english.starts or word[0] in own.starts or (own.glued and own.parts.fullmatch(word[0])):
                yield word.start()
        if not text.isascii():
            for found in self._numerals.finditer(text):
                yield found.start()

    def read(self, text: str, start: int, language: str) -> Spelled | None:
        """The longest number in words at a place, or None."""
        dense = self._numerals.match(text, start)
        if dense:
            return self._numeral(dense)
        own = self._languages.get(language)
        found = own.read(text, start) if own else None
        return found or (self._languages[_DEFAULT].read(text, start) if language != _DEFAULT else None)

    def half_after(self, text: str, end: int, language: str) -> Spelled | None:
        """The "and a half" after a figure, as one half."""
        for words in filter(None, (self._languages.get(language), self._languages[_DEFAULT])):
            found = words.half_after(text, end)
            if found:
                return found
        return None

    def _numeral(self, found: re.Match[str]) -> Spelled | None:
        hangul = "가" <= found[0][0] <= "힣"
        if hangul and not (len(found[0]) > 1 and any(char in self._scales for char in found[0])):
            return None  # single syllables are words of their own
        total = section = digit = Decimal(0)
        factor = Decimal(1)
        for char in found[0]:
            if char in self._digits:
                if digit:
                    return None  # a row of digits is a code or a list
                digit = Decimal(self._digits[char])
            elif char in self._tens:
                section += (digit or 1) * self._tens[char]
                digit = Decimal(0)
            else:
                factor = self._scales[char]
                step = section + digit
                if not step and not total:
                    return None
                total = (total + step) * factor if 0 < total < factor else total + step * factor
                section = digit = Decimal(0)
        return Spelled(total + section + digit, found.end(), factor if not (section or digit) else Decimal(1))


class _Language:
    """The number words of one language, and how they add up."""

    def __init__(self, words: NumberWords):
        self.words = words
        self.values = {word: Decimal(str(value)) for word, value in words.values.items()}
        self.multipliers = {word: Decimal(str(value)) for word, value in words.multipliers.items()}
        self.scales = {word: Decimal(str(value)) for word, value in words.scales.items()}
        self.glued = words.glued
        known = (*self.values, *self.multipliers, *self.scales, *words.glue, *words.fractions)
        part = "|".join(sorted((re.escape(word) for word in known), key=len, reverse=True))
        self.part = re.compile(part)
        self.parts = re.compile(rf"(?:{part}){{2,8}}+")
        self.starts = frozenset(
            word.split(" ")[0] for word in (*self.values, *words.bare, *words.articles, *words.fractions)
        )

    def tokens(self, text: str, start: int) -> Iterator[tuple[str, int, bool]]:
        """The words from a place on, their ends, and whether the number may end there."""
        found = _WORD.match(text, start)
        for _ in range(_LONGEST):
            if not found:
                return
            word, first, end = found[0].lstrip(" -"), found.end() - len(found[0].lstrip(" -")), found.end()
            following = _NEXT.match(text, end)
            pair = f"{word} {following['word']}" if following else ""
            if pair in self.values and following:
                yield pair, following.end(), True
                following = _NEXT.match(text, following.end())
            elif self.glued and word not in self.values and self.parts.fullmatch(word):
                for piece in self.part.finditer(text, first, end):
                    yield piece[0], piece.end(), piece.end() == end
            else:
                yield word, end, True
            found = following

    def read(self, text: str, start: int) -> Spelled | None:
        total = _Sum(self)
        best = None
        for word, end, closed in self.tokens(text, start):
            if not total.takes(word):
                break
            if closed and total.value is not None:
                best = Spelled(total.value, end, total.factor)
        return best

    def half_after(self, text: str, end: int) -> Spelled | None:
        following = _NEXT.match(text, end)
        if not following or following["word"] not in self.words.glue:
            return None
        following = _NEXT.match(text, following.end())
        if following and following["word"] in self.words.articles:
            following = _NEXT.match(text, following.end())
        if following and self.words.fractions.get(following["word"]) == 2:
            return Spelled(Decimal("0.5"), following.end())
        return None


@dataclass
class _Sum:
    """A number as its words come in: a closed part in thousands and more, and an open one below."""

    language: _Language
    total: Decimal = Decimal(0)
    current: Decimal | None = None
    factor: Decimal = Decimal(1)
    value: Decimal | None = field(default=None)
    glue: bool = False
    article: bool = False
    parted: bool = False
    """A fraction was read: only a scale may follow."""

    def takes(self, word: str) -> bool:
        """Add a word; False where the number ended before it."""
        language = self.language
        if word in language.words.glue:
            taken = not self.glue and self.value is not None and not self.parted
            self.glue, self.value = True, None
            return taken
        if word in language.words.of and self.parted:
            return True
        if word in language.words.articles:
            return self._takes_article()
        if word in language.values and not self.parted:
            taken = self._takes_value(language.values[word])
        elif word in language.multipliers and not self.parted:
            taken = self._takes_multiplier(language.multipliers[word], word in language.words.bare)
        elif word in language.scales:
            taken = self._takes_scale(language.scales[word], word in language.words.bare)
        elif word in language.words.fractions and not self.parted:
            taken = self._takes_fraction(language.words.fractions[word])
        else:
            return False
        self.glue = self.article = False
        if taken:
            self.value = self.total + (self.current or 0)
        return taken

    def _takes_article(self) -> bool:
        if self.article or (self.value is not None and not self.parted):
            return False
        self.article = True  # "half a billion", "half an hour": the number may end here, if it has begun
        return True

    def _takes_value(self, value: Decimal) -> bool:
        now = self.current
        if now is None:
            fits = not self.article and (self.total == 0 or (value < 1000 and self.factor > value))
        else:
            tens, words = now % 100, self.language.words
            fits = (
                (tens == 0 and now >= 100 and value < 100)
                or (tens >= 20 and now % 10 == 0 and 0 < value < 10)
                or (int(tens) in words.teens_after and 10 <= value < 20)
                or (words.ones_first and self.glue and 0 < tens < 10 and value >= 20 and value % 10 == 0)
            )
        if fits:
            self.current, self.factor = (now or 0) + value, Decimal(1)
        return fits

    def _takes_multiplier(self, value: Decimal, bare: bool) -> bool:
        if self.current is None and not (self.article or bare or self.total):
            return False
        now = self.current if self.current is not None else Decimal(1)
        if not 0 < now < 100:
            return False
        self.current, self.factor = now * value, Decimal(1)
        return True

    def _takes_scale(self, value: Decimal, bare: bool) -> bool:
        if self.current is None and not (self.article or bare or self.total):
            return False
        if 0 < self.total < value:
            self.total = (self.total + (self.current or 0)) * value
        elif self.total and self.current is None:
            return False
        else:
            self.total += (self.current if self.current is not None else 1) * value
        self.current, self.factor, self.parted = None, value, False
        return True

    def _takes_fraction(self, denominator: int) -> bool:
        part = Decimal(1) / denominator
        if self.glue and self.current is not None:
            self.current += part
        elif self.glue and self.factor > 1:
            self.total += self.factor * part  # dos millones y medio
        elif self.current is None and not self.total and not self.glue:
            self.current = part
        elif self.current is not None and self.current < 10 and not self.total and not self.glue:
            self.current *= part  # two thirds
        else:
            return False
        self.parted = True
        return True
