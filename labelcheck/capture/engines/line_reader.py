"""Tesseract: where its language data lies on this machine, and what a line of text says to it.

Its wheel brings no language data. Lines are given to it one at a time, never a whole page: measured on drawn labels,
it finds lines far worse than it reads them.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labelcheck.capture.engines.ocr import Image
from labelcheck.capture.failure import CaptureError

SUFFIX = ".traineddata"

_USUAL_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
# Measured on 36 drawn labels: error rate on Hangul 3.0 % at 42 pixels, 3.2 at 48, 4.8 at 56, 3.3 at 64.
LINE_HEIGHT = 42
_MARGIN = 16
_MOST_ACROSS = 4000
_DARKEST, _PAPER = 2, 70
_PRINT_DPI = 300
_SURE_LETTER = 0.9
_HANGUL = re.compile("[\uac00-\ud7a3]{2,}")
_CLEAR_LETTERS = 0.7
"""How sure a word is at least whose letters are all sure."""

_LOADED = threading.local()


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A word as Tesseract sees it: how sure it is (0 to 1), and where it starts and ends as shares of the line."""

    text: str
    confidence: float
    start: float
    end: float

    @property
    def places(self) -> tuple[float, ...]:
        """Centres of its characters, as shares of the line."""
        step = (self.end - self.start) / max(1, len(self.text))
        return tuple(self.start + (index + 0.5) * step for index in range(len(self.text)))


def data_folder(given: Path | None, languages: Sequence[str]) -> Path | None:
    """The folder with the data of all ``languages`` (``kor``, ``eng``): the one given, or else the usual ones."""
    return next((folder for folder in _folders(given) if not _missing(folder, languages)), None)


def missing_data(given: Path | None, languages: Sequence[str]) -> tuple[str, ...]:
    """Which of ``languages`` have no data in the folder that has most of them; empty if all are there."""
    return min((_missing(folder, languages) for folder in _folders(given)), key=len, default=tuple(languages))


def packages(languages: Sequence[str]) -> str:
    """How Debian names the data of ``languages``: "tesseract-ocr-kor tesseract-ocr-eng"."""
    return " ".join(f"tesseract-ocr-{language}" for language in languages)


def _folders(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    if named := os.environ.get("TESSDATA_PREFIX"):
        yield Path(named)
        yield Path(named) / "tessdata"
    for pattern in _USUAL_FOLDERS:
        anchor = Path(pattern).anchor
        if anchor and Path(anchor).exists():
            yield from sorted(Path(anchor).glob(Path(pattern).relative_to(anchor).as_posix()), reverse=True)


def _missing(folder: Path, languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(language for language in languages if not (folder / f"{language}{SUFFIX}").is_file())


class LineReader:
    """Reads single lines in one script. Of one thread."""

    def __init__(self, folder: Path, language: str) -> None:
        """Load the data of ``language`` (``kor``, or several as ``kor+eng``).

        Raises:
            CaptureError: the data is damaged.
        """
        import tesserocr

        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
        try:
            self._api: Any = tesserocr.PyTessBaseAPI(
                path=f"{folder}{os.sep}",
                lang=language,
                psm=tesserocr.PSM.SINGLE_LINE,
                oem=tesserocr.OEM.LSTM_ONLY,
                variables={"debug_file": os.devnull},
            )
        except RuntimeError:
            raise CaptureError(
                str(folder), f"Tesseract cannot use its data for {language}", "install that data again"
            ) from None

    def line_boxes(self, picture: Image) -> list[tuple[int, int, int, int]]:
        """Left, top, right and bottom of each line of print in a whole upright picture, in pixels."""
        import cv2
        import tesserocr

        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        rows, columns = grey.shape
        self._api.SetPageSegMode(tesserocr.PSM.SPARSE_TEXT)
        try:
            self._api.SetImageBytes(grey.tobytes(), columns, rows, 1, columns)
            self._api.SetSourceResolution(_PRINT_DPI)
            found = self._api.AnalyseLayout()
            level = tesserocr.RIL.TEXTLINE
            boxes = [line.BoundingBox(level) for line in tesserocr.iterate_level(found, level)] if found else []
            return [box for box in boxes if box]
        finally:
            self._api.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)

    def words(self, line: Image, height: int = LINE_HEIGHT) -> list[Glimpse]:
        """The words of an upright line crop, from left to right, read at ``height`` pixels."""

        picture = _with_margin(line_picture(line, height))
        rows, columns = picture.shape
        self._api.SetImageBytes(picture.tobytes(), columns, rows, 1, columns)
        self._api.SetSourceResolution(_PRINT_DPI)
        self._api.Recognize()
        across = columns - 2 * _MARGIN
        return [
            Glimpse(text, sure, _share(left - _MARGIN, across), _share(right - _MARGIN, across))
            for text, sure, left, right in self._found_words()
            if text
        ]

    def _found_words(self) -> list[tuple[str, float, int, int]]:
        """Text, sureness, left and right edge of each word of the line that was just read.

        The mark of a word of Hangul falls to 0 at times though all its letters are sure.
        """
        import tesserocr

        words: list[tuple[str, float, int, int]] = []
        letters: list[list[float]] = []
        for letter in tesserocr.iterate_level(self._api.GetIterator(), tesserocr.RIL.SYMBOL):
            if letter is None or letter.Empty(tesserocr.RIL.SYMBOL):
                continue
            if letter.IsAtBeginningOf(tesserocr.RIL.WORD) or not words:
                left, _, right, _ = letter.BoundingBox(tesserocr.RIL.WORD)
                text = letter.GetUTF8Text(tesserocr.RIL.WORD).strip()
                words.append((text, min(1.0, max(0.0, letter.Confidence(tesserocr.RIL.WORD) / 100)), left, right))
                letters.append([])
            letters[-1].append(letter.Confidence(tesserocr.RIL.SYMBOL) / 100)
        return [
            (
                text,
                max(sure, _CLEAR_LETTERS) if _HANGUL.fullmatch(text) and min(own) >= _SURE_LETTER else sure,
                left,
                right,
            )
            for (text, sure, left, right), own in zip(words, letters, strict=True)
        ]


def line_reader(folder: Path, language: str) -> LineReader:
    """The reader of ``language``, loaded once per thread.

    Raises:
        CaptureError: the data is damaged.
    """
    loaded: dict[tuple[Path, str], LineReader] = _LOADED.__dict__.setdefault("readers", {})
    if (folder, language) not in loaded:
        loaded[folder, language] = LineReader(folder, language)
    return loaded[folder, language]


def _share(pixels: float, across: int) -> float:
    return min(1.0, max(0.0, pixels / across))


def line_picture(line: Image, height: int = LINE_HEIGHT) -> Any:
    """A line as Tesseract reads it best: dark on white, in grey, ``height`` pixels high."""
    import cv2
    import numpy

    grey = cv2.cvtColor(line, cv2.COLOR_BGR2GRAY)
    edge = numpy.concatenate([grey[0], grey[-1]])
    if float(numpy.median(edge)) < (int(grey.min()) + int(grey.max())) / 2:
        grey = 255 - grey
    rows, columns = grey.shape
    scale = height / rows
    across = min(_MOST_ACROSS, max(2, round(columns * scale)))
    grey = cv2.resize(grey, (across, height), interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
    darkest, paper = numpy.percentile(grey, (_DARKEST, _PAPER))
    spread = (grey.astype("float32") - darkest) * (255 / max(1.0, float(paper - darkest)))
    return spread.clip(0, 255).astype("uint8")


def _with_margin(picture: Any) -> Any:
    import cv2

    return cv2.copyMakeBorder(picture, *(_MARGIN,) * 4, cv2.BORDER_CONSTANT, value=255)
