"""Decoding in a process of its own, with a limit on time and memory: one hostile file costs one clear message.

The process stays for the next file, because loading an OCR engine takes over a second; it is stopped and replaced when
a page takes too long, when a decoder crashes, and when the program ends.
"""

from __future__ import annotations

import atexit
import json
import queue
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import IO, Any

from labelcheck.capture.failure import CaptureError
from labelcheck.capture.filetype import FileType
from labelcheck.capture.process.frames import OUT_OF_MEMORY, BrokenStream, received, received_json, send, send_json
from labelcheck.capture.watch import Watch
from labelcheck.models import CaptureSettings, Document

MOST_GIVEN_UP = 3
"""Pages of one document that may be given up, each at the price of a new start, before the document is."""

_MOST_AT_ONCE = 2
_START_SECONDS = 60.0
_BEAT_SECONDS = 0.2
"""How often the one who waits is told again how far it is, so that it can stop the reading by raising."""
_TAIL = 4000
_START = (
    "import json,sys; sys.path[:] = json.loads(sys.argv[1]); from labelcheck.capture.process.reader import main; main()"
)
_MEMORY_WORDS = ("memory", "bad_alloc", "bad allocation")

_TOO_LONG = "takes longer than {seconds:g} seconds"
_TOO_BIG = "takes more memory than a label needs"
_CRASHED = "makes its reader stop: it is damaged, or far bigger than a label"

_SAVE = "save it again as a PDF or as text, or give a photo"
_SLOW_PHOTO = "the computer may be busy or slow: try the photo again alone, or a smaller one"
_CURES: dict[FileType, str] = {
    "image": "try again, or crop the photo to the text",
    "pdf": "print it to a new PDF or save it again, or give a photo",
}


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do with one file: read it, or show one of its pages."""

    kind: FileType
    name: str
    data: bytes = field(repr=False)
    settings: CaptureSettings
    sha256: str = ""
    number: int | None = None
    """The page to show, from 1; None to read the document."""
    max_side: int = 0
    turn: int | None = None


class _Stopped(Exception):
    """The reading process stopped, or was stopped, at ``page`` (0: before the first)."""

    def __init__(self, page: int, why: str, said: str = "") -> None:
        super().__init__(why)
        self.page = page
        self.why = why
        self.said = said


def document_read(work: Work, watch: Watch) -> Document:
    """The document in ``work``, without those of its pages that cannot be read within the limits.

    Raises:
        CaptureError: it cannot be read.
    """
    given_up: dict[int, str] = {}
    last: _Stopped | None = None
    while True:
        try:
            document = Document.model_validate_json(_answer(work, replace(watch, given_up=given_up)))
        except _Stopped as stop:
            last = stop
            if (work.kind != "pdf" and stop.page < 2) or stop.page in (0, *given_up) or len(given_up) == MOST_GIVEN_UP:
                raise _error(work, stop) from None
            given_up[stop.page] = stop.why
        else:
            if last and len(given_up) >= len(document.pages):
                raise _error(work, last)
            return document


def page_shown(work: Work) -> bytes:
    """The page asked for, as PNG.

    Raises:
        CaptureError: it cannot be shown.
    """
    try:
        return _answer(work, Watch())
    except _Stopped as stop:
        raise _error(work, stop) from None


def _error(work: Work, stop: _Stopped) -> CaptureError:
    part = f"page {stop.page}" if stop.page > 1 else "it"
    error = CaptureError(work.name, f"reading {part} {stop.why}", _cure(work.kind, stop.why))
    if stop.said:
        error.add_note(stop.said)
    return error


def _cure(kind: FileType, why: str) -> str:
    slow = why.startswith(_TOO_LONG.partition("{")[0])
    return _SLOW_PHOTO if slow and kind == "image" else _CURES.get(kind, _SAVE)


def _answer(work: Work, watch: Watch) -> bytes:
    request = {
        "work": "read" if work.number is None else "show",
        "kind": work.kind,
        "name": work.name,
        "sha256": work.sha256,
        "settings": work.settings.model_dump(mode="json"),
        "given_up": dict(watch.given_up),
        "number": work.number,
        "max_side": work.max_side,
        "turn": work.turn,
    }
    with _child(work.name, watch) as child:
        return child.answer(request, work.data, work.settings.page_seconds, watch)


class _Child:
    """A reading process and the messages that came from it."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", _START, json.dumps([entry or "." for entry in sys.path])]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
        self._messages: queue.Queue[dict[str, Any] | bytes | None] = queue.Queue()
        self._said = b""
        self._used = False
        threads = ((self._listen, self._process.stdout), (self._overhear, self._process.stderr))
        self._threads = [threading.Thread(target=work, args=(stream,), daemon=True) for work, stream in threads]
        for thread in self._threads:
            thread.start()
        _STARTED.add(self)

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def answer(self, request: dict[str, Any], data: bytes, page_seconds: float, watch: Watch) -> bytes:
        """What the process answers, each page within ``page_seconds``.

        Raises:
            CaptureError: the file cannot be read, says the process.
            _Stopped: the process came to an end, or was brought to one.
        """
        assert self._process.stdin is not None
        try:
            send_json(self._process.stdin, request)
            send(self._process.stdin, data)
        except OSError:
            raise self._end(0) from None
        page = 0
        limit = page_seconds if self._used else max(page_seconds, _START_SECONDS)
        deadline = time.monotonic() + limit
        told = ("", 0.0)
        while True:
            left = deadline - time.monotonic()
            try:
                message = self._messages.get(timeout=max(0.0, min(left, _BEAT_SECONDS)))
            except queue.Empty:
                if left > _BEAT_SECONDS:
                    watch.progress(*told)
                    continue
                self.stop()
                raise _Stopped(page, _TOO_LONG.format(seconds=page_seconds)) from None
            if message is None:
                raise self._end(page)
            if isinstance(message, bytes):
                self._used = True
                return message
            if "page" in message:
                page = int(message["page"])
                deadline = time.monotonic() + page_seconds
            elif "progress" in message:
                phrase, share = message["progress"]
                told = (str(phrase), float(share))
                watch.progress(*told)
            elif "error" in message:
                self._used = True
                name, cause, cure = map(str, message["error"])
                raise CaptureError(name, cause, cure, "password" if message.get("needs") == "password" else None)

    def stop(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join(timeout=5)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was still to be sent to it
                    continue

    def _end(self, page: int) -> _Stopped:
        """How the process ended by itself."""
        self.stop()
        said = self._said.decode("utf-8", "replace")
        out_of_memory = self._process.returncode == OUT_OF_MEMORY or any(word in said.lower() for word in _MEMORY_WORDS)
        return _Stopped(page, _TOO_BIG if out_of_memory else _CRASHED, said)

    def _listen(self, stream: IO[bytes]) -> None:
        try:
            while (message := received_json(stream)) is not None:
                if message.get("done"):
                    self._messages.put(received(stream))
                else:
                    self._messages.put(message)
        except (BrokenStream, ValueError, OSError):
            pass
        self._messages.put(None)

    def _overhear(self, stream: IO[bytes]) -> None:
        try:
            while part := stream.read1(4096):  # type: ignore[attr-defined]
                self._said = (self._said + part)[-_TAIL:]
        except (ValueError, OSError):
            return


_AT_ONCE = threading.BoundedSemaphore(_MOST_AT_ONCE)
_IDLE: list[_Child] = []
_STARTED: weakref.WeakSet[_Child] = weakref.WeakSet()
_IDLE_LOCK = threading.Lock()


def prepare_child() -> None:
    """Start a reading process now, so that it is ready when the first file comes."""
    if not _IDLE:
        try:
            child = _Child()
        except OSError:
            return
        _keep(child)


def stop_children() -> None:
    """Stop the reading processes that wait for work."""
    with _IDLE_LOCK:
        children, _IDLE[:] = list(_IDLE), []
    for child in children:
        child.stop()


def running() -> int:
    """Reading processes that this program started and that still run."""
    return sum(child.alive for child in _STARTED)


def _keep(child: _Child) -> None:
    with _IDLE_LOCK:
        if not _IDLE:
            atexit.unregister(stop_children)
            atexit.register(stop_children)
        _IDLE.append(child)


@contextmanager
def _child(name: str, watch: Watch) -> Iterator[_Child]:
    """A reading process of one's own for a while; one that fails, or whose user is interrupted, is stopped."""
    while not _AT_ONCE.acquire(timeout=_BEAT_SECONDS):
        watch.progress("", 0.0)
    try:
        with _IDLE_LOCK:
            idle = [child for child in _IDLE if child.alive]
            gone = [child for child in _IDLE if not child.alive]
            child = idle.pop() if idle else None
            _IDLE[:] = idle
        for other in gone:
            other.stop()
        if child is None:
            try:
                child = _Child()
            except OSError as error:
                cause = f"the process that reads files cannot start ({error.strerror})"
                raise CaptureError(name, cause, "close other programs and try again") from None
        fine = False
        try:
            yield child
            fine = True
        except CaptureError:
            fine = True
            raise
        finally:
            if fine and child.alive:
                _keep(child)
            else:
                child.stop()
    finally:
        _AT_ONCE.release()
