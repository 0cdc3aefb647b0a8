"""HTML source -> a well-nested outline of its elements and texts, whatever was left open or closed twice.

The outline is one flat list, so that a page nested ten thousand deep needs no recursion: an element is the stretch of
the list between its start and its end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from labelcheck.capture.written.tags import tokens


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names("area base br col embed hr img input link meta param source track wbr")
BLOCK = _names(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup html main menu nav ol p pre section summary table tbody tfoot thead ul caption"
)
_UNSEEN = _names("script style noscript template title head iframe object audio video canvas select datalist map math")
_CLOSED_BY_NEXT = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "option"))
_CELLS = frozenset(("td", "th"))
_INSIDE = {
    "tr": (frozenset(("table",)), frozenset(("tr",))),
    "td": (frozenset(("tr", "table")), _CELLS),
    "th": (frozenset(("tr", "table")), _CELLS),
    "li": (frozenset(("ul", "ol", "menu")), frozenset(("li",))),
}
_NEAREST = 12
_CONTROLS = ("aria-controls", "data-target", "data-bs-target", "href")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Element:
    """An element: what it is, whether it hides what is in it, and where in the outline it starts and ends."""

    tag: str
    values: dict[str, str]
    hides: bool
    above: Element | None
    start: int
    end: int = -1


@dataclass(frozen=True, slots=True)
class End:
    """Where an element ends."""

    element: Element


Event = Element | End | str


@dataclass(slots=True)
class Outline:
    """The elements and texts of a page in their order; every start has its end."""

    events: list[Event] = field(default_factory=list)

    @property
    def elements(self) -> Iterator[Element]:
        """All elements, outer before inner."""
        return (event for event in self.events if isinstance(event, Element))


def outline(source: str) -> Outline:
    """The outline of a page; a missing end is where the next element, or the one around it, shows it to be."""
    builder = _Builder()
    for token in tokens(source):
        if isinstance(token, str):
            builder.events.append(token)
        elif token.ends:
            builder.end(token.name)
        else:
            builder.start(token.name, token.attributes)
    while builder.open:
        builder.close_last()
    page = Outline(builder.events)
    _show_folded(page)
    return page


def _show_folded(page: Outline) -> None:
    """Unhide what a tab or a button on the page unfolds: a visitor reads it, and labels keep their lists there."""
    unfolded: set[str] = set()
    for element in page.elements:
        for name in _CONTROLS:
            unfolded.update(element.values.get(name, "").removeprefix("#").split())
    for element in page.elements:
        if element.hides and element.tag not in _UNSEEN:
            values = element.values
            element.hides = not (
                values.get("id") in unfolded
                or values.get("role") == "tabpanel"
                or values.get("hidden", "").lower() == "until-found"
            )


class _Builder:
    """Keeps the open elements while the events are written."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.open: list[Element] = []
        self._names: Counter[str] = Counter()

    def start(self, tag: str, values: dict[str, str]) -> None:
        """Open an element, closing those that its start implies to be finished."""
        last = self.open[-1].tag if self.open else ""
        if (tag in _CLOSED_BY_NEXT and last == tag) or (tag in BLOCK and last == "p"):
            self.end(last)
        elif tag in _INSIDE:
            self._end_before(tag)
        if tag in BLOCK and self.open and self.open[-1].tag == "head":
            self.end("head")
        above = self.open[-1] if self.open else None
        element = Element(tag, values, _hides(tag, values), above, len(self.events))
        self.events.append(element)
        self.open.append(element)
        self._names[tag] += 1
        if tag in VOID:
            self.close_last()

    def _end_before(self, tag: str) -> None:
        """Close the row or cell that the start of the next one shows to be finished."""
        around, like = _INSIDE[tag]
        for element in self.open[: -_NEAREST - 1 : -1]:
            if element.tag in around:
                return
            if element.tag in like:
                self.end(element.tag)
                return

    def end(self, tag: str) -> None:
        """Close the nearest such element and all inside it; an end without a start is ignored."""
        if tag in ("br", "p") and not self._names[tag]:
            self.start(tag, {})
            return
        if not self._names[tag]:
            return
        while self.close_last() != tag:
            pass

    def close_last(self) -> str:
        """Close the element that was opened last, and tell what it was."""
        element = self.open.pop()
        self._names[element.tag] -= 1
        element.end = len(self.events)
        self.events.append(End(element))
        return element.tag


def _hides(tag: str, values: dict[str, str]) -> bool:
    return tag in _UNSEEN or "hidden" in values or bool(_HIDING_STYLE.search(values.get("style", "")))
