"""Values that stand on the label itself: a lot, a date, a name, read where a rule's ``(?P<value>…)`` says.

The rules find words in the matching view, which is lower case and spelt one way; the value is what the label's own text
holds there. A rule's group may reach further than the value does: the value ends where its form ends, and so does the
claim.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from labelcheck.extract.candidates import Candidate
from labelcheck.extract.dates import Dates, Order, order_of
from labelcheck.extract.shadow import Shadow
from labelcheck.extract.terms import Hit, Searched, TermIndex
from labelcheck.models import Code, Reads, Rule, RuleSet

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_CODE = re.compile(r"[^\W_]+(?:(?:[-/_.]| - )[^\W_]+)*")
_INSIDE = re.compile(r"\d[-/.‐‑–−]\Z|\d\Z")
"""What stands before the rest of a figure: 11-30 of 2018-11-30 is no date of its own."""
_PREFIX = re.compile(r"[A-Z]{1,4}")
_LINE = re.compile(r"[\t\n\r|]| {3,}")
_STOP = re.compile(r"(?<=[^\W\d_]{5})\.(?:\s|$)|[!?]$|[。;]")
_LETTER = re.compile(r"[^\W\d_]")
_LOWER = re.compile(r"[^A-ZÀ-ÞͰ-\uffff\d]*")
"""Words in small Latin letters only: names have a capital, a figure, or another script."""
_FIELD_MARK = re.compile(r"[:|\t\n]")
"""What stands between the name of a field and its value."""
_CELL = re.compile(r" ?\| ?")
LONGEST_NAME = 100
LONGEST_HEAD = 40
"""Characters of a column's head: what is longer is no field name."""
_PROBES: dict[Reads, str] = {"code": "A1B2C3", "date": "2030-01-02", "name": "Abc def"}
"""What stands for a value where only the field name is asked about."""


class Value(NamedTuple):
    """A value and the span of the label's text that holds it; None where the words can be read in two ways."""

    value: str | None
    start: int
    end: int


class Reader:
    """Reads the values of a rule set's rules; compiled once."""

    def __init__(self, rules: RuleSet):
        months = {
            name: number
            for context in rules.contexts.values()
            for number, names in enumerate(context.months, 1)
            for name in names
        }
        self._dates = Dates(months)

    def read(self, reads: Reads, text: str, start: int, end: int, order: Order | None = None) -> Value | None:
        """What a span of a label's text holds of a form; None where it begins with nothing of that form."""
        while start < end and text[start].isspace():
            start += 1
        if start >= end:
            return None
        if reads == "date":
            if _INSIDE.search(text, max(0, start - 2), start):
                return None
            dated = self._dates.read(text[start:end], order)
            return Value(dated.value, start, start + dated.end) if dated else None
        return _code(text, start, end) if reads == "code" else _name(text, start, end)

    def candidates(
        self, hits: Sequence[Hit], view: Shadow, index: TermIndex, codes: Sequence[Code] = ()
    ) -> list[Candidate]:
        """The claims of rules that read a value; what begins with nothing of the value's form makes none.

        ``codes`` settle dates that are printed beside them: a GS1 code says which of its figures are the year.
        """
        found = [hit for hit in hits if isinstance(hit.owner, Rule) and hit.owner.reads and hit.value]
        found += _under_heads(view, index) if " | " in view.low else []
        if not found:
            return []
        found = _outside_heads(found, view, index)
        order = order_of(view.text)
        fields = [hit for hit in found if self._is_next(hit, view, order)]
        starts = sorted({view.origin(hit.start) for hit in fields})
        dates = sorted({view.origin(hit.start) for hit in fields if _reads(hit) == "date"})
        best: dict[int, Candidate] = {}
        for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
            ends = dates if _reads(hit) == "code" else starts
            candidate = self._candidate(hit, view, index, order, ends)
            if candidate and candidate.value is None:
                candidate = replace(candidate, value=_coded(view.low[candidate.start : candidate.end], codes))
            # One value has one field name, the longest: "date" inside "expiry date" is none of its own.
            if candidate and best.setdefault(candidate.end, candidate).rule.id == candidate.rule.id:
                best[candidate.end] = min(best[candidate.end], candidate, key=lambda one: one.start)
        return list(best.values())

    def _is_next(self, hit: Hit, view: Shadow, order: Order | None) -> bool:
        """Whether a field begins here, which ends a name before it: its value has its form, and a name has a mark.

        "Nova Manufacturing Co., Ltd." is one name, in which no field "Manufacturing" begins.
        """
        rule = hit.owner
        assert isinstance(rule, Rule) and rule.reads and hit.value
        marked = bool(_FIELD_MARK.search(view.low, hit.start, hit.value[0]))
        return (marked or rule.reads != "name") and self.read(
            rule.reads, view.text, *view.span(*hit.value), order
        ) is not None

    def _candidate(
        self, hit: Hit, view: Shadow, index: TermIndex, order: Order | None, starts: Sequence[int]
    ) -> Candidate | None:
        rule = hit.owner
        assert isinstance(rule, Rule) and rule.reads and hit.value
        first, last = view.span(*hit.value)
        if rule.reads != "date":  # a name ends where the next field begins, a code where a date does: HUC-MCB-07 is one
            place = bisect_right(starts, first)
            last = min(last, starts[place]) if place < len(starts) else last
        value = self.read(rule.reads, view.text, first, last, order)
        if value is None or (rule.reads == "name" and _is_field(view.text[value.start : value.end], index)):
            return None
        end = view.place(value.end - 1) + 1
        if hit.end > hit.value[1]:  # words of the rule follow the value
            end = max(end, hit.end)
        return Candidate(min(hit.start, hit.value[0]), end, rule, value=value.value)


def _reads(hit: Hit) -> Reads | None:
    return hit.owner.reads if isinstance(hit.owner, Rule) else None


def _coded(words: str, codes: Sequence[Code]) -> str | None:
    """The expiry date of a code whose six figures stand in some words."""
    for code in codes:
        expiry = code.fields.get("expiry", "")
        if expiry and expiry.replace("-", "")[2:].ljust(6, "0") in re.sub(r"[^0-9]", "", words):
            return expiry
    return None


def _code(text: str, start: int, end: int) -> Value | None:
    """An identifier: it holds a digit, and what parts it are hyphens, strokes and full stops."""
    words = text[start:end].translate(_DASHES)
    found = _CODE.match(words)
    if not found:
        return None
    last = start + found.end()
    if _PREFIX.fullmatch(found[0]) and text[last : last + 1] == " ":  # AB 10442
        following = _CODE.match(words, found.end() + 1)
        if following and following[0][0].isdigit():
            last = start + following.end()
    code = unicodedata.normalize("NFKC", text[start:last].translate(_DASHES))
    code = re.sub(r"\s", "", code).upper()
    has_digit = any(char.isdigit() for char in code)
    return Value(code, start, last) if has_digit and len(code) >= (3 if code.isdigit() else 2) else None


def _name(text: str, start: int, end: int) -> Value | None:
    """A name as it is printed: all of the cell or line, up to the end of its sentence."""
    end = min(end, start + LONGEST_NAME)
    for pattern in (_LINE, _STOP):
        if found := pattern.search(text, start, end):
            end = found.start()
    name = text[start:end].rstrip(" ,;:·•-–—/(")
    if not _LETTER.search(name) or _LOWER.fullmatch(name):
        return None  # "see the box"
    return Value(" ".join(name.split()), start, start + len(name))


def _outside_heads(hits: Sequence[Hit], view: Shadow, index: TermIndex) -> list[Hit]:
    """The hits without names that are only the next head of a table: "Product | Particles | Storage" over rows."""
    if " | " not in view.low:
        return list(hits)
    rows = list(rows_of(view.low))
    starts = [row.start for row in rows]
    kept = []
    for hit in hits:
        place = bisect_right(starts, hit.start) - 1
        cells = rows[place].cells
        is_name = isinstance(hit.owner, Rule) and hit.owner.reads == "name"
        above = is_name and len(cells) > 2 and place + 1 < len(rows) and len(rows[place + 1].cells) == len(cells)
        if not above or _is_field(view.cased[slice(*cells[2])], index):
            kept.append(hit)
    return kept


class Cell(NamedTuple):
    """A cell of a table's row, as a span of the shadow text."""

    start: int
    end: int


class Row(NamedTuple):
    """A line: where it starts, and its cells, none where it is no row of a table."""

    start: int
    cells: list[Cell]


def _under_heads(view: Shadow, index: TermIndex) -> list[Hit]:
    """Values that stand in a column under the name of their field: each is read as if the name stood before it."""
    found: list[Hit] = []
    rows = [row.cells for row in rows_of(view.low)]
    place = 0
    while place < len(rows) - 1:
        head = rows[place]
        below = place + 1
        if not head or not _is_head(head, rows[below], view, index):
            place += 1
            continue
        while below < len(rows) and len(rows[below]) == len(head):
            for name, cell in zip(head, rows[below], strict=True):
                found += _hits_of(view.cased[slice(*name)], view.cased[slice(*cell)], cell.start, index)
            below += 1
        place = below
    return found


def rows_of(low: str) -> Iterator[Row]:
    """The lines of a shadow text with the spans of their cells; none for a line that is no row."""
    start = 0
    for line in low.split("\n"):
        edges = [start, *(edge for mark in _CELL.finditer(line) for edge in (start + mark.start(), start + mark.end()))]
        edges.append(start + len(line))
        cells = zip(edges[::2], edges[1::2], strict=True) if len(edges) > 2 else ()
        yield Row(start, [Cell(*pair) for pair in cells])
        start += len(line) + 1


def _is_head(head: Sequence[Cell], row: Sequence[Cell], view: Shadow, index: TermIndex) -> bool:
    """Whether a row only names fields, two at least, and the row below it names none."""
    if len(head) != len(row) or any(char.isdigit() for cell in head for char in view.low[slice(*cell)]):
        return False
    names = [view.cased[slice(*cell)] for cell in head]
    below = [view.cased[slice(*cell)] for cell in row]
    return sum(_is_field(name, index) for name in names) >= 2 and not any(_is_field(name, index) for name in below)


def _is_field(words: str, index: TermIndex) -> bool:
    """Whether words are the name of a field that some rule reads."""
    name = words.strip()
    if not name or len(name) > LONGEST_HEAD:
        return False
    return any(_hits_of(name, probe, 0, index, only=reads) for reads, probe in _PROBES.items())


def _hits_of(name: str, words: str, place: int, index: TermIndex, only: Reads | None = None) -> list[Hit]:
    """The hits of rules that read a value in "name: words", as hits on the words, which stand at ``place``."""
    if not words.strip():
        return []
    lead = f"{name.strip(' :')}: "
    line = lead + words
    text = Searched(Shadow(line, line, line.lower(), (0,), (0,)))
    found = []
    for regex in index.apt(text):
        rule = regex.owner
        if isinstance(rule, Rule) and rule.reads and only in (None, rule.reads):
            for hit in regex.hits(text):
                if hit.start == 0 and hit.value and hit.value[0] >= len(lead):
                    start, end = (place + edge - len(lead) for edge in hit.value)
                    found.append(replace(hit, start=start, end=end, value=(start, end)))
    return found
