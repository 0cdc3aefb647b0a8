"""Ways into the skin as the label speaks of them, neutrally: instructed, suggested, general; and what is published."""

from __future__ import annotations

from collections.abc import Sequence

from labelcheck.models import Claim, EnhancerState, EnhancerUse, Rule

_ORDER: tuple[EnhancerState, ...] = (
    "instructed",
    "suggested",
    "listed as an ingredient",
    "advised against",
    "in a study",
    "general education",
    "of something else",
)
_IN_STUDY = "in_study"


def enhancers_of(claims: Sequence[Claim], rules: Sequence[Rule]) -> tuple[EnhancerUse, ...]:
    """One entry a way into the skin, by the strongest of what is said of it; none means topical use only."""
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.kind == "enhancer":
            said.setdefault(claim.rule, []).append(claim)
    known = {rule.id: rule for rule in rules if rule.id in said} if said else {}
    found = [_use(known[name], spoken) for name, spoken in said.items()]
    return tuple(sorted(found, key=lambda use: _ORDER.index(use.state)))


def _use(rule: Rule, claims: Sequence[Claim]) -> EnhancerUse:
    state = min((_state(claim) for claim in claims), key=_ORDER.index)
    return EnhancerUse(
        value=rule.value or rule.id,
        title=rule.title,
        state=state,
        claims=tuple(claim.id for claim in claims if _state(claim) == state),
        evidence=rule.evidence,
    )


def _state(claim: Claim) -> EnhancerState:
    if claim.subject == "other":
        return "of something else"
    if claim.subject == "education":
        return "general education"
    if claim.qualifier == _IN_STUDY:
        return "in a study"
    if claim.status == "negated":
        return "advised against"
    if claim.listed:
        return "listed as an ingredient"
    return "suggested" if claim.status == "hedged" or claim.qualifier else "instructed"
