"""Two doses of one document that its own volume sets against each other: 20 billion per 5 mL vial and per mL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labelcheck.compare.facts import quoted, unsure
from labelcheck.compare.sentences import fault
from labelcheck.dossiers import Agreement, Fault, Paper
from labelcheck.models import Evaluation, RuleSet


def conflicts_within(evaluation: Evaluation, papers: Sequence[Paper], rules: RuleSet) -> Iterator[Fault]:
    """The faults of documents that state their dose twice and differently, with the sum written out.

    Doses of two documents are compared by what each says; only within one does the check of the label tell.
    """
    checks = {rule.id for rule in rules.flags if rule.check and rule.check.name == "dose"}
    claims = {claim.id: claim for claim in evaluation.claims}
    for flag in evaluation.flags:
        if flag.rule not in checks or len(flag.claims) < 2:
            continue
        one, other = (claims[name] for name in flag.claims[:2])
        if one.document != other.document or one.document >= len(papers) or unsure(one) or unsure(other):
            continue
        told = (quoted(one), quoted(other))
        made = fault(rules.dossier, papers, "contradiction", "dose", told, arithmetic=flag.arithmetic)
        if made:
            yield made


def disputed(agreement: Agreement, faults: Sequence[Fault]) -> Agreement:
    """An agreement on the dose, where one document contradicts itself: none."""
    return agreement.model_copy(update={"agrees": False}) if faults and agreement.name == "dose" else agreement
