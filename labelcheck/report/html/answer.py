"""The answer as the first thing on the page: one sentence, four rows, each with a symbol, a word and a colour."""

from __future__ import annotations

from typing import Final

from labelcheck.language import say
from labelcheck.models import Evaluation, OverallVerdict, Skip, Verdict
from labelcheck.report import asking, findings, wording
from labelcheck.report.html.markup import OUTCOME_ICONS, TONES, cure, escaped, filled, icon, pill, said, tongue
from labelcheck.report.quotation import deciding_words

_VERDICT_ICONS: Final[dict[OverallVerdict, tuple[str, str]]] = {
    "conditions met": ("met", "verified"),
    "caution": ("partly", "warning"),
    "not applicable": ("silent", "block"),
    "unreadable": ("unread", "visibility_off"),
}
_LONGEST = 54
_GRAVE: Final = ("critical", "high")
_MOST_SERIOUS: Final = 2
_DOUBTS: Final = ("consistency", "plausibility")


def answer(evaluation: Evaluation) -> str:
    """The top of the page as HTML."""
    parts = [
        f'<section class="lc-answer"{tongue()} aria-label="{escaped(say("Answer"))}">',
        f'<p class="lc-verdict">{_pills(evaluation)}</p>',
        f"<h1>{_headline(evaluation)}</h1>",
        _serious(evaluation),
    ]
    if notice := wording.unread_notice(evaluation):
        parts.append(f'<p class="lc-lede" role="status">{icon("visibility_off")}{escaped(notice)}</p>')
    if evaluation.verdict != "not applicable":
        parts += [_rows(evaluation, group) for group in asking.groups(evaluation)]
    parts.append(f'<p class="lc-lede">{escaped(wording.verdict_sentence(evaluation))}</p>')
    if evaluation.verdict == "unreadable" and evaluation.documents:
        parts.append(f'<p class="lc-lede">{said(evaluation.summary)}</p>')
    if evaluation.exosome == "unclear" and evaluation.verdict != "unreadable":
        parts.append(f'<p class="lc-lede">{icon("help")}{said(wording.UNCLEAR)}</p>')
    parts.append(_to_question(evaluation))
    return "".join([*parts, "</section>"])


def verdict_pill(verdict: OverallVerdict) -> str:
    """An overall verdict as symbol, word and colour."""
    tone, symbol = _VERDICT_ICONS[verdict]
    return pill(tone, symbol, say(wording.VERDICT_WORDS[verdict]))


def _pills(evaluation: Evaluation) -> str:
    """The verdict, and beside a good one how many grave claims stand on the same label: it must not cover them."""
    tone, symbol = _VERDICT_ICONS[evaluation.verdict]
    verdict = pill(tone, symbol, asking.verdict_word(evaluation))
    grave = [flag for flag in evaluation.flags if flag.market == findings.GENERAL and flag.severity in _GRAVE]
    if evaluation.verdict != "conditions met" or not grave:
        return verdict
    return f"{verdict} {pill('contrary', 'warning', findings.tally(grave, to_question=True))}"


def _serious(evaluation: Evaluation) -> str:
    """The gravest of what is wrong everywhere, where nobody can miss it; the rest is counted below the answers."""
    found = [flag for flag in evaluation.flags if flag.market == findings.GENERAL and flag.severity == "critical"]
    titles = list(dict.fromkeys(flag.title for flag in found))
    rows = "".join(
        f'<li class="lc-contrary">{icon("gpp_maybe")}<a href="#lc-flags">{said(title)}</a></li>'
        for title in titles[:_MOST_SERIOUS]
    )
    return f'<ul class="lc-serious" aria-label="{escaped(say("Serious"))}">{rows}</ul>' if rows else ""


def _to_question(evaluation: Evaluation) -> str:
    """What is doubtful everywhere, and how many markets have rules of their own for it: each a link to its place."""
    everywhere, rules = findings.tallies(evaluation.flags)
    links = [(everywhere, "lc-flags"), (rules, "lc-markets")]
    shown = wording.listed([f'<a href="#{place}">{escaped(words)}</a>' for words, place in links if words])
    return f'<p class="lc-lede">{icon("flag")}{shown}</p>' if shown else ""


def _headline(evaluation: Evaluation) -> str:
    """The sentence with its count set apart, so that it can be seen across the room."""
    count = escaped(wording.share(evaluation))
    return escaped(wording.headline(evaluation)).replace(count, f"<em>{count}</em>")


def _rows(evaluation: Evaluation, group: asking.Group) -> str:
    rows = "".join(_row(evaluation, item) for item in group.items)
    title = f'<p class="lc-tier">{escaped(group.title)}</p>' if group.title else ""
    return f'{title}<ul class="lc-rows">{rows}</ul>'


def _row(evaluation: Evaluation, item: Verdict) -> str:
    tone = TONES[item.outcome]
    words = escaped(deciding_words(evaluation, item, _LONGEST))
    return (
        f'<li><a class="lc-row" href="#lc-{escaped(item.id)}">'
        f'<span class="lc-sign lc-{tone}">{icon(OUTCOME_ICONS[item.outcome])}</span>'
        f'<span class="lc-name">{said(item.short)}</span>'
        f'<span class="lc-word lc-{tone}">{escaped(say(wording.OUTCOME_WORDS[item.outcome]))}</span>'
        f'<span class="lc-said">{words}{_doubted(evaluation, item)}</span></a></li>'
    )


def _doubted(evaluation: Evaluation, item: Verdict) -> str:
    """That what an answer rests on is questioned, or was read with doubt: it must not sound surer than it is."""
    rests = set(item.claims)
    questioned = any(
        flag.topic in _DOUBTS and flag.market == findings.GENERAL and rests & set(flag.claims)
        for flag in evaluation.flags
    )
    if questioned:
        return f'<b class="lc-doubt lc-partly">{icon("warning")}{said("questioned below")}</b>'
    first = next((claim for claim in evaluation.claims if claim.id in rests), None)
    if first is not None and (first.doubts or first.confidence < wording.SURE):
        return f'<b class="lc-doubt lc-partly">{icon("visibility")}{said("please check on the label")}</b>'
    return ""


def skipped(evaluation: Evaluation) -> str:
    """Files that could not be read, where the reader expects their answers."""
    rows = "".join(f"<li>{icon('draft')}<div>{_unread(skip)}</div></li>" for skip in evaluation.skipped)
    rest = f"<p>{said('The answers above come from the other files.')}</p>" if evaluation.documents else ""
    return f'<div class="lc-skips" role="status"><ul>{rows}</ul>{rest}</div>'


def _unread(skip: Skip) -> str:
    name = f"<b>{escaped(skip.name)}</b>"
    return filled("{name} was not read: {reason}.", name=name, reason=cure(skip.reason))


def trouble(message: str) -> str:
    """Why there is no answer at all, with its cure."""
    name, stop, reason = message.partition(": ")
    told = escaped(name + stop) + cure(reason) if stop else cure(message)
    row = f"<li>{icon('draft')}<div>{told}</div></li>"
    return f'<div class="lc-skips" role="alert"><ul>{row}</ul></div>'
