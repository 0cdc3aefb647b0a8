"""A visitor of the app in system Chromium, and what several files of browser tests give it to read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 45_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The browser's own address bar is a page of its own for each window: two thirds of the work of opening one.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup,HttpsUpgrades,PaintHolding,"
    "MediaRouter,OptimizationHints,LensOverlay,AimEnabled,PreconnectToSearch,NetworkTimeServiceQuerying",
)
LABEL = """Lumen Exo Ampoule
Human adipose stem cell exosomes
2 x 10^10 particles per mL
Keep refrigerated at 2-8 C
For external use only"""
CITING = """Noctilux Exo Ampoule
Human umbilical cord MSC derived exosomes
20 billion exosomes per ampoule (5 mL)
20 billion particles per mL
Clinically proven to rejuvenate skin and reduce melasma.
Kwon HH et al., Acta Derm Venereol 2020 (doi:10.2340/00015555-3666): 25 patients with acne scars, 12 weeks.
Registered trial NCT06677931. Use with microneedling or an LED mask at home.
Keep refrigerated at 2-8 C"""
WINDOWS = {
    "phone-light": {"width": 390, "height": 844, "scheme": "light"},
    "phone-dark": {"width": 390, "height": 844, "scheme": "dark"},
    "desktop-light": {"width": 1280, "height": 860, "scheme": "light"},
    "desktop-dark": {"width": 1280, "height": 860, "scheme": "dark"},
}
EVERYWHERE = pytest.mark.parametrize("visit", WINDOWS.values(), indirect=True, ids=WINDOWS)
DIAGONAL = {name: WINDOWS[name] for name in ("phone-dark", "desktop-light")}
"""Both widths and both schemes in two windows, for what takes long."""
BOTH_WAYS = pytest.mark.parametrize("visit", DIAGONAL.values(), indirect=True, ids=DIAGONAL)
HOSTILE = """Exosome serum <script>window.hacked = 1; alert(1)</script> <img src=x onerror="window.hacked = 2">
Human adipose stem cell exosomes $$\\frac{1}{0}$$ :red[adipose] :material/home: **bold**
=cmd|'/C calc'!A0 [click](javascript:alert(2)) \u202eesrever
Keep refrigerated at 2-8 C ![x](http://203.0.113.9/x.png)"""


def chromium_path() -> str:
    """The browser to look at the app with; without one the test fails in CI and is skipped elsewhere."""
    named = os.environ.get("LABELCHECK_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        missing = "no Chromium found: install it (apt-get install chromium) or name it in LABELCHECK_CHROMIUM"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"the app was not looked at in a browser: {missing}")
    return found


LISTENED = """(() => {
  const send = WebSocket.prototype.send;
  const heard = new WeakSet();
  WebSocket.prototype.send = function (...data) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener('message', () => { window.lcHeard = performance.now(); });
    }
    window.lcAsked = performance.now();
    return send.apply(this, data);
  };
})()"""
"""Notes when the page last asked the server for something and when it last heard of it."""
STILL = """() => {
  const moving = document.getAnimations().some(one => one.playState === 'running'
    && Number.isFinite(one.effect?.getComputedTiming().endTime));
  const top = document.querySelector('[data-testid=stMain]')?.scrollTop;
  const before = window.lcStill;
  const waiting = window.lcAsked && !(window.lcHeard > window.lcAsked);
  if (moving || waiting || !before || before.top !== top
    || !document.querySelector('[data-test-script-state=notRunning]'))
    window.lcStill = {top, since: performance.now()};
  else if (performance.now() - before.since > 200) return delete window.lcStill;
  return false;
}"""
"""Nothing is under way on the page, and has not been for a moment: no question to the server that it has not taken up
yet (under load that takes longer than any fixed time), no run, nothing that slides open or scrolls."""


class Visit:
    """One visitor: a window of a size and a scheme, the requests it made and the dialogs it saw."""

    def __init__(
        self, browser: Any, address: str, width: int = 1280, height: int = 860, scheme: str = "light", **more: Any
    ) -> None:
        """``more`` goes to the browser's context: ``locale``, ``reduced_motion`` and the like."""
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True, **more
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(LISTENED)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", self._dismiss)
        self.page.goto(address)
        self.page.locator(".lc-welcome").wait_for()

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def upload(self, name: str, text: str) -> None:
        """Give a text file and wait for the answer."""
        file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        self.page.locator("input[type=file]").first.set_input_files([file])
        self.answered()

    def answered(self) -> None:
        """Wait until the answer stands and nothing is under way."""
        self.page.locator(".lc-answer h1").wait_for()
        self.page.locator("[data-testid=stDownloadButton]").first.wait_for()
        self.still()

    def still(self) -> None:
        """Wait until the page is as it stays: what moves under the pointer between press and release is not clicked."""
        self.page.wait_for_function(STILL)

    def unfold(self) -> None:
        """Open whatever is folded away."""
        script = "() => document.querySelectorAll('details:not([open]) > summary').forEach(part => part.click())"
        self.page.evaluate(script)
        self.still()

    def open(self, name: str) -> None:
        """Turn to another page by its address, as the links of the header do."""
        self.page.goto(f"{self.page.url.partition('?')[0].rstrip('/')}/{name}")
        self.page.locator(".lc-welcome").wait_for()
        self.page.locator("[data-testid=stExpander]").first.wait_for()
        self.still()

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        script = "() => { const main = document.querySelector('[data-testid=stMain]');"
        script += "return Math.max(main.scrollWidth - main.clientWidth, document.body.scrollWidth - innerWidth) }"
        return int(self.page.evaluate(script))

    def scrolled(self) -> int:
        """How many pixels of the page are above the window."""
        return int(self.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop"))

    def shot(self, folder: Path, name: str) -> Path:
        """A screenshot of the window."""
        kept = os.environ.get("LABELCHECK_SHOTS")
        file = (Path(kept) if kept else folder) / f"{name}.png"
        self.page.screenshot(path=str(file))
        return file
