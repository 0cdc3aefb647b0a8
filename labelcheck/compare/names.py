"""Names, lots and dates of two documents: whether they can be of the same thing. Each is quiet where it is not sure."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from labelcheck.dossier_rules import Languages

_MARKS: Final = re.compile(r"[®™©℠]|\((?:r|tm|c)\)", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[^\W_]+")
_FIGURE: Final = re.compile(r"\d+(?:ml|mg|ug|g|l|cc|ea|x)?")
_HANGUL: Final = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+")
_HAN: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]+")
_ENOUGH: Final = 4
"""Letters of which a word must have as many to be known by its beginning, or inside a word written together."""
_LOOKALIKES: Final = str.maketrans("OQDILSBZ", "00011582")
"""Letters that print and readers confuse with figures; no two lots differ by these alone."""
_LOT_END: Final = 5
"""Characters that two spellings of a lot share at the end, where one of them has a prefix more."""

_FILLING: Final = re.compile(r"(.*[^\W_])\s?[-‐‑–—−/.]\s?\d{1,2}")
"""A lot with the number of a filling after it."""


@lru_cache(maxsize=64)
def _plain(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


def folded(text: str) -> str:
    """A text as names are compared: one case, no marks, full-width letters as usual ones, no accents."""
    apart = unicodedata.normalize("NFKD", _MARKS.sub(" ", text)).casefold()
    return unicodedata.normalize("NFC", "".join(char for char in apart if not unicodedata.combining(char)))


def distinctive(name: str, words: Languages) -> Mapping[str, tuple[str, ...]]:
    """The words of a name that tell it from others, by script: ``latin``, ``hangul``, ``han``.

    ``words`` are those that tell nothing. Figures and volumes are left out: 2 mL and 5 mL are one product.
    """
    text = folded(name)
    known = _plain(tuple(word for spoken in words.values() for word in spoken))
    found: dict[str, tuple[str, ...]] = {}
    for script, pattern in (("hangul", _HANGUL), ("han", _HAN)):
        pieces = [_without(piece, known) for piece in pattern.findall(text)]
        if kept := tuple(piece for piece in pieces if len(piece) > 1):
            found[script] = kept
        text = pattern.sub(" ", text)
    tokens = [token for token in _TOKEN.findall(text) if not _FIGURE.fullmatch(token)]
    if kept := tuple(token for token in tokens if token not in known and len(token) > 1):
        found["latin"] = kept
    return found


def _without(piece: str, known: frozenset[str]) -> str:
    """A word that is written together without the words in it that tell nothing."""
    for word in sorted((word for word in known if word and not word.isascii()), key=len, reverse=True):
        piece = piece.replace(word, "")
    return piece


def same_name(one: str, other: str, words: Languages) -> bool | None:
    """Whether two names can be of one thing; None where nothing in them can be compared.

    They are not of one thing only where each has a word that the other has not, in a script that both use.
    """
    left, right = distinctive(one, words), distinctive(other, words)
    shared = left.keys() & right.keys()
    if not shared:
        return None
    squeezed = ["".join(_TOKEN.findall(folded(name))) for name in (one, other)]
    if squeezed[0] in squeezed[1] or squeezed[1] in squeezed[0]:
        return True
    return any(_covered(left[script], right[script]) or _covered(right[script], left[script]) for script in shared)


def further_variants(one: str, other: str, variants: Languages) -> frozenset[str]:
    """The words by which products of a line are told apart that stand in the second name and nowhere in the first."""
    whole = "".join(_TOKEN.findall(folded(one)))
    found = _variants(variants).intersection(_TOKEN.findall(folded(other)))
    return frozenset(word for word in found if word not in whole)


def line_name(name: str, variants: Languages) -> str:
    """A name up to the first of those words; "" where none stands in it."""
    first = next((token for token in _TOKEN.finditer(name) if folded(token[0]) in _variants(variants)), None)
    return name[: first.start()] if first else ""


def speaks_of_line(text: str, line: str, variants: Languages) -> str | None:
    """The name of a line as a text has it, where it first and mostly stands there without such a word after it."""
    words = r"[\W_]{1,3}".join(map(re.escape, _TOKEN.findall(line)))
    found = re.compile(rf"(?<![^\W_])(?P<line>{words})(?![^\W_])(?:[\W_]{{0,3}}(?P<next>[^\W_]+))?", re.IGNORECASE)
    spoken = list(found.finditer(text))
    alone = [not (one["next"] and folded(one["next"]) in _variants(variants)) for one in spoken]
    if not alone or not alone[0] or 2 * sum(alone) <= len(alone):
        return None
    return " ".join(spoken[0]["line"].split())


def _variants(variants: Languages) -> frozenset[str]:
    return _plain(tuple(word for spoken in variants.values() for word in spoken))


def _covered(tokens: Iterable[str], others: tuple[str, ...]) -> bool:
    """Whether every one of the words is among the others, spelt a little differently perhaps."""
    joined = "".join(others)
    whole = "".join(tokens)
    if len(whole) >= _ENOUGH and whole in joined:
        return True
    return all(
        any(_near(token, other) for other in others) or (len(token) >= _ENOUGH and token in joined) for token in tokens
    )


def _near(one: str, other: str) -> bool:
    """The same word, one cut short, or one letter misread."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _ENOUGH:
        return False
    if long.startswith(short):
        return True
    return len(short) > _ENOUGH and len(long) - len(short) <= 1 and _one_apart(short, long)


def _one_apart(short: str, long: str) -> bool:
    """Whether one letter changed, or one more, makes one word the other."""
    place = next((place for place, char in enumerate(short) if char != long[place]), len(short))
    return short[place:] == long[place + 1 :] or short[place + 1 :] == long[place + 1 :]


def same_lot(one: str, other: str) -> bool:
    """Whether two lots are one, spaces, dashes and misread letters aside; one may have a prefix more, or be a filling
    of the other, which a part more tells: AB12345-02."""
    left, right = lot_key(one), lot_key(other)
    short, long = sorted((left, right), key=len)
    filling = _FILLING.fullmatch(max(one, other, key=len).strip())
    if filling and len(short) >= _LOT_END and lot_key(filling[1]) == short:
        return True
    return left == right or (len(short) >= _LOT_END and long.endswith(short))


def lot_key(lot: str) -> str:
    """A lot as lots are compared: letters and figures only, those that look alike as one."""
    return "".join(char for char in unicodedata.normalize("NFKC", lot).upper() if char.isalnum()).translate(_LOOKALIKES)


def same_date(one: str, other: str) -> bool:
    """Whether two dates (2026-03-01, 2026-03) are one as far as both are known."""
    return one.startswith(other) or other.startswith(one)


def has_passed(day: str, today: date) -> bool:
    """Whether a date lies before ``today``; a month lasts until its last day. What is no date has not passed."""
    days = days_of(day)
    return bool(days and days[1] < today)


def days_of(day: str) -> tuple[date, date] | None:
    """The first and the last day that a date (2026-03-01, 2026-03) can be; None for what is no date."""
    try:
        year, month, *rest = (int(part) for part in day.split("-"))
        last = rest[0] if rest else monthrange(year, month)[1]
        return date(year, month, rest[0] if rest else 1), date(year, month, last)
    except ValueError:
        return None
