"""Every page and state looked at by axe, at both widths and in both schemes: nothing serious or critical is wrong.

axe passes over what does not stand in the window, above all when it looks at contrast. So the window is made as tall
as the page before it looks, and a test of its own spoils a page to see that axe notices.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from browser import CITING, DIAGONAL, LABEL, WINDOWS, Visit

from labelcheck.evaluate import evaluate
from labelcheck.history import History

GRAVE = ("serious", "critical")
GROUNDS = {"light": "rgb(251, 250, 246)", "dark": "rgb(19, 24, 25)"}
COPY = """Lumen Exo Ampoule: the strongest exosome serum on earth.
FDA-approved technology. It heals melasma and treats eczema.
Clinically proven to reverse ageing. Store in a cool, dry place."""
ASK_AXE = """() => axe.run({resultTypes: ['violations'], selectors: false}).then(found => ({
  wrong: found.violations.flatMap(each => each.nodes.map(node => [each.impact, each.id, node.html.slice(0, 160),
    [...node.any, ...node.all, ...node.none].map(check => check.message)[0] || ''])),
  contrast: found.passes.some(each => each.id === 'color-contrast' && each.nodes.length > 0)}))"""


class Fault(NamedTuple):
    """One thing that axe holds against a page, and where."""

    impact: str
    rule: str
    html: str
    message: str


class Inspector:
    """A visitor who asks axe about whatever stands on the screen, in each of some windows."""

    def __init__(self, visit: Visit, windows: list[dict[str, Any]]) -> None:
        self.visit = visit
        self.windows = windows

    @property
    def page(self) -> Any:
        return self.visit.page

    def faults(self) -> list[Fault]:
        """What axe finds in this window, at the whole height of the page."""
        width = self.page.viewport_size["width"]
        tall = self.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": width, "height": min(tall + 300, 30_000)})
        self.page.wait_for_timeout(200)
        if not self.page.evaluate("() => 'axe' in window"):
            from axe_playwright_python.base import AXE_SCRIPT

            self.page.evaluate(AXE_SCRIPT)
        told = self.page.evaluate(ASK_AXE)
        assert told["contrast"], "axe looked at no contrast at all"
        return [Fault(*fault) for fault in told["wrong"]]

    def turn(self, width: int, height: int, scheme: str) -> None:
        """Make the window this large and let the page follow the scheme."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        script = "ground => getComputedStyle(document.querySelector('.stApp')).backgroundColor === ground"
        self.page.wait_for_function(script, arg=GROUNDS[scheme])

    def inspect(self, state: str) -> None:
        """Fail on anything grave that axe finds in ``state`` in any of the windows."""
        self.page.mouse.move(0, 0)
        self.visit.still()
        found = []
        for window in self.windows:
            self.turn(**window)
            seen = [fault for fault in self.faults() if fault.impact in GRAVE]
            found += [f"{window['width']} px, {window['scheme']}: {' | '.join(fault)}" for fault in seen]
        self.turn(**WINDOWS["desktop-light"])
        assert found == [], "\n".join([f"axe on {state}:", *found])

    def go(self, place: str, wanted: str) -> None:
        """Turn to another page by its address."""
        self.page.goto(f"{self.page.url.partition('?')[0].rstrip('/')}/{place}")
        self.page.locator(wanted).first.wait_for()
        self.visit.still()


TOURS = {
    "english": ("en-US", list(DIAGONAL.values())),
    "korean": ("ko-KR", [WINDOWS["phone-light"]]),
}


@pytest.fixture(params=TOURS)
def inspector(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Inspector]:
    locale, windows = TOURS[request.param]
    visit = Visit(chromium, address, locale=locale, reduced_motion="reduce")
    visit.still()
    yield Inspector(visit, windows)
    visit.context.close()


def test_the_first_screen_with_each_way_in(inspector: Inspector) -> None:
    inspector.inspect("the first screen")
    ways = inspector.page.locator("[data-testid=stButtonGroup] button")
    ways.nth(1).click()
    inspector.page.locator("[data-testid=stCameraInput]").wait_for()
    inspector.inspect("the camera")
    ways.nth(2).click()
    inspector.page.locator("[data-testid=stForm] textarea").wait_for()
    inspector.inspect("the field for text")


def _open_everything(page: Any) -> None:
    for summary in page.locator("[data-testid=stExpander] > details > summary").all():
        summary.click()
    page.evaluate("() => document.querySelectorAll('.stHtml details').forEach(part => { part.open = true })")


def test_the_answer_of_a_text_with_everything_open_and_its_correction(inspector: Inspector) -> None:
    page = inspector.page
    inspector.visit.upload("citing.txt", CITING)
    page.locator("#lc-markets").wait_for()
    if len(inspector.windows) > 1:  # once is enough: it is by far the longest page
        _open_everything(page)
    inspector.inspect("the answer of a text")
    page.locator(".st-key-actions button").last.click()
    page.locator("[role=dialog] textarea").wait_for()
    inspector.inspect("the correction of a misreading")


def test_the_answer_of_a_photo_and_where_one_quotation_stands(inspector: Inspector) -> None:
    page = inspector.page
    page.locator(".st-key-try-phone-photo button").click()
    inspector.visit.answered()
    page.locator(".st-key-label img").first.wait_for()
    inspector.inspect("the answer of a photo")
    page.locator(".st-key-label [role=combobox]").first.focus()
    page.keyboard.type("3 billion")
    page.get_by_role("option").filter(has_text="3 billion").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".lc-spot").wait_for()
    page.locator(".st-key-label img").nth(1).wait_for()
    inspector.inspect("one quotation on the photo")


def test_an_audit_from_the_empty_field_to_a_dismissed_finding(inspector: Inspector) -> None:
    page = inspector.page
    inspector.go("audit", ".lc-welcome")
    inspector.inspect("the empty audit")
    page.locator("[data-testid=stForm] textarea").fill(COPY)
    page.locator(".st-key-audit-go button").click()
    page.locator(".lc-audit-head h1").wait_for()
    page.locator("[data-testid=stDownloadButton]").first.wait_for()
    inspector.inspect("an audit with findings")
    page.locator(".st-key-audit-filters summary").click()
    inspector.visit.still()
    page.locator(".st-key-audit-away label").first.click()
    inspector.visit.still()
    page.locator("[class*=st-key-audit-no-] button").first.click()
    reason = page.locator("[data-testid=stPopoverBody]")
    reason.locator("input").fill("quoted from a letter")
    inspector.inspect("the form for a reason")
    reason.locator("input").press("Enter")
    page.locator(".lc-audit-head .lc-note").wait_for()
    page.locator("[class*=st-key-audit-undo] button").wait_for()
    inspector.inspect("an audit with a dismissed finding")


def test_suppliers_side_by_side_with_an_answer_and_a_supplier_opened(inspector: Inspector) -> None:
    page = inspector.page
    inspector.go("compare", ".st-key-compare-asked")
    inspector.inspect("the way in for suppliers")
    page.locator(".st-key-compare-try button").click()
    page.locator(".st-key-compare-matrix img").wait_for()
    _open_everything(page)
    page.locator(".lc-terms").last.wait_for()
    inspector.inspect("suppliers side by side, short words explained")
    page.locator("[class*=st-key-cmpcell-met-] button").first.click()
    page.locator("[role=dialog] .lc-cmp-cell").nth(1).wait_for()
    page.evaluate("() => { document.documentElement.style.overflow = 'visible' }")  # hidden, it hides all from axe
    inspector.inspect("the words behind an answer")
    page.keyboard.press("Escape")
    page.locator("[role=dialog]").wait_for(state="detached")
    page.locator("[class*=st-key-cmp-open-] button").first.click()
    page.locator("#lc-letter").wait_for()
    page.locator("textarea").wait_for()
    _open_everything(page)
    inspector.inspect("one supplier")


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("evidence", "[data-testid=stExpander]"),
        ("evidence?id=cho2020", "details[open] .lc-rule"),
        ("rules", "[data-testid=stExpander]"),
        ("rules?id=general/disease-treatment", "details[open] .lc-rule"),
        ("history", "[data-testid=stFileUploader]"),
        ("about", ".lc-prose"),
    ],
)
def test_a_page_to_look_things_up_in(inspector: Inspector, place: str, wanted: str) -> None:
    inspector.go(place, wanted)
    inspector.inspect(place)


def test_kept_results(inspector: Inspector) -> None:
    history = History()
    history.switch(True)
    try:
        first, second = (history.add(evaluate([text])).id for text in (LABEL, CITING))
        inspector.go("history", f"[class*=st-key-history-entry-{second}]")
        inspector.inspect("a list of kept results")
        inspector.page.locator(f".st-key-history-open-{first} button").click()
        inspector.page.locator(".lc-answer h1").wait_for()
        inspector.inspect("a kept result")
    finally:
        history.switch(False)
        history.clear()


@pytest.mark.parametrize("scheme", GROUNDS)
def test_axe_sees_weak_words_on_a_button_and_at_the_end_of_the_page(visit: Visit, scheme: str) -> None:
    inspector = Inspector(visit, [])
    inspector.page.locator("[data-testid=stButtonGroup] button").nth(2).click()
    inspector.page.locator("[data-testid=stForm] textarea").wait_for()
    inspector.turn(1280, 860, scheme)
    assert not [fault for fault in inspector.faults() if fault.rule == "color-contrast"]
    inspector.page.add_style_tag(content=".lc-note:last-of-type, [data-testid=stForm] button p { color: #808080 }")
    weak = [fault.html for fault in inspector.faults() if fault.rule == "color-contrast" and fault.impact in GRAVE]
    assert any("Check this text" in html for html in weak), weak
    assert sum("lc-note" in html for html in weak) >= 6, weak
