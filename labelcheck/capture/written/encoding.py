"""Bytes of a text file -> its characters, by mark, by proof, or by what is plausible."""

from __future__ import annotations

import codecs
import re

from labelcheck.capture.characters import is_control
from labelcheck.capture.failure import CaptureError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_CONTROLS_ALLOWED = 0.02
_FOREIGN_SHARE = 0.3


def decoded(name: str, data: bytes, *, html: bool = False) -> str:
    """The text in ``data``.

    Byte order marks decide; then valid UTF-8; then, for HTML, the charset it declares; then Korean or Western
    Windows text if the result looks like one.

    Raises:
        CaptureError: binary data, or an encoding that none of these explains.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(name, data[len(mark) :].decode(encoding, "replace"))
    if b"\x00" in data:
        raise _binary(name)
    try:
        return _checked(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # cut inside the last character
            return _checked(name, data[: error.start].decode("utf-8"))
    declared = _declared(data) if html else None
    for candidate in (declared, _korean(data), _western(data)):
        if candidate is not None:
            return _checked(name, candidate)
    raise CaptureError(name, "its text encoding is not one that can be told for sure", "save it as UTF-8 text")


def _checked(name: str, text: str) -> str:
    controls = sum(map(is_control, text[:20_000]))
    if "\x00" in text or controls > max(3, _CONTROLS_ALLOWED * min(len(text), 20_000)):
        raise _binary(name)
    return text


def _binary(name: str) -> CaptureError:
    return CaptureError(
        name, "it holds binary data, not text", "give a text (UTF-8), a PDF, or a photo as JPEG, PNG or WebP"
    )


def _declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:4096])
    if not match:
        return None
    try:
        return data.decode(match.group(1).decode("ascii"), "replace")
    except LookupError:
        return None


def _korean(data: bytes) -> str | None:
    """``data`` as CP949 if what is not ASCII is almost all Hangul syllables in common use."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return None
    foreign = [char for char in text if char > "\x7f"]
    common = sum("\uac00" <= char <= "\ud7a3" and char.encode("cp949")[1] >= 0xA1 for char in foreign)
    in_pairs = len(re.findall("[\uac00-\ud7a3]{2}", text))
    return text if foreign and common >= 0.8 * len(foreign) and in_pairs else None


def _western(data: bytes) -> str | None:
    """``data`` as Windows-1252 if only a few bytes are not ASCII, as in any Western language."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = sum(char > "\x7f" for char in text)
    return text if foreign <= _FOREIGN_SHARE * len(text) else None
