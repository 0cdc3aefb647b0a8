"""Stage 4: an evaluation becomes something to read or to compute with. One module and one entry a format."""

from __future__ import annotations

from collections.abc import Callable

from labelcheck.models import Evaluation
from labelcheck.report.contract_json import json_report
from labelcheck.report.text import text_report

FORMATS: dict[str, Callable[[Evaluation], str]] = {"text": text_report, "json": json_report}

__all__ = ["FORMATS", "text_report"]
