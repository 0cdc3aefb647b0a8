"""What is wrong, unproven or barred in the claims: disclosure is one axis, this is the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from labelcheck.grade.checks import CHECKS, Finding, Scene
from labelcheck.grade.selection import NO_TAGS, Tags, selected
from labelcheck.models import Claim, Document, Flag, FlagRule

GENERAL = "general"
"""The folder of the flags that hold in every market."""
_GRAVITY = {"critical": 0, "high": 1, "low": 2, "info": 3}


class Product(NamedTuple):
    """What flags look at: one product's claims and documents, and what is known of the studies it cites."""

    claims: Sequence[Claim]
    documents: Sequence[Document] = ()
    tags: Tags = NO_TAGS
    exosome: bool = True
    """Whether it presents itself as an exosome product, or may: flags about exosomes are for such."""


def flags_of(
    product: Product,
    rules: Sequence[FlagRule],
    ladders: Mapping[str, tuple[str, ...]],
    markets: Sequence[str] | None = None,
) -> tuple[Flag, ...]:
    """One flag a rule whose claims are found: general ones, then those of ``markets`` (all, if None), gravest first.

    Ids count from ``f1``.
    """
    wanted = [
        rule
        for rule in rules
        if (markets is None or rule.market in (GENERAL, *markets)) and (product.exosome or rule.about == "any")
    ]
    raised = [(rule, finding) for rule in wanted for finding in _findings(rule, product)]
    places = {claim.id: (claim.document, claim.start) for claim in product.claims}
    raised.sort(key=lambda pair: (pair[0].market != GENERAL, _GRAVITY[pair[0].severity], places[pair[1].claims[0]]))
    return tuple(_flag(rule, finding, place, ladders) for place, (rule, finding) in enumerate(raised, 1))


def _findings(rule: FlagRule, product: Product) -> Iterator[Finding]:
    found = selected(product.claims, rule.when, product.tags)
    if not found or (rule.unless and selected(product.claims, rule.unless, product.tags)):
        return
    if rule.spared_by:
        spared = selected(product.claims, rule.spared_by, product.tags)
        found = [claim for claim in found if not any(same_sentence(claim, other) for other in spared)]
    beside = selected(product.claims, rule.beside, product.tags)
    if rule.same_sentence:
        found = [claim for claim in found if any(same_sentence(claim, other) for other in beside)]
        beside = [other for other in beside if any(same_sentence(claim, other) for claim in found)]
    if not found or (rule.beside and not beside):
        return
    if rule.check:
        yield from CHECKS[rule.check.name](rule.check, Scene(found, beside, product.claims, product.documents))
    else:
        yield Finding(tuple(dict.fromkeys(claim.id for claim in (*found, *beside))))


def same_sentence(claim: Claim, other: Claim) -> bool:
    """Whether two claims of one document were read in the same sentence."""
    if claim.document != other.document or claim.sentence is None or other.sentence is None:
        return False
    return claim.sentence[0] < other.sentence[1] and other.sentence[0] < claim.sentence[1]


def _flag(rule: FlagRule, finding: Finding, place: int, ladders: Mapping[str, tuple[str, ...]]) -> Flag:
    return Flag(
        id=f"f{place}",
        rule=rule.id,
        title=rule.title,
        topic=rule.topic,
        severity=rule.severity,
        market=rule.market,
        message=rule.message.format_map(finding.values) if rule.check else rule.message,
        why=rule.why,
        claims=finding.claims,
        references=rule.references,
        suggestion=rule.suggestion,
        arithmetic=finding.arithmetic,
        basis=rule.basis,
        notice=rule.notice,
        in_force=rule.in_force,
        as_of=rule.as_of,
        exempt=rule.exempt,
        step=rule.ladder.step if rule.ladder else None,
        steps=ladders.get(rule.ladder.name, ()) if rule.ladder else (),
    )
