"""The closed sets of values that the types of every stage share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

Status = Literal["asserted", "negated", "hedged"]
Subject = Literal["product", "education", "other"]
Outcome = Literal["met", "partly", "contrary", "not stated", "unreadable"]
OverallVerdict = Literal["conditions met", "caution", "not applicable", "unreadable"]
Scope = Literal["yes", "no", "unclear"]
Severity = Literal["info", "low", "high", "critical"]
Kind = Literal[
    "scope",
    "source",
    "concentration",
    "storage",
    "clinical",
    "packaging",
    "enhancer",
    "overclaim",
    "characterisation",
    "exclusion",
    "indication",
    "study",
    "format",
    "instruction",
    "ingredient",
    "wording",
    "manufacture",
    "traceability",
    "paper",
    "withheld",
]
EvidenceTag = Literal[
    "unknown",
    "results",
    "no results",
    "controlled",
    "uncontrolled",
    "this product",
    "no study",
    "aside",
    "other source",
    "other use",
]
"""What is known of a cited study: not in the registry; with or without results; its control; whether it tested this
very product as the label uses it; a review or laboratory work; a standard or a report of harm; of another source than
the label names; used otherwise (device, injection) than the label says."""
CheckName = Literal["count", "mass", "share", "size", "dose", "disagreement", "list"]
Topic = Literal[
    "stem-cells",
    "disease",
    "penetration",
    "superiority",
    "safety",
    "approval",
    "clinical-proof",
    "data-transfer",
    "injection",
    "plausibility",
    "consistency",
    "origin",
    "wording",
]
Tier = Literal["minimum", "complete"]
"""How much a supplier should disclose at least, and what makes the disclosure complete (SDS-1)."""
Origin = Literal["article", "standard"]
"""Where the questions of a checklist come from."""
Reads = Literal["code", "date", "name"]
"""How the words that a rule reads as its value are written: a lot or line number, a day or month, a name."""
PaperKind = Literal["label", "brochure", "insert", "specification", "certificate", "unknown"]
FactName = Literal["product", "maker", "lot", "source", "dose", "storage", "made", "expires", "dated"]
"""What two documents of one product can agree or disagree on. ``dated`` is the day of the document itself."""
FaultKind = Literal[
    "contradiction",
    "other product",
    "other lot",
    "other maker",
    "expired",
    "count differs",
    "certificate reused",
    "several products",
    "failed result",
    "dates out of order",
    "same figures",
]
DocumentKind = Literal["text", "markdown", "html", "pdf", "image", "docx", "email"]
Bound = Literal["at least", "at most", "about"]
Day = Annotated[str, BeforeValidator(str), Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
"""A date as far as it is known: 2025-01-21, 2026-04, 2013."""
TroubleCause = Literal["too small", "blurred", "glare", "faint", "cut off", "unknown script", "unread"]
