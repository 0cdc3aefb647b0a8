"""Lines of a text in languages that no rule reads, told by script and by common words: sure ones only.

A label is full of words that belong to no sentence: ingredients, names, addresses, codes. So nothing is told from how a
line looks, only from what holds sentences together: several common words of one language, and fewer of those that are
read. A line that shows none stays unnamed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from labelcheck.capture.common_words import LETTERS, NAMES, SPELLINGS, WORDS
from labelcheck.capture.language import languages
from labelcheck.capture.scripts import SENTENCE, TELLING, other_scripts
from labelcheck.models import Document, Stretch

_WORD: Final = re.compile(r"[^\W\d_]+")

_STROKES: Final = str.maketrans("\u0142\u0111\u00f8\u0131\u00e6", "ldoia")
_ENOUGH_WORDS: Final = 3
_SURE: Final = 1.9
"""By how many whole words a language must be ahead of every language that is read."""
_EXPECTED: Final = 0.9
"""The same for a line of a text that is surely in that language elsewhere."""
_LIKELY: Final = 0.6
"""The same for a line where letter sequences are asked as well."""
_SHARE: Final = 0.25
_LETTER_WEIGHT: Final = 0.6
_UNACCENTED_WEIGHT: Final = 0.8
_NAME_WEIGHT: Final = 0.3
"""Worth of a word that is written like a name, with a capital inside a sentence."""

_CLOSE: Final = 0.5
_KIN: Final = (
    frozenset(("da", "nb", "nn", "no", "sv")),
    frozenset(("cs", "sk")),
    frozenset(("bs", "hr", "sl", "sr")),
    frozenset(("id", "ms")),
)
"""Languages so close that a line may be of either."""


class _Index(NamedTuple):
    """What words and letters tell, once it is known which languages are read."""

    languages: dict[str, tuple[str, ...]]
    unaccented: dict[str, tuple[str, ...]]
    """The same for words of languages that are not read, as print without accents has them."""
    letters: dict[str, tuple[str, ...]]
    spellings: tuple[tuple[str, re.Pattern[str]], ...]
    binding: dict[str, frozenset[str]]
    """For each language that is not read, the words that are part of no name."""
    read: frozenset[str]
    telling: frozenset[str]
    """Words of which no read language has any use."""


class _Part(NamedTuple):
    """A sentence, or as much of it as stands on one line, with what its words add up to for each language."""

    start: int
    end: int
    words: int
    scores: Mapping[str, float]
    hits: dict[str, frozenset[str]]
    """For each language that is not read, its words that no read language has."""
    spelt: dict[str, frozenset[str]]
    """For each language that is not read, words that only its spelling tells."""


class _Run(NamedTuple):
    """Neighbouring parts that look like one language, which none of those that are read explains as well."""

    parts: tuple[_Part, ...]
    scores: Mapping[str, float]
    language: str
    ahead: float
    hits: int
    spelt: int
    words: int

    @property
    def sure(self) -> bool:
        """Whether the words alone decide."""
        told = self.hits + self.spelt
        return self.ahead >= _SURE and told >= 2 and self.ahead >= _SHARE * self.words and self.words >= _ENOUGH_WORDS

    @property
    def likely(self) -> bool:
        """Whether a second opinion may decide."""
        told = self.hits or self.spelt >= 2 or (self.spelt and self.words > _ENOUGH_WORDS + 1)
        return bool(told) and self.words > _ENOUGH_WORDS


def foreign_stretches(text: str, read: Collection[str]) -> tuple[Stretch, ...]:
    """Where ``text`` holds sentences in languages other than those of ``read`` (ISO 639-1 codes), in order.

    Quiet where it is in doubt. A text in the languages that are read costs one look at its set of words.
    """
    found = [*other_scripts(text, read), *_latin(text, _index(frozenset(read)))]
    return tuple(_joined(text, _settled(sorted(found, key=lambda stretch: stretch.start))))


def with_foreign(document: Document, found: tuple[Stretch, ...]) -> Document:
    """``document`` with these stretches, and with their languages among its own instead of what they were taken for."""
    amounts: Counter[str] = Counter()
    rest, done = "", 0
    for stretch in found:
        amounts[stretch.language] += stretch.end - stretch.start
        rest, done = rest + document.text[done : stretch.start], stretch.end
    rest += document.text[done:]
    told, other = languages(rest), tuple(language for language, _ in amounts.most_common())
    order = (*other, *told) if amounts.total() > len(rest) else (*told, *other)
    return document.model_copy(update={"foreign": found, "languages": tuple(dict.fromkeys(order))})


@lru_cache(maxsize=4)
def _index(read: frozenset[str]) -> _Index:
    languages: dict[str, tuple[str, ...]] = {}
    binding: dict[str, frozenset[str]] = {}
    for language, listed in WORDS.items():
        first, bar, _ = listed.partition("|")
        binding[language] = frozenset(first.split()) if bar else frozenset()
        for word in listed.replace("|", " ").split():
            languages[word] = (*languages.get(word, ()), language)
    unaccented: dict[str, tuple[str, ...]] = {}
    for word, holders in languages.items():
        if word.isascii():
            continue
        plain = _plain(word)
        if plain != word and len(plain) > 3 and plain not in languages and not read.intersection(holders):
            unaccented[plain] = (*unaccented.get(plain, ()), *holders)
    letters: dict[str, tuple[str, ...]] = {}
    for language, signs in LETTERS.items():
        for sign in signs if language not in read else "":
            letters[sign] = (*letters.get(sign, ()), language)
    spellings = tuple((own, re.compile(form)) for own, form in SPELLINGS.items() if own not in read)
    telling = {word for word, holders in languages.items() if not read.intersection(holders) and len(word) > 1}
    return _Index(languages, unaccented, letters, spellings, binding, read, frozenset(telling | unaccented.keys()))


def _plain(word: str) -> str:
    """``word`` without accents: what print in capitals and a reader of print often leave of it."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return bare.translate(_STROKES)


def _lower(word: str) -> str:
    return word.lower().replace("i\u0307", "i")


def _latin(text: str, index: _Index) -> Iterator[Stretch]:
    words = {_lower(word) for word in set(_WORD.findall(text))}
    if not any(_tells(word, index) for word in words):
        return
    runs = [_run(parts, index) for parts in _neighbours(_parts(text, index), index)]
    known = {run.language for run in runs if run.sure}
    kept: list[_Run] = []
    for run in runs:
        expected = run.language in known and run.ahead >= _EXPECTED and run.words >= _ENOUGH_WORDS
        if run.sure or expected:
            kept.append(run)
        elif run.likely and (other := _confirmed(text[run.parts[0].start : run.parts[-1].end], run)):
            kept.append(run._replace(language=other))
    whole = _summed(run.scores for run in kept)
    for run in kept:
        language, name = _called(run, whole)
        for part in run.parts:
            yield Stretch(start=part.start, end=part.end, language=language, name=name)


def _called(run: _Run, whole: Mapping[str, float]) -> tuple[str, str]:
    """The language of a run and its name. Where two are as close as Danish and Norwegian the rest of the text decides,
    and where that is as close, both are named."""
    kin = next((kin for kin in _KIN if run.language in kin), frozenset((run.language,)))
    near = [
        other for other in kin if other in NAMES and run.scores.get(other, 0.0) >= run.scores[run.language] - _CLOSE
    ]
    near.sort(key=lambda other: (-whole[other], NAMES[other]))
    close = [NAMES[other] for other in near if whole[other] >= whole[near[0]] - _CLOSE]
    names = sorted({name for each in close for name in re.split(", | or ", each)})
    return near[0], " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _parts(text: str, index: _Index) -> Iterator[_Part | None]:
    """The parts of ``text`` that may be foreign; None for whatever stands between them."""
    start = 0
    for line in text.splitlines(keepends=True):
        if any(_tells(_lower(word), index) for word in _WORD.findall(line)):
            for match in SENTENCE.finditer(line):
                yield _part(match.group(), start + match.start(), index)
        else:
            yield None
        start += len(line)


def _part(sentence: str, start: int, index: _Index) -> _Part | None:
    scores: defaultdict[str, float] = defaultdict(float)
    hits: dict[str, set[str]] = {}
    spelt: dict[str, set[str]] = {}
    written = _WORD.findall(sentence)
    capitals = all(map(str.isupper, written))
    seen: set[str] = set()
    for place, word in enumerate(written):
        low = _lower(word)
        if low in seen:
            continue
        seen.add(low)
        weight = min(1.0, len(low) / 3)
        name = not capitals and word[0].isupper()
        if name and place:
            weight *= _NAME_WEIGHT
        holders = index.languages.get(low, ())
        if not holders and low in index.unaccented:
            holders = index.unaccented[low]
            weight *= _UNACCENTED_WEIGHT
        for language in holders:
            scores[language] += weight
        if len(low) > 1 and not index.read.intersection(holders) and not (name and place):
            for language in holders:
                hits.setdefault(language, set()).add(low)
        for language in () if index.read.intersection(holders) else _spelt(low, index.read).difference(holders):
            scores[language] += weight * _LETTER_WEIGHT
            if not name:
                spelt.setdefault(language, set()).add(low)
    for language in {*hits, *spelt}:
        if _is_name(written, hits.get(language, ()), index.binding[language]):
            hits.pop(language, None)
            spelt.pop(language, None)
    if not hits and not spelt:
        return None
    return _Part(start, start + len(sentence.rstrip()), len(written), scores, _frozen(hits), _frozen(spelt))


def _tells(word: str, index: _Index) -> bool:
    return word in index.telling or (word not in index.languages and bool(_spelt(word, index.read)))


@lru_cache(maxsize=20_000)
def _spelt(word: str, read: frozenset[str]) -> frozenset[str]:
    """Languages that are not read and that spell like ``word``, by its letters or by its form."""
    index = _index(read)
    found = {language for language, form in index.spellings if form.search(word)}
    if not word.isascii():
        found.update(language for sign in word for language in index.letters.get(sign, ()))
    return frozenset(found)


def _is_name(written: Sequence[str], hits: Collection[str], binding: Collection[str]) -> bool:
    """Whether words may be a name: of a product in capitals, made of words for skin, night and care; of an institute or
    a journal, with nothing in small letters but what binds its words."""
    if all(map(str.isupper, written)):
        bound = len({low for word in written if (low := _lower(word)) in binding})
        return bound == 0 or (bound == 1 and len(hits) < 3)
    large = sum(word[0].isupper() for word in written)
    return large > 1 and all(word in binding for word in written if word[0].islower())


def _frozen(words: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {language: frozenset(own) for language, own in words.items()}


def _neighbours(parts: Iterable[_Part | None], index: _Index) -> Iterator[tuple[_Part, ...]]:
    """Parts that follow each other and look like one language: sentences of a paragraph, lines of a sentence."""
    near: tuple[_Part, ...] = ()
    for part in parts:
        if part is not None and near:
            language, _ = _best(near, index)
            own, ahead = _best((part,), index)
            if ahead >= _LIKELY and part.scores.get(language, 0.0) >= part.scores[own] - _LIKELY / 2:
                near = (*near, part)
                continue
        if near:
            yield near
        near = (part,) if part is not None and _best((part,), index)[1] >= _LIKELY else ()
    if near:
        yield near


def _run(parts: tuple[_Part, ...], index: _Index) -> _Run:
    language, ahead = _best(parts, index)
    hits = frozenset[str]().union(*(part.hits.get(language, ()) for part in parts))
    spelt = frozenset[str]().union(*(part.spelt.get(language, ()) for part in parts))
    scores = _summed(part.scores for part in parts)
    return _Run(parts, scores, language, ahead, len(hits), len(spelt), sum(part.words for part in parts))


def _best(parts: Sequence[_Part], index: _Index) -> tuple[str, float]:
    """The likeliest language among those that are not read, and how far it is ahead of those that are."""
    scores = _summed(part.scores for part in parts)
    told: Counter[str] = Counter()
    for part in parts:
        for words in (part.hits, part.spelt):
            told.update({language: len(own) for language, own in words.items()})
    read = max((scores[language] for language in index.read), default=0.0)
    language = max(told, key=lambda language: (scores[language], told[language]))
    return language, scores[language] - read


def _summed(scores: Iterable[Mapping[str, float]]) -> defaultdict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for each in scores:
        for language, score in each.items():
            total[language] += score
    return total


def _confirmed(sentence: str, run: _Run) -> str | None:
    """The language of ``sentence`` where letter sequences name one that its words name as well, or a close relative.

    Asked in doubt only: the model takes long to load.
    """
    import py3langid

    other, _ = py3langid.classify(" ".join(sentence.split()))
    if run.scores.get(other, 0.0) >= run.scores[run.language] - _CLOSE:
        return str(other)
    return run.language if any(other in kin and run.language in kin for kin in _KIN) else None


def _settled(found: Sequence[Stretch]) -> Iterator[Stretch]:
    """Sentences of which only the script was told get the one language of that script that the text has elsewhere."""
    names = {stretch.language: stretch.name for stretch in found}
    for stretch in found:
        of_script = {language for language, _ in TELLING.get(stretch.language, ())} - {stretch.language}
        known = [language for language in names if language in of_script]
        if len(known) == 1:
            stretch = stretch.model_copy(update={"language": known[0], "name": names[known[0]]})
        yield stretch


def _joined(text: str, found: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches of one language with nothing but space between them as one."""
    last: Stretch | None = None
    for stretch in found:
        if last is not None and last.language == stretch.language and not text[last.end : stretch.start].strip():
            last = last.model_copy(update={"end": stretch.end})
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last
