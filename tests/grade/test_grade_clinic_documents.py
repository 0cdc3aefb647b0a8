"""Answers of the clinic's checklist on short documents of every kind that suppliers send."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from labelcheck.evaluate import evaluate
from labelcheck.models import Source

DOCUMENTS = yaml.safe_load(Path(__file__).with_name("clinic_documents.yaml").read_text(encoding="utf-8"))
READ = {
    "lot": ("traceability/lot",),
    "dated": ("traceability/dated", "traceability/printed"),
    "made": ("traceability/made",),
    "expires": ("traceability/expires",),
    "product": ("traceability/product-name",),
    "maker": ("traceability/maker",),
    "line": ("manufacture/cell-line", "manufacture/cell-bank"),
}


@pytest.mark.parametrize("document", [pytest.param(one, id=one["id"]) for one in DOCUMENTS])
def test_a_document_is_answered_as_its_words_say(document: dict[str, Any]) -> None:
    found = evaluate([Source(name="document.txt", text=document["text"])], checklist="clinic-supplier")
    told = {item.id: item.outcome for item in found.items if item.outcome != "not stated"}
    assert {**told, **{one.id: "unasked" for one in found.unasked}} == document["want"]
    parts = {item.id: sorted(part.id for part in item.parts if part.claims) for item in found.items}
    assert {name: parts[name] for name in document.get("parts", {})} == document.get("parts", {})
    values = {
        name: sorted({one.value for one in found.claims if one.rule in rules and one.value and _is_plain(one)})
        for name, rules in READ.items()
    }
    assert {name: told for name, told in values.items() if told} == document.get("values", {})


def _is_plain(claim: Any) -> bool:
    return bool(claim.status == "asserted" and claim.subject == "product")
