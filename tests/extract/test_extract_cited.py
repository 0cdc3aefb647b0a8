"""What points at a study and what only looks like it: citations, registry numbers, lots, and where their words end."""

from __future__ import annotations

import pytest

from labelcheck.capture import read
from labelcheck.extract import find_claims
from labelcheck.grade.registry import identifiers
from labelcheck.models import Claim, Source
from labelcheck.rules import load_rules

RULES = load_rules()
LABEL = "Rose callus exosome essence. "


def claims(text: str, kind: str = "clinical") -> list[Claim]:
    found = find_claims([read(Source(name="label.txt", text=LABEL + text))], RULES)
    return [claim for claim in found if claim.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Lot P3301 Exp 2029-04",
        "Batch D 9, Exp. 04/2029",
        "Charge G K88, Exp 2029",
        "LOT K 12 EXP 2029; 30 mL",
        "Imported by Orva T. Skin Science GmbH, Linz 2026",
        "Vitamin B, Skin balance since 2014",
        "Formulated by Dr Orva T. at Life Lab Linz in 2024",
        "Hale and Hale Skin Care, Dublin, since 1988",
        "Type A, Type B, Cells 2030",
    ],
)
def test_a_lot_a_date_or_an_address_is_no_publication(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "Orva TK, Hale S, Idris M. Vesicles on the forearm: a small trial. Test J Dermatol. 2031;4(2):11-19",
        "Orva TK et al. J Invent Dermatol 2031;12:adv00901",
        "Orva T et al. Aesthet Test J 2031;8(1):ojzz044",
        "Orva, T.K., Hale, S., & Idris, M. (2031). Vesicles on the forearm. Cosmetics, 9(3), 71",
        "Orva T, Hale S. Dermatol Test. 14(3), 200-207 (2031)",
        "Orva T et al. J Invent Dermatol 2031",
    ],
)
def test_a_citation_is_quoted_whole(text: str) -> None:
    (claim,) = claims(text + ".")
    assert (claim.rule, claim.text) == ("clinical/citation", text)


def test_a_registry_number_and_the_citation_behind_it_are_two_claims() -> None:
    found = [(claim.rule, claim.text) for claim in claims("NCT09876543 Orva T et al., J Invent Dermatol 2031;2:1-9")]
    assert found == [
        ("clinical/registry", "NCT09876543"),
        ("clinical/citation", "Orva T et al., J Invent Dermatol 2031;2:1-9"),
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("nct-09876543", "NCT09876543"),
        ("NCT 0987 6543", "NCT09876543"),
        ("NCT: 09876543", "NCT09876543"),
        ("NCT–09876543", "NCT09876543"),
        ("ＮＣＴ０９８７６５４３", "NCT09876543"),
        ("DRKS-00054321", "DRKS00054321"),
        ("https://pubmed.ncbi.nlm.nih.gov/98765432", "PMID 98765432"),
        ("PMID ٩٨٧٦٥٤٣٢", "PMID 98765432"),
        ("PMCID: PMC9876543", "PMC9876543"),
        ("ＤＯＩ：１０．５５５５／test.2031.7", "DOI 10.5555/test.2031.7"),
        ("10.5555/s0140-6736(20)30183-5", "DOI 10.5555/s0140-6736(20)30183-5"),
    ],
)
def test_an_identifier_is_read_and_known_however_it_is_written(text: str, key: str) -> None:
    (claim,) = claims(f"See ({text}).")
    assert claim.text == text
    assert [found.key for found in identifiers(claim.text)] == [key]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("(doi 10.5555/test.2031.7)", "doi 10.5555/test.2031.7"),
        ("Exosomes (human bone marrow stem cells), 5 mL", "Exosomes (human bone marrow stem cells)"),
        ("Exosomes (human bone marrow 5 mL", "Exosomes (human bone marrow"),
    ],
)
def test_a_quote_ends_with_no_stray_bracket(text: str, quoted: str) -> None:
    found = find_claims([read(Source(name="label.txt", text=text))], RULES)
    assert quoted in [claim.text for claim in found]


def test_words_of_praise_beside_a_carrier_name_no_source() -> None:
    found = find_claims([read(Source(name="label.txt", text="Exosomes: stem cell facial"))], RULES)
    assert {claim.kind for claim in found} == {"scope", "overclaim"}


def test_a_product_named_after_stem_cells_still_names_their_class() -> None:
    found = find_claims([read(Source(name="label.txt", text="Stem Cell Exosome Cream"))], RULES)
    assert {claim.value for claim in found} >= {"human_unspecified", "stem_cell_wording"}


def whole(text: str) -> tuple[Claim, ...]:
    return find_claims([read(Source(name="label.txt", text=text))], RULES)


def test_a_source_that_only_a_study_used_is_not_the_product_s() -> None:
    text = "Rose callus exosome toner. In a study, 28 patients were given human adipose stem cell exosomes."
    told = {claim.value: claim.subject for claim in whole(text) if claim.kind == "source"}
    assert told == {"plant_rose": "product", "human_adipose_msc": "other"}
    text = "In a study of 28 people our adipose exosome serum was used."
    assert {claim.subject for claim in whole(text) if claim.kind == "source"} == {"product"}


def test_the_page_of_a_paper_is_no_count() -> None:
    text = "Apple callus exosomes. Front Bioeng Biotechnol 2022;10:1053679 tested exosomes."
    assert not [claim for claim in whole(text) if claim.kind == "concentration"]
