"""Answers of the clinic's checklist on supplier documents in nine languages."""

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
OPEN = [  # rows of markers whose results are still to come, or were never looked for
    "Exosomes\nTest | Limit | Result\nCD9 | positive | pending\n"
    "TSG101 | positive | scheduled\nCalnexin | negative | awaited",
    "Exosomen\nPrüfung | Soll | Ist\nCD9 | positiv | folgt\n"
    "TSG101 | positiv | nicht geprüft\nCalnexin | negativ | nicht geprüft",
    "Exosomes\nEssai | Limite | Résultat\nCD9 | positif | en cours\n"
    "Alix | positif | à venir\nCalnexine | négatif | non réalisé",
    "Exosomas\nEnsayo | Límite | Resultado\nCD9 | positivo | pendiente\n"
    "Alix | positivo | no realizado\nCalnexina | negativo | sin datos",
    "Exossomos\nEnsaio | Limite | Resultado\nCD9 | positivo | em andamento\n"
    "Alix | positivo | não testado\nGM130 | ausente | pendente",
    "Esosomi\nProva | Limite | Risultato\nCD9 | positivo | in corso\n"
    "Alix | positivo | non eseguito\nCalnexina | negativa | in attesa",
    "エクソソーム\n項目 | 規格 | 結果\nCD9 | 陽性 | 試験中\nAlix | 陽性 | 未実施\nカルネキシン | 陰性 | 未測定",
    "엑소좀\n항목 | 기준 | 결과\nCD9 | 양성 | 시험 중\nTSG101 | 양성 | 예정\n칼넥신 | 음성 | 미실시",
    "外泌体\n项目 | 标准 | 结果\nCD9 | 阳性 | 待测\nTSG101 | 阳性 | 未检测\n钙联蛋白 | 阴性 | 未做",
]
FOUND_CONTROL = [
    "Exosomen: CD63 positiv, TSG101 positiv, Calnexin positiv",
    "Exosomes : CD63 présent, TSG101 présent, calnexine présente",
    "Exosomas: CD63 positivo, TSG101 positivo, calnexina positiva",
    "Exossomos: CD63 positivo, TSG101 positivo, calnexina detetada",
    "Esosomi: CD63 positivo, TSG101 positivo, calnexina rilevata",
    "エクソソーム：CD63陽性、TSG101陽性、カルネキシン陽性",
    "外泌体：CD63阳性，TSG101阳性，钙联蛋白阳性",
]
PURITY = [
    ("Exosomes\nParticles per µg protein: 3.1 × 10^9", 3.1e9),
    ("Exosomen\nPartikel/Protein\tberechnet\t-\t4,2 × 10^9 /µg", 4.2e9),
    ("外泌体\n颗粒蛋白比：1.9×10^10 个/mg", 1.9e7),
    ("Exosomas. Con un microgramo de proteína vienen unas 2 × 10^9 partículas.", 2e9),
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


@pytest.mark.parametrize("text", OPEN)
def test_a_row_without_its_result_shows_no_marker(text: str) -> None:
    markers = next(item for item in asked(text).items if item.id == "markers")
    assert markers.outcome in ("partly", "contrary", "not stated", "unreadable")
    assert not [part.id for part in markers.parts if part.claims]


@pytest.mark.parametrize("text", FOUND_CONTROL)
def test_a_control_that_was_found_shows_no_purity(text: str) -> None:
    markers = next(item for item in asked(text).items if item.id == "markers")
    assert [part.id for part in markers.parts if part.claims] == ["surface", "cytosolic"]


@pytest.mark.parametrize(("text", "low"), PURITY)
def test_a_purity_may_be_named_in_its_head(text: str, low: float) -> None:
    found = asked(text)
    purity = next(item for item in found.items if item.id == "purity")
    figures = [one.quantity for one in found.claims if one.id in purity.claims and one.quantity]
    assert purity.outcome == "met"
    assert [(one.low, one.unit, one.per) for one in figures] == [(pytest.approx(low), "particle:protein", "ug")]


def test_a_temperature_in_a_table_of_limits_is_an_instruction() -> None:
    found = asked("Exosomes\nItem | Limit | Result\nStorage temperature | -80 °C | -")
    assert next(item for item in found.items if item.id == "storage").outcome == "met"


def test_italian_is_read_in_part_so_its_silence_proves_nothing() -> None:
    found = asked("Gli esosomi sono conservati a -80 °C. La nostra azienda lavora per la bellezza della pelle.")
    answers = {item.id: item.outcome for item in found.items}
    assert answers["storage"] == "met"
    assert answers["isolation"] == "unreadable"


def test_mycoplasma_in_japanese_is_no_plasma() -> None:
    assert not [one for one in asked("エクソソーム\nマイコプラズマ：陰性").claims if one.rule == "enhancer/plasma"]
