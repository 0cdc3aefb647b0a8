"""Audit copy, and links to rules and records, in a real browser: as an editor with a deadline uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser import BOTH_WAYS, HOSTILE, Visit

COPY = """Lumen Exo Ampoule: the strongest exosome serum on earth.
FDA-approved technology. It heals melasma and treats eczema.
Clinically proven to reverse ageing. Store in a cool, dry place."""
RULE = "general/disease-treatment"


def _audit(visit: Visit, text: str = COPY) -> None:
    """Paste a text and wait for its findings."""
    visit.page.goto(f"{visit.page.url.rstrip('/')}/audit")
    visit.page.get_by_label("Text to audit").fill(text)
    visit.page.get_by_role("button", name="Audit this text").click()
    visit.page.locator(".lc-audit-head h1").wait_for()
    visit.page.locator("[data-testid=stDownloadButton]").first.wait_for()
    visit.still()


def _titles(visit: Visit) -> list[str]:
    return [str(title) for title in visit.page.locator(".lc-finding h3").all_inner_texts()]


def _dismiss_first(visit: Visit, reason: str) -> None:
    before = visit.page.locator(".lc-audit-head h1").inner_text()
    visit.page.get_by_role("button", name="Not a problem, because").first.click()
    visit.page.get_by_label("Reason (it stands in every report)").fill(reason)
    visit.page.get_by_role("button", name="Dismiss this finding").click()
    visit.page.locator(".lc-audit-head .lc-note").filter(has_text="is dismissed").wait_for()
    visit.still()
    assert visit.page.locator(".lc-audit-head h1").inner_text() != before


@BOTH_WAYS
def test_copy_is_marked_and_its_findings_fit_the_window(visit: Visit, tmp_path: Path) -> None:
    _audit(visit)
    assert visit.overflow() <= 0
    marks = visit.page.locator(".lc-copy mark")
    assert "heals melasma" in " ".join(marks.all_inner_texts())
    assert len(_titles(visit)) == 8
    styles = visit.page.evaluate(
        """() => [...new Set([...document.querySelectorAll('.lc-copy mark')].map(mark => [...mark.classList]
        .find(name => /^lc-copy-(?!mark)/.test(name)) + ' ' + getComputedStyle(mark).borderBottomStyle))]"""
    )
    assert len(styles) > 1 and len({style.split()[1] for style in styles}) == len(styles)
    visit.shot(tmp_path, "audit")
    _dismiss_first(visit, "quoted from a letter")
    assert visit.overflow() <= 0
    visit.shot(tmp_path, "audit-dismissed")


def test_a_dismissal_is_in_the_report_and_can_be_undone(visit: Visit) -> None:
    _audit(visit)
    first = _titles(visit)[0]
    _dismiss_first(visit, "quoted from a letter")
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="Data as JSON").click()
    assert waiting.value.suggested_filename == "labelcheck-audit-pasted-text.json"
    data = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert [entry["reason"] for entry in data["dismissed"]] == ["quoted from a letter"]
    visit.page.get_by_text("Filter by severity and topic").click()
    visit.still()
    visit.page.get_by_text("Show dismissed").click()
    undo = visit.page.get_by_role("button", name="Undo")
    undo.wait_for()
    visit.still()
    assert _titles(visit)[0] == first
    undo.click()
    visit.page.get_by_text("One is dismissed").wait_for(state="detached")


def test_findings_are_filtered_and_stay_so_after_another_page(visit: Visit) -> None:
    _audit(visit)
    chooser = visit.page.get_by_role("toolbar", name="Sold in")
    chooser.get_by_role("button", name="European Union").click()
    count = visit.page.locator(".lc-audit-count")
    visit.still()
    told = count.inner_text()
    markets = set(visit.page.locator(".lc-finding-head > span:last-child").all_inner_texts())
    assert all("European Union" in market or "every market" in market for market in markets)
    visit.page.get_by_role("link", name="Rules").first.click()
    visit.page.get_by_label("Search rules").wait_for()
    visit.still()
    visit.page.get_by_role("link", name="Audit copy").first.click()
    count.wait_for()
    visit.still()
    assert count.inner_text() == told


def test_a_number_leads_to_its_finding_and_back_by_keyboard(visit: Visit) -> None:
    _audit(visit)
    number = visit.page.locator(".lc-copy a.lc-copy-number").first
    card = visit.page.locator(number.get_attribute("href"))
    assert number.get_attribute("aria-label").startswith("Passage ")
    number.focus()
    visit.page.keyboard.press("Enter")
    visit.still()
    header = visit.page.locator("[data-testid=stHeader]").bounding_box()
    assert header["y"] + header["height"] <= card.bounding_box()["y"] < visit.page.viewport_size["height"]
    back = card.locator("a.lc-chip").first
    mark = visit.page.locator(back.get_attribute("href"))
    back.focus()
    visit.page.keyboard.press("Enter")
    visit.still()
    assert 0 < mark.bounding_box()["y"] < visit.page.viewport_size["height"]


def test_everything_on_the_page_has_a_name(visit: Visit) -> None:
    _audit(visit)
    nameless = visit.page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input, textarea, [role=combobox]')]
        .filter(e => e.offsetParent && !`${e.textContent || e.ariaLabel || e.title || e.labels?.length || ''}`.trim())
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
    levels = visit.page.locator(".stHtml :is(h1, h2, h3, h4)").evaluate_all("all => all.map(e => e.tagName)")
    assert levels.count("H1") == 1


def test_hostile_copy_is_text(visit: Visit) -> None:
    _audit(visit, HOSTILE + "\nIt heals <b>melasma</b> $x$ :red[y].")
    shown = visit.page.locator(".lc-copy").inner_text()
    assert "<script>window.hacked = 1; alert(1)</script>" in shown and "$$\\frac{1}{0}$$ :red[" in shown
    assert visit.dialogs == [] and visit.page.evaluate("() => window.hacked") is None
    main = visit.page.locator("[data-testid=stMain]")
    assert main.locator(".katex, a[href^=javascript], .stHtml img, .stHtml script").count() == 0


def test_a_finding_opens_its_rule_in_a_tab_of_its_own(visit: Visit) -> None:
    _audit(visit)
    with visit.context.expect_page() as waiting:
        visit.page.get_by_role("link", name=RULE, exact=True).click()
    tab = waiting.value
    tab.locator("[data-testid=stExpander] > details[open] .lc-rule").wait_for()
    assert RULE in tab.locator("[data-testid=stExpander] > details[open]").inner_text()
    tab.locator("[data-testid=stExpander]").nth(10).wait_for()
    assert visit.page.locator(".lc-finding").count() == 8, "the audit is still there"


@BOTH_WAYS
@pytest.mark.parametrize(("page", "name"), [("rules", RULE), ("evidence", "cho2020")], ids=["rules", "evidence"])
def test_a_link_shows_one_thing_first_with_a_way_back(visit: Visit, page: str, name: str, tmp_path: Path) -> None:
    visit.page.goto(f"{visit.page.url.rstrip('/')}/{page}?id={name}")
    opened = visit.page.locator("[data-testid=stExpander] > details[open]")
    opened.locator(".lc-rule").wait_for()
    visit.still()
    assert opened.count() == 1
    assert opened.locator("[data-testid=stCode]").inner_text().strip().endswith(f"/{page}?id={name}")
    assert visit.overflow() <= 0
    visit.shot(tmp_path, f"{page}-link")
    visit.page.get_by_role("button", name="Back to all").click()
    opened.wait_for(state="detached")
    visit.still()
    assert "id=" not in visit.page.url
    assert visit.page.locator("[data-testid=stExpander]").count() == 40
