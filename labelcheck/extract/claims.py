"""From hits to claims: bind what must be bound, read status and subject, settle overlaps, take every span home."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from labelcheck.extract.amounts import Amount
from labelcheck.extract.assertion import Assertion, Lists, Reading
from labelcheck.extract.binding import Binder, Bond, masked
from labelcheck.extract.candidates import (
    Candidate,
    Spans,
    carries,
    in_its_cell,
    is_class,
    is_praise,
    longest,
    names_in_list,
    outside_citations,
    outside_denials,
    outside_sources,
    settled,
    source_value,
    specific,
)
from labelcheck.extract.derived import Derivation, Facts
from labelcheck.extract.ingredients import Entries, ingredient_lists, joined
from labelcheck.extract.late import late
from labelcheck.extract.limits import Limits
from labelcheck.extract.list_words import ListWords
from labelcheck.extract.making import Places, claim_of, doubted, quantity_of
from labelcheck.extract.measured import Announced, fits, near_words
from labelcheck.extract.mending import Guard, Mender, figure_words, is_torn, vocabulary
from labelcheck.extract.printed_codes import overlaps, printed_codes
from labelcheck.extract.quantities import QuantityGrammar
from labelcheck.extract.reads import Reader
from labelcheck.extract.repeats import merged
from labelcheck.extract.sentences import Sentences
from labelcheck.extract.setting import Setting
from labelcheck.extract.shadow import Shadow, shadow
from labelcheck.extract.terms import Hit, Regex, TermIndex, unwatched
from labelcheck.extract.unit_heads import UnitHeads
from labelcheck.models import (
    Claim,
    CueRule,
    Document,
    Quantity,
    Rule,
    RuleSet,
)

_PAGES = re.compile(r"(?:19|20)\d\d ?[;,] ?\d{1,4} ?(?:\(\d{1,4}\) ?)?: ?$")
"""Year and volume of a journal, after which the page or article number stands."""


@lru_cache(maxsize=4)
def extractor(rules: RuleSet) -> Extractor:
    """The compiled extractor of a rule set, kept for the next document."""
    return Extractor(rules)


class Extractor:
    """Every matcher of a rule set, compiled once."""

    def __init__(self, rules: RuleSet):
        self._rules = rules
        self.index = TermIndex(rules)
        self._binder = Binder(rules)
        self._lists = Lists(rules)
        contexts = rules.contexts.values()
        self._grammar = QuantityGrammar(
            rules.units,
            [word for context in contexts for word in context.binding.other],
            [word for context in contexts for word in context.binding.amount],
        )
        self._derivation = Derivation(rules.units)
        self._reader = Reader(rules)
        self._limits = Limits(rules, self.index)
        self._unit_heads = UnitHeads(rules)
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
            (rule, pattern, near_words(pattern))
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
        return self.index.regexes

    def claims(self, documents: Sequence[Document], step: Callable[[], None] | None = None) -> tuple[Claim, ...]:
        """All claims of one product's documents; ``step`` is called again and again, and may raise to end it."""
        found: list[Claim] = []
        facts: list[Facts] = []
        for number, document in enumerate(documents):
            found += self._in_document(document, number, len(found), facts, step or unwatched)
        return merged(self._derivation.added(found, facts), documents)

    def meanings(self, document: Document, spans: Sequence[tuple[int, int, str | None]]) -> tuple[Reading, ...]:
        """How a claim of a kind (or of any) would be meant at spans of a document's text."""
        view, sentences, _ = self._laid_out(document.text)
        hits = self.index.hits(view)
        carriers = [hit for hit in hits if isinstance(hit.owner, Rule) and carries(hit.owner)]
        assertion = Assertion(hits, carriers, sentences, self._lists, view.low)
        return tuple(
            assertion.read(view.place(start), view.place(end - 1) + 1, Rule.model_construct(id="", kind=kind))
            for start, end, kind in spans
        )

    def _laid_out(self, text: str, step: Callable[[], None] = unwatched) -> tuple[Shadow, Sentences, Entries]:
        """A text as the matchers see it, its sentences, and the entries of its ingredient lists."""
        view = self._view(text)
        step()
        lists = ingredient_lists(view, self._list_words)
        view = joined(view, lists)
        step()
        return view, Sentences(view.low, self._headings, lists), Entries(lists)

    def quantities(self, document: Document, language: str | None = None) -> tuple[Quantity, ...]:
        """Every quantity of a document, whether a rule asks for it or not."""
        view = self._view(document.text)
        found = []
        for amount in self._grammar.find(view.low, language or (document.languages or ("",))[0], implied=True):
            span = view.span(amount.start, amount.end)
            denied = amount.implied and self.meanings(document, [(*span, "storage")])[0].status == "negated"
            if not (amount.unreadable or denied):
                found.append(quantity_of(amount, view))
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
        found |= {hit.form for hit in self.index.hits(view) if isinstance(hit.owner, Rule) and hit.owner.id == rule}
        for amount in self._grammar.find(view.low):
            for owner, pattern, near in self._measured:
                if owner.id == rule and fits(amount, pattern, near, sentences.at(amount.start), owner, Announced()):
                    found.add(f"quantity:{pattern}")
        return found

    def _view(self, text: str) -> Shadow:
        whole = shadow(text, self._connectors, self._lists.openers)
        return self._mender.mend(self._unit_heads.with_units(self._limits.with_units(whole)))

    def cues(self, text: str) -> set[str]:
        """The cues whose words stand in a text, as ``language/id``."""
        hits = self.index.hits(self._view(text))
        return {f"{hit.language}/{hit.owner.id}" for hit in hits if isinstance(hit.owner, CueRule)}

    def _in_document(
        self, document: Document, number: int, offset: int, facts: list[Facts], step: Callable[[], None]
    ) -> list[Claim]:
        step()
        view, sentences, entries = self._laid_out(document.text, step)
        hits = self.index.hits(view, step)
        ours = [hit for hit in hits if isinstance(hit.owner, Rule)]
        scope = longest(hit for hit in ours if isinstance(hit.owner, Rule) and hit.owner.kind == "scope")
        carriers = [hit for hit in scope if isinstance(hit.owner, Rule) and carries(hit.owner)]
        others = [hit for hit in ours if isinstance(hit.owner, Rule) and hit.owner.kind not in ("source", "scope")]
        others = [hit for hit in others if isinstance(hit.owner, Rule) and not hit.owner.reads]
        step()
        assertion = Assertion(hits, carriers, sentences, self._lists, view.low)
        step()
        candidates = [
            Candidate(hit.start, hit.end, hit.owner, value=hit.owner.value)
            for hit in (*scope, *others)
            if isinstance(hit.owner, Rule) and not (entries.is_formal(hit.start) and not names_in_list(hit.owner))
        ]
        step()
        candidates += self._sources(ours, carriers, sentences, view, entries)
        step()
        candidates += self._reader.candidates(ours, view, self.index, document.codes)
        step()
        blank = masked(view.low, [hit for hit in ours if isinstance(hit.owner, Rule) and hit.owner.kind == "source"])
        amounts = self._read_amounts(view, document)
        facts.append(self._derivation.facts(view, amounts))
        codes = printed_codes(document)
        plain = [one for one in amounts if not (codes and overlaps(*view.span(one.start, one.end), codes))]
        candidates = [found for one in candidates if (found := self._worded(one, plain, sentences))]
        candidates += self._amounts(view, blank, plain, sentences, carriers, entries, step)
        candidates = [in_its_cell(candidate, sentences, view.low) for candidate in candidates]
        candidates = self._limits.parted(candidates, view)
        kept = outside_denials(outside_citations(outside_sources(settled(candidates))))
        places = Places(document)
        setting = Setting(view, sentences, entries, plain, kept, assertion.speaks_of_itself)
        claims = []
        for candidate in kept:
            step()
            reading = assertion.read(candidate.start, candidate.end, candidate.rule)
            if candidate.rule.kind == "exclusion" and reading.status != "negated":
                continue
            claims.append(setting.placed(claim_of(candidate, reading, view, places, number), candidate))
        claims = setting.settled(claims)
        if any(claim.quantity for claim in claims) and self._mender.is_faulty(view):
            claims = [doubted(claim) if claim.quantity else claim for claim in claims]
        claims.sort(key=lambda claim: (claim.start, claim.end))
        return [claim.model_copy(update={"id": f"c{offset + place}"}) for place, claim in enumerate(claims, 1)]

    def _sources(
        self, hits: Sequence[Hit], carriers: Sequence[Hit], sentences: Sentences, view: Shadow, entries: Entries
    ) -> list[Candidate]:
        sources = longest([hit for hit in hits if isinstance(hit.owner, Rule) and hit.owner.kind == "source"])
        described = any(isinstance(hit.owner, Rule) and hit.owner.kind == "characterisation" for hit in hits)
        bonds = self._binder.sources(sources, carriers, sentences, view.low, described)
        self._bind_entries(bonds, sources, carriers, view.low, entries)
        praise = Spans(
            (hit.start, hit.end) for hit in hits if isinstance(hit.owner, Rule) and hit.owner.kind == "overclaim"
        )
        bonds = {hit: bond for hit, bond in bonds.items() if not is_praise(hit, bond, praise, view.low)}
        return [
            Candidate(
                bond.start,
                bond.end,
                hit.owner,
                value=source_value(hit, bond, view.low),
                open=bond.open,
            )
            for hit, bond in specific(bonds).items()
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
            if any(hit in bonds and isinstance(hit.owner, Rule) and not is_class(hit.owner.value) for hit in inside):
                continue
            for rule, pattern in self._named:
                found = pattern.fullmatch(text, entry.start, carrier.start)
                if found:
                    bonds[Hit(*found.span("words"), rule, "", "")] = Bond(entry.start, entry.end, carrier)
                    break

    def _read_amounts(self, view: Shadow, document: Document) -> list[Amount]:
        """Every quantity of a document."""
        language = document.languages[0] if document.languages else ""
        if not any(char.isdigit() for char in view.low) and not self._grammar.has_words(view.low, language):
            return []
        return list(self._grammar.find(view.low, language))

    def _worded(self, candidate: Candidate, amounts: Sequence[Amount], sentences: Sentences) -> Candidate | None:
        """A candidate of a rule that binds amounts, with the amount that its words hold; None where that does not fit.

        Such a rule's words tell whose the figure is: Exosome Cream 5,000 ppm.
        """
        if candidate.rule.bind != "carrier" or candidate.rule.kind != "concentration":
            return candidate
        for amount in amounts:
            if not candidate.start <= amount.start < amount.end <= candidate.end:
                continue
            for rule, pattern, near in self._measured:
                if rule is candidate.rule and fits(
                    amount, pattern, near, sentences.at(amount.start), rule, Announced()
                ):
                    return replace(candidate, amount=amount)
        return None

    def _amounts(
        self,
        view: Shadow,
        blank: str,
        amounts: Sequence[Amount],
        sentences: Sentences,
        carriers: Sequence[Hit],
        entries: Entries,
        step: Callable[[], None],
    ) -> list[Candidate]:
        found: list[Candidate] = []
        announced = Announced()
        for amount in amounts:
            step()
            if amount.unit == "particle" and (not amount.high or is_torn(view.low, amount.start)):
                continue
            if _PAGES.search(view.low, max(0, amount.start - 24), amount.start):
                continue  # 2022;10:1053679 is where a paper stands
            entry = entries.at(amount.start)
            if entries.at(amount.end - 1) is not entry:
                continue
            sentence = sentences.at(amount.start)
            for rule, pattern, near in self._measured:
                if not fits(amount, pattern, near, sentence, rule, announced):
                    continue
                if entry and entries.is_formal(amount.start) and not names_in_list(rule):
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
