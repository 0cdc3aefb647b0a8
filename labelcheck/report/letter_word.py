"""A letter as a Word document: A4, real headings and lists, no name of a machine or person. Same text, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from labelcheck.language import spoken
from labelcheck.report.letter_blocks import Block, blocks, title

if TYPE_CHECKING:
    from docx.document import Document

_LANGUAGES: Final = {"en": "en-GB", "ko": "ko-KR"}
_FACE: Final = "Calibri"
_EAST_ASIAN: Final = "Malgun Gothic"
_WHEN: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Every file and property of every letter: the day on which it is written is no business of the file."""
_ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
_LEFT: Final = ((24, 24), (38, 14))
"""Of a list, by its depth: where its text begins and how far before that its marker hangs, in points."""
_UNWANTED: Final = ("/thumbnail", "/stylesWithEffects", "/customXml")
_SIZES: Final = {"Heading 1": 12.5, "Heading 2": 11.5}


def letter_docx(text: str) -> bytes:
    """The letter as DOCX in the language that is spoken; any text has a layout, and none of its words is lost."""
    import docx

    document = docx.Document()
    found = blocks(text)
    _dressed(document)
    _told(document, title(found))
    numbering = _Numbering(document)
    for block, after in zip(found, [*found, None][1:], strict=True):
        _written(document, block, after, numbering)
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_UNWANTED):
                del part.rels[key]
    output = io.BytesIO()
    document.save(output)
    return _repacked(output.getvalue())


def _written(document: Document, block: Block, after: Block | None, numbering: _Numbering) -> None:
    from docx.shared import Pt

    if block.role in ("subject", "heading"):
        document.add_heading(block.lines[0], 1 if block.role == "subject" else 2)
        return
    if block.role == "paragraph":
        document.add_paragraph("\n".join(block.lines))
        return
    deeper = " 2" if block.level else ""
    if block.role == "more":
        paragraph = document.add_paragraph(block.lines[0], f"List Continue{deeper}")
        paragraph.paragraph_format.left_indent = Pt(_LEFT[block.level][0])
    else:
        kind = "List Bullet" if block.number is None else "List Number"
        paragraph = document.add_paragraph("", f"{kind}{deeper}")
        paragraph.add_run(block.lines[0]).bold = True if block.leads else None
        numbering.number(paragraph, block)
        if block.number is not None:
            paragraph.paragraph_format.space_before = Pt(8)
    goes_on = after is not None and (after.role == "more" or (after.role == "item" and after.level > 0))
    paragraph.paragraph_format.keep_with_next = True if goes_on else None
    ends = after is None or after.role not in ("item", "more")
    paragraph.paragraph_format.space_after = Pt(8 if ends else 3)


class _Numbering:
    """The lists of a document: every run of successive numbers is a list of Word's that starts where the text does."""

    def __init__(self, document: Document) -> None:
        self._root = document.part.numbering_part.element
        self._forms: dict[tuple[str, int], int] = {}
        self._open: dict[tuple[str, int], tuple[int, int]] = {}

    def number(self, paragraph: Any, block: Block) -> None:
        """Give a paragraph the marker that its block has in the text."""
        from docx.oxml.ns import qn

        form = (block.marker[-1], block.level)
        list_id, last = self._open.get(form, (0, 0))
        if not list_id or (block.number is not None and block.number != last + 1):
            list_id = self._started(form, block.number)
        if not block.level:
            self._open = {key: value for key, value in self._open.items() if not key[1]}
        self._open[form] = (list_id, block.number or 0)
        place = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        place.get_or_add_ilvl().set(qn("w:val"), "0")
        place.get_or_add_numId().set(qn("w:val"), str(list_id))

    def _started(self, form: tuple[str, int], start: int | None) -> int:
        number = self._root.add_num(self._forms.setdefault(form, self._forms.get(form) or self._drawn(form)))
        if start is not None:
            number.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(number.numId)

    def _drawn(self, form: tuple[str, int]) -> int:
        """A list's look, by its marker and depth: Word's own element for it, which stands before those in use."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn
        from docx.shared import Pt

        marker, level = form
        left, hanging = (Pt(points).twips for points in _LEFT[level])
        numbered = marker in ".)"
        known = self._root.findall(qn("w:abstractNum"))
        name = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in known), default=0)
        look = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{"decimal" if numbered else "bullet"}"/>'
            f'<w:lvlText w:val="{"%1" if numbered else ""}{marker}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
            f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
        )
        known[-1].addnext(look)
        return name


def _dressed(document: Document) -> None:
    """The page and the styles: black on white, one face with one for Hangul beside it, in the language spoken."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(25), Mm(22), Mm(25), Mm(22)
    _counted(page.footer.paragraphs[0])
    language = _LANGUAGES[spoken()]
    styles: Any = document.styles
    for font in [*styles.element.iter(qn("w:rFonts"))]:
        for name in [*font.attrib]:
            del font.attrib[name]
        for slot, face in (("ascii", _FACE), ("hAnsi", _FACE), ("cs", _FACE), ("eastAsia", _EAST_ASIAN)):
            font.set(qn(f"w:{slot}"), face)
    for spoken_in in styles.element.iter(qn("w:lang")):
        spoken_in.set(qn("w:val"), language)
        spoken_in.set(qn("w:eastAsia"), "ko-KR")
    settings = document.settings.element
    for spoken_in in settings.iter(qn("w:themeFontLang")):
        spoken_in.set(qn("w:val"), language)
        spoken_in.set(qn("w:eastAsia"), "ko-KR")
    for traces in settings.findall(qn("w:rsids")):
        settings.remove(traces)
    normal = styles["Normal"]
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.1
    for name, size in _SIZES.items():
        style = styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(14), Pt(6)
        style.paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Bullet 2", "List Number", "List Number 2", "List Continue", "List Continue 2"):
        for apart in styles[name].element.iter(qn("w:contextualSpacing")):
            apart.set(qn("w:val"), "0")


def _counted(footer: Any) -> None:
    """The number of the page and of all pages, which Word fills in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for field, between in (("PAGE", " / "), ("NUMPAGES", "")):
        footer._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
        if between:
            footer.add_run(between)


def _told(document: Document, name: str) -> None:
    """Properties that tell the letter's title and language, and neither who wrote it, nor when or on what."""
    about = document.core_properties
    about.title, about.language = name[:255], _LANGUAGES[spoken()]
    about.author = about.comments = about.last_modified_by = about.subject = about.keywords = about.category = ""
    about.created = about.modified = _WHEN
    about.revision = 1


def _repacked(data: bytes) -> bytes:
    """The same files with one fixed time and the program's own properties left empty."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(output, "w") as kept:
        for name in _in_order(made.namelist()):
            info = zipfile.ZipInfo(name, _ZIPPED)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            kept.writestr(info, _APP if name == "docProps/app.xml" else made.read(name))
    return output.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """The list of types first, as readers that judge a file by its beginning expect."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>labelcheck</Application></Properties>"
)
