"""HTML -> the text a visitor sees: block tags break lines, a table row is one line, superscripts stay raised."""

from __future__ import annotations

import re
from collections.abc import Set

from labelcheck.capture.written.flow import Flow
from labelcheck.capture.written.outline import BLOCK, Element, Outline, outline

_LINE = frozenset(("li", "tr", "dt", "dd", "option", "legend"))
_RAISING_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_NOTHING: frozenset[Element] = frozenset()


def visible_text(source: str) -> str:
    """All the text of an HTML page that is seen, without scripts and hidden parts; images give their ``alt``."""
    return _text(outline(source), _NOTHING)


def main_text(source: str) -> tuple[str, bool]:
    """The text of a page about a product, without menus, footers, other products and what customers write.

    Returns:
        The text, and whether other products' or customers' words were left out.
    """
    from labelcheck.capture.written.surroundings import surroundings

    page = outline(source)
    around = surroundings(page)
    text = _text(page, around.elements)
    return (text, around.of_others) if text else (_text(page, _NOTHING), False)


def _text(page: Outline, left_out: Set[Element]) -> str:
    reader = _Reader()
    place, events = 0, page.events
    while place < len(events):
        event = events[place]
        if isinstance(event, str):
            reader.add_text(event)
        elif not isinstance(event, Element):
            reader.end(event.element)
        elif event in left_out:
            reader.leave_out()
            place = event.end
        else:
            reader.start(event)
        place += 1
    return reader.text()


class _Reader:
    """Collects what is seen."""

    def __init__(self) -> None:
        self._flow = Flow()
        self._hidden = 0
        self._preformatted = 0

    def text(self) -> str:
        """What was read."""
        return self._flow.text()

    def leave_out(self) -> None:
        """An element that is not read stands here: what is around it stays apart."""
        if not self._hidden:
            self._flow.end_block()

    def start(self, element: Element) -> None:
        """An element begins."""
        tag = element.tag
        self._mark(tag, starts=True)
        if tag == "img" and not self._hidden and not element.hides and (alt := element.values.get("alt")):
            self._flow.add_apart(alt)
        self._hidden += element.hides
        self._preformatted += tag == "pre"
        if not self._hidden and _raises(element):
            self._flow.start_raised()
        if tag == "tr":
            self._flow.start_row()

    def end(self, element: Element) -> None:
        """An element ends."""
        if not self._hidden and _raises(element):
            self._flow.end_raised()
        self._hidden -= element.hides
        self._preformatted -= element.tag == "pre"
        if element.tag == "tr":
            self._flow.end_row()
        if element.tag not in ("br", "hr"):
            self._mark(element.tag, starts=False)

    def add_text(self, data: str) -> None:
        """Add text, with runs of white space as one space outside ``pre``."""
        if self._hidden:
            return
        if self._preformatted:
            self._flow.add_preformatted(data)
        else:
            self._flow.add(data)

    def _mark(self, tag: str, *, starts: bool) -> None:
        if self._hidden:
            return
        if tag == "br":
            self._flow.end_line()
        elif tag in ("td", "th"):
            if starts:
                self._flow.start_cell()
        elif tag == "li" and starts:
            self._flow.start_item()
        elif tag in _LINE:
            self._flow.end_line()
        elif tag in BLOCK or tag == "hr":
            self._flow.end_block()


def _raises(element: Element) -> bool:
    return element.tag == "sup" or bool(_RAISING_STYLE.search(element.values.get("style", "")))
