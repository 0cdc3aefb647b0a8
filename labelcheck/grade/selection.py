"""Which claims a selector picks, and which stand in one sentence: a product's claims, laid out for many questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from labelcheck.models import Claim, Selector

_PLAIN = ("asserted", "product")
Tags = Mapping[str, frozenset[str]]
"""What is known of the study that a claim cites, by the claim's id."""
_SCRIPTS = {
    "ko": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
"""Characters that tell in which language a claim is written; Chinese is Han without kana."""


class Pool:
    """One product's claims, found by rule and by sentence, with what is known of the studies that they cite."""

    def __init__(self, claims: Sequence[Claim], tags: Tags | None = None):
        self.claims = claims
        self.tags: Tags = tags or {}
        self._matching: dict[tuple[str, ...], list[str]] = {}
        self._by_rule: dict[str, list[tuple[int, Claim]]] = {}
        self._by_sentence: dict[tuple[int, int], list[Claim]] = {}
        for place, claim in enumerate(claims):
            self._by_rule.setdefault(claim.rule, []).append((place, claim))
            if claim.sentence:
                self._by_sentence.setdefault((claim.document, claim.sentence[0]), []).append(claim)

    @property
    def rules(self) -> Iterable[str]:
        """The ids of the rules that found something."""
        return self._by_rule.keys()

    def tagged(self, tags: Tags) -> Pool:
        """The same claims with tags."""
        pool = Pool.__new__(Pool)
        pool.claims, pool.tags = self.claims, tags
        pool._by_rule, pool._by_sentence, pool._matching = self._by_rule, self._by_sentence, self._matching
        return pool

    def selected(self, selectors: Sequence[Selector]) -> list[Claim]:
        """The claims that any of the selectors picks, in the order of the claims."""
        picked: dict[int, Claim] = {}
        for selector in selectors:
            for rule in self._present(selector.rule):
                for place, claim in self._by_rule[rule]:
                    if self._picks(selector, claim):
                        picked[place] = claim
        return [picked[place] for place in sorted(picked)]

    def in_sentence(self, claim: Claim) -> Sequence[Claim]:
        """The claims that were read in the sentence of a claim, itself among them."""
        return self._by_sentence.get((claim.document, claim.sentence[0]), ()) if claim.sentence else ()

    def _present(self, patterns: tuple[str, ...]) -> Iterable[str]:
        """The rules of a selector that found something."""
        known = self._matching.get(patterns)
        if known is None:
            if _names_rules(patterns):
                known = [rule for rule in patterns if rule in self._by_rule]
            else:
                known = [rule for rule in self._by_rule if named(patterns, rule)]
            self._matching[patterns] = known
        return known

    def _picks(self, selector: Selector, claim: Claim) -> bool:
        """Whether every condition of a selector but its rule holds for a claim."""
        if claim.status not in selector.status or claim.subject not in selector.subject:
            return False
        if "any" not in selector.qualifier and claim.qualifier not in selector.qualifier:
            return False
        if selector.value and not named(selector.value, claim.value or ""):
            return False
        if selector.listed is not None and claim.listed is not selector.listed:
            return False
        if selector.language and language_of(claim.text) not in selector.language:
            return False
        if selector.beside and not self._beside(selector.beside, claim):
            return False
        if selector.figure is not None and is_figure(claim) is not selector.figure:
            return False
        return not selector.evidence or not self.tags.get(claim.id, frozenset()).isdisjoint(selector.evidence)

    def _beside(self, rules: tuple[str, ...], claim: Claim) -> bool:
        """Whether one of the rules found a value of the product in the document of a claim."""
        return any(
            other.document == claim.document and other.value and (other.status, other.subject) == _PLAIN
            for rule in self._present(rules)
            for _, other in self._by_rule[rule]
        )


def is_figure(claim: Claim) -> bool:
    """Whether a claim has a quantity that is printed: "2-8 °C", not "in the refrigerator"."""
    return claim.quantity is not None and not claim.quantity.implied


@lru_cache(maxsize=2_000)
def _names_rules(patterns: tuple[str, ...]) -> bool:
    """Whether patterns are ids without a wildcard, to be looked up rather than matched."""
    return not any(char in pattern for pattern in patterns for char in "*?[")


def sentence_of(claim: Claim) -> tuple[int, int]:
    """Which sentence of which document a claim was read in; its own place where that is not known."""
    return claim.document, claim.sentence[0] if claim.sentence else claim.start


@lru_cache(maxsize=20_000)
def named(patterns: tuple[str, ...], name: str) -> bool:
    """Whether a name is one of the shell-style patterns."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def language_of(text: str) -> str:
    """ko, ja or zh by the characters of a text, else an empty string: Latin letters tell no language."""
    return next((language for language, script in _SCRIPTS.items() if script.search(text)), "")
