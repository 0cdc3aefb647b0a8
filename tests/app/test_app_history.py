"""The History page without a browser: off until switched on, results opened again and deleted, versions compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import comparisons
import evaluation_parts
import evaluations
import pytest
import streamlit as st
from streamlit.runtime.context import StreamlitHeaders
from streamlit.testing.v1 import AppTest

from labelcheck.history import History
from labelcheck.history.entries import packed
from labelcheck.models import Evaluation, Reading, Source
from labelcheck.pages import check, knowledge, product
from labelcheck.pages.kept import is_on
from labelcheck.report.contract_json import json_report
from labelcheck.report.request import request_letter

APP = str(Path(__file__).parents[2] / "app.py")
DAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def few_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(knowledge, "load_rules", evaluation_parts.ruleset)
    knowledge.rules.clear()
    yield
    knowledge.rules.clear()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    """A history in a folder that is not there yet."""
    monkeypatch.setenv("LABELCHECK_DATA", str(tmp_path / "data"))
    return History()


_PAGES = """import streamlit as st
from labelcheck.pages import history, kept, speech
speech.begin()
known = {{history.page: history.LIST, history.result: kept.RESULT}}
pages = [st.Page(page, url_path=path, default=page is {first}) for page, path in known.items()]
st.navigation(pages, position="hidden").run()"""


def _page(asked: str = "", lang: str = "") -> AppTest:
    first = "history.result" if asked else "history.page"
    app = AppTest.from_string(_PAGES.format(first=first), default_timeout=60)
    if asked:
        app.query_params["id"] = asked
    if lang:
        app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    return app


def _shown(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def _press(app: AppTest, key: str) -> AppTest:
    app = app.button(key=key).click().run()
    assert not app.exception
    return app


def test_off_it_says_what_it_would_keep_and_writes_nothing(kept: History) -> None:
    app = _page()
    shown = _shown(app)
    assert "The history is off: no new result is kept" in shown
    assert "Never kept: the files themselves, pictures of the label" in shown
    assert str(kept.folder) in shown
    assert not app.toggle[0].value
    assert not kept.folder.exists()


def test_the_switch_switches(kept: History) -> None:
    app = _page()
    app.toggle[0].set_value(True).run()
    assert kept.on
    assert "The history is on" in _shown(app)
    assert "Nothing is kept yet" in _shown(app)
    app.toggle[0].set_value(False).run()
    assert not kept.on
    assert "The history is off" in _shown(app)


def test_a_switch_turned_elsewhere_is_shown_as_it_is(kept: History) -> None:
    app = _page()
    kept.switch(True)
    app.run()
    assert app.toggle[0].value


def test_results_are_listed_searched_and_turned_over(kept: History) -> None:
    kept.switch(True)
    for number in range(12):
        kept.add(evaluations.rich().model_copy(update={"name": f"Lumen no-{number}-"}))
    app = _page()
    shown = _shown(app)
    assert shown.index("Lumen no-11-") < shown.index("Lumen no-10-")
    assert "Lumen no-2-" in shown
    assert "Lumen no-1-" not in shown, "ten stand on a page"
    assert "Results: 12." in shown
    app.text_input(key="history-search").set_value("LUMEN no-1-").run()
    assert "Results: 1." in _shown(app)
    assert "Lumen no-1-" in _shown(app)
    app.text_input(key="history-search").set_value("no such words").run()
    assert "Results: 0." in _shown(app)


@pytest.mark.parametrize("name", evaluations.ALL)
def test_a_result_is_opened_again_whatever_it_is(kept: History, name: str) -> None:
    kept.switch(True)
    number = kept.add(evaluations.ALL[name](), DAY).id
    app = _page()
    _press(app, f"history-open-{number}")
    assert str(number) in app.query_params["id"]
    opened = _shown(app)
    assert "lc-answer" in opened
    assert "since only its words were kept" in opened
    assert len(app.get("download_button")) == 6
    _press(app, "history-back")
    assert "Kept results" in _shown(app)


def test_an_opened_result_says_what_it_said_on_its_day(kept: History) -> None:
    kept.switch(True)
    number = kept.add(evaluations.rich(), DAY).id
    shown = _shown(_page(str(number)))
    assert "<em>2 of 4</em>" in shown
    assert "Question by question" in shown
    assert "number 1, kept on" in shown


@pytest.mark.parametrize("asked", ["7", "x", "-1", "1e3", "9" * 40, "9" * 5000, "<b>"])
def test_a_result_that_is_not_there_is_told(kept: History, asked: str) -> None:
    kept.switch(True)
    kept.add(evaluations.rich())
    app = _page(asked)
    assert "There is no result" in app.warning[0].value


def test_a_result_of_another_version_is_shown_in_short(kept: History) -> None:
    kept.switch(True)
    number = kept.add(evaluations.hostile(), DAY).id
    with sqlite3.connect(kept.path) as connection:
        connection.execute("UPDATE entry SET model = ?", (packed("{}"),))
    app = _page(str(number))
    assert "can only be shown in short" in app.info[0].value
    shown = _shown(app)
    assert "Verdict:" in shown
    assert "<script" not in shown
    assert "<b>:red" not in shown
    assert len(app.get("download_button")) == 1


def test_a_kept_comparison_is_the_table_again_with_words_letter_and_downloads(kept: History) -> None:
    kept.switch(True)
    made = comparisons.cited().model_copy(update={"notices": ("2 products are called “x”",)})
    made = made.model_copy(update={"dossiers": (*made.dossiers, comparisons.borealis())})
    number = kept.add_comparison(made, "{}").id
    app = _page(str(number))
    shown = _shown(app)
    assert "2 products:" in shown and "2 products are called" in shown
    assert "since only their words were kept" in shown
    assert [button.label for button in app.button if (button.key or "").startswith("cmp-open-")] == [
        "Cited",
        "Borealis",
    ]
    assert len(app.get("download_button")) == 5
    cell = next(button for button in app.button if (button.key or "").startswith("cmpcell-met-0-"))
    cell.click().run()
    assert not app.exception
    assert made.dossiers[0].cells[1].quotes[0].text in _shown(app) and not app.get("imgs")
    _press(app, "cmp-open-1")
    shown = _shown(app)
    assert "is of another lot" in shown and "<mark>Lot A-1</mark>" in shown
    assert app.text_area[0].value == request_letter(comparisons.borealis())
    assert len(app.get("download_button")) == 3
    _press(app, "back-to-all")
    assert "2 products:" in _shown(app)


def test_a_product_opened_in_one_comparison_is_not_open_in_another(kept: History) -> None:
    kept.switch(True)
    first = kept.add_comparison(comparisons.rich(), "{}").id
    second = kept.add_comparison(comparisons.rich().model_copy(update={"title": "Another"}), "{}").id
    app = _press(_page(str(first)), "cmp-open-1")
    assert not any((button.key or "").startswith("cmp-open-") for button in app.button)
    app.query_params["id"] = str(second)
    app.run()
    assert any(button.key == "cmp-open-1" for button in app.button)


def test_names_in_a_kept_comparison_stay_words(kept: History) -> None:
    kept.switch(True)
    one = comparisons.dossier("<b>Lumen</b>", "mnnn")
    number = kept.add_comparison(comparisons.rich().model_copy(update={"dossiers": (one,)}), "{}").id
    shown = _shown(_page(str(number)))
    assert "&lt;b&gt;Lumen&lt;/b&gt;" in shown
    assert "<b>Lumen" not in shown


def test_a_comparison_of_another_version_is_there_as_data(kept: History) -> None:
    kept.switch(True)
    number = kept.add_comparison(comparisons.rich(), "{}").id
    with sqlite3.connect(kept.path) as connection:
        connection.execute("UPDATE entry SET model = ?", (packed("{}"),))
    app = _page(str(number))
    assert "can only be shown in short" in app.info[0].value and not app.error
    assert len(app.get("download_button")) == 1


def test_one_result_is_deleted_after_a_question(kept: History) -> None:
    kept.switch(True)
    first, second = kept.add(evaluations.rich()).id, kept.add(evaluations.all_met()).id
    app = _press(_page(), f"history-delete-{first}")
    assert first in kept
    app = _press(app, "history-not")
    assert first in kept
    app = _press(app, f"history-delete-{first}")
    _press(app, "history-sure")
    assert first not in kept
    assert second in kept


def test_all_results_are_deleted_after_a_question(kept: History) -> None:
    kept.switch(True)
    kept.add(evaluations.rich())
    kept.add(evaluations.all_met())
    app = _press(_page(), "history-clear")
    assert kept.size().results == 2
    _press(app, "history-sure")
    assert kept.size().results == 0
    assert kept.on


def test_a_damaged_history_is_told_with_its_cure(kept: History) -> None:
    kept.switch(True)
    kept.path.write_bytes(b"no database" * 500)
    app = _page()
    assert "Move this file away" in app.error[0].value.replace("\\", "")


def test_two_kept_versions_are_compared_in_the_words_of_diff(kept: History) -> None:
    kept.switch(True)
    old, new = evaluations.all_met(), evaluations.rich()
    ids = [kept.add(each).id for each in (old, new)]
    app = _page()
    for side, number in zip(("before", "after"), ids, strict=True):
        box = app.selectbox(key=f"version-{side}")
        box.set_value(next(option for option in box.options if option.startswith(f"{number} "))).run()
    shown = _shown(app)
    assert "No longer disclosed, or less than before" in shown
    assert "Cold storage: disclosed →" in shown


def test_two_saved_reports_are_compared_without_a_history(kept: History) -> None:
    app = _page()
    for side, evaluation in (("before", evaluations.all_met()), ("after", evaluations.all_met())):
        upload = app.file_uploader(key=f"version-file-{side}")
        upload.set_value((f"{side}.json", json_report(evaluation, DAY).encode(), "application/json")).run()
    assert "Nothing that was read or answered differs." in _shown(app)
    app.file_uploader(key="version-file-after").set_value(("x.json", b"[1]", "application/json")).run()
    assert "This is no report of labelcheck" in app.error[0].value
    assert not kept.folder.exists()


def test_it_speaks_korean(kept: History) -> None:
    kept.switch(True)
    kept.add(evaluations.rich())
    assert "기록이 켜져 있습니다" in _shown(_page(lang="ko"))


# --- what the Check page keeps -----------------------------------------------------------------------------------


class FakePipeline:
    """Reads nothing and answers the same for every product, under its names."""

    def read_all(self, sources: tuple[Source, ...], *_: object) -> Reading:
        return Reading(documents=tuple(evaluation_parts.document(source.name, "words") for source in sources))

    def answer(self, reading: Reading, _rules: object, **given: object) -> Evaluation:
        found = evaluations.rich()
        first = found.documents[0].model_copy(update={"name": reading.documents[0].name})
        return found.model_copy(update={"documents": (first, *found.documents[1:]), "name": given["name"] or None})


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "read_all", FakePipeline().read_all)
    monkeypatch.setattr(check, "answered", FakePipeline().answer)


def _checked(name: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["product"] = product.of(name, (Source(name=name, text="words"),))
    app.run()
    assert not app.exception
    return app


@pytest.mark.usefixtures("fake")
def test_a_check_leaves_nothing_while_it_is_off(kept: History) -> None:
    assert "Kept in the history" not in _shown(_checked("label"))
    assert not kept.folder.exists()


@pytest.mark.usefixtures("fake")
def test_a_check_is_kept_once_and_says_so(kept: History) -> None:
    kept.switch(True)
    app = _checked("label")
    assert "Kept in the history of this computer, number 1." in _shown(app)
    app.run()
    _checked("label")
    assert kept.size().results == 1
    assert kept.list()[0].files[0].name == "label"


@pytest.mark.usefixtures("fake")
def test_a_corrected_result_stands_beside_the_one_before(kept: History) -> None:
    kept.switch(True)
    app = _checked("label")
    app.session_state["product"] = app.session_state["product"]._replace(name="Lumen")
    app.run()
    assert [entry.title for entry in kept.list()][0] == "Lumen"
    assert kept.size().results == 2


@pytest.mark.usefixtures("fake")
def test_what_was_deleted_is_not_kept_again_by_the_page_that_is_still_open(kept: History) -> None:
    kept.switch(True)
    app = _checked("label")
    kept.clear()
    app.run()
    assert not app.exception
    assert "Kept in the history" not in _shown(app)
    assert kept.size().results == 0


@pytest.mark.usefixtures("fake")
def test_a_history_that_fails_leaves_the_answer_standing(kept: History) -> None:
    kept.switch(True)
    kept.path.write_bytes(b"no database" * 500)
    app = _checked("label")
    assert "lc-answer" in _shown(app)
    assert "the history is damaged" in app.warning[0].value


def test_the_first_screen_tells_whether_anything_is_kept(kept: History) -> None:
    def private() -> str:
        return _shown(AppTest.from_file(APP, default_timeout=60).run())

    assert "nothing is kept when you close the page" in private()
    kept.switch(True)
    assert "The history is on, so results are kept here" in private()


@pytest.fixture(params=["address", "visitor", "name", "server in front"])
def reached(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An app that other computers reach: bound so, asked by one of them, or asked under another name."""
    monkeypatch.delenv("LABELCHECK_SHARED_HISTORY", raising=False)
    if request.param == "address":
        options = {"server.address": "0.0.0.0"}
        real = st.get_option
        monkeypatch.setattr(st, "get_option", lambda name: options.get(name) or real(name))
    elif request.param == "visitor":
        monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: "192.168.1.7"))
    else:
        one = ("Host", "labels.clinic.example")
        sent = [one] if request.param == "name" else [("Host", "127.0.0.1"), ("X-Forwarded-For", "203.0.113.9")]
        headers = StreamlitHeaders(sent)
        monkeypatch.setattr(type(st.context), "headers", property(lambda _: headers))


@pytest.mark.usefixtures("reached")
def test_others_neither_see_nor_change_the_history(kept: History, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.switch(True)
    number = kept.add(evaluations.rich()).id
    app = _page()
    assert "other computers can reach this app" in app.info[0].value
    assert not app.toggle and not app.button
    assert "What changed between two versions" in _shown(app)
    opened = _page(str(number))
    assert "other computers can reach this app" in opened.info[0].value
    assert evaluations.rich().documents[0].text[:20] not in _shown(opened)
    assert not is_on()
    monkeypatch.setenv("LABELCHECK_SHARED_HISTORY", "on")
    assert _page().toggle[0].value and is_on()
