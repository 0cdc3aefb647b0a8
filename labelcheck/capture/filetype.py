"""What a file is, told by its first bytes; its name decides only between kinds of text."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Literal

from labelcheck.capture.failure import CaptureError

FileType = Literal["pdf", "image", "html", "mhtml", "markdown", "text", "docx", "email", "zip"]

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
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "EncryptedPackage",
        "an Office file that is protected by a password",
        "open it, save a copy without the password and give that",
    ),
    ("__substg1.0_", "an Outlook message (MSG), which is not read", "save it from Outlook as .eml or as a PDF"),
    ("WordDocument", "an old Word file (.doc), which is not read", "save it as DOCX or PDF"),
)
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ZIP_KINDS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.", "an Excel workbook (XLSX)"),
    ("ppt/presentation.", "a PowerPoint file (PPTX)"),
    ("Index/Document.iwa", "a document of Apple Pages, Numbers or Keynote"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/manifest.xml", "an OpenDocument file"),
    ("AndroidManifest.xml", "an Android program"),
    ("META-INF/MANIFEST.MF", "a Java program"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_SVG_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*|<!doctype svg[^>]*>\s*)*<svg\b", re.DOTALL | re.IGNORECASE
)
_MAIL_LOOK = 65_536
_HEADER_LINES = re.compile(
    rb"(?:From [^\n]{0,998}\n|[\r\n]{1,8})?(?:[!-9;-~]{1,76}:[^\n]{0,9980}\r?\n(?:[ \t][^\n]{0,9980}\n)*)+"
)
_HEADER_NAME = re.compile(rb"^([!-9;-~]{1,76}):", re.MULTILINE)
_MAIL_NAMES = frozenset((b"from", b"to", b"subject", b"date"))
_MAIL_MARKS = frozenset((b"mime-version", b"message-id", b"received", b"return-path", b"content-type"))
_TEXT_NAMES = (".txt", ".md", ".markdown")
_WORD_NAMES = (".docx", ".docm", ".dotx", ".dotm")
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
    ".heif": "picture",
    ".docx": "Word document",
    ".docm": "Word document",
    ".zip": "ZIP archive",
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
    if is_picture(head):
        return "image"
    if head.startswith(_ZIP_STARTS):
        return kind_of_zip(name, data)
    if head.startswith(_OLE_START):
        raise _old_office(name, data)
    _refuse_foreign(name, head)
    if kind := _kind_of_mail(extension, data[:_MAIL_LOOK]):
        return kind
    plain = _ascii(head)
    if _SVG_START.match(plain):
        raise CaptureError(name, "it is a vector drawing (SVG)", "export it as PNG or PDF")
    if promised := _NAMED_BINARY.get(extension):
        raise _misnamed(name, extension, promised, "a web page" if _HTML_START.match(plain) else "", head)
    return _kind_of_text(extension, plain)


def is_zip(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a ZIP container: an archive, or an Office document."""
    return head.startswith(_ZIP_STARTS)


def may_hold_files(name: str, head: bytes) -> bool:
    """Whether a file that begins with ``head`` may be an archive or a mail, which hold further documents."""
    return is_zip(head) or _kind_of_mail(PurePath(name).suffix.lower(), head[:_MAIL_LOOK]) == "email"


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


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is a picture of a kind that is read."""
    if head.startswith(_IMAGE_STARTS):
        return True
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return True
    if head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00":
        return True
    return not _brands(head).isdisjoint((*_AVIF_BRANDS, *_HEIF_BRANDS))


def is_heic(data: bytes) -> bool:
    """Whether ``data`` is a photo as iPhones save them, or another picture in that container (but not AVIF)."""
    found = _brands(data)
    return not found.isdisjoint(_HEIF_BRANDS) and found.isdisjoint(_AVIF_BRANDS)


def _brands(data: bytes) -> set[bytes]:
    """What a picture or a video of this family of formats calls itself: first its main name, then others."""
    if data[4:8] != b"ftyp":
        return set()
    length = min(int.from_bytes(data[:4], "big"), 256)
    return {data[8:12], *(data[place : place + 4] for place in range(16, length, 4))}


def kind_of_zip(name: str, data: bytes | Path) -> Literal["docx", "zip"]:
    """What a ZIP container is, by the files it lists: Office documents are such containers too.

    Raises:
        CaptureError: it cannot be opened, or is of a kind that is not read.
    """
    from labelcheck.capture.written import zipped

    extension = PurePath(name).suffix.lower()
    try:
        with zipped.opened(data) as container:
            names = set(container.namelist())
    except zipped.Unreadable as error:
        title = "the Word document (DOCX)" if extension in _WORD_NAMES else "the ZIP archive"
        raise CaptureError(name, f"{title} cannot be opened: {error.cause}", error.cure) from None
    if "[Content_Types].xml" in names and any(entry.startswith("word/") for entry in names):
        return "docx"
    for mark, title in _ZIP_KINDS:
        if any(entry.startswith(mark) for entry in names):
            raise CaptureError(name, f"it is {title}, which is not read", _AS_PDF)
    if extension in _WORD_NAMES:
        raise CaptureError(name, f"it is named {extension} but holds no Word document", "save it again as DOCX or PDF")
    return "zip"


def _old_office(name: str, data: bytes) -> CaptureError:
    for mark, title, cure in _OLE_KINDS:
        if mark.encode("utf-16-le") in data:
            return CaptureError(name, f"it is {title}", cure)
    return CaptureError(name, "it is an old Microsoft Office file (.doc, .xls or .ppt), which is not read", _AS_PDF)


def _kind_of_mail(extension: str, head: bytes) -> Literal["email", "mhtml"] | None:
    """A mail or a web page saved as one file (MHTML), by the header lines both begin with."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    found = _HEADER_LINES.match(head)
    if not found:
        return None
    names = {match.group(1).lower() for match in _HEADER_NAME.finditer(found.group())}
    if b"snapshot-content-location" in names or (extension in (".mht", ".mhtml") and b"content-type" in names):
        return "mhtml"
    if extension == ".eml":
        return "email" if names & (_MAIL_NAMES | _MAIL_MARKS) else None
    return "email" if extension not in _TEXT_NAMES and names & _MAIL_NAMES and names & _MAIL_MARKS else None


def _refuse_foreign(name: str, head: bytes) -> None:
    if head[4:8] == b"ftyp":
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
