"""Which claims a selector picks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from labelcheck.models import Claim, Selector


def selected(claims: Iterable[Claim], selectors: Sequence[Selector]) -> list[Claim]:
    """The claims that any of the selectors picks, in the order of the claims."""
    return [claim for claim in claims if any(picks(selector, claim) for selector in selectors)]


def picks(selector: Selector, claim: Claim) -> bool:
    """Whether every condition of a selector holds for a claim."""
    if claim.status not in selector.status or claim.subject not in selector.subject:
        return False
    if "any" not in selector.qualifier and claim.qualifier not in selector.qualifier:
        return False
    if not any(fnmatchcase(claim.rule, pattern) for pattern in selector.rule):
        return False
    quantity = claim.quantity
    if selector.unit is not None and (quantity is None or quantity.unit not in selector.unit):
        return False
    return selector.per == "any" or (quantity is not None and (quantity.per is not None) == (selector.per == "present"))
