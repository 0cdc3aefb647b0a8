"""Several products side by side as HTML: the sentence that sums them up, the signs, and their counts on one scale."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final, Literal

from labelcheck.dossiers import Cell, Column, Comparison, Dose, Dossier
from labelcheck.language import noted, say
from labelcheck.models import FactName, Outcome, PaperKind, Skip
from labelcheck.report import wording
from labelcheck.report.cell_words import dose_words
from labelcheck.report.html.markup import (
    OUTCOME_ICONS,
    TONES,
    cure,
    escaped,
    filled,
    icon,
    pill,
    said,
    tongue,
)
from labelcheck.report.printable import one_line

UNASKED_WORD: Final = noted("does not apply")
UNASKED_ICON: Final = "remove"
FACT_WORDS: Final[dict[FactName, str]] = {
    "product": noted("Product name"),
    "maker": noted("Maker"),
    "lot": noted("Lot"),
    "source": noted("Source"),
    "dose": noted("Dose"),
    "storage": noted("Storage"),
    "made": noted("Manufactured on"),
    "expires": noted("Expires on"),
    "dated": noted("Date of the document"),
}
PAPER_WORDS: Final[dict[PaperKind, str]] = {
    "label": noted("Label"),
    "brochure": noted("Brochure"),
    "insert": noted("Package insert"),
    "specification": noted("Specification sheet"),
    "certificate": noted("Certificate of analysis"),
    "unknown": noted("Kind of document not told"),
}
PAPER_ICONS: Final[dict[PaperKind, str]] = {
    "label": "label",
    "brochure": "auto_stories",
    "insert": "description",
    "specification": "list_alt",
    "certificate": "workspace_premium",
    "unknown": "draft",
}
_LEGEND: Final[tuple[Outcome, ...]] = ("met", "partly", "contrary", "not stated", "unreadable")
_LONGEST: Final = 48
_LEAST: Final = 3
"""Products with a count below which a scale of them says nothing."""
_JOINED: Final = re.compile(r"(?<=\d) (?=°|[^\W\d_]{1,2}\b)|(?<=[<>≤≥]) (?=\d)")
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def tone(cell: Cell) -> str:
    """The tone of a cell, as its outcome is coloured everywhere."""
    return "unasked" if cell.outcome is None else TONES[cell.outcome]


def sign(cell: Cell) -> str:
    """The symbol of a cell's outcome."""
    return UNASKED_ICON if cell.outcome is None else OUTCOME_ICONS[cell.outcome]


def word(cell: Cell) -> str:
    """A cell's outcome in a word or two."""
    return say(UNASKED_WORD) if cell.outcome is None else say(wording.OUTCOME_WORDS[cell.outcome])


def shortened(text: str, longest: int = _LONGEST) -> str:
    """``text`` on one line of at most ``longest`` characters."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def kept_together(value: str) -> str:
    """A value in which no line breaks between a figure and its unit or sign, or before dots that stand for the rest."""
    return _JOINED.sub("\u00a0", value).replace(" …", "\u00a0…")


_FEW_OF_MINIMUM: Final = noted("none answers more than {met} of {asked} of the minimum")
_FEW: Final = noted("none answers more than {met} of {asked}")
_LEADERS: Final = {
    (True, "all", False): noted("{name} answers all {asked} of the minimum"),
    (True, "all", True): noted("{count} of them answer all of the minimum"),
    (True, "most", False): noted("{name} answers most of the minimum, {met} of {asked}"),
    (True, "most", True): noted("{count} of them answer most of the minimum, {met} of {asked} each"),
    (True, "few", False): _FEW_OF_MINIMUM,
    (True, "few", True): _FEW_OF_MINIMUM,
    (False, "all", False): noted("{name} answers all {asked} questions"),
    (False, "all", True): noted("{count} of them answer all that is asked"),
    (False, "most", False): noted("{name} answers most, {met} of {asked}"),
    (False, "most", True): noted("{count} of them answer most, {met} of {asked} each"),
    (False, "few", False): _FEW,
    (False, "few", True): _FEW,
}
"""What is said of the best: whether there is a minimum, how much of it is answered, and whether several are best."""


def headline(comparison: Comparison) -> str:
    """How many products there are, who answers most of the minimum, and what does not fit: one sentence as HTML."""
    sentence = say(
        "{products}: {leader}, and {faults}.",
        products=_counted(comparison),
        leader=_leader(comparison.dossiers),
        faults=_faults(comparison.dossiers),
    )
    return (
        f'<section class="lc-answer lc-cmp-answer"{tongue()} aria-label="{escaped(say("Answer"))}">'
        f"<h1>{escaped(sentence)}</h1>{_subtitle(comparison)}</section>{_skipped(comparison.skipped)}"
    )


def _counted(comparison: Comparison) -> str:
    count = len(comparison.dossiers)
    return say("1 product") if count == 1 else say("{count} products", count=count)


def _subtitle(comparison: Comparison) -> str:
    files = sum(len(dossier.papers) for dossier in comparison.dossiers)
    unread = sum(len(dossier.skipped) for dossier in comparison.dossiers)
    parts = [
        say(comparison.title),
        say("1 document read") if files == 1 else say("{count} documents read", count=files),
    ]
    if unread:
        parts.append(say("1 document not read") if unread == 1 else say("{count} documents not read", count=unread))
    return f'<p class="lc-lede">{escaped(" · ".join(parts))}</p>'


def _leader(dossiers: Sequence[Dossier]) -> str:
    """Who answers all or most of the minimum, or how little is at best; of all questions where there is no minimum."""
    tiered = any(dossier.minimum[1] for dossier in dossiers)
    scores = {number: share(dossier, tiered) for number, dossier in enumerate(dossiers)}
    best = max(scores.values(), default=0.0)
    if not best:
        return say("none discloses anything of the minimum") if tiered else say("none discloses anything asked for")
    first = [dossiers[number] for number, score in scores.items() if score == best]
    met, asked = first[0].minimum if tiered else first[0].complete
    form = _LEADERS[tiered, _rung(best), len(first) > 1]
    return say(form, name=shortened(first[0].name), count=len(first), met=met, asked=asked)


def _rung(share: float) -> Literal["all", "most", "few"]:
    return "all" if share >= 1 else "most" if share > 0.5 else "few"


def share(dossier: Dossier, minimum: bool) -> float:
    """The share of the questions asked that a product's documents answer in full, 0 to 1."""
    met, asked = dossier.minimum if minimum else dossier.complete
    return met / asked if asked else 0.0


def _faults(dossiers: Sequence[Dossier]) -> str:
    count = sum(len(dossier.faults) for dossier in dossiers)
    holders = sum(bool(dossier.faults) for dossier in dossiers)
    if not count:
        return say("no contradiction among documents was found")
    if count == 1:
        return say("1 thing among the documents does not fit")
    if holders == 1:
        return say("{count} things among the documents of one product do not fit", count=count)
    return say("{count} things among the documents of {products} products do not fit", count=count, products=holders)


def _skipped(skips: Sequence[Skip]) -> str:
    return f'<div class="lc-skips" role="status"><ul>{unread(skips)}</ul></div>' if skips else ""


def unread(skips: Sequence[Skip]) -> str:
    """Files that could not be read as items of a list, each with its reason and its cure."""
    rows = []
    for skip in skips:
        told = filled("{name} was not read: {reason}.", name=f"<b>{escaped(skip.name)}</b>", reason=cure(skip.reason))
        rows.append(f"<li>{icon('draft')}<div>{told}</div></li>")
    return "".join(rows)


def legend(columns: Sequence[Column], dossiers: Sequence[Dossier]) -> str:
    """What the signs of the table mean, those that stand in it."""
    wanted = {column.id for column in columns}
    there = {cell.outcome for dossier in dossiers for cell in dossier.cells if cell.id in wanted}
    rows = [
        f'<li><span class="lc-sign lc-{TONES[outcome]}">{icon(OUTCOME_ICONS[outcome])}</span>'
        f"{escaped(say(wording.OUTCOME_WORDS[outcome]))}</li>"
        for outcome in _LEGEND
        if outcome in there
    ]
    if None in there:
        rows.append(f'<li><span class="lc-sign lc-silent">{icon(UNASKED_ICON)}</span>{escaped(say(UNASKED_WORD))}</li>')
    if any(column.tier == "minimum" for column in columns) and not all(column.tier == "minimum" for column in columns):
        rows.append(f'<li class="lc-cmp-bold">{escaped(say("In bold: the least to ask."))}</li>')
    return (
        f'<ul class="lc-legend lc-cmp-legend"{tongue()} aria-label="{said("What the signs mean")}">{"".join(rows)}</ul>'
    )


def heads(columns: Sequence[Column]) -> str:
    """The heads of the columns over the table; every cell says its question itself, so they are for the eye only."""
    cells = "".join(
        f"<span{' class=lc-cmp-least' if column.tier == 'minimum' else ''}>{said(column.short)}</span>"
        for column in columns
    )
    return f'<div class="lc-cmp-heads"{tongue()} aria-hidden="true"><span>{said("Product")}</span>{cells}</div>'


def beside_name(dossier: Dossier) -> str:
    """What stands under a product's name: how much it discloses, what does not fit, and what was not read."""
    parts = []
    if dossier.verdict == "not applicable":
        parts.append(f"<b>{escaped(say('Presents itself as no exosome product'))}</b>")
    for (met, asked), words in (
        (dossier.minimum, noted("Minimum: {met} of {asked}")),
        (dossier.complete, noted("All: {met} of {asked}")),
    ):
        if asked:
            parts.append(f"<span>{escaped(say(words, met=met, asked=asked))}</span>")
    if dossier.faults:
        count = len(dossier.faults)
        told = say("1 does not fit") if count == 1 else say("{count} do not fit", count=count)
        parts.append(f'<b class="lc-contrary">{icon("warning")}{escaped(told)}</b>')
    if dossier.skipped:
        count = len(dossier.skipped)
        told = say("1 file not read") if count == 1 else say("{count} files not read", count=count)
        parts.append(f'<b class="lc-unread">{icon("visibility_off")}{escaped(told)}</b>')
    return f'<div class="lc-cmp-under"{tongue()}>{"".join(parts)}</div>'


def under_row(dossier: Dossier) -> str:
    """Why files of a product were not read, in its row; "" where all were."""
    return f'<ul class="lc-cmp-why"{tongue()}>{unread(dossier.skipped)}</ul>' if dossier.skipped else ""


def percentile(comparison: Comparison, dossier: Dossier) -> str:
    """Where a product's count stands among the others, in a plain sentence; "" where there are too few to say so."""
    if dossier.dose and dossier.dose.disputed:
        return say("Its documents disagree on the count, so it is not ranked among the others.")
    if dossier.dose and not dossier.dose.firm:
        return say("Its count is no firm one (“up to”, “may”, or hard to read), so it is not ranked among the others.")
    stating = sum(each.dose is not None and each.dose.firm for each in comparison.dossiers)
    if dossier.percentile is None:
        return ""
    if dossier.percentile >= 100:
        return say("Of the {count} products that state a count, none states more particles per mL.", count=stating)
    return say(
        "No fewer particles per mL than {share} % of the {count} products that state a count.",
        share=round(dossier.percentile),
        count=stating,
    )


def doses(comparison: Comparison, chosen: Dossier | None = None) -> str:
    """Particles per millilitre of every product that states them, on one scale; "" where too few do."""
    stating = [dossier for dossier in comparison.dossiers if dossier.dose is not None and dossier.dose.high > 0]
    if len(stating) < _LEAST:
        return ""
    stating.sort(key=_top, reverse=True)
    first, last = _decades([_top(dossier) for dossier in stating])
    rows = []
    for dossier in stating:
        assert dossier.dose is not None
        width = round(100 * (math.log10(_top(dossier)) - first) / (last - first))
        here = ' class="lc-here" aria-current="true"' if chosen is not None and dossier.name == chosen.name else ""
        rows.append(
            f"<li{here}><span>{escaped(shortened(dossier.name))}</span><i><b style='width:{width}%'></b></i>"
            f"<span>{escaped(_dose(dossier.dose))}</span></li>"
        )
    silent = len(comparison.dossiers) - len(stating)
    note = say(
        "The scale runs from {least} to {most}; every step of it is ten times the one before.",
        least=f"10{str(first).translate(_RAISED)}",
        most=f"10{str(last).translate(_RAISED)}",
    )
    if silent:
        note += " " + (
            say("1 product states no count per mL.")
            if silent == 1
            else say("{count} products state no count per mL.", count=silent)
        )
    return (
        f'<section class="lc-block lc-cmp-doses"{tongue()}><h2>{said("Particles per mL, side by side")}</h2>'
        f'<ul>{"".join(rows)}</ul><p class="lc-note">{escaped(note)}</p></section>'
    )


def _dose(dose: Dose) -> str:
    text = one_line(dose_words(dose))
    return say("{count} (its documents disagree)", count=text) if dose.disputed else text


def _decades(counts: Sequence[float]) -> tuple[int, int]:
    """The powers of ten between which counts stand, two steps apart or more: a small difference should look small."""
    first, last = math.floor(math.log10(min(counts))), math.ceil(math.log10(max(counts)))
    return min(first, last - 2), last


def _top(dossier: Dossier) -> float:
    assert dossier.dose is not None
    return dossier.dose.high


def verdict(cell: Cell) -> str:
    """A cell's outcome as a pill."""
    shown = "silent" if cell.outcome is None else TONES[cell.outcome]
    return pill(shown, sign(cell), word(cell))
