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
        return ["", "", self.painted(title, "1"), "-" * columns(title)]

    def painted(self, text: str, code: str) -> str:
        """``text`` in an ANSI colour, where colour is wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def row(self, left: str, right: str, code: str) -> list[str]:
        """``left`` and ``right`` joined by dots, or on two lines where they do not fit on one."""
        dots = self.width - columns(left) - columns(right) - 2
        if dots < 2:
            return [*self.lines(left, hang=MARGIN), MARGIN + self.painted(right, code)]
        return [f"{left} {'.' * dots} {self.painted(right, code)}"]


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
