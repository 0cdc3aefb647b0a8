"""Where a line crop is printed on and where it is blank, from left to right: word spaces, and places to cut."""

from __future__ import annotations

from typing import Any

_REACH = 0.3
_FEWEST_ROWS = 0.02
_PRINT = 0.04
_THIN = 0.05


class Ink:
    """The print of a line: dark on white, without margins. Places are shares of its width, lengths in ems."""

    def __init__(self, picture: Any) -> None:
        """``picture`` is a grey line, dark on white: a numpy array of shape (height, width), uint8."""
        import cv2
        import numpy

        threshold, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_OTSU)
        dark = picture < threshold
        rows = numpy.flatnonzero(dark.sum(axis=1) > _FEWEST_ROWS * dark.shape[1])
        self._width = int(dark.shape[1])
        self._em = float(rows[-1] - rows[0] + 1) if len(rows) else float(dark.shape[0])
        self._columns = dark.any(axis=0)
        self._share = dark.mean(axis=0)

    @property
    def em(self) -> float:
        """The height of the line's characters as a share of its width."""
        return self._em / self._width

    def space(self, left: float, right: float, middles: tuple[float, float]) -> float:
        """How wide the widest blank is, in ems, around the gap between two words.

        Args:
            left: where the first word ends, more or less.
            right: where the second starts.
            middles: the middles of the two words, which the blank is between.
        """
        return max((width for _, width in self._blanks(left, right, middles)), default=0.0)

    def cut(self, left: float, right: float, middles: tuple[float, float]) -> float:
        """The place between two words where a cut hurts no character: the middle of the nearest blank."""
        aim = (left + right) / 2
        near = [place for place, width in self._blanks(left, right, middles) if width >= _THIN]
        return min(near, key=lambda place: abs(place - aim), default=aim)

    def is_printed(self, left: float, right: float) -> bool:
        """Whether there is print between two places, more than a speck."""
        start, end = int(left * self._width), max(int(left * self._width) + 1, int(right * self._width))
        return bool(self._share[start:end].mean() > _PRINT)

    def _blanks(self, left: float, right: float, middles: tuple[float, float]) -> list[tuple[float, float]]:
        """Middle (as share of the line) and width (in ems) of each blank around the gap between two words."""
        start = max(middles[0], left - _REACH * self.em)
        end = min(middles[1], right + _REACH * self.em)
        found: list[tuple[float, float]] = []
        run = 0
        last = min(self._width, int(end * self._width))
        for column in range(int(start * self._width), last):
            blank = not self._columns[column]
            run += blank
            if run and (not blank or column == last - 1):
                found.append(((column + blank - run / 2) / self._width, run / self._em))
                run = 0
        return found
