"""Attacks put where a label's words, a document's name and a product's name stand: none acts in any format."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser

import evaluation_parts
import pypdfium2
import pypdfium2.raw
import pytest
from attacks import ATTACKS, MARK

from labelcheck.models import Dismissal, Evaluation, Flag, Quantity, Skip
from labelcheck.report import FORMATS, Extras
from labelcheck.report.printable import one_line
from labelcheck.report.questions import seller_letter
from labelcheck.report.table import neutral, product_row, summary

EXTRAS = Extras(made_on=date(2026, 3, 8))
_ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")
_FORMULA = tuple("=+-@＝＋－＠\t\r")


def attacked(attack: str) -> Evaluation:
    """An evaluation whose every stranger's word is ``attack``."""
    documents = (
        evaluation_parts.document(attack, f"{attack}\n10 particles\n{attack}"),
        evaluation_parts.document("given", attack, given=True),
    )
    claims = (
        evaluation_parts.claim(documents, 1, "source/x", attack, value=attack),
        evaluation_parts.claim(
            documents,
            2,
            "concentration/x",
            "10 particles",
            quantity=Quantity(low=1e9, high=1e9, unit="particle", per="mL", text=attack),
            doubts=(attack,),
        ),
    )
    flag = Flag(
        id="f1", rule="general/x", title="A title", topic="safety", severity="high", market="general",
        message=f"It says {attack}", why="Because.", claims=("c1",), references=("law:x",), suggestion="Nothing.",
        arithmetic=attack,
    )  # fmt: skip
    return evaluation_parts.evaluation(
        documents,
        claims=claims,
        items=evaluation_parts.verdicts({"source": ("partly", attack, ("c1",)), "concentration": ("met", "", ("c2",))}),
        flags=(flag, flag.model_copy(update={"id": "f2"})),
        dismissed=(Dismissal(flag="f2", reason=attack),),
        skipped=(Skip(name=attack, reason=attack),),
        name=attack,
    )


class Tags(HTMLParser):
    """Which elements and attributes a page has, and what text stands outside of its style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in ("href", "src"):
                self.addresses.add(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def harmless() -> Tags:
    return Tags(FORMATS["html"].write(attacked("harmless"), EXTRAS).decode())


def test_there_are_forty_of_them() -> None:
    assert len(ATTACKS) >= 40
    assert len(set(ATTACKS.values())) == len(ATTACKS)


@pytest.mark.parametrize("name", ATTACKS)
def test_html_holds_no_element_and_no_attribute_of_an_attack(name: str, harmless: Tags) -> None:
    attack = ATTACKS[name]
    page = FORMATS["html"].write(attacked(attack), EXTRAS).decode()
    found = Tags(page)
    assert found.seen == harmless.seen
    assert found.attributes == harmless.attributes
    allowed = ("#", "https://", "data:application/json;base64,", "data:image/png;base64,")
    assert all(address.startswith(allowed) for address in found.addresses)
    assert not any("203.0.113.9" in address for address in found.addresses)
    assert one_line(attack) in re.sub(r"\s+", " ", found.text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


@pytest.mark.parametrize("name", ATTACKS)
def test_csv_cells_are_no_formulas_and_stay_in_their_row(name: str) -> None:
    attack = ATTACKS[name]
    evaluation = attacked(attack)
    for data in (FORMATS["csv"].write(evaluation, EXTRAS), summary([product_row(attack, evaluation)])):
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len({len(row) for row in rows}) == 1
        assert text.count("\r\n") == len(rows)
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.lstrip().startswith(_FORMULA)]
        assert any(one_line(attack) in cell for cell in cells)


@pytest.mark.parametrize("name", ATTACKS)
def test_text_json_and_the_letter_carry_it_as_characters(name: str) -> None:
    attack = ATTACKS[name]
    evaluation = attacked(attack)
    text = FORMATS["text"].write(evaluation, EXTRAS).decode()
    letter = seller_letter(evaluation)
    for report in (text, letter):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", report)
    written = FORMATS["json"].write(evaluation, EXTRAS).decode()
    assert json.loads(written)["product"]["given_name"] == attack
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", written)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_pdf_shows_it_and_opens_nothing(name: str) -> None:
    attack = ATTACKS[name]
    data = FORMATS["pdf"].write(attacked(attack), EXTRAS)
    pdf = pypdfium2.PdfDocument(data)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        addresses = [address for page in pdf for address in _addresses(pdf, page)]
    finally:
        pdf.close()
    shown = re.sub(r"[\s\u200b\ufffe]", "", text)
    assert re.sub(r"\s", "", one_line(attack)) in shown
    assert all(address.startswith(("https://doi.org/", "https://pmc.ncbi.nlm.nih.gov/")) for address in addresses)
    assert addresses
    assert b"/JavaScript" not in data and b"/Launch" not in data


def _addresses(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[str]:
    """The web addresses that a page's links open."""
    import ctypes

    raw = pypdfium2.raw
    found = []
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        assert raw.FPDFAction_GetType(action) == raw.PDFACTION_URI
        size = raw.FPDFAction_GetURIPath(pdf, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(pdf, action, buffer, size)
        found.append(buffer.value.decode())
    return found


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("  +1", "'+1"),
        ("\t-2 °C", "'-2 °C"),
        ("＠SUM(1)", "'＠SUM(1)"),
        ("'=1", "''=1"),
        ("a=1", "a=1"),
        ("2–8 °C", "2–8 °C"),
        ("", ""),
    ],
)
def test_neutral_cells(cell: str, written: str) -> None:
    assert neutral(cell) == written


def test_every_script_among_the_attacks_would_leave_the_mark() -> None:
    scripts = [attack for attack in ATTACKS.values() if "<script" in attack.casefold()]
    assert scripts and all(MARK in attack for attack in scripts)
