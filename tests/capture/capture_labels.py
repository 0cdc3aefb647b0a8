"""Tiny documents that the capture tests make for themselves."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from labelcheck.capture import read
from labelcheck.models import Document, Source

FONT_SIZE = 11


def document(name: str, content: bytes | str | Path, **more: Any) -> Document:
    """``content`` read under ``name``."""
    if isinstance(content, Path):
        return read(Source(name=name, path=content), **more)
    if isinstance(content, str):
        return read(Source(name=name, text=content), **more)
    return read(Source(name=name, data=content), **more)


def pdf(*lines: tuple[float, float, str], size: float = FONT_SIZE, pages: int = 1, rotate: int = 0) -> bytes:
    """A PDF of A5 pages with each (x, y from the bottom, text) drawn on every page."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", size)
        for x, y, text in lines:
            canvas.drawString(x, y, text)

    return drawn_pdf(draw, pages=pages, rotate=rotate)


def drawn_pdf(draw: Any, *, pages: int = 1, rotate: int = 0, encrypt: Any = None, size: Any = (420, 595)) -> bytes:
    """A PDF whose pages ``draw(canvas)`` paints."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    if rotate in (90, 270):  # reportlab turns the page's size, not what is drawn on it
        size = size[::-1]
    canvas = Canvas(target, pagesize=size, encrypt=encrypt)
    for _ in range(pages):
        if rotate:
            canvas.setPageRotation(rotate)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture(lines: Sequence[str], *, size: tuple[int, int] = (900, 420), font: int = 34) -> Any:
    """A white picture (Pillow) with ``lines`` in black."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", size, "white")
    drawing = ImageDraw.Draw(image)
    for index, line in enumerate(lines):
        drawing.text((40, 40 + index * font * 2), line, fill="black", font=ImageFont.load_default(font))
    return image


def saved(image: Any, kind: str = "PNG", **more: Any) -> bytes:
    """``image`` as a file."""
    target = io.BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises ``width`` × ``height`` pixels and holds none."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\x00")) + chunk(b"IEND", b"")


def zipped(*names: str) -> bytes:
    """A ZIP container of empty files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as container:
        for name in names:
            container.writestr(name, "")
    return target.getvalue()


def nested_forms(*, depth: int, times: int) -> bytes:
    """A small PDF that says hello and draws a form that draws ``times`` forms, ``depth`` levels down."""

    def stream(entries: str, content: str) -> str:
        return f"<<{entries}/Length {len(content)}>>\nstream\n{content}\nendstream"

    def form(entries: str, content: str) -> str:
        return stream(f"/Type/XObject/Subtype/Form/BBox[0 0 200 200]{entries}", content)

    fonts = "/Font<</H<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>{fonts}>>>>",
        stream("", "BT /H 10 Tf 20 20 Td (hello) Tj ET /F Do"),
        *(form(f"/Resources<</XObject<</F {level + 6} 0 R>>>>", "/F Do " * times) for level in range(depth)),
        form("", "0 0 10 10 re f"),
    ]
    return written_pdf(*bodies)


def written_pdf(*bodies: str) -> bytes:
    """A PDF of objects numbered from 1, the first of which is its catalogue."""
    file, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {len(bodies) + 1}>>\n"
    return f"{file}{end}startxref\n{len(file)}\n%%EOF".encode()
