"""A letter as PDF, laid out by Typst: A4, tagged, its fonts inside. The same text gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from labelcheck.language import spoken
from labelcheck.report.letter_blocks import Block, blocks, title
from labelcheck.report.sheet_words import plain_piece
from labelcheck.report.typeset import typeset

_REGIONS: Final = {"en": "GB", "ko": "KR"}


def letter_pdf(text: str) -> bytes:
    """The letter as PDF in the language that is spoken; any text has a layout, and none of its words is lost."""
    found = blocks(text)
    language = spoken()
    return typeset(
        "letter.typ",
        {"title": title(found), "lang": language, "region": _REGIONS[language], "blocks": list(_laid_out(found))},
        spell=True,
    )


def _laid_out(found: Iterable[Block]) -> Iterable[dict[str, Any]]:
    """Blocks as data: headings, paragraphs, and lists whose entries hold their further lines and inner lists."""
    outer: dict[str, Any] | None = None
    for block in found:
        if block.role in ("item", "more"):
            if block.role == "item" and not block.level:
                if not _goes_on(outer, block):
                    if outer:
                        yield outer
                    outer = _list(block)
                _add(outer, block)
            elif outer:
                _inside(outer["items"][-1], block)
            continue
        if outer:
            yield outer
            outer = None
        lines = [_words(line) for line in block.lines]
        if block.role == "paragraph":
            yield {"kind": "text", "lines": lines}
        else:
            yield {"kind": "heading", "level": 1 if block.role == "subject" else 2, "text": lines[0]}
    if outer:
        yield outer


def _inside(entry: dict[str, Any], block: Block) -> None:
    parts = entry["parts"]
    inner = parts[-1] if parts and parts[-1]["kind"] == "list" else None
    if block.role == "item":
        if not _goes_on(inner, block):
            inner = _list(block)
            parts.append(inner)
        _add(inner, block)
    elif block.level and inner:
        inner["items"][-1]["parts"].append(_line(block))
    else:
        parts.append(_line(block))


def _goes_on(made: dict[str, Any] | None, block: Block) -> bool:
    """Whether an item belongs to the list before it: lists of other markers are others."""
    return made is not None and made["ending"] == _ending(block) and made["numbered"] == (block.number is not None)


def _list(block: Block) -> dict[str, Any]:
    return {"kind": "list", "numbered": block.number is not None, "ending": _ending(block), "items": []}


def _ending(block: Block) -> str:
    return block.marker[-1]


def _add(made: dict[str, Any] | None, block: Block) -> None:
    entry: dict[str, Any] = {"number": block.number, "text": _words(block.lines[0]), "leads": block.leads, "parts": []}
    if made is not None:
        made["items"].append(entry)


def _line(block: Block) -> dict[str, Any]:
    return {"kind": "line", "text": _words(block.lines[0])}


def _words(line: str) -> str:
    return plain_piece(line.replace("\t", "    "))
