"""What is asked for, planned, or true of something else answers nothing of a clinic's checklist; what is plain does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from labelcheck.evaluate import evaluate
from labelcheck.models import Claim, Evaluation, Source

CASES = yaml.safe_load(Path(__file__).with_name("clinic_elsewhere.yaml").read_text(encoding="utf-8"))
COUNT = "concentration/count-with-basis"


def is_plain(claim: Claim) -> bool:
    return claim.status == "asserted" and claim.subject == "product"


def told(found: Evaluation, name: str) -> object:
    """An outcome, whether a part was given, the values of dates and lots, or the doses that a document states."""
    if name in ("dated", "lot number"):
        rule = "traceability/dated" if name == "dated" else "traceability/lot"
        return sorted({claim.value for claim in found.claims if claim.rule == rule and claim.value and is_plain(claim)})
    if name == "doses":
        return sorted({f"{mark.high:.3g}" for mark in (found.dose.marks if found.dose else ())})
    if name == "counts":
        counts = [claim.quantity for claim in found.claims if claim.rule == COUNT and is_plain(claim)]
        return sorted({f"{count.high:.3g}/{count.per}" for count in counts if count})
    question, _, part = name.partition(" ")
    item = next(item for item in found.items if item.id == question)
    return bool(next(one for one in item.parts if one.id == part).claims) if part else item.outcome


@pytest.mark.parametrize("case", [pytest.param(one, id=f"{one['group']}: {one['text']}") for one in CASES])
def test_only_what_is_told_of_the_product_answers(case: dict[str, Any]) -> None:
    found = evaluate([Source(name="d.txt", text=case["text"])], checklist="clinic-supplier")
    got = {name: told(found, name) for name in case["want"]}
    wanted = {name: got[name] if want == "less" and got[name] != "met" else want for name, want in case["want"].items()}
    assert got == wanted
