"""Which literal words a regular expression needs: a cheap test before the expression itself runs."""

from __future__ import annotations

from re import _constants as op  # type: ignore[attr-defined]  # the only account Python gives of a parsed pattern
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 3
"""Groups kept of one pattern: a fourth costs more than it saves."""


def literals(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Groups of lower-case strings: of each group at least one stands in every text that the pattern matches.

    The group that tells most comes first; () if nothing is sure.
    """
    groups = {group for group in _needed(list(_parser.parse(pattern))) if min(map(_rarity, group)) >= 2}
    ordered = sorted(groups, key=lambda group: (-min(map(_rarity, group)), len(group), sorted(group)))
    return tuple(tuple(sorted(group)) for group in ordered[:MOST])


def _needed(parsed: list[Any]) -> list[frozenset[str]]:
    """What one sequence needs: each run of literals, and what the groups, branches and repeats in it need."""
    groups: list[frozenset[str]] = []
    run = ""
    for code, argument in parsed:
        if code is op.LITERAL:
            run += chr(argument)
            continue
        groups.append(frozenset({run.lower()}))
        run = ""
        if code is op.SUBPATTERN:
            groups += _needed(list(argument[3]))
        elif code is op.BRANCH:
            parts = [_best(list(part)) for part in argument[1]]
            if all(parts):
                groups.append(frozenset().union(*parts))
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and argument[0] >= 1:
            groups += _needed(list(argument[2]))
        elif code is op.ATOMIC_GROUP:
            groups += _needed(list(argument))
    groups.append(frozenset({run.lower()}))
    return [group for group in groups if group and all(group)]


def _best(parsed: list[Any]) -> frozenset[str]:
    """The group of a sequence that tells most."""
    groups = _needed(parsed)
    return max(groups, key=lambda group: (min(map(_rarity, group)), -len(group)), default=frozenset())


def _rarity(literal: str) -> int:
    """How seldom a literal stands in a text: a character beyond Latin tells as much as three Latin letters."""
    return sum(1 if char < "\u1100" else 3 for char in literal)


WORD = 24
"""Characters an open repeat is taken to span at most: a word of a label is no longer."""


def width(pattern: str) -> int:
    """The most characters a match spans, where no word in it is longer than ``WORD``."""
    return _width(list(_parser.parse(pattern)))


def _width(parsed: list[Any]) -> int:
    total = 0
    for code, argument in parsed:
        if code in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN, op.CATEGORY):
            total += 1
        elif code is op.SUBPATTERN:
            total += _width(list(argument[3]))
        elif code is op.ATOMIC_GROUP:
            total += _width(list(argument))
        elif code is op.BRANCH:
            total += max(_width(list(part)) for part in argument[1])
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            total += _width(list(argument[2])) * (WORD if argument[1] is op.MAXREPEAT else int(argument[1]))
        elif code in (op.GROUPREF, op.GROUPREF_EXISTS):
            total += WORD
    return total
