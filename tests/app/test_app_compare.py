"""The page that compares suppliers without a browser: the way in, the table, what is opened, the letter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import comparisons
import evaluation_parts
import pytest
from streamlit.testing.v1 import AppTest

from labelcheck.compare import CLINIC
from labelcheck.history import History
from labelcheck.language import catalogue, say, speak, speaking
from labelcheck.models import Skip, Source
from labelcheck.pages import compare_exports, compare_letter, compare_set, compare_table, knowledge
from labelcheck.pages.compare_table import View, chosen
from labelcheck.report.html import compare, compare_dossier
from labelcheck.report.html.markup import plain_markdown
from labelcheck.report.request import request_letter
from labelcheck.samples import suppliers_source

_PATIENCE = 60
_PAGE = "from labelcheck.pages.compare import page\npage()\n"
RICH = comparisons.rich()
_LUMEN = (
    "Human adipose stem cell exosomes, 2 x 10^10 particles per mL, counted by NTA. Endotoxin: 0.04 EU/mL. Lot LX-101"
)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[comparisons.FakeComparing]:
    stand_in = comparisons.FakeComparing(comparisons.rich())
    monkeypatch.setattr(compare_set, "compare", stand_in)
    yield stand_in
    speak("en")


def _app(*names: str) -> AppTest:
    app = AppTest.from_string(_PAGE, default_timeout=_PATIENCE)
    if names:
        given = tuple(Source(name=name, text="words") for name in names)
        app.session_state["compare-set"] = compare_set.Suppliers(given, names, CLINIC)
    app.run()
    assert not app.exception
    return app


def _shown(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def _button(app: AppTest, start: str) -> Any:
    return next(button for button in app.button if (button.key or "").startswith(start))


def _names(app: AppTest) -> list[str]:
    return [button.label for button in app.button if (button.key or "").startswith("cmp-open-")]


def test_the_first_screen_says_what_is_asked_and_offers_an_example(fake: comparisons.FakeComparing) -> None:
    app = _app()
    items = knowledge.rules().checklists[CLINIC].items
    assert all(item.short in _shown(app) for item in items)
    assert app.radio[0].options == ["What a clinic asks a supplier", "The article’s four questions"]
    app.radio[0].set_value("tetrapod-2026").run()
    assert _shown(app).count("<li>") == 4
    _button(app, "compare-try").click().run()
    assert fake.asked == ["tetrapod-2026"]


@pytest.mark.usefixtures("fake")
def test_the_sentence_at_the_top_counts_and_names() -> None:
    shown = _shown(_app("a.zip"))
    assert "4 products: Aurelle answers all 2 of the minimum, and 3 things among the documents of one " in shown
    assert "bomb.zip" in shown and "split it" in shown


def test_who_leads_is_told_whole_where_several_do_or_none() -> None:
    two = RICH.model_copy(
        update={"dossiers": (comparisons.dossier("A", "mmnn"), comparisons.dossier("B", "mmnn")), "skipped": ()}
    )
    assert "2 products: 2 of them answer all of the minimum, and no contradiction" in compare.headline(two)
    none = RICH.model_copy(update={"dossiers": (comparisons.dossier("A", "nnnn"),)})
    assert "1 product: none discloses anything of the minimum" in compare.headline(none)


@pytest.mark.usefixtures("fake")
def test_a_row_a_product_and_a_cell_a_question_with_word_and_value() -> None:
    app = _app("a.zip")
    assert _names(app) == ["Cinder", "Borealis", "Aurelle", "Dune"]
    labels = {button.key: button.label for button in app.button if (button.key or "").startswith("cmpcell-")}
    assert len(labels) == 16
    assert labels["cmpcell-met-2-source"] == "*Source, disclosed:* human adipose"
    assert labels["cmpcell-silent-1-cold-storage"] == "*Cold storage:* not stated"
    assert labels["cmpcell-unasked-3-clinical-data"] == "*Clinical data:* does not apply"
    assert labels["cmpcell-met-1-concentration"].endswith("2 × 10⁹ particles per mL …")
    shown = _shown(app)
    assert "scan.pdf" in shown and "ask for it again" in shown and "3 do not fit" in shown


def _order(**view: Any) -> list[str]:
    return [dossier.name for dossier in chosen(RICH, comparisons.COLUMNS, View(**view))]


def test_the_table_is_sorted() -> None:
    assert _order() == ["Cinder", "Borealis", "Aurelle", "Dune"]
    assert _order(order="product") == ["Aurelle", "Borealis", "Cinder", "Dune"]
    assert _order(order="minimum")[0] == "Aurelle"
    assert _order(order="dose") == ["Aurelle", "Borealis", "Dune", "Cinder"]
    assert _order(order="faults")[0] == "Borealis"
    assert _order(order="cold-storage")[:2] == ["Aurelle", "Dune"]


def test_the_table_is_filtered() -> None:
    assert _order(words="  dUne ") == ["Dune"]
    assert _order(outcomes=("contrary",)) == ["Dune"]
    assert _order(outcomes=("unreadable", "partly")) == ["Cinder", "Borealis"]
    assert _order(faulty=True) == ["Borealis"]
    least = [column for column in comparisons.COLUMNS if column.tier == "minimum"]
    assert chosen(RICH, least, View(outcomes=("contrary",))) == []


@pytest.mark.usefixtures("fake")
def test_fields_sort_and_filter_what_is_shown() -> None:
    app = _app("a.zip")
    app.selectbox(key="cmp-order-en").set_value("faults").run()
    assert _names(app)[0] == "Borealis"
    app.toggle(key="cmp-faulty").set_value(True).run()
    assert _names(app) == ["Borealis"]
    app.text_input(key="cmp-words").set_value("nothing is called so").run()
    assert _names(app) == [] and "Take a filter away" in _shown(app)


@pytest.mark.usefixtures("fake")
def test_the_order_stays_and_is_said_in_the_language_that_is_switched_to() -> None:
    app = _app("a.zip")
    app.selectbox(key="cmp-order-en").set_value("faults").run()
    app.session_state["spoken"] = "ko"
    app.run()
    field = app.selectbox(key="cmp-order-ko")
    assert (field.value, field.label) == ("faults", "순서") and _names(app)[0] == "Borealis"
    assert field.options[0] == catalogue("ko")["As given"]


@pytest.mark.usefixtures("fake")
def test_many_products_are_turned_over(fake: comparisons.FakeComparing) -> None:
    many = tuple(comparisons.dossier(f"Product {number:02}", "mnnn") for number in range(23))
    fake.made = fake.made.model_copy(update={"dossiers": many})
    app = _app("a.zip")
    assert len(_names(app)) == 10 and "Products 1 to 10 of 23 are shown." in _shown(app)


def test_an_opened_cell_shows_words_reason_and_standard(fake: comparisons.FakeComparing) -> None:
    fake.made = comparisons.cited()
    app = _app("a.zip")
    _button(app, "cmpcell-met-0-source").click().run()
    assert not app.exception
    shown = _shown(app)
    words = fake.made.dossiers[0].cells[1].quotes[0].text
    assert "lc-cmp-cell" in shown and "The article asks for" in shown
    assert f"<mark>{words}" in shown


@pytest.mark.usefixtures("fake")
def test_what_is_missing_is_named_once() -> None:
    cell = comparisons.borealis().cells[0]
    item = next(iter(evaluation_parts.checklist().items))
    assert "<li>a second thing</li>" in compare_dossier.cell_head(cell, item, comparisons.borealis())
    told = cell.model_copy(update={"reason": "Missing: a second thing."})
    assert "<li>" not in compare_dossier.cell_head(told, item, comparisons.borealis())


@pytest.mark.usefixtures("fake")
def test_a_supplier_shows_the_gravest_first_with_both_sides() -> None:
    app = _app("a.zip")
    _button(app, "cmp-open-1").click().run()
    assert not app.exception
    shown = _shown(app)
    places = ["is of another lot", "certificate used for several products", "has expired", "Its documents"]
    assert [shown.find(place) for place in places] == sorted(shown.find(place) for place in places) and places[
        0
    ] in shown
    assert "<mark>Lot A-1</mark>" in shown and "<mark>Lot B-2</mark>" in shown and "A-1 is not B-2" in shown
    assert "Certificate of analysis" in shown and "Nordlys Ltd" in shown
    assert "do not agree" in shown and "No fewer particles per mL than 50 % of the 3 products" in shown
    app.button(key="back-to-all").click().run()
    assert len(_names(app)) == 4


@pytest.mark.usefixtures("fake")
def test_a_letter_stays_as_it_was_changed_until_it_is_undone() -> None:
    app = _app("a.zip")
    _button(app, "cmp-open-1").click().run()
    drafted = request_letter(comparisons.borealis())
    assert app.text_area[0].value == drafted
    app.text_area[0].set_value("Dear Borealis").run()
    app.button(key="back-to-all").click().run()
    _button(app, "cmp-open-2").click().run()
    assert app.text_area[0].value != "Dear Borealis"
    app.button(key="back-to-all").click().run()
    _button(app, "cmp-open-1").click().run()
    assert app.text_area[0].value == "Dear Borealis"
    next(button for button in app.button if button.label == "Undo my changes").click().run()
    assert app.text_area[0].value == drafted


def test_a_supplier_of_whom_nothing_is_left_to_ask_gets_no_letter(fake: comparisons.FakeComparing) -> None:
    fake.made = RICH.model_copy(update={"dossiers": (comparisons.dossier("All", "mmmm"),)})
    app = _app("a.zip")
    _button(app, "cmp-open-0").click().run()
    assert "answer every question" in _shown(app) and not app.text_area


def test_a_letter_is_written_as_the_field_stands_when_its_button_is_pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"a": "first"}

    def arrives(_seconds: float) -> None:
        kept["a"] = "second"

    monkeypatch.setattr(compare_letter.time, "sleep", arrives)
    write = compare_letter._written(lambda text: text.encode(), lambda: kept["a"])
    assert write() == b"second", "the last change arrives while the file is asked for"
    monkeypatch.setattr(compare_letter, "_ARRIVAL_SECONDS", 0.0)
    assert write() == b"second", "nothing more is to come"
    assert {"txt", "docx", "pdf"} == set(compare_letter._FORMS)


def test_every_export_is_written_in_the_language_that_was_spoken() -> None:
    with speaking("ko"):
        makers = {suffix: compare_exports._written(form[3], RICH) for suffix, form in compare_exports._FORMS.items()}
    made = {suffix: write() for suffix, write in makers.items()}
    assert made["xlsx"].startswith(b"PK") and b"Aurelle" in made["csv"] and b"labelcheck.comparison/1" in made["json"]
    assert catalogue("ko")["disclosed"] in made["svg"].decode()
    assert '<html lang="ko">' in made["html"].decode() and "Aurelle" in made["html"].decode()


def test_the_other_checklist_is_asked_of_the_same_files(fake: comparisons.FakeComparing) -> None:
    app = _app("a.zip")
    app.radio(key="compare-again").set_value("tetrapod-2026").run()
    assert fake.asked == [CLINIC, "tetrapod-2026"]
    app.radio(key="compare-again").set_value(CLINIC).run()
    assert len(fake.asked) == 2, "the first comparison is remembered"


def test_a_new_comparison_forgets_files_and_letters(fake: comparisons.FakeComparing) -> None:
    app = _app("a.zip")
    next(button for button in app.button if button.label == "New comparison").click().run()
    assert "compare-set" not in app.session_state and not app.exception
    assert "Which supplier tells you" in _shown(app)
    assert len(fake.asked) == 1


def _zip(files: dict[str, bytes]) -> Source:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in files.items():
            container.writestr(name, data)
    return Source(name="suppliers.zip", data=buffer.getvalue())


def _compared(source: Source) -> AppTest:
    app = AppTest.from_string(_PAGE, default_timeout=120)
    app.session_state["compare-set"] = compare_set.Suppliers((source,), ("x",), CLINIC)
    app.run()
    assert not app.exception
    return app


def test_hostile_and_broken_archives_get_clear_lines() -> None:
    """Read for real: a file that leads out, one that is broken, one that inflates too far, and one that is fine."""
    text = b"Product name: Good Exo\nHuman adipose stem cell exosomes\n2 x 10^10 particles per mL\n"
    app = _compared(
        _zip(
            {
                "good/label.txt": text,
                "../../evil/escape.txt": text,
                "broken/scan.pdf": b"%PDF-1.7 broken",
                "bomb/big.txt": b"\0" * (70 * 2**20),
            }
        )
    )
    shown = _shown(app)
    assert "good" in _names(app) and "broken" in _names(app)
    assert "scan.pdf" in shown and "big.txt" in shown
    assert "/etc" not in shown and "Traceback" not in shown


def test_nothing_to_compare_says_why() -> None:
    app = _compared(Source(name="suppliers.zip", data=b"PK\x03\x04 not an archive"))
    shown = _shown(app)
    assert "There is nothing to compare" in shown or "was not read" in shown


def test_the_example_shows_what_it_was_drawn_to_show() -> None:
    app = _compared(suppliers_source())
    shown = _shown(app)
    assert _names(app) == ["Corvelle", "Fleurandine", "Halvenne", "Quorvane"]
    assert "Halvenne answers all 5 of the minimum" in shown
    assert "was not read" not in shown
    _button(app, "cmp-open-0").click().run()
    assert "names another product" in _shown(app) and "Halvenne Exo Vial" in _shown(app)


def test_words_of_strangers_stay_words() -> None:
    name = "<b>x</b> **bold** :red[y] $z$"
    hostile = comparisons.dossier(
        name, "pnnn", values={"source": "<img src=x onerror=1> **b**"}, papers=(comparisons.paper(name, "brochure"),)
    )
    made = RICH.model_copy(update={"dossiers": (hostile, hostile.model_copy(update={"name": "y"}))})
    whole = "".join(
        [
            compare.headline(made),
            compare.beside_name(hostile),
            compare_dossier.head(made, hostile),
            compare_dossier.papers(hostile),
            compare_dossier.cell_head(hostile.cells[0], None, hostile),
        ]
    )
    assert "<img" not in whole and "<b>x" not in whole and "&lt;b&gt;x&lt;/b&gt;" in whole
    label = compare_table._label(comparisons.COLUMNS[0], hostile.cells[0])
    assert label.endswith(plain_markdown("<img src=x onerror=1> **b**"))


# --- protected files, names that are alike, and what is kept -----------------------------------------------------


def _locked(*names: str) -> comparisons.Comparison:
    skip = Skip(name="coa.pdf", reason="it is protected by a password; give its password", needs="password")
    dossiers = [
        one.model_copy(update={"skipped": (skip,)}) if one.name in names else one for one in comparisons.rich().dossiers
    ]
    return RICH.model_copy(update={"dossiers": tuple(dossiers)})


def _passwords(app: AppTest) -> list[Any]:
    return [field for field in app.text_input if "Password" in field.label]


def test_a_protected_file_asks_for_the_password_of_its_supplier(fake: comparisons.FakeComparing) -> None:
    fake.made = _locked("Dune")
    app = _app("a.zip")
    assert "Dune" in _passwords(app)[0].label and not fake.passwords
    _passwords(app)[0].set_value("open sesame")
    fake.made = RICH
    next(button for button in app.button if button.label == "Open it").click().run()
    assert not app.exception
    assert fake.passwords == {"Dune": "open sesame"}
    assert not _passwords(app)


def test_each_supplier_has_a_password_of_its_own(fake: comparisons.FakeComparing) -> None:
    fake.made = _locked("Dune", "Aurelle")
    app = _app("a.zip")
    for name in ("Dune", "Aurelle"):
        next(box for box in app.selectbox if box.label == "Supplier with protected files").set_value(name)
        _passwords(app)[0].set_value(f"for {name}")
        next(button for button in app.button if button.label == "Open it").click().run()
    assert fake.passwords == {"Dune": "for Dune", "Aurelle": "for Aurelle"}


def test_only_a_missing_password_asks_for_one(fake: comparisons.FakeComparing) -> None:
    assert not _passwords(_app("a.zip")), "the damaged scan.pdf needs another file, not a password"
    assert fake.asked


def test_names_that_are_alike_are_told(fake: comparisons.FakeComparing) -> None:
    notice = "2 products are called “Dune”; the last of them stands as “Dune (2)”"
    fake.made = RICH.model_copy(update={"notices": (notice,)})
    assert notice in _shown(_app("a.zip"))
    with speaking("ko"):
        assert say(notice) == "이름이 “Dune”인 제품이 2개이며, 그중 마지막 것은 “Dune (2)”(으)로 표시합니다."


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    monkeypatch.setenv("LABELCHECK_DATA", str(tmp_path / "data"))
    return History()


@pytest.mark.usefixtures("fake")
def test_a_comparison_leaves_nothing_while_the_history_is_off(kept: History) -> None:
    app = _app("a.zip")
    assert "lc-kept" not in _shown(app) and not kept.folder.exists()


@pytest.mark.usefixtures("fake")
def test_a_comparison_is_kept_once_and_says_so(kept: History) -> None:
    kept.switch(True)
    app = _app("a.zip")
    assert "Kept in the history of this computer, number 1." in _shown(app)
    app.run()
    _app("a.zip")
    assert kept.size().results == 1
    found = kept.get(1)
    assert found.comparison == RICH and '"labelcheck.comparison/1"' in found.report
    kept.clear()
    app.run()
    assert kept.size().results == 0 and "lc-kept" not in _shown(app), "what was deleted is not kept again"


@pytest.mark.usefixtures("fake")
def test_the_first_screen_tells_whether_comparisons_are_kept(kept: History) -> None:
    assert "nothing is kept when you close the page" in _shown(_app())
    kept.switch(True)
    assert "The history is on, so results are kept here" in _shown(_app())


def _explained(app: AppTest) -> list[str]:
    """What stands in the parts that explain short words."""
    folded = [part for part in app.expander if part.label == say("What the short words mean")]
    return ["".join(element.proto.body for element in part.get("html")) for part in folded]


def test_short_words_are_explained_where_they_stand_and_nowhere_else() -> None:
    app = _app()
    (asked,) = _explained(app)
    assert "How often the cells were moved" in asked and "Nanoparticle" not in asked
    app = AppTest.from_string(_PAGE, default_timeout=_PATIENCE)
    papers = (
        Source(name="Lumen.txt", text=_LUMEN),
        Source(name="Nox.txt", text="Stem cell exosomes, kept in a drawer."),
    )
    app.session_state["compare-set"] = compare_set.Suppliers(papers, ("a", "b"), CLINIC)
    app.run()
    assert not app.exception
    (table,) = _explained(app)
    assert "Nanoparticle tracking analysis" in table and "Endotoxin units" in table and "Tunable resistive" not in table
    _button(app, "cmp-open-1").click().run()
    (one,) = _explained(app)
    assert "Nanoparticle" not in one and "How often the cells were moved" in one
    _button(app, "cmpcell-silent-one-1-markers").click().run()
    assert any("A protein that stays in the cell" in part for part in _explained(app))
    told = next(element.proto.body for element in app.get("html") if "The standard asks for" in element.proto.body)
    assert ">MISEV2018</a>" in told and told.count("SDS-1") == 1, "each standard once, by its name"


def test_no_line_breaks_between_a_figure_and_its_unit() -> None:
    together = compare.kept_together
    assert together("Frozen, -20 °C; 2 to 8 °C …") == "Frozen, -20\u00a0°C; 2\u00a0to 8\u00a0°C\u00a0…"
    assert together("passage 4 of cells; 112 nm") == "passage 4\u00a0of cells; 112\u00a0nm"
    assert together("Endotoxin: < 0.25 EU/mL") == "Endotoxin: <\u00a00.25\u00a0EU/mL"
    assert together("10 donors, lot 7 A-1") == "10 donors, lot 7\u00a0A-1"
