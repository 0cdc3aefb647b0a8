"""Values worked out from a dose and the packing it comes in: per millilitre from per vial and fill volume, and back.

Only where exactly one volume (or number of packings) fits: a label with two sizes derives nothing. Nor does a label
that states a dose both ways, whether the two agree or not. What follows within one document follows beside others too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from labelcheck.extract.amounts import Amount
from labelcheck.extract.counts import RATIO
from labelcheck.extract.late import late
from labelcheck.extract.lexicon import Lexicon, alternatives, inverted
from labelcheck.extract.shadow import Shadow
from labelcheck.models import Claim, Derived, Quantity, Units

_MILLILITRES = {"mL": Decimal(1), "L": Decimal(1000), "cL": Decimal(10), "dL": Decimal(100)}
_MASS = {"mg": Decimal(1000), "ug": Decimal(1)}
_BESIDE = 48
"""Characters around a volume in which words say what it is the volume of."""
_LARGEST = Decimal(2000)
"""Millilitres beyond which a volume fills no packing of a cosmetic."""
_SCALES = (("trillion", Decimal(10) ** 12), ("billion", Decimal(10) ** 9), ("million", Decimal(10) ** 6))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_VOLUME_LINE = re.compile(r"(?:\s|[\d.,]+\s?(?:ml|cc|l|fl\.?\s?oz\.?)(?![a-z])|[|/()·•℮-]|(?<![a-z])e(?![a-z]))*")
_STATED = re.compile(r"(?P<size>\d+(?:\.\d+)?)\s?mL")


@dataclass(frozen=True, slots=True)
class Fill:
    """What one packing holds, in mL; ``container`` is None where the label only says how much there is."""

    volume: Decimal
    container: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Pack:
    """How many packings of a kind one kit holds; of any kind where ``container`` is None."""

    number: Decimal
    container: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says about packings and protein, for the doses of the whole product."""

    fills: tuple[Fill, ...] = ()
    packs: tuple[Pack, ...] = ()
    protein: tuple[tuple[Decimal, Decimal, str], ...] = ()
    """Lowest and highest micrograms of protein per mL, and the words."""


@dataclass(frozen=True, slots=True)
class _Known:
    fills: tuple[Fill, ...]
    packs: tuple[Pack, ...]
    protein: tuple[tuple[Decimal, Decimal, str], ...]
    containers: frozenset[str]
    stated: dict[str, set[tuple[str, float, float]]] = field(default_factory=dict)
    """For each unit the bases and values that the label states itself."""


class Derivation:
    """Finds packings and works values out. Built once from ``rules/units.yaml``."""

    def __init__(self, units: Units):
        packings = {base: units.bases[base] for base in units.containers if base != "kit"}
        self._containers = Lexicon(inverted(packings))
        self._names = inverted(packings)
        container = alternatives(self._names)
        kit = alternatives(units.bases["kit"])
        number = r"(?P<n>\d{1,3})"
        self._after = late(rf"\s?(?:\(|/|per\s|℮|in\s(?:a|one|each)\s)?\s?(?P<base>{container})")
        self._times_after = late(rf"\s?[x*]\s?{number}(?![\d.,])(?:\s?(?P<base>{container}))?")
        self._times_before = late(rf"(?<![\d.,]){number}\s?(?P<base>{container})?\s?[x*]\s?$")
        self._before = late(rf"(?<![a-z])(?P<base>{container})\s?(?:[:(|-]\s?|of\s|de\s|à\s|da\s|di\s|von\s|mit\s)?$")
        self._head = late(rf"(?<![a-z])(?:{alternatives(units.fill.heads)})\s?\.?\s?[:|(-]?\s?$")
        self._others = late(rf"(?:{'|'.join(re.escape(word.lower()) for word in units.fill.others)})")
        self._kit_after = late(rf"\s?(?:per|/|in\s(?:a|one|each|the)|pro|par|por)\s?(?:{kit})")
        self._kit_before = late(rf"(?<![a-z])(?:{kit})\s?(?:of|contains|containing|with|:|\(|mit|de)\s?$")
        protein = alternatives(units.protein)
        self._protein_before = late(rf"(?<![a-z])(?:{protein})[^\n\d.;,]{{0,24}}$")
        self._protein_after = late(rf"\s?(?:of\s)?(?:[a-z]+\s)?(?:{protein})")

    # --- what a document says ------------------------------------------------------------------------------------

    def facts(self, view: Shadow, amounts: Iterable[Amount]) -> Facts:
        """The packings, and the protein, that a document speaks of."""
        fills, packs, protein = [], [], []
        for amount in amounts:
            if amount.unit in _MILLILITRES and amount.low == amount.high and amount.bound in (None, "about"):
                found = self._fill(view, amount)
                fills += [fill for fill, _ in found]
                packs += [pack for _, pack in found if pack]
            elif amount.unit in self._names.values() and amount.low == amount.high and amount.low > 1:
                packs += self._pack(view, amount)
            elif amount.unit in _MASS and amount.per == "mL" and self._is_protein(view.low, amount):
                factor = _MASS[amount.unit]
                protein.append((amount.low * factor, amount.high * factor, _quoted(view, amount.start, amount.end)))
        return Facts(tuple(fills), tuple(packs), tuple(protein))

    def _fill(self, view: Shadow, amount: Amount) -> list[tuple[Fill, Pack | None]]:
        text = view.low
        volume = amount.low * _MILLILITRES[amount.unit]
        first = max(text.rfind("\n", max(0, amount.start - _BESIDE), amount.start) + 1, amount.start - _BESIDE)
        last = text.find("\n", amount.end, amount.end + _BESIDE)
        last = last if last >= 0 else min(len(text), amount.end + _BESIDE)
        if not 0 < volume <= _LARGEST or self._others.search(text, first, last):
            return []
        before = text[first : amount.start]
        after, times = self._after.match(text, amount.end), self._times_after.match(text, amount.end)
        times_before, holder = self._times_before.search(before), self._before.search(before)
        start, end, number, base = amount.start, amount.end, None, None
        if times:
            end, number, base = times.end(), times["n"], times["base"]
        elif times_before:
            start, number = first + times_before.start(), times_before["n"]
            base = times_before["base"] or (after["base"] if after else None)
            end = after.end() if after else end
        elif after:
            end, base = after.end(), after["base"]
        elif holder:
            start, base = first + holder.start(), holder["base"]
        elif not (self._head.search(before) or _VOLUME_LINE.fullmatch(_line(text, amount.start))):
            return []
        container = self._names[re.sub(r"\s", " ", base)] if base else None
        quoted = _quoted(view, start, end)
        return [(Fill(volume, container, quoted), Pack(Decimal(number), container, quoted) if number else None)]

    def _pack(self, view: Shadow, amount: Amount) -> list[Pack]:
        before = view.low[max(0, amount.start - _BESIDE) : amount.start]
        if self._kit_after.match(view.low, amount.end) or self._kit_before.search(before):
            return [Pack(amount.low, amount.unit, _quoted(view, amount.start, amount.end))]
        return []

    def _is_protein(self, text: str, amount: Amount) -> bool:
        before = text[max(0, amount.start - _BESIDE) : amount.start]
        return bool(self._protein_before.search(before) or self._protein_after.match(text, amount.end))

    # --- what follows from it ------------------------------------------------------------------------------------

    def added(self, claims: Sequence[Claim], facts: Sequence[Facts]) -> list[Claim]:
        """The claims of one product, its doses with the values that follow from them and from its packings.

        ``facts`` are those of each document, in their order. A document is first taken with all others; where nothing
        follows from them together (another one may state another dose), it is taken by itself.
        """
        everywhere = self._known(claims, facts)
        alone = [
            self._known([claim for claim in claims if claim.document == number], [one])
            for number, one in enumerate(facts if len(facts) > 1 else ())
        ]
        return [_with_values(claim, [everywhere, *alone[claim.document : claim.document + 1]]) for claim in claims]

    def _known(self, claims: Iterable[Claim], facts: Sequence[Facts]) -> _Known:
        known = _Known(
            tuple(dict.fromkeys(fill for one in facts for fill in one.fills)),
            tuple(dict.fromkeys(pack for one in facts for pack in one.packs)),
            tuple(dict.fromkeys(amount for one in facts for amount in one.protein)),
            frozenset(self._names.values()),
        )
        for claim in claims:
            if (dose := _dose(claim)) and dose.per:
                known.stated.setdefault(dose.unit, set()).add((dose.per, dose.low, dose.high))
        return known


def _with_values(claim: Claim, scopes: Iterable[_Known]) -> Claim:
    """The claim with what follows from it in the first of ``scopes`` in which anything does."""
    for known in scopes:
        derived, implied = _worked_out(claim, known), _implied(claim, known)
        if derived or implied:
            return claim.model_copy(update={"derived": derived, "implied": implied})
    return claim


def _worked_out(claim: Claim, known: _Known) -> tuple[Derived, ...]:
    dose = _dose(claim)
    if dose is None or dose.per is None:
        return ()
    stated = known.stated[dose.unit]
    if len(stated) > 1:
        return ()  # two doses, or one dose two ways: which is which is for the reader
    found: list[Derived | None] = []
    size = _STATED.fullmatch(dose.per)
    if size:
        volume = Decimal(size["size"])
        found.append(_divided(claim, dose, Fill(volume, None, claim.text), per=f"{volume} mL"))
    elif dose.per == "mL":
        fill = _only_fill(known, None)
        found.append(_multiplied(claim, dose, fill.volume, f"{_plain(fill.volume)} mL", fill) if fill else None)
        found.append(_ratio(claim, dose, known.protein))
    elif dose.per in known.containers:
        own = [fill for fill in known.fills if fill.container == dose.per and fill.text in claim.text]
        fill = own[0] if len(own) == 1 else _only_fill(known, dose.per)
        found.append(_divided(claim, dose, fill, per=dose.per) if fill else None)
        pack = _only_pack(known.packs, dose.per)
        if pack:
            kit = Fill(Decimal(0), "kit", pack.text)
            found.append(_multiplied(claim, dose, pack.number, f"{_plain(pack.number)} {dose.per}s", kit))
    return tuple(derived for derived in found if derived)


def _implied(claim: Claim, known: _Known) -> tuple[Derived, ...]:
    """What a dose per packing makes per mL, where the label states one dose per mL as well: the two can be compared."""
    dose = _dose(claim)
    if dose is None or dose.per not in known.containers:
        return ()
    bases = Counter(per for per, _, _ in known.stated[dose.unit])
    if bases[dose.per] != 1 or bases["mL"] != 1:
        return ()  # several sizes or products: which belongs to which is not known
    own = [fill for fill in known.fills if fill.container == dose.per and fill.text in claim.text]
    fill = own[0] if len(own) == 1 else _only_fill(known, dose.per)
    return (_divided(claim, dose, fill, per=dose.per),) if fill else ()


def _dose(claim: Claim) -> Quantity | None:
    """The dose that a claim states of the product, where values may follow from it."""
    states = claim.kind == "concentration" and claim.status == "asserted" and claim.subject == "product"
    quantity = claim.quantity if states and claim.qualifier is None else None
    return quantity if quantity and quantity.unit in ("particle", "mg", "ug", "g") and quantity.low > 0 else None


def _only_fill(known: _Known, container: str | None) -> Fill | None:
    """The one fill volume that fits a packing (any, if None), or None where several might.

    A volume that names no packing is that of the product; it fits only where there is one packing.
    """
    named = [fill for fill in known.fills if fill.container is not None]
    if container is None:
        fitting = named
    else:
        fitting = [fill for fill in named if fill.container == container]
    if not named and all(pack.text == fill.text for pack in known.packs for fill in known.fills):
        fitting = list(known.fills)
    one = len({fill.volume for fill in fitting}) == 1 and len({fill.container for fill in fitting}) == 1
    return fitting[0] if one else None


def _only_pack(packs: Sequence[Pack], container: str) -> Pack | None:
    fitting = [pack for pack in packs if pack.container in (None, container)]
    others = [pack for pack in packs if pack.container not in (None, container)]
    return fitting[0] if len({pack.number for pack in fitting}) == 1 and not others else None


def _divided(claim: Claim, dose: Quantity, fill: Fill, *, per: str) -> Derived:
    low, high = (Decimal(str(value)) / fill.volume for value in (dose.low, dose.high))
    by = _plain(fill.volume) if per.endswith("mL") else f"{_plain(fill.volume)} mL"
    words = f"{_amount(dose)} per {per} / {by} = {_result(dose, low, high)} per mL"
    return _derived(claim, dose, low, high, dose.unit, "mL", words, fill.text)


def _multiplied(claim: Claim, dose: Quantity, by: Decimal, by_words: str, whole: Fill) -> Derived:
    low, high = (Decimal(str(value)) * by for value in (dose.low, dose.high))
    per = whole.container or "container"
    words = f"{_amount(dose)} per {dose.per} × {by_words} = {_result(dose, low, high)} per {per}"
    return _derived(claim, dose, low, high, dose.unit, per, words, whole.text)


def _ratio(claim: Claim, dose: Quantity, protein: Sequence[tuple[Decimal, Decimal, str]]) -> Derived | None:
    """Particles per microgram of protein, where the label states one of each per mL."""
    if dose.unit != "particle" or len({(low, high) for low, high, _ in protein}) != 1 or not protein[0][0]:
        return None
    least, most, quoted = protein[0]
    low, high = Decimal(str(dose.low)) / most, Decimal(str(dose.high)) / least
    amount = _plain(least) if least == most else f"{_plain(least)} to {_plain(most)}"
    words = f"{_amount(dose)} per mL / {amount} µg protein per mL = {_result(dose, low, high)} per µg protein"
    return _derived(claim, dose, low, high, RATIO, "ug", words, quoted)


def _derived(
    claim: Claim, dose: Quantity, low: Decimal, high: Decimal, unit: str, per: str, words: str, basis: str
) -> Derived:
    if dose.repaired:
        words += f"; as doubtful as the count: {dose.repaired}"
    quotes = (claim.text,) if basis in claim.text else (claim.text, basis)
    return Derived(
        low=float(low), high=float(high), unit=unit, per=per, arithmetic=words, basis=quotes, bound=dose.bound
    )


# --- numbers in words ------------------------------------------------------------------------------------------------


def _amount(dose: Quantity) -> str:
    bound = f"{dose.bound} " if dose.bound else ""
    return bound + _figures(Decimal(str(dose.low)), Decimal(str(dose.high))) + _unit(dose)


def _result(dose: Quantity, low: Decimal, high: Decimal) -> str:
    bound = f"{dose.bound} " if dose.bound else ""
    return bound + _figures(low, high) + _unit(dose)


def _unit(dose: Quantity) -> str:
    return {"particle": "", "ug": " µg"}.get(dose.unit, f" {dose.unit}")


def _figures(low: Decimal, high: Decimal) -> str:
    return _words(low) if low == high else f"{_words(low)} to {_words(high)}"


def _words(value: Decimal) -> str:
    """A number as people say it: 4 billion, 0.4 billion is 400 million; cut figures are marked as rounded."""
    if value >= Decimal(10) ** 15:
        power = value.adjusted()
        return f"{_plain(value.scaleb(-power))} × 10{str(power).translate(_RAISED)}"
    for name, scale in _SCALES:
        if value >= scale:
            return f"{_plain(value / scale)} {name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    rounded = Decimal(f"{value:.4g}") if abs(value) < 1000 else value.quantize(Decimal("0.1"))
    shown = f"{rounded:,f}".replace(",", " ")
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return shown if rounded == value else f"about {shown}"


def _line(text: str, place: int) -> str:
    first = text.rfind("\n", max(0, place - _BESIDE), place) + 1
    last = text.find("\n", place, place + _BESIDE)
    if not first and place > _BESIDE:
        return "-a-"
    return text[first : last if last >= 0 else place + _BESIDE]


def _quoted(view: Shadow, start: int, end: int) -> str:
    first, last = view.span(start, end)
    return view.text[first:last]
