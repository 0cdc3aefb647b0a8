"""One certificate given for several products: the very same file, or the same words and results under another name.

Certificates of one maker share a form, so likeness alone proves nothing: the lot or every measured figure must be the
same as well. What is kept of a certificate is small, and each is compared with a few others only, however many there
are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from labelcheck.compare.facts import columns, quoted
from labelcheck.compare.names import folded, lot_key
from labelcheck.compare.sentences import fault
from labelcheck.compare.things import any_of
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Fault, Paper, Quote
from labelcheck.models import Claim, Evaluation, RuleSet
from labelcheck.rules import load_rules

_NAME, _LOT = "traceability/product-name", "traceability/lot"
_SHINGLE: Final = 4
"""Words that make one passage."""
_SKETCH: Final = 160
"""Passages of a text that are kept, those with the smallest fingerprints: of longer texts a fair sample."""
_MOST_FORMS: Final = 8
"""Different texts with one lot or one set of results that a certificate is compared with."""
_NAMED: Final = 3
"""Products that a sentence names."""
_FEWEST: Final = 12
"""Passages below which a text is too short to be known again."""
_WORD: Final = re.compile(r"[^\W_]+(?:[.,]\d+)*")
MEASURED: Final = re.compile(r"\d+[.,]\d+|\d{2,}")
"""A figure that two measurements hardly have in common: with a fraction, or of two figures and more."""
_OPEN: Final = re.compile(r"[<>≤≥]")


class CertificatePrint(NamedTuple):
    """What tells a certificate again: its file, its lots, its measured figures and the passages of its text."""

    product: str
    """Name of the dossier that it stands in."""
    place: int
    """Place in ``Dossier.papers``."""
    paper: Paper
    lots: tuple[str, ...]
    results: str | None
    """A fingerprint of the measured figures; None where there are too few, or no table of results."""
    figures: int
    passages: tuple[int, ...]
    """Fingerprints of passages, lines of name, maker, lot and dates aside; in rising order."""
    quotes: tuple[Quote, ...]


def certificate_prints(
    name: str, evaluation: Evaluation, papers: Sequence[Paper], rules: RuleSet
) -> tuple[CertificatePrint, ...]:
    """What tells each certificate of a product again. ``name`` is the product's, ``papers`` those of its dossier."""
    known = rules.dossier
    return tuple(
        _print(name, place, paper, evaluation, known)
        for place, paper in enumerate(papers)
        if paper.kind == "certificate"
    )


def _print(name: str, place: int, paper: Paper, evaluation: Evaluation, known: DossierRules) -> CertificatePrint:
    document = evaluation.documents[place]
    claims = [claim for claim in evaluation.claims if claim.document == place]
    traced = [claim for claim in claims if claim.kind == "traceability"]
    measured = list(measured_figures(document.text, known))
    told = [
        claim for claim in claims if claim.rule in ("traceability/product-name", "traceability/lot") and claim.value
    ]
    heads = [claim for claim in claims if claim.kind == "paper"]
    return CertificatePrint(
        product=name,
        place=place,
        paper=paper,
        lots=tuple(dict.fromkeys(lot_key(one.value) for one in told if one.rule == _LOT and one.value)),
        results=_hashed("\n".join(measured)) if len(measured) >= known.alike.figures else None,
        figures=len(measured),
        passages=_passages(document.text, traced),
        quotes=tuple(quoted(claim) for claim in (*told, *heads)[:2]),
    )


def measured_figures(text: str, known: DossierRules) -> Iterator[str]:
    """The figures in columns of results, as they are printed; limits are none."""
    words = any_of(known.results)
    for start, end, heading in columns(text, words):
        cell = text[start:end]
        if words.search(heading) and MEASURED.search(cell) and not _OPEN.search(cell):
            yield " ".join(folded(cell).split())


def _passages(text: str, traced: Sequence[Claim]) -> tuple[int, ...]:
    """Fingerprints of the text's passages without the lines in which name, maker, lot or a date stand."""
    taken = {text.rfind("\n", 0, claim.start) + 1 for claim in traced}
    words: list[str] = []
    start = 0
    for line in text.split("\n"):
        if start not in taken:
            words += _WORD.findall(folded(line))
        start += len(line) + 1
    found = {
        int.from_bytes(blake2b(" ".join(words[at : at + _SHINGLE]).encode(), digest_size=6).digest(), "big")
        for at in range(max(0, len(words) - _SHINGLE + 1))
    }
    return tuple(sorted(found)[:_SKETCH])


def _hashed(text: str) -> str:
    return blake2b(text.encode(), digest_size=12).hexdigest()


def likeness(one: CertificatePrint, other: CertificatePrint) -> float:
    """The share of passages that two certificates have in common, 0 to 1; of long texts it is estimated."""
    if min(len(one.passages), len(other.passages)) < _FEWEST:
        return 0.0
    ours, theirs = set(one.passages), set(other.passages)
    every = sorted(ours | theirs)[: max(len(one.passages), len(other.passages))]
    return sum(passage in ours and passage in theirs for passage in every) / len(every)


# --- among the products of a set ---------------------------------------------------------------------------------


Likeness = Callable[[CertificatePrint, CertificatePrint], float]


def reused(
    prints: Sequence[CertificatePrint], rules: RuleSet | None = None, *, likeness: Likeness = likeness
) -> dict[str, tuple[Fault, ...]]:
    """The certificates that are given for several products, by product; products without such are left out.

    The work grows with the number of certificates, not with its square: only those of one file, one lot or one set of
    results are looked at together, and each of them with a few forms only.
    """
    known = (rules or load_rules()).dossier
    files: dict[str, list[int]] = {}
    for place, one in enumerate(prints):
        files.setdefault(one.paper.sha256, []).append(place)
    found: dict[str, dict[tuple[object, ...], Fault]] = {}
    for group in files.values():
        _tell(found, prints, group, known, same_file=True)
    firsts = [group[0] for group in files.values()]
    for group in _alike(prints, firsts, known, likeness):
        _tell(found, prints, [place for first in group for place in files[prints[first].paper.sha256]], known)
    return {product: tuple(faults.values()) for product, faults in found.items()}


def _alike(
    prints: Sequence[CertificatePrint], places: Sequence[int], known: DossierRules, likeness: Likeness
) -> Iterator[list[int]]:
    """Groups of certificates with one lot or one set of results, and nearly the same text."""
    buckets: dict[tuple[str, str], list[list[int]]] = {}
    for place in places:
        one = prints[place]
        keys = [("lot", lot) for lot in one.lots] + ([("results", one.results)] if one.results else [])
        for key in keys:
            groups = buckets.setdefault(key, [])
            for group in groups:
                if likeness(prints[group[0]], one) >= known.alike.share:
                    group.append(place)
                    break
            else:
                if len(groups) < _MOST_FORMS:
                    groups.append([place])
    for groups in buckets.values():
        yield from (group for group in groups if len(group) > 1)


def _tell(
    found: dict[str, dict[tuple[object, ...], Fault]],
    prints: Sequence[CertificatePrint],
    group: Sequence[int],
    known: DossierRules,
    *,
    same_file: bool = False,
) -> None:
    """Put the fault of each certificate of a group under its product; it names the products of the others."""
    if len({prints[place].product for place in group}) < 2:
        return
    for place in group:
        one = prints[place]
        others = [prints[other] for other in group if prints[other].product != one.product]
        others.sort(key=lambda other: other.paper.sha256 == one.paper.sha256)
        if not others or (not same_file and others[0].paper.sha256 == one.paper.sha256):
            continue
        products = tuple(dict.fromkeys(other.product for other in others))
        named = "”, “".join(products[:_NAMED]) + ("”, “…" if len(products) > _NAMED else "")
        made = fault(
            known,
            {one.place: one.paper},
            "certificate reused",
            None if same_file else "product",
            one.quotes,
            products=products,
            arithmetic=None if same_file else _sum(one, others[0], known),
            document=one.paper.name,
            other_document=others[0].paper.name,
            product=named,
        )
        if made:
            told = found.setdefault(one.product, {})
            told.setdefault((one.place, same_file, products), made)
            if not same_file:  # one reuse is told once: the copies of the very file are among those with its words
                for key in [
                    key for key in told if key[:2] == (one.place, True) and set(told[key].products) <= {*products}
                ]:
                    del told[key]


def _sum(one: CertificatePrint, other: CertificatePrint, known: DossierRules) -> str:
    """What makes two certificates one: passages, figures, lot."""
    parts = [known.sums.passages.format(share=f"{100 * likeness(one, other):.0f}")]
    if one.results and one.results == other.results:
        parts.append(known.sums.figures.format(figures=one.figures))
    if set(one.lots) & set(other.lots):
        parts.append(known.sums.lot)
    return "; ".join(parts)
