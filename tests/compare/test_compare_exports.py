"""A comparison saved: nothing in it runs as a formula, a link or a tag, and the same set gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from shelves import FORMULA, comparison

from labelcheck.compare.export import comparison_csv, comparison_json, comparison_xlsx, matrix_svg
from labelcheck.compare.listing import comparison_text
from labelcheck.language import speaking
from labelcheck.report.printable import columns

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ("\x1b[31m\u202eevil", "=1+1", "+1", "-1", "@x", "\tx", "http://invented.example", "]]>&<b>", "\ufffe\uffff")


def workbook(data: bytes) -> dict[str, list[list[str]]]:
    """The cells of each sheet as words, and nothing else may be in them."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    shared = [
        "".join(text.text or "" for text in entry.iter(f"{MAIN}t"))
        for entry in ET.fromstring(parts["xl/sharedStrings.xml"])
    ]
    titles = [sheet.get("name", "") for sheet in ET.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
    found = {}
    for number, title in enumerate(titles, 1):
        sheet = ET.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        assert not list(sheet.iter(f"{MAIN}f")) and not list(sheet.iter(f"{MAIN}hyperlink"))
        rows = []
        for row in sheet.iter(f"{MAIN}row"):
            rows.append([shared[int(c[0].text or 0)] if c.get("t") == "s" else c[0].text or "" for c in row if len(c)])
        found[title] = rows
    return found


def sheet_xml(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.read(name).decode()


def test_a_workbook_has_answers_words_faults_and_what_was_not_read() -> None:
    sheets = workbook(comparison_xlsx(comparison()))
    assert list(sheets) == ["Comparison", "Words", "Faults", "Not read"]
    head, first, second, _ = sheets["Comparison"]
    assert head[:6] == ["Product", "Minimum met", "All met", "Particles per mL", "Percentile", "Faults"]
    assert head[6:8] == ["Question 0 (minimum)", "Question 1 (minimum)"]
    assert first[0] == "Ampoule" and first[3] == "4000000000"
    assert first[6:] == [
        "disclosed: -2+3 °C",
        "partly disclosed (missing: a method)",
        "says no",
        "not stated",
        "could not be read",
        "does not apply",
    ]
    assert second[0] == FORMULA
    words = sheets["Words"][1]
    assert words[:6] == ["Ampoule", "Question 0", "disclosed", "@SUM(1+1)<script>", "+coa.pdf", "2"]
    assert sheets["Faults"][1][:4] == [FORMULA, "has expired", "important", "=1+1 has expired."]
    assert [row[-2] for row in sheets["Not read"][1:]] == ["torn.pdf", "=bad.zip"]


def test_a_workbook_is_formatted_and_says_outcomes_in_words_and_colour() -> None:
    data = comparison_xlsx(comparison())
    sheet = sheet_xml(data)
    assert 'state="frozen"' in sheet and "<autoFilter" in sheet and "<cols>" in sheet
    styles = sheet_xml(data, "xl/styles.xml")
    assert 'wrapText="1"' in styles
    assert len(set(re.findall(r'<fgColor rgb="(\w+)"', styles))) >= 5
    cells = [style for reference, style in re.findall(r'<c r="([A-Z]+)2" s="(\d+)"', sheet) if reference >= "G"]
    assert len(set(cells)) == 6


def test_every_row_is_high_enough_for_its_words() -> None:
    """Not every program makes a row higher by itself: words would lie over those of the row below."""
    names = ("A name that needs room " * 20, "\ud55c\uad6d" * 40, "short", "endless " * 3_000)
    data = comparison_xlsx(comparison(names))
    tallest = 0.0
    for place, (title, rows) in enumerate(workbook(data).items(), 1):
        sheet = ET.fromstring(sheet_xml(data, f"xl/worksheets/sheet{place}.xml"))
        widths = [float(column.get("width", 0)) for column in sheet.iter(f"{MAIN}col")]
        heights = [float(row.get("ht", 15)) for row in sheet.iter(f"{MAIN}row")]
        for cells, height in zip(rows, heights, strict=True):
            most = max(columns(cells[0]) / widths[0], columns(cells[-1]) / widths[-1])
            assert min(409, 15 * int(most)) - 5 <= height <= 409, (title, cells[0][:30])
            tallest = max(tallest, height)
    assert tallest > 300


def test_every_cell_of_words_is_marked_as_text_that_stays_text_when_edited() -> None:
    data = comparison_xlsx(comparison())
    styles = ET.fromstring(sheet_xml(data, "xl/styles.xml"))
    formats = styles.find(f"{MAIN}cellXfs")
    assert formats is not None
    for number in range(1, 5):
        for style in re.findall(
            r'<c r="[A-Z]+\d+" s="(\d+)" t="s"', sheet_xml(data, f"xl/worksheets/sheet{number}.xml")
        ):
            assert formats[int(style)].get("quotePrefix") == "1"
            assert formats[int(style)].get("numFmtId") == "49"


def test_no_cell_of_the_table_is_a_formula() -> None:
    content = comparison_csv(comparison((FORMULA, *HOSTILE)))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 1 + len(HOSTILE) + 1
    for row in rows:
        assert len(row) == len(rows[0])
        assert not any(re.match(r"[=+\-@\t\r]", cell) for cell in row)
    by_name = dict(zip(rows[0], rows[1], strict=True))
    assert by_name["product"] == "'" + FORMULA
    assert by_name["q0"] == "disclosed" and by_name["q0: value"] == "'-2+3 °C"
    assert by_name["particles per mL"] == "4000000000" and by_name["q1: missing"] == "a method"
    assert "torn.pdf" in by_name["not read"] and "bad.zip" in rows[-1][-1]


def test_the_data_tell_all_of_it() -> None:
    data = json.loads(comparison_json(comparison()))
    assert data["schema"] == "labelcheck.comparison/1"
    assert [question["id"] for question in data["checklist"]["questions"]] == [f"q{place}" for place in range(6)]
    product = data["products"][1]
    assert product["name"] == FORMULA
    assert [answer["outcome"] for answer in product["answers"]][4] is None
    assert product["faults"][0]["kind"] == "expired" and product["dose"]["low"] == 8e9
    assert product["minimum"] == {"met": 1, "asked": 2}
    assert data["skipped"][0]["name"] == "=bad.zip"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_picture_is_well_formed_and_tells_every_answer_in_words(language: str) -> None:
    with speaking(language):
        tree = ET.fromstring(matrix_svg(comparison(("Ampoule", *HOSTILE, "a name that goes on " * 8))))
    assert tree.tag == f"{SVG}svg" and tree.get("role") == "img"
    title, described = tree[0], tree[1]
    assert title.tag == f"{SVG}title" and described.tag == f"{SVG}desc"
    assert tree.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert "Ampoule" in (described.text or "") and ("a name that goes on " * 8).strip() in (described.text or "")
    names = [group[0].text or "" for group in tree.iter(f"{SVG}g")]
    assert ("a name that goes on " * 8).strip() in names
    shown = ["".join(text.itertext()) for text in tree.iter(f"{SVG}text")]
    assert all(columns(words) <= 60 for words in shown)
    legend = ["disclosed", "partly disclosed", "not stated"] if language == "en" else ["공개됨"]
    assert all(word in shown for word in legend) or language == "ko"
    assert not [tag for tag in tree.iter() if tag.tag.split("}")[1] in ("script", "image", "a", "foreignObject")]


def test_each_outcome_has_a_shape_of_its_own() -> None:
    tree = ET.fromstring(matrix_svg(comparison(("Ampoule",))))
    signs = [group for group in tree.iter(f"{SVG}g") if (group[0].text or "").startswith("Question") and len(group) > 1]
    shapes = {
        re.sub(r"[\d.]+|#\w+", "", ET.tostring(each[1]).decode().split("style=")[0]) + str(len(each))
        for each in signs
        if each[1].tag != f"{SVG}text"
    }
    assert len(signs) >= 6 and len(shapes) >= 5


def test_text_fits_100_columns_and_obeys_nothing() -> None:
    for language in ("en", "ko"):
        with speaking(language):
            text = comparison_text(comparison(("Ampoule", *HOSTILE, "엑소좀 " * 40)))
        assert max(map(columns, text.splitlines())) <= 100
        assert "\x1b" not in text and "\u202e" not in text
    text = comparison_text(comparison())
    assert "[+] Question 0  disclosed: -2+3 °C" in text
    assert "partly disclosed (missing: a method)" in text
    assert "Not read: torn.pdf" in text and "=bad.zip" in text and "=1+1 has expired." in text


def test_the_same_comparison_gives_the_same_bytes() -> None:
    for write in (comparison_csv, comparison_json, comparison_xlsx, matrix_svg, comparison_text):
        assert write(comparison()) == write(comparison())


def test_exports_of_an_empty_set_open() -> None:
    empty = comparison(())
    assert workbook(comparison_xlsx(empty))["Comparison"][0][0] == "Product"
    assert json.loads(comparison_json(empty))["products"] == []
    ET.fromstring(matrix_svg(empty))
    assert b"bad.zip" in comparison_csv(empty) and comparison_text(empty)
