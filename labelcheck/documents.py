"""What reading gives: documents whose text knows its place on the page, and what could not be read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from labelcheck.values import DocumentKind, TroubleCause
from labelcheck.words import Box, Frozen, Words


class Page(Frozen):
    """A page's size in points (pixels for photos) and the part of the text that stands on it."""

    number: int
    width: float
    height: float
    start: int
    end: int
    verdict: str = "text"
    """How the page was read: text, scan, scan with hidden text, outlined, broken encoding, empty, photo; or unread, for
    a page that was left out, and for all pages beyond the limit."""
    turn: int = 0
    """Degrees clockwise by which a photo was turned to stand upright."""


class Trouble(Frozen):
    """A part of a picture that reads badly, why, and how to take a better photo of it."""

    cause: TroubleCause
    box: Box
    advice: str


class Code(Frozen):
    """A barcode or QR code printed on a label. Its text is shown as text: never opened, never fetched."""

    format: str
    """Its symbology as ISO names it: EAN-13, QR Code, Data Matrix …"""
    text: str
    box: Box
    fields: dict[str, str] = Field(default_factory=dict)
    """What a GS1 code says by its application identifiers: lot, expiry, gtin, serial."""


class TableCell(Frozen):
    """A cell of a table: its part of the text (empty where nothing is printed) and its place."""

    start: int
    end: int
    box: Box


class Table(Frozen):
    """A specification or certificate table, row by row; each row is one line of the text, its cells parted by TAB."""

    page: int
    rows: tuple[tuple[TableCell, ...], ...]


class Twin(Frozen):
    """A line that another document of the product shows more clearly, or as clearly and earlier: photos of one label.

    ``reading`` is what was read here, where the other, clearer reading took its place.
    """

    start: int
    end: int
    document: int
    other_start: int
    other_end: int
    reading: str | None = None


class Stretch(Frozen):
    """Lines of a document in one language, as far as it can be told: an ISO 639-1 code or the name of a script."""

    start: int
    end: int
    language: str
    name: str
    """What people call the language, in English: Polish, Arabic script."""


class Edit(Frozen):
    """A stretch of a document's text that a reader corrected by hand, and what had been read there."""

    start: int
    end: int
    was: str


class Document(Frozen):
    """Text that knows its place. ``text`` is built from words wherever the input has a layout."""

    name: str
    sha256: str
    kind: DocumentKind
    reader: str
    languages: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    text: str
    words: Words = Words()
    unread: tuple[Box, ...] = ()
    """Places that look like text and could not be read."""
    legibility: float = Field(default=1.0, ge=0, le=1)
    """Share of what looks like text that was read with confidence, 0 to 1; 1.0 for text that was never a picture."""
    warnings: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    """Parts of a picture that read badly, the worst first."""
    codes: tuple[Code, ...] = ()
    tables: tuple[Table, ...] = ()
    twins: tuple[Twin, ...] = ()
    foreign: tuple[Stretch, ...] = ()
    """Lines in languages that no rule reads: what they say is not known."""
    edits: tuple[Edit, ...] = ()
    """Where the text was corrected by hand, in its order."""
    given: bool = False
    """Stands on no label: the reader gave it, such as the product's name."""


class Skip(Frozen):
    """A document that could not be read, and why, in one sentence that names the cure."""

    name: str
    reason: str
    needs: Literal["password"] | None = None
    """What would let it be read, if the reader of the report has it."""


class Reading(Frozen):
    """One product's documents as they were read, before anything is made of them."""

    documents: tuple[Document, ...] = ()
    skipped: tuple[Skip, ...] = ()
