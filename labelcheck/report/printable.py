"""Label text made fit for a terminal or a page: nothing in it can move the cursor, hide, or reorder its neighbours.

Labels are written by strangers and read by machines. A terminal obeys ESC, a browser obeys U+202E; a reader must see
that such a character is there instead of what it does. Wide (East Asian) characters are counted as two columns.
"""

from __future__ import annotations

import re
import unicodedata

_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]"
)


def _shown(match: re.Match[str]) -> str:
    return f"\u27e8U+{ord(match[0]):04X}\u27e9"


def printable(text: str, keep: str = "") -> str:
    """``text`` with every character that acts instead of showing made visible; those in ``keep`` stay as they are."""
    return _OBEYED.sub(lambda match: match[0] if match[0] in keep else _shown(match), text)


def one_line(text: str) -> str:
    """``text`` on one line, for quotations: runs of white space become one space, the rest is made visible."""
    return printable(" ".join(text.split()))


def columns(text: str) -> int:
    """How many terminal columns ``text`` fills: combining marks none, wide characters two."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrapped(text: str, width: int, indent: str = "", hang: str | None = None) -> list[str]:
    """``text`` in lines of at most ``width`` columns; the first starts with ``indent``, the others with ``hang``.

    Breaks at spaces and beside wide characters, in Korean at spaces only; a word longer than a line is cut rather
    than let over the edge.
    """
    hang = " " * columns(indent) if hang is None else hang
    lines: list[str] = []
    line, room, started = indent, max(1, width - columns(indent)), False
    for piece in _pieces(text, max(1, width - max(columns(indent), columns(hang)))):
        size = columns(piece.rstrip(" "))
        if started and size > room:
            lines.append(line.rstrip(" "))
            line, room = hang, max(1, width - columns(hang))
        line += piece
        room -= columns(piece)
        started = True
    lines.append(line.rstrip(" "))
    return lines


def _stands_alone(char: str) -> bool:
    """Whether a line may break beside a character: those of Chinese and Japanese, which put no space between words."""
    return _columns(char) == 2 and not "\uac00" <= char <= "\ud7a3"


def _pieces(text: str, longest: int) -> list[str]:
    """Parts of ``text`` between which a line may break, spaces kept at their ends, none longer than ``longest``."""
    pieces: list[str] = []
    for word in re.findall(r"[^ ]+ *", " ".join(text.split())):
        run = ""
        for char in word:
            apart = _stands_alone(char) or (run and _stands_alone(run[-1]))
            if run and char != " " and (apart or columns(run) + _columns(char) > longest):
                pieces.append(run)
                run = ""
            run += char
        pieces.append(run)
    return pieces
