"""The app's tests share the report's hand-made evaluations, one server and one browser."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
import streamlit as st
from browser import FLAGS, ROOT, Visit, chromium_path

sys.path.insert(0, str(Path(__file__).parent.parent / "report"))


@pytest.fixture(autouse=True)
def visitor_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest has no connection, and of its address a mock."""
    monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: None))


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The app, served as a user serves it, for as long as tests run: one server for all files."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(health: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert server.poll() is None, "streamlit ended before it served anything: run `streamlit run app.py` by hand"
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.3)
    pytest.fail("streamlit did not answer within a minute")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """System Chromium, headless, for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_path(), headless=True, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visitor; parametrise indirectly with the window's size and scheme."""
    visitor = Visit(chromium, address, **getattr(request, "param", {}))
    yield visitor
    visitor.context.close()
