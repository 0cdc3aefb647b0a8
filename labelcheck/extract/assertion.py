"""How a claim is meant: asserted, negated or hedged; of this product, in general, or of something else.

After ConText (Harkema et al. 2009, doi:10.1016/j.jbi.2009.05.002): a cue has a direction, a reach and terminators, and
a pseudo-cue silences the cue it overlaps. Three things differ here because labels differ from clinical notes: a comma
ends a negation unless a list goes on ("no A, B or C"), field names, headings and columns decide as well, and a question
is decided by its answer ("Does it need the fridge? No.").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from labelcheck.extract.late import any_word, late
from labelcheck.extract.passages import Passages
from labelcheck.extract.sentences import Sentence, Sentences
from labelcheck.extract.shadow import HAS_CJK
from labelcheck.extract.terms import Hit
from labelcheck.models import Cue, CueRule, Rule, RuleSet, Status, Subject

_COMMA = re.compile(r"[,，、](?:\s|(?=[^\x00-\x7f])|$)|\s[-|/]\s|[:(]\s?")
_PLAIN_COMMA = re.compile(r"[,，、:：](?=\s|[^\x00-\x7f])")
ADDED = ("scope", "source", "concentration", "storage", "withheld")
"""Kinds for which "no A and B" denies A only: what "and" adds is an ingredient or an instruction of its own."""
STUDIES = ("clinical", "study")
"""Kinds that a cue for a whole line always reaches; others only in sentences that tell of a study."""
LONGEST_WORD = 30
MOST = 20
"""Cues for a whole line that are looked at; a label has one or two."""
ANSWER = 12
"""Characters into the line after a question within which its answer opens."""
_WORD = re.compile(r"[^\W_]+")
_APART = ("yes", "no", "article", "product", "pseudo")
"""Categories that say nothing of a claim beside them."""
_DECIDING = ("negated", "hedged", "other", "education", "question", "qualifier")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a claim make of it."""

    status: Status
    subject: Subject
    qualifier: str | None
    cues: tuple[Hit, ...]
    affirmed: bool
    field: tuple[int, int] | None = None
    """Where the field name or heading stands that announces the claim, if nothing else decided it."""


class Lists:
    """Words that go on with a list or open a clause, in all languages, compiled once per rule set."""

    def __init__(self, rules: RuleSet):
        bindings = [context.binding for context in rules.contexts.values()]
        self.openers = frozenset(word for binding in bindings for word in binding.openers)
        joints = [word for binding in bindings for word in binding.joint if word.isascii()]
        self.goes_on = late(any_word([word for binding in bindings for word in binding.nor] + joints))
        adds = [word for binding in bindings for word in binding.adds]
        self.joint = late(any_word([word for word in joints if word.isalpha()] + adds))
        relative = any_word(word for binding in bindings for word in binding.relative)
        self.relative = late(rf"\W*(?:{relative})")


class Assertion:
    """The cues of one text, found once, and what they do to a claim."""

    def __init__(self, hits: Sequence[Hit], carriers: Sequence[Hit], sentences: Sentences, lists: Lists, text: str):
        self._text = text
        self._sentences = sentences
        self._lists = lists
        found = sorted((hit for hit in hits if isinstance(hit.owner, CueRule)), key=lambda cue: (cue.start, -cue.end))
        pseudo = sorted((hit.start, hit.end) for hit in found if _category(hit) == "pseudo" and not _is_apt(hit))
        self._shields = [hit for hit in found if _category(hit) == "pseudo" and _is_apt(hit)]
        cues = [
            hit
            for hit in found
            if _category(hit) == "terminate" or (_category(hit) != "pseudo" and not _overlapped(hit, pseudo))
        ]
        self._passages = Passages(cues, carriers, sentences, text)
        self._by_sentence: dict[int, list[Hit]] = {}
        self._by_line: dict[int, list[Hit]] = {}
        self._studies = {sentences.at(hit.start).start for hit in cues if _names_study(hit)}
        self._stops: dict[int, list[Hit]] = {}
        self._answers = {hit.start: hit for hit in cues if _category(hit) in ("yes", "no")}
        self._answer_starts = sorted(self._answers)
        self._more_asked = {sentences.at(hit.start).start for hit in hits if _asks_of(hit)}
        for hit in cues:
            cue = hit.owner
            assert isinstance(cue, CueRule)
            if cue.category in _APART or cue.section or cue.head:
                continue
            if cue.paragraph:
                self._by_line.setdefault(self._line(hit.start), []).append(hit)
                continue
            table = self._stops if cue.category == "terminate" else self._by_sentence
            table.setdefault(sentences.at(hit.start).start, []).append(hit)

    def speaks_of_itself(self, sentence: Sentence) -> bool:
        """Whether words of the product's own voice stand in a sentence."""
        return self._passages.speaks_of_itself(sentence)

    def _line(self, place: int) -> int:
        return self._text.rfind("\n", 0, place) + 1

    def read(self, start: int, end: int, rule: Rule) -> Reading:
        """The reading of a claim of ``rule`` at a span of the shadow text."""
        sentence = self._sentences.at(start)
        found = self._around(start, end, sentence, rule)
        answer = self._answer(sentence) if sentence.question else None
        if answer:
            found = [hit for hit in found if _category(hit) not in ("question", "education", "negated")]
            found += self._beside(answer, rule)
        by: dict[str, list[Hit]] = {}
        for hit in found:
            by.setdefault(_category(hit), []).append(hit)
        if answer and _category(answer) == "no":
            presumed = rule.kind == "scope" and sentence.start in self._more_asked
            by.setdefault("hedged" if presumed else "negated", []).append(answer)
        article = self._passages.article
        if article:
            by.setdefault("education", []).append(article)
        status: Status = (
            "negated" if "negated" in by else "hedged" if by.keys() & {"hedged", "question"} else "asserted"
        )
        subject: Subject = (
            "other" if "other" in by else "education" if by.keys() & {"education", "question"} else "product"
        )
        qualifiers = by.get("qualifier", [])
        qualifier = qualifiers[0].owner.qualifier if qualifiers and isinstance(qualifiers[0].owner, CueRule) else None
        deciding = [hit for name in _DECIDING for hit in by.get(name, [])]
        if answer and not deciding:
            deciding = [answer]
        affirmed = "affirmed" in by or bool(sentence.fields) or answer is not None
        kept = tuple(deciding) or tuple(by.get("affirmed", ())[:1])
        field = sentence.field if not kept and sentence.field and sentence.field[1] <= start else None
        return Reading(status, subject, qualifier, kept, affirmed, field)

    def _around(self, start: int, end: int, sentence: Sentence, rule: Rule) -> list[Hit]:
        """The cues that reach a claim: in its sentence, its line, the heading or column it stands under."""
        stops = self._stops.get(sentence.start, [])
        found = [
            hit
            for hit in self._by_sentence.get(sentence.start, [])
            if _speaks_of(hit, rule)
            and not self._shielded(hit, rule)
            and (_is_apt(hit) or not (start <= hit.start and hit.end <= end))
            and self._reaches(hit, start, end, sentence, stops, rule.kind)
        ]
        if rule.kind in STUDIES or sentence.start in self._studies:
            found += [hit for hit in self._by_line.get(self._line(start), [])[:MOST] if _speaks_of(hit, rule)]
        found += [hit for hit in self._passages.cues_at(sentence, start) if _speaks_of(hit, rule)]
        beside = self._sentences.after(sentence) if sentence.opens else None
        if beside and not beside.opens and beside.heading == sentence.text.strip():  # "| freezer | not applicable |"
            cues = self._by_sentence.get(beside.start, [])
            found += [hit for hit in cues if _denies_backward(hit) and _speaks_of(hit, rule) and hit.end > end]
        return found

    def _shielded(self, hit: Hit, rule: Rule) -> bool:
        """Whether a pseudo-cue made for this kind of claim silences a cue."""
        return any(
            hit.start < shield.end and shield.start < hit.end and _speaks_of(shield, rule) for shield in self._shields
        )

    def _answer(self, question: Sentence) -> Hit | None:
        """The yes or no that opens what follows a question."""
        reply = self._sentences.after(question)
        if reply is None or reply.question:
            return None
        place = bisect_left(self._answer_starts, reply.start)
        if place < len(self._answer_starts) and self._answer_starts[place] <= reply.start + ANSWER:
            hit = self._answers[self._answer_starts[place]]
            return hit if hit.start < reply.end else None
        return None

    def _beside(self, answer: Hit, rule: Rule) -> list[Hit]:
        """What the answer adds to its yes or no: "Yes, after opening"."""
        reply = self._sentences.at(answer.start)
        return [
            hit
            for hit in self._by_sentence.get(reply.start, [])
            if _category(hit) in ("hedged", "qualifier", "other", "affirmed") and _speaks_of(hit, rule)
        ]

    def _reaches(self, hit: Hit, start: int, end: int, sentence: Sentence, stops: Sequence[Hit], kind: str) -> bool:
        cue = hit.owner
        assert isinstance(cue, CueRule)
        if hit.end <= start and cue.direction in ("forward", "both"):
            first, last = hit.end, start
        elif end <= hit.start and cue.direction in ("backward", "both"):
            first, last = end, hit.start
        elif hit.start < end and start < hit.end:
            return cue.direction == "both" or hit.start <= start or _is_apt(hit)
        else:
            return False
        if cue.impersonal and self._passages.speaks_of_itself(sentence):
            return False
        if cue.category == "question":
            return sentence.question or not _WORD.search(self._text, hit.end, sentence.end)
        if last - first > (cue.reach + 1) * LONGEST_WORD:
            return False
        between = self._text[first:last]
        if _words(between) > cue.reach:
            return False
        if any(
            first <= stop.start < last and _ends(stop, cue.category) and (hit.start >= end or not _links(stop))
            for stop in stops
        ):
            return False
        if cue.comma and self._comma_ends(between, last):
            return False
        if cue.category == "negated" and not cue.crosses:
            return not self._clause_ends(between, sentence, last, kind, backward=end <= hit.start)
        return True

    def _comma_ends(self, between: str, last: int) -> bool:
        """Whether a comma between a cue and a claim sets the claim apart: "Unlike A, B", not "Unlike A, which B"."""
        for comma in _PLAIN_COMMA.finditer(between):
            rest = between[comma.end() :] or self._text[last : last + LONGEST_WORD]
            if not self._lists.relative.match(rest):
                return True
        return False

    def _clause_ends(self, between: str, sentence: Sentence, last: int, kind: str, *, backward: bool) -> bool:
        """Whether a clause mark, or an "and" before an ingredient or instruction, ends a negation's reach."""
        if kind in ADDED and not backward and self._lists.joint.search(between) and not _COMMA.search(between):
            return True
        listed = between.find(":") if backward else -1  # "Laser, needling, peels: not advised"
        if listed > 0 and all(_words(chunk) <= 3 for chunk in re.split(r"[,，、]", between[:listed])):
            between = between[listed:]
        for comma in _COMMA.finditer(between):
            if backward and comma[0].strip() in (":", "(", "-", "|"):
                inside = between[comma.end() :]
                if comma[0].strip() == "(" and ")" not in inside and HAS_CJK.search(inside):
                    return True  # "keep cold (no freezing)": where verbs stand last, the bracket denies its own noun
                continue
            if not backward and comma[0].strip() == "、":
                continue  # Chinese sets it between the members of a list, and nowhere else
            rest = between[comma.end() :]
            first = _WORD.search(rest or self._text[last : sentence.end])
            if first and first[0] in self._lists.openers:
                return True
            if comma[0].strip() == "|" and not comma.start():
                continue  # a wide space right behind the denial parts nothing
            if comma[0].strip() in (":", "|", "-") or (comma[0].strip() == "(" and kind != "clinical"):
                return True
            tail = self._text[last : sentence.end]
            goes_on = self._lists.goes_on.search(rest) or self._lists.goes_on.search(tail)
            chunks = re.split(r"[,，、]| / ", rest)
            if not goes_on or any(_words(chunk) > 6 for chunk in chunks):
                return True
        return False


def _overlapped(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether any of the sorted spans overlaps a hit; pseudo-cues are short, so few need a look."""
    place = bisect_right(spans, (hit.end, 0))
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


def _asks_of(hit: Hit) -> bool:
    """Whether a claim may be what a question asks of a carrier: "Are your exosomes human? No." denies no exosomes."""
    return isinstance(hit.owner, Rule) and hit.owner.kind not in ("scope", "format")


def _names_study(hit: Hit) -> bool:
    """Whether a word shows that its sentence tells of a study: what is said of studies holds for all of it."""
    return isinstance(hit.owner, CueRule) and hit.owner.category == "article" and hit.owner.paragraph


def _links(stop: Hit) -> bool:
    """Whether a terminator only ends what later words say of earlier ones: a verb that goes on, as in Korean."""
    return isinstance(stop.owner, CueRule) and stop.owner.direction == "backward"


def _denies_backward(hit: Hit) -> bool:
    return isinstance(hit.owner, CueRule) and hit.owner.category == "negated" and hit.owner.direction != "forward"


def _is_apt(hit: Hit) -> bool:
    """Whether a cue is made for one kind of claim: then it counts inside the claim's own words as well."""
    return isinstance(hit.owner, CueRule) and bool(hit.owner.kinds) and hit.owner.category != "negated"


def _ends(stop: Hit, category: str) -> bool:
    """Whether a terminator ends the reach of cues of a category."""
    return isinstance(stop.owner, CueRule) and (not stop.owner.ends or category in stop.owner.ends)


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
