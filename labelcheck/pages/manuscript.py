"""The copy that is being audited in this session, and what its editor found no problem: kept nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from labelcheck.models import Evaluation, Flag, Source
from labelcheck.pages import product
from labelcheck.report.dismissal import Subject, covers, subject, with_dismissals

_COPY: Final = "audit-copy"
_DRAFT: Final = "audit-draft"
_AWAY: Final = "audit-dismissed"
_ROUND: Final = "audit-round"
_TROUBLE: Final = "audit-trouble"


def current() -> product.Product | None:
    """The copy on the desk, if there is one."""
    found: product.Product | None = st.session_state.get(_COPY)
    return found


def choose(title: str, sources: tuple[Source, ...]) -> None:
    """Audit this from now on."""
    st.session_state[_COPY] = product.of(title, sources)
    st.session_state[_ROUND] = round_number() + 1
    st.session_state.pop(_TROUBLE, None)


def round_number() -> int:
    """Counts what was audited, so that each gets fresh upload fields and starts on its first page."""
    return int(st.session_state.get(_ROUND, 0))


def draft() -> str:
    """The text to go on writing at; "" for a fresh start."""
    return str(st.session_state.get(_DRAFT, ""))


def rewrite(text: str) -> None:
    """Put the copy back into the field for texts, to be changed; what was dismissed stays so."""
    st.session_state[_DRAFT] = text
    _put_away()


def forget() -> None:
    """Start afresh: no copy, no draft, nothing dismissed."""
    for key in (_DRAFT, _AWAY, _TROUBLE):
        st.session_state.pop(key, None)
    _put_away()


def refuse(troubles: list[str]) -> None:
    """Put away what could not be audited and keep the reasons, to be told where another text is asked for."""
    chosen = current()
    if chosen is not None and chosen.sources[0].text is not None:
        st.session_state[_DRAFT] = chosen.sources[0].text
    _put_away()
    st.session_state[_TROUBLE] = troubles


def troubles() -> list[str]:
    """Why the last text could not be audited, each with its cure."""
    return list(st.session_state.get(_TROUBLE, ()))


def _put_away() -> None:
    st.session_state.pop(_COPY, None)
    st.session_state[_ROUND] = round_number() + 1


# --- what is no problem ------------------------------------------------------------------------------------------


def judged(evaluation: Evaluation) -> Evaluation:
    """The evaluation with what this editor dismissed."""
    return with_dismissals(evaluation, _away())


def dismiss(evaluation: Evaluation, flag: Flag, reason: str) -> None:
    """Remember that a finding is no problem, and why."""
    take({subject(evaluation, flag): " ".join(reason.split())})


def take(reasons: Mapping[Subject, str]) -> None:
    """Remember dismissals, such as those of an earlier report."""
    st.session_state[_AWAY] = _away() | dict(reasons)


def restore(evaluation: Evaluation, flag: Flag) -> None:
    """Forget every dismissal that covers this finding."""
    about = subject(evaluation, flag)
    st.session_state[_AWAY] = {one: reason for one, reason in _away().items() if not covers(one, about)}


def _away() -> dict[Subject, str]:
    found: dict[Subject, str] = st.session_state.get(_AWAY, {})
    return found
