"""Which known word a misread word is likely to be: a small distance that knows which letters a reader mistakes.

Found after Pass-Join (Li et al. 2011, doi:10.14778/2078331.2078340): of two words at most d edits apart, one of d + 1
pieces of the one stands unchanged in the other, near its own place. So an index of pieces answers at once and costs a
few milliseconds to build, where an index of all deletions costs a tenth of a second for each start of the program.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

SHORTEST = 5
"""Letters below which a word is never taken for another: too many words are that near."""
LONG = 9
"""Letters from which two faults in a word may be undone instead of one."""
ALIKE, UNLIKE = 0.5, 1.0
"""Cost of letters that look alike, or of one too many beside its like; and of any others."""

_PAIRS = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("li", "h"), ("ii", "u"))
_LOOKS = ("ceo0", "il1|jt!", "s5", "b8h6", "nu", "vy", "g9q", "z2", "a4", "fr")
_CLASS = {char: group[0] for group in _LOOKS for char in group}
_SKELETON = str.maketrans(_CLASS)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A known word and what it costs to read another word as it; ``clear`` by how much any other costs more."""

    word: str
    cost: float
    clear: float


class Vocabulary:
    """Known words, each with the languages that know it, and the way from a misread word to them."""

    def __init__(self, words: Mapping[str, frozenset[str]], stems: frozenset[str] = frozenset()):
        """``stems`` are strings that are no misreadings, and no words to take others for."""
        self.words = words
        self.stems = stems
        self._pieces: dict[tuple[int, int, str], list[str]] = {}
        self._looks: dict[str, list[str]] = {}
        self._near = lru_cache(maxsize=20_000)(self._near_words)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def nearest(self, word: str, languages: Collection[str] | None = None) -> Spelling | None:
        """The one word, of any or the given languages, that ``word`` is a misreading of; None where two are as near."""
        best: Spelling | None = None
        following = float("inf")
        for known in self._near(word):
            if languages is not None and not self.words[known] & frozenset(languages):
                continue
            limit = UNLIKE + ALIKE if len(known) >= LONG else UNLIKE
            cost = distance(word, known, limit)
            if cost > limit:
                continue
            if best is None or cost < best.cost:
                following = min(following, best.cost if best else following)
                best = Spelling(known, cost, 0)
            else:
                following = min(following, cost)
        if best is None or following == best.cost:
            return None
        return Spelling(best.word, best.cost, following - best.cost)

    def has_near(self, word: str) -> bool:
        """Whether ``word`` can be a misreading of any word at all."""
        return bool(self._near(word))

    def _near_words(self, word: str) -> frozenset[str]:
        """Words that have a piece in common with ``word`` at nearly the same place, and few other letters."""
        if not self._looks:
            self._looks = _looks(self.words)
            self._pieces = _pieces(self._looks)
        bare = skeleton(word)
        tried: set[str] = set()
        found: set[str] = set()
        for length in range(len(bare) - 2, len(bare) + 3):
            edits = _edits(length)
            if abs(length - len(bare)) > edits:
                continue
            for number, (start, end) in enumerate(_cuts(length)):
                for shift in range(-edits, edits + 1):
                    piece = bare[start + shift : end + shift] if start + shift >= 0 else ""
                    for name in self._pieces.get((length, number, piece), ()):
                        if name not in tried:
                            tried.add(name)
                            if _are_near(bare, name, edits):
                                found.update(self._looks[name])
        return frozenset(found)


def _edits(length: int) -> int:
    return 2 if length >= LONG - 1 else 1


@lru_cache(maxsize=64)
def _cuts(length: int) -> tuple[tuple[int, int], ...]:
    """Where a skeleton of a length is cut into one piece more than the faults it may have."""
    parts = _edits(length) + 1
    marks = [length * part // parts for part in range(parts + 1)]
    return tuple(zip(marks, marks[1:], strict=False))


def _looks(words: Iterable[str]) -> dict[str, list[str]]:
    """By skeleton the words that may be read as it."""
    looks: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST and word.isalpha():
            for form in _forms(word):
                looks[skeleton(form)].append(word)
    return dict(looks)


def _pieces(skeletons: Iterable[str]) -> dict[tuple[int, int, str], list[str]]:
    """By length, number and letters of a piece the skeletons that hold it."""
    pieces: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for bare in skeletons:
        length = len(bare)
        for number, (start, end) in enumerate(_cuts(length)):
            pieces[length, number, bare[start:end]].append(bare)
    return dict(pieces)


def _forms(word: str) -> Iterator[str]:
    """A word, and as it looks where two of its letters run into one or one of them falls into two."""
    yield word
    for pair, single in _PAIRS:
        for old, new in ((pair, single), (single, pair)):
            place = word.find(old)
            while place >= 0:
                yield word[:place] + new + word[place + len(old) :]
                place = word.find(old, place + 1)


def skeleton(word: str) -> str:
    """A word with one letter for all that look like it, and without accents."""
    if not word.isascii():
        word = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return word.translate(_SKELETON)


def _are_near(left: str, right: str, edits: int) -> bool:
    """Whether two words differ by at most one or two letters put in, left out or changed."""
    if edits == 1:
        return _one_apart(left, right)
    shorter = min(len(left), len(right))
    first = next((place for place in range(shorter) if left[place] != right[place]), shorter)
    left, right = left[first:], right[first:]
    return (
        _one_apart(left[1:], right[1:])
        or (len(left) >= len(right) and _one_apart(left[1:], right))
        or (len(left) <= len(right) and _one_apart(left, right[1:]))
    )


def _one_apart(left: str, right: str) -> bool:
    """Whether two words differ by at most one letter put in, left out or changed."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) - len(left) > 1:
        return False
    first = next((place for place in range(len(left)) if left[place] != right[place]), len(left))
    rest = left[first:] if len(left) < len(right) else left[first + 1 :]
    return rest == right[first + 1 :] or left[first : first + 2] == right[first : first + 2][::-1]


def distance(word: str, known: str, limit: float) -> float:
    """What it costs to read ``word`` as ``known``; a value above ``limit`` says only that it is too much."""
    if word == known:
        return 0.0
    shorter = min(len(word), len(known))
    head = next((place for place in range(shorter) if word[place] != known[place]), shorter)
    tail = 0
    while tail < shorter - head and word[-1 - tail] == known[-1 - tail]:
        tail += 1
    head, tail = max(0, head - 1), max(0, tail - 1)  # a letter of context on each side: was it doubled?
    left, right = word[head : len(word) - tail], known[head : len(known) - tail]
    if abs(len(left) - len(right)) > 3:
        return limit + 1
    return _aligned(left, right, limit)


def _aligned(left: str, right: str, limit: float) -> float:
    rows = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if i or j:
                rows[i][j] = min(_steps(rows, left, right, i, j))
        if i and min(*rows[i], *rows[i - 1]) > limit:
            return limit + 1
    return rows[-1][-1]


def _steps(rows: list[list[float]], left: str, right: str, i: int, j: int) -> Iterator[float]:
    if i and j:
        yield rows[i - 1][j - 1] + _letters(left[i - 1], right[j - 1])
    if i:
        doubled = left[i - 1] in (left[i - 2 : i - 1], left[i : i + 1])
        yield rows[i - 1][j] + (ALIKE if doubled else UNLIKE)
    if j:
        doubled = right[j - 1] in (right[j - 2 : j - 1], right[j : j + 1])
        yield rows[i][j - 1] + (ALIKE if doubled else UNLIKE)
    if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
        yield rows[i - 2][j - 2] + UNLIKE
    for pair, single in _PAIRS:
        if i > 1 and j and left[i - 2 : i] == pair and right[j - 1] == single:
            yield rows[i - 2][j - 1] + ALIKE
        if i and j > 1 and right[j - 2 : j] == pair and left[i - 1] == single:
            yield rows[i - 1][j - 2] + ALIKE


def _letters(left: str, right: str) -> float:
    if left == right:
        return 0.0
    if _CLASS.get(left, left) == _CLASS.get(right, right):
        return ALIKE
    return ALIKE if _bare(left) == _bare(right) else UNLIKE


@lru_cache(maxsize=512)
def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]
