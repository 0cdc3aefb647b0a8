"""Where text stands in a picture and which way up it is: boxes of lines, turned upright with the picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from labelcheck.capture.engines.ocr import Engine, Image, Quad, Recognised
from labelcheck.capture.engines.second_reader import reread
from labelcheck.capture.photo.light import uneven_light
from labelcheck.capture.photo.lines import crop, extent, is_tall, turned

_DETECTION_SIDE = 1600
_SMALL_SIDE = 900
_MOST_ENLARGED = 4.0
_SAMPLE_LINES = 8
_FEW_LINES = 4
_SURE = 0.85
_BETTER = 0.025
_CLEAR = 0.15
_LONG = 8.0


@dataclass(frozen=True, slots=True)
class Upright:
    """Boxes of text lines in a picture turned clockwise by ``turn`` degrees, and what was read of some on the way (by
    place in ``quads``)."""

    turn: int
    quads: list[Quad]
    known: dict[int, Recognised]


def enlargement(image: Image) -> float:
    """How many times larger a small picture is read."""
    longest = max(image.shape[:2])
    return min(_MOST_ENLARGED, _DETECTION_SIDE / longest) if longest < _SMALL_SIDE else 1.0


def enlarged(image: Image, factor: float) -> Image:
    """``image`` ``factor`` times as large."""
    if factor == 1.0:
        return image
    import cv2

    return cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)


def upright(image: Image, reader: Engine) -> Upright:
    """Which way up ``image`` is and where its lines stand, told from large lines: cameras' own marks are wrong at
    times. The lines found are turned with the picture, since looking for them again finds the same."""
    quads = _detected(image, reader)
    sample = sorted(range(len(quads)), key=lambda place: -_telling(quads[place]))[:_SAMPLE_LINES]
    if not sample:
        return Upright(0, quads, {})
    tall = sum(is_tall(quads[place]) for place in sample) > len(sample) / 2
    sample = [place for place in sample if is_tall(quads[place]) == tall]
    turn = 270 if tall else 0  # crop() turns a tall line by a quarter to the left
    as_is: dict[int, Recognised] = {}
    upside_down: dict[int, Recognised] = {}
    for few in (sample[:_FEW_LINES], sample[_FEW_LINES:]):
        crops = [crop(image, quads[place]) for place in few]
        as_is |= zip(few, _said(crops, reader), strict=True)
        if _sureness(as_is) >= _SURE:
            break
        upside_down |= zip(few, _said([turned(each, 180) for each in crops], reader), strict=True)
        if abs(_sureness(upside_down) - _sureness(as_is)) > _CLEAR:
            break
    known = as_is
    if _sureness(upside_down) > _sureness(as_is) + _BETTER:
        turn, known = (turn + 180) % 360, upside_down
    height, width = image.shape[:2]
    return Upright(turn, [_turned(quad, turn, width, height) for quad in quads], known)


def _detected(image: Image, reader: Engine) -> list[Quad]:
    """Boxes of text lines, found at 1,600 pixels (more resolution makes the detector worse) and in even light."""
    import cv2

    longest = max(image.shape[:2])
    scale = min(1.0, _DETECTION_SIDE / longest)
    height, width = image.shape[:2]
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    light = uneven_light(image)
    return [quad / scale for quad in reader.detect(light.evened(image) if light else image)]


def _telling(quad: Quad) -> float:
    """How much a line tells about which way up it is: large print does, and a long line no more than a short one."""
    across, up = extent(quad)
    return up * min(across / up, _LONG)


def _said(crops: Sequence[Image], reader: Engine) -> list[Recognised]:
    return reread(reader, crops, reader.recognise(crops))


def _sureness(found: Mapping[int, Recognised]) -> float:
    return fmean(said.confidence if said.text else 0.0 for said in found.values()) if found else 0.0


def _turned(quad: Quad, turn: int, width: int, height: int) -> Quad:
    """``quad`` of a picture of ``width`` and ``height``, once the picture is turned clockwise by ``turn``."""
    import numpy

    x, y = quad[:, 0], quad[:, 1]
    if turn == 90:
        quad = numpy.roll(numpy.stack([height - y, x], axis=1), 1, axis=0)
    elif turn == 180:
        quad = numpy.roll(numpy.stack([width - x, height - y], axis=1), 2, axis=0)
    elif turn == 270:
        quad = numpy.roll(numpy.stack([y, width - x], axis=1), 3, axis=0)
    return quad.astype("float32")
