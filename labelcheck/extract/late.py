"""Regular expressions that are compiled when first used: one label needs few of the joints and units known."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Late:
    def __init__(self, pattern: str):
        self._pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def late(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, compiled at the first call of one of its methods."""
    return cast("re.Pattern[str]", _Late(pattern))
