"""Picture files of all kinds -> the pixels a person would see, page by page."""

from __future__ import annotations

import base64
import importlib.util
import io
import subprocess
import sys
from typing import Any

import numpy
import pytest
from capture_labels import document, picture, png_header, saved
from PIL import Image, features

from labelcheck.capture import CaptureError, render
from labelcheck.capture.filetype import file_type, is_heic
from labelcheck.capture.photo.picture import frames, pixels, size_of
from labelcheck.models import CaptureSettings, Source

RED, WHITE = (0, 0, 255), (255, 255, 255)  # blue-green-red

# 64 × 32 pixels, white with a red square in the corner; Pillow cannot write this kind of file.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9j"
    "AAAAAERAAAEAAQAAAAABoQABAAAAAAAAAC8AAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/Wlw"
    "cnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AA"
    "AAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAA"
    "QAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWB"
    "AgMFhAAAADdtZGF0AAAAKygBrxm"
    "A94SFN//iMr/mIF/ron5Z9tYmurWv9kuscfEYhjAh78o5uy0CSuA="
)


def corner(mode: str = "RGB", size: tuple[int, int] = (64, 32)) -> Image.Image:
    """White with a red square in the upper left corner, in ``mode``."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, 16, 16))
    return image.convert(mode)


def shown(data: bytes, **settings: int) -> tuple[list[Any], list[str]]:
    found, notes = frames("a.x", data, CaptureSettings(**settings))
    return [image for _, image in found], notes


def near(pixel: Any, wanted: tuple[int, int, int]) -> bool:
    return bool(numpy.abs(numpy.asarray(pixel, dtype=int) - wanted).max() < 40)


@pytest.mark.parametrize(
    ("kind", "mode", "more"),
    [
        ("PNG", "RGB", {}),
        ("PNG", "P", {}),
        ("PNG", "RGBA", {}),
        ("JPEG", "RGB", {"quality": 95}),
        ("JPEG", "CMYK", {"quality": 95}),
        ("WEBP", "RGB", {"lossless": True}),
        ("GIF", "P", {}),
        ("BMP", "RGB", {}),
        ("TIFF", "CMYK", {}),
        ("TIFF", "RGB", {"compression": "tiff_lzw"}),
        ("AVIF", "RGB", {}),
    ],
)
def test_kinds_and_colours(kind: str, mode: str, more: dict[str, Any]) -> None:
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow reads no AVIF")
    data = saved(corner(mode), kind, **more)
    assert file_type("a.bin", data) == "image"
    (image,), notes = shown(data)
    assert image.shape == (32, 64, 3) and image.dtype == "uint8" and not notes
    assert near(image[4, 4], RED) and near(image[-4, -4], WHITE)
    assert size_of("a", data) == (64, 32)


def test_grey_with_transparency_and_deep_grey() -> None:
    (image,), _ = shown(saved(Image.new("LA", (8, 8), (0, 0))))
    assert near(image[0, 0], WHITE)
    deep = numpy.full((8, 8), 20_000, dtype="uint16")
    deep[:4] = 60_000
    (image,), _ = shown(saved(Image.fromarray(deep)))
    assert near(image[0, 0], WHITE) and near(image[7, 7], (0, 0, 0))


def test_pages_of_a_tiff_are_read_one_by_one() -> None:
    pages = [corner(), Image.new("RGB", (40, 50), "white"), Image.new("L", (8, 9), 0)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    found, notes = shown(data)
    assert [image.shape[:2] for image in found] == [(32, 64), (50, 40), (9, 8)] and not notes
    found, notes = shown(data, max_pages=2)
    assert len(found) == 2 and notes[0].startswith("Only the first 2 pages of this picture were read")
    assert pixels("a.tif", data, CaptureSettings(), 2)[0].shape == (50, 40, 3)
    with pytest.raises(CaptureError, match="no page 4"):
        pixels("a.tif", data, CaptureSettings(), 4)


def test_a_small_copy_between_pages_is_no_page() -> None:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    small = Image.new("RGB", (8, 8), "white")
    mark = ImageFileDirectory_v2()
    mark[254] = 1
    small.encoderinfo = {"tiffinfo": mark}
    data = saved(corner(), "TIFF", save_all=True, append_images=[small])
    with Image.open(io.BytesIO(data)) as written:
        written.seek(1)
        assert written.tag_v2[254] == 1
    assert len(shown(data)[0]) == 1


def test_each_page_is_measured_before_it_is_decoded() -> None:
    pages = [corner(), Image.new("1", (3000, 3000))]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    found, notes = shown(data, max_pixels=1_000_000)
    assert len(found) == 1 and "Page 2 of this picture is damaged or too big" in notes[0]
    with pytest.raises(CaptureError, match="limit is 0 million"):
        shown(data, max_pixels=1000)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_read(kind: str) -> None:
    data = saved(corner(), kind, save_all=True, append_images=[Image.new("RGB", (64, 32), "black")], duration=100)
    (image,), notes = shown(data)
    assert near(image[-4, -4], WHITE)
    assert "2 frames; only the first was read" in notes[0]


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_photo_that_is_cut_off_is_refused(cut: float) -> None:
    data = saved(Image.effect_noise((200, 200), 90), "JPEG")
    with pytest.raises(CaptureError, match="cut off|damaged"):
        shown(data[: int(len(data) * cut)])


def test_the_cameras_mark_turns_every_kind_of_picture() -> None:
    mark = Image.Exif()
    mark[0x0112] = 6
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        (image,), _ = shown(saved(corner(), kind, exif=mark))
        assert image.shape[:2] == (64, 32) and near(image[4, -4], RED), kind


def test_both_pages_of_a_tiff_are_in_the_document() -> None:
    pages = [picture(["Store at 2-8 °C"]), Image.new("RGB", (300, 300), "white"), picture(["Lot 1234 5678"])]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    found = document("label.tif", data)
    assert found.text.replace(" ", "").startswith("Storeat2-8") and "1234" in found.text
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert {word.box.page for word in found.words} == {1, 3}
    assert all(found.text[word.start : word.end] == word.text for word in found.words)
    assert not any("No text" in warning for warning in found.warnings)
    shown_page = Image.open(io.BytesIO(render(Source(name="label.tif", data=data), 2, turn=0)))
    assert shown_page.size == (300, 300)


@pytest.mark.skipif(not importlib.util.find_spec("pi_heif"), reason="HEIC, install labelcheck[heic]")
def test_photos_as_iphones_save_them() -> None:
    assert is_heic(HEIC) and file_type("IMG_1.HEIC", HEIC) == "image" and size_of("a", HEIC) == (64, 32)
    (image,), notes = shown(HEIC)
    assert image.shape == (32, 64, 3) and near(image[4, 4], RED) and near(image[-4, -4], WHITE) and not notes
    assert "HEIF" not in Image.OPEN, "the reader must stay out of what other programs open"
    for broken in (HEIC[:200], HEIC[:-20], HEIC.replace(b"hvc1", b"hvcX")):
        with pytest.raises(CaptureError, match="damaged|cut off"):
            shown(broken)
    with pytest.raises(CaptureError, match="limit is 0 million"):
        shown(HEIC, max_pixels=100)


def test_without_the_extra_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(
        CaptureError, match=r"iPhone photo \(HEIC\).*; save it as JPEG or PNG, or install labelcheck\[heic\]"
    ):
        shown(HEIC)


def test_avif_by_its_second_name_is_no_video() -> None:
    data = b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf" + b"\x00" * 40
    assert file_type("a", data) == "image" and not is_heic(data)
    with pytest.raises(CaptureError, match="video"):
        file_type("a", b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42")


def test_a_light_start() -> None:
    code = (
        "import labelcheck.capture.photo.picture, sys; "
        "print([m for m in ('PIL', 'numpy', 'pi_heif') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_a_header_that_promises_too_much_is_not_decoded() -> None:
    with pytest.raises(CaptureError, match="pixels"):
        shown(png_header(20_000, 20_000))
