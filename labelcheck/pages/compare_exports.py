"""The comparison to take home: the counts side by side, the matrix as a picture, and tables and data as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from labelcheck.compare.export import comparison_csv, comparison_json, comparison_xlsx, matrix_svg
from labelcheck.dossiers import Comparison
from labelcheck.language import noted, say, speaking, spoken
from labelcheck.pages.compare_set import Compared
from labelcheck.report.comparison_page import comparison_html
from labelcheck.report.html import compare as blocks
from labelcheck.report.html.markup import said, tongue

_WIDTH: Final = 760
"""Pixels of the matrix on a wide page."""
_FORMS: Final[dict[str, tuple[str, str, str, Callable[[Comparison], bytes]]]] = {
    "xlsx": (
        noted("Table for Excel"),
        "table",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        comparison_xlsx,
    ),
    "html": (noted("Report as web page"), "language", "text/html", comparison_html),
    "csv": (noted("Table as CSV"), "csv", "text/csv", comparison_csv),
    "json": (
        noted("Data as JSON"),
        "data_object",
        "application/json",
        lambda comparison: comparison_json(comparison).encode("utf-8"),
    ),
    "svg": (
        noted("Matrix as picture"),
        "image",
        "image/svg+xml",
        lambda comparison: matrix_svg(comparison).encode("utf-8"),
    ),
}


def show(compared: Compared) -> None:
    """What stands under the table."""
    comparison = compared.comparison
    title, intro = said("Save the comparison"), said("The table with every value and quotation, and the picture below.")
    st.html(
        f'<section class="lc-block" id="lc-save"{tongue()}><h2>{title}</h2><p class="lc-intro">{intro}</p></section>'
    )
    with st.container(horizontal=True, gap="small", key="compare-save"):
        for suffix, (words, symbol, mime, write) in _FORMS.items():
            st.download_button(
                say(words),
                _written(write, comparison),
                f"suppliers.{suffix}",
                mime,
                on_click="ignore",
                icon=f":material/{symbol}:",
                key=f"compare-{suffix}",
            )
    if scale := blocks.doses(comparison):
        st.html(scale)
    _matrix(comparison)


def _matrix(comparison: Comparison) -> None:
    with st.container(key="compare-matrix"):
        st.html(f'<section class="lc-block"{tongue()}><h2>{said("Who discloses what, in one picture")}</h2></section>')
        st.image(matrix_svg(comparison), alt=_alternative(comparison), width=_WIDTH)


def _alternative(comparison: Comparison) -> str:
    """The picture in words: of each product, how much it discloses."""
    rows = [
        say(
            "{name}: {met} of {asked} disclosed",
            name=blocks.shortened(dossier.name),
            met=dossier.complete[0],
            asked=dossier.complete[1],
        )
        for dossier in comparison.dossiers
    ]
    return say("Matrix of products and questions. {rows}", rows="; ".join(rows))


def _written(write: Callable[[Comparison], bytes], comparison: Comparison) -> Callable[[], bytes]:
    """What writes a file in the language spoken now: another thread calls it when its button is pressed."""
    language = spoken()

    def written() -> bytes:
        with speaking(language):
            return write(comparison)

    return written
