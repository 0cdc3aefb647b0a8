"""A supplier's dossier: what each document of one product says, where they agree, and what is wrong among them.

A ``Dossier`` belongs to one product; a ``Comparison`` lays several beside one another. Both carry the words that an
answer rests on, so that they can be shown and exported without the documents.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from labelcheck.models import (
    Box,
    FactName,
    FaultKind,
    Outcome,
    OverallVerdict,
    PaperKind,
    Quantity,
    Scope,
    Severity,
    Skip,
    Term,
    Tier,
)
from labelcheck.words import Frozen


class Paper(Frozen):
    """One document of a dossier: what kind of paper it is, and by which words that is known."""

    name: str
    sha256: str
    kind: PaperKind
    because: str | None = None
    """The words that tell its kind; None where nothing does."""
    pages: int = 1
    legibility: float = 1.0


class Quote(Frozen):
    """Words of a document that an answer or a finding rests on, and where they stand."""

    document: int
    """Place in ``Dossier.papers``."""
    claim: str
    """Id of the claim in the product's evaluation."""
    text: str
    page: int = 1
    boxes: tuple[Box, ...] = ()


class Fact(Frozen):
    """One thing that one document says, normalised so that documents can be compared."""

    name: FactName
    value: str
    """A source id, a lot without spaces, an ISO date, a name as printed, a storage class."""
    low: float | None = None
    """Of a dose: particles per ``per``, from ``low`` to ``high``."""
    high: float | None = None
    per: str | None = None
    quote: Quote


class Agreement(Frozen):
    """What the documents of one product say of one thing, and whether they agree; None where only one speaks of it."""

    name: FactName
    facts: tuple[Fact, ...]
    agrees: bool | None


class Fault(Frozen):
    """Something that does not fit among a dossier's documents, or between the dossiers of a set."""

    kind: FaultKind
    severity: Severity
    message: str
    """A whole sentence in English that names the documents and quotes the words."""
    quotes: tuple[Quote, ...] = ()
    products: tuple[str, ...] = ()
    """Other products that share the document."""
    arithmetic: str | None = None
    references: tuple[str, ...] = ()
    more: int = 0
    """Further faults of its kind about the same thing, which are not listed; the first of their words are quoted."""


class Dose(Frozen):
    """Particles per millilitre, stated or worked out, and the sum where it was worked out."""

    low: float
    high: float
    text: str
    arithmetic: str | None = None
    quantity: Quantity | None = None
    """What ``text`` says in English, to be said in other languages; None where an older version made the dose."""
    probable: bool = False
    """Whether its figure was mended, so that it is probable and not certain."""
    hedged: bool = False
    """Whether the documents do not state it as a fact."""
    disputed: bool = False
    """Whether the product's documents disagree on it: it then has no percentile."""
    lots: int = 0
    """Of how many lots with a certificate it is the lowest count; 0 where it is not chosen among lots."""

    @property
    def firm(self) -> bool:
        """Whether a count is stated that can be ranked: no "up to", no "may contain", no mended figure, no dispute."""
        most = self.quantity is not None and self.quantity.bound == "at most"
        return not (most or self.hedged or self.probable or self.disputed)


class Value(Frozen):
    """One of the things that an answer comes to."""

    part: str = ""
    """What it is of, where the question asks for several things and values alone do not tell: "Endotoxin"."""
    name: str = ""
    """What the rule calls it, in English; it can be said in other languages. "" where the rules have no name for it."""
    words: str = ""
    """Its figures in English, or the document's own words, which are never translated."""
    quantity: Quantity | None = None
    """The figures that ``words`` says, to be said in other languages; None where an older version made the value."""
    dose: Dose | None = None
    """The product's dose, where ``words`` says that."""


class Cell(Frozen):
    """A product's answer to one question, with the value that a table shows and the words behind it.

    ``outcome`` is None where the question does not apply to the product, which ``reason`` then tells.
    """

    id: str
    outcome: Outcome | None
    value: str = ""
    """What the answer comes to, by the values of rules: for data, and the same in every language."""
    values: tuple[Value, ...] = ()
    """The same for people, the most telling first; empty where an older version made the cell."""
    more: int = 0
    """How many values are left out of ``values``."""
    reason: str
    quotes: tuple[Quote, ...] = ()
    borrowed: tuple[str, ...] = ()
    """Documents of another product, by name, that alone tell it or a part of it: the outcome is then partly."""
    missing: tuple[str, ...] = ()
    """Names of the parts that were asked for and not found."""
    denied: tuple[str, ...] = ()
    """Names of the parts of which the documents say that they are not given; they are not among the missing ones."""
    short: str = ""
    """The question in a word or two, as the column is headed; it lets a cell be read without its table."""
    tier: Tier | None = None
    references: tuple[str, ...] = ()
    """Standards that ask for it, the checklist's own source among them."""
    advice: str = ""
    """What to ask the supplier while the answer is not ``met``, in a whole sentence."""


class Dossier(Frozen):
    """One product: its papers, its answers, what its documents agree on, and what is wrong."""

    name: str
    papers: tuple[Paper, ...] = ()
    skipped: tuple[Skip, ...] = ()
    exosome: Scope = "unclear"
    verdict: OverallVerdict = "unreadable"
    cells: tuple[Cell, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    faults: tuple[Fault, ...] = ()
    dose: Dose | None = None
    percentile: float | None = Field(default=None, ge=0, le=100)
    """Share of the compared products with a dose per millilitre that state no more than this one, in per cent."""
    minimum: tuple[int, int] = (0, 0)
    """Questions of the minimum tier that are met, and that were asked."""
    complete: tuple[int, int] = (0, 0)
    """Questions of both tiers that are met, and that were asked."""


class Column(Frozen):
    """A question that is asked of every product."""

    id: str
    short: str
    question: str
    tier: Tier | None = None


class Comparison(Frozen):
    """Several products side by side, in the order in which they were given."""

    version: str
    rules_digest: str
    checklist: str
    title: str
    made_on: date
    columns: tuple[Column, ...]
    dossiers: tuple[Dossier, ...]
    skipped: tuple[Skip, ...] = ()
    """What belongs to no product, such as an archive that cannot be opened."""
    notices: tuple[str, ...] = ()
    """What to know about how the products are named, in whole sentences in English."""
    terms: tuple[Term, ...] = ()
    """Short words of the trade that stand in its questions and answers, with their meanings."""
