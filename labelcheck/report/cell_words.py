"""What an answer or a fault of a comparison comes to, in the words that people are shown."""

from __future__ import annotations

from typing import Final

from labelcheck.dossiers import Cell, Dose, Fault, Value
from labelcheck.language import noted, say
from labelcheck.models import FaultKind
from labelcheck.report.amounts import amount

SHORT: Final = 4
"""Values that a table on a page or a terminal has room for."""
FAULT_WORDS: Final[dict[FaultKind, str]] = {
    "contradiction": noted("documents contradict each other"),
    "other product": noted("names another product"),
    "other lot": noted("is of another lot"),
    "other maker": noted("names another maker"),
    "expired": noted("has expired"),
    "count differs": noted("counts differ"),
    "certificate reused": noted("certificate used for several products"),
    "several products": noted("several products in one document"),
    "failed result": noted("a test result failed"),
    "dates out of order": noted("dates cannot be right"),
    "same figures": noted("two lots have the same figures"),
}


def value_words(cell: Cell, most: int | None = SHORT) -> str:
    """The values of a cell, parted by semicolons, in the language spoken now; "" where the answer has none.

    ``most`` limits how many are shown, and the rest is counted; None shows all that the cell holds. Words of documents
    stand in it as they are: escape them for where they are shown.
    """
    if not cell.values:
        return cell.value
    shown = [_said(value) for value in cell.values[:most]]
    more = cell.more + len(cell.values) - len(shown)
    return "; ".join([*shown, say("and {count} more", count=more)] if more else shown)


def reason_of(cell: Cell) -> str:
    """Why it is answered so, in English; "" where that would deny the words that are quoted, and ``missing`` says it.

    A method that measures a size is quoted without a size: "neither was found" would be untrue of it.
    """
    return "" if cell.outcome == "not stated" and cell.quotes and cell.missing else cell.reason


def dose_words(dose: Dose) -> str:
    """A dose per millilitre as it is known, in the language spoken now: its figures, and how sure they are."""
    if dose.quantity is None:
        return dose.text
    told = amount(dose.quantity)
    if dose.probable:
        told = say("probably {amount}", amount=told)
    return say("{amount} (hedged)", amount=told) if dose.hedged else told


def whole_dose(dose: Dose) -> str:
    """The same, with a word where it is stated nowhere but worked out, and where it is the lowest of several lots."""
    told = say("{amount} (worked out)", amount=dose_words(dose)) if dose.arithmetic else dose_words(dose)
    return say("{amount} (lowest of {count} lots)", amount=told, count=dose.lots) if dose.lots else told


def _said(value: Value) -> str:
    figures = value.words
    if value.dose and value.dose.quantity:
        figures = whole_dose(value.dose)
    elif value.quantity and value.words:
        figures = amount(value.quantity)
    words = ", ".join(filter(None, (say(value.name) if value.name else "", figures)))
    return say("{part}: {value}", part=say(value.part), value=words) if value.part else words


def more_alike(fault: Fault) -> str:
    """How many faults of its kind a fault stands for besides itself; "" where it stands for itself alone."""
    if not fault.more:
        return ""
    if fault.more == 1:
        return say("1 more of this kind, about the same thing, is not listed.")
    return say("{count} more of this kind, about the same thing, are not listed.", count=fault.more)
