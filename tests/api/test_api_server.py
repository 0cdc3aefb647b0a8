"""One process serves the page and the API, however it is started, and answers eight callers as it answers one."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from clients import LABEL, ROOT, SAMPLES, undated

PATIENCE = 120
CALLERS = 8


@contextmanager
def served(command: list[str], environment: dict[str, str] | None = None, folder: Path = ROOT) -> Iterator[str]:
    """The address of a server in a child process; PORT in ``command`` becomes a free one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    bare = {name: value for name, value in os.environ.items() if not name.startswith("LABELCHECK_TOKEN")}
    server = subprocess.Popen(
        [sys.executable, "-m", *(port if part == "PORT" else part for part in command)],
        cwd=folder,
        env=bare | {"PYTHONPATH": str(ROOT)} | (environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + PATIENCE
        while True:
            assert server.poll() is None, (server.stdout and server.stdout.read() or b"").decode()
            assert time.monotonic() < end, "nothing answered in time"
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=10).close()
                break
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=60)
        assert server.stdout is not None
        server.stdout.close()


def _get(address: str, headers: dict[str, str] | None = None) -> bytes:
    asking = urllib.request.Request(address, headers=headers or {})
    with urllib.request.urlopen(asking, timeout=PATIENCE) as answer:
        return bytes(answer.read())


def _evaluated(address: str, name: str, data: bytes) -> bytes:
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\n' % name.encode()
    body += data + b"\r\n--b--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    asking = urllib.request.Request(f"{address}/api/v1/evaluate", data=body, headers=headers)
    with urllib.request.urlopen(asking, timeout=PATIENCE) as answer:
        return bytes(answer.read())


STREAMLIT = ["streamlit", "run", str(ROOT / "app.py"), "--server.headless", "true", "--server.port", "PORT"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(STREAMLIT) as found:
        yield found


def test_streamlit_run_serves_page_and_api(address: str) -> None:
    assert json.loads(_get(f"{address}/healthz"))["status"] == "ok"
    assert b"<title>" in _get(address) and _get(f"{address}/_stcore/health") == b"ok"
    assert json.loads(_get(f"{address}/api/v1/rules?kind=packaging"))["rules"]
    with pytest.raises(HTTPError) as refused:
        _get(f"{address}/api/v1/rules", {"Host": "evil.example"})
    assert refused.value.code == 403
    refused.value.close()


def test_eight_callers_get_the_bytes_that_one_gets(address: str) -> None:
    files = [(name, (SAMPLES / name).read_bytes()) for name in ("insert.txt", "korean-panel.txt", "front-box.pdf")]
    files.append(("label.txt", LABEL.encode()))
    alone = [undated(_evaluated(address, *file)) for file in files]
    assert len(set(alone)) == len(files)
    with ThreadPoolExecutor(CALLERS) as pool:
        for start in range(len(files)):
            asked = [files[(start + number) % len(files)] for number in range(CALLERS)]
            together = list(pool.map(lambda file: undated(_evaluated(address, *file)), asked))
            assert together == [alone[files.index(file)] for file in asked]


def test_uvicorn_serves_both_from_anywhere(tmp_path: Path) -> None:
    command = ["uvicorn", "app:app", "--app-dir", str(ROOT), "--port", "PORT"]
    with served(command, {"LABELCHECK_TOKEN": "a-token-of-twenty-four-x"}, tmp_path) as address:
        assert b"<title>" in _get(address)
        with pytest.raises(HTTPError) as refused:
            _get(f"{address}/api/v1/rules")
        assert refused.value.code == 401
        refused.value.close()
        assert _get(f"{address}/api/v1/rules", {"Authorization": "Bearer a-token-of-twenty-four-x"})


def test_a_token_that_cannot_be_used_stops_the_start_with_a_word() -> None:
    environment = os.environ | {"LABELCHECK_TOKEN": "short", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", *(part if part != "PORT" else "1" for part in STREAMLIT)]
    run = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode != 0 and "labelcheck: LABELCHECK_TOKEN: a token has" in run.stderr + run.stdout
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(os.name == "nt", reason="a script stands for the browser, which Windows does not start that way")
def test_streamlit_run_opens_a_browser_window(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(seen)!r}, 'w').write(sys.argv[1])\n", encoding="utf-8"
    )
    browser.chmod(0o755)
    command = [part if part != "true" else "false" for part in STREAMLIT]
    with served(command, {"BROWSER": f"{browser} %s"}) as address:
        end = time.monotonic() + PATIENCE
        while not seen.exists() or not seen.read_text(encoding="utf-8"):
            assert time.monotonic() < end, "no window was opened"
            time.sleep(0.1)
        assert seen.read_text(encoding="utf-8").rstrip("/") == address
