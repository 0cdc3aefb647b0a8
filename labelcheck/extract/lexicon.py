"""Looking words up at a place of a text: one step for a thousand words, where a pattern would try them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

LETTER = "a-zß-ɏͰ-ӿ"
"""Letters of the scripts that part their words by spaces, in lower case."""
_WORD = re.compile(rf"[{LETTER}]+")
_NEXT = re.compile(rf"\.?[ -]?(?P<word>[{LETTER}]+)")
_DENSE = re.compile(r"[가-힣぀-ヿ㐀-鿿]")
T = TypeVar("T")


class Lexicon(Generic[T]):
    """Words and what they stand for. Words of other scripts need no space after them; the longest entry wins."""

    def __init__(self, entries: Mapping[str, T]):
        self._spaced: dict[str, T] = {}
        self._dense: dict[str, T] = {}
        for entry, meaning in entries.items():
            if re.match(rf"[{LETTER}]", entry.lower()):
                self._spaced[" ".join(_WORD.findall(entry.lower()))] = meaning
            else:
                self._dense[entry.lower()] = meaning
        self._words = max((entry.count(" ") + 1 for entry in self._spaced), default=0)
        self._lengths = sorted({len(entry) for entry in self._dense}, reverse=True)

    def at(self, text: str, place: int) -> tuple[T, int] | None:
        """What stands at a place, and where it ends; a space before it is skipped."""
        start = place + (text[place : place + 1] in (" ", "-"))
        word = _WORD.match(text, start)
        if word:
            return self._at_word(text, word)
        for length in self._lengths:
            piece = text[start : start + length]
            meaning = self._dense.get(piece)
            if meaning is not None:
                # One syllable after a space is a unit only where no word goes on: "3 주" is, "3 주름" is not.
                apart = start > place and len(piece) == 1 and piece != "%"
                if not (apart and _DENSE.match(text, start + 1)):
                    return meaning, start + len(piece)
        return None

    def _at_word(self, text: str, first: re.Match[str]) -> tuple[T, int] | None:
        words, found = first[0], self._spaced.get(first[0])
        end = first.end()
        best = (found, end) if found is not None else None
        for _ in range(self._words - 1):
            following = _NEXT.match(text, end)
            if not following:
                break
            words, end = f"{words} {following['word']}", following.end()
            found = self._spaced.get(words)
            if found is not None:
                best = found, end
        if best and text.startswith("(s)", best[1]):
            return best[0], best[1] + 3
        return best


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; Latin words end at a letter, others anywhere."""
    ordered = sorted({word.lower() for word in words}, key=len, reverse=True) or ["\0"]
    latin = [_spelled(word) for word in ordered if re.match(rf"[{LETTER}]", word[-1])]
    other = [_spelled(word) for word in ordered if not re.match(rf"[{LETTER}]", word[-1])]
    parts = [rf"(?:{'|'.join(latin)})(?![a-zà-ÿ])"] if latin else []
    return "|".join(parts + other)


def _spelled(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s")


def inverted(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """From each word to the name it is listed under."""
    return {word.lower(): name for name, words in table.items() for word in words}
