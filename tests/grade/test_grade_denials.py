"""What documents say they do not tell or did not test is an answer of its own: no disclosure and no silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from labelcheck.evaluate import evaluate
from labelcheck.models import Evaluation, Source

TEXTS = yaml.safe_load(Path(__file__).with_name("denials.yaml").read_text(encoding="utf-8"))
NOTHING = """Product information sheet (this sheet bears no date)
Human adipose exosomes
Source of the exosomes: not disclosed. Cell line: proprietary.
Particle count: not disclosed. Surface markers: not tested.
Sterility, endotoxin and mycoplasma: not tested
A certificate of analysis is not supplied with this product.
"""


def asked(text: str) -> Evaluation:
    return evaluate([Source(name="sheet.txt", text=text)], checklist="clinic-supplier")


@pytest.mark.parametrize("text", [pytest.param(one, id=one["id"]) for one in TEXTS])
def test_only_what_is_denied_is_answered_with_a_denial(text: dict[str, Any]) -> None:
    answers = {item.id: item for item in asked(text["text"]).items}
    says, denies = text.get("says", {}), text.get("denies", {})
    assert {name: answers[name].outcome for name in says} == says
    for name, parts in denies.items():
        assert {part.id for part in answers[name].parts if part.denied} == set(parts)
    expected = {name for name, outcome in says.items() if outcome == "contrary"} | denies.keys()
    denied = {name for name, item in answers.items() if any(part.denied for part in item.parts)}
    assert denied | {name for name, item in answers.items() if item.outcome == "contrary"} == expected


def test_a_part_that_is_denied_is_told_apart_from_one_that_is_missing() -> None:
    item = next(
        item
        for item in asked("Human exosomes\nSterility: no growth; Mycoplasma: not tested").items
        if item.id == "sterility"
    )
    assert item.outcome == "partly"
    assert "Missing: an endotoxin result." in item.reason
    assert item.reason.endswith("The documents say that they do not give: a mycoplasma result.")
    assert item.advice.startswith("What were the results") and item.advice.endswith("can you have this lot tested?")


def test_what_is_denied_is_asked_for_in_other_words_than_what_is_missing() -> None:
    answers = {item.id: item for item in asked("Human exosomes\nLot No.: n/a").items}
    assert answers["lot"].advice == "Why is there no lot number, and how is the product traced to its tests?"
    assert answers["date"].advice == "When were these documents issued or last confirmed?"


def test_words_that_only_name_what_is_denied_disclose_nothing() -> None:
    claims = asked("Human exosomes\n표면 마커(CD9, CD63, CD81): 미분석\nEndotoxin: ND (not determined)").claims
    assert {claim.rule for claim in claims if claim.kind in ("withheld", "characterisation")} == {
        "withheld/markers",
        "withheld/endotoxin",
    }


def test_a_tier_of_which_everything_is_denied_says_so() -> None:
    found = asked(NOTHING.replace("Human adipose exosomes", "Exosomes"))
    tiers = {entry.id: entry for entry in found.conditions}
    assert tiers["minimum"].outcome == "contrary"
    assert tiers["minimum"].reason == "The documents say that the minimum tier is not disclosed."
    assert tiers["complete"].outcome == "not stated"


def test_a_result_beside_a_denial_still_counts() -> None:
    answers = {item.id: item for item in asked(NOTHING + "Sterility: no growth").items}
    assert answers["sterility"].outcome == "partly"
    assert {part.id: bool(part.claims) for part in answers["sterility"].parts}["sterility"]
