"""Every example of every rule, and its variants; every pattern is reached by an example of its own rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

import pytest

from labelcheck.capture import read
from labelcheck.extract import find_claims
from labelcheck.extract.claims import extractor
from labelcheck.extract.shadow import HAS_CJK
from labelcheck.grade.evidence import leaning_of
from labelcheck.grade.flags import flags_of
from labelcheck.grade.registry import registry_of
from labelcheck.grade.selection import Pool
from labelcheck.models import Claim, CueRule, Flag, Rule, Source
from labelcheck.rules import example_parts, load_rules

RULES = load_rules()
EVERY_RULE = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES.rules])


def matches(rule: Rule) -> Iterator[str]:
    """The texts that a rule's own file says it matches, with the claims in brackets."""
    return chain.from_iterable(examples.match for examples in rule.examples.values())


def avoids(rule: Rule) -> Iterator[str]:
    """The texts that a rule's own file says it asserts nothing of."""
    return chain.from_iterable(examples.avoid for examples in rule.examples.values())


@cache
def claims_in(text: str) -> tuple[Claim, ...]:
    return find_claims([read(Source(name="example.txt", text=text))], RULES)


def upper_case(text: str) -> str:
    return text.upper()


def wrapped(text: str) -> str:
    """The text broken once, at a space in the middle of its first claim, as a narrow column breaks it."""
    _, spans = example_parts(text)
    plain = example_parts(text)[0]
    start, end = spans[0]
    spaces = [start + found.start() for found in re.finditer(r"(?<=[a-z,])[ ](?=[a-z])", plain[start:end])]
    if not spaces:
        return text
    middle = min(spaces, key=lambda place: abs(place - (start + end) / 2))
    filler = "This column of the label says that one can read here: "
    return f"{filler}{plain[:middle]}\n{plain[middle + 1 :]}"


def hyphenated(text: str) -> str:
    """The text with one long lower-case word of its first claim broken by a hyphen at a line's end."""
    plain, spans = example_parts(text)
    start, end = spans[0]
    words = list(re.finditer(r"[a-z]{8,}", plain[start:end]))
    if not words:
        return text
    cut = start + words[0].start() + 4
    return f"{plain[:cut]}-\n{plain[cut:]}"


def noisy(text: str) -> str:
    """The text as a weak reader returns it: 0 for an o inside the first claim's words."""
    plain, spans = example_parts(text)
    start, end = spans[0]
    return plain[:start] + re.sub(r"(?<=[a-z]{2})o(?=[a-z]{2})", "0", plain[start:end], count=1) + plain[end:]


@EVERY_RULE
def test_a_match_example_yields_exactly_the_marked_claims(rule: Rule) -> None:
    wrong = []
    for example in matches(rule):
        plain, spans = example_parts(example)
        found = {(claim.start, claim.end) for claim in claims_in(plain) if claim.rule == rule.id}
        missed, more = ([plain[a:b] for a, b in places] for places in (set(spans) - found, found - set(spans)))
        if missed or more:
            wrong.append(f"{plain!r}: missed {missed}, more than marked {more}")
    assert not wrong, "\n".join([rule.id, *wrong])


def changed(rule: Rule, example: str, variant: Callable[[str], str]) -> str | None:
    """The example's plain text after a variant, or None where the variant has nothing in it to change."""
    plain = re.sub(r"[\[\]]", "", variant(example))
    if plain == example_parts(example)[0]:
        return None
    if variant is wrapped and (r"\\A" in str(rule.match) or (rule.reads and "(?:^|" in str(rule.match))):
        return None  # the rule itself is about where a line begins
    if variant is wrapped and "\t" in plain:
        return None  # a row of a table is one line
    if variant is upper_case and ("(?-i:" in str(rule.match) or HAS_CJK.search(plain)):
        return None  # the rule itself is about case, or the script has none
    return plain


VARIANTS = (upper_case, wrapped, hyphenated, noisy)


@EVERY_RULE
def test_a_variant_of_a_match_example_still_yields_the_rule(rule: Rule) -> None:
    wrong = [
        f"{variant.__name__}: {plain!r}"
        for text in matches(rule)
        for variant in VARIANTS
        if (plain := changed(rule, text, variant)) and all(claim.rule != rule.id for claim in claims_in(plain))
    ]
    assert not wrong, "\n".join([f"{rule.id} is not found in", *wrong])


def test_every_variant_changes_examples() -> None:
    for variant in VARIANTS:
        assert sum(bool(changed(rule, text, variant)) for rule in RULES.rules for text in matches(rule)) > 500, variant


@EVERY_RULE
def test_an_avoid_example_asserts_nothing_of_the_rule_about_the_product(rule: Rule) -> None:
    wrong = [
        f"{claim.text!r} in {example!r}"
        for example in avoids(rule)
        for claim in claims_in(example)
        if claim.rule == rule.id
        and claim.status == "asserted"
        and claim.subject == "product"
        and claim.qualifier is None
    ]
    assert not wrong, "\n".join([f"{rule.id} asserts", *wrong])


@EVERY_RULE
def test_every_pattern_is_reached_by_an_example_of_its_own_rule(rule: Rule) -> None:
    wanted, reached = set(), set()
    for match in rule.match.values():
        wanted |= {f"phrase:{phrase}" for phrase in match.phrases} | {f"regex:{regex}" for regex in match.regex}
        wanted |= {f"tokens:{number}" for number, _ in enumerate(match.tokens)}
        wanted |= {f"entry:{pattern}" for pattern in match.entries}
        wanted |= {f"quantity:{pattern}" for pattern in match.quantities}
    for example in matches(rule):
        reached |= extractor(RULES).forms(example_parts(example)[0], rule.id)
    assert wanted <= reached, f"never reached: {sorted(wanted - reached)}"


def raised_in(text: str, flag: str) -> list[Flag]:
    """The flags of one rule that a text raises, whether it names exosomes or not."""
    document = read(Source(name="example.txt", text=text))
    claims = find_claims([document], RULES)
    pool = Pool(claims)
    pool = pool.tagged(leaning_of(pool, [document], registry_of(RULES), partly_read=False).tags)
    return [one for one in flags_of(pool, [document], RULES) if one.rule == flag]


@pytest.mark.parametrize("flag", [pytest.param(flag, id=flag.id) for flag in RULES.flags])
def test_a_flag_is_raised_by_its_examples_and_only_by_them(flag) -> None:
    for examples in flag.examples.values():
        for example in examples.match:
            plain, spans = example_parts(example)
            claims = claims_in(plain)
            raised = raised_in(plain, flag.id)
            assert raised, f"{flag.id} is not raised by {plain!r}"
            by_id = {claim.id: claim for claim in claims}
            marked = {(by_id[claim].start, by_id[claim].end) for claim in raised[0].claims}
            assert set(spans) <= marked, f"{plain!r}: {[plain[a:b] for a, b in marked]}"
        for example in examples.avoid:
            assert not raised_in(example, flag.id), f"{flag.id} is raised by {example!r}"


CUES = [
    pytest.param(context.language, cue, id=f"{context.language}/{cue.id}")
    for context in RULES.contexts.values()
    for cue in context.cues
]
PROTECTING = ("pseudo", "terminate")
TELLING = ("article", "product")


@pytest.mark.parametrize(("language", "cue"), CUES)
def test_a_cue_does_what_its_examples_show(language: str, cue: CueRule) -> None:
    """A cue reaches the claim that its example marks; a pseudo-cue or terminator keeps others from reaching it."""
    assert cue.examples
    for example in cue.examples:
        plain, spans = example_parts(example)
        found = extractor(RULES).cues(plain)
        assert f"{language}/{cue.id}" in found, f"{cue.id} is not found in {plain!r}"
        assert spans or cue.category in TELLING, f"{example!r} marks no claim"
        for start, end in spans:
            near = [claim for claim in claims_in(plain) if claim.start < end and start < claim.end]
            assert near, f"no claim stands at {plain[start:end]!r} in {plain!r}"
            told = {seen.rule for claim in near for seen in claim.cues}
            if cue.category in PROTECTING:
                assert any(claim.status == "asserted" and claim.subject == "product" for claim in near), (plain, told)
            else:
                assert f"{language}/{cue.id}" in told, f"{cue.id} does not reach {plain[start:end]!r}; there: {told}"
