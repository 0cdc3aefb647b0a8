"""HTML -> the text a visitor sees: block tags break lines, a table row is one line, superscripts stay raised."""

from __future__ import annotations

import re
from collections import Counter

from labelcheck.capture.characters import superscript
from labelcheck.capture.tags import tokens


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _names(
    "script style noscript template nav title head iframe object audio video canvas select datalist map math"
)
_BLOCK = _names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup html main menu ol p pre section summary table tbody tfoot thead ul caption"
)
_LINE = frozenset(("li", "tr", "dt", "dd", "option", "legend"))
_CLOSED_BY_NEXT = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "option"))
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED = re.compile(r"[0-9+\-−–()\s]{1,12}")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_LONGEST_ROW = 2000

_END_OF_BLOCK, _END_OF_LINE, _CELL = "\ue000", "\ue001", "\ue002"
_MARKS = str.maketrans("", "", _END_OF_BLOCK + _END_OF_LINE + _CELL)


def visible_text(source: str) -> str:
    """The text of an HTML page as it is seen, without navigation, scripts and hidden parts; images give their ``alt``.

    Any depth of nesting is read without recursion.
    """
    reader = _Reader()
    for token in tokens(source):
        if isinstance(token, str):
            reader.add_text(token)
        elif token.ends:
            reader.end(token.name)
        else:
            reader.start(token.name, token.attributes)
    return reader.text()


class _Reader:
    """Collects what is seen; keeps the open elements to know what hides and where a row began."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._names: Counter[str] = Counter()
        self._hidden = 0
        self._preformatted = 0
        self._raised: list[str] | None = None
        self._rows: list[int] = []

    def text(self) -> str:
        """What was read, with line ends in place of block ends."""
        text = "".join(self._parts)
        text = re.sub(rf" ?{_CELL} ?", "\t", text)
        text = re.sub(rf"[ \t]*(?:[{_END_OF_LINE}]\s*)+", "\n", text)
        text = re.sub(rf"\s*{_END_OF_BLOCK}[{_END_OF_BLOCK}\s]*", "\n\n", text)
        return "\n".join(line.strip(" ") for line in text.split("\n")).strip()

    def start(self, tag: str, values: dict[str, str]) -> None:
        """Open an element, closing those that its start implies to be finished."""
        if tag in _CLOSED_BY_NEXT and self._open and self._open[-1][0] == tag:
            self.end(tag)
        elif tag in _BLOCK and self._open and self._open[-1][0] == "p":
            self.end("p")
        if tag in _BLOCK and self._open and self._open[-1][0] == "head":
            self.end("head")
        self._mark(tag, starts=True)
        if tag == "img" and not self._hidden and (alt := values.get("alt")) and not _hides(tag, values):
            self._add(f" {_SPACE.sub(' ', alt.translate(_MARKS)).strip()} ")
        if tag in _VOID:
            return
        hides = _hides(tag, values)
        self._open.append((tag, hides))
        self._names[tag] += 1
        self._hidden += hides
        self._preformatted += tag == "pre"
        if tag == "sup" and not self._hidden:
            self._raised = []
        if tag == "tr":
            self._rows.append(len(self._parts))

    def end(self, tag: str) -> None:
        """Close the nearest such element and all inside it; an end without a start is ignored."""
        if tag in ("br", "p") and not self._names[tag]:
            self._mark(tag, starts=True)
            return
        if not self._names[tag]:
            return
        while True:
            name, hid = self._open.pop()
            self._names[name] -= 1
            self._hidden -= hid
            self._preformatted -= name == "pre"
            if name == "sup":
                self._end_superscript()
            if name == "tr":
                self._end_row(self._rows.pop())
            self._mark(name, starts=False)
            if name == tag:
                return

    def add_text(self, data: str) -> None:
        """Add text, with runs of white space as one space outside ``pre``."""
        if self._hidden:
            return
        data = data.translate(_MARKS)
        if self._raised is not None:
            self._raised.append(data)
        elif self._preformatted:
            self._add(data.replace("\r\n", "\n").replace("\n", _END_OF_LINE))
        else:
            self._add(_SPACE.sub(" ", data))

    def _add(self, text: str) -> None:
        if text.startswith(" ") and self._parts and self._parts[-1][-1:] in (" ", _END_OF_BLOCK, _END_OF_LINE):
            text = text.lstrip(" ")
        if text:
            self._parts.append(text)

    def _mark(self, tag: str, *, starts: bool) -> None:
        if self._hidden:
            return
        if tag == "br":
            self._parts.append(_END_OF_LINE)
        elif tag in ("td", "th"):
            if starts:
                self._parts.append(_CELL)
        elif tag in _LINE:
            self._parts.append(_END_OF_LINE)
            if starts and tag == "li":
                self._parts.append("- ")
        elif tag in _BLOCK or tag == "hr":
            self._parts.append(_END_OF_BLOCK)

    def _end_superscript(self) -> None:
        raised, self._raised = "".join(self._raised or ()), None
        if self._hidden or not raised:
            return
        bare = raised.strip()
        self._add(superscript(bare) if _RAISED.fullmatch(raised) and bare else _SPACE.sub(" ", raised))

    def _end_row(self, start: int) -> None:
        """Put a row on one line, unless it lays out the page: with a table inside, one filled cell, or much text."""
        row = "".join(self._parts[start:])
        cells = [cell for cell in row.split(_CELL) if cell.strip(f" {_END_OF_BLOCK}{_END_OF_LINE}")]
        if len(cells) < 2 or "\t" in row or len(row) > _LONGEST_ROW:
            self._parts[start:] = [row.replace(_CELL, _END_OF_LINE)]
            return
        flat = [re.sub(rf"[{_END_OF_BLOCK}{_END_OF_LINE}\s]+", " ", cell).strip() for cell in row.split(_CELL)]
        self._parts[start:] = ["\t".join(cell for cell in flat if cell)]


def _hides(tag: str, values: dict[str, str]) -> bool:
    return tag in _UNSEEN or "hidden" in values or bool(_HIDING_STYLE.search(values.get("style", "")))
