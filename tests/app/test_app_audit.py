"""The page for editors without a browser: what is asked, marked, filtered, dismissed and taken home."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence

import evaluation_parts
import evaluations
import pytest
from streamlit.testing.v1 import AppTest

from labelcheck.capture import CaptureError
from labelcheck.language import speak
from labelcheck.models import CaptureSettings, Evaluation, Reading, RuleSet, Skip, Source
from labelcheck.pages import audit, exports, knowledge, manuscript, product
from labelcheck.report import FORMATS
from labelcheck.report.dismissal import with_dismissals

_PATIENCE = 60
_PAGE = "from labelcheck.pages.audit import page\npage()\n"


class FakePipeline:
    """Reads nothing and answers with the evaluation that its text names; ``rich`` for all others."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read_all(
        self, sources: Sequence[Source], settings: CaptureSettings, progress: Callable[[str, float], None]
    ) -> Reading:
        assert settings.max_bytes
        name = (sources[0].text or sources[0].name).strip()
        self.asked.append(name)
        progress("Reading :red[page] 1", 0.5)
        if name == "broken":
            raise CaptureError("broken.pdf", "the file is damaged", "save it again")
        return Reading(documents=(evaluation_parts.document(name, "words"),))

    def answer(self, reading: Reading, rules: RuleSet) -> Evaluation:
        assert rules.rules
        name = reading.documents[0].name
        found = evaluations.ALL.get(name, evaluations.rich)()
        if name == "locked":
            skip = Skip(name="locked.pdf", reason="it is protected; give its password (--password)")
            return found.model_copy(update={"documents": (), "claims": (), "flags": (), "skipped": (skip,)})
        return found


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePipeline]:
    stand_in = FakePipeline()
    monkeypatch.setattr(audit, "read_all", stand_in.read_all)
    monkeypatch.setattr(audit, "answer", stand_in.answer)
    monkeypatch.setattr(knowledge, "load_rules", evaluation_parts.ruleset)
    knowledge.rules.clear()
    yield stand_in
    knowledge.rules.clear()
    speak("en")


def _audited(text: str = "rich") -> AppTest:
    app = AppTest.from_string(_PAGE, default_timeout=_PATIENCE).run()
    app.text_area[0].set_value(text)
    next(button for button in app.button if button.label == "Audit this text").click().run()
    assert not app.exception
    return app


def _shown(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def _titles(app: AppTest) -> list[str]:
    return re.findall(r'<article class="lc-finding".*?<h3>(.*?)</h3>', _shown(app))


def _pills(app: AppTest, start: str) -> object:
    return next(group for group in app.button_group if group.label.startswith(start))


def _away(app: AppTest, reason: str, place: int = 0) -> AppTest:
    """Dismiss one of the findings shown, in its form."""
    [field for field in app.text_input if field.label.startswith("Reason")][place].set_value(reason)
    [button for button in app.button if button.label == "Dismiss this finding"][place].click().run()
    assert not app.exception
    return app


def test_pasted_copy_is_marked_and_every_finding_has_a_card(fake: FakePipeline) -> None:
    app = _audited()
    rich = evaluations.rich()
    assert fake.asked == ["rich"]
    page = _shown(app)
    assert f"<h1>{len(rich.flags)} findings</h1>" in page
    assert len(_titles(app)) == min(8, len(rich.flags))
    first = rich.flags[0]
    for words in (first.message, first.why, 'class="lc-copy-mark', f'href="rules?id={first.rule.replace("/", "%2F")}"'):
        assert words in page
    assert first.suggestion in [code.value for code in app.code]
    assert "Concentration: disclosed; Source: disclosed" in page


def test_a_mark_leads_to_its_card_and_back() -> None:
    page = _shown(_audited())
    to_cards = set(re.findall(r'href="#(lc-finding-f\d+)"', page))
    to_marks = set(re.findall(r'href="#(lc-passage-\d+)"', page))
    assert to_cards and to_marks
    for place in to_cards | to_marks:
        assert page.count(f'id="{place}"') == 1


def test_the_gravest_come_first_and_the_order_of_the_text_can_be_asked_for() -> None:
    app = _audited()
    grave = _titles(app)
    rich = evaluations.rich()
    worst = [flag for flag in rich.flags if flag.severity == "critical"]
    assert len([flag for flag in worst if flag.title.casefold().endswith(grave[0].casefold())]) == 1
    next(toggle for toggle in app.toggle if toggle.label.startswith("In the order")).set_value(True).run()
    lines = [int(line) for line in re.findall(r"<article.*?line (\d+)<", _shown(app))]
    assert _titles(app) != grave and sorted(_titles(app)) == sorted(grave)
    assert lines


def test_findings_are_filtered_by_severity_topic_and_market() -> None:
    app = _audited()
    rich = evaluations.rich()
    _pills(app, "Severity").select("critical").run()  # type: ignore[attr-defined]
    assert len(_titles(app)) == sum(flag.severity == "critical" for flag in rich.flags)
    _pills(app, "Severity").unselect("critical").run()  # type: ignore[attr-defined]
    _pills(app, "Sold in").select("eu").run()  # type: ignore[attr-defined]
    assert len(_titles(app)) == sum(flag.market in ("eu", "general") for flag in rich.flags)
    app.multiselect[0].select("disease").run()
    wanted = [flag for flag in rich.flags if flag.market in ("eu", "general") and flag.topic == "disease"]
    assert len(_titles(app)) == len(wanted)


def test_a_filter_that_nothing_fits_says_so() -> None:
    app = _audited()
    rich = evaluations.rich()
    topics = {flag.topic for flag in rich.flags if flag.severity == "info"}
    other = next(flag.topic for flag in rich.flags if flag.topic not in topics)
    _pills(app, "Severity").select("info").run()  # type: ignore[attr-defined]
    app.multiselect[0].select(other).run()
    assert _titles(app) == [] and "Nothing fits what was chosen" in _shown(app)
    assert not app.exception


def test_a_finding_is_dismissed_with_a_reason_and_the_reason_is_in_every_export() -> None:
    app = _away(_audited(), "quoted from  a leaflet")
    rich = evaluations.rich()
    assert len(_titles(app)) == min(8, len(rich.flags) - 1)
    assert f"<h1>{len(rich.flags) - 1} findings</h1>" in _shown(app) and "One is dismissed" in _shown(app)
    (reason,) = app.session_state["audit-dismissed"].values()
    assert reason == "quoted from a leaflet"
    found = with_dismissals(rich, app.session_state["audit-dismissed"])
    chosen = product.of("x", (Source(name="x.txt", text="x"),))
    for form in ("text", "json", "sarif"):
        assert b"quoted from a leaflet" in exports.report(chosen, found, form)(), form


def test_a_dismissal_needs_a_reason() -> None:
    app = _away(_audited(), "  ")
    assert [error.value for error in app.error] == [
        "Give a reason in a few words: whoever reads the report will ask for it."
    ]
    assert "audit-dismissed" not in app.session_state
    assert "is dismissed" not in _shown(app)


def test_what_was_dismissed_can_be_shown_and_undone() -> None:
    app = _away(_audited(), "<b>quoted</b>")
    next(toggle for toggle in app.toggle if toggle.label == "Show dismissed").set_value(True).run()
    assert "Not a problem, because: &lt;b&gt;quoted&lt;/b&gt;" in _shown(app)
    next(button for button in app.button if button.label == "Undo").click().run()
    assert not app.exception
    assert app.session_state["audit-dismissed"] == {}
    assert f"<h1>{len(evaluations.rich().flags)} findings</h1>" in _shown(app)


def test_a_changed_text_keeps_what_was_dismissed_and_a_new_one_does_not() -> None:
    app = _away(_audited(), "quoted from a leaflet")
    next(button for button in app.button if button.label == "Change the text").click().run()
    assert app.text_area[0].value == "rich"
    app.text_area[0].set_value("rich ")
    next(button for button in app.button if button.label == "Audit this text").click().run()
    assert "One is dismissed" in _shown(app)
    next(button for button in app.button if button.label == "New text").click().run()
    assert app.text_area[0].value == ""
    assert "audit-dismissed" not in app.session_state


def test_an_empty_field_and_files_that_cannot_be_read_are_told_with_a_cure() -> None:
    app = _audited("  \n ")
    assert [warning.value for warning in app.warning] == ["The field is empty. Paste the text that is to be audited."]
    app = _audited("broken")
    assert "broken.pdf: the file is damaged; save it again" in _shown(app)
    assert app.text_area[0].value == "broken", "what was pasted is not lost"
    app = _audited("locked")
    assert "locked.pdf: it is protected; give its password<" in _shown(app)


def test_a_text_without_findings_is_no_proof() -> None:
    app = _audited("all_met")
    assert "Nothing to question was found" in _shown(app)
    assert "That is no proof" in _shown(app)


@pytest.mark.parametrize("name", ["foreign", "unreadable"])
def test_of_what_nobody_could_read_nothing_is_said(name: str) -> None:
    page = _shown(_audited(name))
    found = evaluations.ALL[name]()
    heading = re.findall(r"<h1>(.*?)</h1>", page)[0]
    assert found.flags or heading != "Nothing to question was found"
    assert "which labelcheck does not read" in page or "could not be read" in page or "not read" in page


@pytest.mark.parametrize("name", list(evaluations.ALL))
def test_every_situation_has_a_page(name: str) -> None:
    app = _audited(name)
    assert "lc-copy" in _shown(app) or "lc-skips" in _shown(app)


def test_hostile_copy_is_text() -> None:
    app = _audited("hostile")
    page = _shown(app)
    assert "&lt;script&gt;" in page
    assert not {"script", "img", "iframe", "b"} & set(re.findall(r"<([a-z]+)", page)) - {"b"}
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', page))


def test_many_findings_are_turned_over_and_a_long_text_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Stem cells heal melasma and this is what a long page goes on to say.\n"
    text = line * 4000
    document = evaluation_parts.document("long.txt", text, pages=())
    rich = evaluations.rich()
    claims, flags = [], []
    for number in range(400):
        start = number * 10 * len(line) + text.index("heal")
        claims.append(
            rich.claims[0].model_copy(
                update={"id": f"c{number}", "document": 0, "start": start, "end": start + 12, "text": "heal melasma"}
            )
        )
        flags.append(rich.flags[0].model_copy(update={"id": f"f{number}", "claims": (f"c{number}",)}))
    long = rich.model_copy(update={"documents": (document,), "claims": tuple(claims), "flags": tuple(flags)})
    long = long.model_copy(update={"evidence": (), "enhancers": (), "skipped": ()})
    monkeypatch.setitem(evaluations.ALL, "long", lambda: long)
    app = _audited("long")
    assert "<h1>400 findings</h1>" in _shown(app)
    assert len(_titles(app)) == 8 and len(app.pagination) == 2
    assert len(_shown(app)) < 200_000
    turn = next(each for each in app.pagination if each.proto.num_pages == 50)
    turn.set_value(50).run()
    assert not app.exception
    assert "heal melasma" in _shown(app) and 'id="lc-finding-f399"' in _shown(app)
    parts = next(each for each in app.pagination if each.proto.num_pages != 50)
    parts.set_value(parts.proto.num_pages).run()
    assert 'id="lc-passage-400"' in _shown(app) and 'id="lc-passage-1"' not in _shown(app)


def test_an_earlier_report_brings_its_dismissals_along() -> None:
    rich = evaluations.rich()
    report = json.loads(FORMATS["json"].write(rich, exports.Extras()))
    report["dismissed"] = [{"flag": rich.flags[0].id, "reason": "said in a quotation"}]
    app = AppTest.from_string(_PAGE, default_timeout=_PATIENCE).run()
    app.file_uploader[1].set_value(("report.json", json.dumps(report).encode(), "application/json")).run()
    assert [success.value for success in app.success] == ["One dismissal was taken over."]
    app.text_area[0].set_value("rich")
    next(button for button in app.button if button.label == "Audit this text").click().run()
    assert "One is dismissed" in _shown(app)


def test_a_report_that_is_none_is_refused() -> None:
    app = AppTest.from_string(_PAGE, default_timeout=_PATIENCE).run()
    app.file_uploader[1].set_value(("report.json", b"[1]", "application/json")).run()
    assert len(app.error) == 1 and "no report of labelcheck" in app.error[0].value


def test_the_two_pages_do_not_disturb_each_other() -> None:
    app = _audited()
    assert product.of("x", ()) and "product" not in app.session_state
    next(button for button in app.button if button.label == "New text").click().run()
    assert manuscript._COPY not in app.session_state


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/pass wd.txt", "pass-wd"),
        ("엑소좀 앰플.docx", "엑소좀-앰플"),
        ("\u202e<b>.html", "b"),
        ("...", "report"),
    ],
)
def test_file_names_are_safe(name: str, expected: str) -> None:
    assert exports.safe_name(name) == expected


def test_a_report_is_written_in_the_language_of_its_button() -> None:
    speak("ko")
    write = exports.report(product.of("x", (Source(name="x", text="x"),)), evaluations.rich(), "json")
    speak("en")
    assert json.loads(write())["schema"] == "labelcheck.evaluation/1"
