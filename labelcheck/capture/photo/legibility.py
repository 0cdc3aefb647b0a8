"""How well a picture could be read, where it could not, why, and how to take a better one.

A line that was read with confidence is legible, whatever it looks like; causes are looked for where reading failed.
Thresholds were set on drawn and photographed labels whose text is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from labelcheck.capture.engines.ocr import Image
from labelcheck.capture.photo.lines import Rect, TextLine, bounds, crop
from labelcheck.models import Box, Trouble, TroubleCause

MOST_TROUBLES: Final = 6

_SHARES: Final = ((0.6, 0.0), (0.8, 0.3), (0.9, 0.7), (0.95, 0.95), (0.97, 1.0))
"""Share of lines that say what is printed, by the engine's confidence, as measured."""
_SECOND_SHARES: Final = ((0.5, 0.0), (0.7, 0.4), (0.9, 0.97), (0.95, 1.0))
"""The same for words where two readers read the line: the second one is seldom surer than 0.95, even of plain print."""
_DOUBTFUL: Final = 0.9
_NOT_SURE: Final = 0.95
_LINE: Final = 3.0
"""Shapes shorter than this many heights may be icons, logos, or part of a picture: they are no lines to complain of."""
_LONG_LINE: Final = 5.0
_TINY, _SMALL = 16.0, 20.0
"""Box heights in pixels of the original below which print is lost: anyhow, or where it is soft as well."""
_SOFT: Final = 10.0
_FAINT: Final = 60.0
_WHITE: Final = 252.0
_WASHED_OUT: Final = 36.0
_WINDOW: Final = 1.5
_MOST_LOST: Final = 20.0
_EDGE: Final = 0.12
_STRIP: Final = 0.06
_INK: Final = 0.5
_CUT: Final = 0.25
_REACH: Final = 3.0

_ADVICE: Final[dict[TroubleCause, str]] = {
    "too small": "The print {where} is too small to read: hold the phone closer to it, and take one photo for each "
    "part if the label does not fit into one.",
    "blurred": "The print {where} is blurred: hold the phone still, tap on the words so that they become sharp, and "
    "take the photo again.",
    "glare": "Light shines back from the label {where} and hides print: tilt the label or move away from the lamp "
    "until the bright spot is gone.",
    "faint": "The print {where} hardly stands out from what is behind it: take the photo again in brighter, even "
    "light.",
    "cut off": "Print runs out of the picture {where}: move back a little, or take a second photo of that part.",
    "unknown script": "The print {where} was not understood. If it is blurred, take the photo again; if it is sharp, "
    "its script may be one that is not read: add its words as a PDF or text file.",
    "unread": "The print {where} could not be read: take one more photo of that part alone, closer and in even light.",
}
_ROWS: Final = ("at the top", "in the middle", "at the bottom")
_PLACES: Final = (
    ("at the top left", "at the top", "at the top right"),
    ("on the left", "in the middle", "on the right"),
    ("at the bottom left", "at the bottom", "at the bottom right"),
)


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of the picture that reads badly: why, where (pixels of the upright original), and how much print."""

    cause: TroubleCause
    rect: Rect
    weight: float


@dataclass(frozen=True, slots=True)
class Legibility:
    """Share of what looks like text that was read with confidence (0 to 1), and the patches that were not, worst
    first."""

    share: float
    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a line's crop looks: contrast of the whole and of its windows from start to end, brightest value of those,
    and how steep its edges are (text heights in which contrast would change fully: more is sharper)."""

    contrast: float
    windows: Any
    brightest: Any
    sharpness: float


def legibility(image: Image, read: Sequence[TextLine], unread: Sequence[TextLine], factor: float) -> Legibility:
    """Judge the lines of a picture.

    Args:
        image: the upright picture the lines were found in.
        read: lines whose text is used.
        unread: lines whose text is not; a line may be in both, where part of it was left out.
        factor: how much the picture had been enlarged.
    """
    import cv2

    lines = [(line, True) for line in read if not line.guessed] + [(line, False) for line in unread]
    if not lines:
        return Legibility(0.0, ())
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    looks = [_look(crop(grey, line.quad), line) for line, _ in lines]
    known_good = _known_good([(line, look) for (line, kept), look in zip(lines, looks, strict=True) if kept])
    usual = _usual_contrast(looks)
    left, right = min(bounds(line.quad)[0] for line, _ in lines), max(bounds(line.quad)[2] for line, _ in lines)
    legible = total = 0.0
    found: list[Patch] = []
    for (line, kept), look in zip(lines, looks, strict=True):
        weight = _weight(line)
        share = _line_share(line) if kept else 0.0
        rect, lost = bounds(line.quad), 0.0
        cause = _cause(line, kept, look, known_good, usual, factor)
        if cause != "too small" and (ends := _washed_out_ends(line, look, usual)):
            cause = "glare"
            rect, lost = _with_lost(line, ends, left, right)
        elif _is_cut_off(line, kept, look, grey):
            cause = "cut off"
            lost = _CUT * weight
        total += weight + lost
        legible += weight * share
        if cause:
            found.append(Patch(cause, _scaled(rect, factor), weight * (1 - share) + lost))
    if any(patch.cause == "unknown script" for patch in found):  # what is left has a few known letters among it
        found = [replace(patch, cause="unknown script") if patch.cause == "unread" else patch for patch in found]
    return Legibility(round(legible / total, 4), _merged(found))


def troubles(patches: Sequence[Patch], page: int, size: tuple[float, float]) -> tuple[Trouble, ...]:
    """``patches`` of a picture of ``size`` (width, height) as told to its reader."""
    return tuple(
        Trouble(cause=patch.cause, box=_box(page, patch.rect), advice=_advice(patch, size)) for patch in patches
    )


def _weight(line: TextLine) -> float:
    """How much a line can say: its length in heights."""
    across, up = line.extent
    return max(1.0, across / up)


def _line_share(line: TextLine) -> float:
    """Share of a line that can be believed: by its words where each has a figure of its own."""
    words = line.said.text.split()
    if len(words) != len(line.said.sureness):
        return _share(line.said.confidence, _SHARES)
    letters = sum(map(len, words)) or 1
    shares = (_share(sure, _SECOND_SHARES) for sure in line.said.sureness)
    return sum(len(word) * share for word, share in zip(words, shares, strict=True)) / letters


def _share(confidence: float, scale: Sequence[tuple[float, float]]) -> float:
    low, start = scale[0]
    if confidence <= low:
        return start
    for high, end in scale[1:]:
        if confidence <= high:
            return start + (end - start) * (confidence - low) / (high - low)
        low, start = high, end
    return 1.0


def _look(cut: Any, line: TextLine) -> _Look:
    """Measured on every second row and column: strokes are wider than that where there are many pixels."""
    import numpy

    height, width = cut.shape
    step = 2 if height >= 40 else 1
    thin = cut[::step, ::step]
    count = max(1, round(width / (_WINDOW * height)))
    each = max(1, thin.shape[1] // count)
    count = thin.shape[1] // each
    windows = thin[:, : count * each].reshape(thin.shape[0], count, each).transpose(1, 0, 2).reshape(count, -1)
    places = (windows.shape[1] // 20, windows.shape[1] - 1 - windows.shape[1] // 20)
    ordered = numpy.partition(windows, places, axis=1)
    low, high = ordered[:, places[0]].astype("float64"), ordered[:, places[1]].astype("float64")
    contrast = float(high.max() - low.min())
    if line.said.confidence >= _NOT_SURE and height >= 2 * _SMALL:
        return _Look(contrast, high - low, high, 3 * _SOFT)
    edges = numpy.abs(numpy.diff(cut.astype("int16"), axis=1)).ravel()
    last = edges.size - 1 - edges.size // 200
    steepest = float(numpy.partition(edges, last)[last]) if edges.size else 0.0
    return _Look(contrast, high - low, high, steepest / max(contrast, 1.0) * height)


def _usual_contrast(looks: Sequence[_Look]) -> float:
    import numpy

    return float(numpy.median([look.windows.max() for look in looks]))


def _known_good(lines: Sequence[tuple[TextLine, _Look]]) -> tuple[float, float]:
    """Height and sharpness at which this very picture was read with confidence: the least of both."""
    sure = [(line.extent[1], look.sharpness) for line, look in lines if line.said.confidence >= _NOT_SURE]
    if not sure:
        return _SMALL, 2 * _SOFT
    return min(height for height, _ in sure), min(sharpness for _, sharpness in sure)


def _washed_out_ends(line: TextLine, look: _Look, usual: float) -> tuple[int, ...]:
    """The ends of a line (-1 start, 1 end) where print fades into white: what stands behind them is lost."""
    strongest = float(look.windows.max())
    found: list[int] = []
    if _weight(line) < 2 or strongest < 1:
        return ()
    for end, place in ((-1, 0), (1, -1)):
        here = float(look.windows[place])
        if look.brightest[place] < _WHITE or here > _WASHED_OUT:
            continue
        if here <= 0.75 * strongest and here <= 0.55 * max(strongest, usual):
            found.append(end)
    return tuple(found)


def _with_lost(line: TextLine, ends: Sequence[int], left: float, right: float) -> tuple[Rect, float]:
    """A line with what may be lost behind its washed-out ends, as far as other lines reach, and how much that is."""
    x0, top, x1, bottom = bounds(line.quad)
    up = line.extent[1]
    lost = 0.0
    for end in ends:
        gone = min(_MOST_LOST * up, max(up, x0 - left if end < 0 else right - x1))
        lost += gone / up
        x0, x1 = (x0 - gone, x1) if end < 0 else (x0, x1 + gone)
    return (max(0.0, x0), top, x1, bottom), lost


def _cause(
    line: TextLine,
    kept: bool,
    look: _Look,
    known_good: tuple[float, float],
    usual: float,
    factor: float,
) -> TroubleCause | None:
    """Why a line reads badly; None if it does not, or if nothing is to be seen that a better photo would mend."""
    if kept and line.said.confidence >= _DOUBTFUL or _weight(line) < _LINE:
        return None
    height = line.extent[1]
    as_good = height >= 0.8 * known_good[0] and look.sharpness >= 0.8 * known_good[1]
    sharp = look.sharpness >= _SOFT
    if not kept and as_good and sharp and (line.guessed or len(line.said.text.strip()) < 0.5 * _weight(line)):
        return "unknown script"
    if height / factor < _TINY or (height / factor < _SMALL and not sharp):
        return "too small"
    pale = (look.brightest >= _WHITE) & (look.windows <= 0.6 * max(usual, float(look.windows.max())))
    if pale.mean() >= 0.4:
        return "glare"
    if not sharp:
        return "blurred"
    if look.contrast < _FAINT:
        return "faint"
    return "unread" if not kept and _weight(line) >= _LONG_LINE else None


def _is_cut_off(line: TextLine, kept: bool, look: _Look, grey: Any) -> bool:
    """Whether a line has ink up to the last pixel of the picture, at its ends, or along it where it reads badly."""
    height, width = grey.shape
    x0, top, x1, bottom = (max(0, round(edge)) for edge in bounds(line.quad))
    up = line.extent[1]
    if _weight(line) < _LINE:
        return False
    near, deep = _EDGE * up, max(1, round(_STRIP * up))
    sides = [grey[top:bottom, :deep]] * (x0 <= near) + [grey[top:bottom, -deep:]] * (width - x1 <= near)
    ends = [grey[:deep, x0:x1]] * (top <= near) + [grey[-deep:, x0:x1]] * (height - bottom <= near)
    if bottom - top > x1 - x0:
        sides, ends = ends, sides
    strips = sides if kept and line.said.confidence >= _NOT_SURE else sides + ends
    return any(strip.size and float(strip.max()) - float(strip.min()) >= _INK * look.contrast for strip in strips)


def _scaled(rect: Rect, factor: float) -> Rect:
    x0, top, x1, bottom = rect
    return x0 / factor, top / factor, x1 / factor, bottom / factor


def _merged(patches: Sequence[Patch]) -> tuple[Patch, ...]:
    """Patches of one cause that stand together as one, the worst first."""
    found: list[Patch] = []
    for patch in sorted(patches, key=lambda patch: (patch.cause, patch.rect[1])):
        while near := next((other for other in found if _together(patch, other)), None):
            found.remove(near)
            patch = _around(patch, near)
        found.append(patch)
    found.sort(key=lambda patch: (-patch.weight, patch.rect))
    return tuple(found[:MOST_TROUBLES])


def _together(one: Patch, other: Patch) -> bool:
    if one.cause != other.cause:
        return False
    reach = _REACH * min(one.rect[3] - one.rect[1], other.rect[3] - other.rect[1])
    across = max(one.rect[0], other.rect[0]) - min(one.rect[2], other.rect[2])
    down = max(one.rect[1], other.rect[1]) - min(one.rect[3], other.rect[3])
    return across <= reach and down <= reach


def _around(one: Patch, other: Patch) -> Patch:
    low, high = (tuple(map(pick, one.rect, other.rect)) for pick in (min, max))
    return Patch(one.cause, (low[0], low[1], high[2], high[3]), one.weight + other.weight)


def _box(page: int, rect: Rect) -> Box:
    x0, top, x1, bottom = (round(edge, 2) for edge in rect)
    return Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)


def _advice(patch: Patch, size: tuple[float, float]) -> str:
    """What to do, and where: whoever reads a sentence cannot see a box."""
    where = _edge(patch.rect, size) if patch.cause == "cut off" else _where(patch.rect, size)
    return _ADVICE[patch.cause].format(where=where)


def _where(rect: Rect, size: tuple[float, float]) -> str:
    x0, top, x1, bottom = rect
    width, height = max(1.0, size[0]), max(1.0, size[1])
    if x1 - x0 > 0.5 * width and bottom - top > 0.5 * height:
        return "on most of the label"
    row = min(2, max(0, int(3 * (top + bottom) / 2 / height)))
    column = min(2, max(0, int(3 * (x0 + x1) / 2 / width)))
    return _ROWS[row] if x1 - x0 > 0.5 * width else _PLACES[row][column]


def _edge(rect: Rect, size: tuple[float, float]) -> str:
    """The edge of the picture that is nearest to ``rect``."""
    x0, top, x1, bottom = rect
    return min(
        (x0, "on the left"), (size[0] - x1, "on the right"), (top, "at the top"), (size[1] - bottom, "at the bottom")
    )[1]
