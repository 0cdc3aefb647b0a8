"""Ingredient lists: where one starts, where its entries part, and where it ends.

An entry is a name and no sentence: nothing in it speaks of its neighbours. A list is known by its heading or, without
one, by names that stand nowhere else than in lists. What parts entries differs from label to label, so it is read from
the list itself: commas, dots, bars, slashes or lines; a full stop where a weak reader lost a comma.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from labelcheck.extract.late import late
from labelcheck.extract.shadow import HAS_CJK, Shadow
from labelcheck.models import RuleSet

LONGEST_LIST = 6000
"""Characters after which no list goes on."""
LONGEST_NAME = 10
"""Words of the longest ingredient name outside brackets; more is a sentence."""
LONGEST_BRACKET = 300
SHORTEST_LIST = 6
"""Entries that a list without a heading must have."""

CONFUSED = str.maketrans("l1", "ii")
"""Letters that a weak reader confuses in the capitals of a heading."""

_TOKEN = re.compile(
    r"(?P<open>[(\[{【])|(?P<close>[)\]}】])"
    r"|(?P<comma>[,，、;])|(?P<dot>[·•●▪■◦])|(?P<bar>\|)|(?P<slash>(?<=\s)/(?=\s))"
    r"|(?P<stop>(?<=[^\W\d_]|[)\]%*])\.(?=\s|$)|。)"
    r"|(?P<line>\n+)|(?P<space> +)"
)
_STRONG = re.compile(r"(?<!\d)[,，、;](?!\d)|(?<=\d)[,，、;](?=\s)|[·•●▪■◦|]|(?<=\s)/(?=\s)")
_LEAD = re.compile(r"[\s.,;:·•●▪■◦|*_/-]*(?:\d{1,2}[.)]\s+)?[\s*-]*")
_LISTED = re.compile(r"[•●▪■◦*·-]|\d{1,2}[.)]\s")
_TRAIL = " \n\t.,;:·•|/、，。-"
_FIELD = re.compile(r"\W*[^\W\d_][^:|,\n]{1,39}(?::(?!\w)|: )")
_VARIANTS = re.compile(r"[\[(]*\s*(?:\+\s?/|±)")
_PREFIX = re.compile(r"[\W\d]*(?:[a-z]\w* ){0,3}")
_AFTER = re.compile(r"[^\S\n]*(?:\([^)\n]{0,40}\)[^\S\n]*)?[\])}】>\"]*[^\S\n]*(?P<mark>[:|=/]|\n|$|-\s)?\s*")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(r"[a-z]{2,}")
_CHEMICAL = re.compile(r"\s?\d+(?:,\s?\d+)*\s?[-a-z'(]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One ingredient: a span of the shadow text without bullets, numbers and stops around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IngredientList:
    """The entries of one list in order. ``formal`` tells that it lists names as INCI does, not what sells."""

    entries: tuple[Entry, ...]
    formal: bool

    @property
    def start(self) -> int:
        """Where the first entry starts."""
        return self.entries[0].start

    @property
    def end(self) -> int:
        """Where the last entry ends."""
        return self.entries[-1].end


class ListWords:
    """The words of all languages that tell lists from sentences, compiled once per rule set."""

    def __init__(self, rules: RuleSet):
        contexts = tuple(rules.contexts.values())
        words = [context.ingredients for context in contexts]
        heads = _folded(name for context in contexts for name in context.headings.get("ingredients", ()))
        self.names = frozenset(_folded(name for one in words for name in one.names))
        self.fields = frozenset(
            _folded(name for context in contexts for kind in context.headings for name in context.headings[kind])
        )
        self.heading = late(_any_of([head.translate(CONFUSED) for head in heads], whole=True))
        self.prose = late(_any_of(_folded(name for one in words for name in one.prose), whole=True))
        endings = "|".join(_folded(ending for one in words for ending in one.endings))
        latin = "|".join(_folded(ending for one in words for ending in one.latin))
        self.known = late(
            "|".join(
                (
                    _any_of(_folded(name for one in words for name in one.words), whole=True),
                    rf"(?<![a-z])[a-z]{{3,}}(?:{endings})(?![a-z])",
                    rf"(?<![a-z])(?:[a-z]{{3,}}(?:{latin}) ?){{2}}(?![a-z])",
                )
            )
        )

    def knows(self, name: str) -> bool:
        """Whether an entry is surely an ingredient."""
        return name in self.names or self.known.search(name) is not None

    def is_prose(self, words: str) -> bool:
        """Whether words stand in no ingredient name: a verb, an instruction, a question."""
        bare = re.sub(r"\([^)]*\)", "", words)
        return (
            "?" in words
            or "!" in words
            or "°" in words
            or len(_LATIN_WORD.findall(bare)) > LONGEST_NAME
            or self.prose.search(bare) is not None
        )


def ingredient_lists(view: Shadow, words: ListWords) -> tuple[IngredientList, ...]:
    """The ingredient lists of a text in order, with spans in its shadow; none overlaps another."""
    reader = _Reader(view, words)
    found: list[IngredientList] = []
    for start, marked in _headed(view.low, words):
        if found and start < found[-1].end:
            continue
        entries = reader.entries(start)
        if _is_list(reader.known(entries), len(entries), marked):
            found.append(_made(reader, entries))
    for start in reader.unheaded(found):
        if any(one.start <= start < one.end for one in found):
            continue
        entries = reader.entries(start, limit=min((one.start for one in found if one.start > start), default=None))
        if len(entries) >= SHORTEST_LIST and reader.known(entries) >= max(3, 0.5 * len(entries)):
            found.append(_made(reader, entries))
    return tuple(sorted(found, key=lambda one: one.start))


def joined(view: Shadow, lists: Sequence[IngredientList]) -> Shadow:
    """The shadow text with each entry on one line, so that a name broken by the paper's edge is a name."""
    spans = [
        (entry.start, entry.end) for one in lists for entry in one.entries if "\n" in view.low[entry.start : entry.end]
    ]
    if not spans:
        return view
    low, cased = list(view.low), list(view.cased)
    for start, end in spans:
        for place in range(start, end):
            if low[place] == "\n":
                low[place] = cased[place] = " "
    return replace(view, low="".join(low), cased="".join(cased))


class Entries:
    """The entries of a text's lists; finds the one that a place stands in."""

    def __init__(self, lists: Sequence[IngredientList]):
        self._all = [(entry, one.formal) for one in lists for entry in one.entries]
        self._starts = [entry.start for entry, _ in self._all]

    def __iter__(self) -> Iterator[Entry]:
        return (entry for entry, _ in self._all)

    def at(self, place: int) -> Entry | None:
        """The entry that holds a place of the shadow text."""
        found = self._found(place)
        return found[0] if found else None

    def is_formal(self, place: int) -> bool:
        """Whether a place stands in a list of names, where no word praises or instructs."""
        found = self._found(place)
        return found is not None and found[1]

    def _found(self, place: int) -> tuple[Entry, bool] | None:
        index = bisect_right(self._starts, place) - 1
        return self._all[index] if index >= 0 and place < self._all[index][0].end else None


def _made(reader: _Reader, entries: list[Entry]) -> IngredientList:
    return IngredientList(tuple(entries), reader.known(entries) >= min(3, 0.6 * len(entries)))


def _is_list(known: int, count: int, marked: bool) -> bool:
    if marked:
        return known >= max(1, 0.25 * count)
    return count >= 3 and known >= 2


def _headed(low: str, words: ListWords) -> Iterator[tuple[int, bool]]:
    """Where the first entry after each heading would start, and whether a colon or line's end sets the heading off."""
    for found in words.heading.finditer(low.translate(CONFUSED)):
        line = max(low.rfind(stop, 0, found.start()) + len(stop) for stop in ("\n", ". ", "| ", "] "))
        before = low[line if low.rfind("\n", 0, found.start()) >= 0 or line > 2 else 0 : found.start()]
        after = _AFTER.match(low, found.end())
        if after is None:
            continue
        bare = words.heading.sub("", before.translate(CONFUSED)).strip(' \t.:|-*#•·[]【】■<>(/"0123456789)')
        if bare and (not after["mark"] or after["mark"] not in ":=" or not _PREFIX.fullmatch(bare + " ")):
            continue
        if words.is_prose(before):
            continue
        yield after.end(), bool(after["mark"]) or low[found.end() : after.end()].strip(" ") in ("]", "】")


def _folded(words: Iterable[str]) -> list[str]:
    return sorted({word.lower().replace("-", " ") for word in words}, key=len, reverse=True)


def _any_of(words: Sequence[str], *, whole: bool) -> str:
    latin = [re.escape(word) for word in words if not HAS_CJK.search(word)]
    other = [re.escape(word) for word in words if HAS_CJK.search(word)]
    parts = [rf"(?<![^\W\d_])(?:{'|'.join(latin)})(?![^\W\d_])"] if latin and whole else latin
    return "|".join(parts + other) or r"(?!)"


class _Reader:
    """Reads entries of one shadow text from a place on."""

    def __init__(self, view: Shadow, words: ListWords):
        self._view, self._low, self._words = view, view.low, words

    def known(self, entries: Sequence[Entry]) -> int:
        """How many entries are surely ingredients."""
        return sum(self._words.knows(self._low[entry.start : entry.end]) for entry in entries)

    def unheaded(self, found: Sequence[IngredientList]) -> Iterator[int]:
        """Where a list without a heading may start: at a line with names and commas, or at the first of many names."""
        run: list[int] = []
        for line in re.finditer(r"[^\n]+|\n\n+", self._low):
            words = line[0]
            if words[0] == "\n":
                run = []
                continue
            if any(one.start <= line.start() < one.end for one in found):
                continue
            field = _FIELD.match(words)
            start = line.start() + (field.end() if field else 0)
            marks = list(_STRONG.finditer(words))
            if (
                len(marks) >= 2
                and self._words.known.search(words)
                and not self._words.is_prose(words[: marks[0].start()])
            ):
                yield start
            run = run + [line.start()] if self._is_name(words) else []
            if len(run) == SHORTEST_LIST:
                yield from (place for place in run if self._words.knows(self._line(place)))

    def _line(self, place: int) -> str:
        end = self._low.find("\n", place)
        return self._low[place : end if end >= 0 else len(self._low)].strip(" *-•·")

    def _is_name(self, words: str) -> bool:
        bare = words.strip(" *-•·")
        return (
            0 < len(bare) <= 70
            and len(_WORD.findall(bare)) <= 7
            and bare not in self._words.fields
            and not _FIELD.match(words)
            and not self._words.is_prose(bare)
        )

    def entries(self, start: int, limit: int | None = None) -> list[Entry]:
        """The entries from a place on, up to where the list ends."""
        low, words = self._low, self._words
        stop = min(len(low), start + LONGEST_LIST, limit if limit is not None else len(low))
        soft = self._soft(start, stop)
        by_lines = self._is_by_lines(start, stop)
        head = low[start : min(stop, start + 400)].split("\n\n")[0]
        commas = sum(map(head.count, ",;，、"))
        slashes = head.count(" / ") >= 2 and commas < 2
        bars = head.count("|") >= 2 and commas < 2
        dots = head.count("、") < 2
        entries: list[Entry] = []
        first = start
        pending = "start"
        for kind, at, after in self._breaks(start, stop, soft):
            if kind == "slash" and not slashes or kind == "dot" and not dots:
                continue
            if kind in ("line", "soft") and not by_lines and self._goes_on(first, at, after, stop):
                continue
            entry = self._trimmed(first, at)
            if entry is None:
                if kind == "line" and "\n\n" in low[at:after] and entries:
                    if pending != "comma":
                        break
                    pending = kind
                first = after
                continue
            if not self._may_follow(entry, pending, by_lines):
                break
            if kind == "comma" and low[entry.end] == "." and low[at - 1] == ".":
                entry = Entry(entry.start, entry.end + 1)  # "Alcohol Denat.,"
            entries.append(entry)
            pending = "comma" if kind in ("comma", "dot", "slash") or (kind == "bar" and bars) else kind
            if kind == "line" and "\n\n" in low[at:after]:
                break
            first = after
        while by_lines and entries and not words.knows(low[entries[-1].start : entries[-1].end]):
            entries.pop()
        return entries

    def _may_follow(self, entry: Entry, pending: str, by_lines: bool) -> bool:
        """Whether words are one more ingredient, given what parts them from the one before."""
        name = self._low[entry.start : entry.end]
        if self._words.is_prose(name) or _FIELD.match(name) or name in self._words.fields or _VARIANTS.match(name):
            return False
        if by_lines and pending in ("line", "soft"):
            return self._is_name(name)
        if pending in ("stop", "line", "soft", "bar"):
            return self._words.knows(name) or (pending == "bar" and by_lines)
        return True

    def _goes_on(self, first: int, at: int, after: int, stop: int) -> bool:
        """Whether a line's end only wraps the name that started at ``first``."""
        entry = self._trimmed(first, at)
        if entry is None:
            return False
        name = self._low[entry.start : entry.end]
        if name in self._words.names:
            return False
        if "\n\n" in self._low[at:after] or self._low[at - 1] in _TRAIL.strip().rstrip("-"):
            return False
        block = self._low[after : min(stop, after + 160)].split("\n\n")[0]
        line = block.split("\n")[0]
        if _FIELD.match(line) or _LISTED.match(line) or line.strip() in self._words.fields:
            return False
        pieces = [piece.replace("\n", " ") for piece in _STRONG.split(block)]
        if len(pieces) == 1:
            pieces = [line]
        if self._words.is_prose(pieces[0]):
            return False
        return any(self._words.knows(piece.strip(_TRAIL)) for piece in pieces[:3])

    def _is_by_lines(self, start: int, stop: int) -> bool:
        lines = self._low[start : min(stop, start + 300)].split("\n\n")[0].split("\n")
        lines = [line for line in lines if line.strip()][:3]
        return not any(_STRONG.search(line.strip(" •·*-")) for line in lines)

    def _trimmed(self, start: int, end: int) -> Entry | None:
        lead = _LEAD.match(self._low, start, end)
        first = lead.end() if lead else start
        while end > first and self._low[end - 1] in _TRAIL:
            end -= 1
        return Entry(first, end) if first < end and any(char.isalpha() for char in self._low[first:end]) else None

    def _breaks(self, start: int, stop: int, soft: frozenset[int]) -> Iterator[tuple[str, int, int]]:
        """Places where entries may part: the kind of mark, its start and its end; the last is the text's end."""
        low = self._low
        closing = -1
        for token in _TOKEN.finditer(low, start, stop):
            kind = token.lastgroup or ""
            if kind == "open" and token.start() > closing:
                closing = self._closing(token.start(), stop)
            if token.start() < closing or kind in ("open", "close"):
                continue
            if kind == "space":
                if any(place in soft for place in range(token.start(), token.end())):
                    yield "soft", token.start(), token.end()
                continue
            if kind == "comma" and self._is_inside_name(token.start()):
                continue
            if kind == "stop" and not self._is_stop(token.start()):
                continue
            yield kind, token.start(), token.end()
        yield "end", stop, stop

    def _closing(self, place: int, stop: int) -> int:
        """Where the bracket opened at a place closes, or -1 if it never does."""
        depth = 0
        for token in re.finditer(r"[(\[{【)\]}】]|\n\n", self._low[place : min(stop, place + LONGEST_BRACKET)]):
            if token[0] == "\n\n":
                break
            depth += 1 if token[0] in "([{【" else -1
            if depth == 0:
                return place + token.start()
        return -1

    def _is_inside_name(self, place: int) -> bool:
        """Whether a comma belongs to a name or number: 1,2-hexanediol, 10,000, N,N-."""
        low = self._low
        before, after = low[place - 1 : place], low[place + 1 : place + 2]
        if before.isdigit() and after.isdigit():
            return True
        if before.isdigit() and after == " ":
            alone = re.search(r"(?:^|[\s,(])\d{1,2}$", low[max(0, place - 4) : place])
            opens = re.search(r"(?:^|[,;.:\n(])\s*\d{1,2}$", low[max(0, place - 6) : place])
            return bool(alone and opens and _CHEMICAL.match(low, place + 1))
        return bool(
            re.search(r"(?<![a-z])[a-z]$", low[max(0, place - 2) : place])
            and re.match(r"[a-z](?![a-z])", low[place + 1 : place + 3])
        )

    def _is_stop(self, place: int) -> bool:
        """Whether a full stop ends a name; one after an abbreviation, or before a small letter, does not."""
        if self._low[place] == "。":
            return True
        word = re.search(r"[^\W\d_]+$", self._low[max(0, place - 20) : place])
        following = self._view.cased[place + 1 : place + 4].strip()
        if not following:
            return True
        return not (word and len(word[0]) <= 3) and not following[0].islower()

    def _soft(self, start: int, stop: int) -> frozenset[int]:
        """Spaces of the shadow that stand for a line's end."""
        if start >= stop:
            return frozenset()
        view = self._view
        first, last = view.origin(start), view.origin(stop - 1)
        found = set()
        for wrap in re.finditer(r"[ \t]*\n", view.text[first:last]):
            place = view.place(first + wrap.start())
            if view.low[place] == " ":
                found.add(place)
        return frozenset(found)
