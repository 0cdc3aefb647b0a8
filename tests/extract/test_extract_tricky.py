"""Sentences that mislead a reader of words: what each says, and what it must not be taken for."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate

Expected = set[tuple[str, str, str]]
"""(kind or rule, status, subject) that must stand among the claims."""

SENTENCES: list[tuple[str, Expected, dict[str, str]]] = [
    ("As injectables, exosomes are not FDA-approved in America.", {("overclaim/approval", "negated", "product")}, {}),
    ("Is this serum FDA approved?", {("overclaim/approval", "hedged", "education")}, {}),
    (
        "It is not FDA-approved for the eye; our plant is an FDA-registered facility.",
        {("overclaim/approval", "negated", "product"), ("overclaim/approval", "asserted", "product")},
        {},
    ),
    ("Holds no living stem cells whatever.", {("overclaim/stem-cells-inside", "negated", "product")}, {}),
    ("Never freeze it. Keep at 2-8 °C.", {("storage/refrigerated", "asserted", "product")}, {"cold-storage": "met"}),
    ("Please do not refrigerate; keep below 25 °C.", set(), {"cold-storage": "contrary"}),
    ("Store in a dry, cool place.", set(), {"cold-storage": "contrary"}),
    ("For a cooling effect put the tube in the fridge before use.", set(), {"cold-storage": "not stated"}),
    ("In hot climates refrigerate once opened.", set(), {"cold-storage": "partly"}),
    ("Studies on exosomes show that collagen grows, as our blog tells.", set(), {"clinical-data": "not stated"}),
    (
        "A study registered as NCT06677931 is testing exosomes against dark spots.",
        {("clinical/registry", "hedged", "product")},
        {"clinical-data": "partly"},
    ),
    (
        "Rose serum proven in a split-face trial of 21 women",
        {("clinical/described-study", "asserted", "product")},
        {"clinical-data": "partly"},
    ),
    ("Exosomes derived from carefully sourced plant and human cells", set(), {"source": "partly"}),
    ("Stem-cell exosomes grown from rose callus", set(), {"source": "met"}),
    ("An ampoule with salmon PDRN and exosomes", set(), {"source": "not stated"}),
    ("Serum with 7,500 ppm exosomes", set(), {"concentration": "partly"}),
    ("Each mL: 109 EVs/mL", set(), {"concentration": "met"}),
    ("外泌体 20亿单位/瓶", set(), {"concentration": "partly"}),
    ("50 Milliarden Exosomen pro Ampulle", set(), {"concentration": "met"}),
    ("As active as 10 billion cells, an exosome serum", set(), {"concentration": "not stated"}),
    (
        "We do not claim that it can treat melasma; it evens the look of skin.",
        {("overclaim/disease-treatment", "negated", "product")},
        {},
    ),
    (
        "Our clients tell us that their rosacea was cured",
        {("overclaim/disease-treatment", "asserted", "product")},
        {},
    ),
    ("For the surface of the skin only. Not for injection.", {("overclaim/injectable-use", "negated", "product")}, {}),
    (
        "Not for injection. Doctors give it via skin booster injection.",
        {("overclaim/injectable-use", "negated", "product"), ("overclaim/injectable-use", "asserted", "product")},
        {},
    ),
    ("Never let a friend inject it at home.", {("overclaim/injectable-use", "negated", "product")}, {}),
    ("Sepsis and grave infections followed: injected vesicles, say regulators, led to harm.", set(), {}),
    ("Inject 1 mL under the skin of the scalp.", {("overclaim/injectable-use", "asserted", "product")}, {}),
    (
        "Injection of exosomes without any severe reactions.",
        {("overclaim/injectable-use", "asserted", "product")},
        {},
    ),
    ("A hospital team is testing vesicles for rosacea.", {("overclaim/disease-target", "asserted", "education")}, {}),
    (
        "Stories that vesicles cure baldness are untrue.",
        {("overclaim/disease-treatment", "negated", "product")},
        {},
    ),
    ("We hoped it would heal my acne but it never did.", {("overclaim/disease-treatment", "negated", "product")}, {}),
    ("In a week it got rid of my rosacea.", {("overclaim/disease-treatment", "asserted", "product")}, {}),
    ("この成分は真皮までは届きません。", {("overclaim/penetration-deep", "negated", "product")}, {}),
    ("This gel has not been tested. doi:10.1000/abc456", set(), {"clinical-data": "not stated"}),
    ("We do not lean on Park 2021 (doi:10.1000/abc456).", set(), {"clinical-data": "not stated"}),
    ("Kim AB et al., J Skin 2021;4(2):11 is known, but none of this gel.", set(), {"clinical-data": "not stated"}),
    (
        "See a doctor before you pair it with microneedling.",
        {("enhancer/microneedling", "hedged", "product")},
        {},
    ),
    ("Microneedling is not part of this routine.", {("enhancer/microneedling", "negated", "product")}, {}),
    ("Vesicles are not medicines.", {("scope/vesicle", "asserted", "education")}, {}),
    ("Our vesicle mist has not been tested.", {("scope/vesicle", "asserted", "product")}, {}),
    ("Use with a derma roller at your own risk.", {("enhancer/microneedling", "hedged", "product")}, {}),
    (
        "Exosomes isolated by SEC, optionally by ultracentrifugation.",
        {
            ("scope/exosome", "asserted", "product"),
            ("characterisation/isolation", "asserted", "product"),
            ("characterisation/isolation", "hedged", "product"),
        },
        {},
    ),
    (
        "Use after microneedling, optionally.",
        {("enhancer/microneedling", "hedged", "product")},
        {},
    ),
    ("Activity of the RNA exosome and its subunit Rrp6", set(), {}),
    ("Exotic peptides exfoliate with Exo-Peptide", set(), {}),
    ("Biomimetic exosomes for dry skin", {("source/biomimetic", "asserted", "product")}, {"source": "met"}),
    ("Best before 2030-01, store at 2-8 °C", set(), {"cold-storage": "met"}),
    ("Batch certificate (NTA) on request", {("characterisation/certificate", "hedged", "product")}, {}),
    ("Unlike stem-cell creams: no cells, no growth promises", {("exclusion/cells", "negated", "product")}, {}),
    ("Exosome-free formula with peptides", {("scope/exosome", "negated", "product")}, {}),
]
NOTHING = [
    "Our exchange policy: no refund because of skin trouble.",
    "Equal to 10 billion cells",
    "Comforts skin after a procedure",
    "Carton from 재생지 포장",
    "Exotic peptides exfoliate with Exo-Peptide",
    "Activity of the RNA exosome and its subunit Rrp6",
    "A beautician was fined for injecting customers.",
    "Injektionen sind untersagt, denn schwere Infektionen drohen.",
    "Une clinique a été condamnée pour avoir injecté ses clientes.",
    "Queda prohibida toda inyección.",
    "A injeção provocou necrose.",
    "피하 주사 후 괴사가 발생했습니다.",
    "点滴による健康被害が報告されています。",
    "皮下注射后出现坏死。",
    "Comes in an LED-lit box.",
    "Tools cleaned in an ultrasonic bath.",
]


@pytest.mark.parametrize(("text", "wanted", "outcomes"), SENTENCES, ids=[row[0][:40] for row in SENTENCES])
def test_a_tricky_sentence_is_read_as_it_is_meant(text: str, wanted: Expected, outcomes: dict[str, str]) -> None:
    evaluation = evaluate([text])
    found = {(claim.rule, claim.status, claim.subject) for claim in evaluation.claims}
    assert wanted <= found
    assert outcomes.items() <= {item.id: item.outcome for item in evaluation.items}.items()


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_claim_asserts_nothing(text: str) -> None:
    assert not [
        claim
        for claim in evaluate([text]).claims
        if claim.status == "asserted" and claim.subject == "product" and claim.value != "rna_exosome"
    ]
