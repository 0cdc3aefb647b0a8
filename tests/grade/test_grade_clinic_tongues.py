"""Answers of the clinic's checklist on supplier documents in languages other than English and Korean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from labelcheck.evaluate import evaluate
from labelcheck.models import Evaluation, Source

CLINIC = "clinic-supplier"
DOCUMENTS = yaml.safe_load(Path(__file__).with_name("clinic_tongues.yaml").read_text(encoding="utf-8"))
RESULTS = tuple(f"characterisation/{name}-result" for name in ("sterility", "endotoxin", "mycoplasma"))
UNTOLD = [
    "Exosomen-Charge. Grenzwert Endotoxin: < 0,5 EU/ml",
    "Exosomen\nParameter | Vorgabe | Messwert\nSterilität | kein Wachstum | steht noch aus",
    "Exosomen\nSterilität | kein Wachstum | ausstehend",
    "Exosomes\nStérilité | absence de croissance | résultat non disponible",
    "Exosomes. Le taux d'endotoxines ne doit pas dépasser 0,25 UE/mL.",
    "Exosomes\nCritères de libération\nMycoplasmes : absence",
    "Exosomas. Límite de endotoxinas: 0,5 UE/mL",
    "Exosomas\nEsterilidad | sin crecimiento | por realizar",
    "Exossomas. Limite de endotoxinas: 0,5 UE/mL",
    "Exossomas\nMicoplasma | ausente | a realizar",
    "Esosomi. Limite di endotossine: 0,5 EU/mL",
    "Esosomi\nSterilità | nessuna crescita | in corso",
    "エクソソーム\nマイコプラズマ：陰性であること",
    "エクソソーム\n項目 | 規格値 | 実測値\n無菌試験 | 陰性 | 試験実施中",
    "外泌体\n内毒素不得高于0.25 EU/mL",
    "外泌体\n项目 | 限度 | 实测值\n支原体 | 阴性 | 结果未出",
]
TOLD = [
    "Exosomen. Grenzwert 0,5 EU/ml, Endotoxin: 0,07 EU/ml",
    "Exosomen\nParameter | Vorgabe | Messwert\nSterilität | kein Wachstum | keine Keime",
    "Exosomen\nSterilität | Ph. Eur. 2.6.1 | keine Keime",
    "Exosomes\nStérilité | absence de croissance | croissance observée",
    "Exosomes. Le taux d'endotoxines était de 0,09 UE/mL.",
    "Exosomes\nMycoplasmes : absence",
    "Exosomas. Endotoxinas: 0,12 UE/mL",
    "Exosomas\nLa prueba de esterilidad no mostró crecimiento.",
    "Exossomas. Endotoxinas: abaixo do limite de deteção",
    "Exossomas\nMicoplasma | PCR | ausente",
    "Esosomi. Endotossine: 0,08 EU/mL",
    "Esosomi\nSterilità: crescita osservata",
    "エクソソーム\nマイコプラズマ：陰性",
    "エクソソーム\n項目 | 規格値 | 実測値\n無菌試験 | 陰性 | 菌の発育を認めた",
    "外泌体\n内毒素：0.10 EU/mL",
    "外泌体\n项目 | 限度 | 实测值\n支原体 | 阴性 | 未检出",
]


def asked(text: str) -> Evaluation:
    return evaluate([Source(name="document.txt", text=text)], checklist=CLINIC)


@pytest.mark.parametrize("document", [pytest.param(one, id=one["id"]) for one in DOCUMENTS])
def test_a_document_is_answered_as_its_words_say(document: dict[str, Any]) -> None:
    found = asked(document["text"])
    told = {item.id: item.outcome for item in found.items if item.outcome not in ("not stated", "unreadable")}
    assert {**told, **{one.id: "unasked" for one in found.unasked}} == document["want"]
    parts = {item.id: sorted(part.id for part in item.parts if part.claims) for item in found.items}
    assert {name: parts[name] for name in document.get("parts", {})} == document.get("parts", {})


def results(text: str) -> list[str]:
    """What a document plainly tells as results of tests."""
    return [one.text for one in asked(text).claims if one.rule in RESULTS and one.status != "hedged"]


@pytest.mark.parametrize("text", UNTOLD)
def test_a_limit_and_what_is_still_to_come_are_no_result(text: str) -> None:
    assert results(text) == []


@pytest.mark.parametrize("text", TOLD)
def test_what_was_found_is_a_result_whether_it_passed_or_not(text: str) -> None:
    assert results(text)


def test_italian_is_read_in_part_so_its_silence_proves_nothing() -> None:
    found = asked("Gli esosomi sono conservati a -80 °C. La nostra azienda lavora per la bellezza della pelle.")
    answers = {item.id: item.outcome for item in found.items}
    assert answers["storage"] == "met"
    assert answers["isolation"] == "unreadable"


def test_mycoplasma_in_japanese_is_no_plasma() -> None:
    assert not [one for one in asked("エクソソーム\nマイコプラズマ：陰性").claims if one.rule == "enhancer/plasma"]
