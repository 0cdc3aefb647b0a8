"""How each label looks: one function a sample, drawing the words it is handed on either canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from .canvas import Canvas
from .labels import Label


class Words:
    """Hands a label's lines to its design by role, so that a line nobody drew is noticed."""

    def __init__(self, label: Label) -> None:
        self._name = label.name
        self._left = list(label.lines)

    def one(self, role: str) -> str:
        """The next line of a role."""
        line = next(line for line in self._left if line.role == role)
        self._left.remove(line)
        return line.text

    def sections(self, count: int | None = None) -> list[tuple[str, str]]:
        """Headings with the text under each, in reading order: the next ``count``, or all that are left."""
        total = sum(line.role == "heading" for line in self._left)
        return [(self.one("heading"), self.one("body")) for _ in range(total if count is None else count)]

    def finish(self) -> None:
        """Every line of the label was drawn."""
        if self._left:
            raise RuntimeError(f"{self._name}: not drawn: {', '.join(line.text for line in self._left)}")


@dataclass(frozen=True)
class Design:
    """Paper, size in points, pixels to the point for the picture, and the function that draws."""

    width: float
    height: float
    scale: float
    paper: str
    draw: Callable[[Canvas, Words], None]


# --- marks that are no text ---------------------------------------------------------------------------------------


def _snowflake(c: Canvas, x: float, y: float, r: float, ink: str) -> None:
    for arm in range(6):
        angle = arm * pi / 3 + pi / 6
        tip = (x + r * cos(angle), y + r * sin(angle))
        c.line(x, y, *tip, ink, r * 0.14)
        for side in (-0.6, 0.6):
            knee = (x + r * 0.6 * cos(angle), y + r * 0.6 * sin(angle))
            twig = angle + side
            c.line(*knee, knee[0] + r * 0.36 * cos(twig), knee[1] + r * 0.36 * sin(twig), ink, r * 0.14)


def _vial(c: Canvas, x: float, y: float, r: float, ink: str, paper: str) -> None:
    c.rect(x - r * 0.36, y - r, r * 0.72, r * 0.36, ink, r * 0.08)
    c.rect(x - r * 0.55, y - r * 0.52, r * 1.1, r * 1.52, ink, r * 0.22)
    c.rect(x - r * 0.38, y - r * 0.35, r * 0.76, r * 0.55, paper, r * 0.1)


def _drop(c: Canvas, x: float, y: float, r: float, ink: str) -> None:
    c.ring(x, y + r * 0.3, r * 0.62, ink, r * 0.31, ink)
    c.polygon([(x, y - r), (x - r * 0.56, y + r * 0.06), (x + r * 0.56, y + r * 0.06)], ink)


def _barcode(c: Canvas, x: float, y: float, w: float, h: float, ink: str) -> None:
    """Bars of no meaning, the same ones every time."""
    state, at = 20261, x
    while at < x + w:
        state = (state * 1103515245 + 12345) % 2**31
        bar = 0.5 + 0.5 * (state >> 12 & 3)
        gap = 0.6 + 0.5 * (state >> 16 & 3)
        if at + bar <= x + w:
            c.rect(at, y, bar, h, ink)
        at += bar + gap


def _open_jar(c: Canvas, x: float, y: float, r: float, ink: str, paper: str, months: str) -> None:
    c.rect(x - r, y - r * 0.45, r * 2, r * 1.45, ink, r * 0.2)
    c.rect(x - r * 0.86, y - r * 0.31, r * 1.72, r * 1.17, paper, r * 0.1)
    c.polygon(
        [(x - r * 0.9, y - r * 0.66), (x + r, y - r * 1.1), (x + r, y - r * 0.9), (x - r * 0.9, y - r * 0.46)], ink
    )
    c.text(x, y + r * 0.53, months, "sans-bold", r * 0.68, ink, align="center")


def _rose(c: Canvas, x: float, y: float, r: float, petal: str, line: str) -> None:
    for ring, share in ((0.62, 0.5), (0.34, 0.36)):
        for leaf in range(7 if ring > 0.5 else 5):
            angle = leaf * 2 * pi / (7 if ring > 0.5 else 5) + ring * 4
            c.ring(x + r * ring * cos(angle), y + r * ring * sin(angle), r * share, line, r * 0.025, petal)
    c.ring(x, y, r * 0.22, line, r * 0.03, petal)
    c.ring(x, y, r * 0.1, line, r * 0.03)


# --- labels -------------------------------------------------------------------------------------------------------


def front_box(c: Canvas, words: Words) -> None:
    """Ivory carton with a petrol band that carries the count."""
    petrol, copper, ink = "#123C45", "#B5763F", "#24343A"
    middle = c.width / 2
    for x, y, r, tone in (
        (214, 16, 34, "#D8E3E0"), (244, 52, 22, "#C4D6D3"), (196, 54, 11, "#E3D3C0"), (239, 84, 6, "#D8E3E0"),
        (170, 8, 8, "#E3D3C0"), (216, 82, 5, "#C4D6D3"),
    ):  # fmt: skip
        c.ring(x, y, r, tone, r * 0.16)
        c.ring(x, y, r * 0.55, tone, r * 0.06)
    c.text(24, 42, words.one("brand"), "square", 17, petrol, track=3.4)
    c.text(24, 55, words.one("tagline"), "sans", 7, copper, track=0.5)
    c.text(24, 112, words.one("product"), "myeongjo-bold", 25.2, petrol)
    c.text(24, 133, words.one("source"), "square-bold", 12, ink)
    c.rect(0, 152, c.width, 62, petrol)
    c.rect(0, 214, c.width, 2.2, copper)
    c.text(middle, 185, words.one("amount"), "sans-bold", 17.5, "#FFFFFF", align="center")
    c.text(middle, 202, words.one("method"), "sans", 8.5, "#CFE0DE", align="center")
    top = 233.0
    for role, mark in (("storage", _snowflake), ("packaging", None), ("warning", _drop)):
        if mark:
            mark(c, 34, top + 7, 8, copper)
        else:
            _vial(c, 34, top + 7, 8, copper, "#F5F1E8")
        face = "sans-bold" if role == "storage" else "sans"
        below = c.paragraph(52, top, words.one(role), face, 8.8, ink, 178, leading=1.32)
        top = max(below, top + 16) + 8
    c.line(24, 322, c.width - 24, 322, copper, 0.7)
    c.text(middle, 337, words.one("contents"), "square-bold", 10, petrol, align="center")


def back_panel(c: Canvas, words: Words) -> None:
    """Sage panel, two type sizes, everything the law wants on it."""
    leaf, ink, paper = "#2F5D46", "#22332A", "#EEF3EA"
    left, width = 20.0, c.width - 40
    c.rect(0, 0, c.width, 9, leaf)
    c.text(left, 37, words.one("brand"), "square-bold", 16, leaf, track=2.2)
    c.text(left, 55, words.one("product"), "square-bold", 12, ink)
    for turn, (x, y) in enumerate(((248, 36), (259, 28), (263, 43))):
        c.ring(x, y, 9 - turn, leaf, 1.2, "#CFE0CC")
    c.line(left, 65, left + width, 65, leaf, 0.9)
    top = c.paragraph(left, 74, words.one("lead"), "sans-bold", 8.8, ink, width, leading=1.36) + 3
    for _ in range(2):
        top = c.paragraph(left, top, words.one("claim"), "sans", 8.8, ink, width, leading=1.36)
    for heading, body in words.sections():
        c.text(left, top + 16, heading, "sans-bold", 8.6, leaf)
        top = c.paragraph(left, top + 21, body, "sans", 8.3, ink, width, leading=1.36)
    foot = c.height - 60
    c.line(left, foot - 9, left + width, foot - 9, leaf, 0.9)
    c.text(left, foot + 7, words.one("address"), "sans", 6.8, ink)
    c.text(left, foot + 18, words.one("lot"), "sans", 6.8, ink)
    c.text(left, foot + 41, words.one("contents"), "sans-bold", 10, ink)
    _open_jar(c, left + width - 94, foot + 33, 11, leaf, paper, words.one("opened"))
    c.rect(left + width - 70, foot, 70, 44, "#FFFFFF")
    _barcode(c, left + width - 65, foot + 4, 62, 36, "#1B1B1B")


def insert(c: Canvas, words: Words) -> None:
    """White leaflet in two columns under a plum head."""
    plum, ink = "#4B2346", "#1E1B20"
    c.rect(0, 0, c.width, 66, plum)
    c.text(28, 33, words.one("brand"), "square-bold", 18, "#FFFFFF", track=2)
    c.text(28, 51, words.one("product"), "sans", 10, "#EBDDE8")
    c.text(c.width - 28, 51, words.one("kind"), "sans", 10, "#EBDDE8", align="right")
    gutter = 24.0
    width = (c.width - 56 - gutter) / 2

    def column(x: float, top: float, count: int | None) -> float:
        for heading, body in words.sections(count):
            c.text(x, top + 8, heading, "sans-bold", 9, plum)
            top = c.paragraph(x, top + 13, body, "sans", 8.1, ink, width, leading=1.38) + 8
        return top

    right = 28 + width + gutter
    column(28, 82, 5)
    top = column(right, 82, 2)
    c.text(right, top + 6, words.one("small-heading"), "sans-bold", 7.8, plum)
    top = c.paragraph(right, top + 11, words.one("reference"), "sans", 7.3, ink, width, leading=1.38) + 8
    column(right, top, None)
    c.line(c.width / 2, 84, c.width / 2, c.height - 46, "#D9CBD6", 0.6)
    c.line(28, c.height - 34, c.width - 28, c.height - 34, plum, 0.6)
    c.text(28, c.height - 21, words.one("footer"), "sans", 7.2, plum)


def korean_panel(c: Canvas, words: Words) -> None:
    """Lavender panel: product on top, the prescribed fields as a table."""
    violet, ink = "#4A3B78", "#2A2540"
    c.rect(0, 0, c.width, 120, "#DDD6EE")
    for x, y, r in ((250, 26, 30), (288, 66, 17), (236, 78, 9), (274, 100, 6)):
        c.ring(x, y, r, "#C6BBE2", r * 0.14)
    c.text(24, 33, words.one("brand"), "square-bold", 13, violet, track=1.5)
    c.text(24, 67, words.one("product"), "square-bold", 27, ink)
    c.text(24, 88, words.one("source"), "square", 11, ink)
    c.text(24, 108, words.one("amount"), "square-bold", 12.5, violet)
    c.rect(0, 120, c.width, 24, violet)
    c.text(24, 136, words.one("claim"), "square-bold", 10.5, "#FFFFFF")
    top, column, width = 156.0, 86.0, c.width - 86 - 24
    for heading, body in words.sections():
        c.paragraph(24, top, heading, "barun-bold", 8.2, violet, column - 32, leading=1.42)
        top = c.paragraph(column, top, body, "barun", 8.4, ink, width, leading=1.42) + 5
        c.line(24, top, c.width - 24, top, "#CFC8E2", 0.5)
        top += 7
    c.text(24, c.height - 18, words.one("address"), "barun", 8, ink)
    c.text(c.width - 24, c.height - 18, words.one("contents"), "square-bold", 11, violet, align="right")


def phone_photo(c: Canvas, words: Words) -> None:
    """Blush box with a rose; ``photo.py`` puts it on a table."""
    wine, ink = "#7A1F3D", "#3A2028"
    middle = c.width / 2
    c.rect(9, 9, c.width - 18, c.height - 18, "#C98F9C")
    c.rect(10, 10, c.width - 20, c.height - 20, "#F7E4E4")
    _rose(c, middle, 56, 26, "#EDBFC6", "#B4566E")
    c.text(middle, 112, words.one("brand"), "square-bold", 17, wine, track=2.2, align="center")
    c.text(middle, 136, words.one("product"), "serif-bold", 15.5, ink, align="center")
    c.text(middle, 154, words.one("technology"), "sans", 10.5, wine, align="center")
    c.rect(26, 170, c.width - 52, 34, wine, 17)
    c.text(middle, 192.5, words.one("amount"), "sans-bold", 15, "#FFFFFF", align="center")
    for row, role in enumerate(("claim", "storage", "approval")):
        c.text(middle, 230 + row * 20, words.one(role), "sans", 11, ink, align="center")
    c.line(middle - 20, 284, middle + 20, 284, "#B4566E", 0.8)
    c.text(middle, 303, words.one("contents"), "sans-bold", 11, wine, align="center")


def ordinary_cream(c: Canvas, words: Words) -> None:
    """Wrap-around jar label: the face on the left, the small print on the right."""
    blue, ink = "#2E4F73", "#25303C"
    face = 190.0
    c.rect(0, 0, face, c.height, "#DCE7F0")
    for x, r in ((6, 62), (74, 46), (152, 70)):
        c.ring(x, c.height + 22, r, "#C6D7E6", r * 0.1)
        c.ring(x, c.height + 22, r * 0.7, "#C6D7E6", r * 0.05)
    c.rect(face, 0, c.width - face, c.height, "#FFFFFF")
    c.rect(face, 0, 3, c.height, "#9DB8CF")
    middle = face / 2
    c.text(middle, 48, words.one("brand"), "square", 18, blue, track=2.6, align="center")
    c.line(middle - 26, 60, middle + 26, 60, blue, 0.8)
    top = c.paragraph(middle, 76, words.one("product"), "serif-bold", 22, ink, 150, leading=1.16, align="center")
    top = c.paragraph(middle, top + 8, words.one("lead"), "sans", 9, ink, 140, leading=1.35, align="center")
    for row in range(3):
        c.text(middle, top + 22 + row * 15, words.one("claim"), "sans-bold", 8.6, blue, align="center")
    left, width, top = face + 24, c.width - face - 46, 24.0
    for heading, body in words.sections():
        c.text(left, top + 8, heading, "sans-bold", 8.6, blue)
        top = c.paragraph(left, top + 14, body, "sans", 8, ink, width, leading=1.4) + 8
    foot = c.height - 42
    c.text(left, foot + 22, words.one("contents"), "sans-bold", 10.5, blue)
    _open_jar(c, left + width - 84, foot + 16, 10.5, blue, "#FFFFFF", words.one("opened"))
    _barcode(c, left + width - 62, foot - 6, 62, 32, "#1B1B1B")


DESIGNS: dict[str, Design] = {
    "front-box": Design(255, 350, 4.2, "#F5F1E8", front_box),
    "back-panel": Design(290, 412, 3.7, "#EEF3EA", back_panel),
    "insert": Design(420, 462, 3.2, "#FFFFFF", insert),
    "korean-panel": Design(310, 400, 3.8, "#F4F1FA", korean_panel),
    "phone-photo": Design(230, 322, 4.0, "#FBF1F0", phone_photo),
    "ordinary-cream": Design(430, 300, 3.4, "#FFFFFF", ordinary_cream),
}
