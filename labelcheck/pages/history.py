"""The history: a switch, results kept on this computer, each to be opened again or deleted, and what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, get_args

import streamlit as st

from labelcheck.history import Entry, History, HistoryError, NoEntry, number_of
from labelcheck.language import say
from labelcheck.models import OverallVerdict
from labelcheck.pages import kept_report, links, speech, versions
from labelcheck.pages.kept import RESULT, is_within_reach
from labelcheck.report.findings import day
from labelcheck.report.html.answer import verdict_pill
from labelcheck.report.html.markup import escaped, icon, pill, plain_markdown
from labelcheck.report.printable import one_line

LIST: Final = "history"
"""The address of this page."""
_SHOWN: Final = 10
_SWITCH: Final = "history-switch"
_TROUBLE: Final = "history-trouble"
_MOST_FILES: Final = 4


def page() -> None:
    """The switch, the results, and what changed between two of them."""
    if not is_within_reach():
        _head()
        _not_here()
        versions.ask(None)
        return
    history = History()
    try:
        _all(history)
    except HistoryError as error:
        st.error(plain_markdown(str(error)), icon=":material/error:")


def result() -> None:
    """One result again, on a page of its own that ``?id=`` asks for."""
    links.begin("one")
    if st.button(say("Back to all results"), icon=":material/arrow_back:", type="tertiary", key="history-back"):
        st.switch_page(st.Page(page, url_path=LIST))
    if not is_within_reach():
        _not_here()
        return
    asked = links.asked_for()
    try:
        saved = History().get(number_of(asked))
    except NoEntry:
        missing = say("There is no result {id} in the history.", id=plain_markdown(asked))
        st.warning(missing, icon=":material/search_off:")
    except HistoryError as error:
        st.error(plain_markdown(str(error)), icon=":material/error:")
    else:
        st.html(head(saved.entry, listed=False))
        kept_report.show(saved)


def _head() -> None:
    links.begin("all")
    lede = say("Results of your checks, kept on this computer, to open again and to compare with later versions.")
    st.html(f'<header class="lc-welcome"><h1>{escaped(say("History"))}</h1><p>{escaped(lede)}</p></header>')


def _not_here() -> None:
    st.info(
        say(
            "The history cannot be opened here and nothing is kept: other computers can reach this app, and whoever "
            "opens it could read and delete every result. Open it on this computer alone, or start it with: labelcheck "
            "serve --shared-history"
        ),
        icon=":material/lock:",
    )


def _all(history: History) -> None:
    on = history.on
    _head()
    st.session_state[_SWITCH] = on  # the command line may have switched it
    st.toggle(say("Keep results on this computer"), key=_SWITCH, on_change=_switch)
    if trouble := st.session_state.pop(_TROUBLE, ""):
        st.error(plain_markdown(trouble), icon=":material/error:")
    state = (
        say(
            "The history is on: every finished check and comparison is kept, each result once. Corrections make a "
            "result of their own."
        )
        if on
        else say("The history is off: no new result is kept, and no file is written.")
    )
    symbol = icon("history" if on else "history_toggle_off")
    st.html(f'<p role="status"><b>{symbol} {escaped(state)}</b></p>')
    if on:
        with st.expander(say("What is kept, and where"), icon=":material/lock:"):
            st.html(_what(history))
    else:
        st.html(_what(history))
    if history.size().results:
        _entries(history)
    elif on:
        none = say("Nothing is kept yet. Check a label, and its result appears here.")
        st.html(f'<p class="lc-intro" role="status">{escaped(none)}</p>')
    versions.ask(history)


@speech.heard
def _switch() -> None:
    try:
        if is_within_reach():
            History().switch(bool(st.session_state[_SWITCH]))
    except HistoryError as error:
        st.session_state[_TROUBLE] = str(error)


def _what(history: History) -> str:
    """What is kept and where, in plain words."""
    rows = (
        say("Kept: the answers, the words that were read on the label, and the names and fingerprints of its files."),
        say("Never kept: the files themselves, pictures of the label, and passwords."),
        say("Where: in the folder {folder}, and sent nowhere.", folder=history.folder),
        say("Who sees it: everybody who can open this app or that folder on this computer."),
        say("What you delete is overwritten in the history's file. The disk itself and copies of it may hold traces."),
    )
    listed = "".join(f"<li>{escaped(row)}</li>" for row in rows)
    return f'<ul class="lc-plain">{listed}</ul>'


# --- the results -------------------------------------------------------------------------------------------------


def _entries(history: History) -> None:
    st.html(f'<section class="lc-block"><h2>{escaped(say("Kept results"))}</h2></section>')
    words = st.text_input(
        say("Search results"),
        placeholder=say("name, file or words of the label"),
        icon=":material/search:",
        key="history-search",
    )
    total = history.count(words)
    with st.container(horizontal=True, vertical_alignment="center"):
        count = say(
            "Results: {count}. The history takes {size} kB.", count=total, size=-(-history.size().taken // 1000)
        )
        st.html(f'<p class="lc-intro" role="status">{escaped(count)}</p>', width="content")
        st.space("stretch")
        if st.button(say("Delete all"), icon=":material/delete_sweep:", type="tertiary", key="history-clear"):
            _clear(history)
    stretch = links.turned(total, _SHOWN, f"history-{words}")
    for entry in history.search(words, _SHOWN, stretch.start):
        _row(history, entry)


def _row(history: History, entry: Entry) -> None:
    with st.container(border=True, key=f"history-entry-{entry.id}", gap="small"):
        st.html(head(entry))
        with st.container(horizontal=True, gap="small"):
            opened = say("Open number {number}", number=entry.id)
            if st.button(opened, icon=":material/open_in_full:", key=f"history-open-{entry.id}"):
                st.switch_page(st.Page(result, url_path=RESULT), query_params={"id": str(entry.id)})
            delete = say("Delete number {number}", number=entry.id)
            if st.button(delete, icon=":material/delete:", type="tertiary", key=f"history-delete-{entry.id}"):
                _delete(history, entry)


def head(entry: Entry, listed: bool = True) -> str:
    """An entry's name, day and files as HTML, in a list with its verdict, which an opened result shows by itself."""
    local = entry.saved_at.astimezone()
    kept = say(
        "number {number}, kept on {day} at {time}", number=entry.id, day=day(local.date()), time=f"{local:%H:%M}"
    )
    names = [one_line(file.name) for file in entry.files]
    files = "" if names == [entry.title] else ", ".join(names[:_MOST_FILES])
    if more := len(names) - _MOST_FILES if len(names) > _MOST_FILES else 0:
        files = f"{files} {say('and {count} more', count=more)}"
    shown = pill("silent", "compare_arrows", say("Comparison"))
    if entry.verdict in get_args(OverallVerdict):
        shown = verdict_pill(next(name for name in get_args(OverallVerdict) if name == entry.verdict))
    below = f'<p class="lc-note">{escaped(files)}</p>' if files else ""
    title = escaped(one_line(entry.title) or say("Without a name"))
    top = f"<h3>{title}</h3><p>{shown}</p>" if listed else f'<p class="lc-title">{icon("inventory_2")}{title}</p>'
    return f'<div>{top}<p class="lc-note">{escaped(kept)}</p>{below}</div>'


# --- deleting ----------------------------------------------------------------------------------------------------


@speech.dialog("Delete this result?")
def _delete(history: History, entry: Entry) -> None:
    st.html(head(entry))
    _confirm(say("Delete it"), lambda: history.delete(entry.id))


@speech.dialog("Delete all results?")
def _clear(history: History) -> None:
    count = history.size().results
    st.html(
        f"<p>{escaped(say('All results are deleted for good: {count}. The switch stays as it is.', count=count))}</p>"
    )
    _confirm(say("Delete all of them"), history.clear)


def _confirm(label: str, act: Callable[[], object]) -> None:
    @speech.heard
    def acted() -> None:
        try:
            act()
        except HistoryError as error:
            st.session_state[_TROUBLE] = str(error)

    with st.container(horizontal=True, gap="small"):
        done = st.button(label, icon=":material/delete_forever:", type="primary", key="history-sure", on_click=acted)
        if st.button(say("Keep it"), key="history-not") or done:
            st.rerun()
