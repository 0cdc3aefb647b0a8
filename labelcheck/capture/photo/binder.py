"""Documents bound into one: the pages of a TIFF, or a written text and the pictures in it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from labelcheck.capture.language import languages
from labelcheck.models import Box, Document, Table, TableCell

_GAP = "\n\n"


def bound(parts: Sequence[Document], **more: Any) -> Document:
    """``parts`` as one document, each behind a blank line and on the pages after those before it.

    Legibility is the mean of the parts that hold text or something unread. ``more`` sets fields of the result; name,
    hash and kind are those of the first part otherwise.
    """
    text = ""
    moved: dict[str, list[Any]] = {}
    pages = 0
    for part in parts:
        start = len(text) + len(_GAP) if text and part.text else len(text)
        for field, values in _moved(part, start, pages).items():
            moved.setdefault(field, []).extend(values)
        pages += len(part.pages)
        if part.text:
            text = text[:start] + (_GAP if text else "") + part.text
    shares = [part.legibility for part in parts if part.text or part.unread]
    return parts[0].model_copy(
        update={
            "text": text,
            "languages": languages(text),
            "legibility": round(fmean(shares), 4) if shares else 0.0,
            "warnings": tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
            "reader": " and ".join(dict.fromkeys(part.reader for part in parts)),
            **{field: tuple(values) for field, values in moved.items()},
            **more,
        }
    )


def _moved(part: Document, start: int, pages: int) -> dict[str, list[Any]]:
    """What knows its place in ``part``, placed ``start`` characters and ``pages`` pages further on."""

    def box(old: Box) -> Box:
        return old.model_copy(update={"page": old.page + pages})

    def table(old: Table) -> Table:
        rows = tuple(
            tuple(TableCell(start=cell.start + start, end=cell.end + start, box=box(cell.box)) for cell in row)
            for row in old.rows
        )
        return Table(page=old.page + pages, rows=rows)

    return {
        "pages": [
            page.model_copy(
                update={"number": page.number + pages, "start": page.start + start, "end": page.end + start}
            )
            for page in part.pages
        ],
        "words": [
            word.model_copy(update={"start": word.start + start, "end": word.end + start, "box": box(word.box)})
            for word in part.words
        ],
        "unread": [box(place) for place in part.unread],
        "troubles": [trouble.model_copy(update={"box": box(trouble.box)}) for trouble in part.troubles],
        "codes": [code.model_copy(update={"box": box(code.box)}) for code in part.codes],
        "tables": [table(each) for each in part.tables],
    }
