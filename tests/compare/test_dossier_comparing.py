"""Names, lots, dates, sources, storage and doses of two documents: what agrees, what differs, what proves nothing."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from labelcheck.compare.agreement import Difference, apart, compared
from labelcheck.compare.facts import Amount, Stated
from labelcheck.compare.names import has_passed, lot_key, same_date, same_lot, same_name
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Fact, Quote
from labelcheck.models import FactName, PaperKind
from labelcheck.rules import load_rules

KNOWN: DossierRules = load_rules().dossier
SEED = 20261101


def stated(name: FactName, value: str, document: int = 0, *, amounts: tuple[Amount, ...] = ()) -> Stated:
    quote = Quote(document=document, claim=f"c{document}", text=value or "words")
    return Stated(Fact(name=name, value=value, quote=quote), amounts)


def answer(name: FactName, ours: list[str], theirs: list[str], kind: PaperKind = "certificate") -> bool | str:
    found = compared(name, [stated(name, one) for one in ours], [stated(name, one, 1) for one in theirs], KNOWN, kind)
    return "differ" if isinstance(found, Difference) else found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aurelis Exosome Ampoule", "AURELIS® exosome ampoule"),
        ("Aurelis Exosome Ampoule", "Aurelis"),
        ("Exo-Derm Serum", "EXODERM"),
        ("Exo Derm", "Exoderm Solution 5 mL"),
        ("Lumira-Derm", "LUMIRA DERM exosome solution"),
        ("Aurelis Exosome Ampoule", "Aureliss Exosome Amp. 2 mL x 5"),
        ("Crème Réveil", "CREME REVEIL"),
        ("한빛결 엑소좀 앰플", "한빛결엑소좀앰플 5mL"),
        ("한빛결 엑소좀 앰플 (Hanbit)", "Hanbit exosome ampoule"),
    ],
)
def test_spellings_of_one_product_are_one(one: str, other: str) -> None:
    assert same_name(one, other, KNOWN.product_words) is True
    assert same_name(other, one, KNOWN.product_words) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Corvane Scalp Ampoule", "Corvane Renewal Ampoule"),
        ("Fenwick Calm Exosome Serum", "Marisol Bright Exosome Solution"),
        ("Lumira Hair", "Lumira Skin"),
        ("한빛결 엑소좀 앰플", "새벽담 엑소좀 앰플"),
    ],
)
def test_two_products_are_two(one: str, other: str) -> None:
    assert same_name(one, other, KNOWN.product_words) is False
    assert same_name(other, one, KNOWN.product_words) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [("Exosome Serum", "Lumira"), ("루미라 앰플", "Lumira Ampoule"), ("", "Lumira"), ("5 mL", "10 mL")],
)
def test_names_with_nothing_to_compare_prove_nothing(one: str, other: str) -> None:
    assert same_name(one, other, KNOWN.product_words) is None


def test_legal_forms_tell_no_maker_from_another() -> None:
    assert same_name("Vantera Biosciences GmbH", "VANTERA Bio", KNOWN.maker_words) is True
    assert same_name("주식회사 한빛결바이오", "㈜한빛결바이오", KNOWN.maker_words) is True
    assert same_name("Fenwick & Rowe Ltd", "Tessaly Cellworks Inc.", KNOWN.maker_words) is False
    assert same_name("Biotech Co., Ltd", "Tessaly Cellworks", KNOWN.maker_words) is None


def test_a_name_is_itself_however_it_is_set() -> None:
    """Case, marks, dashes and spaces never make two products of one."""
    rng = random.Random(SEED)
    for _ in range(300):
        words = [
            "".join(rng.choices("bdfgklmnprstvz", k=2)) + rng.choice("aeiou") * 2 for _ in range(rng.randint(1, 4))
        ]
        name = " ".join(words)
        other = rng.choice([" ", "-", "® ", "  "]).join(words)
        other = rng.choice([str.upper, str.title, str.lower])(other) + rng.choice(["", " serum", " 5 mL", "™"])
        assert same_name(name, other, KNOWN.product_words) is True, (name, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("BR-2604-07", "BR260407", True),
        ("BR-2604-07", "2604-07", True),
        ("L2O4I7", "L20417", True),
        ("CV26031", "CV26044", False),
        ("A1", "BA1", False),
    ],
)
def test_lots_are_compared_by_their_code(one: str, other: str, same: bool) -> None:
    assert same_lot(one, other) is same
    assert same_lot(other, one) is same


def test_lots_that_differ_in_a_figure_are_two() -> None:
    rng = random.Random(SEED)
    for _ in range(300):
        lot = "".join(rng.choices("ACEFGHJKMNPRTUVWXY", k=2)) + "".join(rng.choices("0123456789", k=6))
        place = rng.randrange(2, 8)
        other = lot[:place] + rng.choice([char for char in "0123456789" if char != lot[place]]) + lot[place + 1 :]
        assert not same_lot(lot, other)
        assert same_lot(lot, f"{lot[:2]}-{lot[2:5]} / {lot[5:]}") and lot_key(lot) == lot_key(lot.lower())


def test_a_month_agrees_with_its_days_and_with_no_other() -> None:
    rng = random.Random(SEED)
    for _ in range(300):
        day = date(2020, 1, 1) + timedelta(days=rng.randrange(4000))
        month = day.isoformat()[:7]
        assert same_date(month, day.isoformat()) and same_date(day.isoformat(), month)
        assert not same_date(month, (day + timedelta(days=32)).isoformat())
        assert has_passed(day.isoformat(), day + timedelta(days=1)) and not has_passed(day.isoformat(), day)


def test_a_month_has_passed_after_its_last_day() -> None:
    assert not has_passed("2024-02", date(2024, 2, 29))
    assert has_passed("2024-02", date(2024, 3, 1))
    assert not has_passed("soon", date(2024, 3, 1)) and not has_passed("2024-13", date(2025, 3, 1))


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        (["human_adipose_msc"], ["human_adipose_msc"], True),
        (["human_unspecified"], ["human_adipose_msc"], True),
        (["plant_unspecified"], ["plant_rose"], True),
        (["human_adipose_msc"], ["human_umbilical_msc"], "differ"),
        (["human_adipose_msc"], ["plant_rose"], "differ"),
        (["plant_unspecified"], ["human_adipose_msc"], "differ"),
        (["human_unspecified"], ["plant_rose"], False),
        (["plant_rosa_damascena"], ["plant_rose"], True),
        (["plant_camellia_sinensis"], ["plant_green_tea"], True),
        (["plant_rose", "plant_centella"], ["plant_centella"], True),
        (["autologous"], ["human_platelet"], True),
        (["bovine_milk"], ["salmon"], "differ"),
        (["human_adipose_msc"], [], False),
        (["plant_grape"], ["plant_grapefruit"], "differ"),
        (["plant_lemon"], ["plant_orange"], "differ"),
        (["plant_lemon"], ["plant_citrus"], True),
    ],
)
def test_sources_differ_only_where_both_cannot_hold(ours: list[str], theirs: list[str], wanted: bool | str) -> None:
    assert answer("source", ours, theirs) == wanted
    assert answer("source", theirs, ours) == wanted


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        (["refrigerated"], ["refrigerated"], True),
        (["refrigerated"], ["frozen"], "differ"),
        (["room_temperature"], ["refrigerated"], "differ"),
        (["frozen", "refrigerated"], ["refrigerated"], True),
        (["away_from_light"], ["refrigerated"], False),
        (["room_temperature", "away_from_light"], ["refrigerated", "away_from_light"], True),
        (["cool_dry_place"], ["room_temperature"], False),
    ],
)
def test_storage_differs_only_where_both_cannot_be_followed(
    ours: list[str], theirs: list[str], wanted: bool | str
) -> None:
    assert answer("storage", ours, theirs) == wanted
    assert answer("storage", theirs, ours) == wanted


def doses(*amounts: Amount) -> list[Stated]:
    return [stated("dose", "", amounts=(amount,)) for amount in amounts]


def dose_answer(ours: list[Stated], theirs: list[Stated], kind: PaperKind = "certificate") -> bool | str:
    found = compared("dose", ours, theirs, KNOWN, kind)
    return "differ" if isinstance(found, Difference) else found


def test_counts_are_compared_by_the_labelled_amount() -> None:
    """The label's 20 % either way: 12 of 10 is within it, and 8.3 of 10; 12.1 and 7.9 are not."""
    label = doses(Amount(1e10, 1e10, "mL"))
    for count, wanted in ((1.2e10, True), (8.3e9, True), (8e9, True), (1.21e10, "differ"), (7.9e9, "differ")):
        assert dose_answer(label, doses(Amount(count, count, "mL"))) == wanted, count


def test_bounds_leave_one_end_open() -> None:
    at_most, at_least = doses(Amount(None, 2e10, "mL")), doses(Amount(2e10, None, "mL"))
    assert dose_answer(at_most, doses(Amount(1e9, 1e9, "mL"))) is True
    assert dose_answer(at_most, doses(Amount(3e10, 3e10, "mL"))) == "differ"
    assert dose_answer(at_least, doses(Amount(9e10, 9e10, "mL"))) is True
    assert dose_answer(at_least, doses(Amount(1e10, 1e10, "mL"))) == "differ"


def test_doses_on_different_bases_prove_nothing() -> None:
    vial, per_ml = Amount(2e10, 2e10, "vial"), Amount(4e9, 4e9, "mL")
    assert dose_answer(doses(vial), doses(per_ml)) is False
    both = [stated("dose", "", amounts=(vial, per_ml))]
    assert dose_answer(both, doses(per_ml)) is True
    assert dose_answer(both, doses(Amount(1e9, 1e9, "mL"))) == "differ"


def test_without_a_tolerance_no_count_is_compared() -> None:
    found = compared("dose", doses(Amount(1, 1, "mL")), doses(Amount(9, 9, "mL")), DossierRules(), "certificate")
    assert found is False


def test_how_far_two_doses_lie_apart() -> None:
    rng = random.Random(SEED)
    for _ in range(300):
        low, other = 10 ** rng.uniform(6, 12), 10 ** rng.uniform(6, 12)
        one, two = Amount(low, low * rng.uniform(1, 3), "mL"), Amount(other, other * rng.uniform(1, 3), "mL")
        share = apart(one, two, labelled=False)
        assert share == pytest.approx(apart(two, one, labelled=False)) and 0 <= share < 1
        meet = one.low <= two.high and two.low <= one.high  # type: ignore[operator]
        assert (share == 0) is meet
        assert apart(one, one, labelled=True) == 0


def test_what_is_left_aside_is_compared_with_nothing() -> None:
    ours = [stated("lot", "AB12345")._replace(aside=True)]
    assert compared("lot", ours, [stated("lot", "XY98765", 1)], KNOWN, "certificate") is False
