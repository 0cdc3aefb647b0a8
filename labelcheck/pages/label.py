"""The label itself with the quoted words marked: on the picture of a page, or in the text where there is no picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Final

import streamlit as st

from labelcheck.language import say
from labelcheck.models import Box, Document, Evaluation
from labelcheck.pages import speech
from labelcheck.pages.product import Product, remembered
from labelcheck.pictures import origin, page_picture
from labelcheck.report.crops import page_marks
from labelcheck.report.highlight import Mark, cut_out, highlighted
from labelcheck.report.html.details import quoted_of, rules_of
from labelcheck.report.html.marked import ALL, View, marked_text, views, views_of
from labelcheck.report.html.markup import escaped, icon
from labelcheck.report.html.tones import INKS, tones
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import Quotation, Quotations, numbers

_LONGEST: Final = 60


UNREAD: Final = -1
"""Choice: what could not be read."""


def worth_showing(evaluation: Evaluation) -> bool:
    """Whether anything is marked on the label: quoted words, or what could not be read."""
    return bool(numbers(evaluation)) or any(map(_gaps, evaluation.documents))


@speech.fragment
def show(product: Product, evaluation: Evaluation) -> None:
    """The label beside the answer: all quoted words of a page, or one of them with why it was read that way."""
    if not evaluation.documents:
        return
    given = numbers(evaluation)
    quotes = {quote.number: quote for quote in Quotations(evaluation).of(sorted(given, key=given.__getitem__))}
    unread = sorted({View(n, box.page) for n, one in enumerate(evaluation.documents) for box in _gaps(one)})
    st.html('<div id="lc-where" class="lc-anchor"></div>')
    choices = [ALL, *([UNREAD] if unread else []), *sorted(quotes)]
    chosen = ALL
    if len(choices) > 1:
        chosen = st.selectbox(
            say("Show me where"),
            choices,
            index=1 if unread and not quotes else 0,
            format_func=lambda choice: _choice(quotes, choice),
            key=f"where-{hash((product.files, product.corrections, product.name))}",
        )
    if chosen in quotes:
        _show_one(product, evaluation, quotes[chosen])
    else:
        _show_page(product, evaluation, unread if chosen == UNREAD else views(evaluation), chosen)


def _choice(quotes: Mapping[int, Quotation], choice: int) -> str:
    if choice == ALL:
        return say("All quoted words")
    if choice == UNREAD:
        return say("What could not be read")
    return f"{choice} · {one_line(_words(quotes[choice]))}"


def _words(quote: Quotation) -> str:
    words = " … ".join(piece.text for piece in quote.pieces if piece.marked)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _show_page(product: Product, evaluation: Evaluation, choices: Sequence[View], chosen: int) -> None:
    view = choices[0]
    if len(choices) > 1:
        view = st.selectbox(
            say("Page of the label"),
            choices,
            format_func=lambda choice: _title(evaluation, choice),
            key=f"view-{chosen}-{hash(product.files)}",
        )
    picture = _picture(product, evaluation, view, chosen)
    if picture is None:
        show_text(marked_text(evaluation, view))
    else:
        st.image(picture, alt=_alternative(evaluation, view, chosen), width="stretch")
    st.html(f'<p class="lc-caption">{_caption(evaluation, view, chosen)}</p>')
    if chosen == UNREAD:
        document = evaluation.documents[view.document]
        rows = "".join(f"<li>{escaped(say(trouble.advice))}</li>" for trouble in document.troubles)
        st.html(f'<ul class="lc-plain">{rows}</ul>')


def _show_one(product: Product, evaluation: Evaluation, quote: Quotation) -> None:
    """One quotation: cut out of its page, why it was read so, and the page with the others only hinted at."""
    claim = quote.claims[0]
    view = View(claim.document, claim.page)
    words = _words(quote)
    cut = _picture(product, evaluation, view, quote.number, cut=True)
    if cut is not None:
        st.image(cut, alt=say("The words on the label: {words}", words=words), width="stretch")
    tone = tones(evaluation)[claim.id]
    why = "".join(f"<li>{escaped(line)}</li>" for line in quote.why)
    notes = "".join(f"<li>{icon('info')}{escaped(note)}</li>" for note in quote.notes)
    st.html(
        f'<div class="lc-spot"><p><span class="lc-chip lc-{tone}">{quote.number}</span> '
        f"<mark>{escaped(words)}</mark></p>"
        f'<p class="lc-note">{escaped(quote.place)}</p>{f"<ul class=lc-notes>{notes}</ul>" if notes else ""}'
        f"<h3>{escaped(say('Why it was read this way'))}</h3><ul class=lc-plain>{why}</ul>"
        f"{rules_of(quoted_of(evaluation), quote)}</div>"
    )
    page = _picture(product, evaluation, view, quote.number)
    if page is None:
        show_text(marked_text(evaluation, view, quote.number))
    else:
        st.image(page, alt=_alternative(evaluation, view, quote.number), width="stretch")
    st.html(f'<p class="lc-caption">{escaped(_title(evaluation, view))}</p>')


def show_text(text: str, name: str = "") -> None:
    """The text of a label, given as HTML, in a frame called ``name`` that the keyboard can reach to scroll it."""
    called = escaped(name or say("Text of the label"))
    st.html(f'<div class="lc-page" tabindex="0" role="region" aria-label="{called}">{text}</div>')


def _title(evaluation: Evaluation, view: View) -> str:
    document = evaluation.documents[view.document]
    name = one_line(document.name)
    if len(document.pages) < 2:
        return name
    return say("{name}, page {page} of {pages}", name=name, page=view.page, pages=len(document.pages))


def _caption(evaluation: Evaluation, view: View, chosen: int) -> str:
    quoted = numbers(evaluation)
    here = any(view in views_of(claim) for claim in evaluation.claims if claim.id in quoted)
    if chosen == UNREAD:
        marks = say("Letters mark what could not be read.")
    elif here:
        marks = say("Numbers lead to the quotations below.")
    else:
        marks = say("Nothing on it was quoted.")
    return f"{escaped(_title(evaluation, view))}. {escaped(marks)}"


def _alternative(evaluation: Evaluation, view: View, chosen: int) -> str:
    """What the picture shows, for whoever cannot see it: the numbered quotations, in words."""
    title = _title(evaluation, view)
    if chosen == UNREAD:
        return say("{page}, with the places marked that could not be read", page=title)
    marked = numbers(evaluation)
    here = [claim.id for claim in evaluation.claims if view in views_of(claim)]
    quotes = Quotations(evaluation).of(sorted((name for name in here if name in marked), key=marked.__getitem__))
    quotes = tuple(quote for quote in quotes if chosen in (ALL, quote.number))
    words = "; ".join(f"{quote.number}: {' … '.join(p.text for p in quote.pieces if p.marked)}" for quote in quotes)
    if not words:
        return say("{page}, with no marked words", page=title)
    return say("{page}. Marked words: {words}", page=title, words=words)


def _gaps(document: Document) -> list[Box]:
    """Places of a picture that read badly, the worst first, and then the others that could not be read."""
    return [*(trouble.box for trouble in document.troubles), *document.unread]


def _unread_marks(document: Document) -> list[Mark]:
    """Letters for the parts that read badly and why is known; the rest is only framed."""
    marks = [Mark(ascii_uppercase[n], INKS["unread"], (one.box,)) for n, one in enumerate(document.troubles[:26])]
    return [*marks, *(Mark("", INKS["unread"], (box,)) for box in document.unread)]


def _picture(product: Product, evaluation: Evaluation, view: View, chosen: int, cut: bool = False) -> bytes | None:
    """A page with its marks, or with ``cut`` only the part around the chosen one; None where there is no picture."""
    document = evaluation.documents[view.document]
    page = next((page for page in document.pages if page.number == view.page), None)
    if page is None or document.kind not in ("pdf", "image"):
        return None

    def plain() -> bytes:
        source = origin(product.members, document)
        with st.spinner(say("Preparing the picture of the label")):
            return (source and page_picture(source, document, view.page, product.settings)) or b""

    def draw() -> bytes:
        picture = remembered(("page", product.files, view), plain, "pictures")
        if not picture:
            return b""
        if chosen == UNREAD:
            return highlighted(picture, page, _unread_marks(document))
        marks = page_marks(evaluation, view.document, view.page)
        if not cut:
            return highlighted(picture, page, marks, chosen or None)
        mark = next((mark for mark in marks if mark.number == chosen), None)
        (found,) = cut_out(picture, page, [mark]) if mark else (None,)
        return found.png if found else b""

    key = ("picture", evaluation.rules_digest, product.files, product.name, product.corrections, view, chosen, cut)
    return remembered(key, draw, "pictures") or None
