"""Claims to question: those that hold everywhere, and behind a click those of each market."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from labelcheck.language import noted, say
from labelcheck.models import Evaluation, Flag
from labelcheck.pages import speech
from labelcheck.report import findings, wording
from labelcheck.report.html.details import quoted_of
from labelcheck.report.html.flags import cards
from labelcheck.report.html.markup import escaped, plain_markdown, said, tongue

_AWAY: Final = "markets-away"
_FEW: Final = 4
_NONE: Final = noted("None was found that would be doubtful everywhere.")


def show(evaluation: Evaluation) -> None:
    """Claims that are wrong, unproven or barred somewhere, the gravest first in each group."""
    groups = findings.by_market(evaluation.flags)
    general = next((flags for market, flags in groups if market == findings.GENERAL), [])
    first, rest = _folded(general)
    quoted = quoted_of(evaluation)
    intro = said(
        "These do not change the four answers: a label can be open about what it holds and still promise too much."
    )
    shown = cards(quoted, first) or f'<p class="lc-intro">{said(_NONE)}</p>'
    st.html(
        f'<section class="lc-block" id="lc-flags"{tongue()}><h2>{said("Claims to question")}</h2>'
        f'<p class="lc-intro">{intro}</p>{shown}</section>'
    )
    if rest:
        with st.expander(say("{count} more that are minor or good to know", count=len(rest)), icon=":material/flag:"):
            st.html(cards(quoted, rest))
    if any(market != findings.GENERAL for market, _ in groups):
        _markets(evaluation)


def _folded(flags: Sequence[Flag]) -> tuple[Sequence[Flag], Sequence[Flag]]:
    """What is shown at once and what behind a click: many claims would hide the grave ones among them."""
    grave = [flag for flag in flags if flag.severity in ("critical", "high")]
    return (flags, []) if len(flags) <= _FEW or not grave else (grave, flags[len(grave) :])


@speech.fragment
def _markets(evaluation: Evaluation) -> None:
    """The rules of each market behind a click. Choosing markets runs this part of the page again and nothing else."""
    groups = {market: flags for market, flags in findings.by_market(evaluation.flags) if market != findings.GENERAL}
    st.html(
        f'<section class="lc-block" id="lc-markets"{tongue()}><h2>{said(findings.MARKETS_TITLE)}</h2>'
        f'<p class="lc-intro">{said(findings.NO_ADVICE)}</p></section>'
    )
    chosen = _chosen(list(groups)) if len(groups) > 1 else list(groups)
    quoted = quoted_of(evaluation)
    for market in chosen:
        flags = groups[market]
        with st.expander(plain_markdown(f"{wording.market(market)}: {findings.tally(flags)}"), key=f"market-{market}"):
            st.html(cards(quoted, flags))
    if not chosen:
        st.html(f'<p class="lc-intro" role="status">{said("No place is chosen, so no rules are shown.")}</p>')
    if quiet := [wording.market(market) for market in evaluation.markets if market not in groups]:
        none = say("Nothing to question by the rules of: {markets}.", markets=", ".join(quiet))
        st.html(f'<p class="lc-note">{escaped(none)}</p>')


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
        say("Where is it sold?"),
        markets,
        selection_mode="multi",
        format_func=lambda market: plain_markdown(wording.market(market)),
        key=key,
        on_change=remember,
        help=say("The rules of places that you switch off are hidden. The answers stay as they are."),
    )
    return [market for market in markets if market in chosen]
