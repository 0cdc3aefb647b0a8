"""Where the checklist comes from, where its source errs, what the app cannot tell, and where a label goes: nowhere."""

from __future__ import annotations

import streamlit as st

from labelcheck import __version__
from labelcheck.models import Checklist
from labelcheck.pages.knowledge import checklist, rules
from labelcheck.report import wording
from labelcheck.report.html.details import references
from labelcheck.report.html.markup import escaped, icon, link


def page() -> None:
    """What a careful reader wants to know before trusting an answer."""
    chosen = checklist()
    st.html(
        '<div class="lc-prose"><header class="lc-welcome"><h1>About labelcheck</h1><p>labelcheck reads what an exosome '
        "product says about itself and answers a published checklist with the product’s own words. It rates labels, "
        "not products, and no brand is known to it.</p></header>"
        f"{_source(chosen)}{_outcomes()}{_corrections(chosen)}{_limits()}{_privacy()}"
        f'<p class="lc-note">labelcheck {escaped(__version__)}, rules {escaped(rules().digest[:19])}</p></div>'
    )


def _source(chosen: Checklist) -> str:
    rows = "".join(f"<li>{escaped(item.article)}</li>" for item in chosen.items)
    conditions = "".join(f"<li>{escaped(condition.article)}</li>" for condition in chosen.conditions)
    address = next((word.strip("(),") for word in chosen.source.split() if word.startswith("https://")), None)
    name = chosen.source.split("https://")[0].strip(" ,(")
    return (
        f"<section><h2>The article</h2><p>{link(address, name or chosen.title)}</p>"
        f"<p>It names four things to evaluate on a label:</p><ol>{rows}</ol>"
        "<p>And it advises caution with any product unless these conditions are met:</p>"
        f"<ol>{conditions}</ol></section>"
    )


def _outcomes() -> str:
    meanings = {
        "met": "the label states it in full",
        "partly": "it states a part, or only under a condition",
        "contrary": "it speaks of it and says the reverse, such as “no refrigeration”",
        "not stated": "it is silent",
        "unreadable": "the photo or file was too poor to tell, or a part of it is in a language that is not read",
    }
    rows = "".join(
        f"<div><dt>{escaped(word)}</dt><dd>{escaped(meanings[outcome])}</dd></div>"
        for outcome, word in wording.OUTCOME_WORDS.items()
    )
    return f'<section><h2>The five answers</h2><dl class="lc-corrections">{rows}</dl></section>'


def _corrections(chosen: Checklist) -> str:
    if not chosen.corrections:
        return ""
    rows = "".join(
        f"<div><dt>{escaped(entry.statement)}</dt><dd>{escaped(entry.correction)}"
        f'<p class="lc-refs">{references(entry.references)}</p></dd></div>'
        for entry in chosen.corrections
    )
    return f'<section><h2>Where the article is wrong or dated</h2><dl class="lc-corrections">{rows}</dl></section>'


def _limits() -> str:
    rows = "".join(f"<li>{escaped(line)}</li>" for line in wording.NOT_CHECKED)
    return (
        f"<section><h2>What it cannot tell</h2><ul>{rows}</ul><p>Reading errors happen, most of all with digits in "
        "photos. Quotations that were read with some doubt say so: compare them with the label.</p></section>"
    )


def _privacy() -> str:
    return (
        f"<section><h2>{icon('lock')}Privacy</h2><p>Everything runs on the computer that serves this page, by default "
        "your own. Labels are read in memory, are never written to disk or sent anywhere, and are not shared between "
        "visitors. No usage statistics are collected, and the page loads nothing from other servers. Links to sources "
        "open only when you follow them.</p></section>"
    )
