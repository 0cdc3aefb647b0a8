"""Hand-made comparisons of invented products for the page, and a stand-in for what makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import evaluation_parts
import evaluations

from labelcheck.compare import Product, Products
from labelcheck.dossiers import Agreement, Cell, Column, Comparison, Dose, Dossier, Fact, Fault, Paper, Quote
from labelcheck.models import CaptureSettings, Evaluation, FactName, Outcome, PaperKind, RuleSet, Skip

COLUMNS = (
    Column(id="source", short="Source", question="Which source?", tier="minimum"),
    Column(id="concentration", short="Concentration", question="Which count?", tier="minimum"),
    Column(id="cold-storage", short="Cold storage", question="Stored how?", tier="complete"),
    Column(id="clinical-data", short="Clinical data", question="Which study?", tier="complete"),
)
_CODES: dict[str, Outcome | None] = {
    "m": "met",
    "p": "partly",
    "c": "contrary",
    "n": "not stated",
    "u": "unreadable",
    "-": None,
}


def quote(text: str, document: int = 0, claim: str = "") -> Quote:
    return Quote(document=document, claim=claim, text=text)


def paper(name: str, kind: PaperKind = "unknown") -> Paper:
    return Paper(name=name, sha256="ab" * 32, kind=kind, because="Product brochure" if kind == "brochure" else None)


def dossier(name: str, answers: str, **fields: Any) -> Dossier:
    """A product with one letter an answer: m met, p partly, c contrary, n not stated, u unreadable, - not asked."""
    values = fields.pop("values", {})
    cells = tuple(
        Cell(
            id=column.id,
            outcome=_CODES[letter],
            value=values.get(column.id, ""),
            reason=f"Because of {column.short.lower()}.",
            missing=("a second thing",) if letter == "p" else (),
            short=column.short,
            tier=column.tier,
        )
        for column, letter in zip(COLUMNS, answers, strict=True)
    )
    least = [cell for cell in cells[:2] if cell.outcome]
    every = [cell for cell in cells if cell.outcome]
    tally = {
        "minimum": (sum(cell.outcome == "met" for cell in least), len(least)),
        "complete": (sum(cell.outcome == "met" for cell in every), len(every)),
    }
    return Dossier(name=name, cells=cells, exosome="yes", verdict="caution", **(tally | fields))


def dose(count: float) -> Dose:
    return Dose(low=count, high=count, text=f"{count:.0e} particles per mL")


def fact(name: FactName, value: str, text: str, document: int) -> Fact:
    return Fact(name=name, value=value, quote=quote(text, document))


def borealis() -> Dossier:
    """Two papers that disagree on the lot, an expired certificate, and one that is used twice."""
    lots = (quote("Lot A-1", 0), quote("Lot B-2", 1))
    return dossier(
        "Borealis",
        "pmnn",
        values={"source": "stem cells", "concentration": "2 × 10⁹ particles per mL; 10¹⁰ particles per vial; NTA"},
        papers=(paper("flyer.pdf", "brochure"), paper("coa.pdf", "certificate")),
        dose=dose(2e9),
        percentile=50.0,
        agreements=(
            Agreement(
                name="lot",
                facts=(fact("lot", "A-1", "Lot A-1", 0), fact("lot", "B-2", "Lot B-2", 1)),
                agrees=False,
            ),
            Agreement(
                name="storage",
                facts=(fact("storage", "frozen", "-20 °C", 0), fact("storage", "frozen", "frozen", 1)),
                agrees=True,
            ),
            Agreement(name="maker", facts=(fact("maker", "Nordlys Ltd", "Nordlys Ltd", 1),), agrees=None),
        ),
        faults=(
            Fault(kind="expired", severity="low", message="A date has passed.", quotes=(quote("EXP 2020-01", 1),)),
            Fault(
                kind="other lot",
                severity="critical",
                message="The certificate is of another lot.",
                quotes=lots,
                arithmetic="A-1 is not B-2",
            ),
            Fault(kind="certificate reused", severity="high", message="One file for two.", products=("Aurelle",)),
        ),
    )


def rich() -> Comparison:
    """Four products: one that discloses all, one at odds with itself, a plant, and one that could not be read."""
    return Comparison(
        version="1",
        rules_digest=evaluation_parts.DIGEST,
        checklist="tetrapod-2026",
        title="What a supplier should disclose",
        made_on=date(2026, 11, 1),
        columns=COLUMNS,
        dossiers=(
            dossier("Cinder", "uuuu", skipped=(Skip(name="scan.pdf", reason="it is damaged; ask for it again"),)),
            borealis(),
            dossier(
                "Aurelle",
                "mmmn",
                values={"source": "human adipose", "concentration": "4 × 10¹⁰ particles per mL"},
                papers=(paper("all.pdf", "insert"),),
                dose=dose(4e10),
                percentile=100.0,
            ),
            dossier("Dune", "mnc-", values={"cold-storage": "room temperature"}, dose=dose(1e9), percentile=25.0),
        ),
        skipped=(Skip(name="bomb.zip", reason="it holds more than is read at once; split it"),),
    )


def cited() -> Comparison:
    """One product whose cells rest on the claims of ``evaluations.rich``."""
    found = evaluations.rich()
    claims = {claim.id: claim for claim in found.claims}
    cells = tuple(
        Cell(
            id=item.id,
            outcome=item.outcome,
            reason=item.reason,
            value=" ".join(claims[name].text for name in item.claims[:1]),
            quotes=tuple(
                Quote(
                    document=claims[name].document,
                    claim=name,
                    text=claims[name].text,
                    page=claims[name].page,
                    boxes=claims[name].boxes,
                )
                for name in item.claims
            ),
            short=item.short,
        )
        for item in found.items
    )
    papers = tuple(paper(document.name) for document in found.documents)
    one = dossier("Cited", "nnnn").model_copy(update={"cells": cells, "papers": papers, "minimum": (0, 0)})
    return rich().model_copy(update={"dossiers": (one,), "skipped": ()})


class FakeComparing:
    """Reads nothing, and gives what it was told to; every product rests on ``evaluations.rich``."""

    def __init__(self, made: Comparison) -> None:
        self.made = made
        self.asked: list[str] = []
        self.passwords: dict[str, str] = {}
        self.tells: list[tuple[str, float]] = []

    def __call__(
        self,
        products: Products | Sequence[Product],
        rules: RuleSet | None = None,
        *,
        checklist: str = "",
        settings: CaptureSettings | None = None,
        passwords: Mapping[str, str] | None = None,
        progress: Callable[[str, float], None] | None = None,
        keep: Callable[[Product, Evaluation], None] | None = None,
    ) -> Comparison:
        assert rules and settings and progress and keep
        self.asked.append(checklist)
        self.passwords = dict(passwords or {})
        progress("a product", 0.5)
        for one in self.made.dossiers:
            keep(Product(one.name, ()), evaluations.rich())
        return self.made
