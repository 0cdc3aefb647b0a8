"""Small raised digits in the crop of a text line -> superscripts in what was read.

Recognisers flatten exponents: 1×10¹⁰ comes back as 1x1010, 1×101º or 1×10. Whether a mark is small and stands above
the line is seen in the crop, so the crop decides: a digit becomes a superscript only where its mark is raised, and an
exponent only where the raised marks, cut out, enlarged and read once more on their own, give as many digits as there
are marks. What cannot be shown to be raised stays as the engine read it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from labelcheck.capture.characters import superscript
from labelcheck.capture.engines.ocr import Engine, Image, Recognised
from labelcheck.capture.photo.marks import Raised, Sight, sight

_SURE = 0.8
_DISPUTED = 0.7
"""Confidence of a line whose exponent was read in two ways."""
_LARGEST_EXPONENT = 15
_LEAST_EXPONENT = 3
_SLACK = 0.3

_DIGIT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ºoO°lI|", "01234567890000111")
_MARKED = re.compile(r"[0-9⁰¹²³⁴-⁹º°]")
_TIMES = tuple("xX×*·✕╳•")
_POWER = re.compile(r"(?:(?<=[xX×*·✕╳•])\s?|(?<![\w.,]))[1lI][0oOº]")
_TAIL = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹º°ªⁿ˚'\"‘’“”´`*{}^™")
_TAIL_LETTERS = frozenset("oOlI|")
_DEGREE = re.compile(r"\s?[CF](?![a-z])")
_RING = frozenset("0oOº⁰°")
_RAISED_DIGITS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class _Exponent:
    """An exponent to be read once more: its line, its place in that line's text, and its marks in the crop."""

    line: int
    start: int
    end: int
    multiplied: bool
    raised: Raised
    width: int
    picture: Image

    def places(self, digits: int) -> tuple[float, ...]:
        """Centres of its digits as shares of the crop's width."""
        x0, x1 = self.raised.x0, self.raised.x1
        return tuple((x0 + (x1 - x0) * (2 * n + 1) / (2 * digits)) / self.width for n in range(digits))


def with_superscripts(crops: Sequence[Image], said: Sequence[Recognised], reader: Engine) -> list[Recognised]:
    """What was ``said`` of each line crop, with raised digits as superscripts."""
    found = list(said)
    exponents: list[_Exponent] = []
    for line, (crop, reading) in enumerate(zip(crops, said, strict=True)):
        if reading.places and _MARKED.search(reading.text) and (seen := sight(crop)):
            exponents += _exponents(line, reading, seen)
            taken = [exponent.raised for exponent in exponents if exponent.line == line]
            found[line] = _with_small_digits(reading, seen, taken)
    if exponents:
        again = reader.recognise([exponent.picture for exponent in exponents])
        # from the right, so that places in the text to the left stay true
        for exponent, reading in sorted(zip(exponents, again, strict=True), key=lambda pair: -pair[0].start):
            found[exponent.line] = _with_exponent(found[exponent.line], exponent, reading)
    return found


def _centres(said: Recognised, width: int) -> dict[int, float]:
    """Where each visible character of ``said`` stands, in pixels of a crop of ``width``."""
    visible = [index for index, char in enumerate(said.text) if not char.isspace()]
    return dict(zip(visible, (place * width for place in said.places), strict=True))


def _exponents(line: int, said: Recognised, seen: Sight) -> list[_Exponent]:
    """The raised marks right of each ten, which want a second reading."""
    centres = _centres(said, seen.width)
    found: list[_Exponent] = []
    for power in _POWER.finditer(said.text):
        start = power.end()
        multiplied = said.text[: power.start()].endswith(_TIMES)
        raised = seen.exponent(centres[start - 1])
        if raised is None or any(raised.x0 < each.raised.x1 for each in found):
            continue
        end = _tail_end(said.text, start, centres, raised, seen.size)
        other = centres.get(end)
        taken = other is not None and raised.x0 <= other <= raised.x1
        bare = not multiplied and end == start or said.text[end : end + 1].isdigit()
        if not (taken or bare or _DEGREE.match(said.text, end)):
            found.append(_Exponent(line, start, end, multiplied, raised, seen.width, seen.alone(raised)))
    return found


def _tail_end(text: str, start: int, centres: dict[int, float], raised: Raised, size: float) -> int:
    """Where the characters end that the engine made of the raised marks after a ten."""
    end = start
    while end < len(text) and end - start <= raised.most:
        char = text[end]
        lone = char in _TAIL_LETTERS and end - start < raised.fewest
        if not (char in _TAIL or lone) or centres[end] > raised.x1 + _SLACK * size:
            break
        end += 1
    return end


def _with_small_digits(said: Recognised, seen: Sight, taken: Sequence[Raised]) -> Recognised:
    """``said`` with footnote digits and units raised, and rings before C as degrees."""
    text, centres = list(said.text), _centres(said, seen.width)
    for raised in seen.raised():
        if all(raised.x1 <= other.x0 or raised.x0 >= other.x1 for other in taken):
            _raise_digits(text, centres, raised, seen.size)
    return replace(said, text="".join(text)) if text != list(said.text) else said


def _raise_digits(text: list[str], centres: dict[int, float], raised: Raised, size: float) -> None:
    inside = [i for i, x in centres.items() if raised.x0 - 0.12 * size <= x <= raised.x1 + 0.12 * size]
    if not inside or inside != list(range(inside[0], inside[-1] + 1)) or inside[0] == 0:
        return
    said = "".join(text[i] for i in inside)
    after = "".join(text[inside[-1] + 1 : inside[-1] + 3])
    if len(inside) == 1 and said in _RING and re.match(r"\s?[CF]", after):
        text[inside[0]] = "°"
        return
    apart = text[inside[0] - 1].isspace() or after[:1].isdigit()
    if said.isascii() and said.isdigit() and raised.fewest <= len(said) <= raised.most and not apart:
        for index, char in zip(inside, superscript(said), strict=True):
            text[index] = char


def _with_exponent(said: Recognised, exponent: _Exponent, again: Recognised) -> Recognised:
    """The line with an exponent put in, if what its marks say on their own agrees with how many marks there are."""
    tail = said.text[exponent.start : exponent.end]
    first, second = tail.translate(_DIGIT), again.text.strip().translate(_DIGIT)
    agree = first.lstrip("^") == second
    caret_or_bare = "^" in tail or not exponent.multiplied
    enough = 0.5 if agree else 1.1 if caret_or_bare else _SURE
    if not _is_exponent(second, exponent.raised) or again.confidence < enough:
        unsure = not _is_exponent(first, exponent.raised) or _is_exponent(second, exponent.raised)
        return _doubted(said) if unsure and set(tail) & _RAISED_DIGITS else said
    text = f"{said.text[: exponent.start - 2]}10{superscript(second)}{said.text[exponent.end :]}"
    before = sum(not char.isspace() for char in said.text[: exponent.start])
    after, digits = before + len(tail), len(second)
    certainty = said.certainty
    if len(certainty) == len(said.places):
        certainty = certainty[:before] + (again.confidence,) * digits + certainty[after:]
    found = replace(
        said,
        text=text,
        places=said.places[:before] + exponent.places(digits) + said.places[after:],
        certainty=certainty,
        confidence=min(said.confidence, again.confidence),
    )
    disputed = not agree and first.isdigit() and len(first) == digits
    return _doubted(found) if disputed or int(second) < _LEAST_EXPONENT else found


def _doubted(said: Recognised) -> Recognised:
    return replace(said, confidence=min(said.confidence, _DISPUTED))


def _is_exponent(digits: str, raised: Raised) -> bool:
    return (
        digits.isascii()
        and digits.isdigit()
        and raised.fewest <= len(digits) <= raised.most
        and digits[0] != "0"
        and int(digits) <= _LARGEST_EXPONENT
    )
