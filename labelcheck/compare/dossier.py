"""Evaluations of several products -> their dossiers, and the comparison of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from labelcheck import __version__
from labelcheck.compare.cells import cells_of, dose_of
from labelcheck.compare.inspection import inspected
from labelcheck.compare.ownership import lots_only, product_only
from labelcheck.compare.reuse import CertificatePrint, certificate_prints, reused
from labelcheck.compare.standards import named_standards
from labelcheck.dossiers import Cell, Column, Comparison, Dossier
from labelcheck.models import Checklist, Evaluation, RuleSet, Skip, Term
from labelcheck.report.terms import every_text, terms_in


class Assembly:
    """Takes one product's evaluation after another and keeps of each what a comparison shows, no documents."""

    def __init__(self, rules: RuleSet, checklist: str, today: date) -> None:
        self._rules = rules
        self._checklist = rules.checklists[checklist]
        self._today = today
        self._dossiers: list[Dossier] = []
        self._prints: list[CertificatePrint] = []

    def add(self, name: str, evaluation: Evaluation) -> None:
        """One product by the name it has in the comparison."""
        evaluation = product_only(evaluation, self._rules)
        found = inspected(evaluation, self._rules, self._today, name)
        order = [fact.quote.document for each in found.agreements if each.name == "dose" for fact in each.facts]
        dose = dose_of(evaluation, found.stated, list(dict.fromkeys(order)), found.strange, found.lots)
        if dose and found.doses_differ:
            dose = dose.model_copy(update={"disputed": True})
        cells = cells_of(lots_only(evaluation, found.papers, self._rules), self._rules, dose, found.foreign)
        cells = tuple(_standards_named(cell, self._rules) for cell in cells)
        self._prints += certificate_prints(name, evaluation, found.papers, self._rules)
        self._dossiers.append(
            Dossier(
                name=name,
                papers=found.papers,
                skipped=evaluation.skipped,
                exosome=evaluation.exosome,
                verdict=evaluation.verdict,
                cells=cells,
                agreements=found.agreements,
                faults=found.faults,
                dose=dose,
                minimum=_tally(cells, self._checklist, minimum=True),
                complete=_tally(cells, self._checklist, minimum=False),
            )
        )

    def comparison(self, skipped: Sequence[Skip] = (), notices: Sequence[str] = ()) -> Comparison:
        """All products so far, with what only shows among them: their percentiles, and certificates used twice."""
        from labelcheck.compare.frame import percentiles

        shared = reused(self._prints, self._rules)
        doses = [dossier.dose for dossier in self._dossiers]
        ranks = percentiles([dose.low if dose and dose.firm else None for dose in doses])
        dossiers = [
            dossier.model_copy(
                update={"faults": (*dossier.faults, *shared.get(dossier.name, ())), "percentile": percentile}
            )
            for dossier, percentile in zip(self._dossiers, ranks, strict=True)
        ]
        made = Comparison(
            version=__version__,
            rules_digest=self._rules.digest,
            checklist=self._checklist.id,
            title=self._checklist.title,
            made_on=self._today,
            columns=tuple(
                Column(id=item.id, short=item.short, question=item.question, tier=item.tier)
                for item in self._checklist.items
            ),
            dossiers=tuple(dossiers),
            skipped=tuple(skipped),
            notices=tuple(notices),
        )
        known = [Term(**rule.model_dump(exclude={"examples"})) for rule in self._rules.terms]
        return made.model_copy(update={"terms": terms_in(known, every_text(made))})


def _standards_named(cell: Cell, rules: RuleSet) -> Cell:
    return cell.model_copy(update={"references": named_standards(cell.references, rules.studies)})


def _tally(cells: Sequence[Cell], checklist: Checklist, minimum: bool) -> tuple[int, int]:
    """Questions that are met, and that were asked: those of the minimum tier, or all."""
    wanted = {item.id for item in checklist.items if item.tier == "minimum" or not minimum}
    asked = [cell for cell in cells if cell.id in wanted and cell.outcome is not None]
    return sum(cell.outcome == "met" for cell in asked), len(asked)
