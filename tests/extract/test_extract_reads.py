"""Values that stand on the label itself: dates in any spelling, lots, names, and where each ends."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from labelcheck.capture import read
from labelcheck.extract import find_claims
from labelcheck.extract.dates import Dates, Order, order_of
from labelcheck.extract.reads import Reader
from labelcheck.models import Box, Claim, Code, Source
from labelcheck.rules import load_rules

RULES = load_rules()
READER = Reader(RULES)
MONTHS = {
    name: number
    for context in RULES.contexts.values()
    for number, names in enumerate(context.months, 1)
    for name in names
}
DATES = Dates(MONTHS)
LINES = yaml.safe_load(Path(__file__).with_name("traceable_lines.yaml").read_text(encoding="utf-8"))
KINDS = ("paper", "manufacture", "traceability")
DAYS = [date(2024, 1, 1) + timedelta(days=days) for days in range(0, 2000, 37)]
SPELLINGS = (
    "{day:%Y-%m-%d}",
    "{day:%Y/%m/%d}",
    "{day:%Y.%m.%d}",
    "{day:%Y. %m. %d}.",
    "{day:%d.%m.%Y}",
    "{day:%Y%m%d}",
    "{day.year}년 {day.month}월 {day.day}일",
    "{day.year}年{day.month}月{day.day}日",
    "{day.day} {en} {day.year}",
    "{day.day}th of {en} {day.year}",
    "{en} {day.day}, {day.year}",
    "{day.day:02}-{short}-{day.year}",
    "{day.day:02}{short}{day.year}",
    "{day.day}. {de} {day.year}",
    "{day.day} {fr} {day.year}",
    "{day.day} de {es} de {day.year}",
)
SPELT_MONTHS = (
    *("{day:%Y-%m}", "{day:%Y/%m}", "{day:%Y.%m}", "{day:%m/%Y}", "{day:%m.%Y}", "{day:%Y%m}"),
    *("{short} {day.year}", "{en} {day.year}", "{de} {day.year}", "{es} de {day.year}"),
    *("{day.year}년 {day.month}월", "{day.year}年{day.month}月"),
)


def spelt(form: str, day: date) -> str:
    """A day or month in one spelling, with the month's name where it wants one."""
    names = {
        language: RULES.contexts[language].months[day.month - 1][0].title() for language in ("en", "de", "fr", "es")
    }
    return form.format(day=day, short=names["en"][:3].upper(), **names)


def value_of(words: str, order: Order | None = None) -> str | None:
    found = DATES.read(words, order)
    assert found is not None, words
    return found.value


@pytest.mark.parametrize("form", SPELLINGS)
def test_a_day_in_any_spelling_is_read_back(form: str) -> None:
    for day in DAYS:
        words = spelt(form, day)
        found = DATES.read(f"{words} and more")
        assert found, words
        assert found.value == day.isoformat(), words
        assert words.rstrip(".") == words[: found.end].rstrip("."), words


@pytest.mark.parametrize("form", SPELT_MONTHS)
def test_a_month_in_any_spelling_is_read_back(form: str) -> None:
    for day in DAYS:
        found = DATES.read(spelt(form, day))
        assert found and found.value == f"{day:%Y-%m}", spelt(form, day)


@pytest.mark.parametrize("mark", ["/", "-", " "])
def test_a_day_that_could_be_a_month_has_no_value_until_another_date_decides(mark: str) -> None:
    for day in DAYS:
        words = f"{day:%d}{mark}{day:%m}{mark}{day:%Y}"
        clear = day.day > 12 or day.day == day.month
        assert value_of(words) == (day.isoformat() if clear else None), words
        assert value_of(words, "day") == day.isoformat(), words
        other = f"{day:%m}{mark}{day:%d}{mark}{day:%Y}"
        assert value_of(other, "month") == day.isoformat(), other


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2703", "2027-03"),
        ("03/27", "2027-03"),
        ("MAR-27", "2027-03"),
        ("1211", None),
        ("03/11", None),
        ("MAR 27", None),
        ("270301", None),
        ("27.03.01", None),
        ("2026-03 – 2027-03", None),
        ("1 March 2026 to 3 March 2026", None),
    ],
)
def test_short_forms_count_only_where_they_mean_one_thing(words: str, value: str | None) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    "words",
    ["see bottom", "12M", "24 months", "2026", "31/02/2026", "2027-13-01", "2027-03-010", "1e10", "02-2024-0301", ""],
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert DATES.read(words) is None


def test_the_order_of_a_document_is_what_its_clear_dates_say() -> None:
    assert order_of("Made 25/03/2025, use by 03/04/2026") == "day"
    assert order_of("Made 03/25/2025, use by 03/04/2026") == "month"
    assert order_of("Made 03/02/2025") is None
    assert order_of("25/03/2025 or 03/25/2025") is None


@pytest.mark.parametrize(
    ("words", "value", "held"),
    [
        ("exo-2403–a; more", "EXO-2403-A", "exo-2403–a"),
        ("AB 10442 EXP 2027", "AB10442", "AB 10442"),
        ("ＡＢ１２３", "AB123", "ＡＢ１２３"),
        ("SL 26041", "SL26041", "SL 26041"),
        ("A1201 2027-03", "A1201", "A1201"),
        ("ASC - 017", "ASC-017", "ASC - 017"),
    ],
)
def test_a_code_is_one_word_with_a_figure(words: str, value: str, held: str) -> None:
    found = READER.read("code", words, 0, len(words))
    assert found is not None
    assert (found.value, words[found.start : found.end]) == (value, held)


@pytest.mark.parametrize("words", ["see bottom", "7", "12", "EXP", "-", " "])
def test_what_names_no_lot_is_no_code(words: str) -> None:
    assert READER.read("code", words, 0, len(words)) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Aurelle Exo 10B\tLot", "Aurelle Exo 10B"),
        ("  Biovie SAS\nLyon", "Biovie SAS"),
        ("Nordkap Biologics. Keep cold", "Nordkap Biologics"),
        ("Celora Biotech Inc. Seoul", "Celora Biotech Inc. Seoul"),
        ("루미나 엑소좀 앰플", "루미나 엑소좀 앰플"),
    ],
)
def test_a_name_ends_with_its_line_cell_or_sentence(words: str, name: str) -> None:
    found = READER.read("name", words, 0, len(words))
    assert found is not None
    assert (found.value, words[found.start : found.end]) == (name, name)


def test_words_in_small_letters_are_no_name() -> None:
    assert READER.read("name", "see the box", 0, 11) is None


def claims_in(text: str) -> list[Claim]:
    return [claim for claim in find_claims([read(Source(name="example.txt", text=text))], RULES) if claim.kind in KINDS]


@pytest.mark.parametrize("line", LINES, ids=[line["text"][:40] for line in LINES])
def test_a_line_says_what_it_says_and_no_more(line: dict[str, Any]) -> None:
    claims = claims_in(line["text"])
    said = {
        (claim.rule, claim.value)
        for claim in claims
        if claim.rule != "paper/label"
        and claim.status == "asserted"
        and claim.subject == "product"
        and claim.qualifier is None
    }
    assert said == {(rule, value) for rule, value in line["says"]}


@pytest.mark.parametrize("line", LINES, ids=[line["text"][:40] for line in LINES])
def test_every_claim_quotes_the_text_as_it_is_printed(line: dict[str, Any]) -> None:
    text = read(Source(name="example.txt", text=line["text"])).text
    for claim in claims_in(line["text"]):
        assert text[claim.start : claim.end] == claim.text


CERTIFICATE = """CERTIFICATE OF ANALYSIS
Product\tBatch No.\tMfg. Date\tExp. Date
Reneva Exo\tRX-2209\t2026-01\t2028-01
Analysis date\t05/02/2026
"""


def test_a_column_is_read_under_its_head() -> None:
    found = {(claim.rule, claim.text): claim.value for claim in claims_in(CERTIFICATE)}
    assert found == {
        ("paper/certificate", "CERTIFICATE OF ANALYSIS"): "certificate",
        ("traceability/product-name", "Reneva Exo"): "Reneva Exo",
        ("traceability/lot", "RX-2209"): "RX-2209",
        ("traceability/made", "2026-01"): "2026-01",
        ("traceability/expires", "2028-01"): "2028-01",
        ("traceability/dated", "Analysis date\t05/02/2026"): None,
    }


def test_a_row_of_two_fields_is_no_head_of_columns() -> None:
    found = [(claim.rule, claim.value) for claim in claims_in("Lot\tA1201\nExpiry\t2027-03\nBatch\tB77")]
    assert found == [("traceability/lot", "A1201"), ("traceability/expires", "2027-03"), ("traceability/lot", "B77")]


def test_a_barcode_settles_the_date_printed_beside_it() -> None:
    plain = read(Source(name="example.txt", text="(01)08801234567893(17)270331(10)A1201"))
    place = Box(page=1, x0=0, top=0, x1=1, bottom=1)
    code = Code(format="Data Matrix", text=plain.text, box=place, fields={"expiry": "2027-03-31"})
    for document, value in ((plain, None), (plain.model_copy(update={"codes": (code,)}), "2027-03-31")):
        found = {claim.rule: claim.value for claim in find_claims([document], RULES) if claim.kind == "traceability"}
        assert found == {"traceability/expires": value, "traceability/lot": "A1201"}


def test_a_long_table_is_read_in_one_pass() -> None:
    rows = "".join(f"A{number:04}\t2027-{number % 12 + 1:02}\n" for number in range(2000))
    claims = claims_in(f"Lot No.\tExp\n{rows}")
    assert len(claims) == 4000
