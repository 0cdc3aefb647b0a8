"""The picture of the dose: a logarithmic scale with the label's doses above what others disclose and what fits.

One geometry for the app, the HTML report and the PDF. It is drawn in one ink: nothing on it is good or bad.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from labelcheck.language import noted, say
from labelcheck.models import Bound, DoseScale, Evaluation
from labelcheck.report import dose as words
from labelcheck.report.printable import columns

WIDTH: Final = 360.0
_EDGE: Final = 14.0
_ROW: Final = 18.0
_HEAD: Final = 24.0
_SMALL, _TEXT = 11.0, 12.5
_BELOW: Final = 15.0
_LETTER, _BOLD = 0.56, 0.6
"""Width of a letter by its height; those of wide scripts are two letters wide."""
_LOWEST, _HIGHEST = 7, 16
_FAINT: Final = 0.35
_FADING: Final = (0.8, 0.55, 0.3)
_INK: Final = "currentColor"
_GROUPS: Final = {
    "disclosed": noted("What sellers disclose, not measured by us"),
    "band": noted("Our own reckoning"),
    "limit": noted("What fits into a millilitre, by our own reckoning"),
}
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Bar(NamedTuple):
    """A filled rectangle with round ends; ``strength`` is how opaque its ink is, 0 to 1."""

    x: float
    y: float
    width: float
    height: float
    strength: float


class Line(NamedTuple):
    """A thin upright line, dashed where it leads the eye from a dose of the label to the ranges below."""

    x: float
    top: float
    bottom: float
    dashed: bool


class Text(NamedTuple):
    """Words on a base line; ``end`` says that they end at ``x``, ``middle`` that they are centred on it."""

    x: float
    y: float
    words: str
    size: float
    anchor: str = "start"
    bold: bool = False


class Drawing(NamedTuple):
    """The shapes of the picture in a box of ``WIDTH`` by ``height``, origin top left."""

    height: float
    shapes: tuple[Bar | Line | Text, ...]


def drawing(scale: DoseScale) -> Drawing:
    """The picture of a scale that has at least one dose of the label on it."""
    first = min(_LOWEST, math.floor(math.log10(min(mark.low for mark in scale.marks))))
    last = max(_HIGHEST, math.ceil(math.log10(max(mark.high for mark in scale.marks))))
    step = (WIDTH - 2 * _EDGE) / (last - first)
    shapes: list[Bar | Line | Text] = []
    y = _HEAD - 6
    shapes.append(Text(0, y, say("This label"), _TEXT, bold=True))
    for mark in scale.marks:
        y += _ROW
        start, end = _at(mark.low, first, step), _at(mark.high, first, step)
        row, y = _row(start, end, y, words.label(mark), 1.0, mark.bound)
        shapes += row
    below = y
    for kind, title in _GROUPS.items():
        entries = [entry for entry in scale.ranges if entry.kind == kind]
        if entries:
            y += _HEAD
            shapes.append(Text(0, y, say(title), _SMALL, bold=True))
        for entry in entries:
            y += _ROW
            row, y = _row(_at(entry.low, first, step), _at(entry.high, first, step), y, say(entry.title), _FAINT)
            shapes += row
    y += 12
    shapes[:0] = [Line(_at(mark.low, first, step), below + 2, y, True) for mark in scale.marks]
    shapes += _axis(first, last, step, y)
    return Drawing(y + 38, tuple(shapes))


def _at(value: float, first: int, step: float) -> float:
    return _EDGE + (math.log10(value) - first) * step


class _Row(NamedTuple):
    """A bar with its label, and the base line of the lowest of them."""

    shapes: tuple[Bar | Text, ...]
    base: float


def _row(start: float, end: float, base: float, label: str, strength: float, bound: Bound | None = None) -> _Row:
    """A bar, or a dot for a single figure, with its label beside it, or below where neither side has room."""
    start, end = (start - 4, end + 4) if end - start < 8 else (start, end)
    bars = (Bar(start, base - 8, end - start, 8, strength), *_open_end(start, end, base, bound))
    left, right = min(bar.x for bar in bars) - 6, max(bar.x + bar.width for bar in bars) + 6
    bold = strength == 1
    letters = columns(label) * (_BOLD if bold else _LETTER)
    size = min(_TEXT if bold else _SMALL, WIDTH / letters)
    needed = letters * size
    if right + needed <= WIDTH:
        return _Row((*bars, Text(right, base, label, size, bold=bold)), base)
    if left - needed >= 0:
        return _Row((*bars, Text(left, base, label, size, "end", bold=bold)), base)
    base += _BELOW
    return _Row((*bars, Text(min(start, WIDTH - needed), base, label, size, bold=bold)), base)


def _open_end(start: float, end: float, base: float, bound: Bound | None) -> Iterator[Bar]:
    """Dashes that fade away on the side that the words leave open, as far as the picture reaches."""
    for place, strength in enumerate(_FADING):
        away = 3 + place * 8
        x = start - away - 5 if bound == "at most" else end + away
        if bound in ("at most", "at least") and 0 <= x <= WIDTH - 5:
            yield Bar(x, base - 5.5, 5, 3, strength)


def _axis(first: int, last: int, step: float, y: float) -> Iterator[Bar | Line | Text]:
    yield Bar(_EDGE, y, WIDTH - 2 * _EDGE, 1, 1.0)
    stride = 1 if last - first < 6 else 3
    for power in range(first, last + 1):
        x = _EDGE + (power - first) * step
        yield Line(x, y, y + (6 if (power - first) % stride == 0 else 3), False)
        if (power - first) % stride == 0:
            yield Text(x, y + 17, "10" + str(power).translate(_RAISED), _SMALL, "middle")
    caption = say("particles per mL; every tick is ten times the one before")
    yield Text(WIDTH / 2, y + 33, caption, _SMALL, "middle")


def dose_svg(evaluation: Evaluation) -> str:
    """The picture as inline SVG that tells the same in words; "" where no dose of the label has a place on it.

    Its ink and font are those of the text around it.
    """
    scale = evaluation.dose
    if scale is None or not scale.marks:
        return ""
    picture = drawing(scale)
    told = [words.marked(evaluation, mark) for mark in scale.marks] + [words.beside(entry) for entry in scale.ranges]
    inside = "".join(_svg(shape) for shape in picture.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH:g} {picture.height:g}" '
        f'class="lc-scale" aria-labelledby="lc-dose-title lc-dose-desc">'
        f'<title id="lc-dose-title">{html.escape(say(words.TITLE))}</title>'
        f'<desc id="lc-dose-desc">{html.escape(" ".join([*told, say(words.NO_GRADE)]))}</desc>{inside}</svg>'
    )


def _svg(shape: Bar | Line | Text) -> str:
    match shape:
        case Bar():
            radius = min(shape.height, shape.width) / 2
            return (
                f'<rect x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" height="{shape.height:g}" '
                f'rx="{radius:g}" fill="{_INK}" fill-opacity="{shape.strength:g}"/>'
            )
        case Line():
            dashes = ' stroke-dasharray="2 3" stroke-opacity=".6"' if shape.dashed else ""
            return (
                f'<line x1="{shape.x:.1f}" x2="{shape.x:.1f}" y1="{shape.top:.1f}" y2="{shape.bottom:.1f}" '
                f'stroke="{_INK}" stroke-width="1"{dashes}/>'
            )
        case Text():
            weight = ' font-weight="600"' if shape.bold else ""
            return (
                f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size:g}" fill="{_INK}" '
                f'text-anchor="{shape.anchor}"{weight}>{html.escape(shape.words)}</text>'
            )
