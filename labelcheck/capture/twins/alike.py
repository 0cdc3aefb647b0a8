"""Whether two lines, read from two photos, are the same printed line.

Two sure readings are one line only if they say the same: a figure or a small word more or less is another statement.
A doubtful reading is one line with a sure one if it differs as misreadings do, by single characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

FEWEST_LETTERS: Final = 8
"""Letters and digits from which a line is recognised by itself; a shorter one needs its neighbours."""
SURE: Final = 0.9
"""Confidence from which nearly all readings are right to the letter."""

_LONGEST: Final = 400
_MISREAD: Final = 0.2
_CUT_MISREAD: Final = 0.1
_GARBLED: Final = 0.5
_VERY_DOUBTFUL: Final = 0.85
_FEWEST_CUT: Final = 0.25

# What engines confuse even when they are sure; the digit stands for both.
_CONFUSABLE: Final = str.maketrans({"o": "0", "i": "1", "l": "1", "|": "1", "×": "x"})
_ZEROS: Final = re.compile(r"(?<=\d)[oO]|[oO](?=\d)")
_LETTERS: Final = re.compile(r"(?<=[a-zA-Z])[01](?=[a-zA-Z])")
_NUMBERS: Final = re.compile(r"(?<![\w.,])-?\d+|\d+")
_DASHES: Final = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u207b", "-------")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a line says, ready to be compared: its letters and digits, and its numbers with their signs."""

    key: str
    numbers: tuple[str, ...]


def wording(text: str) -> Wording:
    """The wording of a line as read."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = _ZEROS.sub("0", _LETTERS.sub(_letter, plain))
    key = "".join(char for char in plain.casefold().translate(_CONFUSABLE) if char.isalnum())
    return Wording(key, tuple(_NUMBERS.findall(plain)))


def _letter(match: re.Match[str]) -> str:
    return "o" if match[0] == "0" else "l"


def likeness(one: Wording, other: Wording, doubt: float) -> float:
    """How alike two lines are as misreadings of one: 0 (not at all) to 1.

    Args:
        one: a line.
        other: a line of another photo.
        doubt: the confidence of the less sure reading, 0 to 1.
    """
    if one.key == other.key:
        return 1.0 if one.numbers == other.numbers else 0.0
    if doubt >= SURE or max(len(one.key), len(other.key)) > _LONGEST:
        return 0.0
    longest = max(len(one.key), len(other.key))
    if abs(len(one.key) - len(other.key)) > _MISREAD * longest:
        return 0.0
    if not _may_be_misread(one.numbers, other.numbers, doubt):
        return 0.0
    wrong = _misread(one.key, other.key)
    return 1.0 - wrong / longest if wrong is not None and wrong <= _MISREAD * longest else 0.0


def differ_in_numbers(one: Wording, other: Wording) -> bool:
    """Whether the numbers of two alike lines differ, which takes more than the two lines to forgive."""
    return one.numbers != other.numbers


def is_garbled(one: Wording, other: Wording) -> bool:
    """Whether two lines that lie in the same place have enough in common to be one that an engine hardly read."""
    if max(len(one.key), len(other.key)) > _LONGEST or min(len(one.key), len(other.key)) < FEWEST_LETTERS:
        return False
    same = sum(block.size for block in SequenceMatcher(None, one.key, other.key, autojunk=False).get_matching_blocks())
    return same >= _GARBLED * max(len(one.key), len(other.key))


def is_cut_from(part: Wording, whole: Wording, doubt: float, *, at_end: bool) -> bool:
    """Whether ``part`` is ``whole`` up to where the picture ends (``at_end``) or from where it begins.

    The character at the very edge is often half a character, so the last two may differ.
    """
    if len(part.key) < FEWEST_LETTERS or len(part.key) >= len(whole.key):
        return False
    if len(whole.key) > _LONGEST or len(part.key) < _FEWEST_CUT * len(whole.key):
        return False
    short, long = (part.key, whole.key) if at_end else (part.key[::-1], whole.key[::-1])
    sure, seen = short[:-2], long[: len(short) - 2]
    if sure == seen:
        return True
    if doubt >= SURE or _digits(sure) != _digits(seen):
        return False
    wrong = _misread(sure, seen)
    return wrong is not None and wrong <= _CUT_MISREAD * len(sure)


def _digits(key: str) -> str:
    return "".join(char for char in key if char.isdigit())


def _may_be_misread(numbers: tuple[str, ...], others: tuple[str, ...], doubt: float) -> bool:
    """Whether different numbers may be one: only where a reading is far from sure, and by few digits."""
    if numbers == others:
        return True
    if doubt >= _VERY_DOUBTFUL:
        return False
    one, other = "".join(numbers), "".join(others)
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return bool(one and other) and 3 * (max(len(one), len(other)) - same) <= max(3, len(one), len(other))


def _misread(one: str, other: str) -> int | None:
    """How many characters differ, or None where they differ as statements do: by a word more or less."""
    wrong = 0
    for kind, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        more = abs((end - start) - (other_end - other_start))
        written = one[start:end] + other[other_start:other_end]
        if more > 1 or (more and any(char > "\u2e7f" for char in written)):  # one ideograph can deny a sentence
            return None
        wrong += max(end - start, other_end - other_start)
    return wrong
