"""The app in a real browser: ``streamlit run app.py`` on a free port, system Chromium driving it.

Without Chromium nothing looks at the app as a visitor does: in CI these tests then fail, elsewhere they are skipped,
and the end of the run says so. ``LABELCHECK_CHROMIUM`` names a browser, ``LABELCHECK_SHOTS=DIR`` keeps the screenshots.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import CITING, EVERYWHERE, HOSTILE, LABEL, Visit


def test_a_text_file_is_answered_and_can_be_taken_home(visit: Visit) -> None:
    visit.upload("front.txt", LABEL)
    assert "3 of 4" in visit.page.locator(".lc-answer h1").inner_text()
    words = [word.split("\n")[0] for word in visit.page.locator(".lc-word").all_inner_texts()]
    assert words == ["disclosed", "disclosed", "disclosed", "not stated"]
    visit.page.get_by_role("button", name="Other formats").click()
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="Data as JSON").click()
    data = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert waiting.value.suggested_filename == "labelcheck-front.json"
    assert data["schema"] == "labelcheck.evaluation/1"
    assert data["documents"][0]["text"].startswith("Lumen Exo Ampoule")


def test_a_sample_is_answered_with_its_picture_marked(visit: Visit, tmp_path: Path) -> None:
    visit.page.locator(".st-key-try-insert button").click()
    visit.answered()
    assert "4 of 4" in visit.page.locator(".lc-answer h1").inner_text()
    assert visit.page.locator(".st-key-label img").get_attribute("alt").startswith("insert.pdf. Marked words: 1:")
    visit.shot(tmp_path, "sample")
    visit.page.get_by_role("button", name="New check").click()
    visit.page.locator(".lc-welcome").wait_for()


@EVERYWHERE
def test_the_whole_answer_is_on_the_first_screen(visit: Visit, tmp_path: Path) -> None:
    assert visit.overflow() <= 0
    visit.upload("front.txt", LABEL)
    assert visit.overflow() <= 0
    rows = visit.page.locator(".lc-row")
    assert rows.count() == 4
    bottom = rows.nth(3).bounding_box()
    assert bottom["y"] + bottom["height"] <= visit.page.viewport_size["height"]
    assert visit.shot(tmp_path, "answer").stat().st_size > 10_000


@pytest.mark.parametrize("visit", [{"scheme": "light"}, {"scheme": "dark"}], indirect=True, ids=["light", "dark"])
def test_the_look_follows_the_visitors_scheme(visit: Visit, request: pytest.FixtureRequest) -> None:
    ground = visit.page.locator(".stApp").evaluate("element => getComputedStyle(element).backgroundColor")
    ink = visit.page.locator(".lc-welcome h1").evaluate("element => getComputedStyle(element).color")
    expected = {"light": ("rgb(251, 250, 246)", "rgb(29, 42, 43)"), "dark": ("rgb(19, 24, 25)", "rgb(233, 230, 224)")}
    assert (ground, ink) == expected[request.node.callspec.id]


def test_hostile_text_is_text(visit: Visit) -> None:
    visit.upload("<b>x<b> :red[y] $z$.txt", HOSTILE)
    main = visit.page.locator("[data-testid=stMain]")
    shown = main.inner_text()
    for words in ("<script>window.hacked = 1; alert(1)</script>", "$$\\frac{1}{0}$$ :red[adipose] :material/home:"):
        assert words in shown
    for words in ("=cmd|'/C calc'!A0 [click](javascript:alert(2))", ":red[y]"):
        assert words in shown
    assert visit.dialogs == []
    assert visit.page.evaluate("() => window.hacked") is None
    assert main.locator(".katex, a[href^=javascript], .stHtml img, .stHtml script").count() == 0


def test_nothing_but_this_computer_is_asked(visit: Visit) -> None:
    visit.upload("front.txt", HOSTILE)
    for name in ("History", "Evidence", "Rules", "About"):
        visit.page.get_by_role("link", name=name).first.click()
        visit.page.locator(".lc-welcome").wait_for()
        visit.still()
    hosts = {urlsplit(url).hostname for url in visit.requests if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}


def test_everything_can_be_reached_by_keyboard_and_has_a_name(visit: Visit) -> None:
    visit.upload("front.txt", LABEL)
    nameless = visit.page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input, textarea, [role=combobox]')]
        .filter(e => e.offsetParent && !`${e.textContent || e.ariaLabel || e.title || e.labels?.length || ''}`.trim())
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
    assert visit.page.locator("img:not([alt])").count() == 0
    assert visit.page.locator("h1").count() == 1
    visit.page.locator(".lc-row").first.focus()
    visit.page.keyboard.press("Enter")
    visit.still()
    assert visit.page.locator("#lc-concentration").bounding_box()["y"] < visit.page.viewport_size["height"]


def test_the_camera_asks_only_when_it_is_chosen(visit: Visit) -> None:
    assert visit.page.locator("[data-testid=stCameraInput]").count() == 0
    visit.page.get_by_role("radio", name="Camera").or_(visit.page.get_by_role("button", name="Camera")).first.click()
    visit.page.locator("[data-testid=stCameraInput]").wait_for()


@EVERYWHERE
def test_the_evidence_page_fits_the_window_and_follows_its_scheme(visit: Visit, tmp_path: Path) -> None:
    visit.open("evidence")
    assert visit.overflow() <= 0
    visit.page.locator("[data-testid=stExpander] > details > summary").first.click()
    visit.page.locator("[data-testid=stExpander] .lc-facts").first.wait_for()
    assert visit.overflow() <= 0
    ink, ground = (
        visit.page.locator(place).first.evaluate(f"element => getComputedStyle(element).{style}")
        for place, style in ((".lc-welcome h1", "color"), (".stApp", "backgroundColor"))
    )
    assert ink != ground
    visit.shot(tmp_path, "evidence")


def test_the_evidence_page_is_searched_by_keyboard(visit: Visit) -> None:
    visit.open("evidence")
    field = visit.page.get_by_label("Search studies")
    field.focus()
    visit.page.keyboard.type("NCT06677931")
    visit.page.keyboard.press("Enter")
    visit.page.locator("p[role=status]").filter(has_text=re.compile("^1 of ")).wait_for()
    visit.still()
    assert visit.page.locator("[data-testid=stExpander]").count() == 1
    summary = visit.page.locator("[data-testid=stExpander] > details > summary").first
    summary.focus()
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("no results found").first.wait_for()
    assert visit.page.locator("h1").count() == 1


@EVERYWHERE
def test_studies_and_claims_to_question_fit_the_window(visit: Visit, tmp_path: Path) -> None:
    visit.upload("citing.txt", CITING)
    visit.page.locator("#lc-markets").wait_for()
    assert "Kwon 2020" in visit.page.locator("#lc-studies").inner_text()
    visit.page.locator("[data-testid=stExpander] > details > summary").filter(has_text="United States").click()
    visit.page.evaluate("() => document.querySelectorAll('.stHtml details').forEach(part => { part.open = true })")
    visit.still()
    assert visit.overflow() <= 0
    wide = visit.page.evaluate(
        "() => [...document.querySelectorAll('.stHtml *')].filter(e => e.offsetParent && "
        "e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []
    visit.page.locator("#lc-studies").scroll_into_view_if_needed()
    visit.shot(tmp_path, "studies")


def test_a_study_is_opened_by_keyboard_and_focus_is_seen(visit: Visit) -> None:
    visit.upload("citing.txt", CITING)
    summary = visit.page.locator("#lc-studies .lc-tests + details > summary").first
    summary.focus()
    visit.page.keyboard.press("Shift+Tab")
    visit.page.keyboard.press("Tab")
    assert summary.evaluate("element => element === document.activeElement")
    assert summary.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#lc-studies .lc-tests + details").first.get_attribute("open") is not None


def test_links_of_the_answer_lead_to_headings_that_can_be_seen(visit: Visit) -> None:
    visit.upload("citing.txt", CITING)
    for place in ("lc-flags", "lc-markets"):
        visit.page.locator(f"a[href='#{place}']").last.focus()
        visit.page.keyboard.press("Enter")
        visit.still()
        top = visit.page.locator(f"#{place} h2").bounding_box()["y"]
        header = visit.page.locator("[data-testid=stHeader]").bounding_box()
        assert header["y"] + header["height"] <= top < visit.page.viewport_size["height"]


def _switch(visit: Visit, market: str) -> None:
    """Switch a market on or off by keyboard and wait until the page follows."""
    chooser = visit.page.get_by_role("toolbar", name="Where is it sold?")
    button = chooser.get_by_role("button", name=market)
    was = button.get_attribute("aria-pressed")
    button.focus()
    visit.page.keyboard.press("Space")
    chooser.locator(f"button[aria-pressed={'false' if was == 'true' else 'true'}]").filter(has_text=market).wait_for()
    visit.still()


def test_markets_are_switched_off_by_keyboard_and_stay_off_in_the_session(visit: Visit) -> None:
    visit.upload("citing.txt", CITING)
    markets = visit.page.locator("#lc-markets, [data-testid=stExpander] > details > summary").filter(has_text="claim")
    before = markets.all_inner_texts()
    _switch(visit, "United States")
    assert markets.all_inner_texts() == [label for label in before if "United States" not in label]
    visit.page.get_by_role("link", name="Evidence").first.click()
    visit.page.get_by_label("Search studies").wait_for()
    visit.still()
    visit.page.get_by_role("link", name="Check a label").first.click()
    visit.answered()
    assert markets.all_inner_texts() == [label for label in before if "United States" not in label]
    _switch(visit, "United States")
    assert markets.all_inner_texts() == before


def test_an_open_market_stays_the_one_that_is_open(visit: Visit) -> None:
    visit.upload("citing.txt", CITING)
    opened = visit.page.locator("[data-testid=stExpander] > details[open] > summary")
    visit.page.locator("[data-testid=stExpander] > details > summary").filter(has_text="European Union").click()
    visit.still()
    assert ["European Union" in label for label in opened.all_inner_texts()] == [True]
    _switch(visit, "United States")
    assert ["European Union" in label for label in opened.all_inner_texts()] == [True]
