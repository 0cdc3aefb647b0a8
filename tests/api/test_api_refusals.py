"""What the API refuses, with which status and code, and that nothing is left of a request that was refused."""

from __future__ import annotations

import importlib
import logging
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from clients import LABEL, Server
from jsonschema import Draft202012Validator
from starlette.datastructures import Headers

from labelcheck.api.openapi import description
from labelcheck.api.work import Limits
from labelcheck.models import RuleSet
from labelcheck.rules import RuleErrors, load_rules

EVALUATE, COMPARE = "/api/v1/evaluate", "/api/v1/compare"
FORM = "application/x-www-form-urlencoded"
PROBLEM = Draft202012Validator(description(load_rules(), Limits())["components"]["schemas"]["Problem"])
FILE = ("label.txt", LABEL.encode(), "text/plain")


def _multipart(body: str, boundary: str = "b") -> dict[str, Any]:
    return {"content": body.encode(), "headers": {"content-type": f"multipart/form-data; boundary={boundary}"}}


def _told(answer: Any, status: int, code: str) -> dict[str, Any]:
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    assert answer.headers["content-type"] == "application/problem+json"
    PROBLEM.validate(problem)
    assert problem["status"] == status and problem["cure"] and "Traceback" not in answer.text
    return problem


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"content": b"x", "headers": {"content-type": "text/plain"}}, 415, "unsupported-media-type"),
        ({"content": b"x"}, 415, "unsupported-media-type"),
        ({"json": {"text": "a"}, "headers": {"content-encoding": "gzip"}}, 415, "unsupported-media-type"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "bad-request"),
        ({"content": b'{"text": "\xff"}', "headers": {"content-type": "application/json"}}, 400, "bad-request"),
        ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, 400, "bad-request"),
        (
            {"content": b'{"text": "a", "text": "b"}', "headers": {"content-type": "application/json"}},
            400,
            "bad-request",
        ),
        ({"json": ["text"]}, 422, "wrong-value"),
        ({"json": {"text": 1}}, 422, "wrong-value"),
        ({"json": {"text": ""}}, 422, "wrong-value"),
        ({"content": b'{"text": "\\ud800"}', "headers": {"content-type": "application/json"}}, 422, "wrong-value"),
        ({"json": {}}, 422, "nothing-given"),
        ({"json": {"text": "a", "lang": "ko"}}, 422, "unknown-field"),
        ({"json": {"text": "a", "checklist": "tetrapod"}}, 422, "unknown-checklist"),
        ({"json": {"text": "a", "market": "us,mars"}}, 422, "unknown-market"),
        ({"json": {"text": "a", "market": ""}}, 422, "unknown-market"),
        ({"json": {"text": "a", "name": "x" * 201}}, 422, "wrong-value"),
        ({"content": b"text=%ff", "headers": {"content-type": FORM}}, 400, "bad-request"),
        ({"content": b"text=a&text=b", "headers": {"content-type": FORM}}, 422, "wrong-value"),
        ({"content": b"", "headers": {"content-type": FORM}}, 422, "nothing-given"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400, "bad-request"),
        (_multipart("no form at all"), 400, "bad-request"),
        (_multipart('--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf a'), 400, "bad-request"),
        (_multipart("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n"), 400, "bad-request"),
        (_multipart("x", "b" * 5000), 400, "bad-request"),
        ({"files": {"file": FILE}}, 422, "unknown-field"),
        ({"files": {"text": FILE}}, 422, "unknown-field"),
        ({"files": {"files": (None, LABEL)}}, 422, "wrong-value"),
        ({"files": {"text": (None, b"\xff\xfe")}}, 422, "wrong-value"),
        ({"files": [("text", (None, "a")), ("text", (None, "b"))]}, 422, "wrong-value"),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_cure(
    server: Server, sent: dict[str, Any], status: int, code: str
) -> None:
    _told(server.client.post(EVALUATE, **sent), status, code)
    assert server.at_rest()


@pytest.mark.parametrize("sent", [{"json": {"text": "a"}}, {"data": {"text": "a"}}])
def test_products_are_compared_from_files_only(server: Server, sent: dict[str, Any]) -> None:
    _told(server.client.post(COMPARE, **sent), 415, "unsupported-media-type")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"files": {"text": (None, LABEL)}}, "unknown-field"),
        ({"files": {"market": (None, "us")}}, "nothing-given"),
        ({"files": {"files": FILE, "name": (None, "Lumen")}}, "unknown-field"),
        ({"files": {"files": FILE, "checklist": (None, "none")}}, "unknown-checklist"),
        ({"files": {"files": FILE, "checklist": (None, "tetrapod-2026"), "market": (None, "mars")}}, "unknown-market"),
    ],
)
def test_a_comparison_has_its_own_fields(server: Server, sent: dict[str, Any], code: str) -> None:
    _told(server.client.post(COMPARE, **sent), 422, code)
    assert server.at_rest()


def test_the_known_ones_are_named(server: Server) -> None:
    problem = server.client.post(EVALUATE, json={"text": "a", "checklist": "x"}).json()
    assert problem["known"] == sorted(load_rules().checklists)
    assert server.client.post(EVALUATE, json={"txt": "a"}).json()["known"][:2] == ["text", "files"]
    assert server.client.post(COMPARE, files={"txt": (None, "a")}).json()["known"][0] == "files"
    assert "kr" in server.client.post(EVALUATE, json={"text": "a", "market": "x"}).json()["known"]


def test_addresses_and_methods_that_are_not_there(server: Server) -> None:
    _told(server.client.get("/api/v1/labels"), 404, "not-found")
    _told(server.client.get("/api/v1/rules/source/none"), 404, "not-found")
    _told(server.client.get("/api/v1/rules/source%0Anone"), 404, "not-found")
    _told(server.client.get("/api/"), 404, "not-found")
    for method, path, allowed in (
        ("GET", EVALUATE, "POST"),
        ("DELETE", "/api/v1/rules", "GET"),
        ("PUT", "/healthz", "GET"),
    ):
        answer = server.client.request(method, path)
        _told(answer, 405, "method-not-allowed")
        assert allowed in answer.headers["allow"]
    _told(server.client.get("/api/v1/rules?kinds=source"), 422, "unknown-field")
    _told(server.client.get("/api/v1/rules?kind=sauce"), 422, "wrong-value")
    _told(server.client.get("/healthz?deep=1"), 422, "unknown-field")


def test_what_is_quoted_of_a_request_is_visible_and_short(server: Server) -> None:
    problem = server.client.post(EVALUATE, json={"text": "a", "\u202e\x1b[31m" + "x" * 500: "b"}).json()
    assert "\u202e" not in problem["detail"] and "\x1b" not in problem["detail"] and len(problem["detail"]) < 160


# --- limits ------------------------------------------------------------------------------------------------------


def _pieces(count: int) -> Iterator[bytes]:
    yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    for _ in range(count):
        yield b"x" * 1000
    yield b"\r\n--b--\r\n"


def test_a_body_that_grows_too_large_is_refused_on_the_way() -> None:
    server = Server(Limits(body_bytes=10_000))
    headers = {"content-type": "multipart/form-data; boundary=b"}
    _told(server.client.post(EVALUATE, content=_pieces(50), headers=headers), 413, "too-large")
    assert server.at_rest()
    assert server.client.post(EVALUATE, content=_pieces(5), headers=headers).status_code == 200


def test_parts_fields_and_characters_are_counted() -> None:
    server = Server(Limits(parts=2, field_bytes=100, characters=50))
    many = [("files", (f"{number}.txt", b"Rose", "text/plain")) for number in range(3)]
    _told(server.client.post(EVALUATE, files=many), 413, "too-many-parts")
    assert server.client.post(EVALUATE, files=many[:2]).status_code == 200
    _told(server.client.post(EVALUATE, files={"text": (None, "x" * 101)}), 413, "too-large")
    _told(server.client.post(EVALUATE, json={"text": "x" * 101}), 413, "too-large")
    _told(server.client.post(EVALUATE, data={"text": "x" * 101}), 413, "too-large")
    _told(server.client.post(EVALUATE, json={"text": "x" * 51}), 413, "too-long")
    assert server.at_rest()


def test_who_finds_no_place_is_told_when_to_come_again() -> None:
    server = Server(Limits(at_once=1, waiting=1))
    with server.api.work.place(), server.api.work.place():
        answer = server.client.post(EVALUATE, json={"text": LABEL})
        _told(answer, 503, "busy")
        assert int(answer.headers["retry-after"]) > 0
    assert server.client.post(EVALUATE, json={"text": LABEL}).status_code == 200


def test_bodies_of_all_callers_together_are_bounded() -> None:
    server = Server(Limits(held_bytes=500))
    with server.api.work.place() as other:
        other.hold(480)
        _told(server.client.post(EVALUATE, json={"text": LABEL}), 503, "busy")
        assert server.api.work.held == 480
    assert server.client.post(EVALUATE, json={"text": LABEL}).status_code == 200


def test_nothing_is_written_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")  # whoever makes a temporary file fails
    with pytest.raises(OSError, match="nowhere"):
        tempfile.mkstemp()
    big = ("big.txt", b"Rose exosomes. " * 150_000, "text/plain")
    server = Server(Limits(characters=100))
    _told(server.client.post(EVALUATE, files={"files": big}), 413, "too-long")


# --- mistakes of our own -----------------------------------------------------------------------------------------


def test_a_mistake_tells_nothing_of_the_label(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("the serum of Jane Roe")

    monkeypatch.setattr(importlib.import_module("labelcheck.evaluate"), "answer", broken)
    server = Server()
    with caplog.at_level(logging.DEBUG):
        answer = server.client.post(EVALUATE, json={"text": "the serum of Jane Roe"})
    _told(answer, 500, "internal")
    assert "Jane" not in answer.text and "Jane" not in caplog.text and "Traceback" not in caplog.text
    assert "KeyError in broken:" in caplog.text
    assert server.at_rest()


def test_broken_rules_stop_the_api_with_a_word() -> None:
    def broken() -> RuleSet:
        raise RuleErrors(["rules/x.yaml:3: why: missing"])

    server = Server(rules=broken)
    for path in ("/healthz", "/api/v1/rules", "/api/v1/openapi.json"):
        _told(server.client.get(path), 503, "rules-broken")
    _told(server.client.post(EVALUATE, json={"text": "a"}), 503, "rules-broken")


def test_every_answer_may_not_be_kept_framed_or_guessed_at(server: Server) -> None:
    for answer in (server.client.get("/api/v1/rules"), server.client.get("/api/v1/none"), server.client.get(EVALUATE)):
        headers = Headers(answer.headers)
        assert headers["cache-control"] == "no-store" and headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert not [name for name in headers if name.startswith("access-control")]
