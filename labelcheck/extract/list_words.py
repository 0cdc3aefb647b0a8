"""The words that tell an ingredient list from sentences: its headings, its names, and what stands in no name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from labelcheck.extract.shadow import HAS_CJK
from labelcheck.models import RuleSet

LONGEST_NAME = 10
"""Words of the longest ingredient name outside brackets; more is a sentence."""
WORD = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r"\([^)]*\)")


class ListWords:
    """The words of all languages that tell lists from sentences, sorted once per rule set."""

    def __init__(self, rules: RuleSet):
        contexts = tuple(rules.contexts.values())
        words = [context.ingredients for context in contexts]
        self.fields = frozenset(
            _folded(name for context in contexts for kind in context.headings for name in context.headings[kind])
        )
        heads = _folded(name for context in contexts for name in context.headings.get("ingredients", ()))
        self._heads = _Vocabulary(_unconfused(head) for head in heads)
        self.names = frozenset(_folded(name for one in words for name in one.names))
        self._parts = _Vocabulary(name for one in words for name in one.words)
        self._prose = _Vocabulary(name for one in words for name in one.prose)
        self._endings = tuple(ending for one in words for ending in one.endings)
        self._latin = tuple(ending for one in words for ending in one.latin)

    def headings(self, low: str) -> list[tuple[int, int]]:
        """Where headings of ingredient lists stand, the longest of those that overlap."""
        return self._heads.places(_unconfused(low))

    def knows(self, name: str) -> bool:
        """Whether an entry is surely an ingredient."""
        if name in self.names:
            return True
        words = WORD.findall(name)
        if self._parts.meets(words, name):
            return True
        latin = False
        for word in words:
            if len(word) >= 5 and word.endswith(self._endings):
                return True
            if latin and len(word) >= 4 and word.endswith(self._latin):
                return True
            latin = len(word) >= 4 and word.endswith(self._latin)
        return False

    def is_prose(self, text: str) -> bool:
        """Whether words stand in no ingredient name: a verb, an instruction, a question."""
        bare = _BRACKET.sub("", text) if "(" in text else text
        words = WORD.findall(bare)
        return (
            "?" in text
            or "!" in text
            or "°" in text
            or (len(words) > LONGEST_NAME and bare.isascii())
            or self._prose.meets(words, bare)
        )


class _Vocabulary:
    """Words and phrases, found fast: single words by look-up, others by a search."""

    def __init__(self, words: Iterable[str]):
        folded = _folded(words)
        self._latin = [word for word in folded if not HAS_CJK.search(word)]
        self._wide = [word for word in folded if HAS_CJK.search(word)]
        self._single = frozenset(word for word in self._latin if WORD.fullmatch(word))
        self._phrases = [word for word in self._latin if word not in self._single]

    @cached_property
    def _by_root(self) -> dict[str, list[str]]:
        """All words by those that hold no other: where a root is missing, none of its words need be looked for."""
        words = (*self._latin, *self._wide)
        roots = [word for word in words if not any(other in word for other in words if other != word)]
        return {root: [word for word in words if root in word] for root in roots}

    def meets(self, words: Sequence[str], text: str) -> bool:
        """Whether a text, given with its words, holds any of these."""
        if not self._single.isdisjoint(words):
            return True
        if any(phrase in text and _whole(text, text.find(phrase), len(phrase)) for phrase in self._phrases):
            return True
        return not text.isascii() and any(word in text for word in self._wide)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where any of these stands in a text, in order; the longest of those that overlap."""
        found: list[tuple[int, int]] = []
        for root, words in self._by_root.items():
            if root not in text:
                continue
            for word in words:
                at = text.find(word)
                while at >= 0:
                    if word in self._wide or _whole(text, at, len(word)):
                        found.append((at, at + len(word)))
                    at = text.find(word, at + 1)
        kept: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return kept


def _folded(words: Iterable[str]) -> list[str]:
    return sorted({word.lower().replace("-", " ") for word in words}, key=len, reverse=True)


def _unconfused(text: str) -> str:
    """A text of the same length without the letters that a weak reader confuses in the capitals of a heading."""
    return text.replace("l", "i").replace("1", "i")


def _whole(text: str, start: int, length: int) -> bool:
    """Whether a word in a text stands by itself."""
    return not text[start - 1 : start].isalpha() and not text[start + length : start + length + 1].isalpha()


def row_end(low: str, start: int) -> int | None:
    """Where the row of a table ends whose cell starts at a place; None where the line below is no row of it."""
    end = low.find("\n", start)
    if end < 0 or not low[:start].rstrip(" ").endswith("|"):
        return None
    below = low.find("\n", end + 1)
    return end if " | " in low[end : below if below >= 0 else len(low)] else None
