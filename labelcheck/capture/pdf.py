"""PDF files -> documents: a page's own words where they can be trusted, OCR of the rendered page where not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import Any

from labelcheck.capture import layout
from labelcheck.capture.failure import CaptureError
from labelcheck.capture.language import languages
from labelcheck.capture.layout import Paragraph, Piece
from labelcheck.capture.passage import Passage
from labelcheck.capture.pdf_glyphs import MOST_GLYPHS, Frame, Glyph, Rect, glyphs, upright_turn
from labelcheck.capture.pdf_pages import Contents, contents, verdict
from labelcheck.capture.pdf_streams import check_inflation
from labelcheck.capture.pdf_trial import check_opens
from labelcheck.capture.pdf_words import pieces
from labelcheck.capture.tables import TableFinder, with_tables
from labelcheck.capture.watch import Progress, Watch
from labelcheck.models import Box, CaptureSettings, Document

_OCR_VERDICTS = frozenset(("scan", "scan with hidden text", "outlined", "broken encoding"))
_OCR_DPI = 300
_OCR_SIDE = 1600
_FEWEST_RULES = 5
_MOST_TABLE_PAGES = 60
_PASSWORD_ERROR = 4
_NOTHING = (
    "No text was found in this PDF: its pages are blank, or show pictures without words. Check that it is the right "
    "file, or give a photo of the label."
)

# pdfium is not safe to call from two threads at once, even on different documents.
_PDFIUM = threading.RLock()


@dataclass(slots=True)
class _Read:
    """One page as read, and what there is to say about it."""

    width: float
    height: float
    verdict: str
    paragraphs: list[Paragraph]
    unread: list[Rect] = field(default_factory=list)
    lines: int = 0
    unread_lines: int = 0
    legibility: float | None = None
    warnings: list[str] = field(default_factory=list)


def pdf_document(name: str, sha256: str, data: bytes, settings: CaptureSettings, watch: Watch) -> Document:
    """The document in a PDF.

    Raises:
        CaptureError: damaged, protected by a password, over a limit, or with no page that can be read.
    """
    passage = Passage()
    read: list[_Read] = []
    with _opened(name, data, settings) as pdf, TableFinder(data) as tables:
        count = _page_count(name, pdf, settings)
        for index in range(count):
            watch.page(index + 1)
            page = _Pages(name, pdf, tables, settings).read(index, watch.part(index, count).progress)
            read.append(page)
            passage.add_page(page.width, page.height, page.paragraphs, page.verdict)
    text = passage.text
    by_ocr = [page for page in read if page.verdict in _OCR_VERDICTS]
    reader = "PDF text"
    if by_ocr:
        reader = f"OCR ({settings.ocr})" if len(by_ocr) == len(read) else f"PDF text and OCR ({settings.ocr})"
    shares = [1.0 if page.legibility is None else page.legibility for page in read if page.verdict != "empty"]
    return Document(
        name=name,
        sha256=sha256,
        kind="pdf",
        reader=reader,
        languages=languages(text),
        pages=tuple(passage.pages),
        text=text,
        words=tuple(passage.words),
        unread=tuple(_box(number, rect) for number, page in enumerate(read, 1) for rect in page.unread),
        legibility=round(fmean(shares), 4) if shares else 0.0,
        warnings=_warnings(read, text),
    )


def page_picture(name: str, data: bytes, number: int, settings: CaptureSettings, max_side: int) -> bytes:
    """Page ``number`` (from 1) as displayed, as PNG no longer than ``max_side`` pixels.

    Raises:
        CaptureError: as :func:`pdf_document`, or there is no such page.
    """
    from labelcheck.capture.picture import png

    with _opened(name, data, settings) as pdf:
        count = _page_count(name, pdf, settings)
        if not 1 <= number <= count:
            raise CaptureError(name, f"it has {count} pages and no page {number}", f"ask for a page from 1 to {count}")
        with _PDFIUM:
            page = pdf[number - 1]
            _check_pictures(name, number, contents(page), settings)
            width, height = page.get_size()
            scale = min(max_side / max(width, height), (settings.max_render_pixels / (width * height)) ** 0.5)
            image = _rendered(page, scale)
            page.close()
        return png(image, max_side)


@contextmanager
def _opened(name: str, data: bytes, settings: CaptureSettings) -> Iterator[Any]:
    import pypdfium2

    check_inflation(name, data)
    check_opens(name, data, settings.max_pages)
    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD_ERROR:
                raise CaptureError(
                    name, "it is protected by a password", "save a copy without it and give that"
                ) from None
            raise CaptureError(name, "the PDF is damaged or cut off", "download or export it again") from None
    try:
        yield pdf
    finally:
        with _PDFIUM:
            pdf.close()


def _page_count(name: str, pdf: Any, settings: CaptureSettings) -> int:
    with _PDFIUM:
        count = len(pdf)
    if count == 0:
        raise CaptureError(name, "the PDF has no pages that can be read", "download or export it again")
    if count > settings.max_pages:
        raise CaptureError(
            name,
            f"it has {count:,} pages and the limit is {settings.max_pages:,}",
            f"split it, or raise the limit with --max-pages {count}",
        )
    return count


def _box(page: int, rect: Rect) -> Box:
    x0, top, x1, bottom = (round(edge, 2) for edge in rect)
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def _warnings(read: list[_Read], text: str) -> tuple[str, ...]:
    found = [warning for page in read for warning in page.warnings]
    lines = sum(page.lines for page in read)
    if lines:
        from labelcheck.capture.photo import unread_warnings

        found.extend(unread_warnings(lines, sum(page.unread_lines for page in read)))
    elif not text:
        found.append(_NOTHING)
    return tuple(dict.fromkeys(found))


def _check_pictures(name: str, number: int, found: Contents, settings: CaptureSettings) -> None:
    """Refuse to render a page whose pictures would be decoded beyond the limit."""
    if found.most_pixels > settings.max_pixels or found.all_pixels > 4 * settings.max_pixels:
        count, limit = max(found.most_pixels, found.all_pixels) / 1e6, settings.max_pixels / 1e6
        raise CaptureError(
            name,
            f"page {number} holds a picture of {count:,.0f} million pixels and the limit is {limit:,.0f} million",
            "save the PDF with smaller pictures, or raise the limit (--max-megapixels)",
        )


def _rendered(page: Any, scale: float) -> Any:
    """``page`` as displayed, as an array (height, width, 3), blue-green-red."""
    bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
    try:
        return bitmap.to_numpy()[:, :, :3].copy()
    finally:
        bitmap.close()


@dataclass(frozen=True, slots=True)
class _Pages:
    """An open PDF whose pages are read one by one."""

    name: str
    pdf: Any
    tables: TableFinder
    settings: CaptureSettings

    def read(self, index: int, tell: Progress) -> _Read:
        """Page ``index`` from 0; a damaged one is empty with a warning."""
        import pypdfium2

        image: Any = None
        with _PDFIUM:
            try:
                page = self.pdf[index]
            except pypdfium2.PdfiumError:
                note = f"Page {index + 1} is damaged and was not read. Download or export the PDF again."
                return _Read(0.0, 0.0, "empty", [], warnings=[note])
            try:
                rotation = page.get_rotation()
                shown = Frame(page.get_bbox(), rotation)
                found = contents(page)
                turn = upright_turn(page)
                chars = glyphs(page, shown.bounds, turn)
                kind = verdict(chars, found, shown.size[0] * shown.size[1])
                if kind in _OCR_VERDICTS:
                    page.set_rotation(rotation)
                    _check_pictures(self.name, index + 1, found, self.settings)
                    scale = self._scale(shown)
                    image = _rendered(page, scale)
            finally:
                page.close()
        if image is not None:
            return self._by_ocr(image, scale, shown, kind, tell)
        tell("reading text", 0.0)
        return self._own_text(index, chars, turn, shown, kind, found)

    def _scale(self, shown: Frame) -> float:
        """Pixels per point: 300 dpi, more for a small label, less for a huge page."""
        width, height = shown.size
        wanted = max(_OCR_DPI / 72, min(4.0, _OCR_SIDE / max(width, height) * 1.0))
        return float(min(wanted, (self.settings.max_render_pixels / (width * height)) ** 0.5))

    def _own_text(self, index: int, chars: list[Glyph], turn: int, shown: Frame, kind: str, found: Contents) -> _Read:
        width, height = shown.size
        order: list[Paragraph] = []
        for angle, run in _by_turn(chars, turn).items():
            frame = Frame(shown.bounds, angle)
            placed = pieces(run, frame, shown)
            if angle == 0 and shown.turn == 0 and found.rules >= _FEWEST_RULES and index < _MOST_TABLE_PAGES:
                placed = self._with_tables(index, placed, shown)
            order.extend(layout.paragraphs(placed))
        notes = []
        if found.picture_area > 0.5 * width * height and kind == "text":
            notes.append(f"Page {index + 1} is mostly a picture; words inside the picture were not read.")
        if len(chars) >= MOST_GLYPHS:
            notes.append(f"Page {index + 1} has more than {MOST_GLYPHS:,} characters; the rest was not read.")
        return _Read(width, height, kind, order, warnings=notes)

    def _with_tables(self, index: int, placed: list[Piece], shown: Frame) -> list[Piece]:
        left, bottom, _, _ = shown.bounds
        if left or bottom:  # pdfplumber measures from another corner then
            return placed
        return with_tables(placed, self.tables.grids(index))

    def _by_ocr(self, image: Any, scale: float, shown: Frame, kind: str, tell: Progress) -> _Read:
        from labelcheck.capture.lines import unturned
        from labelcheck.capture.ocr import engine
        from labelcheck.capture.photo import read_picture

        reading = read_picture(image, engine(self.settings.ocr, self.name), tell)

        def on_page(rect: Rect) -> Rect:
            x0, top, x1, bottom = unturned(rect, reading.turn, reading.size)
            return x0 / scale, top / scale, x1 / scale, bottom / scale

        order = [
            tuple(
                tuple(tuple(replace(token, box=on_page(token.box)) for token in cell) for cell in line)
                for line in paragraph
            )
            for paragraph in reading.paragraphs
        ]
        width, height = shown.size
        if not reading.lines:
            return _Read(width, height, "empty", [])
        return _Read(
            width,
            height,
            kind,
            order,
            unread=[on_page(rect) for rect in reading.unread],
            lines=reading.lines,
            unread_lines=reading.unread_lines,
            legibility=reading.legibility,
        )


def _by_turn(chars: list[Glyph], first: int) -> dict[int, list[Glyph]]:
    """Characters by the way they run, the page's main way first; a generated space belongs to what it follows."""
    runs: dict[int, list[Glyph]] = {first: []}
    current = first
    for glyph in chars:
        if not glyph.generated:
            current = glyph.turn
        runs.setdefault(current, []).append(glyph)
    return runs
