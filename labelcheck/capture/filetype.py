"""What a file is, told by its first bytes; its name decides only between kinds of text."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from labelcheck.capture.failure import CaptureError

FileType = Literal["pdf", "image", "html", "markdown", "text"]

_LOOK = 4096
_PICTURE = "a photo (JPEG or PNG) or a PDF"
_AS_PDF = "save it as a PDF or as text"

_IMAGE_STARTS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")
_AVIF_BRANDS = (b"avif", b"avis")

_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file (.doc, .xls or .ppt)", _AS_PDF),
    (b"{\\rtf", "a Rich Text file (RTF)", _AS_PDF),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and give the files in it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and give the files in it"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and give the file in it"),
    (b"BZh", "a bzip2 archive", "unpack it and give the file in it"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it and give the file in it"),
    (b"MZ", "a Windows program", f"give {_PICTURE} of the label"),
    (b"\x7fELF", "a Linux program", f"give {_PICTURE} of the label"),
    (b"8BPS", "a Photoshop file", "export it as PNG or PDF"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"\xc5\xd0\xd3\xc6", "an EPS drawing", "convert it to PDF"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture", "save it as JPEG or PNG"),
    (b"\xff\x0a", "a JPEG XL picture", "save it as JPEG or PNG"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture", "save it as JPEG or PNG"),
    (b"SQLite format 3\x00", "a database", f"give {_PICTURE} of the label"),
    (b"ID3", "a sound file", f"give {_PICTURE} of the label"),
    (b"\x1aE\xdf\xa3", "a video", f"give {_PICTURE} of the label"),
)
_ZIP_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint file (PPTX)"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an EPUB book"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_SVG_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*|<!doctype svg[^>]*>\s*)*<svg\b", re.DOTALL | re.IGNORECASE
)
_NAMED_BINARY = {
    ".pdf": "PDF",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".webp": "picture",
    ".gif": "picture",
    ".bmp": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".avif": "picture",
    ".heic": "picture",
    ".docx": "Word document",
}


def file_type(name: str, data: bytes) -> FileType:
    """What ``data`` is. ``name`` tells Markdown and HTML fragments from plain text, and is doubted otherwise.

    Raises:
        CaptureError: a kind of file that is not read, or text under a PDF's or a picture's name.
    """
    head = data[:_LOOK]
    extension = PurePath(name).suffix.lower()
    if _is_pdf(head, extension):
        return "pdf"
    if _is_image(head):
        return "image"
    _refuse_foreign(name, head)
    plain = _ascii(head)
    if _SVG_START.match(plain):
        raise CaptureError(name, "it is a vector drawing (SVG)", "export it as PNG or PDF")
    if promised := _NAMED_BINARY.get(extension):
        raise _misnamed(name, extension, promised, "a web page" if _HTML_START.match(plain) else "", head)
    return _kind_of_text(extension, plain)


def text_type(name: str, text: str) -> Literal["html", "markdown", "text"]:
    """What kind of text was handed in as text: HTML by its first tag, Markdown by the name."""
    return _kind_of_text(PurePath(name).suffix.lower(), text[:_LOOK].encode("utf-8", "replace"))


def _kind_of_text(extension: str, head: bytes) -> Literal["html", "markdown", "text"]:
    if _HTML_START.match(head) or (extension in (".html", ".htm", ".xhtml") and b"<" in head):
        return "html"
    return "markdown" if extension in (".md", ".markdown") else "text"


def _is_pdf(head: bytes, extension: str) -> bool:
    """Readers accept a header anywhere in the first 1,024 bytes; a text that quotes one is no PDF."""
    place = head[:1024].find(b"%PDF-")
    return place == 0 or (place > 0 and (extension == ".pdf" or not head[:place].strip(b" \t\r\n\xef\xbb\xbf\x00")))


def _is_image(head: bytes) -> bool:
    if head.startswith(_IMAGE_STARTS):
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        return True
    return head[4:8] == b"ftyp" and head[8:12] in _AVIF_BRANDS


def _refuse_foreign(name: str, head: bytes) -> None:
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        for mark, title in _ZIP_KINDS:
            if mark in head:
                raise CaptureError(name, f"it is {title}, which is not read yet", _AS_PDF)
        raise CaptureError(name, "it is a ZIP archive", "unpack it and give the files in it")
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIF_BRANDS:
            raise CaptureError(name, "it is an iPhone photo (HEIC), which is not read yet", "save it as JPEG or PNG")
        raise CaptureError(name, "it is a video", f"give {_PICTURE} of the label")
    for start, title, cure in _FOREIGN:
        if head.startswith(start):
            raise CaptureError(name, f"it is {title}, which is not read", cure)


def _misnamed(name: str, extension: str, promised: str, found: str, head: bytes) -> CaptureError:
    if found:
        return CaptureError(
            name,
            f"it is {found} saved under the name of a {promised} ({extension})",
            f"download the {promised} itself, or rename the file to .html to have the page read",
        )
    if b"\x00" in head:
        return CaptureError(name, f"it is not a {promised}, or it is damaged", "copy or download it again")
    return CaptureError(
        name,
        f"it is named {extension} but holds no {promised}",
        "download it again, or rename the file to .txt if it is text",
    )


def _ascii(head: bytes) -> bytes:
    """The start of a text as ASCII, whichever Unicode encoding it is in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
