"""The plain words for every answer, used by the text report and the app alike, so that both say the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from labelcheck.models import (
    Claim,
    Code,
    Document,
    DocumentKind,
    Evaluation,
    Kind,
    Outcome,
    OverallVerdict,
    Quantity,
    Severity,
    Status,
    Stretch,
    Subject,
)

OUTCOME_WORDS: Final[dict[Outcome, str]] = {
    "met": "disclosed",
    "partly": "partly disclosed",
    "contrary": "says the opposite",
    "not stated": "not stated",
    "unreadable": "could not be read",
}
CONDITION_WORDS: Final[dict[Outcome, str]] = {
    "met": "met",
    "partly": "partly met",
    "contrary": "not met",
    "not stated": "not shown",
    "unreadable": "could not be read",
}
SEVERITY_WORDS: Final[dict[Severity, str]] = {
    "critical": "serious",
    "high": "important",
    "low": "minor",
    "info": "good to know",
}
SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "high", "low", "info")
MARKET_WORDS: Final[dict[str, str]] = {
    "us": "United States",
    "eu": "European Union",
    "uk": "United Kingdom",
    "kr": "South Korea",
    "jp": "Japan",
    "cn": "China",
    "ca": "Canada",
    "tw": "Taiwan",
    "any": "every market",
    "general": "general",
    "all": "every market",
    "world": "every market",
}
KIND_WORDS: Final[dict[DocumentKind, str]] = {
    "text": "text",
    "markdown": "Markdown text",
    "html": "web page",
    "pdf": "PDF",
    "image": "photo",
    "docx": "Word document",
    "email": "mail",
}
KIND_NAMES: Final[dict[Kind, str]] = {
    "scope": "what kind of product it is",
    "source": "the source",
    "concentration": "the concentration",
    "storage": "storage",
    "clinical": "clinical data",
    "packaging": "the packaging",
    "enhancer": "a way into the skin",
    "overclaim": "what it promises",
    "characterisation": "how the vesicles were characterised",
    "exclusion": "what is left out",
    "indication": "what it is for",
    "study": "how a study was done",
    "format": "the form of the product",
    "instruction": "how to use it",
    "ingredient": "another ingredient",
    "wording": "a turn of advertising",
}
STATUS_NOTES: Final[dict[Status, str | None]] = {
    "asserted": None,
    "negated": "said in the negative",
    "hedged": "said with a hedge, not as a fact",
}
SUBJECT_NOTES: Final[dict[Subject, str | None]] = {
    "product": None,
    "education": "general information, not about this product",
    "other": "about something other than this product",
}
QUALIFIER_NOTES: Final[dict[str, str]] = {
    "after_opening": "only after opening",
    "preparation": "about preparing the product",
    "preclinical": "from the laboratory or animals, not from people",
    "sensory": "about how the product feels",
    "optional": "as a choice, not as an instruction",
    "in_study": "in a study that the label tells of, not as an instruction",
}
NOT_CHECKED: Final[tuple[str, ...]] = (
    "Whether the label is true. labelcheck reads words; it does not test what is in the bottle.",
    "Studies that are not in our registry. Their numbers and citations are recognised by their form and not looked up.",
    "What the seller says elsewhere. A website, a leaflet or a certificate may answer what this label does not.",
    "The law for your case. Notes on markets are information, not legal advice.",
)
LEGIBLE: Final = 0.86
"""Share of a document read below which the answer says at once that something is missing."""
SURE: Final = 0.9
"""Below this confidence a claim is shown with the request to look at the label oneself."""

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_BIG: Final = 1e5


def answered(evaluation: Evaluation) -> int:
    """How many of the checklist's questions the label answers in full."""
    return sum(item.outcome == "met" for item in evaluation.items)


def headline(evaluation: Evaluation) -> str:
    """The answer in one sentence, for the top of every report."""
    if evaluation.verdict == "unreadable" and only_foreign(evaluation):
        return f"This label is in {_listed(_languages(evaluation))}, which labelcheck does not read"
    if evaluation.verdict == "unreadable":
        return "This label could not be read well enough to answer"
    if evaluation.verdict == "not applicable":
        return "This does not present itself as an exosome product"
    return f"This label tells you {answered(evaluation)} of {len(evaluation.items)} things the checklist asks for"


VERDICT_WORDS: Final[dict[OverallVerdict, str]] = {
    "conditions met": "All three conditions met",
    "caution": "Treat with caution",
    "not applicable": "Not applicable",
    "unreadable": "Could not be read",
}


def verdict_sentence(evaluation: Evaluation) -> str:
    """What the overall verdict means, in plain words."""
    if evaluation.verdict == "not applicable":
        return "The checklist is written for exosome products, so its questions are not answered for this one."
    if evaluation.verdict == "unreadable" and not evaluation.documents:
        return "No file could be opened, so nothing was looked at."
    if evaluation.verdict == "unreadable" and only_foreign(evaluation):
        return "That is a finding about labelcheck, not about the product. A translation of the label may answer."
    if evaluation.verdict == "unreadable":
        return "That is a finding about the picture, not about the product. A sharper, straighter photo usually helps."
    borrowed = ""
    if evaluation.ladder and evaluation.ladder.applies is False:
        borrowed = " The study that it leans on is about something else."
    total = len(evaluation.conditions)
    met = sum(condition.outcome == "met" for condition in evaluation.conditions)
    if evaluation.verdict == "conditions met":
        return f"All {total} of the article's conditions are met on paper. What is inside remains untested.{borrowed}"
    part = sum(condition.outcome == "partly" for condition in evaluation.conditions)
    also = f", {part} in part" if part else ""
    kept = f"{met or 'none'} of them{also}"
    return f"Caution: the article asks for {total} conditions, and this label meets {kept}.{borrowed}"


def unread_notice(evaluation: Evaluation) -> str:
    """A sentence for the top of an answer where files or parts of them were not read; "" where all was read."""
    notes = [f"{skip.name} was not read at all" for skip in evaluation.skipped]
    notes += [
        f"about {round(100 * (1 - document.legibility))}% of {document.name} was not read clearly"
        for document in evaluation.documents
        if document.legibility < LEGIBLE and evaluation.verdict != "unreadable"
    ]
    notes += [
        f"{places} of {document.name} {'is' if one else 'are'} in {name}, which labelcheck does not read"
        for document in evaluation.documents
        for name, places, one in _foreign_places(document)
        if not (evaluation.verdict == "unreadable" and only_foreign(evaluation))
    ]
    return f"Not everything was read: {'; '.join(notes)}. What is missing there may answer more." if notes else ""


def amount(quantity: Quantity) -> str:
    """A quantity as people write it: ``10¹⁰ particles per mL``, ``3–5 ppm``."""
    low, high = _number(quantity.low), _number(quantity.high)
    figure = low if low == high else f"{low} to {high}"
    if quantity.bound:
        figure = f"{quantity.bound} {figure}"
    unit = quantity.unit.replace("_", " ")
    if quantity.high != 1 and unit.isalpha() and len(unit) > 3 and not unit.endswith("s"):
        unit += "s"
    joint = "" if unit == "%" else " "
    return f"{figure}{joint}{unit}" + (f" per {quantity.per.replace('_', ' ')}" if quantity.per else "")


def _number(value: float) -> str:
    if value == float("inf"):
        return "a number too large to show"
    if abs(value) < _BIG:
        return f"{value:,.10g}".replace(",", " ")
    mantissa, power = f"{value:.10e}".split("e")
    front = mantissa.rstrip("0").rstrip(".")
    raised = "10" + str(int(power)).translate(_SUPERSCRIPTS)
    return raised if front == "1" else f"{front} × {raised}"


def notes(claim: Claim) -> tuple[str, ...]:
    """What a reader must know before relying on a quotation: who it is about, how sure the reading is."""
    found = [STATUS_NOTES[claim.status], SUBJECT_NOTES[claim.subject]]
    if claim.qualifier:
        found.append(QUALIFIER_NOTES.get(claim.qualifier, claim.qualifier.replace("_", " ")))
    if claim.quantity is not None and claim.quantity.repaired:
        found.append(f"probable {amount(claim.quantity)} – {claim.quantity.repaired}")
    found += [f"“{repair.text}” was read as “{repair.read_as}”" for repair in claim.repairs]
    found += [f"worked out, not stated: {derived.arithmetic}" for derived in claim.derived]
    found += claim.doubts
    if claim.confidence < SURE and not claim.doubts:
        found.append("please check on the label: this reading is not certain")
    return tuple(note for note in found if note)


UNCLEAR: Final = "It is unclear whether this is an exosome product at all; the answers below assume that it is."


def market(code: str) -> str:
    """The name of a market as people say it."""
    return MARKET_WORDS.get(code, code.upper())


def unread(document: Document) -> str:
    """How many places looked like text and stayed unread."""
    places = len(document.unread)
    return (
        f"{places} place{'s' if places != 1 else ''} that look{'' if places != 1 else 's'} like text could not be read"
    )


_LONGEST_CODE: Final = 200
_FIELD_WORDS: Final = {"gtin": "article number", "lot": "lot", "expiry": "use by", "serial": "serial number"}


def code(found: Code) -> str:
    """A barcode or QR code in words: what it says is text, whatever it looks like."""
    text = found.text if len(found.text) <= _LONGEST_CODE else found.text[:_LONGEST_CODE] + "…"
    stated = ", ".join(f"{_FIELD_WORDS.get(name, name)} {value}" for name, value in found.fields.items())
    return f"Code on the label ({found.format}): {text}" + (f"; it states {stated}" if stated else "")


def doubts(document: Document) -> tuple[str, ...]:
    """What to know about a document before trusting what was read: gaps, lines in other languages, warnings, what made
    a photo hard to read."""
    gaps = [unread(document)] if document.unread else []
    for name, places, one in _foreign_places(document):
        sentence = f"{places} {'is' if one else 'are'} in {name}, which labelcheck does not read"
        gaps.append(sentence[0].upper() + sentence[1:])
    return tuple(dict.fromkeys((*gaps, *document.warnings, *(trouble.advice for trouble in document.troubles))))


def only_foreign(evaluation: Evaluation) -> bool:
    """Whether all that keeps the label from being read is its language: better photos would not help."""
    legible = all(document.legibility >= LEGIBLE for document in evaluation.documents)
    return legible and not evaluation.skipped and any(document.foreign for document in evaluation.documents)


def lines_of(document: Document, stretch: Stretch) -> tuple[int, int, int]:
    """The page a stretch of text stands on, and its first and last line counted from the top of that page."""
    page = next((page for page in reversed(document.pages) if page.start <= stretch.start), None)
    top = page.start if page is not None else 0
    first = document.text.count("\n", top, stretch.start) + 1
    last = first + document.text.count("\n", stretch.start, stretch.end)
    return (page.number if page is not None else 1), first, last


_MOST_PLACES: Final = 6


def _foreign_places(document: Document) -> list[tuple[str, str, bool]]:
    """By language that is not read: its name, where it stands ("lines 4 to 7 and 12"), and whether that is one line."""
    paged = len(document.pages) > 1
    found: dict[str, dict[int, list[tuple[int, int]]]] = {}
    for stretch in document.foreign:
        page, first, last = lines_of(document, stretch)
        runs = found.setdefault(stretch.name, {}).setdefault(page, [])
        if runs and first <= runs[-1][1] + 2:
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return [
        (name, "; ".join(_lines(page if paged else None, runs) for page, runs in pages.items()), _is_one(pages))
        for name, pages in found.items()
    ]


def _is_one(pages: dict[int, list[tuple[int, int]]]) -> bool:
    runs = [run for found in pages.values() for run in found]
    return len(runs) == 1 and runs[0][0] == runs[0][1]


def _lines(page: int | None, runs: list[tuple[int, int]]) -> str:
    shown = [str(first) if first == last else f"{first} to {last}" for first, last in runs[:_MOST_PLACES]]
    if len(runs) > _MOST_PLACES:
        shown.append("others")
    one = len(runs) == 1 and runs[0][0] == runs[0][1]
    words = f"line{'' if one else 's'} {_listed(shown)}"
    return words if page is None else f"{words} on page {page}"


def _languages(evaluation: Evaluation) -> list[str]:
    return list(dict.fromkeys(stretch.name for document in evaluation.documents for stretch in document.foreign))


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def retake(evaluation: Evaluation) -> tuple[str, ...]:
    """How to take better photos, the worst place first: at most three sentences, that name the photo if several."""
    several = len(evaluation.documents) > 1
    advice = [
        (f"{document.name}: " if several else "") + trouble.advice
        for document in evaluation.documents
        for trouble in document.troubles
    ]
    return tuple(dict.fromkeys(advice))[:3]


def cited(reference: str) -> str:
    """A reference as a reader expects it: laws and notices by name, papers by their identifier, pages by address."""
    scheme, _, rest = reference.partition(":")
    if scheme in ("law", "guidance"):
        return rest
    if scheme == "article":
        return "the article"
    if scheme in ("pmid", "pmc", "nct"):
        return rest if scheme != "pmid" else f"PMID {rest}"
    return reference.removeprefix("https://").rstrip("/")
