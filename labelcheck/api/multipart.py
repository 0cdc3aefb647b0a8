"""A multipart form, parsed as it arrives, into memory only: what is too much ends it at once, nothing goes to disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

_DISPOSITION: Final = b"content-disposition"


class Malformed(ValueError):
    """The body is no multipart form; the message says why, in words of its own."""


class TooManyParts(ValueError):
    """There are more parts than are taken."""


class FieldTooLong(ValueError):
    """A part that is no file is longer than is taken; the message is its name."""


class Part(NamedTuple):
    """One part of a form: a field's text, or a file with its name as it was sent."""

    name: str
    file: str | None
    data: bytes


@dataclass(slots=True)
class _Open:
    """The part that is being read."""

    name: str = ""
    file: str | None = None
    data: bytearray = field(default_factory=bytearray)


async def parts_of(
    content_type: str, pieces: AsyncIterator[bytes], *, most_parts: int, most_field_bytes: int
) -> list[Part]:
    """The parts of a form in their order. Raises Malformed, TooManyParts and FieldTooLong."""
    boundary = parse_options_header(content_type)[1].get(b"boundary", b"")
    if not boundary:
        raise Malformed("its Content-Type names no boundary")
    reader = _Reader(most_parts, most_field_bytes)
    try:
        parser = MultipartParser(boundary, reader.callbacks())
        async for piece in pieces:
            parser.write(piece)
        parser.finalize()
    except FormParserError:
        raise Malformed("it does not follow the form's rules") from None
    if not reader.ended:
        raise Malformed("it ends before its last boundary")
    return reader.parts


class _Reader:
    """What the parser calls."""

    def __init__(self, most_parts: int, most_field_bytes: int) -> None:
        self.parts: list[Part] = []
        self.ended = False
        self._most_parts = most_parts
        self._most_field_bytes = most_field_bytes
        self._open = _Open()
        self._header = bytearray()
        self._value = bytearray()
        self._disposition = b""

    def callbacks(self) -> MultipartCallbacks:
        """The methods by the names that the parser knows."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._all,
        }

    def _begin(self) -> None:
        if len(self.parts) >= self._most_parts:
            raise TooManyParts
        self._open, self._disposition = _Open(), b""

    def _header_end(self) -> None:
        if bytes(self._header).lower() == _DISPOSITION:
            self._disposition = bytes(self._value)
        self._header.clear()
        self._value.clear()

    def _headers_end(self) -> None:
        kind, options = parse_options_header(self._disposition)
        if kind != b"form-data" or b"name" not in options:
            raise Malformed("a part of it has no name")
        self._open.name = _text(options[b"name"])
        if b"filename" in options:
            self._open.file = _text(options[b"filename"])

    def _data(self, data: bytes, start: int, end: int) -> None:
        part = self._open
        if part.file is None and len(part.data) + end - start > self._most_field_bytes:
            raise FieldTooLong(part.name)
        part.data += data[start:end]

    def _end(self) -> None:
        part = self._open
        self.parts.append(Part(part.name, part.file, bytes(part.data)))
        self._open = _Open()

    def _all(self) -> None:
        self.ended = True


def _text(data: bytes) -> str:
    """A name as it was sent: UTF-8, or Latin-1 where it is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
