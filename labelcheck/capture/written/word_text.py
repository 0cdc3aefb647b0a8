"""The text of one part of a Word document as it is printed: hidden and deleted text left out, raised digits raised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from labelcheck.capture.written.flow import Flow
from labelcheck.capture.written.word_parts import Style, Styles

# What the format calls deleted, moved away, a hint that nobody filled in, or the reading printed over a character.
_NOT_PRINTED = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "rt"))
_PROPERTIES = ("rPr", "pPr", "numPr")
_OTHER_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_MATHS_RAISED = frozenset(("sSup", "sSubSup", "sPre"))
# The font "Symbol" as Word keeps its characters; the degree and the multiplication sign matter on a label.
_SYMBOLS = {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD7: "·", 0xE2: "®", 0xE3: "©", 0xE4: "™",
    0x61: "α", 0x62: "β", 0x63: "χ", 0x64: "δ", 0x65: "ε", 0x67: "γ", 0x6B: "κ", 0x6C: "λ", 0x6D: "μ", 0x70: "π",
    0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x77: "ω", 0x44: "Δ", 0x57: "Ω", 0x7E: "∼", 0x2D: "−",
}  # fmt: skip
_PRIVATE = 0xF000


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read; its start is written when its first character is."""

    style: str | None = None
    own: Style = field(default_factory=Style)
    begun: bool = False


@dataclass(slots=True)
class _Run:
    """A stretch of text with one look."""

    style: str | None = None
    own: Style = field(default_factory=Style)
    symbols: bool = False


class PartText:
    """Listens to one part and collects its text and the pictures it shows."""

    def __init__(self, styles: Styles) -> None:
        self.pictures: list[str] = []
        """Ids of the pictures shown, in order."""
        self.diagrams: list[str] = []
        """Ids of the parts that hold the words of diagrams."""
        self.drawings = 0
        """Charts, whose words are not part of the text."""
        self._styles = styles
        self._names: list[str] = []
        self._closings: list[Callable[[PartText], None] | None] = []
        self._ignored = 0
        self._choices: list[bool] = []
        self._flows = [Flow()]
        self._boxes: list[list[Flow]] = [[]]
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[_Run] = []
        self._rows = 0
        self._maths_raised = 0
        self._after_item = False
        self._placeholder = False

    def text(self) -> str:
        """What was read."""
        return self._flows[0].text()

    # --- elements ----------------------------------------------------------------------------------------------

    def start(self, name: str, values: dict[str, str]) -> None:
        """An element begins."""
        if self._ignored or self._is_ignored(name, values):
            self._ignored += 1
            return
        parent = self._names[-1] if self._names else ""
        self._names.append(name)
        self._closings.append(None)
        if parent in _PROPERTIES:
            self._property(name, values)
        elif name in _ELEMENTS:
            opening, self._closings[-1] = _ELEMENTS[name]
            opening(self)
        elif name == "sup" and parent in _MATHS_RAISED:
            self._maths_raised += 1
            self._closings[-1] = PartText._end_maths_raised
        elif name == "den":
            self._write("/")
        elif parent == "r" or name in ("blip", "imagedata", "chart", "relIds"):
            self._content(name, values)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._ignored:
            self._ignored -= 1
            return
        self._names.pop()
        if closing := self._closings.pop():
            closing(self)

    def add(self, text: str) -> None:
        """Text; printed only inside the element made for it."""
        if not self._ignored and self._names and self._names[-1] == "t":
            self._write(text)

    # --- what is left out --------------------------------------------------------------------------------------

    def _is_ignored(self, name: str, values: dict[str, str]) -> bool:
        parent = self._names[-1] if self._names else ""
        if name in ("Choice", "Fallback") and parent == "AlternateContent" and self._choices:
            seen = self._choices[-1]  # the same drawing again, for older programs
            self._choices[-1] = True
            return seen
        if name == "rPr" and parent == "pPr":  # speaks of the paragraph's mark alone
            return True
        if name in ("footnote", "endnote") and values.get("type") in _OTHER_NOTES:
            return True
        if name == "sdtContent" and self._placeholder:
            self._placeholder = False
            return True
        return name in _NOT_PRINTED or name.endswith("Change")

    # --- paragraphs, rows, boxes -------------------------------------------------------------------------------

    def _start_alternatives(self) -> None:
        self._choices.append(False)

    def _end_alternatives(self) -> None:
        self._choices.pop()

    def _end_maths_raised(self) -> None:
        self._maths_raised -= 1

    def _start_paragraph(self) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        flow = self._flows[-1]
        if paragraph.begun and not self._after_item:
            flow.end_block()
        for box in self._boxes[-1]:
            flow.end_block()
            flow.join(box)
            self._after_item = False
        self._boxes[-1].clear()

    def _start_box(self) -> None:
        self._flows.append(Flow())
        self._boxes.append([])
        self._after_item = False

    def _end_box(self) -> None:
        self._boxes.pop()
        self._boxes[-1].append(self._flows.pop())
        self._after_item = False

    def _start_table(self) -> None:
        self._flows[-1].end_block()
        self._after_item = False

    def _end_table(self) -> None:
        self._flows[-1].end_block()
        self._after_item = False

    def _start_row(self) -> None:
        self._rows += 1
        self._flows[-1].end_line()
        self._flows[-1].start_row()

    def _end_row(self) -> None:
        self._rows -= 1
        self._flows[-1].end_row()
        self._flows[-1].end_line()
        self._after_item = False

    def _start_cell(self) -> None:
        self._flows[-1].start_cell()
        self._after_item = False

    def _start_run(self) -> None:
        self._runs.append(_Run())

    def _end_run(self) -> None:
        self._runs.pop()

    def _show_placeholder(self) -> None:
        self._placeholder = True

    # --- runs --------------------------------------------------------------------------------------------------

    def _property(self, name: str, values: dict[str, str]) -> None:
        if self._names[-2] == "rPr":
            if self._names[-3:-2] != ["r"] or not self._runs:
                return
            run = self._runs[-1]
            if name == "rStyle":
                run.style = values.get("val")
            elif name == "rFonts":
                run.symbols = values.get("ascii", values.get("hAnsi", "")).lower() == "symbol"
            else:
                run.own.say(name, values)
        elif self._paragraphs:
            paragraph = self._paragraphs[-1]
            if name == "pStyle":
                paragraph.style = values.get("val")
            else:
                paragraph.own.say(name, values)

    def _content(self, name: str, values: dict[str, str]) -> None:
        if self._hidden():
            return
        if name in ("tab", "ptab"):
            self._tab()
        elif name in ("br", "cr"):
            self._flows[-1].end_line()
        elif name == "noBreakHyphen":
            self._write("-")
        elif name == "sym":
            self._write(_symbol(values))
        elif name == "blip":
            self.pictures.append(values.get("embed", ""))
        elif name == "imagedata":
            self.pictures.append(values.get("id", ""))
        elif name == "relIds":
            self.diagrams.append(values.get("dm", ""))
        elif name == "chart":
            self.drawings += 1

    def _tab(self) -> None:
        if self._rows:
            self._write(" ")
        elif self._paragraphs and self._paragraphs[-1].begun:
            self._flows[-1].start_cell()

    def _look(self, which: str) -> bool:
        """What the run says, or else its style, or else its paragraph's style."""
        for run in self._runs[::-1] if which == "hidden" else self._runs[-1:]:
            for style in (run.own, self._styles.of(run.style) if run.style else None):
                if style is not None and (said := getattr(style, which)) is not None:
                    return bool(said)
        if not self._paragraphs:
            return False
        return bool(getattr(self._styles.of(self._paragraphs[-1].style), which))

    def _hidden(self) -> bool:
        return self._look("hidden")

    def _write(self, text: str) -> None:
        if not text or self._hidden():
            return
        run = self._runs[-1] if self._runs else None
        if run and run.symbols:
            text = "".join(_symbol_of(ord(char)) or char for char in text)
        self._begin(text)
        flow = self._flows[-1]
        if self._maths_raised or self._look("raised"):
            flow.start_raised()
            flow.add(text)
            flow.end_raised()
        else:
            flow.add(text)

    def _begin(self, text: str) -> None:
        """Write the start of the paragraph before its first character."""
        if not self._paragraphs or self._paragraphs[-1].begun or not text.strip():
            return
        paragraph = self._paragraphs[-1]
        paragraph.begun = True
        style = self._styles.of(paragraph.style)
        listed = style.listed if paragraph.own.listed is None else paragraph.own.listed
        heading = style.heading if paragraph.own.heading is None else paragraph.own.heading
        item = bool(listed) and not heading and not self._rows
        flow = self._flows[-1]
        if not (item and self._after_item):
            flow.end_block()
        if item:
            flow.start_item()
        self._after_item = item


def _symbol(values: dict[str, str]) -> str:
    """A character given by font and number."""
    code = values.get("char", "")
    if values.get("font", "").lower() != "symbol" or not 1 <= len(code) <= 6:
        return ""
    try:
        return _symbol_of(int(code, 16)) or ""
    except ValueError:
        return ""


def _symbol_of(code: int) -> str | None:
    return _SYMBOLS.get(code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code)


_ELEMENTS: dict[str, tuple[Callable[[PartText], None], Callable[[PartText], None] | None]] = {
    "AlternateContent": (PartText._start_alternatives, PartText._end_alternatives),
    "p": (PartText._start_paragraph, PartText._end_paragraph),
    "txbxContent": (PartText._start_box, PartText._end_box),
    "tbl": (PartText._start_table, PartText._end_table),
    "tr": (PartText._start_row, PartText._end_row),
    "tc": (PartText._start_cell, None),
    "r": (PartText._start_run, PartText._end_run),
    "showingPlcHdr": (PartText._show_placeholder, None),
}
