"""The documents of one product beside each other: what each is and says, where they agree, and what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, get_args

from labelcheck.compare.agreement import Answer, Difference, compared
from labelcheck.compare.dates import dates_out_of_order
from labelcheck.compare.facts import Amount, Stated, facts_of
from labelcheck.compare.figures import same_figures, unlike_figures
from labelcheck.compare.names import has_passed, same_lot, same_name
from labelcheck.compare.papers import papers_of
from labelcheck.compare.results import failed_results
from labelcheck.compare.sentences import fault, figure
from labelcheck.compare.variants import of_other_variants
from labelcheck.compare.within import conflicts_within, disputed
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Agreement, Fault, Paper
from labelcheck.models import Evaluation, FactName, FaultKind, PaperKind, RuleSet

_RANKS: Final[tuple[PaperKind, ...]] = ("label", "insert", "unknown", "specification", "brochure", "certificate")
"""The order in which documents are believed: each is compared with those before it."""
_COMPARED: Final[tuple[FactName, ...]] = ("product", "maker", "lot", "source", "dose", "storage", "made", "expires")
_OF_CERTIFICATES: Final[dict[FactName, FaultKind]] = {
    "product": "other product",
    "lot": "other lot",
    "maker": "other maker",
    "dose": "count differs",
}
"""Faults that have a name of their own where one of the documents is a certificate."""
_OF_A_LOT: Final = ("made", "expires")
_MOST: Final = 60
"""Statements of one document on one thing that are compared: a hostile text must not cost its square."""
_ANCHORS: Final = 20
"""Documents that every other one is compared with: hundreds of documents must not cost their square."""


_MOST_ALIKE: Final = 5
"""Faults of one kind about one thing that are told one by one."""
_MOST_QUOTES: Final = 6


class Inspection(NamedTuple):
    """What each document is, what the documents say and whether they agree, and what is wrong among them."""

    papers: tuple[Paper, ...]
    stated: tuple[Stated, ...]
    agreements: tuple[Agreement, ...]
    faults: tuple[Fault, ...]
    foreign: frozenset[int] = frozenset()
    """Places of the documents that are of another product."""
    strange: frozenset[int] = frozenset()
    """Those of them that share no lot with the product: what they count is no count of this one."""
    doses_differ: bool = False
    """Whether two documents of the product itself, or one of them twice, state doses that cannot both hold."""
    lots: Mapping[int, int] = MappingProxyType({})
    """By the places of certificates that state a count: the number of their lot; empty where it is one lot."""


def inspected(evaluation: Evaluation, rules: RuleSet, today: date, name: str = "") -> Inspection:
    """The documents of one product beside each other; ``name`` is what the product is called where it was given.

    A fault rests on two statements that it quotes, or on one date before ``today``. Documents that are read badly or
    say nothing of a thing are no fault.
    """
    papers = papers_of(evaluation, rules.dossier)
    stated = facts_of(evaluation, papers, rules.dossier)
    desk = _Desk(papers, stated, rules.dossier)
    within = tuple(conflicts_within(evaluation, papers, rules))
    agreements = tuple(disputed(each, within) for each in filter(None, map(desk.agreement, get_args(FactName))))
    variants = tuple(of_other_variants(evaluation, papers, desk.said["product"], rules.dossier, name))
    differ = (*variants, *_contradictions(desk, _foreign(variants)), *within)
    foreign = _foreign(differ)
    strange = _foreign(fault for fault in differ if fault.severity == "critical")
    failed = failed_results(evaluation, papers, rules, foreign)
    scopes = _Scopes(desk, foreign)
    unlike = unlike_figures(evaluation, papers, rules, scopes.alike, scopes.without_lot)
    same = same_figures(evaluation, papers, desk.said["lot"], rules.dossier, scopes.other_lots)
    disorder = dates_out_of_order(evaluation, papers, desk.said, rules.dossier)
    faults = (*_several(desk), *differ, *unlike, *same, *disorder, *_expired(desk, today), *failed)
    own = (pair for pair in desk.pairs("dose") if not strange & {*pair})
    doses_differ = any(desk.differ("dose", *pair) for pair in own)
    doses_differ = doses_differ or any(one.quotes[0].document not in strange for one in within)
    lots = _lots_counted(desk, strange)
    return Inspection(papers, stated, agreements, _grouped(faults, evaluation), foreign, strange, doses_differ, lots)


def _lots_counted(desk: _Desk, strange: Collection[int]) -> Mapping[int, int]:
    """The lots of certificates that state a count, each under the place of its first; empty where it is one lot."""
    found: dict[int, int] = {}
    for place in desk.ranked("dose"):
        counted = desk.papers[place].kind == "certificate" and any(not one.aside for one in desk.said["dose"][place])
        if counted and place not in strange and len(found) < _ANCHORS:
            firsts = dict.fromkeys(found.values())
            found[place] = next((one for one in firsts if not desk.differ("lot", one, place)), place)
    return found if len(set(found.values())) > 1 else {}


def _foreign(faults: Iterable[Fault]) -> frozenset[int]:
    """The documents of a dossier that are of another product: those that the fault quotes last."""
    return frozenset(fault.quotes[-1].document for fault in faults if fault.kind == "other product" and fault.quotes)


def _grouped(faults: Sequence[Fault], evaluation: Evaluation) -> tuple[Fault, ...]:
    """The faults in their order; of many of one kind about one thing the first, with the words of a few and a count."""
    claims = {claim.id: claim for claim in evaluation.claims}
    groups: dict[tuple[str, str], list[Fault]] = {}
    for one in faults:
        claim = claims[one.quotes[0].claim]
        about = claim.rule if claim.kind == "traceability" else claim.kind
        groups.setdefault((one.kind, about), []).append(one)
    kept: list[Fault] = []
    for group in groups.values():
        if len(group) <= _MOST_ALIKE:
            kept += group
            continue
        quotes = tuple(dict.fromkeys(quote for one in group for quote in one.quotes))[:_MOST_QUOTES]
        kept.append(group[0].model_copy(update={"quotes": quotes, "more": len(group) - 1}))
    return tuple(kept)


class _Desk:
    """The papers of one product laid out: what each says of each thing, and every comparison that was made."""

    def __init__(self, papers: Sequence[Paper], stated: Sequence[Stated], known: DossierRules):
        self.papers, self.known = papers, known
        self.said: dict[FactName, dict[int, list[Stated]]] = {name: {} for name in get_args(FactName)}
        for one in stated:
            same = self.said[one.fact.name].setdefault(one.document, [])
            if len(same) < _MOST:
                same.append(one)
        self._answers: dict[tuple[FactName, int, int], Answer] = {}
        self._certified: dict[int, bool] = {}

    def ranked(self, name: FactName) -> list[int]:
        """The documents that speak of a thing, those first that are believed first."""
        return sorted(self.said[name], key=lambda place: (_RANKS.index(self.papers[place].kind), place))

    def pairs(self, name: FactName) -> Iterator[tuple[int, int]]:
        """The documents that are compared with each other, the one that is believed more first."""
        order = self.ranked(name)
        for at, one in enumerate(order[:_ANCHORS]):
            yield from ((one, other) for other in order[at + 1 :])

    def certified(self, place: int) -> bool:
        """Whether a certificate is of the lot that a document names: then those of other lots are of further ones."""
        if place not in self._certified:
            certificates = [one for one in self.said["lot"] if self.papers[one].kind == "certificate"]
            self._certified[place] = any(
                one != place and self.answer("lot", place, one) is True for one in certificates
            )
        return self._certified[place]

    def answer(self, name: FactName, one: int, other: int) -> Answer:
        """What comparing two documents gives; False where they cannot be compared."""
        key = (name, one, other)
        if key not in self._answers:
            said = self.said[name]
            kind = self.papers[other].kind
            self._answers[key] = compared(name, said[one], said[other], self.known, kind)
        answer = self._answers[key]
        of_a_lot = name in _OF_A_LOT
        if name == "dose" and isinstance(answer, Difference):
            of_a_lot = self._certificates(one, other)
        return False if of_a_lot and self.differ("lot", one, other) else answer

    def _certificates(self, *places: int) -> bool:
        """Whether all of some documents are certificates: each of a lot of its own may well count otherwise."""
        return all(self.papers[place].kind == "certificate" for place in places)

    def differ(self, name: FactName, one: int, other: int) -> bool:
        """Whether two documents say different things of a thing that both speak of."""
        said = self.said[name]
        return one in said and other in said and isinstance(self.answer(name, one, other), Difference)

    def agrees(self, name: FactName, one: int, other: int) -> bool:
        """Whether two documents say one and the same of a thing that both speak of."""
        said = self.said[name]
        return one in said and other in said and self.answer(name, one, other) is True

    def agreement(self, name: FactName) -> Agreement | None:
        """What the documents say of a thing, None where none speaks of it. Each is dated on a day of its own."""
        order = self.ranked(name)
        facts = tuple(one.fact for place in order for one in self.said[name][place] if not one.sometimes)
        if not facts:
            return None
        if name not in _COMPARED:
            return Agreement(name=name, facts=facts, agrees=None)
        answers = [self.answer(name, one, other) for one, other in self.pairs(name)]
        differ = any(isinstance(answer, Difference) for answer in answers)
        return Agreement(name=name, facts=facts, agrees=False if differ else True if any(answers) else None)


class _Scopes:
    """Of which lot the documents of the product itself are, as far as they tell."""

    def __init__(self, desk: _Desk, foreign: Collection[int]) -> None:
        self._desk, self._foreign = desk, foreign
        named = {place for place, said in desk.said["lot"].items() if any(not one.aside for one in said)}
        self.without_lot = frozenset(range(len(desk.papers))) - named - set(foreign)

    def alike(self, one: int, other: int) -> bool:
        """Whether two documents are of one lot, or both of none in particular."""
        if {one, other} & set(self._foreign) or self._desk.differ("product", one, other):
            return False
        return {one, other} <= self.without_lot or self._desk.agrees("lot", one, other)

    def other_lots(self, one: int, other: int) -> bool:
        """Whether two documents are of two lots of the product."""
        return not {one, other} & set(self._foreign) and self._desk.differ("lot", one, other)


def _contradictions(desk: _Desk, known_foreign: Collection[int]) -> Iterator[Fault]:
    """What differs between two documents; a document that differs is told once, from the first that it differs from.

    ``known_foreign`` are documents of another product, as is told already.
    """
    foreign = set(known_foreign)
    for name in _COMPARED:
        told: set[int] = set()
        for one, other in desk.pairs(name):
            if told & {one, other} or (name not in _NAMED and foreign & {one, other}):
                continue
            answer = desk.answer(name, one, other)
            if isinstance(answer, Difference) and (made := _difference(desk, name, answer)):
                told.add(other)
                if made.kind == "other product" and made.severity == "critical":
                    foreign.add(other)
                yield made


_NAMED: Final = ("product", "maker", "lot")
"""What is told of a certificate that is of another product; that its source and count differ follows from it."""


def _difference(desk: _Desk, name: FactName, found: Difference) -> Fault | None:
    """The fault of two documents that differ; None where it is none."""
    certificate = desk.papers[found.other.document].kind == "certificate"
    kind: FaultKind = _OF_CERTIFICATES.get(name, "contradiction") if certificate else "contradiction"
    if certificate and name == "lot":
        both = desk.papers[found.one.document].kind == "certificate"
        if both or desk.certified(found.one.document):
            return None
    arithmetic = _sum(found, desk.known) if name == "dose" else None
    references = desk.known.tolerance.references if name == "dose" and desk.known.tolerance else ()
    return fault(
        desk.known,
        desk.papers,
        kind,
        name,
        (found.one.fact.quote, found.other.fact.quote),
        arithmetic=arithmetic,
        references=references,
        one_lot=name == "product" and desk.agrees("lot", found.one.document, found.other.document),
        share=_percent(found.share),
        tolerance=_percent(desk.known.tolerance.share) if desk.known.tolerance else "",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f}" if share < 10 else f"{100 * share:.2g}"


def _sum(found: Difference, known: DossierRules) -> str | None:
    """How far two doses lie apart, written out with what they were worked out from."""
    if found.amounts is None or known.tolerance is None:
        return None
    one, other = found.amounts
    sums = [amount.arithmetic for amount in (one, other) if amount.arithmetic]
    near = _nearest(one, other)
    sums.append(
        known.sums.count.format(
            figure=figure(near[0]),
            other_figure=figure(near[1]),
            per=one.per,
            share=_percent(found.share),
            tolerance=_percent(known.tolerance.share),
        )
    )
    return "; ".join(sums)


def _nearest(one: Amount, other: Amount) -> tuple[float, float]:
    """The ends of two doses that face each other."""
    least, most = one.low or 0.0, one.high if one.high is not None else float("inf")
    low, high = other.low or 0.0, other.high if other.high is not None else float("inf")
    return (least, high) if high < least else (most, low)


def _expired(desk: _Desk, today: date) -> Iterator[Fault]:
    """Expiry dates before today, each date once; certificates of further lots and examples are left out."""
    told: set[str] = set()
    lots = desk.ranked("lot")[:_ANCHORS]
    for place in desk.ranked("expires"):
        certificate = desk.papers[place].kind == "certificate"
        further = certificate and any(desk.differ("lot", one, place) and desk.certified(one) for one in lots)
        for one in desk.said["expires"][place]:
            if one.example or further or one.fact.value in told or not has_passed(one.fact.value, today):
                continue
            told.add(one.fact.value)
            made = fault(desk.known, desk.papers, "expired", "expires", (one.fact.quote,), today=today.isoformat())
            if made:
                yield made


def _several(desk: _Desk) -> Iterator[Fault]:
    """Documents that name two products, each on a page or with a lot of its own."""
    for place, said in sorted(desk.said["product"].items()):
        names = [one for one in said if not one.aside]
        lots = [one.fact.value for one in desk.said["lot"].get(place, ())]
        own_lots = any(not same_lot(lots[0], lot) for lot in lots[1:])
        for at, one in enumerate(names):
            other = next((other for other in names[at + 1 :] if _two_products(desk, one, other, own_lots)), None)
            if other:
                made = fault(desk.known, desk.papers, "several products", None, (one.fact.quote, other.fact.quote))
                if made:
                    yield made
                break


def _two_products(desk: _Desk, one: Stated, other: Stated, own_lots: bool) -> bool:
    apart = same_name(one.fact.value, other.fact.value, desk.known.product_words) is False
    return apart and (own_lots or one.fact.quote.page != other.fact.quote.page)
