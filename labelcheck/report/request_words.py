"""Words of a request: documents by kind, page and date, quotations with their place, standards by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from labelcheck.dossiers import Cell, Dossier, Fact, Paper, Quote
from labelcheck.language import noted, say
from labelcheck.models import FactName, PaperKind
from labelcheck.report.printable import one_line
from labelcheck.report.wording import LEGIBLE, cited

_MOST_QUOTES: Final = 5
_LONGEST: Final = 300
_WORD: Final = re.compile(r"\w+")
_KINDS: Final[dict[PaperKind, str]] = {
    "label": noted("label"),
    "brochure": noted("brochure"),
    "insert": noted("insert"),
    "specification": noted("specification sheet"),
    "certificate": noted("certificate of analysis"),
}
_PLACES: Final[dict[PaperKind, str]] = {
    "label": noted("the label ({document}, page {page})"),
    "brochure": noted("the brochure ({document}, page {page})"),
    "insert": noted("the insert ({document}, page {page})"),
    "specification": noted("the specification sheet ({document}, page {page})"),
    "certificate": noted("the certificate ({document}, page {page})"),
    "unknown": noted("{document}, page {page}"),
}
_READ: Final[dict[FactName, str]] = {
    "dated": noted("dated {value}"),
    "lot": noted("lot {value}"),
    "made": noted("made {value}"),
    "expires": noted("expires {value}"),
}
"""What tells one edition of a document from another, in the order in which it is told."""


def product(dossier: Dossier) -> str:
    """The product's name on one line, or words for it."""
    return one_line(dossier.name) or say("your product")


def described(dossier: Dossier, number: int) -> str:
    """A document in one line: its name, what it is, how long, and the dates and the lot that were read on it."""
    paper = dossier.papers[number]
    parts = [say(_KINDS[paper.kind])] if paper.kind in _KINDS else []
    parts.append(say("1 page") if paper.pages == 1 else say("{pages} pages", pages=paper.pages))
    facts = [fact for agreement in dossier.agreements for fact in agreement.facts if fact.quote.document == number]
    read = [(name, dict.fromkeys(one_line(fact.value) for fact in facts if fact.name == name)) for name in _READ]
    parts += [say(_READ[name], value=value) for name, values in read for value in values]
    if not any(values for name, values in read if name != "lot"):
        parts.append(say("no date found") if legible(paper) else say("no date could be read"))
    return say("{document} ({details})", document=one_line(paper.name), details=", ".join(parts))


def legible(paper: Paper) -> bool:
    """Whether enough of a document was read to say what is not on it."""
    return paper.legibility >= LEGIBLE


def place(dossier: Dossier, quote: Quote) -> str:
    """Where words stand: what kind of document, which, and on which page."""
    paper = dossier.papers[quote.document]
    return say(_PLACES[paper.kind], document=one_line(paper.name), page=quote.page)


def words(quote: Quote) -> str:
    """The quoted words on one line, no longer than a reader needs to find them."""
    said = one_line(quote.text)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"


def telling(cell: Cell) -> list[Quote]:
    """The quotations of an answer without the bare names of what is asked, where the same document tells more."""
    asked = set(_WORD.findall(f"{cell.short} {cell.advice}".casefold()))
    names = [quote for quote in cell.quotes if set(quote.text.casefold().split()) <= asked]
    more = {quote.document for quote in cell.quotes if quote not in names}
    return [quote for quote in cell.quotes if quote not in names or quote.document not in more]


def quoted(dossier: Dossier, quotes: Iterable[Quote]) -> list[str]:
    """Quotations with their places, each once; of many the first, and how many more there are."""
    found = list(
        dict.fromkeys(say("“{words}” in {place}", words=words(each), place=place(dossier, each)) for each in quotes)
    )
    rest = len(found) - _MOST_QUOTES
    return [*found[:_MOST_QUOTES], say("and {count} more", count=rest)] if rest > 0 else found


def standards(references: Iterable[str]) -> Iterator[str]:
    """References as their readers know them; the article that a label is judged by elsewhere is none of theirs."""
    given = [each for each in dict.fromkeys(references) if not each.startswith("article:")]
    yield from dict.fromkeys(one_line(say(cited(each))) for each in given if not _named(each, given))


def _named(reference: str, given: Iterable[str]) -> bool:
    """Whether an identifier stands in brackets behind a name among the others."""
    return any(other.endswith(f" ({reference})") for other in given)


def sides(facts: Iterable[Fact]) -> list[Quote]:
    """One quotation for each value that a document gives, so that a contradiction is quoted from all its sides."""
    return list({(fact.value, fact.quote.document): fact.quote for fact in reversed(list(facts))}.values())[::-1]
