"""What goes wrong, as one schema for every answer: RFC 9457 problem details with a code and a cure.

A problem never holds words of a label, and of a request only what is needed to mend it, made visible and cut short.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from labelcheck.report.printable import one_line

MEDIA_TYPE: Final = "application/problem+json"
CODES: Final[dict[str, str]] = {
    "bad-request": "The request cannot be read",
    "token-missing": "A token is needed",
    "foreign-host": "Not asked for under a name of this computer",
    "foreign-page": "A web page of another origin asks",
    "token-required": "Other computers can reach this server, and no token is set",
    "not-found": "There is no such thing here",
    "method-not-allowed": "That cannot be done here",
    "too-slow": "The request did not arrive in time",
    "too-large": "The request is too large",
    "too-many-parts": "The request has too many parts",
    "too-long": "The text is too long",
    "unsupported-media-type": "Such a body is not read here",
    "nothing-given": "Neither a file nor a text was given",
    "unknown-field": "A field is not known",
    "wrong-value": "A field holds what it cannot hold",
    "unknown-checklist": "There is no such checklist",
    "unknown-market": "There are no rules of such a market",
    "internal": "The server made a mistake",
    "busy": "Too much is being done at once",
    "too-much-work": "It took too long",
    "rules-broken": "The rules are broken, so nothing is checked",
}
"""Every code with its title."""
_LONGEST_QUOTE: Final = 80
_LOG = logging.getLogger(__name__)


class Problem(Exception):
    """A request that cannot be answered: status, code, what is wrong and what to do about it."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        cure: str,
        *,
        known: Sequence[str] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.cure = cure
        self.known = tuple(known)
        self.headers = headers or {}

    def response(self) -> Response:
        """The problem as it is sent."""
        body = {
            "type": f"urn:labelcheck:problem:{self.code}",
            "title": CODES[self.code],
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "cure": self.cure,
        }
        data = json.dumps(body | ({"known": list(self.known)} if self.known else {}), indent=2) + "\n"
        return Response(data, self.status, self.headers, media_type=MEDIA_TYPE)


def quoted(text: str) -> str:
    """A word of a request, fit to be shown in a problem: one line, nothing that acts, not too long."""
    shown = one_line(text[: _LONGEST_QUOTE + 1])
    return repr(shown if len(text) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "…")


async def told_routing(_request: Request, error: Exception) -> Response:
    """The answer where no route is, or where it takes other methods."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return not_allowed(headers).response()
    if error.status_code == HTTPStatus.NOT_FOUND:
        cure = "/api/v1/openapi.json tells what can be asked"
        return Problem(404, "not-found", "there is nothing at this address", cure, headers=headers).response()
    return Problem(
        error.status_code, "bad-request", "the request cannot be read", "correct it", headers=headers
    ).response()


def not_allowed(headers: dict[str, str]) -> Problem:
    """The problem of a method that an address does not take; ``headers`` tell which it does."""
    cure = f"use {headers.get('Allow') or 'another method'}; /api/v1/openapi.json tells what can be asked"
    return Problem(405, "method-not-allowed", "the method is not allowed", cure, headers=headers)


def mistake(error: BaseException) -> Problem:
    """A mistake of the program: its kind and place go to the log; its message may quote a label and goes nowhere."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-4:]))
    _LOG.error("a request failed: %s in %s", type(error).__name__, places)
    cure = "try again; if it stays, check the same files with the command line and report what it says"
    return Problem(500, "internal", "the server made a mistake and has told its log", cure)
