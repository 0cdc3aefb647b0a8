"""From hits to claims: bind what must be bound, read status and subject, settle overlaps, take every span home."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from labelcheck.extract.assertion import Assertion, Lists, Reading, cues_of
from labelcheck.extract.binding import Binder, Bond, masked
from labelcheck.extract.derived import Derivation, Facts
from labelcheck.extract.ingredients import Entries, ListWords, ingredient_lists, joined
from labelcheck.extract.late import late
from labelcheck.extract.mending import Guard, Mender, figure_words, is_torn, vocabulary
from labelcheck.extract.printed_codes import overlaps, printed_codes
from labelcheck.extract.quantities import Amount, QuantityGrammar
from labelcheck.extract.repeats import merged
from labelcheck.extract.sentences import Sentence, Sentences
from labelcheck.extract.shadow import Shadow, bare, shadow
from labelcheck.extract.terms import Hit, Regex, TermIndex
from labelcheck.models import (
    Box,
    Claim,
    Cue,
    CueRule,
    Document,
    Quantity,
    QuantityPattern,
    Repair,
    Rule,
    RuleSet,
    Status,
    Words,
)

INGREDIENT_KINDS = ("scope", "source", "concentration", "packaging", "characterisation")
"""Kinds that an entry of an ingredient list can say something of; others need a rule that says ``ingredient``."""
CARRIERS = ("exosome", "conditioned_medium", "cell_extract")
UNCUED, CUED = 0.95, 0.99
REPAIRED, MENDED = 0.6, 0.8
MISREAD = "the text around it was read with faults, so the figure may be misread as well: compare it with the label"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim before its span is taken back to the label's text."""

    start: int
    end: int
    rule: Rule
    amount: Amount | None = None
    value: str | None = None
    open: bool = False


@lru_cache(maxsize=4)
def extractor(rules: RuleSet) -> Extractor:
    """The compiled extractor of a rule set, kept for the next document."""
    return Extractor(rules)


class Extractor:
    """Every matcher of a rule set, compiled once."""

    def __init__(self, rules: RuleSet):
        self._rules = rules
        self._index = TermIndex(rules)
        self._binder = Binder(rules)
        self._lists = Lists(rules)
        contexts = rules.contexts.values()
        self._grammar = QuantityGrammar(
            rules.units,
            [word for context in contexts for word in context.binding.other],
            [word for context in contexts for word in context.binding.amount],
        )
        self._derivation = Derivation(rules.units)
        self._connectors = frozenset(word for context in contexts for word in context.binding.connectors)
        guard = Guard(rules.word_lists)
        self._mender = Mender(vocabulary(rules, guard), guard, figure_words(rules))
        headings: dict[str, set[str]] = {}
        for context in contexts:
            for kind, names in context.headings.items():
                for name in names:
                    headings.setdefault(name.lower(), set()).add(kind)
        self._headings = {name: frozenset(kinds) for name, kinds in headings.items()}
        self._list_words = ListWords(rules)
        self._named = [
            (rule, late(pattern)) for rule in rules.rules for match in rule.match.values() for pattern in match.entries
        ]
        self._measured = [
            (rule, pattern, _near(pattern))
            for rule in rules.rules
            for match in rule.match.values()
            for pattern in match.quantities
        ]

    @property
    def grammars(self) -> tuple[object, ...]:
        """What holds compiled patterns of its own: the test of running times asks for them."""
        return self._grammar, self._binder, self._lists, self._derivation, self._list_words

    @property
    def regexes(self) -> list[Regex]:
        """The regular expressions of all rules and cues."""
        return self._index.regexes

    def claims(self, documents: Sequence[Document]) -> tuple[Claim, ...]:
        """All claims of one product's documents."""
        found: list[Claim] = []
        facts: list[Facts] = []
        for number, document in enumerate(documents):
            found += self._in_document(document, number, len(found), facts)
        return merged(self._derivation.added(found, facts), documents)

    def meanings(self, document: Document, spans: Sequence[tuple[int, int, str | None]]) -> tuple[Reading, ...]:
        """How a claim of a kind (or of any) would be meant at spans of a document's text."""
        view, sentences, _ = self._laid_out(document.text)
        hits = self._index.hits(view)
        carriers = [hit for hit in hits if isinstance(hit.owner, Rule) and _carries(hit.owner)]
        assertion = Assertion(hits, carriers, sentences, self._lists, view.low)
        return tuple(
            assertion.read(view.place(start), view.place(end - 1) + 1, Rule.model_construct(id="", kind=kind))
            for start, end, kind in spans
        )

    def _laid_out(self, text: str) -> tuple[Shadow, Sentences, Entries]:
        """A text as the matchers see it, its sentences, and the entries of its ingredient lists."""
        view = self._view(text)
        lists = ingredient_lists(view, self._list_words)
        view = joined(view, lists)
        return view, Sentences(view.low, self._headings, lists), Entries(lists)

    def quantities(self, document: Document, language: str | None = None) -> tuple[Quantity, ...]:
        """Every quantity of a document, whether a rule asks for it or not."""
        view = self._view(document.text)
        found = []
        for amount in self._grammar.find(view.low, language or (document.languages or ("",))[0], implied=True):
            span = view.span(amount.start, amount.end)
            denied = amount.implied and self.meanings(document, [(*span, "storage")])[0].status == "negated"
            if not (amount.unreadable or denied):
                found.append(_quantity(amount, view))
        return tuple(found)

    def forms(self, text: str, rule: str) -> set[str]:
        """The patterns of one rule that a text reaches, as ``form:pattern``: what the coverage test asks."""
        view, sentences, entries = self._laid_out(text)
        found = {
            f"entry:{pattern.pattern}"
            for entry in entries
            for owner, pattern in self._named
            if owner.id == rule and pattern.match(view.low, entry.start, entry.end)
        }
        found |= {hit.form for hit in self._index.hits(view) if isinstance(hit.owner, Rule) and hit.owner.id == rule}
        for amount in self._grammar.find(view.low):
            for owner, pattern, near in self._measured:
                if owner.id == rule and _fits(amount, pattern, near, sentences.at(amount.start), owner, _Announced()):
                    found.add(f"quantity:{pattern}")
        return found

    def _view(self, text: str) -> Shadow:
        return self._mender.mend(shadow(text, self._connectors))

    def cues(self, text: str) -> set[str]:
        """The cues whose words stand in a text, as ``language/id``."""
        hits = self._index.hits(self._view(text))
        return {f"{hit.language}/{hit.owner.id}" for hit in hits if isinstance(hit.owner, CueRule)}

    def _in_document(self, document: Document, number: int, offset: int, facts: list[Facts]) -> list[Claim]:
        view, sentences, entries = self._laid_out(document.text)
        hits = self._index.hits(view)
        ours = [hit for hit in hits if isinstance(hit.owner, Rule)]
        scope = _longest(hit for hit in ours if isinstance(hit.owner, Rule) and hit.owner.kind == "scope")
        carriers = [hit for hit in scope if isinstance(hit.owner, Rule) and _carries(hit.owner)]
        others = [hit for hit in ours if isinstance(hit.owner, Rule) and hit.owner.kind not in ("source", "scope")]
        assertion = Assertion(hits, carriers, sentences, self._lists, view.low)
        candidates = [
            Candidate(hit.start, hit.end, hit.owner, value=hit.owner.value)
            for hit in (*scope, *others)
            if isinstance(hit.owner, Rule) and not (entries.is_formal(hit.start) and not _names(hit.owner))
        ]
        candidates += self._sources(ours, carriers, sentences, view, entries)
        blank = masked(view.low, [hit for hit in ours if isinstance(hit.owner, Rule) and hit.owner.kind == "source"])
        candidates += self._amounts(view, blank, document, sentences, carriers, entries, facts)
        candidates = [_in_its_cell(candidate, sentences, view.low) for candidate in candidates]
        kept = _outside_citations(_outside_sources(_settled(candidates)))
        places = _Places(document)
        claims = []
        for candidate in kept:
            reading = assertion.read(candidate.start, candidate.end, candidate.rule)
            if candidate.rule.kind == "exclusion" and reading.status != "negated":
                continue
            claims.append(_claim(candidate, reading, view, places, number))
        if any(claim.quantity for claim in claims) and self._mender.is_faulty(view):
            claims = [_doubted(claim) if claim.quantity else claim for claim in claims]
        claims.sort(key=lambda claim: (claim.start, claim.end))
        return [claim.model_copy(update={"id": f"c{offset + place}"}) for place, claim in enumerate(claims, 1)]

    def _sources(
        self, hits: Sequence[Hit], carriers: Sequence[Hit], sentences: Sentences, view: Shadow, entries: Entries
    ) -> list[Candidate]:
        sources = _longest([hit for hit in hits if isinstance(hit.owner, Rule) and hit.owner.kind == "source"])
        described = any(isinstance(hit.owner, Rule) and hit.owner.kind == "characterisation" for hit in hits)
        bonds = self._binder.sources(sources, carriers, sentences, view.low, described)
        self._bind_entries(bonds, sources, carriers, view.low, entries)
        return [
            Candidate(
                bond.start,
                bond.end,
                hit.owner,
                value=_source_value(hit, bond, view.low),
                open=bond.open,
            )
            for hit, bond in _specific(bonds).items()
            if isinstance(hit.owner, Rule)
        ]

    def _bind_entries(
        self, bonds: dict[Hit, Bond], sources: Sequence[Hit], carriers: Sequence[Hit], text: str, entries: Entries
    ) -> None:
        """Bonds inside an entry of an ingredient list: they quote the entry, and a Latin name there may be unknown."""
        for hit in list(bonds):
            if entry := entries.at(hit.start):
                bonds[hit] = replace(bonds[hit], start=entry.start, end=entry.end)
        for carrier in carriers:
            entry = entries.at(carrier.start)
            if entry is None:
                continue
            inside = [hit for hit in sources if entry.start <= hit.start < entry.end]
            for hit in inside:
                if hit not in bonds and self._binder.is_named(hit, carrier, text):
                    bonds[hit] = Bond(entry.start, entry.end, carrier)
            if any(hit in bonds and isinstance(hit.owner, Rule) and not _is_class(hit.owner.value) for hit in inside):
                continue
            for rule, pattern in self._named:
                found = pattern.fullmatch(text, entry.start, carrier.start)
                if found:
                    bonds[Hit(*found.span("words"), rule, "", "")] = Bond(entry.start, entry.end, carrier)
                    break

    def _amounts(
        self,
        view: Shadow,
        blank: str,
        document: Document,
        sentences: Sentences,
        carriers: Sequence[Hit],
        entries: Entries,
        facts: list[Facts],
    ) -> list[Candidate]:
        language = document.languages[0] if document.languages else ""
        if not any(char.isdigit() for char in view.low) and not self._grammar.has_words(view.low, language):
            return []
        found: list[Candidate] = []
        codes = printed_codes(document)
        announced = _Announced()
        amounts = self._grammar.find(view.low, language)
        facts.append(self._derivation.facts(view, amounts))
        for amount in amounts:
            if codes and overlaps(*view.span(amount.start, amount.end), codes):
                continue
            if amount.unit == "particle" and (not amount.high or is_torn(view.low, amount.start)):
                continue
            entry = entries.at(amount.start)
            if entries.at(amount.end - 1) is not entry:
                continue
            sentence = sentences.at(amount.start)
            for rule, pattern, near in self._measured:
                if not _fits(amount, pattern, near, sentence, rule, announced):
                    continue
                if entry and entries.is_formal(amount.start) and not _names(rule):
                    continue
                if rule.bind == "carrier":
                    own = [one for one in carriers if entries.at(one.start) is entry]
                    bond = self._binder.amount(amount.start, amount.end, own, blank)
                    if bond:
                        found.append(Candidate(bond.start, bond.end, rule, amount, rule.value))
                else:
                    found.append(Candidate(amount.start, amount.end, rule, amount, rule.value))
                break
        return found


def _near(pattern: QuantityPattern) -> re.Pattern[str] | None:
    if not pattern.near:
        return None
    words = sorted((word.lower().replace("-", " ") for word in pattern.near), key=len, reverse=True)
    parts = [re.escape(word) if not word[0].isascii() else rf"(?<![a-z]){re.escape(word)}" for word in words]
    return re.compile("|".join(parts))


class _Announced:
    """Which sentences hold one of a pattern's words, looked up once however many amounts stand in them."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, re.Pattern[str]], bool] = {}

    def by(self, near: re.Pattern[str], sentence: Sentence) -> bool:
        """Whether one of the words stands in the sentence or in the heading above it."""
        key = sentence.start, near
        if key not in self._known:
            self._known[key] = bool(near.search(sentence.text) or near.search(sentence.heading))
        return self._known[key]


def _fits(
    amount: Amount,
    pattern: QuantityPattern,
    near: re.Pattern[str] | None,
    sentence: Sentence,
    rule: Rule,
    announced: _Announced,
) -> bool:
    if amount.unit not in pattern.unit or (amount.unreadable != pattern.unreadable):
        return False
    if pattern.per != "any" and (amount.per is not None) != (pattern.per == "present"):
        return False
    if pattern.at_least is not None and float(amount.low) < pattern.at_least:
        return False
    if pattern.at_most is not None and float(amount.high) > pattern.at_most:
        return False
    if pattern.spread and amount.low == amount.high:
        return False
    if near is None:
        return True
    if rule.kind in sentence.fields or announced.by(near, sentence):
        return True
    bare = sentence.text.strip(" .:·|-•*()")
    return pattern.alone and len(bare) <= amount.end - amount.start + 4


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those that lie inside a longer one of the same kind."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if kept and hit.end <= kept[-1].end:
            continue
        kept.append(hit)
    return kept


def _names(rule: Rule) -> bool:
    """Whether a rule can speak of an entry of an ingredient list: an entry praises nothing and instructs nobody."""
    return rule.kind in INGREDIENT_KINDS or rule.ingredient


def _carries(rule: Rule) -> bool:
    """Whether a scope rule's words can own a source: a class of products or a protein complex cannot."""
    return rule.value in CARRIERS


def _is_class(value: str | None) -> bool:
    return value is None or value.endswith("unspecified")


def _specific(bonds: dict[Hit, Bond]) -> dict[Hit, Bond]:
    """Bonds without the class words ("stem cell") of a carrier that has a tissue or species of its own."""
    named = {
        (bond.carrier.start if bond.carrier else None)
        for hit, bond in bonds.items()
        if isinstance(hit.owner, Rule) and not _is_class(hit.owner.value)
    }
    kept: dict[Hit, Bond] = {}
    taken: set[int | None] = set()
    for hit, bond in sorted(bonds.items(), key=lambda pair: pair[0].start):
        carrier = bond.carrier.start if bond.carrier else None
        if isinstance(hit.owner, Rule) and _is_class(hit.owner.value):
            if carrier in named or (carrier in taken and not bond.open):
                continue
            taken.add(carrier)
        kept[hit] = bond
    return kept


def _source_value(hit: Hit, bond: Bond, text: str) -> str | None:
    """The rule's value; ``{words}`` in it stands for the words found, and a medium's cell is named as one."""
    value = hit.owner.value if isinstance(hit.owner, Rule) else None
    if value and "{words}" in value:
        words = re.sub(r"[^a-z]+", "_", bare(text[hit.start : hit.end])).strip("_")
        value = value.replace("{words}", words or "other")
    carrier = bond.carrier.owner if bond.carrier else None
    if value and isinstance(carrier, Rule) and carrier.value == "conditioned_medium":
        return f"conditioned_medium_{value}"
    return value


def _settled(candidates: Sequence[Candidate]) -> list[Candidate]:
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


def _in_its_cell(candidate: Candidate, sentences: Sentences, text: str) -> Candidate:
    """A candidate cut to its last cell where it reaches over the cells of a table row."""
    last = sentences.at(candidate.end - 1)
    if last.start <= candidate.start or "|" not in text[max(0, last.start - 3) : last.start]:
        return candidate
    start = last.start + len(last.text) - len(last.text.lstrip())
    return replace(candidate, start=start) if start < candidate.end else candidate


def _outside_sources(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without exclusions that are only words of a source, a dose or an over-claim."""
    taken = [(c.start, c.end) for c in candidates if c.rule.kind != "exclusion"]
    return [
        candidate
        for candidate in candidates
        if candidate.rule.kind != "exclusion"
        or not any(candidate.start < end and start < candidate.end for start, end in taken)
    ]


def _outside_citations(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without over-claims that are only words of a cited study's title."""
    cited = [(c.start, c.end) for c in candidates if c.rule.kind == "clinical"]
    return [
        candidate
        for candidate in candidates
        if candidate.rule.kind != "overclaim"
        or not any(start <= candidate.start and candidate.end <= end for start, end in cited)
    ]


class _Places:
    """Pages and boxes of spans of a document."""

    def __init__(self, document: Document):
        self._document = document
        self._starts = Words.of(document.words).starts

    def of(self, start: int, end: int) -> tuple[int, tuple[Box, ...], float]:
        """Page, boxes (one a line) and the lowest reading confidence of a span."""
        document = self._document
        page = next((page.number for page in document.pages if page.start <= start < max(page.end, page.start + 1)), 1)
        if not document.words:
            return page, (), 1.0
        first = max(0, bisect_right(self._starts, start) - 1)
        words = []
        for place in range(first, len(document.words)):
            word = document.words[place]
            if word.start >= end:
                break
            if word.end > start:
                words.append(word)
        lines: list[list[Box]] = []
        for word in words:
            box = word.box
            if lines and lines[-1][-1].page == box.page and _same_line(lines[-1][-1], box):
                lines[-1].append(box)
            else:
                lines.append([box])
        boxes = tuple(
            Box(
                page=line[0].page,
                x0=min(box.x0 for box in line),
                top=min(box.top for box in line),
                x1=max(box.x1 for box in line),
                bottom=max(box.bottom for box in line),
            )
            for line in lines
        )
        confidence = min((word.confidence for word in words), default=1.0)
        return (words[0].box.page if words else page), boxes, confidence


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the bracket that closes one opened inside it."""
    opened = text.count("(", start, end) > text.count(")", start, end)
    return start, end + 1 if opened and text[end : end + 1] == ")" else end


def _same_line(left: Box, right: Box) -> bool:
    overlap = min(left.bottom, right.bottom) - max(left.top, right.top)
    return overlap > 0.5 * min(left.bottom - left.top, right.bottom - right.top) and right.x0 >= left.x0


def _cues(reading: Reading, view: Shadow) -> tuple[Cue, ...]:
    """The words that decided a reading; where none did, the field name that announces the claim."""
    if reading.field and reading.field[0] < reading.field[1]:
        start, end = view.span(*reading.field)
        return (Cue(text=view.text[start:end], start=start, end=end, rule="field"),)
    return cues_of(reading.cues, [view.span(hit.start, hit.end) for hit in reading.cues], view.text)


def _quantity(amount: Amount, view: Shadow) -> Quantity:
    first, last = view.span(amount.start, amount.end)
    return Quantity(
        low=float(amount.low),
        high=float(amount.high),
        unit=amount.unit,
        per=amount.per,
        text=view.text[first:last],
        repaired=amount.repaired,
        bound=amount.bound,
        implied=amount.implied,
    )


def _claim(candidate: Candidate, reading: Reading, view: Shadow, places: _Places, number: int) -> Claim:
    start, end = _closed(view.text, *view.span(candidate.start, candidate.end))
    page, boxes, seen = places.of(start, end)
    amount = candidate.amount
    quantity = _quantity(amount, view) if amount and not amount.unreadable else None
    status: Status = "hedged" if candidate.open and reading.status == "asserted" else reading.status
    sure = CUED if reading.affirmed or reading.cues else UNCUED
    if amount and amount.repaired:
        sure = min(sure, REPAIRED)
    spans = [(candidate.start, candidate.end), *((hit.start, hit.end) for hit in reading.cues)]
    repairs = _repairs(view, spans)
    if repairs:
        sure = min(sure, MENDED)
    return Claim(
        id="c0",
        rule=candidate.rule.id,
        kind=candidate.rule.kind,
        document=number,
        page=page,
        text=view.text[start:end],
        start=start,
        end=end,
        boxes=boxes,
        status=status,
        subject=reading.subject,
        qualifier=reading.qualifier,
        value=candidate.value,
        quantity=quantity,
        confidence=round(sure * seen, 3),
        cues=_cues(reading, view),
        repairs=repairs,
    )


def _repairs(view: Shadow, spans: Iterable[tuple[int, int]]) -> tuple[Repair, ...]:
    """What was read as other words in any of the spans, as it is printed and as it was read."""
    mends = dict.fromkeys(mend for start, end in spans for mend in view.mends_in(start, end))
    places = [(mend, *view.span(mend.start, mend.end)) for mend in mends]
    return tuple(
        Repair(text=view.text[first:last], start=first, end=last, read_as=mend.words) for mend, first, last in places
    )


def _doubted(claim: Claim) -> Claim:
    return claim.model_copy(update={"doubts": (*claim.doubts, MISREAD), "confidence": min(claim.confidence, REPAIRED)})
