"""A second reader for Korean: Tesseract on the lines that the first engine found and has no letters for.

Each reads what it reads best. Of a line of Korean, Tesseract's Korean data reads the Hangul, and knows when it does
not; what stands between (doses, temperatures, dates, Latin words) is cut out and read by the first engine again, which
reads it far better without the Hangul around it. A picture that shows no sign of a script unknown to the first engine
is none of this reader's business and costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from labelcheck.capture.engines.hangul import Line, is_doubtful, length_of, shows_unknown_script, starved
from labelcheck.capture.engines.line_reader import data_folder, packages
from labelcheck.capture.engines.ocr import ENGINES, Engine, Image, Quad, Recognised
from labelcheck.models import CaptureSettings

LANGUAGES: Final = ("kor",)
DISTRIBUTION: Final = "tesserocr"
INSTALL: Final = "pip install 'labelcheck[korean]'"


class SecondReader:
    """An engine and beside it a reader of Korean. Of one thread."""

    def __init__(self, first: Engine, folder: Path) -> None:
        self._first = first
        self._folder = folder
        self._used = False

    @property
    def name(self) -> str:
        """The first engine, and the second where the last picture needed it."""
        if not self._used:
            return self._first.name
        from importlib.metadata import version

        return f"{self._first.name} + tesserocr {version(DISTRIBUTION)} (Korean)"

    def detect(self, image: Image) -> Sequence[Quad]:
        """The boxes of text lines in ``image``."""
        self._used = False
        return self._first.detect(image)

    def recognise(self, crops: Sequence[Image]) -> list[Recognised]:
        """What the first engine reads in each upright line crop."""
        return self._first.recognise(crops)

    def reread(self, crops: Sequence[Image], found: Sequence[Recognised]) -> list[Recognised]:
        """What both readers together read in the line crops of one picture, of which the first ``found`` that much."""
        if not shows_unknown_script([(length_of(crop), each) for crop, each in zip(crops, found, strict=True)]):
            return list(found)
        from labelcheck.capture.engines.line_reader import line_reader

        reader = line_reader(self._folder, "+".join(LANGUAGES))
        said = list(found)
        lines: dict[int, Line] = {}
        for place, (crop, first) in enumerate(zip(crops, found, strict=True)):
            if is_doubtful(crop, first):
                line = Line.read(crop, first, reader)
                if line is None:
                    said[place] = starved(crop, first)
                else:
                    lines[place] = line
        self._used = self._used or bool(lines)
        gaps = [(place, gap) for place, line in lines.items() for gap in line.gaps]
        read = iter(self._first.recognise([lines[place].cut(gap) for place, gap in gaps]))
        for place, line in lines.items():
            said[place] = line.filled([next(read) for _ in line.gaps])
        return said


def with_second_reader(first: Engine, tessdata: Path | None) -> Engine:
    """``first`` with the Korean reader beside it, or alone where that or its data is not installed."""
    folder = data_folder(tessdata, LANGUAGES) if _is_installed() else None
    return SecondReader(first, folder) if folder else first


def reread(reader: Engine, crops: Sequence[Image], found: Sequence[Recognised]) -> list[Recognised]:
    """``found``, better where ``reader`` has a second reader and a line needs it."""
    return reader.reread(crops, found) if isinstance(reader, SecondReader) else list(found)


def korean_cure(settings: CaptureSettings) -> str:
    """What to do so that Korean print is read; empty if it is."""
    if "kor" in ENGINES[settings.ocr].data:
        return ""
    if not _is_installed():
        return (
            f"install the reader of Korean with {INSTALL} and its language data "
            f"(on Debian and Ubuntu: apt install {packages(LANGUAGES)})"
        )
    if data_folder(settings.tessdata_path, LANGUAGES) is None:
        return (
            f"the reader of Korean is there and its language data is not: install it (on Debian and Ubuntu: "
            f"apt install {packages(LANGUAGES)}) or name its folder with --tessdata DIR"
        )
    return ""


def _is_installed() -> bool:
    return find_spec(DISTRIBUTION) is not None
