"""The Streamlit entry, ``streamlit run app.py`` or ``labelcheck serve``: navigation only; pages live in the package."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import labelcheck.pages
from labelcheck.language import say
from labelcheck.pages import about, audit, check, compare, knowledge, registry, rules, speech
from labelcheck.rules import RuleErrors

LOOK = Path(labelcheck.pages.__file__).parent


def main() -> None:
    """Set the page up, choose a page, and stop with a clear word where the rules are broken."""
    speech.begin()
    mark = (LOOK / "mark.svg").read_text(encoding="utf-8")
    about_it = say(
        "labelcheck answers a published checklist with the words on an exosome label. Nothing leaves this computer."
    )
    title = say("labelcheck: what exosome labels disclose")
    st.set_page_config(title, mark, layout="wide", menu_items={"About": about_it})
    st.html(LOOK / "look.css")
    st.logo(mark, size="large")
    pages = [
        st.Page(check.page, title=say("Check a label"), url_path="check", default=True),
        st.Page(compare.page, title=say("Compare suppliers"), url_path="compare"),
        st.Page(audit.page, title=say("Audit copy"), url_path="audit"),
        st.Page(registry.page, title=say("Evidence"), url_path="evidence"),
        st.Page(rules.page, title=say("Rules"), url_path="rules"),
        st.Page(about.page, title=say("About"), url_path="about"),
    ]
    chosen = st.navigation(pages, position="hidden")  # Streamlit's own menu stays open over a page on phones
    with st.container(key="nav", horizontal=True, gap=None):
        for page in pages:
            st.page_link(page, width="content")
    try:
        knowledge.rules()
    except RuleErrors as error:
        st.error(say("The rules are broken, so nothing is checked. Correct these files and start again."))
        st.code(str(error), language=None)
        st.stop()
    with st.container(key="language"):
        speech.choose()
    chosen.run()


main()
