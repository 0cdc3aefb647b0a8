"""Picture files -> pixels, with the size checked before any pixel is decoded."""

from __future__ import annotations

import io
import struct
import threading
import warnings
import zlib
from typing import Any

from labelcheck.capture.failure import CaptureError
from labelcheck.models import CaptureSettings

_LONGEST_SIDE = 65_000
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
_PILLOW_LIMIT = threading.Lock()


def pixels(name: str, data: bytes, settings: CaptureSettings) -> tuple[Any, tuple[str, ...]]:
    """The picture in ``data`` as it is meant to be seen (EXIF turn applied, transparency on white).

    Returns:
        A numpy array (height, width, 3), uint8, blue-green-red, and warnings.

    Raises:
        CaptureError: too many pixels (nothing was decoded), damaged, or not a picture Pillow reads.
    """
    import numpy
    from PIL import Image, ImageOps

    notes: list[str] = []
    picture = _opened(name, data)
    with picture:
        width, height = picture.size
        if width * height > settings.max_pixels or max(width, height) > _LONGEST_SIDE:
            raise CaptureError(
                name,
                f"the picture has {width:,} × {height:,} pixels ({width * height / 1e6:,.0f} million) and the limit is "
                f"{settings.max_pixels / 1e6:,.0f} million",
                "save it smaller, or raise the limit (--max-megapixels)",
            )
        frames = _frames(picture)
        if frames > 1:
            notes.append(f"The picture has {frames} frames; only the first was read. Save the others as pictures.")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                flat = _on_white(upright)
        except MemoryError:
            raise CaptureError(name, "the picture needs more memory than there is", "save it smaller") from None
        except (*_DAMAGED, Image.DecompressionBombError):
            raise CaptureError(
                name, "the picture is damaged or cut off", "copy it again from the camera or download it again"
            ) from None
        return numpy.asarray(flat)[:, :, ::-1].copy(), tuple(notes)


def _opened(name: str, data: bytes) -> Any:
    """The picture with only its header read."""
    from PIL import Image, UnidentifiedImageError

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


def _frames(picture: Any) -> int:
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
