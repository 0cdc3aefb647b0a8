"""pdfium's functions that are called for every word and every object of a page, bound for speed.

pypdfium2's own bindings convert each argument and let other threads run meanwhile; for calls that last a fraction of a
microsecond both cost more than the call. Handles are plain integers here, results are written to reused structures.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any, NamedTuple

_POINTER, _INT, _UINT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float


class Calls(NamedTuple):
    """The bound functions, named after pdfium's."""

    char_count: Any
    unicode: Any
    is_generated: Any
    is_unmapped: Any
    text_object: Any
    char_origin: Any
    char_matrix: Any
    char_box: Any
    font_size: Any
    text: Any
    object_count: Any
    object_at: Any
    form_count: Any
    form_object: Any
    object_type: Any
    object_bounds: Any
    object_matrix: Any
    fill_colour: Any
    has_transparency: Any
    render_mode: Any
    draw_mode: Any
    segment_count: Any
    segment: Any
    segment_type: Any
    segment_point: Any
    segment_closes: Any
    picture_size: Any
    clip_path: Any
    clip_count: Any
    clip_segment_count: Any
    clip_segment: Any
    set_active: Any


@cache
def calls() -> Calls:
    """The functions, bound once."""
    from pypdfium2 import raw

    def bound(name: str, result: Any, *arguments: Any) -> Any:
        address = ctypes.cast(getattr(raw, name), _POINTER).value
        return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)

    def of_char(name: str, result: Any, *more: Any) -> Any:
        return bound(name, result, _POINTER, _INT, *more)

    return Calls(
        char_count=bound("FPDFText_CountChars", _INT, _POINTER),
        unicode=of_char("FPDFText_GetUnicode", _UINT),
        is_generated=of_char("FPDFText_IsGenerated", _INT),
        is_unmapped=of_char("FPDFText_HasUnicodeMapError", _INT),
        text_object=of_char("FPDFText_GetTextObject", _POINTER),
        char_origin=of_char("FPDFText_GetCharOrigin", _INT, _POINTER, _POINTER),
        char_matrix=of_char("FPDFText_GetMatrix", _INT, _POINTER),
        char_box=of_char("FPDFText_GetLooseCharBox", _INT, _POINTER),
        font_size=of_char("FPDFText_GetFontSize", ctypes.c_double),
        text=of_char("FPDFText_GetText", _INT, _INT, _POINTER),
        object_count=bound("FPDFPage_CountObjects", _INT, _POINTER),
        object_at=bound("FPDFPage_GetObject", _POINTER, _POINTER, _INT),
        form_count=bound("FPDFFormObj_CountObjects", _INT, _POINTER),
        form_object=bound("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong),
        object_type=bound("FPDFPageObj_GetType", _INT, _POINTER),
        object_bounds=bound("FPDFPageObj_GetBounds", _INT, *(_POINTER,) * 5),
        object_matrix=bound("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER),
        fill_colour=bound("FPDFPageObj_GetFillColor", _INT, *(_POINTER,) * 5),
        has_transparency=bound("FPDFPageObj_HasTransparency", _INT, _POINTER),
        render_mode=bound("FPDFTextObj_GetTextRenderMode", _INT, _POINTER),
        draw_mode=bound("FPDFPath_GetDrawMode", _INT, *(_POINTER,) * 3),
        segment_count=bound("FPDFPath_CountSegments", _INT, _POINTER),
        segment=bound("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT),
        segment_type=bound("FPDFPathSegment_GetType", _INT, _POINTER),
        segment_point=bound("FPDFPathSegment_GetPoint", _INT, *(_POINTER,) * 3),
        segment_closes=bound("FPDFPathSegment_GetClose", _INT, _POINTER),
        picture_size=bound("FPDFImageObj_GetImagePixelSize", _INT, *(_POINTER,) * 3),
        clip_path=bound("FPDFPageObj_GetClipPath", _POINTER, _POINTER),
        clip_count=bound("FPDFClipPath_CountPaths", _INT, _POINTER),
        clip_segment_count=bound("FPDFClipPath_CountPathSegments", _INT, _POINTER, _INT),
        clip_segment=bound("FPDFClipPath_GetPathSegment", _POINTER, _POINTER, _INT, _INT),
        set_active=bound("FPDFPageObj_SetIsActive", _INT, _POINTER, _INT),
    )


def address(handle: Any) -> int:
    """The address behind one of pypdfium2's handles."""
    return ctypes.cast(handle.raw, _POINTER).value or 0


class Rectangle:
    """Four floats that pdfium fills: left, bottom, right, top."""

    __slots__ = ("_places", "values")

    def __init__(self) -> None:
        self.values = (_FLOAT * 4)()
        start = ctypes.addressof(self.values)
        self._places = tuple(start + ctypes.sizeof(_FLOAT) * index for index in range(4))

    def bounds(self, item: int) -> tuple[float, float, float, float]:
        """The bounds of a page object in the space it is drawn in; nothing at the origin if it has none."""
        if not calls().object_bounds(item, *self._places):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = self.values
        return left, bottom, right, top
