"""A ZIP archive of several products looked into: who is in which folder, and each file's bytes when they are wanted."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from labelcheck.capture.failure import CaptureError, shown_name
from labelcheck.capture.filetype import is_zip, kind_of_zip
from labelcheck.capture.intake import first_bytes
from labelcheck.capture.written import zipped
from labelcheck.capture.written.archive import clean_parts, names_document
from labelcheck.models import CaptureSettings, Skip, Source

LARGEST = 8
"""How many times the largest file that is read an archive of several products may be."""
MOST_INFLATED = 32
"""How many times the largest file that is read its files may hold together."""

_LEADS_OUT = "its name leads out of the archive; pack the folder anew"
_LINK = "it is a link to another file; give the file itself"


class Member(NamedTuple):
    """A file of an archive, or a folder itself (``source`` is then None), with the folders it is in.

    Folders are named as in the archive, so that two stay two; the file's name is fit to be shown.
    """

    folders: tuple[str, ...]
    name: str
    source: Source | Skip | None


def members_of(source: Source, settings: CaptureSettings) -> list[Member] | Skip | None:
    """What a ZIP archive holds, in the order of its names; None where ``source`` is no ZIP archive.

    Nothing is inflated: a file's bytes are fetched when it is read, each within ``settings.max_bytes``, all of them
    within ``MOST_INFLATED`` times that. A name that leads out of the archive is a skip in no folder, a link one in its
    folder. An archive that cannot be opened is a skip.
    """
    if source.text is not None or source.fetch is not None:
        return None
    wide = settings.model_copy(update={"max_bytes": LARGEST * settings.max_bytes})
    content = source.path or source.data or b""
    try:
        if not is_zip(first_bytes(source, wide)) or kind_of_zip(source.name, content) != "zip":
            return None
        container = _Container(source.name, content, settings)
    except CaptureError as error:  # of any other file reading will tell
        archive = source.name.lower().endswith(".zip")
        return Skip(name=error.name, reason=f"{error.cause}; {error.cure}") if archive else None
    return list(_listed(container))


def _listed(container: _Container) -> Iterator[Member]:
    named = [(clean_parts(zipped.member_name(info)), place, info) for place, info in enumerate(container.infos)]
    for parts, place, info in sorted(named, key=lambda each: (each[0], each[1])):
        folders, name = tuple(parts[:-1]), shown_name(parts[-1] if parts else "")
        if _leads_out(zipped.member_name(info)):
            yield Member((), name, Skip(name=shown_name(info.filename), reason=_LEADS_OUT))
        elif info.filename.endswith(("/", "\\")):
            if names_document(parts):
                yield Member(tuple(parts), "", None)
        elif not names_document(parts):
            continue
        elif stat.S_ISLNK(info.external_attr >> 16):
            yield Member(folders, name, Skip(name=name, reason=_LINK))
        else:
            yield Member(folders, name, Source(name=name, fetch=container.fetching(place, name)))


def _leads_out(name: str) -> bool:
    """Whether a name is that of a place outside: one folder up, from the root, or on a drive of its own."""
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or path[1:3] == ":/"


class _Container:
    """An archive that is opened when the first of its files is wanted, and shut when nobody can want another."""

    def __init__(self, name: str, content: bytes | Path, settings: CaptureSettings) -> None:
        self._content = content
        self._largest = settings.max_bytes
        self._left = MOST_INFLATED * settings.max_bytes
        self._seen: set[int] = set()
        self._open: zipfile.ZipFile | None = None
        try:
            with zipped.opened(content) as container:
                self.infos = tuple(container.infolist())
        except zipped.Unreadable as error:
            raise CaptureError(name, f"the ZIP archive cannot be opened: {error.cause}", error.cure) from None

    def fetching(self, place: int, name: str) -> Callable[[], bytes]:
        """A function that gives the bytes of the file at ``place`` of ``infos``; it raises CaptureError."""
        return lambda: self._fetched(place, name)

    def _fetched(self, place: int, name: str) -> bytes:
        if place not in self._seen:
            if self._left <= 0:
                raise CaptureError(
                    name, "its archive holds more than is read at once", "compare fewer products at once"
                )
            self._seen.add(place)
            self._left -= min(self.infos[place].file_size, self._largest)
        try:
            self._open = self._open or zipped.opened(self._content)
            return zipped.member(self._open, self.infos[place], self._largest)
        except zipped.Unreadable as error:
            raise CaptureError(name, error.cause, error.cure) from None
