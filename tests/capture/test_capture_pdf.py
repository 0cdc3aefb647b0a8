"""PDF pages: words and boxes, superscripts, reading order, turned pages, tables, and when OCR takes over."""

from __future__ import annotations

from typing import Any

import pytest
from capture_labels import document, drawn_pdf, pdf
from hypothesis import given, settings
from hypothesis import strategies as st

from labelcheck.capture import read, render
from labelcheck.capture.pdf import pages as pdf_pages
from labelcheck.models import Document, Source


def _holds_together(found: Document) -> None:
    assert all(found.text[word.start : word.end] == word.text for word in found.words)
    assert all(a.end <= b.start for a, b in zip(found.words, found.words[1:], strict=False))
    assert all(page.start <= page.end <= len(found.text) for page in found.pages)
    for word in found.words:
        page = found.pages[word.box.page - 1]
        assert page.start <= word.start and word.end <= page.end
        assert 0 <= word.box.x0 < word.box.x1 <= page.width
        assert 0 <= word.box.top < word.box.bottom <= page.height


_printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(20, 560), _printable), min_size=1, max_size=12))
def test_words_are_slices_of_the_text(lines: list[tuple[int, int, str]]) -> None:
    found = document("a.pdf", pdf(*lines, pages=2))
    _holds_together(found)
    assert len(found.pages) == 2


def _line(canvas: Any, x: float, y: float, *parts: tuple[str, float, float]) -> None:
    """Draw parts of (text, size, rise) one behind the other."""
    for text, size, rise in parts:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y + rise, text)
        x += canvas.stringWidth(text, "Helvetica", size)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([("1.0 x 10", 14, 0), ("10", 8, 5), (" particles/mL", 14, 0)], "1.0 x 10¹⁰ particles/mL"),
        ([("5 x 10", 9, 0), ("9", 6, 3), ("/vial", 9, 0)], "5 x 10⁹/vial"),
        ([("10", 12, 0), ("-6", 7, 4), (" g", 12, 0)], "10⁻⁶ g"),
        ([("proven", 12, 0), ("1", 7, 4), (", safe", 12, 0)], "proven¹, safe"),
        ([("H", 12, 0), ("2", 8, -2), ("O", 12, 0)], "H2O"),
        ([("1", 12, 0), ("st", 7, 4), (" use", 12, 0)], "1st use"),
        ([("10 10", 12, 0)], "10 10"),
        ([("EXO", 18, 0), (" serum", 9, 0)], "EXO serum"),
    ],
)
def test_typeset_superscripts(parts: list[tuple[str, float, float]], text: str) -> None:
    found = document("a.pdf", drawn_pdf(lambda canvas: _line(canvas, 40, 500, *parts)))
    assert found.text == text
    _holds_together(found)


def test_a_superscript_drawn_at_the_end_of_the_page() -> None:
    def draw(canvas: Any) -> None:
        _line(canvas, 40, 500, ("Contains 1 x 10", 14, 0))
        _line(canvas, 40 + canvas.stringWidth("Contains 1 x 10  ", "Helvetica", 14), 500, ("particles", 14, 0))
        _line(canvas, 40, 450, ("Store cold", 14, 0))
        canvas.setFont("Helvetica", 14)
        _line(canvas, 40 + canvas.stringWidth("Contains 1 x 10", "Helvetica", 14), 505, ("9", 8, 0))

    assert document("a.pdf", drawn_pdf(draw)).text.split("\n")[0] == "Contains 1 x 10⁹ particles"


_LEFT = [
    "The serum holds vesicles from",
    "human adipose stem cells and",
    "is sold freeze-dried in vials",
    "of five millilitres each now.",
]
_RIGHT = [
    "Keep refrigerated at all times",
    "and do not freeze the powder.",
    "Use within seven days after",
    "the vial has been opened once.",
]


def _columns(rows: bool) -> bytes:
    placed = [(30.0, 500.0 - 14 * i, t) for i, t in enumerate(_LEFT)] + [
        (230.0, 500.0 - 14 * i, t) for i, t in enumerate(_RIGHT)
    ]
    if rows:
        placed.sort(key=lambda line: -line[1])
    return pdf((30, 530, "A title that runs across both columns of the page, as titles do"), *placed, size=10)


@pytest.mark.parametrize("rows", [False, True])
def test_columns_of_prose_are_read_one_after_the_other(rows: bool) -> None:
    text = document("a.pdf", _columns(rows)).text
    assert "\n".join(_LEFT) in text
    assert "\n".join(_RIGHT) in text
    assert text.index("A title") < text.index(_LEFT[0]) < text.index(_RIGHT[0])


def test_short_rows_keep_their_order() -> None:
    rows = [("LOT", "EX2410"), ("MFG", "2026.03.11"), ("EXP", "2028.03.10"), ("REF", "AB-1")]
    lines = [(x, 500.0 - 20 * i, t) for i, row in enumerate(rows) for x, t in zip((40.0, 200.0), row, strict=True)]
    assert document("a.pdf", pdf(*lines)).text.split() == [word for row in rows for word in row]
    assert "LOT\tEX2410\nMFG\t2026.03.11" in document("a.pdf", pdf(*lines)).text


def test_a_ruled_table_gives_one_line_a_row() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(40, 540, "Certificate of analysis")
        for y in (500, 470, 440, 400):
            canvas.line(40, y, 380, y)
        for x in (40, 140, 260, 380):
            canvas.line(x, 400, x, 500)
        for y, row in zip(
            (485, 455, 425),
            (("Test", "Limit", "Result"), ("Endotoxin", "< 0.5 EU/mL", "Pass"), ("Count", "1 x 10^10", "1.2 x 10^10")),
            strict=True,
        ):
            for x, cell in zip((45, 145, 265), row, strict=True):
                canvas.drawString(x, y, cell)
        canvas.drawString(145, 411, "particles/mL")

    found = document("coa.pdf", drawn_pdf(draw))
    assert found.text.split("\n\n") == [
        "Certificate of analysis",
        "Test\tLimit\tResult\nEndotoxin\t< 0.5 EU/mL\tPass\nCount\t1 x 10^10 particles/mL\t1.2 x 10^10",
    ]
    _holds_together(found)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_shown_sideways(rotate: int) -> None:
    found = document("a.pdf", pdf((40, 500, "Store at 2-8 C and"), (40, 480, "do not freeze."), rotate=rotate))
    assert found.text == "Store at 2-8 C and\ndo not freeze."
    assert (found.pages[0].width, found.pages[0].height) == ((420, 595) if rotate in (0, 180) else (595, 420))
    _holds_together(found)
    _boxes_hold_ink(
        found,
        Source(name="a.pdf", data=pdf((40, 500, "Store at 2-8 C and"), (40, 480, "do not freeze."), rotate=rotate)),
    )


def test_text_drawn_sideways_on_an_upright_page() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.rotate(90)
        canvas.drawString(100, -200, "Store at 2-8 C and keep in the dark.")
        canvas.drawString(100, -220, "Do not freeze the serum.")

    data = drawn_pdf(draw)
    found = document("a.pdf", data)
    assert found.text == "Store at 2-8 C and keep in the dark.\nDo not freeze the serum."
    _boxes_hold_ink(found, Source(name="a.pdf", data=data))


def _boxes_hold_ink(found: Document, source: Source) -> None:
    """Every word's box, scaled to the rendered page, covers dark pixels, and nothing dark lies outside all boxes."""
    import io

    import numpy
    from PIL import Image

    image = numpy.asarray(Image.open(io.BytesIO(render(source, 1))).convert("L")).copy()
    scale = image.shape[1] / found.pages[0].width
    assert image.shape[0] == pytest.approx(found.pages[0].height * scale, abs=2)
    for word in found.words:
        edges = [round(edge * scale) for edge in (word.box.x0, word.box.top, word.box.x1, word.box.bottom)]
        part = image[edges[1] : edges[3], edges[0] : edges[2]]
        assert part.min() < 128, word
    for word in found.words:
        edges = [round(edge * scale) for edge in (word.box.x0, word.box.top, word.box.x1, word.box.bottom)]
        image[edges[1] - 2 : edges[3] + 2, edges[0] - 2 : edges[2] + 2] = 255
    assert image.min() > 128


def test_text_outside_the_page_is_not_seen() -> None:
    found = document("a.pdf", pdf((40, 500, "Store cold"), (500, 500, "printer's marks"), (40, -30, "below")))
    assert found.text == "Store cold"


def test_words_broken_at_a_line_end_are_joined() -> None:
    lines = ["Conditioned media of adi-", "pose cells and adipose-", "derived exosomes, CD9-", "positive, 2-", "8 C."]
    text = document("a.pdf", pdf(*((40.0, 500.0 - 13 * i, line) for i, line in enumerate(lines)))).text
    assert "adipose\ncells and adipose-derived\nexosomes, CD9-positive,\n" in text


def test_paragraphs_and_pages_end_in_a_blank_line() -> None:
    lines = [(40.0, y, f"Line at {y} of the page") for y in (500, 487, 474, 440, 427)]
    text = document("a.pdf", pdf(*lines, pages=2)).text
    first, second = (500, 487, 474), (440, 427)
    page = "\n\n".join("\n".join(f"Line at {y} of the page" for y in paragraph) for paragraph in (first, second))
    assert text == f"{page}\n\n{page}"


_PICTURE = pdf_pages.Picture((0.0, 0.0, 10.0, 10.0), 100, 100)


@pytest.mark.parametrize(
    ("printed", "broken", "contents", "expected"),
    [
        (60, 0, {}, "text"),
        (20, 0, {}, "text"),
        (0, 0, {}, "empty"),
        (0, 0, {"pictures": [_PICTURE], "picture_area": 60}, "scan"),
        (10, 0, {"pictures": [_PICTURE], "picture_area": 90}, "scan"),
        (900, 0, {"pictures": [_PICTURE], "picture_area": 90, "texts": 10, "hidden_texts": 9}, "scan with hidden text"),
        (900, 0, {"pictures": [_PICTURE], "picture_area": 90, "texts": 10, "hidden_texts": 1}, "text"),
        (0, 0, {"paths": 200}, "outlined"),
        (60, 0, {"paths": 200}, "text"),
        (100, 20, {}, "broken encoding"),
        (100, 5, {}, "text"),
    ],
)
def test_page_verdicts(printed: int, broken: int, contents: dict[str, Any], expected: str) -> None:
    found = pdf_pages.Contents(**contents)
    assert pdf_pages.verdict(printed, broken, found, 100.0) == expected


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[str, float]] = []
    read(Source(name="a.pdf", data=pdf((40, 500, "x y z"), pages=3)), progress=lambda *what: told.append(what))
    assert [phrase for phrase, _ in told] == [f"reading text, page {n} of 3" for n in (1, 2, 3)]
    assert all(0 <= share <= 1 for _, share in told)
