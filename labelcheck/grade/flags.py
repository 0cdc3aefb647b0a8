"""What is wrong, unproven or barred in the claims: disclosure is one axis, this is the other."""

from __future__ import annotations

from collections.abc import Sequence

from labelcheck.grade.selection import selected
from labelcheck.models import Claim, Flag, FlagRule

_GRAVITY = {"critical": 0, "high": 1, "low": 2, "info": 3}


def flags_of(claims: Sequence[Claim], rules: Sequence[FlagRule]) -> tuple[Flag, ...]:
    """One flag a rule whose claims are found, gravest first; ids count from ``f1``."""
    raised = [(rule, found) for rule in rules if (found := selected(claims, rule.when))]
    raised.sort(key=lambda pair: (_GRAVITY[pair[0].severity], pair[1][0].document, pair[1][0].start))
    return tuple(
        Flag(
            id=f"f{place}",
            rule=rule.id,
            title=rule.title,
            topic=rule.topic,
            severity=rule.severity,
            market=rule.market,
            message=rule.message,
            why=rule.why,
            claims=tuple(claim.id for claim in found),
            references=rule.references,
            suggestion=rule.suggestion,
        )
        for place, (rule, found) in enumerate(raised, 1)
    )
