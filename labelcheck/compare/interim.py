"""Papers without an inspection, until that is merged. Goes with the merge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from labelcheck.dossiers import Agreement, Fault, Paper
from labelcheck.models import Evaluation, RuleSet

CertificatePrint = Any


class Inspection(NamedTuple):
    """Papers alone."""

    papers: tuple[Paper, ...]
    agreements: tuple[Agreement, ...]
    faults: tuple[Fault, ...]


def inspected(evaluation: Evaluation, rules: RuleSet, today: date) -> Inspection:
    """Papers of unknown kind."""
    return Inspection(
        tuple(
            Paper(name=d.name, sha256=d.sha256, kind="unknown", pages=max(1, len(d.pages)), legibility=d.legibility)
            for d in evaluation.documents
        ),
        (),
        (),
    )


def certificate_prints(name: str, evaluation: Evaluation, papers: tuple[Paper, ...]) -> tuple[CertificatePrint, ...]:
    """None."""
    return ()


def reused(prints: Iterable[CertificatePrint]) -> dict[str, tuple[Fault, ...]]:
    """None."""
    return {}
