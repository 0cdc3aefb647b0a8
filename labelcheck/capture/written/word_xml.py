"""The XML inside Word documents, read as a stream: start, end and text of each element, in linear time.

Entities and document types, which Word never writes and traps are made of, are refused; depth is limited, so that
nothing here recurses.
"""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

_DEEPEST = 512
_BLOCK = 2**20


class DamagedPart(Exception):
    """A part that is no XML, is cut off, or is built to do harm."""


class Listener(Protocol):
    """Told what a part holds. Names are local names: namespaces only tell versions of the format apart."""

    def start(self, name: str, values: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def add(self, text: str) -> None:
        """Text inside the element that began last."""


def heard(xml: bytes, listener: Listener) -> None:
    """Tell ``listener`` what ``xml`` holds.

    Raises:
        DamagedPart: not well-formed, nested absurdly deep, or with a document type.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = 0

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise DamagedPart("nested too deep")
        listener.start(_local(name), {_local(key): value for key, value in values.items()} if values else values)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(_local(name))

    def refuse(*_: object) -> None:
        raise DamagedPart("document type")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.add
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        for place in range(0, len(xml), _BLOCK):
            parser.Parse(xml[place : place + _BLOCK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise DamagedPart(str(error)) from None


def _local(name: str) -> str:
    return name.rpartition("}")[2]
