"""Numbers and their units: what generates a dose reads back as that dose, and a neighbour's number stays its own."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelcheck.capture import read as capture
from labelcheck.extract.claims import extractor
from labelcheck.extract.quantities import Amount, QuantityGrammar
from labelcheck.extract.shadow import shadow
from labelcheck.models import Quantity, Source
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


@given(st.integers(1, 9), st.integers(16, 99), st.sampled_from(["{m}×10{sup}", "{m} x 10^{e}", "{m}e{e}", "{m}E+{e}"]))
def test_a_count_beyond_all_others_is_read_or_unreadable_and_never_smaller(
    mantissa: int, power: int, form: str
) -> None:
    number = form.format(m=mantissa, e=power, sup=str(power).translate(RAISED))
    (amount,) = read(f"{number} particles/mL")
    value = mantissa * Decimal(10) ** power
    assert amount.low == value
    assert amount.unreadable == (value > Decimal(10) ** 24)


@pytest.mark.parametrize("number", ["10¹⁰⁰", "5×10¹⁰⁰", "10^1000000", "3 x 10^300", "1e190", "9" * 60])
def test_an_exponent_of_three_digits_is_not_cut(number: str) -> None:
    assert not [found for found in read(f"{number} particles/mL") if found.unit == "particle"]


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


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("10 billion exosomes per mL\nVial size 5 mL", "mL"),
        ("5 billion particles/mL\nKit: 5 ampoules", "mL"),
        ("5 billion particles per vial\nBox of 3", "vial"),
        ("5 billion particles per glass vial", "vial"),
        ("100 billion exosomes in 5 mL", "5 mL"),
        ("Exosomes, 100 billion in 5 mL", "5 mL"),
    ],
)
def test_what_a_count_is_counted_in_stands_in_its_own_line(text: str, per: str) -> None:
    assert [one.per for one in read(text) if one.unit == "particle"] == [per]


# --- numbers in words, by language -----------------------------------------------------------------------------------

LOW = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
ONES = LOW + TEENS
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


def spelled(number: int, joint: str) -> str:
    """An English number in words, hundreds joined to the rest by ``joint``."""
    for name, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6), ("thousand", 1000)):
        if number >= size:
            rest = number % size
            head = f"{spelled(number // size, joint)} {name}"
            return f"{head} {spelled(rest, joint)}" if rest else head
    if number >= 100:
        head = f"{ONES[number // 100]} hundred"
        return f"{head}{joint}{spelled(number % 100, joint)}" if number % 100 else head
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@given(st.integers(1, 999_999_999_999_999), st.sampled_from([" and ", " "]))
def test_english_words_up_to_trillions_read_back(number: int, joint: str) -> None:
    assert read(f"{spelled(number, joint)} metres")[0].low == number


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("half a billion exosomes", "en", 5e8),
        ("one and a half billion exosomes", "en", 1.5e9),
        ("a hundred and fifty million exosomes", "en", 1.5e8),
        ("a quarter of a million vesicles", "en", 2.5e5),
        ("two hundred fifty thousand million particles", "en", 2.5e11),
        ("zweihundertfünfzig Millionen Exosomen", "de", 2.5e8),
        ("anderthalb Milliarden Exosomen", "de", 1.5e9),
        ("eine Billion Partikel", "de", 1e12),
        ("deux milliards et demi d'exosomes", "fr", 2.5e9),
        ("quatre-vingt-dix millions d'exosomes", "fr", 9e7),
        ("dos mil quinientos millones de exosomas", "es", 2.5e9),
        ("dos millones y medio de exosomas", "es", 2.5e6),
        ("três bilhões e meio de exossomos", "pt", 3.5e9),
        ("due miliardi di esosomi", "it", 2e9),
        ("五十億個のエクソソーム", "ja", 5e9),
        ("三百亿外泌体", "zh", 3e10),
        ("오십억 개의 엑소좀", "ko", 5e9),
    ],
)
def test_counts_in_words(text: str, language: str, value: float) -> None:
    assert [float(amount.low) for amount in read(text, language)] == [value]


@pytest.mark.parametrize(
    "text", ["billions of exosomes", "a few exosomes", "once opened", "a third party", "일주일 이내"]
)
def test_words_that_are_no_number(text: str) -> None:
    assert not [amount for amount in read(text) if amount.unit in ("particle", "person")]


# --- figures ---------------------------------------------------------------------------------------------------------


@given(
    st.integers(10**9, 10**13),
    st.sampled_from([(",", ""), (".", "de"), ("'", "de"), (" ", "fr"), ("\u2009", "en"), ("\u202f", "fr")]),
)
def test_grouped_figures_read_back(number: int, style: tuple[str, str]) -> None:
    mark, language = style
    (amount,) = read(f"{number:,} exosomes per vial".replace(",", mark), language)
    assert (amount.low, amount.per) == (number, "vial")


@given(
    st.decimals(min_value=0, max_value=9999, places=2),
    st.sampled_from(["mg", "ug", "g", "mL", "L", "nm", "mm", "cm", "%", "ppm", "hour", "day", "week", "month", "kg"]),
    st.sampled_from(["{} {}", "{}{}", "up to {} {}", "({} {})", "is {} {}."]),
)
def test_a_plain_quantity_reads_back(value: Decimal, unit: str, form: str) -> None:
    (amount,) = read(form.format(value, unit))
    assert (amount.low, amount.high, amount.unit) == (value, value, unit)


@given(
    st.integers(1, 500),
    st.integers(1, 500),
    st.sampled_from(
        ["{}-{} nm", "{} to {} nm", "{} nm to {} nm", "between {} and {} nm", "{}~{} nm", "von {} bis {} nm"]
    ),
)
def test_a_range_reads_back(first: int, more: int, form: str) -> None:
    (amount,) = read(form.format(first, first + more), "de" if "bis" in form else "")
    assert (amount.low, amount.high) == (first, first + more)


@given(st.integers(50, 99), st.integers(1, 49), st.sampled_from(["{} ± {} {}", "{}±{} {}", "{} +/- {} {}"]))
def test_a_margin_is_a_range(middle: int, margin: int, form: str) -> None:
    for unit, factor in (("nm", 1), ("% of users", 1), ("billion exosomes", 10**9), ("× 10^9 particles/mL", 10**9)):
        (amount,) = [one for one in read(form.format(middle, margin, unit)) if one.unit != "person"]
        assert (amount.low, amount.high) == ((middle - margin) * factor, (middle + margin) * factor)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("(2.0 ± 0.5) × 10^10 particles/mL", 1.5e10, 2.5e10, "particle"),
        ("1–5 × 10^8 particles/mL", 1e8, 5e8, "particle"),
        ("five to ten billion exosomes", 5e9, 1e10, "particle"),
        ("10 to the power of 9 particles", 1e9, 1e9, "particle"),
        ("5 times 10 to the 9th particles", 5e9, 5e9, "particle"),
        ("2 × 10 9 particles", 2e9, 2e9, "particle"),
        ("2½ hours", 2.5, 2.5, "hour"),
        ("1/2 mL", 0.5, 0.5, "mL"),
        ("half an hour", 0.5, 0.5, "hour"),
        (".5 mL", 0.5, 0.5, "mL"),
        ("twelve hundred patients", 1200, 1200, "person"),
        ("aged 39–55", 39, 55, "year"),
        ("ages between 25 and 60", 25, 60, "year"),
        ("6M after opening", 6, 6, "month"),
        ("PAO 12M", 12, 12, "month"),
        ("12M", 12, 12, "month"),
        ("week 4-6", 4, 6, "week"),
        ("minus twenty degrees Celsius", -20, -20, "degC"),
        ("영하 18도", -18, -18, "degC"),
        ("零下20℃保存", -20, -20, "degC"),
        ("+2/+8 °C", 2, 8, "degC"),
        ("8–2 °C", 2, 8, "degC"),
        ("보관-20℃", -20, -20, "degC"),
    ],
)
def test_one_quantity(text: str, low: float, high: float, unit: str) -> None:
    (amount,) = read(text)
    assert amount.unit == unit
    assert (float(amount.low), float(amount.high)) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("20 Billion exosomes per vial", "de", 2e10),
        ("1 Billion Exosomen", "de", 1e12),
        ("20 Billionen Exosomen", "de", 2e13),
        ("1 billion d'exosomes", "fr", 1e12),
        ("20 mil millones de exosomas", "es", 2e10),
        ("1.204 mg", "de", 1204),
        ("1.204 mg", "en", 1.204),
    ],
)
def test_the_language_decides_what_a_mark_or_word_is_worth(text: str, language: str, value: float) -> None:
    assert [float(amount.low) for amount in read(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("up to 10 billion exosomes", "at most"),
        ("10 billion+ exosomes", "at least"),
        ("10+ billion exosomes", "at least"),
        ("≥ 1×10^10 particles/mL", "at least"),
        ("no more than 5 ppm", "at most"),
        ("not less than 5 ppm", "at least"),
        ("more than 5 ppm", "at least"),
        ("< 200 nm", "at most"),
        ("~110 nm", "about"),
        ("엑소좀 100억개 이상", "at least"),
        ("10 billion exosomes or more per vial", "at least"),
        ("25 °C or below", "at most"),
        ("over 8 weeks", None),
        ("over 8 billion exosomes", "at least"),
        ("10 mg + 5", None),
        ("20 billion exosomes", None),
    ],
)
def test_bounds(text: str, bound: str | None) -> None:
    assert read(text)[0].bound == bound


# --- whose number it is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "20 billion growth factors per vial and exosomes",
        "Exosome serum: 20 billion growth factors per vial",
        "Exosome ampoule. Growth factors: 20 billion/mL",
        "엑소좀 앰플, 줄기세포 1000만 개/ml",
        "유산균 100억개/ml",
        "Batch 10B exosomes",
        "3M Company exosome tape",
    ],
)
def test_the_count_of_something_else_is_no_count_of_vesicles(text: str) -> None:
    assert not [amount for amount in read(text) if amount.unit == "particle"]


def test_a_count_in_pieces_a_millilitre_is_one_of_vesicles_where_nothing_else_is_named() -> None:
    assert [(amount.unit, amount.per) for amount in read("10억개/ml")] == [("particle", "mL")]


def test_particles_per_protein_are_a_ratio_and_no_concentration() -> None:
    (amount,) = read("3×10^10 particles/µg protein")
    assert (amount.unit, amount.per) == ("particle:protein", "ug")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 ml x 5 vials", [(5, "mL"), (5, "vial")]),
        ("5 x 3 mL", [(5, "vial"), (3, "mL")]),
        ("10 x 2 mL ampoules", [(10, "ampoule"), (2, "mL")]),
        ("over 50 billion exosomes per 5 mL vial", [(5e10, "particle"), (5, "mL")]),
    ],
)
def test_packings_and_the_volume_inside_a_count(text: str, found: list[tuple[float, str]]) -> None:
    assert [(float(amount.low), amount.unit) for amount in read(text)] == found


# --- temperatures in words -------------------------------------------------------------------------------------------


def quantities(text: str, language: str = "en") -> tuple[Quantity, ...]:
    return extractor(RULES).quantities(capture(Source(name="label.txt", text=text)), language)


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [("Store at room temperature", "en", 15, 25), ("냉장보관", "ko", 2, 8), ("室温保存", "ja", 1, 30)],
)
def test_words_imply_a_temperature(text: str, language: str, low: float, high: float) -> None:
    (quantity,) = quantities(text, language)
    assert (quantity.low, quantity.high, quantity.unit, quantity.implied) == (low, high, "degC", True)


@pytest.mark.parametrize("text", ["Do not refrigerate", "No refrigeration required"])
def test_denied_words_imply_none(text: str) -> None:
    assert not quantities(text)


def test_a_figure_beside_the_words_takes_their_place() -> None:
    assert [(one.low, one.implied) for one in quantities("Room temperature (20 to 25 °C)")] == [(20, False)]


# --- derived values --------------------------------------------------------------------------------------------------


def derived(*texts: str) -> list[tuple[float, float, str | None]]:
    documents = [capture(Source(name=f"{number}.txt", text=text)) for number, text in enumerate(texts)]
    claims = extractor(RULES).claims(documents)
    return [(one.low, one.high, one.per) for claim in claims for one in claim.derived]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("20 billion exosomes/mL, 5 mL ampoule", [(1e11, 1e11, "ampoule")]),
        ("20 billion exosomes per 5 mL vial", [(4e9, 4e9, "mL")]),
        ("20 billion exosomes per vial. Volume: 5 mL", [(4e9, 4e9, "mL")]),
        ("20 billion exosomes / 5 mL", [(4e9, 4e9, "mL")]),
        ("2×10¹⁰–5×10¹⁰ particles per vial\nNet contents 5 ml", [(4e9, 1e10, "mL")]),
        ("10 billion exosomes per vial, 5 vials x 5 ml", [(2e9, 2e9, "mL"), (5e10, 5e10, "kit")]),
        ("Box of 5 vials. 10 billion exosomes per vial.", [(5e10, 5e10, "kit")]),
        ("100 µg exosomes per vial (2 mL vial)", [(50, 50, "mL")]),
        ("10^10 particles/mL, protein 50 µg/mL", [(2e8, 2e8, "ug")]),
    ],
)
def test_values_follow_from_a_dose_and_its_packing(text: str, values: list[tuple[float, float, str]]) -> None:
    assert derived(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "20 billion exosomes per vial\n5 mL vial and 10 mL vial",
        "20 billion exosomes per vial, dilute with 5 mL saline",
        "5 billion exosomes per dose, net contents 30 ml",
        "20 billion exosomes/mL, 5 mL vial, 100 billion exosomes per vial",
        "20 billion exosomes/mL, 5 mL vial, 90 billion exosomes per vial",
        "Not 20 billion exosomes per vial. Volume: 5 mL",
        "10 billion exosomes per vial. Box of 5 vials, net contents 25 ml, 10 vials per kit",
        "20 billion exosomes. Volume: 5 mL",
    ],
)
def test_nothing_follows_where_more_than_one_reading_fits(text: str) -> None:
    assert not derived(text)


def test_the_volume_may_stand_in_another_document() -> None:
    assert derived("20 billion exosomes per vial", "Exosome serum\n5 mL vial") == [(4e9, 4e9, "mL")]


def test_a_derived_value_shows_its_arithmetic_and_inherits_the_doubt() -> None:
    (claim,) = [
        c
        for c in extractor(RULES).claims([capture(Source(name="x", text="1010 particles/mL, 5 mL vial"))])
        if c.derived
    ]
    assert claim.derived[0].arithmetic.startswith("10 billion per mL × 5 mL = 50 billion per vial; as doubtful")
    assert claim.derived[0].basis == ("1010 particles/mL", "5 mL vial")


@given(st.integers(1, 999), st.sampled_from([1, 2, 5, 10, 20, 30, 50]), st.sampled_from(["vial", "ampoule", "bottle"]))
def test_per_packing_and_per_millilitre_are_inverse(billions: int, volume: int, packing: str) -> None:
    ((low, _, per),) = derived(f"{billions} billion exosomes per {packing}. Each {volume} mL {packing} is sealed.")
    assert per == "mL" and low == float(Decimal(billions * 10**9) / volume)


# --- places and time -------------------------------------------------------------------------------------------------


@given(st.text(alphabet="0123456789 .,x^±-~°%mlbnegvi億万十一 \n(/)+½¹⁰", max_size=80))
def test_amounts_lie_in_the_text_in_order_and_never_fail(text: str) -> None:
    low = shadow(text, frozenset()).low
    last = 0
    for amount in GRAMMAR.find(low, "de", implied=True):
        assert last <= amount.start < amount.figure_end <= amount.end <= len(low)
        assert amount.low <= amount.high
        last = amount.start


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "10 ",
        "1,",
        "1.",
        "2 x 10",
        "x10",
        "per ",
        " ",
        "10^",
        "one and ",
        "1-",
        "1±",
        "½",
        "5 ml x ",
        "十",
        "exosome ",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(unit: str) -> None:
    GRAMMAR.find("10 billion exosomes per vial", "en")
    text = (unit * 60_000)[:60_000]
    start = time.perf_counter()
    GRAMMAR.find(text, "en", implied=True)
    assert time.perf_counter() - start < 20
