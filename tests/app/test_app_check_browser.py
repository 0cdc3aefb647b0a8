"""The main path in a real browser: read, see where, ask, correct; waiting, calling off, and what goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import BOTH_WAYS, LABEL, Visit

from labelcheck.samples import sample

GAPS = """Verdant Exo Serum
Stem cell exosomes
3 billion exosomes
Store in a cool, dry place"""


def _photos(count: int) -> list[dict[str, Any]]:
    picture = sample("phone-photo").path("image").read_bytes()
    return [{"name": f"photo-{number}.jpg", "mimeType": "image/jpeg", "buffer": picture} for number in range(count)]


def _give(visit: Visit, files: list[dict[str, Any]]) -> None:
    visit.page.locator("input[type=file]").first.set_input_files(files)


def _texts(count: int, text: str = LABEL) -> list[dict[str, Any]]:
    data = text.encode()
    return [{"name": f"part-{number}.txt", "mimeType": "text/plain", "buffer": data} for number in range(count)]


def _choose(visit: Visit, field: str, words: str) -> None:
    """Choose an entry of a list by keyboard, as a screen reader's user does."""
    box = visit.page.get_by_role("combobox", name=field)
    box.focus()
    visit.page.keyboard.type(words)
    visit.page.get_by_role("option").filter(has_text=words).first.wait_for()
    visit.page.keyboard.press("Enter")


@BOTH_WAYS
def test_a_photo_is_answered_shown_and_explained(visit: Visit, tmp_path: Path) -> None:
    _give(visit, _photos(1))
    visit.answered()
    visit.page.locator(".st-key-label img").first.wait_for()
    visit.shot(tmp_path, "photo")
    _choose(visit, "Show me where", "3 billion")
    spot = visit.page.locator(".lc-spot")
    spot.filter(has_text="3 billion exosomes").wait_for()
    visit.still()
    assert "was found by the rule concentration/" in spot.inner_text()
    pictures = visit.page.locator(".st-key-label img")
    assert pictures.first.get_attribute("alt") == "The words on the label: 3 billion exosomes"
    pictures.nth(1).wait_for()
    assert visit.overflow() <= 0
    spot.scroll_into_view_if_needed()
    visit.shot(tmp_path, "where")


@BOTH_WAYS
def test_gaps_become_questions_that_can_be_copied(visit: Visit, tmp_path: Path) -> None:
    visit.upload("front.txt", GAPS)
    questions = visit.page.locator("#lc-ask li")
    assert questions.count() >= 4
    visit.page.locator("[data-testid=stExpander] > details > summary").filter(has_text="Copy as a message").click()
    letter = visit.page.locator("[data-testid=stCode]").inner_text()
    assert letter.startswith("Hello,")
    assert questions.first.inner_text() in letter
    assert visit.overflow() <= 0
    visit.shot(tmp_path, "seller")


@BOTH_WAYS
def test_a_misreading_is_corrected_and_the_answers_that_change_are_told(visit: Visit, tmp_path: Path) -> None:
    visit.upload("front.txt", GAPS)
    visit.page.get_by_role("button", name="Correct a misreading").click()
    field = visit.page.get_by_role("textbox", name="Text as it was read")
    field.wait_for()
    visit.shot(tmp_path, "correct")
    visit.page.get_by_role("textbox", name="Name of the product").fill("Verdant")
    field.fill(GAPS.replace("3 billion exosomes", "3 billion exosomes per mL").replace("Stem", "Adipose stem"))
    visit.page.get_by_role("button", name="Check again").click()
    changes = visit.page.locator(".lc-changes")
    changes.wait_for()
    visit.still()
    told = changes.inner_text()
    assert "Concentration: partly disclosed → disclosed" in told and "Source: partly disclosed → disclosed" in told
    assert "2 of 4" in visit.page.locator(".lc-answer h1").inner_text()
    assert visit.page.locator(".lc-title").inner_text().endswith("Verdant")
    visit.shot(tmp_path, "corrected")
    visit.page.get_by_role("button", name="Undo all corrections").click()
    changes.wait_for(state="detached")
    visit.still()
    assert "none of the 4" in visit.page.locator(".lc-answer h1").inner_text()


def test_reading_can_be_called_off(visit: Visit) -> None:
    _give(visit, _photos(6))
    visit.page.get_by_text("Reading file 1 of 6").wait_for()
    visit.page.get_by_role("button", name="Stop reading").click()
    visit.page.locator(".lc-welcome").wait_for()
    visit.upload("front.txt", LABEL)
    assert "3 of 4" in visit.page.locator(".lc-answer h1").inner_text()


def test_other_pages_answer_meanwhile_and_nothing_is_lost(visit: Visit) -> None:
    _give(visit, _photos(2))
    visit.page.get_by_role("button", name="Stop reading").wait_for()
    visit.page.get_by_role("link", name="About").first.click()
    visit.page.get_by_role("heading", name="About labelcheck").wait_for(timeout=5_000)
    visit.still()
    visit.page.get_by_role("link", name="Check a label").first.click()
    visit.answered()
    assert "photo-0.jpg and 1 more" in visit.page.locator(".lc-title").inner_text()


def test_a_lost_connection_costs_nothing(visit: Visit) -> None:
    """The socket is cut while a photo is read: the page connects again and the answer arrives in the same session."""
    sockets: list[Any] = []

    def through(route: Any) -> None:
        sockets.append((route, route.connect_to_server()))

    visit.page.route_web_socket("**/_stcore/stream", through)
    visit.page.reload()
    visit.page.locator(".lc-welcome").wait_for()
    _give(visit, _photos(2))
    visit.page.get_by_role("button", name="Stop reading").wait_for()
    page, server = sockets[-1]
    page.close()
    server.close()
    visit.answered()
    assert len(sockets) > 1
    assert "photo-0.jpg and 1 more" in visit.page.locator(".lc-title").inner_text()


def test_two_visitors_at_once_never_see_each_others_labels(visit: Visit, chromium: Any, address: str) -> None:
    other = Visit(chromium, address)
    try:
        _give(visit, _photos(1))
        other.upload("secret.txt", GAPS.replace("Verdant", "Umbra"))
        visit.answered()
        for one, mine, others in ((visit, "FLEURANDINE", "Umbra"), (other, "Umbra", "FLEURANDINE")):
            whole = one.page.locator("body").inner_text() + one.page.content()
            assert mine in whole and others not in whole
    finally:
        other.context.close()


def test_sixty_files_at_once_are_read_and_it_is_asked_whether_they_are_one_product(visit: Visit) -> None:
    _give(visit, _texts(60))
    visit.answered()
    assert "These 60 files are read as one product" in visit.page.locator("[data-testid=stMain]").inner_text()
    assert "3 of 4" in visit.page.locator(".lc-answer h1").inner_text()


def test_files_that_are_too_large_are_refused_with_a_cure_and_the_page_goes_on(visit: Visit, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(65 * 2**20)
    visit.page.locator("input[type=file]").first.set_input_files(str(large))
    visit.page.get_by_text("64.0MB or smaller").wait_for()
    visit.upload("front.txt", LABEL)
    assert "3 of 4" in visit.page.locator(".lc-answer h1").inner_text()


def test_the_main_path_by_keyboard_alone(visit: Visit) -> None:
    """From the first screen to the answer, to where a word stands and back to a new check, without the mouse."""
    page = visit.page

    def to(name: str, role: str | None = None) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            here = page.evaluate(
                "() => { const e = document.activeElement; return [`${e.ariaLabel || ''} ${e.textContent || ''} "
                "${[...(e.labels || [])].map(l => l.textContent).join(' ')} ${e.placeholder || ''}`, "
                "e.getAttribute('role') || e.tagName.toLowerCase()] }"
            )
            if name in here[0] and role in (None, here[1]):
                return
        pytest.fail(f"{name} cannot be reached with the Tab key")

    to("Files", "radio")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.get_by_role("textbox", name="Text of the label").wait_for()
    visit.still()
    to("Text of the label", "textarea")
    page.keyboard.type(GAPS)
    to("Check this text", "button")
    page.keyboard.press("Enter")
    visit.answered()
    to("Concentration", "a")
    page.keyboard.press("Enter")
    visit.still()
    assert page.locator("#lc-concentration").bounding_box()["y"] < page.viewport_size["height"]
    to("Show me where", "combobox")
    page.keyboard.type("3 billion")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".lc-spot").filter(has_text="3 billion exosomes").wait_for()
    visit.still()
    page.locator("body").focus()
    to("New check", "button")
    page.keyboard.press("Enter")
    page.locator(".lc-welcome").wait_for()
