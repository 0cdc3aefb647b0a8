"""Tables of PDF pages: ruled, half ruled, shaded or not at all; their rows, their cells' places, and what is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from capture_labels import document, drawn_pdf

from labelcheck.models import Document, Table

Rows = Sequence[Sequence[str]]

COLUMNS = (40.0, 150.0, 270.0)
CERTIFICATE: Rows = (
    ("Test", "Method", "Result"),
    ("Particle count", "NTA", "1.2 x 10^10 /mL"),
    ("Endotoxin", "LAL", "< 0.05 EU/mL"),
    ("Mean size", "NTA", "112 nm"),
    ("Sterility", "Membrane filtration", "No growth"),
)


def _texts(found: Document, table: Table) -> list[list[str]]:
    """Every cell of ``table`` as it is in the text."""
    return [[found.text[cell.start : cell.end] for cell in row] for row in table.rows]


def _write(canvas: Any, rows: Rows, top: float = 500, pitch: float = 22, columns: Sequence[float] = COLUMNS) -> None:
    canvas.setFont("Helvetica", 10)
    for number, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=False):
            canvas.drawString(x, top - pitch * number, cell)


def _grid(canvas: Any) -> None:
    canvas.grid([35, 145, 265, 385], [515 - 22 * number for number in range(6)])


def _level_rules(canvas: Any) -> None:
    for number in range(6):
        canvas.line(35, 515 - 22 * number, 385, 515 - 22 * number)


def _three_rules(canvas: Any) -> None:
    for y in (515, 493, 405):
        canvas.line(35, y, 385, y)


def _stripes(canvas: Any) -> None:
    canvas.setFillGray(0.85)
    for number in (1, 3):
        canvas.rect(35, 493 - 22 * number, 350, 22, stroke=0, fill=1)
    canvas.setFillGray(0)


def _shaded_cells(canvas: Any) -> None:
    canvas.setFillColorRGB(0.2, 0.3, 0.6)
    for x, width in ((35, 110), (145, 120), (265, 120)):
        canvas.rect(x, 493, width, 22, stroke=0, fill=1)
    canvas.setFillGray(0)


def _upright_rules(canvas: Any) -> None:
    canvas.rect(35, 405, 350, 110)
    for x in (145, 265):
        canvas.line(x, 405, x, 515)
    canvas.line(35, 493, 385, 493)


def _nothing(canvas: Any) -> None:
    return None


RULINGS = (_grid, _level_rules, _three_rules, _stripes, _shaded_cells, _upright_rules, _nothing)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("ruling", RULINGS)
def test_each_row_is_one_line_whatever_rules_the_table(ruling: Callable[[Any], None], rotate: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 14)
        canvas.drawString(40, 550, "Certificate of analysis")
        ruling(canvas)
        _write(canvas, CERTIFICATE)

    found = document("coa.pdf", drawn_pdf(draw, rotate=rotate))
    assert "\n".join("\t".join(row) for row in CERTIFICATE) in found.text
    assert [_texts(found, table) for table in found.tables] == [[list(row) for row in CERTIFICATE]]
    _words_lie_in_their_cells(found)


def _words_lie_in_their_cells(found: Document) -> None:
    cells = [cell for table in found.tables for row in table.rows for cell in row]
    page = found.pages[0]
    for cell in cells:
        assert 0 <= cell.box.x0 < cell.box.x1 <= page.width + 1
        assert 0 <= cell.box.top < cell.box.bottom <= page.height + 1
    for word in found.words:
        for cell in cells:
            if cell.start <= word.start < cell.end:
                x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
                assert cell.box.x0 - 1 <= x <= cell.box.x1 + 1, (word, cell)
                assert cell.box.top - 1 <= y <= cell.box.bottom + 1, (word, cell)


WRAPPED = (
    (500, ("Test", "Method", "Result")),
    (472, ("Particle count", "Nanoparticle", "1.2 x 10^10")),
    (460, ("", "tracking analysis", "particles/mL")),
    (432, ("Endotoxin", "LAL", "< 0.05 EU/mL")),
    (404, ("Storage", "", "2-8 C, protected")),
    (392, ("conditions", "", "from light, in the")),
    (380, ("", "", "closed car-")),
    (368, ("", "", "ton")),
)
WHOLE = [
    ["Test", "Method", "Result"],
    ["Particle count", "Nanoparticle tracking analysis", "1.2 x 10^10 particles/mL"],
    ["Endotoxin", "LAL", "< 0.05 EU/mL"],
    ["Storage conditions", "", "2-8 C, protected from light, in the closed carton"],
]
BOUNDARIES = (514, 486, 446, 418, 358)


@pytest.mark.parametrize("ruling", ["grid", "level", "none"])
def test_lines_of_a_wrapped_cell_stay_in_it(ruling: str) -> None:
    def draw(canvas: Any) -> None:
        for y, row in WRAPPED:
            _write(canvas, [row], top=y)
        if ruling == "grid":
            canvas.grid([35, 145, 265, 385], BOUNDARIES)
        elif ruling == "level":
            for y in BOUNDARIES:
                canvas.line(35, y, 385, y)

    found = document("coa.pdf", drawn_pdf(draw))
    assert [_texts(found, table) for table in found.tables] == [WHOLE]
    assert found.text == "\n".join("\t".join(cell for cell in row if cell) for row in WHOLE)
    _words_lie_in_their_cells(found)


def test_raised_digits_stay_in_their_cell() -> None:
    def draw(canvas: Any) -> None:
        _grid(canvas)
        _write(canvas, [row[:2] for row in CERTIFICATE])
        for number in range(5):
            y = 500 - 22 * number
            canvas.drawString(270, y, "1.2 x 10")
            canvas.setFont("Helvetica", 6)
            canvas.drawString(270 + canvas.stringWidth("1.2 x 10", "Helvetica", 10), y + 4, "10")
            canvas.setFont("Helvetica", 10)
            canvas.drawString(325, y, "/mL")

    found = document("coa.pdf", drawn_pdf(draw))
    assert "Particle count\tNTA\t1.2 x 10¹⁰ /mL" in found.text


def test_a_merged_cell_is_one_cell() -> None:
    def draw(canvas: Any) -> None:
        for y in (515, 493, 471, 449):
            canvas.line(35, y, 385, y)
        for x, top in ((35, 515), (145, 493), (265, 493), (385, 515)):
            canvas.line(x, 449, x, top)
        _write(canvas, [("Physical and chemical tests of the finished lot",), *CERTIFICATE[1:3]])

    found = document("coa.pdf", drawn_pdf(draw))
    assert _texts(found, found.tables[0]) == [
        ["Physical and chemical tests of the finished lot"],
        *(list(row) for row in CERTIFICATE[1:3]),
    ]
    _words_lie_in_their_cells(found)


def test_a_page_cut_out_of_a_larger_one() -> None:
    import re

    def draw(canvas: Any) -> None:
        _grid(canvas)
        _write(canvas, CERTIFICATE)

    data = drawn_pdf(draw)
    cut = re.sub(rb"/MediaBox \[[^]]*\]", b"/MediaBox [ -50 -30 420 595 ]/CropBox [ 20 300 400 580 ]", data)
    found = document("coa.pdf", cut)
    assert (found.pages[0].width, found.pages[0].height) == (380, 280)
    assert [_texts(found, table) for table in found.tables] == [[list(row) for row in CERTIFICATE]]
    _words_lie_in_their_cells(found)


LEFT = (
    "The serum holds vesicles from",
    "human cells grown in a medium",
    "without animal parts and is",
    "sold dry in small vials, each",
)
RIGHT = (
    "Keep it in the cold at all times",
    "and do not freeze the powder;",
    "use it within seven days of",
    "opening the vial the first time",
)


@pytest.mark.parametrize("ruled", [False, True])
def test_columns_of_prose_are_no_table(ruled: bool) -> None:
    def draw(canvas: Any) -> None:
        _write(canvas, list(zip(LEFT, RIGHT, strict=True)) * 3, columns=(40, 230), pitch=12)
        if ruled:  # lines at the head and the foot of a page
            canvas.line(35, 520, 385, 520)
            canvas.line(35, 340, 385, 340)

    found = document("a.pdf", drawn_pdf(draw))
    assert not found.tables
    assert "\n".join(LEFT) in found.text


def test_a_box_around_prose_is_no_table() -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(30, 440, 170, 90)
        canvas.rect(220, 440, 170, 90)
        _write(canvas, list(zip(LEFT, RIGHT, strict=True)), columns=(35, 225), pitch=12)

    found = document("a.pdf", drawn_pdf(draw))
    assert not found.tables
    assert "\n".join(LEFT) in found.text
    assert "\n".join(RIGHT) in found.text


def test_text_beside_a_table_stays_out_of_it() -> None:
    def draw(canvas: Any) -> None:
        _write(canvas, [["This lot was made under clean room conditions and released on"]], top=545)
        _write(canvas, CERTIFICATE)
        _write(canvas, [["The results above concern the lot named in the heading only."]], top=385)
        _write(canvas, [["They were approved by quality."]], top=372)

    found = document("coa.pdf", drawn_pdf(draw))
    assert [_texts(found, table) for table in found.tables] == [[list(row) for row in CERTIFICATE]]
    assert found.text.split("\n\n")[-1].startswith("The results above")


def test_long_cells_between_rules_are_a_table_all_the_same() -> None:
    rows = (
        ("Appearance of the dry powder", "White to pale yellow cake or powder"),
        ("Appearance after dilution", "Clear liquid without visible particles"),
        ("Storage of the unopened vial", "Refrigerated, in the original carton"),
        ("Storage once it was opened", "Use at once and discard what is left"),
    )

    def draw(canvas: Any) -> None:
        _write(canvas, rows, columns=(40, 220), pitch=18)
        for number in range(5):
            canvas.line(35, 512 - 18 * number, 400, 512 - 18 * number)

    found = document("coa.pdf", drawn_pdf(draw))
    assert found.text == "\n".join("\t".join(row) for row in rows)
    assert [_texts(found, table) for table in found.tables] == [[list(row) for row in rows]]


def test_rows_in_groups_stay_rows() -> None:
    """Rows that stand closer to each other than their groups do are no wrapped cells."""
    groups = (CERTIFICATE[1:3], CERTIFICATE[3:5])

    def draw(canvas: Any) -> None:
        _write(canvas, groups[0], pitch=13)
        _write(canvas, groups[1], pitch=13, top=500 - 13 - 24)

    found = document("coa.pdf", drawn_pdf(draw))
    assert [_texts(found, table) for table in found.tables] == [[list(row) for row in CERTIFICATE[1:]]]
