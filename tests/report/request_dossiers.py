"""Hand-made dossiers of invented products, for letters to their suppliers."""

from __future__ import annotations

from typing import Any

from labelcheck.dossiers import Agreement, Cell, Dossier, Fact, Fault, Paper, Quote
from labelcheck.models import FactName, Outcome, PaperKind, Skip, Tier

MISEV = "guidance:MISEV2023"
SDS = "guidance:SDS-1"


def paper(name: str, kind: PaperKind = "unknown", **more: Any) -> Paper:
    return Paper(name=name, sha256="ab" * 32, kind=kind, **more)


def quote(document: int, text: str, page: int = 1) -> Quote:
    return Quote(document=document, claim=f"c{document}-{page}-{len(text)}", text=text, page=page)


def fact(name: FactName, value: str, *place: Any) -> Fact:
    return Fact(name=name, value=value, quote=quote(*place))


def cell(short: str, outcome: Outcome | None, reason: str, tier: Tier | None = "minimum", **more: Any) -> Cell:
    return Cell(id=short.lower().replace(" ", "-"), short=short, outcome=outcome, reason=reason, tier=tier, **more)


def rich() -> Dossier:
    """A brochure, a label, a certificate of another lot and a scan; something of every kind to ask."""
    lots = (fact("lot", "LX2401", 1, "LOT LX2401"), fact("lot", "LX2399", 2, "Batch no. LX-2399"))
    stored = (fact("storage", "refrigerated", 1, "Store at 2–8 °C"), fact("storage", "frozen", 0, "Keep at -20 °C", 3))
    other_lot = (
        "The certificate “coa-lx2399.pdf” is of another lot: it says “Batch no. LX-2399”, the label “front.jpg” says "
        "“LOT LX2401”."
    )
    counts = (
        "The count on the certificate “coa-lx2399.pdf”, “6.1 × 10⁹ particles/mL”, is 39 % away from that in the "
        "brochure “lumen-exo-brochure.pdf”, “10 billion particles per mL”; up to 20 % is tolerated."
    )
    return Dossier(
        name="Lumen Exo ampoule",
        papers=(
            paper("lumen-exo-brochure.pdf", "brochure", pages=4),
            paper("front.jpg", "label"),
            paper("coa-lx2399.pdf", "certificate", pages=2),
            paper("insert-scan.pdf", "insert", pages=2, legibility=0.41),
        ),
        skipped=(
            Skip(name="stability.pdf", reason="The file is locked. Give its password.", needs="password"),
            Skip(name="photo.heic", reason="The file is damaged."),
        ),
        exosome="yes",
        verdict="caution",
        cells=(
            cell("Source material", "met", "The line is named.", quotes=(quote(0, "hADSC line LX-7", 2),)),
            cell(
                "Particle count and its method",
                "partly",
                "A count is stated, and not how it was counted.",
                quotes=(quote(0, "10 billion particles per mL", 2),),
                missing=("the counting method",),
                references=(MISEV, SDS),
                advice="By which method were the particles counted, and at which dilution?",
            ),
            cell(
                "Identity markers",
                "partly",
                "Some of the markers are named.",
                quotes=(quote(0, "CD9 and CD63 positive", 2), quote(2, "CD63: 92 %", 2)),
                missing=("a cytosolic marker", "a purity control"),
                references=(MISEV,),
                advice="Which cytosolic marker and which purity control were tested, and with what result?",
            ),
            cell(
                "Sterility and endotoxin",
                "not stated",
                "No result of a sterility, mycoplasma or endotoxin test was found.",
                missing=("a sterility result", "an endotoxin result", "a mycoplasma result"),
                references=(SDS,),
                advice="Which sterility, mycoplasma and endotoxin tests were done on the lot, and with what results?",
            ),
            cell("Culture history", "unreadable", "Part of the documents could not be read.", "complete"),
            cell(
                "Purity",
                "not stated",
                "No ratio of particles to protein was found.",
                "complete",
                references=("guidance:Webber & Clayton 2013", "doi:10.3402/jev.v2i0.19861"),
                advice="How many particles are there in each microgram of protein?",
            ),
            cell("Donor screening", None, "Nobody screens a donor of a plant.", "complete"),
            cell(
                "Lot",
                "unreadable",
                "A lot stands there and could not be read for sure.",
                "complete",
                quotes=(quote(3, "LOT LX24?1", 2),),
            ),
            cell(
                "Storage",
                "contrary",
                "The documents say that it needs no cold.",
                "complete",
                quotes=(quote(0, "stable at room temperature", 3),),
                references=(SDS,),
                advice="At which temperature is it shipped and kept, and which data show that it is stable that way?",
            ),
        ),
        agreements=(
            Agreement(name="lot", facts=lots, agrees=False),
            Agreement(name="storage", facts=stored, agrees=False),
            Agreement(
                name="dated",
                facts=(fact("dated", "2025-11", 0, "11/2025", 4), fact("dated", "2026-02-03", 2, "3 Feb 2026")),
                agrees=False,
            ),
            Agreement(name="expires", facts=(fact("expires", "2027-06", 1, "EXP 2027-06"),), agrees=None),
        ),
        faults=(
            Fault(
                kind="count differs",
                severity="high",
                message=counts,
                quotes=(quote(2, "6.1 × 10⁹ particles/mL"), quote(0, "10 billion particles per mL", 2)),
                arithmetic="(10 - 6.1) / 10 = 39 %",
                references=("guidance:Release specification of a trial, STTT 2025",),
            ),
            Fault(
                kind="other lot",
                severity="critical",
                message=other_lot,
                quotes=(lots[1].quote, lots[0].quote),
                references=(SDS,),
            ),
            Fault(
                kind="certificate reused",
                severity="high",
                message="The certificate “coa-lx2399.pdf” is the very file that is given for “Aurel Exo” as well.",
                products=("Aurel Exo", "Ostra Exo"),
            ),
        ),
    )


def hostile(attack: str) -> Dossier:
    """One whose product, documents and words are all ``attack``."""
    words = quote(0, attack)
    return Dossier(
        name=attack,
        papers=(paper(attack, "brochure"), paper(attack, legibility=0.5)),
        skipped=(Skip(name=attack, reason=attack),),
        verdict="caution",
        cells=(
            cell("Count", "partly", "A count is stated.", quotes=(words, quote(1, attack, 2)), missing=("the method",)),
            cell("Lot", "unreadable", "It could not be read.", quotes=(words,)),
        ),
        agreements=(
            Agreement(
                name="lot",
                facts=(fact("lot", attack, 0, attack), fact("lot", "L1", 1, "L1")),
                agrees=False,
            ),
        ),
        faults=(
            Fault(kind="certificate reused", severity="critical", message=f"It is: {attack}", products=(attack,)),
            Fault(kind="several products", severity="high", message=attack, quotes=(words,), arithmetic=attack),
        ),
    )


def met() -> Dossier:
    """One that leaves nothing to ask."""
    return Dossier(
        name="Aurel Exo",
        papers=(paper("a.pdf", "certificate"),),
        verdict="conditions met",
        cells=(
            cell("Count", "met", "Stated.", quotes=(quote(0, "10 billion"),)),
            cell("Donor screening", None, "Nobody screens a donor of a plant.", "complete"),
        ),
        agreements=(Agreement(name="lot", facts=(fact("lot", "L1", 0, "L1"),), agrees=None),),
    )
