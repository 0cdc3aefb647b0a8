"""A file's bytes -> its document, by what the file is. Runs in the reading process, or in a test's own."""

from __future__ import annotations

from labelcheck.capture.failure import CaptureError
from labelcheck.capture.filetype import FileType
from labelcheck.capture.watch import Watch
from labelcheck.models import CaptureSettings, Document


def decoded_document(
    kind: FileType, name: str, sha256: str, data: bytes, settings: CaptureSettings, watch: Watch
) -> Document:
    """The document in ``data``. Libraries are imported when a file of their kind is read.

    Raises:
        CaptureError: damaged, protected, over a limit, or in need of something that is not installed.
    """
    if kind == "pdf":
        from labelcheck.capture.pdf.document import pdf_document

        return pdf_document(name, sha256, data, settings, watch)
    if kind == "image":
        from labelcheck.capture.photo.document import photo_document

        return photo_document(name, sha256, data, settings, watch)
    if kind == "docx":
        from labelcheck.capture.written.word_document import word_document

        return word_document(name, sha256, data, settings, watch)
    if kind == "email":
        from labelcheck.capture.written.mail import mail_document

        return mail_document(name, sha256, data)
    if kind == "zip":
        raise CaptureError(name, "it is a ZIP archive of other documents", "unpack it and give the files in it")
    from labelcheck.capture.written.document import text_document

    if kind == "mhtml":
        from labelcheck.capture.written.mail import saved_page

        return text_document(name, sha256, "html", saved_page(name, data))
    return text_document(name, sha256, kind, data)


def page_image(
    kind: FileType, name: str, data: bytes, number: int, settings: CaptureSettings, max_side: int, turn: int | None
) -> bytes:
    """Page ``number`` (from 1) of a PDF or a picture as PNG, as it was read.

    Raises:
        CaptureError: as :func:`decoded_document`, there is no such page, or the document has no pages to show.
    """
    if kind == "pdf":
        from labelcheck.capture.pdf.document import page_picture

        return page_picture(name, data, number, settings, max_side)
    if kind == "image":
        from labelcheck.capture.photo.document import upright_picture

        return upright_picture(name, data, number, settings, max_side, turn)
    if kind == "docx":
        from labelcheck.capture.written.word_document import word_picture

        return word_picture(name, data, number, settings, max_side, turn)
    raise CaptureError(name, "text has no page to show", "show its text")
