"""Quoted words cut out of the pictures of their pages, with their numbers: what a reader can compare with the label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from labelcheck.models import Box, Claim, Document, Evaluation
from labelcheck.report.highlight import Cut, Mark, cut_out
from labelcheck.report.html.tones import INKS, tones
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import numbers, span

Pictures = Mapping[tuple[int, int], bytes]
"""Pages as PNG by place of their document and page number."""


class Crop(NamedTuple):
    """A part of a page with numbered words in it, and those words for people who do not see it."""

    cut: Cut
    words: str


def crops(evaluation: Evaluation, pictures: Pictures) -> dict[int, Crop]:
    """A crop for every numbered quotation that stands on a page of which there is a picture, by its number."""
    words = _words(evaluation)
    found: dict[int, Crop] = {}
    for place, number in sorted(pictures):
        page = next((page for page in evaluation.documents[place].pages if page.number == number), None)
        marks = [mark for mark in page_marks(evaluation, place, number) if mark.number not in found]
        if page is None or not marks:
            continue
        printed = [word.box for word in evaluation.documents[place].words if word.box.page == number]
        cuts = cut_out(pictures[place, number], page, marks, printed)
        found |= {
            n: Crop(cut, words[n]) for n, cut in zip((int(mark.number) for mark in marks), cuts, strict=True) if cut
        }
    return found


def page_marks(evaluation: Evaluation, place: int, number: int) -> list[Mark]:
    """The quotations on a page as marks, in the order of their numbers; claims of one quotation share a mark.

    ``place`` is the document's in the evaluation, ``number`` the page's from 1. A line that other photos show as well
    is marked on all of them.
    """
    ink, given = tones(evaluation), numbers(evaluation)
    together: dict[tuple[int, str], dict[Box, None]] = {}
    for claim in sorted(evaluation.claims, key=lambda claim: (claim.document, claim.start)):
        if claim.id not in given:
            continue
        boxes = together.setdefault((given[claim.id], INKS[ink[claim.id]]), {})
        if (claim.document, claim.page) == (place, number):
            boxes.update(dict.fromkeys(_boxes(evaluation.documents[place], claim)))
        for other in claim.also:
            if (other.document, other.page) == (place, number):
                boxes.update(dict.fromkeys(other.boxes))
    return [Mark(mark, colour, tuple(boxes)) for (mark, colour), boxes in sorted(together.items()) if boxes]


def _boxes(document: Document, claim: Claim) -> Sequence[Box]:
    """The boxes of a claim's quoted words, with those of the words that deny or hedge it."""
    start, end = span(document.text, claim)
    if (start, end) == (claim.start, claim.end):
        return claim.boxes
    return [word.box for word in document.words if word.start < end and word.end > start] or claim.boxes


def _words(evaluation: Evaluation) -> dict[int, str]:
    """What each numbered quotation says, by its number."""
    said: dict[int, dict[str, None]] = {}
    for name, number in numbers(evaluation).items():
        claim = next(claim for claim in evaluation.claims if claim.id == name)
        said.setdefault(number, {})[one_line(claim.text)] = None
    return {number: " … ".join(words) for number, words in said.items()}
