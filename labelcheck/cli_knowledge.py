"""The commands that show what labelcheck knows: ``rules`` and ``evidence``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labelcheck.models import FlagRule, Rule, RuleSet

DONE = 0
Loader = Callable[[argparse.Namespace], "RuleSet"]


class Failure(Exception):
    """Something the person at the keyboard can mend; the message says what, where and how."""


def add_knowledge(commands: argparse._SubParsersAction[argparse.ArgumentParser], load: Loader) -> None:
    """Add both commands; ``load`` gives the rules that the options ask for."""
    rules = commands.add_parser("rules", help="list, show or check the rules")
    actions = rules.add_subparsers(metavar="ACTION", required=True)
    _add(actions, "list", "one line a rule", lambda options: _rules_list(load(options)))
    show = _add(
        actions,
        "show",
        "one rule with its reason, references and examples",
        lambda options: _rules_show(load(options), options.id),
    )
    show.add_argument("id", help="a rule id such as source/human-adipose or kr/bare-exosome")
    _add(actions, "check", "load all rules and say what is wrong with them", _rules_check)
    evidence = commands.add_parser("evidence", help="list or show the studies of the evidence registry")
    actions = evidence.add_subparsers(metavar="ACTION", required=True)
    _add(actions, "list", "one line a study", lambda options: _evidence_list(load(options)))
    show = _add(
        actions,
        "show",
        "one study with its result, limits and references",
        lambda options: _evidence_show(load(options), options.id),
    )
    show.add_argument("id", help="a record such as cho2020, or a DOI, PMID, PMC or registry number")


def _add(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=text)
    action.add_argument(
        "--rules", type=Path, action="append", default=[], metavar="DIR", help="one more folder of rules"
    )
    action.set_defaults(run=run)
    return action


def _rules_list(rules: RuleSet) -> int:
    for rule in _all_rules(rules):
        print(f"{rule.id:44} {rule.title}")
    return DONE


def _rules_show(rules: RuleSet, name: str) -> int:
    from labelcheck.reference import rule_text

    known = {rule.id: rule for rule in _all_rules(rules)}
    if name not in known:
        raise Failure(f"there is no rule {visible(name)}; {_hint(name, list(known), 'rules')}")
    print(rule_text(known[name]))
    return DONE


def _rules_check(options: argparse.Namespace) -> int:
    from labelcheck.rules import load_rules

    rules = load_rules(options.rules, fresh=True)
    print(
        f"{len(rules.rules)} claim rules, {len(rules.flags)} flags, {len(rules.checklists)} checklists, "
        f"{len(rules.studies)} studies: no mistake found"
    )
    return DONE


def _evidence_list(rules: RuleSet) -> int:
    from labelcheck.reference import study_row

    for study in rules.studies:
        print(study_row(study))
    return DONE


def _evidence_show(rules: RuleSet, name: str) -> int:
    from labelcheck.grade import known_study
    from labelcheck.reference import study_text

    study = known_study(name, rules)
    if study is None:
        hint = _hint(name, [study.id for study in rules.studies], "evidence")
        raise Failure(f"there is no study {visible(name)} in the registry; {hint}")
    print(study_text(study))
    return DONE


def _all_rules(rules: RuleSet) -> list[Rule | FlagRule]:
    return [*rules.rules, *rules.flags]


def _hint(name: str, known: list[str], command: str) -> str:
    last = name.split("/")[-1].lower()
    near = [other for other in known if last and last in other]
    return f"did you mean {', '.join(near[:5])}?" if near else f"see labelcheck {command} list"


def visible(text: str) -> str:
    """Text with what a terminal would obey written out."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
