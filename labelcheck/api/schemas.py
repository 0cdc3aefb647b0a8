"""What requests and answers look like, as JSON Schemas of the OpenAPI document.

Answers may gain fields without a new schema number, so no schema of an answer forbids others; those of requests do.
"""

from __future__ import annotations

from typing import Any, Final, get_args

from labelcheck.doses import RangeKind, Unplaceable
from labelcheck.models import (
    Bound,
    DocumentKind,
    EnhancerState,
    Kind,
    LinkedBy,
    Outcome,
    OverallVerdict,
    Severity,
    Status,
    Subject,
    TestName,
    Tier,
    Topic,
    TroubleCause,
)
from labelcheck.studies import Basis
from labelcheck.values import Origin

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
FROM_ONE: Final[Schema] = {"type": "integer", "minimum": 1}
SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
NUMBER: Final[Schema] = {"type": "number"}
YES_NO: Final[Schema] = {"type": "boolean"}
DIGEST: Final[Schema] = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
BOX: Final[Schema] = {
    "type": "array",
    "items": NUMBER,
    "minItems": 4,
    "maxItems": 4,
    "description": "x0, top, x1, bottom: points of a page or pixels of a photo turned upright, origin at the top left.",
}


def texts(description: str = "") -> Schema:
    """A list of strings."""
    return items(TEXT, description)


def items(each: Schema, description: str = "") -> Schema:
    """A list."""
    return {"type": "array", "items": each} | ({"description": description} if description else {})


def one_of(values: Any) -> Schema:
    """A string out of a closed set, given as a ``Literal`` or a sequence."""
    return {"type": "string", "enum": list(get_args(values) or values)}


def or_null(schema: Schema) -> Schema:
    """What ``schema`` allows, or null."""
    if set(schema) <= {"type", "description", "format", "minimum", "maximum", "pattern"}:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def told(schema: Schema, description: str) -> Schema:
    """``schema`` with what it means."""
    return schema | {"description": description}


def fields(properties: dict[str, Schema], description: str = "", optional: tuple[str, ...] = ()) -> Schema:
    """An object that has all ``properties`` but the optional ones, and perhaps others."""
    required = [name for name in properties if name not in optional]
    made: Schema = {"type": "object", "required": required, "properties": properties}
    return made | ({"description": description} if description else {})


CLAIMS: Final = texts("Ids of claims.")
SPAN: Final[dict[str, Schema]] = {
    "start": told(COUNT, "First character in the document's text."),
    "end": told(COUNT, "One after the last character."),
}
QUANTITY: Final = fields(
    {
        "low": or_null(NUMBER),
        "high": or_null(NUMBER),
        "unit": TEXT,
        "per": or_null(TEXT),
        "text": TEXT,
        "repaired": told(or_null(TEXT), "Why the value is only probable: a lost exponent was put back."),
        "bound": or_null(one_of(Bound)),
    },
    "A number as it is printed, normalised; null where it is too large for a float.",
)
DERIVED: Final = fields(
    {
        "low": or_null(NUMBER),
        "high": or_null(NUMBER),
        "unit": TEXT,
        "per": or_null(TEXT),
        "arithmetic": TEXT,
        "basis": texts(),
        "bound": or_null(one_of(Bound)),
    },
    "A value that follows from words, with its sum.",
)
NOTE: Final = fields(
    {
        "text": TEXT,
        "corrects": told(or_null(TEXT), "The statement of the source that it corrects."),
        "claims": CLAIMS,
        "references": texts(),
        "basis": one_of(Basis),
    }
)
DOCUMENT: Final = fields(
    {
        "name": TEXT,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "kind": one_of(DocumentKind),
        "reader": TEXT,
        "given": told(YES_NO, "It is the name that was given, not a document."),
        "edits": items(fields({**SPAN, "was": TEXT})),
        "pages": FROM_ONE,
        "languages": texts(),
        "legibility": SHARE,
        "text": TEXT,
        "unread": items(fields({"page": FROM_ONE, "box": BOX})),
        "warnings": texts(),
        "not_read": items(
            fields({"language": TEXT, "name": TEXT, "page": FROM_ONE, "lines": items(FROM_ONE), **SPAN, "text": TEXT})
        ),
        "troubles": items(
            fields({"cause": one_of(TroubleCause), "page": FROM_ONE, "box": BOX, "advice": or_null(TEXT)})
        ),
        "codes": items(
            fields(
                {
                    "format": TEXT,
                    "text": TEXT,
                    "page": FROM_ONE,
                    "box": BOX,
                    "fields": {"type": "object", "additionalProperties": TEXT},
                }
            )
        ),
    },
    "A document as it was read. Its text[start:end] is the text of every claim that stands in it.",
)
CLAIM: Final = fields(
    {
        "id": TEXT,
        "rule": TEXT,
        "kind": one_of(Kind),
        "document": told(COUNT, "Place among the documents."),
        "page": FROM_ONE,
        "text": TEXT,
        **SPAN,
        "boxes": items(BOX),
        "status": one_of(Status),
        "subject": one_of(Subject),
        "qualifier": or_null(TEXT),
        "value": or_null(TEXT),
        "quantity": or_null(QUANTITY),
        "study": or_null(fields({"people": items(COUNT), "weeks": items(NUMBER)})),
        "sentence": or_null(items(COUNT)),
        "listed": YES_NO,
        "confidence": SHARE,
        "cues": items(fields({"text": TEXT, **SPAN, "rule": TEXT})),
        "repairs": items(fields({"text": TEXT, **SPAN, "read_as": TEXT})),
        "doubts": texts(),
        "derived": items(DERIVED),
        "explanation": texts("Why it was read this way, in sentences."),
        "also": items(fields({"document": COUNT, "page": FROM_ONE, **SPAN, "boxes": items(BOX)})),
    },
    "Something the label says, where, and how it is meant.",
)
ITEM: Final = fields(
    {
        "id": TEXT,
        "question": TEXT,
        "short": TEXT,
        "outcome": one_of(Outcome),
        "reason": TEXT,
        "claims": CLAIMS,
        "article": told(TEXT, "The passage the question comes from."),
        "advice": TEXT,
        "notes": items(NOTE),
        "tier": or_null(one_of(Tier)),
        "parts": items(
            fields({"id": TEXT, "name": TEXT, "claims": CLAIMS, "denied": CLAIMS}),
            "What the question asks for at once.",
        ),
        "references": texts(),
    },
    "The answer to one question.",
)
CONDITION: Final = fields(
    {
        "id": TEXT,
        "question": TEXT,
        "outcome": one_of(Outcome),
        "reason": TEXT,
        "items": texts(),
        "claims": CLAIMS,
        "article": TEXT,
        "notes": items(NOTE),
    }
)
LADDER: Final = fields(
    {
        "item": TEXT,
        "rung": TEXT,
        "position": COUNT,
        "of": COUNT,
        "applies": or_null(YES_NO),
        "reason": TEXT,
        "claims": CLAIMS,
        "rungs": items(fields({"id": TEXT, "title": TEXT, "meaning": TEXT})),
    },
    "How far the evidence goes that the label names.",
)
CHECKLIST: Final = fields(
    {
        "id": TEXT,
        "title": TEXT,
        "source": TEXT,
        "origin": one_of(Origin),
        "items": items(ITEM),
        "unasked": items(
            fields({"id": TEXT, "question": TEXT, "short": TEXT, "reason": TEXT, "claims": CLAIMS}),
            "Questions that do not apply to this product.",
        ),
        "conditions": items(CONDITION),
        "ladder": or_null(LADDER),
        "verdict": one_of(OverallVerdict),
        "summary": TEXT,
        "corrections": items(fields({"statement": TEXT, "correction": TEXT, "references": texts()})),
    }
)
FLAG_FOUND: Final = fields(
    {
        "id": TEXT,
        "rule": TEXT,
        "title": TEXT,
        "topic": one_of(Topic),
        "severity": one_of(Severity),
        "market": TEXT,
        "message": TEXT,
        "why": TEXT,
        "claims": CLAIMS,
        "references": texts(),
        "suggestion": TEXT,
        "question": or_null(TEXT),
        "arithmetic": or_null(TEXT),
        "basis": one_of(Basis),
        "notice": or_null(TEXT),
        "in_force": or_null(TEXT),
        "undated": or_null(TEXT),
        "as_of": or_null(DAY),
        "exempt": or_null(TEXT),
        "ladder": or_null(fields({"step": FROM_ONE, "steps": texts()})),
    },
    "What is wrong, unproven or barred.",
)
_TESTS: Final[tuple[str, ...]] = get_args(TestName)
EVIDENCE: Final = fields(
    {
        "record": told(or_null(TEXT), "Null for an identifier that is not in the registry."),
        "name": TEXT,
        "cite": TEXT,
        "claims": CLAIMS,
        "by": one_of(LinkedBy),
        "sure": YES_NO,
        "matches": fields({name: or_null(YES_NO) for name in _TESTS}),
        "reasons": {"type": "object", "additionalProperties": TEXT},
        "status": TEXT,
        "as_of": or_null(DAY),
        "conclusion": TEXT,
        "result": or_null(TEXT),
        "limits": or_null(TEXT),
        "conflicts": or_null(TEXT),
        "basis": one_of(Basis),
        "references": texts(),
    },
    "A study that the label cites or describes, beside the registry.",
)
ENHANCER: Final = fields(
    {
        "value": TEXT,
        "title": TEXT,
        "state": one_of(EnhancerState),
        "claims": CLAIMS,
        "evidence": or_null(fields({"level": TEXT, "text": TEXT, "references": texts(), "basis": one_of(Basis)})),
    }
)
MARK: Final = fields(
    {
        "low": NUMBER,
        "high": NUMBER,
        "claims": CLAIMS,
        "arithmetic": or_null(TEXT),
        "probable": YES_NO,
        "bound": or_null(one_of(Bound)),
        "hedged": YES_NO,
    }
)
RANGE: Final = fields(
    {
        "title": TEXT,
        "kind": one_of(RangeKind),
        "low": NUMBER,
        "high": NUMBER,
        "known": TEXT,
        "basis": one_of(Basis),
        "references": texts(),
    }
)
DOSE: Final = fields(
    {
        "unit": TEXT,
        "per": TEXT,
        "marks": items(MARK),
        "unplaced": items(fields({"cause": one_of(Unplaceable), "claims": CLAIMS})),
        "ranges": items(RANGE),
    },
    "Amounts per millilitre beside what others disclose.",
)
SKIPPED: Final = fields({"name": TEXT, "reason": TEXT}, "A document that could not be read, and why.")
