"""Dossiers as suppliers send them: where nothing is wrong nothing is told, and what is wrong is told once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from labelcheck.compare.inspection import inspected
from labelcheck.evaluate import evaluate
from labelcheck.models import Source
from labelcheck.rules import load_rules

DOSSIERS = yaml.safe_load(Path(__file__).with_name("ordinary_dossiers.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 8, 1)


@pytest.mark.parametrize("dossier", [pytest.param(one, id=one["id"]) for one in DOSSIERS])
def test_only_what_is_wrong_is_told(dossier: dict[str, Any]) -> None:
    rules = load_rules()
    sources = [Source(name=f"{name}.txt", text=text) for name, text in dossier["documents"].items()]
    found = inspected(evaluate(sources, rules, checklist="clinic-supplier"), rules, TODAY)
    assert [fault.kind for fault in found.faults] == dossier["faults"]
