"""What comparing the documents of one product needs to know, as ``rules/dossier.yaml`` holds it."""

from __future__ import annotations

from pydantic import Field

from labelcheck.studies import Basis
from labelcheck.values import FactName, FaultKind, PaperKind, Severity
from labelcheck.words import Frozen

Languages = dict[str, tuple[str, ...]]
"""Words by ISO 639-1 code."""


class Tolerance(Frozen):
    """How far two counts of one product may lie apart: ``share`` of the labelled amount."""

    share: float = Field(gt=0, lt=1)
    why: str
    references: tuple[str, ...] = Field(min_length=1)
    basis: Basis = "confirmed"


class Alike(Frozen):
    """When two certificates are one: ``share`` of their passages are the same, lines of name, lot and dates aside."""

    share: float = Field(default=0.9, gt=0, le=1)
    figures: int = Field(default=3, ge=1)
    """Measured figures that must all be the same where the lot is not."""


class Apart(Frozen):
    """How far two figures lie apart at least that cannot both hold of one product; nearer ones may be two readings."""

    passages: int = Field(default=3, ge=1)
    """Passages between the last of one document and the first of the other."""
    sizes: float = Field(default=1.5, gt=1)
    """The larger size by the smaller, both measured by one method."""
    endotoxin: float = Field(default=2, ge=1)
    """A result by the highest value that another document gives: the test itself is right within a factor of two."""


class FaultSentence(Frozen):
    """How a fault is told: a whole sentence whose ``{blanks}`` are filled with names of documents and their words."""

    kind: FaultKind
    fact: FactName | None = None
    limit: bool = False
    """Of a failed result: whether the limit is quoted beside it."""
    severity: Severity
    message: str
    one_lot: bool = False
    """Whether it is told where both documents give one lot, in place of the sentence that says nothing of lots."""


class Sums(Frozen):
    """How the sum behind a fault is written: two counts, and what makes two certificates one."""

    count: str = ""
    passages: str = ""
    figures: str = ""
    lot: str = ""


class DossierRules(Frozen):
    """Everything that comparing documents needs to know about their words."""

    tolerance: Tolerance | None = None
    """Counts are compared only where it is known how far they may differ."""
    alike: Alike = Alike()
    apart: Apart = Apart()
    papers: dict[PaperKind, str] = Field(default_factory=dict)
    """What each kind of document is called in a sentence: the label, the certificate."""
    trade: Languages = Field(default_factory=dict)
    """Words of price lists, offers and shops: a text that has them is no label, though it names a lot or a list."""
    product_words: Languages = Field(default_factory=dict)
    """Words that tell no product from another: serum, exosome …"""
    variants: Languages = Field(default_factory=dict)
    """Words by which one product of a line is told from another: hair, plus …"""
    maker_words: Languages = Field(default_factory=dict)
    """Words that tell no maker from another: Ltd, Biotech …"""
    material: Languages = Field(default_factory=dict)
    """Words by which a certificate says that it is of the raw material, whose name, lot and count are its own."""
    elsewhere: Languages = Field(default_factory=dict)
    """Words that speak of shipping or of retained samples, not of how the product is stored."""
    other_things: Languages = Field(default_factory=dict)
    """Reagents, standards, instruments, cell banks: their lots, dates and makers are not the product's."""
    other_stages: Languages = Field(default_factory=dict)
    """Words of a count that was taken of something else: a dilution, an intermediate."""
    limits: Languages = Field(default_factory=dict)
    """Words before a count that is a limit or a plan, not what was found; a specification sheet states these."""
    least: Languages = Field(default_factory=dict)
    """Words right after a count that make it a limit on a certificate or a specification sheet: min."""
    validity: Languages = Field(default_factory=dict)
    """Words of a date until which a paper itself holds: it may pass, but says nothing of the product's expiry."""
    joints: Languages = Field(default_factory=dict)
    """Words at which a sentence goes on to something else: and, then …"""
    spread: Languages = Field(default_factory=dict)
    """Words of a size that is an end of a distribution, or that of a filter."""
    issued: Languages = Field(default_factory=dict)
    """Words of the day on which a certificate was issued; it may well be tested before the product is filled."""
    forms: Languages = Field(default_factory=dict)
    """Words of a form or its version, whose day is none of the certificate's."""
    results: Languages = Field(default_factory=dict)
    """Headings of a column of results in a certificate's table."""
    failed: Languages = Field(default_factory=dict)
    """Words that say of themselves that a test failed: fail, not sterile."""
    found: Languages = Field(default_factory=dict)
    """Words that say that what must not be there was found: growth, detected; with a figure they prove nothing."""
    sound: Languages = Field(default_factory=dict)
    """Words beside which neither proves a failure: no, not, passed."""
    upper_limit: tuple[str, ...] = ()
    """Rules of results that have a highest figure allowed, whatever words stand before it."""
    names: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What a table calls a method, and the words that name it, hyphens written as spaces."""
    same_sources: tuple[tuple[str, ...], ...] = ()
    """Values of sources that name one thing, shell-style: a plant's genus and its common name."""
    storage_apart: tuple[tuple[str, str], ...] = ()
    """Values of storage that cannot both be followed."""
    sentences: tuple[FaultSentence, ...] = ()
    sums: Sums = Sums()
