"""Claims -> verdicts and flags: the checklist's questions, its conditions, and what is wrong with a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from labelcheck.models import (
    Checklist,
    Claim,
    ConditionVerdict,
    Document,
    DoseScale,
    EnhancerUse,
    Evidence,
    Flag,
    Ladder,
    OverallVerdict,
    RuleSet,
    Scope,
    Skip,
    Study,
    Unanswered,
    Verdict,
)


class Grades(NamedTuple):
    """Everything graded about one product."""

    exosome: Scope
    exosome_claims: tuple[str, ...]
    items: tuple[Verdict, ...]
    unasked: tuple[Unanswered, ...]
    conditions: tuple[ConditionVerdict, ...]
    verdict: OverallVerdict
    summary: str
    flags: tuple[Flag, ...]
    evidence: tuple[Evidence, ...]
    ladder: Ladder | None
    enhancers: tuple[EnhancerUse, ...]
    dose: DoseScale | None


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
    What the reader gave (``given`` of the documents) tells which product it is; it answers no question of the checklist
    and makes nothing readable.
    """
    from labelcheck.grade.answers import conditions_of, items_of, overall, unasked_of
    from labelcheck.grade.dose import dose_scale
    from labelcheck.grade.enhancers import enhancers_of
    from labelcheck.grade.evidence import leaning_of
    from labelcheck.grade.flags import flags_of
    from labelcheck.grade.ladder import ladder_of
    from labelcheck.grade.registry import closed_devices, registry_of
    from labelcheck.grade.scope import scope_of
    from labelcheck.grade.selection import Pool
    from labelcheck.grade.silence import silence_of

    printed = [document for document in documents if not document.given]
    said = [claim for claim in claims if not documents[claim.document].given]
    pool = Pool(said)
    exosome, because = scope_of(claims)
    silence = silence_of(printed, skipped)
    leaning = leaning_of(pool, documents, registry_of(rules), silence.proves_nothing, closed_devices(rules))
    pool = pool.tagged(leaning.tags)
    unasked = unasked_of(checklist, pool)
    items = items_of(checklist, pool, silence, leaning.evidence)
    conditions = conditions_of(checklist, items, pool, silence, leaning.evidence)
    verdict, summary = overall(exosome, checklist, items, conditions, printed, silence)
    if exosome == "no" and silence.whole:
        exosome = "unclear"
    asked = {item.id for item in items}
    ladders = [ladder_of(item, pool, leaning.evidence) for item in checklist.items if item.id in asked]
    return Grades(
        exosome=exosome,
        exosome_claims=because,
        items=items,
        unasked=unasked,
        conditions=conditions,
        verdict=verdict,
        summary=summary,
        flags=flags_of(pool, documents, rules, markets, exosome=exosome != "no", partly_read=silence.proves_nothing),
        evidence=leaning.evidence,
        ladder=next(filter(None, ladders), None),
        enhancers=enhancers_of(said, rules.rules),
        dose=None if exosome == "no" else dose_scale(said, rules.doses),
    )


def known_study(name: str, rules: RuleSet) -> Study | None:
    """The study of the registry with this id, DOI, PMID, PMC or registry number."""
    from labelcheck.grade.registry import identifiers, registry_of

    name = name.strip()
    by_id = {study.id: study for study in rules.studies}
    if name.lower() in by_id:
        return by_id[name.lower()]
    written = f"PMID {name}" if name.isdigit() else name
    found = (registry_of(rules).known(identifier) for identifier in identifiers(written))
    return next(filter(None, found), None)
