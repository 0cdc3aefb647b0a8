"""Sentences, clauses and the field names above or before them: how far a word's influence reaches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from labelcheck.extract.ingredients import IngredientList

_SHORT = (
    *("al", "vs", "fl", "ca", "e.g", "i.e", "approx", "dr", "min", "max", "incl", "bzw", "ggf", "inkl", "z. b", "z.b"),
    *("evtl", "mrd", "mio", "env", "p. ex", "p.ex", "aprox", "p. ej", "p.ej", "máx", "mín"),
)
"""Abbreviations whose full stop ends no sentence."""
_BOUNDARY = re.compile(
    r"\n+|(?<=[.!?])"
    + "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _SHORT)
    + r"(?:(?<!\bno\.)|(?<=\bno\.)(?=\s+\D))"
    r"[\"')\]]*\s+|(?<=[。！？])|;\s"
    r"|(?<=[\u1100-\u9fff\uac00-\ud7af][.!?;])(?=[\u1100-\u9fff\uac00-\ud7af])"  # no space is needed there
)
_FIELD = re.compile(r"[^\w]*(?P<head>[^:|\n]{2,40}?)\s*(?:\([^)\n]{0,40}\)\s*)?(?:[:|]|\s-\s)")
_COLUMN = re.compile(r"\s\|\s")
_NUMBER = re.compile(r"\s*\(?\d{1,2}[.)]")
LONGEST = 700
"""Characters after which a stretch without a stop is cut; an ingredient list is the only honest one."""
INGREDIENTS = frozenset({"ingredients"})
_QUESTION = re.compile(r"[?？]\s*[\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the shadow text whose words speak of one another.

    ``fields`` are the kinds its field name announces; ``heading`` is the short line above, "" if there is none.
    """

    start: int
    end: int
    text: str
    fields: frozenset[str]
    heading: str
    question: bool
    opens: bool = True
    """Stands at the start of its line."""
    field: tuple[int, int] | None = None
    """Where the field name or heading stands that gave ``fields``."""


class Sentences:
    """The sentences of a shadow text in order; finds the one that a place stands in.

    Each entry of an ingredient list is a sentence of its own: nothing in a list speaks of its neighbours.
    """

    def __init__(self, text: str, headings: Mapping[str, frozenset[str]], lists: Sequence[IngredientList] = ()):
        self.all = tuple(_split(text, headings, lists))
        self._starts = [sentence.start for sentence in self.all]

    def at(self, index: int) -> Sentence:
        """The sentence that holds a place of the text."""
        return self.all[max(0, bisect_right(self._starts, index) - 1)]

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, if any."""
        place = bisect_right(self._starts, sentence.start) - 2
        return self.all[place] if place >= 0 else None

    def after(self, sentence: Sentence) -> Sentence | None:
        """The sentence after, if any."""
        place = bisect_right(self._starts, sentence.start)
        return self.all[place] if place < len(self.all) else None


def _split(text: str, headings: Mapping[str, frozenset[str]], lists: Sequence[IngredientList]) -> list[Sentence]:
    sentences: list[Sentence] = []
    start = 0
    above = ""  # the short line above, while it may still be a heading
    above_at = line_at = (0, 0)
    line_field: frozenset[str] = frozenset()
    cuts = _capped(_parted([(found.start(), found.end()) for found in _BOUNDARY.finditer(text)], lists), text)
    entries = {entry.start for one in lists for entry in one.entries}
    opens_line = True
    for stop, resume in [*cuts, (len(text), len(text))]:
        raw = text[start:stop]
        breaks_line = "\n" in text[stop:resume]
        if opens_line and not breaks_line and resume < len(text) and _NUMBER.fullmatch(raw):
            continue  # "2. Storage." is one heading, not two sentences
        if start in entries:
            sentences.append(Sentence(start, stop, raw, INGREDIENTS, "", False))
            above, line_field = "", frozenset()
        elif raw.strip():
            own = _own_fields(raw, headings) if opens_line else line_field
            if opens_line and not own:
                own = headings.get(_name(_NUMBER.sub("", raw, count=1)), frozenset())
            announced = headings.get(_name(above), frozenset()) if above else frozenset()
            asks = bool(_QUESTION.search(raw))
            if opens_line:
                line_field, line_at = own, _field_at(raw, start)
            field = line_at if own else above_at if announced else None
            sentences += _cells(Sentence(start, stop, raw, own | announced, above, asks, opens_line, field))
            if breaks_line:
                above = raw.strip() if _is_heading(raw, opens_line) else ""
                above_at = (start, stop)
        opens_line = breaks_line or (opens_line and not raw.strip())
        start = resume
    return sentences or [Sentence(0, len(text), text, frozenset(), "", question=False)]


def _cells(sentence: Sentence) -> list[Sentence]:
    """A table row of three cells or more as one sentence a cell, all under the field that the first names."""
    marks = [found.span() for found in _COLUMN.finditer(sentence.text)]
    if len(marks) < 2:
        return [sentence]
    edges = [0, *(place for mark in marks for place in mark), len(sentence.text)]
    head = sentence.text[: marks[0][0]].strip()
    cells = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        text = sentence.text[first:last]
        if text.strip():
            place = sentence.start + first
            cell = replace(sentence, start=place, end=place + len(text), text=text)
            cells.append(replace(cell, heading=head, opens=False) if first else cell)
    return cells


def _parted(cuts: list[tuple[int, int]], lists: Sequence[IngredientList]) -> list[tuple[int, int]]:
    """Cuts with those inside ingredient lists replaced by the borders of entries."""
    parted: list[tuple[int, int]] = []
    place = 0
    for one in lists:
        while place < len(cuts) and cuts[place][0] < one.start:
            parted.append((cuts[place][0], min(cuts[place][1], one.start)))
            place += 1
        borders = [one.start, *(border for entry in one.entries for border in (entry.start, entry.end)), one.end]
        parted += zip(borders[::2], borders[1::2], strict=True)
        while place < len(cuts) and cuts[place][1] <= one.end:
            place += 1
        if place < len(cuts) and cuts[place][0] < one.end:
            cuts[place] = (one.end, cuts[place][1])
    return parted + cuts[place:]


def _capped(cuts: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Cuts with one more wherever a stretch is longer than any sentence, so that no word's influence reaches on."""
    capped: list[tuple[int, int]] = []
    start = 0
    for stop, resume in [*cuts, (len(text), len(text))]:
        while stop - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            place = space if space > start else start + LONGEST
            capped.append((place, place))
            start = place
        capped.append((stop, resume))
        start = resume
    return capped[:-1]


def _field_at(raw: str, start: int) -> tuple[int, int]:
    """Where the field name of a line stands: all of it, where the line is a heading."""
    found = _FIELD.match(raw)
    first, last = found.span("head") if found else (len(raw) - len(raw.lstrip()), len(raw.rstrip()))
    return start + first, start + last


def _own_fields(raw: str, headings: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found = _FIELD.match(raw)
    return headings.get(_name(found["head"]), frozenset()) if found else frozenset()


def _name(head: str) -> str:
    bare = re.sub(r"\s*\(.*$", "", _NUMBER.sub("", head, count=1))
    return bare.strip(" :|-*#•·.[]【】■").lower()


def _is_heading(raw: str, opens_line: bool) -> bool:
    bare = raw.strip()
    return opens_line and len(bare) <= 48 and len(bare.split()) <= 6 and bare[-1] not in ".!?,;。"
