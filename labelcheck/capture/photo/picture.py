"""Picture files -> pixels, with the size checked before any pixel is decoded."""

from __future__ import annotations

import io
import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

from labelcheck.capture.failure import CaptureError
from labelcheck.capture.filetype import is_heic
from labelcheck.models import CaptureSettings

_LONGEST_SIDE = 65_000
_DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    RuntimeError,
    struct.error,
    zlib.error,
)
_PILLOW_LIMIT = threading.Lock()
_MOST_DIRECTORIES = 2_000
_PAGE_DAMAGED = "Page {number} of this picture is damaged or too big; it and what follows was not read."


_NO_WORDS_BEHIND = ("MPO",)  # what cameras put behind the photo is the same photo again, for depth or brightness
_REDUCED, _MASK, _SUBFILE = 1, 4, 254


def pixels(name: str, data: bytes, settings: CaptureSettings, page: int = 1) -> tuple[Any, tuple[str, ...]]:
    """Page ``page`` (from 1) of the picture in ``data`` as it is meant to be seen (EXIF turn applied, white ground).

    Returns:
        A numpy array (height, width, 3), uint8, blue-green-red, and warnings.

    Raises:
        CaptureError: no such page, or as :func:`frames`.
    """
    found, notes = frames(name, data, settings.model_copy(update={"max_pages": max(page, settings.max_pages)}))
    for number, image in found:
        if number == page:
            return image, tuple(notes)
    raise CaptureError(name, f"it is a picture and has no page {page}", "ask for page 1")


def frames(name: str, data: bytes, settings: CaptureSettings) -> tuple[Iterator[tuple[int, Any]], list[str]]:
    """The pages of a TIFF, or the one picture of any other file, decoded one by one as they are asked for.

    Returns:
        Numbers (from 1) with arrays as :func:`pixels` gives them, and warnings, to which the pages add theirs.

    Raises:
        CaptureError: too many pixels (nothing was decoded), damaged, or not a picture Pillow reads; the same while
            the first page is decoded, whereas a damaged later one ends the pages with a warning.
    """
    notes: list[str] = []
    picture = _opened(name, data)
    _check_size(name, picture, settings)
    if picture.format == "TIFF":
        return _pages(name, picture, settings, notes), notes
    if picture.format not in _NO_WORDS_BEHIND and (count := _frame_count(picture)) > 1:
        notes.append(f"The picture has {count} frames; only the first was read. Save the others as pictures.")
    return _only(name, picture), notes


def size_of(name: str, data: bytes) -> tuple[int, int]:
    """Width and height in pixels as the file's header has them, with nothing decoded.

    Raises:
        CaptureError: damaged, or not a picture Pillow reads.
    """
    with _opened(name, data) as picture:
        width, height = picture.size
        return int(width), int(height)


def _only(name: str, picture: Any) -> Iterator[tuple[int, Any]]:
    with picture:
        yield 1, _decoded(name, picture)


def _pages(name: str, picture: Any, settings: CaptureSettings, notes: list[str]) -> Iterator[tuple[int, Any]]:
    """The pages of a TIFF without the small copies and masks that may stand between them."""
    number = 0
    with picture:
        for index in range(_MOST_DIRECTORIES):
            try:
                picture.seek(index)
                if picture.tag_v2.get(_SUBFILE, 0) & (_REDUCED | _MASK) and index:
                    continue
            except EOFError:
                return
            except _DAMAGED:
                notes.append(_PAGE_DAMAGED.format(number=number + 1))
                return
            number += 1
            if number > settings.max_pages:
                break
            try:
                _check_size(name, picture, settings)
                image = _decoded(name, picture)
            except CaptureError:
                if number == 1:
                    raise
                notes.append(_PAGE_DAMAGED.format(number=number))
                return
            yield number, image
    notes.append(
        f"Only the first {settings.max_pages} pages of this picture were read. Split it, or raise the limit "
        "(--max-pages)."
    )


def _check_size(name: str, picture: Any, settings: CaptureSettings) -> None:
    width, height = picture.size
    if width * height > settings.max_pixels or max(width, height) > _LONGEST_SIDE:
        raise CaptureError(
            name,
            f"the picture has {width:,} × {height:,} pixels ({width * height / 1e6:,.0f} million) and the limit is "
            f"{settings.max_pixels / 1e6:,.0f} million",
            "save it smaller, or raise the limit (--max-megapixels)",
        )


def _decoded(name: str, picture: Any) -> Any:
    import numpy
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture.load()
            flat = _on_white(ImageOps.exif_transpose(picture))
    except MemoryError:
        raise CaptureError(name, "the picture needs more memory than there is", "save it smaller") from None
    except (*_DAMAGED, Image.DecompressionBombError):
        raise CaptureError(
            name, "the picture is damaged or cut off", "copy it again from the camera or download it again"
        ) from None
    return numpy.asarray(flat)[:, :, ::-1].copy()


def _opened(name: str, data: bytes) -> Any:
    """The picture with only its header read."""
    from PIL import Image, UnidentifiedImageError

    if is_heic(data):
        return _opened_heic(name, data)
    # Pillow's own limit is a setting of the whole process and knows nothing of max_pixels: it is set aside only while
    # the header is read, and the size is checked right after.
    with _PILLOW_LIMIT:
        limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            return Image.open(io.BytesIO(data))
        except UnidentifiedImageError:
            raise CaptureError(
                name, "the picture is damaged or of a kind that is not read", "save it again as JPEG or PNG"
            ) from None
        except _DAMAGED:
            raise CaptureError(name, "the picture is damaged", "copy or download it again") from None
        finally:
            Image.MAX_IMAGE_PIXELS = limit


def _opened_heic(name: str, data: bytes) -> Any:
    """An iPhone photo with only its header read; its turn is applied by the decoder already."""
    try:
        from pi_heif import HeifImageFile
    except ImportError:
        raise CaptureError(
            name,
            "it is an iPhone photo (HEIC), which needs one more library",
            "save it as JPEG or PNG, or install labelcheck[heic]",
        ) from None
    try:
        return HeifImageFile(io.BytesIO(data))
    except _DAMAGED:
        raise CaptureError(name, "the picture is damaged", "copy or download it again") from None


def _frame_count(picture: Any) -> int:
    try:
        return int(getattr(picture, "n_frames", 1))
    except _DAMAGED:
        return 1


def _on_white(picture: Any) -> Any:
    from PIL import Image

    if picture.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        picture = _eight_bit(picture)
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return picture.convert("RGB")


def _eight_bit(picture: Any) -> Any:
    """A grey picture of 16 or 32 bits in 8 bits; ``convert`` would clip it to white."""
    import numpy
    from PIL import Image

    values = numpy.asarray(picture).astype("float64")
    low, high = float(values.min()), float(values.max())
    scale = 255.0 / (high - low) if high > low else 1.0
    return Image.fromarray(((values - low) * scale).astype("uint8"))


def png(image: Any, max_side: int) -> bytes:
    """``image`` (blue-green-red) as PNG, no longer than ``max_side`` pixels on its longer side."""
    from PIL import Image

    picture = Image.fromarray(image[:, :, ::-1])
    picture.thumbnail((max_side, max_side))
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
