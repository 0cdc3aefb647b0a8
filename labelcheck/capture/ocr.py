"""OCR engines: where text stands in a picture, and what a line of it says.

Each is a function that builds an :class:`Engine`; a new one is a function here and an entry in :data:`ENGINES`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from labelcheck.capture.failure import CaptureError

Image = Any
"""A numpy array of shape (height, width, 3), uint8, blue-green-red."""
Quad = Any
"""A numpy array of shape (4, 2), float: corners from the top left clockwise, in pixels."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a line crop says: its text ("" if nothing), how sure the engine is (0 to 1), and where its visible
    characters stand (centres as shares of the crop's width; empty if the engine does not tell)."""

    text: str
    confidence: float
    places: tuple[float, ...] = ()


class Engine(Protocol):
    """An engine of one thread."""

    name: str

    def detect(self, image: Image) -> Sequence[Quad]:
        """The boxes of text lines in ``image``."""

    def recognise(self, crops: Sequence[Image]) -> list[Recognised]:
        """What each upright line crop says, in the order given."""


_RAPIDOCR_SETTINGS: dict[str, Any] = {
    # Measured on drawn and real labels: these took the character error rate from 7.9 % to 0.2 %. The line classifier
    # (use_cls) turned storage lines upside down with confidence; lines it cannot read must not vanish (text_score).
    "Global.use_cls": False,
    "Global.text_score": 0,
    "Global.max_side_len": 100_000,
    "Global.log_level": "error",
    "Global.return_word_box": True,
    "Det.use_dilation": False,
    "Det.score_mode": "slow",
    "Det.unclip_ratio": 1.4,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1600,
}


class _RapidOCR:
    def __init__(self) -> None:
        from importlib.metadata import version
        from multiprocessing import parent_process

        from rapidocr import RapidOCR

        self.name = f"rapidocr {version('rapidocr')}"
        threads: dict[str, Any] = {}
        if parent_process():  # the waiting threads of several workers on the same cores slow all of them down
            threads = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
        self._engine: Any = RapidOCR(params=_RAPIDOCR_SETTINGS | threads)

    def detect(self, image: Image) -> Sequence[Quad]:
        # The flags stick to the engine: all three are passed each time.
        found = self._engine(image, use_det=True, use_cls=False, use_rec=False)
        return [] if found.boxes is None else list(found.boxes.astype("float32"))

    def recognise(self, crops: Sequence[Image]) -> list[Recognised]:
        if not crops:
            return []
        found = self._engine.recognize_txt(list(crops))
        return [
            Recognised(text, float(score), _places(text, words))
            for text, score, words in zip(found.txts, found.scores, found.word_results, strict=True)
        ]


def _places(text: str, words: Any) -> tuple[float, ...]:
    """Centres of the visible characters of ``text``, from the recogniser's columns."""
    if words is None or not words.line_txt_len:
        return ()
    columns = [column for word in words.word_cols for column in word]
    if len(columns) != sum(not char.isspace() for char in text):
        return ()
    return tuple(min(1.0, (column + 0.5) / words.line_txt_len) for column in columns)


ENGINES: dict[str, Callable[[], Engine]] = {
    "rapidocr": _RapidOCR,
}

_LOADED = threading.local()


def engine(name: str, document: str) -> Engine:
    """The engine called ``name``, loaded once per thread (engines keep state between calls).

    Raises:
        CaptureError: there is no such engine, or it is not installed; ``document`` is the name it is reported under.
    """
    if name not in ENGINES:
        raise CaptureError(document, f"there is no OCR engine {name!r}", f"choose one of: {', '.join(sorted(ENGINES))}")
    loaded: dict[str, Engine] = _LOADED.__dict__.setdefault("engines", {})
    if name not in loaded:
        try:
            loaded[name] = ENGINES[name]()
        except ImportError as error:
            missing = getattr(error, "name", None) or name
            raise CaptureError(
                document,
                f"reading pictures needs {missing}, which is not installed",
                "install it with `pip install rapidocr onnxruntime`",
            ) from None
    return loaded[name]
