"""Words in reading order -> the text that is built from them, with every word's place in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from labelcheck.capture.characters import normalised_word
from labelcheck.capture.layout import Cell, Paragraph, Token
from labelcheck.models import Box, Page, Word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A hyphen at a line's end is kept where these stand beside it: "adipose-derived" is no broken word.
_COMPOUND_TAILS = _words(
    "derived based free like related specific dependent induced term mediated associated controlled blind dried rich "
    "type grade positive negative coated resistant approved tested proven enriched conditioned loaded size sized use "
    "aging ageing inflammatory oxidant dose scale known defined released filtered"
)
_COMPOUND_HEADS = _words(
    "non anti self post pre co well high low long short double single stem cell cold freeze cross one two three pro "
    "medium hyper micro nano ultra all air room skin human plant milk hair dermatologist"
)
_BROKEN_WORD = re.compile(r"[^\W_]{2,}[-\u2010]$")


class Passage:
    """A document's text while it is put together, page by page."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.words: list[Word] = []
        self.pages: list[Page] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def add_page(self, width: float, height: float, paragraphs: Sequence[Paragraph], verdict: str) -> None:
        """Append one page: lines end in LF, paragraphs and pages in a blank line, cells are parted by TAB."""
        start: int | None = None
        for paragraph in paragraphs:
            lines = [[cell for cell in map(_legible, line) if cell] for line in paragraph]
            lines = [line for line in lines if line]
            if lines:
                self._separate("\n\n")
                start = self._length if start is None else start
                self._add_lines(lines, len(self.pages) + 1)
        self.pages.append(
            Page(
                number=len(self.pages) + 1,
                width=width,
                height=height,
                start=self._length if start is None else start,
                end=self._length,
                verdict=verdict,
            )
        )

    def _add_lines(self, lines: list[list[list[Token]]], page: int) -> None:
        for index, line in enumerate(lines):
            if not any(line):
                continue
            if index:
                self._separate("\n")
            for column, cell in enumerate(line):
                if column:
                    self._separate("\t")
                for place, token in enumerate(cell):
                    if place and not token.glued:
                        self._separate(" ")
                    self._add_word(token, page)
            below = lines[index + 1] if index + 1 < len(lines) else []
            if len(line) == 1 and len(below) == 1:
                self._join_broken_word(below[0], page)

    def _add_word(self, token: Token, page: int) -> None:
        x0, top, x1, bottom = (round(edge, 2) for edge in token.box)
        self.words.append(
            Word(
                text=token.text,
                start=self._length,
                end=self._length + len(token.text),
                box=Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom),
                confidence=token.confidence,
            )
        )
        self._append(token.text)

    def _separate(self, mark: str) -> None:
        """Put ``mark`` before what follows, unless nothing stands before it."""
        if self._length:
            self._append(mark)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _join_broken_word(self, below: list[Token], page: int) -> None:
        """Put the rest of a word that a line end broke right behind its first part, taking it from ``below``."""
        if not self.words or self.words[-1].end != self._length:
            return
        head, tail = self.words[-1], below[0]
        if not _BROKEN_WORD.search(head.text) or not tail.text[:1].islower():
            return
        if not _is_compound(head.text[:-1], tail.text):
            bare = head.text[:-1]
            self.words[-1] = head.model_copy(update={"text": bare, "end": head.end - 1})
            self._parts[-1] = bare
            self._length -= 1
        self._add_word(tail, page)
        del below[0]
        while below and below[0].glued:
            self._add_word(below.pop(0), page)


def _legible(cell: Cell) -> list[Token]:
    """``cell`` with its words normalised, without those that have no visible character."""
    tokens = [replace(token, text=normalised_word(token.text)) for token in cell]
    return [token for token in tokens if token.text]


def _is_compound(head: str, tail: str) -> bool:
    first = re.split(r"[^\w]+", head)[-1]
    last = re.match(r"[^\W\d_]+", tail)
    return (
        first.lower() in _COMPOUND_HEADS
        or (last is not None and last.group() in _COMPOUND_TAILS)
        or any(char.isupper() or char.isdigit() for char in first[1:])
    )
