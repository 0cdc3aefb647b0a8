"""What to ask the seller: the label's gaps as questions, to read here, to copy into a message or to print."""

from __future__ import annotations

import streamlit as st

from labelcheck.language import say
from labelcheck.models import Evaluation
from labelcheck.report.html.markup import escaped, icon
from labelcheck.report.questions import seller_letter, seller_questions


def show(found: Evaluation) -> None:
    """The questions, and behind a click the same as a message; nothing where there is nothing to ask."""
    questions = seller_questions(found)
    if not questions:
        return
    rows = "".join(f"<li>{escaped(question)}</li>" for question in questions)
    st.html(
        f'<section class="lc-ask" id="lc-ask"><h2>{icon("forum")}{escaped(say("What to ask the seller"))}</h2>'
        f"<ol>{rows}</ol></section>"
    )
    with st.expander(say("Copy as a message"), icon=":material/content_copy:"):
        st.code(seller_letter(found), language=None, wrap_lines=True)
