"""The label itself with the quoted words marked: on the picture of a page, or in the text where there is no picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import streamlit as st

from labelcheck.language import say
from labelcheck.models import Box, Claim, Document, Evaluation
from labelcheck.pages import speech
from labelcheck.pages.product import Product, remembered
from labelcheck.pictures import fingerprint, origin, page_picture
from labelcheck.report.highlight import Mark, highlighted
from labelcheck.report.html.markup import escaped
from labelcheck.report.html.tones import INKS, tones
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import Quotations, numbers, span


class View(NamedTuple):
    """One page of one document."""

    document: int
    page: int


def views(evaluation: Evaluation) -> list[View]:
    """Pages worth showing: those with marks, or the first page of everything where nothing is marked."""
    marked = numbers(evaluation)
    found = {view for claim in evaluation.claims if claim.id in marked for view in _views_of(claim)}
    return sorted(found) or [View(number, 1) for number in range(len(evaluation.documents))]


def _views_of(claim: Claim) -> list[View]:
    """Where a claim stands: its own page, and the other photos that show it too."""
    return [View(claim.document, claim.page), *(View(place.document, place.page) for place in claim.also)]


@speech.fragment
def show(product: Product, evaluation: Evaluation) -> None:
    """The label beside the answer, one page at a time."""
    choices = views(evaluation)
    if not choices:
        return
    view = choices[0]
    if len(choices) > 1:
        view = st.selectbox(
            say("Page of the label"),
            choices,
            format_func=lambda choice: _title(evaluation, choice),
            key=f"view-{len(choices)}-{product.title}",
        )
    document = evaluation.documents[view.document]
    picture = None
    if document.kind in ("pdf", "image"):
        with st.spinner(say("Preparing the picture of the label")):
            picture = _picture(product, evaluation, view)
    if picture is None:
        text = marked_text(evaluation, view)
        name = escaped(say("Text of the label"))
        st.html(f'<div class="lc-page" tabindex="0" role="region" aria-label="{name}">{text}</div>')
    else:
        st.image(picture, alt=_alternative(evaluation, view), width="stretch")
    st.html(f'<p class="lc-caption">{_caption(evaluation, view)}</p>')


def _title(evaluation: Evaluation, view: View) -> str:
    document = evaluation.documents[view.document]
    paged = len(document.pages) > 1
    name = one_line(document.name)
    return say("{name}, page {page}", name=name, page=view.page) if paged else name


def _caption(evaluation: Evaluation, view: View) -> str:
    document = evaluation.documents[view.document]
    name, total = document.name, len(document.pages)
    shown = say("{name}, page {page} of {total}.", name=name, page=view.page, total=total) if total > 1 else f"{name}."
    quoted = numbers(evaluation)
    here = any(view in _views_of(claim) for claim in evaluation.claims if claim.id in quoted)
    marks = say("Numbers lead to the quotations below.") if here else say("Nothing on it was quoted.")
    return f"{escaped(shown)} {escaped(marks)}"


def _alternative(evaluation: Evaluation, view: View) -> str:
    """What the picture shows, for whoever cannot see it: the numbered quotations, in words."""
    marked = numbers(evaluation)
    here = [claim.id for claim in evaluation.claims if view in _views_of(claim)]
    quotes = Quotations(evaluation).of(sorted((name for name in here if name in marked), key=marked.__getitem__))
    words = "; ".join(f"{quote.number}: {' … '.join(p.text for p in quote.pieces if p.marked)}" for quote in quotes)
    name = one_line(evaluation.documents[view.document].name)
    return say("Page {page} of {name}. Marked words: {words}", page=view.page, name=name, words=words or say("none"))


def _marks(evaluation: Evaluation, view: View) -> list[Mark]:
    """Boxes on the page, one mark for a number and its colour however many claims share them."""
    marked, tone = numbers(evaluation), tones(evaluation)
    together: dict[tuple[int, str], dict[Box, None]] = {}
    for claim in sorted(evaluation.claims, key=lambda claim: claim.start):
        if claim.id not in marked:
            continue
        here = together.setdefault((marked[claim.id], INKS[tone[claim.id]]), {})
        if View(claim.document, claim.page) == view:
            here.update(dict.fromkeys(_boxes(evaluation.documents[view.document], claim)))
        for place in claim.also:
            if View(place.document, place.page) == view:
                here.update(dict.fromkeys(place.boxes))
    return [Mark(number, ink, tuple(boxes)) for (number, ink), boxes in together.items() if boxes]


def _boxes(document: Document, claim: Claim) -> Sequence[Box]:
    """The boxes of a claim's quoted words, with those of the words that deny or hedge it."""
    start, end = span(document.text, claim)
    if (start, end) == (claim.start, claim.end):
        return claim.boxes
    return [word.box for word in document.words if word.start < end and word.end > start] or claim.boxes


def _picture(product: Product, evaluation: Evaluation, view: View) -> bytes | None:
    document = evaluation.documents[view.document]
    source = origin(product.members, document)
    page = next((page for page in document.pages if page.number == view.page), None)
    if source is None or page is None:
        return None
    key = ("picture", evaluation.rules_digest, tuple(map(fingerprint, product.sources)), product.password, view)

    def draw() -> bytes | None:
        picture = page_picture(source, document, view.page, product.settings)
        return picture and highlighted(picture, page, _marks(evaluation, view))

    return remembered(key, draw)


def marked_text(evaluation: Evaluation, view: View) -> str:
    """A page's text as HTML with numbered marks; overlapping claims share the mark of the first."""
    document = evaluation.documents[view.document]
    start, end = _span(document, view.page)
    pieces: list[str] = []
    seen: set[int] = set()
    for first, last, number, tone in _spans(evaluation, view):
        if first < start or last > end:
            continue
        pieces.append(_unmarked(document, start, first))
        chip = "" if number in seen else f'<sup class="lc-chip lc-{tone}">{number}</sup>'
        seen.add(number)
        pieces.append(f"<mark>{chip}{escaped(document.text[first:last], chr(10))}</mark>")
        start = last
    return "".join([*pieces, _unmarked(document, start, end)])


def _unmarked(document: Document, start: int, end: int) -> str:
    """Text without quotations as HTML; what is in a language that is not read is set apart."""
    pieces: list[str] = []
    for stretch in document.foreign:
        first, last = max(start, stretch.start), min(end, stretch.end)
        if first < last:
            pieces.append(escaped(document.text[start:first], "\n\t"))
            words = escaped(document.text[first:last], "\n\t")
            unread = say("{language}, not read", language=say(stretch.name))
            pieces.append(f'<span class="lc-foreign" title="{escaped(unread)}">{words}</span>')
            start = last
    return "".join([*pieces, escaped(document.text[start:end], "\n\t")])


def _span(document: Document, number: int) -> tuple[int, int]:
    page = next((page for page in document.pages if page.number == number), None)
    return (page.start, page.end) if page is not None else (0, len(document.text))


def _spans(evaluation: Evaluation, view: View) -> Iterator[tuple[int, int, int, str]]:
    marked, tone = numbers(evaluation), tones(evaluation)
    here = [claim for claim in evaluation.claims if claim.id in marked and claim.document == view.document]
    last = -1
    for claim in sorted(here, key=lambda claim: (claim.start, -claim.end)):
        start, end = span(evaluation.documents[claim.document].text, claim)
        if start >= last:
            yield start, end, marked[claim.id], tone[claim.id]
            last = end
