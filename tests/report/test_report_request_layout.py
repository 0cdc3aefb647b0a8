"""A letter as Word document and as PDF: every word of any text, as lists and headings where it means them."""

from __future__ import annotations

import ctypes
import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pdfplumber
import pypdfium2
import pypdfium2.raw as raw
import pytest
import request_dossiers
from attacks import ATTACKS
from hypothesis import given, settings
from hypothesis import strategies as st

from labelcheck.language import speaking
from labelcheck.report.letter_blocks import blocks, shown
from labelcheck.report.request import letter_docx, letter_pdf, request_letter

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EDITED = """Dr Jane Roe
Clinic by the Sea

Subject: Questions about Lumen

Dear Mr Doe,

we have two questions:
please answer soon.

What we need

1. Count
   We found “10¹⁰ per mL”.
   - in the brochure,
     on its first page
   - on the label
   How was it counted?

3. The number before was deleted.
7) Another way of counting

- a dash
• a dot

Kind regards
Jane Roe"""

_letters = st.characters(min_codepoint=32, max_codepoint=0xFF, exclude_characters="\x7f\xad")
_korean = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
_word = st.text(st.one_of(_letters, _korean, st.sampled_from("α中の–“”•…")), min_size=1, max_size=12)
_marker = st.sampled_from(
    ["", "", "1. ", "2. ", "3. ", "12. ", "0. ", "2026. ", "4) ", "- ", "• ", "* ", "– ", "-", "1."]
)
_line = st.builds(
    lambda indent, marker, words: " " * indent + marker + " ".join(words),
    st.integers(0, 6),
    _marker,
    st.lists(_word, max_size=4),
)
_texts = st.lists(st.one_of(_line, st.just("")), max_size=14).map("\n".join)


class Word:
    """A Word document as its parts, and its lines with the markers that Word would draw."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            assert packed.testzip() is None
            self.infos = packed.infolist()
            self.parts = {info.filename: packed.read(info) for info in self.infos}
        self.body = ElementTree.fromstring(self.parts["word/document.xml"])
        self.numbering = ElementTree.fromstring(self.parts["word/numbering.xml"])
        self.rows = [(self._style(each), self._marked(each)) for each in self.body.iter(f"{_W}p")]

    @property
    def lines(self) -> list[str]:
        return [line for _, text in self.rows for line in text.split("\n")]

    def _style(self, paragraph: ElementTree.Element) -> str:
        found = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return "" if found is None else found.attrib[f"{_W}val"]

    def _marked(self, paragraph: ElementTree.Element) -> str:
        text = ""
        for part in paragraph.iter():
            if part.tag == f"{_W}t":
                text += part.text or ""
            elif part.tag in (f"{_W}br", f"{_W}tab") and part.attrib == {}:
                text += "\n" if part.tag == f"{_W}br" else "\t"
        used = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        return text if used is None else f"{self._marker(used.attrib[f'{_W}val'])} {text}"

    def _marker(self, name: str) -> str:
        (number,) = (each for each in self.numbering.iter(f"{_W}num") if each.attrib[f"{_W}numId"] == name)
        look = number.find(f"{_W}abstractNumId")
        assert look is not None
        (drawn,) = (
            each
            for each in self.numbering.iter(f"{_W}abstractNum")
            if each.attrib[f"{_W}abstractNumId"] == look.attrib[f"{_W}val"]
        )
        sign = drawn.find(f"{_W}lvl/{_W}lvlText")
        start = number.find(f"{_W}lvlOverride/{_W}startOverride")
        assert sign is not None
        self.counts = getattr(self, "counts", {})
        first = 0 if start is None else int(start.attrib[f"{_W}val"])
        self.counts[name] = self.counts.get(name, first - 1) + 1
        return sign.attrib[f"{_W}val"].replace("%1", str(self.counts[name]))


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def expected(text: str) -> list[str]:
    return [bare(line) for line in shown(text).split("\n") if line.strip()]


def pdf_text(data: bytes) -> str:
    """What can be copied out of it, without the numbers of its pages."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = []
        for page in pdf.pages:
            above = page.crop((0, 0, page.width, page.height - 55)) if len(pdf.pages) > 1 else page
            found += [char["text"] for char in above.chars]
    return bare("".join(found))


def test_an_edited_text_becomes_headings_lists_and_paragraphs() -> None:
    rows = Word(letter_docx(EDITED)).rows
    assert rows[:14] == [
        ("", "Dr Jane Roe\nClinic by the Sea"),
        ("Heading1", "Subject: Questions about Lumen"),
        ("", "Dear Mr Doe,"),
        ("", "we have two questions:\nplease answer soon."),
        ("Heading2", "What we need"),
        ("ListNumber", "1. Count"),
        ("ListContinue", "We found “10¹⁰ per mL”."),
        ("ListBullet2", "- in the brochure,"),
        ("ListContinue2", "on its first page"),
        ("ListBullet2", "- on the label"),
        ("ListContinue", "How was it counted?"),
        ("ListNumber", "3. The number before was deleted."),
        ("ListNumber", "7) Another way of counting"),
        ("ListBullet", "- a dash"),
    ]
    assert rows[14:] == [("ListBullet", "• a dot"), ("", "Kind regards\nJane Roe")]


def test_successive_numbers_are_one_list_of_words_own() -> None:
    word = Word(letter_docx("1. a\n2. b\n\nHeading\n\n3. c\n\n1. d"))
    used = [each.attrib[f"{_W}val"] for each in word.body.iter(f"{_W}numId")]
    assert len(set(used[:3])) == 1 and used[3] not in used[:3]
    assert word.lines == ["1. a", "2. b", "Heading", "3. c", "1. d"]


def test_a_point_of_the_word_document_stays_on_one_page() -> None:
    body = Word(letter_docx("1. a\n   b\n   - c\n   d\n2. e\n\nf")).body
    kept = [each.find(f"{_W}pPr/{_W}keepNext") is not None for each in body.iter(f"{_W}p")]
    assert kept == [True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("A title\n1. x", ["heading", "item"]),
        ("A sentence.\n\n1. x", ["paragraph", "item"]),
        ("Two\nlines\n\n1. x", ["paragraph", "item"]),
        ("2026. 3. 8.\n\n0. x\n-x", ["paragraph", "paragraph"]),
        ("1. x\n\n   more of it\n\nnot of it", ["item", "more", "paragraph"]),
        ("제목: 루멘\r\n\r\nSubject: x\rx", ["subject", "paragraph"]),
        ("\n \n\t\n", []),
    ],
)
def test_what_lines_are_taken_for(text: str, roles: list[str]) -> None:
    assert [block.role for block in blocks(text)] == roles


@pytest.mark.parametrize("make", [letter_docx, letter_pdf])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_letter_itself_is_in_it_to_the_last_character(make: Callable[[str], bytes], language: str) -> None:
    with speaking(language):
        text = request_letter(request_dossiers.rich())
        data = make(text)
    if make is letter_docx:
        assert [bare(line) for line in Word(data).lines] == expected(text)
    else:
        assert pdf_text(data) == "".join(expected(text))


@given(_texts)
@settings(deadline=None, max_examples=60)
def test_no_character_of_any_text_is_lost_in_word(text: str) -> None:
    assert [bare(line) for line in Word(letter_docx(text)).lines if line] == expected(text)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_any_unicode_makes_a_word_document_that_holds_it(text: str) -> None:
    assert [bare(line) for line in Word(letter_docx(text)).lines if line] == expected(text)


@given(_texts)
@settings(deadline=None, max_examples=40)
def test_no_character_of_any_text_is_lost_in_the_pdf(text: str) -> None:
    assert pdf_text(letter_pdf(text)) == "".join(expected(text))


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_words_are_shown_and_do_nothing(name: str) -> None:
    text = request_letter(request_dossiers.hostile(ATTACKS[name])) + f"\n{ATTACKS[name]}\n"
    data = letter_docx(text)
    word = Word(data)
    assert [bare(line) for line in word.lines] == expected(text)
    assert {info.filename for info in word.infos} == {info.filename for info in Word(letter_docx("a")).infos}
    assert not [part for name, part in word.parts.items() if name.endswith(".rels") and b"External" in part]
    assert {each.attrib.get(f"{_W}instr") for each in word.body.iter(f"{_W}fldSimple")} == set()
    pdf = letter_pdf(text)
    assert pdf_text(pdf) == "".join(expected(text))
    assert b"/JavaScript" not in pdf and b"/Launch" not in pdf and b"/URI" not in pdf


def test_characters_that_xml_cannot_hold_are_seen() -> None:
    lines = Word(letter_docx("a\x00b\ud800c\ufffed\u202ee\tf")).lines
    assert lines == ["a⟨U+0000⟩b⟨U+D800⟩c⟨U+FFFE⟩d⟨U+202E⟩e\tf"]


@pytest.mark.parametrize("make", [letter_docx, letter_pdf])
def test_the_same_text_gives_the_same_bytes(make: Callable[[str], bytes]) -> None:
    assert make(EDITED) == make(EDITED) != make(EDITED + ".")


@pytest.mark.parametrize("text", ["", "\n\n", " "])
def test_an_empty_text_is_an_empty_page(text: str) -> None:
    assert Word(letter_docx(text)).lines == [] and pdf_text(letter_pdf(text)) == ""


def test_the_word_document_tells_nothing_of_its_maker() -> None:
    word = Word(letter_docx(EDITED))
    assert {info.date_time for info in word.infos} == {(1980, 1, 1, 0, 0, 0)}
    core = ElementTree.fromstring(word.parts["docProps/core.xml"])
    said = {each.tag.rpartition("}")[2]: each.text or "" for each in core}
    assert said["title"] == "Subject: Questions about Lumen" and said["creator"] == said["lastModifiedBy"] == ""
    assert said["created"] == said["modified"] == "2000-01-01T00:00:00Z" and said["description"] == ""
    assert not [name for name in word.parts if "thumbnail" in name or "custom" in name]
    assert b"Macintosh" not in word.parts["docProps/app.xml"] and b"<w:rsids>" not in word.parts["word/settings.xml"]


@pytest.mark.parametrize(("language", "code"), [("en", "en-GB"), ("ko", "ko-KR")])
def test_the_word_document_is_a4_in_its_language_with_a_face_for_hangul(language: str, code: str) -> None:
    with speaking(language):
        word = Word(letter_docx(EDITED))
    (size,) = word.body.iter(f"{_W}pgSz")
    assert (size.attrib[f"{_W}w"], size.attrib[f"{_W}h"]) == ("11906", "16838")
    styles = ElementTree.fromstring(word.parts["word/styles.xml"])
    (spoken,) = styles.iterfind(f"{_W}docDefaults//{_W}lang")
    assert spoken.attrib[f"{_W}val"] == code and spoken.attrib[f"{_W}eastAsia"] == "ko-KR"
    fonts = {each.attrib.get(f"{_W}eastAsia") for each in styles.iter(f"{_W}rFonts")}
    assert fonts == {"Malgun Gothic"}
    assert f"<dc:language>{code}<".encode() in word.parts["docProps/core.xml"]


@pytest.mark.parametrize(("language", "code"), [("en", "en-GB"), ("ko", "ko-KR")])
def test_the_pdf_is_tagged_a4_in_its_language_with_its_fonts_inside(language: str, code: str) -> None:
    with speaking(language):
        data = letter_pdf(EDITED.replace("Lumen", "루멘"))
    pdf = pypdfium2.PdfDocument(data)
    assert pdf.is_tagged() and pdf.get_metadata_dict()["Title"] == "Subject: Questions about 루멘"
    assert pdf.get_metadata_dict()["Author"] == ""
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    length = raw.FPDFCatalog_GetLanguage(pdf, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(pdf, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    assert buffer.raw.decode("utf-16-le").rstrip("\0") == code
    with pdfplumber.open(io.BytesIO(data)) as opened:
        assert all(
            "NotoSansCJK" in char["fontname"] or "Libertinus" in char["fontname"] for char in opened.pages[0].chars
        )
    texts = list(pdf[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    assert texts and all(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text.raw)) == 1 for text in texts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kovačević Łódź Ελληνικά", "Kovačević Łódź Ελληνικά"),
        ("Кириллица 中文 かな", "Кириллица 中文 かな"),
        ("👍🏽 \U0010ffff", "⟨U+1F44D⟩⟨U+1F3FD⟩ ⟨U+10FFFF⟩"),
        ('ไทย "quoted" \\u{e17}', '⟨U+0E44⟩⟨U+0E17⟩⟨U+0E22⟩ "quoted" \\u{e17}'),
    ],
)
def test_what_no_font_of_ours_has_is_written_out(text: str, said: str) -> None:
    """A reader who copies the words gets them, and the PDF stays accessible."""
    pdf = pypdfium2.PdfDocument(letter_pdf(text))
    assert pdf.is_tagged() and pdf[0].get_textpage().get_text_range().replace(" ", "") == said.replace(" ", "")


def test_endless_words_stay_on_the_paper() -> None:
    with pdfplumber.open(io.BytesIO(letter_pdf(f"1. {'W' * 400}\n   - {'x' * 400}\n\n{'9' * 400}"))) as pdf:
        (page,) = pdf.pages
        assert len(page.chars) >= 1200
        assert all(char["x0"] > 50 and char["x1"] < page.width - 50 for char in page.chars)
