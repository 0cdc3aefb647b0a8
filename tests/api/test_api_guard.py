"""Who may use the API: this computer and those who know the token, and no web page of another origin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from asgi import Message, asked, scope
from clients import LABEL, Server
from starlette.testclient import TestClient

from labelcheck.api.access import Access, BadToken, access_from, is_local
from labelcheck.cli import main

RULES, EVALUATE = "/api/v1/rules?kind=packaging", "/api/v1/evaluate"
TOKEN = "a-token-of-twenty-four-x"


@pytest.fixture(scope="module")
def guarded() -> Server:
    return Server(access=Access(TOKEN.encode()))


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "LOCALHOST", "127.0.0.1:80", "127.9.9.9", "[::1]:8501"]
)
def test_names_of_this_computer_are_answered(server: Server, host: str) -> None:
    assert server.client.get(RULES, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.7:8501", "", "[", "0.0.0.0"]
    + ["evil.example@127.0.0.1", "127.0.0.1/evil", "localhost?evil", "localhost#evil", "localhost\\evil"],
)
def test_other_names_are_not(server: Server, host: str) -> None:
    assert _code(server.client.get(RULES, headers={"Host": host})) == (403, "foreign-host")
    answer = server.client.post(EVALUATE, json={"text": LABEL}, headers={"Host": host})
    assert _code(answer) == (403, "foreign-host") and server.at_rest()
    assert server.client.get("/healthz", headers={"Host": host}).status_code == 200


def test_two_host_headers_are_none(server: Server) -> None:
    answer = server.client.get(RULES, headers=[("Host", "localhost"), ("Host", "evil.example")])
    assert _code(answer) == (403, "foreign-host")


@pytest.mark.parametrize(
    "sent",
    [
        [("X-Forwarded-For", "203.0.113.9")],
        [("X-Forwarded-For", "127.0.0.1, 203.0.113.9")],
        [("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "203.0.113.9")],
        [("X-Real-IP", "2001:db8::9")],
        [("X-Real-IP", "")],
        [("Forwarded", "for=203.0.113.9;host=127.0.0.1")],
    ],
)
def test_others_whom_a_server_in_front_passes_on_need_the_token(
    server: Server, guarded: Server, sent: list[tuple[str, str]]
) -> None:
    here = ("Host", "127.0.0.1")
    assert _code(server.client.get(RULES, headers=[here, *sent])) == (403, "token-required")
    known = ("Authorization", f"Bearer {TOKEN}")
    assert guarded.client.get(RULES, headers=[here, known, *sent]).status_code == 200


def test_this_computer_may_ask_through_a_server_in_front(server: Server) -> None:
    sent = {"X-Forwarded-For": "127.0.0.1, ::1", "X-Real-IP": "127.0.0.1"}
    assert server.client.get(RULES, headers=sent).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost:3000",
        "null",
        "file://",
        "http://localhost:8501.evil.example",
        "localhost:8501",
        "https://localhost:8501",
    ],
)
@pytest.mark.parametrize("method", ["POST", "OPTIONS", "GET"])
def test_pages_of_other_origins_are_refused(server: Server, guarded: Server, origin: str, method: str) -> None:
    for one, more in ((server, {}), (guarded, {"Authorization": f"Bearer {TOKEN}"})):
        answer = one.client.request(method, EVALUATE, headers={"Origin": origin} | more)
        assert _code(answer) == (403, "foreign-page")
        assert "access-control-allow-origin" not in answer.headers


def test_the_scheme_of_an_origin_is_that_of_the_request(server: Server) -> None:
    client = TestClient(server.app, base_url="https://localhost:8501")
    for scheme, status in (("https", 200), ("http", 403)):
        answer = client.post(EVALUATE, data={"text": LABEL}, headers={"Origin": f"{scheme}://localhost:8501"})
        assert answer.status_code == status


def test_a_form_that_a_foreign_page_sends_without_an_origin_is_refused_by_what_the_browser_tells(
    server: Server,
) -> None:
    for site in ("cross-site", "same-site"):
        answer = server.client.post(EVALUATE, data={"text": LABEL}, headers={"Sec-Fetch-Site": site})
        assert _code(answer) == (403, "foreign-page")
    for headers in ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:8501"}, {"Sec-Fetch-Site": "none"}):
        assert server.client.post(EVALUATE, data={"text": LABEL}, headers=headers).status_code == 200
    assert server.client.get(RULES, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_without_a_token_an_address_that_others_reach_answers_nothing_but_its_health(server: Server) -> None:
    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    for address in ("192.168.1.7", "0.0.0.0", "2001:db8::1"):
        asking = scope("/api/v1/rules", {}, "GET", (address, 8501))
        status, body = asked(server.app, asking, nothing)
        assert status == 403 and b"token-required" in body
        assert asked(server.app, scope("/healthz", {}, "GET", (address, 8501)), nothing)[0] == 200
    for address in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        assert asked(server.app, scope("/api/v1/rules", {}, "GET", (address, 8501)), nothing)[0] == 200


@pytest.mark.parametrize(
    "sent",
    [None, "", "Bearer", "Bearer ", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer \xe9"],
)
def test_a_wrong_token_is_refused(guarded: Server, sent: str | None) -> None:
    headers = {} if sent is None else {"Authorization": sent.encode("latin-1")}
    answer = guarded.client.post(EVALUATE, json={"text": LABEL}, headers=headers)
    assert _code(answer) == (401, "token-missing")
    assert answer.headers["www-authenticate"].startswith("Bearer ")
    assert TOKEN not in answer.text


def test_the_token_opens_under_any_name(guarded: Server) -> None:
    for scheme in ("Bearer", "bearer"):
        headers = {"Authorization": f"{scheme} {TOKEN}", "Host": "labels.clinic.example"}
        assert guarded.client.post(EVALUATE, json={"text": LABEL}, headers=headers).status_code == 200
    assert guarded.client.get("/healthz").status_code == 200


def test_switched_off_only_health_is_left() -> None:
    server = Server(access=Access(on=False))
    assert server.client.get("/healthz").status_code == 200
    assert server.client.get(RULES).status_code == 404


# --- what the environment and the command say --------------------------------------------------------------------


def test_the_environment_tells_who_may_ask(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    assert access_from({}) == Access(None, True)
    assert access_from({"LABELCHECK_API": "off"}) == Access(None, False)
    assert access_from({"LABELCHECK_TOKEN": TOKEN}) == access_from({"LABELCHECK_TOKEN_FILE": str(file)})
    assert access_from({"LABELCHECK_TOKEN": TOKEN}).token == TOKEN.encode()


@pytest.mark.parametrize("token", ["", "   ", "short", "with a space in the middle", "schlüssel-schlüssel", "x" * 2000])
def test_a_token_that_is_none_is_an_error_and_never_quoted(tmp_path: Path, token: str) -> None:
    file = tmp_path / "token"
    file.write_text(token, encoding="utf-8")
    for environment in ({"LABELCHECK_TOKEN": token}, {"LABELCHECK_TOKEN_FILE": str(file)}):
        with pytest.raises(BadToken, match="a token has 16 to 1024") as caught:
            access_from(environment)
        assert not token.strip() or token not in str(caught.value)


def test_a_token_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadToken, match="cannot be read"):
        access_from({"LABELCHECK_TOKEN_FILE": str(tmp_path / "none")})
    with pytest.raises(BadToken, match="both"):
        access_from({"LABELCHECK_TOKEN": TOKEN, "LABELCHECK_TOKEN_FILE": "x"})


def test_names_and_numbers_of_this_computer() -> None:
    assert all(map(is_local, ("localhost", "127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1")))
    assert not any(map(is_local, ("0.0.0.0", "::", "10.0.0.1", "example.org", "", "localhost.")))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What ``serve`` was told, in place of starting it."""
    calls: list[dict[str, Any]] = []

    def serve(**told: Any) -> int:
        calls.append(told)
        return 0

    monkeypatch.setattr("labelcheck.serve.serve", serve)
    for name in ("LABELCHECK_TOKEN", "LABELCHECK_TOKEN_FILE", "LABELCHECK_API", "LABELCHECK_SHARED_HISTORY"):
        monkeypatch.delenv(name, raising=False)
    return calls


def test_serve_opens_to_others_only_with_a_token_or_without_the_api(
    started: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert "--token-file" in capsys.readouterr().err and not started
    file = tmp_path / "token"
    file.write_text(TOKEN, encoding="utf-8")
    assert main(["serve"]) == main(["serve", "--host", "::1"]) == 0
    assert main(["serve", "--host", "0.0.0.0", "--token-file", str(file)]) == 0
    assert main(["serve", "--host", "0.0.0.0", "--no-api", "--port", "9000", "--headless"]) == 0
    first, _, third, last = started
    assert (first["host"], first["port"], first["headless"]) == ("127.0.0.1", 8501, False)
    assert access_from(third["environment"]) == Access(TOKEN.encode(), True)
    assert access_from(last["environment"]) == Access(None, False)
    assert (last["host"], last["port"], last["headless"]) == ("0.0.0.0", 9000, True)


def test_serve_tells_a_bad_token_before_it_starts(
    started: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--token-file", str(tmp_path / "none")]) == 2
    assert "cannot be read" in capsys.readouterr().err and not started


def test_serve_opens_the_history_to_others_only_when_told(started: list[dict[str, Any]]) -> None:
    assert main(["serve", "--host", "0.0.0.0", "--no-api"]) == 0
    assert main(["serve", "--host", "0.0.0.0", "--no-api", "--shared-history"]) == 0
    assert [call["environment"].get("LABELCHECK_SHARED_HISTORY") for call in started] == [None, "on"]
