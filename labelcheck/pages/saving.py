"""Taking an answer along: every report format as a file, each written only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from labelcheck.language import noted, say, speaking, spoken
from labelcheck.models import Evaluation
from labelcheck.pages.product import Product
from labelcheck.pictures import page_pictures
from labelcheck.report import FORMATS, Extras

LABELS: Final = {
    "pdf": (noted("Report as PDF"), ":material/picture_as_pdf:"),
    "html": (noted("Report as web page"), ":material/print:"),
    "csv": (noted("Table as CSV"), ":material/table:"),
    "text": (noted("Report as text"), ":material/description:"),
    "json": (noted("Data as JSON"), ":material/data_object:"),
    "sarif": (noted("Findings as SARIF"), ":material/rule:"),
}
_FIRST: Final = "pdf"
_STEM = 40


def show(chosen: Product, found: Evaluation) -> None:
    """A button for the report most people want, and the other formats behind one more."""
    formats = [name for name in LABELS if name in FORMATS]
    first = _FIRST if _FIRST in formats else formats[0]
    _button(chosen, found, first)
    with st.popover(say("Other formats"), icon=":material/download:"):
        for name in formats:
            if name != first:
                _button(chosen, found, name)


def file_name(title: str, suffix: str) -> str:
    """A name for a report that every system takes, whatever a label's file is called."""
    stem = "".join(char if char.isalnum() else "-" for char in Path(title).stem)[:_STEM].strip("-")
    return f"labelcheck-{stem or 'report'}{suffix}"


def written(chosen: Product, found: Evaluation, name: str, language: str) -> bytes:
    """A report in one of ``FORMATS``, in a language, with pictures where the format shows any."""
    form = FORMATS[name]
    pictures = page_pictures(chosen.sources, found, chosen.settings) if form.pictured else {}
    with speaking(language):
        return form.write(found, Extras(made_on=date.today(), pictures=pictures))


def _button(chosen: Product, found: Evaluation, name: str) -> None:
    label, symbol = LABELS[name]
    data: Callable[[], bytes] = partial(written, chosen, found, name, spoken())
    st.download_button(
        say(label),
        data,
        file_name(chosen.name or chosen.sources[0].name, FORMATS[name].suffix),
        FORMATS[name].mime,
        on_click="ignore",
        icon=symbol,
        key=f"save-{name}",
    )
