"""A letter's plain text as what a writer meant by it: a subject, headings, paragraphs, lists with their own numbers.

The text may have been edited by anybody, so any text has a layout and none of its words is lost. A line that opens with
a number or a dash is an item of a list; lines after it belong to it; blank lines part paragraphs; a short line right
above a list is its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from labelcheck.language import LANGUAGES, say, speaking
from labelcheck.report.printable import printable

Role = Literal["subject", "heading", "paragraph", "item", "more"]

_MARKER: Final = re.compile(r"([1-9][0-9]{0,2}[.)]|[-*•–]) +(?=\S)")
"""At most three digits: a line may open with a year."""
_INDENT: Final = 2
"""From how many spaces on a line counts as set in."""
_HEADING: Final = 120
"""A heading is at most that many characters long."""
_STOPS: Final = tuple(".,:;!?…。，、：；！？")
_NO_XML: Final = re.compile("[\ufffe\uffff]")


@dataclass
class Block:
    """A part of a letter: what it is, its lines, and for a part of a list how deep and under which marker it stands.

    ``item`` is the first line of a list's entry, without its ``marker`` ("3.", "-"); ``more`` a further line of it.
    """

    role: Role
    lines: list[str]
    level: int = 0
    marker: str = ""
    leads: bool = False
    """An item that heads the lines under it."""

    @property
    def number(self) -> int | None:
        """The number of an item, None where its marker is a dash or a dot."""
        return int(self.marker[:-1]) if self.marker[:1].isdigit() else None


def blocks(text: str) -> list[Block]:
    """The parts of a letter in their order; characters that act instead of showing are shown as ``⟨U+202E⟩``."""
    found = list(_parted(shown(text)))
    for block, after in pairwise(found):
        if block.role == "paragraph" and len(block.lines) == 1 and after.role == "item" and _titled(block.lines[0]):
            block.role = "heading"
        if block.number is not None and _titled(block.lines[0]):
            block.leads = after.role == "more" or (after.role == "item" and after.level > block.level)
    subject = next((block for block in found if _is_subject(block)), None)
    if subject:
        subject.role = "subject"
    return found


def shown(text: str) -> str:
    """``text`` in lines that end with a line feed, fit for a page and for XML; tabs stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NO_XML.sub(lambda match: f"\u27e8U+{ord(match[0]):04X}\u27e9", printable(lines, keep="\n\t"))


def title(found: list[Block]) -> str:
    """What the document is called: its subject, else its first line, else a word for what it is."""
    first = next((block for block in found if block.role == "subject"), found[0] if found else None)
    return first.lines[0] if first else say("Letter")


def _parted(text: str) -> Iterator[Block]:
    last: Block | None = None
    column = 0
    apart = True
    for line in text.split("\n"):
        words = line.strip()
        if not words:
            apart = True
            continue
        indent = len(line.expandtabs(4)) - len(line.lstrip().expandtabs(4))
        in_list = last is not None and last.role in ("item", "more")
        if found := _MARKER.match(words):
            made = Block("item", [words[found.end() :]], int(in_list and indent >= _INDENT), found[1])
            column = indent + found.end()
        elif last and in_list and (not apart or indent >= _INDENT):
            made = Block("more", [words], last.level if indent >= column or not indent else 0)
        elif last and not apart:
            last.lines.append(words)
            continue
        else:
            made = Block("paragraph", [words])
        yield made
        last, apart = made, False


def _titled(line: str) -> bool:
    return len(line) <= _HEADING and not line.rstrip().endswith(_STOPS)


def _is_subject(block: Block) -> bool:
    return block.role == "paragraph" and len(block.lines) == 1 and block.lines[0].startswith(_subjects())


def _subjects() -> tuple[str, ...]:
    """How a line of the subject opens in every language, whatever is spoken now: the letter may be an older one."""
    found = []
    for language in LANGUAGES:
        with speaking(language):
            found.append(say("Subject: {subject}", subject=""))
    return tuple(found)
