"""The API against its own description: requests made from it and against it, with a fixed seed, without a network.

``LABELCHECK_EXAMPLES=200`` tries more of them by hand.
"""

from __future__ import annotations

import os
from typing import Any

import schemathesis
from clients import Server
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis.specs.openapi.checks import negative_data_rejection

from labelcheck.api.work import Limits

SERVER = Server(Limits(body_bytes=2**20))


async def here(scope: Any, receive: Any, send: Any) -> None:
    """The server under a name of this computer; what asks calls it ``testserver``."""
    headers = [line for line in scope["headers"] if line[0] != b"host"] + [(b"host", b"localhost")]
    await SERVER.app(scope | {"server": ("127.0.0.1", 8501), "headers": headers}, receive, send)


SCHEMA = schemathesis.openapi.from_asgi("/api/v1/openapi.json", here)
EXAMPLES = int(os.environ.get("LABELCHECK_EXAMPLES", "12"))


@SCHEMA.parametrize()
@seed(7)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=False,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_is_described(case: schemathesis.Case) -> None:
    form = case.media_type in ("multipart/form-data", "application/x-www-form-urlencoded")
    case.call_and_validate(excluded_checks=[negative_data_rejection] if form else [])  # a form has no null, only "null"
    assert SERVER.at_rest()
