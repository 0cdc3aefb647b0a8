"""A source's bytes, fetched without opening what is too big, missing or no file at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from labelcheck.capture.failure import CaptureError
from labelcheck.models import CaptureSettings, Source

_LOOK = 65_536


def source_bytes(source: Source, settings: CaptureSettings) -> bytes:
    """The bytes of ``source``; text becomes UTF-8.

    Raises:
        CaptureError: the file is missing, a directory, not a regular file, not permitted, empty or over
            ``settings.max_bytes``, or cannot be taken out of its archive. Size is checked before anything is read.
    """
    if source.text is not None:
        data = source.text.encode("utf-8", "replace")
        _check_size(source.name, len(data), settings)
        return data
    if source.data is not None or source.fetch is not None:
        data = source.fetch() if source.fetch else source.data or b""
        _check_size(source.name, len(data), settings)
    else:
        assert source.path is not None
        data = _file_bytes(source.name, source.path, settings)
    if not data:
        raise CaptureError(source.name, "the file is empty (0 bytes)", "copy or download it again")
    return data


def first_bytes(source: Source, settings: CaptureSettings) -> bytes:
    """The first 64 kB of ``source``, by which its kind can be told.

    Raises:
        CaptureError: as :func:`source_bytes`.
    """
    if source.path is None:
        return source_bytes(source, settings)[:_LOOK]
    return _file_bytes(source.name, source.path, settings, _LOOK)


def _file_bytes(name: str, path: Path, settings: CaptureSettings, most: int | None = None) -> bytes:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise CaptureError(name, "there is no such file", "check the path and the spelling") from None
    except PermissionError:
        raise CaptureError(name, "this user may not read it", "change the file's permissions") from None
    except (OSError, ValueError) as error:
        raise CaptureError(name, f"it cannot be opened ({_reason(error)})", "check the path") from None
    if stat.S_ISDIR(status.st_mode):
        raise CaptureError(name, "it is a folder", "give the files in it, or use `labelcheck batch`")
    if not stat.S_ISREG(status.st_mode):
        raise CaptureError(name, "it is a device or a pipe, not a file", "save it to a file, or pipe text to `-`")
    _check_size(name, status.st_size, settings)
    try:
        with path.open("rb") as file:
            data = file.read(most or settings.max_bytes + 1)
    except PermissionError:
        raise CaptureError(name, "this user may not read it", "change the file's permissions") from None
    except OSError as error:
        raise CaptureError(name, f"reading it failed ({_reason(error)})", "copy it to this machine first") from None
    _check_size(name, len(data), settings)
    return data


def _reason(error: Exception) -> str:
    number = getattr(error, "errno", None)
    return os.strerror(number) if number else "the path is not valid"


def _check_size(name: str, size: int, settings: CaptureSettings) -> None:
    if size > settings.max_bytes:
        raise CaptureError(
            name,
            f"the file has {_megabytes(size)} and the limit is {_megabytes(settings.max_bytes)}",
            "split it, save it smaller, or raise the limit (--max-megabytes)",
        )


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.1f} MB" if size >= 2**20 // 10 else f"{size:,} bytes"
