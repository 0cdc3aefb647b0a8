"""Two canvases with one set of strokes, so that a design is written once and becomes a PDF and a picture.

Coordinates are points from the top left. Unicode superscripts in a text are drawn as smaller raised digits on both.
"""

from __future__ import annotations

import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as ReportlabCanvas

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
FACES = {
    "sans": ("LiberationSans-Regular.ttf", "fonts-liberation"),
    "sans-bold": ("LiberationSans-Bold.ttf", "fonts-liberation"),
    "serif-bold": ("LiberationSerif-Bold.ttf", "fonts-liberation"),
    "square": ("NanumSquareR.ttf", "fonts-nanum"),
    "square-bold": ("NanumSquareB.ttf", "fonts-nanum"),
    "barun": ("NanumBarunGothic.ttf", "fonts-nanum"),
    "barun-bold": ("NanumBarunGothicBold.ttf", "fonts-nanum"),
    "myeongjo-bold": ("NanumMyeongjoBold.ttf", "fonts-nanum"),
}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−")
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
RAISED_SIZE = 0.62
RISE = 0.38


class MissingFont(RuntimeError):
    """A font that the designs need is not on this machine."""


@cache
def font_file(face: str) -> Path:
    """Where the machine keeps a face; the message names the Debian package when it does not."""
    name, package = FACES[face]
    for folder in FONT_FOLDERS:
        found = sorted(folder.rglob(name)) if folder.is_dir() else []
        if found:
            return found[0]
    looked = ", ".join(map(str, FONT_FOLDERS))
    raise MissingFont(f"font {name} not found in {looked}: install the Debian package {package}")


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut into runs on the line and raised runs."""
    start = 0
    for raised in RAISED.finditer(text):
        if raised.start() > start:
            yield text[start : raised.start()], False
        yield raised.group().translate(SUPERSCRIPTS), True
        start = raised.end()
    if start < len(text):
        yield text[start:], False


class Canvas(ABC):
    """What a design may do. ``track`` is extra space between letters, in points."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height

    @abstractmethod
    def rect(self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0) -> None:
        """A filled rectangle."""

    @abstractmethod
    def ring(self, x: float, y: float, r: float, stroke: str, weight: float, fill: str | None = None) -> None:
        """A circle around a middle."""

    @abstractmethod
    def polygon(self, points: list[tuple[float, float]], fill: str) -> None:
        """A filled polygon."""

    @abstractmethod
    def line(self, x0: float, y0: float, x1: float, y1: float, stroke: str, weight: float) -> None:
        """A straight stroke."""

    @abstractmethod
    def run_width(self, text: str, face: str, size: float) -> float:
        """Width of a run without tracking."""

    @abstractmethod
    def put_run(self, x: float, baseline: float, text: str, face: str, size: float, fill: str, track: float) -> None:
        """A run of one size."""

    def text_width(self, text: str, face: str, size: float, track: float = 0) -> float:
        """Width of a text with its raised digits."""
        total = 0.0
        for run, raised in runs(text):
            total += self.run_width(run, face, size * (RAISED_SIZE if raised else 1)) + track * len(run)
        return total - track

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        face: str,
        size: float,
        fill: str,
        *,
        track: float = 0,
        align: str = "left",
    ) -> float:
        """One line of text; returns its width. ``align`` says what ``x`` is: left, center or right."""
        width = self.text_width(text, face, size, track)
        x -= {"left": 0.0, "center": width / 2, "right": width}[align]
        for run, raised in runs(text):
            run_size = size * RAISED_SIZE if raised else size
            self.put_run(x, baseline - (size * RISE if raised else 0), run, face, run_size, fill, track)
            x += self.run_width(run, face, run_size) + track * len(run)
        return width

    def wrap(self, text: str, face: str, size: float, width: float) -> list[str]:
        """The text broken at spaces to fit a width."""
        rows: list[str] = []
        for word in text.split(" "):
            joined = f"{rows[-1]} {word}" if rows else word
            if rows and self.text_width(joined, face, size) <= width:
                rows[-1] = joined
            else:
                rows.append(word)
        return rows

    def paragraph(
        self,
        x: float,
        top: float,
        text: str,
        face: str,
        size: float,
        fill: str,
        width: float,
        *,
        leading: float = 1.35,
        align: str = "left",
    ) -> float:
        """Wrapped text from ``top`` down; returns where the next thing may start."""
        baseline = top + size * 0.82
        for row in self.wrap(text, face, size, width):
            self.text(x, baseline, row, face, size, fill, align=align)
            baseline += size * leading
        return baseline - size * 0.82


class ImageCanvas(Canvas):
    """Draws on a Pillow image, ``scale`` pixels to the point, larger first: Pillow's own slopes have steps."""

    _FINE = 3

    def __init__(self, width: float, height: float, scale: float, paper: str) -> None:
        super().__init__(width, height)
        self.scale = scale * self._FINE
        self._size = (round(width * scale), round(height * scale))
        self._large = Image.new("RGB", (self._size[0] * self._FINE, self._size[1] * self._FINE), paper)
        self._draw = ImageDraw.Draw(self._large)

    def image(self) -> Image.Image:
        """The finished picture."""
        return self._large.resize(self._size, Image.Resampling.LANCZOS)

    def _font(self, face: str, size: float) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(font_file(face)), size * self.scale, layout_engine=ImageFont.Layout.BASIC)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0) -> None:
        s = self.scale
        x0, y0 = x * s, y * s
        corners = (x0, y0, max(x0, (x + w) * s - 1), max(y0, (y + h) * s - 1))
        self._draw.rounded_rectangle(corners, radius * s, fill=fill)

    def ring(self, x: float, y: float, r: float, stroke: str, weight: float, fill: str | None = None) -> None:
        s = self.scale
        corners = ((x - r) * s, (y - r) * s, (x + r) * s, (y + r) * s)
        self._draw.ellipse(corners, fill=fill, outline=stroke, width=max(1, round(weight * s)))

    def polygon(self, points: list[tuple[float, float]], fill: str) -> None:
        self._draw.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=fill)

    def line(self, x0: float, y0: float, x1: float, y1: float, stroke: str, weight: float) -> None:
        s = self.scale
        self._draw.line((x0 * s, y0 * s, x1 * s, y1 * s), fill=stroke, width=max(1, round(weight * s)))

    def run_width(self, text: str, face: str, size: float) -> float:
        return self._font(face, size).getlength(text) / self.scale

    def put_run(self, x: float, baseline: float, text: str, face: str, size: float, fill: str, track: float) -> None:
        font = self._font(face, size)
        pieces = list(text) if track else [text]
        for piece in pieces:
            self._draw.text((x * self.scale, baseline * self.scale), piece, font=font, fill=fill, anchor="ls")
            x += font.getlength(piece) / self.scale + track


class PdfCanvas(Canvas):
    """Draws one PDF page with embedded font subsets; the same strokes give the same bytes."""

    def __init__(self, width: float, height: float, paper: str, title: str) -> None:
        super().__init__(width, height)
        self._buffer = io.BytesIO()
        self._pdf = ReportlabCanvas(self._buffer, pagesize=(width, height), invariant=1, pageCompression=1)
        self._pdf.setTitle(title)
        self._pdf.setCreator("labelcheck scripts/draw_samples.py")
        self.rect(0, 0, width, height, paper)

    def data(self) -> bytes:
        """The finished file."""
        self._pdf.showPage()
        self._pdf.save()
        return self._buffer.getvalue()

    def rect(self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0) -> None:
        self._pdf.setFillColor(fill)
        if radius:
            self._pdf.roundRect(x, self.height - y - h, w, h, radius, stroke=0, fill=1)
        else:
            self._pdf.rect(x, self.height - y - h, w, h, stroke=0, fill=1)

    def ring(self, x: float, y: float, r: float, stroke: str, weight: float, fill: str | None = None) -> None:
        self._pdf.setStrokeColor(stroke)
        self._pdf.setLineWidth(weight)
        if fill:
            self._pdf.setFillColor(fill)
        self._pdf.circle(x, self.height - y, r - weight / 2, stroke=1, fill=1 if fill else 0)

    def polygon(self, points: list[tuple[float, float]], fill: str) -> None:
        self._pdf.setFillColor(fill)
        path = self._pdf.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        path.close()
        self._pdf.drawPath(path, stroke=0, fill=1)

    def line(self, x0: float, y0: float, x1: float, y1: float, stroke: str, weight: float) -> None:
        self._pdf.setStrokeColor(stroke)
        self._pdf.setLineWidth(weight)
        self._pdf.line(x0, self.height - y0, x1, self.height - y1)

    @staticmethod
    def _register(face: str) -> str:
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, str(font_file(face))))
        return face

    def run_width(self, text: str, face: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self._register(face), size))

    def put_run(self, x: float, baseline: float, text: str, face: str, size: float, fill: str, track: float) -> None:
        pen = self._pdf.beginText(x, self.height - baseline)
        pen.setFont(self._register(face), size)
        pen.setFillColor(fill)
        pen.setCharSpace(track)
        pen.textOut(text)
        self._pdf.drawText(pen)
