"""The Streamlit entry, ``streamlit run app.py`` or ``labelcheck serve``: navigation only; pages live in the package."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import labelcheck.pages
from labelcheck.pages import about, check, knowledge, registry, rules
from labelcheck.rules import RuleErrors

LOOK = Path(labelcheck.pages.__file__).parent
ABOUT = "labelcheck answers a published checklist with the words on an exosome label. Nothing leaves this computer."


def main() -> None:
    """Set the page up, choose one of four pages, and stop with a clear word where the rules are broken."""
    mark = (LOOK / "mark.svg").read_text(encoding="utf-8")
    st.set_page_config("labelcheck: what exosome labels disclose", mark, layout="wide", menu_items={"About": ABOUT})
    st.html(LOOK / "look.css")
    st.logo(mark, size="large")
    chosen = st.navigation(
        [
            st.Page(check.page, title="Check a label", url_path="check", default=True),
            st.Page(registry.page, title="Evidence", url_path="evidence"),
            st.Page(rules.page, title="Rules", url_path="rules"),
            st.Page(about.page, title="About", url_path="about"),
        ],
        position="top",
    )
    try:
        knowledge.rules()
    except RuleErrors as error:
        st.error("The rules are broken, so nothing is checked. Correct these files and start again.")
        st.code(str(error), language=None)
        st.stop()
    chosen.run()


main()
