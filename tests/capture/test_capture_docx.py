"""Word documents: what is printed is read, what is hidden or deleted is not, and raised digits stay raised."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest
from capture_labels import document, picture, saved
from word_files import paragraph, run, table, word_file

from labelcheck.capture import CaptureError
from labelcheck.capture.watch import Watch
from labelcheck.capture.written.word_document import word_document
from labelcheck.models import CaptureSettings

RAISED = '<w:vertAlign w:val="superscript"/>'


def lines(body: str, **parts: tuple[str, str | bytes]) -> list[str]:
    named = {name.replace("_", "."): part for name, part in parts.items()}
    return [line for line in document("label.docx", word_file(body, named)).text.split("\n") if line]


@pytest.mark.parametrize(
    "power",
    [
        run("10", RAISED),
        run("1", RAISED) + run("0", RAISED),
        run("10", '<w:rStyle w:val="Up"/>'),
        run("10", '<w:position w:val="6"/>'),
        "<m:oMath><m:sSup><m:e></m:e><m:sup><m:r><m:t>10</m:t></m:r></m:sup></m:sSup></m:oMath>",
    ],
)
def test_raised_digits_stay_raised(power: str) -> None:
    styles = (
        '<w:style w:styleId="High" w:type="character"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:styleId="Up" w:type="character"><w:basedOn w:val="High"/></w:style>'
    )
    body = paragraph("1 × 10", power, " particles/mL, H", run("2", '<w:vertAlign w:val="subscript"/>'), "O")
    assert lines(body, styles_xml=("styles", styles)) == ["1 × 10¹⁰ particles/mL, H2O"]


def test_hidden_deleted_and_old_text_is_not_read() -> None:
    body = paragraph(
        "Store ",
        run("hidden ", "<w:vanish/>"),
        run("seen ", '<w:vanish w:val="0"/>'),
        run("secret ", '<w:rStyle w:val="Ghost"/>'),
        f"<w:del><w:r><w:delText>gone </w:delText></w:r>{run('gone ')}</w:del>",
        f"<w:moveFrom>{run('moved ')}</w:moveFrom>",
        f"<w:ins>{run('new ')}</w:ins>",
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        "<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>at 2-8 °C</w:t></w:r>",
        properties="<w:rPr><w:vanish/></w:rPr>",
    )
    styles = '<w:style w:styleId="Ghost" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert lines(body, styles_xml=("styles", styles)) == ["Store seen new at 2-8 °C"]


def test_headings_lists_tables_and_breaks() -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    body = (
        paragraph("Storage", properties='<w:outlineLvl w:val="0"/>' + item)
        + paragraph("cold", properties=item)
        + paragraph("dark", properties=item)
        + paragraph("Lot:", "<w:r><w:tab/></w:r>", "A1", "<w:r><w:br/></w:r>", "Exp: 2027", "<w:r><w:cr/></w:r>")
        + table(("Test", "Result"), ("Particles", "10"))
    )
    found = document("label.docx", word_file(body))
    assert found.kind == "docx"
    assert found.text == "Storage\n\n- cold\n- dark\n\nLot:\tA1\nExp: 2027\n\nTest\tResult\nParticles\t10"
    assert (found.pages, found.words, found.legibility, found.languages) == ((), (), 1.0, ("en",))


def test_headers_notes_and_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    notes = (
        f'<w:footnote w:type="separator">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("In 12 women")}</w:footnote>'
    )
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    found = lines(
        paragraph("Firm", drawn, " skin 10", run("9", RAISED), reference),
        header1_xml=("header", paragraph("Acme")),
        header2_xml=("header", paragraph("Acme")),
        footer1_xml=("footer", paragraph("Made in Korea")),
        footnotes_xml=("footnotes", notes),
    )
    assert found == ["Acme", "Firm skin 10⁹", "In a box", "Made in Korea", "In 12 women"]


def test_symbols_fields_and_prompts() -> None:
    body = paragraph(
        "5",
        '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>',
        "C ",
        run("\uf06d", '<w:rFonts w:ascii="Symbol"/>'),
        "g <w:x/>".replace("<w:x/>", ""),
        '<w:fldSimple w:instr="DATE"><w:r><w:t>2027</w:t></w:r></w:fldSimple>',
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Click here") + "</w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr/><w:sdtContent>" + run(" filled") + "</w:sdtContent></w:sdt>",
    )
    assert lines(body) == ["5°C μg 2027 filled"]


def test_a_table_that_lays_out_the_page_is_no_row() -> None:
    inner = table(("Sterility", "Pass"))
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph('Results')}{inner}</w:tc><w:tc>{paragraph('Keep cold')}</w:tc></w:tr></w:tbl>"
    )
    assert lines(body) == ["Results", "Sterility\tPass", "Keep cold"]


@pytest.mark.parametrize("name", ["label.docx", "label.docm", "label.dotx", "label.bin"])
def test_it_is_known_by_its_content(name: str) -> None:
    assert document(name, word_file(paragraph("Cold"), main="document2.xml")).text == "Cold"


def test_a_damaged_side_part_costs_itself() -> None:
    found = document("a.docx", word_file(paragraph("Cold"), {"header1.xml": ("header", "<?xml <<")}))
    assert found.text == "Cold"
    assert "header1.xml) is damaged and was not read" in found.warnings[0]


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (word_file(paragraph("Cold"))[:-40], "cut off"),
        (word_file("<w:p>"), "damaged"),
        (word_file("<w:r>" * 9999 + "</w:r>" * 9999), "damaged"),
        (word_file("<!-- -->" + " " * 30 * 2**20), "far more than a label needs"),
    ],
)
def test_broken_and_hostile_documents(data: bytes, cause: str) -> None:
    with pytest.raises(CaptureError, match=rf"^label\.docx: .*{cause}.*; "):
        document("label.docx", data)


def test_entities_are_refused_and_links_do_not_leave_the_file() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", "")
        package.writestr("word/document.xml", BOMB)
    with pytest.raises(CaptureError, match="damaged"):
        document("a.docx", target.getvalue())
    found = word_file(paragraph("Cold"), {"../../../etc/passwd": ("header", paragraph("root"))})
    assert document("a.docx", found).text == "Cold"


@pytest.mark.parametrize(
    ("mark", "cause"),
    [
        ("EncryptedPackage", "protected by a password"),
        ("__substg1.0_0037001F", "Outlook"),
        ("WordDocument", "old Word"),
    ],
)
def test_office_files_of_the_old_kind(mark: str, cause: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1024 + mark.encode("utf-16-le") + b"\x00" * 64
    with pytest.raises(CaptureError, match=rf"{cause}.*; .*(save|Save)"):
        document("a.docx", data)


def test_an_empty_document_says_so() -> None:
    found = document("a.docx", word_file(paragraph("")))
    assert found.text == "" and "No text was found" in found.warnings[0]


def shown(number: int) -> str:
    return f'<w:r><w:drawing><a:blip r:embed="r{number}"/></w:drawing></w:r>'


def test_pictures_inside_are_read_on_pages_of_their_own() -> None:
    from PIL import Image

    parts: dict[str, tuple[str, str | bytes]] = {
        "media/a.png": ("image", saved(picture(["Store at 2-8 °C", "10 mL of serum"]))),
        "media/b.png": ("image", saved(Image.new("RGB", (300, 300), "white"))),
        "media/c.png": ("image", saved(Image.new("RGB", (20, 20), "white"))),
        "media/d.emf": ("image", b"\x01\x00\x00\x00 EMF"),
    }
    found = document("a.docx", word_file(paragraph("Serum", *(shown(number) for number in (1, 2, 3, 4, 1))), parts))
    assert found.text.startswith("Serum\n\nStore at 2-8")
    assert [page.verdict for page in found.pages] == ["text", "photo", "empty"]
    assert {word.box.page for word in found.words} == {2}
    assert all(found.text[word.start : word.end] == word.text for word in found.words)
    assert found.warnings == tuple(warning for warning in found.warnings if warning.startswith("1 of the pictures"))
    assert len(found.warnings) == 1


def test_elements_in_any_order_are_read_or_ignored() -> None:
    chance = random.Random(5)
    names = re.findall(
        r"\w+",
        "AlternateContent Choice Fallback p pPr numPr numId r rPr rPrChange vanish vertAlign rFonts t sym tab br tbl "
        "tr tc txbxContent sup sSup den del ins blip footnote sdtPr sdtContent showingPlcHdr",
    )

    def element(depth: int) -> str:
        name = chance.choice(names)
        values = chance.choice(("", ' w:val="superscript"', ' w:ascii="Symbol"', ' w:char="F0B0" w:font="Symbol"'))
        inside = (element(depth - 1) if depth and chance.random() < 0.8 else "a1" for _ in range(chance.randrange(4)))
        return f"<w:{name}{values}>{''.join(inside)}</w:{name}>"

    for _ in range(30):
        data = word_file("".join(element(8) for _ in range(20)))
        assert word_document("a.docx", "", data, CaptureSettings(), Watch()).kind == "docx"
