"""Document -> claims: what a label says, where, and how it is meant. spaCy lives here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from labelcheck.models import Claim, Document, Kind, Quantity, RuleSet, Status, Subject


class Meaning(NamedTuple):
    """How words at a place would be meant if they were a claim, and the ids of the cues that decide it."""

    status: Status
    subject: Subject
    qualifier: str | None
    cues: tuple[str, ...]


def find_claims(
    documents: Sequence[Document], rules: RuleSet, step: Callable[[], None] | None = None
) -> tuple[Claim, ...]:
    """All claims of one product's documents, in the order of documents and words; ids count from ``c1``.

    ``step`` is called again and again meanwhile, also within one document; what it raises ends the search.
    """
    from labelcheck.extract.claims import extractor

    return extractor(rules).claims(documents, step)


def read_spans(
    document: Document, spans: Sequence[tuple[int, int]], rules: RuleSet, kind: Kind | None = None
) -> tuple[Meaning, ...]:
    """How any words of a document are meant, whether a rule knows them or not.

    ``spans`` are half open and count characters of ``document.text``. ``kind`` lets the cues of that kind count too.
    """
    from labelcheck.extract.claims import extractor

    return tuple(
        Meaning(
            reading.status,
            reading.subject,
            reading.qualifier,
            tuple(dict.fromkeys(f"{hit.language}/{hit.owner.id}" for hit in reading.cues)),
        )
        for reading in extractor(rules).meanings(document, [(start, end, kind) for start, end in spans])
    )


def find_quantities(document: Document, rules: RuleSet, language: str | None = None) -> tuple[Quantity, ...]:
    """Every quantity of a document in the order of its text, whether a rule asks for it or not.

    ``language`` (ISO 639-1) decides what a scale word is worth; the document's first language if not given.
    """
    from labelcheck.extract.claims import extractor

    return extractor(rules).quantities(document, language)
