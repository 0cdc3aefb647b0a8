"""What is known about published studies and registered trials, and what a label's words make of them. Values only.

Terms follow CONSORT (allocation, blinding, control) and MISEV (source, characterisation).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from labelcheck.words import Frozen

Basis = Literal["confirmed", "secondary", "inference", "unconfirmed"]
"""How well a statement is known: read in the source itself; through another source; reasoned here; not confirmed."""
RecordKind = Literal["study", "trial", "review", "laboratory", "guideline", "harm"]
"""A human study; a registered trial; a review of studies; work on cells, animals or skin; a standard; a harm report."""
Results = Literal["published", "preprint", "conference", "posted", "none", "unknown"]
Control = Literal["none", "vehicle", "saline with the same device", "active", "untreated", "unknown"]
Route = Literal["topical", "topical after a procedure", "injection", "unknown"]
Design = Literal[
    "randomised",
    "split-face",
    "double-blind",
    "evaluator-blind",
    "single-arm",
    "open-label",
    "case series",
    "case report",
    "retrospective",
    "parallel groups",
    "not randomised",
    "observational",
]
TestName = Literal["product", "source", "route", "device", "indication", "results"]
EnhancerState = Literal[
    "instructed",
    "suggested",
    "listed as an ingredient",
    "advised against",
    "in a study",
    "general education",
    "of something else",
]
LinkedBy = Literal["identifier", "citation", "author and year", "description"]


class Tested(Frozen):
    """What a study put on its participants; ``names`` and ``makers`` are what a label would print of it."""

    name: str
    names: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()


class Unconfirmed(Frozen):
    """A detail of a record that nobody has confirmed: no answer rests on it alone."""

    field: str
    note: str


class Study(Frozen):
    """A human study, registered trial, review, laboratory work or standard that labels cite. The file's name is its id.

    ``sources`` and ``devices`` use the values of the source and enhancer rules, ``indications`` those of the indication
    rules. Where a detail was not found it is empty, None or ``unknown``, never guessed.
    """

    id: str
    kind: RecordKind
    name: str
    """Short, as people cite it: Cho 2020."""
    cite: str
    authors: tuple[str, ...] = ()
    """Family names that a label may cite it by, the first author's first."""
    year: int | None = None
    misdated: tuple[int, ...] = ()
    """Years under which it is wrongly told, by the article or by labels that copy it."""
    journal: tuple[str, ...] = ()
    """The journal as it is printed, in full and abbreviated."""
    doi: tuple[str, ...] = ()
    pmid: tuple[str, ...] = ()
    pmc: tuple[str, ...] = ()
    registry: tuple[str, ...] = ()
    """Registration numbers: NCT…, IRCT…"""
    links: tuple[str, ...] = ()
    """Where it was read, for records without an identifier."""
    sources: tuple[str, ...] = ()
    source_text: str
    """The source in plain words: human adipose stem cells."""
    indications: tuple[str, ...] = ()
    people: int | None = Field(default=None, gt=0)
    """Participants analysed."""
    enrolled: int | None = Field(default=None, gt=0)
    weeks: tuple[float, ...] = ()
    """Length of follow-up, and visits that labels cite, in weeks."""
    design: tuple[Design, ...] = ()
    control: Control = "unknown"
    route: Route = "unknown"
    devices: tuple[str, ...] = ()
    either_device: bool = False
    """Its groups used one of the devices each, not all of them together."""
    co_treatment: str | None = None
    """What was done beside the exosomes, in plain words."""
    product: Tested | None = None
    dose: str | None = None
    result: str
    """One sentence of our own."""
    results: Results
    status: str | None = None
    """For a registered trial: what its registry says, with the date."""
    limits: str | None = None
    """What it cannot show, in one sentence."""
    conflicts: str | None = None
    same_people: tuple[str, ...] = ()
    """Records that report on the same participants, as far as can be told."""
    basis: Basis
    unconfirmed: tuple[Unconfirmed, ...] = ()
    notes: str | None = None
    as_of: date

    @property
    def human(self) -> bool:
        """Whether it tested an effect on people, or is registered to."""
        return self.kind in ("study", "trial")

    @property
    def shows(self) -> bool:
        """Whether there are results on people that a label could point to."""
        return self.human and self.results in ("published", "preprint", "conference", "posted")

    @property
    def references(self) -> tuple[str, ...]:
        """Its identifiers as references of rules."""
        return (
            *(f"doi:{value}" for value in self.doi),
            *(f"pmid:{value}" for value in self.pmid),
            *(f"pmc:{value}" for value in self.pmc),
            *(f"nct:{value}" for value in self.registry if value.startswith("NCT")),
            *self.links,
        )


class Described(Frozen):
    """Figures in the sentence of a clinical claim: numbers of people, and lengths of time in weeks."""

    people: tuple[int, ...] = ()
    weeks: tuple[float, ...] = ()


class StudyTest(Frozen):
    """One of the six tests whether a cited study speaks of this label: yes, no, or None where it cannot be told."""

    name: TestName
    matches: bool | None
    reason: str


class Evidence(Frozen):
    """A study that the label cites or describes, and whether it speaks of what is in the bottle.

    ``record`` is None for an identifier that is not in the registry: its form was checked and nothing else.
    """

    record: str | None
    name: str
    cite: str
    claims: tuple[str, ...]
    by: LinkedBy
    sure: bool = True
    """False where the figures fit a study and may fit by chance: nothing is concluded from it."""
    tests: tuple[StudyTest, ...] = ()
    status: str
    as_of: date | None
    conclusion: str
    result: str | None = None
    limits: str | None = None
    conflicts: str | None = None
    basis: Basis = "confirmed"
    references: tuple[str, ...] = ()


class Rung(Frozen):
    """A rung of the evidence ladder."""

    id: str
    title: str
    meaning: str


class Ladder(Frozen):
    """How far up the ladder the best clinical data named on the label stands, and whether it speaks of this product.

    ``applies`` is False where a test of the cited study fails, None where that cannot be told.
    """

    item: str
    """The question that it belongs to."""
    rung: str
    position: int
    rungs: tuple[Rung, ...]
    applies: bool | None
    reason: str
    claims: tuple[str, ...] = ()


class EnhancerEvidence(Frozen):
    """What is published on a way into the skin together with vesicles."""

    level: Literal["none found", "laboratory only", "weak", "small trials"]
    text: str
    references: tuple[str, ...] = ()
    basis: Basis = "confirmed"
    opens: bool = True
    """Whether it opens the skin, so that what is put on afterwards is put on after a procedure."""


class EnhancerUse(Frozen):
    """A way into the skin as the label speaks of it, and what is published on it."""

    value: str
    title: str
    state: EnhancerState
    claims: tuple[str, ...]
    evidence: EnhancerEvidence | None = None


class Note(Frozen):
    """Something to know beside an answer, which it does not change: stability of a format, an error of the article."""

    text: str
    references: tuple[str, ...] = ()
    basis: Basis = "confirmed"
    claims: tuple[str, ...] = ()
    corrects: str | None = None
    """The statement of the article that it corrects."""
