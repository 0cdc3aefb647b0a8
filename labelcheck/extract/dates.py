"""A date at the start of some words, as ISO writes it: a day or a month, or nothing where it could be two.

03/04/2026 is the third of April or the fourth of March. Where another date of the same document settles whether days
or months come first, that decides; where nothing does, the date is seen and has no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from labelcheck.extract.shadow import bare

Order = Literal["day", "month"]
"""What stands first in the numeric dates of a document."""

_YEAR = r"(?:19|20)\d\d"
_ORDERED = re.compile(rf"(?<![\d./-])(\d{{1,2}})([/.-])(\d{{1,2}})\2{_YEAR}(?![\d/-])")
_AFTER = r"(?!\d|[-/]\d|\.\d)"
_EAST = re.compile(r"(\d{4}|\d\d) ?[년年] ?(\d{1,2}) ?[월月](?: ?(\d{1,2}) ?[일日])?")
_YEAR_FIRST = re.compile(rf"({_YEAR})(?: ?([-/.]) ?(\d{{1,2}})(?: ?\2 ?(\d{{1,2}}))?|()[ ](\d\d)[ ](\d\d)){_AFTER}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}}) ?([-/.]|[ ]) ?(\d{{1,2}}) ?\2 ?({_YEAR}){_AFTER}")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})(?: ?[-/.] ?|[ ])({_YEAR}){_AFTER}")
_SHORT = re.compile(rf"(\d\d)([-/.])(\d\d)\2(\d\d){_AFTER}")
_SHORT_MONTH = re.compile(rf"(\d\d)[-/.]?(\d\d){_AFTER}")
_SOLID = re.compile(rf"(\d{{8}}|\d{{6}}){_AFTER}")
_RANGE = re.compile(r"\s?[-~]\s?|\s[a-zà]{1,3}\s")
_FOLDED = {
    ord("–"): "-",
    ord("—"): "-",
    ord("‑"): "-",
    ord("−"): "-",
    ord("〜"): "~",
    ord("～"): "~",
    0xA0: " ",
    ord("\n"): " ",
}
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class Dated(NamedTuple):
    """A date that was seen: its value (ISO day or month, None where it could be two) and where it ends."""

    value: str | None
    end: int


class Dates:
    """Reads dates; ``months`` gives the number of each month's name and its short forms, in lower case."""

    def __init__(self, months: Mapping[str, int]):
        self._months = {**{bare(name): number for name, number in months.items()}, **months}
        names = "|".join(re.escape(name) for name in sorted(self._months, key=len, reverse=True)) or r"\0"
        name = rf"({names})(?![^\W\d_])\.?"
        joint = r"[ .,/-]{0,2}(?:[a-z]{2,3} )?"
        self._worded = (
            (re.compile(rf"(\d{{1,2}})(?:[a-z]{{2}}|[.º°])?{joint}{name}{joint}({_YEAR}|\d\d){_AFTER}"), (3, 2, 1)),
            (re.compile(rf"{name}[ -](\d{{1,2}})(?:[a-z]{{2}})?(?:, ?| |-)({_YEAR}){_AFTER}"), (3, 1, 2)),
            (re.compile(rf"({_YEAR})[ ./-]{name}[ ./-](\d{{1,2}}){_AFTER}"), (1, 2, 3)),
            (re.compile(rf"{name}{joint}({_YEAR}){_AFTER}"), (2, 1)),
            (re.compile(rf"{name}[-/'](\d\d){_AFTER}"), (2, 1)),
        )
        self._bare_day = re.compile(rf"{name} (\d\d){_AFTER}")

    def read(self, words: str, order: Order | None = None) -> Dated | None:
        """The date that ``words`` begin with; None where they begin with none.

        Of a range from one date to another neither is the value.
        """
        text = words.translate(_WIDE).translate(_FOLDED).lower()
        found = self._one(text, order)
        if found is None:
            return None
        joint = _RANGE.match(text, found.end)
        if joint and (last := self._one(text[joint.end() :], order)):
            return Dated(None, joint.end() + last.end)
        return found

    def _one(self, text: str, order: Order | None) -> Dated | None:
        for pattern, places in self._worded:
            if found := pattern.match(text):
                year, month, *day = (found[place] for place in places)
                number = self._months[month]
                return _settled(found, [(_full(year), number, int(day[0]) if day else None)])
        if found := self._bare_day.match(text):
            return Dated(None, found.end())  # "MAR 27" is a day or a year
        for numeric in _NUMERIC:
            seen = numeric(text, order)
            if seen:
                return seen
        return None


def order_of(text: str) -> Order | None:
    """Whether days or months come first in a document's numeric dates, as far as one of them leaves no choice."""
    seen: set[Order] = set()
    for found in _ORDERED.finditer(text):
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            seen.add("day")
        elif second > 12 >= first:
            seen.add("month")
    return seen.pop() if len(seen) == 1 else None


Parts = tuple[int, int, int | None]


def _east(text: str, _: Order | None) -> Dated | None:
    found = _EAST.match(text)
    return _settled(found, [(_full(found[1]), int(found[2]), int(found[3]) if found[3] else None)]) if found else None


def _year_first(text: str, _: Order | None) -> Dated | None:
    found = _YEAR_FIRST.match(text)
    if not found:
        return None
    month, day = found[3] or found[6], found[4] or found[7]
    return _settled(found, [(int(found[1]), int(month), int(day) if day else None)])


def _year_last(text: str, order: Order | None) -> Dated | None:
    found = _YEAR_LAST.match(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    return _settled(found, _by_order(year, first, second, "day" if found[2] == "." and second <= 12 else order))


def _month_year(text: str, _: Order | None) -> Dated | None:
    found = _MONTH_YEAR.match(text)
    return _settled(found, [(int(found[2]), int(found[1]), None)]) if found else None


def _short(text: str, _: Order | None) -> Dated | None:
    """Three pairs of figures, of which the first or the last is the year."""
    found = _SHORT.match(text)
    if not found:
        return None
    return _settled(found, _of_pairs(int(found[1]), int(found[3]), int(found[4])))


def _solid(text: str, order: Order | None) -> Dated | None:
    """Eight or six figures without a mark between them."""
    found = _SOLID.match(text)
    if not found:
        return None
    figures = found[1]
    pairs = [int(figures[place : place + 2]) for place in range(0, len(figures), 2)]
    year_first, year_last = int(figures[:4]), int(figures[-4:])
    parts: list[Parts] = []
    if len(figures) == 8:
        if 1900 <= year_first < 2100:
            parts.append((year_first, pairs[2], pairs[3]))
        if 1900 <= year_last < 2100:
            parts += _by_order(year_last, pairs[0], pairs[1], order)
        return _settled(found, parts)
    if 1900 <= year_first < 2100:
        parts.append((year_first, pairs[2], None))
    if 1900 <= year_last < 2100:
        parts.append((year_last, pairs[0], None))
    return _settled(found, [*parts, *_of_pairs(*pairs)])


def _short_month(text: str, _: Order | None) -> Dated | None:
    """Two pairs of figures, of which one is the year and the other the month."""
    found = _SHORT_MONTH.match(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    return _settled(found, [(2000 + second, first, None), (2000 + first, second, None)])


_NUMERIC: Sequence[Callable[[str, Order | None], Dated | None]] = (
    *(_east, _year_first, _year_last, _month_year, _short, _solid, _short_month),
)


def _by_order(year: int, first: int, second: int, order: Order | None) -> list[Parts]:
    day_first, month_first = (year, second, first), (year, first, second)
    if order and _iso(day_first if order == "day" else month_first):
        return [day_first if order == "day" else month_first]
    return [day_first, month_first]


def _of_pairs(first: int, second: int, third: int) -> list[Parts]:
    return [(2000 + first, second, third), (2000 + third, second, first), (2000 + third, first, second)]


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _settled(found: re.Match[str], readings: Iterable[Parts]) -> Dated | None:
    """The one value of all readings that are dates; None for no date at all."""
    values = set(_values(readings))
    return Dated(values.pop() if len(values) == 1 else None, found.end()) if values else None


def _values(readings: Iterable[Parts]) -> Iterator[str]:
    for parts in readings:
        if value := _iso(parts):
            yield value


def _iso(parts: Parts) -> str | None:
    year, month, day = parts
    try:
        whole = date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return whole.isoformat() if day is not None else f"{whole:%Y-%m}"
