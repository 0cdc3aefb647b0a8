"""The rules as types: claim rules, checklists, flags, and the set of all rules that is loaded and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from labelcheck.context_types import Context
from labelcheck.doses import DoseRange
from labelcheck.dossier_rules import DossierRules
from labelcheck.studies import Basis, EnhancerEvidence, Study
from labelcheck.terms import Examples, TermRule
from labelcheck.unit_types import Units
from labelcheck.values import (
    CheckName,
    Day,
    EvidenceTag,
    Kind,
    Origin,
    Outcome,
    Reads,
    Severity,
    Status,
    Subject,
    Tier,
    Topic,
)
from labelcheck.words import Frozen


class QuantityPattern(Frozen):
    """Quantities a rule looks for: any of ``unit``, with or without a basis, inside bounds, near given words."""

    unit: tuple[str, ...]
    per: Literal["any", "present", "absent"] = "any"
    at_least: float | None = None
    at_most: float | None = None
    reaches: float | None = None
    """Wants a range whose upper end is at least this: 1-30 °C."""
    near: tuple[str, ...] = ()
    """Words of which one must stand in the same sentence or be the heading above it."""
    spread: bool = False
    """Wants a range (2-8 °C), not a single figure."""
    alone: bool = False
    """Also accept the quantity where it fills a line by itself."""
    unreadable: bool = False
    """Wants a power of ten whose exponent could not be read, instead of a value."""


class Match(Frozen):
    """The closed set of pattern forms, in order of preference."""

    phrases: tuple[str, ...] = ()
    tokens: tuple[tuple[dict[str, Any], ...], ...] = ()
    regex: tuple[str, ...] = ()
    quantities: tuple[QuantityPattern, ...] = ()
    entries: tuple[str, ...] = ()
    """Regular expressions for the words before the carrier in an entry of an ingredient list, tried where no other
    source is named there; ``(?P<words>…)`` is what ``{words}`` in the rule's value stands for."""
    denied: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By the frame of the language's ``denials``: expressions for what a document can refuse to tell."""
    framed: tuple[str, ...] = ()
    """The regular expressions that ``denied`` comes to; made when rules are loaded, and never written in a rule."""

    @property
    def expressions(self) -> tuple[str, ...]:
        """Every regular expression that is searched for: those written, and those made of frames."""
        return (*self.regex, *self.framed)


class Rule(Frozen):
    """One thing a label can say. The path of its file is its id, the folder its kind."""

    id: str
    kind: Kind
    title: str
    why: str
    references: tuple[str, ...] = Field(min_length=1)
    value: str | None = None
    name: str | None = None
    """The value as people are shown it; ``{words}`` in it stands for what it stands for in the value."""
    reads: Reads | None = None
    """The value stands on the label itself: what a regular expression's group ``(?P<value>…)`` holds, normalised as
    this says. A claim whose words cannot be normalised has no value."""
    evidence: EnhancerEvidence | None = None
    """For an enhancer: what is published on it together with vesicles."""
    bind: Literal["none", "carrier"] = "none"
    """``carrier``: counts only where the words belong to a vesicle or conditioned-medium noun."""
    ingredient: bool = False
    """Its words may be the name of an ingredient: it counts in an ingredient list too, as sources always do."""
    result: bool = False
    """Tells what a test of a lot found: what a table or sheet gives as its limit is none."""
    match: dict[str, Match] = Field(min_length=1)
    examples: dict[str, Examples] = Field(min_length=1)


class Selector(Frozen):
    """Which claims count: every condition given must hold; a list means any of its entries."""

    rule: tuple[str, ...]
    """Rule ids, shell-style: ``source/*``."""
    status: tuple[Status, ...] = ("asserted",)
    subject: tuple[Subject, ...] = ("product",)
    qualifier: tuple[str | None, ...] = (None,)
    """Qualifiers accepted; ``null`` is a claim without one, ``any`` every claim."""
    value: tuple[str, ...] = ()
    """Values accepted, shell-style; empty means all."""
    listed: bool | None = None
    """True takes only claims in ingredient lists, False only those outside."""
    language: tuple[str, ...] = ()
    """Scripts of the claim's own words, by a language written in it: ko, ja, zh; empty means all."""
    evidence: tuple[EvidenceTag, ...] = ()
    """Tags of which the study that the claim cites must have one; empty means all claims."""
    beside: tuple[str, ...] = ()
    """Rules of which one must have found a value in the same document: a certificate that names its lot."""
    figure: bool | None = None
    """True takes only claims with a printed quantity, False only those without: words that imply one print none."""


class ItemNote(Frozen):
    """A note shown beside an answer where claims call for it; the first that fits is shown."""

    text: str
    references: tuple[str, ...] = Field(min_length=1)
    basis: Basis = "confirmed"
    when: tuple[Selector, ...] = Field(min_length=1)
    beside: tuple[Selector, ...] = ()
    """Of these, one must be found as well."""
    unless: tuple[Selector, ...] = ()


class RungRule(Frozen):
    """A rung of the evidence ladder and the claims that reach it; the first rung is where nothing is found."""

    id: str
    title: str
    meaning: str
    when: tuple[Selector, ...] = ()


class Unasked(Frozen):
    """Where a question does not apply: of a plant product nobody screens a donor."""

    when: tuple[Selector, ...] = Field(min_length=1)
    unless: tuple[Selector, ...] = ()
    reason: str


class Part(Frozen):
    """One of several things that a question asks for at once."""

    id: str
    name: str
    """What it is, so that it can follow "missing:": "a cytosolic marker". It holds no comma and no "and"."""
    short: str = ""
    """What its value is headed with in a table, where values alone do not tell what they are of: "Endotoxin"."""
    met: tuple[Selector, ...] = Field(min_length=1)
    contrary: tuple[Selector, ...] = ()
    """Claims that say of this part that it is not given."""
    alone: bool = True
    """Whether it discloses something by itself: a method of sizing without a size does not."""
    only: tuple[Selector, ...] = ()
    """Asked for only where one of these is found: plant markers of a plant product."""
    unasked: Unasked | None = None
    """Where this part is not asked for, though the question is."""


class Item(Frozen):
    """One question of a checklist with the passage it comes from.

    A question asks for one thing (``met``) or for several at once (``parts``): it is then met where every part is
    found, and partly met where one is.
    """

    id: str
    question: str
    short: str
    article: str
    references: tuple[str, ...] = ()
    """Standards that ask for it, beside the checklist's own source."""
    tier: Tier | None = None
    met: tuple[Selector, ...] = ()
    parts: tuple[Part, ...] = ()
    unasked: Unasked | None = None
    partly: tuple[Selector, ...] = ()
    contrary: tuple[Selector, ...] = ()
    unreadable: tuple[Selector, ...] = ()
    reasons: dict[Outcome, str]
    unread: str | None = None
    """Why it is unreadable where nothing was found and not all was read; the reason for ``unreadable`` if not given."""
    advice: str
    """What to ask the seller while the answer is not ``met``."""
    refused: str = ""
    """What to ask instead, or besides, of what the documents say is not given."""
    notes: tuple[ItemNote, ...] = ()
    ladder: tuple[RungRule, ...] = ()
    """Rungs from none upwards, for a question about evidence."""


class Condition(Frozen):
    """An editorial condition: met by items, by claims of its own, or by both."""

    id: str
    question: str
    article: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    met: tuple[Selector, ...] = ()
    partly: tuple[Selector, ...] = ()
    reasons: dict[Outcome, str]


class Correction(Frozen):
    """Where the checklist's own source is wrong or dated, shown next to the answers."""

    statement: str
    correction: str
    references: tuple[str, ...] = Field(min_length=1)
    basis: Basis = "confirmed"
    items: tuple[str, ...] = ()
    """Items and conditions that lean on the statement: the correction is shown with their answers …"""
    when: tuple[Selector, ...] = ()
    """… where one of these claims is found, …"""
    records: tuple[str, ...] = ()
    """… or the label cites one of these studies; with neither given, always."""


class Checklist(Frozen):
    """Questions with the passages they come from: quoted from an article, or in our own words from a standard."""

    id: str
    title: str
    source: str
    origin: Origin = "article"
    """What the source is: an article's passages are quoted, those of a standard are our own wording of what it asks."""
    items: tuple[Item, ...] = Field(min_length=1)
    conditions: tuple[Condition, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Ladders(Frozen):
    """``rules/ladders.yaml``: the steps of each kind of over-claim, the gravest first, in plain words."""

    ladders: dict[str, tuple[str, ...]]


class Check(Frozen):
    """A comparison or sum over the claims that ``when`` selects; its figures fill the message's ``{places}``.

    ``count`` asks for particles per mL above ``at_least`` and up to ``below``, ``share`` for those that a share of pure
    vesicles comes to; ``mass`` compares the share of the
    stated mass that the counted vesicles can make up with ``below``; ``dose`` and ``disagreement`` compare the ratio of
    two doses with ``at_least``. ``size`` asks whether a size in nm leaves ``accept`` but not ``within``.
    """

    name: CheckName
    at_least: float | None = None
    below: float | None = None
    packing: Literal["below", "beyond"] | None = None
    """For ``count``: only below, or only beyond, what fits into a millilitre at the stated diameter, 100 nm if none."""
    accept: tuple[float, float] | None = None
    within: tuple[float, float] | None = None


class LadderStep(Frozen):
    """Where a claim stands on a ladder of ``rules/ladders.yaml``, counted from 1, the gravest."""

    name: str
    step: int = Field(ge=1)


class FlagRule(Frozen):
    """When a claim is wrong, unproven or barred somewhere: which claims, why, and what to write instead.

    A rule of a market names its law or notice (``notice``), since when it holds (``in_force``, or why no date is known:
    ``undated``), when that was last looked at (``as_of``), and where it does not apply (``exempt``).
    """

    id: str
    market: str
    title: str
    topic: Topic
    severity: Severity
    why: str
    message: str
    suggestion: str
    question: str | None = None
    """What to ask the seller about the claim, in one sentence; a general question if not given."""
    references: tuple[str, ...] = Field(min_length=1)
    basis: Basis = "confirmed"
    about: Literal["exosome", "any"] = "exosome"
    """``any`` speaks of no exosomes and may be raised on a product that has none."""
    notice: str | None = None
    in_force: Day | None = None
    undated: str | None = None
    as_of: date | None = None
    exempt: str | None = None
    ladder: LadderStep | None = None
    when: tuple[Selector, ...] = Field(min_length=1)
    beside: tuple[Selector, ...] = ()
    """Of these, one must be found as well; both are quoted."""
    all_read: bool = False
    """Rests on something that is not on the label, so it is not raised where part of the label was not read."""
    same_sentence: bool = False
    """What stands ``beside`` must stand in the claim's own sentence."""
    unless: tuple[Selector, ...] = ()
    """Not raised where one of these is found anywhere on the product."""
    spared_by: tuple[Selector, ...] = ()
    """A claim is spared where one of these stands in its sentence."""
    check: Check | None = None
    examples: dict[str, Examples] = Field(min_length=1)


class RuleSet(Frozen):
    """Everything known about labels, loaded and checked."""

    digest: str
    rules: tuple[Rule, ...]
    flags: tuple[FlagRule, ...]
    studies: tuple[Study, ...] = ()
    ladders: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Steps of over-claims by the ladder's name, the gravest first, in plain words."""
    doses: tuple[DoseRange, ...] = ()
    """What a dose per millilitre is seen beside."""
    dossier: DossierRules = DossierRules()
    """What comparing a product's documents needs to know."""
    terms: tuple[TermRule, ...] = ()
    """Short words of the trade with their meanings."""
    checklists: dict[str, Checklist]
    contexts: dict[str, Context]
    units: Units
    literals: dict[str, tuple[tuple[str, ...], ...]] = Field(default_factory=dict)
    """For each regular expression, groups of strings: one of each must stand in a text before it is tried."""
    widths: dict[str, int] = Field(default_factory=dict)
    """For each regular expression, the most characters a match spans."""
    word_lists: dict[str, tuple[Path, ...]] = Field(default_factory=dict, exclude=True)
    """Files of words that are no misreadings, one a line, by their name below ``words/``: en, inci, common/fr …"""

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleSet) and other.digest == self.digest
