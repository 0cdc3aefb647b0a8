"""The rules about what surrounds claims, as types: cues, words that bind, and those of ingredient lists."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from labelcheck.values import Kind
from labelcheck.words import Frozen


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
    """Counts only in a heading or question, and speaks of all that stands under it: "You may also like"; of category
    ``article`` it speaks of all of the document: "Sample certificate"."""
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
    asked: tuple[str, ...] = ()
    """Ask where the product's carrier comes from, so that a source opens the answer: where do your …"""
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
    pronouns: tuple[str, ...] = ()
    """Take a carrier of the sentence before up again: "They come from …"."""
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


class Denials(Frozen):
    """How documents of one language say that something is not told or was not tested.

    A frame is an expression in which ``{field}`` stands for what a rule names under ``denied``, and any other name in
    braces for an expression of ``words``, which may hold such names as well.
    """

    words: dict[str, str] = Field(default_factory=dict)
    frames: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Context(Frozen):
    """What surrounds claims in one language."""

    language: str
    partial: bool = False
    """Whether only some of what labels say is known in this language: its silence then proves nothing."""
    cues: tuple[CueRule, ...] = ()
    headings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Field names of labels by the kind they announce."""
    months: tuple[tuple[str, ...], ...] = ()
    """The names of the twelve months in their order, each with its short forms, in lower case."""
    columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Heads of a table's columns: ``limit`` of what a lot must keep, ``result`` of what was found in it; ``pending`` is
    what stands in place of a result, and ``bound`` what makes a limit of a figure: not more than;
    ``bound_after`` where it follows the figure; ``found`` tells a result though it holds a word of ``pending``.
    ``told`` says a result beside the words of ``dossier.yaml``, and ``measured`` are units behind its figures: a cell
    without either has none. ``unit`` heads a column of units, ``asks`` makes a limit of the figure after it, and a
    footnote with words of ``foreign`` says that a result is of other lots."""
    denials: Denials = Denials()
    binding: Binding = Binding()
    ingredients: IngredientWords = IngredientWords()
