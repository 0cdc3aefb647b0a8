"""Typst with our fonts and nothing else: data and a template of this folder become a PDF, the same bytes every time."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

_ACCESSIBLE: Final = "ua-1"


_MISSING: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_WRITTEN: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst writes a character in a message that would not show there."""
_MOST_TRIES: Final = 4


def typeset(template: str, given: object, made_on: date | None = None, spell: bool = False) -> bytes:
    """The PDF that the template of this name makes of ``given``, by the standard for accessible ones unless a character
    is in none of our fonts. Nothing is fetched and nothing of ``given`` is written to a disk.

    ``spell`` writes such characters as ``⟨U+1F600⟩`` wherever they stand in ``given``; else they leave an empty box.
    """
    import manimgx_fonts_cjk
    import typst

    day = made_on or date(1970, 1, 1)
    options: dict[str, Any] = {
        "font_paths": [str(Path(manimgx_fonts_cjk.__file__).parent)],
        "ignore_system_fonts": True,
        "format": "pdf",
        "timestamp": int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    }
    source = Path(__file__).with_name(template).read_bytes()
    data = json.dumps(given, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for _ in range(_MOST_TRIES):
        try:
            return bytes(typst.compile(source, pdf_standards=_ACCESSIBLE, sys_inputs={"data": data}, **options))
        except typst.TypstError as error:
            missing = _missing(str(error.diagnostic)) if spell else frozenset()
        if not missing:
            break
        data = "".join(f"\u27e8U+{ord(char):04X}\u27e9" if char in missing else char for char in data)
    return bytes(typst.compile(source, sys_inputs={"data": data}, **options))


def _missing(diagnostic: str) -> frozenset[str]:
    """The characters that no font has; those of ASCII are in all of them, and the data's own signs are among those."""
    found = "".join(_MISSING.findall(diagnostic))
    found = _WRITTEN.sub(lambda match: chr(int(match[1], 16)), found)
    return frozenset(char for char in found if not char.isascii())
