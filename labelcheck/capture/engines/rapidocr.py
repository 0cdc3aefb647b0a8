"""RapidOCR: PP-OCR detection and recognition whose models lie in the wheel; reads pictures by default."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from labelcheck.capture.engines.ocr import Image, Quad, Recognised

_SETTINGS: dict[str, Any] = {
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


_MOST_THREADS = 4


def bare_engine() -> Any:
    """The library's own object with the settings measured: what the benchmark compares a whole reading with."""
    from rapidocr import RapidOCR

    # Threads beyond the cores that are free to this process only wait on each other.
    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": min(_MOST_THREADS, _cores())}
    return RapidOCR(params=_SETTINGS | threads)


class RapidOcr:
    """The engine, of one thread."""

    def __init__(self) -> None:
        from importlib.metadata import version

        self.name = f"rapidocr {version('rapidocr')}"
        self._engine = bare_engine()

    def detect(self, image: Image) -> Sequence[Quad]:
        """The boxes of text lines in ``image``."""
        # The flags stick to the engine: all three are passed each time.
        found = self._engine(image, use_det=True, use_cls=False, use_rec=False)
        return [] if found.boxes is None else list(found.boxes.astype("float32"))

    def recognise(self, crops: Sequence[Image]) -> list[Recognised]:
        """What each upright line crop says, in the order given."""
        if not crops:
            return []
        found = self._engine.recognize_txt(list(crops))
        return [
            Recognised(text, float(score), _places(text, words), _certainty(text, words))
            for text, score, words in zip(found.txts, found.scores, found.word_results, strict=True)
        ]


def _cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _certainty(text: str, words: Any) -> tuple[float, ...]:
    """How sure the recogniser is of each visible character of ``text``."""
    if words is None or len(words.confs) != len(text):
        return ()
    return tuple(float(sure) for char, sure in zip(text, words.confs, strict=True) if not char.isspace())


def _places(text: str, words: Any) -> tuple[float, ...]:
    """Centres of the visible characters of ``text``, from the recogniser's columns."""
    if words is None or not words.line_txt_len:
        return ()
    columns = [column for word in words.word_cols for column in word]
    if len(columns) != sum(not char.isspace() for char in text):
        return ()
    return tuple(min(1.0, (column + 0.5) / words.line_txt_len) for column in columns)
