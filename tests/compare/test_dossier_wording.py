"""Documents in the words that suppliers use, read by the real rules: what is a fault among them and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from labelcheck.compare.inspection import Inspection, inspected
from labelcheck.evaluate import evaluate
from labelcheck.models import Source
from labelcheck.rules import load_rules

TODAY = date(2026, 11, 1)
COA = "Certificate of Analysis\nProduct name: Lumira Exosome Ampoule\nLot: LM2405\n"
LABEL = "Product name: Lumira Ampoule\nNet contents 5 mL\nLot LM2405\n"


def looked_at(*texts: str) -> Inspection:
    evaluation = evaluate([Source(name=f"d{place}.txt", text=text) for place, text in enumerate(texts)], load_rules())
    return inspected(evaluation, load_rules(), TODAY)


QUIET = {
    "a class and its tissue": (
        LABEL + "Human MSC exosomes",
        COA + "Source: exosomes of human adipose-derived mesenchymal stem cells",
    ),
    "a plant and its genus": (LABEL + "Rose exosomes", COA + "Source: Rosa damascena callus exosomes"),
    "a list of ingredients": (
        LABEL + "Green tea exosomes",
        "Ingredients: Water, Camellia Sinensis Leaf Extracellular Vesicles, Glycerin",
    ),
    "how it travels": (
        LABEL + "Exosomes. Store refrigerated.",
        "Product brochure\nExosomes. Ships frozen on dry ice. Store at 2-8 °C on arrival.",
    ),
    "two ways to travel": (
        LABEL + "Exosomes. Store at -80 °C",
        COA + "Shipping: 2-8 °C or refrigerated box",
    ),
    "cold and after opening": (
        LABEL + "Exosomes. Store at 2-8 °C",
        "Instructions for use\nStore exosomes unopened at -20 °C. After reconstitution, keep at 2-8 °C.",
    ),
    "two shelf lives": (
        LABEL + "Exosomes. Keep at 2-8 °C",
        "Product specification\nExosomes. Storage: -80 °C for 24 months, 2-8 °C for 3 months.",
    ),
    "samples that are kept": (
        LABEL + "Exosomes. Keep at 2-8 °C",
        COA + "Storage: 2-8 °C\nRetention sample: stored at -80 °C",
    ),
    "how samples were kept": (
        LABEL + "Exosomes. Keep at 2-8 °C",
        COA + "Samples were stored at -80 °C until analysis.",
    ),
    "how exosomes were kept before they were counted": (
        LABEL + "Exosomes. Keep at 2-8 °C",
        COA + "Exosomes were stored at -80 °C prior to NTA measurement.",
    ),
    "how samples were kept, in German": (
        LABEL + "Exosomen. Bei 2-8 °C lagern.",
        COA + "Die Proben wurden bis zur Analyse bei -80 °C gelagert.",
    ),
    "words and degrees": (LABEL + "Exosomes. Keep in the refrigerator.", COA + "Storage: 2-8 °C"),
    "a month and its day": (LABEL + "Exosomes\nEXP 04/2027", COA + "Expiry date: 2027-04-30"),
    "up to": (LABEL + "up to 20 billion exosomes per mL", COA + "Particle count: 11 billion particles/mL"),
    "a vial and a millilitre": (
        "Product name: Lumira\nNet contents: 5 mL vial\n20 billion exosomes per vial",
        COA + "Particle count: 4.1 billion particles/mL",
    ),
    "a vial of no known size": (
        "Product name: Lumira\n20 billion exosomes per vial",
        COA + "Particle count: 4.1 billion particles/mL",
    ),
    "a limit beside a result": (
        LABEL + "4 × 10⁹ exosomes per mL",
        COA + "\nTest\tSpecification\tResult\nParticle count\tat least 1 × 10⁹ particles/mL\t4.2 × 10⁹ particles/mL\n",
    ),
    "an example in a brochure": (
        LABEL + "Exosomes\nEXP 2028-01",
        "Product brochure\nExosomes\nLot AB1234, EXP 2024-01",
        COA,
    ),
    "spellings of a name": ("Product name: LUMIRA® Exo-some Serum\nNet contents 5 mL", COA),
    "a name in two scripts": ("제품명: 루미라 엑소좀 앰플\n내용량: 5 mL", COA),
    "a raw material": (
        LABEL + "4 billion exosomes per mL",
        "Certificate of Analysis - Raw material\nProduct name: ASCE exosome concentrate HP\nLot: RM-778\n"
        "Particle count: 100 billion particles/mL",
    ),
    "a distributor and a laboratory": (
        LABEL + "Exosomes\nDistributed by Aesthetica Trading GmbH\nManufactured by Celora Ltd",
        COA + "Manufacturer: Celora Limited\nTesting laboratory: Analytix AG",
    ),
    "a further lot": (
        LABEL + "Exosomes",
        COA,
        "Certificate of Analysis\nProduct name: Lumira Exosome Ampoule\nLot: LM2399\nExpiry date: 2024-01",
    ),
    "a date that is today": (LABEL + "Exosomes\nEXP 2026-11-01",),
    "another seller's source": (
        LABEL + "Exosomes from human adipose stem cells",
        "Product brochure\nOur exosomes come from human adipose stem cells. Unlike umbilical cord exosomes from other "
        "sellers, they are counted.",
    ),
    "a table of reagents": (
        LABEL + "Exosomes\nEXP 2027-03-01",
        COA + "Reagent\tLot\tExpiry date\nLAL kit\tKIT0099\t2025-12-31\nAnti-CD63\tAC6301\t2026-02-28\n",
    ),
    "a reagent in a sentence": (LABEL + "Exosomes", COA + "LAL reagent lot 8812A exp. 2026-01-31"),
    "reagents under a heading": (LABEL + "Exosomes", COA + "\nReagents used\nTurbidimetric cartridge, exp. 2026-01-31"),
    "a Korean reagent": (LABEL + "Exosomes", COA + "시험 시약 사용기한: 2025-12-31"),
    "a calibration standard": (
        LABEL + "Exosomes\nEXP 2027-03-01",
        COA + "Calibration standard lot: CC99999, expiry date: 2025-01-01",
    ),
    "cells that are kept": (
        LABEL + "Exosomes. Store at 2-8 °C.",
        COA + "Master cell bank stored in liquid nitrogen at -196 °C.",
    ),
    "a dilution for counting": (
        LABEL + "1e10 exosomes per mL",
        COA + "Diluted to 1e8 particles/mL for the measurement",
    ),
    "a limit in brackets": (LABEL + "1e10 exosomes per mL", COA + "Particles (spec 5e9 particles/mL min)"),
    "a least count": (LABEL + "1e10 exosomes per mL", COA + "Particles: 5e9 particles/mL min"),
    "an intermediate": (
        LABEL + "1e10 exosomes per mL",
        "Specification sheet\nProduct name: Lumira\nIntermediate, before dilution: 5e11 particles/mL",
    ),
    "a filling of the lot": (LABEL + "Exosomes", COA.replace("LM2405", "LM2405-02")),
    "a sample of the lot": (
        LABEL + "Exosomes",
        "Certificate of Analysis\nSample name: Sample A-17 vial\nLot: LM2405\n",
    ),
    "a generic name": (
        LABEL + "Exosomes",
        "Certificate of Analysis\nProduct name: Human ASC exosome, lyophilised\nLot: LM2405\n",
    ),
    "a maker with a field's word in its name": (
        LABEL + "Exosomes\nManufacturer: Nova Bio Co., Ltd.",
        COA + "Manufacturer: NB Manufacturing (a Nova Bio company)",
    ),
    "a paper of another date": (LABEL + "Exosomes", COA + "Date of issue: 2024-05-01"),
}


@pytest.mark.parametrize("case", QUIET)
def test_what_is_no_contradiction_is_not_reported(case: str) -> None:
    assert [fault.message for fault in looked_at(*QUIET[case]).faults] == []


RESULTS = "\nTest\tSpecification\tResult\n"
QUIET |= {
    "results that pass": (
        COA + RESULTS + "Sterility\tNo growth\tNo growth\nEndotoxin\t< 0.25 EU/mL\t0.08 EU/mL\n"
        "Mycoplasma\tNot detected\tNot detected\nParticle count\tat least 1 × 10⁹ particles/mL\t4 × 10⁹ particles/mL\n",
    ),
    "a result below what can be measured": (COA + RESULTS + "Endotoxin\t< 0.05 EU/mL\t< 0.1 EU/mL\n",),
    "a limit in another unit": (COA + RESULTS + "Endotoxin\t< 0.25 EU/mL\t3.8 EU/mg\n",),
    "a figure that may be thousands": (COA + RESULTS + "Endotoxin\t< 0.25 EU/mL\t1,204 EU/mL\n",),
    "a positive control": (COA + "Mycoplasma (PCR): negative; positive control: positive\nSterility: no growth",),
    "endotoxin that was detected below its limit": (COA + "Endotoxin: detected, 0.03 EU/mL",),
    "a test that names the lot at hand": (COA + "Sterility test (present lot): sterile",),
    "nothing grew, counted": (COA + RESULTS + "Sterility\tNegative\tGrowth 0/2\n",),
    "a retest": (COA + "Sterility: failed, retest passed",),
    "a count without a limit": (COA + RESULTS + "Particle count\t1 × 10⁹ particles/mL\t4 × 10⁸ particles/mL\n",),
    "not done": (COA + RESULTS + "Sterility\tNo growth\tPending\nEndotoxin\t< 0.25 EU/mL\tNot tested\n",),
    "two doses in one document that agree": (
        LABEL + "20 billion exosomes per ampoule\nSize: 5 mL per ampoule\nConcentration: 4 billion exosomes/mL\n",
    ),
    "a limit and a result that passes": (
        "Product specification\nExosomes. Particle count: NLT 1E10 particles/mL",
        COA + RESULTS + "Particle count\tNLT 1E10 particles/mL\t8.9E10 particles/mL\n",
    ),
    "a limit, and a dose below it": (
        LABEL + "Exosomes, 4 × 10⁹ exosomes per mL",
        "Product specification\nExosomes. Particle count: NLT 1E10 particles/mL",
    ),
    "words that say no result": (
        COA + RESULTS + "Sterility\tNo growth\tsee attached report\nMycoplasma\tNot detected\tretest\n",
    ),
    "Korean results that pass": (COA + "무균 시험: 적합\n엔도톡신: 불검출\n마이코플라스마: 음성",),
}


LOUD: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "another product, under a heading that looks like the end of a line": (
        (
            LABEL + "Exosomes",
            "Seoul Regenerative Exosome Laboratory\nCERTIFICATE OF ANALYSIS\nProduct name: Umbrine cream\n"
            "Lot number: LM2405\nDate of manufacture: 2026-01-05\nSterility: no growth",
        ),
        ["other product"],
    ),
    "a certificate that says until when it is valid": (
        (LABEL + "Exosomes", COA + "This certificate is valid until 30 June 2025."),
        ["expired"],
    ),
    "growth, endotoxin above its limit, mycoplasma, too few particles": (
        (
            COA + RESULTS + "Sterility\tNo growth\tGrowth observed\nEndotoxin\tbelow 0.25 EU/mL\t3.8 EU/mL\n"
            "Mycoplasma\tNot detected\tDetected\n"
            "Particle concentration\tat least 1 × 10¹⁰ particles/mL\t2 × 10⁸ particles/mL\n",
        ),
        ["failed result"] * 4,
    ),
    "results that fail in prose": (
        (
            COA + "Sterility: Fail (growth observed)\nEndotoxin: 12 EU/mL (limit 0.5 EU/mL), out of specification\n"
            "Mycoplasma: positive\n",
        ),
        ["failed result"] * 3,
    ),
    "too few particles, with a column of units": (
        (
            "Certificate of Analysis\nExosomes\nTest | Unit | Limit | Result\n"
            "Particle concentration (NTA) | particles/mL | >= 1E8 | 6.0E7\n",
        ),
        ["failed result"],
    ),
    "endotoxin above its limit, with units in one place": (
        (
            COA
            + "\nTest\tUnit\tSpecification\tResult\nEndotoxin\tEU/mL\t< 0.5\t0.8\nSterility\t\tNo growth\tNo growth\n",
        ),
        ["failed result"],
    ),
    "a German result that fails, parted by semicolons": (
        (
            "Analysenzertifikat\nExosomen\nPrüfung;Grenzwert;Ergebnis\nSterilität;kein Wachstum;nicht bestanden\n"
            "Mykoplasmen;negativ;negativ\n",
        ),
        ["failed result"],
    ),
    "a failure that is looked into": (
        (COA + RESULTS + "Sterility\tNo growth\tOOS, under investigation\n",),
        ["failed result"],
    ),
    "two doses in one document": (
        (LABEL + "20 billion exosomes per ampoule\nSize: 5 mL per ampoule\nConcentration: 20 billion exosomes/mL\n",),
        ["contradiction"],
    ),
    "a count that a limit hides": (
        (
            "Exosomes\n2.5 x 10^11 particles/mL (NTA)",
            "Certificate of Analysis\nExosomes\nTest | Limit | Result\n"
            "Particle concentration (NTA) | >= 1.0 x 10^10 /mL | 1.9 x 10^10 /mL\n",
        ),
        ["count differs"],
    ),
    "Korean results that fail": ((COA + "무균 시험: 부적합\n마이코플라스마: 양성",), ["failed result"] * 2),
    "another tissue": (
        (LABEL + "Exosomes from human adipose stem cells", COA + "Source: human umbilical cord stem cell exosomes"),
        ["contradiction"],
    ),
    "a cell and a plant": (
        (LABEL + "Rose exosomes", COA + "Source: human umbilical cord stem cell exosomes"),
        ["contradiction"],
    ),
    "frozen and refrigerated": ((LABEL + "Exosomes. Store at -20 °C", COA + "Storage: 2-8 °C"), ["contradiction"]),
    "two expiry dates": (
        (LABEL + "Exosomes\nEXP 05/2027", COA + "Expiry date: 2027-04-30"),
        ["contradiction"],
    ),
    "two dates of manufacture": (
        (LABEL + "Exosomes\nMFG 2026-01-05", COA + "Date of manufacture: 2026-02-05"),
        ["contradiction"],
    ),
    "too few": (
        (LABEL + "at least 20 billion exosomes per mL", COA + "Particle count: 11 billion particles/mL"),
        ["count differs"],
    ),
    "a result below the limit that it meets": (
        (
            LABEL + "4 × 10⁹ exosomes per mL",
            COA + "\nTest\tSpecification\tResult\nParticle count\tabout 4 × 10⁹ particles/mL\t1 × 10⁹ particles/mL\n",
        ),
        ["count differs"],
    ),
    "a result after its limit": (
        (
            LABEL + "1e10 exosomes per mL",
            COA + "Particle count: specification ≥ 1e9 particles/mL, result 3e9 particles/mL",
        ),
        ["count differs"],
    ),
    "the product's own date beside a reagent's": (
        (LABEL + "Exosomes", COA + "LAL reagent exp. 2026-01-31\nExpiry date: 2026-01-31"),
        ["expired"],
    ),
    "another part of the lot": (
        (LABEL.replace("LM2405", "LM2405-01") + "Exosomes", COA.replace("LM2405", "LM2405-02")),
        ["other lot"],
    ),
    "two doses in advertising": (
        (LABEL + "4 billion exosomes per mL", "Product brochure\n10 billion exosomes per mL"),
        ["contradiction"],
    ),
    "two lots in the box": (
        (LABEL + "Exosomes", "Instructions for use\nExosomes\nLot: LM9999"),
        ["contradiction"],
    ),
    "two names in the box": (
        (LABEL + "Exosomes", "Instructions for use\nProduct name: Nocturna Exosome Ampoule"),
        ["contradiction"],
    ),
    "a certificate that no longer holds": (
        (LABEL + "Exosomes\nEXP 2028-01", COA + "Valid until: 2025-03-01"),
        ["expired"],
    ),
    "one date on two papers": (
        (LABEL + "Exosomes\nEXP 2025-01", COA + "Expiry date: 2025-01"),
        ["expired"],
    ),
    "two products with lots of their own": (
        (
            "Product overview\nProduct name: Lumira Exosome Serum\nLot: LM2405\n"
            "Product name: Nocturna Exosome Serum\nLot: NC7781\n",
        ),
        ["several products"],
    ),
    "a Korean certificate of another lot": (
        (
            "제품명: 한빛결 앰플\n내용량: 5 mL\n엑소좀\n제조번호: HB2605A",
            "시험성적서\n제품명: 한빛결 앰플\n제조번호: HB2511C",
        ),
        ["other lot"],
    ),
}


@pytest.mark.parametrize("case", LOUD)
def test_what_cannot_both_hold_is_reported_once(case: str) -> None:
    texts, kinds = LOUD[case]
    assert [fault.kind for fault in looked_at(*texts).faults] == kinds


def test_every_fault_of_two_papers_quotes_both() -> None:
    for texts, kinds in LOUD.values():
        for fault in looked_at(*texts).faults:
            documents = {quote.document for quote in fault.quotes}
            assert len(documents) == (2 if len(texts) > 1 and kinds != ["expired"] else 1)


def test_papers_of_other_products_are_told_by_name_only_once() -> None:
    """What else differs follows from the wrong product: source, count and dates are not told again."""
    found = looked_at(
        LABEL + "Exosomes from human adipose stem cells\n4 billion exosomes per mL\nEXP 2028-01",
        "Certificate of Analysis\nProduct name: Nocturna Exosome Ampoule\nLot: NC7781\n"
        "Source: human umbilical cord stem cell exosomes\nParticle count: 90 billion particles/mL\n"
        "Expiry date: 2029-01",
    )
    assert sorted(fault.kind for fault in found.faults) == ["other lot", "other product"]
    assert {one.name: one.agrees for one in found.agreements if one.name in ("source", "dose")} == {
        "source": False,
        "dose": False,
    }


def test_two_names_of_one_lot_are_asked_about_and_no_proof() -> None:
    found = looked_at(LABEL + "Exosomes", COA.replace("Lumira", "Nocturna")).faults
    assert [(fault.kind, fault.severity) for fault in found] == [("other product", "high")]
    assert found[0].message.startswith("One lot has two names")


def test_what_the_reader_typed_in_is_no_paper() -> None:
    evaluation = evaluate([Source(name="label.txt", text=LABEL)], load_rules(), name="Nocturna")
    found = inspected(evaluation, load_rules(), TODAY)
    assert [paper.name for paper in found.papers] == ["label.txt"] and not found.faults


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Certificate of Analysis\nLot: LM2405", "certificate"),
        ("Product Specification\nExosomes", "specification"),
        ("Product brochure\nCertificate of analysis available on request.", "brochure"),
        ("Exosome serum\nLOT LM2405\nEXP 2028-01", "label"),
        ("Exosomes are small vesicles that cells release.", "unknown"),
        ("Price list 2026\nExo Calm, 5 x 3 mL, 310 €\nLot EC-2602 was tested.", "unknown"),
        ("Tarif professionnels\nSérum EXO 10 ; 310 €\nLe lot n° 2602 a été testé.", "unknown"),
        ("EXO SKIN\nIn stock. Ships in 24 h.\nIngredients: Water, exosomes\nLot: EL-553", "unknown"),
    ],
)
def test_a_paper_is_what_its_first_heading_says(text: str, kind: str) -> None:
    paper = looked_at(text).papers[0]
    assert paper.kind == kind and (paper.because is None) == (kind == "unknown")
