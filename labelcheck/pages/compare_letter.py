"""The letter that asks a supplier for what is missing or does not fit: written here, changed by the visitor, saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Final

import streamlit as st

from labelcheck.dossiers import Dossier
from labelcheck.language import noted, say, spoken
from labelcheck.pages import compare_set, speech
from labelcheck.pages.compare_set import Compared
from labelcheck.pages.exports import safe_name
from labelcheck.report.html.markup import said, tongue
from labelcheck.report.request import letter_docx, letter_pdf, request_letter

_WIDTH: Final = 760
"""Pixels of the field on a wide page: lines of a letter are short."""
_ARRIVAL_SECONDS: Final = 1.0
"""How long a change to the field is waited for when a button is pressed."""
_LOOK_SECONDS: Final = 0.02
_FORMS: Final[dict[str, tuple[str, str, str, Callable[[str], bytes]]]] = {
    "docx": (
        noted("Letter as Word document"),
        "article",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        letter_docx,
    ),
    "pdf": (noted("Letter as PDF"), "picture_as_pdf", "application/pdf", letter_pdf),
    "txt": (noted("Letter as text"), "description", "text/plain", lambda text: text.encode("utf-8")),
}


def show(compared: Compared, dossier: Dossier) -> None:
    """The letter in a field, and what to save it as. What the visitor wrote stays until the suppliers are put away.

    Typing draws the field anew and no button: Streamlit forgets what a button is to write as soon as it is drawn again,
    and pressing one ends the typing.
    """
    title = said("What to ask this supplier for")
    drafted = request_letter(dossier)
    note = said("Change it as you like. What stands in the field is what is saved.")
    none = said("Its documents answer every question, and nothing in them was found to contradict anything else.")
    st.html(
        f'<section class="lc-block" id="lc-letter"{tongue()}><h2>{title}</h2>'
        f'<p class="lc-intro">{note if drafted else none}</p></section>'
    )
    if not drafted:
        return
    changed = compare_set.letters()
    name = (compared.key, dossier.name, spoken())
    _field(name, drafted)
    with st.container(horizontal=True, gap="small", key="compare-letter-actions"):
        for suffix, (words, symbol, mime, write) in _FORMS.items():
            st.download_button(
                say(words),
                _written(write, lambda: changed.get(name, drafted)),
                f"request-{safe_name(dossier.name + '.x')}.{suffix}",
                mime,
                on_click="ignore",
                icon=f":material/{symbol}:",
                key=f"compare-letter-{suffix}",
            )


@speech.fragment
def _field(name: Hashable, drafted: str) -> None:
    changed = compare_set.letters()
    key = f"compare-letter-{hash(name)}"
    if key not in st.session_state:
        st.session_state[key] = changed.get(name, drafted)

    def keep() -> None:
        changed[name] = st.session_state[key]

    def reset() -> None:
        changed.pop(name, None)
        st.session_state[key] = drafted

    st.text_area(say("Letter to the supplier"), key=key, height=420, width=_WIDTH, on_change=keep)
    if changed.get(name, drafted) != drafted:
        st.button(say("Undo my changes"), on_click=reset, icon=":material/undo:", type="tertiary")


def _written(write: Callable[[str], bytes], text: Callable[[], str]) -> Callable[[], bytes]:
    """What writes the letter as it stands when the button is pressed.

    Pressing it ends the typing in the field: the last change is sent first and may arrive a moment after.
    """

    def written() -> bytes:
        before, end = text(), time.monotonic() + _ARRIVAL_SECONDS
        while text() == before and time.monotonic() < end:
            time.sleep(_LOOK_SECONDS)
        return write(text())

    return written
