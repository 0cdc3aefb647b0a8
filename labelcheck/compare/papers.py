"""What kind of paper each document of a product is, and by which words that is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast, get_args

from labelcheck.compare.things import any_of
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Paper
from labelcheck.models import Claim, Document, Evaluation, PaperKind

_HEAD: Final = 700
"""Characters from the start in which a document says what it is: further down it speaks of other papers."""
_SHORT: Final = 2500
"""Characters beyond which a text is no label that is told by its lot alone."""
_MOST_SPECIFIC: Final[tuple[PaperKind, ...]] = ("certificate", "specification", "insert", "brochure", "label")
"""Of two kinds named in one line, the first of these counts: "Specification and certificate of analysis"."""
_KINDS: Final = frozenset(get_args(PaperKind))


def papers_of(evaluation: Evaluation, known: DossierRules) -> tuple[Paper, ...]:
    """A paper for each document, in their order; what the reader gave by hand, such as a name, is none."""
    by_document: dict[int, list[Claim]] = {}
    for claim in evaluation.claims:
        by_document.setdefault(claim.document, []).append(claim)
    return tuple(
        _paper(document, by_document.get(number, ()), known)
        for number, document in enumerate(evaluation.documents)
        if not document.given
    )


def _paper(document: Document, claims: Sequence[Claim], known: DossierRules) -> Paper:
    kind, words = _kind(document, claims, known)
    return Paper(
        name=document.name,
        sha256=document.sha256,
        kind=kind,
        because=words,
        pages=max(1, len(document.pages)),
        legibility=document.legibility,
    )


def _kind(document: Document, claims: Sequence[Claim], known: DossierRules) -> tuple[PaperKind, str | None]:
    """The kind that the first heading names; else a label, where the words of one are found and none of a trade."""
    told = [claim for claim in claims if claim.kind == "paper" and claim.value in _KINDS and claim.status != "negated"]
    heads = sorted((one for one in told if one.value != "label" and one.start < _HEAD), key=lambda one: one.start)
    if heads:
        line = _line(document.text, heads[0].start)
        same = [one for one in heads if _line(document.text, one.start) == line]
        first = min(same, key=lambda one: _MOST_SPECIFIC.index(cast("PaperKind", one.value)))
        return cast("PaperKind", first.value), _words(first)
    if any_of(known.trade).search(document.text):
        return "unknown", None
    if labels := [one for one in told if one.value == "label"]:
        return "label", _words(labels[0])
    lots = [one for one in claims if one.rule in ("traceability/lot", "traceability/expires") and one.value]
    if lots and document.kind in ("image", "text") and len(document.text) <= _SHORT:
        return "label", _words(lots[0])
    return "unknown", None


def _line(text: str, place: int) -> int:
    """Where the line begins in which a place stands."""
    return text.rfind("\n", 0, place) + 1


def _words(claim: Claim) -> str:
    return " ".join(claim.text.split())
