"""Selectors: each condition by itself, and what flags of a pack of rules do with them."""

from __future__ import annotations

from typing import Any

import pytest

from labelcheck.evaluate import evaluate, markets_of
from labelcheck.grade.selection import Pool
from labelcheck.models import Claim, RuleSet, Selector
from labelcheck.rules import load_rules

PACK = {
    "general/spared": "when: [{rule: [scope/exosome]}]\nspared_by: [{rule: ['source/plant-*']}]",
    "general/unless": "when: [{rule: [scope/exosome]}]\nunless: [{rule: ['source/plant-*']}]",
    "general/same": "when: [{rule: [clinical/pmid]}]\nbeside: [{rule: [source/bovine-milk]}]\nsame_sentence: true",
    "general/beside": "when: [{rule: [clinical/pmid]}]\nbeside: [{rule: [source/bovine-milk]}]",
    "general/in-list": "when: [{rule: ['source/plant-*'], listed: true}]",
    "general/in-text": "when: [{rule: ['source/plant-*'], listed: false}]",
    "xx/unknown": "when: [{rule: [clinical/pmid], evidence: [unknown]}]",
    "xx/any": "about: any\nwhen: [{rule: [storage/refrigerated]}]",
}
HEAD = """title: A flag of this test
topic: wording
severity: info
why: Because.
message: A test said so.
suggestion: Nothing.
references: ["article:limits"]
notice: A notice
undated: Nobody looked.
as_of: 2026-10-01
exempt: Nothing.
examples: {en: {match: ["[x]"], avoid: ["y"]}}
"""
ALWAYS = {"general/spared", "general/unless"}
LIST = "A face serum with exosomes.\nIngredients: Water, Glycerin, Butylene Glycol, {}, Phenoxyethanol"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    """The rules with the flags of this test."""
    folder = tmp_path_factory.mktemp("pack")
    for name, selectors in PACK.items():
        path = folder / "flags" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + selectors + "\n", encoding="utf-8")
    return load_rules([folder])


def raised(text: str, pack: RuleSet, **settings: Any) -> set[str]:
    """The flags of the pack that a text raises."""
    return {flag.rule for flag in evaluate([text], pack, **settings).flags} & set(PACK)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An exosome serum.", ALWAYS),
        ("A rose exosome serum.", {"general/in-text"}),
        ("A rose exosome serum. Exosomes every night.", {"general/spared", "general/in-text"}),
        (LIST.format("Rosa Damascena Callus Extracellular Vesicles"), {"general/spared", "general/in-list"}),
        (LIST.format("Panthenol"), ALWAYS),
        ("Milk exosomes and PMID 12345.", {*ALWAYS, "general/same", "general/beside", "xx/unknown"}),
        ("Milk exosomes. PMID 12345 speaks of it.", {*ALWAYS, "general/beside", "xx/unknown"}),
        ("Milk exosomes. PMID 33073298 speaks of it.", {*ALWAYS, "general/beside"}),
        ("Exosomes. PMID 12345 speaks of it.", {*ALWAYS, "xx/unknown"}),
        ("A face cream. Keep refrigerated.", {"xx/any"}),
        ("A face cream. PMID 12345.", set()),
    ],
)
def test_a_flag_is_raised_where_all_its_conditions_hold(pack: RuleSet, text: str, expected: set[str]) -> None:
    assert raised(text, pack) == expected


def test_a_market_of_a_pack_is_one_that_can_be_chosen(pack: RuleSet) -> None:
    assert markets_of(pack) == tuple(sorted([*markets_of(load_rules()), "xx"]))
    text = "Milk exosomes. PMID 12345. Keep refrigerated."
    assert raised(text, pack, markets=["xx"]) == {*ALWAYS, "general/beside", "xx/any", "xx/unknown"}
    assert raised(text, pack, markets=["us"]) == {*ALWAYS, "general/beside"}


def test_only_the_claims_that_are_not_spared_are_shown(pack: RuleSet) -> None:
    found = evaluate(["A rose exosome serum. Exosomes every night."], pack)
    (flag,) = [one for one in found.flags if one.rule == "general/spared"]
    assert [one.text for one in found.claims if one.id in flag.claims] == ["Exosomes"]


# --- selectors by themselves -----------------------------------------------------------------------------------------


def claim(**changes: Any) -> Claim:
    """A plain claim with some of its fields changed."""
    given = {
        "id": "c1",
        "rule": "source/plant-rose",
        "kind": "source",
        "document": 0,
        "text": "rose",
        "value": "plant_rose",
    }
    return Claim(**{**given, "start": 0, "end": 4, **changes})


@pytest.mark.parametrize(
    ("selector", "fits", "does_not"),
    [
        ({"rule": ["source/plant-*"]}, {}, {"rule": "source/bovine-milk"}),
        ({"rule": ["source/plant-[!u]*"]}, {}, {"rule": "source/plant-unspecified"}),
        ({"rule": ["*"]}, {}, {"status": "hedged"}),
        ({"rule": ["*"], "status": ["negated"]}, {"status": "negated"}, {}),
        ({"rule": ["*"]}, {}, {"subject": "other"}),
        ({"rule": ["*"], "subject": ["education"]}, {"subject": "education"}, {}),
        ({"rule": ["*"]}, {}, {"qualifier": "after_opening"}),
        ({"rule": ["*"], "qualifier": ["any"]}, {"qualifier": "after_opening"}, {"status": "negated"}),
        ({"rule": ["*"], "qualifier": ["preclinical"]}, {"qualifier": "preclinical"}, {}),
        ({"rule": ["*"], "value": ["plant_*"]}, {}, {"value": "bovine_milk"}),
        ({"rule": ["*"], "value": ["plant_*"]}, {}, {"value": None}),
        ({"rule": ["*"], "listed": True}, {"listed": True}, {}),
        ({"rule": ["*"], "listed": False}, {}, {"listed": True}),
        ({"rule": ["*"], "language": ["ko"]}, {"text": "장미 엑소좀"}, {"text": "rose"}),
        ({"rule": ["*"], "language": ["ja"]}, {"text": "バラ由来"}, {"text": "玫瑰来源"}),
        ({"rule": ["*"], "language": ["zh"]}, {"text": "玫瑰来源"}, {"text": "バラ由来"}),
    ],
)
def test_every_condition_of_a_selector_must_hold(
    selector: dict[str, Any], fits: dict[str, Any], does_not: dict[str, Any]
) -> None:
    wanted = [Selector(**selector)]
    right, wrong = claim(**fits), claim(**{**does_not, "id": "c2"})
    assert Pool([wrong, right]).selected(wanted) == [right]


def test_a_selector_on_evidence_wants_a_tag_of_the_cited_study() -> None:
    wanted = [Selector(rule=("*",), evidence=("results", "unknown"))]
    pool = Pool([claim(), claim(id="c2"), claim(id="c3")], {"c1": frozenset({"results", "controlled"})})
    assert [one.id for one in pool.selected(wanted)] == ["c1"]
    tagged = pool.tagged({"c2": frozenset({"unknown"}), "c3": frozenset({"no results"})})
    assert [one.id for one in tagged.selected(wanted)] == ["c2"]


def test_claims_that_several_selectors_pick_come_once_and_in_order() -> None:
    pool = Pool([claim(), claim(id="c2", rule="source/bovine-milk"), claim(id="c3")])
    picked = pool.selected([Selector(rule=("source/bovine-*",)), Selector(rule=("source/*",))])
    assert [one.id for one in picked] == ["c1", "c2", "c3"]
