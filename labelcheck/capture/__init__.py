"""Stage 1: files -> :class:`~labelcheck.models.Document`, text that knows its place on the page.

What a file is, is told by its first bytes. PDF pages give their own words where those can be trusted and are read as
pictures where not; photos are read by an OCR engine. The engines are imported when a page needs one.
"""

from __future__ import annotations

import hashlib

from labelcheck.capture.failure import CaptureError, shown_name
from labelcheck.capture.filetype import file_type, text_type
from labelcheck.capture.intake import source_bytes
from labelcheck.capture.watch import Progress, Watch
from labelcheck.models import CaptureSettings, Document, Source

__all__ = ["CaptureError", "engine_names", "read", "render"]

_DEFAULTS = CaptureSettings()


def read(source: Source, settings: CaptureSettings = _DEFAULTS, progress: Progress | None = None) -> Document:
    """Read one document.

    ``document.text[word.start:word.end] == word.text`` for every word. Lines end in LF, paragraphs and pages in a
    blank line, cells of a row are parted by TAB. Boxes are in points of a PDF page as displayed, or in pixels of a
    photo turned upright. A picture without text is a document with empty text and a warning, not an error.

    Args:
        source: a path, bytes with a name, or text.
        settings: limits (checked before anything is decoded) and the OCR engine.
        progress: called while pictures are read.

    Raises:
        CaptureError: the document cannot be read; the message says why and what to do.
    """
    data = source_bytes(source, settings)
    digest = hashlib.sha256(data).hexdigest()
    name = shown_name(source.name)
    if source.text is not None:
        from labelcheck.capture.written import text_document

        return text_document(name, digest, text_type(source.name, source.text), source.text)
    kind = file_type(source.name, data)
    from labelcheck.capture.decoding import decoded_document

    return decoded_document(kind, name, digest, data, settings, Watch(progress) if progress else Watch())


def render(
    source: Source,
    page_number: int = 1,
    settings: CaptureSettings = _DEFAULTS,
    max_side: int = 1600,
    turn: int | None = None,
) -> bytes:
    """A page as displayed, or a photo turned upright, as PNG bytes.

    A box of that page times (image width / ``page.width``) lies on its words.

    Args:
        source: the same source that was read.
        page_number: counted from 1.
        settings: the settings it was read with.
        max_side: most pixels along the longer side.
        turn: the ``turn`` of the page that was read, which saves finding out again how a photo stands.

    Raises:
        CaptureError: the document cannot be opened, has no such page, or is text, which has no picture.
    """
    data = source_bytes(source, settings)
    kind = "text" if source.text is not None else file_type(source.name, data)
    if kind in ("pdf", "image"):
        from labelcheck.capture.decoding import page_image

        return page_image(kind, source.name, data, page_number, settings, max_side, turn)
    raise CaptureError(source.name, "text has no page to show", "show its text")


def engine_names() -> tuple[str, ...]:
    """The OCR engines that ``CaptureSettings.ocr`` may name."""
    from labelcheck.capture.ocr import ENGINES

    return tuple(ENGINES)
