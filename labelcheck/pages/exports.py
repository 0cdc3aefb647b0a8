"""Reports to take home, one button a format; each is written when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import PurePath
from typing import Final

import streamlit as st

from labelcheck.language import noted, say, speaking, spoken
from labelcheck.models import Evaluation
from labelcheck.pages.product import Product
from labelcheck.pictures import page_pictures
from labelcheck.report import FORMATS, Extras

_LABELS: Final = {
    "pdf": noted("Report as PDF"),
    "html": noted("Report as web page"),
    "text": noted("Report as text"),
    "csv": noted("Table as CSV"),
    "json": noted("Data as JSON"),
    "sarif": noted("Findings as SARIF"),
}
_ICONS: Final = {
    "text": "description",
    "html": "language",
    "pdf": "picture_as_pdf",
    "json": "data_object",
    "csv": "table",
    "sarif": "code",
}


_FIRST: Final = "pdf"
"""The report most people want."""


def buttons(chosen: Product, evaluation: Evaluation, stem: str, made_on: date | None = None) -> None:
    """A button for every report format; files are called by ``stem`` and the product's name or its first document.

    They name the day ``made_on``, by default the day when they are written.
    """
    for form in _ordered():
        _button(chosen, evaluation, stem, form, made_on)


def first_button(chosen: Product, evaluation: Evaluation, stem: str, made_on: date | None = None) -> None:
    """A button for the report most people want, and the other formats behind one more, as :func:`buttons`."""
    _button(chosen, evaluation, stem, _FIRST, made_on)
    with st.popover(say("Other formats"), icon=":material/download:"):
        for form in _ordered():
            if form != _FIRST:
                _button(chosen, evaluation, stem, form, made_on)


def _ordered() -> list[str]:
    """All formats, those that people read before those for programs."""
    return sorted(FORMATS, key=lambda form: list(_LABELS).index(form) if form in _LABELS else len(_LABELS))


def _button(chosen: Product, evaluation: Evaluation, stem: str, form: str, made_on: date | None = None) -> None:
    st.download_button(
        say(_LABELS[form]) if form in _LABELS else say("Report as {format}", format=form.upper()),
        report(chosen, evaluation, form, made_on),
        f"{stem}-{safe_name(chosen.name or chosen.sources[0].name)}{FORMATS[form].suffix}",
        FORMATS[form].mime,
        on_click="ignore",
        icon=f":material/{_ICONS.get(form, 'download')}:",
        key=f"{stem}-{form}",
    )


def report(chosen: Product, evaluation: Evaluation, form: str, made_on: date | None = None) -> Callable[[], bytes]:
    """What writes a report in the language spoken now: it is called by another thread, when its button is pressed."""
    language = spoken()

    def write() -> bytes:
        made = FORMATS[form]
        with speaking(language):
            pictures = page_pictures(chosen.sources, evaluation, chosen.settings) if made.pictured else {}
            return made.write(evaluation, Extras(made_on=made_on or date.today(), pictures=pictures))

    return write


def safe_name(name: str) -> str:
    """A part of a file name made of letters, digits and single hyphens, from whatever a document is called."""
    letters = "".join(char if char.isalnum() else "-" for char in PurePath(name).stem)
    return "-".join(filter(None, letters.split("-")))[:40].strip("-") or "report"
