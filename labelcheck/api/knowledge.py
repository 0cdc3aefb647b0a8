"""What labelcheck knows, as data: the rules in a list and each with all that is said of it."""

from __future__ import annotations

from typing import Any, Final, get_args

from labelcheck import __version__
from labelcheck.models import FlagRule, Kind, Rule, RuleSet

SCHEMA: Final = "labelcheck.rules/1"
FLAG: Final = "flag"
"""The kind of what is wrong, unproven or barred, beside the kinds of what a label says."""
KINDS: Final = (*get_args(Kind), FLAG)


def listed(rules: RuleSet, kind: str | None = None) -> dict[str, Any]:
    """The rules of one kind or of all, in the order of ``labelcheck rules list``."""
    found: tuple[Rule | FlagRule, ...] = (*rules.rules, *rules.flags)
    entries = [entry(rule) for rule in found if kind in (None, kind_of(rule))]
    return _head(rules) | {"rules": entries}


def shown(rules: RuleSet, name: str) -> dict[str, Any] | None:
    """One rule by its id, with its examples; None where there is no such rule."""
    found: tuple[Rule | FlagRule, ...] = (*rules.rules, *rules.flags)
    for rule in found:
        if rule.id == name:
            examples = {
                language: {"match": list(each.match), "avoid": list(each.avoid)}
                for language, each in rule.examples.items()
            }
            return _head(rules) | {"rule": entry(rule) | {"examples": examples}}
    return None


def entry(rule: Rule | FlagRule) -> dict[str, Any]:
    """A rule without its patterns and examples."""
    told: dict[str, Any] = {
        "id": rule.id,
        "kind": kind_of(rule),
        "title": rule.title,
        "why": rule.why.strip(),
        "references": list(rule.references),
    }
    if isinstance(rule, Rule):
        return told | {"value": rule.value, "languages": list(rule.match)}
    return told | {
        "market": rule.market,
        "topic": rule.topic,
        "severity": rule.severity,
        "basis": rule.basis,
        "message": rule.message.strip(),
        "suggestion": rule.suggestion.strip(),
        "notice": rule.notice,
        "in_force": rule.in_force,
        "undated": rule.undated,
        "as_of": rule.as_of.isoformat() if rule.as_of else None,
        "exempt": rule.exempt,
    }


def kind_of(rule: Rule | FlagRule) -> str:
    """The kind by which rules are asked for."""
    return rule.kind if isinstance(rule, Rule) else FLAG


def _head(rules: RuleSet) -> dict[str, Any]:
    return {"schema": SCHEMA, "version": __version__, "rules_digest": rules.digest}
