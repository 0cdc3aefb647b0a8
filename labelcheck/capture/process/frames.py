"""Messages between the program and its reading process: a length, then that many bytes. JSON or raw, never pickles,

since a file that takes the reading process over must not take over the program through what it sends back.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTH = struct.Struct(">Q")
OUT_OF_MEMORY = 71
"""Exit code of a reading process that ran into its memory limit."""
LONGEST = 2**33
"""Bytes a message may have; a longer one is no message but a broken stream."""


class BrokenStream(Exception):
    """The other side stopped in the middle of a message, or sent what is none."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def send_json(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Write one message as JSON."""
    send(stream, json.dumps(message).encode("utf-8", "surrogatepass"))


def received(stream: IO[bytes]) -> bytes | None:
    """The next message, or None where the stream ends.

    Raises:
        BrokenStream: it ends inside a message.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise BrokenStream
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        raise BrokenStream
    body = stream.read(length)
    if len(body) < length:
        raise BrokenStream
    return body


def received_json(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message, decoded from JSON.

    Raises:
        BrokenStream: it ends inside a message, or the message is no JSON object.
    """
    body = received(stream)
    if body is None:
        return None
    try:
        message = json.loads(body.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise BrokenStream from error
    if not isinstance(message, dict):
        raise BrokenStream
    return message
