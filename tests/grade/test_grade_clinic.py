"""The checklist of clinics: parts, tiers, questions that do not apply, printed figures, and tables of real PDFs."""

from __future__ import annotations

import io

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.models import Evaluation, Source, Verdict

CLINIC = "clinic-supplier"
SPECIFICATION = [
    ("Parameter", "Specification", "Result", "Method"),
    ("Particle concentration", ">= 1.0E+10 particles/mL", "1.3E+10 particles/mL", "NTA"),
    ("Particle size (mode)", "50-200 nm", "118 nm", "NTA"),
    ("Identity", "CD9+, CD63+, TSG101+", "Conforms", "Western blot"),
    ("Purity control", "Calnexin negative", "Not detected", "Western blot"),
    ("Particles per protein", ">= 1E+9 particles/µg protein", "3.1E+9 particles/µg protein", "BCA"),
    ("Sterility", "No growth", "No growth", "USP <71>"),
    ("Endotoxin", "< 0.25 EU/mL", "< 0.05 EU/mL", "LAL"),
    ("Mycoplasma", "Negative", "Negative", "qPCR"),
]
HEAD = """Quorvane Biologics
Certificate of Analysis
Product: Exo-Vial 5 umbilical cord MSC exosomes
Lot: EX240301
Cell line: UCM-014, passage 4
"""
TAIL = """
Storage: -80 °C
Isolation: TFF and size exclusion chromatography
Donors were screened for HIV, HBV and HCV.
Date of issue: 2026-03-01
"""


def asked(text: str, **more: str) -> Evaluation:
    return evaluate([Source(name="label.txt", text=text)], checklist=CLINIC)


def answers(found: Evaluation) -> dict[str, Verdict]:
    return {item.id: item for item in found.items}


def outcome(text: str, question: str) -> str:
    return answers(asked(text))[question].outcome


def given(item: Verdict) -> dict[str, bool]:
    return {part.id: bool(part.claims) for part in item.parts}


def table(rows: list[tuple[str, ...]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def test_a_whole_certificate_meets_both_tiers() -> None:
    found = asked(HEAD + table(SPECIFICATION) + TAIL)
    assert {item.id: item.outcome for item in found.items if item.outcome != "met"} == {}
    assert (len(found.items), len(found.unasked), found.verdict) == (13, 0, "conditions met")
    assert found.summary == "13 of 13 label questions disclosed, 2 of 2 of the standard's tiers met."
    tiers = [item.tier for item in found.items]
    assert tiers == ["minimum"] * 5 + ["complete"] * 8


def test_the_minimum_can_be_met_alone() -> None:
    found = asked((HEAD + table(SPECIFICATION) + TAIL).replace("Date of issue: 2026-03-01", ""))
    assert {entry.id: entry.outcome for entry in found.conditions} == {"minimum": "met", "complete": "partly"}
    assert found.verdict == "caution"


def test_a_question_of_parts_is_met_in_part_and_says_what_is_missing() -> None:
    found = answers(asked("Adipose stem cell exosomes, 2 billion particles/mL. Positive for CD63."))
    assert found["count"].outcome == "partly" and given(found["count"]) == {"amount": True, "method": False}
    assert found["count"].reason.endswith("Missing: the method that counted the particles.")
    assert found["markers"].outcome == "partly"
    assert found["markers"].reason.endswith(
        "Missing: a marker from inside the vesicles (such as TSG101) and a purity control (such as calnexin)."
    )
    assert given(found["source-material"]) == {"material": True, "line": False}


def test_no_part_says_not_stated_and_names_nothing_missing() -> None:
    item = answers(asked("Adipose stem cell exosomes."))["markers"]
    assert (item.outcome, item.claims) == ("not stated", ())
    assert "Missing" not in item.reason


def test_a_method_of_sizing_discloses_no_size_by_itself() -> None:
    assert outcome("Adipose stem cell exosomes, NTA verified.", "size") == "not stated"
    assert outcome("Adipose stem cell exosomes, mode 118 nm by NTA.", "size") == "met"
    assert outcome("Adipose stem cell exosomes of 40-140 nm.", "size") == "partly"


def test_light_scattering_sizes_and_does_not_count() -> None:
    text = "Adipose stem cell exosomes, 2 billion particles/mL, mean size 112 nm by dynamic light scattering."
    found = answers(asked(text))
    assert (found["count"].outcome, found["size"].outcome) == ("partly", "met")
    assert "counts none" in found["count"].notes[0].text


def test_a_plant_product_is_asked_for_plant_markers_and_not_for_donors() -> None:
    found = asked("Rose callus exosomes, CD63 positive.")
    assert [entry.id for entry in found.unasked] == ["culture-history", "donor-screening"]
    assert all(entry.claims for entry in found.unasked)
    item = answers(found)["markers"]
    assert (item.outcome, given(item)) == ("not stated", {"plant": False})
    assert outcome("Rose callus exosomes, TET8 positive.", "markers") == "met"
    assert outcome("Rose callus exosomes.", "source-material") == "met"


def test_a_product_with_human_cells_as_well_is_asked_everything() -> None:
    found = asked("Rose callus exosomes and adipose stem cell exosomes.")
    assert not found.unasked
    assert set(given(answers(found)["markers"])) == {"surface", "cytosolic", "control", "plant"}


def test_an_unasked_question_holds_no_condition_back() -> None:
    text = (
        "Certificate of Analysis\nRose callus exosomes\nLot: EX240301\nDate of issue: 2026-03-01\n"
        "2E+9 particles/mL (NTA), mode 118 nm, TET8 positive, 3E+9 particles/µg protein\n"
        "Sterility: no growth\nEndotoxin: < 0.05 EU/mL\nIsolated by ultracentrifugation\nStore at 2-8 °C\n"
    )
    found = asked(text)
    assert {item.id for item in found.items if item.outcome != "met"} == set()
    assert found.verdict == "conditions met" and "11 of 11" in found.summary


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Store at -80 °C.", "met"),
        ("Ship at 2-8 °C.", "met"),
        ("Keep refrigerated.", "partly"),
        ("Shipped on dry ice.", "partly"),
        ("Cold-chain delivery.", "partly"),
        ("For external use.", "not stated"),
    ],
)
def test_storage_wants_a_printed_temperature(line: str, expected: str) -> None:
    assert outcome(f"Adipose stem cell exosomes. {line}", "storage") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sterility: no growth. Endotoxin < 0.25 EU/mL. Mycoplasma: not detected.", "met"),
        ("Sterility, mycoplasma and endotoxin: pass", "met"),
        ("Tested for endotoxin, sterility and mycoplasma.", "partly"),
        ("Endotoxin < 0.25 EU/mL", "partly"),
        ("Sterility\tNo growth\tPending", "partly"),
        ("0.22 µm sterile-filtered in a cGMP facility.", "not stated"),
        (
            "A good certificate should list sterility: no growth, endotoxin < 0.25 EU/mL, mycoplasma: negative.",
            "not stated",
        ),
        ("무균시험 적합, 엔도톡신 < 0.25 EU/mL, 마이코플라스마 음성", "met"),
    ],
)
def test_sterility_wants_results_and_no_steps(line: str, expected: str) -> None:
    assert outcome(f"Adipose stem cell exosomes.\n{line}", "sterility") == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Sterility: no growth; Endotoxin: < 0.25 EU/mL; Mycoplasma: not detected", "met"),
        ("Sterility (USP <71>): pass; Endotoxin (LAL): 0.1 EU/mL; Mycoplasma (PCR): negative; Lot: A123", "met"),
        ("Test; Result\nSterility; no growth\nEndotoxin; < 0.25 EU/mL\nMycoplasma; not detected", "met"),
        (
            "Test; Limit; Result\nSterility; none; no growth\nEndotoxin; 0.5; 0.1 EU/mL\nMycoplasma; none; negative",
            "met",
        ),
        ("Test; Limit; Result\nSterility; no growth; pending\nEndotoxin; 0.5 EU/mL; pending", "partly"),
        ("Sterility: no growth; Endotoxin limit: < 0.25 EU/mL; Mycoplasma: not detected", "partly"),
    ],
)
def test_results_parted_by_semicolons_are_read_one_by_one(lines: str, expected: str) -> None:
    assert outcome(f"Adipose stem cell exosomes.\n{lines}", "sterility") == expected


@pytest.mark.parametrize(
    ("rows", "counts", "sizes"),
    [
        ("Particles (NTA) | ≥ 5 × 10^9 particles/mL | pending\nSize (NTA) | 50-150 nm | to be determined", [], []),
        ("Particles (NTA) | ≥ 5 × 10^9 particles/mL | \nSize (NTA) | 50-150 nm | 105 nm", [], ["50-150 nm", "105 nm"]),
        (
            "Particles (NTA) | ≥ 5 × 10^9 particles/mL | 9.2 × 10^9 particles/mL\nSize (NTA) | 50-150 nm | complies",
            ["5 × 10^9 particles/mL", "9.2 × 10^9 particles/mL"],
            ["50-150 nm"],
        ),
    ],
)
def test_a_limit_whose_result_is_still_to_come_is_no_figure_of_the_product(
    rows: str, counts: list[str], sizes: list[str]
) -> None:
    found = asked(f"Certificate of analysis\nExosomes of adipose stem cells\nTest | Limit | Result\n{rows}").claims
    told = {
        name: [claim.text for claim in found if claim.rule == name]
        for name in ("concentration/count-with-basis", "characterisation/size")
    }
    assert list(told.values()) == [counts, sizes]


def test_what_a_guide_says_a_sheet_should_hold_discloses_nothing() -> None:
    guide = """Exosomes for clinics: what counts
The sheet must also give the lot number: 12-B and show CD9, CD63 and TSG101.
A good supplier names the cell bank, the passage and the donor screening.
The storage temperature, for example -80 °C, should appear on it."""
    assert {item.id: item.outcome for item in asked(guide).items if item.outcome == "met"} == {}


def test_sentences_parted_by_semicolons_are_no_table() -> None:
    text = "Cleanse the face; pat dry.\nApply the exosome serum; massage.\nWait 5 minutes; rinse."
    assert {claim.text for claim in asked(text).claims if claim.kind == "scope"} == {"exosome"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Each lot ships with its own certificate of analysis.", "met"),
        ("Certificate of analysis available on request.", "partly"),
        ("Certificates of analysis are available in our portal.", "partly"),
        ("Nothing else.", "not stated"),
    ],
)
def test_a_certificate_counts_where_each_lot_has_one_that_the_buyer_gets(line: str, expected: str) -> None:
    assert outcome(f"Adipose stem cell exosomes.\n{line}", "certificate") == expected


@pytest.mark.parametrize("line", ["Our proprietary process isolates them.", "We filter our coffee."])
def test_a_proprietary_process_names_no_isolation(line: str) -> None:
    assert outcome(f"Adipose stem cell exosomes.\n{line}", "isolation") == "not stated"


def test_a_table_of_a_pdf_is_read_as_its_text_is() -> None:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    body = getSampleStyleSheet()["BodyText"]
    rows = Table([list(row) for row in SPECIFICATION])
    rows.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    lines = [Paragraph(line, body) for line in HEAD.splitlines()]
    after = [Paragraph(line, body) for line in TAIL.splitlines() if line]
    drawn = io.BytesIO()
    SimpleDocTemplate(drawn, pagesize=A4).build([*lines, rows, *after])
    found = evaluate([Source(name="certificate.pdf", data=drawn.getvalue())], checklist=CLINIC)
    assert {item.id: item.reason for item in found.items if item.outcome != "met"} == {}
    results = [claim.text for claim in found.claims if claim.rule == "characterisation/endotoxin-result"]
    assert "< 0.05 EU/mL" in results
