"""Candidates: claims before their span is taken home, and which of them stay beside one another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from labelcheck.extract.binding import Bond
from labelcheck.extract.quantities import Amount
from labelcheck.extract.sentences import Sentences
from labelcheck.extract.shadow import bare
from labelcheck.extract.terms import Hit
from labelcheck.models import Rule

INGREDIENT_KINDS = ("scope", "source", "concentration", "packaging", "characterisation")
"""Kinds that an entry of an ingredient list can say something of; others need a rule that says ``ingredient``."""
WITHHELD = "withheld"
"""The kind of rule that tells what documents do not: not told, not tested."""
DENIED = ("characterisation", "manufacture", "traceability")
"""Kinds whose words inside such a denial only name what is denied."""
CARRIERS = ("exosome", "conditioned_medium", "cell_extract")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim before its span is taken back to the label's text."""

    start: int
    end: int
    rule: Rule
    amount: Amount | None = None
    value: str | None = None
    open: bool = False
    limit: bool = False
    """What a lot must keep, not what was found in it."""


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those that lie inside a longer one of the same kind."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if kept and hit.end <= kept[-1].end:
            continue
        kept.append(hit)
    return kept


def names_in_list(rule: Rule) -> bool:
    """Whether a rule can speak of an entry of an ingredient list: an entry praises nothing and instructs nobody."""
    return rule.kind in INGREDIENT_KINDS or rule.ingredient


def carries(rule: Rule) -> bool:
    """Whether a scope rule's words can own a source: a class of products or a protein complex cannot."""
    return rule.value in CARRIERS


def is_class(value: str | None) -> bool:
    """Whether a source value names a class only, such as stem cells or plants."""
    return value is None or value.endswith("unspecified")


def specific(bonds: dict[Hit, Bond]) -> dict[Hit, Bond]:
    """Bonds without the class words ("stem cell") of a carrier that has a tissue or species of its own."""
    named = {
        (bond.carrier.start if bond.carrier else None)
        for hit, bond in bonds.items()
        if isinstance(hit.owner, Rule) and not is_class(hit.owner.value)
    }
    kept: dict[Hit, Bond] = {}
    taken: set[int | None] = set()
    for hit, bond in sorted(bonds.items(), key=lambda pair: pair[0].start):
        carrier = bond.carrier.start if bond.carrier else None
        if isinstance(hit.owner, Rule) and is_class(hit.owner.value):
            if carrier in named or (carrier in taken and not bond.open):
                continue
            taken.add(carrier)
        kept[hit] = bond
    return kept


def source_value(hit: Hit, bond: Bond, text: str) -> str | None:
    """The rule's value; ``{words}`` in it stands for the words found, and a medium's cell is named as one."""
    value = hit.owner.value if isinstance(hit.owner, Rule) else None
    if value and "{words}" in value:
        words = re.sub(r"[^a-z]+", "_", bare(text[hit.start : hit.end])).strip("_")
        value = value.replace("{words}", words or "other")
    carrier = bond.carrier.owner if bond.carrier else None
    if value and isinstance(carrier, Rule) and carrier.value == "conditioned_medium":
        return f"conditioned_medium_{value}"
    return value


def settled(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without repeats, and of one kind without those inside a longer one."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.rule.kind, c.start, -c.end, c.rule.id)):
        last = kept[-1] if kept else None
        if last and last.rule.kind == candidate.rule.kind and candidate.end <= last.end:
            same_span = (candidate.start, candidate.end) == (last.start, last.end)
            if candidate.rule.id == last.rule.id or candidate.rule.kind == "storage":
                continue
            if not same_span and candidate.rule.kind in ("clinical", "overclaim", "exclusion"):
                continue
        kept.append(candidate)
    return kept


def in_its_cell(candidate: Candidate, sentences: Sentences, text: str) -> Candidate:
    """A candidate cut to its last cell where it reaches over the cells of a table row."""
    if candidate.rule.reads or candidate.rule.kind == WITHHELD:
        return candidate  # its field name and its value stand in two cells
    last = sentences.at(candidate.end - 1)
    if last.start <= candidate.start or "|" not in text[max(0, last.start - 3) : last.start]:
        return candidate
    start = last.start + len(last.text) - len(last.text.lstrip())
    return replace(candidate, start=start) if start < candidate.end else candidate


class Spans:
    """Spans in order, asked whether they overlap or hold another: fast however many there are."""

    def __init__(self, spans: Iterable[tuple[int, int]]):
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._reach = list(accumulate((end for _, end in self._spans), max))

    def overlap(self, start: int, end: int) -> bool:
        """Whether any of the spans shares a character with this one."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether this span lies inside one of the spans."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def is_praise(hit: Hit, bond: Bond, praise: Spans, text: str) -> bool:
    """Whether a class of sources is only a word of an over-claim set beside its carrier: Exosomes: stem cell facial."""
    carrier = bond.carrier
    if carrier is None or not (isinstance(hit.owner, Rule) and is_class(hit.owner.value)):
        return False
    if carrier.end > hit.start or any(char.isalnum() for char in text[carrier.end : hit.start]):
        return False
    return praise.hold(hit.start, hit.end) and not praise.overlap(carrier.start, carrier.end)


def outside_sources(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without exclusions that are only words of a source, a dose or an over-claim."""
    taken = Spans((c.start, c.end) for c in candidates if c.rule.kind != "exclusion")
    return [one for one in candidates if one.rule.kind != "exclusion" or not taken.overlap(one.start, one.end)]


def outside_denials(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without those that only name what is said not to be told: "CD63: not tested" names no marker."""
    denied = Spans((c.start, c.end) for c in candidates if c.rule.kind == WITHHELD)
    return [one for one in candidates if one.rule.kind not in DENIED or not denied.hold(one.start, one.end)]


def outside_citations(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without over-claims that are only words of a cited study's title."""
    cited = Spans((c.start, c.end) for c in candidates if c.rule.kind == "clinical")
    return [one for one in candidates if one.rule.kind != "overclaim" or not cited.hold(one.start, one.end)]
