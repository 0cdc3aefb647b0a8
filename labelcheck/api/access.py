"""Who may use the API: whether it is on, and the token that a caller has to know, from the environment.

``labelcheck serve`` sets these variables from its options; ``streamlit run`` and ``uvicorn`` read them as they are.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

TOKEN: Final = "LABELCHECK_TOKEN"
TOKEN_FILE: Final = "LABELCHECK_TOKEN_FILE"
API: Final = "LABELCHECK_API"
_OFF: Final = ("off", "0", "no", "false")
_SHORTEST: Final = 16
_LONGEST: Final = 1024
_PASSED_ON: Final = ("x-forwarded-for", "x-real-ip")
_NO_HOST: Final = frozenset("@/?#\\")
"""What stands around a host in an address, and never in one."""


class BadToken(ValueError):
    """The token that was given cannot be used; the message says why and what to do, and never quotes it."""


class Access(NamedTuple):
    """Whether the API is on, and the token that a caller has to send; None where nobody needs one."""

    token: bytes | None = None
    on: bool = True


def access_from(environment: Mapping[str, str]) -> Access:
    """What the environment says: ``LABELCHECK_TOKEN`` or a file that holds it, and ``LABELCHECK_API=off``.

    Raises BadToken.
    """
    on = environment.get(API, "").strip().lower() not in _OFF
    given, file = environment.get(TOKEN), environment.get(TOKEN_FILE)
    if given and file:
        raise BadToken(f"{TOKEN} and {TOKEN_FILE} are both set; leave one of them out")
    if file:
        return Access(token_in(Path(file)), on)
    return Access(_checked(given, TOKEN) if given is not None else None, on)


def token_in(file: Path) -> bytes:
    """The token that ``file`` holds, without white space around it. Raises BadToken."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LONGEST + 3)
    except OSError as error:
        raise BadToken(f"{file}: the token cannot be read ({error.strerror}); check path and permissions") from error
    return _checked(data.decode("latin-1"), str(file))


def _checked(given: str, where: str) -> bytes:
    token = given.strip()
    if not _SHORTEST <= len(token) <= _LONGEST or not all("!" <= char <= "~" for char in token):
        raise BadToken(
            f"{where}: a token has {_SHORTEST} to {_LONGEST} letters, digits and signs without a space; make one with: "
            "python -c 'import secrets; print(secrets.token_urlsafe())'"
        )
    return token.encode("ascii")


def is_local(address: str) -> bool:
    """Whether only this computer reaches a server bound to ``address``, a name or a number, without brackets."""
    if address.lower() == "localhost":
        return True
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    return bool((mapped or number).is_loopback)


def is_from_here(headers: Iterable[tuple[str, str]]) -> bool:
    """Whether a request with these headers, names and values, was sent by this computer, as far as they tell.

    A server in front asks from here on behalf of others. It says so in ``X-Forwarded-For`` or ``X-Real-IP``, which must
    then name this computer alone, or in ``Forwarded`` (RFC 7239), which is not looked into.
    """
    for name, value in headers:
        if name.lower() == "forwarded":
            return False
        if name.lower() in _PASSED_ON and not all(is_local(each.strip(" []")) for each in value.split(",")):
            return False
    return True


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets; "" where it is none."""
    if _NO_HOST.intersection(host):
        return ""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
