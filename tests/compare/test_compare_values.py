"""What a cell shows: the measured figure first, each method once, results with their test; and what is not ranked."""

from __future__ import annotations

import json

import pytest
from shelves import TODAY
from test_compare_exports import workbook

from labelcheck.compare import CLINIC, Product, compare
from labelcheck.compare.export import comparison_csv, comparison_json
from labelcheck.compare.listing import PERCENTILE_MEANS, comparison_text
from labelcheck.compare.workbook import comparison_xlsx
from labelcheck.dossiers import Cell, Comparison
from labelcheck.language import speaking
from labelcheck.models import Source
from labelcheck.report.cell_words import value_words
from labelcheck.report.html import compare as page
from labelcheck.report.html.compare_dossier import head

LABEL = "Product name: Lumira Ampoule\nHuman adipose stem cell exosomes, 4 x 10^9 particles per mL\n"
COA = (
    "Certificate of Analysis\nProduct name: Lumira Ampoule\n\nTest\tMethod\tSpecification\tResult\n"
    "Particle concentration\tNanoparticle tracking analysis\t3.2 x 10^9 to 4.8 x 10^9 particles/mL\t{count}\n"
    "Particle size (mode)\tNTA\t50 to 200 nm\t118 nm\n"
    "Sterility\tUSP <71>\tNo growth\tNo growth\nMycoplasma\tPCR\tNot detected\tNot detected\n"
    "Endotoxin\tLAL\tbelow 0.25 EU/mL\t0.04 EU/mL\n"
)


def compared(**products: tuple[str, ...]) -> Comparison:
    given = [
        Product(name, tuple(Source(name=f"d{place}.txt", text=text) for place, text in enumerate(texts)))
        for name, texts in products.items()
    ]
    return compare(given, checklist=CLINIC, today=TODAY)


def cells(*texts: str) -> dict[str, Cell]:
    return {cell.id: cell for cell in compared(only=texts).dossiers[0].cells}


def test_what_was_measured_comes_first_then_the_label_then_the_method_and_no_limit() -> None:
    found = cells(LABEL, COA.format(count="4.4 x 10^9 particles/mL"))
    assert value_words(found["count"]) == "4.4 × 10⁹ particles per mL; 4 × 10⁹ particles per mL; NTA"
    assert value_words(found["size"]) == "118 nm; NTA"


def test_a_limit_is_shown_where_nothing_was_measured() -> None:
    sheet = "Product specification\nTest\tAcceptance criteria\nParticle count\tat least 1 x 10^10 particles/mL\n"
    count = cells("Human adipose stem cell exosomes\n" + sheet)["count"]
    assert (count.outcome, value_words(count)) == ("partly", "Limit: at least 10¹⁰ particles per mL")
    with speaking("ko"):
        assert value_words(count).startswith("기준: ")


def test_limits_keep_their_sign_and_stand_beside_no_result() -> None:
    rows = "Purity\t{limit}\t{result}\nParticle size (NTA)\t50 - 200 nm\t{size}\n"
    head = "Certificate of Analysis\nHuman adipose stem cell exosomes\nTest\tSpecification\tResult\n"
    limit = ">= 1.0E+09 particles/ug"
    found = cells(head + rows.format(limit=limit, result="complies", size="complies"))
    assert value_words(found["purity"]) == "Limit: at least 10⁹ particles per µg of protein"
    assert value_words(found["size"]) == "NTA; Limit: 50 - 200 nm"
    found = cells((head + rows).format(limit=limit, result="3.6E+09 particles/ug", size="118 nm").replace("\t", " | "))
    assert value_words(found["purity"]) == "3.6E+09 particles/ug" and value_words(found["size"]) == "118 nm; NTA"


def test_a_limit_is_no_dose_of_a_product_and_is_not_ranked() -> None:
    limit = "Human adipose stem cell exosomes. Particle count: NLT 5.0 x 10^9 particles/mL by NTA"
    found = compared(only=(limit,), other=(LABEL,)).dossiers
    assert [(one.dose is None, one.percentile is None) for one in found] == [(True, True), (False, True)]
    assert [one.name for one in found[0].agreements if one.name == "dose"] == []


def test_a_document_that_contradicts_its_own_dose_is_not_ranked() -> None:
    text = "Exosomes\n20 billion exosomes per ampoule\nSize: 5 mL per ampoule\nConcentration: 20 billion exosomes/mL\n"
    found = compared(only=(text,), other=(LABEL,)).dossiers[0]
    assert found.dose and found.dose.disputed and found.percentile is None
    assert [fault.arithmetic for fault in found.faults] == [
        "20 billion per ampoule / 5 mL = 4 billion per mL; stated: 20 billion per mL"
    ]


def test_a_dose_that_words_bound_keeps_its_sign() -> None:
    found = compared(only=("Human adipose stem cell exosomes, at least 4 x 10^9 particles per mL\n",)).dossiers[0]
    (dose,) = (fact for one in found.agreements if one.name == "dose" for fact in one.facts)
    assert dose.value == "≥ 4 x 10^9 particles per mL"


def test_results_say_which_test_they_are_of() -> None:
    found = cells(COA.format(count="4.4 x 10^9 particles/mL"))["sterility"]
    assert value_words(found) == "Sterility: No growth; Endotoxin: 0.04 EU/mL; Mycoplasma: Not detected"
    with speaking("ko"):
        assert value_words(found) == "무균: No growth; 엔도톡신: 0.04 EU/mL; 마이코플라스마: Not detected"
    prose = cells("Exosomes\nSterility: no growth\nEndotoxin (LAL): < 0.05 EU/mL\nMycoplasma: negative\n")["sterility"]
    assert value_words(prose) == "Sterility: no growth; Endotoxin: < 0.05 EU/mL; Mycoplasma: negative"


def test_tables_hold_every_value_and_a_page_the_first_few() -> None:
    made = compared(only=("Exosomes of human adipose stem cells. CD9, CD63, CD81, TSG101, Alix, calnexin negative.",))
    found = next(cell for cell in made.dossiers[0].cells if cell.id == "markers")
    assert len(found.values) > 4 and value_words(found).endswith(f"and {len(found.values) - 4} more")
    assert "more" not in value_words(found, None)
    row = comparison_csv(made).decode()
    assert all(value.words in row for value in found.values)
    assert comparison_xlsx(made) and f"and {len(found.values) - 4} more" in comparison_text(made)


def test_a_class_is_shown_by_the_words_of_the_label() -> None:
    shown = value_words(cells("줄기세포 유래 엑소좀 앰플")["source-material"])
    assert shown.startswith("Tissue not named, “줄기세포") and "uman" not in shown


def test_a_temperature_that_was_worked_out_is_rounded() -> None:
    shown = value_words(cells("Exosomes. Store at 2-8 °C (36-46 °F).")["storage"])
    assert "2 to 8 °C" in shown and "2.2" not in shown and "7.7" not in shown


def test_a_count_that_the_documents_disagree_on_is_not_ranked_and_says_so() -> None:
    made = compared(
        odd=(LABEL, COA.format(count="1.1 x 10^9 particles/mL")),
        **{f"p{place}": (LABEL.replace("4 x", f"{place} x"),) for place in range(2, 6)},
    )
    odd = made.dossiers[0]
    assert odd.dose and odd.dose.disputed and odd.percentile is None
    assert [dossier.percentile for dossier in made.dossiers[1:]] == [25.0, 50.0, 75.0, 100.0]
    assert "Its documents disagree" in page.percentile(made, odd)
    assert "Of the 4 products that state a count" in page.percentile(made, made.dossiers[-1])
    assert "(its documents disagree)" in page.doses(made)
    text = comparison_text(made)
    assert "4 × 10⁹ (its documents disagree)" in text and PERCENTILE_MEANS[:40] in text and "e+09" not in text
    assert [one["dose"]["disputed"] for one in json.loads(comparison_json(made))["products"]] == [True, *[False] * 4]


def test_a_product_without_exosomes_says_so_in_its_row() -> None:
    made = compared(cream=("Peptide cream with panthenol. Ingredients: Water, Panthenol.",), ev=(LABEL,))
    cream = made.dossiers[0]
    assert cream.verdict == "not applicable"
    assert "cream (no exosome product)" in comparison_text(made)
    assert "Presents itself as no exosome product" in page.beside_name(cream)
    assert "no exosome product" not in page.beside_name(made.dossiers[1])


def test_the_headline_praises_no_one_who_answers_little() -> None:
    assert "none answers more than 1 of 5 of the minimum" in page.headline(
        compared(ev=(LABEL,)).model_copy(
            update={"dossiers": (compared(ev=(LABEL,)).dossiers[0].model_copy(update={"minimum": (1, 5)}),)}
        )
    )


def test_many_faults_of_one_kind_are_one_with_a_count() -> None:
    labels = tuple(f"Product name: Lumira Ampoule\nExosomes, {10**place} million particles/mL\n" for place in range(9))
    (fault,) = [one for one in compared(only=labels).dossiers[0].faults if one.kind == "contradiction"]
    assert fault.more >= 5 and len(fault.quotes) == 6
    made = compared(only=labels)
    assert f"{fault.more} more of this kind" in comparison_text(made)
    assert f"{fault.more} more of this kind" in comparison_csv(made).decode()
    assert json.loads(comparison_json(made))["products"][0]["faults"][0]["more"] == fault.more


def test_figures_are_said_in_the_language_spoken_and_words_of_documents_are_not() -> None:
    worked = "Human adipose stem cell exosomes, 10 billion exosomes per vial (5 mL). NTA. Store at 2-8 °C."
    found = compared(One=(worked,), Two=(LABEL.replace("4 x", "may contain 4 x"),))
    one, two = found.dossiers
    count, storage = (next(cell for cell in one.cells if cell.id == name) for name in ("count", "storage"))
    assert value_words(count).startswith("2 × 10⁹ particles per mL (worked out); 10¹⁰ particles per vial")
    hedged = two.model_copy(update={"dose": two.dose and two.dose.model_copy(update={"probable": True})})
    with speaking("ko"):
        assert value_words(count) == "mL당 입자 2 × 10⁹개 (계산한 값); 바이알당 입자 10¹⁰개; NTA"
        assert value_words(storage) == "냉장, 2~8 °C"
        assert "mL당 입자 2 × 10⁹개 (계산한 값)." in head(found, one)
        assert "mL당 입자 4 × 10⁹개(추정) (단정하지 않음)." in head(found, hedged)
        text = comparison_text(found.model_copy(update={"dossiers": (one,)}))
        assert "particles" not in text and "mL당 입자 2 × 10⁹개" in text
        answers = json.loads(comparison_json(found))["products"][0]["answers"]
    assert next(each for each in answers if each["id"] == "count")["named"] == value_words(count)


def test_a_comparison_of_an_older_version_keeps_its_figures_in_english() -> None:
    found = compared(One=(LABEL,)).dossiers[0]
    count = next(cell for cell in found.cells if cell.id == "count")
    older = count.model_copy(
        update={"values": tuple(one.model_copy(update={"quantity": None, "dose": None}) for one in count.values)}
    )
    with speaking("ko"):
        assert value_words(older) == "4 × 10⁹ particles per mL"


@pytest.mark.parametrize("words", ["up to 9 x 10^10", "may contain 9 x 10^10"])
def test_a_count_that_is_no_firm_one_is_in_no_rank_and_says_so(words: str) -> None:
    made = compared(
        loud=(LABEL.replace("4 x 10^9", words),),
        **{f"p{place}": (LABEL.replace("4 x", f"{place} x"),) for place in range(2, 6)},
    )
    loud, *others = made.dossiers
    assert loud.dose and loud.percentile is None
    assert [dossier.percentile for dossier in others] == [25.0, 50.0, 75.0, 100.0]
    assert "no firm one" in page.percentile(made, loud)
    assert "Of the 4 products that state a count" in page.percentile(made, others[-1])
    assert any("none: its count is no firm one" in row for row in workbook(comparison_xlsx(made))["Comparison"])


def test_a_workbook_says_why_a_count_has_no_percentile_and_what_short_words_mean() -> None:
    disputed = (LABEL.replace("4 x 10^9", "9 x 10^10"), COA.format(count="4.4 x 10^9 particles/mL"))
    few = workbook(comparison_xlsx(compared(Odd=disputed, Plain=(LABEL,), Silent=("Rose exosomes",))))
    head, *rows = few["Comparison"]
    column = head.index("Percentile")
    assert [row[column] for row in rows[:2]] == [
        "none: its documents disagree on the count",
        "none: too few products state a count",
    ]
    assert not any(cell.startswith("none:") for cell in rows[2]), "without a count there is nothing to rank"
    meanings = {row[0]: row for row in few["Short words"][1:]}
    assert meanings["NTA"][1].startswith("Nanoparticle tracking analysis") and "doi:10.1080" in meanings["NTA"][2]
    assert "TRPS" not in meanings
    made = compared(One=(LABEL,)).model_copy(update={"terms": ()})
    assert "Short words" not in workbook(comparison_xlsx(made)), "a comparison of an older version"
