"""The only gate between a label and the page: everything a stranger wrote is escaped here before it is shown.

Two ways out: HTML for ``st.html`` (which also drops scripts by itself) and Markdown for the few widget labels that
carry file names. Formulas, colour directives, emoji shortcodes and links stay the characters they were on the label.
"""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urlencode

from labelcheck.language import SOURCE, say, spoken, untranslated
from labelcheck.models import Outcome, Severity
from labelcheck.report.printable import printable

TONES: Final[dict[Outcome, str]] = {
    "met": "met",
    "partly": "partly",
    "contrary": "contrary",
    "not stated": "silent",
    "unreadable": "unread",
}
OUTCOME_ICONS: Final[dict[Outcome, str]] = {
    "met": "check_circle",
    "partly": "contrast",
    "contrary": "cancel",
    "not stated": "radio_button_unchecked",
    "unreadable": "visibility_off",
}
SEVERITY_ICONS: Final[dict[Severity, str]] = {
    "critical": "gpp_maybe",
    "high": "warning",
    "low": "error",
    "info": "info",
}
SEVERITY_TONES: Final[dict[Severity, str]] = {
    "critical": "contrary",
    "high": "contrary",
    "low": "partly",
    "info": "silent",
}
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_JOINER = "\u2060"


_OPTION = re.compile(r" \(--[a-z-]+\)")


def cure_here(reason: str) -> str:
    """A reason without the options of the command line, which nobody can give on a page."""
    return _OPTION.sub("", reason)


def escaped(text: str, keep: str = "") -> str:
    """``text`` for HTML: markup escaped, characters that would act made visible, those in ``keep`` left alone."""
    return html.escape(printable(text, keep))


def tongue() -> str:
    """The attribute that tells which language a block is in; "" for that of the whole page, English."""
    return "" if spoken() == SOURCE else f' lang="{spoken()}"'


def said(message: str) -> str:
    """A sentence of the rules as HTML in the language spoken now, marked as English where it has no other wording."""
    return original(message) if untranslated(message) else escaped(say(message))


def filled(message: str, /, **blocks: str) -> str:
    """``message`` in the language spoken now, as HTML whose ``{names}`` are replaced by HTML that is safe already."""
    return escaped(say(message)).format_map(blocks)


def cure(reason: str) -> str:
    """Why a file was not read, as HTML: what to do about it without the options of the command line."""
    return original(cure_here(reason)) if untranslated(reason) else escaped(cure_here(say(reason)))


def original(words: str) -> str:
    """Words of an English source as HTML: as they are, marked as English where another language is spoken."""
    return escaped(words) if spoken() == SOURCE else f'<span lang="en">{escaped(words)}</span>'


def plain_markdown(text: str) -> str:
    """``text`` for a widget label: shown as it is, whatever Markdown, LaTeX, directive or shortcode it spells.

    Shortcodes (``:smile:``) are replaced after Markdown's escapes are gone, so a word joiner breaks them up.
    """
    shown = _PUNCTUATION.sub(r"\\\1", printable(" ".join(text.split())))
    return shown.replace("\\:", "\\:" + _JOINER)


def icon(name: str) -> str:
    """A Material symbol as HTML, from the font that Streamlit brings; hidden from screen readers, the word says it."""
    return f'<span class="lc-icon" aria-hidden="true">{name}</span>'


def pill(tone: str, symbol: str, word: str) -> str:
    """An outcome or a severity: symbol, word and colour together, so that none of them carries it alone."""
    return f'<span class="lc-pill lc-{tone}">{icon(symbol)}{escaped(word)}</span>'


def rule_link(rule_id: str, words: str = "") -> str:
    """A link to a rule among the app's rules, in a new tab since this page would be lost; for pages of the app only.

    The new tab is spoken to in the same language. The words are the rule's id if not given.
    """
    query = {"id": rule_id} | ({} if spoken() == SOURCE else {"lang": spoken()})
    address = html.escape(f"rules?{urlencode(query)}")
    return f'<a href="{address}" target="_blank" rel="noopener">{escaped(words or rule_id)}</a>'


def link(address: str | None, words: str) -> str:
    """A link to the web where ``address`` is a web address, and just the words otherwise."""
    if address is None or not address.startswith(("https://", "http://")):
        return escaped(words)
    return f'<a href="{html.escape(address)}" target="_blank" rel="noopener noreferrer">{escaped(words)}</a>'
