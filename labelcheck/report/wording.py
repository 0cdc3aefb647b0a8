"""The plain words for every answer, used by the text report and the app alike, so that both say the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from labelcheck.language import noted, say
from labelcheck.models import (
    Claim,
    Code,
    Document,
    DocumentKind,
    Evaluation,
    Kind,
    Outcome,
    Severity,
    Status,
    Stretch,
    Subject,
)
from labelcheck.report.amounts import amount as amount
from labelcheck.report.asking import VERDICT_WORDS as VERDICT_WORDS
from labelcheck.report.asking import conditions_sentence

OUTCOME_WORDS: Final[dict[Outcome, str]] = {
    "met": noted("disclosed"),
    "partly": noted("partly disclosed"),
    "contrary": noted("says no"),
    "not stated": noted("not stated"),
    "unreadable": noted("could not be read"),
}
CONDITION_WORDS: Final[dict[Outcome, str]] = {
    "met": noted("met"),
    "partly": noted("partly met"),
    "contrary": noted("not met"),
    "not stated": noted("not shown"),
    "unreadable": noted("could not be read"),
}
SEVERITY_WORDS: Final[dict[Severity, str]] = {
    "critical": noted("serious"),
    "high": noted("important"),
    "low": noted("minor"),
    "info": noted("good to know"),
}
SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "high", "low", "info")
"""From the gravest down."""
MARKET_WORDS: Final[dict[str, str]] = {
    "us": noted("United States"),
    "eu": noted("European Union"),
    "uk": noted("United Kingdom"),
    "kr": noted("South Korea"),
    "jp": noted("Japan"),
    "cn": noted("China"),
    "ca": noted("Canada"),
    "tw": noted("Taiwan"),
    "any": noted("every market"),
    "general": noted("general"),
    "all": noted("every market"),
    "world": noted("every market"),
}
KIND_WORDS: Final[dict[DocumentKind, str]] = {
    "text": noted("text"),
    "markdown": noted("Markdown text"),
    "html": noted("web page"),
    "pdf": noted("PDF"),
    "image": noted("photo"),
    "docx": noted("Word document"),
    "email": noted("mail"),
}
KIND_NAMES: Final[dict[Kind, str]] = {
    "scope": noted("what kind of product it is"),
    "source": noted("the source"),
    "concentration": noted("the concentration"),
    "storage": noted("storage"),
    "clinical": noted("clinical data"),
    "packaging": noted("the packaging"),
    "enhancer": noted("a way into the skin"),
    "overclaim": noted("what it promises"),
    "characterisation": noted("how the vesicles were characterised"),
    "exclusion": noted("what is left out"),
    "indication": noted("what it is for"),
    "study": noted("how a study was done"),
    "format": noted("the form of the product"),
    "instruction": noted("how to use it"),
    "ingredient": noted("another ingredient"),
    "wording": noted("a turn of advertising"),
    "manufacture": noted("how the cells were grown"),
    "traceability": noted("lot, dates and maker"),
    "paper": noted("what kind of document it is"),
    "withheld": noted("what is not told or not tested"),
}
STATUS_NOTES: Final[dict[Status, str | None]] = {
    "asserted": None,
    "negated": noted("said in the negative"),
    "hedged": noted("said with a hedge, not as a fact"),
}
SUBJECT_NOTES: Final[dict[Subject, str | None]] = {
    "product": None,
    "education": noted("general information, not about this product"),
    "other": noted("about something other than this product"),
}
QUALIFIER_NOTES: Final[dict[str, str]] = {
    "after_opening": noted("only after opening"),
    "preparation": noted("about preparing the product"),
    "preclinical": noted("from the laboratory or animals, not from people"),
    "sensory": noted("about how the product feels"),
    "optional": noted("as a choice, not as an instruction"),
    "in_study": noted("in a study that the label tells of, not as an instruction"),
    "limit": noted("what every lot must keep, not what was measured"),
}
NOT_CHECKED: Final[tuple[str, ...]] = (
    noted("Whether the label is true. labelcheck reads words; it does not test what is in the bottle."),
    noted(
        "Studies that are not in our registry. Their numbers and citations are recognised by their form and not looked "
        "up."
    ),
    noted("What the seller says elsewhere. A website, a leaflet or a certificate may answer what this label does not."),
    noted("The law for your case. Notes on markets are information, not legal advice."),
)
LEGIBLE: Final = 0.86
"""Share of a document read below which the answer says at once that something is missing."""
SURE: Final = 0.9
"""Below this confidence a claim is shown with the request to look at the label oneself."""


def answered(evaluation: Evaluation) -> int:
    """How many of the checklist's questions the label answers in full."""
    return sum(item.outcome == "met" for item in evaluation.items)


def share(evaluation: Evaluation) -> str:
    """How many of the checklist's questions are answered, as it stands in the headline: 2 of 4."""
    return say("{count} of {total}", count=answered(evaluation), total=len(evaluation.items))


def headline(evaluation: Evaluation) -> str:
    """The answer in one sentence, for the top of every report."""
    if evaluation.verdict == "unreadable" and only_foreign(evaluation):
        named = listed(_languages(evaluation))
        return say("This label is in {languages}, which labelcheck does not read", languages=named)
    if evaluation.verdict == "unreadable":
        return say("This label could not be read well enough to answer")
    if evaluation.verdict == "not applicable":
        return say("This does not present itself as an exosome product")
    if not answered(evaluation):
        total = len(evaluation.items)
        return say("This label tells you none of the {total} things the checklist asks for", total=total)
    return say("This label tells you {share} things the checklist asks for", share=share(evaluation))


def verdict_sentence(evaluation: Evaluation) -> str:
    """What the overall verdict means, in plain words."""
    if evaluation.verdict == "not applicable":
        return say("The checklist is written for exosome products, so its questions are not answered for this one.")
    if evaluation.verdict == "unreadable" and not evaluation.documents:
        return say("No file could be read, so nothing was looked at.")
    if evaluation.verdict == "unreadable" and only_foreign(evaluation):
        return say("That is a finding about labelcheck, not about the product. A translation of the label may answer.")
    if evaluation.verdict == "unreadable":
        return say(
            "That is a finding about the picture, not about the product. A sharper, straighter photo usually helps."
        )
    sentences = [conditions_sentence(evaluation)]
    if evaluation.ladder and evaluation.ladder.applies is False:
        sentences.append(say("The study that it leans on is about something else."))
    return " ".join(sentences)


def unread_notice(evaluation: Evaluation) -> str:
    """A sentence for the top of an answer where files or parts of them were not read; "" where all was read."""
    notes = [say("{name} was not read at all", name=skip.name) for skip in evaluation.skipped]
    notes += [
        say(
            "about {percent}% of {name} was not read clearly",
            percent=round(100 * (1 - document.legibility)),
            name=document.name,
        )
        for document in evaluation.documents
        if document.legibility < LEGIBLE and evaluation.verdict != "unreadable"
    ]
    for document in evaluation.documents:
        if evaluation.verdict == "unreadable" and only_foreign(evaluation):
            continue
        for language, places, one in _foreign_places(document):
            message = (
                noted("{places} of {name} is in {language}, which labelcheck does not read")
                if one
                else noted("{places} of {name} are in {language}, which labelcheck does not read")
            )
            notes.append(say(message, places=places, name=document.name, language=language))
    if not notes:
        return ""
    return say("Not everything was read: {notes}. What is missing there may answer more.", notes="; ".join(notes))


def notes(claim: Claim) -> tuple[str, ...]:
    """What a reader must know before relying on a quotation: who it is about, how sure the reading is."""
    found = [say(note) for note in (STATUS_NOTES[claim.status], SUBJECT_NOTES[claim.subject]) if note]
    if claim.qualifier:
        found.append(say(qualifier(claim.qualifier)))
    if claim.quantity is not None and claim.quantity.repaired:
        probable = amount(claim.quantity)
        found.append(say("probable {amount} – {reason}", amount=probable, reason=say(claim.quantity.repaired)))
    found += [say("“{text}” was read as “{read_as}”", text=one.text, read_as=one.read_as) for one in claim.repairs]
    found += [say("worked out, not stated: {sum}", sum=say(derived.arithmetic)) for derived in claim.derived]
    found += map(say, claim.doubts)
    if claim.confidence < SURE and not claim.doubts:
        found.append(say("please check on the label: this reading is not certain"))
    return tuple(found)


def qualifier(name: str) -> str:
    """The message for a condition that the words put on a claim."""
    return QUALIFIER_NOTES.get(name, name.replace("_", " "))


UNCLEAR: Final = noted("It is unclear whether this is an exosome product at all; the answers below assume that it is.")


def market(code: str) -> str:
    """The name of a market as people say it."""
    return say(MARKET_WORDS.get(code, code.upper()))


def unread(document: Document) -> str:
    """How many places looked like text and stayed unread."""
    places = len(document.unread)
    if places == 1:
        return say("1 place that looks like text could not be read")
    return say("{places} places that look like text could not be read", places=places)


_LONGEST_CODE: Final = 200
_FIELD_WORDS: Final = {
    "gtin": noted("article number"),
    "lot": noted("lot"),
    "expiry": noted("use by"),
    "serial": noted("serial number"),
}


def code(found: Code) -> str:
    """A barcode or QR code in words: what it says is text, whatever it looks like."""
    text = found.text if len(found.text) <= _LONGEST_CODE else found.text[:_LONGEST_CODE] + "…"
    stated = ", ".join(f"{say(_FIELD_WORDS.get(name, name))} {value}" for name, value in found.fields.items())
    if not stated:
        return say("Code on the label ({format}): {text}", format=found.format, text=text)
    return say(
        "Code on the label ({format}): {text}; it states {fields}", format=found.format, text=text, fields=stated
    )


def doubts(document: Document) -> tuple[str, ...]:
    """What to know about a document before trusting what was read: gaps, lines in other languages, warnings, what made
    a photo hard to read."""
    gaps = [unread(document)] if document.unread else []
    for language, places, one in _foreign_places(document):
        message = (
            noted("{places} is in {language}, which labelcheck does not read")
            if one
            else noted("{places} are in {language}, which labelcheck does not read")
        )
        sentence = say(message, places=places, language=language)
        gaps.append(sentence[0].upper() + sentence[1:])
    told = (*document.warnings, *(trouble.advice for trouble in document.troubles))
    return tuple(dict.fromkeys((*gaps, *map(say, told))))


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
        (say(name), "; ".join(_lines(page if paged else None, runs) for page, runs in pages.items()), _is_one(pages))
        for name, pages in found.items()
    ]


def _is_one(pages: dict[int, list[tuple[int, int]]]) -> bool:
    runs = [run for found in pages.values() for run in found]
    return len(runs) == 1 and runs[0][0] == runs[0][1]


def _lines(page: int | None, runs: list[tuple[int, int]]) -> str:
    shown = [str(first) if first == last else say("{low} to {high}", low=first, high=last) for first, last in runs]
    if len(runs) > _MOST_PLACES:
        shown = [*shown[:_MOST_PLACES], say("others")]
    one = len(runs) == 1 and runs[0][0] == runs[0][1]
    if page is None:
        return say(noted("line {lines}") if one else noted("lines {lines}"), lines=listed(shown))
    message = noted("line {lines} on page {page}") if one else noted("lines {lines} on page {page}")
    return say(message, lines=listed(shown), page=page)


def _languages(evaluation: Evaluation) -> list[str]:
    names = dict.fromkeys(stretch.name for document in evaluation.documents for stretch in document.foreign)
    return [say(name) for name in names]


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return say("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def retake(evaluation: Evaluation) -> tuple[str, ...]:
    """How to take better photos, the worst place first: at most three sentences, that name the photo if several."""
    several = len(evaluation.documents) > 1
    advice = [
        (f"{document.name}: " if several else "") + say(trouble.advice)
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
        return say("the article")
    if scheme in ("pmid", "pmc", "nct"):
        return rest if scheme != "pmid" else f"PMID {rest}"
    return reference.removeprefix("https://").rstrip("/")
