"""Glare and shade on a photo: where they wash print out, its contrast is brought back before lines are looked for.

Measured on drawn photos with glare: half the characters that were lost with their lines come back. Lines are read from
the picture as it is, which reads as well or better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labelcheck.capture.engines.ocr import Image

_SIDE = 400
"""Pixels of the longer side of the small picture on which light is judged; light changes slowly."""
_GROUND = 0.06
"""Share of that side within which the median is the ground that print stands on: wider than a line, narrower than a
glare."""
_PRINT = 20.0
_FAINT = 9.0
"""Contrast in grey levels from which print stands there for certain, and below which there is only noise."""
_UNEVEN = 12.0
"""Grey levels by which the ground under print must differ for light to be uneven; flat artwork stays as it is."""
_USUAL = 75
_MOST_GAIN = 3.0
_BRIGHTEST = 235


@dataclass(frozen=True, slots=True)
class Light:
    """The ground of a picture and how much its print is to be strengthened, both seen from afar."""

    ground: Any
    gain: Any

    def evened(self, image: Image) -> Image:
        """The picture as if its light were even."""
        import cv2
        import numpy

        size = (image.shape[1], image.shape[0])
        base = cv2.resize(self.ground, size, interpolation=cv2.INTER_LINEAR)
        factor = cv2.resize(self.gain, size, interpolation=cv2.INTER_LINEAR)
        apart = cv2.subtract(image, base, dtype=cv2.CV_32F)
        apart *= factor[:, :, None]
        return cv2.add(apart, numpy.minimum(base, _BRIGHTEST), dtype=cv2.CV_8U)


def uneven_light(image: Image) -> Light | None:
    """The light on ``image``, or None if it is even and nothing is to be done."""
    import cv2
    import numpy

    height, width = image.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA) if scale < 1 else image
    ground = cv2.medianBlur(small, 2 * round(_GROUND * max(small.shape[:2]) / 2) + 1)
    apart = cv2.absdiff(small, ground).max(axis=2)
    contrast = cv2.GaussianBlur(cv2.dilate(apart, numpy.ones((9, 9), "uint8")), (0, 0), 4).astype("float32")
    printed = contrast >= _PRINT
    if printed.mean() < 0.002:
        return None
    darkest, brightest = numpy.percentile(ground.min(axis=2)[printed], (10, 90))
    if brightest - darkest < _UNEVEN:
        return None
    usual = float(numpy.percentile(contrast[printed], _USUAL))
    gain = numpy.where(contrast >= _FAINT, numpy.clip(usual / numpy.maximum(contrast, 1), 1, _MOST_GAIN), 1)
    gain = cv2.GaussianBlur(gain.astype("float32"), (0, 0), 3)
    return Light(ground, gain)
