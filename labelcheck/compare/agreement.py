"""Whether two documents can both be right about one thing: their sources, doses, storage, lots, names and dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase
from functools import partial
from typing import Final, NamedTuple

from labelcheck.compare.facts import Amount, Stated
from labelcheck.compare.names import further_variants, same_date, same_lot, same_name
from labelcheck.dossier_rules import DossierRules
from labelcheck.models import FactName, PaperKind

_SLIGHT: Final = 1e-9
"""Relative difference of sums that is only rounding."""
_CLASS: Final = "unspecified"


class Difference(NamedTuple):
    """Two statements that cannot both hold; ``share`` is how far two counts lie apart, in parts of the first."""

    one: Stated
    other: Stated
    share: float = 0.0
    amounts: tuple[Amount, Amount] | None = None


Answer = Difference | bool
"""True where two documents agree, a difference where they do not, False where they cannot be compared."""


def compared(
    name: FactName, ours: Sequence[Stated], theirs: Sequence[Stated], known: DossierRules, other: PaperKind
) -> Answer:
    """Two documents' statements of one thing. They agree where any statement of one can be that of the other.

    ``other`` is the kind of the second document: a certificate's count is measured by the labelled amount.
    """
    ours = [stated for stated in ours if not stated.aside]
    theirs = [stated for stated in theirs if not stated.aside]
    if not ours or not theirs:
        return False
    if name == "source":
        return _sources(ours, theirs, known)
    if name == "dose":
        return _doses(ours, theirs, known, labelled=other == "certificate")
    if name == "storage":
        return _storage(ours, theirs, known)
    same = _SAME.get(name)
    return _by(partial(same, known), ours, theirs) if same else False


Same = Callable[[DossierRules, Stated, Stated], bool | None]


def _by(same: Callable[[Stated, Stated], bool | None], ours: Sequence[Stated], theirs: Sequence[Stated]) -> Answer:
    """Statements compared two by two: one pair that agrees is enough; the first that does not tells the difference."""
    first: Difference | None = None
    for one in ours:
        for other in theirs:
            answer = same(one, other)
            if answer:
                return True
            if answer is False and first is None:
                first = Difference(one, other)
    return first or False


def _storage(ours: Sequence[Stated], theirs: Sequence[Stated], known: DossierRules) -> Answer:
    """Ways of storing that hold always are compared; what holds after opening may be all that the other paper says."""
    always = [[stated for stated in side if not stated.sometimes] for side in (ours, theirs)]
    answer = _by(partial(_same_storage, known), *always)
    if isinstance(answer, Difference) and _by(partial(_same_storage, known), ours, theirs) is True:
        return False
    return answer


def _same_storage(known: DossierRules, one: Stated, other: Stated) -> bool | None:
    """One way of storing, two that cannot both be followed, or None: "away from light" goes with all."""
    pair = (one.fact.value, other.fact.value)
    if pair[0] == pair[1]:
        return True
    return False if pair in known.storage_apart or pair[::-1] in known.storage_apart else None


def _same_product(known: DossierRules, one: Stated, other: Stated) -> bool | None:
    """Whether the name of the document that is believed less can be that of the other.

    A longer name is another product's where its further words tell one product of a line from another: a certificate
    of "Renew Hair" is none of "Renew", while one of "Renew" may well have cut the name short.
    """
    same = same_name(one.fact.value, other.fact.value, known.product_words)
    return False if same and further_variants(one.fact.value, other.fact.value, known.variants) else same


def _same_maker(known: DossierRules, one: Stated, other: Stated) -> bool | None:
    return same_name(one.fact.value, other.fact.value, known.maker_words)


def _same_lot(known: DossierRules, one: Stated, other: Stated) -> bool:
    return same_lot(one.fact.value, other.fact.value)


def _same_date(known: DossierRules, one: Stated, other: Stated) -> bool:
    return same_date(one.fact.value, other.fact.value)


_SAME: Final[dict[FactName, Same]] = {
    "product": _same_product,
    "maker": _same_maker,
    "lot": _same_lot,
    "made": _same_date,
    "expires": _same_date,
}


# --- sources -----------------------------------------------------------------------------------------------------


def _sources(ours: Sequence[Stated], theirs: Sequence[Stated], known: DossierRules) -> Answer:
    """Tissues, cells and strains are compared; a class only with another class, and "stem cell" with nothing.

    A class is no contradiction to what belongs to it: "human cells" and "adipose stem cells".
    """
    named = [[stated for stated in side if not _is_class(stated.fact.value)] for side in (ours, theirs)]
    if all(named):
        return _by(partial(_same_source, known), *named)
    return _by(_same_class, ours, theirs)


def _is_class(value: str) -> bool:
    return value.endswith(_CLASS)


def _same_source(known: DossierRules, one: Stated, other: Stated) -> bool:
    left, right = one.fact.value, other.fact.value
    if f"{left}_".startswith(f"{right}_") or f"{right}_".startswith(f"{left}_"):
        return True
    return any(_one_of(left, group) and _one_of(right, group) for group in known.same_sources)


def _one_of(value: str, group: Sequence[str]) -> bool:
    return any(fnmatchcase(value, pattern) for pattern in group)


def _same_class(one: Stated, other: Stated) -> bool | None:
    """Of one class, or of two; None for words that any class may use: "stem cell" may be a plant's."""
    values = (one.fact.value, other.fact.value)
    if "human_" + _CLASS in values or _CLASS in values:
        return True if values[0].split("_")[0] == values[1].split("_")[0] else None
    return values[0].split("_")[0] == values[1].split("_")[0]


# --- doses -------------------------------------------------------------------------------------------------------


def _doses(ours: Sequence[Stated], theirs: Sequence[Stated], known: DossierRules, *, labelled: bool) -> Answer:
    """Doses on one basis: they agree where one of each lies within the tolerance, else the nearest two differ."""
    if known.tolerance is None:
        return False
    nearest: Difference | None = None
    for one in ours:
        for other in theirs:
            for amounts in ((left, right) for left in one.amounts for right in other.amounts if left.per == right.per):
                share = apart(*amounts, labelled=labelled)
                if share <= known.tolerance.share + _SLIGHT:
                    return True
                if nearest is None or share < nearest.share:
                    nearest = Difference(one, other, share, amounts)
    return nearest or False


def apart(one: Amount, other: Amount, *, labelled: bool) -> float:
    """How far two doses lie apart, 0 where their ranges meet, in parts of the first or else of the greater one."""
    least, most = one.low or 0.0, float("inf") if one.high is None else one.high
    low, high = other.low or 0.0, float("inf") if other.high is None else other.high
    if low <= most and least <= high:
        return 0.0
    first, second = (least, high) if high < least else (most, low)
    return abs(first - second) / (first if labelled else max(first, second))
