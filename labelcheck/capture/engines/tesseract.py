"""Tesseract alone: small, reads upright pictures in English and Korean, and photos worse than the other engines do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Final

from labelcheck.capture.engines.hangul import Line
from labelcheck.capture.engines.line_reader import LineReader, data_folder, missing_data, packages
from labelcheck.capture.engines.ocr import Image, Quad, Recognised
from labelcheck.capture.failure import CaptureError

LANGUAGES: Final = ("eng", "kor")

_AIR = 0.15
_LEAST_HEIGHT = 6
_SURE = 0.9


class Tesseract:
    """The engine, of one thread."""

    def __init__(self, tessdata: Path | None) -> None:
        """Load the data of English and Korean.

        Raises:
            CaptureError: the data is not there or damaged.
            ImportError: tesserocr is not installed.
        """
        import tesserocr

        folder = data_folder(tessdata, LANGUAGES)
        if folder is None:
            missing = missing_data(tessdata, LANGUAGES)
            raise CaptureError(
                "tesseract",
                f"Tesseract's language data is not there ({', '.join(missing)})",
                f"install it (on Debian and Ubuntu: apt install {packages(missing)}) or name its folder with "
                "--tessdata DIR",
            )
        # Two readers, not one of both languages: that one takes Hangul for Latin and Latin for Hangul.
        self._readers = {language: LineReader(folder, language) for language in LANGUAGES}
        self.name = f"tesseract {tesserocr.tesseract_version().split()[1]}"

    def detect(self, image: Image) -> Sequence[Quad]:
        """The boxes of text lines in ``image``, as Tesseract lays them out."""
        import numpy

        quads = []
        for left, top, right, bottom in self._readers["eng"].line_boxes(image):
            if bottom - top < _LEAST_HEIGHT:
                continue
            air = _AIR * (bottom - top)
            x0, x1 = max(0.0, left - air), min(image.shape[1] - 1.0, right + air)
            y0, y1 = max(0.0, top - air), min(image.shape[0] - 1.0, bottom + air)
            quads.append(numpy.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype="float32"))
        return quads

    def recognise(self, crops: Sequence[Image]) -> list[Recognised]:
        """What each upright line crop says, in the order given."""
        return [self._recognised(crop) for crop in crops]

    def _recognised(self, crop: Image) -> Recognised:
        english = self._english(crop)
        if english.confidence >= _SURE:
            return english
        line = Line.read(crop, english, self._readers["kor"])
        return line.filled([self._english(line.cut(gap)) for gap in line.gaps]) if line else english

    def _english(self, crop: Image) -> Recognised:
        words = self._readers["eng"].words(crop)
        letters = [word.confidence for word in words for _ in word.text]
        return Recognised(
            text=" ".join(word.text for word in words),
            confidence=fmean(letters) if letters else 0.0,
            places=tuple(place for word in words for place in word.places),
        )
