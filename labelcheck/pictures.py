"""Pictures of the pages that an evaluation quotes, for reports and pages that show where the words stand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from labelcheck.capture import CaptureError, render, unpacked
from labelcheck.evaluate import source_of
from labelcheck.models import CaptureSettings, Document, Evaluation, Source
from labelcheck.report.quotation import numbers

MOST_PAGES = 40
"""Pages of one evaluation that pictures are made of; beyond them a report quotes without a picture."""


def members(sources: Sequence[Source | Path | str], settings: CaptureSettings) -> tuple[Source, ...]:
    """The documents in ``sources``, archives and mails opened: what pages can be shown of."""
    opened = (each for source in sources for each in unpacked(source_of(source), settings))
    return tuple(each for each in opened if isinstance(each, Source))


def content(source: Source) -> bytes:
    """The bytes that a source hands in."""
    if source.path is not None:
        return source.path.read_bytes()
    if source.fetch is not None:
        return source.fetch()
    return source.data if source.data is not None else (source.text or "").encode("utf-8", "surrogatepass")


def fingerprint(source: Source) -> str:
    """The SHA-256 that tells whether a document is the same as one already read, in hexadecimal."""
    return hashlib.sha256(content(source)).hexdigest()


def origin(known: Sequence[Source], document: Document) -> Source | None:
    """The source a document was read from; skipped files leave gaps, so places in the list do not tell."""
    by_content = [source for source in known if fingerprint(source) == document.sha256]
    by_name = [source for source in known if source.name == document.name]
    return next(iter([source for source in by_content if source in by_name] + by_content + by_name), None)


def page_picture(source: Source, document: Document, number: int, settings: CaptureSettings) -> bytes | None:
    """Page ``number`` of a document as PNG, upright; None where there is nothing to show."""
    page = next((page for page in document.pages if page.number == number), None)
    if page is None or document.kind not in ("pdf", "image"):
        return None
    try:
        return render(source, number, settings, turn=page.turn)
    except CaptureError:
        return None


def page_pictures(
    sources: Sequence[Source | Path | str], evaluation: Evaluation, settings: CaptureSettings
) -> dict[tuple[int, int], bytes]:
    """The pages with words that the evaluation quotes, as PNG by place of their document and page number."""
    quoted = numbers(evaluation)
    places = {(claim.document, claim.page) for claim in evaluation.claims if claim.id in quoted}
    known = members(sources, settings)
    found: dict[tuple[int, int], bytes] = {}
    for place, number in sorted(places)[:MOST_PAGES]:
        document = evaluation.documents[place]
        source = origin(known, document)
        picture = source and page_picture(source, document, number, settings)
        if picture:
            found[place, number] = picture
    return found
