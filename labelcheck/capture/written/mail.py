"""Mails and web pages saved as one file: what is written in them, and what is attached."""

from __future__ import annotations

import email
import email.errors
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from email.header import decode_header
from email.message import Message

from labelcheck.capture.failure import CaptureError
from labelcheck.capture.written.document import text_document
from labelcheck.capture.written.encoding import decoded
from labelcheck.models import Document

_CONTAINERS = re.compile(rb"^content-type:\s{0,20}(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_MOST_CONTAINERS = 60
_LONGEST_SUBJECT = 1000
_STUB = 200
_RAISED = re.compile(r"<sup\b[^>]{0,200}>\s{0,20}[-+−–]?\d", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r"^(?:> ?)+", re.MULTILINE)
_SOFT_END = re.compile(r"(?<!^--) \n(?=\S)", re.MULTILINE)
_CONTENT_ID = re.compile(r"[<>\s]")
_ORNAMENT_BYTES = 10_000
_NO_ATTACHMENTS = (
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "text/rfc822-headers",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-keys",
    "message/delivery-status",
    "message/disposition-notification",
)
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_NO_TEXT = "No text was found in this mail itself; what is attached to it is read as documents of their own."


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    data: bytes


def mail_document(name: str, sha256: str, data: bytes) -> Document:
    """A mail's subject and what is written below it; attachments are documents of their own (:func:`attachments`).

    Raises:
        CaptureError: encrypted, damaged, or built to do harm.
    """
    with _readable(name):
        mail = _parsed(data)
        if mail.get_content_type() in _ENCRYPTED:
            raise CaptureError(name, "the mail is encrypted", "open it in the mail program and save it as a PDF")
        texts = [_unfolded(str(mail.get("Subject") or ""))]
        texts += [text for part in _written(mail) if (text := _read(name, part)).strip()]
    text = "\n\n".join(text for text in texts if text)
    document = text_document(name, sha256, "text", text or " ")
    warnings = () if len(texts) > 1 else (_NO_TEXT,)
    return document.model_copy(update={"kind": "email", "reader": "mail", "warnings": warnings})


def attachments(name: str, data: bytes) -> Iterator[Attachment]:
    """The files that came with a mail, without signatures, calendar entries and ornaments of the text.

    Raises:
        CaptureError: as :func:`mail_document`.
    """
    with _readable(name):
        mail = _parsed(data)
        written = {id(part) for each in _written(mail) for part in each}
        count = 0
        for part in _parts(mail):
            if id(part) not in written and _is_attached(part):
                count += 1
                yield Attachment(_file_name(part, count), _content(part))


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    if kind in _NO_ATTACHMENTS or (part.is_multipart() and kind != "message/rfc822"):
        return False
    if part.get_content_disposition() == "attachment" or (part.get_filename() and not part.get("Content-ID")):
        return True
    return kind not in ("text/html", "text/plain") and len(_content(part)) >= _ORNAMENT_BYTES


def saved_page(name: str, data: bytes) -> str:
    """The HTML of a web page that a browser saved as one file (MHTML).

    Raises:
        CaptureError: it holds no page, is damaged, or is built to do harm.
    """
    with _readable(name):
        saved = _parsed(data)
        start = _CONTENT_ID.sub("", str(saved.get_param("start") or ""))
        pages = [part for part in _parts(saved) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        if not pages:
            raise CaptureError(name, "the saved web page holds no page", "save it again, or print it to a PDF")
        named = [part for part in pages if start and _CONTENT_ID.sub("", str(part.get("Content-ID") or "")) == start]
        return _characters(name, (named or pages)[0])


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turns what the parser raises on broken mails into the error of this stage."""
    try:
        yield
    except (email.errors.MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
        raise CaptureError(name, "the mail is damaged", "save it again, or print it to a PDF") from None


def _parsed(data: bytes) -> Message:
    if len(_CONTAINERS.findall(data)) > _MOST_CONTAINERS:
        raise ValueError("far more parts than a mail")
    return email.message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"), policy=policy.compat32)


def _parts(mail: Message) -> Iterator[Message]:
    """All parts from first to last; a mail that is attached is one part, whatever is in it."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        yield part
        inner = part.get_payload()
        if isinstance(inner, list) and (part.get_content_maintype() == "multipart" or part is mail):
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))


def _written(mail: Message) -> list[list[Message]]:
    """What the writer wrote: for each stretch of text the forms it was sent in, plain or HTML."""
    found: list[list[Message]] = []
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        inner = part.get_payload()
        if kind == "multipart/alternative" and isinstance(inner, list):
            forms = [each for each in _parts(part) if _is_text(each)]
            if forms:
                found.append(forms)
        elif part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting.extend(each for each in reversed(inner) if isinstance(each, Message))
        elif _is_text(part):
            found.append([part])
    return found


def _is_text(part: Message) -> bool:
    named = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() in ("text/plain", "text/html") and not part.is_multipart() and not named


def _read(name: str, forms: list[Message]) -> str:
    """One stretch of text: as it was sent plainly, unless that leaves something out.

    Programs make the plain form from the HTML and lose raised digits (10¹⁰ becomes 1010), or put a mere hint there.
    """
    plain = "\n\n".join(_plain(name, part) for part in forms if part.get_content_type() == "text/plain")
    pages = [_characters(name, part) for part in forms if part.get_content_type() == "text/html"]
    if plain.strip() and not pages:
        return plain
    from labelcheck.capture.written.webpage import visible_text

    seen = "\n\n".join(map(visible_text, pages))
    stub = len(plain.strip()) < _STUB and len(seen) > 4 * len(plain.strip())
    if not plain.strip() or stub or any(map(_RAISED.search, pages)):
        return seen or plain
    return plain


def _plain(name: str, part: Message) -> str:
    text = _QUOTE_MARKS.sub("", _characters(name, part).replace("\r\n", "\n"))
    if str(part.get_param("format") or "").lower() == "flowed":  # RFC 3676: a space before the line's end goes on
        text = _SOFT_END.sub("" if str(part.get_param("delsp") or "").lower() == "yes" else " ", text)
    return text


def _characters(name: str, part: Message) -> str:
    content = _content(part)
    charset = part.get_content_charset()
    if charset:
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            pass
    return decoded(name, content, html=part.get_content_type() == "text/html") if content else ""


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _unfolded(raw: str) -> str:
    """A header as it is shown: encoded words decoded, on one line."""
    raw = " ".join(raw[:_LONGEST_SUBJECT].split())
    parts: list[str] = []
    try:
        for piece, charset in decode_header(raw):
            parts.append(piece if isinstance(piece, str) else piece.decode(charset or "ascii", "replace"))
    except (email.errors.HeaderParseError, LookupError, ValueError):
        return raw
    return " ".join("".join(parts).split())


def _file_name(part: Message, number: int) -> str:
    """The name an attachment was sent under, or one by its kind."""
    name = _unfolded(str(part.get_filename() or ""))
    kind = part.get_content_type()
    if name:
        return f"{name}.eml" if kind == "message/rfc822" and not name.lower().endswith(".eml") else name
    if kind == "message/rfc822":
        return f"mail {number}.eml"
    ending = {"image/jpeg": ".jpg", "text/plain": ".txt"}.get(kind, "." + re.sub(r"\W", "", kind.rpartition("/")[2]))
    return f"attachment {number}{ending}"
