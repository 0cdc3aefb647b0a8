"""Whose a date, a lot or a count is: the product's, or that of a reagent, an instrument, a dilution, a limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from labelcheck.dossier_rules import DossierRules, Languages
from labelcheck.models import Claim, FactName, PaperKind

OWNED: Final[tuple[FactName, ...]] = ("lot", "made", "expires", "maker")
"""What reagents and instruments have as well as products."""
_HEADING: Final = 40
"""Characters that a heading above lines has at most."""
_TAIL: Final = 16
"""Characters after a count in which "min" is still of it."""
_LEAD: Final = 600
"""Characters before a statement in which the beginning of its sentence is looked for."""
_ABOVE: Final = 60
"""Lines above a statement in which its heading is looked for."""
_SENTENCE: Final = re.compile(r"(?<=[^\W\d_]{4})[.!?](?=\s)|[;。\n]")
_COUNTED: Final = re.compile(r"(?<=[^\W\d_]{4})[.!?](?=\s)|[;,。\n\t|]")
_DIGIT: Final = re.compile(r"\d")


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    latin = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word.isascii())
    other = [re.escape(word) for word in words if not word.isascii()]
    return re.compile("|".join([*([rf"\b(?:{latin})\b"] if latin else []), *other]) or "(?!)", re.IGNORECASE)


def any_of(words: Languages) -> re.Pattern[str]:
    """A pattern for any of the words: Latin ones stand alone, others anywhere."""
    return _pattern(tuple(word for spoken in words.values() for word in spoken))


def line_end(text: str, place: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def of_other_things(claim: Claim, name: FactName, text: str, kind: PaperKind, known: DossierRules) -> bool:
    """Whether the words about a statement say that it is not the product's.

    A date, a lot or a maker of a reagent, a standard or an instrument; a count of a dilution, of an intermediate, or
    a limit. Such a word stands before it in its sentence, or heads the rows or lines that it stands in.
    """
    if name in OWNED:
        words = any_of(known.other_things)
        return any(words.search(part) for part in (*_before(claim, text), *_heading(claim, text)))
    if name != "dose":
        return False
    lead = _COUNTED.split(_lead(claim, text))
    near = lead[-1] + claim.text + " " + _SENTENCE.split(text[claim.end : claim.end + _ABOVE])[0]
    if any_of(known.other_stages).search(near):
        return True
    tail = text[claim.end : min(claim.end + _TAIL, line_end(text, claim.end))]
    if kind in ("certificate", "specification") and any_of(known.least).match(tail.lstrip(" ,(.")):
        return True
    return kind != "specification" and _last(known.limits, lead[-1]) > _last(known.results, lead[-1])


def _last(words: Languages, text: str) -> int:
    """Where the last of the words in a text begins, -1 where there is none."""
    return max((found.start() for found in any_of(words).finditer(text)), default=-1)


def _before(claim: Claim, text: str) -> Iterator[str]:
    """The words of a statement's sentence up to its end."""
    yield _SENTENCE.split(_lead(claim, text))[-1] + text[claim.start : min(claim.end, line_end(text, claim.start))]


def _lead(claim: Claim, text: str) -> str:
    """The line of a statement up to it."""
    first = max(0, claim.start - _LEAD)
    return text[max(first, text.rfind("\n", first, claim.start) + 1) : claim.start]


def _heading(claim: Claim, text: str) -> Iterator[str]:
    """The nearest row of heads above a statement in a table, or the nearest heading above its lines."""
    start = text.rfind("\n", 0, claim.start) + 1
    cells = text.count("\t", start, line_end(text, claim.start))
    for _ in range(_ABOVE):
        if start <= 0:
            return
        end, start = start - 1, text.rfind("\n", 0, start - 1) + 1
        line = text[start:end]
        if not line.strip():
            return
        if _DIGIT.search(line) or line.count("\t") != cells:
            continue
        if cells or (len(line) <= _HEADING and ":" not in line.strip()[:-1]):
            yield line
            return
