"""The parts of a Word document and how they belong together: a ZIP container whose files name each other."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field

from labelcheck.capture.written import zipped
from labelcheck.capture.written.word_xml import DamagedPart, heard

_MOST_RELATIONS = 5_000
_DEEPEST_STYLE = 20
_RAISED_HALF_POINTS = 4
_NO_HEADING = 9


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another part names: what it is to it (``header``, ``image`` …) and where it lies."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Package:
    """An opened Word document."""

    container: zipfile.ZipFile
    limit: int
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(self.container.namelist()))

    def content(self, part: str) -> bytes:
        """The bytes of ``part``; raises ``zipped.Unreadable``."""
        return zipped.member(self.container, self.container.getinfo(part), self.limit)

    def main_part(self) -> str | None:
        """The part that holds the body, or None where there is none."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument":
                return relation.part
        return "word/document.xml" if "word/document.xml" in self.names else None

    def relations(self, part: str) -> dict[str, Relation]:
        """What ``part`` names, by the ids it uses; parts outside the file and missing ones are left out.

        Raises:
            DamagedPart, zipped.Unreadable: the list of them cannot be read.
        """
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self.names:
            return {}
        found = _Relations(folder, self.names)
        heard(self.content(listing), found)
        return found.by_id


class _Relations:
    def __init__(self, folder: str, names: frozenset[str]) -> None:
        self._folder = folder
        self._names = names
        self.by_id: dict[str, Relation] = {}

    def start(self, name: str, values: dict[str, str]) -> None:
        if name != "Relationship" or values.get("TargetMode") == "External" or len(self.by_id) >= _MOST_RELATIONS:
            return
        part = posixpath.normpath(posixpath.join("/", self._folder, values.get("Target", ""))).lstrip("/")
        if part in self._names:
            self.by_id[values.get("Id", "")] = Relation(values.get("Type", "").rpartition("/")[2], part)

    def end(self, name: str) -> None:
        return None

    def add(self, text: str) -> None:
        return None


@dataclass(slots=True)
class Style:
    """What a style, or a run of text itself, says of text; None where it says nothing."""

    based_on: str | None = None
    raised: bool | None = None
    hidden: bool | None = None
    listed: bool | None = None
    heading: bool | None = None

    def say(self, name: str, values: dict[str, str]) -> None:
        """Take note of one property."""
        value = values.get("val", "")
        if name == "vertAlign":
            self.raised = value == "superscript"
        elif name == "position":
            self.raised = _number(value) >= _RAISED_HALF_POINTS or self.raised
        elif name == "vanish":
            self.hidden = value.lower() not in ("0", "false", "off", "none")
        elif name == "numId":
            self.listed = value != "0"
        elif name == "outlineLvl":
            self.heading = _number(value) < _NO_HEADING


def _number(value: str) -> int:
    return int(value) if value.lstrip("-").isdecimal() and len(value) < 9 else 0


class Styles:
    """The styles of a document, as a listener to their part."""

    def __init__(self) -> None:
        self._by_id: dict[str, Style] = {}
        self._full: dict[str | None, Style] = {}
        self._now: Style | None = None
        self._default = ""
        self._ignored = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        """A style, or a property of the one that began last."""
        if self._ignored or name.endswith("Change") or name == "tblStylePr":
            self._ignored += 1
        elif name == "style":
            self._now = self._by_id.setdefault(values.get("styleId", ""), Style())
            if values.get("type") == "paragraph" and values.get("default") in ("1", "true"):
                self._default = values.get("styleId", "")
        elif self._now is not None:
            if name == "basedOn":
                self._now.based_on = values.get("val")
            elif name == "name" and values.get("val", "").lower() in ("title", "subtitle"):
                self._now.heading = True
            else:
                self._now.say(name, values)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._ignored:
            self._ignored -= 1
        elif name == "style":
            self._now = None

    def add(self, text: str) -> None:
        """Styles hold no text."""

    def of(self, style_id: str | None) -> Style:
        """What a style says with all it is based on; the document's usual paragraph style for None."""
        if style_id not in self._full:
            self._full[style_id] = self._with_bases(style_id)
        return self._full[style_id]

    def _with_bases(self, style_id: str | None) -> Style:
        found = Style()
        wanted = self._default if style_id is None else style_id
        for _ in range(_DEEPEST_STYLE):
            style = self._by_id.get(wanted or "")
            if style is None:
                break
            for each in ("raised", "hidden", "listed", "heading"):
                if getattr(found, each) is None:
                    setattr(found, each, getattr(style, each))
            wanted = style.based_on or ""
        return found


def styles_of(package: Package, relations: dict[str, Relation]) -> Styles:
    """The styles of the document; none where their part is missing or damaged."""
    found = Styles()
    for relation in relations.values():
        if relation.kind == "styles":
            try:
                heard(package.content(relation.part), found)
            except (DamagedPart, zipped.Unreadable):
                return Styles()
    return found
