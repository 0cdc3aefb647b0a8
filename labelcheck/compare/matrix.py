"""The disclosure matrix as a picture: products by questions, each answer a shape with a colour, told in words too.

Its ink is that of the text around it; standing alone it follows the reader's light or dark scheme.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from labelcheck.compare.wording import OUTCOMES, outcome_words, short_tally
from labelcheck.dossiers import Cell, Comparison, Dossier
from labelcheck.language import say
from labelcheck.models import Outcome
from labelcheck.report.cell_words import value_words
from labelcheck.report.printable import columns, one_line

_ROW: Final = 30.0
_STEP: Final = 34.0
_SIZE: Final = 13.0
_SMALL: Final = 12.0
_LETTER, _BOLD = 0.56, 0.62
"""Width of a letter by its height; those of wide scripts are two letters wide."""
_NAME_COLUMNS: Final = 26
_HEAD_COLUMNS: Final = 26
_NAME_WIDTH: Final = _NAME_COLUMNS * _LETTER * _SIZE + 12
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_SLANT: Final = 0.7071
_LEGEND_STEP: Final = 24.0
_INKS: Final[dict[Outcome | None, str]] = {
    "met": "light-dark(#17603f,#8fd3ac)",
    "partly": "light-dark(#8a5a00,#e9be6a)",
    "contrary": "light-dark(#a63a2b,#f2a294)",
    "not stated": "light-dark(#4c5759,#b9c1c0)",
    "unreadable": "light-dark(#4b4a87,#b9b6f0)",
    None: "light-dark(#4c5759,#b9c1c0)",
}
_PLAIN: Final[dict[Outcome | None, str]] = {
    "met": "#2f8a5f",
    "partly": "#b07a10",
    "contrary": "#c9553f",
    "not stated": "#7d8a8c",
    "unreadable": "#7a78bd",
    None: "#7d8a8c",
}
"""For programs that know no ``light-dark``; readable on white and on black."""
_STYLE: Final = (
    "<style>svg:root{color-scheme:light dark;background:Canvas;color:CanvasText;"
    "font-family:system-ui,sans-serif}</style>"
)


def matrix_svg(comparison: Comparison) -> str:
    """The matrix as SVG: well-formed, without scripts, with a title and a description for screen readers.

    Names that are too long are cut; the whole name stands in the row's own title.
    """
    longest = max((min(columns(say(column.short)), _HEAD_COLUMNS) for column in comparison.columns), default=0)
    head = longest * _BOLD * _SMALL * _SLANT + 26
    grid = _NAME_WIDTH + _STEP * len(comparison.columns)
    total = grid + 64
    width = max(total, grid + longest * _LETTER * _SMALL * _SLANT, 340.0)
    shapes = [*_heads(comparison, head), _text(grid + 8, head - 8, say("disclosed"), _SMALL)]
    for place, dossier in enumerate(comparison.dossiers):
        shapes += _row(comparison, dossier, head + place * _ROW, grid)
    below = head + len(comparison.dossiers) * _ROW + 16
    shapes += _legend(below)
    height = below + _LEGEND_STEP * len(OUTCOMES) + 8
    if any(column.tier == "minimum" for column in comparison.columns):
        height += _LEGEND_STEP
        shapes.append(_text(0, height - 12, say("Bold: what a supplier should disclose at least."), _SMALL))
    title = say("Who discloses what: {title}", title=say(comparison.title))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="-8 0 {width + 16:.0f} {height:.0f}" '
        f'class="lc-matrix" aria-labelledby="lc-matrix-title lc-matrix-desc">'
        f'<title id="lc-matrix-title">{_escaped(title)}</title>'
        f'<desc id="lc-matrix-desc">{_escaped(_told(comparison))}</desc>{_STYLE}{"".join(shapes)}</svg>\n'
    )


def _told(comparison: Comparison) -> str:
    """The picture in words: every product with its questions by outcome."""
    shorts = {column.id: say(column.short) for column in comparison.columns}
    return " ".join(_product_told(dossier, shorts) for dossier in comparison.dossiers)


def _product_told(dossier: Dossier, shorts: dict[str, str]) -> str:
    groups = []
    for outcome in OUTCOMES:
        named = [shorts.get(cell.id, cell.id) for cell in dossier.cells if cell.outcome == outcome]
        if named:
            groups.append(say("{outcome}: {questions}", outcome=outcome_words(outcome), questions=", ".join(named)))
    return say("{product}. {answers}.", product=dossier.name, answers="; ".join(groups))


def _heads(comparison: Comparison, head: float) -> Iterator[str]:
    for place, column in enumerate(comparison.columns):
        x, y = _NAME_WIDTH + _STEP * (place + 0.5) - 2, head - 8
        short = _cut(say(column.short), _HEAD_COLUMNS)
        weight = ' font-weight="600"' if column.tier == "minimum" else ""
        yield (
            f'<g transform="translate({x:.1f} {y:.1f}) rotate(-45)"><title>{_escaped(say(column.question))}</title>'
            f'<text font-size="{_SMALL:g}" fill="currentColor"{weight}>{_escaped(short)}</text></g>'
        )


def _row(comparison: Comparison, dossier: Dossier, top: float, grid: float) -> Iterator[str]:
    base = top + _ROW / 2 + 4
    name = _cut(dossier.name, _NAME_COLUMNS)
    yield (
        f'<line x1="0" x2="{grid + 56:.1f}" y1="{top:.1f}" y2="{top:.1f}" stroke="currentColor" stroke-opacity=".2"/>'
        f"<g><title>{_escaped(dossier.name)}</title>{_text(0, base, name, _SIZE)}</g>"
    )
    cells = {cell.id: cell for cell in dossier.cells}
    for place, column in enumerate(comparison.columns):
        if cell := cells.get(column.id):
            x = _NAME_WIDTH + _STEP * (place + 0.5)
            told = _cell_told(say(column.short), cell)
            yield f"<g><title>{_escaped(told)}</title>{_sign(cell.outcome, x, top + _ROW / 2)}</g>"
    yield _text(grid + 8, base, short_tally(dossier.complete), _SMALL)


def _cell_told(short: str, cell: Cell) -> str:
    told = say("{name}: {answer}", name=short, answer=outcome_words(cell.outcome))
    return f"{told} ({value_words(cell)})" if cell.value else told


def _legend(top: float) -> Iterator[str]:
    for place, outcome in enumerate(OUTCOMES):
        y = top + _LEGEND_STEP * (place + 0.5)
        yield _sign(outcome, 10, y) + _text(28, y + 4, outcome_words(outcome), _SMALL)


def _sign(outcome: Outcome | None, x: float, y: float) -> str:
    """The shape of an outcome: full circle, half circle, crossed diamond, empty circle, dotted square, dash."""
    ink = f'style="fill:{_INKS[outcome]};stroke:{_INKS[outcome]}" fill="{_PLAIN[outcome]}" stroke="{_PLAIN[outcome]}"'
    line = f'fill="none" stroke="{_PLAIN[outcome]}" style="stroke:{_INKS[outcome]}" stroke-width="2"'
    match outcome:
        case "met":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" {ink}/>'
        case "partly":
            half = f'<path d="M{x:.1f} {y - 7:.1f}a7 7 0 0 0 0 14z" {ink}/>'
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" {line}/>{half}'
        case "contrary":
            diamond = f"M{x:.1f} {y - 9:.1f}l9 9l-9 9l-9 -9z"
            return f'<path d="{diamond}" {line}/><path d="M{x - 3:.1f} {y - 3:.1f}l6 6m0 -6l-6 6" {line}/>'
        case "not stated":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" {line}/>'
        case "unreadable":
            square = f'x="{x - 7:.1f}" y="{y - 7:.1f}" width="14" height="14"'
            return f'<rect {square} {line} stroke-dasharray="3 3"/>'
        case None:
            return f'<path d="M{x - 5:.1f} {y:.1f}h10" {line}/>'


def _text(x: float, y: float, words: str, size: float) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="currentColor">{_escaped(words)}</text>'


def _cut(text: str, most: int) -> str:
    """``text`` in at most so many columns, with an ellipsis where it is cut."""
    text = one_line(text)
    if columns(text) <= most:
        return text
    kept = text
    while kept and columns(kept) > most - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _escaped(text: str) -> str:
    return html.escape(_NO_XML.sub("\ufffd", one_line(text)))
