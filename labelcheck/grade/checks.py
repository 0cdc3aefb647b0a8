"""Comparisons and sums that single claims cannot tell: doses against physics, and a label against itself.

Each check yields findings with the sum written out, so that a reader can follow and doubt it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from labelcheck.grade import physics
from labelcheck.grade.amounts_in_words import said, weighed
from labelcheck.grade.selection import language_of
from labelcheck.models import Check, CheckName, Claim, Document, Quantity

_GRAMS: Final = {"g": 1.0, "mg": 1e-3, "ug": 1e-6}
_PPM: Final = {"ppm": 1.0, "ppb": 1e-3, "%": 1e4}
_WHOLE: Final = frozenset({"vial", "ampoule", "bottle", "kit", "sachet", "syringe", "tube", None})
"""Bases of which a count and a mass may share one that only one of them names: what is sold as one piece."""
_SIZE: Final = "size"
"""The value of the rule that states a diameter."""
_MOST: Final = 60
"""Different doses of one text that are compared."""
_SLIGHT: Final = 1e-9
"""Relative difference of sums that is only rounding."""


class Finding(NamedTuple):
    """What a check found: the claims it speaks of, the figures for the message, and the sum written out."""

    claims: tuple[str, ...]
    values: Mapping[str, str] = {}
    arithmetic: str | None = None


class Scene(NamedTuple):
    """What a check looks at: the claims a flag selects, those beside them, all claims, and the documents."""

    found: Sequence[Claim]
    beside: Sequence[Claim]
    claims: Sequence[Claim]
    documents: Sequence[Document]


# --- doses against physics ---------------------------------------------------------------------------------------


def _count(check: Check, scene: Scene) -> Iterator[Finding]:
    """Particles per mL, stated or worked out, within the bounds of the check."""
    diameter, sized = _diameter(scene.claims)
    limit = physics.packing_limit(diameter)
    for claim, dose, sum_ in _per_ml(scene.found):
        if dose <= (check.at_least or 0) or (check.below is not None and dose > check.below):
            continue
        if (check.packing == "below" and dose >= limit) or (check.packing == "beyond" and dose < limit):
            continue
        solid = dose * physics.volume(diameter)
        share = f"{said(100 * solid)} %" if solid < 1 else f"{said(solid)} times"
        lines = [sum_] if sum_ else []
        lines.append(
            f"{said(dose)} vesicles × {said(physics.volume(diameter))} mL each "
            f"(spheres of {_nm(diameter, sized)}) = {said(solid)} mL in every mL"
        )
        values = {"dose": said(dose), "limit": said(limit), "share": share, "diameter": _nm(diameter, sized)}
        yield Finding((claim.id, *(one.id for one in sized)), values, "; ".join(lines))
        return


def _mass(check: Check, scene: Scene) -> Iterator[Finding]:
    """A mass of exosomes beside their count, where the counted vesicles can only be a small share of that mass."""
    diameter, sized = _diameter(scene.claims)
    for claim in scene.found:
        mass = claim.quantity
        if mass is None or mass.unit not in _GRAMS:
            continue
        for other in scene.beside:
            count = other.quantity
            if count is None or count.unit != "particle" or count.bound == "at least":
                continue
            if mass.per != count.per and not (None in (mass.per, count.per) and {mass.per, count.per} <= _WHOLE):
                continue
            pure = count.high * physics.weight(diameter)
            whole = mass.low * _GRAMS[mass.unit]
            if whole and pure / whole < (check.below or 1):
                values = {
                    "mass": weighed(whole),
                    "count": said(count.high),
                    "pure": weighed(pure),
                    "rest": _rest(pure / whole),
                }
                sum_ = (
                    f"{said(count.high)} vesicles × {weighed(physics.weight(diameter))} each "
                    f"({_nm(diameter, sized)}, 1.1 g/mL) = {weighed(pure)} of {weighed(whole)}"
                )
                yield Finding((claim.id, other.id, *(one.id for one in sized)), values, sum_)
                return


def _rest(share: float) -> str:
    """What is left of a whole, in percent; never "100 %", since something is there."""
    rest = 100 * (1 - share)
    return "more than 99.9 %" if rest > 99.9 else f"{said(rest)} %"


def _share(check: Check, scene: Scene) -> Iterator[Finding]:
    """Parts per million of exosomes, as the count that they would be if the vesicles were pure."""
    for claim in scene.found:
        amount = claim.quantity
        if amount is None or amount.unit not in _PPM or not _of_vesicles(claim, scene.claims):
            continue
        ppm = amount.low * _PPM[amount.unit]
        count = physics.count_of_share(ppm)
        if count >= (check.at_least or 0):
            one = weighed(physics.weight(physics.USUAL))
            sum_ = (
                f"{said(ppm)} ppm = {weighed(ppm * 1e-6)} in a gram; divided by {one} "
                f"for one vesicle of {physics.USUAL:.0f} nm = {said(count)} per gram"
            )
            values = {"share": f"{said(amount.low)} {amount.unit}", "count": said(count)}
            yield Finding((claim.id,), values, sum_)
            return


def _size(check: Check, scene: Scene) -> Iterator[Finding]:
    """A size that leaves the accepted range, up to the limits beyond which another flag speaks."""
    low, high = check.accept or (0.0, float("inf"))
    least, most = check.within or (0.0, float("inf"))
    sizes: dict[str, str] = {}
    inside = False
    for claim in scene.found:
        size = claim.quantity
        if size is None or size.unit != "nm" or (low <= size.low and size.high <= high):
            continue
        if least <= size.low and size.high <= most:
            words = said(size.low) if size.low == size.high else f"{said(size.low)} to {said(size.high)}"
            sizes[claim.id] = f"{words} nm"
            inside |= size.low <= high and size.high >= low
    if sizes:
        told = " and ".join(dict.fromkeys(sizes.values()))
        yield Finding(tuple(sizes), {"size": told, "part": "part of" if inside else "all of"})


# --- a label against itself --------------------------------------------------------------------------------------


def _dose(check: Check, scene: Scene) -> Iterator[Finding]:
    """A dose per packing that its volume makes another one per mL than the label states as well."""
    doses = _distinct(scene.found)
    for claim in doses:
        for implied in claim.implied:
            for other in _stated_beside(claim, (implied.unit, implied.per or ""), doses, scene.found):
                stated = other.quantity
                if stated is None:
                    continue
                bound = claim.quantity.bound if claim.quantity else None
                ratio = _ratio(*_reach(implied.low, implied.high, bound), stated)
                if ratio >= (check.at_least or 1) - _SLIGHT:
                    unit = "" if stated.unit == "particle" else f" {stated.unit}".replace(" ug", " µg")
                    told = {"implied": said(implied.low) + unit, "stated": said(stated.low) + unit}
                    values = {**told, "ratio": said(ratio)}
                    sum_ = f"{implied.arithmetic}; stated: {told['stated']} per {stated.per}"
                    yield Finding((claim.id, other.id), values, sum_)
                    return


def _stated_beside(
    claim: Claim, basis: tuple[str, str], doses: Sequence[Claim], found: Sequence[Claim]
) -> Sequence[Claim]:
    """The doses on a basis that stand in the claim's own document, or those of all documents where it has none."""
    own = [one for one in found if one.document == claim.document and _basis(one) == basis]
    return [one for one in own or doses if one.id != claim.id and _basis(one) == basis][:_MOST]


def _disagreement(check: Check, scene: Scene) -> Iterator[Finding]:
    """Two documents, or two languages of one, that say different things of the same.

    With ``beside``, what is found in one text only must stand against what is beside it in another only. Without, the
    claims' own values or doses are compared.
    """
    texts = _texts(scene.found, scene.documents)
    if scene.beside:
        others = _texts(scene.beside, scene.documents)
        if not set(texts).intersection(others):
            claims = [claim for group in (*texts.values(), *others.values()) for claim in group]
            yield _disagreed(claims[0], others[next(iter(others))][0], claims)
        return
    groups = list(texts.values())
    for place, group in enumerate(groups):
        for other in groups[place + 1 :]:
            pair = _differing(group, other, check.at_least)
            if pair:
                yield _disagreed(*pair, [*group, *other])
                return


def _list(check: Check, scene: Scene) -> Iterator[Finding]:
    """Sources in the text, and beside them those of the ingredient list, that have no class in common."""
    ours, theirs = _named(scene.found), _named(scene.beside)
    if ours and theirs and not {_class(value) for value in ours} & {_class(value) for value in theirs}:
        yield _disagreed(ours[min(ours)], theirs[min(theirs)], [*ours.values(), *theirs.values()])


def _class(value: str) -> str:
    """The class of a source value: human, plant, bacteria, bovine …"""
    return value.split("_")[0]


def _differing(group: Sequence[Claim], other: Sequence[Claim], at_least: float | None) -> tuple[Claim, Claim] | None:
    """Two claims of two texts that cannot both hold: no value in common, or no dose on the same basis that agrees."""
    if at_least is None:
        return _differing_sources(group, other)
    group, other = _distinct(group), _distinct(other)
    for claim in group:
        same = [one for one in other if _basis(one) == _basis(claim) and _basis(claim)]
        doses = [one.quantity for one in same if one.quantity]
        if claim.quantity and doses:
            ratios = [_ratio(*_range(claim.quantity), dose) for dose in doses]
            agreed = any(
                _ratio(*_range(one.quantity), dose) < at_least
                for one in group
                for dose in doses
                if one.quantity and _basis(one) == _basis(claim)
            )
            if min(ratios) >= at_least and not agreed:
                return claim, same[0]
    return None


def _differing_sources(group: Sequence[Claim], other: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Two sources that cannot both be meant: of no common class, or two named ones where both texts name one."""
    ours, theirs = _named(group), _named(other)
    if ours and theirs:
        shared = any(left.startswith(right) or right.startswith(left) for left in ours for right in theirs)
        return None if shared else (ours[min(ours)], theirs[min(theirs)])
    known, meant = _classed(group), _classed(other)
    return (known[min(known)], meant[min(meant)]) if known and meant and not set(known) & set(meant) else None


def _classed(claims: Sequence[Claim]) -> dict[str, Claim]:
    """Claims by the class of their source; "stem cell" is left out, since it may be a plant's."""
    found = {(claim.value or "").removeprefix("conditioned_medium_"): claim for claim in claims}
    return {_class(value): claim for value, claim in found.items() if value and value != "human_unspecified"}


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """The first claim of each dose, and no more than a label can hold: a hostile text must not cost its square."""
    found: dict[object, Claim] = {}
    for claim in claims:
        if claim.quantity:
            found.setdefault((claim.quantity.model_copy(update={"text": ""}), claim.implied), claim)
    return list(found.values())[:_MOST]


def _disagreed(claim: Claim, other: Claim, claims: Sequence[Claim]) -> Finding:
    """Claims that disagree: the two that do stand first, since reports and questions quote them."""
    values = {"one": " ".join(claim.text.split()), "other": " ".join(other.text.split())}
    return Finding(tuple(dict.fromkeys(one.id for one in (claim, other, *claims))), values)


def _texts(claims: Sequence[Claim], documents: Sequence[Document]) -> dict[tuple[int, str], list[Claim]]:
    """Claims by the document and the script of their sentence: translations on one label are texts of their own."""
    found: dict[tuple[int, str], list[Claim]] = {}
    japanese = {number for number, document in enumerate(documents) if language_of(document.text) == "ja"}
    for claim in claims:
        sentence = claim.text
        if claim.sentence and claim.document < len(documents):
            sentence = documents[claim.document].text[slice(*claim.sentence)]
        language = language_of(sentence)
        if language == "zh" and claim.document in japanese:
            language = "ja"  # a sentence without kana on a label that has some
        found.setdefault((claim.document, language), []).append(claim)
    return found


def _named(claims: Sequence[Claim]) -> dict[str, Claim]:
    """Claims by their value, without classes and without the medium that a cell grew in."""
    values = [((claim.value or "").removeprefix("conditioned_medium_"), claim) for claim in claims]
    return {value: claim for value, claim in values if value and not value.endswith("unspecified")}


def _basis(claim: Claim) -> tuple[str, str] | None:
    quantity = claim.quantity
    if quantity is None or not (quantity.per or quantity.unit in _PPM):
        return None
    return quantity.unit, quantity.per or ""


# --- figures -----------------------------------------------------------------------------------------------------


def _range(quantity: Quantity) -> tuple[float, float]:
    return _reach(quantity.low, quantity.high, quantity.bound)


def _reach(low: float, high: float, bound: str | None) -> tuple[float, float]:
    """The range that a dose leaves open: "more than" and "up to" say one end only."""
    return (0.0 if bound == "at most" else low), (float("inf") if bound == "at least" else high)


def _per_ml(claims: Sequence[Claim]) -> Iterator[tuple[Claim, float, str]]:
    """Particles per mL that claims state or that follow from them, with the sum where it was worked out."""
    for claim in claims:
        quantity = claim.quantity
        if quantity and quantity.unit == "particle" and quantity.per == "mL":
            yield claim, quantity.low, ""
        for derived in (*claim.derived, *claim.implied):
            if derived.unit == "particle" and derived.per == "mL":
                yield claim, derived.low, derived.arithmetic


def _diameter(claims: Sequence[Claim]) -> tuple[float, list[Claim]]:
    """The diameter in nm, where the label states a single one, with its claim; else the usual one."""
    sized = [
        claim
        for claim in claims
        if claim.value == _SIZE and claim.quantity and claim.subject == "product" and claim.status == "asserted"
    ]
    single = [claim for claim in sized if claim.quantity and claim.quantity.low == claim.quantity.high]
    if len({claim.quantity.low for claim in single if claim.quantity}) == 1 and single[0].quantity:
        return single[0].quantity.low, single[:1]
    return physics.USUAL, []


def _nm(diameter: float, sized: Sequence[Claim]) -> str:
    return f"{said(diameter)} nm" + (" as the label states" if sized else ", a usual size")


def _of_vesicles(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a share is one of vesicles, and not of a conditioned medium."""
    near = [
        one.value
        for one in claims
        if one.kind == "scope" and one.document == claim.document and one.start < claim.end and claim.start < one.end
    ]
    return "exosome" in near and "conditioned_medium" not in near


def _ratio(low: float, high: float, quantity: Quantity) -> float:
    """How many times one dose is the other, 1 where their ranges meet."""
    least, most = _reach(quantity.low, quantity.high, quantity.bound)
    if low <= most and least <= high:
        return 1.0
    above, below = (low, most) if low > most else (least, high)
    return above / below if below else float("inf")


CHECKS: Final[dict[CheckName, Callable[[Check, Scene], Iterator[Finding]]]] = {
    "count": _count,
    "mass": _mass,
    "share": _share,
    "size": _size,
    "dose": _dose,
    "disagreement": _disagreement,
    "list": _list,
}
