"""The one error of this stage: a document that cannot be read, why, and what to do about it."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

_ESCAPE_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?", re.DOTALL)
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LONGEST_NAME = 200


def shown_name(name: str) -> str:
    """``name`` fit for a terminal, a log or a page: one line, no control characters, no escape sequences.

    Names come from whoever made the file; a newline or an escape sequence in one could forge a line of a report.
    """
    bare = _ESCAPE_SEQUENCE.sub("", name)
    kept = "".join(" " if char.isspace() else char for char in bare if char.isspace() or _is_printable(char))
    kept = " ".join(kept.split())
    if len(kept) > _LONGEST_NAME:
        kept = kept[: _LONGEST_NAME // 2] + "…" + kept[-_LONGEST_NAME // 2 :]
    return kept or "(unnamed)"


def _is_printable(char: str) -> bool:
    return unicodedata.category(char) not in _UNPRINTABLE


class CaptureError(Exception):
    """A document that cannot be read. ``str()`` is one line: ``name: cause; cure``.

    ``needs`` tells a program what would let it be read: a password.
    """

    def __init__(self, name: str, cause: str, cure: str, needs: Literal["password"] | None = None) -> None:
        self.name = shown_name(name)
        self.cause = cause
        self.cure = cure
        self.needs = needs
        super().__init__(name, cause, cure)

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}; {self.cure}"
