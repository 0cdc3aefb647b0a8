"""The pages without a browser: what is asked, what is shown, and whose memory it is kept in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import evaluation_parts
import evaluations
import pytest
from streamlit.testing.v1 import AppTest

from labelcheck.capture import CaptureError
from labelcheck.models import CaptureSettings, Evaluation, Reading, RuleSet, Skip, Source
from labelcheck.pages import about, check, knowledge, product, rules
from labelcheck.pictures import origin
from labelcheck.report.html.markup import plain_markdown
from labelcheck.rules import RuleErrors

APP = str(Path(__file__).parents[2] / "app.py")
_PATIENCE = 60


class FakePipeline:
    """Reads nothing, answers by the name of the first source, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.passwords: list[str | None] = []
        self.answered: list[tuple[str | None, dict[str, str]]] = []

    def read_all(
        self, sources: Sequence[Source], settings: CaptureSettings, progress: Callable[[str, float], None]
    ) -> Reading:
        self.passwords.append(settings.password)
        self.asked.append(tuple(source.name for source in sources))
        progress("Reading :red[page] 1", 0.5)
        if sources[0].name == "broken":
            raise CaptureError("broken", "the file is damaged", "save it again")
        locked = sources[0].name == "locked" and settings.password != "secret"
        skip = Skip(name="locked.pdf", reason="it is protected; give it (--password)", needs="password")
        document = evaluation_parts.document(sources[0].name, "words")
        return Reading(documents=(document,), skipped=(skip,) if locked else ())

    def answer(
        self, reading: Reading, rules: RuleSet, name: str | None = None, corrections: Mapping[str, str] | None = None
    ) -> Evaluation:
        assert rules.checklists
        self.answered.append((name, dict(corrections or {})))
        found = evaluations.ALL.get(reading.documents[0].name, evaluations.rich)()
        if reading.skipped:
            return found.model_copy(update={"skipped": reading.skipped})
        return evaluations.all_met() if corrections else found


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePipeline]:
    stand_in = FakePipeline()
    monkeypatch.setattr(check, "read_all", stand_in.read_all)
    monkeypatch.setattr(check, "answered", stand_in.answer)
    monkeypatch.setattr(knowledge, "load_rules", evaluation_parts.ruleset)
    knowledge.rules.clear()
    yield stand_in
    knowledge.rules.clear()


def _app(name: str | None = None) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=_PATIENCE)
    if name is not None:
        app.session_state["product"] = product.of(name, (Source(name=name, text="words"),))
    return app.run()


def _shown(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_the_first_screen_asks_and_offers_samples(fake: FakePipeline) -> None:
    app = _app()
    assert not app.exception
    assert "What does this label really tell you?" in _shown(app)
    assert len([button for button in app.button if button.key and button.key.startswith("try-")]) >= 4
    assert fake.asked == []


@pytest.mark.usefixtures("fake")
def test_the_camera_is_off_until_it_is_chosen() -> None:
    app = _app()
    assert not app.get("camera_input")
    app.session_state["way"] = "Camera"
    app.run()
    assert app.get("camera_input")
    assert not app.exception


def test_pasted_text_is_checked(fake: FakePipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(evaluations.ALL, "pasted text", evaluations.all_met)
    app = _app()
    app.session_state["way"] = "Text"
    app.run()
    app.text_area[0].set_value("Exosomes")
    next(button for button in app.button if "Check this text" in button.label).click().run()
    assert fake.asked == [("pasted text",)]
    assert "<em>4 of 4</em>" in _shown(app)


@pytest.mark.usefixtures("fake")
def test_the_answer_comes_first() -> None:
    page = _shown(_app("rich"))
    places = [
        "<em>2 of 4</em>",
        "certificate.pdf",
        "Question by question",
        "The article’s conditions",
        "The studies it leans on",
        'id="lc-flags"',
        'id="lc-markets"',
        "Ways into the skin",
        "What was not checked",
    ]
    assert [page.index(words) for words in places] == sorted(page.index(words) for words in places)


def test_an_answer_is_remembered_in_its_session_and_not_in_another(fake: FakePipeline) -> None:
    first = _app("all_met")
    first.run()
    assert fake.asked == [("all_met",)]
    _app("all_met")
    assert fake.asked == [("all_met",), ("all_met",)]


@pytest.mark.usefixtures("fake")
def test_a_file_that_cannot_be_read_says_why_and_what_to_do() -> None:
    app = _app("broken")
    assert not app.exception
    assert "save it again" in _shown(app)


@pytest.mark.usefixtures("fake")
def test_advice_for_a_better_photo_stands_beside_the_answer_and_codes_among_the_details() -> None:
    app = _app("rich")
    (advice,) = app.info
    assert "hold the phone still" in advice.value
    page = _shown(app)
    assert page.index("What was read") < page.index("Code on the label (Data Matrix): (01)00012345678905(10)A7")
    assert "also in front.jpg" in page
    assert not _app("all_met").info


@pytest.mark.usefixtures("fake")
def test_what_a_code_says_is_never_a_link_or_markup() -> None:
    app = _app("hostile")
    assert 'href="https://203.0.113.9' not in _shown(app) and "<script>" not in _shown(app)
    assert "\\*\\*" in app.info[0].value and "<b>" not in app.info[0].value.replace("\\<", "")


@pytest.mark.usefixtures("fake")
def test_a_new_check_puts_the_product_away() -> None:
    app = _app("rich")
    next(button for button in app.button if button.label == "New check").click().run()
    assert "What does this label really tell you?" in _shown(app)


@pytest.mark.parametrize("name", list(evaluations.ALL))
@pytest.mark.usefixtures("fake")
def test_every_situation_has_a_page(name: str) -> None:
    app = _app(name)
    assert not app.exception
    assert "lc-answer" in _shown(app)


@pytest.mark.usefixtures("fake")
def test_broken_rules_stop_the_app_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> RuleSet:
        raise RuleErrors(["rules/x.yaml:3: why: missing"])

    monkeypatch.setattr(knowledge, "load_rules", broken)
    app = _app()
    assert len(app.error) == 1
    assert not app.get("file_uploader")


def test_memory_is_bounded_and_pictures_push_no_reading_out(monkeypatch: pytest.MonkeyPatch) -> None:
    session: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.session_state", session)
    product.remembered("reading", lambda: "read")
    for number in range(100):
        product.remembered(number, lambda: b"picture", "pictures")
    assert product.remembered("reading", lambda: "read again") == "read"
    for number in range(100):
        product.remembered(number, lambda: "answer")
    assert sum(map(len, session.values())) <= 40
    assert product.remembered("nothing", lambda: None) is None
    assert product.remembered("nothing", lambda: "something") == "something"


def test_a_protected_file_asks_for_its_password(fake: FakePipeline) -> None:
    app = _app("locked")
    field = next(each for each in app.text_input if "Password" in each.label)
    assert "it is protected; give it" in _shown(app)
    assert "--password" not in _shown(app)
    field.input("secret")
    next(button for button in app.button if button.label == "Open it").click()
    app.run()
    assert not app.exception
    assert fake.passwords == [None, "secret"]
    assert not [each for each in app.text_input if "Password" in each.label]
    assert "secret" not in _shown(app)


def test_pages_of_an_archive_are_those_of_its_files() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("front.txt", "Store at 2-8 C")
    made = product.of("x", (Source(name="all.zip", data=packed.getvalue()),))
    assert [source.name for source in made.members] == ["all.zip/front.txt"]
    assert origin(made.members, evaluation_parts.document("all.zip/front.txt", "Store at 2-8 C")) == made.members[0]


def test_skipped_files_do_not_shift_the_others() -> None:
    sources = (Source(name="a.txt", text="a"), Source(name="b.txt", text="b"))
    second = evaluation_parts.document("b.txt", "b")
    assert origin(product.of("x", sources).members, second) == sources[1]


def _page(run: Callable[[], None]) -> AppTest:
    """A page alone: AppTest runs a function's source, so it is told where the function lives."""
    script = f"from {run.__module__} import {run.__name__}\n{run.__name__}()\n"
    return AppTest.from_string(script, default_timeout=_PATIENCE).run()


@pytest.mark.usefixtures("fake")
def test_rules_can_be_searched() -> None:
    app = _page(rules.page)
    assert "3 rules" in _shown(app)
    app.text_input[0].set_value("drug disease").run()
    assert "1 of 3 rules" in _shown(app)
    assert [expander.label for expander in app.expander] == ["Claims to treat a disease"]


@pytest.mark.usefixtures("fake")
def test_rule_titles_are_shown_as_they_are() -> None:
    labels = [expander.label for expander in _page(rules.page).expander]
    assert labels[0] == plain_markdown("Names adipose tissue as the source, not $x$ or :red[y]")


@pytest.mark.usefixtures("fake")
def test_a_rule_of_a_market_names_its_law_its_dates_and_its_exception() -> None:
    page = _shown(_page(rules.page))
    law = "Federal Food, Drug, and Cosmetic Act (an old law, changed often; last looked at on 8 March 2026)"
    assert f"<b>Rule:</b> {law}" in page
    assert "<b>Exception:</b> It does not apply to words about how skin looks." in page


@pytest.mark.usefixtures("fake")
def test_the_about_page_shows_article_corrections_limits_and_privacy() -> None:
    page = _shown(_page(about.page))
    for words in ("not just “exosome content”", "LED is a penetration enhancer.", "not looked up", "Privacy"):
        assert words in page
