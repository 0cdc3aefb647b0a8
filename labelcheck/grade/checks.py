"""Comparisons and sums that single claims cannot tell: doses against physics, and a label against itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from labelcheck.models import Check, CheckName, Claim, Document


class Finding(NamedTuple):
    """What a check found: the claims it speaks of, the figures for the message, and the sum written out."""

    claims: tuple[str, ...]
    values: Mapping[str, str] = {}
    arithmetic: str | None = None


CheckFunction = Callable[
    [Check, Sequence[Claim], Sequence[Claim], Sequence[Claim], Sequence[Document]], Iterator[Finding]
]
CHECKS: Final[dict[CheckName, CheckFunction]] = {}
