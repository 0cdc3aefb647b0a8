"""What a request brings, read piece by piece within limits and into memory only: documents and fields."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request

from labelcheck.api.multipart import FieldTooLong, Malformed, TooManyParts, parts_of
from labelcheck.api.problems import Problem, quoted
from labelcheck.api.work import Limits, Place
from labelcheck.models import Source

MULTIPART: Final = "multipart/form-data"
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
FILES: Final = "files"
TEXT: Final = "text"


class Brought(NamedTuple):
    """A request's documents in their order, named as they were sent, and its other fields."""

    sources: tuple[Source, ...]
    fields: Mapping[str, str]


async def brought(request: Request, place: Place, limits: Limits, kinds: tuple[str, ...]) -> Brought:
    """What the body holds, where it is of one of ``kinds``.

    Raises Problem where it is of another, cannot be read, is larger than ``limits`` allow or does not arrive in time.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in kinds:
        given = f"a body of type {quoted(kind)}" if kind else "a body whose type is not told"
        cure = "send one of the known types, and say which in the header Content-Type"
        raise Problem(415, "unsupported-media-type", f"{given} is not read here", cure, known=kinds)
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        detail = "a compressed body is not read here"
        raise Problem(415, "unsupported-media-type", detail, "leave the header Content-Encoding out, or send a ZIP")
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and int(told) > limits.body_bytes:
        raise _too_large(limits.body_bytes)
    try:
        async with asyncio.timeout(limits.body_seconds):
            if kind == MULTIPART:
                return await _multipart(request, place, limits)
            body = await _whole(request, place, limits)
    except TimeoutError:
        detail = f"the body took longer than {limits.body_seconds:g} seconds to arrive"
        raise Problem(408, "too-slow", detail, "send less at once, or over a faster line") from None
    pairs = _json(body) if kind == JSON else _form(body, limits)
    return _sorted_out([(name, value) for name, value in pairs])


async def _pieces(request: Request, place: Place, most: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise _too_large(most)
        place.hold(len(piece))
        yield piece


async def _whole(request: Request, place: Place, limits: Limits) -> bytes:
    most = min(limits.field_bytes, limits.body_bytes)
    return b"".join([piece async for piece in _pieces(request, place, most)])


async def _multipart(request: Request, place: Place, limits: Limits) -> Brought:
    pieces = _pieces(request, place, limits.body_bytes)
    try:
        parts = await parts_of(
            request.headers["content-type"], pieces, most_parts=limits.parts, most_field_bytes=limits.field_bytes
        )
    except Malformed as error:
        raise _unreadable("the multipart form", str(error)) from None
    except TooManyParts:
        detail = f"a request may have {limits.parts} files and fields"
        raise Problem(413, "too-many-parts", detail, "send fewer at once, or pack them into a ZIP") from None
    except FieldTooLong as error:
        raise _too_large(limits.field_bytes, f"the field {quoted(str(error))}") from None
    pairs: list[tuple[str, str | Source]] = []
    for part in parts:
        if part.file is not None and part.name != FILES:
            raise _unknown_field(part.name, "files are sent as")
        if part.file is not None:
            pairs.append((part.name, Source(name=part.file, data=part.data)))
            continue
        try:
            pairs.append((part.name, part.data.decode("utf-8")))
        except UnicodeDecodeError:
            detail = f"the field {quoted(part.name)} is not UTF-8"
            raise Problem(422, "wrong-value", detail, "send it as UTF-8, or as a file") from None
    return _sorted_out(pairs)


def _form(body: bytes, limits: Limits) -> list[tuple[str, str]]:
    try:
        text = body.decode("ascii")
        return parse_qsl(
            text, keep_blank_values=True, strict_parsing=bool(text), errors="strict", max_num_fields=limits.parts
        )
    except ValueError:  # UnicodeDecodeError is one
        raise _unreadable("the form", "it is not URL-encoded UTF-8 or has too many fields") from None


def _json(body: bytes) -> list[tuple[str, str]]:
    try:
        given: Any = json.loads(body.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise _unreadable("the JSON body", "it is no JSON in UTF-8, or names a field twice") from None
    if not isinstance(given, dict):
        raise Problem(422, "wrong-value", "the JSON body is no object", 'send an object such as {"text": "…"}')
    for name, value in given.items():
        if not isinstance(value, str):
            raise Problem(422, "wrong-value", f"the field {quoted(name)} is no string", "send a string")
    return list(given.items())


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _sorted_out(pairs: list[tuple[str, str | Source]]) -> Brought:
    """Documents and fields apart. A text is a document called ``text``; every other field may be given once."""
    sources: list[Source] = []
    fields: dict[str, str] = {}
    for name, value in pairs:
        if isinstance(value, Source):
            sources.append(value)
            continue
        if name == FILES:
            cure = "send each file as a part of a multipart form with a file name"
            raise Problem(422, "wrong-value", f"the field {FILES!r} holds no file", cure)
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            detail = f"the field {quoted(name)} holds half a character (a lone surrogate)"
            raise Problem(422, "wrong-value", detail, "send text that is valid Unicode") from None
        if name in fields or (name == TEXT and any(source.text is not None for source in sources)):
            raise Problem(422, "wrong-value", f"the field {quoted(name)} is given twice", "give it once")
        if name == TEXT:
            if not value:
                raise Problem(422, "wrong-value", "the field 'text' is empty", "send the words of a label, or a file")
            sources.append(Source(name=TEXT, text=value))
        else:
            fields[name] = value
    return Brought(tuple(sources), fields)


def only(fields: Mapping[str, str], known: tuple[str, ...], documents: tuple[str, ...] = ()) -> None:
    """Raises Problem where there is a field that is not ``known``; the cure names those of ``documents`` too."""
    for name in fields:
        if name not in known:
            raise _unknown_field(name, "known are", (*documents, *known))


def _unknown_field(name: str, words: str, known: tuple[str, ...] = (FILES,)) -> Problem:
    cure = f"{words}: {', '.join(known)}"
    return Problem(422, "unknown-field", f"there is no field {quoted(name)} here", cure, known=known)


def _too_large(most: int, what: str = "the request") -> Problem:
    size = f"{most / 2**20:g} MB" if most >= 2**20 else f"{most} bytes"
    cure = "send fewer or smaller files at once, or use the command line"
    return Problem(413, "too-large", f"{what} is larger than {size}", cure)


def _unreadable(what: str, why: str) -> Problem:
    return Problem(400, "bad-request", f"{what} cannot be read: {quoted(why)[1:-1]}", "correct it and send it again")
