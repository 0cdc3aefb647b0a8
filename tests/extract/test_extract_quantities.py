"""Numbers and their units: what generates a dose reads back as that dose, and a neighbour's number stays its own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelcheck.extract.quantities import Amount, QuantityGrammar
from labelcheck.extract.shadow import shadow
from labelcheck.rules import load_rules

RULES = load_rules()
GRAMMAR = QuantityGrammar(
    RULES.units,
    [word for context in RULES.contexts.values() for word in context.binding.other],
    [word for context in RULES.contexts.values() for word in context.binding.amount],
)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(text: str, language: str = "") -> list[Amount]:
    return GRAMMAR.find(shadow(text, frozenset()).low, language)


@given(
    st.integers(1, 99),
    st.integers(3, 15),
    st.sampled_from(["{m}×10{sup}", "{m} x 10^{e}", "{m}E+{e}", "{m} × 10 ^ {e}", "{m}x10({e})", "{m}·10{sup}"]),
    st.sampled_from(["particles", "exosomes", "EVs", "extracellular vesicles"]),
    st.sampled_from([("/mL", "mL"), (" per vial", "vial"), ("/ampoule", "ampoule"), (" per dose", "dose"), ("", None)]),
)
def test_a_power_of_ten_reads_back(
    mantissa: int, exponent: int, form: str, noun: str, basis: tuple[str, str | None]
) -> None:
    number = form.format(m=mantissa, e=exponent, sup=str(exponent).translate(RAISED))
    (amount,) = [found for found in read(f"{number} {noun}{basis[0]}") if found.unit == "particle"]
    assert amount.low == amount.high == mantissa * Decimal(10) ** exponent
    assert amount.per == basis[1]
    assert amount.repaired is None and not amount.unreadable


@given(
    st.integers(1, 999),
    st.sampled_from(
        [("million", 6), ("billion", 9), ("bn", 9), ("B", 9), ("trillion", 12), ("억", 8), ("億", 8), ("Milliarden", 9)]
    ),
)
def test_a_scale_word_reads_back(figure: int, scale: tuple[str, int]) -> None:
    (amount,) = read(f"{figure} {scale[0]} exosomes per vial")
    assert amount.low == figure * Decimal(10) ** scale[1]
    assert amount.per == "vial"


@given(st.integers(1, 9), st.integers(6, 15))
def test_a_lost_superscript_is_repaired_and_says_so(mantissa: int, exponent: int) -> None:
    (amount,) = read(f"{mantissa}x10{exponent} particles/mL")
    assert amount.low == mantissa * Decimal(10) ** exponent
    assert amount.repaired


@pytest.mark.parametrize(
    "text", ['2x10" particles/mL', "2×10 particles per vial", "2x10º exosomes", "2x101 particles/mL"]
)
def test_an_exponent_that_is_gone_is_unreadable_and_never_ten(text: str) -> None:
    (amount,) = read(text)
    assert amount.unreadable


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("20 Billionen Partikel/ml", "de", 2e13),
        ("20 billion exosomes/mL", "en", 2e10),
        ("20 billones de exosomas", "es", 2e13),
        ("1억 2000만 개 엑소좀", "ko", 1.2e8),
        ("1.000.000.000 exosomes per vial", "de", 1e9),
        ("ten billion exosomes", "en", 1e10),
        ("1.47×10⁸ 个/ml 的天然外泌体", "zh", 1.47e8),
    ],
)
def test_numbers_of_other_languages(text: str, language: str, value: float) -> None:
    assert [float(amount.low) for amount in read(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2-8 °C", 2, 8),
        ("2~8℃", 2, 8),
        ("2 °C to 8 °C", 2, 8),
        ("between 2 and 8 degrees Celsius", 2, 8),
        ("-20 °C", -20, -20),
        ("−80℃", -80, -80),
        ("-18 °C to -34 °C", -34, -18),
        ("36-46 °F", 2.22, 7.78),
        ("4 °C ± 2 °C", 2, 6),
        ("2 to 8oC", 2, 8),
    ],
)
def test_temperatures(text: str, low: float, high: float) -> None:
    (amount,) = read(text)
    assert amount.unit == "degC"
    assert float(amount.low) == pytest.approx(low, abs=0.01)
    assert float(amount.high) == pytest.approx(high, abs=0.01)


@pytest.mark.parametrize(
    "text",
    [
        "25 million cells per vial",
        "1,300 proteins and exosomes",
        "Exosome Shot 2000",
        "the $5 billion exosome market",
        "엑소좀 30만원",
        "2024 exosome serum",
        "109 mL of exosome serum",
        "CD63 exosomes",
        "up to 1,000 times more exosomes",
    ],
)
def test_what_is_no_count_of_vesicles(text: str) -> None:
    assert not [amount for amount in read(text) if amount.unit == "particle"]


def test_per_vial_and_per_millilitre_are_two_statements() -> None:
    found = read("2 billion exosome particles per ml, in a 5 ml vial = 10 billion exosomes per vial")
    assert [(float(a.low), a.per) for a in found if a.unit == "particle"] == [(2e9, "mL"), (1e10, "vial")]
