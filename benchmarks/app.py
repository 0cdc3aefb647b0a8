"""How long a visitor of the app waits, from the upload to the answer on screen, in a real browser.

    python benchmarks/app.py [--runs N] [--pdf FILE] [--photo FILE]

The app is served on a free port and driven with Chromium; every figure is of a warm server and a new visitor.

- A text PDF of one page, drawn here or ``--pdf``: seconds from the upload to the answer (target at most 1.5).
- A phone photo, the shipped sample or ``--photo``: the same, beside the reader's own time for that photo, evaluated in
  turn in a warm process (target: at most 0.5 s more).
- Whether the page answers meanwhile: seconds from a click on "Rules" until that page shows, while the photo is read.

Without Chromium it says so and exits with 2.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

sys.path.insert(0, str(Path(__file__).parent))

from reading import drawn_pdf
from speed import seconds

from labelcheck.evaluate import evaluate
from labelcheck.models import Source
from labelcheck.rules import load_rules
from labelcheck.samples import sample

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120_000
PDF_SECONDS, PHOTO_SECONDS = 1.5, 0.5
ANSWER = ".lc-answer h1"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pdf", type=Path)
    parser.add_argument("--photo", type=Path)
    options = parser.parse_args()
    chromium = os.environ.get("LABELCHECK_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if chromium is None:
        print("no Chromium found: install it, or name it in LABELCHECK_CHROMIUM; nothing was measured", file=sys.stderr)
        return 2
    pdf = options.pdf.read_bytes() if options.pdf else drawn_pdf(1, 1)
    photo = (options.photo or sample("phone-photo").path("image")).read_bytes()
    from playwright.sync_api import TimeoutError as Late
    from playwright.sync_api import sync_playwright

    with served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, headless=True, args=list(FLAGS))
        try:
            measure(browser, address, pdf, photo, options.runs)
        except Late as error:
            print(f"no answer within {PATIENCE // 1000} s, so nothing was measured: {error}", file=sys.stderr)
            return 2
        finally:
            browser.close()
    return 0


def measure(browser: Any, address: str, pdf: bytes, photo: bytes, runs: int) -> None:
    """Warm up what is measured, measure it in turn, and print it."""
    rules = load_rules()
    name = "photo.png" if photo.startswith(b"\x89PNG") else "photo.jpg"

    def read(file: str, data: bytes) -> Callable[[], None]:
        return lambda: check_answered(evaluate([Source(name=file, data=data)], rules).documents)

    for file, data in (("label.pdf", pdf), (name, photo)):
        read(file, data)()
        upload(browser, address, file, data)
    alone: list[float] = []
    shown: list[float] = []
    photo_alone: list[float] = []
    photo_shown: list[float] = []
    clicks: list[float] = []
    for _ in range(runs):
        alone.append(seconds(read("label.pdf", pdf)))
        shown.append(upload(browser, address, "label.pdf", pdf))
        photo_alone.append(seconds(read(name, photo)))
        photo_shown.append(upload(browser, address, name, photo))
        clicked = click_meanwhile(browser, address, name, photo)
        clicks += [clicked] if clicked is not None else []
    tell("PDF, the reader's own time", alone)
    tell("PDF, upload to answer", shown, PDF_SECONDS)
    tell("photo, the reader's own time", photo_alone)
    tell("photo, upload to answer", photo_shown)
    tell("photo, more than the reader", [b - a for a, b in zip(photo_alone, photo_shown, strict=True)], PHOTO_SECONDS)
    if clicks:
        tell("another page while it reads", clicks)
    if len(clicks) < runs:
        print(f"{runs - len(clicks)} of {runs} photos were read before the page could be clicked; give a larger photo")


def check_answered(documents: Sequence[object]) -> None:
    if not documents:
        sys.exit("the file could not be read; nothing was measured")


def tell(name: str, values: Sequence[float], target: float | None = None) -> None:
    """One line: the median with the fastest and the slowest run, and whether the median meets its target."""
    middle = statistics.median(values)
    goal = "" if target is None else f", target {target} s: {'met' if middle <= target else 'missed'}"
    print(f"{name:30} {middle:6.2f} s (from {min(values):.2f} to {max(values):.2f}, {len(values)} runs){goal}")


@contextmanager
def visitor(browser: Any, address: str, width: int = 390) -> Iterator[Any]:
    """A page of a new visitor that has come to rest, on a phone or in a wider window."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.set_default_timeout(PATIENCE)
    try:
        page = context.new_page()
        page.goto(address)
        page.locator("input[type=file]").first.wait_for(state="attached")
        page.locator("[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]").first.wait_for()
        page.wait_for_timeout(1_500)
        yield page
    finally:
        context.close()


def give(page: Any, name: str, data: bytes) -> None:
    mime = "application/pdf" if name.endswith(".pdf") else f"image/{'png' if name.endswith('.png') else 'jpeg'}"
    page.locator("input[type=file]").first.set_input_files([{"name": name, "mimeType": mime, "buffer": data}])


def upload(browser: Any, address: str, name: str, data: bytes) -> float:
    """Seconds from giving a file until its answer is seen."""
    with visitor(browser, address) as page:
        start = time.perf_counter()
        give(page, name, data)
        page.locator(ANSWER).wait_for()
        taken = time.perf_counter() - start
        rested(page)
        return taken


def click_meanwhile(browser: Any, address: str, name: str, data: bytes) -> float | None:
    """Seconds from a click on "Rules" until that page shows while a file is read; None if it was read by then."""
    with visitor(browser, address, width=1280) as page:  # on a phone the link is behind a menu
        link = page.get_by_role("link", name="Rules").first
        give(page, name, data)
        page.get_by_role("button", name="Stop reading").or_(page.locator(ANSWER)).first.wait_for()
        if page.locator(ANSWER).count():
            return None
        start = time.perf_counter()
        link.click()
        page.get_by_role("heading", name="The rules").wait_for()
        taken = time.perf_counter() - start
        page.get_by_role("link", name="Check a label").first.click()
        page.locator(ANSWER).wait_for()
        rested(page)
        return taken


def rested(page: Any) -> None:
    """Wait until the rest of the page is drawn too, so that drawing it does not slow the next run."""
    page.locator("[data-testid=stDownloadButton]").first.wait_for()
    page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
    page.wait_for_timeout(1_000)


@contextmanager
def served() -> Iterator[str]:
    """The app on a free port, as a user starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(health: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if server.poll() is not None:
            sys.exit("streamlit ended before it served anything: run `streamlit run app.py` by hand")
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.3)
    sys.exit("streamlit did not answer within a minute")


if __name__ == "__main__":
    sys.exit(main())
