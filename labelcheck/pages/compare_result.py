"""A finished comparison: the table of all products or one of them, made just now or opened from the history."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from labelcheck.language import say
from labelcheck.pages import compare_exports, compare_set, compare_supplier, compare_table, links
from labelcheck.pages.compare_set import Compared
from labelcheck.report.html import compare as blocks
from labelcheck.report.html.markup import escaped, icon


def show(compared: Compared, below: Callable[[], None]) -> None:
    """The product that is open, or all of them; ``below`` shows what else is to be said under the headline."""
    dossier = compare_set.opened(compared)
    links.begin("all" if dossier is None else "one")
    if dossier is not None:
        links.back(say("Back to all suppliers"), compare_set.close)
        compare_supplier.show(compared, dossier)
        return
    st.html(blocks.headline(compared.comparison))
    for notice in compared.comparison.notices:
        st.html(f'<p class="lc-note">{icon("info")} {escaped(say(notice))}</p>')
    below()
    jump = escaped(say("Save the comparison"))
    st.html(f'<p class="lc-note"><a href="#lc-save">{icon("download")} {jump}</a></p>')
    compare_table.show(compared)
    compare_exports.show(compared)
