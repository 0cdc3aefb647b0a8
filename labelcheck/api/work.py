"""Work away from the event loop: so many threads at once, so many requests waiting, so many bytes, so long at most.

The app's page is served by the same loop and must not wait. Whoever is turned away is told when to come again.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, NamedTuple, TypeVar, cast

from starlette.requests import ClientDisconnect, Request

from labelcheck.api.problems import Problem

_Made = TypeVar("_Made")
_LOOK_SECONDS: Final = 0.1
_AGAIN_SECONDS: Final = 5

Tell = Callable[[str, float], None]
"""Told how far it is; raises CalledOff where nobody waits for it any more."""


class Limits(NamedTuple):
    """Where the API stops, for one request and for all of them together."""

    body_bytes: int = 64 * 2**20
    """Of one request, all files and fields together."""
    held_bytes: int = 256 * 2**20
    """Of all requests that are being received, wait or are worked on."""
    parts: int = 500
    """Files and fields of one request."""
    field_bytes: int = 2 * 2**20
    """Of one field that is no file, and of a JSON body."""
    characters: int = 500_000
    """Of all documents to evaluate, as text: some steps hold the interpreter while they go through it, and the page."""
    product_characters: int = 500_000
    """Of the documents of one product to compare, as text."""
    compared_characters: int = 5_000_000
    """Of all products to compare."""
    at_once: int = 2
    waiting: int = 16
    body_seconds: float = 120.0
    """From the first byte of a request to its last."""
    evaluate_seconds: float = 300.0
    compare_seconds: float = 1800.0


class CalledOff(Exception):
    """Nobody waits any more for what is being done."""


class Place:
    """A request's place among those that are taken on: kept until its caller and its thread are both done with it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._sharers = 1
        self._bytes = 0

    def hold(self, count: int) -> None:
        """Take ``count`` more bytes into memory. Raises Problem where others hold too many."""
        self._work.hold(count)
        self._bytes += count

    def share(self) -> None:
        """One more has to leave before the place is free."""
        with self._lock:
            self._sharers += 1

    def leave(self) -> None:
        """One that shares the place needs it no more."""
        with self._lock:
            self._sharers -= 1
            free = self._sharers == 0
        if free:
            self._work.free(self._bytes)


class Work:
    """What is being done for all callers of one server."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.taken = 0
        self.held = 0
        self.turns = threading.Semaphore(limits.at_once)
        self._lock = threading.Lock()

    @contextmanager
    def place(self) -> Iterator[Place]:
        """A place for a request, before its body is read. Raises Problem where none is free."""
        with self._lock:
            if self.taken >= self.limits.at_once + self.limits.waiting:
                raise _busy()
            self.taken += 1
        place = Place(self)
        try:
            yield place
        finally:
            place.leave()

    def hold(self, count: int) -> None:
        """Count ``count`` more bytes of bodies in memory. Raises Problem where there would be too many."""
        with self._lock:
            if self.held + count > self.limits.held_bytes:
                raise _busy()
            self.held += count

    def free(self, count: int) -> None:
        """A place is free again, and ``count`` bytes that it held."""
        with self._lock:
            self.taken -= 1
            self.held -= count

    async def done(self, request: Request, place: Place, seconds: float, work: Callable[[Tell], _Made]) -> _Made:
        """What ``work`` makes in a thread of its own, in turn.

        Raises what it raised; Problem where it takes longer than ``seconds``; ClientDisconnect where the caller went.
        In both cases it is told to stop at its next step, and keeps the place until it did.
        """
        made: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        made.add_done_callback(_seen)
        off = threading.Event()
        place.share()
        threading.Thread(target=self._run, args=(work, made, off, place), daemon=True, name="api").start()
        gone: asyncio.Future[Any] = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait([made, gone], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            left = gone.done()
            off.set()
            gone.cancel()
            if not made.done():
                made.cancel()
        if not made.cancelled():
            return cast(_Made, made.result())
        if left:
            raise ClientDisconnect
        cure = "send fewer or smaller documents at once, or use the command line, which has no such limit"
        raise Problem(503, "too-much-work", f"it took longer than {seconds:g} seconds", cure, headers=_later())

    def _run(
        self, work: Callable[[Tell], object], made: asyncio.Future[Any], off: threading.Event, place: Place
    ) -> None:
        def tell(_phrase: str, _share: float) -> None:
            if off.is_set():
                raise CalledOff

        result, error = None, None
        try:
            while not self.turns.acquire(timeout=_LOOK_SECONDS):
                tell("", 0.0)
            try:
                result = work(tell)
            finally:
                self.turns.release()
        except CalledOff:
            return
        except Exception as raised:  # noqa: BLE001  raised again where the caller waits
            error = raised
        finally:
            place.leave()
        _hand_over(made, result, error)


def _hand_over(made: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    """Give the one who waits, if there still is one, what was made."""

    def give() -> None:
        if made.done():
            return
        if error is None:
            made.set_result(result)
        else:
            made.set_exception(error)

    with suppress(RuntimeError):  # the loop has ended, and with it the one who waited
        made.get_loop().call_soon_threadsafe(give)


def _seen(made: asyncio.Future[Any]) -> None:
    """Look at what went wrong: asyncio logs what nobody looked at with its message, which may quote a label."""
    if not made.cancelled():
        made.exception()


async def _gone(request: Request) -> None:
    """Returns when the caller has gone; the body must have been read."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


def _busy() -> Problem:
    cure = f"send it again in {_AGAIN_SECONDS} seconds"
    return Problem(503, "busy", "the server is at work on as many requests as it takes on", cure, headers=_later())


def _later() -> dict[str, str]:
    return {"Retry-After": str(_AGAIN_SECONDS)}
