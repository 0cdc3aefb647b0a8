"""Files that cannot be read: one error each, with its cause and its cure, before anything is decoded."""

from __future__ import annotations

import os
import pickle
import time
import zlib
from pathlib import Path

import pytest
from capture_labels import document, drawn_pdf, nested_forms, pdf, picture, png_header, saved, zipped

from labelcheck.capture import CaptureError, read, render
from labelcheck.capture.filetype import FileType
from labelcheck.capture.process import child
from labelcheck.capture.watch import Watch
from labelcheck.models import CaptureSettings, Source


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.pdf", b"", "empty"),
        ("a.jpg", b"", "empty"),
        ("a.pdf", b"<html>sign in</html>", "web page"),
        ("a.jpg", b"404 not found", "holds no picture"),
        ("a.png", b"\x00\x01\x02\x03" * 9, "damaged"),
        ("a.docx", b"PK\x03\x04" + b"x" * 26 + b"word/document.xml", "Word document"),
        ("a.zip", b"PK\x03\x04" + b"x" * 40, "ZIP"),
        ("a.xlsx", zipped("xl/workbook.xml"), "Excel"),
        ("a.pptx", zipped("ppt/presentation.xml"), "PowerPoint"),
        ("a.odt", zipped("mimetype", "META-INF/manifest.xml"), "OpenDocument"),
        ("a.docx", zipped("readme.txt"), "holds no Word document"),
        ("a.zip", b"not an archive", "holds no ZIP archive"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 20, "damaged"),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom" + b"\x00" * 20, "video"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20, "Office"),
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        ("a.svg", b'<?xml version="1.0"?><svg></svg>', "SVG"),
        ("a.txt", b"MZ\x90\x00" + b"\x00" * 60, "program"),
        ("a.png", saved(picture(["x"]))[:200], "damaged"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "damaged"),
        ("a.jpg", saved(picture(["x"]), "JPEG")[:300], "damaged"),
        ("a.pdf", pdf((40, 500, "text"))[:300], "damaged"),
    ],
)
def test_each_wrong_file_has_its_sentence(name: str, data: bytes, cause: str) -> None:
    with pytest.raises(CaptureError) as caught:
        document(name, data)
    error = caught.value
    assert cause in error.cause
    assert error.cure
    assert str(error) == f"{name}: {error.cause}; {error.cure}"
    assert "\n" not in str(error)


def test_paths(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name, cause in (("missing.pdf", "no such file"), ("folder", "folder"), ("a\x00b", "cannot be opened")):
        with pytest.raises(CaptureError, match=cause):
            document(name, tmp_path / name)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(CaptureError, match="pipe"):
            document("pipe", tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the super-user may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(CaptureError, match="may not read"):
        document("secret.txt", path)


def test_size_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(2**40)  # sparse: a terabyte that takes no room
    with pytest.raises(CaptureError, match=r"1,048,576\.0 MB and the limit is 64\.0 MB"):
        document("huge.pdf", path)
    with pytest.raises(CaptureError, match="limit is 5 bytes"):
        document("a.txt", "123456", settings=CaptureSettings(max_bytes=5))


@pytest.mark.parametrize("size", [(20_000, 10_000), (70_000, 1), (2**31 - 1, 2**31 - 1)])
def test_pixels_are_counted_before_decoding(size: tuple[int, int]) -> None:
    start = time.perf_counter()
    with pytest.raises(CaptureError, match="pixels .* and the limit is 60 million"):
        document("bomb.png", png_header(*size))
    assert time.perf_counter() - start < 2


def test_a_pdf_with_a_picture_bomb_is_not_rendered() -> None:
    from PIL import Image

    bomb = drawn_pdf(lambda canvas: canvas.drawInlineImage(Image.new("1", (400, 300)), 0, 0, 420, 595))
    with pytest.raises(CaptureError, match=r"page 1 holds a picture of 0 million|page 1 holds a picture"):
        document("bomb.pdf", bomb, settings=CaptureSettings(max_pixels=1000))


@pytest.mark.parametrize("layers", [1, 2])
def test_a_pdf_that_inflates_to_gigabytes_is_not_opened(layers: int) -> None:
    content = b" " * 300 * 2**20
    for _ in range(layers):
        content = zlib.compress(content, 1)
    filters = b"[" + b"/FlateDecode" * layers + b"]"
    bomb = b"%PDF-1.4\n1 0 obj\n<</Filter " + filters + b">>\nstream\n" + content + b"\nendstream\nendobj\n"
    start = time.perf_counter()
    with pytest.raises(CaptureError, match="inflates beyond 128 MB"):
        document("bomb.pdf", bomb)
    assert time.perf_counter() - start < 5


def test_a_pdf_of_forms_in_forms_is_stopped() -> None:
    with pytest.raises(CaptureError, match="takes longer than 2 seconds; print it to a new PDF"):
        document("forms.pdf", nested_forms(depth=10, times=10), settings=CaptureSettings(page_seconds=2))
    assert document("forms.pdf", nested_forms(depth=4, times=2)).text == "hello"


@pytest.mark.parametrize(
    ("kind", "cure"),
    [("image", "try the photo again alone"), ("pdf", "print it to a new PDF"), ("docx", "as a PDF or as text")],
)
def test_what_takes_too_long_has_the_cure_of_its_kind(
    monkeypatch: pytest.MonkeyPatch, kind: FileType, cure: str
) -> None:
    def stopped(*_: object) -> bytes:
        raise child._Stopped(1, "takes longer than 30 seconds")

    monkeypatch.setattr(child, "_answer", stopped)
    work = child.Work(kind=kind, name="a", data=b"x", settings=CaptureSettings())
    with pytest.raises(CaptureError, match="takes longer than 30 seconds; .*" + cure):
        child.document_read(work, Watch())
    with pytest.raises(CaptureError, match=cure):
        child.page_shown(work)


def test_passwords() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    def draw(canvas: object) -> None:
        canvas.drawString(40, 500, "Store at 2-8 C")  # type: ignore[attr-defined]

    locked = drawn_pdf(draw, encrypt=StandardEncryption("secret", "owner"))
    with pytest.raises(CaptureError, match="protected by a password; give the password"):
        document("locked.pdf", locked)
    owned = drawn_pdf(draw, encrypt=StandardEncryption("", "owner"))
    assert document("owned.pdf", owned).text == "Store at 2-8 C"


def test_huge_page_and_empty_page_are_documents_without_text() -> None:
    for size in ((200_000, 200_000), (100, 100)):
        found = document("blank.pdf", drawn_pdf(lambda canvas: None, size=size))
        assert found.text == ""
        assert found.legibility == 0
        assert "No text was found" in found.warnings[0]


def test_hostile_names_are_shown_safe() -> None:
    name = "a\x1b[31m\nINFO: all fine\r\u202efdp.\x07" + "x" * 500
    with pytest.raises(CaptureError) as caught:
        document(name, b"")
    shown = str(caught.value)
    assert shown.isprintable()
    assert "INFO" in shown and "\u202e" not in shown and len(shown) < 400
    assert document("a\nb.txt", "x").name == "a b.txt"
    assert pickle.loads(pickle.dumps(caught.value)).cure == caught.value.cure


def test_render_refuses_text_and_missing_pages() -> None:
    with pytest.raises(CaptureError, match="no page to show"):
        render(Source(name="a.txt", text="x"))
    with pytest.raises(CaptureError, match="no page 2"):
        render(Source(name="a.pdf", data=pdf((40, 500, "text"))), 2)


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(CaptureError, match="no OCR engine 'x'; choose one of: rapidocr"):
        read(Source(name="a.png", data=saved(picture(["x"]))), CaptureSettings(ocr="x"))
