"""Compressed streams of a PDF, measured before a reader inflates them: a megabyte can hold gigabytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from labelcheck.capture.failure import CaptureError

MOST_INFLATED = 128 * 2**20
"""Bytes one stream of page content, fonts or objects may inflate to. Pictures are limited by their pixels instead."""

_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_OTHER_FILTER = re.compile(rb"/(?:ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|AHx|A85|LZW|RL)\b")
_LONGEST_DICTIONARY = 3000
_STEP = 2**20


def check_inflation(name: str, data: bytes) -> None:
    """Refuse a PDF in which a stream inflates beyond :data:`MOST_INFLATED`, or all of them to four times that.

    Encrypted streams look like noise here and are passed.

    Raises:
        CaptureError: naming the limit.
    """
    total = 0
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        dictionary = data[max(0, match.start() - _LONGEST_DICTIONARY) : match.start()]
        dictionary = dictionary[dictionary.rfind(b"obj") + 3 :]
        layers = len(_FLATE.findall(dictionary))
        if not layers or _PICTURE.search(dictionary) or _OTHER_FILTER.search(dictionary):
            continue
        chunks: Iterable[bytes] = _slices(data, match.end())
        for _ in range(min(layers, 4)):
            chunks = _inflated(chunks)
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_INFLATED or total + size > 4 * MOST_INFLATED:
                raise CaptureError(
                    name,
                    f"its compressed content inflates beyond {MOST_INFLATED // 2**20} MB, which no label needs",
                    "export the PDF again, or give a photo of the label",
                )
        total += size


def _slices(data: bytes, start: int) -> Iterator[bytes]:
    end = data.find(b"endstream", start)
    end = len(data) if end < 0 else end
    for place in range(start, end, _STEP):
        yield data[place : min(end, place + _STEP)]


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """``chunks`` inflated a megabyte at a time; damaged data ends the stream, as it does for a reader."""
    inflater = zlib.decompressobj()
    for chunk in chunks:
        rest = chunk
        while rest and not inflater.eof:
            try:
                out = inflater.decompress(rest, _STEP)
            except zlib.error:
                return
            rest = inflater.unconsumed_tail
            if out:
                yield out
            elif not rest:
                break
        if inflater.eof:
            return
