"""Certificates of another product of one line, where the other documents have no field that names theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from labelcheck.compare.facts import Stated
from labelcheck.compare.names import distinctive, further_variants, line_name, speaks_of_line
from labelcheck.compare.sentences import fault
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Fault, Paper
from labelcheck.models import Evaluation

_FEWEST: Final = 2
"""Words that the name of a line has at least: one alone may be the maker's."""


def of_other_variants(
    evaluation: Evaluation,
    papers: Sequence[Paper],
    said: Mapping[int, Sequence[Stated]],
    known: DossierRules,
    product: str,
) -> Iterator[Fault]:
    """Certificates that name one product of a line where another document speaks of the line without that word.

    Only where no other document but certificates has a field with a name, for those are compared, and where what the
    dossier is called (``product``) has no such word itself. ``said`` holds what documents name, by their places.
    """
    if any(papers[place].kind != "certificate" for place in said):
        return
    for stated in said.values():
        for one in stated:
            line = line_name(one.fact.value, known.variants)
            words = [word for words in distinctive(line, known.product_words).values() for word in words]
            if one.aside or len(words) < _FEWEST or not further_variants(product, one.fact.value, known.variants):
                continue
            if made := _beside(evaluation, papers, one, line, known):
                yield made
                break


def _beside(
    evaluation: Evaluation, papers: Sequence[Paper], one: Stated, line: str, known: DossierRules
) -> Fault | None:
    for place, paper in enumerate(papers):
        text = evaluation.documents[place].text
        spoken = None if paper.kind == "certificate" else speaks_of_line(text, line, known.variants)
        if spoken:
            return fault(
                known,
                papers,
                "other product",
                None,
                (one.fact.quote,),
                other_words=spoken,
                other_document=paper.name,
                other_paper=known.papers.get(paper.kind, paper.kind),
            )
    return None
