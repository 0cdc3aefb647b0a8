"""Reports of a checklist that comes from a standard: tiers, parts, what is not asked, and never a quoted article."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.language import speaking
from labelcheck.models import Evaluation, Source
from labelcheck.report import FORMATS, Extras
from labelcheck.report.sheet import sheet

_DAY = date(2026, 3, 8)
_PLANT = """Rose callus exosomes, 2 billion particles/mL
CD63 positive, TET8 positive
Endotoxin < 0.05 EU/mL; sterile-filtered at 0.22 µm
Keep refrigerated. Lot: EX240301"""


@cache
def clinic() -> Evaluation:
    found = evaluate([Source(name="leaflet.txt", text=_PLANT)], checklist="clinic-supplier", markets="")
    return found.model_copy(update={"version": "0.0.0", "rules_digest": "sha256:" + "0" * 64})


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("json", "json"), ("csv", "csv")])
def test_report_is_the_golden(form: str, ending: str, matches_golden: Callable[[str, str | bytes], None]) -> None:
    matches_golden(f"clinic.{ending}", FORMATS[form].write(clinic(), Extras()))


def test_html_is_the_golden(matches_golden: Callable[[str, str | bytes], None]) -> None:
    page = FORMATS["html"].write(clinic(), Extras(made_on=_DAY)).decode("utf-8")
    page = re.sub(r"<style>.*?</style>", "<style></style>", page, flags=re.DOTALL)
    page = re.sub(r'<svg class="lc-icon".*?</svg>', "<svg/>", page)
    page = re.sub(r"sha256-[^']+|(?<=base64,)[^\"]+", "...", page)
    matches_golden("clinic.html", page.replace("><", ">\n<"))


def test_what_the_pdf_is_laid_out_from_is_the_golden(matches_golden: Callable[[str, str | bytes], None]) -> None:
    matches_golden("clinic.sheet.json", json.dumps(sheet(clinic(), _DAY, {}), ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("form", ["text", "html"])
def test_no_article_is_quoted_where_a_standard_asks(form: str) -> None:
    written = FORMATS[form].write(clinic(), Extras(made_on=_DAY))
    shown = written.decode("utf-8") if isinstance(written, bytes) else written
    shown = re.sub(r"<style>.*?</style>|base64,[^\"]+", "", shown, flags=re.DOTALL)
    assert "The standard asks for" in shown
    assert not re.search(r"the article(?!’s|<)", shown, re.IGNORECASE)
    assert 'class="lc-article"' not in shown


def test_the_korean_report_leaves_no_sentence_of_the_checklist_in_english() -> None:
    with speaking("ko"):
        written = FORMATS["text"].write(clinic(), Extras())
    shown = written.decode("utf-8") if isinstance(written, bytes) else written
    assert "최소 단계" in shown and "빠진 것:" in shown
    for english in ("The documents", "Missing", "Minimum", "Not asked", "standard asks"):
        assert english not in shown


def test_json_has_tiers_parts_and_what_is_not_asked() -> None:
    checklist = json.loads(FORMATS["json"].write(clinic(), Extras()))["checklist"]
    assert [entry["id"] for entry in checklist["unasked"]] == ["culture-history", "donor-screening"]
    count = next(item for item in checklist["items"] if item["id"] == "count")
    assert count["tier"] == "minimum" and count["references"]
    assert {part["id"]: bool(part["claims"]) for part in count["parts"]} == {"amount": True, "method": False}
