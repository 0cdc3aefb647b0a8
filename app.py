"""The entry of ``streamlit run app.py`` (which ``labelcheck serve`` is) and of ``uvicorn app:app``.

Imported by a server it is ``app``: the Streamlit app with the HTTP API beside it, in one process. Run by Streamlit, for
each visitor, it is the page: navigation only; pages live in the package.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import streamlit as st

import labelcheck.pages
from labelcheck.api import BadToken, access_from, api_routes
from labelcheck.language import say
from labelcheck.pages import about, audit, check, compare, history, kept, knowledge, registry, rules, speech, window
from labelcheck.rules import RuleErrors, load_rules

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
        st.Page(history.page, title=say("History"), url_path=history.LIST),
        st.Page(registry.page, title=say("Evidence"), url_path="evidence"),
        st.Page(rules.page, title=say("Rules"), url_path="rules"),
        st.Page(about.page, title=say("About"), url_path="about"),
    ]
    result = st.Page(history.result, title=say("Kept result"), url_path=kept.RESULT)  # reached from its list
    chosen = st.navigation([*pages, result], position="hidden")  # Streamlit's own menu stays open over a page on phones
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


if __name__ == "__main__":
    main()
else:
    try:
        app = st.App(__file__, routes=api_routes(access_from(os.environ), load_rules), lifespan=window.opened)
    except BadToken as error:
        sys.exit(f"labelcheck: {error}")
