"""What is planned, asked of the buyer, required by law or true of something else answers no question of a clinic."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.models import Source

PRODUCT = "Celora exosome ampoule. "
UNTOLD = [
    ("count", "Target: 1e10 particles/mL by NTA (not yet measured)."),
    ("count", "Particle concentration will be measured by NTA. Planned fill: 1e10 particles/mL."),
    ("count", "Particle concentration: to be determined by NTA (target 1e10 particles/mL)."),
    ("donor-screening", "Donor screening is required by law in Korea."),
    ("donor-screening", "Donors are not screened for HIV. Donor screening is required by law."),
    ("donor-screening", "공여자 검사는 법적 의무입니다."),
    ("markers", "Markers such as CD63, CD81, ALIX and the absence of calnexin should be tested by the buyer."),
    ("markers", "We recommend our users to verify CD63, CD81, ALIX and the absence of calnexin with western blot."),
    ("markers", "CD63 and TSG101 positive, calnexin detected."),
    ("markers", "CD63 and TSG101 positive, calnexin was positive."),
    ("markers", "\nMarker\tResult\nCD63\tdetected\nTSG101\tdetected\nCalnexin\tdetected\n"),
    ("markers", "CD63, TSG101 양성, 칼넥신 양성"),
    ("storage", "Source cells are kept frozen at -196 °C until use."),
    ("storage", "Our master cell bank is stored in liquid nitrogen at -196 °C."),
    ("purity", "Typical literature particle to protein ratio is 3e10 particles/ug."),
    ("culture-history", "Massage passage: 3 minutes."),
    ("culture-history", "Cell-safe passage: 3-5 min per zone."),
]
TOLD = [
    ("count", "Target 1e10 particles/mL, result 1.1e10 particles/mL by NTA."),
    ("count", "1e10 particles/mL, measured by NTA. It targets dull skin."),
    ("donor-screening", "Donors were screened for HIV as required by law."),
    ("markers", "CD63 and TSG101 detected, calnexin negative."),
    ("markers", "CD63 and TSG101 positive, calnexin was not detected."),
    ("markers", "Calnexin absent, CD63 detected, TSG101 detected."),
    ("markers", "\nMarker\tResult\nCD63\tdetected\nTSG101\tdetected\nCalnexin\tnot detected\n"),
    ("markers", "CD63, TSG101 양성, 칼넥신 불검출"),
    ("storage", "Source cells are screened. Store the vial at -20 °C."),
    ("storage", "Made from human stem cells, keep at 2-8 °C."),
    ("purity", "Purity 3e10 particles/ug protein."),
    ("culture-history", "Cell passage: 3"),
]


def outcome(question: str, text: str) -> str:
    found = evaluate([Source(name="d.txt", text=PRODUCT + text)], checklist="clinic-supplier")
    return next(item.outcome for item in found.items if item.id == question)


@pytest.mark.parametrize(("question", "text"), UNTOLD)
def test_what_tells_nothing_of_the_product_meets_no_question(question: str, text: str) -> None:
    assert outcome(question, text) in ("partly", "contrary", "not stated")


@pytest.mark.parametrize(("question", "text"), TOLD)
def test_the_same_words_about_the_product_meet_it(question: str, text: str) -> None:
    assert outcome(question, text) == "met"
