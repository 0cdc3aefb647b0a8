"""Exponents in pictures: what stands raised becomes a superscript, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
import pytest
from capture_labels import document, saved
from PIL import Image, ImageDraw, ImageFont

from labelcheck.capture.engines.ocr import Recognised
from labelcheck.capture.photo.marks import sight
from labelcheck.capture.photo.raised import with_superscripts

_SIZE = 40
_BASE = 60


def _drawn(*parts: tuple[str, bool]) -> tuple[Any, tuple[float, ...]]:
    """A line crop of the parts, small and raised where so marked, and where its visible characters stand in it."""
    image = Image.new("RGB", (900, 84), "white")
    drawing = ImageDraw.Draw(image)
    x, centres = 8.0, []
    for text, raised in parts:
        font = ImageFont.load_default(_SIZE * 0.6 if raised else _SIZE)
        for char in text:
            drawing.text((x, _BASE - 0.4 * _SIZE * raised), char, fill="black", font=font, anchor="ls")
            if not char.isspace():
                centres.append(x + font.getlength(char) / 2)
            x += font.getlength(char)
    width = round(x + 8)
    crop = numpy.ascontiguousarray(numpy.asarray(image)[:, :width, ::-1])
    return crop, tuple(centre / width for centre in centres)


class _Second:
    """An engine that says the same of every crop it is shown, and counts them."""

    name = "second"

    def __init__(self, text: str, confidence: float = 0.99) -> None:
        self._said = Recognised(text, confidence)
        self.asked = 0

    def detect(self, image: Any) -> Sequence[Any]:
        return []

    def recognise(self, crops: Sequence[Any]) -> list[Recognised]:
        self.asked += len(crops)
        return [self._said for _ in crops]


def _put_back(
    parts: Sequence[tuple[str, bool]], said: str, again: str, confidence: float = 0.99
) -> tuple[Recognised, int]:
    """What is made of a line that the engine read as ``said``, and of its raised marks alone as ``again``."""
    crop, places = _drawn(*parts)
    count = sum(not char.isspace() for char in said)
    # an engine that loses characters tells the places of those it has
    seen = Recognised(said, 0.97, places[:count] if count <= len(places) else ())
    second = _Second(again, confidence)
    return with_superscripts([crop], [seen], second)[0], second.asked


_POWER = (("Dose 1×10", False), ("10", True), (" in mL", False))


@pytest.mark.parametrize("said", ["Dose 1×1010 in mL", "Dose 1×101º in mL", "Dose 1×10{o in mL", "Dose 1×10¹º in mL"])
def test_a_flattened_exponent_is_raised(said: str) -> None:
    found, _ = _put_back(_POWER, said, "10")
    assert found.text == "Dose 1×10¹⁰ in mL"
    assert len(found.places) == sum(not char.isspace() for char in found.text)
    assert list(found.places) == sorted(found.places)


@pytest.mark.parametrize("digit", ["6", "8", "9"])
def test_one_raised_digit(digit: str) -> None:
    found, _ = _put_back((("2×10", False), (digit, True), (" a", False)), f"2×10{digit} a", digit)
    assert found.text == f"2×10{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(digit)]} a"


@pytest.mark.parametrize(
    ("again", "confidence"),
    [
        ("1", 0.99),  # two marks, one digit
        ("100", 0.99),
        ("72", 0.99),  # no exponent of a label
        ("lo m", 0.99),
        ("12", 0.6),
        ("", 0.0),
    ],
)
def test_what_marks_and_reading_do_not_both_say_is_not_put_in(again: str, confidence: float) -> None:
    found, asked = _put_back(_POWER, "Dose 1×1010 in mL", again, confidence)
    assert asked == 1 and found.text == "Dose 1×1010 in mL"


@pytest.mark.parametrize(("said", "again"), [("Dose 1×10¹² in mL", "10"), ("Dose 1×10¹ in mL", "")])
def test_an_exponent_read_in_two_ways_is_doubted(said: str, again: str) -> None:
    crop, places = _drawn(*_POWER)
    missing = len(places) - sum(not char.isspace() for char in said)
    seen = Recognised(said, 0.97, places[:9] + places[9 + missing :])
    assert with_superscripts([crop], [seen], _Second(again))[0].confidence < 0.9


def test_confidence_is_that_of_the_weaker_reading() -> None:
    found, _ = _put_back(_POWER, "Dose 1×1010 in mL", "10", 0.84)
    assert found.confidence == 0.84


@pytest.mark.parametrize("text", ["1×1010 in mL", "lot 101, box 10", "10 mL and 108 mg", "at 10 C", "10%"])
def test_flat_digits_stay_flat(text: str) -> None:
    found, asked = _put_back(((text, False),), text, "10")
    assert found.text == text and not asked


def test_a_footnote_is_no_part_of_a_number() -> None:
    found, _ = _put_back((("lasts 24", False), ("2", True), (" hours", False)), "lasts 242 hours", "")
    assert found.text == "lasts 24² hours"


def test_a_ring_before_c_is_a_degree() -> None:
    found, _ = _put_back((("at 8", False), ("o", True), ("C", False)), "at 80C", "0")
    assert found.text == "at 8°C"
    found, _ = _put_back((("at 8 ", False), ("o", True), ("C", False)), "at 8 °C", "0")
    assert found.text == "at 8 °C"


def test_light_print_on_a_dark_ground() -> None:
    crop, places = _drawn(*_POWER)
    seen = Recognised("Dose 1×1010 in mL", 0.97, places)
    assert with_superscripts([255 - crop], [seen], _Second("10"))[0].text == "Dose 1×10¹⁰ in mL"


def test_a_blank_or_noisy_crop_shows_nothing() -> None:
    assert sight(numpy.full((40, 300, 3), 200, dtype="uint8")) is None
    noise = numpy.random.default_rng(3).integers(0, 255, (30, 400, 3), dtype="uint8")
    seen = Recognised("1×1010", 0.4, (0.1, 0.2, 0.3, 0.4, 0.5, 0.6))
    assert with_superscripts([noise], [seen], _Second("", 0.0))[0].text == "1×1010"


def test_an_exponent_in_a_picture() -> None:
    image = Image.new("RGB", (1000, 260), "white")
    drawing = ImageDraw.Draw(image)
    large, small = ImageFont.load_default(46), ImageFont.load_default(28)
    drawing.text((60, 70), "Serum for the evening", fill="black", font=large)
    drawing.text((60, 200), "5 x 10", fill="black", font=large, anchor="ls")
    x = 62 + large.getlength("5 x 10")
    drawing.text((x, 182), "12", fill="black", font=small, anchor="ls")
    drawing.text((x + small.getlength("12") + 14, 200), "particles/mL", fill="black", font=large, anchor="ls")
    assert "5x10¹²" in document("dose.png", saved(image)).text.replace(" ", "")
