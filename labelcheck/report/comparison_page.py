"""A comparison as one HTML file: no script, nothing fetched, the same blocks as on the compare page of the app.

The table comes first, a row a product and a sign an answer; each sign leads to the answer with its words further down.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from labelcheck.dossiers import Cell, Column, Comparison, Dossier
from labelcheck.language import say
from labelcheck.report import findings
from labelcheck.report.html import compare, compare_dossier
from labelcheck.report.html.details import named_references
from labelcheck.report.html.markup import escaped, icon, said
from labelcheck.report.html.terms import terms
from labelcheck.report.page import standing

_HEADING: Final = re.compile(r"<(/?)h([1-5])\b")
_IDENTITY: Final = re.compile(r' id="lc-')
_BAR: Final = re.compile(r"<b style='width:(\d+)%'></b>")
"""Only the page's own style holds in it, so a bar says its width by a class."""


def comparison_html(comparison: Comparison) -> bytes:
    """The comparison as HTML in UTF-8, in the language spoken now."""
    body = "".join(
        [
            compare.headline(comparison),
            *(f'<p class="lc-note">{icon("info")} {said(notice)}</p>' for notice in comparison.notices),
            _table(comparison),
            compare.doses(comparison),
            *(_product(comparison, number, dossier) for number, dossier in enumerate(comparison.dossiers, 1)),
            _terms(comparison),
        ]
    )
    widths = sorted({int(found[1]) for found in _BAR.finditer(body)})
    style = Path(__file__).with_name("comparison_page.css").read_text(encoding="utf-8")
    style += "".join(f".lc-w{width} {{ width: {width}%; }}\n" for width in widths)
    kicker = say("A comparison by labelcheck, made on {day}", day=findings.day(comparison.made_on))
    return standing(say("Suppliers side by side"), kicker, _BAR.sub(r'<b class="lc-w\1"></b>', body), style)


def _table(comparison: Comparison) -> str:
    """The legend, and a row a product: what it discloses, and a sign an answer that leads to its words."""
    heads = "".join(
        f'<th scope="col"{" class=lc-cmp-least" if column.tier == "minimum" else ""}>{said(column.short)}</th>'
        for column in comparison.columns
    )
    rows = "".join(_row(comparison, number, dossier) for number, dossier in enumerate(comparison.dossiers, 1))
    title = say("Who discloses what")
    return (
        f'<section class="lc-block" id="lc-table"><h2>{escaped(title)}</h2>'
        f"{compare.legend(comparison.columns, comparison.dossiers)}"
        f'<div class="lc-cmp-wide" role="region" aria-label="{escaped(title)}" tabindex="0"><table><thead><tr>'
        f'<th scope="col">{said("Product")}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _row(comparison: Comparison, number: int, dossier: Dossier) -> str:
    known = {cell.id: cell for cell in dossier.cells}
    cells = "".join(f"<td>{_sign(number, place, known.get(column.id))}</td>" for place, column in _places(comparison))
    name = escaped(compare.shortened(dossier.name))
    return f'<tr><th scope="row"><a href="#p{number}">{name}</a>{compare.beside_name(dossier)}</th>{cells}</tr>'


def _places(comparison: Comparison) -> list[tuple[int, Column]]:
    return list(enumerate(comparison.columns, 1))


def _sign(number: int, place: int, cell: Cell | None) -> str:
    if cell is None:
        return ""
    tone = "silent" if cell.outcome is None else compare.tone(cell)
    word = escaped(compare.word(cell))
    return (
        f'<a class="lc-sign lc-{tone}" href="#p{number}-q{place}" title="{word}">{icon(compare.sign(cell))}'
        f'<span class="lc-unseen">{word}</span></a>'
    )


def _product(comparison: Comparison, number: int, dossier: Dossier) -> str:
    """Everything about one product: what does not fit, its answers with their words, and its documents."""
    known = {cell.id: cell for cell in dossier.cells}
    faults = "".join(compare_dossier.fault_card(dossier, fault) for fault in compare_dossier.graded(dossier))
    answers = "".join(
        f'<article id="p{number}-q{place}">{_answer(dossier, column, known[column.id])}</article>'
        for place, column in _places(comparison)
        if column.id in known
    )
    inside = (
        f"{compare_dossier.head(comparison, dossier)}{compare_dossier.faults_head(dossier)}{faults}"
        f'<section class="lc-block lc-cmp-answers"><h2>{said("Question by question")}</h2>{answers}</section>'
        f"{compare_dossier.papers(dossier)}{compare_dossier.agreements(dossier)}"
    )
    inside = _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", inside)
    inside = _IDENTITY.sub(f' id="p{number}-', inside)  # every product has its faults and documents
    return f'<div class="lc-cmp-product" id="p{number}">{inside}</div>'


def _answer(dossier: Dossier, column: Column, cell: Cell) -> str:
    quotes = "".join(compare_dossier.quotation(dossier, quote) for quote in cell.quotes)
    cited = f'<p class="lc-refs">{named_references(cell.references)}</p>' if cell.references else ""
    top = compare_dossier.cell_head(cell.model_copy(update={"short": column.question}), None, dossier)
    return f"{top}{quotes}{compare_dossier.standard(cell, None, None)}{cited}"


def _terms(comparison: Comparison) -> str:
    if not comparison.terms:
        return ""
    title = said("What the short words mean")
    return f'<section class="lc-block" id="lc-terms"><h2>{title}</h2>{terms(comparison.terms)}</section>'
