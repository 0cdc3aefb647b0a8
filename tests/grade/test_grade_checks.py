"""Doses against physics, and a label against itself: the bands, the sums as they are printed, and what must agree."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelcheck.evaluate import evaluate
from labelcheck.grade import physics
from labelcheck.grade.amounts_in_words import said, weighed
from labelcheck.grade.checks import CHECKS
from labelcheck.models import Flag
from labelcheck.rules import load_rules

RULES = load_rules()
CHECKED = {flag.id for flag in RULES.flags if flag.check}
SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
MASSES = {"g": 1.0, "mg": 1e-3, "µg": 1e-6, "ng": 1e-9, "pg": 1e-12, "fg": 1e-15}
LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
COUNTS = ("count-extraordinary", "count-implausible", "packing-limit")
SIZES = ("size-unusual", "size-not-vesicles")
DISAGREE = ("texts-disagree-on-dose", "texts-disagree-on-source", "texts-disagree-on-storage", "dose-conflict")
DIAMETERS = st.floats(20, 400)


def checked(*texts: str) -> dict[str, Flag]:
    """The flags of the checks that one product's texts raise, by their short names."""
    return {
        flag.rule.removeprefix("general/"): flag for flag in evaluate(list(texts), RULES).flags if flag.rule in CHECKED
    }


def among(names: tuple[str, ...], *texts: str) -> set[str]:
    return set(names).intersection(checked(*texts))


def parsed(words: str) -> float:
    """The number that was said, read back."""
    figure, _, rest = words.partition(" × 10")
    if rest:
        return float(figure) * 10.0 ** int(rest.translate(LOWERED))
    number, _, scale = words.rpartition(" ")
    if scale in SCALES:
        return float(number.replace(" ", "")) * SCALES[scale]
    return float(words.replace(" ", ""))


def test_every_check_is_used_by_a_flag() -> None:
    assert {flag.check.name for flag in RULES.flags if flag.check} == set(CHECKS)
    assert {f"general/{name}" for name in (*COUNTS, *SIZES, *DISAGREE)} <= CHECKED


# --- physics ---------------------------------------------------------------------------------------------------------


@given(DIAMETERS, DIAMETERS)
def test_larger_vesicles_weigh_more_and_fewer_of_them_fit(one: float, other: float) -> None:
    small, large = sorted((one, other))
    if small < large:
        assert physics.weight(small) < physics.weight(large)
        assert physics.packing_limit(small) > physics.packing_limit(large)


@given(DIAMETERS)
def test_as_many_as_fit_fill_what_spheres_fill(diameter: float) -> None:
    assert physics.packing_limit(diameter) * physics.volume(diameter) == pytest.approx(physics.PACKING)
    assert physics.weight(diameter) / physics.volume(diameter) == pytest.approx(physics.DENSITY)
    assert physics.volume(2 * diameter) == pytest.approx(8 * physics.volume(diameter))


@given(st.floats(1e-3, 1e6), DIAMETERS)
def test_a_share_is_the_weight_of_its_count(ppm: float, diameter: float) -> None:
    assert physics.count_of_share(ppm, diameter) * physics.weight(diameter) == pytest.approx(ppm * 1e-6)


@pytest.mark.parametrize(
    ("diameter", "mass", "in_a_milligram", "limit"),
    [
        (50, "0.072 fg", 1.4e13, 9.8e15),
        (100, "0.576 fg", 1.7e12, 1.2e15),
        (150, "1.94 fg", 5.1e11, 3.6e14),
    ],
)
def test_the_figures_are_those_of_the_facts(diameter: int, mass: str, in_a_milligram: float, limit: float) -> None:
    weight = physics.weight(diameter)
    assert weighed(weight) == mass or said(weight * 1e15) == mass.removesuffix(" fg")
    assert 1e-3 / weight == pytest.approx(in_a_milligram, rel=0.03)
    assert physics.packing_limit(diameter) == pytest.approx(limit, rel=0.03)


# --- numbers in words ------------------------------------------------------------------------------------------------


@given(st.floats(1e-6, 1e20))
def test_a_number_said_reads_back_and_has_three_figures_at_most(value: float) -> None:
    words = said(value)
    assert parsed(words) == pytest.approx(value, rel=0.006)
    figure = words.split(" × ")[0] if "×" in words else re.sub(" (?:million|billion|trillion)", "", words)
    assert re.fullmatch(r"\d{1,3}(?: \d{3})*(?:\.\d+)?", figure), words
    assert len(figure.replace(" ", "").replace(".", "").strip("0")) <= 3
    assert ("×" in words) == (value >= 1e15 or value < 1e-3)
    assert "e" not in re.sub("million|billion|trillion", "", words)


@given(st.floats(5e-16, 9e5))
def test_a_mass_reads_back_in_a_unit_that_suits_it(grams: float) -> None:
    figure, unit = weighed(grams).rsplit(" ", 1)
    assert float(figure.replace(" ", "")) * MASSES[unit] == pytest.approx(grams, rel=0.006)
    assert unit == "g" or 0.49 <= float(figure.replace(" ", "")) <= 500


def test_numbers_are_said_as_people_say_them() -> None:
    assert [said(value) for value in (0, 0.5, 999, 12_345, 1e6, 3.5e9, 1e12, 2.5e15, 5.2e-16)] == [
        *("0", "0.5", "999", "12 300", "1 million", "3.5 billion", "1 trillion", "2.5 × 10¹⁵", "5.2 × 10⁻¹⁶")
    ]
    assert [weighed(grams) for grams in (5.8e-16, 5.76e-6, 0.05, 2)] == ["0.58 fg", "5.76 µg", "50 mg", "2 g"]


# --- counts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "band"),
    [
        ("30 million", None),
        ("50 billion", None),
        ("99 billion", None),
        ("101 billion", "count-extraordinary"),
        ("990 billion", "count-extraordinary"),
        ("1.01 trillion", "count-implausible"),
        ("100 trillion", "count-implausible"),
        ("1.2 x 10^15", "count-implausible"),
        ("1.3 x 10^15", "packing-limit"),
        ("6 x 10^17", "packing-limit"),
    ],
)
def test_a_count_per_millilitre_falls_into_one_band(count: str, band: str | None) -> None:
    assert among(COUNTS, f"Adipose exosome serum. {count} exosomes per mL.") == ({band} if band else set())


@pytest.mark.parametrize(
    ("diameter", "count", "band"),
    [
        (50, "9 x 10^15", "count-implausible"),
        (50, "1.1 x 10^16", "packing-limit"),
        (150, "3.5 x 10^14", "count-implausible"),
        (150, "3.8 x 10^14", "packing-limit"),
    ],
)
def test_the_stated_diameter_decides_how_many_fit(diameter: int, count: str, band: str) -> None:
    text = f"Adipose exosome serum. Exosome diameter {diameter} nm. {count} exosomes per mL."
    assert among(COUNTS, text) == {band}
    assert f"spheres of {diameter} nm as the label states" in (checked(text)[band].arithmetic or "")


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 900), st.sampled_from([1, 2, 3, 5, 10]))
def test_a_count_per_vial_is_judged_by_what_it_makes_per_millilitre(billions: int, volume: int) -> None:
    text = f"Adipose exosome serum. {billions} trillion exosomes per vial. {volume} mL vial."
    per_ml = Fraction(billions * 10**12, volume)
    limit = physics.packing_limit(physics.USUAL)
    band = "packing-limit" if per_ml >= limit else "count-implausible" if per_ml > 10**12 else "count-extraordinary"
    if per_ml <= 10**11:  # the band's edge is still ordinary
        assert not among(COUNTS, text)
        return
    assert among(COUNTS, text) == {band}
    assert (checked(text)[band].arithmetic or "").startswith(f"{billions} trillion per vial / {volume} mL = ")


def test_the_sum_of_a_count_is_written_out() -> None:
    flag = checked("Adipose exosome serum. 10 trillion exosomes per vial. 5 mL vial.")["count-implausible"]
    assert flag.arithmetic == (
        "10 trillion per vial / 5 mL = 2 trillion per mL; 2 trillion vesicles × 5.24 × 10⁻¹⁶ mL each "
        "(spheres of 100 nm, a usual size) = 0.00105 mL in every mL"
    )
    assert "comes to 2 trillion per mL, far above" in flag.message
    flag = checked("Adipose exosome serum. 5 x 10^15 exosomes per mL.")["packing-limit"]
    assert "Only about 1.22 × 10¹⁵ vesicles (100 nm, a usual size) fit into a millilitre" in flag.message


def test_a_count_that_is_denied_or_of_others_is_not_judged() -> None:
    assert not among(COUNTS, "Adipose exosome serum. Not 2 trillion exosomes per mL.")
    others = "Adipose exosome serum. Other brands claim 2 trillion exosomes per mL. We count 2 billion exosomes per mL."
    assert not among(COUNTS, others)


# --- masses, shares, sizes -------------------------------------------------------------------------------------------


def test_a_mass_beside_a_count_is_mostly_something_else() -> None:
    flag = checked("Each vial: 50 mg lyophilized exosomes. 10 billion exosomes per vial.")["mass-and-count"]
    assert flag.arithmetic == "10 billion vesicles × 0.576 fg each (100 nm, a usual size, 1.1 g/mL) = 5.76 µg of 50 mg"
    assert "weigh about 5.76 µg" in flag.message and "more than 99.9 % of the 50 mg" in flag.message


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 900), st.integers(1, 900))
def test_the_rest_of_a_mass_is_never_all_of_it(milligrams: int, billions: int) -> None:
    found = checked(f"Each vial: {milligrams} mg lyophilized exosomes. {billions} billion exosomes per vial.")
    share = billions * 1e9 * physics.weight(physics.USUAL) / (milligrams * 1e-3)
    assert ("mass-and-count" in found) == (share < 0.05)
    if "mass-and-count" in found:
        message = found["mass-and-count"].message
        rest = float(re.search(r"([\d.]+) % of the", message)[1])  # type: ignore[index]
        assert 95 <= rest < 100 and "100 %" not in message


@pytest.mark.parametrize(
    "text",
    [
        "Each vial: 10 µg exosomes. 10 billion exosomes per vial.",
        "Each vial: 50 mg lyophilized exosomes.",
        "Exosome serum. 20 mg exosomes per mL. 10 billion exosomes per vial.",
        "Exosome serum. 10 billion exosomes per vial, 20 mg peptide.",
    ],
)
def test_a_mass_that_the_count_explains_or_cannot_be_compared_with_is_quiet(text: str) -> None:
    assert "mass-and-count" not in checked(text)


def test_a_share_of_vesicles_is_put_as_the_count_that_it_would_be() -> None:
    flag = checked("With 7,500 ppm exosomes.")["share-as-count"]
    assert flag.arithmetic == (
        "7 500 ppm = 7.5 mg in a gram; divided by 0.576 fg for one vesicle of 100 nm = 13 trillion per gram"
    )
    assert flag.message.startswith("7 500 ppm of pure vesicles would be about 13 trillion per gram")
    assert "4 % of pure vesicles" in checked("Exosome solution 4%.")["share-as-count"].message


@pytest.mark.parametrize(
    "text",
    [
        "With 50 ppm exosomes.",
        "Exosome serum with 80% conditioned medium.",
        "Adipose stem cell conditioned media 95%.",
        "Adipose exosome serum. Niacinamide 5%.",
        "10,000 ppm PDRN and exosomes.",
        "엑소좀 세럼. 지방유래 줄기세포 배양액 80%.",
    ],
)
def test_shares_of_media_and_of_others_are_quiet_and_so_are_small_ones(text: str) -> None:
    assert "share-as-count" not in checked(text)


@pytest.mark.parametrize(
    ("size", "flag"),
    [
        ("30-150 nm", None),
        ("100 nm", None),
        ("29-150 nm", "size-unusual"),
        ("30-151 nm", "size-unusual"),
        ("20-200 nm", "size-unusual"),
        ("200 nm", "size-unusual"),
        ("19-150 nm", "size-not-vesicles"),
        ("30-201 nm", "size-not-vesicles"),
        ("5 nm", "size-not-vesicles"),
        ("400 nm", "size-not-vesicles"),
    ],
)
def test_a_size_is_usual_or_unusual_or_none_of_vesicles(size: str, flag: str | None) -> None:
    found = checked(f"Adipose exosome serum. Exosome size {size}.")
    assert set(SIZES) & set(found) == ({flag} if flag else set())
    if flag:
        assert f"The label gives {size.replace('-', ' to ')}" in found[flag].message


# --- a label against itself ------------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 99),
    st.sampled_from([2, 4, 5, 8, 10]),
    st.sampled_from(["vial", "ampoule", "bottle"]),
    st.sampled_from([Fraction(1, 20), Fraction(1, 2), Fraction(3, 4), Fraction(1), Fraction(3, 2), Fraction(10)]),
)
def test_two_doses_conflict_exactly_where_the_volume_cannot_join_them(
    billions: int, volume: int, packing: str, factor: Fraction
) -> None:
    millions = factor * billions * 1000 / volume
    text = (
        f"Adipose exosome serum. {billions} billion exosomes per {packing}. {volume} mL per {packing}. "
        f"Concentration: {float(millions):g} million exosomes/mL."
    )
    found = checked(text)
    assert ("dose-conflict" in found) == (factor != 1), text
    if factor != 1:
        ratio = said(float(max(factor, 1 / factor)))
        assert f"differ {ratio} times" in found["dose-conflict"].message


def test_the_sum_of_a_conflict_is_written_out() -> None:
    text = "Adipose exosomes, 20 billion exosomes per ampoule. 5 mL per ampoule. Concentration: 20 billion exosomes/mL."
    flag = checked(text)["dose-conflict"]
    assert flag.arithmetic == "20 billion per ampoule / 5 mL = 4 billion per mL; stated: 20 billion per mL"
    assert "makes 4 billion per mL, but it states 20 billion per mL" in flag.message and len(flag.claims) == 2


def test_a_dose_on_the_front_conflicts_with_one_on_the_certificate() -> None:
    front, back = (
        "Adipose exosome serum. 10 billion exosomes per vial. 5 mL vial.",
        "Adipose exosomes: {} particles/mL.",
    )
    assert among(DISAGREE, front, back.format("20 billion")) == {"dose-conflict"}
    assert among(DISAGREE, front, back.format("2 billion")) == set()


FULL_FRONT = "Adipose exosome ampoule\n10 billion exosomes per vial\n5 mL x 5\nConcentration: {} billion particles/mL"


@pytest.mark.parametrize("turned", [False, True])
def test_a_conflict_within_one_document_stays_beside_another(turned: bool) -> None:
    texts = (FULL_FRONT.format(10), "Adipose exosomes 5 × 10^9 /vial")
    found = checked(*reversed(texts) if turned else texts)
    assert {"dose-conflict", "texts-disagree-on-dose"} <= set(found)
    assert (
        found["dose-conflict"].arithmetic == "10 billion per vial / 5 mL = 2 billion per mL; stated: 10 billion per mL"
    )


def test_a_document_that_agrees_with_itself_is_not_held_against_the_doses_of_another() -> None:
    front, back = FULL_FRONT.format(2), "Adipose exosomes: 8 billion particles/mL, 5 billion exosomes per vial."
    assert among(DISAGREE, front) == set()
    assert among(DISAGREE, front, back) == {"texts-disagree-on-dose"}


def test_the_two_claims_that_disagree_stand_first() -> None:
    front = "Adipose exosome ampoule\n10 billion exosomes per vial\nExosome solution 20,000 ppm"
    evaluation = evaluate([front, "Adipose exosomes 5 × 10^9 /vial"], RULES)
    flag = next(one for one in evaluation.flags if one.rule == "general/texts-disagree-on-dose")
    words = {claim.id: claim.text for claim in evaluation.claims}
    assert [words[name] for name in flag.claims][:2] == ["10 billion exosomes per vial", "5 × 10^9 /vial"]


def test_of_a_contradiction_found_by_two_rules_one_claim_of_each_stands_first() -> None:
    text = "Exosome serum. Use with a microneedle pen, then microneedling again. Use on intact skin only."
    evaluation = evaluate([text], RULES)
    flag = next(one for one in evaluation.flags if one.rule == "general/needle-contradiction")
    words = {claim.id: claim.text for claim in evaluation.claims}
    assert "intact skin" in words[flag.claims[1]]


FRONT = "Adipose exosome serum. 10 billion exosomes per vial."


@pytest.mark.parametrize(
    ("texts", "flag"),
    [
        ((FRONT, "Certificate: adipose exosomes, 5 billion exosomes per vial."), "texts-disagree-on-dose"),
        ((FRONT, "엑소좀 앰플. 지방유래 엑소좀 200억 개/바이알."), "texts-disagree-on-dose"),
        ((FRONT + "\n지방유래 엑소좀 500억 개/바이알.",), "texts-disagree-on-dose"),
        (("Exosome powder: 100 mg exosomes per vial.", "Exosomes: 20 mg exosomes per vial."), "texts-disagree-on-dose"),
        (("Rose callus exosome serum.", "Human adipose stem cell exosomes."), "texts-disagree-on-source"),
        (("Rose exosome serum.\n지방유래 줄기세포 엑소좀 세럼.",), "texts-disagree-on-source"),
        (("玫瑰外泌体精华", "Milk exosome serum."), "texts-disagree-on-source"),
        (("Exosome serum. Store at room temperature.", "Exosome serum. 2-8 °C."), "texts-disagree-on-storage"),
        (("Exosome serum. Keep refrigerated.", "엑소좀 세럼. 실온 보관."), "texts-disagree-on-storage"),
    ],
)
def test_two_texts_that_cannot_both_hold_are_told(texts: tuple[str, ...], flag: str) -> None:
    found = checked(*texts)
    assert set(DISAGREE) & set(found) == {flag}
    quoted = re.findall("“([^”]+)”", found[flag].message)
    printed = " ".join(" ".join(texts).split())
    assert len(quoted) == 2 and all(words in printed for words in quoted) and quoted[0] != quoted[1]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((FRONT, "Certificate: adipose exosomes, 10 billion exosomes per vial."), id="same dose"),
        pytest.param((FRONT, "Certificate: adipose exosomes, 9 billion exosomes per vial."), id="nearly the same"),
        pytest.param(
            ("Adipose exosomes, 5-20 billion exosomes per vial.", "Adipose exosomes, 12 billion exosomes per vial."),
            id="within the range",
        ),
        pytest.param((FRONT, "Adipose exosomes: 2 billion exosomes per mL. 5 mL vial."), id="another basis"),
        pytest.param(
            (
                FRONT + "\n지방유래 엑소좀 100억 개/바이알.\nヒト脂肪由来エクソソーム 1バイアルあたり100億個。\n"
                "人脂肪干细胞外泌体 100亿个/瓶。\nExosomen aus Fettstammzellen, 10 Milliarden Exosomen pro Vial.",
            ),
            id="translations of a dose",
        ),
        pytest.param(
            ("Rose exosomes, store at 2-8 °C.\n장미 엑소좀, 2~8℃ 냉장 보관.\nバラ由来エクソソーム、2〜8℃で冷蔵保存。",),
            id="translations of source and storage",
        ),
        pytest.param(
            (
                "Exosome ampoule in two strengths. 5B vial: 5 billion exosomes per vial. "
                "10B vial: 10 billion exosomes per vial.",
            ),
            id="two strengths",
        ),
        pytest.param(
            (
                "Adipose exosome ampoule. 5B: 5 billion exosomes per vial. 10B: 10 billion exosomes per vial.",
                "Certificate 10B: adipose exosomes, 10 billion exosomes per vial.",
            ),
            id="two strengths and the certificate of one",
        ),
        pytest.param(
            (
                "Adipose exosomes. 5B vial: 5 billion exosomes per vial, 10B vial: 10 billion exosomes per vial.\n"
                "지방유래 엑소좀. 50억 개/바이알, 100억 개/바이알.",
            ),
            id="two strengths in two languages",
        ),
        pytest.param(("5 mL vial: 20 billion exosomes. 10 mL vial: 40 billion exosomes.",), id="two sizes"),
        pytest.param(("Rose callus exosomes.", "Rosa damascena callus extracellular vesicles."), id="same plant"),
        pytest.param(("Human stem cell exosomes.", "Human adipose stem cell exosomes."), id="a class and its member"),
        pytest.param(("Adipose stem cell exosomes.", "Human adipose stem cell conditioned medium."), id="a medium"),
        pytest.param(("Rose exosomes and milk exosomes.",), id="two sources of one text"),
        pytest.param(("Rose exosomes and milk exosomes.", "Milk exosomes."), id="one of two sources"),
        pytest.param(("Exosome serum. Store at 2-8 °C.", "Exosome serum. Keep refrigerated."), id="same storage"),
        pytest.param(
            (
                "Exosome serum. Store at room temperature. After opening, store at 2-8 °C.",
                "Exosome serum. Store at room temperature.",
            ),
            id="cold only after opening",
        ),
    ],
)
def test_texts_that_agree_or_speak_of_other_things_are_quiet(texts: tuple[str, ...]) -> None:
    assert among(DISAGREE, *texts) == set()
