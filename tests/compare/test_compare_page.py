"""A comparison as one HTML file: it runs nothing, fetches nothing, leads nowhere but to itself, and says everything."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from shelves import FORMULA, TODAY, comparison

from labelcheck.compare import Product, compare
from labelcheck.dossiers import Comparison
from labelcheck.language import speaking
from labelcheck.models import Source
from labelcheck.report.comparison_page import comparison_html
from labelcheck.report.html.signs import SIGNS

LABEL = (
    "Product name: {name}\nExosomes from human adipose stem cells, {count} billion particles per mL, by NTA\nLot: {lot}"
)
COA = (
    "Certificate of Analysis\nProduct name: Other Vial\nLot No.: ZZ9\n"
    "Endotoxin: 0.1 EU/mL\nParticles: 7 × 10⁹ particles/mL"
)


def shown(made: Comparison, language: str = "en") -> str:
    with speaking(language):
        return comparison_html(made).decode("utf-8")


def real() -> Comparison:
    products = []
    for place, name in enumerate(("Alder Vial", "Birch Vial", "Cedar Vial"), 2):
        label = Source(name="label.txt", text=LABEL.format(name=name, count=place, lot=f"L{place}A7"))
        more = (Source(name="coa.txt", text=COA),) if place == 2 else ()
        products.append(Product(name, (label, *more)))
    return compare(products, today=TODAY)


@pytest.fixture(scope="module")
def page() -> str:
    return shown(real())


def test_nothing_runs_and_nothing_is_fetched(page: str) -> None:
    for text in (page, shown(comparison())):
        assert not re.search(r"<(?:script|iframe|object|embed|form|img|link|base)\b|\son\w+=|\ssrc=|javascript:", text)
        assert not re.search(r"\sstyle=", text), "the policy lets no style hold but that of the page"
        (style,) = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"default-src 'none'; style-src 'sha256-{digest}'" in text and "url(" not in style


def test_what_strangers_wrote_stays_words() -> None:
    text = shown(comparison())
    assert "@SUM(1+1)&lt;script&gt;" in text and "A &amp; &lt;B&gt;" in text
    assert FORMULA.replace('"', "&quot;") in text and "=bad.zip" in text


def test_every_sign_leads_to_its_answer_and_no_id_stands_twice(page: str) -> None:
    for text in (page, shown(comparison())):
        found = re.findall(r'\sid="([^"]+)"', text)
        assert len(found) == len(set(found))
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(found)
    made = real()
    assert page.count('class="lc-sign lc-') - len(re.findall(r"<li><span class=\"lc-sign", page)) == sum(
        len(dossier.cells) for dossier in made.dossiers
    )


def test_it_says_of_every_product_what_its_documents_do(page: str) -> None:
    for name in ("Alder Vial", "Birch Vial", "Cedar Vial", "coa.txt", "names another product", "Endotoxin: 0.1 EU/mL"):
        assert name in page
    assert page.count("<h1") == 1 and page.count('class="lc-cmp-product"') == 3
    assert "Particles per mL, side by side" in page and "What the short words mean" in page
    for width in re.findall(r'class="lc-w(\d+)"', page):
        assert f".lc-w{width} {{ width: {width}%; }}" in page


def test_headings_go_down_step_by_step(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_no_name_of_a_symbol_is_shown(page: str) -> None:
    words = set(re.split(r"\W+", re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)))
    assert "lc-icon" in page and not words & {name for name in SIGNS if "_" in name}


def test_it_speaks_korean_and_is_the_same_every_time(page: str) -> None:
    korean = shown(real(), "ko")
    assert '<html lang="ko">' in korean and "누가 무엇을 공개하는가" in korean and "Alder Vial" in korean
    assert shown(real()) == page
