"""Every type that crosses a stage. Values only: frozen, unknown fields forbidden, no behaviour beyond validation.

Offsets are half open and count characters of ``Document.text``. Boxes are in page points (pixels of the upright
image for photos), origin at the top left, pages counted from 1.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from labelcheck.context_types import Context as Context
from labelcheck.context_types import CueRule as CueRule
from labelcheck.documents import Code as Code
from labelcheck.documents import Document as Document
from labelcheck.documents import Edit as Edit
from labelcheck.documents import Page as Page
from labelcheck.documents import Reading as Reading
from labelcheck.documents import Skip as Skip
from labelcheck.documents import Stretch as Stretch
from labelcheck.documents import Table as Table
from labelcheck.documents import TableCell as TableCell
from labelcheck.documents import Trouble as Trouble
from labelcheck.documents import Twin as Twin
from labelcheck.doses import DoseMark as DoseMark
from labelcheck.doses import DoseRange as DoseRange
from labelcheck.doses import Doses as Doses
from labelcheck.doses import DoseScale as DoseScale
from labelcheck.doses import Unplaceable as Unplaceable
from labelcheck.doses import Unplaced as Unplaced
from labelcheck.dossier_rules import Alike as Alike
from labelcheck.dossier_rules import DossierRules as DossierRules
from labelcheck.dossier_rules import FaultSentence as FaultSentence
from labelcheck.dossier_rules import Tolerance as Tolerance
from labelcheck.rule_types import Check as Check
from labelcheck.rule_types import Checklist as Checklist
from labelcheck.rule_types import Condition as Condition
from labelcheck.rule_types import Correction as Correction
from labelcheck.rule_types import FlagRule as FlagRule
from labelcheck.rule_types import Item as Item
from labelcheck.rule_types import ItemNote as ItemNote
from labelcheck.rule_types import Ladders as Ladders
from labelcheck.rule_types import Match as Match
from labelcheck.rule_types import Part as Part
from labelcheck.rule_types import QuantityPattern as QuantityPattern
from labelcheck.rule_types import Rule as Rule
from labelcheck.rule_types import RuleSet as RuleSet
from labelcheck.rule_types import Selector as Selector
from labelcheck.rule_types import Unasked as Unasked
from labelcheck.studies import Basis as Basis
from labelcheck.studies import Described as Described
from labelcheck.studies import EnhancerEvidence as EnhancerEvidence
from labelcheck.studies import EnhancerState as EnhancerState
from labelcheck.studies import EnhancerUse as EnhancerUse
from labelcheck.studies import Evidence as Evidence
from labelcheck.studies import Ladder as Ladder
from labelcheck.studies import LinkedBy as LinkedBy
from labelcheck.studies import Note as Note
from labelcheck.studies import RecordKind as RecordKind
from labelcheck.studies import Results as Results
from labelcheck.studies import Rung as Rung
from labelcheck.studies import Study as Study
from labelcheck.studies import StudyTest as StudyTest
from labelcheck.studies import TestName as TestName
from labelcheck.terms import Examples as Examples
from labelcheck.terms import Term as Term
from labelcheck.terms import TermRule as TermRule
from labelcheck.terms import Terms as Terms
from labelcheck.unit_types import BoundWords as BoundWords
from labelcheck.unit_types import Degrees as Degrees
from labelcheck.unit_types import NumberWords as NumberWords
from labelcheck.unit_types import Numerals as Numerals
from labelcheck.unit_types import Units as Units
from labelcheck.values import Bound as Bound
from labelcheck.values import CheckName as CheckName
from labelcheck.values import DocumentKind as DocumentKind
from labelcheck.values import EvidenceTag as EvidenceTag
from labelcheck.values import FactName as FactName
from labelcheck.values import FaultKind as FaultKind
from labelcheck.values import Kind as Kind
from labelcheck.values import Origin as Origin
from labelcheck.values import Outcome as Outcome
from labelcheck.values import OverallVerdict as OverallVerdict
from labelcheck.values import PaperKind as PaperKind
from labelcheck.values import Reads as Reads
from labelcheck.values import Scope as Scope
from labelcheck.values import Severity as Severity
from labelcheck.values import Status as Status
from labelcheck.values import Subject as Subject
from labelcheck.values import Tier as Tier
from labelcheck.values import Topic as Topic
from labelcheck.values import TroubleCause as TroubleCause
from labelcheck.words import Box as Box
from labelcheck.words import Frozen as Frozen
from labelcheck.words import Word as Word
from labelcheck.words import WordColumns as WordColumns
from labelcheck.words import Words as Words

# --- what comes in -----------------------------------------------------------------------------------------------


class Source(Frozen):
    """One document as it was handed in: a path, bytes with a name, text, or a file inside an archive, whose bytes are
    fetched when they are wanted. Exactly one of the four is set."""

    name: str
    path: Path | None = None
    data: bytes | None = Field(default=None, repr=False)
    text: str | None = Field(default=None, repr=False)
    fetch: Callable[[], bytes] | None = Field(default=None, repr=False, exclude=True)
    """Gives the bytes anew at each call; raises CaptureError."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if sum(part is not None for part in (self.path, self.data, self.text, self.fetch)) != 1:
            raise ValueError("a source is a path, bytes, text or fetched: give exactly one")
        return self


class CaptureSettings(Frozen):
    """How documents are read and where reading stops. Limits are checked before anything is decoded."""

    max_bytes: int = Field(default=64 * 2**20, gt=0)
    max_pages: int = Field(default=300, gt=0)
    max_pixels: int = Field(default=60_000_000, gt=0)
    max_render_pixels: int = Field(default=25_000_000, gt=0)
    max_memory: int = Field(default=2 * 2**30, gt=0)
    """Bytes that reading one file may add to the process that reads it, where the system can hold it to that."""
    page_seconds: float = Field(default=30.0, gt=0)
    """Time one page or picture may take."""
    password: str | None = Field(default=None, repr=False)
    """Opens protected PDFs; kept nowhere."""
    ocr: str = "rapidocr"
    tessdata_path: Path | None = None
    """Folder of Tesseract's language data; where the system keeps it if not given."""


# --- extract -> grade --------------------------------------------------------------------------------------------


class Quantity(Frozen):
    """A number as the label states it, normalised: ``low`` to ``high`` of ``unit`` per ``per``.

    ``repaired`` says why, where a lost superscript was put back: the value is then probable, not certain. ``bound`` is
    what the words beside the figure make of it ("up to", "+"). ``implied`` marks a temperature that is said in words
    ("in the refrigerator") and has its figures from a pharmacopoeia.
    """

    low: float
    high: float
    unit: str
    per: str | None = None
    text: str
    repaired: str | None = None
    bound: Bound | None = None
    implied: bool = False


class Cue(Frozen):
    """Words that decided a claim's status, subject or qualifier, and the context rule that knows them."""

    text: str
    start: int
    end: int
    rule: str


class Repair(Frozen):
    """Print that was read as other words so that rules could find them: OCR faults undone for matching only.

    ``text`` is what the label's text holds at ``start`` to ``end``; ``read_as`` the words it was taken for. Figures are
    never repaired this way.
    """

    text: str
    start: int
    end: int
    read_as: str


class Derived(Frozen):
    """A value that no word of the label states: worked out from a quantity and other words, which ``basis`` quotes."""

    low: float
    high: float
    unit: str
    per: str | None = None
    arithmetic: str
    """The sum, written out: 20 billion per vial / 5 mL = 4 billion per mL."""
    basis: tuple[str, ...] = ()
    bound: Bound | None = None
    """That of the quantity it was worked out from: "up to 20 billion per vial" is at most so much per mL."""


class Place(Frozen):
    """Where a claim stands once more, in another photo of the same label."""

    document: int
    page: int
    start: int
    end: int
    boxes: tuple[Box, ...] = ()


class Claim(Frozen):
    """Something the label says, where it says it, and how it is meant."""

    id: str
    rule: str
    kind: Kind
    document: int
    page: int = 1
    text: str
    start: int
    end: int
    boxes: tuple[Box, ...] = ()
    status: Status = "asserted"
    subject: Subject = "product"
    qualifier: str | None = None
    """A condition that words put on the claim: after_opening, preparation, preclinical, sensory …; or limit: a figure
    that every lot must keep, and not what was measured."""
    value: str | None = None
    quantity: Quantity | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    cues: tuple[Cue, ...] = ()
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[str, ...] = ()
    """Why the words or the value may be wrong, in sentences: shown wherever the claim is."""
    derived: tuple[Derived, ...] = ()
    implied: tuple[Derived, ...] = ()
    """What the claim would make of a value that the label states as well: a dose per vial beside one per mL."""
    study: Described | None = None
    """For a clinical claim, the figures in its sentence."""
    sentence: tuple[int, int] | None = None
    """Where the sentence stands that the claim was read in."""
    listed: bool = False
    """Stands in an ingredient list."""
    also: tuple[Place, ...] = ()


# --- grade -> report ---------------------------------------------------------------------------------------------


class FoundPart(Frozen):
    """One of the things that a question asks for, and the claims that give it; none where it is missing."""

    id: str
    name: str
    claims: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    """Where nothing gives it: the claims that say so."""


class Unanswered(Frozen):
    """A question of the checklist that does not apply to this product, why, and the claims that show it."""

    id: str
    question: str
    short: str
    reason: str
    claims: tuple[str, ...] = ()


class Verdict(Frozen):
    """The answer to one question, with the claims it rests on."""

    id: str
    question: str
    short: str
    outcome: Outcome
    reason: str
    claims: tuple[str, ...] = ()
    article: str
    advice: str
    notes: tuple[Note, ...] = ()
    tier: Tier | None = None
    references: tuple[str, ...] = ()
    parts: tuple[FoundPart, ...] = ()


class ConditionVerdict(Frozen):
    """The answer to one editorial condition, with the items and claims it rests on."""

    id: str
    question: str
    outcome: Outcome
    reason: str
    items: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    article: str
    notes: tuple[Note, ...] = ()


class Flag(Frozen):
    """Something wrong, unproven or barred in what the label claims."""

    id: str
    rule: str
    title: str
    topic: Topic
    severity: Severity
    market: str
    message: str
    why: str
    claims: tuple[str, ...]
    """Where two claims do not agree, those two stand first."""
    references: tuple[str, ...]
    suggestion: str
    arithmetic: str | None = None
    """The sum behind it, written out."""
    basis: Basis = "confirmed"
    notice: str | None = None
    in_force: str | None = None
    undated: str | None = None
    as_of: date | None = None
    exempt: str | None = None
    step: int | None = None
    steps: tuple[str, ...] = ()
    """The ladder it stands on, the gravest first; ``step`` counts from 1."""
    question: str | None = None
    """What to ask the seller about the claim, in one sentence."""


class Dismissal(Frozen):
    """A flag (its id) that a reader found no problem, and why: the reader's word, so the flag stays in every report."""

    flag: str
    reason: str


class Evaluation(Frozen):
    """One product's documents, what they claim, and the answers to the checklist."""

    version: str
    rules_digest: str
    exosome: Scope
    exosome_claims: tuple[str, ...] = ()
    documents: tuple[Document, ...]
    skipped: tuple[Skip, ...] = ()
    claims: tuple[Claim, ...]
    checklist: Checklist
    items: tuple[Verdict, ...]
    unasked: tuple[Unanswered, ...] = ()
    """Questions that do not apply to this product, which are not among ``items``."""
    conditions: tuple[ConditionVerdict, ...]
    verdict: OverallVerdict
    summary: str
    flags: tuple[Flag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    ladder: Ladder | None = None
    enhancers: tuple[EnhancerUse, ...] = ()
    dose: DoseScale | None = None
    """Where the amounts that the label states stand among others; None where it states none."""
    markets: tuple[str, ...] = ()
    """Markets whose rules were applied, beside those that hold everywhere."""
    titles: dict[str, str] = Field(default_factory=dict)
    """What the rules that found the claims say, by their ids."""
    name: str | None = None
    """What the reader calls the product."""
    dismissed: tuple[Dismissal, ...] = ()
    """Flags that a reader looked at and found no problem, each with the reason given."""
