"""Keeps out who must not use the API: other people, and web pages of others that run in a browser on this computer.

A page of another site can make a browser send a form to ``http://127.0.0.1:8501`` without asking first, and a name
server can call this computer by any name (DNS rebinding). So an ``Origin`` must be the server's own, and without a
token the ``Host`` must be a name of this computer. There are no CORS headers.
"""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from labelcheck.api.access import TOKEN, Access, host_name, is_from_here, is_local
from labelcheck.api.problems import Problem

_SCHEME = b"bearer"
_OWN = ("same-origin", "none")
_SENT_ALONG = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}


class Guard:
    """An ASGI application behind a check of host, origin and token; everything it answers may not be kept or framed."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or say why not."""

        async def send_along(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SENT_ALONG.items():
                    headers.setdefault(name, value)
            await send(message)

        if problem := self._problem(scope) if scope["type"] == "http" else None:
            await problem.response()(scope, receive, send_along)
            return
        await self._app(scope, receive, send_along)

    def _problem(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if self._access.token is None and (problem := _not_local(scope, headers, hosts)):
            return problem
        if problem := _foreign_page(scope, headers, hosts):
            return problem
        return None if self._access.token is None else _wrong_token(headers, self._access.token)


def _not_local(scope: Scope, headers: Headers, hosts: list[str]) -> Problem | None:
    """Without a token only this computer may ask, under a name that is its own."""
    server = scope.get("server")
    if server and server[1] is not None and not is_local(str(server[0])):
        cure = f"start it with --token-file FILE or {TOKEN}, or bind it to 127.0.0.1"
        return Problem(403, "token-required", "other computers can reach this address and no token is set", cure)
    if len(hosts) != 1 or not is_local(host_name(hosts[0])):
        cure = f"ask for 127.0.0.1 or localhost, or start the server with a token ({TOKEN})"
        return Problem(403, "foreign-host", "the Host header is no name of this computer", cure)
    if not is_from_here(headers.items()):
        cure = f"start the server with --token-file FILE or {TOKEN}, or ask it without a server in front"
        return Problem(403, "token-required", "a server in front passes on other computers and no token is set", cure)
    return None


def _foreign_page(scope: Scope, headers: Headers, hosts: list[str]) -> Problem | None:
    own = f"{scope.get('scheme', 'http')}://{hosts[0]}".lower() if hosts else None
    foreign = any(origin.strip().lower() != own for origin in headers.getlist("origin"))
    site = headers.get("sec-fetch-site", "none").strip().lower()
    if foreign or (scope["method"] not in ("GET", "HEAD") and site not in _OWN):
        cure = "use the API from a program, not from a web page"
        return Problem(403, "foreign-page", "the request comes from a web page of another origin", cure)
    return None


def _wrong_token(headers: Headers, token: bytes) -> Problem | None:
    given = headers.getlist("authorization")
    scheme, _, sent = given[0].encode("latin-1").partition(b" ") if len(given) == 1 else (b"", b"", b"")
    if hmac.compare_digest(sent.strip(), token) and scheme.lower() == _SCHEME:
        return None
    cure = "send the header Authorization: Bearer TOKEN, with the token that the server was started with"
    challenge = {"WWW-Authenticate": 'Bearer realm="labelcheck"'}
    return Problem(401, "token-missing", "the token is missing or wrong", cure, headers=challenge)
