"""A text as the matchers see it: one spelling of dashes, quotes, widths and spaces, wraps undone, places kept.

Matching wants ``adipose-derived``, ``ADIPOSE DERIVED`` and ``adipose-\\nderived`` to be the same words; a report must
quote the label as printed. The shadow is the first, and maps every span back to the second.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

CJK = r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
HAS_CJK = re.compile(f"[{CJK}]")

_FOLD: dict[int, str] = {
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
_CONFUSED = re.compile(r"(?<=[A-Za-zÀ-ÿ])[01|](?=[A-Za-zÀ-ÿ]{2})|(?<=[A-Za-zÀ-ÿ]{2})[01|](?=[A-Za-zÀ-ÿ])")
_READ_AS = {"0": "o", "1": "l", "|": "l"}
_BULLET = re.compile(r"\s*(?:[•◦▪■□●○◆◇◈✦✓✔※★☆►▶·*–—-]\s|\(?\d{1,2}[.)]\s)")
_ENDS = re.compile(r"[.!?:;。！？：；]['\")\]]*$")


@dataclass(frozen=True, slots=True)
class Shadow:
    """``cased`` and ``low`` have one length; ``span`` takes a place in them back to the text they were made of."""

    text: str
    cased: str
    low: str
    _at: tuple[int, ...]
    _to: tuple[int, ...]

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


def shadow(text: str, connectors: frozenset[str]) -> Shadow:
    """The matchers' view of a text. ``connectors`` are words at a line's end that say the line goes on."""
    wraps = _wraps(text, connectors)
    parts: list[str] = []
    at, to = [0], [0]
    length = last = 0
    for edit in _EDIT.finditer(text):
        new = _replacement(edit, wraps)
        kept = text[last : edit.start()]
        parts += (kept, new)
        length += len(kept)
        if new != edit[0]:
            at += (length, length + len(new)) if new else (length,)
            to += (edit.start(), edit.end()) if new else (edit.end(),)
        length += len(new)
        last = edit.end()
    parts.append(text[last:])
    cased = "".join(parts).translate(_FOLD)
    cased = _JOINT.sub(" ", _ELISION.sub(r"\1 ", cased))
    cased = _LEADING.sub(lambda found: " " * len(found[0]), cased)
    cased = _CONFUSED.sub(lambda found: _READ_AS[found[0]], cased)
    low = cased.lower().replace("μ", "u")  # an upper-case micro sign is a Greek capital
    if len(low) != len(cased):  # a few letters (İ) grow when lowered
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in cased)
    return Shadow(text, cased, low, tuple(at), tuple(to))


def bare(words: str) -> str:
    """Words without the accents that capitals often lack: REFRIGERATEUR for réfrigérateur."""
    return "".join(char for char in unicodedata.normalize("NFD", words) if not unicodedata.combining(char))


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
