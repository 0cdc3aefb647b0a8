"""Whole reports, so that any change in what people read is seen and meant."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import evaluations
import pytest

from labelcheck.report import FORMATS, Extras
from labelcheck.report.sheet import sheet
from labelcheck.report.text import text_report

_ENDINGS = {"text": "txt", "json": "json", "csv": "csv"}
_DAY = date(2026, 3, 8)
_LAID_OUT = {**evaluations.ALL, "reviewed": evaluations.reviewed}


@pytest.mark.parametrize("name", list(evaluations.ALL))
@pytest.mark.parametrize("form", list(_ENDINGS))
def test_report_is_the_golden(name: str, form: str, matches_golden: Callable[[str, str | bytes], None]) -> None:
    matches_golden(f"{name}.{_ENDINGS[form]}", FORMATS[form].write(evaluations.ALL[name](), Extras()))


def test_narrow_report_is_the_golden(matches_golden: Callable[[str, str | bytes], None]) -> None:
    matches_golden("rich-narrow.txt", text_report(evaluations.rich(), width=40))


@pytest.mark.parametrize("name", list(_LAID_OUT))
def test_html_is_the_golden(name: str, matches_golden: Callable[[str, str | bytes], None]) -> None:
    """One element a line, without the look, the signs and the data, which have tests of their own."""
    page = FORMATS["html"].write(_LAID_OUT[name](), Extras(made_on=_DAY)).decode("utf-8")
    page = re.sub(r"<style>.*?</style>", "<style></style>", page, flags=re.DOTALL)
    page = re.sub(r'<svg class="lc-icon".*?</svg>', "<svg/>", page)
    page = re.sub(r"sha256-[^']+|(?<=base64,)[^\"]+", "...", page)
    matches_golden(f"{name}.html", page.replace("><", ">\n<"))


@pytest.mark.parametrize("name", list(_LAID_OUT))
def test_what_the_pdf_is_laid_out_from_is_the_golden(
    name: str, matches_golden: Callable[[str, str | bytes], None]
) -> None:
    data = sheet(_LAID_OUT[name](), _DAY, {})
    matches_golden(f"{name}.sheet.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")
