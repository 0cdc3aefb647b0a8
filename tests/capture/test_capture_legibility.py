"""How well a picture was read and why not: drawn lines in every kind of trouble, judged without an OCR engine."""

from __future__ import annotations

from typing import Any

import cv2
import numpy
import pytest
from PIL import Image, ImageDraw, ImageFont

from labelcheck.capture.engines.ocr import Recognised
from labelcheck.capture.photo.legibility import MOST_TROUBLES, Legibility, Patch, legibility, troubles
from labelcheck.capture.photo.lines import TextLine

_LINES = (
    "Rose exosomes in a light serum",
    "5 billion particles per mL",
    "Store at 2-8 C, do not freeze",
    "Use within two weeks of opening",
    "For cosmetic use only",
    "LOT 42A77 EXP 2027-03",
)
_INK, _GROUND = (30, 30, 40), (222, 218, 210)


def _drawn(size: int = 36, ink: Any = _INK, ground: Any = _GROUND, left: int = 90) -> tuple[Any, list[Any]]:
    """A label (blue-green-red) and the boxes of its lines, corners from the top left clockwise."""
    image = Image.new("RGB", (1000, 900), ground)
    drawing = ImageDraw.Draw(image)
    font = ImageFont.load_default(size)
    quads = []
    pad = size // 8
    for row, text in enumerate(_LINES):
        place = (left, 60 + row * round(2.6 * size))
        drawing.text(place, text, fill=ink, font=font)
        x0, top, x1, bottom = drawing.textbbox(place, text, font=font)
        x0, top, x1, bottom = max(0, x0 - pad), top - pad, min(1000, x1 + pad), bottom + pad
        quads.append(numpy.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]], dtype="float32"))
    return numpy.asarray(image)[:, :, ::-1].copy(), quads


def _judged(image: Any, quads: list[Any], *confidences: float, said: str | None = None) -> Legibility:
    """The judgement of a picture whose lines were read with these confidences; below 0.6 a line is unread."""
    read, unread = [], []
    for quad, text, confidence in zip(quads, _LINES, confidences, strict=True):
        area = float(cv2.contourArea(quad))
        line = TextLine(quad, Recognised(text if said is None else said, confidence), False, area)
        (read if confidence >= 0.6 else unread).append(line)
    return legibility(image, read, unread, 1.0)


def _causes(found: Legibility) -> list[str]:
    return [patch.cause for patch in found.patches]


@pytest.mark.parametrize(
    ("ink", "ground"),
    [(_INK, _GROUND), ((235, 235, 240), (30, 40, 70)), ((190, 160, 90), (255, 255, 255)), (_INK, (255, 255, 255))],
)
def test_a_label_that_was_read_has_no_trouble(ink: Any, ground: Any) -> None:
    found = _judged(*_drawn(ink=ink, ground=ground), *[0.98] * 6)
    assert found == Legibility(1.0, ())


def test_a_line_read_with_some_doubt_and_well_printed_is_no_trouble() -> None:
    found = _judged(*_drawn(), 0.98, 0.87, 0.98, 0.98, 0.98, 0.98)
    assert found.patches == () and 0.85 < found.share < 0.97


def test_legibility_falls_with_confidence() -> None:
    image, quads = _drawn()
    shares = [_judged(image, quads, *[confidence] * 6).share for confidence in (0.98, 0.93, 0.88, 0.8, 0.7, 0.5)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1.0 and shares[2] < 0.86 and shares[-1] == 0.0


def test_a_blurred_label_is_told_as_one_place() -> None:
    image, quads = _drawn()
    found = _judged(cv2.GaussianBlur(image, (0, 0), 6), quads, *[0.7] * 6)
    assert _causes(found) == ["blurred"] and found.share < 0.3
    (trouble,) = troubles(found.patches, 1, (1000.0, 900.0))
    assert "blurred" in trouble.advice and trouble.box.page == 1


def test_only_the_blurred_part_is_told_with_its_place() -> None:
    image, quads = _drawn()
    image[480:] = cv2.GaussianBlur(image, (0, 0), 6)[480:]
    found = _judged(image, quads, 0.99, 0.99, 0.99, 0.99, 0.99, 0.7)
    (trouble,) = troubles(found.patches, 1, (1000.0, 900.0))
    assert trouble.cause == "blurred" and "on the left" in trouble.advice or "in the middle" in trouble.advice
    assert trouble.box.top > 480


def test_small_print_asks_for_a_closer_photo() -> None:
    found = _judged(*_drawn(size=9), *[0.75] * 6)
    assert _causes(found) == ["too small"]
    assert "closer" in troubles(found.patches, 1, (1000.0, 900.0))[0].advice


def test_pale_print_is_faint() -> None:
    assert set(_causes(_judged(*_drawn(ink=(190, 187, 180)), *[0.75] * 6))) == {"faint"}


def test_glare_that_swallows_the_beginning_of_lines() -> None:
    image, quads = _drawn()
    rows, columns = numpy.mgrid[: image.shape[0], : image.shape[1]]
    light = 420 * numpy.exp(-((((columns - 150) / 230) ** 2 + ((rows - 250) / 120) ** 2) ** 1.5))
    washed = numpy.clip(image + light[:, :, None], 0, 255).astype("uint8")
    for place in (1, 2):
        quads[place][[0, 3], 0] += 190
    found = _judged(washed, quads, 0.99, 0.92, 0.95, 0.99, 0.99, 0.99)
    assert _causes(found)[0] == "glare" and found.share < 0.92
    assert found.patches[0].rect[0] < 150, "reaches over what is lost"


def test_lines_that_run_out_of_the_picture() -> None:
    image, quads = _drawn(left=-60)
    found = _judged(image, quads, *[0.98] * 6)
    assert set(_causes(found)) == {"cut off"} and found.share < 0.9
    assert "on the left" in troubles(found.patches, 1, (1000.0, 900.0))[0].advice
    whole, near = _drawn(left=2)
    assert _judged(whole, near, *[0.98] * 6).patches == ()


def test_print_of_an_unknown_script_is_no_fault_of_the_photo() -> None:
    image, quads = _drawn()
    read = [TextLine(quad, Recognised("a" * 30, 0.99), False, 1.0) for quad in quads[:4]]
    unread = [TextLine(quad, Recognised("", 0.0), False, 1.0) for quad in quads[4:]]
    assert _causes(legibility(image, read, unread, 1.0)) == ["unknown script"]


def test_blurred_print_is_blurred_though_some_of_it_was_read_for_sure() -> None:
    image, quads = _drawn(26)
    soft = cv2.GaussianBlur(image, (0, 0), 5)
    read = [TextLine(quad, Recognised("a" * 30, 0.96), False, 1.0) for quad in quads[:2]]
    unread = [TextLine(quad, Recognised("", 0.0), False, 1.0) for quad in quads[2:]]
    assert _causes(legibility(soft, read, unread, 1.0)) == ["blurred"]


def test_the_cure_of_an_unknown_script_names_that_of_a_blurred_photo_too() -> None:
    (trouble,) = troubles([Patch("unknown script", (10.0, 10.0, 90.0, 20.0), 1.0)], 1, (100.0, 100.0))
    assert "take the photo again" in trouble.advice and "PDF or text file" in trouble.advice


def test_icons_are_no_lines() -> None:
    image, quads = _drawn()
    icon = numpy.array([[20, 60], [60, 60], [60, 100], [20, 100]], dtype="float32")
    image[60:100, 20:60] = 40
    read = [TextLine(quad, Recognised("a" * 30, 0.99), False, 1.0) for quad in quads]
    found = legibility(image, read, [TextLine(icon, Recognised("", 0.0), False, 1.0)], 1.0)
    assert found.patches == () and found.share > 0.9


def test_an_enlarged_picture_is_told_in_its_own_pixels() -> None:
    image, quads = _drawn(size=12)
    large = cv2.resize(image, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    lines = [TextLine(quad * 3, Recognised("words", 0.75), False, 1.0) for quad in quads]
    (patch,) = legibility(large, lines, [], 3.0).patches
    assert patch.cause == "too small"
    assert patch.rect[2] <= 1000 and patch.rect[3] <= 900


def test_no_line_at_all() -> None:
    image, _ = _drawn()
    assert legibility(image, [], [], 1.0) == Legibility(0.0, ())


def test_the_worst_places_are_told_and_no_more_than_a_few() -> None:
    image = numpy.full((2000, 2000, 3), 200, dtype="uint8")
    quads = [
        numpy.array([[x, y], [x + 90, y], [x + 90, y + 8], [x, y + 8]], dtype="float32")
        for x in range(50, 1900, 600)
        for y in range(50, 1900, 300)
    ]
    lines = [TextLine(quad, Recognised("", 0.0), False, 1.0) for quad in quads]
    assert len(legibility(image, [], lines, 1.0).patches) == MOST_TROUBLES


@pytest.mark.parametrize(
    ("rect", "where"),
    [
        ((10.0, 10.0, 100.0, 30.0), "at the top left"),
        ((10.0, 10.0, 900.0, 30.0), "at the top"),
        ((10.0, 860.0, 900.0, 890.0), "at the bottom"),
        ((850.0, 440.0, 990.0, 460.0), "on the right"),
        ((10.0, 10.0, 990.0, 890.0), "on most of the label"),
    ],
)
def test_places_in_words(rect: tuple[float, float, float, float], where: str) -> None:
    (trouble,) = troubles([Patch("blurred", rect, 1.0)], 2, (1000.0, 900.0))
    assert f"The print {where} is blurred" in trouble.advice and trouble.box.page == 2
