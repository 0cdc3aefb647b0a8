"""Short words of the trade: found by themselves, explained where they stand, in the reader's language."""

from __future__ import annotations

import pytest

from labelcheck.compare import CLINIC, Product, compare
from labelcheck.compare.export import comparison_data
from labelcheck.dossiers import Comparison
from labelcheck.evaluate import evaluate
from labelcheck.language import speaking
from labelcheck.models import Source, TermRule
from labelcheck.report.html.terms import terms as blocks
from labelcheck.report.terms import cell_texts, comparison_texts, evaluation_texts, terms_in
from labelcheck.rules import example_parts, load_rules

RULES = load_rules()
MATCHES = [
    pytest.param(term, text, id=f"{term.name}-{number}")
    for term in RULES.terms
    for number, text in enumerate(term.examples.match)
]
AVOIDS = [
    pytest.param(term, text, id=f"{term.name}-{number}")
    for term in RULES.terms
    for number, text in enumerate(term.examples.avoid)
]
PAPER = (
    "Human adipose stem cell exosomes, 4 x 10^9 particles per mL, counted by NTA\nEndotoxin: 0.04 EU/mL\nLot AB-12\n"
)


def compared(text: str) -> Comparison:
    return compare([Product("One", (Source(name="insert.txt", text=text),))], RULES, checklist=CLINIC)


@pytest.mark.parametrize(("term", "text"), MATCHES)
def test_every_marked_word_is_found_and_nothing_around_it(term: TermRule, text: str) -> None:
    plain, spans = example_parts(text)
    for start, end in spans:
        assert terms_in([term], [plain[start:end]]) == (term,)
    rest = "".join(" " if any(first <= at < last for first, last in spans) else char for at, char in enumerate(plain))
    assert terms_in([term], [rest]) == ()


@pytest.mark.parametrize(("term", "text"), AVOIDS)
def test_what_only_looks_like_a_word_is_not_explained(term: TermRule, text: str) -> None:
    assert terms_in([term], [text]) == ()


def test_a_particle_of_korean_behind_a_word_is_no_part_of_it() -> None:
    assert [term.name for term in terms_in(RULES.terms, ["NTA로 측정한 MSC 엑소좀"])] == ["MSC", "NTA"]


def test_a_comparison_explains_the_words_that_stand_in_it_and_no_other() -> None:
    made = compared(PAPER)
    names = [term.name for term in made.terms]
    assert {"NTA", "EU", "Lot", "Particle", "Passage"} <= set(names) and "TRPS" not in names and "LAL" not in names
    data = comparison_data(made)["terms"]
    assert [each["name"] for each in data] == names and all(
        set(each) == {"name", "meaning", "references"} for each in data
    )
    table = terms_in(made.terms, comparison_texts(made.columns, made.dossiers))
    assert "NTA" in [term.name for term in table] and "Calnexin" not in [term.name for term in table]
    cell = next(cell for cell in made.dossiers[0].cells if cell.id == "markers")
    assert "Calnexin" in [term.name for term in terms_in(made.terms, cell_texts(cell, None))]


def test_the_same_words_are_explained_in_every_language() -> None:
    made = compared(PAPER)
    cell = next(cell for cell in made.dossiers[0].cells if cell.id == "markers")
    english = [list(comparison_texts(made.columns, made.dossiers)), list(cell_texts(cell, None))]
    with speaking("ko"):
        assert compared(PAPER).terms == made.terms
        assert [list(comparison_texts(made.columns, made.dossiers)), list(cell_texts(cell, None))] == english


def test_the_words_of_an_evaluation() -> None:
    found = evaluate(["Umbilical cord MSC exosomes\n2 x 10^10 particles per mL by NTA"], RULES)
    assert {"MSC", "Particle"} <= {term.name for term in terms_in(RULES.terms, evaluation_texts(found))}


def test_meanings_as_html_in_the_readers_language_with_each_source_once() -> None:
    found = terms_in(RULES.terms, ["CD9, NTA, passage"])
    html = blocks(found)
    assert "Nanoparticle tracking analysis" in html and html.count("doi.org/10.1080/20013078.2018.1535750") == 1
    with speaking("ko"):
        html = blocks(found)
        assert "<dt>계대</dt>" in html and "나노입자 추적 분석" in html and "Nanoparticle" not in html
    hostile = found[0].model_copy(update={"name": "<b>", "meaning": "<script>.", "references": ("guidance:<i>",)})
    assert "<script" not in blocks([hostile]) and "<i>" not in blocks([hostile])
