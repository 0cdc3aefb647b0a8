"""Stage 1: files -> :class:`~labelcheck.models.Document`, text that knows its place on the page.

What a file is, is told by its first bytes. PDF pages give their own words where those can be trusted and are read as
pictures where not; photos are read by an OCR engine. Everything but plain text is decoded in a process of its own, with
a limit on time and memory (``process``); libraries are imported there, when a page needs them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from labelcheck.capture.failure import CaptureError, shown_name
from labelcheck.capture.filetype import FileType, file_type, may_hold_files, text_type
from labelcheck.capture.intake import first_bytes, source_bytes
from labelcheck.capture.watch import Progress, Watch
from labelcheck.models import CaptureSettings, Document, Skip, Source

if TYPE_CHECKING:
    from labelcheck.capture.engines.inventory import EngineState
    from labelcheck.capture.written.members import Member

__all__ = [
    "CaptureError",
    "corrected",
    "engine_names",
    "engine_states",
    "joined",
    "language_marked",
    "members",
    "names_document",
    "prepare",
    "read",
    "render",
    "unpacked",
]

_DEFAULTS = CaptureSettings()
_PLAIN = ("text", "markdown")
_PLAIN_NAMES = ("", ".txt", ".text", ".md", ".markdown")


def unpacked(source: Source, settings: CaptureSettings = _DEFAULTS) -> list[Source | Skip]:
    """The documents in ``source``: the files of a ZIP archive, a mail and what is attached to it, or itself alone.

    Files inside are named ``archive/file`` and hold their bytes. What cannot be read is a skip with its reason. What
    is wrong with ``source`` itself is told by :func:`read`.
    """
    if source.text is not None:
        return [source]
    try:
        if not may_hold_files(source.name, first_bytes(source, settings)):
            return [source]
        data = source_bytes(source, settings)
        kind = file_type(source.name, data)
    except CaptureError:
        return [source]
    if kind not in ("zip", "email"):
        return [source]
    from labelcheck.capture.written.archive import documents_inside

    above: tuple[FileType, ...] = ("zip",) if source.fetch else ()
    inside = documents_inside(source.name, kind, data, settings, above)
    return [source, *inside] if kind == "email" else list(inside)


def members(source: Source, settings: CaptureSettings = _DEFAULTS) -> list[Member] | Skip | None:
    """What a ZIP archive holds, file by file, with the folders each is in; None where ``source`` is no ZIP archive.

    Nothing is inflated before a file is read, so an archive of many products costs no more memory than one of them.
    A name that leads out of the archive is a skip in no folder. An archive that cannot be opened is a skip.
    """
    from labelcheck.capture.written.members import members_of

    return members_of(source, settings)


def names_document(parts: Sequence[str]) -> bool:
    """Whether folders and file are named as people name them: nothing hidden, of a system or of a web page."""
    from labelcheck.capture.written.archive import names_document

    return names_document(parts)


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
        from labelcheck.capture.written.document import text_document

        return text_document(name, digest, text_type(source.name, source.text), source.text)
    kind = file_type(source.name, data)
    watch = Watch(progress) if progress else Watch()
    if kind in _PLAIN:
        from labelcheck.capture.decoding import decoded_document

        return decoded_document(kind, name, digest, data, settings, watch)
    from labelcheck.capture.process.child import Work, document_read

    return document_read(Work(kind=kind, name=name, data=data, settings=settings, sha256=digest), watch)


def prepare(sources: Sequence[Source]) -> None:
    """Start a reading process ahead of time if one of ``sources`` looks as if it will need one."""
    if any(source.text is None and PurePath(source.name).suffix.lower() not in _PLAIN_NAMES for source in sources):
        from labelcheck.capture.process.child import prepare_child

        prepare_child()


def joined(documents: Sequence[Document]) -> tuple[Document, ...]:
    """One product's documents, with lines that several of its photos show recognised as the same text.

    The clearer reading of a line stands in all of them; ``twins`` of a document tell which of its lines another one
    shows as clearly or more so, and what had been read here. Documents that are no pictures come back as they are.
    """
    if sum(any(page.verdict != "text" for page in document.pages) for document in documents) < 2:
        return tuple(documents)
    from labelcheck.capture.twins.joining import joined

    return joined(documents)


def corrected(documents: Sequence[Document], texts: Mapping[str, str]) -> tuple[Document, ...]:
    """The documents with the text of some replaced by what a reader made of it: corrected texts by ``sha256``.

    Words that stayed keep their places on the page; ``edits`` tell what had been read where the text changed.
    """
    if not any(texts.get(document.sha256, document.text) != document.text for document in documents):
        return tuple(documents)
    from labelcheck.capture.correction import corrected

    return corrected(documents, texts)


def language_marked(documents: Sequence[Document], read: Collection[str]) -> tuple[Document, ...]:
    """The documents with ``foreign`` filled in: where they are in other languages than those of ``read``.

    Which languages are read is for those to say who know the rules. It is told last, on the text as it is kept, since
    :func:`joined` may still change lines. ``read`` holds ISO 639-1 codes.
    """
    from labelcheck.capture.foreign import foreign_stretches, with_foreign

    return tuple(
        with_foreign(document, found) if (found := foreign_stretches(document.text, read)) else document
        for document in documents
    )


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
    if kind in ("pdf", "image", "docx"):
        from labelcheck.capture.process.child import Work, page_shown

        name = shown_name(source.name)
        return page_shown(Work(kind, name, data, settings, number=page_number, max_side=max_side, turn=turn))
    raise CaptureError(source.name, "text has no page to show", "show its text")


def engine_names() -> tuple[str, ...]:
    """The OCR engines that ``CaptureSettings.ocr`` may name, installed or not."""
    from labelcheck.capture.engines.ocr import ENGINES

    return tuple(ENGINES)


def engine_states(tessdata: Path | None = None) -> list[EngineState]:
    """Each OCR engine, and last the reader of Korean beside them: what it reads, and what to do to have it.

    Nothing of them is imported. ``tessdata`` is :attr:`CaptureSettings.tessdata_path`.
    """
    from labelcheck.capture.engines.inventory import engine_states

    return engine_states(tessdata)
