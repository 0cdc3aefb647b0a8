"""Whole reports, so that any change in what people read is seen and meant."""

from __future__ import annotations

from collections.abc import Callable

import evaluations
import pytest

from labelcheck.report import FORMATS, Extras
from labelcheck.report.text import text_report

_ENDINGS = {"text": "txt", "json": "json"}


@pytest.mark.parametrize("name", list(evaluations.ALL))
@pytest.mark.parametrize("form", list(_ENDINGS))
def test_report_is_the_golden(name: str, form: str, matches_golden: Callable[[str, str | bytes], None]) -> None:
    matches_golden(f"{name}.{_ENDINGS[form]}", FORMATS[form].write(evaluations.ALL[name](), Extras()))


def test_narrow_report_is_the_golden(matches_golden: Callable[[str, str | bytes], None]) -> None:
    matches_golden("rich-narrow.txt", text_report(evaluations.rich(), width=40))
