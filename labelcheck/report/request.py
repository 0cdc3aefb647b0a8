"""A request to a supplier: what a product's documents leave open, as a letter that the clinic edits and sends.

The letter is plain text; :func:`letter_docx` and :func:`letter_pdf` lay out whatever it was edited to.
"""

from __future__ import annotations

from collections.abc import Iterable

from labelcheck.dossiers import Dossier
from labelcheck.language import say
from labelcheck.report.letter_print import letter_pdf
from labelcheck.report.letter_word import letter_docx
from labelcheck.report.request_points import Point, contradictions, copies, gaps
from labelcheck.report.request_words import described, product

__all__ = ["letter_docx", "letter_pdf", "request_letter"]


def request_letter(dossier: Dossier) -> str:
    """The letter in the language that is spoken, with a final newline; "" where there is nothing to ask.

    Contradictions come first, then what is missing of the minimum, then of the rest, then what could not be read and is
    therefore asked for as a better copy. What was not asked of the product is not asked of its supplier.
    """
    sections = [(title, points) for title, points in _sections(dossier) if points]
    if not sections:
        return ""
    named = say("Subject: {subject}", subject=say("Questions about {product}", product=product(dossier)))
    parts = [
        f"{say('[your clinic]')}\n{say('[your address]')}",
        say("[date of this letter]"),
        named,
        say("Dear [name at the supplier],"),
        _opening(dossier),
    ]
    if dossier.papers:
        read = [f"- {described(dossier, number)}" for number in range(len(dossier.papers))]
        parts.append("\n".join([say("Documents that we have"), "", *read]))
    number = 1
    for title, points in sections:
        parts.append(title)
        for point in points:
            parts.append(_numbered(number, point))
            number += 1
    parts.append(say("This letter asks about what the documents say. It is not a judgement of the product."))
    parts.append(say("Thank you for your help."))
    parts.append(f"{say('Kind regards,')}\n{say('[your name]')}\n{say('[your clinic]')}")
    return "\n\n".join(parts) + "\n"


def _sections(dossier: Dossier) -> Iterable[tuple[str, list[Point]]]:
    yield say("What does not fit together"), list(contradictions(dossier))
    yield say("What we need at the least"), list(gaps(dossier, "minimum"))
    yield say("What would make the disclosure complete"), list(gaps(dossier, "complete"))
    yield say("Further questions"), list(gaps(dossier, None))
    yield say("What we could not read"), list(copies(dossier))


def _opening(dossier: Dossier) -> str:
    if not dossier.papers:
        return say(
            "We are considering {product} for our clinic, but could not read the documents that we have.",
            product=product(dossier),
        )
    return say(
        "We are considering {product} for our clinic and have read the documents listed below. Before we decide, "
        "please answer the numbered points. A copy of the document that shows the answer is enough; where something "
        "was not done or is not known, please say so.",
        product=product(dossier),
    )


def _numbered(number: int, point: Point) -> str:
    first, *rest = point
    marker = f"{number}. "
    return "\n".join([marker + first, *(" " * len(marker) + line for line in rest)])
