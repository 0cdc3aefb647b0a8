"""The contract: names and shapes that scripts outside this project build on."""

from __future__ import annotations

import json
from typing import Any

import evaluations
import pytest

from labelcheck.report import FORMATS, Extras
from labelcheck.report.contract_json import contract, evaluation_line

_EVALUATIONS = list(evaluations.ALL.values())


def _keys(value: dict[str, Any], *names: str) -> None:
    assert set(names) <= set(value), f"missing: {set(names) - set(value)}"


def test_every_name_of_the_contract_is_there() -> None:
    data = json.loads(FORMATS["json"].write(evaluations.rich(), Extras()))
    assert data["schema"] == "labelcheck.evaluation/1"
    _keys(
        data, "version", "rules_digest", "product", "documents", "skipped", "claims", "checklist", "flags", "evidence"
    )
    _keys(
        data["documents"][0], "name", "sha256", "kind", "reader", "pages", "languages", "legibility", "text", "warnings"
    )
    _keys(data["claims"][0], "id", "rule", "kind", "document", "page", "text", "start", "end", "boxes", "status")
    _keys(data["claims"][0], "subject", "value", "quantity", "confidence", "cues")
    quantity = next(claim["quantity"] for claim in data["claims"] if claim["quantity"])
    assert list(quantity) == ["low", "high", "unit", "per", "text", "repaired", "bound"]
    cue = next(claim["cues"][0] for claim in data["claims"] if claim["cues"])
    assert list(cue) == ["text", "start", "end", "rule"]
    _keys(data["checklist"], "id", "title", "source", "items", "conditions", "verdict", "summary")
    _keys(data["checklist"]["items"][0], "id", "outcome", "reason", "claims", "article", "advice", "question", "short")
    _keys(data["checklist"]["conditions"][0], "id", "outcome", "reason", "items", "claims")
    _keys(
        data["flags"][0], "id", "rule", "topic", "severity", "market", "message", "claims", "references", "suggestion"
    )
    assert data["skipped"] == [
        {"name": "certificate.pdf", "reason": "the file is locked with a password; save a copy without it"}
    ]


def test_studies_ladder_notes_and_market_rules_are_in_the_contract() -> None:
    data = json.loads(FORMATS["json"].write(evaluations.rich(), Extras()))
    first, second = data["evidence"]
    _keys(first, "record", "name", "cite", "claims", "by", "sure", "matches", "status", "as_of", "conclusion", "result")
    _keys(first, "reasons", "limits", "conflicts", "basis", "references")
    assert list(first["matches"].values()) == [None, True, False, False, True, True]
    assert list(first["reasons"]) == list(first["matches"])
    assert second["record"] is None and second["as_of"] is None
    ladder = data["checklist"]["ladder"]
    assert (ladder["position"], ladder["of"], ladder["applies"], len(ladder["rungs"])) == (3, 4, False, 4)
    (cold,) = (item for item in data["checklist"]["items"] if item["id"] == "cold-storage")
    assert cold["notes"][0]["corrects"] is None and cold["notes"][0]["references"] == ["pmid:39554868"]
    assert [use["value"] for use in data["enhancers"]] == ["microneedling", "led"]
    assert data["markets"] == ["eu", "jp", "us"]
    sums = next(flag for flag in data["flags"] if flag["arithmetic"])
    assert sums["arithmetic"].startswith("10 billion per ampoule / 5 mL")
    assert sums["ladder"]["step"] == len(sums["ladder"]["steps"]) == 2
    (drug,) = (flag for flag in data["flags"] if flag["market"] == "us")
    assert (drug["in_force"], drug["as_of"]) == (None, "2026-03-08") and drug["exempt"]


def test_values_have_the_contracts_shape() -> None:
    data = json.loads(FORMATS["json"].write(evaluations.rich(), Extras()))
    assert data["product"]["exosome"] == "yes"
    assert data["documents"][0]["pages"] == 1
    assert all(len(box) == 4 for claim in data["claims"] for box in claim["boxes"])
    assert [item["id"] for item in data["checklist"]["items"]] == [
        "concentration",
        "source",
        "cold-storage",
        "clinical-data",
    ]
    assert [entry["id"] for entry in data["checklist"]["conditions"]] == ["disclosure", "stability", "penetration"]


@pytest.mark.parametrize("build", _EVALUATIONS)
def test_every_claim_stands_where_it_says(build: Any) -> None:
    data = json.loads(FORMATS["json"].write(build(), Extras()))
    for claim in data["claims"]:
        assert data["documents"][claim["document"]]["text"][claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.parametrize("build", _EVALUATIONS)
def test_json_reads_back_as_the_same_data(build: Any) -> None:
    evaluation = build()
    assert json.loads(FORMATS["json"].write(evaluation, Extras())) == contract(evaluation)
    assert json.loads(evaluation_line(evaluation)) == contract(evaluation)


def test_a_line_is_one_line_however_one_counts() -> None:
    assert len(evaluation_line(evaluations.hostile()).splitlines()) == 1


def test_hostile_text_is_escaped_and_can_be_encoded() -> None:
    text = FORMATS["json"].write(evaluations.hostile(), Extras()).decode("utf-8")
    text.encode("utf-8")
    assert not [char for char in text if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0]
    assert not set(text) & set("\u2028\u2029\u202e\u2066\ud800")


def test_a_number_beyond_floats_is_null_and_keeps_its_text() -> None:
    quantities = [claim["quantity"] for claim in contract(evaluations.hostile())["claims"]]
    stated = {
        "low": None,
        "high": None,
        "unit": "particle",
        "per": None,
        "text": "1e999",
        "repaired": None,
        "bound": None,
    }
    assert stated in quantities


def test_people_can_read_korean_in_it() -> None:
    assert "엑소좀 앰플" in FORMATS["json"].write(evaluations.rich(), Extras()).decode("utf-8")
