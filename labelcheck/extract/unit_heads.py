"""Units that stand apart from their figures: "Mean size (nm) | 127", "Size | 100 - 200 | nm", "Particles/mL: 6.0E8".

A column of units under its own head is the table's business; here the unit stands in the row or the field itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from labelcheck.extract.counts import INVERSE, TIMES
from labelcheck.extract.late import late
from labelcheck.extract.lexicon import alternatives
from labelcheck.extract.reads import Cell
from labelcheck.extract.shadow import Edit, Shadow
from labelcheck.extract.tables import Laid, Table, Tables, text_of
from labelcheck.models import RuleSet

_FIELD = re.compile(r"(?P<head>[^:|\n]{2,70}?)\s?:\s?(?P<value>[^:;|\n]{1,40}?)(?=\s*(?:\.\s|\.?$|;))")
_ENDS_IN_FIGURE = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹)]$")
_SCALE = r"(?:[x*·]\s?)?10(?:\s?\^\s?\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
_LETTER = re.compile(r"[^\W\d_]")
_LIMIT = re.compile(r"[<>≤≥±~]|\d\s?-\s?\d|[^\W\de_]{2}")
"""What a figure bears that may be a limit: a sign, a range, a word."""


class UnitHeads:
    """Knows the units that a row's head or a cell of its own gives; compiled once per rule set."""

    def __init__(self, rules: RuleSet):
        units = rules.units
        self._tables = Tables(rules)
        noun, per = alternatives(units.nouns["particle"]), alternatives(units.per)
        base = alternatives(word for words in units.bases.values() for word in words)
        mass, protein = alternatives(units.masses["ug"]), rf"(?:\s(?:of\s)?(?:{alternatives(units.protein)}))?"
        each = (
            rf"(?:\s?(?:/|(?:{per})\s)\s?(?:(?P<protein>(?:{mass}){protein})|(?:{base}))"
            rf"|{TIMES}(?:(?P<inverse>(?:{mass}){INVERSE}{protein})|(?:{base}){INVERSE}))"
        )
        count = rf"(?P<scale>{_SCALE})?\s?(?P<noun>(?:{noun}))?(?P<each>{each})"
        plain = [*units.measures["nm"], *units.measures["ppm"]]
        degrees = rf"°\s?[cf](?![a-z])|{alternatives(units.degrees.celsius)}"
        unit = rf"(?:(?P<plain>{alternatives(plain)}|{degrees})|{count})"
        self._cell = late(rf"\s*[(\[]?\s?{unit}\s?[)\]]?\s*$")
        told = alternatives(units.told_in)
        note = r"(?:\s?[(\[][^()\[\]|\n]{1,30}[)\]])?\s*$"
        self._head = late(rf"(?:[(\[]\s?(?:(?:{told})\s)?|,\s?|\s(?:{told})\s){unit}\s?[)\]]?{note}")
        self._whole = late(rf"\s*(?P<noun>{noun})(?:\s?\([^()\n]{{1,20}}\))?(?P<each>{each}){note}")

    def with_units(self, view: Shadow) -> Shadow:
        """The text with the unit that a row or field gives behind each figure that it is of."""
        edits = sorted(self._edits(view), key=lambda edit: edit.start)
        return view.edited(edits, mended=False) if edits else view

    def _edits(self, view: Shadow) -> Iterator[Edit]:
        low, laid = view.low, Laid(self._tables, view)
        for row, line in zip(laid.rows, low.split("\n"), strict=True):
            if row.cells:
                yield from self._of_row(row.cells, laid.at(row.start)[1], low)
            elif found := _FIELD.match(line):
                head, value = (Cell(*(row.start + at for at in found.span(name))) for name in ("head", "value"))
                unit = self._of_head(text_of(head, low))
                if unit and self._is_bare(text_of(value, low)):
                    yield from _given(unit, head.start, [value], low)

    def _of_row(self, cells: Sequence[Cell], table: Table | None, low: str) -> Iterator[Edit]:
        found = self._of_head(text_of(cells[0], low))
        start = cells[0].start
        for cell in cells[1:] if not found else ():
            found = self._cell.match(text_of(cell, low))
            start = cell.start
            if found:
                break
        if not found:
            return
        places = range(1, len(cells)) if table is None else [at for at in (table.limit, table.result) if at]
        bare = [cells[at] for at in places if at < len(cells) and self._is_bare(text_of(cells[at], low))]
        if table is None and len(bare) > 1:  # a limit and a result, or one figure and others of which nothing is known
            bare = bare[:2] if _LIMIT.search(text_of(bare[0], low)) else bare[:1]
        if bare:
            yield from _given(found, start, sorted(bare), low)

    def _of_head(self, head: str) -> re.Match[str] | None:
        """The unit in the words before a figure, which must name something else as well or be a count itself."""
        if not _LETTER.search(head):
            return None
        return self._whole.match(head) or self._head.search(head)

    def _is_bare(self, words: str) -> bool:
        """Whether words are a figure without a unit."""
        words = words.strip(" -+")
        return bool(_ENDS_IN_FIGURE.search(words)) and self._tables.is_figure(words)


def _given(unit: re.Match[str], start: int, cells: Sequence[Cell], low: str) -> Iterator[Edit]:
    """The edits that set a unit behind figures; a power of ten in it is theirs and stands for no figure of its own."""
    groups = unit.groupdict()
    scale = groups.get("scale")
    words = groups.get("plain") or f"{groups.get('noun') or ''}{groups['each']}"
    if (groups.get("protein") or groups.get("inverse")) and not groups.get("noun"):
        return
    if scale:
        first = start + unit.start("scale")
        yield Edit(first, first + len(scale), " ")
    for cell in cells:
        figure = text_of(cell, low).strip()
        times = f" x {scale.lstrip('x*· ')}" if scale else ""
        yield Edit(cell.start, cell.end, f"{figure}{times} {words.strip()}")
