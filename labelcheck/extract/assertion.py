"""How a claim is meant: asserted, negated or hedged; of this product, in general, or of something else.

After ConText (Harkema et al. 2009, doi:10.1016/j.jbi.2009.05.002): a cue has a direction, a reach and terminators, and
a pseudo-cue silences the cue it overlaps. Two things differ here because labels differ from clinical notes: a comma
ends a negation unless a list goes on ("no A, B or C"), and field names and questions decide as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from labelcheck.extract.sentences import Sentence, Sentences
from labelcheck.extract.shadow import HAS_CJK
from labelcheck.extract.terms import Hit
from labelcheck.models import Cue, CueRule, Rule, RuleSet, Status, Subject

_COMMA = re.compile(r"[,，、](?:\s|(?=[^\x00-\x7f])|$)|\s-\s|[:(]\s?")
_LIST_END = re.compile(
    r"(?:^|\s)(?:or(?!\s(?:more|less|higher|lower|above|below))|nor|and|oder|ou|o|y|et)\s"
    r"|및|또는|혹은|등(?=[ 의을과와은에])|、|や|および|及び|又は|または|もしくは|等の|など|との|及(?!时|時)|或|和(?![らいやか])"
)
_AND = re.compile(r"(?<!\w)and(?!\w)|[并並而且](?![非不])|[仅僅只]含|[采採选選]用")
ADDED = ("scope", "source", "concentration", "storage")
"""Kinds for which "no A and B" denies A only: what "and" adds is an ingredient or an instruction of its own."""
LONGEST_WORD = 30
MOST = 20
"""Cues for a whole line that are looked at; a label has one or two."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a claim make of it."""

    status: Status
    subject: Subject
    qualifier: str | None
    cues: tuple[Hit, ...]
    affirmed: bool


class Assertion:
    """The cues of one text, found once, and what they do to a claim."""

    def __init__(self, hits: Sequence[Hit], sentences: Sentences, rules: RuleSet, text: str):
        self._text = text
        self._sentences = sentences
        openers = {word for context in rules.contexts.values() for word in context.binding.openers}
        self._openers = frozenset(openers)
        cues = [hit for hit in hits if isinstance(hit.owner, CueRule)]
        pseudo = sorted((hit.start, hit.end) for hit in cues if _category(hit) == "pseudo")
        self._by_sentence: dict[int, list[Hit]] = {}
        self._by_line: dict[int, list[Hit]] = {}
        self._stops: dict[int, list[Hit]] = {}
        for hit in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
            category = _category(hit)
            if category == "pseudo":
                continue
            if category != "terminate" and _overlapped(hit, pseudo):
                continue
            if isinstance(hit.owner, CueRule) and hit.owner.paragraph:
                self._by_line.setdefault(self._line(hit.start), []).append(hit)
                continue
            table = self._stops if category == "terminate" else self._by_sentence
            table.setdefault(sentences.at(hit.start).start, []).append(hit)

    def _line(self, place: int) -> int:
        return self._text.rfind("\n", 0, place) + 1

    def read(self, start: int, end: int, rule: Rule) -> Reading:
        """The reading of a claim of ``rule`` at a span of the shadow text."""
        sentence = self._sentences.at(start)
        stops = self._stops.get(sentence.start, [])
        found = [
            hit
            for hit in self._by_sentence.get(sentence.start, [])
            if _speaks_of(hit, rule)
            and not (start <= hit.start and hit.end <= end)
            and self._reaches(hit, start, end, sentence, stops, rule.kind)
        ]
        found += [hit for hit in self._by_line.get(self._line(start), [])[:MOST] if _speaks_of(hit, rule)]
        by: dict[str, list[Hit]] = {}
        for hit in found:
            by.setdefault(_category(hit), []).append(hit)
        status: Status = (
            "negated" if "negated" in by else "hedged" if by.keys() & {"hedged", "question"} else "asserted"
        )
        subject: Subject = (
            "other" if "other" in by else "education" if by.keys() & {"education", "question"} else "product"
        )
        qualifiers = by.get("qualifier", [])
        qualifier = qualifiers[0].owner.qualifier if qualifiers and isinstance(qualifiers[0].owner, CueRule) else None
        deciding = tuple(
            hit
            for name in ("negated", "hedged", "other", "education", "question", "qualifier")
            for hit in by.get(name, [])
        )
        affirmed = "affirmed" in by or bool(sentence.fields)
        return Reading(status, subject, qualifier, deciding or tuple(by.get("affirmed", ())[:1]), affirmed)

    def _reaches(self, hit: Hit, start: int, end: int, sentence: Sentence, stops: Sequence[Hit], kind: str) -> bool:
        cue = hit.owner
        assert isinstance(cue, CueRule)
        if hit.end <= start and cue.direction in ("forward", "both"):
            first, last = hit.end, start
        elif end <= hit.start and cue.direction in ("backward", "both"):
            first, last = end, hit.start
        elif hit.start < end and start < hit.end:
            return cue.direction == "both" or hit.start <= start
        else:
            return False
        if cue.category == "question":
            return sentence.question or not _WORD.search(self._text, hit.end, sentence.end)
        if last - first > (cue.reach + 1) * LONGEST_WORD:
            return False
        between = self._text[first:last]
        if _words(between) > cue.reach:
            return False
        if any(first <= stop.start < last and (hit.start >= end or not _links(stop)) for stop in stops):
            return False
        if cue.category == "negated" and not cue.crosses:
            return not self._clause_ends(between, sentence, last, kind, backward=end <= hit.start)
        return True

    def _clause_ends(self, between: str, sentence: Sentence, last: int, kind: str, *, backward: bool) -> bool:
        """Whether a clause mark, or an "and" before an ingredient or instruction, ends a negation's reach."""
        if kind in ADDED and not backward and _AND.search(between) and not _COMMA.search(between):
            return True
        for comma in _COMMA.finditer(between):
            if backward and comma[0].strip() in (":", "(", "-"):
                if comma[0].strip() == "(" and ")" not in between[comma.end() :] and HAS_CJK.search(between, comma.end()):
                    return True  # the bracket's own noun is denied: "keep cold (no freezing)", in scripts with verbs last
                continue
            if not backward and comma[0].strip() == "、":
                continue  # Chinese sets it between the members of a list, and nowhere else
            rest = between[comma.end() :]
            first = _WORD.search(rest or self._text[last : sentence.end])
            if first and first[0] in self._openers:
                return True
            if comma[0].strip() == ":" or (comma[0].strip() == "(" and kind != "clinical"):
                return True
            tail = self._text[last : sentence.end]
            goes_on = _LIST_END.search(rest) or _LIST_END.search(tail)
            chunks = re.split(r"[,，、]", rest)
            if not goes_on or any(_words(chunk) > 6 for chunk in chunks):
                return True
        return False


def _overlapped(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether any of the sorted spans overlaps a hit; pseudo-cues are short, so few need a look."""
    place = bisect_left(spans, (hit.end, 0))
    return any(start < hit.end and hit.start < end for start, end in spans[max(0, place - 4) : place])


def cues_of(hits: Sequence[Hit], spans: Sequence[tuple[int, int]], text: str) -> tuple[Cue, ...]:
    """Cues as values, with their places in the label's text."""
    seen: dict[tuple[int, int], Cue] = {}
    for hit, (start, end) in zip(hits, spans, strict=True):
        seen.setdefault(
            (start, end), Cue(text=text[start:end], start=start, end=end, rule=f"{hit.language}/{hit.owner.id}")
        )
    return tuple(seen.values())


def _category(hit: Hit) -> str:
    return hit.owner.category if isinstance(hit.owner, CueRule) else ""


def _links(stop: Hit) -> bool:
    """Whether a terminator only ends what later words say of earlier ones: a verb that goes on, in Korean or Japanese."""
    return isinstance(stop.owner, CueRule) and stop.owner.direction == "backward"


def _speaks_of(hit: Hit, rule: Rule) -> bool:
    cue = hit.owner
    assert isinstance(cue, CueRule)
    if cue.kinds and rule.kind not in cue.kinds:
        return False
    return not cue.rules or any(fnmatchcase(rule.id, pattern) for pattern in cue.rules)


def _words(text: str) -> int:
    """Words between two places; three CJK characters count as one."""
    latin = sum(1 for word in _WORD.finditer(text) if word[0][0] < "\u1100")
    wide = sum(1 for char in text if "\u1100" <= char <= "\ud7af" and char.isalnum())
    return latin + wide // 3
