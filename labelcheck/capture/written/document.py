"""Documents that are text already: plain text, Markdown, HTML."""

from __future__ import annotations

import re
from typing import Literal

from labelcheck.capture.characters import normalised
from labelcheck.capture.language import languages
from labelcheck.capture.written.encoding import decoded
from labelcheck.models import Document

_READERS = {"text": "plain text", "markdown": "Markdown", "html": "HTML"}
_NO_TEXT = "No text was found in this document: it is blank, or all of it is hidden. Give the page as it is printed."
_NO_PAGE_TEXT = (
    "No text was found on this page: a program puts it there when the page is opened. Open it in a browser and print "
    "it to a PDF."
)
_LEFT_OUT = "Other products shown on this page and what customers write about it were left out."
_TERMINAL_CODE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")

TextKind = Literal["text", "markdown", "html"]


def text_document(name: str, sha256: str, kind: TextKind, content: bytes | str) -> Document:
    """The document in ``content``; it has no pages and no word boxes.

    Raises:
        CaptureError: bytes that are no text, or in an encoding that cannot be told.
    """
    if isinstance(content, bytes):
        content = decoded(name, content, html=kind == "html")
    content = _TERMINAL_CODE.sub("", content).replace("\r\n", "\n").replace("\r", "\n")
    warnings: tuple[str, ...] = ()
    if kind == "html":
        from labelcheck.capture.written import webpage

        content, left_out = webpage.main_text(content)
        warnings = (_LEFT_OUT,) if left_out else ()
    elif kind == "markdown":
        from labelcheck.capture.written import markdown

        content = markdown.visible_text(content)
    text = normalised(content)
    if not text.strip():
        warnings = (_NO_PAGE_TEXT if kind == "html" else _NO_TEXT,)
    return Document(
        name=name,
        sha256=sha256,
        kind=kind,
        reader=_READERS[kind],
        languages=languages(text),
        text=text,
        warnings=warnings,
    )
