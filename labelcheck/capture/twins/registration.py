"""How one photo of a label lies over another: told from the lines that both show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from labelcheck.models import Box

_FEWEST: Final = 3
_MOST: Final = 300
_CLOSE: Final = 1.0

Link = tuple[Box, Box]
"""The same line in one photo and in another."""


def around(boxes: Sequence[Box]) -> Box:
    """The box around ``boxes`` of one page."""
    return Box(
        page=boxes[0].page,
        x0=min(box.x0 for box in boxes),
        top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def way_of(common: Sequence[Link]) -> Any:
    """The affine map (3 by 2) from points of one photo to the other's, or None where the lines do not agree on one."""
    import numpy

    if len(common) < _FEWEST:
        return None
    common = common[:_MOST]
    here = numpy.array([point for box, _ in common for point in _ends(box)])
    other = numpy.array([point for _, box in common for point in _ends(box)])
    height = float(numpy.median([box.bottom - box.top for _, box in common]))
    points = numpy.column_stack((here, numpy.ones(len(here))))
    keep = numpy.ones(len(here), dtype=bool)
    for _ in range(3):
        if keep.sum() < 2 * _FEWEST or numpy.linalg.matrix_rank(points[keep]) < 3:
            return None
        way = numpy.linalg.lstsq(points[keep], other[keep], rcond=None)[0]
        away = numpy.hypot(*(points @ way - other).T)
        keep = away <= max(_CLOSE * height, 2.0 * float(numpy.median(away)))
    return way if float(numpy.median(away)) <= _CLOSE * height else None


def _ends(box: Box) -> list[tuple[float, float]]:
    middle = (box.top + box.bottom) / 2
    return [(box.x0, middle), (box.x1, middle)]


def laid_over(box: Box, way: Any) -> Box:
    """Where a box lies in the other photo."""
    import numpy

    corners = [(box.x0, box.top, 1.0), (box.x1, box.top, 1.0), (box.x1, box.bottom, 1.0), (box.x0, box.bottom, 1.0)]
    (x0, top), (x1, bottom) = (pick(numpy.array(corners) @ way, axis=0) for pick in (numpy.min, numpy.max))
    return Box(page=1, x0=float(x0), top=float(top), x1=float(x1), bottom=float(bottom))
