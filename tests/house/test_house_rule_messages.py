"""Sentences of the rules in other languages: none missing of those that every reader meets, none left of old rules."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

import labelcheck.language
from labelcheck.language import LANGUAGES, SOURCE, say, speaking, untranslated
from labelcheck.rules import load_rules

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in LANGUAGES if language != SOURCE]
BLANK = "\x00"
REASONED = ("general", "kr")
"""Markets whose reasons are said in every language; those of others may be English and are marked so."""
MOST_PARTS = 3
"""Parts that the program makes one sentence of: "This study is" and "a review of other studies"."""


def spoken_sentences() -> Iterator[str]:
    rules = load_rules()
    for checklist in rules.checklists.values():
        yield checklist.title
        for item in checklist.items:
            yield from (item.short, item.question, item.advice, *item.reasons.values())
            yield from (note.text for note in item.notes)
            yield from (part.short for part in item.parts if part.short)
            for rung in item.ladder:
                yield from (rung.title, rung.meaning)
        for condition in checklist.conditions:
            yield from (condition.question, *condition.reasons.values())
        for entry in checklist.corrections:
            yield from (entry.statement, entry.correction)
    for steps in rules.ladders.values():
        yield from steps
    for flag in rules.flags:
        yield from filter(None, (flag.title, flag.message, flag.suggestion, flag.question, flag.exempt))
        if flag.market in REASONED:
            yield flag.why
    yield from (term.name for term in rules.terms if not term.name.isupper())
    yield from (term.meaning for term in rules.terms)
    yield from (rule.evidence.text for rule in rules.rules if rule.evidence)
    yield from (rule.name for rule in rules.rules if rule.name)
    yield from (*rules.dossier.papers.values(), *(form for _, form in rules.dossier.sums))
    yield from (sentence.message for sentence in rules.dossier.sentences)


@cache
def written() -> str:
    """All that the rules and the stages write, blanks marked: what a sentence of an answer can be made from."""
    found: list[str] = []
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        if path.parent.name != "context":
            found += strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    for stage in ("capture", "extract", "grade", "compare"):
        for path in sorted((ROOT / "labelcheck" / stage).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    parts = [part.value if isinstance(part, ast.Constant) else BLANK for part in node.values]
                    found.append("".join(map(str, parts)))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.append(re.sub(r"\{\w*\}", BLANK, node.value))
    return fold("\n".join(found))


def fold(text: str) -> str:
    return text.casefold().replace("_", " ")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield re.sub(r"\{\w*\}", BLANK, value.strip())
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*strings(key), *strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@pytest.mark.parametrize("language", OTHERS)
def test_what_every_reader_meets_is_translated(language: str) -> None:
    with speaking(language):
        missing = [sentence for sentence in spoken_sentences() if untranslated(sentence)]
    assert not missing, "\n".join(missing)


def parts(sentence: str) -> int:
    """From how many of the longest passages that are written somewhere a sentence can be put together."""
    rest, count = fold(re.sub(r"\{\w*\}", BLANK, sentence)).rstrip("."), 0
    while rest:
        fitting = next((end for end in range(len(rest), 0, -1) if rest[:end] in written()), 1)
        rest, count = rest[fitting:], count + 1
    return count


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_translated_that_is_no_longer_written(language: str) -> None:
    stale = []
    for path in (ROOT / "labelcheck" / "messages").glob(f"{language}_rules*.toml"):
        keys = tomllib.loads(path.read_text(encoding="utf-8"))
        stale += [f"{path.name}: {key}" for key in keys if parts(key) > MOST_PARTS]
    assert not stale, "\n".join(stale)


def test_an_old_sentence_is_found() -> None:
    assert parts("The label names the tissue, cell or strain that the exosomes came from.") > MOST_PARTS
    assert parts("The label says to keep this product refrigerated or frozen.") == 1


def test_sentences_with_words_put_in_are_recognised_and_those_words_stay() -> None:
    sentence = (
        "The text says “photo”, the ingredient list “{x} and 1 million”. Ask which source the exosomes really have: "
    )
    with speaking("ko"):
        said = say(sentence + "a study of one says nothing about the other.")
        assert "“photo”" in said and "“{x} and 1 million”" in said and "엑소좀의 실제 유래" in said
        row = say("It was injected. The label does not speak of injection. Part of it was not read.")
        assert row == "주사했습니다. 라벨은 주사를 언급하지 않습니다. 라벨의 일부를 읽지 못했습니다."
        assert untranslated("It was injected. Nobody knows this sentence.")
        assert say("3 million") == "300만"


def test_an_endless_label_costs_no_more_than_its_length() -> None:
    with speaking("ko"):
        hostile = "It used “a. It used b: The label says c. " * 2000
        assert say(hostile) == hostile


def test_no_words_of_a_label_stay_in_memory() -> None:
    """The pages promise that nothing is kept: messages and forms may be, sentences made from them may not."""
    caches = [found for found in vars(labelcheck.language).values() if hasattr(found, "cache_info")]
    with speaking("ko"):
        say("The text says “rose”, the ingredient list “milk”. Ask.")
        before = [found.cache_info().currsize for found in caches]
        say("It used “the serum of Jane Roe”. The label does not speak of injection.")
        untranslated("Jane Roe")
    assert caches and [found.cache_info().currsize for found in caches] == before


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("10 billion", "100억"),
        ("2.35 billion", "23억 5000만"),
        ("34.7 trillion", "34조 7000억"),
        ("123 million", "1억 2300만"),
        ("about 12.35 million", "약 1235만"),
        ("5 thousand billion", "5 thousand billion"),
        (
            "10 billion per vial / 5 mL = 2 billion per mL; stated: 10 billion per mL",
            "바이알당 100억 ÷ 5 mL = mL당 20억, 표시: mL당 100억",
        ),
        ("10 billion per vial / 5 mL = 2 billion per mL", "바이알당 100억 ÷ 5 mL = mL당 20억"),
        (
            "34.7 trillion vesicles × 5.24 × 10⁻¹⁶ mL each (spheres of 100 nm, a usual size) = 0.018 mL in every mL",
            "소포 34조 7000억 개 × 개당 5.24 × 10⁻¹⁶ mL(지름 100 nm, 일반적인 크기인 구) = 1mL당 0.018 mL",
        ),
    ],
)
def test_numbers_and_sums_are_written_as_people_write_them(english: str, korean: str) -> None:
    with speaking("ko"):
        assert say(english) == korean


def test_a_warning_of_a_photo_with_the_cure_put_in_is_translated() -> None:
    from labelcheck.capture.photo.document import _OTHER_SCRIPT_CURE, _PARTLY_UNREAD_WARNING

    with speaking("ko"):
        warning = say(_PARTLY_UNREAD_WARNING.format(share=31, cure=_OTHER_SCRIPT_CURE))
    assert warning.startswith("라벨의 약 31%는") and "Latin" not in warning
