"""Short words of the trade with their meanings as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from labelcheck.models import Term
from labelcheck.report.html.details import references
from labelcheck.report.html.markup import filled, said, tongue


def terms(found: Sequence[Term]) -> str:
    """Each term with its meaning, and once below them where the meanings come from."""
    rows = "".join(f"<div><dt>{said(term.name)}</dt><dd>{said(term.meaning)}</dd></div>" for term in found)
    cited = dict.fromkeys(reference for term in found for reference in term.references)
    sources = filled("From: {sources}", sources=references(cited))
    return f'<dl class="lc-facts lc-terms"{tongue()}>{rows}</dl><p class="lc-refs"{tongue()}>{sources}</p>'
