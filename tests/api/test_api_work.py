"""Work away from the event loop: others are answered meanwhile, and it stops where nobody waits for it."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from asgi import Message, asked, json_body, scope
from clients import LABEL, Server

from labelcheck.api.work import CalledOff, Limits

EVALUATE = "/api/v1/evaluate"
PATIENCE = 60.0


class SlowReading:
    """Reads for ever, or until it is called off or let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        module = importlib.import_module("labelcheck.evaluate")
        self._read_all = module.read_all
        self.started, self.go, self.called_off = threading.Event(), threading.Event(), threading.Event()
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        monkeypatch.setattr(module, "read_all", self.read_all)

    def read_all(self, sources: Any, settings: Any, tell: Callable[[str, float], None]) -> Any:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.at_once, self.most_at_once)
        self.started.set()
        end = time.monotonic() + PATIENCE
        try:
            while not self.go.wait(0.01):
                assert time.monotonic() < end, "nobody let it go"
                tell("reading", 0.5)
        except Exception:
            self.called_off.set()
            raise
        finally:
            with self._lock:
                self.at_once -= 1
        return self._read_all(sources, settings, tell)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowReading:
    return SlowReading(monkeypatch)


def _rests(server: Server) -> bool:
    """Whether all places are free, within a while: a thread gives its place back when it has stopped."""
    end = time.monotonic() + PATIENCE
    while not server.at_rest():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_others_are_answered_while_a_label_is_read(slow: SlowReading) -> None:
    server = Server()
    with server.client as client, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(client.post, EVALUATE, json={"text": LABEL})
        assert slow.started.wait(PATIENCE)
        assert client.get("/healthz").status_code == client.get("/api/v1/rules").status_code == 200
        assert not waiting.done()
        slow.go.set()
        assert waiting.result().status_code == 200
    assert server.at_rest()


def test_only_so_many_are_worked_on_at_once_and_the_rest_waits_or_is_turned_away(slow: SlowReading) -> None:
    server = Server(Limits(at_once=2, waiting=3))
    with server.client as client, ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(client.post, EVALUATE, json={"text": LABEL}) for _ in range(5)]
        end = time.monotonic() + PATIENCE
        while server.api.work.taken < 5:
            assert time.monotonic() < end
            time.sleep(0.01)
        assert client.post(EVALUATE, json={"text": LABEL}).status_code == 503
        slow.go.set()
        answers = [each.result() for each in waiting]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert len({answer.content for answer in answers}) == 1
    assert slow.most_at_once == 2 and server.at_rest()


def test_what_takes_too_long_is_told_and_called_off(slow: SlowReading) -> None:
    server = Server(Limits(evaluate_seconds=0.05))
    answer = server.client.post(EVALUATE, json={"text": LABEL})
    assert (answer.status_code, answer.json()["code"]) == (503, "too-much-work")
    assert slow.called_off.wait(PATIENCE) and _rests(server)


@pytest.mark.parametrize("path", [EVALUATE, "/api/v1/compare"])
def test_answering_that_takes_too_long_is_called_off_too(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    called_off = threading.Event()

    def find_claims(documents: Any, rules: Any, step: Callable[[], None]) -> Any:
        end = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < end:
                step()
        except CalledOff:
            called_off.set()
            raise

    monkeypatch.setattr(importlib.import_module("labelcheck.evaluate"), "find_claims", find_claims)
    server = Server(Limits(evaluate_seconds=0.5, compare_seconds=0.5))
    answer = server.client.post(path, files=[("files", ("label.txt", LABEL.encode()))])
    assert (answer.status_code, answer.json()["code"]) == (503, "too-much-work")
    assert called_off.wait(PATIENCE) and _rests(server)


def test_what_waits_for_its_turn_too_long_is_told_and_never_begun(slow: SlowReading) -> None:
    server = Server(Limits(at_once=1, evaluate_seconds=0.05))
    server.api.work.turns.acquire()
    assert server.client.post(EVALUATE, json={"text": LABEL}).json()["code"] == "too-much-work"
    assert _rests(server) and not slow.started.is_set()


def test_a_caller_who_goes_is_not_worked_for(slow: SlowReading) -> None:
    server = Server()
    messages = iter([json_body({"text": LABEL})])

    async def receive() -> Message:
        if message := next(messages, None):
            return message
        while not slow.started.is_set():
            await asyncio.sleep(0.01)
        return {"type": "http.disconnect"}

    asked(server.app, scope(EVALUATE, {"content-type": "application/json"}), receive)
    assert slow.called_off.wait(PATIENCE) and _rests(server)


def test_a_caller_who_goes_while_sending_is_forgotten() -> None:
    server = Server()
    messages = iter([{"type": "http.request", "body": b'{"text"', "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Message:
        return next(messages)

    asked(server.app, scope(EVALUATE, {"content-type": "application/json"}), receive)
    assert server.at_rest()


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    server = Server(Limits(body_bytes=1000))

    async def receive() -> Message:
        pytest.fail("the body was asked for")

    headers = {"content-type": "multipart/form-data; boundary=b", "content-length": "1001"}
    status, body = asked(server.app, scope(EVALUATE, headers), receive)
    assert status == 413 and b"too-large" in body and server.at_rest()


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    server = Server(Limits(body_seconds=0.05))

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("nobody sets it")

    status, body = asked(server.app, scope(EVALUATE, {"content-type": "application/json"}), receive)
    assert status == 408 and b"too-slow" in body and server.at_rest()


def test_what_fails_after_the_caller_has_gone_is_told_to_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    started, ended = threading.Event(), threading.Event()

    def failing(sources: Any, settings: Any, tell: Callable[[str, float], None]) -> None:
        started.set()
        try:
            while True:
                tell("reading", 0.5)
                time.sleep(0.01)
        except CalledOff:
            ended.set()
            raise KeyError("the serum of Jane Roe") from None

    monkeypatch.setattr(importlib.import_module("labelcheck.evaluate"), "read_all", failing)
    server = Server()
    messages = iter([json_body({"text": LABEL})])

    async def receive() -> Message:
        if message := next(messages, None):
            return message
        while not started.is_set():
            await asyncio.sleep(0.01)
        return {"type": "http.disconnect"}

    with caplog.at_level(logging.DEBUG):
        asked(server.app, scope(EVALUATE, {"content-type": "application/json"}), receive)
        assert ended.wait(PATIENCE) and _rests(server)
        gc.collect()
    assert "Jane" not in caplog.text
