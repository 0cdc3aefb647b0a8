"""Markdown -> the text a reader sees: marks removed, lines kept, table cells parted by TAB."""

from __future__ import annotations

import html
import re

from labelcheck.capture.characters import superscript

_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^\s{0,3}#{1,6}(?:\s+(.*?))?(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BULLET = re.compile(r"^(\s*)[*+-]\s+")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]\n]{1,200}\]:\s*\S+(?:\s+[\"'(].*)?$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"(`+)(.+?)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SUPERSCRIPT_TAG = re.compile(r"<sup>\s*([0-9+\-−–()]{1,12})\s*</sup>", re.IGNORECASE)
_SUPERSCRIPT_MARK = re.compile(r"\^([0-9+\-−–]{1,6})\^")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_IMAGE = re.compile(
    r"!\[([^\]\n]{0,2000})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\]\n]{0,200}\])"
)
_LINK = re.compile(
    r"\[([^\]\n]{0,2000})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\]\n]{0,200}\])"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,2000}>")
_EMPHASIS = (
    re.compile(r"\*\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*\*"),
    re.compile(r"\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*"),
    re.compile(r"(?<!\w)__(?=\S)(.{1,2000}?)(?<=\S)__(?!\w)"),
    re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*(?![\w*])"),
    re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,2000}?)(?<=\S)_(?![\w_])"),
    re.compile(r"~~(?=\S)(.{1,2000}?)(?<=\S)~~"),
)
_KEPT = "\ue000"


def visible_text(source: str) -> str:
    """The text of a Markdown document, line by line; images give their description, links their words."""
    lines = _COMMENT.sub("", source).split("\n")
    tables = _table_lines(lines)
    found: list[str] = []
    fence = ""
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or mark.group(1).startswith(fence)):
            fence = "" if fence else mark.group(1)[:3]
        elif fence:
            found.append(line)
        elif index in tables:
            if not _TABLE_RULE.match(line):
                found.append("\t".join(_inline(cell) for cell in _cells(line)))
        else:
            found.extend(_block(line, found))
    return "\n".join(found)


def _block(line: str, before: list[str]) -> list[str]:
    """One line outside code and tables, with a blank line behind a heading."""
    line = _QUOTE.sub("", line)
    if heading := _HEADING.match(line):
        return ["", _inline(heading.group(1) or ""), ""]
    if _UNDERLINE.match(line) and before and before[-1].strip():
        return [""]
    if _RULE.match(line) or _DEFINITION.match(line):
        return [""]
    return _inline(_BULLET.sub(r"\1- ", line)).split("\n")


def _table_lines(lines: list[str]) -> set[int]:
    """Numbers of the lines that belong to tables: those around a rule of dashes and pipes."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if index and "|" in line and "|" in lines[index - 1] and _TABLE_RULE.match(line):
            found |= {index - 1, index}
            row = index + 1
            while row < len(lines) and "|" in lines[row]:
                found.add(row)
                row += 1
    return found


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare)]


def _inline(text: str) -> str:
    """``text`` without marks inside a line; code and escaped characters are taken as they stand."""
    kept: list[str] = []

    def keep(verbatim: str) -> str:
        kept.append(verbatim)
        return f"{_KEPT}{len(kept) - 1}{_KEPT}"

    text = text.replace(_KEPT, "")
    text = _CODE.sub(lambda match: keep(match.group(2).strip()), text)
    text = _ESCAPE.sub(lambda match: keep(match.group(1)), text)
    text = _SUPERSCRIPT_TAG.sub(lambda match: superscript(match.group(1)), text)
    text = _SUPERSCRIPT_MARK.sub(lambda match: superscript(match.group(1)), text)
    text = _BREAK_TAG.sub("\n", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    text = html.unescape(text)
    return re.sub(f"{_KEPT}(\\d+){_KEPT}", lambda match: kept[int(match.group(1))], text)
