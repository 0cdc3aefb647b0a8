"""The history in a real browser: switched on, a label checked twice, opened again, compared, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import BOTH_WAYS, LABEL, Visit

from labelcheck.evaluate import evaluate
from labelcheck.history import History

LATER = LABEL.replace("2 x 10^10", "5 x 10^10").replace("Keep refrigerated at 2-8 C", "Clinically proven")


@pytest.fixture
def history() -> Iterator[History]:
    """The history of the server that all browser tests share: off and empty before and after."""
    kept = History()
    assert not kept.on
    yield kept
    kept.switch(False)
    kept.clear()


def _turn(visit: Visit, link: str) -> None:
    """Go to a page by the links of the header, so that the session stays."""
    visit.page.get_by_role("link", name=link, exact=True).first.click()
    visit.page.locator(".lc-welcome, .lc-answer").first.wait_for()
    visit.still()


def _choose(visit: Visit, field: str, words: str) -> None:
    box = visit.page.get_by_role("combobox", name=field, exact=True)
    box.focus()
    visit.page.keyboard.type(words)
    visit.page.get_by_role("option").filter(has_text=words).first.wait_for()
    visit.page.keyboard.press("Enter")


def _shot(visit: Visit, folder: Path, name: str) -> None:
    assert visit.overflow() <= 0, name
    width = visit.page.viewport_size["width"]
    visit.shot(folder, f"history-{name}-{width}")


def _switched_on(visit: Visit, tmp_path: Path) -> None:
    _turn(visit, "History")
    main = visit.page.locator("[data-testid=stMain]")
    main.get_by_text("The history is off", exact=False).wait_for()
    _shot(visit, tmp_path, "off")
    visit.page.locator("[data-testid=stCheckbox] label").first.click()
    main.get_by_text("The history is on", exact=False).wait_for()


def _checked(visit: Visit, history: History, name: str, text: str) -> int:
    """Check a text; returns the number under which the page says that it is kept."""
    _turn(visit, "Check a label")
    new = visit.page.get_by_role("button", name="New check")
    if new.count():
        new.click()
        visit.page.locator(".lc-welcome").wait_for()
    visit.upload(name, text)
    visit.page.locator("#lc-kept").wait_for()
    visit.still()
    number = history.list()[0].id
    assert f"number {number}." in visit.page.locator("#lc-kept").inner_text()
    return number


@BOTH_WAYS
def test_results_are_kept_opened_compared_and_deleted(visit: Visit, history: History, tmp_path: Path) -> None:
    page = visit.page
    _switched_on(visit, tmp_path)
    first = _checked(visit, history, "front.txt", LABEL)
    _shot(visit, tmp_path, "checked")
    second = _checked(visit, history, "later.txt", LATER)
    assert history.size().results == 2

    _turn(visit, "History")
    page.get_by_role("heading", name="later.txt").wait_for()
    _shot(visit, tmp_path, "list")
    _choose(visit, "Before", "front.txt")
    _choose(visit, "After", "later.txt")
    changed = page.locator("#lc-changed")
    changed.get_by_text("Before: 2 × 10¹⁰", exact=False).wait_for()
    visit.still()
    assert "Cold storage: disclosed → not stated" in changed.inner_text()
    assert "Clinically proven" in changed.inner_text()
    changed.scroll_into_view_if_needed()
    _shot(visit, tmp_path, "changed")

    page.get_by_role("button", name=f"Open number {first}", exact=True).click()
    page.locator(".lc-answer h1").wait_for()
    page.get_by_text("since only its words were kept", exact=False).wait_for()
    visit.still()
    assert page.url.endswith(f"/result?id={first}")
    assert "3 of 4" in page.locator(".lc-answer h1").inner_text()
    _shot(visit, tmp_path, "opened")
    with page.expect_download() as download:
        page.get_by_role("button", name="Report as PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    page.get_by_role("button", name="Back to all results").click()

    one = page.get_by_role("button", name=f"Delete number {first}", exact=True)
    one.click()
    page.get_by_role("dialog").get_by_role("button", name="Keep it").wait_for()
    _shot(visit, tmp_path, "delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete it").click()
    one.wait_for(state="detached")
    assert [entry.id for entry in history.list()] == [second]
    page.get_by_role("button", name="Delete all", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete all of them").click()
    page.get_by_text("Nothing is kept yet", exact=False).wait_for()
    assert history.size().results == 0


@BOTH_WAYS
def test_a_result_begins_at_its_top_however_far_down_its_list_stood(visit: Visit, history: History) -> None:
    """Streamlit goes back to the top only where the page happens to be empty for a moment, so once proves nothing."""
    page = visit.page
    history.switch(True)
    for number in range(8):
        history.add(evaluate([f"{LABEL}\nNumber {number}"]))
    _turn(visit, "History")
    for round_number in range(4):
        opening = page.locator("[class*=st-key-history-open-] button").nth(7 - round_number % 2)
        opening.scroll_into_view_if_needed()
        assert visit.scrolled() > 400
        opening.click()
        page.locator(".lc-answer h1").wait_for()
        visit.still()
        page.wait_for_timeout(600)
        assert visit.scrolled() == 0
        page.get_by_role("button", name="Back to all results").click()
        page.locator("[class*=st-key-history-open-]").nth(7).wait_for()
        visit.still()
