"""Figures of two documents beside each other: those that cannot both hold, and those that are the same for two lots."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from labelcheck.compare.answer_values import words_of
from labelcheck.compare.facts import Stated, quoted, unsure
from labelcheck.compare.names import folded
from labelcheck.compare.reuse import MEASURED, measured_figures
from labelcheck.compare.sentences import fault
from labelcheck.compare.things import any_of, line_end
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Fault, Paper
from labelcheck.models import Claim, Evaluation, RuleSet

_PASSAGE: Final = re.compile(r"p?(\d{1,2})(?:\D{1,6}(\d{1,2}))?")
_AMOUNT: Final = re.compile(r"(\d+(?:[.,]\d+)?) ?([^\W\d_][\w.]*(?: ?/ ?[^\W\d_]+)?)")
_BELOW: Final = re.compile(r"[<≤≦]")
_BOUNDED: Final = re.compile(r"[<>≤≥≦≧±~≈]")
_ISOLATION: Final = "characterisation/isolation"
_OPPOSITE: Final = {"asserted", "negated"}
_KINDS: Final = ("concentration", "characterisation")
_MOST: Final = 20
"""Documents, and statements of one document, that are compared: a hostile folder must not cost its square."""

Pair = Callable[[int, int], bool]


class _Reading(NamedTuple):
    """A figure of a document: from ``low`` to ``high``, and what must be the same for it to be compared."""

    claim: Claim
    low: float
    high: float
    manner: str = ""


def unlike_figures(
    evaluation: Evaluation, papers: Sequence[Paper], rules: RuleSet, alike: Pair, without_lot: Collection[int]
) -> Iterator[Fault]:
    """Passages, sizes and endotoxin of two documents that lie far apart, and a method that one of them denies.

    ``alike`` tells whether two documents are of one lot, or both of no lot in particular: others may well differ.
    ``without_lot`` holds the places of the latter: a highest value that they give holds for every lot.
    """
    known = rules.dossier
    claims: dict[int, list[Claim]] = {}
    for claim in evaluation.claims:
        if claim.document < len(papers) and claim.subject == "product" and not unsure(claim):
            claims.setdefault(claim.document, []).append(claim)
    places = sorted(claims)[:_MOST]
    read = {
        place: [list(reader(claims[place], evaluation, rules))[:_MOST] for reader in (_passages, _sizes)]
        for place in places
    }
    endotoxin = {place: list(_endotoxin(claims[place], rules))[:_MOST] for place in places}
    for at, one in enumerate(places):
        for other in places[at + 1 :]:
            found = []
            if alike(one, other):
                gaps: tuple[Callable[[_Reading, _Reading], bool], ...] = (
                    lambda left, right: max(right.low - left.high, left.low - right.high) >= known.apart.passages,
                    lambda left, right: max(right.low / left.high, left.low / right.high) >= known.apart.sizes,
                )
                for ours, theirs, apart in zip(read[one], read[other], gaps, strict=True):
                    found.append(_all(ours, theirs, apart))
                found.append(_denied(claims[one], claims[other]))
            for bounds, results in ((one, other), (other, one)):
                if alike(one, other) or bounds in without_lot:
                    found.append(_above(endotoxin[bounds], endotoxin[results], known))
            for pair in filter(None, found):
                whole = [quoted(claim).model_copy(update={"text": words_of(evaluation, claim)}) for claim in pair]
                quotes = sorted(whole, key=lambda quote: quote.document)
                if made := fault(known, papers, "contradiction", None, quotes):
                    yield made


def _all(
    ours: Sequence[_Reading], theirs: Sequence[_Reading], apart: Callable[[_Reading, _Reading], bool]
) -> tuple[Claim, Claim] | None:
    """The first two figures, where each of one document lies apart from each of the other taken in the same manner."""
    pairs = [(one, other) for one in ours for other in theirs if one.manner == other.manner]
    return (pairs[0][0].claim, pairs[0][1].claim) if pairs and all(apart(*pair) for pair in pairs) else None


def _passages(claims: Sequence[Claim], evaluation: Evaluation, rules: RuleSet) -> Iterator[_Reading]:
    """Passages that are stated as numbers, without words such as "up to"."""
    bounds = _words_of_bounds(rules)
    for claim in claims:
        if claim.rule != "manufacture/passage" or claim.status != "asserted":
            continue
        words = claim.text
        found = _PASSAGE.search(words.casefold())
        if found and found.end() == len(words) and not bounds.search(words) and not _BOUNDED.search(words):
            low, high = int(found[1]), int(found[2] or found[1])
            yield _Reading(claim, low, max(low, high))


def _sizes(claims: Sequence[Claim], evaluation: Evaluation, rules: RuleSet) -> Iterator[_Reading]:
    """Sizes that stand alone in their line beside the one method that measured them; no end of a distribution."""
    known = rules.dossier
    sizes = [claim for claim in claims if claim.rule == "characterisation/size" and claim.status == "asserted"]
    exact = [claim for claim in sizes if claim.quantity and claim.quantity.bound is None and _single(claim)]
    for claim in exact:
        text = evaluation.documents[claim.document].text
        start, end = text.rfind("\n", 0, claim.start) + 1, line_end(text, claim.end)
        line = text[start:end]
        if sum(start <= one.start < end for one in exact) > 1:
            continue
        if any(any_of(words).search(line) for words in (known.spread, known.other_things, known.other_stages)):
            continue
        spelt = " ".join(line.replace("-", " ").split())
        methods = [name for name, words in known.names.items() if any_of({"": words}).search(spelt)]
        if len(methods) == 1 and claim.quantity and claim.quantity.low > 0:
            yield _Reading(claim, claim.quantity.low, claim.quantity.high, f"{methods[0]} {claim.quantity.unit}")


def _single(claim: Claim) -> bool:
    return bool(claim.quantity and claim.quantity.low == claim.quantity.high)


def _endotoxin(claims: Sequence[Claim], rules: RuleSet) -> Iterator[_Reading]:
    """Results that have one figure: from nothing to it where it is a highest value."""
    for claim in claims:
        found = _AMOUNT.findall(claim.text) if claim.rule in rules.dossier.upper_limit else []
        if claim.status != "asserted" or len(found) != 1:
            continue
        figure = float(found[0][0].replace(",", "."))
        below = bool(_BELOW.search(claim.text) or _words_of_bounds(rules).search(claim.text))
        if below or not _BOUNDED.search(claim.text):
            yield _Reading(claim, 0.0 if below else figure, figure, "".join(found[0][1].split()).casefold())


def _above(bounds: Sequence[_Reading], results: Sequence[_Reading], known: DossierRules) -> tuple[Claim, Claim] | None:
    """A highest value of one document, and a result of the other far above it."""
    highest = [one for one in bounds if one.low < one.high]
    exact = [one for one in results if one.low == one.high]
    return _all(highest, exact, lambda left, right: right.low > known.apart.endotoxin * left.high)


def _denied(ours: Sequence[Claim], theirs: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """A way of isolating that one document states and that the other says is not used."""
    sides = [[claim for claim in side if claim.rule == _ISOLATION] for side in (ours, theirs)]
    for one in sides[0]:
        for other in sides[1]:
            if {one.status, other.status} == _OPPOSITE and folded(one.text) == folded(other.text):
                return one, other
    return None


def _words_of_bounds(rules: RuleSet) -> re.Pattern[str]:
    words = [word for bound in rules.units.bounds.values() for word in (*bound.before, *bound.after)]
    return any_of({"": tuple(word for word in words if word[0].isalpha())})


# --- two lots ----------------------------------------------------------------------------------------------------


def same_figures(
    evaluation: Evaluation,
    papers: Sequence[Paper],
    lots: Mapping[int, Sequence[Stated]],
    known: DossierRules,
    other_lots: Pair,
) -> Iterator[Fault]:
    """Certificates of two lots all of whose measured figures are the same; each is told once.

    ``lots`` holds the lots of the documents by their places, and ``other_lots`` tells whether two are of two lots.
    """
    found: dict[tuple[str, ...], list[int]] = {}
    for place in sorted(lots)[:_MOST]:
        figures = _figures(evaluation, place, known) if papers[place].kind == "certificate" else ()
        if len(figures) >= known.alike.figures:
            found.setdefault(figures, []).append(place)
    for figures, (first, *others) in found.items():
        for place in others:
            if not other_lots(first, place):
                continue
            quotes = [next(one.fact.quote for one in lots[each] if not one.aside) for each in (first, place)]
            arithmetic = known.sums.figures.format(figures=len(figures))
            if made := fault(known, papers, "same figures", "lot", quotes, arithmetic=arithmetic):
                yield made


def _figures(evaluation: Evaluation, place: int, known: DossierRules) -> tuple[str, ...]:
    """The measured figures of a certificate: those of its column of results, else those that its lines state."""
    text = evaluation.documents[place].text
    if measured := tuple(measured_figures(text, known)):
        return measured
    found = set()
    for claim in evaluation.claims:
        if claim.document != place or claim.status != "asserted" or claim.kind not in _KINDS:
            continue
        exact = claim.quantity.bound is None and _single(claim) if claim.quantity else claim.rule in known.upper_limit
        if exact and MEASURED.search(claim.text) and not _BOUNDED.search(claim.text):
            found.add(f"{claim.rule} {' '.join(folded(claim.text).split())}")
    return tuple(sorted(found))
