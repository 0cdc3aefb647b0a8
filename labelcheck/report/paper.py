"""What every part of the text report needs: paper of some width, colour if it takes it, and what to quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from labelcheck.report.printable import columns, one_line, wrapped
from labelcheck.report.quotation import Quotation, Quotations

MARGIN: Final = "    "


class Page:
    """What every part of the report needs: the width of the paper, whether it takes colour, and what to quote."""

    def __init__(self, width: int, colour: bool, quotes: Quotations) -> None:
        self.width = width
        self.quotes = quotes
        self._colour = colour

    def lines(self, text: str, indent: str = "", hang: str | None = None) -> list[str]:
        """``text``, made printable and wrapped."""
        return wrapped(one_line(text), self.width, indent, hang)

    def section(self, title: str) -> list[str]:
        """A heading with room above it."""
        head = self.lines(title)
        return ["", "", *(self.painted(line, "1") for line in head), "-" * max(map(columns, head), default=0)]

    def painted(self, text: str, code: str) -> str:
        """``text`` in an ANSI colour, where colour is wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def row(self, left: str, right: str, code: str) -> list[str]:
        """``left`` and ``right`` joined by dots, or below each other where they do not fit on one line."""
        left, right = one_line(left), one_line(right)
        dots = self.width - columns(left) - columns(right) - 2
        if dots >= 2:
            return [f"{left} {'.' * dots} {self.painted(right, code)}"]
        above = self.lines(left, hang=MARGIN)
        dots = self.width - len(MARGIN) - columns(right) - 1
        if dots >= 2:
            return [*above, f"{MARGIN}{'.' * dots} {self.painted(right, code)}"]
        return [*above, *(MARGIN + self.painted(line.strip(), code) for line in self.lines(right, MARGIN))]


def quoted(quotes: Iterable[Quotation], page: Page) -> Iterator[str]:
    """Quotations with their place and what to know of them."""
    inner = MARGIN + "    "
    for quote in quotes:
        plain = all(piece.marked for piece in quote.pieces)
        words = "".join(f"[{piece.text}]" if piece.marked and not plain else piece.text for piece in quote.pieces)
        yield from page.lines(f"({quote.number}) “{words}”", MARGIN, inner)
        yield from page.lines(quote.place, inner)
        for note in quote.notes:
            yield from page.lines(note, inner + "- ")
