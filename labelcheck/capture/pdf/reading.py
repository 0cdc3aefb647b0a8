"""One page of a PDF -> words in reading order: its own where they can be trusted, OCR of its picture where not."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from labelcheck.capture import layout
from labelcheck.capture.failure import CaptureError
from labelcheck.capture.layout import Paragraph, Piece
from labelcheck.capture.pdf.figures import Figure, drawn_figures, without_printed
from labelcheck.capture.pdf.file import PDFIUM, Attached, PdfFile, Tick, check_pictures, rendered
from labelcheck.capture.pdf.glyphs import MOST_GLYPHS, Frame, PageText, Rect, Run, page_text
from labelcheck.capture.pdf.pages import Contents, contents, verdict
from labelcheck.capture.pdf.table_columns import Rules, with_aligned_tables, with_banded_tables
from labelcheck.capture.pdf.tables import with_ruled_tables
from labelcheck.capture.pdf.words import pieces
from labelcheck.capture.watch import Progress
from labelcheck.models import CaptureSettings, Code

if TYPE_CHECKING:
    from labelcheck.capture.engines.ocr import Engine
    from labelcheck.capture.photo.document import Reading

OCR_VERDICTS = frozenset(("scan", "scan with hidden text", "outlined", "broken encoding"))
UNKNOWN_SIZE = (612.0, 792.0)
"""Points of a page that could not be opened: US Letter."""

_OCR_DPI = 300
_OCR_SIDE = 1600
_LEAST_DPI = 100
_MOSTLY = 0.8
_MOST_FIGURES = 40
_FIGURE_TIME = 0.5
_NOTES = "Page {number} carries comments that are not printed on it; they were not read as part of the label."


@dataclass(slots=True)
class PageRead:
    """One page as read, and what there is to say about it. ``unread`` are places on the page as displayed."""

    width: float
    height: float
    verdict: str
    paragraphs: list[Paragraph]
    unread: list[Rect] = field(default_factory=list)
    lines: int = 0
    unread_lines: int = 0
    legibility: float = 1.0
    by_ocr: bool = False
    warnings: list[str] = field(default_factory=list)
    codes: tuple[Code, ...] = ()


def unread_page(warning: str, size: tuple[float, float] = UNKNOWN_SIZE) -> PageRead:
    """A page of which nothing was read, with the sentence that says why."""
    width, height = size
    return PageRead(width, height, "unread", [], [(0.0, 0.0, width, height)], legibility=0.0, warnings=[warning])


@dataclass(slots=True)
class PageReader:
    """Reads the pages of an open PDF one by one. ``announce`` is told before each picture: its own time begins."""

    file: PdfFile
    settings: CaptureSettings
    figures_left: int = _MOST_FIGURES
    _readings: dict[bytes, Reading] = field(default_factory=dict)

    def read(self, index: int, tell: Progress, announce: Callable[[], None]) -> PageRead:
        """Page ``index`` from 0.

        Raises:
            CaptureError: it is damaged, holds too big a picture, or needs an OCR engine that is not there.
        """
        image: Any = None
        figures: list[Figure] = []
        with PDFIUM, self.file.page(index) as (page, attached):
            rotation = page.get_rotation()
            shown = Frame(page.get_bbox(), rotation)
            found = contents(page)
            text = page_text(page, shown.bounds, found.unseen)
            kind = verdict(text.printed, text.broken, found, shown.size[0] * shown.size[1])
            if kind in OCR_VERDICTS:
                page.set_rotation(rotation)
                check_pictures(self.file.name, index + 1, found, self.settings)
                scale = self._scale(shown, found)
                image = rendered(page, scale)
            elif kind == "text":
                figures = drawn_figures(page, found, Frame(shown.bounds, text.turn), self.settings)
        if image is not None:
            return self._by_ocr(image, scale, shown, kind, tell)
        tell("reading text", 0.0)
        read = self._own_text(index, text, shown, found, attached, figures, announce)
        read.verdict = kind
        return read

    def _scale(self, shown: Frame, found: Contents) -> float:
        """Pixels per point: 300 dpi, more for a small label, less for a huge page, and no more than a scan has."""
        width, height = shown.size
        wanted = max(_OCR_DPI / 72, min(4.0, _OCR_SIDE / max(width, height) * 1.0))
        if found.picture_area > _MOSTLY * width * height:  # pixels that nobody scanned only blur those that were
            wanted = min(wanted, max(_LEAST_DPI / 72, (found.all_pixels / found.picture_area) ** 0.5))
        return float(min(wanted, (self.settings.max_render_pixels / (width * height)) ** 0.5))

    def _own_text(
        self,
        index: int,
        text: PageText,
        shown: Frame,
        found: Contents,
        attached: Attached,
        figures: Sequence[Figure],
        announce: Callable[[], None],
    ) -> PageRead:
        width, height = shown.size
        read = PageRead(width, height, "text", [])
        if attached.notes:
            read.warnings.append(_NOTES.format(number=index + 1))
        if text.cut:
            read.warnings.append(f"Page {index + 1} has more than {MOST_GLYPHS:,} characters; the rest was not read.")
        for angle, runs in _by_turn(text, attached.ticks, shown).items():
            frame = Frame(shown.bounds, angle)
            placed = pieces(runs, frame, shown)
            if angle == text.turn and figures:
                placed += self._pictured(index, figures, placed, frame, shown, read, announce)
            edges = [frame.rect(*edge) for edge in found.edges]
            placed = with_ruled_tables(placed, edges, frame, shown)
            rules = Rules.of(edges)
            placed = with_banded_tables(placed, rules, frame, shown)
            tabulated = partial(with_aligned_tables, rules=rules, frame=frame, shown=shown)
            read.paragraphs += layout.paragraphs(placed, tabulated)
        return read

    def _pictured(
        self,
        index: int,
        figures: Sequence[Figure],
        printed: Sequence[Piece],
        frame: Frame,
        shown: Frame,
        read: PageRead,
        announce: Callable[[], None],
    ) -> list[Piece]:
        """The words of pictures that stand between the text, and in ``read`` what became of them."""
        from labelcheck.capture.engines.ocr import engine

        found: list[Piece] = []
        left_out = 0
        started = time.monotonic()
        try:
            reader = engine(self.settings.ocr, self.file.name, self.settings.tessdata_path)
        except CaptureError as error:
            read.warnings.append(f"Pictures on page {index + 1} were not read: {error.cause}; {error.cure}.")
            read.unread += [frame.shown_in(shown, figure.place) for figure in figures]
            return []
        for figure in figures:
            spent = time.monotonic() - started
            if figure.image is None or not self.figures_left or spent > _FIGURE_TIME * self.settings.page_seconds:
                left_out += 1
                read.unread.append(frame.shown_in(shown, figure.place))
                continue
            self.figures_left -= 1
            announce()
            reading = self._reading(figure.image, reader)
            read.codes += figure.codes(frame, shown)
            paragraphs, unread = figure.placed(reading, frame, shown)
            found += without_printed(paragraphs, printed)
            read.unread += unread
            read.lines += reading.lines
            read.unread_lines += reading.unread_lines
            read.by_ocr |= bool(reading.lines)
        if left_out:
            some = "a picture" if left_out == 1 else f"{left_out} pictures"
            read.warnings.append(f"On page {index + 1}, words in {some} were not read: there are too many pictures.")
        if read.lines:
            read.lines += len(printed)
            read.legibility = round(1 - read.unread_lines / read.lines, 4)
        return found

    def _reading(self, image: Any, reader: Engine) -> Reading:
        """What a picture says; one that is on every page, as letterheads are, is read once."""
        from labelcheck.capture.photo.document import read_picture

        key = hashlib.sha256(image.tobytes()).digest()
        if key not in self._readings:
            self._readings[key] = read_picture(image, reader)
        return self._readings[key]

    def _by_ocr(self, image: Any, scale: float, shown: Frame, kind: str, tell: Progress) -> PageRead:
        from labelcheck.capture.engines.ocr import engine
        from labelcheck.capture.photo.codes import codes_of
        from labelcheck.capture.photo.document import read_picture
        from labelcheck.capture.photo.lines import unturned

        reader = engine(self.settings.ocr, self.file.name, self.settings.tessdata_path)
        reading = read_picture(image, reader, tell)
        codes = codes_of(image, unit=scale)

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
            return PageRead(width, height, "empty", [], codes=codes)
        return PageRead(
            width,
            height,
            kind,
            order,
            unread=[on_page(rect) for rect in reading.unread],
            lines=reading.lines,
            unread_lines=reading.unread_lines,
            legibility=reading.legibility,
            by_ocr=True,
            codes=codes,
        )


def _by_turn(text: PageText, ticks: Sequence[Tick], shown: Frame) -> dict[int, list[Run]]:
    """Runs by the way they go, the page's main way first, with ticked and empty boxes where they stand."""
    runs: dict[int, list[Run]] = {text.turn: []}
    frame = Frame(shown.bounds, text.turn)
    places = [(frame.rect(*tick.bounds), "☑" if tick.ticked else "☐") for tick in ticks]
    for run in text.runs:
        if places and run.turn == text.turn and any(_holds(place, run) for place, _ in places):
            continue  # the mark itself, as a letter of a symbol font
        runs.setdefault(run.turn, []).append(run)
    for (x0, top, x1, bottom), mark in places:
        size = min(bottom - top, 14.0)
        runs[text.turn].append(Run(mark, x0, x1, (top + bottom + 0.6 * size) / 2, size, text.turn, broken=True))
    return runs


def _holds(place: Rect, run: Run) -> bool:
    x0, top, x1, bottom = place
    return x0 <= (run.x0 + run.x1) / 2 <= x1 and top <= run.y - 0.3 * run.size <= bottom and len(run.text) == 1
