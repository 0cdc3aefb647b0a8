"""ZIP containers, looked into before anything is inflated, and inflated with a limit on every member."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

MOST_ENTRIES = 5_000
"""Entries a container may list; each costs memory before a byte is inflated."""

_ENTRY = b"PK\x01\x02"
_CHUNK = 2**16
_RATIO = 200
_RATIO_SLACK = 8 * 2**20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_UTF_8 = 0x800
_DAMAGED = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    NotImplementedError,
    IndexError,
)


class Unreadable(Exception):
    """A container or a member that cannot be read; ``cause`` and ``cure`` say why and what to do, in plain words."""

    def __init__(self, cause: str, cure: str) -> None:
        self.cause = cause
        self.cure = cure
        super().__init__(cause, cure)


def opened(data: bytes | Path) -> zipfile.ZipFile:
    """The container in ``data``, or in a file, with its list of members read and nothing inflated.

    Raises:
        Unreadable: damaged, cut off, or with an absurd number of entries.
    """
    try:
        count = data.count(_ENTRY) if isinstance(data, bytes) else _entries(data)
        if count <= MOST_ENTRIES:
            return zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except _DAMAGED:
        raise Unreadable("it is damaged or cut off", "copy or download it again") from None
    raise Unreadable(f"it lists more than {MOST_ENTRIES:,} files", "pack only the files of one product")


def _entries(path: Path) -> int:
    """How often the mark of an entry stands in a file, read piece by piece."""
    count, end = 0, b""
    with path.open("rb") as file:
        while part := file.read(_CHUNK * 16):
            count += (end + part).count(_ENTRY)
            end = part[-len(_ENTRY) + 1 :]
    return count


def member(container: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """The content of one member, whatever size its entry promises.

    Raises:
        Unreadable: protected by a password, packed in an unusual way, damaged, or over ``limit`` bytes.
    """
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("it is protected by a password", "unpack it with the password and give the files in it")
    if info.compress_type not in _METHODS:  # others inflate without a limit, or not at all
        raise Unreadable("it is packed in an unusual way", "unpack it and give the file itself")
    parts: list[bytes] = []
    size = 0
    try:
        with container.open(info) as file:
            while part := file.read(_CHUNK):
                size += len(part)
                if size > limit or size > _RATIO_SLACK + _RATIO * info.compress_size:
                    raise Unreadable("it unpacks to far more than a label needs", "unpack it and give the file itself")
                parts.append(part)
    except _DAMAGED:
        raise Unreadable("it is damaged inside the archive", "pack or download it again") from None
    except RuntimeError:  # zipfile's word for a password that is wanted
        raise Unreadable(
            "it is protected by a password", "unpack it with the password and give the files in it"
        ) from None
    return b"".join(parts)


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name as it was meant: ZIP programs of other languages write no word about its encoding."""
    name = info.filename
    if info.flag_bits & _UTF_8 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        korean = raw.decode("cp949")
    except UnicodeDecodeError:
        return name
    return korean if re.search("[\uac00-\ud7a3]{2}", korean) else name
