"""The dose on a scale: a picture, since looking beats reading here, and the same in words below it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from labelcheck.language import say
from labelcheck.models import Evaluation
from labelcheck.report import dose as words
from labelcheck.report.dose_picture import dose_svg
from labelcheck.report.html.dose import heading, told

_INKS: Final = {"light": "#1d2a2b", "dark": "#e9e6e0"}


def show(evaluation: Evaluation) -> None:
    """The block; nothing where the label states no amount of this product."""
    scale = evaluation.dose
    if scale is None:
        return
    with st.container(key="dose"):
        st.html(f'<section class="lc-block" id="lc-dose">{heading()}</section>')
        picture = dose_svg(evaluation)
        if picture:
            ink = _INKS.get(str(st.context.theme.type), _INKS["light"])
            shown = " ".join(words.marked(evaluation, mark) for mark in scale.marks)
            st.image(
                picture.replace("currentColor", ink),
                alt=say("Scale of doses in particles per mL. {doses}", doses=shown),
                width=460,
            )
        st.html(f'<div class="lc-dose">{told(evaluation)}</div>')
