"""A sentence in a language that no rule reads is not read, so what it may answer is never "not stated"."""

from __future__ import annotations

import json

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.models import Evaluation, Outcome
from labelcheck.report.contract_json import json_report
from labelcheck.report.text import text_report

ENGLISH = (
    "LUMEN EXO AMPOULE\n"
    "Exosomes from human adipose stem cells, 10 billion particles per mL.\n"
    "Apply at night to clean skin.\n"
)
POLISH = "Przechowywać w lodówce w temperaturze od 2 do 8 stopni.\nNie zamrażać, chronić przed światłem.\n"
ITALIAN = (
    "Siero viso con esosomi da cellule staminali di mela.\n"
    "Applicare qualche goccia sulla pelle pulita, mattina e sera.\n"
    "Evitare il contatto con gli occhi. Tenere fuori dalla portata dei bambini.\n"
)


def outcomes(found: Evaluation) -> dict[str, Outcome]:
    return {item.id: item.outcome for item in found.items}


def test_lines_that_are_not_read_leave_open_what_silence_would_answer() -> None:
    found = evaluate([ENGLISH + "\n" + POLISH])
    assert outcomes(found) == {
        "concentration": "met",
        "source": "met",
        "cold-storage": "unreadable",
        "clinical-data": "unreadable",
    }
    assert (found.exosome, found.verdict) == ("yes", "caution")
    storage = next(item for item in found.items if item.id == "cold-storage")
    assert (
        storage.reason
        == "Part of the label is in Polish, which labelcheck does not read, so the answer may stand there."
    )
    penetration = next(condition for condition in found.conditions if condition.id == "penetration")
    assert penetration.outcome == "unreadable" and "Polish" in penetration.reason
    assert outcomes(evaluate([ENGLISH]))["cold-storage"] == "not stated"


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("Store at 2-8 °C.", "met"),
        ("After opening, keep in the refrigerator.", "partly"),
        ("No refrigeration needed.", "contrary"),
    ],
)
def test_decided_answers_stay(line: str, outcome: Outcome) -> None:
    assert outcomes(evaluate([f"{ENGLISH}{line}\n\n{POLISH}"]))["cold-storage"] == outcome


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Na opening in de koelkast bewaren en binnen zeven dagen gebruiken.", "Dutch"),
        ("Açıldıktan sonra buzdolabında saklayın ve yedi gün içinde tüketin.", "Turkish"),
        ("Sau khi mở nắp, bảo quản trong tủ lạnh và dùng trong bảy ngày.", "Vietnamese"),
        ("Efter öppning ska produkten förvaras i kylskåp och användas inom sju dagar.", "Swedish"),
        ("Avaamisen jälkeen säilytä jääkaapissa ja käytä seitsemän päivän kuluessa.", "Finnish"),
        ("Po otevření uchovávejte v chladničce a spotřebujte do sedmi dnů.", "Czech"),
        ("După deschidere se păstrează la frigider și se folosește în șapte zile.", "Romanian"),
        ("Felbontás után hűtőszekrényben tárolja, és hét napon belül használja fel.", "Hungarian"),
        (
            "После вскрытия хранить в холодильнике и использовать в течение семи дней, вдали от детей. Вы это знаете.",
            "Russian",
        ),
        ("Μετά το άνοιγμα να διατηρείται στο ψυγείο.", "Greek"),
        ("بعد الفتح يحفظ في الثلاجة ويستعمل خلال سبعة أيام.", "Arabic"),
        ("หลังเปิดใช้ควรเก็บในตู้เย็นและใช้ภายในเจ็ดวัน", "Thai"),
    ],
)
def test_every_language_counts(line: str, language: str) -> None:
    found = evaluate([f"{ENGLISH}\n{line}\n"])
    storage = next(item for item in found.items if item.id == "cold-storage")
    assert storage.outcome == "unreadable" and f"is in {language}, which" in storage.reason


def test_a_claim_in_a_line_that_is_not_read_as_a_whole_still_counts() -> None:
    found = evaluate([ENGLISH + "\nConservare in frigorifero dopo la consegna, lontano dalla luce del sole.\n"])
    assert outcomes(found)["cold-storage"] == "met"
    assert outcomes(found)["clinical-data"] == "unreadable"


def test_a_label_wholly_in_another_language_is_unreadable() -> None:
    found = evaluate([ITALIAN])
    assert (found.exosome, found.verdict) == ("yes", "unreadable")
    assert set(outcomes(found).values()) == {"unreadable"}
    assert found.summary == "The label is in Italian, which labelcheck does not read, so what it tells is not known."


def test_what_a_label_in_another_language_presents_is_not_denied() -> None:
    found = evaluate([POLISH])
    assert (found.exosome, found.verdict) == ("unclear", "unreadable")
    part = evaluate(["LUMEN NIGHT CARE\nRich cream with 5 % urea for dry skin.\n\n" + POLISH])
    assert part.verdict == "unreadable"
    assert part.summary.startswith("What could be read names no exosomes. Part of the label is in Polish")


def test_an_ordinary_product_with_a_foreign_line_stays_one() -> None:
    english = "Rich cream with 5 % urea for dry and very dry skin. Apply to hands and feet as often as you like.\n" * 6
    found = evaluate([english + "\nZużyć w ciągu sześciu miesięcy.\n"])
    assert (found.exosome, found.verdict) == ("no", "not applicable")
    assert found.documents[0].foreign


def test_the_reports_say_which_lines_were_not_read() -> None:
    found = evaluate([ENGLISH + "\n" + POLISH])
    said = " ".join(text_report(found).split())
    assert "Not everything was read: lines 5 to 6 of text are in Polish, which labelcheck does not read." in said
    assert "Lines 5 to 6 are in Polish, which labelcheck does not read" in said
    (stretch,) = json.loads(json_report(found))["documents"][0]["not_read"]
    assert (stretch["language"], stretch["name"], stretch["page"], stretch["lines"]) == ("pl", "Polish", 1, [5, 6])
    assert stretch["text"] == found.documents[0].text[stretch["start"] : stretch["end"]] == POLISH.strip()


def test_languages_are_named_together() -> None:
    found = evaluate([f"{ENGLISH}\n{POLISH}\n{ITALIAN}"])
    assert "is in Italian and Polish, which" in found.items[2].reason
