"""The dose as a block: the picture, what it shows in words, and what has no place on it."""

from __future__ import annotations

from labelcheck.language import say
from labelcheck.models import Evaluation
from labelcheck.report import dose as words
from labelcheck.report.dose_picture import dose_svg
from labelcheck.report.html.markup import escaped


def dose(evaluation: Evaluation) -> str:
    """The block as HTML; "" where the label states no amount of this product."""
    if evaluation.dose is None:
        return ""
    inside = f'<div class="lc-dose">{dose_svg(evaluation)}{told(evaluation)}</div>'
    return f'<section class="lc-block" id="lc-dose">{heading()}{inside}</section>'


def heading() -> str:
    """What the block is about, and that it is no grade."""
    return f'<h2>{escaped(say(words.TITLE))}</h2><p class="lc-intro">{escaped(say(words.NO_GRADE))}</p>'


def told(evaluation: Evaluation) -> str:
    """What the picture shows in words, what has no place on it, and where its figures come from."""
    scale = evaluation.dose
    if scale is None:
        return ""
    sentences = [words.marked(evaluation, mark) for mark in scale.marks] + words.unplaced(evaluation, scale)
    rows = "".join(f"<li>{escaped(sentence)}</li>" for sentence in sentences)
    sources = "".join(f"<li>{escaped(words.beside(entry))}</li>" for entry in scale.ranges)
    more = (
        f'<details class="lc-more"><summary>{escaped(say("Where these figures come from"))}</summary>'
        f"<ul>{sources}</ul></details>"
        if scale.marks
        else ""
    )
    return f"<ul>{rows}</ul>{more}"
