"""Sheets of paper as PDFs and pictures, in fonts that every PDF reader and Pillow bring along.

So the same papers come out on every machine, with no font installed. Korean is set in a CID font that is not embedded.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas as ReportlabCanvas
from sample_drawing.canvas import Canvas, ImageCanvas, PdfCanvas

from .parts import Block, NewPage, Rows, Title

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 54.0
INK, RULE = "#1C2226", "#8A949B"
KOREAN = "HYGothic-Medium"
SIZE, TITLE_SIZE, CELL_SIZE = 10.0, 17.0, 9.0


def _is_korean(text: str) -> bool:
    return any("\uac00" <= char <= "\ud7a3" or "\u3130" <= char <= "\u318f" for char in text)


class SheetPdf(PdfCanvas):
    """A PDF of several pages in Helvetica, and Korean in a font of the reader's own."""

    def next_page(self) -> None:
        self._pdf.showPage()
        self.rect(0, 0, self.width, self.height, "#FFFFFF")

    def data(self) -> bytes:
        self._pdf.setCreator("labelcheck scripts/draw_dossiers.py")
        return super().data()

    @staticmethod
    def _register(face: str) -> str:
        if face == KOREAN and KOREAN not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(KOREAN))
        return {"bold": "Helvetica-Bold", "plain": "Helvetica"}.get(face, face)


class SheetImage(ImageCanvas):
    """A picture in the font that Pillow carries, which has no signs beyond ASCII but a few."""

    _SIGNS = str.maketrans({"×": "x", "–": "-", "µ": "u"})

    def put_run(self, x: float, baseline: float, text: str, face: str, size: float, fill: str, track: float) -> None:
        super().put_run(x, baseline, text.translate(self._SIGNS), face, size, fill, track)

    def run_width(self, text: str, face: str, size: float) -> float:
        return super().run_width(text.translate(self._SIGNS), face, size)

    def _font(self, face: str, size: float) -> ImageFont.FreeTypeFont:
        font = ImageFont.load_default(size * self.scale)
        if not isinstance(font, ImageFont.FreeTypeFont):
            raise RuntimeError("Pillow was built without FreeType: it cannot draw the papers")
        return font


def laid_out(canvas: Canvas, blocks: Sequence[Block], margin: float = MARGIN, size: float = SIZE) -> None:
    """Draw blocks from the top down."""
    width, top = canvas.width - 2 * margin, margin
    for block in blocks:
        if isinstance(block, NewPage):
            if not isinstance(canvas, SheetPdf):
                raise RuntimeError("a picture has one page")
            canvas.next_page()
            top = margin
        elif isinstance(block, Title):
            face = KOREAN if _is_korean(block.text) else "bold"
            top = canvas.paragraph(margin, top, block.text, face, size * TITLE_SIZE / SIZE, INK, width) + size * 0.8
        elif isinstance(block, Rows):
            top = _table(canvas, block, margin, top + size * 0.4, width, size) + size * 1.2
        else:
            face = KOREAN if _is_korean(block) else "plain"
            top = canvas.paragraph(margin, top, block, face, size, INK, width) + size * 0.7


def _table(canvas: Canvas, table: Rows, left: float, top: float, width: float, size: float) -> float:
    """A table with ruled cells; returns where it ends."""
    shares = table.widths or tuple(1 / len(table.rows[0]) for _ in table.rows[0])
    edges = [left]
    for share in shares:
        edges.append(edges[-1] + width * share / sum(shares))
    cell, pad = size * CELL_SIZE / SIZE, size * 0.5
    y = top
    canvas.line(left, y, edges[-1], y, RULE, 0.8)
    for number, row in enumerate(table.rows):
        bottom = y
        for text, x0, x1 in zip(row, edges, edges[1:], strict=False):
            face = KOREAN if _is_korean(text) else "bold" if number == 0 else "plain"
            bottom = max(bottom, canvas.paragraph(x0 + pad, y + pad, text, face, cell, INK, x1 - x0 - 2 * pad))
        bottom += pad * 0.6
        for edge in edges:
            canvas.line(edge, y, edge, bottom, RULE, 0.8)
        canvas.line(left, bottom, edges[-1], bottom, RULE, 0.8)
        y = bottom
    return y


def as_pdf(title: str, blocks: Sequence[Block]) -> bytes:
    """A PDF with real text."""
    canvas = SheetPdf(WIDTH, HEIGHT, "#FFFFFF", title)
    laid_out(canvas, blocks)
    return canvas.data()


def as_picture(blocks: Sequence[Block], *, width: float = 420, height: float = 420, scale: float = 2.6) -> Image.Image:
    """A label as it is photographed straight from the front."""
    canvas = SheetImage(width, height, scale, "#F7F5EF")
    laid_out(canvas, blocks, margin=30, size=12.5)
    return canvas.image()


def as_scan(title: str, blocks: Sequence[Block]) -> bytes:
    """A PDF whose page is a picture, grey and a little askew, as a scanner makes it."""
    canvas = SheetImage(WIDTH, HEIGHT, 2.6, "#FBFBF8")
    laid_out(canvas, blocks, size=11.0)
    picture = io.BytesIO()
    askew = canvas.image().convert("L").rotate(0.6, Image.Resampling.BICUBIC, fillcolor=248)
    askew.save(picture, "JPEG", quality=78)
    data = io.BytesIO()
    pdf = ReportlabCanvas(data, pagesize=(WIDTH, HEIGHT), invariant=1)
    pdf.setTitle(title)
    pdf.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 0, 0, WIDTH, HEIGHT)
    pdf.showPage()
    pdf.save()
    return data.getvalue()
