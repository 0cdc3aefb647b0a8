"""Claims -> verdicts and flags: the checklist's questions, its conditions, and what is wrong with a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from labelcheck.models import (
    Checklist,
    Claim,
    ConditionVerdict,
    Document,
    Flag,
    OverallVerdict,
    RuleSet,
    Scope,
    Skip,
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
    from labelcheck.grade.flags import Product, flags_of
    from labelcheck.grade.scope import scope_of
    from labelcheck.grade.silence import silence_of

    exosome, because = scope_of(claims)
    silence = silence_of(documents, skipped)
    items = items_of(checklist, claims, silence)
    conditions = conditions_of(checklist, items, claims, silence)
    verdict, summary = overall(exosome, items, conditions, documents, silence)
    if exosome == "no" and silence.whole:
        exosome = "unclear"
    product = Product(claims, documents, exosome=exosome != "no")
    flags = flags_of(product, rules.flags, rules.ladders, markets)
    return Grades(exosome, because, items, conditions, verdict, summary, flags)
