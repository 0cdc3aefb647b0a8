"""What a dossier is made of: papers with their words, and what a careful reader finds in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Form = Literal["text", "photo", "pdf", "scan", "broken"]
"""A text file, a picture of a label, a PDF with text, a PDF that is a picture, a file that no reader opens."""


@dataclass(frozen=True)
class Title:
    """A heading."""

    text: str


@dataclass(frozen=True)
class Rows:
    """A ruled table; its first row is the heading of its columns."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    """Shares of the width; alike if not given."""


@dataclass(frozen=True)
class NewPage:
    """What follows stands on the next page."""


Block = str | Title | Rows | NewPage


@dataclass(frozen=True)
class Said:
    """A fact that a paper states: a value, or for a dose particles per ``per`` from ``low`` to ``high``."""

    name: str
    value: str = ""
    low: float | None = None
    high: float | None = None
    per: str | None = None

    def as_json(self) -> dict[str, Any]:
        if self.name == "dose":
            return {"name": self.name, "low": self.low, "high": self.high, "per": self.per}
        return {"name": self.name, "value": self.value}


def dose(count: float, per: str = "mL") -> Said:
    return Said("dose", low=count, high=count, per=per)


@dataclass(frozen=True)
class Sheet:
    """One file of a dossier, its words in reading order, its kind, and what it states."""

    file: str
    form: Form
    kind: str
    blocks: tuple[Block, ...] = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Wrong:
    """A planted fault: its kind, what it is about, the files that it quotes, and other products that it names."""

    kind: str
    files: tuple[str, ...]
    about: str | None = None
    products: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "about": self.about, "files": list(self.files), "products": list(self.products)}


@dataclass(frozen=True)
class Folder:
    """All papers of one product, and what is wrong with them; ``agrees`` tells which facts agree among them."""

    name: str
    description: str
    sheets: tuple[Sheet, ...]
    wrong: tuple[Wrong, ...] = ()
    agrees: dict[str, bool] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "description": self.description,
            "papers": [
                {"file": sheet.file, "kind": sheet.kind, "facts": [one.as_json() for one in sheet.said]}
                for sheet in self.sheets
                if sheet.form != "broken"
            ],
            "unreadable": [sheet.file for sheet in self.sheets if sheet.form == "broken"],
            "agrees": self.agrees,
            "faults": [one.as_json() for one in self.wrong],
        }
