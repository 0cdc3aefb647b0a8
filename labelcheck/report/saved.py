"""A report in the contract's form read back: as much of it as two of them are compared by.

It may come from a file that somebody kept, from another version or from a damaged disk. What is missing because an
older version did not write it has a default; what cannot be understood is an error that names the place.
"""

from __future__ import annotations

from typing import Final

from pydantic import ConfigDict, Field, ValidationError

from labelcheck.models import Frozen
from labelcheck.report.contract_json import SCHEMA

_FAMILY: Final = SCHEMA.partition("/")[0]


class NoReport(ValueError):
    """Something that is not a report of this schema; the message says what is wrong with it, and where."""


class _Saved(Frozen):
    model_config = ConfigDict(extra="ignore")


class SavedQuantity(_Saved):
    """``low`` and ``high`` are None where the number is too large for JSON."""

    low: float | None = None
    high: float | None = None
    unit: str = ""
    per: str | None = None
    text: str = ""
    bound: str | None = None


class SavedCue(_Saved):
    """Where words stand that decided how a claim is meant."""

    start: int
    end: int


class SavedClaim(_Saved):
    """A claim, where it stands and how it is meant."""

    id: str
    rule: str
    document: int = Field(ge=0)
    text: str
    start: int
    end: int
    sentence: tuple[int, int] | None = None
    status: str = "asserted"
    subject: str = "product"
    qualifier: str | None = None
    value: str | None = None
    quantity: SavedQuantity | None = None
    cues: tuple[SavedCue, ...] = ()


class SavedEdit(_Saved):
    """Where a text was corrected by hand."""

    start: int
    end: int
    was: str = ""


class SavedDocument(_Saved):
    """A document by its content, and what was read in it."""

    name: str
    sha256: str
    text: str = ""
    kind: str = ""
    reader: str = ""
    given: bool = False
    edits: tuple[SavedEdit, ...] = ()


class SavedSkip(_Saved):
    """A document that could not be read."""

    name: str
    reason: str


class SavedPart(_Saved):
    """One of the things that a question asks for, and the claims that give it."""

    id: str
    name: str = ""
    claims: tuple[str, ...] = ()


class SavedAnswer(_Saved):
    """The answer to a question of the checklist, or to one of its conditions, which has ``items``."""

    id: str
    outcome: str
    question: str = ""
    short: str = ""
    reason: str = ""
    claims: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    parts: tuple[SavedPart, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return self.short or self.question or self.id


class SavedUnasked(_Saved):
    """A question that does not apply to the product, and why."""

    id: str
    reason: str = ""


class SavedChecklist(_Saved):
    """The checklist with its answers."""

    id: str
    items: tuple[SavedAnswer, ...]
    unasked: tuple[SavedUnasked, ...] = ()
    conditions: tuple[SavedAnswer, ...] = ()
    verdict: str


class SavedFlag(_Saved):
    """Something wrong or barred."""

    id: str
    rule: str
    title: str = ""
    severity: str = ""
    claims: tuple[str, ...] = ()


class SavedStudy(_Saved):
    """A study that the label leans on."""

    record: str | None = None
    name: str = ""
    cite: str = ""
    sure: bool = True


class SavedDismissal(_Saved):
    """A flag that a reader found no problem."""

    flag: str
    reason: str


class SavedProduct(_Saved):
    """What was taken for the product."""

    exosome: str = ""
    given_name: str | None = None


class SavedReport(_Saved):
    """A report: one product's documents, claims and answers. ``markets`` is None where it does not say."""

    version: str
    rules_digest: str
    product: SavedProduct = SavedProduct()
    documents: tuple[SavedDocument, ...]
    skipped: tuple[SavedSkip, ...] = ()
    claims: tuple[SavedClaim, ...]
    checklist: SavedChecklist
    flags: tuple[SavedFlag, ...] = ()
    evidence: tuple[SavedStudy, ...] = ()
    markets: tuple[str, ...] | None = None
    dismissed: tuple[SavedDismissal, ...] = ()


def saved_report(data: object) -> SavedReport:
    """The report in ``data``, the parsed JSON of the contract.

    Raises:
        NoReport: it is no report, one of another schema, or damaged.
    """
    if not isinstance(data, dict) or not isinstance(data.get("schema"), str):
        raise NoReport("this is no labelcheck report: it names no schema")
    schema = data["schema"]
    if schema != SCHEMA:
        kind = "a report of another version" if schema.partition("/")[0] == _FAMILY else "no labelcheck report"
        raise NoReport(f"this is {kind}: its schema is {schema[:80]!r}, and {SCHEMA!r} is read here")
    try:
        report = SavedReport.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise NoReport(f"the report is damaged at {_path(first['loc'])}: {first['msg']}") from None
    for place, claim in enumerate(report.claims):
        if claim.document >= len(report.documents):
            raise NoReport(f"the report is damaged at claims[{place}].document: there is no such document")
    return report


def _path(steps: tuple[int | str, ...]) -> str:
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path or "its start"
