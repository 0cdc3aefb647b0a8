"""The whole text with what to question marked in it, for a report that somebody else works through."""

from __future__ import annotations

from typing import Final

from labelcheck.language import say
from labelcheck.models import Evaluation
from labelcheck.report.dismissal import standing
from labelcheck.report.html.copy import legend, marked_copy
from labelcheck.report.html.markup import escaped
from labelcheck.report.passages import parts, passages, within
from labelcheck.report.printable import one_line

_MOST: Final = 60_000
"""Characters of text in one report: beyond them the passages themselves are quoted, and the text is not."""


def whole_copy(evaluation: Evaluation) -> str:
    """The texts of an evaluation with numbered marks; "" for photos, whose words are shown cut out, and long books."""
    left = standing(evaluation)
    written = {n for n, document in enumerate(evaluation.documents) if document.kind != "image" and not document.given}
    shown = [one for one in within(passages(evaluation), {flag.id for flag in left}) if one.document in written]
    if not shown or sum(len(evaluation.documents[number].text) for number in written) > _MOST:
        return ""
    blocks = []
    for part in parts(evaluation, shown):
        here = [one for one in shown if one.document == part.document and part.start <= one.start < part.end]
        if part.document in written:
            name = escaped(one_line(evaluation.documents[part.document].name))
            blocks.append(f'<h3>{name}</h3><div class="lc-copy">{marked_copy(evaluation, part, here)}</div>')
    title = escaped(say("The text with what to question"))
    return f'<section class="lc-block" id="lc-copy"><h2>{title}</h2>{legend(left)}{"".join(blocks)}</section>'
