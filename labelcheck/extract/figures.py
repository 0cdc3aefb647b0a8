"""Figures as they are printed: 1,000 and 1.000, 2½ and 3/4, 10¹⁰ with or without its superscript."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
LONGEST = 40
"""Digits beyond which a figure is no number that a label states."""
PLAIN = r"(?:\d{1,3}(?:[,.' ]\d{3}){1,12}(?:[.,]\d+)?(?!\d)|\d++(?:[.,]\d+)?)"
FIGURE = re.compile(PLAIN)
START = re.compile(r"[\d½⅓⅔¼¾⅕⅛](?<![a-z0-9.,^].)(?<!\d/.)|\.(?<!\S.)(?=\d)")
"""The first character of a figure that no letter or figure touches; written so that one step finds the next digit."""
E_NOTATION = re.compile(r"(?P<m>\d++(?:[.,]\d++)?)\s?e\s?\+?(?P<e>-?\d{1,2})(?![\da-z])")
BARE_LOST = re.compile(r"10(?P<lost>0[6-9]|1[0-5]|[6-9])(?![\d.,])")
_HEADLESS = re.compile(r"0\d")
"""The rest of a number whose first digits were not read: "000 ppm" of "20,000 ppm"."""
_FRACTION = re.compile(
    r"(?:(?P<whole>\d{1,3})(?:\s|-)?)??(?:(?P<n>\d{1,2})\s?[/⁄]\s?(?P<d>\d{1,2})(?![\d/.,])|(?P<sign>[½⅓⅔¼¾⅕⅛]))"
)
_POINTED = re.compile(r"\.\d{1,6}(?![\d.,])")
_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_SUP = r"[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"
_PLUS_MINUS = r"±|\+/-|\+-|\+\s/\s-"


def decimal_of(text: str, *, grouped: bool) -> Decimal | None:
    """The value of a plain figure. ``grouped``: a single separator before exactly three digits groups thousands."""
    bare = text.replace(" ", "").replace("'", "")
    if len(bare) > LONGEST:
        return None
    marks = [char for char in bare if char in ",."]
    if len(marks) > 1 and len(set(marks)) == 1:
        bare = bare.replace(marks[0], "")
    elif len(marks) > 1:
        bare = bare.replace(marks[0], "").replace(marks[-1], ".")
    elif marks:
        head, tail = bare.split(marks[0])
        thousands = len(tail) == 3 and head not in ("", "0") and len(head) <= 3
        bare = head + tail if thousands and (grouped or marks[0] == ",") else f"{head}.{tail}"
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def figure(text: str, start: int, *, grouped: bool) -> tuple[Decimal, int] | None:
    """The plain figure or fraction at a place, and where it ends."""
    if text.startswith(".", start):
        bare = _POINTED.match(text, start)
        return (Decimal(f"0{bare[0]}"), bare.end()) if bare else None
    fraction = _FRACTION.match(text, start)
    if fraction and (value := _fraction(fraction)) is not None:
        return value, fraction.end()
    found = FIGURE.match(text, start)
    if not found or _HEADLESS.match(found[0]):
        return None
    plain = decimal_of(found[0], grouped=grouped)
    return (plain, found.end()) if plain is not None else None


def _fraction(found: re.Match[str]) -> Decimal | None:
    """The value of 2½ or 1 3/4. Only parts of a whole, in eighths at most: 2/8 and 24/7 are other things."""
    numerator, denominator = _SIGNS[found["sign"]] if found["sign"] else (int(found["n"]), int(found["d"]))
    if found["sign"] is None and (denominator not in (2, 3, 4, 5, 8, 10) or not 0 < numerator < denominator):
        return None
    if found["sign"] is None and (numerator, denominator) != _lowest(numerator, denominator):
        return None
    return Decimal(found["whole"] or 0) + Decimal(numerator) / Decimal(denominator)


def _lowest(numerator: int, denominator: int) -> tuple[int, int]:
    shared = next(size for size in range(numerator, 0, -1) if numerator % size == 0 and denominator % size == 0)
    return numerator // shared, denominator // shared


class Powers:
    """The patterns of powers of ten, compiled once with the words that join ranges, multiply and raise a ten.

    ``times`` and ``raised`` are patterns of words, ``ordinal`` one that holds the exponent as ``nth``.
    """

    def __init__(self, join: str, times: str, raised: str, ordinal: str):
        power = (
            rf"(?:(?P<sup>{_SUP})(?P<ring>°|(?<=¹)[0-5](?!\d))?"
            rf"|\s?(?:\^|\*\*)\s?[({{]?\s?(?P<caret>-?\d{{1,2}})(?!\d)\s?[)}}]?"
            rf"|\s?[({{]\s?(?P<paren>\d{{1,2}})\s?[)}}]"
            rf"|\s(?:{raised})\s?(?P<said>\d{{1,2}})(?![\d.,])|\s{ordinal})"
        )
        self.times_ten = re.compile(
            rf"(?P<m>{PLAIN})(?:\s?(?:(?P<pm>{_PLUS_MINUS})|{join})\s?(?P<m2>{PLAIN})\s?\)?)?\s?(?:[x*·∙⋅•]|{times})\s?10"
            rf"(?:{power}|\s?e\s?\+?(?P<e>\d{{1,2}})(?!\d)"
            rf"|\s?[°o{{^]?\s?(?P<lost>\d{{1,2}})(?P<round>[°o])?}}?(?![\d.,])|(?P<gone>[°\"'o{{^]*))"
        )
        self.of_ten = re.compile(rf"10{power}")


PLUS_MINUS = re.compile(rf"\s?(?:{_PLUS_MINUS})\s?")


def exponent(found: re.Match[str]) -> str | None:
    """The digits of a clearly written exponent, or None."""
    groups = found.groupdict()
    return next((groups[name] for name in ("sup", "caret", "paren", "said", "nth", "e") if groups.get(name)), None)
