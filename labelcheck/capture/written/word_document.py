"""Word documents (DOCX) -> their text as it is printed, and what the pictures in them say.

Read from the parts themselves: libraries made for writing Word files leave out text boxes, footnotes, equations and
tracked changes, and a label may stand in any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from labelcheck.capture.characters import normalised
from labelcheck.capture.failure import CaptureError
from labelcheck.capture.language import languages
from labelcheck.capture.photo.binder import bound
from labelcheck.capture.watch import Watch
from labelcheck.capture.written import zipped
from labelcheck.capture.written.word_parts import Package, Relation, Styles, styles_of
from labelcheck.capture.written.word_text import PartText
from labelcheck.capture.written.word_xml import DamagedPart, heard
from labelcheck.models import CaptureSettings, Document, Page

_MOST_SIDE_PARTS = 60
_MOST_PICTURES = 20
_SMALLEST_SIDE = 64
_SMALLEST_LENGTH = 200
_NO_PAGE = Page(number=1, width=0, height=0, start=0, end=0, verdict="empty")
_AGAIN = "open it in Word and save it again, or save it as a PDF"
_NO_TEXT = "No text was found in this document: it is blank, or all of it is hidden. Give the page as it is printed."
_DAMAGED_PART = "A part of this document ({part}) is damaged and was not read. Save it again, or save it as a PDF."
_NOT_READ = (
    "{count} of the pictures and charts in this document could not be read. Save the document as a PDF, or give the "
    "pictures themselves as JPEG or PNG."
)


@dataclass(slots=True)
class _Found:
    """What the parts of a document hold."""

    texts: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    unread: int = 0
    """Pictures and charts that could not be read."""
    warnings: list[str] = field(default_factory=list)


def word_document(name: str, sha256: str, data: bytes, settings: CaptureSettings, watch: Watch) -> Document:
    """The document in a Word file: its text on page 1, each picture in it on a page of its own after that.

    A document in whose pictures nothing is written has no pages, as every text.

    Raises:
        CaptureError: damaged, cut off, or built to do harm.
    """
    watch.page(1)
    with _opened(name, data, settings) as package:
        found = _found(name, package)
        shown = list(_read_pictures(name, package, found, settings, watch))
    text = normalised("\n\n".join(found.texts))
    body = Document(name=name, sha256=sha256, kind="docx", reader="Word text", languages=languages(text), text=text)
    if found.unread:
        found.warnings.append(_NOT_READ.format(count=found.unread))
    if not any(picture.text or picture.unread for picture in shown):
        missing = () if text.strip() else (_NO_TEXT,)
        return body.model_copy(update={"warnings": (*found.warnings, *missing)})
    page = Page(number=1, width=0, height=0, start=0, end=len(text))
    first = body.model_copy(update={"pages": (page,), "warnings": tuple(found.warnings)})
    return bound([first, *shown])


def word_picture(
    name: str, data: bytes, number: int, settings: CaptureSettings, max_side: int, turn: int | None
) -> bytes:
    """The picture that was read as page ``number``, upright as it was read, as PNG.

    Raises:
        CaptureError: as :func:`word_document`, or that page is text or does not exist.
    """
    from labelcheck.capture.photo.document import upright_picture

    with _opened(name, data, settings) as package:
        for place, picture in enumerate(_picture_files(package, _found(name, package)), 2):
            if place == number:
                return upright_picture(name, picture, 1, settings, max_side, turn)
    raise CaptureError(name, f"page {number} of it is text, which has no picture", "show its text")


@contextmanager
def _opened(name: str, data: bytes, settings: CaptureSettings) -> Iterator[Package]:
    try:
        with zipped.opened(data) as container:
            yield Package(container, settings.max_bytes)
    except zipped.Unreadable as error:
        raise CaptureError(name, f"the Word document cannot be read: {error.cause}", error.cure) from None


def _found(name: str, package: Package) -> _Found:
    """Headers, body, footers, notes and diagrams, in this order."""
    try:
        main = package.main_part()
        if main is None:
            raise CaptureError(name, "the Word document has no text in it", _AGAIN)
        relations = package.relations(main)
    except DamagedPart:
        raise CaptureError(name, "the Word document is damaged", _AGAIN) from None
    styles = styles_of(package, relations)
    found = _Found()
    _add_side_parts(package, relations, "header", styles, found)
    try:
        body = _add_part(package, main, styles, found)
    except DamagedPart:
        raise CaptureError(name, "the Word document is damaged", _AGAIN) from None
    for kind in ("footer", "footnotes", "endnotes"):
        _add_side_parts(package, relations, kind, styles, found)
    diagrams = {relations[each].part for each in body.diagrams if each in relations}
    for part in sorted(diagrams)[:_MOST_SIDE_PARTS]:
        _add_side_part(package, part, styles, found)
    return found


def _add_side_parts(package: Package, relations: dict[str, Relation], kind: str, styles: Styles, found: _Found) -> None:
    parts = dict.fromkeys(relation.part for relation in relations.values() if relation.kind == kind)
    for part in list(parts)[:_MOST_SIDE_PARTS]:
        _add_side_part(package, part, styles, found)


def _add_side_part(package: Package, part: str, styles: Styles, found: _Found) -> None:
    try:
        _add_part(package, part, styles, found)
    except (DamagedPart, zipped.Unreadable):
        found.warnings.append(_DAMAGED_PART.format(part=part.rpartition("/")[2][:40]))


def _add_part(package: Package, part: str, styles: Styles, found: _Found) -> PartText:
    heard_text = PartText(styles)
    heard(package.content(part), heard_text)
    text = heard_text.text()
    if text and text not in found.texts:  # a header stands once for first, odd and even pages
        found.texts.append(text)
    found.unread += heard_text.drawings
    if heard_text.pictures:
        relations = package.relations(part)
        for each in heard_text.pictures:
            relation = relations.get(each)
            if relation is None:
                found.unread += 1
            elif relation.part not in found.pictures:
                found.pictures.append(relation.part)
    return heard_text


def _picture_files(package: Package, found: _Found) -> Iterator[bytes]:
    """The pictures worth reading; the others are counted, except ornaments too small for words."""
    from labelcheck.capture.filetype import is_picture

    for place, part in enumerate(found.pictures):
        try:
            data = package.content(part) if place < _MOST_PICTURES else b""
        except zipped.Unreadable:
            data = b""
        if not is_picture(data):
            found.unread += 1
        elif _can_hold_words(part, data):
            yield data


def _can_hold_words(part: str, data: bytes) -> bool:
    from labelcheck.capture.photo.picture import size_of

    try:
        size = size_of(part, data)
    except CaptureError:
        return True  # it is told when it is read
    return min(size) >= _SMALLEST_SIDE and max(size) >= _SMALLEST_LENGTH


def _read_pictures(
    name: str, package: Package, found: _Found, settings: CaptureSettings, watch: Watch
) -> Iterator[Document]:
    """What the pictures say, one page each; one without any text is an ornament and leaves an empty page."""
    from labelcheck.capture.photo.document import photo_document

    for number, data in enumerate(_picture_files(package, found), 2):
        nothing = Document(name=name, sha256="", kind="docx", reader="Word text", text="", pages=(_NO_PAGE,))
        if number in watch.given_up:
            found.unread += 1
            yield nothing
            continue
        try:
            picture = photo_document(name, "", data, settings, watch.alone(number))
        except CaptureError:
            found.unread += 1
            yield nothing
            continue
        yield picture if picture.text or picture.unread else nothing
