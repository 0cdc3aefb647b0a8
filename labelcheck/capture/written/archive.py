"""Files that hold other files: a ZIP of a product's files, a mail with attachments -> their documents, one by one."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from labelcheck.capture.failure import CaptureError, shown_name
from labelcheck.capture.filetype import FileType, file_type
from labelcheck.capture.written import zipped
from labelcheck.models import CaptureSettings, Skip, Source

MOST_MEMBERS = 200
"""Files of one archive or mail that are read."""
MOST_INFLATED = 4
"""How many times the largest file that is read all files of an archive may hold together."""

NESTED = "it is an archive inside another; unpack it and give the files in it"

_DEEPEST = 1
_LONGEST_PART = 120
_NO_FILES = ("__MACOSX",)
_NO_NAMES = ("thumbs.db", "desktop.ini")
_NO_DOCUMENTS = (
    ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".url", ".lnk", ".webloc"
)  # fmt: skip


@dataclass(slots=True)
class _Room:
    """How much may still be unpacked, over all levels."""

    members: int
    size: int
    names: dict[str, int] = field(default_factory=dict)
    """Each name with the number that the last file of it has, from which the next is looked for."""


def documents_inside(
    name: str, kind: FileType, data: bytes, settings: CaptureSettings, above: tuple[FileType, ...] = ()
) -> Iterator[Source | Skip]:
    """What a ZIP archive holds, or what is attached to a mail.

    Each file is named ``archive/file``. Folders, links and what systems add on their own are left out; everything
    else is a source, or a skip that says why it is none. ``above`` are the containers that this one was in.
    """
    if kind == "zip" and kind in above:
        return iter([Skip(name=shown_name(name), reason=NESTED)])
    room = _Room(MOST_MEMBERS, MOST_INFLATED * settings.max_bytes)
    return _inside(shown_name(name), data, settings, room, (*above, kind))


def _inside(
    name: str, data: bytes, settings: CaptureSettings, room: _Room, above: tuple[FileType, ...]
) -> Iterator[Source | Skip]:
    return (_attached if above[-1] == "email" else _zipped)(name, data, settings, room, above)


def _attached(
    name: str, data: bytes, settings: CaptureSettings, room: _Room, above: tuple[FileType, ...]
) -> Iterator[Source | Skip]:
    from labelcheck.capture.written.mail import attachments

    try:
        for attachment in attachments(name, data):
            inner = _new_name(name, attachment.name, room)
            if problem := _no_room(room, len(attachment.data)):
                yield Skip(name=inner, reason=problem)
                return
            yield from _taken(inner, attachment.data, settings, room, above)
    except CaptureError:
        return  # reading the mail itself will tell


def _zipped(
    name: str, data: bytes, settings: CaptureSettings, room: _Room, above: tuple[FileType, ...]
) -> Iterator[Source | Skip]:
    try:
        container = zipped.opened(data)
    except zipped.Unreadable as error:
        yield Skip(name=name, reason=f"the ZIP archive cannot be opened: {error.cause}; {error.cure}")
        return
    with container:
        wanted = [info for info in container.infolist() if _is_document(info)]
        if not wanted:
            yield Skip(name=name, reason="the archive holds no file that can be read; pack the label's files anew")
        for place, info in enumerate(wanted):
            inner = _new_name(name, zipped.member_name(info), room)
            if problem := _no_room(room, 0):
                rest = len(wanted) - place
                yield Skip(name=name, reason=f"{problem} ({rest:,} files were not read)")
                return
            try:
                content = zipped.member(container, info, min(settings.max_bytes, room.size))
            except zipped.Unreadable as error:
                room.members -= 1
                yield Skip(name=inner, reason=f"{error.cause}; {error.cure}")
                continue
            room.size -= len(content)
            yield from _taken(inner, content, settings, room, above)


def _taken(
    name: str, data: bytes, settings: CaptureSettings, room: _Room, above: tuple[FileType, ...]
) -> Iterator[Source | Skip]:
    """A file that was inside another: what it holds in turn, if it is a mail or an archive, or itself."""
    room.members -= 1
    kind: FileType | None = None
    if data:
        try:
            kind = file_type(name, data)
        except CaptureError as error:
            yield Skip(name=name, reason=f"{error.cause}; {error.cure}")
            return
    if kind in ("zip", "email") and len(above) > _DEEPEST or kind == "zip" and kind in above:
        yield Skip(name=name, reason=NESTED)
        return
    if kind != "zip":
        yield Source(name=name, data=data)
    if kind == "zip" or kind == "email":
        yield from _inside(name, data, settings, room, (*above, kind))


def _no_room(room: _Room, size: int) -> str:
    if room.members <= 0:
        return f"it holds more than {MOST_MEMBERS} files; split it into one archive for each product"
    room.size -= size
    if room.size <= 0:
        return "it holds more than is read at once; split it into one archive for each product"
    return ""


def _is_document(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is a file that somebody put there: no folder, link, or file of a system or of a web page."""
    if info.filename.endswith("/") or stat.S_ISLNK(info.external_attr >> 16):
        return False
    return names_document(clean_parts(info.filename))


def names_document(parts: Sequence[str]) -> bool:
    """Whether folders and file are named as people name them: nothing hidden, of a system or of a web page."""
    if not parts or any(part in _NO_FILES or part.startswith(".") for part in parts):
        return False
    return parts[-1].lower() not in _NO_NAMES and not parts[-1].lower().endswith(_NO_DOCUMENTS)


def clean_parts(name: str) -> list[str]:
    """Folders and file of a name, without anything that leads out of the archive."""
    parts = [part.strip() for part in name.replace("\\", "/").split("/")]
    parts = [part for part in parts if part and part not in (".", "..")]
    if len(parts) > 1 and len(parts[0]) == 2 and parts[0][1] == ":":
        del parts[0]
    return parts


def _new_name(container: str, name: str, room: _Room) -> str:
    """``container/name``, fit to be shown, not too long, and unlike any before."""
    parts = [shown_name(part) for part in clean_parts(name)[-3:]] or ["(unnamed)"]
    last = PurePosixPath(parts[-1])
    stem, ending = parts[-1].removesuffix(last.suffix)[:_LONGEST_PART], last.suffix[:20]
    folders = "".join(f"{part[:_LONGEST_PART]}/" for part in parts[:-1])
    bare = found = f"{container}/{folders}{stem}{ending}"
    count = room.names.get(bare, 1)
    while found in room.names:
        count += 1
        found = f"{container}/{folders}{stem} ({count}){ending}"
    room.names[bare] = count
    room.names.setdefault(found, 1)
    return found
