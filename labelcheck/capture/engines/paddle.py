"""faster-paddle: the same models as the default engine in a smaller size, several times faster and less exact.

It reads whole pictures only, so line crops are laid out below one another on a sheet that it reads as a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labelcheck.capture.engines.ocr import Image, Quad, Recognised

_SIDE = 1600
_LINE_HEIGHT = 48
_AIR = 24
_SHEET_LINES = 16


class Paddle:
    """The engine, of one thread."""

    def __init__(self) -> None:
        from importlib.metadata import version

        from faster_paddle import OcrEngine

        self.name = f"faster-paddle {version('faster-paddle')}"
        # The least side would blow small sheets up; the pictures given have their size already.
        self._engine: Any = OcrEngine(model_size="tiny", det_max_side=_SIDE, det_min_side=0)

    def detect(self, image: Image) -> Sequence[Quad]:
        """The boxes of text lines in ``image``; upright, whatever the print's tilt."""
        import numpy

        found = [bound for bound in self._read(image) if bound["text"].strip()]
        corners = [(*bound["topLeftCoord"], *bound["bottomRightCoord"]) for bound in found]
        return [
            numpy.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]], dtype="float32")
            for x0, top, x1, bottom in corners
            if x1 > x0 and bottom > top
        ]

    def recognise(self, crops: Sequence[Image]) -> list[Recognised]:
        """What each upright line crop says, in the order given."""
        found: list[Recognised] = []
        for start in range(0, len(crops), _SHEET_LINES):
            found += self._of_sheet(crops[start : start + _SHEET_LINES])
        return found

    def _of_sheet(self, crops: Sequence[Image]) -> list[Recognised]:
        import cv2
        import numpy

        sized = []
        for crop in crops:
            scale = min(_LINE_HEIGHT / crop.shape[0], (_SIDE - 2 * _AIR) / crop.shape[1])
            size = (max(1, round(crop.shape[1] * scale)), max(1, round(crop.shape[0] * scale)))
            sized.append(cv2.resize(crop, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))
        step = _LINE_HEIGHT + _AIR
        sheet = numpy.full((_AIR + step * len(sized), max(s.shape[1] for s in sized) + 2 * _AIR, 3), 255, dtype="uint8")
        for place, line in enumerate(sized):
            top = _AIR + place * step
            # Margins in the line's own colour, so that its edge is no edge.
            sheet[top - _AIR // 2 : top + line.shape[0] + _AIR // 2] = numpy.median(line[[0, -1]], axis=(0, 1))
            sheet[top : top + line.shape[0], _AIR : _AIR + line.shape[1]] = line
        parts: list[list[Any]] = [[] for _ in crops]
        for bound in self._read(sheet):
            middle = (bound["topLeftCoord"][1] + bound["bottomRightCoord"][1]) / 2
            parts[min(len(crops) - 1, max(0, int((middle - _AIR // 2) // step)))].append(bound)
        return [_joined(part, line.shape[1]) for part, line in zip(parts, sized, strict=True)]

    def _read(self, image: Image) -> list[Any]:
        import cv2

        return list(self._engine.ocr(cv2.imencode(".bmp", image)[1].tobytes())["bounds"].values())


def _joined(bounds: Sequence[Any], width: int) -> Recognised:
    """The pieces found of one line, from left to right; as sure as the least sure of them."""
    pieces = sorted((bound for bound in bounds if bound["text"].strip()), key=lambda bound: bound["topLeftCoord"][0])
    places: list[float] = []
    for piece in pieces:
        left, right = (edge - _AIR for edge in (piece["topLeftCoord"][0], piece["bottomRightCoord"][0]))
        text = piece["text"].strip()
        step = (right - left) / len(text)
        inside = [left + (index + 0.5) * step for index, char in enumerate(text) if not char.isspace()]
        places += [min(1.0, max(0.0, place / width)) for place in inside]
    return Recognised(
        text=" ".join(piece["text"].strip() for piece in pieces),
        confidence=min((float(piece["confidence"]) for piece in pieces), default=0.0),
        places=tuple(places),
    )
