"""Suppliers side by side: take their documents in, read them, and show who discloses what and what does not fit."""

from __future__ import annotations

from typing import Final

import streamlit as st

from labelcheck.language import say
from labelcheck.pages import compare_intake, compare_result, compare_set, intake, job, kept, speech
from labelcheck.pages.compare_set import Compared, Suppliers
from labelcheck.pages.product import remembered
from labelcheck.report.html import compare as blocks
from labelcheck.report.html.markup import escaped, icon, plain_markdown

_STOPPED: Final = "compare-stopped"


def page() -> None:
    """Ask for suppliers' documents, or show what they say beside one another."""
    chosen = compare_set.current()
    if chosen is None:
        compare_intake.ask(stopped=bool(st.session_state.pop(_STOPPED, False)))
        return
    _bar(chosen)
    compared = _compared(chosen)
    if compared is None:
        return
    if not compared.comparison.dossiers:
        _nothing(compared)
        return

    def below() -> None:
        _password(compared)
        kept.note_comparison(compared.key, compared.comparison)

    compare_result.show(compared, below)


def _password(compared: Compared) -> None:
    """Where files are protected: a field for the password of one supplier's."""
    protected = [
        dossier.name
        for dossier in compared.comparison.dossiers
        if any(skip.needs == "password" for skip in dossier.skipped)
    ]
    if not protected:
        return
    with st.form("compare-password", border=False):
        name = protected[0]
        if len(protected) > 1:
            name = st.selectbox(say("Supplier with protected files"), protected, format_func=blocks.shortened)
        word = st.text_input(
            say("Password of the protected file")
            if len(protected) > 1
            else say("Password of the protected file of {name}", name=plain_markdown(blocks.shortened(name))),
            type="password",
            autocomplete="off",
            help=say("It opens the file on this computer and is forgotten with this comparison."),
        )
        if st.form_submit_button(say("Open it"), icon=":material/lock_open:") and word:
            compare_set.unlock(name, word)
            st.rerun()


def _bar(chosen: Suppliers) -> None:
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        title = f"<span>{escaped(intake.called(chosen.sources))}</span>"
        st.html(f'<p class="lc-title">{icon("folder_open")}{title}</p>', width="content")
        st.space("stretch")
        with st.popover(say("Other questions"), icon=":material/checklist:", type="tertiary"):
            compare_intake.questions(chosen.checklist, "compare-again", _ask_again)
        st.button(say("New comparison"), on_click=_new, icon=":material/restart_alt:", type="tertiary")


@speech.heard
def _ask_again() -> None:
    job.stop(compare_set.SLOT)
    compare_set.ask(st.session_state["compare-again"])


def _new() -> None:
    job.stop(compare_set.SLOT)
    compare_set.forget()


def _called_off() -> None:
    compare_set.forget()
    st.session_state[_STOPPED] = True


def _compared(chosen: Suppliers) -> Compared | None:
    """The comparison, made now or remembered from earlier in this session; None while it is being made."""
    given = compare_set.products(chosen)

    def read() -> Compared | None:
        return job.result(
            compare_set.SLOT,
            chosen.key,
            compare_set.work(chosen, given),
            max(1, len(given.products)),
            _called_off,
            words=_progress,
        )

    return remembered(("compared", chosen.key), read)


def _progress(number: int, count: int) -> str:
    if count == 1:
        return say("Reading the documents of one supplier")
    return say("Reading supplier {number} of {count}", number=number, count=count)


def _nothing(compared: Compared) -> None:
    """Why there is nothing to compare, with the cure of each file."""
    st.html(f'<section class="lc-answer"><h1>{escaped(say("There is nothing to compare"))}</h1></section>')
    if skips := compared.comparison.skipped:
        st.html(f'<div class="lc-skips" role="alert"><ul>{blocks.unread(skips)}</ul></div>')
    st.button(say("Choose other files"), on_click=_new, icon=":material/upload_file:", type="primary")
