"""Flags: which are raised on which product and market, in what order, with what texts, and what keeps them away."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from labelcheck.evaluate import UnknownMarket, evaluate, markets_of
from labelcheck.models import Evaluation, FlagRule
from labelcheck.rules import example_parts, load_rules

RULES = load_rules()
GENERAL = "general"
GRAVITY = ("critical", "high", "low", "info")
OF_EXOSOMES = re.compile(
    r"exosom|vesicle|stem.cell|\bEVs?\b|conditioned medi|엑소좀|エクソソーム|外泌体", re.IGNORECASE
)
EVERYTHING_WRONG = (
    "BRAGGART AMPOULE\n"
    "Exosomes from human adipose stem cells. Contains living stem cells. Treats eczema and psoriasis. FDA approved.\n"
    "It penetrates deep into the dermis and stimulates collagen production. For mesotherapy.\n"
    "Clinically proven. Permanent results. 100% safe for everyone. The highest concentration available on the market.\n"
    "Medical-grade formula, suitable for all skin types. Derma roller included! Look five years younger.\n"
    "20 trillion exosomes per mL.\n"
)
PLAIN = (
    "VITAL CREAM\nNiacinamide 5% and panthenol. Clinically proven. Dermatologist tested. Suitable for all skin types.",
    "GLOW SERUM\nVitamin C. Stimulates collagen production. Anti-inflammatory effect. Patented technology. 98% agreed. "
    "Derma roller included!",
    "NIGHT OIL\nRetinol 1%. Medical-grade formula made in a GMP certified plant. Used in thousands of clinics.",
    "RETINOL FORTE\nTreats acne and eczema. FDA approved. 100% safe for everyone. Permanent results. "
    "Clinically proven. It penetrates deep into the dermis.",
    "히알루론산 크림\n미백 및 주름개선 이중 기능성. 의료급 품질. 피부나이 감소. 아토피 치료에 좋은 크림.",
    "美白クリーム\n美白・シワ改善。ニキビを治す。真皮まで届く。",
    "PEPTIDE AMPOULE\nApply right after microneedling. Do not use on broken skin. Spicule booster.",
    "APPLE CREAM\nApple stem cell cream with living stem cells. Clinically proven. Look five years younger.",
    "TONIC\nWith minoxidil. Clinically proven in a study of 56 people over 6 weeks. doi:10.3390/cosmetics7040090",
    "EXO-PEPTIDE PEEL\nAn exosome-free formula. Clinically proven and dermatologist tested.",
)
ABOUT_ANY = [pytest.param(flag, id=flag.id) for flag in RULES.flags if flag.about == "any"]
OF_MARKETS = [pytest.param(flag, id=flag.id) for flag in RULES.flags if flag.market != GENERAL]
EACH = pytest.mark.parametrize("flag", [pytest.param(flag, id=flag.id) for flag in RULES.flags])
BY_ID = {flag.id: flag for flag in RULES.flags}


def names(text: str, **settings: Any) -> set[str]:
    return {flag.rule for flag in evaluate([text], RULES, **settings).flags}


# --- markets ---------------------------------------------------------------------------------------------------------


def test_without_a_choice_the_flags_of_all_markets_are_raised() -> None:
    found = evaluate([EVERYTHING_WRONG], RULES)
    assert found.markets == markets_of(RULES) == ("ca", "cn", "eu", "jp", "kr", "tw", "uk", "us")
    assert {flag.market for flag in found.flags} == {GENERAL, *markets_of(RULES)}


@pytest.mark.parametrize("markets", [(), ("kr",), ("us", "eu"), ("eu", "us"), ("jp", "tw", "ca")])
def test_a_choice_of_markets_keeps_theirs_and_those_that_hold_everywhere(markets: tuple[str, ...]) -> None:
    found = evaluate([EVERYTHING_WRONG], RULES, markets=markets)
    everywhere = {flag.rule: flag.message for flag in evaluate([EVERYTHING_WRONG], RULES).flags}
    assert found.markets == tuple(sorted(markets))
    assert {flag.market for flag in found.flags} == {GENERAL, *markets}
    assert {flag.rule for flag in found.flags} == {
        rule for rule in everywhere if rule.split("/")[0] in (GENERAL, *markets)
    }


@pytest.mark.parametrize("markets", [("zz",), ("us", "zz"), (GENERAL,)])
def test_a_market_without_rules_is_refused_with_those_that_have_some(markets: tuple[str, ...]) -> None:
    with pytest.raises(UnknownMarket) as caught:
        evaluate([EVERYTHING_WRONG], RULES, markets=markets)
    assert repr(markets[-1]) in str(caught.value) and "known: ca, cn, eu, jp, kr, tw, uk, us" in str(caught.value)


def test_the_choice_of_markets_changes_no_answer() -> None:
    def answers(found: Evaluation) -> list[str]:
        return [one.outcome for one in (*found.items, *found.conditions)]

    assert answers(evaluate([EVERYTHING_WRONG], RULES, markets=())) == answers(evaluate([EVERYTHING_WRONG], RULES))


# --- products without exosomes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ABOUT_ANY)
def test_a_flag_for_any_product_speaks_of_no_exosomes(flag: FlagRule) -> None:
    steps = RULES.ladders[flag.ladder.name] if flag.ladder else ()
    for text in (flag.title, flag.why, flag.message, flag.suggestion, flag.notice or "", flag.exempt or "", *steps):
        assert not OF_EXOSOMES.search(text), text


@pytest.mark.parametrize("text", PLAIN, ids=lambda text: text.split("\n")[0])
def test_a_product_without_exosomes_is_told_nothing_of_them(text: str) -> None:
    found = evaluate([text], RULES)
    assert (found.exosome, found.verdict) == ("no", "not applicable")
    assert found.flags and {BY_ID[flag.rule].about for flag in found.flags} == {"any"}
    for flag in found.flags:
        said = (flag.title, flag.message, flag.why, flag.suggestion, flag.exempt or "", *flag.steps)
        assert not OF_EXOSOMES.search(" ".join(said)), flag.rule


def test_the_same_words_on_an_exosome_product_raise_what_they_raise_elsewhere_and_more() -> None:
    for text in PLAIN[:4]:
        assert names(text) < names("Adipose exosome serum.\n" + text)


# --- order, ids, texts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [EVERYTHING_WRONG, *PLAIN], ids=lambda text: text.split("\n")[0])
def test_general_flags_come_first_and_the_gravest_of_each_part_before_the_rest(text: str) -> None:
    flags = evaluate([text], RULES).flags
    order = [(flag.market != GENERAL, GRAVITY.index(flag.severity)) for flag in flags]
    assert order == sorted(order)
    assert [flag.id for flag in flags] == [f"f{number}" for number in range(1, len(flags) + 1)]
    assert len({flag.rule for flag in flags}) == len(flags)


def test_flags_of_one_weight_stand_in_the_order_of_the_label() -> None:
    text = "Adipose exosome serum. Permanent results. FDA approved. Treats eczema. 100% safe for everyone."
    found = evaluate([text], RULES, markets=())
    places = {claim.id: claim.start for claim in found.claims}
    for one, other in pairwise(found.flags):
        if one.severity == other.severity:
            assert places[one.claims[0]] <= places[other.claims[0]]
    assert [flag.rule for flag in found.flags] == [
        *("general/approval", "general/disease-treatment", "general/permanent-results", "general/safety-absolute")
    ]


@EACH
def test_a_flag_as_raised_is_a_short_whole_message_about_claims_of_the_label(flag: FlagRule) -> None:
    texts = [example_parts(text)[0] for examples in flag.examples.values() for text in examples.match]
    products = [evaluate(["Exosome product.\n" * (flag.about == "exosome") + text], RULES) for text in texts]
    raised = [(found, one) for found in products for one in found.flags if one.rule == flag.id]
    assert raised
    for found, one in raised:
        assert one.message.endswith(".") and len(one.message) <= 320
        assert not re.search(r"[{}]", one.message + (one.arithmetic or ""))
        assert one.claims and set(one.claims) <= {claim.id for claim in found.claims}
        assert (one.severity, one.basis, one.references) == (flag.severity, flag.basis, flag.references)


@EACH
def test_a_flag_stands_on_something_confirmed_and_names_it(flag: FlagRule) -> None:
    assert flag.basis != "unconfirmed" and flag.references
    assert flag.title and flag.why.endswith(".") and flag.suggestion
    assert flag.message.endswith(".") and len(flag.message) <= 320
    assert bool(re.search(r"\{\w+\}", flag.message)) <= bool(flag.check)


@pytest.mark.parametrize("flag", OF_MARKETS)
def test_a_flag_of_a_market_says_by_what_since_when_and_where_not(flag: FlagRule) -> None:
    assert flag.notice and flag.as_of and flag.exempt and flag.exempt.endswith(".")
    assert (flag.in_force is None) != (flag.undated is None)
    assert flag.in_force is None or flag.in_force <= flag.as_of.isoformat()
    assert flag.market in markets_of(RULES) and flag.id.startswith(f"{flag.market}/")


# --- ladders of over-claims ------------------------------------------------------------------------------------------


def test_a_flag_on_a_ladder_shows_all_its_steps_and_its_own() -> None:
    shown = {flag.rule: flag for flag in evaluate([EVERYTHING_WRONG], RULES).flags}
    for name, step in (("disease-treatment", 1), ("structure-function", 3), ("stem-cells-inside", 1)):
        flag = shown[f"general/{name}"]
        assert flag.step == step and flag.steps[-1].endswith("That is fine")
    assert shown["general/disease-treatment"].steps == RULES.ladders["disease"]
    bare = shown["eu/human-origin"]
    assert (bare.step, bare.steps) == (None, ())


@pytest.mark.parametrize("name", sorted(RULES.ladders))
def test_a_ladder_goes_from_the_gravest_to_what_is_fine(name: str) -> None:
    steps = RULES.ladders[name]
    weights: dict[int, list[int]] = {}
    for flag in RULES.flags:
        if flag.ladder and flag.ladder.name == name and flag.market == GENERAL:
            weights.setdefault(flag.ladder.step, []).append(GRAVITY.index(flag.severity))
    assert weights and max(weights) < len(steps), "no flag stands on the step that is fine"
    assert steps[-1].endswith("That is fine") and not any(step.endswith("fine") for step in steps[:-1])
    for upper, lower in pairwise(sorted(weights)):
        assert min(weights[upper]) <= min(weights[lower])


# --- what keeps a flag away ------------------------------------------------------------------------------------------


LIST = "\nIngredients: Water, Glycerin, Butylene Glycol, {}, Phenoxyethanol"


@pytest.mark.parametrize(
    ("flag", "raising", "quiet"),
    [
        # spared_by or unless
        ("kr/bare-exosome", "An exosome serum.", "A milk exosome serum with rose exosomes."),
        # unless: anywhere on the product
        ("general/plant-markers", "Rose exosomes, CD63 positive.", "Rose exosomes, CD63 positive. Milk exosomes too."),
        ("ca/human-origin", "Human adipose exosomes.", "Human adipose exosomes. It stimulates collagen production."),
        # same_sentence
        (
            "general/registered-not-shown",
            "Umbilical cord exosomes. Trial NCT06677931 shows less melasma.",
            "Umbilical cord exosomes. Trial NCT06677931 is recruiting. A survey shows happy users.",
        ),
        (
            "tw/human-cell-exosomes",
            "Human adipose exosomes.",
            "Human adipose cell conditioned medium. An exosome line.",
        ),
        # listed: in an ingredient list, or outside it
        (
            "general/list-medium-front-exosome",
            "Pure exosome serum." + LIST.format("Human Adipocyte Conditioned Media Extract"),
            "Pure exosome serum. With human adipocyte conditioned media extract.",
        ),
        (
            "general/list-plant-front-human",
            "Human adipose exosomes." + LIST.format("Rosa Damascena Callus Extracellular Vesicles"),
            "Rose callus exosomes." + LIST.format("Human Adipose Stromal Cell Exosomes"),
        ),
        (
            "general/list-vesicles-front-exosome",
            "An exosome serum." + LIST.format("Centella Asiatica Leaf Vesicles"),
            "A face serum." + LIST.format("Centella Asiatica Leaf Vesicles"),
        ),
        ("kr/bare-exosome", "Exosomes inside.", "A face serum." + LIST.format("Exosomes")),
        # language
        ("kr/functional", "엑소좀 앰플. 미백 및 주름개선.", "外泌体精华。美白，抗皱。"),
        # value
        ("kr/human-culture-fluid", "Human fibroblast conditioned medium.", "Human fibroblast exosomes."),
        # beside
        (
            "general/cold-contradiction",
            "Exosomes. No refrigeration needed. Shipped on dry ice.",
            "Exosomes on dry ice.",
        ),
        (
            "general/needle-contradiction",
            "Apply exosomes right after microneedling. For intact skin only.",
            "Apply exosomes right after microneedling.",
        ),
        # status, subject, qualifier
        ("general/approval", "Exosome serum. FDA approved.", "Exosome serum. Not FDA approved."),
        ("general/injectable-use", "Exosomes for mesotherapy.", "Exosomes. Not for mesotherapy or injection."),
        (
            "general/texts-disagree-on-storage",
            "Exosomes. Store at room temperature.\n엑소좀. 2~8℃ 냉장 보관.",
            "Exosomes. Store at room temperature.\n엑소좀. 개봉 후 2~8℃ 냉장 보관.",
        ),
    ],
)
def test_a_flag_is_raised_by_one_label_and_kept_away_by_the_other(flag: str, raising: str, quiet: str) -> None:
    assert flag in names(raising)
    assert flag not in names(quiet)
