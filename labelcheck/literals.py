"""Which literal words a regular expression needs: a cheap test before the expression itself runs."""

from __future__ import annotations

from re import _constants as op  # type: ignore[attr-defined]  # the only account Python gives of a parsed pattern
from re import _parser  # type: ignore[attr-defined]
from typing import Any


def literals(pattern: str) -> tuple[str, ...]:
    """Lower-case strings of which at least one stands in every text the pattern matches; () if none is sure."""
    best = _best(list(_parser.parse(pattern)))
    return tuple(best) if best and min(map(_rarity, best)) >= 2 else ()


def _best(parsed: list[Any]) -> frozenset[str]:
    """The best alternative set of one sequence: a run of literals, or what a group or branch in it needs."""
    candidates: list[frozenset[str]] = []
    run = ""
    for code, argument in parsed:
        if code is op.LITERAL:
            run += chr(argument)
            continue
        candidates.append(frozenset({run.lower()}))
        run = ""
        if code is op.SUBPATTERN:
            candidates.append(_best(list(argument[3])))
        elif code is op.BRANCH:
            parts = [_best(list(part)) for part in argument[1]]
            if all(parts):
                candidates.append(frozenset().union(*parts))
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and argument[0] >= 1:
            candidates.append(_best(list(argument[2])))
        elif code is op.ATOMIC_GROUP:
            candidates.append(_best(list(argument)))
    candidates.append(frozenset({run.lower()}))
    useful = [candidate for candidate in candidates if candidate and all(candidate)]
    return max(useful, key=lambda candidate: (min(map(_rarity, candidate)), -len(candidate)), default=frozenset())


def _rarity(literal: str) -> int:
    """How seldom a literal stands in a text: a character beyond Latin tells as much as three Latin letters."""
    return sum(1 if char < "\u1100" else 3 for char in literal)
