"""Where the checklist comes from, where its source errs, what the app cannot tell, and where a label goes: nowhere."""

from __future__ import annotations

from typing import Final

import streamlit as st

from labelcheck import __version__
from labelcheck.language import SOURCE, noted, say, spoken
from labelcheck.models import Checklist, Outcome
from labelcheck.pages.knowledge import checklist, rules
from labelcheck.report import wording
from labelcheck.report.html.details import references
from labelcheck.report.html.markup import escaped, icon, link, original, said, tongue

_MEANINGS: Final[dict[Outcome, str]] = {
    "met": noted("the label states it in full"),
    "partly": noted("it states a part, or only under a condition"),
    "contrary": noted("it says that it is not so, such as “no refrigeration” or “sterility: not tested”"),
    "not stated": noted("it is silent"),
    "unreadable": noted("the photo or file was too poor to tell, or a part of it is in a language that is not read"),
}


def page() -> None:
    """What a careful reader wants to know before trusting an answer."""
    chosen = checklist()
    intro = said(
        "labelcheck reads what an exosome product says about itself and answers a published checklist with the "
        "product’s own words. It rates labels, not products, and no brand is known to it."
    )
    made = say("labelcheck {version}, rules {digest}", version=__version__, digest=rules().digest[:19])
    st.html(
        f'<div class="lc-prose"{tongue()}>'
        f'<header class="lc-welcome"><h1>{said("About labelcheck")}</h1><p>{intro}</p></header>'
        f"{_source(chosen)}{_outcomes()}{_corrections(chosen)}{_limits()}{_privacy()}{_languages()}"
        f'<p class="lc-note">{escaped(made)}</p></div>'
    )


def _source(chosen: Checklist) -> str:
    rows = "".join(f"<li>{original(item.article)}</li>" for item in chosen.items)
    conditions = "".join(f"<li>{original(condition.article)}</li>" for condition in chosen.conditions)
    address = next((word.strip("(),") for word in chosen.source.split() if word.startswith("https://")), None)
    name = chosen.source.split("https://")[0].strip(" ,(")
    return (
        f"<section><h2>{said('The article')}</h2><p>{link(address, name or say(chosen.title))}</p>"
        f"<p>{said('It names four things to evaluate on a label:')}</p><ol>{rows}</ol>"
        f"<p>{said('And it advises caution with any product unless these conditions are met:')}</p>"
        f"<ol>{conditions}</ol></section>"
    )


def _outcomes() -> str:
    rows = "".join(
        f"<div><dt>{escaped(say(word))}</dt><dd>{escaped(say(_MEANINGS[outcome]))}</dd></div>"
        for outcome, word in wording.OUTCOME_WORDS.items()
    )
    return f'<section><h2>{said("The five answers")}</h2><dl class="lc-corrections">{rows}</dl></section>'


def _corrections(chosen: Checklist) -> str:
    if not chosen.corrections:
        return ""
    rows = "".join(
        f"<div><dt>{said(entry.statement)}</dt><dd>{said(entry.correction)}"
        f'<p class="lc-refs">{references(entry.references)}</p></dd></div>'
        for entry in chosen.corrections
    )
    title = said("Where the article is wrong or dated")
    return f'<section><h2>{title}</h2><dl class="lc-corrections">{rows}</dl></section>'


def _limits() -> str:
    rows = "".join(f"<li>{said(line)}</li>" for line in wording.NOT_CHECKED)
    errors = said(
        "Reading errors happen, most of all with digits in photos. Quotations that were read with some doubt say so: "
        "compare them with the label."
    )
    return f"<section><h2>{said('What it cannot tell')}</h2><ul>{rows}</ul><p>{errors}</p></section>"


def _privacy() -> str:
    promise = said(
        "Everything runs on the computer that serves this page, by default your own. Labels are read in memory and "
        "sent nowhere. While the history is off, nothing of them is written to disk or shared between visitors. No "
        "usage statistics are collected, and the page loads nothing from other servers. Links to sources open only "
        "when you follow them."
    )
    history = said(
        "The history is off until someone switches it on. While it is on, the answers and the words that were read are "
        "kept in a folder of this computer, never the label’s files or pictures. Everybody who can open this app on "
        "this computer sees them, and can delete them for good."
    )
    programs = said(
        "Programs can ask for the same answers over HTTP, as /api/v1/openapi.json on this server describes, unless "
        "that is switched off; pages of other web sites are refused."
    )
    told = "".join(f"<p>{each}</p>" for each in (promise, history, programs))
    return f"<section><h2>{icon('lock')}{said('Privacy')}</h2>{told}</section>"


def _languages() -> str:
    """What a reader of another language meets in English, and why; "" where English is spoken."""
    if spoken() == SOURCE:
        return ""
    why = said(
        "What this program says, it says in your language. Passages of the article, records of studies and words of a "
        "label are quotations and stand in their own words, the first two in English. Reasons of some rules are in "
        "English as well."
    )
    return f"<section><h2>{said('Languages')}</h2><p>{why}</p></section>"
