"""Take the README's screenshots of the app: ``python scripts/take_screenshots.py`` writes ``docs/screenshots/*.png``.

Needs Chromium (``LABELCHECK_CHROMIUM`` names another than the system's) and Playwright. The label shown is one of the
package's samples, an invented product.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

from PIL import Image
from playwright.sync_api import sync_playwright

from labelcheck.samples import sample

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
SAMPLE = "phone-photo"
COPY = "back-panel"
LARGEST = 300_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@contextmanager
def served_app() -> Iterator[str]:
    """The app on a free port, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    server = subprocess.Popen([*command, "--server.headless", "true", "--server.port", str(port)], cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except (URLError, TimeoutError, ConnectionError):
                time.sleep(0.3)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def answered(browser: Any, address: str, width: int, height: int, scheme: str) -> Any:
    """A window in which the sample has been answered and its picture stands beside the answer."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1.5 if width > 500 else 2
    )
    context.set_default_timeout(180_000)
    page = context.new_page()
    page.goto(address)
    page.locator(f".st-key-try-{SAMPLE} button").click()
    page.locator(".st-key-label img").wait_for()
    page.locator(".lc-limits").wait_for()
    page.mouse.move(1, 1)
    page.locator("[data-testid=stMain]").evaluate("element => element.scrollTo(0, 0)")
    page.wait_for_timeout(1_500)
    return page


def audited(browser: Any, address: str) -> Any:
    """A window in which the words of another sample stand with what to question in them, in dark."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, color_scheme="dark", device_scale_factor=1.5)
    context.set_default_timeout(180_000)
    page = context.new_page()
    page.goto(f"{address}/audit")
    words = sample(COPY).path("text").read_text(encoding="utf-8")
    page.get_by_role("textbox", name="Text to audit").fill(words)
    page.get_by_role("button", name="Audit this text").click()
    page.locator(".lc-audit-head").wait_for()
    page.locator(".lc-finding").first.wait_for()
    page.wait_for_timeout(1_500)
    return page


def compared(browser: Any, address: str) -> Any:
    """A window in which the invented suppliers stand side by side."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 860}, color_scheme="light", device_scale_factor=1.5
    )
    context.set_default_timeout(180_000)
    page = context.new_page()
    page.goto(f"{address}/compare")
    page.locator(".st-key-compare-try button").click()
    page.locator(".st-key-compare-matrix img").wait_for()
    page.mouse.move(1, 1)
    page.locator("[data-testid=stMain]").evaluate("element => element.scrollTo(0, 0)")
    page.wait_for_timeout(1_500)
    return page


def save(picture: bytes, name: str) -> None:
    """Write a screenshot as a PNG of few colours, small enough for a README."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 160, 96):
        output = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(output, "PNG", optimize=True)
        if output.tell() < LARGEST:
            break
    file = FOLDER / f"{name}.png"
    file.write_bytes(output.getvalue())
    print(f"{file.relative_to(ROOT)}: {image.width} x {image.height}, {output.tell() // 1000} kB")


def main() -> None:
    """Take all four pictures."""
    chromium = os.environ.get("LABELCHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("no Chromium found: install it, or name it in LABELCHECK_CHROMIUM")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served_app() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        page = answered(browser, address, 1280, 860, "light")
        save(page.screenshot(), "answer-desktop")
        page = answered(browser, address, 390, 844, "light")
        save(page.screenshot(), "answer-phone")
        save(audited(browser, address).screenshot(), "audit-desktop")
        save(compared(browser, address).screenshot(), "compare-desktop")
        browser.close()


if __name__ == "__main__":
    main()
