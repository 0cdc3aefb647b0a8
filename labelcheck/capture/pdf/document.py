"""PDF files -> documents: a page's own words where they can be trusted, OCR of the rendered page where not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from statistics import fmean

from labelcheck.capture.failure import CaptureError
from labelcheck.capture.language import languages
from labelcheck.capture.passage import Passage
from labelcheck.capture.pdf.file import PDFIUM, PdfFile, check_pictures, opened, rendered
from labelcheck.capture.pdf.glyphs import Rect
from labelcheck.capture.pdf.pages import contents
from labelcheck.capture.pdf.reading import PageRead, PageReader, unread_page
from labelcheck.capture.watch import Watch
from labelcheck.models import Box, CaptureSettings, Document

_SURE = 0.9
_PLACEHOLDER = re.compile("Adobe|Acrobat")
_LONGEST_PLACEHOLDER = 3000
_NOTHING = (
    "No text was found in this PDF: its pages are blank, or show pictures without words. Check that it is the right "
    "file, or give a photo of the label."
)


def pdf_document(name: str, sha256: str, data: bytes, settings: CaptureSettings, watch: Watch) -> Document:
    """The document in a PDF. Pages that cannot be read, and those beyond the limit, have the verdict ``unread``.

    Raises:
        CaptureError: damaged, protected by a password, over a limit, or with no page that can be read.
    """
    with opened(name, data, settings) as file:
        count = file.page_count
        passage, read = _pages(file, min(count, settings.max_pages), settings, watch)
        if count > settings.max_pages:
            read.append(unread_page(_cut_warning(settings.max_pages, count)))
            passage.add_page(read[-1].width, read[-1].height, [], "unread")
        if file.is_adobe_form and len(passage.text) < _LONGEST_PLACEHOLDER and _PLACEHOLDER.search(passage.text):
            raise CaptureError(
                name,
                "it is a form that only Adobe's own reader can show (XFA)",
                "open it there, print it to a new PDF and give that",
            )
    text, words = passage.text, passage.words
    sure = words.texts(_SURE)
    return Document(
        name=name,
        sha256=sha256,
        kind="pdf",
        reader=_reader(read, settings),
        languages=languages(text if len(sure) == len(words) else " ".join(sure)),
        pages=tuple(passage.pages),
        text=text,
        words=words,
        unread=tuple(_box(number, rect) for number, page in enumerate(read, 1) for rect in page.unread),
        legibility=_legibility(read, count),
        warnings=_warnings(read, text, settings),
        tables=tuple(passage.tables),
        codes=tuple(
            code.model_copy(update={"box": code.box.model_copy(update={"page": number})})
            for number, page in enumerate(read, 1)
            for code in page.codes
        ),
    )


def page_picture(name: str, data: bytes, number: int, settings: CaptureSettings, max_side: int) -> bytes:
    """Page ``number`` (from 1) as displayed, as PNG no longer than ``max_side`` pixels.

    Raises:
        CaptureError: as :func:`pdf_document`, or there is no such page.
    """
    from labelcheck.capture.photo.picture import png

    with opened(name, data, settings) as file:
        count = file.page_count
        if not 1 <= number <= count:
            raise CaptureError(name, f"it has {count} pages and no page {number}", f"ask for a page from 1 to {count}")
        with PDFIUM, file.page(number - 1) as (page, _):
            check_pictures(name, number, contents(page), settings)
            width, height = page.get_size()
            scale = min(max_side / max(width, height), (settings.max_render_pixels / (width * height)) ** 0.5)
            image = rendered(page, scale)
        return png(image, max_side)


def _pages(file: PdfFile, count: int, settings: CaptureSettings, watch: Watch) -> tuple[Passage, list[PageRead]]:
    """The first ``count`` pages, read one by one.

    Raises:
        CaptureError: why the first page that could not be read could not, if none could.
    """
    passage = Passage()
    read: list[PageRead] = []
    reader = PageReader(file, settings)
    failure: CaptureError | None = None
    for index in range(count):
        number = index + 1
        if number in watch.given_up:
            why = watch.given_up[number]
            page = unread_page(f"Page {number} could not be read: reading it {why}. Give a photo of that page.")
        else:
            watch.page(number)
            try:
                page = reader.read(index, watch.part(index, count).progress, partial(watch.page, number))
            except CaptureError as error:
                failure = failure or error
                page = unread_page(_sentence(number, error))
        passage.add_page(page.width, page.height, page.paragraphs, page.verdict)
        page.paragraphs = []  # long documents: what is in the passage is not kept twice
        read.append(page)
    if failure and all(page.verdict == "unread" for page in read):
        raise failure
    return passage, read


def _sentence(number: int, error: CaptureError) -> str:
    cure = error.cure[:1].upper() + error.cure[1:]
    return f"Page {number} could not be read: {error.cause}. {cure}."


def _cut_warning(limit: int, count: int) -> str:
    return (
        f"The first {limit:,} of {count:,} pages were read; the others were not. Split the file, or raise the limit "
        f"with --max-pages {count}."
    )


def _reader(read: Sequence[PageRead], settings: CaptureSettings) -> str:
    by_ocr = [page for page in read if page.by_ocr]
    if not by_ocr:
        return "PDF text"
    own_text = any(page.verdict == "text" for page in read)
    return f"PDF text and OCR ({settings.ocr})" if own_text else f"OCR ({settings.ocr})"


def _legibility(read: Sequence[PageRead], count: int) -> float:
    """The mean over pages with anything on them; a page that was not read counts as illegible."""
    shares = [page.legibility for page in read if page.verdict != "empty"]
    return round(fmean([*shares, *[0.0] * (count - len(read))]), 4) if shares else 0.0


def _box(page: int, rect: Rect) -> Box:
    x0, top, x1, bottom = (round(edge, 2) for edge in rect)
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def _warnings(read: Sequence[PageRead], text: str, settings: CaptureSettings) -> tuple[str, ...]:
    found = [warning for page in read for warning in page.warnings]
    lines = sum(page.lines for page in read)
    if lines:
        from labelcheck.capture.engines.second_reader import korean_cure
        from labelcheck.capture.photo.document import unread_warnings

        unread = sum(page.unread_lines for page in read)
        found.extend(unread_warnings(lines, unread, korean_cure(settings)))
    elif not text and not found:
        found.append(_NOTHING)
    return tuple(dict.fromkeys(found))
