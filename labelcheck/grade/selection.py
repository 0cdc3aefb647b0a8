"""Which claims a selector picks."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from labelcheck.models import Claim, Selector


def selected(claims: Sequence[Claim], selectors: Sequence[Selector]) -> list[Claim]:
    """The claims that any of the selectors picks, in the order of the claims."""
    present = {claim.rule for claim in claims}
    apt = [selector for selector in selectors if any(named(selector.rule, rule) for rule in present)]
    return [claim for claim in claims if any(picks(selector, claim) for selector in apt)] if apt else []


def picks(selector: Selector, claim: Claim) -> bool:
    """Whether every condition of a selector holds for a claim."""
    if claim.status not in selector.status or claim.subject not in selector.subject:
        return False
    if "any" not in selector.qualifier and claim.qualifier not in selector.qualifier:
        return False
    return named(selector.rule, claim.rule)


@lru_cache(maxsize=20_000)
def named(patterns: tuple[str, ...], rule: str) -> bool:
    """Whether a rule's id is one of the shell-style patterns."""
    return any(fnmatchcase(rule, pattern) for pattern in patterns)
