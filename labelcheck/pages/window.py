"""The browser window that ``streamlit run`` opens. Streamlit itself opens none for an app that has routes beside it."""

from __future__ import annotations

import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st

_ANYWHERE = ("", "0.0.0.0", "::")


@asynccontextmanager
async def opened(app: Any) -> AsyncIterator[None]:
    """While the server runs: a window is opened once, where ``streamlit run`` started it and a screen is there.

    The port is bound by then, so the page waits for the server and not the other way round.
    """
    started = Path(sys.argv[0]).resolve() == Path(app.script_path).resolve()
    if started and not st.get_option("server.headless"):
        threading.Thread(target=webbrowser.open, args=(address(),), daemon=True, name="browser").start()
    yield


def address() -> str:
    """Where the page is, for a browser on this computer."""
    given = st.get_option("server.address")
    host = "localhost" if not given or given in _ANYWHERE else str(given)
    host = f"[{host}]" if ":" in host else host
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{scheme}://{host}:{st.get_option('server.port')}/{base}"
