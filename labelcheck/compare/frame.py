"""The comparison as a table of pandas: a row a product, columns that can be sorted by, and ranks within the set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas

from labelcheck.dossiers import Comparison, Dossier
from labelcheck.models import Outcome

FEWEST: Final = 3
"""Products with a dose per millilitre below which a percentile says nothing."""
FIXED: Final = ("product", "disclosed", "minimum", "dose", "percentile", "faults")
"""Columns beside the questions."""
_RANK: Final[dict[Outcome, int]] = {"met": 0, "partly": 1, "contrary": 2, "not stated": 3, "unreadable": 4}
_HIGHEST_FIRST: Final = ("disclosed", "minimum", "dose", "percentile", "faults")


def percentiles(doses: Sequence[float | None]) -> list[float | None]:
    """For each dose the share of all that are no larger, in per cent; None without a dose, and for all below FEWEST."""
    series = pandas.Series(doses, dtype="float64")
    if series.count() < FEWEST:
        return [None] * len(doses)
    ranks = series.rank(method="max", pct=True) * 100
    return [None if pandas.isna(rank) else round(float(rank), 1) for rank in ranks]


def table(comparison: Comparison) -> pandas.DataFrame:
    """A row a product in the comparison's order: FIXED columns, then each question's outcome by its id."""
    names = [*FIXED, *(column.id for column in comparison.columns)]
    return pandas.DataFrame([_row(dossier) for dossier in comparison.dossiers], columns=names)


def _row(dossier: Dossier) -> dict[str, Any]:
    return {
        "product": dossier.name,
        "disclosed": dossier.complete[0],
        "minimum": dossier.minimum[0],
        "dose": dossier.dose.low if dossier.dose else None,
        "percentile": dossier.percentile,
        "faults": len(dossier.faults),
        **{cell.id: cell.outcome for cell in dossier.cells},
    }


def sortable(comparison: Comparison) -> tuple[str, ...]:
    """The columns that :func:`sorted_by` knows."""
    return (*FIXED, *(column.id for column in comparison.columns))


def sorted_by(comparison: Comparison, column: str, reverse: bool = False) -> Comparison:
    """The products by a column, the best or largest first, names from A; those without a value stand last.

    Products that are equal keep their order. Raises KeyError where there is no such column.
    """
    if column not in sortable(comparison):
        raise KeyError(column)
    frame = table(comparison)
    if column == "product":
        keys = frame[column].str.casefold()
    elif column in FIXED:
        keys = frame[column].astype("float64")
    else:
        keys = frame[column].map(_RANK).astype("float64")
    ascending = (column not in _HIGHEST_FIRST) is not reverse
    order = keys.sort_values(ascending=ascending, kind="stable", na_position="last").index
    return comparison.model_copy(update={"dossiers": tuple(comparison.dossiers[place] for place in order)})
