"""The comparison as plain text for a terminal: the products in one table, then each with its answers and faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from labelcheck.compare.wording import document_of, outcome_words, short_tally
from labelcheck.dossiers import Cell, Comparison, Dose, Dossier, Fault
from labelcheck.language import noted, say
from labelcheck.models import Outcome, Quantity
from labelcheck.report.amounts import amount
from labelcheck.report.cell_words import FAULT_WORDS, more_alike, value_words
from labelcheck.report.printable import columns, one_line, wrapped
from labelcheck.report.wording import SEVERITY_WORDS

PERCENTILE_MEANS: Final = noted(
    "Percentile: the share of the products with a count per mL that state no more than this one, in per cent. "
    "A product whose documents disagree on it has none."
)
WIDTH: Final = 100
_MARGIN: Final = "    "
_SIGNS: Final[dict[Outcome | None, str]] = {
    "met": "[+]",
    "partly": "[~]",
    "contrary": "[!]",
    "not stated": "[ ]",
    "unreadable": "[?]",
    None: "[-]",
}


def comparison_text(comparison: Comparison, width: int = WIDTH, questions: Sequence[str] | None = None) -> str:
    """The whole comparison as text of at most ``width`` columns; ``questions`` limits the answers to some, by id."""
    width = max(60, width)
    shown = [column for column in comparison.columns if questions is None or column.id in questions]
    shorts = {column.id: say(column.short) for column in shown}
    lines = [*wrapped(say(comparison.title), width), ""]
    lines += _overview(comparison, width)
    if any(dossier.percentile is not None for dossier in comparison.dossiers):
        lines += ["", *wrapped(say(PERCENTILE_MEANS), width)]
    for dossier in comparison.dossiers:
        lines += ["", *wrapped(one_line(dossier.name), width)]
        lines.append("-" * min(width, max(columns(line) for line in lines[-1:])))
        lines += _product(dossier, shorts, width)
    if comparison.skipped:
        head = say("Belongs to no product")
        lines += ["", head, "-" * columns(head)]
        for skip in comparison.skipped:
            lines += wrapped(one_line(f"{skip.name}: {say(skip.reason)}"), width, "- ", "  ")
    digest = comparison.rules_digest[:19]
    lines += ["", say("labelcheck {version}, rules {digest}", version=comparison.version, digest=digest)]
    return "\n".join(lines) + "\n"


def _overview(comparison: Comparison, width: int) -> Iterator[str]:
    """A line a product: what is met, the dose, where it stands among the others, and the faults."""
    tiered = any(column.tier for column in comparison.columns)
    head = [say("All met"), say("Particles per mL"), say("Percentile"), say("Faults")]
    rows = [_figures(dossier) for dossier in comparison.dossiers]
    if tiered:
        head.insert(0, say("Minimum met"))
        for row, dossier in zip(rows, comparison.dossiers, strict=True):
            row.insert(0, short_tally(dossier.minimum))
    widths = [max(columns(row[place]) for row in [head, *rows]) for place in range(len(head))]
    room = max(20, width - sum(widths) - 2 * len(widths))
    names = [say("Product"), *(_named(dossier, room) for dossier in comparison.dossiers)]
    widest = max(map(columns, names))
    for name, row in zip(names, [head, *rows], strict=True):
        cells = [cell + " " * (size - columns(cell)) for cell, size in zip(row, widths, strict=True)]
        yield "  ".join([name + " " * (widest - columns(name)), *cells]).rstrip()


def _named(dossier: Dossier, room: int) -> str:
    if dossier.verdict != "not applicable":
        return _cut(dossier.name, room)
    note = columns(say("{name} (no exosome product)", name=""))
    return say("{name} (no exosome product)", name=_cut(dossier.name, max(8, room - note)))


def _cut(name: str, room: int) -> str:
    name = one_line(name)
    if columns(name) <= room:
        return name
    while name and columns(name) >= room:
        name = name[:-1]
    return name.rstrip() + "…"


def _figures(dossier: Dossier) -> list[str]:
    return [
        short_tally(dossier.complete),
        _dose(dossier.dose) if dossier.dose else "–",
        "–" if dossier.percentile is None else f"{dossier.percentile:.0f}",
        str(len(dossier.faults)) if dossier.faults else "–",
    ]


def _dose(dose: Dose) -> str:
    low = float(f"{dose.low:.3g}")
    count = amount(Quantity(low=low, high=low, unit="", text="")).strip()
    return say("{count} (its documents disagree)", count=count) if dose.disputed else count


def _product(dossier: Dossier, shorts: dict[str, str], width: int) -> Iterator[str]:
    if dossier.verdict == "not applicable":
        yield from wrapped(say("This does not present itself as an exosome product."), width)
    reach = max((columns(short) for short in shorts.values()), default=0)
    for cell in dossier.cells:
        if cell.id in shorts:
            short = shorts[cell.id]
            start = f"{_SIGNS[cell.outcome]} {short}{' ' * (reach - columns(short))}  "
            yield from wrapped(_told(cell), width, start, " " * columns(start))
    for fault in dossier.faults:
        yield from _fault(dossier, fault, width)
    for skip in dossier.skipped:
        told = say("Not read: {name}: {reason}", name=one_line(skip.name), reason=say(skip.reason))
        yield from wrapped(one_line(told), width, "", _MARGIN)


def _told(cell: Cell) -> str:
    words = outcome_words(cell.outcome)
    told = say("{name}: {answer}", name=words, answer=value_words(cell)) if cell.value else words
    if cell.borrowed:
        told = say("{answer} (in full only with a document of another product)", answer=told)
    if cell.missing and cell.outcome != "not stated":
        missing = ", ".join(say(part) for part in cell.missing)
        told = say("{answer} (missing: {parts})", answer=told, parts=missing)
    if cell.denied:
        denied = ", ".join(say(part) for part in cell.denied)
        told = say("{answer} (said not to be given: {parts})", answer=told, parts=denied)
    return one_line(told)


def _fault(dossier: Dossier, fault: Fault, width: int) -> Iterator[str]:
    words = say(
        "Fault, {severity}: {kind}. {message}",
        severity=say(SEVERITY_WORDS[fault.severity]),
        kind=say(FAULT_WORDS[fault.kind]),
        message=say(fault.message),
    )
    yield from wrapped(one_line(words), width, "", _MARGIN)
    if fault.more:
        yield from wrapped(more_alike(fault), width, _MARGIN)
    if fault.arithmetic:
        yield from wrapped(one_line(fault.arithmetic), width, _MARGIN)
    for quote in fault.quotes:
        where = say("{name}, page {page}", name=document_of(dossier, quote), page=quote.page)
        yield from wrapped(f"“{one_line(quote.text)}” ({where})", width, _MARGIN)
