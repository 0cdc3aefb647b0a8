"""Plain text, Markdown and HTML."""

from __future__ import annotations

import time

import pytest
from capture_labels import document
from hypothesis import given
from hypothesis import strategies as st

from labelcheck.capture import CaptureError
from labelcheck.capture.characters import normalised


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Über 10¹⁰".encode(), "Über 10¹⁰"),
        ("Über".encode("utf-8-sig"), "Über"),
        ("냉장보관".encode("utf-16"), "냉장보관"),
        ("crème régénérante".encode("cp1252"), "crème régénérante"),
        ("엑소좀 앰플 냉장보관".encode("cp949"), "엑소좀 앰플 냉장보관"),
        ("cut off in a character: 냉".encode()[:-1], "cut off in a character: "),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert document("label.txt", data).text == text


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02text", b"\x01\x02\x03\x04\x05\x06\x07" * 50, bytes(range(128, 256)) * 4]
)
def test_binary_named_text_is_refused(data: bytes) -> None:
    with pytest.raises(CaptureError, match=r"^label\.txt: .*(binary|encoding).*; "):
        document("label.txt", data)


def test_characters_are_put_in_order_and_superscripts_stay() -> None:
    source = "\ufeffﬁrst\r\nsec\u00adond\u200b\rthird\u00a0x\u2009y \u202egnp\u202c 1×10¹⁰ e\u0301 20,000㎎ ℃"
    assert document("a.txt", source).text == "first\nsecond\nthird x y gnp 1×10¹⁰ é 20,000㎎ ℃"


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    assert "\r" not in once and "\u200b" not in once and "\x00" not in once


def test_text_has_no_pages_and_full_legibility() -> None:
    found = document("a.txt", "Store at 2-8 °C.")
    assert (found.kind, found.reader, found.pages, found.words, found.legibility) == ("text", "plain text", (), (), 1.0)
    assert document("blank.txt", " \n").warnings


def test_markdown() -> None:
    source = """# Serum #
**Bold** and *thin*, 5*10^9 * 2, a_b_c, [the trial](https://x.org/a_(b) "t"), ![vial of serum](v.png)

Storage
-------
> Keep at `2*8`\\* <b>cold</b><br>dry 10<sup>10</sup>

| Test | Result |
|:-----|-------:|
| **Sterility** | Pass |

```
  a * b
```
* one
1. two
[id]: https://x.org
<!-- hidden -->
"""
    found = document("label.md", source)
    assert found.kind == "markdown"
    lines = [line for line in found.text.split("\n") if line]
    assert lines == [
        "Serum",
        "Bold and thin, 5*10^9 * 2, a_b_c, the trial, vial of serum",
        "Storage",
        "Keep at 2*8* cold",
        "dry 10¹⁰",
        "Test\tResult",
        "Sterility\tPass",
        "  a * b",
        "- one",
        "1. two",
    ]


def test_html() -> None:
    source = """<!DOCTYPE html><html><head><title>T</title><meta name=description content=D>
    <style>p{}</style></head><body>
    <nav>menu</nav><h1>Exo&nbsp;Serum</h1><p>Contains 1&times;10<sup>10</sup>
    particles<br>per mL<script>1<2</script></p><div style="display: none">gone</div><p hidden>gone</p>
    <table><tr><th>Test<th>Result</tr><tr><td><p>Sterility</p></td><td>Pass</td></tr></table>
    <ul><li>one<li>two</ul><img alt="a vial"><footer>Made in Korea</footer></body></html>"""
    found = document("page.html", source.encode())
    assert found.kind == "html"
    assert found.text.split("\n\n") == [
        "Exo Serum",
        "Contains 1×10¹⁰ particles\nper mL",
        "Test\tResult\nSterility\tPass",
        "- one\n- two",
        "a vial",
        "Made in Korea",
    ]


def test_html_charset_and_name() -> None:
    page = '<html><meta charset="euc-kr"><p>냉장보관'.encode("euc-kr")
    assert document("page", page).text == "냉장보관"
    assert document("a.txt", b"<html><p>x</p>").kind == "html"


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<![", "</", "<div>", "<", "<?", "<div a='", "<script>", "<td>x", "&#"]
)
def test_malformed_html_is_read_in_linear_time(piece: str) -> None:
    start = time.perf_counter()
    document("page.html", "<html>" + piece * 30_000)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Store the serum in a cool place and do not freeze it.", ("en",)),
        ("Conserver le sérum dans un endroit frais et ne pas congeler.", ("fr",)),
        ("Nicht einfrieren und für die Haut im Dunkeln lagern.", ("de",)),
        ("No congelar el suero y conservar en un lugar fresco para la piel.", ("es",)),
        ("Não congelar e conservar em um lugar fresco para a pele.", ("pt",)),
        ("Conservare il siero in un luogo fresco e non congelare per la pelle.", ("it",)),
        ("냉장보관 2~8℃", ("ko",)),
        ("冷蔵庫で保存してください", ("ja",)),
        ("冷藏保存，请勿冷冻", ("zh",)),
        ("12345 (67)", ()),
        ("엑소좀 앰플 냉장보관 하십시오 사용 전 흔들어 주십시오. Keep in the fridge.", ("ko", "en")),
    ],
)
def test_languages(text: str, expected: tuple[str, ...]) -> None:
    assert document("a.txt", text).languages == expected


def seen(body: str) -> str:
    return document("page.html", f"<!DOCTYPE html><html><body>{body}</body></html>").text


LINKS = (
    "<ul><li><a href=1>Human fat exosome</a></li><li><a href=2>Frozen vials</a></li><li><a href=3>Help</a></li></ul>"
)
PRODUCT = (
    "<h1>Rose Serum</h1><p>Contains 1 × 10<sup>10</sup> particles per mL, and is made by our own laboratory.</p>"
    "<h2>Storage</h2><p>Store at 2–8 °C, away from light, and use the serum within thirty days after opening.</p>"
)


@pytest.mark.parametrize(
    "around",
    [
        f"<nav>{LINKS}</nav>",
        f"<header class='site-header'>{LINKS}</header>",
        f"<div class='mega-menu'>{LINKS}</div>",
        f"<div class='css-9f'>{LINKS}</div>",
        f"<footer>We ship frozen.{LINKS}</footer>",
        f"<aside class=sidebar>{LINKS}</aside>",
        "<div id='cookie-banner'>Frozen cookies? <button>Yes</button></div>",
        "<section class='related-products'><a href=1>Human fat exosome</a><p>Frozen</p></section>",
        "<div class='xans-product-relation'><a href=1>Human fat exosome</a></div>",
        "<div class='css-1' aria-label='Recommended products'><a href=1>Human fat exosome</a></div>",
        "<div><h2>You may also like</h2><div><a href=1>Human fat exosome</a></div></div>",
        "<h3>관련상품</h3><p>Human fat exosome</p>",
        "<section id=reviews><p>Frozen, it cured me</p></section>",
        "<div id=prdReview><p>Frozen, it cured me</p></div>",
        "<h2>Customer reviews (12)</h2><p>Frozen, it cured me</p><div>Human fat!</div>",
        "<div class='recently-viewed'><a href=1>Human fat exosome</a></div>",
    ],
)
def test_what_surrounds_a_product_is_not_its_text(around: str) -> None:
    whole = seen(PRODUCT)
    assert "10¹⁰" in whole and "thirty days" in whole
    assert seen(f"{around}<main>{PRODUCT}</main>") == whole
    assert seen(f"<div class=wrap>{PRODUCT}{around}</div>") == whole


@pytest.mark.parametrize(
    "part",
    [
        "<ul class=ingredients><li><a href=1>Water</a><li><a href=2>Glycerin</a><li><a href=3>Rose exosomes</a></ul>",
        "<h3>Ingredients</h3><div><a href=1>Water</a> <a href=2>Glycerin</a> <a href=3>Rose exosomes</a></div>",
        "<p><a href=1>Water</a>, <a href=2>Glycerin</a>, <a href=3>Salt</a>, <a href=4>Rose exosomes</a></p>",
        "<details><summary>Ingredients</summary><p>Water, Rose exosomes</p></details>",
        "<div class='tab-pane fade' aria-hidden=true>Water, Rose exosomes</div>",
        "<a href='#tab2'>More</a><div id=tab2 style='display:none'>Water, Rose exosomes</div>",
        "<button aria-controls=x>More</button><div id=x hidden>Water, Rose exosomes</div>",
        "<div role=tabpanel hidden>Water, Rose exosomes</div><div hidden=until-found>more</div>",
        "<div class=modal role=dialog>Water, Rose exosomes</div>",
        "<aside class=note>Water, Rose exosomes</aside>",
        "<footer>Water, Rose exosomes. Made in Korea.</footer>",
        "<div class='recommended-use'>Apply Rose exosomes</div>",
        "<h2>Recommendations for storage</h2><p>Keep Rose exosomes cold</p>",
        "<p class='clinical-review-board'>Rose exosomes were reviewed</p>",
        "<table class=product-info><tr><th>INCI<td>Water, Rose exosomes</table>",
    ],
)
def test_nothing_of_the_product_is_left_out(part: str) -> None:
    assert "Rose exosomes" in seen(f"<nav>{LINKS}</nav><main>{PRODUCT}{part}</main>")
    assert "Rose exosomes" in seen(f"<div>{PRODUCT}</div>{part}")


def test_a_menu_that_is_never_closed_swallows_nothing() -> None:
    assert "Storage" in seen(f"<nav>{LINKS}{PRODUCT}")
    assert seen("<div class=reviews><p>All there is</p></div>") == "All there is"


def test_what_was_left_out_is_said() -> None:
    page = f"<html><body>{PRODUCT}<div class=reviews>It cured me</div></body></html>"
    assert "were left out" in document("page.html", page).warnings[0]
    assert document("page.html", f"<html><body><nav>{LINKS}</nav>{PRODUCT}</body></html>").warnings == ()
    empty = document("page.html", "<html><body><div id=root></div><script>draw()</script></body></html>")
    assert "print it to a PDF" in empty.warnings[0]


def test_raised_by_style_and_rows_without_ends() -> None:
    assert seen("<p>10<span style='vertical-align: super'>9</span> /mL") == "10⁹ /mL"
    assert seen("<table><tr><td>A<td>B<tr><td>C<td><b>D</table>") == "A\tB\nC\tD"
