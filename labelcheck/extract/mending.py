"""Misread words spelled as the rules know them, for matching only: the label's text and its quotes stay as printed.

A word is mended where it is no word of any list, where the rules know exactly one word it can be a misreading of, and
where the line is in a language that knows that word. Figures are never touched: a misread figure stays unreadable.
What was mended is remembered, so that a claim can show it; and a text with many faults casts doubt on its figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path

from labelcheck.extract.shadow import Edit, Shadow
from labelcheck.extract.spelling import ALIKE, SHORTEST, UNLIKE, Spelling, Vocabulary
from labelcheck.models import RuleSet

LETTERS = "a-zß-öø-ÿœ"
_WORD = re.compile(rf"(?<![^\W_])[{LETTERS}](?:[{LETTERS}0-9]|\|(?=[{LETTERS}]))*(?![^\W_])")
_BROKEN_FIGURE = re.compile(r"(?<![^\W_])\d+(?:[oi|](?![^\W\d_])|[oilsb|]\d)")
_CONFUSED = re.compile(rf"(?<=[{LETTERS}])[01|](?=[{LETTERS}]{{2}})|(?<=[{LETTERS}]{{2}})[01|](?=[{LETTERS}])")
_READ_AS = {"0": "o", "1": "li", "|": "li", "5": "s", "6": "b", "8": "b"}
_INNER = re.compile(rf"(?<=[{LETTERS}])[{''.join(_READ_AS)}]+(?=[{LETTERS}])")
_CRACK = re.compile(r" (?:· )?|[.,;:']")
_FIGURED = re.compile(r"[0-9|]")
_LATIN = re.compile(rf"[{LETTERS}]+")
_ESCAPE = re.compile(r"\\.|\(\?[^)]*?[>:)]|\[[^\]]*\]")

ANY, ENGLISH = "any", "en"
FOREIGN = 7
"""Letters below which a word in another language than English is left alone."""
SURE = 7
"""Letters below which a mended word must begin as it is printed."""
JOINED = 4
"""Letters of the shortest word that is put together again from two pieces."""
OFTEN = 3
"""A word that stands as often in one text is a name, not a misreading."""
LONGEST = 30
"""Letters beyond which a string is no word that is worth a look."""
MANY = 0.03
"""Share of misread words beyond which a text's figures are in doubt."""
COUNTED = 4
"""Letters from which a word is counted for that share."""


TELLING = 10
"""Letters from which one wrong letter is no name of its own, capital or not."""


class Guard:
    """What is a word, in lists that are read when first asked."""

    def __init__(self, lists: Mapping[str, Iterable[Path]]):
        self._lists = lists

    def __contains__(self, word: str) -> bool:
        return word in self.words

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every list."""
        return frozenset().union(*(_read(path) for paths in self._lists.values() for path in paths))

    @cached_property
    def common(self) -> dict[str, frozenset[str]]:
        """By language the words that hold its sentences together."""
        return {
            name.removeprefix("common/"): frozenset().union(*map(_read, paths))
            for name, paths in self._lists.items()
            if name.startswith("common/")
        }


def _read(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split())


def vocabulary(rules: RuleSet, guard: Guard) -> Vocabulary:
    """The words of a rule set's phrases, cues, joints, headings and units, with the languages that use them."""
    found: dict[str, set[str]] = {}
    stems: set[str] = set()

    def add(texts: Iterable[str], language: str) -> None:
        for text in texts:
            for word in _LATIN.findall(text.lower()):
                found.setdefault(word, set()).add(language)

    for rule in rules.rules:
        for language, match in rule.match.items():
            add(match.phrases, language)
            add((word for pattern in match.quantities for word in pattern.near), language)
            add((str(value) for pattern in match.tokens for token in pattern for value in token.values()), language)
            add(_whole_words(match.expressions, guard, stems), language)
    for language, context in rules.contexts.items():
        for cue in context.cues:
            add(cue.phrases, language)
            add(_whole_words(cue.regex, guard, stems), language)
        add(_strings(context.model_dump(exclude={"cues", "language", "ingredients", "months", "denials"})), language)
    add(_strings(rules.units.model_dump()), ANY)
    for word, languages in found.items():
        if ANY in languages and word in guard:
            languages.add(ENGLISH)
    return Vocabulary({word: frozenset(languages) for word, languages in found.items()}, frozenset(stems))


def figure_words(rules: RuleSet) -> frozenset[str]:
    """Words that stand for a number or multiply one: what they say must never be guessed."""
    units = rules.units.model_dump(include={"scales", "numbers"})
    return frozenset(word for text in _strings(units) for word in _LATIN.findall(text.lower()))


def _strings(data: object) -> Iterator[str]:
    """Every string in nested data, keys too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from _strings([*data, *data.values()])
    elif isinstance(data, Iterable):
        for part in data:
            yield from _strings(part)


def _whole_words(patterns: Iterable[str], guard: Guard, stems: set[str]) -> Iterator[str]:
    """Words that stand whole in regular expressions; what stands there and is in no list joins the ``stems``."""
    for pattern in patterns:
        for word in _LATIN.findall(_ESCAPE.sub(" ", pattern).lower()):
            if len(word) >= SHORTEST and word in guard:
                yield word
            else:
                stems.add(word)


_TORN = re.compile(r"(?<![a-z0-9.,])\d{1,3} $")


def is_torn(low: str, start: int) -> bool:
    """Whether a figure is the rest of one that a space fell into: "1 0 billion" is neither nought nor ten."""
    return _TORN.search(low[max(0, start - 5) : start]) is not None


class Mender:
    """Mends shadows of texts. Keeps what it has found out about a word for the next text."""

    def __init__(self, words: Vocabulary, guard: Guard, figures: frozenset[str] = frozenset()):
        """``figures`` are words that stand for a number (billion): read only where no other of them is near."""
        self._vocabulary = words
        self._guard = guard
        self._figures = figures
        self._usual: set[str] = set()
        self._nearest = lru_cache(maxsize=20_000)(words.nearest)
        self._is_misread = lru_cache(maxsize=20_000)(self._looks_misread)
        self._is_open = lru_cache(maxsize=20_000)(self._is_open_to)
        self._parts = lru_cache(maxsize=20_000)(self._parts_of)

    def mend(self, view: Shadow) -> Shadow:
        """The shadow with misread words spelled as the rules spell them; the same shadow where there are none.

        Without lists of words nothing is mended: nothing would tell a misreading from a word.
        """
        if not self._guard.words:
            return view
        words = _WORD.findall(view.low)
        strange = {word for word in set(words) - self._usual if not self._is_usual(word)}
        if not strange:
            return view
        edits = list(self._edits(view, strange, Counter(words)))
        return view.edited(edits) if edits else view

    def is_faulty(self, view: Shadow) -> bool:
        """Whether so many words of a mended shadow were misread that its figures may be, too."""
        faults, total = self.faults(view)
        return faults > 0 and faults >= MANY * total

    def faults(self, view: Shadow) -> tuple[int, int]:
        """Words that were misread and words in all; a space that was lost counts for nothing, a name neither."""
        faults = sum(" " not in mend.words for mend in view.mends)
        faults += sum(1 for _ in _BROKEN_FIGURE.finditer(view.low))
        lines = _Lines(view.low, self._guard)
        total = 0
        odd: set[str] = set()
        for found in _WORD.finditer(view.low):
            word = found[0]
            if len(word) >= COUNTED:
                total += 1
                if word not in self._usual and word not in odd and not self._is_usual(word):
                    named = not view.cased[found.start()].islower()
                    if not named and lines.language(found.start()) == ENGLISH and self._is_misread(word):
                        odd.add(word)
        return faults + (len(odd) if faults or len(odd) > 1 else 0), total

    # --- words ---------------------------------------------------------------------------------------------------

    def _is_usual(self, word: str) -> bool:
        """Whether a word needs no look: one of the rules or the lists, or the plural of one."""
        usual = (
            not 2 <= len(word) <= LONGEST
            or self._is_word(word)
            or (word[-1] == "s" and len(word) > 4 and self._is_word(word[:-1]))
        )
        if usual:
            self._usual.add(word)
        return usual

    def _is_open_to(self, word: str) -> bool:
        """Whether anything can be made of a strange word, in whatever language."""
        return self._vocabulary.has_near(word) or self._parts(word) is not None

    def _is_word(self, word: str) -> bool:
        return word in self._vocabulary or word in self._vocabulary.stems or word in self._guard

    def _looks_misread(self, word: str) -> bool:
        """Whether a strange word is one letter away from a word of the lists."""
        if len(word) < 6 or not word.isascii() or not word.isalpha():
            return False
        words = self._guard.words
        cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
        letters = "abcdefghijklmnopqrstuvwxyz"
        return any(head + tail[1:] in words for head, tail in cuts if tail) or any(
            head + letter + tail[1:] in words or head + letter + tail in words
            for (head, tail), letter in product(cuts, letters)
        )

    # --- edits ---------------------------------------------------------------------------------------------------

    def _edits(self, view: Shadow, strange: set[str], counts: Mapping[str, int]) -> Iterator[Edit]:
        low = view.low
        lines = _Lines(low, self._guard)
        done = 0
        before: re.Match[str] | None = None
        for found in _WORD.finditer(low):
            last, before = before, found
            if found[0] not in strange or found.start() < done:
                continue
            edit = self._joined(low, last if last and last.start() >= done else None, found, lines)
            if edit is None:
                new = self._read_as(found, counts[found[0]], view, lines)
                edit = Edit(found.start(), found.end(), new) if new else None
            if edit:
                yield edit
                done = edit.end

    def _joined(self, low: str, before: re.Match[str] | None, found: re.Match[str], lines: _Lines) -> Edit | None:
        """A known word that a space fell into: the strange piece with the piece before or after it.

        Languages that build their words by joining ("vor Licht geschützt") keep apart what they print apart.
        """
        pairs = [(before, found)] if before and _CRACK.fullmatch(low, before.end(), found.start()) else []
        crack = _CRACK.match(low, found.end())
        after = _WORD.match(low, crack.end()) if crack else None
        pairs += [(found, after)] if after else []
        for left, right in pairs:
            word = left[0] + right[0]
            if len(word) >= JOINED and word in self._vocabulary:
                pieces = (left[0] in self._vocabulary, right[0] in self._vocabulary)
                if any(pieces) and lines.language(found.start()) not in ("", ENGLISH):
                    continue
                return Edit(left.start(), right.end(), word)
        return None

    def _read_as(self, found: re.Match[str], count: int, view: Shadow, lines: _Lines) -> str | None:
        """What a strange word is read as, or None: a misspelling, two words run together, a figure inside a word."""
        word = found[0]
        figured = _FIGURED.search(word) is not None
        if figured and (read := self._unfigured(word)) and self._is_word(read):
            return read
        if len(word) >= SHORTEST and (count < OFTEN or figured) and self._is_open(word):
            language = lines.language(found.start())
            nearest = self._nearest(word, (ENGLISH,) if language in ("", ENGLISH) else (language, ANY))
            if nearest and self._is_sure(found, nearest, view, language):
                return nearest.word
            parts = self._parts(word) if language == ENGLISH and not figured else None
            if parts and not self._looks_misread(word):
                return " ".join(parts)
        return self._unfigured(word) if figured else None

    def _is_sure(self, found: re.Match[str], nearest: Spelling, view: Shadow, language: str) -> bool:
        """Whether a strange word is that word misread, and no name, abbreviation or form of it."""
        word, known = found[0], nearest.word
        if known in self._figures and nearest.clear < UNLIKE:
            return False
        if known.isascii() and not word.isascii():  # print loses accents and gains none
            return False
        if self._is_form(word, known, language):
            return False
        if nearest.cost <= ALIKE:
            return language == ENGLISH or _FIGURED.search(word) is not None or len(word) >= FOREIGN
        if known.startswith(word) and view.low[found.end() : found.end() + 1] == ".":
            return False
        if language != ENGLISH:
            return nearest.cost <= UNLIKE and len(word) >= FOREIGN and word[-2:] == known[-2:]
        if len(known) < SURE and word[0] != known[0]:
            return False
        return len(known) >= TELLING or word[-2:] == known[-2:] or view.cased[found.start()].islower()

    def _is_form(self, word: str, known: str, language: str) -> bool:
        """Whether a word is another known word than ``known`` with an ending: dermalen is dermal, not dermapen."""
        stems = [word[:-ending] for ending in (1, 2, 3) if len(word) - ending > SHORTEST]
        return any(
            (stem in self._guard or language in self._vocabulary.words.get(stem, ())) and not known.startswith(stem)
            for stem in stems
        )

    def _unfigured(self, word: str) -> str | None:
        """A word with the figures inside it read as the letters they look like; None where that makes no word.

        Where it makes none that is known, 0 and 1 between letters are read as o and l all the same: names hold them.
        """
        if len(word) <= LONGEST and len(_FIGURED.findall(word)) <= 3 and not _FIGURED.search(_INNER.sub("", word)):
            readings = ["".join(letters) for letters in product(*(_READ_AS.get(char, char) for char in word))]
            for words in (self._vocabulary, self._guard):
                known = [reading for reading in readings if reading in words]
                if known:
                    return known[0]
        read = _CONFUSED.sub(lambda found: _READ_AS[found[0]][0], word)
        return read if read != word else None

    def _parts_of(self, word: str) -> tuple[str, ...] | None:
        """The two or three words that a long word is made of, one of them a longer word of the rules."""
        for parts in _cut_in_two(word):
            if all(map(self._is_part, parts)) and self._holds_term(parts):
                return parts
        for head, rest in _cut_in_two(word):
            if self._is_part(head):
                for parts in _cut_in_two(rest):
                    if all(map(self._is_part, parts)) and self._holds_term(parts):
                        return (head, *parts)
        return None

    def _is_part(self, word: str) -> bool:
        if len(word) >= COUNTED:
            return word in self._guard or ENGLISH in self._vocabulary.words.get(word, ())
        known = self._vocabulary.words.get(word, frozenset()) if len(word) == COUNTED - 1 else frozenset()
        return ENGLISH in known or word in self._guard.common.get(ENGLISH, ())

    def _holds_term(self, parts: tuple[str, ...]) -> bool:
        return any(len(part) >= SHORTEST and part in self._vocabulary for part in parts)


class _Lines:
    """In which language the lines of a text are, told by their commonest words; worked out where it is asked."""

    def __init__(self, low: str, guard: Guard):
        self._low = low
        self._guard = guard
        self._ends = [found.start() for found in re.finditer("\n|$", low)]
        self._known: dict[int, str] = {}

    def language(self, place: int) -> str:
        """The language at a place; "" where nothing tells it."""
        line = bisect_left(self._ends, place)
        if line not in self._known:
            start = self._ends[line - 1] + 1 if line else 0
            self._known[line] = self._told(self._low[start : self._ends[line]]) or self._whole
        return self._known[line]

    @cached_property
    def _whole(self) -> str:
        return self._told(self._low) or self._by_words()

    def _told(self, text: str) -> str:
        words = _LATIN.findall(text)
        votes = {name: sum(map(common.__contains__, words)) for name, common in self._guard.common.items()}
        best = max(votes, key=lambda name: votes[name], default="")
        return best if best and votes[best] else ""

    def _by_words(self) -> str:
        """English where half of the words are, in a text of names and headings only."""
        words = [word for word in _LATIN.findall(self._low) if len(word) >= COUNTED]
        return ENGLISH if sum(word in self._guard for word in words) * 2 >= len(words) else ""


def _cut_in_two(word: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a word in two, the middle first."""
    for cut in sorted(range(1, len(word)), key=lambda place: abs(place - len(word) / 2)):
        yield word[:cut], word[cut:]
