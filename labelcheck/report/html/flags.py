"""Claims to question as HTML: what was said, why it is questioned, and what the label could say instead."""

from __future__ import annotations

from collections.abc import Sequence

from labelcheck.language import noted, say, untranslated
from labelcheck.models import Flag
from labelcheck.report import findings, wording
from labelcheck.report.html.details import Quoted, quotes, references
from labelcheck.report.html.markup import (
    SEVERITY_ICONS,
    SEVERITY_TONES,
    escaped,
    filled,
    icon,
    original,
    pill,
    rule_link,
    said,
    tongue,
)


def cards(quoted: Quoted, flags: Sequence[Flag]) -> str:
    """Claims to question as HTML, one below the other."""
    return "".join(_flag(quoted, flag) for flag in flags)


def _flag(quoted: Quoted, flag: Flag) -> str:
    tone = SEVERITY_TONES[flag.severity]
    badge = pill(tone, SEVERITY_ICONS[flag.severity], say(wording.SEVERITY_WORDS[flag.severity]))
    sum_ = f'<p class="lc-sum"><b>{said("The sum:")}</b> {said(flag.arithmetic)}</p>' if flag.arithmetic else ""
    return (
        f'<article class="lc-question"{tongue()}><header><h3>{_title(flag)}</h3>{badge}</header>'
        f'<div class="lc-sides"><div><p class="lc-reason">{said(flag.message)}</p>{sum_}'
        f"{quotes(quoted, flag.claims, leading=findings.leading(flag))}</div>"
        f'<div class="lc-aside">'
        f'<div class="lc-advice"><h4>{icon("edit_note")}{said("What it could say")}</h4>'
        f"<p>{said(flag.suggestion)}</p></div>"
        f"{_reasons(quoted, flag)}</div></div></article>"
    )


def _title(flag: Flag) -> str:
    return original(findings.title(flag)) if untranslated(flag.title) else escaped(findings.title(flag))


def _reasons(quoted: Quoted, flag: Flag) -> str:
    """Why, how serious, by which rule and how that is known: for those who want to check, behind a click."""
    rows = [
        (noted("Rule"), escaped(findings.rule_dates(flag))),
        (noted("Exception"), said(flag.exempt or "")),
        (noted("How this is known"), said(findings.BASIS_NOTES[flag.basis] or "")),
    ]
    notes = "".join(f'<p class="lc-note"><b>{said(name)}:</b> {value}</p>' for name, value in rows if value)
    link = "" if quoted.crops is not None else filled("Rule id: {rule}", rule=rule_link(flag.rule))
    link = f'<p class="lc-refs">{link}</p>' if link else ""
    return (
        f'<details class="lc-why lc-because"><summary>{said("Why, and where this comes from")}</summary>'
        f"<p>{said(flag.why)}</p>{_ladder(flag)}{notes}"
        f'<p class="lc-refs">{references(flag.references)}</p>{link}</details>'
    )


def _ladder(flag: Flag) -> str:
    """All steps of the ladder with the claim's own marked by word and weight, for those who wonder what is worse."""
    if not flag.step:
        return ""
    steps = [
        f'<li aria-current="true"><b>{filled("{step} (this claim)", step=said(step))}</b></li>'
        if place == flag.step
        else f"<li>{said(step)}</li>"
        for place, step in enumerate(flag.steps, 1)
    ]
    place = escaped(say("step {step} of {total}, 1 being the worst", step=flag.step, total=len(flag.steps)))
    return f"<p><b>{said('How serious')}:</b> {place}</p><ol>{''.join(steps)}</ol>"
