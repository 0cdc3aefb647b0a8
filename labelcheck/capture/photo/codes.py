"""Barcodes and QR codes on a label: what they say, as text, and where they stand.

What a stranger printed into a code is kept as text and nothing else: it is never opened, never fetched, never a link.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Any, Final

from labelcheck.capture.photo.lines import Rect, unturned
from labelcheck.models import Box, Code

MOST_CODES: Final = 32
"""Codes kept of one picture; a label carries two or three."""
LONGEST_TEXT: Final = 4_000
"""Characters kept of one code: as much as the largest QR code holds in letters and digits."""

# Only kinds that carry a checksum or error correction: the others (Code 39, Codabar, ITF) are read into any striped
# pattern, and a code that is not there is worse than one that is missed.
_FORMATS: Final = ("EAN13", "EAN8", "UPCA", "UPCE", "Code128", "QRCode", "MicroQRCode", "DataMatrix", "DataBar")
_RETAIL: Final = ("EAN-13", "EAN-8", "UPC-A", "UPC-E")
_LONGEST_SIDE: Final = 2_400
_SMALL_SIDE: Final = 1_000
_GROUP_SEPARATOR: Final = "\x1d"

# GS1 General Specifications, table 7.8-2: elements that begin with these two digits have this length, identifier
# included, and need no separator; every other element runs up to the next separator.
_FIXED_LENGTHS: Final = (
    {"00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "20": 4, "41": 16}
    | {str(first): 8 for first in range(11, 20)}
    | {str(first): 10 for first in range(31, 37)}
)
_NAMES: Final = {"01": "gtin", "10": "lot", "17": "expiry", "21": "serial"}
_LONGEST_VALUE: Final = 20
_BRACKETED: Final = re.compile(r"(?:\(\d{2,4}\)[^()]{1,90}){1,40}")
_ELEMENT: Final = re.compile(r"\((\d{2,4})\)([^()]{1,90})")
_LINKED: Final = re.compile(r"/01/(\d{14})(?=[/?#]|$)")
_LINKED_PART: Final = re.compile(r"(?:/(10|21)/|[?&](17|10|21)=)([^/?&#]{1,60})")


def codes_of(image: Any, page: int = 1, turn: int = 0, unit: float = 1.0) -> tuple[Code, ...]:
    """The codes in ``image`` (height, width, 3; blue-green-red), from the top left.

    Args:
        image: the picture as it was decoded.
        page: the number that boxes carry.
        turn: degrees clockwise by which the picture is turned to stand upright; boxes are those of the upright one.
        unit: pixels per unit of the boxes.
    """
    height, width = image.shape[:2]
    found: dict[tuple[str, str], Code] = {}
    for read, scale in _read_codes(image):
        name, text = str(read.format), _visible(read.text)
        if not text or (name in _RETAIL and not _has_check_digit(text)):
            continue
        rect = unturned(_bounds(read.position, scale), -turn % 360, (width, height))
        x0, top, x1, bottom = (round(edge / unit, 2) for edge in rect)
        box = Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)
        found.setdefault((name, text), Code(format=name, text=text, box=box, fields=fields_of(_content(read))))
    return tuple(sorted(found.values(), key=lambda code: (code.box.top, code.box.x0))[:MOST_CODES])


def _read_codes(image: Any) -> list[tuple[Any, float]]:
    """What the decoder finds, with the scale it was found at: as it is, and if that finds nothing in a small picture,
    enlarged, where a camera held too far away has left a bar less than two pixels."""
    import cv2
    import zxingcpp

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    formats: Any = [getattr(zxingcpp.BarcodeFormat, name) for name in _FORMATS]
    longest = max(grey.shape)
    scale = min(1.0, _LONGEST_SIDE / longest)
    if scale < 1.0:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = zxingcpp.read_barcodes(grey, formats=formats)
    if not found and longest <= _SMALL_SIDE:
        scale = 2.0
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        found = zxingcpp.read_barcodes(grey, formats=formats)
    return [(read, scale) for read in found if read.valid]


def _bounds(position: Any, scale: float) -> Rect:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    xs, ys = [corner.x / scale for corner in corners], [corner.y / scale for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _content(read: Any) -> str:
    """The text of a code with the separators of a GS1 code, which its readable form leaves out; "" if not GS1."""
    if read.content_type.name == "GS1":
        return _GROUP_SEPARATOR + bytes(read.bytes).decode("latin-1")
    return str(read.text)[:LONGEST_TEXT]


def _visible(text: str) -> str:
    """``text`` cut to a sane length, with every character that acts instead of showing spelt out."""
    shown = (char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[:LONGEST_TEXT])
    return "".join(shown)[:LONGEST_TEXT].strip()


def fields_of(content: str) -> dict[str, str]:
    """Lot, expiry (YYYY-MM-DD), GTIN and serial number that a code states by GS1's rules; {} if it is no GS1 code.

    Args:
        content: a GS1 element string (it begins with a group separator), one spelt with brackets,
            ``(01)…(10)…``, or a GS1 web address, which is only read.
    """
    found: dict[str, str] = {}
    for identifier, value in _elements(content):
        name = _NAMES.get(identifier)
        shown = _checked(name, _visible(value)) if name else ""
        if name and shown:
            found.setdefault(name, shown)
    return found


def _elements(content: str) -> Iterator[tuple[str, str]]:
    if content.startswith(_GROUP_SEPARATOR):
        yield from _element_string(content)
    elif _BRACKETED.fullmatch(content):
        yield from _ELEMENT.findall(content)
    elif linked := _LINKED.search(content):
        yield "01", linked[1]
        for part in _LINKED_PART.finditer(content, linked.end()):
            yield part[1] or part[2], part[3]


def _element_string(content: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(content):
        if content[place] == _GROUP_SEPARATOR:
            place += 1
            continue
        length = _FIXED_LENGTHS.get(content[place : place + 2])
        if length:
            end = place + length
        else:
            end = content.find(_GROUP_SEPARATOR, place)
            end = len(content) if end < 0 else end
        yield content[place : place + 2], content[place + 2 : end]
        place = end


def _checked(name: str, value: str) -> str:
    """``value`` as it is shown, or "" if it cannot be what ``name`` says."""
    if name == "gtin":
        return value if len(value) == 14 and _has_check_digit(value) else ""
    if name == "expiry":
        return _date(value)
    return value if len(value) <= _LONGEST_VALUE else ""


def _has_check_digit(digits: str) -> bool:
    """Whether the last digit of an EAN, UPC or GTIN follows from the others."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    if len(digits) == 8 and digits[0] in "01":  # may be a UPC-E, whose check digit belongs to its long form
        return True
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def _date(digits: str) -> str:
    """YYMMDD as YYYY-MM-DD; a day of 00 is the last of the month; "" if there is no such day."""
    if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return ""
    year, month, day = 2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if not 1 <= month <= 12:
        return ""
    last = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02}-{day or last:02}" if day <= last else ""
