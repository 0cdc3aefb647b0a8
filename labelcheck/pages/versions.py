"""Two versions of a label beside each other: each a kept result or a saved report, and what changed between them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from labelcheck.history import Entry, History, HistoryError
from labelcheck.language import noted, say
from labelcheck.report.changes import NOTHING, OTHER_RULES, Group, about_the_label, grouped, other_rules, sections
from labelcheck.report.differences import differences
from labelcheck.report.findings import day
from labelcheck.report.html.markup import escaped, icon, plain_markdown, tongue
from labelcheck.report.printable import one_line
from labelcheck.report.saved import NoReport
from labelcheck.report.saved_file import report_data

_OFFERED: Final = 200
"""Kept results that can be chosen from a list, the newest ones."""
_NO_REPORT: Final = noted("This is no report of labelcheck. Take what “Data as JSON” or “Report as web page” saved.")


def ask(history: History | None) -> None:
    """Ask for both versions, and say what changed once both are there; without a history, for saved reports alone."""
    intro = say(
        "Choose two results, or upload reports that were saved as JSON or as a web page: what is no longer disclosed, "
        "which claims are new, and which numbers changed."
    )
    title = escaped(say("What changed between two versions"))
    st.html(f'<section class="lc-block"><h2>{title}</h2><p class="lc-intro">{escaped(intro)}</p></section>')
    kept = [entry for entry in (history.list(_OFFERED) if history else ()) if entry.kind == "label"]
    left, right = st.columns(2, gap="large")
    with left:
        old = _side(history, kept, "before", say("Before"), say("Or a saved report, before"))
    with right:
        new = _side(history, kept, "after", say("After"), say("Or a saved report, after"))
    if old is None or new is None:
        return
    try:
        groups = grouped(differences(old, new))
    except NoReport:
        st.error(say(_NO_REPORT), icon=":material/error:")
        return
    st.html(_shown(groups))


def _side(
    history: History | None, kept: Sequence[Entry], side: str, label: str, upload_label: str
) -> Mapping[str, Any] | None:
    """One version's report; None until there is one."""
    chosen: Entry | None = None
    if kept:
        chosen = st.selectbox(
            label, kept, index=None, format_func=_called, placeholder=say("Choose a result"), key=f"version-{side}"
        )
    upload = st.file_uploader(upload_label, type=("json", "html", "htm"), key=f"version-file-{side}")
    try:
        if upload is not None:
            return report_data(upload.getvalue())
        if history and chosen is not None:
            found: Mapping[str, Any] = json.loads(history.get(chosen.id).report)
            return found
    except NoReport:
        st.error(say(_NO_REPORT), icon=":material/error:")
    except HistoryError as error:
        st.error(plain_markdown(str(error)), icon=":material/error:")
    return None


def _called(entry: Entry) -> str:
    return f"{entry.id} · {one_line(entry.title)} · {day(entry.saved_at.astimezone().date())}"


def _shown(groups: Sequence[Group]) -> str:
    """The changes under their headings, in the words of ``labelcheck diff``."""
    changed = about_the_label(groups)
    head = "" if changed else f'<p role="status"><b>{escaped(say(NOTHING))}</b></p>'
    if other_rules(groups) and changed:
        head += f'<p class="lc-note">{icon("info")} {escaped(say(OTHER_RULES))}</p>'
    parts = []
    for title, lines in sections(groups):
        rows = "".join(f"<li>{escaped(line)}</li>" for line in lines)
        parts.append(f'<h3>{escaped(title)}</h3><ul class="lc-plain">{rows}</ul>')
    return f'<section class="lc-versions lc-rule"{tongue()} id="lc-changed">{head}{"".join(parts)}</section>'
