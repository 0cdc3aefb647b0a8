"""An opened cell: the answer, the words it rests on where they stand in the document, and the standard that asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from labelcheck.dossiers import Cell, Dossier, Fault, Quote
from labelcheck.language import say
from labelcheck.models import CaptureSettings, Claim, Document, Evaluation, Skip, Source
from labelcheck.pages import knowledge, label, speech, terms
from labelcheck.pages.compare_set import Compared
from labelcheck.pages.product import remembered
from labelcheck.pictures import origin, page_picture
from labelcheck.report.highlight import Mark, cut_out, highlighted
from labelcheck.report.html import compare_dossier as blocks
from labelcheck.report.html.compare import shortened, tone
from labelcheck.report.html.markup import escaped, said, tongue
from labelcheck.report.html.tones import INKS
from labelcheck.report.quotation import Quotations
from labelcheck.report.terms import cell_texts

_SHOWN: Final = 4
"""Quotations shown at once; the others are named."""
_AROUND: Final = 700
"""Characters of a text shown on either side of quoted words."""


@speech.dialog("The words behind an answer", width=750)
def show(compared: Compared, dossier: Dossier, cell: Cell) -> None:
    """The window over the table: why a question is answered so, the words in their document, the standard."""
    checklist = knowledge.rules().checklists.get(compared.comparison.checklist)
    item = next((item for item in checklist.items if item.id == cell.id), None) if checklist else None
    st.html(blocks.cell_head(cell, item, dossier))
    if cell.quotes:
        st.html(f'<h4 class="lc-cmp-said">{escaped(say("What the documents say"))}</h4>')
    ink = INKS.get(tone(cell), INKS["silent"])
    for quote in cell.quotes[:_SHOWN]:
        _quote(compared, dossier, quote, ink)
    more = cell.quotes[_SHOWN:]
    if more:
        with st.expander(say("{count} more places", count=len(more))):
            st.html("".join(blocks.quotation(dossier, quote) for quote in more))
    if told := blocks.standard(cell, item, checklist):
        st.html(told)
    terms.show(compared.comparison.terms, cell_texts(cell, item))


@speech.dialog("What does not fit", width=750)
def show_fault(compared: Compared, dossier: Dossier, fault: Fault) -> None:
    """The window over a product's page: where the words stand that do not fit."""
    st.html(f'<section class="lc-cmp-cell"{tongue()}><p class="lc-reason">{said(fault.message)}</p></section>')
    for quote in fault.quotes:
        _quote(compared, dossier, quote, INKS["contrary"])


def _quote(compared: Compared, dossier: Dossier, quote: Quote, ink: str) -> None:
    """Words of a document: cut out of its page with a frame around them, or in the text around them."""
    behind = compared.behind(dossier)
    document, claim = (None, None) if behind is None else _origin(behind[1], quote)
    cut = page = None
    if behind is not None and document is not None:
        cut, page = _pictures(compared.settings(dossier), behind[0].sources, document, quote, ink)
    st.html(blocks.quotation(dossier, quote))
    words = shortened(quote.text, 90)
    if cut:
        st.image(cut, alt=say("The words on the label: {words}", words=words))
    if behind is None or document is None or claim is None:
        return
    with st.expander(say("On the page, and why it was read this way"), icon=":material/my_location:"):
        why = [line for one in Quotations(behind[1]).of([claim.id]) for line in one.why]
        rows = "".join(f"<li>{escaped(line)}</li>" for line in why)
        st.html(f'<ul class="lc-plain lc-note">{rows}</ul>')
        if page:
            alt = say("{page}. Marked words: {words}", page=blocks.place(dossier, quote), words=words)
            st.image(page, alt=alt, width="stretch")
        else:
            label.show_text(_around(document, claim), blocks.place(dossier, quote))


def _origin(evaluation: Evaluation, quote: Quote) -> tuple[Document | None, Claim | None]:
    """The document that words stand in, and the claim that was made of them, as far as they are still known."""
    claim = next((claim for claim in evaluation.claims if claim.id == quote.claim), None)
    place = claim.document if claim is not None else quote.document
    return (evaluation.documents[place] if 0 <= place < len(evaluation.documents) else None), claim


def _around(document: Document, claim: Claim) -> str:
    """The quoted words, marked, in the text around them, as HTML."""
    start, end = max(0, claim.start - _AROUND), min(len(document.text), claim.end + _AROUND)
    before = document.text[start : claim.start]
    after = document.text[claim.end : end]
    marked = f"<mark>{escaped(document.text[claim.start : claim.end], chr(10))}</mark>"
    return f"{escaped(before, chr(10) + chr(9))}{marked}{escaped(after, chr(10) + chr(9))}"


def _pictures(
    settings: CaptureSettings, sources: Sequence[Source | Skip], document: Document, quote: Quote, ink: str
) -> tuple[bytes | None, bytes | None]:
    """The part of the page around quoted words, and the whole page, both with a frame; None where there is none."""
    page = next((page for page in document.pages if page.number == quote.page), None)
    if page is None or document.kind not in ("pdf", "image") or not quote.boxes:
        return None, None

    def plain() -> bytes:
        source = origin([source for source in sources if isinstance(source, Source)], document)
        with st.spinner(say("Preparing the picture of the page")):
            return (source and page_picture(source, document, quote.page, settings)) or b""

    picture = remembered(("compared page", document.sha256, quote.page), plain, "pictures")
    if not picture:
        return None, None
    mark = Mark("", ink, quote.boxes)
    printed = [word.box for word in document.words if word.box.page == quote.page]
    (cut,) = cut_out(picture, page, [mark], printed)
    return (cut.png if cut else None), highlighted(picture, page, [mark])
