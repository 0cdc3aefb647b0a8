"""Claims to question: those that hold everywhere, and behind a click those of each market."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from labelcheck.models import Evaluation, Flag
from labelcheck.pages.details import Quoted, quoted_of, quotes, references
from labelcheck.pages.markup import SEVERITY_ICONS, SEVERITY_TONES, escaped, icon, pill, plain_markdown
from labelcheck.report import findings, wording

_AWAY: Final = "markets-away"
_FEW: Final = 4
_NONE: Final = '<p class="lc-intro">None was found that would be doubtful everywhere.</p>'


def show(evaluation: Evaluation) -> None:
    """Claims that are wrong, unproven or barred somewhere, the gravest first in each group."""
    groups = findings.by_market(evaluation.flags)
    general = next((flags for market, flags in groups if market == findings.GENERAL), [])
    first, rest = _folded(general)
    quoted = quoted_of(evaluation)
    st.html(
        '<section class="lc-block" id="lc-flags"><h2>Claims to question</h2>'
        '<p class="lc-intro">These do not change the four answers: a label can be open about what it holds and still '
        f"promise too much.</p>{cards(quoted, first) or _NONE}</section>"
    )
    if rest:
        with st.expander(f"{len(rest)} more that are minor or good to know", icon=":material/flag:"):
            st.html(cards(quoted, rest))
    if any(market != findings.GENERAL for market, _ in groups):
        _markets(evaluation)


def _folded(flags: Sequence[Flag]) -> tuple[Sequence[Flag], Sequence[Flag]]:
    """What is shown at once and what behind a click: many claims would hide the grave ones among them."""
    grave = [flag for flag in flags if flag.severity in ("critical", "high")]
    return (flags, []) if len(flags) <= _FEW or not grave else (grave, flags[len(grave) :])


@st.fragment
def _markets(evaluation: Evaluation) -> None:
    """The rules of each market behind a click. Choosing markets runs this part of the page again and nothing else."""
    groups = {market: flags for market, flags in findings.by_market(evaluation.flags) if market != findings.GENERAL}
    st.html(
        f'<section class="lc-block" id="lc-markets"><h2>{findings.MARKETS_TITLE}</h2>'
        f'<p class="lc-intro">{escaped(findings.NO_ADVICE)}</p></section>'
    )
    chosen = _chosen(list(groups)) if len(groups) > 1 else list(groups)
    quoted = quoted_of(evaluation)
    for market in chosen:
        flags = groups[market]
        with st.expander(plain_markdown(f"{wording.market(market)}: {findings.tally(flags)}"), key=f"market-{market}"):
            st.html(cards(quoted, flags))
    if not chosen:
        st.html('<p class="lc-intro" role="status">No place is chosen, so no rules are shown.</p>')
    if quiet := [wording.market(market) for market in evaluation.markets if market not in groups]:
        st.html(f'<p class="lc-note">Nothing to question by the rules of: {escaped(", ".join(quiet))}.</p>')


def _chosen(markets: list[str]) -> list[str]:
    """The markets to show: all, until someone takes some away, which is remembered for other labels of the session.

    Streamlit forgets a widget that is not on the page, so what was taken away is kept beside it.
    """
    key = f"markets-{len(markets)}-{'-'.join(markets)}"
    away = set(st.session_state.get(_AWAY, ()))
    if key not in st.session_state:
        st.session_state[key] = [market for market in markets if market not in away]

    def remember() -> None:
        st.session_state[_AWAY] = (away - set(markets)) | (set(markets) - set(st.session_state[key]))

    chosen = st.pills(
        "Where is it sold?",
        markets,
        selection_mode="multi",
        format_func=lambda market: plain_markdown(wording.market(market)),
        key=key,
        on_change=remember,
        help="The rules of places that you switch off are hidden. The answers stay as they are.",
    )
    return [market for market in markets if market in chosen]


def cards(quoted: Quoted, flags: Sequence[Flag]) -> str:
    """Claims to question as HTML, one below the other."""
    return "".join(_flag(quoted, flag) for flag in flags)


def _flag(quoted: Quoted, flag: Flag) -> str:
    tone = SEVERITY_TONES[flag.severity]
    badge = pill(tone, SEVERITY_ICONS[flag.severity], wording.SEVERITY_WORDS[flag.severity])
    sum_ = f'<p class="lc-sum"><b>The sum:</b> {escaped(flag.arithmetic)}</p>' if flag.arithmetic else ""
    return (
        f'<article class="lc-question"><header><h3>{escaped(findings.title(flag))}</h3>{badge}</header>'
        f'<div class="lc-sides"><div><p class="lc-reason">{escaped(flag.message)}</p>{sum_}'
        f"{quotes(quoted, flag.claims)}</div>"
        f'<div class="lc-aside">'
        f'<div class="lc-advice"><h4>{icon("edit_note")}What it could say</h4><p>{escaped(flag.suggestion)}</p></div>'
        f"{_reasons(flag)}</div></div></article>"
    )


def _reasons(flag: Flag) -> str:
    """Why, how serious, by which rule and how that is known: for those who want to check, behind a click."""
    rows = [
        ("Rule", findings.rule_dates(flag)),
        ("Exception", flag.exempt),
        ("How this is known", findings.BASIS_NOTES[flag.basis]),
    ]
    notes = "".join(f'<p class="lc-note"><b>{name}:</b> {escaped(value)}</p>' for name, value in rows if value)
    return (
        f'<details class="lc-why lc-because"><summary>Why, and where this comes from</summary>'
        f"<p>{escaped(flag.why)}</p>{_ladder(flag)}{notes}"
        f'<p class="lc-refs">{references(flag.references)}</p></details>'
    )


def _ladder(flag: Flag) -> str:
    """All steps of the ladder with the claim's own marked by word and weight, for those who wonder what is worse."""
    if not flag.step:
        return ""
    steps = [
        f'<li aria-current="true"><b>{escaped(step)} (this claim)</b></li>'
        if place == flag.step
        else f"<li>{escaped(step)}</li>"
        for place, step in enumerate(flag.steps, 1)
    ]
    return (
        f"<p><b>How serious:</b> step {flag.step} of {len(flag.steps)}, 1 being the worst</p><ol>{''.join(steps)}</ol>"
    )
