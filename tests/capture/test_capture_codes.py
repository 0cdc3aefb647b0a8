"""Barcodes and QR codes: drawn by the library that reads them, read from pictures that a phone could have taken."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
import zxingcpp
from capture_labels import document, drawn_pdf, saved
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from labelcheck.capture.photo.codes import LONGEST_TEXT, MOST_CODES, codes_of, fields_of
from labelcheck.capture.photo.lines import turned

_GS = "\x1d"


def _bars(kind: str, text: str, **more: Any) -> Any:
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind), **more)
    grey = numpy.array(code.to_image(scale=3, add_quiet_zones=True))
    return numpy.repeat(grey[:, :, None], 3, axis=2)


def _on_label(*bars: Any, size: tuple[int, int] = (900, 700)) -> Any:
    """A grey picture (blue-green-red) with ``bars`` one below the other, 60 pixels from the left."""
    image = numpy.full((size[0], size[1], 3), 235, dtype="uint8")
    top = 40
    for part in bars:
        image[top : top + part.shape[0], 60 : 60 + part.shape[1]] = part
        top += part.shape[0] + 40
    return image


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("EAN13", "EAN-13", "4006381333931"),
        ("EAN8", "EAN-8", "96385074"),
        ("QRCode", "QR Code", "https://example.org/lot?x=1"),
        ("DataMatrix", "Data Matrix", "BATCH 7"),
        ("Code128", "Code 128", "LOT 25C118"),
    ],
)
def test_kinds_of_codes(kind: str, name: str, text: str) -> None:
    (code,) = codes_of(_on_label(_bars(kind, text)), page=3)
    assert (code.format, code.text, code.fields) == (name, text, {})
    assert code.box.page == 3 and 60 <= code.box.x0 < 100 and 40 <= code.box.top < 80


def test_a_gs1_code_states_its_lot_expiry_and_number() -> None:
    spelt = "(01)00012345678905(17)270200(10)A-7/b(21)99"
    for kind in ("Code128", "DataMatrix"):
        (code,) = codes_of(_on_label(_bars(kind, spelt, gs1=True), size=(700, 1200)))
        assert code.text == spelt
        assert code.fields == {"gtin": "00012345678905", "expiry": "2027-02-28", "lot": "A-7/b", "serial": "99"}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_are_those_of_the_upright_picture(turn: int) -> None:
    upright = _on_label(_bars("QRCode", "one"), _bars("EAN13", "4006381333931"))
    lying = turned(upright, -turn % 360)
    first, second = codes_of(lying, 1, turn)
    assert (first.text, second.text) == ("one", "4006381333931")
    for code, other in zip((first, second), codes_of(upright), strict=True):
        for edge in ("x0", "top", "x1", "bottom"):
            assert abs(getattr(code.box, edge) - getattr(other.box, edge)) <= 6


def test_a_small_picture_is_looked_at_once_more_enlarged() -> None:
    code = zxingcpp.create_barcode("https://example.org/lot", zxingcpp.BarcodeFormat.QRCode)
    large = Image.fromarray(numpy.array(code.to_image(scale=6, add_quiet_zones=True)))
    side = round(large.width * 0.22)
    tiny = numpy.asarray(large.resize((side, side), Image.Resampling.BILINEAR))
    image = _on_label(numpy.repeat(tiny[:, :, None], 3, axis=2), size=(200, 300))
    assert not zxingcpp.read_barcodes(image)
    (found,) = codes_of(image)
    assert found.text == "https://example.org/lot"
    assert 60 <= found.box.x0 < found.box.x1 <= 60 + side and 40 <= found.box.top < found.box.bottom <= 40 + side


def test_what_is_hostile_stays_text() -> None:
    hostile = "javascript:alert(1)\n\x1b[2J\u202e" + "A" * 1_000
    (code,) = codes_of(_on_label(_bars("QRCode", hostile), size=(900, 900)))
    assert code.text.startswith("javascript:alert(1)<LF><ESC>[2J\\u202eA") and code.text.isprintable()
    assert len(code.text) <= LONGEST_TEXT and code.fields == {}


def test_many_codes_are_cut_off_and_the_same_one_is_told_once() -> None:
    image = numpy.full((1500, 1500, 3), 255, dtype="uint8")
    for number in range(49):
        tile = _bars("QRCode", f"{number % 48:04}")
        top, left = 20 + 200 * (number // 7), 20 + 200 * (number % 7)
        image[top : top + tile.shape[0], left : left + tile.shape[1]] = tile
    found = codes_of(image)
    assert len(found) == MOST_CODES == len({code.text for code in found})


def test_stripes_are_no_code() -> None:
    image = numpy.full((400, 800, 3), 255, dtype="uint8")
    image[100:300, 100:700:8] = 0
    image[100:300, 101:700:12] = 0
    assert codes_of(image) == ()


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (_GS + "0100012345678905" + "17270230" + "10A7", {"gtin": "00012345678905", "lot": "A7"}),
        (_GS + "10A7" + _GS + "17991231", {"lot": "A7", "expiry": "2099-12-31"}),
        (_GS + "0100012345678906", {}),
        (_GS + "3103001250" + "10B2", {"lot": "B2"}),
        (_GS + "24012345" + _GS + "21S1", {"serial": "S1"}),
        (_GS + "10" + "A" * 21, {}),
        ("(10)A7(17)270115", {"lot": "A7", "expiry": "2027-01-15"}),
        (
            "https://example.org/01/00012345678905/10/A7?17=270115",
            {"gtin": "00012345678905", "lot": "A7", "expiry": "2027-01-15"},
        ),
        ("LOT A7 (10) of 17", {}),
        ("10A7", {}),
        ("", {}),
    ],
)
def test_fields_of_gs1_codes(content: str, fields: dict[str, str]) -> None:
    assert fields_of(content) == fields


@given(st.text(alphabet=_GS + "0123456789()[]/?=&AB\x00", max_size=200))
def test_any_content_gives_sane_fields(content: str) -> None:
    for text in (content, _GS + content):
        fields = fields_of(text)
        assert set(fields) <= {"gtin", "lot", "expiry", "serial"}
        assert all(value and value.isprintable() and len(value) <= 80 for value in fields.values())


def test_a_photo_brings_its_codes() -> None:
    image = _on_label(_bars("DataMatrix", "(01)00012345678905(10)A7", gs1=True))
    found = document("box.png", saved(Image.fromarray(image).rotate(180)))
    assert [code.fields["lot"] for code in found.codes] == ["A7"]
    assert found.text == "" or "A7" not in found.text


def test_a_scanned_page_brings_its_codes_in_points() -> None:
    code = Image.fromarray(_bars("QRCode", "BATCH 7"))

    def draw(canvas: Any) -> None:
        canvas.drawInlineImage(Image.new("RGB", (840, 1190), "white"), 0, 0, 420, 595)
        canvas.drawInlineImage(code, 100, 395, 100, 100)

    found = document("scan.pdf", drawn_pdf(draw, pages=2))
    assert [(each.text, each.box.page) for each in found.codes] == [("BATCH 7", 1), ("BATCH 7", 2)]
    box = found.codes[0].box
    assert 100 <= box.x0 < 120 and 100 <= box.top < 120 and 180 < box.x1 <= 201 and 180 < box.bottom <= 201
