"""Typst with our fonts and nothing else: data and a template of this folder become a PDF, the same bytes every time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

_ACCESSIBLE: Final = "ua-1"


def typeset(template: str, given: object, made_on: date | None = None) -> bytes:
    """The PDF that the template of this name makes of ``given``, by the standard for accessible ones unless a character
    is in none of our fonts. Nothing is fetched and nothing of ``given`` is written to a disk."""
    import manimgx_fonts_cjk
    import typst

    day = made_on or date(1970, 1, 1)
    data = json.dumps(given, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    options: dict[str, Any] = {
        "sys_inputs": {"data": data},
        "font_paths": [str(Path(manimgx_fonts_cjk.__file__).parent)],
        "ignore_system_fonts": True,
        "format": "pdf",
        "timestamp": int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    }
    source = Path(__file__).with_name(template).read_bytes()
    try:
        return bytes(typst.compile(source, pdf_standards=_ACCESSIBLE, **options))
    except typst.TypstError:
        return bytes(typst.compile(source, **options))
