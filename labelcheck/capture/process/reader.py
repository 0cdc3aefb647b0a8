"""What the reading process does: take a file from standard input, decode it inside a memory limit, send the document.

It ends when its input ends, even in the middle of a file, so that it never outlives the program; and when it had
nothing to do for ten minutes, since a loaded OCR engine holds half a gigabyte.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import IO, Any

from labelcheck.capture.decoding import decoded_document, page_image
from labelcheck.capture.failure import CaptureError
from labelcheck.capture.process.frames import OUT_OF_MEMORY, BrokenStream, received, received_json, send, send_json
from labelcheck.capture.watch import Watch
from labelcheck.models import CaptureSettings

IDLE_SECONDS = 600

_Job = tuple[dict[str, Any], bytes]


def main() -> None:
    """Serve the program that started this process until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's to handle: it stops this process itself
    # Libraries print what they like: the real output carries messages only.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    jobs: queue.Queue[_Job] = queue.Queue()
    threading.Thread(target=_take_jobs, args=(sys.stdin.buffer, jobs), daemon=True).start()
    while True:
        try:
            request, data = jobs.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            return
        try:
            _serve(request, data, output)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _take_jobs(stream: IO[bytes], jobs: queue.Queue[_Job]) -> None:
    try:
        while (request := received_json(stream)) is not None:
            data = received(stream)
            if data is None:
                break
            jobs.put((request, data))
    except BrokenStream:
        pass
    os._exit(0)


def _serve(request: dict[str, Any], data: bytes, output: IO[bytes]) -> None:
    settings = CaptureSettings.model_validate(request["settings"])
    _limit_memory(settings.max_memory)
    watch = Watch(
        progress=lambda phrase, share: send_json(output, {"progress": [phrase, share]}),
        page=lambda number: send_json(output, {"page": number}),
        given_up={int(number): why for number, why in request["given_up"].items()},
    )
    name, kind = request["name"], request["kind"]
    try:
        if request["work"] == "read":
            document = decoded_document(kind, name, request["sha256"], data, settings, watch)
            answer = document.model_dump_json().encode("utf-8", "surrogatepass")
        else:
            answer = page_image(kind, name, data, request["number"], settings, request["max_side"], request["turn"])
    except CaptureError as error:
        send_json(output, {"error": [error.name, error.cause, error.cure], "needs": error.needs})
        return
    send_json(output, {"done": True})
    send(output, answer)


def _limit_memory(budget: int) -> None:
    """Let this process grow by ``budget`` bytes from here, on systems that can hold it to that."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = pages * os.sysconf("SC_PAGE_SIZE") + budget
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    except (ImportError, OSError, ValueError, AttributeError):
        return
