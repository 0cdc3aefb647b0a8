"""What the short words mean that stand on a page: folded away, for those who do not know them."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from labelcheck.language import say
from labelcheck.models import Term
from labelcheck.report.html import terms as blocks
from labelcheck.report.terms import terms_in


def show(terms: Iterable[Term], texts: Iterable[str]) -> None:
    """The terms that stand in ``texts``; nothing where none does."""
    if found := terms_in(terms, texts):
        with st.expander(say("What the short words mean"), icon=":material/help:"):
            st.html(blocks.terms(found))
