"""What the quantity grammar knows, as ``rules/units.yaml`` holds it: number words, scales, units, temperatures."""

from __future__ import annotations

from pydantic import Field

from labelcheck.values import Bound
from labelcheck.words import Frozen


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
    at: tuple[str, ...]
    """Lead to a temperature, as the words of ``bounds`` do: at 4 C."""
    unnamed: tuple[str, ...]
    """Degrees without a scale, which are of Celsius below zero and beside words that something is kept."""
    kept: tuple[str, ...]
    """Say that something is kept: at 4 degrees in the fridge."""


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
    within: tuple[str, ...]
    """Place a count in a volume: in 5 mL."""
    told_in: tuple[str, ...]
    """Lead from what was measured to its unit: size in nm."""
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
