"""Claims -> verdicts and flags: the checklist's questions, its conditions, and what is wrong with a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from labelcheck.models import (
    Checklist,
    Claim,
    ConditionVerdict,
    Document,
    EnhancerUse,
    Evidence,
    Flag,
    Ladder,
    OverallVerdict,
    RuleSet,
    Scope,
    Skip,
    Study,
    Verdict,
)


class Grades(NamedTuple):
    """Everything graded about one product."""

    exosome: Scope
    exosome_claims: tuple[str, ...]
    items: tuple[Verdict, ...]
    conditions: tuple[ConditionVerdict, ...]
    verdict: OverallVerdict
    summary: str
    flags: tuple[Flag, ...]
    evidence: tuple[Evidence, ...]
    ladder: Ladder | None
    enhancers: tuple[EnhancerUse, ...]


def grade(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    skipped: Sequence[Skip],
    checklist: Checklist,
    rules: RuleSet,
    markets: Sequence[str] | None = None,
) -> Grades:
    """Answer a checklist from the claims of one product's documents; flags of ``markets`` only, of all if None.

    What could not be read (``legibility`` and ``foreign`` of the documents, ``skipped``) turns "not stated" into
    "unreadable", and "no exosome product" into an unclear one where most of it is in languages that no rule reads.
    """
    from labelcheck.grade.answers import conditions_of, items_of, overall
    from labelcheck.grade.enhancers import enhancers_of
    from labelcheck.grade.evidence import leaning_of
    from labelcheck.grade.flags import Product, flags_of
    from labelcheck.grade.ladder import ladder_of
    from labelcheck.grade.registry import registry_of
    from labelcheck.grade.scope import scope_of
    from labelcheck.grade.silence import silence_of

    exosome, because = scope_of(claims)
    silence = silence_of(documents, skipped)
    leaning = leaning_of(claims, documents, registry_of(rules), silence.proves_nothing)
    items = items_of(checklist, claims, silence, leaning)
    conditions = conditions_of(checklist, items, claims, silence, leaning)
    verdict, summary = overall(exosome, items, conditions, documents, silence)
    if exosome == "no" and silence.whole:
        exosome = "unclear"
    product = Product(claims, documents, leaning.tags, exosome != "no")
    ladders = [ladder_of(item, claims, leaning.evidence, leaning.tags) for item in checklist.items]
    return Grades(
        exosome=exosome,
        exosome_claims=because,
        items=items,
        conditions=conditions,
        verdict=verdict,
        summary=summary,
        flags=flags_of(product, rules.flags, rules.ladders, markets),
        evidence=leaning.evidence,
        ladder=next(filter(None, ladders), None),
        enhancers=enhancers_of(claims, rules.rules),
    )


def known_study(name: str, rules: RuleSet) -> Study | None:
    """The study of the registry with this id, DOI, PMID, PMC or registry number."""
    from labelcheck.grade.registry import identifiers, registry_of

    by_id = {study.id: study for study in rules.studies}
    if name.lower() in by_id:
        return by_id[name.lower()]
    written = f"PMID {name}" if name.isdigit() else name
    found = (registry_of(rules).known(identifier) for identifier in identifiers(written))
    return next(filter(None, found), None)
