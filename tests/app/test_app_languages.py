"""The interface in Korean: by the address, by the browser, on a phone, and without any line that runs over its edge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import evaluation_parts
import pytest
from browser import CITING, Visit
from streamlit.testing.v1 import AppTest

from labelcheck.pages import knowledge

APP = str(Path(__file__).parents[2] / "app.py")
_OVER = """() => [...document.querySelectorAll('.stHtml *')].filter(part =>
    part.clientWidth > 0 && getComputedStyle(part).display !== 'inline'
    && getComputedStyle(part).overflowX === 'visible'
    && part.scrollWidth > part.clientWidth + 2).map(part => part.textContent.slice(0, 80))"""


def _first_screen(**query: str) -> str:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return "".join(element.proto.body for element in app.get("html"))


@pytest.fixture
def few_rules(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(knowledge, "load_rules", evaluation_parts.ruleset)
    knowledge.rules.clear()
    yield
    knowledge.rules.clear()


@pytest.mark.usefixtures("few_rules")
@pytest.mark.parametrize(
    ("query", "word"), [({"lang": "ko"}, "임상 자료"), ({"lang": "xx"}, "Clinical data"), ({}, "Clinical data")]
)
def test_the_address_tells_the_language(query: dict[str, str], word: str) -> None:
    assert word in _first_screen(**query)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_korean_browser_gets_korean_that_fits(chromium: Any, address: str, width: int) -> None:
    visit = Visit(chromium, address, width, 844, locale="ko-KR")
    page = visit.page
    visit.upload("label.txt", CITING)
    page.locator("#lc-markets").wait_for()
    answer = page.locator(".lc-answer")
    assert "가지" in answer.inner_text() and answer.get_attribute("lang") == "ko"
    assert "Ask the seller" not in page.locator("body").inner_text()
    assert page.evaluate(_OVER) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{address}/about")
    page.get_by_role("heading", name="언어").wait_for()
    assert page.locator('.lc-prose [lang="en"]').count() >= 7, "passages of the article are marked as English"
    visit.context.close()


def _walk(visit: Visit) -> None:
    """Go through every page by the links of the header and see that each is Korean."""
    for link, title in (
        ("문구 점검", "내보내기 전에 고칠 문구"),
        ("기록", "기록"),
        ("근거", "근거 목록"),
        ("규칙", "규칙"),
        ("소개", "labelcheck 소개"),
        ("라벨 확인", "이 라벨은 실제로 무엇을 알려 줍니까?"),
    ):
        visit.still()
        visit.page.get_by_role("link", name=link, exact=True).first.click()
        visit.page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
    visit.still()


def test_korean_chosen_in_the_header_stays_on_every_page_and_in_the_report(
    chromium: Any, address: str, tmp_path: Path
) -> None:
    visit = Visit(chromium, address)
    page = visit.page
    page.locator(".st-key-language [role=combobox]").click()
    page.get_by_role("option", name="한국어").click()
    page.get_by_role("heading", name="네 가지 질문").wait_for()
    assert "lang=ko" in page.url
    _walk(visit)
    visit.upload("label.txt", CITING)
    assert page.locator(".lc-answer").get_attribute("lang") == "ko"
    page.locator(".st-key-actions [data-testid=stPopover] button").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-labelcheck-html button").click()
    report = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert '<html lang="ko"' in report and "판매자" in report
    visit.context.close()


def test_korean_of_the_address_stays_on_every_page(chromium: Any, address: str) -> None:
    visit = Visit(chromium, f"{address}/?lang=ko")
    visit.page.get_by_role("heading", name="네 가지 질문").wait_for()
    _walk(visit)
    visit.context.close()
