"""Text that is put together piece by piece from a web page or a written document, without boxes.

Blocks are parted by a blank line, lines by LF, and a table's row is one line with its cells parted by TAB, as
everywhere else in this stage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labelcheck.capture.characters import superscript

_RAISED = re.compile(r"[0-9+\-−–()\s]{1,12}")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_LONGEST_ROW = 2000

_END_OF_BLOCK, _END_OF_LINE, _CELL = "\ue000", "\ue001", "\ue002"
_MARKS = str.maketrans("", "", _END_OF_BLOCK + _END_OF_LINE + _CELL)


@dataclass(slots=True)
class _Row:
    """A row that is being read: where it began, and whether it is known to lay out the page."""

    start: int
    lays_out: bool = False


class Flow:
    """Collects text with its line ends, rows and raised characters."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._raised: list[str] | None = None
        self._rows: list[_Row] = []

    def text(self) -> str:
        """What was collected."""
        text = "".join(self._parts)
        text = re.sub(rf"(?: ?{_CELL} ?)+", "\t", text)
        text = re.sub(rf"[ \t]*(?:[{_END_OF_LINE}]\s*)+", "\n", text)
        text = re.sub(rf"\s*{_END_OF_BLOCK}[{_END_OF_BLOCK}\s]*", "\n\n", text)
        return "\n".join(line.strip(" \t") for line in text.split("\n")).strip()

    def add(self, text: str) -> None:
        """Add text, with a run of white space as one space."""
        text = text.translate(_MARKS)
        if self._raised is not None:
            self._raised.append(text)
        else:
            self._add(_SPACE.sub(" ", text))

    def add_preformatted(self, text: str) -> None:
        """Add text whose lines and spaces count."""
        text = text.translate(_MARKS)
        if self._raised is not None:
            self._raised.append(text)
        else:
            self._add(text.replace("\r\n", "\n").replace("\n", _END_OF_LINE))

    def add_apart(self, text: str) -> None:
        """Add words that no space may join to their neighbours: what a picture shows."""
        self._add(f" {_SPACE.sub(' ', text.translate(_MARKS)).strip()} ")

    def end_line(self) -> None:
        """What follows stands on a line of its own."""
        self._parts.append(_END_OF_LINE)

    def end_block(self) -> None:
        """What follows stands behind a blank line."""
        self._parts.append(_END_OF_BLOCK)

    def start_item(self) -> None:
        """What follows is an entry of a list."""
        self._parts += (_END_OF_LINE, "- ")

    def start_row(self) -> None:
        """What follows, up to :meth:`end_row`, is a row of a table."""
        self._rows.append(_Row(len(self._parts)))

    def start_cell(self) -> None:
        """What follows is the row's next cell; outside a row, what stands at the next tab stop."""
        self._parts.append(_END_OF_LINE if self._rows and self._rows[-1].lays_out else _CELL)

    def end_row(self) -> None:
        """Put the row on one line, unless it lays out the page: with a table inside, one filled cell, or much text."""
        ended = self._rows.pop()
        if not ended.lays_out:
            row = "".join(self._parts[ended.start :])
            cells = [cell for cell in row.split(_CELL) if cell.strip(f" {_END_OF_BLOCK}{_END_OF_LINE}")]
            if len(cells) < 2 or len(row) > _LONGEST_ROW:
                self._parts[ended.start :] = [row.replace(_CELL, _END_OF_LINE)]
                if len(row) <= _LONGEST_ROW:
                    return
            else:
                flat = [re.sub(rf"[{_END_OF_BLOCK}{_END_OF_LINE}\s]+", " ", cell).strip() for cell in cells]
                self._parts[ended.start :] = ["\t".join(flat)]
        if self._rows and not self._rows[-1].lays_out:
            outer = self._rows[-1]
            before = "".join(self._parts[outer.start : ended.start]).replace(_CELL, _END_OF_LINE)
            self._parts[outer.start : ended.start] = [before]
            outer.lays_out = True

    def join(self, other: Flow) -> None:
        """Add all that ``other`` collected, as a block of its own."""
        self._parts += (_END_OF_BLOCK, *other._parts, _END_OF_BLOCK)

    def start_raised(self) -> None:
        """What follows, up to :meth:`end_raised`, stands above the line."""
        if self._raised is None:
            self._raised = []

    def end_raised(self) -> None:
        """Put raised digits and signs as superscript characters; other raised text stays as it is."""
        raised, self._raised = "".join(self._raised or ()), None
        if not raised:
            return
        bare = raised.strip()
        self._add(superscript(bare) if _RAISED.fullmatch(raised) and bare else _SPACE.sub(" ", raised))

    def _add(self, text: str) -> None:
        if text.startswith(" ") and self._parts and self._parts[-1][-1:] in (" ", _END_OF_BLOCK, _END_OF_LINE):
            text = text.lstrip(" ")
        if text:
            self._parts.append(text)
