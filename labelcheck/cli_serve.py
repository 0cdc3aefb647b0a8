"""The command ``serve``: the app and the HTTP API, on this computer unless told otherwise."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from labelcheck.cli_knowledge import Failure, visible

_NOTE = """
The HTTP API answers beside the app: /healthz, /api/v1/evaluate, /api/v1/compare, /api/v1/rules, described by
/api/v1/openapi.json. A token may also stand in the environment variable LABELCHECK_TOKEN; it guards the API, not the
app.
"""


def add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    serve = commands.add_parser("serve", help="open the app in the browser", description=_NOTE)
    serve.add_argument("--port", type=_port, default=8501, help="port on this machine (default 8501)")
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="address to bind (default 127.0.0.1: this computer only)"
    )
    serve.add_argument("--headless", action="store_true", help="do not open a browser window")
    serve.add_argument("--token-file", type=Path, metavar="FILE", help="file that holds the token callers have to send")
    serve.add_argument("--no-api", action="store_true", help="serve the app without the API")
    serve.add_argument(
        "--shared-history",
        action="store_true",
        help="open the history, with its deleting, to everybody who reaches the app; else to this computer alone",
    )
    serve.set_defaults(run=_serve)


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 1 to 65535")
    return int(text)


def _serve(options: argparse.Namespace) -> int:
    from labelcheck.api import BadToken, access_from
    from labelcheck.api.access import API, TOKEN, TOKEN_FILE, is_local
    from labelcheck.history.folder import SHARED_VARIABLE
    from labelcheck.serve import AppMissing, serve

    environment, host = dict(os.environ), options.host.strip("[]")
    if options.token_file:
        environment.pop(TOKEN, None)
        environment[TOKEN_FILE] = str(options.token_file.resolve())
    if options.no_api:
        environment[API] = "off"
    if options.shared_history:
        environment[SHARED_VARIABLE] = "on"
    try:
        access = access_from(environment)
        if access.on and access.token is None and not is_local(host):
            raise Failure(
                f"--host {visible(host)}: other computers could use the API; give a token with --token-file FILE or "
                f"{TOKEN}, or leave the API out with --no-api"
            )
        return serve(port=options.port, host=host, headless=options.headless, environment=environment)
    except (AppMissing, BadToken) as error:
        raise Failure(str(error)) from error
