"""Faults as whole sentences: the forms stand in ``rules/dossier.yaml``, documents and their words are put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Fault, Paper, Quote
from labelcheck.language import SOURCE, speaking
from labelcheck.models import FactName, FaultKind, Quantity
from labelcheck.report.amounts import amount

_LONGEST = 160
"""Characters of a quotation inside a sentence; the quote itself is whole."""


def fault(
    known: DossierRules,
    papers: Sequence[Paper] | Mapping[int, Paper],
    kind: FaultKind,
    fact: FactName | None,
    quotes: Sequence[Quote],
    *,
    products: Sequence[str] = (),
    arithmetic: str | None = None,
    references: Sequence[str] = (),
    limit: bool = False,
    one_lot: bool = False,
    **values: str,
) -> Fault | None:
    """The fault of a kind with its quotations, one or two, in its sentence; None where the rules have no sentence.

    ``one_lot``: both documents give one lot, of which a sentence of its own may tell.
    ``values`` fill the blanks that the quotations do not.
    """
    forms = [each for each in known.sentences if (each.kind, each.fact, each.limit) == (kind, fact, limit)]
    form = next((each for each in forms if each.one_lot == one_lot), None)
    form = form or next((each for each in forms if not each.one_lot), None)
    if form is None:
        return None
    blanks = dict(values)
    for prefix, quote in zip(("", "other_"), quotes, strict=False):
        paper = papers[quote.document]
        blanks.setdefault(prefix + "words", shortened(quote.text))
        blanks.setdefault(prefix + "document", paper.name)
        blanks.setdefault(prefix + "paper", known.papers.get(paper.kind, paper.kind))
    return Fault(
        kind=kind,
        severity=form.severity,
        message=form.message.format_map(blanks),
        quotes=tuple(quotes),
        products=tuple(products),
        arithmetic=arithmetic,
        references=tuple(references),
    )


def shortened(words: str) -> str:
    """Words as they stand in a sentence: on one line, cut where they are very long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def figure(count: float) -> str:
    """A count as people write it, whatever the language: 4 × 10⁹."""
    with speaking(SOURCE):
        return amount(Quantity(low=count, high=count, unit="", text="")).strip()
