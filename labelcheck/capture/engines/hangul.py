"""Lines of Korean read by two readers: the signs of such lines, and what the two make of one together.

Places are shares of a crop's width, lengths are in heights of the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import fmean
from typing import Protocol

from labelcheck.capture.engines.line_reader import LINE_HEIGHT, Glimpse, line_picture
from labelcheck.capture.engines.ocr import Image, Recognised
from labelcheck.capture.photo.ink import Ink

_LONG = 4.0
_HARDLY_ANYTHING = 0.4
_SPARSE = 0.8
_SURE = 0.95
_BLANK = 0.9
_MANY = 4
_CERTAIN = 0.97
_FEWEST_UNSURE = 3
_MOSTLY_READ = 0.9
_BESIDE = 0.7
_CLEAR = 0.5
_LINE_CLEAR = 0.6
_WORTH_ANOTHER_LOOK = 0.8
_OTHER_HEIGHTS = (64, 34)
_LATIN_RUN = re.compile(r"[A-Za-z]{4,}")
_TRUSTED_LINE = 0.8
# Measured on 2,450 pairs of syllables: 0.6 % of word spaces are narrower, 0.5 % of other blanks wider.
_SPACE = 0.26
_PASSED_OVER = 0.8
_READ = 0.6
_FAIR = 0.7
_SURE_NUMBER = 0.85
_DISPUTED = 0.7
_CUT_OFF = 2
_SLACK = 0.4

_HANGUL = re.compile("[\uac00-\ud7a3]")
_HANGUL_WORD = re.compile("[^\\w\\s]*[\uac00-\ud7a3](?:[\uac00-\ud7a3]|[^\\w\\s])*")
_PUNCTUATION = re.compile("[,.:;·()\\[\\]/'\"*\\-–~]+")
_GUESSED = re.compile("[\u1100-\u11ff\u3041-\u318f\u3400-\u9fff\uac00-\ud7a3]+")
_IDEOGRAPH = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_NUMBER_OR_IDEOGRAPHS = re.compile("[\\d.,\u3041-\u30ff\u3400-\u9fff]+")
_DOTS = str.maketrans("ㆍ•∙", "···")


class WordReader(Protocol):
    """Reads the words of a line crop at a given height."""

    def words(self, line: Image, height: int = ...) -> list[Glimpse]:
        """The words from left to right."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a line that holds no Hangul: from where to where it is cut out."""

    start: float
    end: float
    guess: str
    """What the second reader made of it."""
    numbers: tuple[str, ...] = ()
    """Numbers that the second reader is sure of."""


@dataclass(frozen=True, slots=True)
class _Letter:
    char: str
    place: float
    sure: float


def shows_unknown_script(lines: Sequence[tuple[float, Recognised]]) -> bool:
    """Whether a picture's lines (their length in heights, and what they say) show a script that the first engine has
    no letters for.

    It makes long lines with hardly a character of it, or ideographs that it is not sure of. A line that was read by
    two readers shows it as well.
    """
    if any(said.sureness or _says_hardly_anything(length, said) for length, said in lines):
        return True
    ideographs = [sure for _, said in lines if (sure := _sure_ideographs(said)) is not None]
    unsure = sum(sure < _MOSTLY_READ for sure in ideographs)
    return unsure >= _FEWEST_UNSURE and unsure > len(ideographs) / 2


def _says_hardly_anything(length: float, said: Recognised) -> bool:
    return length > _LONG and len(said.text) < _HARDLY_ANYTHING * length


def _sure_ideographs(said: Recognised) -> float | None:
    """How sure the ideographs of a line are in the mean; None if it has none."""
    sure = [sure for char, sure in _letters_of(said) if _IDEOGRAPH.match(char)]
    return fmean(sure) if sure else None


def _letters_of(said: Recognised) -> list[tuple[str, float]]:
    """The visible characters with how sure each is; as sure as the line if the engine does not tell."""
    visible = [char for char in said.text if not char.isspace()]
    certainty = said.certainty if len(said.certainty) == len(visible) else [said.confidence] * len(visible)
    return list(zip(visible, certainty, strict=True))


def length_of(crop: Image) -> float:
    """The length of a line crop in heights."""
    return float(crop.shape[1] / crop.shape[0])


def is_doubtful(crop: Image, said: Recognised) -> bool:
    """Whether a line, in a picture that shows an unknown script, may hold some of it.

    Hangul leaves a blank in what the first engine reads, or unsure ideographs; those that are sure are
    Chinese or Japanese.
    """
    if said.sureness:
        return False
    ideographs = [sure for char, sure in _letters_of(said) if _IDEOGRAPH.match(char)]
    if len(ideographs) >= _MANY and min(ideographs) >= _MOSTLY_READ and said.confidence >= _MOSTLY_READ:
        return False
    return bool(ideographs) or said.confidence < _READ or _has_blank(crop, said)


def without_guesses(said: Recognised) -> Recognised:
    """A line without the ideographs that the first engine guessed in place of a script that it does not know.

    A number that touches one goes too: in "50억" the guess is what makes it billions.
    """
    sure = _sure_ideographs(said)
    enough = _MOSTLY_READ if len(_IDEOGRAPH.findall(said.text)) >= _MANY else _CERTAIN
    if sure is None or sure >= enough:
        return said
    text = _NUMBER_OR_IDEOGRAPHS.sub(lambda run: " " if _IDEOGRAPH.search(run[0]) else run[0], said.text)
    return Recognised(text, said.confidence, partial=True)


def starved(crop: Image, said: Recognised) -> Recognised:
    """A line that neither reader could read, less sure by as much as it has too few characters for its length."""
    enough = _SPARSE * length_of(crop)
    if length_of(crop) <= _LONG or len(said.text) >= enough:
        return said
    return replace(said, confidence=said.confidence * len(said.text) / enough)


def _has_blank(crop: Image, said: Recognised) -> bool:
    if not said.places:
        return True
    edges = (0.0, *said.places, 1.0)
    return any((after - before) * length_of(crop) > _BLANK for before, after in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Line:
    """A line in which Hangul was read, and the gaps between that the first engine shall read."""

    crop: Image
    said: Recognised
    parts: tuple[Glimpse | Gap, ...]
    ink: Ink

    @classmethod
    def read(cls, crop: Image, said: Recognised, reader: WordReader) -> Line | None:
        """The line as the second reader reads it; nothing if that is no Hangul, or not sure."""
        ink = Ink(line_picture(crop))

        def at(height: int) -> Line:
            return cls(crop, said, tuple(_parts(_seen(said, reader.words(crop, height), _BESIDE * ink.em), ink)), ink)

        line = at(LINE_HEIGHT)
        if line.clarity and line.fullness < _WORTH_ANOTHER_LOOK:
            line = max([line, *map(at, _OTHER_HEIGHTS)], key=lambda each: each.gain)
        ideographs = len(_IDEOGRAPH.findall(said.text)) or 1
        outdone = said.confidence >= _MOSTLY_READ and len(line.sureness) <= ideographs
        return line if line.clarity >= _LINE_CLEAR and not outdone else None

    @property
    def gaps(self) -> list[Gap]:
        """What the first engine shall read."""
        return [part for part in self.parts if isinstance(part, Gap)]

    @property
    def clarity(self) -> float:
        """How sure the Hangul is, 0 to 1; 0 if there is none."""
        return fmean(self.sureness) if self.sureness else 0.0

    @property
    def fullness(self) -> float:
        """How sure the Hangul is, what the second reader passed over counted as if it were of it."""
        return fmean([*self.sureness, *[0.0] * self._passed_over] or [0.0])

    @property
    def gain(self) -> float:
        """How much is read: syllables that are rather right count for it, those that are rather wrong against."""
        return sum(sure - 0.5 for sure in self.sureness) - 0.5 * self._passed_over

    @property
    def _passed_over(self) -> int:
        return round(sum(gap.end - gap.start for gap in self.gaps if not gap.guess) / self.ink.em)

    @property
    def sureness(self) -> list[float]:
        """How sure each character of the Hangul is."""
        words = [part for part in self.parts if not isinstance(part, Gap) and _is_hangul(part)]
        return [word.confidence for word in words for _ in word.text]

    def cut(self, gap: Gap) -> Image:
        """The picture of a gap."""
        width = self.crop.shape[1]
        return self.crop[:, int(gap.start * width) : max(int(gap.start * width) + 2, round(gap.end * width))]

    def filled(self, read: Sequence[Recognised]) -> Recognised:
        """The whole line, with what the first engine ``read`` in its gaps."""
        answers = iter(read)
        letters: list[_Letter] = []
        before: Glimpse | Gap | None = None
        partial = False
        for part in self.parts:
            own = self._of_gap(part, next(answers)) if isinstance(part, Gap) else _of_word(part)
            partial = partial or not own
            if own and before and self.ink.space(before.end, part.start, _middles(before, part)) > _SPACE:
                letters.append(_Letter(" ", part.start, 1.0))
            letters += own
            before = part
        return _recognised(letters, partial)

    def _of_gap(self, gap: Gap, read: Recognised) -> list[_Letter]:
        """What stands in a gap; nothing if that could not be read."""
        text = " ".join(_GUESSED.sub(" ", read.text).split())
        sure = read.confidence if text == read.text.strip() else read.confidence * _READ
        if _bare(text) == _bare(gap.guess):
            sure = max(sure, _SURE)
        text, sure = self._completed(gap, text, sure)
        if gap.numbers:
            text, sure = _with_sure_numbers(text, sure, gap.numbers)
        lowest = _READ if gap.guess else _SURE  # what the second reader did not see is rather a piece of what it saw
        if sure < lowest or len(text) < (1 if gap.guess else 2):
            return []
        visible = sum(not char.isspace() for char in text)
        places = read.places if len(read.places) == visible else tuple((i + 0.5) / visible for i in range(visible))
        spread = iter(gap.start + place * (gap.end - gap.start) for place in places)
        doubts = iter(read.certainty if _bare(text) == _bare(read.text) != _bare(gap.guess) else ())
        letters = []
        for char in text:
            if char.isspace():
                letters.append(_Letter(char, gap.end, 1.0))
            else:
                own = next(doubts, sure)
                letters.append(_Letter(char, next(spread), min(sure, own) if char.isalnum() else sure))
        return letters

    def _completed(self, gap: Gap, text: str, sure: float) -> tuple[str, float]:
        """What was read in a gap, with what the first engine had read in its place when it saw the whole line.

        A cut may take a bracket or a first letter away, and may leave a stroke of Hangul in.
        """
        whole = self._of_whole_line(gap)
        bare, trusted = _bare(text), self.said.confidence >= _TRUSTED_LINE
        if whole and _bare(whole) == bare:
            return text, max(sure, self.said.confidence)
        if whole and trusted and bare and _bare(whole).endswith(bare) and len(_bare(whole)) - len(bare) <= _CUT_OFF:
            return whole, max(sure, self.said.confidence)
        if whole and sure < _TRUSTED_LINE and self.said.confidence > sure:
            return whole, self.said.confidence
        if text and gap.guess.startswith("(") and text.count(")") > text.count("("):
            return f"({text}", sure
        return text, sure

    def _of_whole_line(self, gap: Gap) -> str:
        """What the first engine had read in the place of a gap when it saw the whole line."""
        if not self.said.places:
            return ""
        places = iter(self.said.places)
        reach = _SLACK * self.ink.em
        text = ""
        sure = iter(_letters_of(self.said))
        for char in self.said.text:
            if char.isspace():
                text += char
                continue
            inside = gap.start - reach <= next(places) <= gap.end + reach
            text += char if next(sure)[1] >= _FAIR and inside and not _GUESSED.match(char) else " "
        return " ".join(text.split())


def _with_sure_numbers(text: str, sure: float, numbers: Sequence[str]) -> tuple[str, float]:
    """``text`` held against numbers that the second reader is sure of: without a digit too many at its end, which is
    a stroke of the Hangul that follows; less sure where the two disagree."""
    groups = re.findall(r"\d+", text)
    if not groups:  # Latin words look like numbers to it
        return (text, sure) if any(char.isalpha() for char in text) else ("", 0.0)
    for number in numbers:
        if number in groups:
            continue
        if groups and text.endswith(groups[-1]) and groups[-1][:-1] == number:
            text = text[:-1]
        else:
            sure = min(sure, _DISPUTED)
    return text, sure


def _seen(said: Recognised, words: Sequence[Glimpse], beside: float) -> list[Glimpse]:
    """The second reader's words, those of Hangul only where they stand beside others or are sure by themselves."""
    found = [replace(word, text=unicodedata.normalize("NFC", word.text).translate(_DOTS)) for word in words]
    latin = _latin(said)
    kept: list[Glimpse] = []
    for place, word in enumerate(found):
        middle = (word.start + word.end) / 2
        near = [found[i] for i in (place - 1, place + 1) if 0 <= i < len(found)]
        backed = len(near) == 2 and all(_is_hangul(each) and each.confidence >= _CLEAR for each in near)
        doubted = word.confidence < _CLEAR and not backed
        if _is_hangul(word) and (doubted or any(start - beside < middle < end + beside for start, end in latin)):
            word = replace(word, text="?", confidence=0.0)
        kept.append(word)
    return kept


def _latin(said: Recognised) -> list[tuple[float, float]]:
    """Where the first engine read Latin words, which the second takes for Hangul at times."""
    if not said.places or said.confidence < _TRUSTED_LINE:
        return []
    visible = "".join(char for char in said.text if not char.isspace())
    return [(said.places[run.start()], said.places[run.end() - 1]) for run in _LATIN_RUN.finditer(visible)]


def _is_hangul(word: Glimpse) -> bool:
    return _HANGUL_WORD.fullmatch(word.text) is not None


def _parts(words: Sequence[Glimpse], ink: Ink) -> list[Glimpse | Gap]:
    """Hangul and punctuation as the second reader read them, and gaps where anything else stands."""
    parts: list[Glimpse | Gap] = []
    groups = [(known, list(group)) for known, group in groupby(words, key=_is_hangul)]
    last: Glimpse | None = None
    until = 0.0
    for index, (known, group) in enumerate(groups):
        before = groups[index - 1][1][-1] if index else None
        after = groups[index + 1][1][0] if index + 1 < len(groups) else None
        if known or (before and all(_PUNCTUATION.fullmatch(word.text) for word in group)):
            for word in group:
                parts += _passed_over(ink, until, word.start, (last, word))
                parts.append(word)
                last, until = word, word.end
            continue
        start = ink.cut(before.end, group[0].start, _middles(before, group[0])) if before else 0.0
        end = ink.cut(group[-1].end, after.start, _middles(group[-1], after)) if after else 1.0
        numbers = tuple(word.text for word in group if word.text.isdecimal() and word.confidence >= _SURE_NUMBER)
        parts.append(Gap(start, max(start, end), "".join(word.text for word in group), numbers))
        last, until = None, after.start if after else 1.0
    return parts + _passed_over(ink, until, 1.0, (last, None))


def _passed_over(ink: Ink, start: float, end: float, beside: tuple[Glimpse | None, Glimpse | None]) -> list[Gap]:
    """A stretch between two words, if the second reader passed over print in it.

    It places its words loosely: one that is narrower than its syllables has a claim on the print beside it.
    """
    claims = sum(max(0.0, len(word.text) * ink.em - (word.end - word.start)) for word in beside if word)
    if end - start - claims < _PASSED_OVER * ink.em or not ink.is_printed(start, end):
        return []
    return [Gap(start, end, "")]


def _middles(left: Glimpse | Gap, right: Glimpse | Gap) -> tuple[float, float]:
    return (left.start + left.end) / 2, (right.start + right.end) / 2


def _of_word(word: Glimpse) -> list[_Letter]:
    letters = zip(word.text, word.places, strict=True)
    return [_Letter(char, place, word.confidence) for char, place in letters if not char.isspace()]


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def _recognised(letters: Sequence[_Letter], partial: bool) -> Recognised:
    text = "".join(letter.char for letter in letters)
    visible = [letter for letter in letters if not letter.char.isspace()]
    sureness: list[float] = []
    taken = 0
    for word in text.split():
        sureness.append(min(letter.sure for letter in visible[taken : taken + len(word)]))
        taken += len(word)
    return Recognised(
        text=text,
        confidence=fmean(letter.sure for letter in visible) if visible else 0.0,
        places=tuple(letter.place for letter in visible),
        sureness=tuple(sureness),
        partial=partial,
    )
