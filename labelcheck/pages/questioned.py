"""Claims to question: those that hold everywhere, and behind a click those of each market."""

from __future__ import annotations

import streamlit as st

from labelcheck.models import Evaluation, Flag
from labelcheck.pages.details import Quoted, quoted_of, quotes, references
from labelcheck.pages.markup import SEVERITY_ICONS, SEVERITY_TONES, escaped, icon, pill
from labelcheck.report import findings, wording


def show(evaluation: Evaluation) -> None:
    """Claims that are wrong, unproven or barred somewhere, the gravest first in each group."""
    quoted = quoted_of(evaluation)
    groups = findings.by_market(evaluation.flags)
    general = next((flags for market, flags in groups if market == findings.GENERAL), [])
    cards = "".join(_flag(quoted, flag) for flag in general)
    none = '<p class="lc-intro">None was found that would be doubtful everywhere.</p>'
    st.html(
        '<section class="lc-block" id="lc-flags"><h2>Claims to question</h2>'
        '<p class="lc-intro">These do not change the four answers: a label can be open about what it holds and still '
        f"promise too much.</p>{cards or none}</section>"
    )
    markets = [(market, flags) for market, flags in groups if market != findings.GENERAL]
    if not markets:
        return
    st.html(
        '<section class="lc-block"><h2>Rules of single markets</h2>'
        f'<p class="lc-intro">{escaped(findings.NO_ADVICE)}</p></section>'
    )
    for market, flags in markets:
        grave = sum(flag.severity in ("critical", "high") for flag in flags)
        count = f"{len(flags)} claim{'s' if len(flags) != 1 else ''} to question"
        with st.expander(f"{wording.market(market)}: {count}" + (f", {grave} of them important" if grave else "")):
            st.html("".join(_flag(quoted, flag) for flag in flags))


def _flag(quoted: Quoted, flag: Flag) -> str:
    tone = SEVERITY_TONES[flag.severity]
    badge = pill(tone, SEVERITY_ICONS[flag.severity], wording.SEVERITY_WORDS[flag.severity])
    sum_ = f"<p><b>The sum:</b> {escaped(flag.arithmetic)}</p>" if flag.arithmetic else ""
    return (
        f'<article class="lc-question"><header><h3>{escaped(flag.title)}</h3>{badge}</header>'
        f'<div class="lc-sides"><div><p class="lc-reason">{escaped(flag.message)}</p>{sum_}'
        f"{quotes(quoted, flag.claims)}</div>"
        f'<div class="lc-aside"><h4>Why</h4><p>{escaped(flag.why)}</p>{_ladder(flag)}'
        f'<div class="lc-advice"><h4>{icon("edit_note")}What it could say</h4><p>{escaped(flag.suggestion)}</p></div>'
        f"{_rule(flag)}"
        f'<p class="lc-refs">{references(flag.references)}</p></div></div></article>'
    )


def _ladder(flag: Flag) -> str:
    """All steps of the ladder with the claim's own marked by word and weight, for those who wonder what is worse."""
    if not flag.step:
        return ""
    steps = [
        f"<li><b>{escaped(step)} (this claim)</b></li>" if place == flag.step else f"<li>{escaped(step)}</li>"
        for place, step in enumerate(flag.steps, 1)
    ]
    return (
        f'<details class="lc-why"><summary>How grave: step {flag.step} of {len(flag.steps)}</summary>'
        f"<ol>{''.join(steps)}</ol></details>"
    )


def _rule(flag: Flag) -> str:
    rows = [
        ("Does not apply", flag.exempt),
        ("Rule", findings.rule_dates(flag)),
        ("How this is known", findings.BASIS_NOTES[flag.basis]),
    ]
    return "".join(f'<p class="lc-note"><b>{name}:</b> {escaped(value)}</p>' for name, value in rows if value)
