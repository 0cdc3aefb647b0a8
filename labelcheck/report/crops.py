"""Quoted words cut out of the pictures of their pages, with their numbers: what a reader can compare with the label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from labelcheck.models import Claim, Evaluation
from labelcheck.report.highlight import Cut, Mark, cut_out
from labelcheck.report.html.tones import INKS, tones
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import numbers

Pictures = Mapping[tuple[int, int], bytes]
"""Pages as PNG by place of their document and page number."""


class Crop(NamedTuple):
    """A part of a page with numbered words in it, and those words for people who do not see it."""

    cut: Cut
    words: str


def crops(evaluation: Evaluation, pictures: Pictures) -> dict[int, Crop]:
    """A crop for every numbered quotation that stands on a page of which there is a picture, by its number."""
    found: dict[int, Crop] = {}
    for (place, number), quoted in sorted(_quoted(evaluation, pictures).items()):
        pages = evaluation.documents[place].pages
        page = next((page for page in pages if page.number == number), None)
        if page is None:
            continue
        cuts = cut_out(pictures[place, number], page, [mark for mark, _ in quoted])
        found |= {mark.number: Crop(cut, words) for (mark, words), cut in zip(quoted, cuts, strict=True) if cut}
    return found


def _quoted(evaluation: Evaluation, pictures: Pictures) -> dict[tuple[int, int], list[tuple[Mark, str]]]:
    """The quotations by the pictured page they stand on, each as a mark and its words."""
    ink = tones(evaluation)
    given = numbers(evaluation)
    together: dict[int, list[Claim]] = {}
    for claim in sorted(evaluation.claims, key=lambda claim: (claim.document, claim.start)):
        if claim.id in given and claim.boxes and (claim.document, claim.page) in pictures:
            together.setdefault(given[claim.id], []).append(claim)
    pages: dict[tuple[int, int], list[tuple[Mark, str]]] = {}
    for number, claims in sorted(together.items()):
        boxes = tuple(dict.fromkeys(box for claim in claims for box in claim.boxes))
        words = " … ".join(dict.fromkeys(one_line(claim.text) for claim in claims))
        mark = Mark(number, INKS[ink[claims[0].id]], boxes)
        pages.setdefault((claims[0].document, claims[0].page), []).append((mark, words))
    return pages
