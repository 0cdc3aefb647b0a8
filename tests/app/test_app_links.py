"""Links to one rule and one study: what the address asks for comes first, and all the others can still be reached."""

from __future__ import annotations

from collections.abc import Iterator

import evaluation_parts
import pytest
from streamlit.testing.v1 import AppTest

from labelcheck.pages import knowledge
from labelcheck.report.html.markup import plain_markdown, rule_link

_PATIENCE = 60


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(knowledge, "load_rules", evaluation_parts.ruleset)
    knowledge.rules.clear()
    yield
    knowledge.rules.clear()


def _page(name: str, asked: str = "") -> AppTest:
    app = AppTest.from_string(f"from labelcheck.pages.{name} import page\npage()\n", default_timeout=_PATIENCE)
    if asked:
        app.query_params["id"] = asked
    app.run()
    assert not app.exception
    return app


def _shown(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(("name", "others"), [("rules", 3), ("registry", 3)])
def test_what_the_address_asks_for_is_first_and_open(name: str, others: int) -> None:
    ruleset = evaluation_parts.ruleset()
    wanted = ruleset.flags[-1].id if name == "rules" else ruleset.studies[-1].id
    app = _page(name, wanted)
    assert [expander.proto.expanded for expander in app.expander] == [True, *[False] * others]
    assert f"id={wanted}" in app.code[0].value
    next(button for button in app.button if button.label.startswith("Back to all")).click().run()
    assert not app.exception
    assert [expander.proto.expanded for expander in app.expander] == [False] * others
    assert "id" not in app.query_params


@pytest.mark.parametrize(("name", "word"), [("rules", "There is no rule"), ("registry", "There is no record")])
def test_an_unknown_id_says_so_and_is_no_markup(name: str, word: str) -> None:
    hostile = "**x**<script>:red[y]"
    app = _page(name, hostile)
    (warning,) = app.warning
    assert warning.value.startswith(word) and plain_markdown(hostile) in warning.value
    assert len(app.expander) == 3
    assert [button.label for button in app.button][0].startswith("Back to all")


def test_a_record_is_found_by_its_doi_too() -> None:
    app = _page("registry", "10.3390/cosmetics7040090")
    assert app.expander[0].label.startswith("**Cho 2020**") and app.expander[0].proto.expanded


def test_every_record_tells_in_words_what_a_label_must_say() -> None:
    page = _shown(_page("registry"))
    assert page.count('class="lc-match"') == 3
    for name in ("Same product", "Same source", "Same way of use", "Same device", "Same purpose", "Has results"):
        assert page.count(f"<dt>{name}</dt>") == 3
    assert "<dd>Holds for every label: its results are published.</dd>" in page


def test_every_rule_has_its_link_to_copy() -> None:
    app = _page("rules")
    ruleset = evaluation_parts.ruleset()
    assert {code.value for code in app.code} == {f"rules?id={rule.id}" for rule in (*ruleset.rules, *ruleset.flags)}


def test_many_rules_are_turned_over(monkeypatch: pytest.MonkeyPatch) -> None:
    few = evaluation_parts.ruleset()
    many = tuple(few.flags[0].model_copy(update={"id": f"us/x{number}"}) for number in range(100))
    monkeypatch.setattr(knowledge, "load_rules", lambda: few.model_copy(update={"flags": many}))
    knowledge.rules.clear()
    app = _page("rules")
    total, seen = 100 + len(few.rules), set()
    for number in range(1, app.pagination[0].proto.num_pages + 1):
        app.pagination[0].set_value(number).run()
        seen |= {code.value for code in app.code}
    assert len(seen) == total and f"{total} rules" in _shown(app)


def test_a_rule_link_is_quoted_and_opens_apart() -> None:
    assert (
        rule_link("us/drug-claim")
        == '<a href="rules?id=us%2Fdrug-claim" target="_blank" rel="noopener">us/drug-claim</a>'
    )
    hostile = rule_link('"><script>x</script>')
    assert "<script>" not in hostile and hostile.count('"') == 6
