"""HTML source -> its tags and text, in linear time whatever the source.

The standard library's parser takes quadratic time over unfinished tags and raises on unfinished declarations; a page
from anywhere must do neither.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = re.compile(r"</?([a-zA-Z][^\s/><\"']{0,80})")
_REST = re.compile(r"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s{0,20}=\s{0,20}(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
_RAW = ("script", "style", "textarea", "title", "xmp", "noembed")
_WANTED = frozenset(
    (
        "alt",
        "hidden",
        "style",
        "class",
        "id",
        "role",
        "aria-label",
        "aria-controls",
        "data-target",
        "data-bs-target",
        "href",
    )
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag: its name in small letters, and the attributes that tell what is seen and what it is for."""

    name: str
    ends: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(source: str) -> Iterator[Tag | str]:
    """The tags and the texts between them, entities decoded, comments and declarations left out."""
    place, length = 0, len(source)
    quotes_close = True
    while place < length:
        start = source.find("<", place)
        if start < 0:
            yield html.unescape(source[place:])
            return
        if start > place:
            yield html.unescape(source[place:start])
        if source.startswith(("<!", "<?"), start):
            place = _after_declaration(source, start)
            continue
        name = _NAME.match(source, start)
        if not name:
            yield "<"
            place = start + 1
            continue
        rest = _REST.match(source, name.end()) if quotes_close else None
        if rest:
            end = rest.end()
        else:
            quotes_close = False
            end = source.find(">", name.end()) + 1
            if not end:
                return
        tag = name.group(1).lower()
        ends = source[start + 1] == "/"
        yield Tag(tag, ends, {} if ends else _attributes(source[name.end() : end - 1]))
        place = end
        if tag in _RAW and not ends:
            close = re.compile(f"</{tag}", re.IGNORECASE).search(source, end)
            if not close:
                return
            place = close.start()


def _after_declaration(source: str, start: int) -> int:
    """Where the comment, declaration or instruction that begins at ``start`` has ended."""
    mark, least = ("-->", 2) if source.startswith("<!--", start) else (">", 2)
    if source.startswith("<![CDATA[", start):
        mark = "]]>"
    end = source.find(mark, start + least)
    return len(source) if end < 0 else end + len(mark)


def _attributes(inside: str) -> dict[str, str]:
    if "=" not in inside and "hidden" not in inside.lower():
        return {}
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inside):
        name = match.group(1).lower()
        if name in _WANTED and name not in found:
            found[name] = html.unescape((match.group(2) or "").strip("\"'"))
    return found
