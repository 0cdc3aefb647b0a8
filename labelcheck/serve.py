"""Start the Streamlit app on this machine, from a checkout or from an installed wheel."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


class AppMissing(Exception):
    """The app's entry file is neither in the wheel nor beside the package."""


def app_file() -> Path:
    """``labelcheck/_app/app.py`` in an installed wheel, ``app.py`` beside the package in a checkout.

    Streamlit reads ``.streamlit/config.toml`` beside this file, which binds the app to this machine.
    """
    package = Path(__file__).resolve().parent
    for path in (package / "_app" / "app.py", package.parent / "app.py"):
        if path.is_file():
            return path
    raise AppMissing(f"{package / '_app' / 'app.py'} is missing; reinstall labelcheck")


def serve(*, port: int, host: str, headless: bool, environment: Mapping[str, str]) -> int:
    """Replace this process with ``streamlit run`` of the app; on Windows, wait for it and return its exit code.

    ``environment`` carries what the API is told (``labelcheck.api.access``).
    """
    command = [sys.executable, "-m", "streamlit", "run", str(app_file())]
    command += ["--server.port", str(port), "--server.address", host]
    if headless:
        command += ["--server.headless", "true"]
    if os.name == "nt":
        import subprocess

        return subprocess.run(command, check=False, env=dict(environment)).returncode
    return os.execve(sys.executable, command, dict(environment))
