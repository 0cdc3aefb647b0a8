"""Every type that crosses a stage. Values only: frozen, unknown fields forbidden, no behaviour beyond validation.

Offsets are half open and count characters of ``Document.text``. Boxes are in page points (pixels of the upright
image for photos), origin at the top left, pages counted from 1.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

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
from labelcheck.words import Box as Box
from labelcheck.words import Frozen as Frozen
from labelcheck.words import Word as Word
from labelcheck.words import WordColumns as WordColumns
from labelcheck.words import Words as Words

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
DocumentKind = Literal["text", "markdown", "html", "pdf", "image", "docx", "email"]
Bound = Literal["at least", "at most", "about"]
Day = Annotated[str, BeforeValidator(str), Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
"""A date as far as it is known: 2025-01-21, 2026-04, 2013."""
TroubleCause = Literal["too small", "blurred", "glare", "faint", "cut off", "unknown script", "unread"]


# --- what comes in -----------------------------------------------------------------------------------------------


class Source(Frozen):
    """One document as it was handed in: a path, bytes with a name, or text. Exactly one of the three is set."""

    name: str
    path: Path | None = None
    data: bytes | None = Field(default=None, repr=False)
    text: str | None = Field(default=None, repr=False)

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if sum(part is not None for part in (self.path, self.data, self.text)) != 1:
            raise ValueError("a source is a path, bytes or text: give exactly one")
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


# --- capture -> extract ------------------------------------------------------------------------------------------


class Page(Frozen):
    """A page's size in points (pixels for photos) and the part of the text that stands on it."""

    number: int
    width: float
    height: float
    start: int
    end: int
    verdict: str = "text"
    """How the page was read: text, scan, scan with hidden text, outlined, broken encoding, empty, photo; or unread, for
    a page that was left out, and for all pages beyond the limit."""
    turn: int = 0
    """Degrees clockwise by which a photo was turned to stand upright."""


class Trouble(Frozen):
    """A part of a picture that reads badly, why, and how to take a better photo of it."""

    cause: TroubleCause
    box: Box
    advice: str


class Code(Frozen):
    """A barcode or QR code printed on a label. Its text is shown as text: never opened, never fetched."""

    format: str
    """Its symbology as ISO names it: EAN-13, QR Code, Data Matrix …"""
    text: str
    box: Box
    fields: dict[str, str] = Field(default_factory=dict)
    """What a GS1 code says by its application identifiers: lot, expiry, gtin, serial."""


class TableCell(Frozen):
    """A cell of a table: its part of the text (empty where nothing is printed) and its place."""

    start: int
    end: int
    box: Box


class Table(Frozen):
    """A specification or certificate table, row by row; each row is one line of the text, its cells parted by TAB."""

    page: int
    rows: tuple[tuple[TableCell, ...], ...]


class Twin(Frozen):
    """A line that another document of the product shows more clearly, or as clearly and earlier: photos of one label.

    ``reading`` is what was read here, where the other, clearer reading took its place.
    """

    start: int
    end: int
    document: int
    other_start: int
    other_end: int
    reading: str | None = None


class Stretch(Frozen):
    """Lines of a document in one language, as far as it can be told: an ISO 639-1 code or the name of a script."""

    start: int
    end: int
    language: str
    name: str
    """What people call the language, in English: Polish, Arabic script."""


class Document(Frozen):
    """Text that knows its place. ``text`` is built from words wherever the input has a layout."""

    name: str
    sha256: str
    kind: DocumentKind
    reader: str
    languages: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    text: str
    words: Words = Words()
    unread: tuple[Box, ...] = ()
    """Places that look like text and could not be read."""
    legibility: float = Field(default=1.0, ge=0, le=1)
    """Share of what looks like text that was read with confidence, 0 to 1; 1.0 for text that was never a picture."""
    warnings: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    """Parts of a picture that read badly, the worst first."""
    codes: tuple[Code, ...] = ()
    tables: tuple[Table, ...] = ()
    twins: tuple[Twin, ...] = ()
    foreign: tuple[Stretch, ...] = ()
    """Lines in languages that no rule reads: what they say is not known."""


class Skip(Frozen):
    """A document that could not be read, and why, in one sentence that names the cure."""

    name: str
    reason: str
    needs: Literal["password"] | None = None
    """What would let it be read, if the reader of the report has it."""


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
    """A condition the words put on the claim: after_opening, preparation, preclinical, sensory …"""
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


# --- rules -------------------------------------------------------------------------------------------------------


class QuantityPattern(Frozen):
    """Quantities a rule looks for: any of ``unit``, with or without a basis, inside bounds, near given words."""

    unit: tuple[str, ...]
    per: Literal["any", "present", "absent"] = "any"
    at_least: float | None = None
    at_most: float | None = None
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


class Examples(Frozen):
    """Sentences that a rule must and must not match; brackets mark the exact claim."""

    match: tuple[str, ...] = Field(min_length=1)
    avoid: tuple[str, ...] = Field(min_length=1)


class Rule(Frozen):
    """One thing a label can say. The path of its file is its id, the folder its kind."""

    id: str
    kind: Kind
    title: str
    why: str
    references: tuple[str, ...] = Field(min_length=1)
    value: str | None = None
    evidence: EnhancerEvidence | None = None
    """For an enhancer: what is published on it together with vesicles."""
    bind: Literal["none", "carrier"] = "none"
    """``carrier``: counts only where the words belong to a vesicle or conditioned-medium noun."""
    ingredient: bool = False
    """Its words may be the name of an ingredient: it counts in an ingredient list too, as sources always do."""
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


class Item(Frozen):
    """One question of a checklist with the passage it comes from."""

    id: str
    question: str
    short: str
    article: str
    met: tuple[Selector, ...]
    partly: tuple[Selector, ...] = ()
    contrary: tuple[Selector, ...] = ()
    unreadable: tuple[Selector, ...] = ()
    reasons: dict[Outcome, str]
    advice: str
    """What to ask the seller while the answer is not ``met``."""
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
    """Questions that quote their source."""

    id: str
    title: str
    source: str
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


class CueRule(Frozen):
    """Words that change how a nearby claim is meant (after ConText: direction, scope, terminators, pseudo-cues)."""

    id: str
    category: Literal[
        "negated",
        "hedged",
        "affirmed",
        "education",
        "other",
        "qualifier",
        "terminate",
        "pseudo",
        "question",
        "yes",
        "no",
        "article",
        "product",
    ]
    """``yes`` and ``no`` open an answer and decide what the question asked; ``article`` marks a text that reports and
    explains, ``product`` one that speaks for the product itself."""
    direction: Literal["forward", "backward", "both"] = "forward"
    paragraph: bool = False
    """Speaks of everything in its line, before and after: "none of those studies used our cream"."""
    section: bool = False
    """Counts only in a heading or question, and speaks of all that stands under it: "You may also like"."""
    head: bool = False
    """Names a kind of product, and counts where it heads a line or a block beside one of the exosome product."""
    impersonal: bool = False
    """Counts only in a sentence in which nothing speaks for the product itself (category ``product``)."""
    comma: bool = False
    """Its reach ends at a comma, unless a relative clause follows: "Unlike milk exosomes, rose exosomes …"."""
    reach: int = Field(default=40, ge=0)
    """How many words away a claim may stand, inside the same sentence."""
    kinds: tuple[Kind, ...] = ()
    """Kinds the cue speaks of; empty means all."""
    rules: tuple[str, ...] = ()
    """Rule ids the cue speaks of, shell-style; empty means all."""
    qualifier: str | None = None
    ends: tuple[str, ...] = ()
    """For a terminator: the categories whose reach it ends; empty means all."""
    crosses: bool = False
    """Reaches over commas, colons and brackets to the sentence's end: "we make no claim that …"."""
    phrases: tuple[str, ...] = ()
    regex: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Binding(Frozen):
    """Words that join a source or an amount to its carrier, per language."""

    bridge: tuple[str, ...] = ()
    """May stand between a source and the carrier after it: derived, stem, cell …"""
    link: tuple[str, ...] = ()
    """Lead from a carrier to a source after it: from, derived from, of …"""
    topic: tuple[str, ...] = ()
    """Make a carrier what the sentence is about, where the source follows and ``stated`` after it: は, 은 …"""
    stated: tuple[str, ...] = ()
    """Follow a source and say that the carrier before comes from it: 由来です, 에서 추출 …"""
    cells: tuple[str, ...] = ()
    """Say that words set apart by a comma are a source: "exosomes, umbilical cord MSC"."""
    origin: tuple[str, ...] = ()
    """State the product's source by themselves: source material is, sourced from …"""
    joint: tuple[str, ...] = ()
    """Join two sources of one carrier: and, +, & …"""
    alternative: tuple[str, ...] = ()
    """Leave the choice between two sources open: or …"""
    other: tuple[str, ...] = ()
    """Ingredients and cells that own the words beside them: PDRN, peptide, collagen, cells …"""
    apart: tuple[str, ...] = ()
    """Keep what follows apart from the carrier before: with, without, for …"""
    amount: tuple[str, ...] = ()
    """May stand between a carrier and its amount: content, solution, complex …"""
    inside: tuple[str, ...] = ()
    """Place a carrier in its product before a source is told: the exosomes in our serum are …"""
    copula: tuple[str, ...] = ()
    """Join a carrier that is placed so to what is said of it: are, come …"""
    nor: tuple[str, ...] = ()
    """Go on with a list of what is denied: or, nor …"""
    adds: tuple[str, ...] = ()
    """Set a clause of its own beside a denied one without a comma: 并含, 而是 … (Chinese)."""
    relative: tuple[str, ...] = ()
    """Open a clause about the word before: which, that …"""
    particles: tuple[str, ...] = ()
    """Endings that may follow a word without a space (Korean)."""
    openers: tuple[str, ...] = ()
    """Words that open a new clause after a comma."""
    connectors: tuple[str, ...] = ()
    """Words at a line's end that say the line goes on."""


class IngredientWords(Frozen):
    """Words that tell an ingredient list from a sentence, per language."""

    names: tuple[str, ...] = ()
    """Whole entries that most lists hold: water, glycerin …"""
    words: tuple[str, ...] = ()
    """Stand in names of ingredients: extract, oil, sodium …"""
    endings: tuple[str, ...] = ()
    """End words of chemical names: ate, ol …"""
    latin: tuple[str, ...] = ()
    """End the words of a Latin binomial: us, um, a …"""
    prose: tuple[str, ...] = ()
    """Stand in no name of an ingredient; such words end a list: is, store, for …"""


class Context(Frozen):
    """What surrounds claims in one language."""

    language: str
    cues: tuple[CueRule, ...] = ()
    headings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Field names of labels by the kind they announce."""
    binding: Binding = Binding()
    ingredients: IngredientWords = IngredientWords()


class NumberWords(Frozen):
    """How one language spells numbers: words with values, words that multiply, and what may stand between them."""

    values: dict[str, float]
    multipliers: dict[str, float] = Field(default_factory=dict)
    """Multiply what stands before them and may be added to: hundred, dozen."""
    scales: dict[str, float]
    bare: tuple[str, ...] = ()
    """Multipliers and scales that need no figure before them: cent, mil."""
    glue: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    fractions: dict[str, int] = Field(default_factory=dict)
    """Denominators: half is 2."""
    glued: bool = False
    """Writes a number as one word: zweihundertfünfzig."""
    ones_first: bool = False
    """Says the ones before the tens: einundzwanzig."""
    teens_after: tuple[int, ...] = ()
    """Tens that eleven to nineteen may be added to: soixante-dix."""


class Numerals(Frozen):
    """Numerals that are written without spaces: 五十億."""

    digits: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, float]


class Powers(Frozen):
    """Words that multiply and raise a ten: "to the power of 9", and "to the 9th" with its ordinal ending."""

    times: tuple[str, ...]
    of: tuple[str, ...]
    the: tuple[str, ...]
    ordinals: tuple[str, ...]


class Ranges(Frozen):
    """Words between the ends of a range; ``conjunctions`` join only after a ``between`` word."""

    to: tuple[str, ...]
    between: tuple[str, ...]
    conjunctions: tuple[str, ...]


class BoundWords(Frozen):
    """Words before and after a figure; ``lasting`` ones are no bound before a length of time: over 8 weeks."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    lasting: tuple[str, ...] = ()


class Opened(Frozen):
    """Where "6M" means six months after opening: beside words, or one of the ``usual`` figures alone on its line."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    usual: tuple[int, ...]


class SaidTemperature(Frozen):
    """Words that stand for a range of temperatures in degC, in all languages or those named."""

    low: float
    high: float
    words: tuple[str, ...] = Field(min_length=1)
    languages: tuple[str, ...] = ()


class Degrees(Frozen):
    """Words of temperatures: signs, and scales after or before the figure."""

    minus: tuple[str, ...]
    celsius: tuple[str, ...]
    fahrenheit: tuple[str, ...]
    fahrenheit_before: tuple[str, ...]


class Fill(Frozen):
    """How a label announces what a packing holds, and words for what else comes in such a packing."""

    heads: tuple[str, ...]
    others: tuple[str, ...]


class Units(Frozen):
    """Scale words, count nouns, bases and units that the quantity grammar knows."""

    scales: dict[str, dict[str, float]]
    singular: dict[str, tuple[str, ...]]
    """Singular scale words of a language, which beside a plural figure belong to English."""
    powers: Powers
    numbers: dict[str, NumberWords]
    numerals: Numerals
    ranges: Ranges
    point_groups: tuple[str, ...]
    """Languages that group thousands with a point."""
    bounds: dict[Bound, BoundWords]
    nouns: dict[str, tuple[str, ...]]
    not_vesicles: tuple[str, ...]
    """What else is counted in millions a millilitre: cells, bacteria."""
    bases: dict[str, tuple[str, ...]]
    containers: tuple[str, ...]
    """Bases that are packings."""
    multipack: str
    """The packing of "5 x 3 mL", where no word names one."""
    masses: dict[str, tuple[str, ...]]
    measures: dict[str, tuple[str, ...]]
    people: tuple[str, ...]
    durations: dict[str, tuple[str, ...]]
    opened: Opened
    ages: tuple[str, ...]
    temperatures: tuple[SaidTemperature, ...]
    degrees: Degrees
    fill: Fill
    protein: tuple[str, ...]
    comma_decimal: tuple[str, ...]
    """Scale words of languages that write thousands with a point: 5.000 Milliarden."""
    contains: tuple[str, ...]
    per: tuple[str, ...]
    approximately: tuple[str, ...]
    """May stand before a number without changing what it counts, beside the words of ``bounds``: a total of."""
    ends: tuple[str, ...]
    """End the words between a number and its count noun: and, with, for …"""
    references: tuple[str, ...]
    """Announce a code, not a count: lot, barcode …"""
    not_people: tuple[str, ...]
    """What n = 3 counts when it counts no people: batches, replicates …"""
    kinds_of_people: tuple[str, ...]
    """May stand between a number and people: healthy, Korean …"""


class RuleSet(Frozen):
    """Everything known about labels, loaded and checked."""

    digest: str
    rules: tuple[Rule, ...]
    flags: tuple[FlagRule, ...]
    studies: tuple[Study, ...] = ()
    ladders: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Steps of over-claims by the ladder's name, the gravest first, in plain words."""
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


# --- grade -> report ---------------------------------------------------------------------------------------------


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
    conditions: tuple[ConditionVerdict, ...]
    verdict: OverallVerdict
    summary: str
    flags: tuple[Flag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    ladder: Ladder | None = None
    enhancers: tuple[EnhancerUse, ...] = ()
    markets: tuple[str, ...] = ()
    """Markets whose rules were applied, beside those that hold everywhere."""
    titles: dict[str, str] = Field(default_factory=dict)
    """What the rules that found the claims say, by their ids."""
