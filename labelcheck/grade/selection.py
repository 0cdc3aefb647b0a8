"""Which claims a selector picks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from labelcheck.models import Claim, Selector

Tags = Mapping[str, frozenset[str]]
"""What is known of the study that a claim cites, by the claim's id."""
NO_TAGS: Tags = {}
_SCRIPTS = {
    "ko": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
"""Characters that tell in which language a claim is written; Chinese is Han without kana."""


def selected(claims: Sequence[Claim], selectors: Sequence[Selector], tags: Tags = NO_TAGS) -> list[Claim]:
    """The claims that any of the selectors picks, in the order of the claims."""
    present = {claim.rule for claim in claims}
    apt = [selector for selector in selectors if any(named(selector.rule, rule) for rule in present)]
    return [claim for claim in claims if any(picks(selector, claim, tags) for selector in apt)] if apt else []


def picks(selector: Selector, claim: Claim, tags: Tags = NO_TAGS) -> bool:
    """Whether every condition of a selector holds for a claim."""
    if claim.status not in selector.status or claim.subject not in selector.subject:
        return False
    if "any" not in selector.qualifier and claim.qualifier not in selector.qualifier:
        return False
    if not named(selector.rule, claim.rule):
        return False
    if selector.value and not named(selector.value, claim.value or ""):
        return False
    if selector.listed is not None and claim.listed is not selector.listed:
        return False
    if selector.language and language_of(claim.text) not in selector.language:
        return False
    return not selector.evidence or not tags.get(claim.id, frozenset()).isdisjoint(selector.evidence)


@lru_cache(maxsize=20_000)
def named(patterns: tuple[str, ...], name: str) -> bool:
    """Whether a name is one of the shell-style patterns."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def language_of(text: str) -> str:
    """ko, ja or zh by the characters of a text, else an empty string: Latin letters tell no language."""
    return next((language for language, script in _SCRIPTS.items() if script.search(text)), "")
