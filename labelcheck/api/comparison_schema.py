"""What a comparison looks like, as JSON Schema."""

from __future__ import annotations

from typing import Final

from labelcheck.api.schemas import (
    BOX,
    COUNT,
    DAY,
    DIGEST,
    FROM_ONE,
    NUMBER,
    SHARE,
    SKIPPED,
    TEXT,
    YES_NO,
    Schema,
    fields,
    items,
    one_of,
    or_null,
    texts,
    told,
)
from labelcheck.models import FactName, FaultKind, Outcome, OverallVerdict, PaperKind, Scope, Severity, Tier

SCHEMA: Final = "labelcheck.comparison/1"
_QUOTE: Final = fields(
    {
        "document": told(COUNT, "Place among the product's documents."),
        "claim": TEXT,
        "page": FROM_ONE,
        "text": TEXT,
        "boxes": items(BOX),
    },
    "Words that an answer or a finding rests on.",
)
_DOCUMENT: Final = fields(
    {
        "name": TEXT,
        "sha256": TEXT,
        "kind": one_of(PaperKind),
        "because": told(or_null(TEXT), "The words that tell its kind."),
        "pages": FROM_ONE,
        "legibility": SHARE,
    }
)
_ANSWER: Final = fields(
    {
        "id": TEXT,
        "outcome": told(or_null(one_of(Outcome)), "Null where the question does not apply to the product."),
        "value": told(TEXT, "What the answer comes to, by the values of rules."),
        "named": told(TEXT, "The same as people are shown it, in English."),
        "reason": TEXT,
        "missing": texts("What was asked for and not found."),
        "denied": texts("What was asked for and is, as the documents say, not given."),
        "borrowed": texts("Names of documents of another product without which the answer would not be complete."),
        "quotes": items(_QUOTE),
    }
)
_TALLY: Final = fields({"met": COUNT, "asked": COUNT})
_DOSE: Final = fields(
    {
        "low": or_null(NUMBER),
        "high": or_null(NUMBER),
        "unit": TEXT,
        "per": TEXT,
        "text": TEXT,
        "arithmetic": or_null(TEXT),
        "disputed": told(YES_NO, "Whether the documents disagree on it; it then has no percentile."),
        "lots": told(COUNT, "Of how many lots with a certificate it is the lowest; 0 where those are not several."),
    },
    "Particles per millilitre, stated or worked out.",
)
_FACT: Final = fields(
    {"value": TEXT, "low": or_null(NUMBER), "high": or_null(NUMBER), "per": or_null(TEXT), "quote": _QUOTE}
)
_FAULT: Final = fields(
    {
        "kind": one_of(FaultKind),
        "severity": one_of(Severity),
        "message": TEXT,
        "products": texts("Other products that share the document."),
        "arithmetic": or_null(TEXT),
        "references": texts(),
        "more": told(COUNT, "Further faults of this kind about the same thing, which are not listed."),
        "quotes": items(_QUOTE),
    },
    "What does not fit among the documents of a product, or between those of a set.",
)
_PRODUCT: Final = fields(
    {
        "name": TEXT,
        "exosome": one_of(Scope),
        "verdict": one_of(OverallVerdict),
        "documents": items(_DOCUMENT),
        "skipped": items(SKIPPED),
        "answers": items(_ANSWER),
        "minimum": _TALLY,
        "complete": _TALLY,
        "dose": or_null(_DOSE),
        "percentile": or_null({"type": "number", "minimum": 0, "maximum": 100}),
        "agreements": items(fields({"name": one_of(FactName), "agrees": or_null(YES_NO), "facts": items(_FACT)})),
        "faults": items(_FAULT),
    },
    "A supplier's product: its documents, answers and faults.",
)
_QUESTION: Final = fields({"id": TEXT, "short": TEXT, "question": TEXT, "tier": or_null(one_of(Tier))})


def comparison_schema() -> Schema:
    """The schema ``labelcheck.comparison/1``."""
    return fields(
        {
            "schema": {"const": SCHEMA},
            "version": TEXT,
            "rules_digest": DIGEST,
            "made_on": DAY,
            "checklist": fields({"id": TEXT, "title": TEXT, "questions": items(_QUESTION)}),
            "products": items(_PRODUCT),
            "skipped": items(SKIPPED, "What belongs to no product."),
            "notices": texts("What to know about how the products are named."),
            "terms": items(
                fields({"name": TEXT, "meaning": TEXT, "references": texts()}),
                "Short words of the trade in the questions and answers, with what they mean.",
            ),
        }
    )
