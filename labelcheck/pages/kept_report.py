"""A kept result opened again: the answer as it was, or its report in short where this version cannot open it."""

from __future__ import annotations

import json
from collections.abc import Iterable

import streamlit as st

from labelcheck.history import Saved
from labelcheck.language import say
from labelcheck.pages import check, compare_result, exports, label
from labelcheck.pages.compare_set import Compared
from labelcheck.pages.product import Product
from labelcheck.report.html import answer
from labelcheck.report.html.markup import escaped, plain_markdown
from labelcheck.report.saved import NoReport, saved_report
from labelcheck.report.saved_text import report_lines

_STEM = "history"


def show(saved: Saved) -> None:
    """The result with its downloads. Pictures are missing from it, since they were never kept."""
    found = saved.evaluation
    if saved.comparison is not None:
        compare_result.show(Compared(("history", saved.entry.id), saved.comparison, {}), _without_pictures)
        return
    if found is None:
        _short(saved)
        return
    title = saved.entry.title
    without_files = Product(title, (), (), (f"history:{saved.entry.id}",), name=title)
    left, right = st.columns([13, 9], gap="large")
    with left:
        st.html(answer.answer(found))
        if found.skipped:
            st.html(answer.skipped(found))
        with st.container(key="actions", horizontal=True, gap="small"):
            exports.first_button(without_files, found, _STEM, saved.made_on)
        note = say("Pictures of the label are missing here and in these reports, since only its words were kept.")
        st.html(f'<p class="lc-note">{escaped(note)}</p>')
    with right:
        label.show(without_files, found)
    check.rest(found)


def _without_pictures() -> None:
    note = say("Pictures of the documents are missing here, since only their words were kept.")
    st.html(f'<p class="lc-note">{escaped(note)}</p>')


def _short(saved: Saved) -> None:
    """What can be told without the evaluation, and the report as it was saved."""
    made = say(
        "This was kept by labelcheck {version} and can only be shown in short. The data holds all of it.",
        version=plain_markdown(saved.entry.version),
    )
    st.info(made, icon=":material/info:")
    if saved.entry.kind == "label":
        try:
            _list(report_lines(saved_report(json.loads(saved.report))))
        except NoReport as error:
            st.error(plain_markdown(str(error)), icon=":material/error:")
    name = f"{_STEM}-{exports.safe_name(saved.entry.title)}.json"
    st.download_button(
        say("Data as JSON"), saved.report, name, "application/json", on_click="ignore", icon=":material/data_object:"
    )


def _list(lines: Iterable[str]) -> None:
    st.html(f'<ul class="lc-plain">{"".join(f"<li>{escaped(line)}</li>" for line in lines)}</ul>')
