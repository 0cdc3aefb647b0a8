"""Where a barcode's number is printed in figures: it counts nothing, whatever stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from labelcheck.models import Document

_NUMBER = re.compile(r"\d{8,48}")


def printed_codes(document: Document) -> list[tuple[int, int]]:
    """Spans of the text that repeat a number of the document's codes, with spaces between figures or without."""
    numbers = {number for code in document.codes for number in _NUMBER.findall(code.text)}
    numbers |= {number.lstrip("0") for number in numbers}
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if len(number) >= 8:
            spans += (found.span() for found in re.finditer("[ -]?".join(number), document.text))
    return spans


def overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span shares a character with one of ``spans``."""
    return any(start < last and first < end for first, last in spans)
