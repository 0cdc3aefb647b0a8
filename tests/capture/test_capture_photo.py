"""Pictures: one drawn label through the engine, and the rules around it through an engine made of paper."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy
import pytest
from capture_labels import document, drawn_pdf, picture, saved
from PIL import Image

from labelcheck.capture import render
from labelcheck.capture.engines.ocr import Recognised
from labelcheck.capture.photo import document as photo
from labelcheck.capture.photo.light import uneven_light
from labelcheck.capture.photo.lines import turned, unturned
from labelcheck.models import Document, Source

_LABEL = ["EXOSOME REPAIR SERUM", "20,000 ppm ASC Exosome", "Store at 2-8 °C. Do not freeze."]


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


@pytest.fixture(scope="module")
def label() -> Any:
    return picture(_LABEL)


@pytest.fixture(scope="module")
def upright(label: Any) -> Document:
    return document("label.png", saved(label))


def test_a_drawn_label(upright: Document) -> None:
    assert _plain(upright.text) == _plain(" ".join(_LABEL))
    assert upright.kind == "image" and upright.reader.startswith("rapidocr")
    assert upright.languages == ("en",)
    assert upright.legibility > 0.9 and not upright.warnings and not upright.unread
    assert all(upright.text[word.start : word.end] == word.text for word in upright.words)
    assert all(0.6 <= word.confidence <= 1 for word in upright.words)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_photo_is_read_and_shown_upright(label: Any, upright: Document, turn: int) -> None:
    data = saved(label.rotate(turn, expand=True))
    found = document("label.png", data)
    assert _plain(found.text) == _plain(upright.text)
    assert (found.pages[0].width, found.pages[0].height) == label.size
    image = numpy.asarray(Image.open(io.BytesIO(render(Source(name="label.png", data=data)))).convert("L"))
    scale = image.shape[1] / found.pages[0].width
    dark = image < 128
    for word, same in zip(found.words, upright.words, strict=True):
        box = word.box
        assert abs(box.x0 - same.box.x0) < 15 and abs(box.top - same.box.top) < 15
        part = dark[round(box.top * scale) : round(box.bottom * scale), round(box.x0 * scale) : round(box.x1 * scale)]
        assert part.mean() > 0.05, word.text


def test_the_cameras_mark_is_followed(label: Any, upright: Document) -> None:
    mark = Image.Exif()
    mark[0x0112] = 6  # shown turned by 90 degrees clockwise
    found = document("label.jpg", saved(label.rotate(90, expand=True), "JPEG", exif=mark, quality=95))
    assert _plain(found.text) == _plain(upright.text)
    assert (found.pages[0].width, found.pages[0].height) == label.size


@pytest.mark.parametrize("kind", ["WEBP", "GIF", "BMP", "TIFF"])
def test_kinds_of_pictures(kind: str) -> None:
    found = document(f"blank.{kind.lower()}", saved(Image.new("RGB", (60, 40), "white"), kind))
    assert found.text == "" and found.legibility == 0
    assert found.warnings[-1].startswith("No text was found in this picture")


def test_frames_transparency_and_deep_greys() -> None:
    frames = [Image.new("L", (64, 64), shade) for shade in (255, 0)]
    found = document("a.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert "2 frames" in found.warnings[0]
    assert document("a.png", saved(Image.new("RGBA", (64, 64), (0, 0, 0, 0)))).text == ""
    deep = Image.fromarray(numpy.full((64, 64), 40_000, dtype="uint16"))
    assert document("a.png", saved(deep)).text == ""


def test_a_scanned_pdf_page_is_read_and_its_boxes_lie_on_the_page(label: Any) -> None:
    data = drawn_pdf(lambda canvas: canvas.drawInlineImage(label, 30, 300, 360, 168))
    found = document("scan.pdf", drawn_pdf(lambda canvas: canvas.drawInlineImage(label, 0, 0, 420, 595)))
    assert found.pages[0].verdict == "scan"
    found = document("scan.pdf", data)
    assert found.pages[0].verdict == "scan" and found.reader == "OCR (rapidocr)"
    assert _plain(found.text) == _plain(" ".join(_LABEL))
    for word in found.words:
        assert 30 <= word.box.x0 < word.box.x1 <= 390
        assert 595 - 468 <= word.box.top < word.box.bottom <= 295


class _Paper:
    """An engine that says what it is told: (x0, top, x1, bottom, text, confidence) for each line."""

    name = "paper"

    def __init__(self, *lines: tuple[int, int, int, int, str, float]) -> None:
        self._lines = lines

    def detect(self, image: Any) -> Sequence[Any]:
        return [
            numpy.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]], dtype="float32")
            for x0, top, x1, bottom, _, _ in self._lines
        ]

    def recognise(self, crops: Sequence[Any]) -> list[Recognised]:
        sizes = {
            # a crop is longer by a tenth of its height at each end
            (round(96 / max(96, b - t) * (x1 - x + 0.2 * (b - t))), min(96, b - t)): (s, c)
            for x, t, x1, b, s, c in self._lines
        }
        return [Recognised(*sizes[(crop.shape[1], crop.shape[0])]) for crop in crops]


def _reading(*lines: tuple[int, int, int, int, str, float]) -> photo.Reading:
    return photo.read_picture(numpy.full((1000, 1200, 3), 255, dtype="uint8"), _Paper(*lines))


def _text(reading: photo.Reading) -> list[str]:
    return [" ".join(t.text for cell in line for t in cell) for paragraph in reading.paragraphs for line in paragraph]


def test_doubtful_empty_and_sparse_lines_are_places_not_text() -> None:
    reading = _reading(
        (10, 10, 610, 40, "Store at 2-8 C and keep in the dark", 0.95),
        (10, 60, 511, 90, "St0re qt 2 8 G", 0.4),
        (10, 110, 412, 140, "", 0.0),
        (10, 160, 713, 190, "2 8", 0.97),
        (10, 210, 64, 240, "2 8", 0.97),
    )
    assert _text(reading) == ["Store at 2-8 C and keep in the dark", "2 8"]
    assert (reading.lines, reading.unread_lines, len(reading.unread)) == (5, 3, 3)
    assert 0 < reading.legibility < 0.6
    warning = photo.unread_warnings(5, 3, "install the reader of Korean")[0]
    assert "(about 60 %)" in warning and "Korean" in warning
    assert photo.unread_warnings(100, 13, "") == ()


def test_ideographs_put_in_place_of_an_unknown_script_are_left_out() -> None:
    reading = _reading(
        (10, 10, 611, 40, "刘圣出京(Lot) 25C118", 0.87),
        (10, 60, 712, 90, "，，，", 0.65),
        (10, 110, 413, 140, "保存冷藏 20 ml 外泌体", 0.97),
    )
    assert _text(reading) == ["(Lot) 25C118", "保存冷藏 20 ml 外泌体"]
    assert reading.unread_lines == 2


def test_a_picture_without_lines() -> None:
    reading = _reading()
    assert reading.legibility == 0 and reading.paragraphs == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turning_and_turning_back(turn: int) -> None:
    image = numpy.zeros((40, 70, 3), dtype="uint8")
    image[5:15, 20:50] = 255
    after = turned(image, turn)
    rows, columns = numpy.where(after[:, :, 0])
    rect = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert unturned(rect, turn, (after.shape[1], after.shape[0])) == (20, 5, 50, 15)


def _lit(shine: int) -> Any:
    """Grey bars of print on white, of which the lower ones are washed out by ``shine`` grey levels of light."""
    image = numpy.full((600, 800, 3), 190, dtype="int16")
    for row in range(40, 580, 60):
        image[row : row + 8, 60:740:12] = 60
        image[row : row + 8, 63:740:12] = 60
    light = numpy.clip(numpy.linspace(-shine, 2 * shine, 600), 0, shine)[:, None, None]
    return (image + (255 - image) * light / 255).astype("uint8")


def test_even_light_leaves_a_picture_as_it_is() -> None:
    assert uneven_light(_lit(0)) is None
    assert uneven_light(numpy.full((300, 400, 3), 255, dtype="uint8")) is None


def test_print_washed_out_by_light_is_strengthened() -> None:
    washed = _lit(190)
    light = uneven_light(washed)
    assert light is not None
    evened = light.evened(washed)

    def contrast(image: Any, rows: slice) -> int:
        part = image[rows, 60:740].astype("int16")
        return int(part.max() - part.min())

    faint, clear = (contrast(evened, rows) / contrast(washed, rows) for rows in (slice(500, 560), slice(30, 60)))
    assert faint > 1.5 * clear


@pytest.mark.parametrize("shape", [(1, 3000), (3000, 1), (2, 2), (1, 1), (5, 900)])
def test_pictures_of_odd_shapes_have_no_text(shape: tuple[int, int]) -> None:
    noise = numpy.random.default_rng(1).integers(0, 255, (*shape, 3), dtype="uint8")
    light = uneven_light(noise)
    assert light is None or light.evened(noise).shape == noise.shape
    assert document("odd.png", saved(Image.new("RGB", shape, "grey"))).text == ""
