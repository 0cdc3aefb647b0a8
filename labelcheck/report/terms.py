"""Short words of the trade: which of them stand in what a reader is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from labelcheck.dossiers import Cell, Column, Comparison, Dossier
from labelcheck.language import SOURCE, speaking
from labelcheck.models import Evaluation, Item, Term
from labelcheck.report.cell_words import value_words

_LETTER = "A-Za-z0-9\u00c0-\u024f"
"""What makes a word longer; a Korean particle behind it does not."""


def terms_in(terms: Iterable[Term], texts: Iterable[str]) -> tuple[Term, ...]:
    """Those terms of which a word stands by itself in one of the texts, in the order of the terms."""
    whole = "\n".join(texts)
    return tuple(term for term in terms if _pattern(term.words).search(whole))


@lru_cache(maxsize=128)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    spellings = [f"(?i:{re.escape(word)})" if word.islower() else re.escape(word) for word in words]
    return re.compile(rf"(?<![{_LETTER}])(?:{'|'.join(spellings)})(?![{_LETTER}])")


def comparison_texts(columns: Iterable[Column], dossiers: Iterable[Dossier]) -> Iterator[str]:
    """The heads of a comparison's table and what stands in its cells, in English: every language says these words."""
    yield from (column.short for column in columns)
    for dossier in dossiers:
        for cell in dossier.cells:
            with speaking(SOURCE):
                yield value_words(cell, None)


def cell_texts(cell: Cell, item: Item | None) -> Iterator[str]:
    """What an opened cell says, in English."""
    with speaking(SOURCE):
        yield value_words(cell, None)
    yield from (cell.reason, cell.advice, *cell.missing, *(quote.text for quote in cell.quotes))
    if item is not None:
        yield from (item.question, item.article)


def every_text(comparison: Comparison) -> Iterator[str]:
    """All of a comparison that a term is looked for in: heads, cells and what is behind them."""
    yield from comparison_texts(comparison.columns, comparison.dossiers)
    yield from (column.question for column in comparison.columns)
    for dossier in comparison.dossiers:
        for cell in dossier.cells:
            yield from (cell.reason, *cell.missing)
        yield from (fault.message for fault in dossier.faults)


def evaluation_texts(evaluation: Evaluation) -> Iterator[str]:
    """The questions of a checklist with their answers and the words behind them, in English."""
    claims = {claim.id: claim for claim in evaluation.claims}
    asked = {item.id: item for item in evaluation.checklist.items}
    for item in evaluation.items:
        yield from (asked[item.id].question, item.reason, *(part.name for part in item.parts))
        yield from (claims[name].text for name in item.claims if name in claims)
