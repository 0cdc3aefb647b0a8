"""Tiny Word documents that the tests make part by part, as Word writes them."""

from __future__ import annotations

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph; runs without a tag are plain text."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells that hold one paragraph each."""
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def word_file(body: str, parts: dict[str, tuple[str, str | bytes]] | None = None, main: str = "document.xml") -> bytes:
    """A DOCX. ``parts`` are further parts: file name below ``word/`` -> (kind, content); their ids are r1, r2 …

    A content that does not begin with ``<?xml`` or a picture's mark is put inside the root element of its kind.
    """
    roots = {"header": "hdr", "footer": "ftr"}
    links = []
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_P}"><Relationship Id="r1" Type="{_R}/officeDocument" Target="word/{main}"/>'
            "</Relationships>",
        )
        package.writestr(f"word/{main}", f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>")
        for number, (name, (kind, content)) in enumerate((parts or {}).items(), 1):
            links.append(f'<Relationship Id="r{number}" Type="{_R}/{kind}" Target="{name}"/>')
            if isinstance(content, str) and not content.startswith("<?xml"):
                content = f"<w:{roots.get(kind, kind)} {_NAMES}>{content}</w:{roots.get(kind, kind)}>"
            package.writestr(f"word/{name}", content)
        package.writestr(f"word/_rels/{main}.rels", f'<Relationships xmlns="{_P}">{"".join(links)}</Relationships>')
    return target.getvalue()
