"""One product of a comparison as HTML: what does not fit, its answers, and what each of its documents says."""

from __future__ import annotations

from typing import Final

from labelcheck.dossiers import Agreement, Cell, Comparison, Dossier, Fact, Fault, Paper, Quote
from labelcheck.language import say
from labelcheck.models import Checklist, Item
from labelcheck.report import wording
from labelcheck.report.cell_words import FAULT_WORDS, more_alike, reason_of, value_words, whole_dose
from labelcheck.report.disagreement import excused
from labelcheck.report.html.compare import (
    FACT_WORDS,
    PAPER_ICONS,
    PAPER_WORDS,
    percentile,
    shortened,
    unread,
    verdict,
)
from labelcheck.report.html.details import named_references, references
from labelcheck.report.html.markup import (
    SEVERITY_ICONS,
    SEVERITY_TONES,
    escaped,
    icon,
    original,
    pill,
    said,
    tongue,
)
from labelcheck.report.printable import one_line

_LONGEST: Final = 90
_IN_WORDS: Final = ("source", "dose", "storage")
"""Facts whose value is a word of the rules, so that a reader is shown the document's."""


def head(comparison: Comparison, dossier: Dossier) -> str:
    """A product's name, and how much of what a clinic asks for its documents tell."""
    met, asked = dossier.minimum
    every, total = dossier.complete
    lines = []
    if asked:
        lines.append(
            say(
                "{met} of {asked} questions of the minimum are answered, and {every} of all {total}.",
                met=met,
                asked=asked,
                every=every,
                total=total,
            )
        )
    elif total:
        lines.append(say("{every} of {total} questions are answered.", every=every, total=total))
    if dossier.dose is not None:
        lines.append(
            " ".join(filter(None, [one_line(whole_dose(dossier.dose)) + ".", percentile(comparison, dossier)]))
        )
    if dossier.exosome == "no":
        lines.append(say("Its documents do not present it as an exosome product."))
    told = "".join(f'<p class="lc-lede">{escaped(line)}</p>' for line in lines)
    return f'<section class="lc-answer lc-cmp-one"{tongue()}><h1>{escaped(one_line(dossier.name))}</h1>{told}</section>'


def graded(dossier: Dossier) -> list[Fault]:
    """What does not fit among a product's documents, the gravest first."""
    return sorted(dossier.faults, key=lambda fault: wording.SEVERITIES.index(fault.severity))


def faults_head(dossier: Dossier) -> str:
    """The heading over what does not fit, or that nothing was found; "" where there is nothing to compare."""
    if not dossier.faults and len(dossier.papers) < 2:
        return ""
    none = said("Nothing was found that contradicts anything else in its documents.")
    told = "" if dossier.faults else f'<p class="lc-intro">{none}</p>'
    return f'<section class="lc-block" id="lc-faults"{tongue()}><h2>{said("What does not fit")}</h2>{told}</section>'


def fault_card(dossier: Dossier, fault: Fault) -> str:
    """One thing that does not fit, with the words of both sides."""
    tone = SEVERITY_TONES[fault.severity]
    badge = pill(tone, SEVERITY_ICONS[fault.severity], say(wording.SEVERITY_WORDS[fault.severity]))
    sides = "".join(quotation(dossier, quote) for quote in fault.quotes)
    others = "".join(f"<li>{escaped(one_line(name))}</li>" for name in fault.products)
    shared = f"<h4>{said('Also among the documents of')}</h4><ul class='lc-plain'>{others}</ul>" if others else ""
    more = f'<p class="lc-note">{escaped(more_alike(fault))}</p>' if fault.more else ""
    sum_ = f'<p class="lc-note">{escaped(fault.arithmetic)}</p>' if fault.arithmetic else ""
    cited = f'<p class="lc-refs">{references(fault.references)}</p>' if fault.references else ""
    return (
        f'<article class="lc-cmp-fault"{tongue()}><header><h3 class="lc-cmp-cap">{said(FAULT_WORDS[fault.kind])}</h3>'
        f"{badge}</header>"
        f'<p class="lc-reason">{said(fault.message)}</p>'
        f'<div class="lc-cmp-sides">{sides}</div>{more}{sum_}{shared}{cited}</article>'
    )


def quotation(dossier: Dossier, quote: Quote) -> str:
    """Words of a document with the document they stand in, what kind it is, and the page."""
    return (
        f'<figure class="lc-quote"><div><blockquote><mark>{escaped(one_line(quote.text))}</mark></blockquote>'
        f"<figcaption>{escaped(place(dossier, quote))}</figcaption></div></figure>"
    )


def place(dossier: Dossier, quote: Quote) -> str:
    """Where words stand: the kind of document, its name, and the page where there are several."""
    if not 0 <= quote.document < len(dossier.papers):
        return ""
    paper = dossier.papers[quote.document]
    parts = [say(PAPER_WORDS[paper.kind])] if paper.kind != "unknown" else []
    parts.append(one_line(paper.name))
    if paper.pages > 1:
        parts.append(say("page {page}", page=quote.page))
    return ", ".join(parts)


def papers(dossier: Dossier) -> str:
    """The documents of a product: what kind each is, by which words, what it says, and those that were not read."""
    cards = "".join(_paper(dossier, number, paper) for number, paper in enumerate(dossier.papers))
    lost = f'<div class="lc-skips" role="status"><ul>{unread(dossier.skipped)}</ul></div>' if dossier.skipped else ""
    return (
        f'<section class="lc-block" id="lc-papers"{tongue()}><h2>{said("Its documents")}</h2>'
        f'{lost}<div class="lc-cmp-papers">{cards}</div></section>'
    )


def _paper(dossier: Dossier, number: int, paper: Paper) -> str:
    facts = [fact for agreement in dossier.agreements for fact in agreement.facts if fact.quote.document == number]
    rows = "".join(f"<div><dt>{said(FACT_WORDS[fact.name])}</dt><dd>{_fact(fact)}</dd></div>" for fact in facts)
    told = (
        f'<dl class="lc-facts">{rows}</dl>' if rows else f'<p class="lc-note">{said("It says nothing to compare.")}</p>'
    )
    notes = [say("Known by “{words}”", words=shortened(paper.because))] if paper.because else []
    if paper.pages > 1:
        notes.append(say("{pages} pages", pages=paper.pages))
    if paper.legibility < 1:
        notes.append(say("{share} legible", share=f"{paper.legibility:.0%}"))
    note = f'<p class="lc-note">{escaped(" · ".join(notes))}</p>' if notes else ""
    return (
        f"<article><h3>{icon(PAPER_ICONS[paper.kind])}{said(PAPER_WORDS[paper.kind])}</h3>"
        f'<p class="lc-cmp-file">{escaped(one_line(paper.name))}</p>{note}{told}</article>'
    )


def _fact(fact: Fact) -> str:
    """What a document says of one thing: a name, lot or date as it was read, and else its own words."""
    return escaped(shortened(fact.quote.text if fact.name in _IN_WORDS else fact.value, _LONGEST))


def agreements(dossier: Dossier) -> str:
    """What several documents speak of, and whether they say the same; "" where no two speak of one thing."""
    shared = [agreement for agreement in dossier.agreements if agreement.agrees is not None]
    if not shared:
        return ""
    shared.sort(key=lambda agreement: bool(agreement.agrees))
    rows = "".join(_agreement(dossier, agreement) for agreement in shared)
    title = said("Where they agree, and where not")
    return f'<section class="lc-block lc-cmp-rows"{tongue()}><h2>{title}</h2>{rows}</section>'


def _agreement(dossier: Dossier, agreement: Agreement) -> str:
    why = excused(dossier, agreement)
    badge = pill("contrary", "cancel", say("do not agree"))
    if agreement.agrees:
        badge = pill("met", "check_circle", say("agree"))
    elif why:
        badge = pill("silent", "info", say("differ"))
    note = f'<p class="lc-note">{escaped(why)}</p>' if why else ""
    sides = "".join(
        f"<li>“{escaped(shortened(fact.quote.text, _LONGEST))}” "
        f'<span class="lc-note">{escaped(place(dossier, fact.quote))}</span></li>'
        for fact in agreement.facts
    )
    return (
        f"<article><header><h3>{said(FACT_WORDS[agreement.name])}</h3>{badge}</header>{note}<ul>{sides}</ul></article>"
    )


def cell_head(cell: Cell, item: Item | None, dossier: Dossier) -> str:
    """The top of an opened cell: the product, the question, the answer and why, and what is missing."""
    value = f'<p class="lc-cmp-value">{escaped(one_line(value_words(cell, None)))}</p>' if cell.value else ""
    reason = reason_of(cell)
    untold = [name for name in cell.missing if name not in reason]
    missing = "".join(f"<li>{said(name)}</li>" for name in untold)
    lacks = f"<h4>{said('Missing')}</h4><ul class='lc-plain'>{missing}</ul>" if missing else ""
    question = said(item.question) if item else said(cell.short)
    told = f'<p class="lc-reason">{said(reason)}</p>' if reason else ""
    return (
        f'<section class="lc-cmp-cell"{tongue()}><p class="lc-note">{escaped(one_line(dossier.name))}</p>'
        f"<h3>{question}</h3><p>{verdict(cell)}</p>{value}{told}{lacks}</section>"
    )


def standard(cell: Cell, item: Item | None, checklist: Checklist | None) -> str:
    """The passage of the standard that asks for it, and what to ask the supplier."""
    parts = []
    if item is not None:
        given = cell.references or item.references
        sources = [checklist.source] if checklist and (checklist.origin == "article" or not given) else []
        cited = f'<p class="lc-refs">{named_references([*given, *sources])}</p>'
        if checklist is not None and checklist.origin == "article":
            passage = original(item.article.translate(str.maketrans("“”", "‘’")))
            asks = f'<blockquote class="lc-article">{passage}</blockquote>'
            parts.append(f"<h4>{said('The article asks for')}</h4>{asks}{cited}")
        else:
            parts.append(f"<h4>{said('The standard asks for')}</h4><p>{said(item.article)}</p>{cited}")
    advice = cell.advice or (item.advice if item else "")
    if advice and cell.outcome in ("partly", "contrary", "not stated"):
        parts.append(
            f'<div class="lc-advice"><h4>{icon("forum")}{said("Ask the supplier")}</h4><p>{said(advice)}</p></div>'
        )
    return f'<section class="lc-cmp-cell"{tongue()}>{"".join(parts)}</section>' if parts else ""
