"""A request as a server hands it over, message by message, for what a client library does not do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

Message = dict[str, Any]


def scope(
    path: str, headers: dict[str, str], method: str = "POST", server: tuple[str, int] = ("127.0.0.1", 8501)
) -> Any:
    """The scope of a request."""
    lines = [(name.lower().encode(), value.encode()) for name, value in ({"host": "localhost"} | headers).items()]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": lines,
        "client": ("127.0.0.1", 50000),
        "server": server,
        "state": {},
    }


def asked(app: Any, asking: Any, receive: Callable[[], Awaitable[Message]]) -> tuple[int, bytes]:
    """Status and body of the answer."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def answered() -> None:
        await asyncio.wait_for(app(asking, receive, send), 60)

    with ThreadPoolExecutor(1) as aside:  # browser tests of the same run leave a loop running in this thread
        aside.submit(lambda: asyncio.run(answered())).result()
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], body


def json_body(data: object) -> Message:
    """A whole body in one message."""
    return {"type": "http.request", "body": json.dumps(data).encode(), "more_body": False}
