"""Tiny documents that the capture tests make for themselves."""

from __future__ import annotations

import io
import struct
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
