"""A text as the matchers see it: one spelling of dashes, quotes, widths and spaces, wraps undone, places kept.

Matching wants ``adipose-derived``, ``ADIPOSE DERIVED`` and ``adipose-\\nderived`` to be the same words; a report must
quote the label as printed. The shadow is the first, and maps every span back to the second.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CJK = r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
HAS_CJK = re.compile(f"[{CJK}]")

_FOLD: dict[int, str] = {
    **{
        code: str(digit) for code in range(0x80, 0x20000) if (digit := unicodedata.decimal(chr(code), None)) is not None
    },
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－˗"), "-"),
    **dict.fromkeys(map(ord, "~〜∼～˜"), "~"),
    **dict.fromkeys(map(ord, "‘’‚‛′´`"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    **dict.fromkeys(map(ord, "×⨯╳"), "x"),
    **dict.fromkeys(map(ord, "º˚ᵒ"), "°"),
    **dict.fromkeys(map(ord, "µμ"), "u"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\u3000"), " "),
}
_WIDE = {
    "℃": "°C",
    "℉": "°F",
    "㎖": "ml",
    "㎎": "mg",
    "㎍": "ug",
    "㏄": "cc",
    "㎕": "ul",
    "㎜": "mm",
    "㎚": "nm",
}
_EDIT = re.compile(
    r"(?P<hyphen>(?<=[^\W\d_])[-‐­]\n[ \t]*(?=[a-z]))"
    r"|(?P<wrap>[ \t]{0,40}\n[ \t]{0,40})"
    r"|(?P<leader>(?<=\S)(?: {3,}| ?(?:\.|·|…){3,} ?|…+)(?=\S))"
    r"|(?P<dot>(?<=[^\W\d_])[·・‧•](?=[^\W\d_]))"
    r"|(?P<gap>[ \u00a0\u3000]{2,})"
    r"|(?P<noise>[^\w\s]{24,})"
    rf"|(?P<wide>[{''.join(_WIDE)}]|\t+)"
    r"|(?P<stop>(?<=[a-z]{2}[.!?;])(?=[A-Z][a-z]))"
    rf"|(?P<script>(?<=[{CJK}])(?=[A-Za-z])|(?<=[A-Za-z])(?=[{CJK}]))"
)
_LEADING = re.compile(r"(?<!\S)[.•*_~]+(?=[^\W\d_])")
_ELISION = re.compile(r"(?<![^\W\d_])([DLNSdlns]|[Qq]u)'(?=[^\W\d_])")
_JOINT = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_BULLET = re.compile(r"\s*(?:[•◦▪■□●○◆◇◈✦✓✔※★☆►▶·*–—-]\s|\(?\d{1,2}[.)]\s)")
_CELLS = re.compile(r" \| |\S {3,}\S")
_NOTE_MARKS = "*†‡"
_FEWEST_ROWS = 3
_PARTED = re.compile(r";[ \t]*")
_HEAD = re.compile(r"[^\d:;.\n]{1,40}(?:;[^\d:;.\n]{1,40}){1,7}")
_ROW = re.compile(r"[^;\n]{1,60}(?:;[^;\n]{1,60}){1,7}(?<![.!?])")
_ENDS = re.compile(r"[.!?:;。！？：；]['\")\]]*$")


@dataclass(frozen=True, slots=True)
class Mend:
    """A span of a shadow that holds other words than the label's text does there: those it was read as."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of a shadow and what it shall hold instead, in lower case."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """``cased`` and ``low`` have one length; ``span`` takes a place in them back to the text they were made of.

    ``mends`` tell in order where words were read as others.
    """

    text: str
    cased: str
    low: str
    _at: tuple[int, ...]
    _to: tuple[int, ...]
    mends: tuple[Mend, ...] = ()

    def origin(self, index: int) -> int:
        """The place in the text of one shadow character."""
        step = bisect_right(self._at, index) - 1
        limit = self._to[step + 1] if step + 1 < len(self._to) else len(self.text)
        return min(self._to[step] + index - self._at[step], max(limit - 1, self._to[step]))

    def place(self, index: int) -> int:
        """The first shadow character that stands for a place in the text, or for one after it."""
        step = bisect_right(self._to, index) - 1
        found = min(max(0, self._at[step] + index - self._to[step]), max(0, len(self.low) - 1))
        while found and self.origin(found - 1) >= index:
            found -= 1
        while found < len(self.low) - 1 and self.origin(found) < index:
            found += 1
        return found

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text that a non-empty shadow span stands for, without white space at its ends."""
        first, last = self.origin(start), self.origin(end - 1) + 1
        while first < last - 1 and self.text[first].isspace():
            first += 1
        while last > first + 1 and self.text[last - 1].isspace():
            last -= 1
        return first, last

    def mends_in(self, start: int, end: int) -> tuple[Mend, ...]:
        """Words read as others that share a character with a span."""
        first = bisect_right(self.mends, start, key=lambda mend: mend.end)
        last = bisect_left(self.mends, end, key=lambda mend: mend.start)
        return self.mends[first:last]

    def edited(self, edits: Sequence[Edit], *, mended: bool = True) -> Shadow:
        """Another shadow of the same text with words read as others; the edits stand in order and apart.

        ``mended``: whether that is told as the mending of a misread word.
        A word that grows or shrinks keeps its ends: its first and last letter stand for those of the print.
        """
        at, to = [0], [0]
        parts: list[str] = []
        plain: list[str] = []
        mends: list[Mend] = []
        steps = list(zip(self._at, self._to, strict=True))
        last = step = shift = 0
        for edit in edits:
            while step < len(steps) and steps[step][0] <= edit.start:
                at.append(steps[step][0] + shift)
                to.append(steps[step][1])
                step += 1
            start, end = edit.start + shift, edit.start + shift + len(edit.new)
            if len(edit.new) != edit.end - edit.start:
                for new, old in _alignment(edit.new, self.low[edit.start : edit.end]):
                    at.append(start + new)
                    to.append(self.origin(edit.start + old))
                at.append(end)
                to.append(self.origin(edit.end) if edit.end < len(self.low) else len(self.text))
                while step < len(steps) and steps[step][0] < edit.end:
                    step += 1
            parts += (self.cased[last : edit.start], _in_case(edit.new, self.cased[edit.start : edit.end]))
            plain += (self.low[last : edit.start], edit.new)
            if mended:
                mends.append(Mend(start, end, edit.new))
            shift += len(edit.new) - (edit.end - edit.start)
            last = edit.end
        at += (place + shift for place, _ in steps[step:])
        to += (place for _, place in steps[step:])
        cased = "".join([*parts, self.cased[last:]])
        low = "".join([*plain, self.low[last:]])
        return Shadow(self.text, cased, low, tuple(at), tuple(to), tuple(mends))


def shadow(text: str, connectors: frozenset[str]) -> Shadow:
    """The matchers' view of a text. ``connectors`` are words at a line's end that say the line goes on."""
    laid = _tabbed(text)
    wraps = _wraps(laid, connectors)
    parts: list[str] = []
    at, to = [0], [0]
    length = last = 0
    for edit in _EDIT.finditer(laid):
        new = _replacement(edit, wraps)
        kept = laid[last : edit.start()]
        parts += (kept, new)
        length += len(kept)
        if new != edit[0]:
            at += (length, length + len(new)) if new else (length,)
            to += (edit.start(), edit.end()) if new else (edit.end(),)
        length += len(new)
        last = edit.end()
    parts.append(laid[last:])
    cased = "".join(parts).translate(_FOLD)
    cased = _JOINT.sub(" ", _ELISION.sub(r"\1 ", cased))
    cased = _LEADING.sub(lambda found: " " * len(found[0]), cased)
    low = cased.lower().replace("μ", "u")  # an upper-case micro sign is a Greek capital
    if len(low) != len(cased):  # a few letters (İ) grow when lowered
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in cased)
    return Shadow(text, cased, low, tuple(at), tuple(to))


def bare(words: str) -> str:
    """Words without the accents that capitals often lack: REFRIGERATEUR for réfrigérateur."""
    return "".join(char for char in unicodedata.normalize("NFD", words) if not unicodedata.combining(char))


def _alignment(new: str, old: str) -> Iterator[tuple[int, int]]:
    """Which character of a reading stands for which of the print: all letters if only spaces differ, else the ends."""
    if new.replace(" ", "") != old.replace(" ", ""):
        yield 0, 0
        if len(new) > 1:
            yield len(new) - 1, len(old) - 1
        return
    letters = (place for place, char in enumerate(old) if char != " ")
    for place, char in enumerate(new):
        if char != " ":
            yield place, next(letters)


def _in_case(word: str, printed: str) -> str:
    """A lower-case word in capitals, or with a capital first, where the print is so."""
    letters = [char for char in printed if char.isalpha()]
    if len(letters) > 1 and sum(char.isupper() for char in letters) > len(letters) / 2:
        cased = word.upper()
    else:
        cased = word[:1].upper() + word[1:] if printed[:1].isupper() else word
    return cased if len(cased) == len(word) else word


def _replacement(edit: re.Match[str], wraps: frozenset[int]) -> str:
    match edit.lastgroup:
        case "hyphen":
            return ""
        case "wrap":
            return " " if edit.start() in wraps else "\n"
        case "leader":
            return " " if _is_loose(edit) else " | "
        case "dot":
            return " · "
        case "wide":
            return _WIDE.get(edit[0], " | ")
        case _:
            return " "


def _is_loose(gap: re.Match[str]) -> bool:
    """Whether a wide gap only parts two words of a sentence: small letters stand on both sides."""
    text = gap.string
    return (
        gap[0].isspace()
        and text[gap.end()].islower()
        and (text[gap.start() - 1].islower() or text[gap.start() - 1] == ",")
    )


def _tabbed(text: str) -> str:
    """The text with tabs for semicolons where they part the cells of a table: a head and at least two rows under it."""
    if text.count(";") < _FEWEST_ROWS:
        return text
    lines = text.split("\n")
    cells = [line.count(";") for line in lines]
    place = 0
    while place < len(lines):
        last = place
        if cells[place] and _HEAD.fullmatch(lines[place]):
            while last + 1 < len(lines) and cells[last + 1] == cells[place] and _ROW.fullmatch(lines[last + 1]):
                last += 1
        if last - place + 1 >= _FEWEST_ROWS:
            for row in range(place, last + 1):
                lines[row] = _PARTED.sub(lambda found: "\t" * len(found[0]), lines[row])
        place = last + 1
    return "\n".join(lines)


def _wraps(text: str, connectors: frozenset[str]) -> frozenset[int]:
    """Where a line break is only the end of the paper: the start of each such break's white space."""
    if "\n" not in text:
        return frozenset()
    soft: set[int] = set()
    position = 0
    for block in re.split(r"(\n[ \t]*\n\s*)", text):
        lines = block.split("\n")
        if len(lines) > 1 and block.strip():
            widths = sorted((len(line.rstrip()) for line in lines), reverse=True)
            full = widths[0] * 0.8
            prose = sum(width >= full for width in widths) >= 2 and widths[0] >= (22 if HAS_CJK.search(block) else 32)
            place = position
            for line, following in zip(lines, lines[1:], strict=False):
                bare = line.rstrip()
                if _goes_on(bare, following.strip(), connectors, prose and len(bare) >= full):
                    soft.add(place + len(bare))
                place += len(line) + 1
        position += len(block)
    return frozenset(soft)


def _goes_on(line: str, following: str, connectors: frozenset[str], is_full: bool) -> bool:
    if not line or not following or _ENDS.search(line) or _BULLET.match(following):
        return False
    if following[0] in _NOTE_MARKS and re.search(rf"\S{re.escape(following[0])}(?!\S)", line):
        return False  # a footnote
    if "\t" in line or "\t" in following or all(_CELLS.search(row) for row in (line, following)):
        return False  # a row of a table is one line of the text
    words = line.split()
    last = words[-1].lower()
    if last in connectors or last[-1] in ",(/+&":
        return True
    if following[0].islower() and len(words) >= 3 and not line.lstrip()[0].islower():
        return True
    if following[0].islower() and len(line) >= 25:
        return True
    return is_full and not _looks_like_field(following) and not (HAS_CJK.search(line) and _looks_like_field(line))


def _looks_like_field(line: str) -> bool:
    head, colon, _ = line.partition(":")
    return bool(colon) and len(head) <= 30
