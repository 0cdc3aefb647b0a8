"""The Evidence page, and the part of the answer about markets, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import evaluation_parts
import evaluation_studies
import evaluations
import pytest
from streamlit.testing.v1 import AppTest

from labelcheck.models import Evaluation, RuleSet
from labelcheck.pages import knowledge, registry
from labelcheck.report.html.markup import plain_markdown

_PATIENCE = 60


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[RuleSet], None]]:
    """Sets what the pages know; three invented studies unless told."""

    def use(rules: RuleSet) -> None:
        monkeypatch.setattr(knowledge, "load_rules", lambda: rules)
        knowledge.rules.clear()

    use(evaluation_parts.ruleset())
    yield use
    knowledge.rules.clear()


def _page() -> AppTest:
    script = f"from {registry.__name__} import page\npage()\n"
    return AppTest.from_string(script, default_timeout=_PATIENCE).run()


def _shown(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def _titles(app: AppTest) -> list[str]:
    return [expander.label.partition("**")[2].partition("**")[0] for expander in app.expander]


def _filter(app: AppTest, name: str, choice: str) -> None:
    next(box for box in app.selectbox if box.label == name).select(choice).run()


@pytest.mark.usefixtures("known")
def test_every_record_is_listed_with_the_day_it_was_last_looked_at() -> None:
    app = _page()
    assert not app.exception
    assert "3 records<" in _shown(app) and "last looked at on 8 March 2026" in _shown(app)
    assert len(app.expander) == 3
    first = plain_markdown("21 people · human fat (adipose) stem cells · dark spots")
    assert app.expander[0].label == f"**Cho 2020** · {first}"


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("words", ["cho", "melanin LITTLE", "10.3390/cosmetics7040090", "adipose"])
def test_studies_can_be_searched_by_name_result_identifier_or_source(words: str) -> None:
    app = _page()
    app.text_input[0].set_value(words).run()
    assert _titles(app) == ["Cho 2020"]
    assert "1 of 3 records" in _shown(app)


@pytest.mark.usefixtures("known")
def test_a_search_without_a_result_says_so_and_fails_nowhere() -> None:
    app = _page()
    app.text_input[0].set_value("nothing like this").run()
    assert not app.exception and not app.expander
    assert "0 of 3 records" in _shown(app)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("name", "choice", "expected"),
    [
        ("Kind", "Review of studies", "Review 2025"),
        ("Control group", "With a control group", "Cho 2020"),
        ("Control group", "Without a control group", "NCT01234567"),
        ("How it was given", "On intact skin", "Cho 2020"),
        ("How it was given", "After a procedure", "NCT01234567"),
    ],
)
def test_studies_can_be_filtered(name: str, choice: str, expected: str) -> None:
    app = _page()
    _filter(app, name, choice)
    assert [title.split(" ")[0] for title in _titles(app)] == [expected.split(" ")[0]]
    assert "1 of 3 records" in _shown(app)


@pytest.mark.usefixtures("known")
def test_filters_and_search_work_together() -> None:
    app = _page()
    _filter(app, "Control group", "With a control group")
    app.text_input[0].set_value("melasma").run()
    assert not app.expander


def test_an_empty_registry_is_no_fault(known: Callable[[RuleSet], None]) -> None:
    known(evaluation_parts.ruleset().model_copy(update={"studies": ()}))
    app = _page()
    assert not app.exception
    assert "0 records<" in _shown(app) and "last looked at" not in _shown(app)


def test_a_long_registry_is_turned_over(known: Callable[[RuleSet], None]) -> None:
    one = evaluation_studies.registry()[0]
    many = tuple(one.model_copy(update={"id": f"x{number}"}) for number in range(50))
    known(evaluation_parts.ruleset().model_copy(update={"studies": many}))
    app = _page()
    assert len(app.expander) == 40
    assert "50 records<" in _shown(app)
    app.pagination[0].set_value(2).run()
    assert not app.exception
    assert len(app.expander) == 10
    app.text_input[0].set_value("Cho").run()
    assert len(app.expander) == 40, "another search starts on its first page"


@pytest.mark.usefixtures("known")
def test_nothing_of_a_record_is_markup() -> None:
    app = _page()
    assert "<script>" not in _shown(app) and "&lt;script&gt;" in _shown(app)
    title = app.expander[1].label
    assert title.startswith(f"**{plain_markdown('NCT01234567 <b>:red[x]</b>')}**")


def _questioned(build: Callable[[], Evaluation] = evaluations.rich) -> AppTest:
    script = (
        "import evaluations\nfrom labelcheck.pages import questioned\n"
        f"questioned.show(evaluations.{build.__name__}())\n"
    )
    return AppTest.from_string(script, default_timeout=_PATIENCE).run()


def _markets(app: AppTest) -> list[str]:
    return [expander.label for expander in app.expander]


def test_every_market_has_its_rules_behind_a_click() -> None:
    app = _questioned()
    assert not app.exception
    wanted = ["United States: 1 claim (serious)", "European Union: 1 claim"]
    assert _markets(app) == [plain_markdown(label) for label in wanted]
    assert all(not expander.proto.expanded for expander in app.expander)
    assert "Nothing to question by the rules of: Japan." in _shown(app)
    assert _shown(app).count("not legal advice") == 1


def test_markets_can_be_chosen_and_all_are_shown_until_then() -> None:
    app = _questioned()
    (chooser,) = app.button_group
    assert chooser.label == "Where is it sold?"
    assert chooser.value == ["us", "eu"]
    chooser.unselect("us").run()
    assert _markets(app) == [plain_markdown("European Union: 1 claim")]
    assert "Stem cells and exosomes are not the same" in _shown(app)
    app.button_group[0].unselect("eu").run()
    assert not app.expander
    assert "No place is chosen" in _shown(app)


def test_a_choice_of_markets_is_remembered_for_the_next_label_of_the_session() -> None:
    app = _questioned()
    app.button_group[0].unselect("us").run()
    assert set(app.session_state["markets-away"]) == {"us"}
    again = AppTest.from_string(
        "import evaluations\nfrom labelcheck.pages import questioned\nquestioned.show(evaluations.rich())\n",
        default_timeout=_PATIENCE,
    )
    again.session_state["markets-away"] = {"us", "kr"}
    again.run()
    assert again.button_group[0].value == ["eu"]
    again.button_group[0].select("us").run()
    assert set(again.session_state["markets-away"]) == {"kr"}
    assert _questioned().button_group[0].value == ["us", "eu"], "another session starts with all"


def test_a_market_whose_name_is_markup_is_shown_as_it_is() -> None:
    app = _questioned(evaluations.hostile)
    assert not app.exception
    name = "<b>:red[m]</b>".upper()
    assert plain_markdown(f"{name}: 1 claim (serious)") in _markets(app)
    assert plain_markdown(name) in [option.content for option in app.button_group[0].proto.options]


def test_many_claims_fold_what_is_minor_and_show_what_is_grave() -> None:
    script = (
        "import evaluations\nfrom labelcheck.pages import questioned\nrich = evaluations.rich()\n"
        "more = tuple(rich.flags[2].model_copy(update={'id': f'x{number}'}) for number in range(4))\n"
        "questioned.show(rich.model_copy(update={'flags': (*rich.flags[:3], *more)}))\n"
    )
    app = AppTest.from_string(script, default_timeout=_PATIENCE).run()
    assert _markets(app) == ["6 more that are minor or good to know"]
    assert not app.button_group
    first = next(element.proto.body for element in app.get("html") if "lc-flags" in element.proto.body)
    assert "Clinically proven" in first and "Two doses" not in first
    assert "Two doses that do not agree" in "".join(element.proto.body for element in app.expander[0].get("html"))
