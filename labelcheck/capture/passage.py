"""Words in reading order -> the text that is built from them, with every word's place in it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace

from labelcheck.capture.characters import normalised_word
from labelcheck.capture.layout import Cell, Paragraph, Rect, Tabulated, Token
from labelcheck.models import Box, Page, Table, TableCell, WordColumns, Words


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
    """A document's text while it is put together, page by page. Finished pages are kept small: a document may be long,
    and nothing looks back."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._columns = WordColumns()
        self._texts: list[bytes] = []
        self._words: list[bytes] = []
        self._length = 0
        self._pages: list[tuple[float, float, int, int, str]] = []
        self.tables: list[Table] = []

    @property
    def text(self) -> str:
        """The text of the pages so far."""
        return "".join(zlib.decompress(part).decode("utf-8", "surrogatepass") for part in self._texts)

    @property
    def words(self) -> Words:
        """The words of the pages so far."""
        return Words(self.text, self._words)

    @property
    def pages(self) -> list[Page]:
        """The pages so far."""
        return [
            Page(number=number, width=width, height=height, start=start, end=end, verdict=verdict)
            for number, (width, height, start, end, verdict) in enumerate(self._pages, 1)
        ]

    def add_page(self, width: float, height: float, paragraphs: Sequence[Paragraph], verdict: str) -> None:
        """Append one page: lines end in LF, paragraphs and pages in a blank line, cells are parted by TAB."""
        start: int | None = None
        for paragraph in paragraphs:
            lines = [[_legible(cell) for cell in line] for line in paragraph]
            if any(cell for line in lines for cell in line):
                self._separate("\n\n")
                start = self._length if start is None else start
                if isinstance(paragraph, Tabulated):
                    self._add_table(lines, paragraph.places, len(self._pages) + 1)
                else:
                    filled = [[cell for cell in line if cell] for line in lines]
                    self._add_lines([line for line in filled if line], len(self._pages) + 1)
        self._close_page()
        start = self._length if start is None else start
        self._pages.append((width, height, start, self._length, verdict))

    def _close_page(self) -> None:
        if self._parts:
            self._texts.append(zlib.compress("".join(self._parts).encode("utf-8", "surrogatepass"), 1))
            self._words.append(self._columns.packed())
            self._parts, self._columns = [], WordColumns()

    def _add_lines(self, lines: list[list[list[Token]]], page: int) -> None:
        for index, line in enumerate(lines):
            if not any(line):
                continue
            if index:
                self._separate("\n")
            for column, cell in enumerate(line):
                if column:
                    self._separate("\t")
                self._add_cell(cell, page)
            below = lines[index + 1] if index + 1 < len(lines) else []
            if len(line) == 1 and len(below) == 1:
                self._join_broken_word(below[0], page)

    def _add_table(self, lines: list[list[list[Token]]], places: Sequence[Sequence[Rect]], page: int) -> None:
        """Append a table: empty cells leave no mark in the text, but are kept with their places."""
        rows: list[tuple[TableCell, ...]] = []
        for line, boxes in zip(lines, places, strict=True):
            if not any(line):
                continue
            if rows:
                self._separate("\n")
            cells: list[TableCell] = []
            written = False
            for cell, place in zip(line, boxes, strict=True):
                if cell and written:
                    self._separate("\t")
                start = self._length
                self._add_cell(cell, page)
                written |= bool(cell)
                x0, top, x1, bottom = (round(edge, 2) for edge in place)
                box = Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)
                cells.append(TableCell(start=start, end=self._length, box=box))
            rows.append(tuple(cells))
        self.tables.append(Table(page=page, rows=tuple(rows)))

    def _add_cell(self, cell: list[Token], page: int) -> None:
        for place, token in enumerate(cell):
            if place and not token.glued:
                self._separate(" ")
            self._add_word(token, page)

    def _add_word(self, token: Token, page: int) -> None:
        self._columns.add(token.text, self._length, page, token.box, token.confidence)
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
        if not self._columns.texts or self._parts[-1] is not self._columns.texts[-1]:
            return
        head, tail = self._parts[-1], below[0]
        bare = _mended_head(head, tail.text)
        if bare is None:
            return
        if bare != head:
            self._columns.shorten(bare)
            self._parts[-1] = bare
            self._length -= len(head) - len(bare)
        self._add_word(tail, page)
        del below[0]
        while below and below[0].glued:
            self._add_word(below.pop(0), page)


def mended(head: Token, tail: Token) -> tuple[Token, Token] | None:
    """The two halves of a word that a line end broke, as they are written together; None if they are two words."""
    bare = _mended_head(head.text, tail.text)
    return None if bare is None else (replace(head, text=bare), replace(tail, glued=True))


def _mended_head(head: str, tail: str) -> str | None:
    """What a line's last word is without the hyphen of a line end, or with it where it is part of a compound; None if
    the word does not go on with ``tail``."""
    if not _BROKEN_WORD.search(head) or not tail[:1].islower():
        return None
    return head if _is_compound(head[:-1], tail) else head[:-1]


def _legible(cell: Cell) -> list[Token]:
    """``cell`` with its words normalised, without those that have no visible character."""
    tokens: list[Token] = []
    for token in cell:
        text = token.text
        if not (text.isascii() and text.isprintable() and " " not in text):
            text = normalised_word(text)
        if text:
            tokens.append(token if text == token.text else replace(token, text=text))
    return tokens


def _is_compound(head: str, tail: str) -> bool:
    first = re.split(r"[^\w]+", head)[-1]
    last = re.match(r"[^\W\d_]+", tail)
    return (
        first.lower() in _COMPOUND_HEADS
        or (last is not None and last.group() in _COMPOUND_TAILS)
        or any(char.isupper() or char.isdigit() for char in first[1:])
    )
