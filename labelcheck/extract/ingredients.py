"""Ingredient lists: where one starts, where its entries part, and where it ends.

An entry is a name and no sentence: nothing in it speaks of its neighbours. A list is known by its heading or, without
one, by names that stand nowhere else than in lists. What parts entries differs from label to label, so it is read from
the list itself: commas, dots, bars, slashes or lines; a full stop where a weak reader lost a comma.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from labelcheck.extract.list_words import WORD, ListWords, row_end
from labelcheck.extract.shadow import CJK, Shadow

LONGEST_LIST = 6000
"""Characters after which no list goes on."""
LONGEST_BRACKET = 300
LONGEST_ENTRY = 500
SHORTEST_LIST = 6
"""Entries that a list without a heading must have."""
LONGEST_LINE = 70
"""Characters of the longest line that is one name."""

_TOKEN = re.compile(r"[()\[\]{}【】,，、;·•●▪■◦|/.。]|\n+")
_KINDS = {
    **dict.fromkeys("([{【", "open"),
    **dict.fromkeys(")]}】", "close"),
    **dict.fromkeys(",，、;", "comma"),
    **dict.fromkeys("·•●▪■◦", "dot"),
    **dict.fromkeys(".。", "stop"),
    "|": "bar",
    "/": "slash",
    "\n": "line",
}
_STRONG = re.compile(r"(?<!\d)[,，、;](?!\d)|(?<=\d)[,，、;](?=\s)|[·•●▪■◦|]|(?<=\s)/(?=\s)")
_LEAD = re.compile(r"[\s.,;:·•●▪■◦|*_/-]*(?:\d{1,2}[.)]\s+)?[\s*-]*")
_LISTED = re.compile(r"[•●▪■◦*·\[【-]|\d{1,2}[.)]\s")
_TRAIL = " \n\t.,;:·•|/、，。-"
_FIELD = re.compile(rf"\W*[^\W\d_][^:|,\n]{{1,39}}(?::(?!\w) *|(?<=[{CJK}]):)")
_VARIANTS = re.compile(r"[\[(]*\s*(?:\+\s?/|±)")
_AROUND = ' \t.:|-*#•·[]【】■<>(/"0123456789)'
"""What may stand before a heading that no colon follows."""
_AFTER = re.compile(
    r"(?P<more>(?: [a-z]\w*){1,4}(?= ?:))?[^\S\n]*"
    r"(?:\([^)\n]{0,40}\)[^\S\n]*)?[\])}】>\"]*[^\S\n]*(?P<mark>[:|=/]|\n|$|-\s)?\s*"
)
_LINE = re.compile(r"[^\n]+|\n\n+")
_OPENS = ("\n", ". ", "| ", "] ")
"""What a heading may stand after."""
_SPACE = re.compile(r"\s+")
_LONE_NUMBER = re.compile(r"[,;.:\n(]\s*\d{1,2}$")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_ANY_BRACKET = re.compile(r"[(\[{【)\]}】]|\n\n")
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


def ingredient_lists(view: Shadow, words: ListWords) -> tuple[IngredientList, ...]:
    """The ingredient lists of a text in order, with spans in its shadow; none overlaps another."""
    reader = _Reader(view, words)
    found: list[IngredientList] = []
    for start, marked in _headed(view.low, words):
        if found and start < found[-1].end:
            continue
        entries = reader.entries(start, row_end(view.low, start))
        known = reader.known(entries)
        if known >= max(1, 0.25 * len(entries)) if marked else len(entries) >= 3 and known >= 2:
            found.append(_made(entries, known))
    tried = 0
    headed = tuple(found)
    ends = [one.end for one in headed]
    for start in reader.unheaded():
        place = bisect_right(ends, start)
        after = headed[place] if place < len(headed) else None
        if start < tried or (after and after.start <= start):
            continue
        entries = reader.entries(start, after.start if after else None)
        tried = entries[-1].end if entries else start  # so that no stretch is read again from its next line
        known = reader.known(entries)
        if len(entries) >= SHORTEST_LIST and known >= max(3, 0.5 * len(entries)):
            found.append(_made(entries, known))
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


def _made(entries: list[Entry], known: int) -> IngredientList:
    return IngredientList(tuple(entries), known >= min(3, 0.6 * len(entries)))


def _headed(low: str, words: ListWords) -> Iterator[tuple[int, bool]]:
    """Where the first entry after each heading would start, and whether a colon or line's end sets the heading off."""
    headings = words.headings(low)
    for place, (start, end) in enumerate(headings):
        near = max(0, start - LONGEST_LINE)
        line = max((at + len(stop) for stop in _OPENS if (at := low.rfind(stop, near, start)) >= 0), default=near)
        after = _AFTER.match(low, end)
        if after is None:
            continue
        before = low[line:start]
        for first, last in reversed(headings[max(0, place - 4) : place]):  # "Ingredients / Ingrédients:"
            if first < line:
                break
            before = before[: first - line] + before[last - line :]
        if before.strip(_AROUND) and (not after["mark"] or after["mark"] not in ":="):
            continue
        if words.is_prose(" ".join(before.split(":")[-1].split()[-4:])) or words.is_prose(after["more"] or ""):
            continue
        yield after.end(), bool(after["mark"]) or low[end : after.end()].strip(" ") in ("]", "】")


class _Reader:
    """Reads entries of one shadow text from a place on."""

    def __init__(self, view: Shadow, words: ListWords):
        self._view, self._low, self._words = view, view.low, words

    def known(self, entries: Sequence[Entry]) -> int:
        """How many entries are surely ingredients."""
        return sum(self._words.knows(self._low[entry.start : entry.end]) for entry in entries)

    def unheaded(self) -> Iterator[int]:
        """Where a list without a heading may start: at a line with names and commas, or at the first of many names."""
        run: list[tuple[int, str]] = []
        for line in _LINE.finditer(self._low):
            words = line[0]
            if words[0] == "\n":
                run = []
                continue
            if sum(map(words.count, ",;、，·•|")) >= 2:
                first = _STRONG.search(words)
                if first and not self._words.is_prose(words[: first.start()]) and self._words.knows(words):
                    field = _FIELD.match(words)
                    yield line.start() + (field.end() if field else 0)
            run = [*run, (line.start(), words)] if len(words) <= LONGEST_LINE else []
            if len(run) >= SHORTEST_LIST:
                run = run[-SHORTEST_LIST:]
                if self._words.knows(run[0][1].strip(_TRAIL)) and all(self._is_name(name) for _, name in run):
                    yield run[0][0]

    def _is_name(self, words: str) -> bool:
        bare = words.strip(" *-•·")
        return (
            0 < len(bare) <= LONGEST_LINE
            and len(WORD.findall(bare)) <= 7
            and bare not in self._words.fields
            and not _FIELD.match(words)
            and not self._words.is_prose(bare)
        )

    def entries(self, start: int, limit: int | None = None) -> list[Entry]:
        """The entries from a place on, up to where the list ends."""
        low, words = self._low, self._words
        stop = min(len(low), start + LONGEST_LIST, limit if limit is not None else len(low))
        by_lines = self._is_by_lines(start, stop)
        head = low[start : min(stop, start + 400)].split("\n\n")[0]
        commas = sum(map(head.count, ",;，、"))
        slashes = head.count(" / ") >= 2 and commas < 2
        bars = head.count("|") >= 2 and commas < 2
        dots = head.count("、") < 2
        entries: list[Entry] = []
        first = start
        pending = "start"
        for kind, at, after in self._breaks(start, stop):
            if at - first > LONGEST_ENTRY:
                break
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
                entries += self._rescued(entry, pending)
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
        if self._words.is_prose(name) or name in self._words.fields:
            return False
        if (":" in name and _FIELD.match(name)) or (name[0] in "[(+±" and _VARIANTS.match(name)):
            return False
        if by_lines and pending in ("line", "soft"):
            return self._is_name(name)
        if pending in ("stop", "line", "soft", "bar"):
            return self._words.knows(name) or (pending == "bar" and by_lines)
        return True

    def _rescued(self, entry: Entry, pending: str) -> list[Entry]:
        """The name that stands before a field or sentence in the same line: "Allantoin Storage: 2-8 °C"."""
        if pending != "comma":
            return []
        name = self._low[entry.start : entry.end]
        for space in reversed([found.start() for found in _SPACE.finditer(name)]):
            bare = name[:space]
            if ":" in bare or self._words.is_prose(bare):
                continue
            if bare in self._words.names or (not bare.isascii() and self._words.knows(bare)):
                return [Entry(entry.start, entry.start + space)]
        return []

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

    def _breaks(self, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
        """Places where entries may part: the kind of mark, its start and its end; the last is the text's end."""
        low = self._low
        closing = -1
        wraps = self._wraps(start, stop)
        wrap = next(wraps, stop)
        for token in _TOKEN.finditer(low, start, stop):
            at, kind = token.start(), _KINDS[token[0][0]]
            while wrap < at:
                if wrap > closing and low[wrap] == " ":
                    yield "soft", wrap, wrap + 1
                wrap = next(wraps, stop)
            if kind == "open" and at > closing:
                closing = self._closing(at, stop)
            if at < closing or kind in ("open", "close"):
                continue
            if kind == "comma" and self._is_inside_name(at):
                continue
            if kind == "slash" and not (low[at - 1].isspace() and low[at + 1 : at + 2].isspace()):
                continue
            if kind == "stop" and not self._is_stop(at):
                continue
            yield kind, at, token.end()
        while wrap < stop:
            if wrap > closing and low[wrap] == " ":
                yield "soft", wrap, wrap + 1
            wrap = next(wraps, stop)
        yield "end", stop, stop

    def _closing(self, place: int, stop: int) -> int:
        """Where the bracket opened at a place closes, or -1 if it never does."""
        depth = 0
        for token in _ANY_BRACKET.finditer(self._low, place, min(stop, place + LONGEST_BRACKET)):
            if token[0] == "\n\n":
                break
            depth += 1 if token[0] in "([{【" else -1
            if depth == 0:
                return token.start()
        return -1

    def _is_inside_name(self, place: int) -> bool:
        """Whether a comma belongs to a name or number: 1,2-hexanediol, 10,000, N,N-."""
        low = self._low
        before, after = low[place - 1 : place], low[place + 1 : place + 2]
        if before.isdigit():
            return after.isdigit() or bool(
                after == " " and _LONE_NUMBER.search(low, max(0, place - 6), place) and _CHEMICAL.match(low, place + 1)
            )
        return bool(
            before.isalpha()
            and not low[place - 2 : place - 1].isalpha()
            and after.isalpha()
            and not low[place + 2 : place + 3].isalpha()
        )

    def _is_stop(self, place: int) -> bool:
        """Whether a full stop ends a name; one after an abbreviation, or before a small letter, does not."""
        low = self._low
        if low[place] == "。":
            return True
        before, after = low[place - 1 : place], low[place + 1 : place + 2]
        if not (before.isalpha() or before in (")", "]", "%", "*", " ")) or not (after.isspace() or not after):
            return False
        word = _LAST_WORD.search(self._low, max(0, place - 20), place)
        following = self._view.cased[place + 1 : place + 4].strip()
        if not following:
            return True
        return not (word and len(word[0]) <= 3) and not following[0].islower()

    def _wraps(self, start: int, stop: int) -> Iterator[int]:
        """Where lines end, in order; one at a time, since a list ends after a few. A wrap is a space in the shadow."""
        view = self._view
        at = view.text.find("\n", view.origin(start)) if start < stop else -1
        while at >= 0:
            bare = at
            while view.text[bare - 1 : bare] in (" ", "\t"):
                bare -= 1
            place = view.place(bare)
            if place >= stop:
                return
            yield place
            at = view.text.find("\n", at + 1)
