"""Where the words of rules and cues stand: spaCy's matchers for words, a scan for scripts without spaces, regexes.

spaCy reads the whole shadow text once (blank pipeline, no statistical model). Phrases of every rule and cue run in
one PhraseMatcher; token patterns and regexes run only where their rarest literal stands in the text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span

from labelcheck.extract.language import blank_language
from labelcheck.extract.shadow import HAS_CJK, Shadow, bare, shadow
from labelcheck.models import CueRule, Rule, RuleSet

_HANGUL = re.compile(r"[\uac00-\ud7af]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORT = {_HANGUL: 2, _KATAKANA: 3}
"""Up to how many characters a word of a script turns up inside other words of that script."""
_PLAIN = re.compile(r"[a-zß-öø-ÿœ]+(?: [a-zß-öø-ÿœ]+)*")
ACCENTLESS = 6
"""Letters that a phrase must have to be found without its accents: shorter ones may be another word."""
_RUN = re.compile(r"(\S{399})\S")
"""A stretch without a space that is no word: the tokenizer takes time with the square of its length."""
SENTENCE = r"(?:^|(?<=[.!?:\n] )|(?<=\n))"
"""How an expression says that it begins a sentence."""
WHOLE = 10**9
"""The width of a pattern that nothing is known of: it runs over the whole text."""
BEYOND = 80
"""Characters behind a match that a pattern may look at."""
_OPTIONAL = re.compile(r"\(s\)")


def unwatched() -> None:
    """The step of a search that nobody wants to end early."""


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """Words of a rule or cue at a span of the shadow text. ``form`` numbers the pattern for coverage tests."""

    start: int
    end: int
    owner: Rule | CueRule
    language: str
    form: str
    value: tuple[int, int] | None = None
    """Where the words stand that the rule reads as its value."""


class TermIndex:
    """Everything findable, compiled once per rule set."""

    def __init__(self, rules: RuleSet):
        self.nlp = blank_language()
        self._phrases = PhraseMatcher(self.nlp.vocab, attr="NORM")
        self._names: dict[tuple[str, ...], list[tuple[Rule | CueRule, str, str]]] = {}
        self._waiting: dict[int, list[tuple[str, list[tuple[Rule | CueRule, str, str]]]]] = defaultdict(list)
        self._scan: dict[str, list[tuple[Rule | CueRule, str, str]]] = defaultdict(list)
        self._gaps: dict[str, frozenset[int]] = {}
        self._tokens: dict[int, list[tuple[Matcher, Rule, str, str]]] = defaultdict(list)
        self.regexes: list[Regex] = []
        self._particles = tuple(p for context in rules.contexts.values() for p in context.binding.particles)
        wanted: dict[str, list[tuple[Rule | CueRule, str, str]]] = defaultdict(list)
        for owner, language, phrases, regexes, tokens in _patterns(rules):
            for phrase in phrases:
                for spelling in _spellings(phrase):
                    wanted[spelling].append((owner, language, f"phrase:{phrase}"))
            self.regexes += [
                Regex(owner, language, pattern, rules.literals.get(pattern, ()), rules.widths.get(pattern, WHOLE))
                for pattern in regexes
            ]
            for number, pattern in enumerate(tokens):
                self._add_tokens(owner, language, number, pattern)
        self._add_phrases(wanted)
        self._wide = [place for place, regex in enumerate(self.regexes) if regex.is_wide]
        self._always, self._by_gram = _sorted_by_gram(self.regexes)
        known = {term for term in self._scan if len(term) > 1}
        known |= {word for context in rules.contexts.values() for word in context.binding.bridge if len(word) > 1}
        self._openings = tuple({term[:4] for term in known} | set(self._particles))
        self._endings = tuple({term[-4:] for term in known})
        self._joined = tuple(word for context in rules.contexts.values() for word in context.binding.bridge)

    def _add_phrases(self, wanted: Mapping[str, list[tuple[Rule | CueRule, str, str]]]) -> None:
        """Sort phrases by their first word: a text pays for those that may stand in it, and for no others."""
        words = self.nlp.vocab.strings
        for spelling, owners in wanted.items():
            if HAS_CJK.search(spelling):
                bare = spelling.replace(" ", "")
                self._scan[bare] += owners
                self._gaps[bare] = self._gaps.get(bare, frozenset()) | _gaps(spelling)
                continue
            first = spelling.split(" ", 1)[0] if _is_plain(spelling) else self.nlp.make_doc(spelling)[0].norm_
            self._waiting[words.add(first)].append((spelling, owners))

    def _await(self, words: set[int]) -> None:
        """Hand the matcher the phrases that begin with one of a text's words, once."""
        docs = []
        for word in words & self._waiting.keys():
            for spelling, owners in self._waiting.pop(word):
                plain = _is_plain(spelling)
                doc = Doc(self.nlp.vocab, words=spelling.split(" ")) if plain else self.nlp.make_doc(spelling)
                docs.append(doc)
                self._names.setdefault(_norms(doc), []).extend(owners)
        if docs:
            self._phrases.add("phrase", docs)

    def _add_tokens(self, owner: Rule | CueRule, language: str, number: int, pattern: Sequence[dict[str, Any]]) -> None:
        if not isinstance(owner, Rule):
            return
        matcher = Matcher(self.nlp.vocab)
        matcher.add("pattern", [list(pattern)])
        for anchor in _anchors(pattern):
            self._tokens[self.nlp.vocab.strings.add(anchor)].append((matcher, owner, language, f"tokens:{number}"))

    def hits(self, view: Shadow, step: Callable[[], None] = unwatched) -> list[Hit]:
        """Every hit in the text, in no particular order; hits may overlap. ``step`` is called with every expression."""
        doc = self.nlp.make_doc(_RUN.sub(r"\1 ", view.low))
        words = set(doc.to_array(["NORM"]).tolist())
        self._await(words)
        found = list(self._phrase_hits(doc))
        found += self._token_hits(doc, words)
        text = Searched(view)
        for regex in self.apt(text):
            step()
            found += regex.hits(text)
        if HAS_CJK.search(view.low):
            found += self._scanned(view, step)
        return found

    def apt(self, text: Searched) -> list[Regex]:
        """The expressions of which some literal may stand in a text, in the order of the rules."""
        places = set(self._always)
        if HAS_CJK.search(text.low):
            places.update(self._wide)
        for gram in text.grams & self._by_gram.keys():
            places.update(self._by_gram[gram])
        return [self.regexes[place] for place in sorted(places)]

    def _phrase_hits(self, doc: Doc) -> Iterator[Hit]:
        for _, first, last in self._phrases(doc):
            span = doc[first:last]
            for owner, language, form in self._names[_norms(span)]:
                yield Hit(span.start_char, span.end_char, owner, language, form)

    def _token_hits(self, doc: Doc, words: set[int]) -> Iterator[Hit]:
        present = words & self._tokens.keys()
        seen: set[int] = set()
        for anchor in present:
            for matcher, owner, language, form in self._tokens[anchor]:
                if id(matcher) in seen:
                    continue
                seen.add(id(matcher))
                for _, first, last in matcher(doc):
                    span = doc[first:last]
                    yield Hit(span.start_char, span.end_char, owner, language, form)

    def _scanned(self, view: Shadow, step: Callable[[], None]) -> Iterator[Hit]:
        low = view.low
        places = [index for index, char in enumerate(low) if char != " "]
        bare = low.replace(" ", "")
        for phrase, owners in self._scan.items():
            step()
            at = bare.find(phrase)
            while at >= 0:
                start, end = places[at], places[at + len(phrase) - 1] + 1
                if self._is_spaced(phrase, low[start:end]) or "\n" in view.text[slice(*view.span(start, end))]:
                    alone = self._stands_alone(phrase, low, start, end)
                    for owner, language, form in owners:
                        if alone or isinstance(owner, CueRule):
                            yield Hit(start, end, owner, language, form)
                at = bare.find(phrase, at + 1)

    def _is_spaced(self, phrase: str, found: str) -> bool:
        """Whether the spaces inside a find may stand there: Korean spaces between words, hardly inside one.

        A gap that the phrase's own spelling has not needs two syllables on both sides, or to stand after each one.
        """
        if len(found) == len(phrase) or not _HANGUL.search(phrase):
            return True
        own = self._gaps[phrase]
        gaps = _gaps(found)
        strange = gaps - own
        if not strange or len(gaps) == len(phrase) - 1:
            return True
        cuts = [0, *sorted(gaps | own), len(phrase)]
        return all(after - before > 1 for before, after in zip(cuts, cuts[1:], strict=False))

    def _stands_alone(self, phrase: str, low: str, start: int, end: int) -> bool:
        """Whether a short word is no part of a longer one: only a space, a particle or another term may touch it."""
        if len(phrase) == 1 and _HAN.match(phrase):
            return not _HAN.match(low[end : end + 1]) or self._is_opened(low, end) or low.startswith(self._joined, end)
        for script, short in _SHORT.items():
            if len(phrase) <= short and script.match(phrase) and script.match(phrase[-1]):
                before = not script.match(low[start - 1 : start]) or low[:start].endswith(self._endings)
                return before and (not script.match(low[end : end + 1]) or self._is_opened(low, end))
        return True

    def _is_opened(self, low: str, place: int) -> bool:
        return low[place : place + 8].replace(" ", "").startswith(self._openings)


def _gaps(spelling: str) -> frozenset[int]:
    """Before which of its characters (spaces not counted) a spelling has a space."""
    return frozenset(index - spelling.count(" ", 0, index) for index, char in enumerate(spelling) if char == " ")


def _sorted_by_gram(regexes: Sequence[Regex]) -> tuple[list[int], dict[str, list[int]]]:
    """Places of expressions that are always tried, and of others by three letters of each literal they may need.

    Of a literal's letters those are taken that fewest literals share: they tell most.
    """
    counts: Counter[str] = Counter()
    for regex in regexes:
        for group in regex.groups:
            counts.update(gram for literal in group for gram in _grams(literal))
    always: list[int] = []
    by_gram: dict[str, list[int]] = defaultdict(list)
    for place, regex in enumerate(regexes):
        if regex.is_wide:
            continue
        apt = [group for group in regex.groups if min(map(len, group)) >= 3]
        if not apt:
            always.append(place)
            continue
        for gram in {min(_grams(literal), key=lambda one: (counts[one], one)) for literal in apt[0]}:
            by_gram[gram].append(place)
    return always, dict(by_gram)


def _grams(text: str) -> set[str]:
    """Every three letters that stand together in a text."""
    return {text[place : place + 3] for place in range(len(text) - 2)}


def _is_plain(spelling: str) -> bool:
    """Whether the tokenizer would part a spelling at its spaces and nowhere else."""
    return _PLAIN.fullmatch(spelling) is not None and "cannot" not in spelling


def _norms(words: Doc | Span) -> tuple[str, ...]:
    """What PhraseMatcher compares: the norms of the words."""
    return tuple(token.norm_ for token in words)


def _patterns(
    rules: RuleSet,
) -> Iterator[tuple[Rule | CueRule, str, tuple[str, ...], tuple[str, ...], tuple[tuple[dict[str, Any], ...], ...]]]:
    for rule in rules.rules:
        for language, match in rule.match.items():
            yield rule, language, match.phrases, match.expressions, match.tokens
    for language, context in rules.contexts.items():
        for cue in context.cues:
            yield cue, language, cue.phrases, cue.regex, ()


def _spellings(phrase: str) -> Iterator[str]:
    """A phrase as the shadow text spells it, with its accents and without; ``exosome(s)`` stands for both."""
    low = phrase.lower()
    folded = low if _PLAIN.fullmatch(low) else shadow(phrase.replace("\n", " "), frozenset()).low.strip()
    written: tuple[str, ...] = (folded,)
    if _OPTIONAL.search(folded):
        written = (_OPTIONAL.sub("", folded), _OPTIONAL.sub("s", folded))
    for spelling in written:
        yield spelling
        if len(spelling) >= ACCENTLESS and max(spelling) < "\u0250" and (plain := bare(spelling)) != spelling:
            yield plain


def _anchors(pattern: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The literals of the token that is likely the rarest: the one whose shortest literal is longest."""
    best: tuple[str, ...] = ()
    for token in pattern:
        if token.get("OP") in ("?", "*", "!"):
            continue
        value = token.get("NORM") or token.get("LOWER") or token.get("ORTH")
        words = (value,) if isinstance(value, str) else tuple(value.get("IN", ())) if isinstance(value, dict) else ()
        if words and (not best or min(map(len, words)) > min(map(len, best))):
            best = words
    return best


class Regex:
    """One regular expression, compiled when the literals that it needs first stand in a text.

    It runs only around the literals of its first group: a match holds one of them and spans ``width`` at most. One that
    begins with ``SENTENCE`` is tried only where sentences start.
    """

    def __init__(
        self, owner: Rule | CueRule, language: str, pattern: str, needs: tuple[tuple[str, ...], ...], width: int
    ):
        self.owner, self.language, self.pattern = owner, language, pattern
        self._literals = needs[0] if needs else ()
        self.groups = sorted(needs, key=len)
        self.is_wide = any(all(map(HAS_CJK.search, group)) for group in needs)
        """Whether it matches only where Korean, Japanese or Chinese stands."""
        self._needs = tuple(tuple((literal[:3], literal[-3:], literal) for literal in group) for group in self.groups)
        self._width = width
        self._opens = pattern.startswith(SENTENCE)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled when first needed."""
        return re.compile(self.pattern, re.IGNORECASE)

    def hits(self, text: Searched) -> Iterator[Hit]:
        """Where the expression matches."""
        low, grams = text.low, text.grams
        for group in self._needs:
            for head, tail, literal in group:
                if (head in grams and tail in grams or len(literal) < 3) and literal in low:
                    break
            else:
                return
        named, valued = "claim" in self.compiled.groupindex, "value" in self.compiled.groupindex
        for found in self._found(text):
            start, end = found.span("claim") if named else found.span()
            if end > start:
                value = found.span("value") if valued and found["value"] else None
                yield Hit(start, end, self.owner, self.language, f"regex:{self.pattern}", value)

    def _found(self, text: Searched) -> Iterator[re.Match[str]]:
        if self._opens:
            done = 0
            for start in text.starts:
                found = self.compiled.match(text.cased, start) if start >= done else None
                if found:
                    done = found.end()
                    yield found
            return
        for first, last in self.windows(text.low):
            yield from self.compiled.finditer(text.cased, first, last)

    def windows(self, low: str) -> list[tuple[int, int]]:
        """The stretches of a text that a match can stand in, apart and in order."""
        if not self._literals or self._width > len(low):
            return [(0, len(low))]
        places: list[int] = []
        for literal in self._literals:
            place = low.find(literal)
            while place >= 0:
                places.append(place)
                place = low.find(literal, place + 1)
        windows: list[tuple[int, int]] = []
        for place in sorted(places):
            first, last = max(0, place - self._width), min(len(low), place + self._width + BEYOND)
            if windows and first <= windows[-1][1]:
                windows[-1] = windows[-1][0], last
            else:
                windows.append((first, last))
        return windows


class Searched:
    """A text with what every expression asks of it: which three letters stand in it, and where its sentences start."""

    def __init__(self, view: Shadow):
        self.cased, self.low = view.cased, view.low
        self.grams = _grams(view.low)

    @cached_property
    def starts(self) -> list[int]:
        """The places where ``SENTENCE`` holds."""
        return [found.start() for found in re.finditer(SENTENCE, self.cased)]
