"""What is wrong, unproven or barred in the claims: disclosure is one axis, this is the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from labelcheck.grade.checks import CHECKS, Finding, Scene
from labelcheck.grade.selection import Pool, named, sentence_of
from labelcheck.models import Document, Flag, FlagRule, RuleSet

GENERAL = "general"
"""The folder of the flags that hold in every market."""
_GRAVITY = {"critical": 0, "high": 1, "low": 2, "info": 3}


def flags_of(
    pool: Pool,
    documents: Sequence[Document],
    rules: RuleSet,
    markets: Sequence[str] | None = None,
    *,
    exosome: bool = True,
    partly_read: bool = False,
) -> tuple[Flag, ...]:
    """One flag a rule whose claims are found: general ones, then those of ``markets`` (all, if None), gravest first.

    ``exosome`` tells whether this is an exosome product or may be one: flags about exosomes are for such. Where the
    label was ``partly_read``, nothing rests on what it does not say. Ids count from ``f1``.
    """
    by_rule = _by_claim_rule(rules)
    apt = sorted({place for rule in pool.rules for place in by_rule.get(rule, ())})
    wanted = [
        rule
        for rule in (rules.flags[place] for place in apt)
        if (markets is None or rule.market in (GENERAL, *markets))
        and (exosome or rule.about == "any")
        and not (rule.all_read and partly_read)
    ]
    raised = [(rule, finding) for rule in wanted for finding in _findings(rule, pool, documents)]
    places = {claim.id: (claim.document, claim.start) for claim in pool.claims}
    raised.sort(key=lambda pair: (pair[0].market != GENERAL, _GRAVITY[pair[0].severity], places[pair[1].claims[0]]))
    return tuple(_flag(rule, finding, place, rules) for place, (rule, finding) in enumerate(raised, 1))


@lru_cache(maxsize=4)
def _by_claim_rule(rules: RuleSet) -> dict[str, tuple[int, ...]]:
    """For each claim rule the flags that look at its claims, by their places in the rule set."""
    found: dict[str, list[int]] = {}
    for place, flag in enumerate(rules.flags):
        patterns = tuple(pattern for selector in flag.when for pattern in selector.rule)
        for rule in rules.rules:
            if named(patterns, rule.id):
                found.setdefault(rule.id, []).append(place)
    return {rule: tuple(places) for rule, places in found.items()}


def _findings(rule: FlagRule, pool: Pool, documents: Sequence[Document]) -> Iterator[Finding]:
    found = pool.selected(rule.when)
    if not found or (rule.unless and pool.selected(rule.unless)):
        return
    if rule.spared_by:
        spared = {sentence_of(claim) for claim in pool.selected(rule.spared_by)}
        found = [claim for claim in found if sentence_of(claim) not in spared]
    beside = pool.selected(rule.beside)
    if rule.same_sentence:
        near = {sentence_of(claim) for claim in found}.intersection(map(sentence_of, beside))
        found = [claim for claim in found if sentence_of(claim) in near]
        beside = [claim for claim in beside if sentence_of(claim) in near]
    if not found or (rule.beside and not beside):
        return
    if rule.check:
        yield from CHECKS[rule.check.name](rule.check, Scene(found, beside, pool.claims, documents))
    else:
        pair = (*found[:1], *beside[:1])
        yield Finding(tuple(dict.fromkeys(claim.id for claim in (*pair, *found, *beside))))


def _flag(rule: FlagRule, finding: Finding, place: int, rules: RuleSet) -> Flag:
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
        question=rule.question,
        arithmetic=finding.arithmetic,
        basis=rule.basis,
        notice=rule.notice,
        in_force=rule.in_force,
        undated=rule.undated,
        as_of=rule.as_of,
        exempt=rule.exempt,
        step=rule.ladder.step if rule.ladder else None,
        steps=rules.ladders.get(rule.ladder.name, ()) if rule.ladder else (),
    )
