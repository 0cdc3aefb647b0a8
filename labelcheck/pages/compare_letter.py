"""The letter that asks a supplier for what is missing or does not fit: written here, changed by the visitor, saved."""

from __future__ import annotations

import time
from collections.abc import Callable
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
"""How long a change to the field is waited for."""
_DRAWING_SECONDS: Final = 10.0
"""How long the page is waited for that a change draws anew: files made before would be put away with the old one."""
_SETTLING_SECONDS: Final = 0.3
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


@speech.fragment
def show(compared: Compared, dossier: Dossier) -> None:
    """The letter in a field, and what to save it as. What the visitor wrote stays until the suppliers are put away."""
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
    changed, drawn = compare_set.letters(), compare_set.drawn_letters()
    name = (compared.key, dossier.name, spoken())
    key = f"compare-letter-{hash(name)}"
    if key not in st.session_state:
        st.session_state[key] = changed.get(name, drafted)

    def keep() -> None:
        changed[name] = st.session_state[key]

    def reset() -> None:
        changed.pop(name, None)
        st.session_state[key] = drafted

    st.text_area(say("Letter to the supplier"), key=key, height=420, width=_WIDTH, on_change=keep)
    with st.container(horizontal=True, gap="small", key="compare-letter-actions"):
        for suffix, (words, symbol, mime, write) in _FORMS.items():
            st.download_button(
                say(words),
                _written(write, lambda: changed.get(name, drafted), lambda: drawn.get(name)),
                f"request-{safe_name(dossier.name + '.x')}.{suffix}",
                mime,
                on_click="ignore",
                icon=f":material/{symbol}:",
                key=f"compare-letter-{suffix}",
            )
        if name in changed and changed[name] != drafted:
            st.button(say("Undo my changes"), on_click=reset, icon=":material/undo:", type="tertiary")
    drawn[name] = changed.get(name, drafted)


def _written(
    write: Callable[[str], bytes], text: Callable[[], str], drawn: Callable[[], str | None]
) -> Callable[[], bytes]:
    """What writes the letter as it stands when the button is pressed.

    Pressing it ends the typing in the field: the last change is sent first, may arrive a moment after, and has the page
    drawn anew, which puts away files of the page before.
    """
    before = text()

    def written() -> bytes:
        if _comes(lambda: text() != before, _ARRIVAL_SECONDS):
            _comes(lambda: drawn() == text(), _DRAWING_SECONDS)
            time.sleep(_SETTLING_SECONDS)
        return write(text())

    return written


def _comes(true: Callable[[], bool], seconds: float) -> bool:
    """Whether something becomes true within some seconds."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
