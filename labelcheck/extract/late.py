"""Regular expressions that are compiled when first used: one label needs few of the joints and units known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any, cast


class _Late:
    def __init__(self, pattern: str):
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def late(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, compiled at the first call of one of its methods."""
    return cast("re.Pattern[str]", _Late(pattern))


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first: Latin words stand alone, others anywhere."""
    folded = sorted({word.lower().replace("-", " ") for word in words}, key=len, reverse=True)
    latin = [re.escape(word) for word in folded if _is_latin(word[0]) and _is_latin(word[-1])]
    other = [re.escape(word) for word in folded if re.escape(word) not in latin]
    parts = [rf"(?<![^\W\d_])(?:{'|'.join(latin)})(?![^\W\d_])"] if latin else []
    return "|".join(parts + other) or r"(?!)"


def _is_latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"
