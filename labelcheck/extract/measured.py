"""Which quantities a rule asks for: unit, basis and bounds, and the words that must announce it."""

from __future__ import annotations

import re

from labelcheck.extract.quantities import Amount
from labelcheck.extract.sentences import Sentence
from labelcheck.models import QuantityPattern, Rule

_APART_BEFORE = re.compile(r"[^\W\d_][^\n,;|·•/]{0,80}[,;|·•/(]\s?\(?$")
_WIDE = 5
"""Degrees that a range spans which states a storage, not a step of a method: 2-8 °C, 36-46 °F."""
_APART_AFTER = re.compile(r"\)?\s?(?:$|[.,;|·•/])")


def near_words(pattern: QuantityPattern) -> re.Pattern[str] | None:
    """What finds the words that a pattern wants nearby; None where it wants none."""
    if not pattern.near:
        return None
    words = sorted((word.lower().replace("-", " ") for word in pattern.near), key=len, reverse=True)
    parts = [re.escape(word) if not word[0].isascii() else rf"(?<![a-z]){re.escape(word)}" for word in words]
    return re.compile("|".join(parts))


class Announced:
    """Which sentences hold one of a pattern's words, looked up once however many amounts stand in them."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, re.Pattern[str]], bool] = {}

    def by(self, near: re.Pattern[str], sentence: Sentence) -> bool:
        """Whether one of the words stands in the sentence or in the heading above it."""
        key = sentence.start, near
        if key not in self._known:
            self._known[key] = bool(near.search(sentence.text) or near.search(sentence.heading))
        return self._known[key]


def fits(
    amount: Amount,
    pattern: QuantityPattern,
    near: re.Pattern[str] | None,
    sentence: Sentence,
    rule: Rule,
    announced: Announced,
) -> bool:
    """Whether an amount of a sentence is one that a rule's pattern asks for."""
    if amount.unit not in pattern.unit or (amount.unreadable != pattern.unreadable):
        return False
    if pattern.per != "any" and (amount.per is not None) != (pattern.per == "present"):
        return False
    if pattern.at_least is not None and float(amount.low) < pattern.at_least:
        return False
    if pattern.at_most is not None and float(amount.high) > pattern.at_most:
        return False
    if pattern.reaches is not None and (amount.low == amount.high or float(amount.high) < pattern.reaches):
        return False
    if pattern.spread and amount.low == amount.high:
        return False
    if near is None:
        return True
    if rule.kind in sentence.fields or announced.by(near, sentence):
        return True
    if not pattern.alone:
        return False
    bare = sentence.text.strip(" .:·|-•*()")
    return len(bare) <= amount.end - amount.start + 4 or (pattern.spread and _set_apart(amount, sentence))


def _set_apart(amount: Amount, sentence: Sentence) -> bool:
    """Whether a wide range fills all that stands between marks of its sentence: "rose serum, 2-8 °C"."""
    if amount.high - amount.low < _WIDE:
        return False
    first, last = amount.start - sentence.start, amount.end - sentence.start
    return bool(_APART_BEFORE.search(sentence.text[:first]) and _APART_AFTER.match(sentence.text[last:]))
