"""One product of the comparison: what does not fit first, then its answers, its documents and the letter."""

from __future__ import annotations

from typing import Final

import streamlit as st

from labelcheck.dossiers import Cell, Dossier
from labelcheck.language import say
from labelcheck.pages import compare_cell, compare_letter, speech, terms
from labelcheck.pages.compare_set import Compared
from labelcheck.report.cell_words import value_words
from labelcheck.report.html import compare, compare_dossier
from labelcheck.report.html.markup import escaped, plain_markdown
from labelcheck.report.terms import comparison_texts

_LONGEST_VALUE: Final = 120


def show(compared: Compared, dossier: Dossier) -> None:
    """The page of one product."""
    st.html(compare_dossier.head(compared.comparison, dossier))
    _faults(compared, dossier)
    _answers(compared, dossier)
    st.html(compare_dossier.papers(dossier))
    if shared := compare_dossier.agreements(dossier):
        st.html(shared)
    if scale := compare.doses(compared.comparison, dossier):
        st.html(scale)
    compare_letter.show(compared, dossier)


@speech.fragment
def _faults(compared: Compared, dossier: Dossier) -> None:
    """What does not fit, each with the words of both sides and a button to see where they stand."""
    if head := compare_dossier.faults_head(dossier):
        st.html(head)
    for number, fault in enumerate(compare_dossier.graded(dossier)):
        with st.container(key=f"cmp-fault-{number}"):
            st.html(compare_dossier.fault_card(dossier, fault))
            seen = say("See it in the document") if len(fault.quotes) == 1 else say("See both in the documents")
            if fault.quotes and st.button(seen, key=f"cmp-see-{number}", icon=":material/my_location:"):
                compare_cell.show_fault(compared, dossier, fault)


@speech.fragment
def _answers(compared: Compared, dossier: Dossier) -> None:
    """The questions with their answers, each a button that opens its words."""
    st.html(f'<h2 class="lc-section">{escaped(say("Question by question"))}</h2>')
    place = compared.comparison.dossiers.index(dossier)
    known = {cell.id: cell for cell in dossier.cells}
    with st.container(key="cmp-list"):
        for column in compared.comparison.columns:
            cell = known.get(column.id)
            if cell is not None and st.button(
                _label(say(column.short), cell),
                key=f"cmpcell-{compare.tone(cell)}-one-{place}-{column.id}",
                icon=f":material/{compare.sign(cell)}:",
                width="stretch",
            ):
                compare_cell.show(compared, dossier, cell)
    terms.show(compared.comparison.terms, comparison_texts(compared.comparison.columns, [dossier]))


def _label(short: str, cell: Cell) -> str:
    outcome = plain_markdown(compare.word(cell))
    head = f"**{plain_markdown(short)}** *{outcome}*"
    value = compare.kept_together(compare.shortened(value_words(cell), _LONGEST_VALUE))
    return f"{head} {plain_markdown(value)}" if cell.value else head
