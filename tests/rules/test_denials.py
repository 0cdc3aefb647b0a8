"""Frames of denial: each is reached by a sentence of a rule, with each of the fields, and a wrong one is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from labelcheck.context_types import Denials
from labelcheck.denials import denial_problems, filled
from labelcheck.extract.shadow import shadow
from labelcheck.models import Rule
from labelcheck.rules import RuleErrors, example_parts, load_rules

RULES = load_rules()
RULE = """title: Says that the moss is not told
why: A genus is a source.
references: [article:label-criteria]
match:
  en:
    denied: {told: [moss name]}
examples:
  en:
    match: ["[Moss name: not disclosed]"]
    avoid: ["Moss green box"]
"""


def said(rule: Rule, language: str) -> list[str]:
    return [shadow(example_parts(one)[0], frozenset()).low for one in rule.examples[language].match]


def frames() -> Iterator[tuple[str, str, int, str]]:
    for language, context in RULES.contexts.items():
        for name, each in context.denials.frames.items():
            for number, frame in enumerate(each):
                yield language, name, number, frame


def fields() -> Iterator[tuple[Rule, str, str, str]]:
    for rule in RULES.rules:
        for language, match in rule.match.items():
            for name, each in match.denied.items():
                for field in each:
                    yield rule, language, name, field


@pytest.mark.parametrize(
    ("language", "name", "frame"), [pytest.param(a, b, d, id=f"{a}-{b}-{c}") for a, b, c, d in frames()]
)
def test_every_frame_is_reached_by_a_sentence_of_a_rule_that_uses_it(language: str, name: str, frame: str) -> None:
    words = RULES.contexts[language].denials.words
    users = [
        (rule, rule.match[language].denied[name])
        for rule, code, each, _ in fields()
        if (code, each) == (language, name)
    ]
    assert any(
        re.search(filled(frame, words, f"(?:{'|'.join(known)})"), text, re.IGNORECASE)
        for rule, known in users
        for text in said(rule, language)
    )


@pytest.mark.parametrize(
    ("rule", "language", "name", "field"),
    [pytest.param(a, b, c, d, id=f"{a.id}-{b}-{c}-{d[:24]}") for a, b, c, d in fields()],
)
def test_every_field_stands_in_a_sentence_of_its_rule(rule: Rule, language: str, name: str, field: str) -> None:
    assert any(re.search(field, text, re.IGNORECASE) for text in said(rule, language))


def pack(folder: Path, text: str) -> Path:
    path = folder / "claims" / "withheld" / "moss.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_pack_may_name_fields_for_a_frame(tmp_path: Path) -> None:
    rule = next(rule for rule in load_rules([pack(tmp_path, RULE)]).rules if rule.id == "withheld/moss")
    assert any(re.search(one, "moss name: not disclosed") for one in rule.match["en"].framed)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("told:", "tole:"), "claims/withheld/moss.yaml:1: match.en.denied: tole is no frame of context/en.yaml"),
        (("{told: [moss name]}", "{told: [moss]}\n    framed: [moss]"), "framed: is made of what stands under denied"),
        (("[moss name]", "['(moss']"), "match.en.denied.told.0: not a regular expression: missing )"),
    ],
)
def test_a_wrong_field_is_reported(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    with pytest.raises(RuleErrors) as caught:
        load_rules([pack(tmp_path, RULE.replace(*change))])
    assert expected in "; ".join(caught.value.problems)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ("not told", "has no {field} for what is denied"),
        ("{field} {verb}", "{verb} is none of the words, or leads back to itself"),
        ("{field} {loop}", "{loop} is none of the words, or leads back to itself"),
        ("{field} (", "not a regular expression: missing ), unterminated subpattern at position 2"),
    ],
)
def test_a_wrong_frame_is_reported_with_its_place(frame: str, expected: str) -> None:
    found = list(denial_problems(Denials(words={"loop": "{loop}"}, frames={"told": (frame,)})))
    assert found == [(("denials", "frames", "told", 0), expected)]
