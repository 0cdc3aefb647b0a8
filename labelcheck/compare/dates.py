"""Dates of one document that cannot all be right: issued, or expired, before the product was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from labelcheck.compare.facts import Stated
from labelcheck.compare.names import days_of
from labelcheck.compare.sentences import fault
from labelcheck.compare.things import any_of, line_end
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Fault, Paper
from labelcheck.models import Evaluation, FactName


def dates_out_of_order(
    evaluation: Evaluation,
    papers: Sequence[Paper],
    said: Mapping[FactName, Mapping[int, Sequence[Stated]]],
    known: DossierRules,
) -> Iterator[Fault]:
    """Documents that give one date of manufacture and only earlier ones of expiry, or certificates of issue.

    ``said`` is what the documents say, by its name and their places. The day of a form is no day of its certificate.
    """
    for place, stated in said["made"].items():
        made = [one for one in stated if not one.aside]
        if len({one.fact.value for one in made}) != 1:
            continue
        issued = [one for one in said["dated"].get(place, ()) if _of_the_paper(one, evaluation, known)]
        later: list[tuple[FactName, Sequence[Stated]]] = [("expires", said["expires"].get(place, ()))]
        if papers[place].kind == "certificate":
            later.append(("dated", issued))
        for name, dates in later:
            own = [one for one in dates if not one.aside]
            if own and all(_before(one, made[0]) for one in own):
                told = fault(known, papers, "dates out of order", name, (own[0].fact.quote, made[0].fact.quote))
                if told:
                    yield told


def _before(one: Stated, other: Stated) -> bool:
    """Whether a date lies before another for sure: a month of which no day is known has its last one."""
    days, later = days_of(one.fact.value), days_of(other.fact.value)
    return bool(days and later and days[1] < later[0])


def _of_the_paper(one: Stated, evaluation: Evaluation, known: DossierRules) -> bool:
    """Whether a date is that on which a paper was issued, not that of the form it is written on."""
    claim = next(claim for claim in evaluation.claims if claim.id == one.fact.quote.claim)
    text = evaluation.documents[claim.document].text
    line = text[text.rfind("\n", 0, claim.start) + 1 : line_end(text, claim.end)]
    return bool(any_of(known.issued).search(claim.text)) and not any_of(known.forms).search(line)
