"""What the answers rest on: quotations beside the article's words, the conditions, and notes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from labelcheck.language import say
from labelcheck.models import Checklist, ConditionVerdict, Evaluation, Note, Verdict
from labelcheck.report import asking, findings, wording
from labelcheck.report.html.markup import (
    OUTCOME_ICONS,
    TONES,
    escaped,
    filled,
    icon,
    link,
    original,
    pill,
    rule_link,
    said,
    tongue,
)
from labelcheck.report.html.tones import tones
from labelcheck.report.quotation import Piece, Quotation, Quotations
from labelcheck.report.references import reference_link

_SHOWN = 2


class Quoted(NamedTuple):
    """What a section quotes from, and the tones its numbers have everywhere on the page."""

    quotes: Quotations
    tones: dict[str, str]
    crops: dict[int, str] | None = None
    """Pictures of the words as HTML by number, each taken out when it is shown: one of a quotation is enough. None in
    the app, where rules are links to its own pages instead."""


def quoted_of(evaluation: Evaluation, crops: dict[int, str] | None = None) -> Quoted:
    """What a section quotes from an evaluation."""
    return Quoted(Quotations(evaluation), tones(evaluation), crops)


def questions(evaluation: Evaluation, crops: dict[int, str] | None = None) -> str:
    """The checklist's questions, one block each."""
    quoted = quoted_of(evaluation, crops)
    checklist = evaluation.checklist
    blocks = "".join(
        _tier(group.title) + "".join(_question(quoted, item, checklist) for item in group.items)
        for group in asking.groups(evaluation)
    )
    title = said("Question by question")
    return f'<section class="lc-block"{tongue()}><h2>{title}</h2>{blocks}{_unasked(quoted, evaluation)}</section>'


def _tier(title: str) -> str:
    return f'<p class="lc-tier">{escaped(title)}</p>' if title else ""


def _unasked(quoted: Quoted, evaluation: Evaluation) -> str:
    """Questions that do not apply to this product, each with the words that show it."""
    rows = "".join(
        f"<li><b>{said(entry.short)}</b>: {said(entry.reason)}{quotes(quoted, entry.claims[:1])}</li>"
        for entry in evaluation.unasked
    )
    return f'<div class="lc-unasked"><h3>{said(asking.NOT_ASKED)}</h3><ul>{rows}</ul></div>' if rows else ""


def _question(quoted: Quoted, item: Verdict, checklist: Checklist) -> str:
    tone = TONES[item.outcome]
    return (
        f'<article class="lc-question" id="lc-{escaped(item.id)}"><header><h3>{said(item.question)}</h3>'
        f"{pill(tone, OUTCOME_ICONS[item.outcome], say(wording.OUTCOME_WORDS[item.outcome]))}</header>"
        f'<div class="lc-sides"><div><p class="lc-reason">{said(item.reason)}</p>{_found(item)}'
        f"{quotes(quoted, item.claims)}</div>"
        f'<div class="lc-aside">{_asked(item, checklist)}{_advice(item)}{notes(item.notes)}</div></div></article>'
    )


def _found(item: Verdict) -> str:
    found = asking.parts_found(item)
    return f'<p class="lc-parts">{escaped(found)}</p>' if found else ""


def _asked(item: Verdict, checklist: Checklist) -> str:
    """What the source asks for, and the references that ask for it as well."""
    links = f'<p class="lc-refs">{references(item.references)}</p>' if item.references else ""
    return f"<h4>{escaped(asking.asked_for(checklist))}</h4>{_passage(item.article, checklist)}{links}"


def _passage(passage: str, checklist: Checklist) -> str:
    """A passage of the source: a quotation of an article, and no quotation where we put a standard into words."""
    if checklist.origin == "standard":
        return f'<p class="lc-asked-for">{said(passage)}</p>'
    return f'<blockquote class="lc-article">{_inner(passage)}</blockquote>'


def _inner(passage: str) -> str:
    """A passage for inside quotation marks: its own marks become single ones."""
    return original(passage.translate(str.maketrans("“”", "‘’")))


def _advice(item: Verdict) -> str:
    if item.outcome in ("met", "unreadable"):
        return ""
    return f'<div class="lc-advice"><h4>{icon("forum")}{said("Ask the seller")}</h4><p>{said(item.advice)}</p></div>'


def quotes(quoted: Quoted, claims: Sequence[str], leading: int = 0) -> str:
    """The surest quotations, and behind a click the rest: one good quotation says more than ten.

    The first ``leading`` claims stand first however sure they are.
    """
    places = {name: place for place, name in enumerate(claims[:leading])}
    found = sorted(
        quoted.quotes.of(claims),
        key=lambda quote: (
            min(places.get(claim.id, leading) for claim in quote.claims),
            -max(claim.confidence for claim in quote.claims),
        ),
    )
    blocks = [_quote(quoted, quote) for quote in found]
    rest = len(blocks) - _SHOWN
    if rest < 2:
        return "".join(blocks)
    summary = escaped(say("{count} more places", count=rest))
    more = f'<details class="lc-more"><summary>{summary}</summary>{"".join(blocks[_SHOWN:])}</details>'
    return "".join(blocks[:_SHOWN]) + more


def rules_of(quoted: Quoted, quote: Quotation) -> str:
    """Links to the rules that found a quotation's words; "" outside the app."""
    if quoted.crops is not None:
        return ""
    links = " · ".join(map(rule_link, dict.fromkeys(claim.rule for claim in quote.claims)))
    return f'<p class="lc-refs">{filled("Rules: {links}", links=links)}</p>'


def _quote(quoted: Quoted, quote: Quotation) -> str:
    tone = quoted.tones[quote.claims[0].id]
    crop = (quoted.crops or {}).pop(quote.number, "")
    notes = "".join(f"<li>{icon('info')}{escaped(note)}</li>" for note in quote.notes)
    why = "".join(f"<li>{escaped(line)}</li>" for line in quote.why)
    return (
        f'<figure class="lc-quote"><span class="lc-chip lc-{tone}">{quote.number}</span>'
        f"<div><blockquote>{''.join(map(_piece, quote.pieces))}</blockquote>"
        f"<figcaption>{escaped(quote.place)}</figcaption>{crop}"
        f"{f'<ul class=lc-notes>{notes}</ul>' if notes else ''}"
        f'<details class="lc-why"><summary>{said("Why it was read this way")}</summary><ul>{why}</ul>'
        f"{rules_of(quoted, quote)}</details></div></figure>"
    )


def _piece(piece: Piece) -> str:
    return f"<mark>{escaped(piece.text)}</mark>" if piece.marked else escaped(piece.text)


def notes(found: Sequence[Note]) -> str:
    """What to know beside an answer: how stable such a format is, or where the article errs."""
    return "".join(map(_note, found))


def _note(note: Note) -> str:
    title = said("Where the article errs") if note.corrects else said("Good to know")
    says = f"<p>{filled('It says: {statement}', statement=said(note.corrects))}</p>" if note.corrects else ""
    basis = findings.BASIS_NOTES[note.basis]
    known = f" ({escaped(say(basis))})" if basis else ""
    return (
        f'<details class="lc-why lc-beside"><summary>{title}</summary>{says}<p>{said(note.text)}{known}</p>'
        f'<p class="lc-refs">{references(note.references)}</p></details>'
    )


def conditions(evaluation: Evaluation, crops: dict[int, str] | None = None) -> str:
    """The conditions of the checklist side by side."""
    checklist = evaluation.checklist
    quoted = quoted_of(evaluation, crops)
    shown = {claim for item in evaluation.items for claim in item.claims}
    cards = "".join(_condition(quoted, condition, shown, checklist) for condition in evaluation.conditions)
    title = escaped(asking.conditions_counted(evaluation))
    intro = escaped(asking.conditions_advice(checklist))
    return (
        f'<section class="lc-block"{tongue()}><h2>{title}</h2><p class="lc-intro">{intro}</p>'
        f'<div class="lc-trio">{cards}</div></section>'
    )


def _condition(quoted: Quoted, condition: ConditionVerdict, shown: Set[str], checklist: Checklist) -> str:
    tone = TONES[condition.outcome]
    fresh = [claim for claim in condition.claims if claim not in shown]
    word = say(wording.CONDITION_WORDS[condition.outcome])
    return (
        f"<article>{pill(tone, OUTCOME_ICONS[condition.outcome], word)}"
        f"<h3>{said(condition.question)}</h3><p>{said(condition.reason)}</p>{quotes(quoted, fresh)}"
        f"{_passage(condition.article, checklist)}{notes(condition.notes)}</article>"
    )


def references(entries: Iterable[str]) -> str:
    """References as links where they have an address, as words where they are only named."""
    return " · ".join(link(reference_link(entry), wording.cited(entry)) for entry in entries)


def named_references(entries: Sequence[str]) -> str:
    """The same where a name goes before its identifier, ``guidance:MISEV2018 (doi:…), doi:…``: once, by the name."""
    names = {
        other: each.removesuffix(f" ({other})").removeprefix("guidance:")
        for each in entries
        for other in entries
        if each.endswith(f" ({other})")
    }
    whole = {f"guidance:{name} ({other})" for other, name in names.items()}
    kept = [entry for entry in dict.fromkeys(entries) if entry not in whole]
    return " · ".join(link(reference_link(entry), names.get(entry) or wording.cited(entry)) for entry in kept)


def corrections(evaluation: Evaluation) -> str:
    """Where the article itself is wrong or dated."""
    rows = "".join(
        f"<div><dt>{said(entry.statement)}</dt><dd>{said(entry.correction)}"
        f'<p class="lc-refs">{references(entry.references)}</p></dd></div>'
        for entry in evaluation.checklist.corrections
    )
    return f'<dl class="lc-corrections"{tongue()}>{rows}</dl>'
