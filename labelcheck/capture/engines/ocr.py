"""OCR engines: where text stands in a picture, and what a line of it says.

Each is a function that builds an :class:`Engine`; a new one is a function here and an entry in :data:`ENGINES`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from labelcheck.capture.failure import CaptureError

Image = Any
"""A numpy array of shape (height, width, 3), uint8, blue-green-red."""
Quad = Any
"""A numpy array of shape (4, 2), float: corners from the top left clockwise, in pixels."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a line crop says: its text ("" if nothing), how sure the engine is (0 to 1), and where its visible
    characters stand (centres as shares of the crop's width; empty if the engine does not tell).

    ``certainty`` is how sure the engine is of each visible character (empty if it does not tell). ``sureness`` is how
    sure each word of ``text.split()`` is, where two readers read the line. ``partial`` says that a part of the line
    could not be read and is not in the text.
    """

    text: str
    confidence: float
    places: tuple[float, ...] = ()
    certainty: tuple[float, ...] = ()
    sureness: tuple[float, ...] = ()
    partial: bool = False


class Engine(Protocol):
    """An engine of one thread."""

    @property
    def name(self) -> str:
        """The engine and its version."""

    def detect(self, image: Image) -> Sequence[Quad]:
        """The boxes of text lines in ``image``."""

    def recognise(self, crops: Sequence[Image]) -> list[Recognised]:
        """What each upright line crop says, in the order given."""


@dataclass(frozen=True, slots=True)
class EngineEntry:
    """An engine that may be asked for: how it is built, and what to know before installing it."""

    build: Callable[[Path | None], Engine]
    """Builds it; given the folder of Tesseract's language data, where one was named."""
    distributions: tuple[str, ...]
    """What it needs from PyPI, the engine itself first."""
    licence: str
    """Of its code, and of its models where that differs."""
    scripts: str
    cure: str
    """What to do to have it."""
    data: tuple[str, ...] = ()
    """Languages whose Tesseract data it needs."""


def _rapidocr(tessdata: Path | None) -> Engine:
    from labelcheck.capture.engines.rapidocr import RapidOcr
    from labelcheck.capture.engines.second_reader import with_second_reader

    return with_second_reader(RapidOcr(), tessdata)


def _tesseract(tessdata: Path | None) -> Engine:
    from labelcheck.capture.engines.tesseract import Tesseract

    return Tesseract(tessdata)


def _paddle(tessdata: Path | None) -> Engine:
    from labelcheck.capture.engines.paddle import Paddle
    from labelcheck.capture.engines.second_reader import with_second_reader

    return with_second_reader(Paddle(), tessdata)


ENGINES: dict[str, EngineEntry] = {
    "rapidocr": EngineEntry(
        _rapidocr,
        distributions=("rapidocr", "onnxruntime"),
        licence="Apache-2.0, models too",
        scripts="Latin, Chinese, Japanese",
        cure="pip install rapidocr onnxruntime",
    ),
    "tesseract": EngineEntry(
        _tesseract,
        distributions=("tesserocr",),
        licence="MIT; Tesseract and its data Apache-2.0",
        scripts="English, Korean",
        cure="pip install 'labelcheck[korean]'",
        data=("eng", "kor"),
    ),
    "paddle": EngineEntry(
        _paddle,
        distributions=("faster-paddle",),
        licence="MIT; models Apache-2.0",
        scripts="Latin, Chinese",
        cure="pip install 'labelcheck[fast]'",
    ),
}

_LOADED = threading.local()


def engine(name: str, document: str, tessdata: Path | None = None) -> Engine:
    """The engine called ``name``, loaded once per thread (engines keep state between calls).

    Args:
        name: one of :data:`ENGINES`.
        document: the name under which an error is reported.
        tessdata: the folder of Tesseract's language data, if not where the system keeps it.

    Raises:
        CaptureError: there is no such engine, or it or its data is not installed.
    """
    if name not in ENGINES:
        raise CaptureError(document, f"there is no OCR engine {name!r}", f"choose one of: {', '.join(ENGINES)}")
    loaded: dict[tuple[str, Path | None], Engine] = _LOADED.__dict__.setdefault("engines", {})
    if (name, tessdata) not in loaded:
        try:
            loaded[name, tessdata] = ENGINES[name].build(tessdata)
        except ImportError as error:
            missing = getattr(error, "name", None) or name
            cause = f"reading pictures with {name} needs {missing}, which is not installed"
            raise CaptureError(document, cause, f"install it: {ENGINES[name].cure}") from None
        except CaptureError as error:
            raise CaptureError(document, error.cause, error.cure) from None
    return loaded[name, tessdata]
