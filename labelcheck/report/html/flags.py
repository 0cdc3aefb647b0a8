"""Claims to question as HTML: what was said, why it is questioned, and what the label could say instead."""

from __future__ import annotations

from collections.abc import Sequence

from labelcheck.models import Flag
from labelcheck.report import findings, wording
from labelcheck.report.html.details import Quoted, quotes, references
from labelcheck.report.html.markup import SEVERITY_ICONS, SEVERITY_TONES, escaped, icon, pill


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
