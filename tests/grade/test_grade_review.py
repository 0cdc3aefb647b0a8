"""Citations that only look like a record, products that are only compared, and sums between unlike bases."""

from __future__ import annotations

import pytest

from labelcheck.capture import read
from labelcheck.evaluate import evaluate
from labelcheck.extract import find_claims
from labelcheck.grade.evidence import leaning_of
from labelcheck.grade.registry import registry_of
from labelcheck.grade.selection import Pool
from labelcheck.models import Evidence, Source
from labelcheck.rules import load_rules

RULES = load_rules()


def leant_on(text: str) -> list[Evidence]:
    return [found for found in evaluate([text], RULES).evidence if found.record]


@pytest.mark.parametrize(
    "text",
    [
        "Exosome serum. Park HJ, Lee S. Peptides and shelf life. J Korean Soc Cosmet 2026;12:33-40.",
        "Exosome serum. Cho BS, Kim J. Anti-aging cosmetics and skin. J Dermatol Sci 2020;97:11-18.",
    ],
)
def test_a_word_of_a_title_is_no_journal(text: str) -> None:
    assert not leant_on(text)


def test_a_trial_without_results_may_still_be_of_this_product() -> None:
    text = (
        "Human umbilical cord stem cell exosomes for melasma. Use after fractional laser. Registered trial NCT06677931."
    )
    evaluation = evaluate([text], RULES)
    assert evaluation.ladder is not None
    assert evaluation.ladder.rung == "phrase"
    assert evaluation.ladder.applies is None


@pytest.mark.parametrize(
    ("words", "matches"),
    [("Criterion purity", False), ("(plated) Intense Serum", True)],
)
def test_a_product_is_named_by_whole_words(words: str, matches: bool) -> None:
    (found,) = leant_on(f"{words}. Human platelet exosome serum. Evidence: doi:10.36849/JDD.8162")
    assert next(test.matches for test in found.tests if test.name == "product") is matches


def test_people_who_began_and_who_finished_are_one_study() -> None:
    text = "Conditioned medium serum. In a split-face study of 30 women over 10 weeks 28 women finished; microneedling."
    assert [found.record for found in leant_on(text)] == ["liang2022"]


def test_a_doi_ends_where_another_script_begins() -> None:
    (found,) = leant_on("엑소좀 세럼. 논문 10.1093/asj/sjac149에 게재되었습니다.")
    assert found.record == "proffer2022"


def test_a_mass_is_weighed_against_a_count_of_the_same_basis() -> None:
    flags = evaluate(["Each bottle holds 50 mg of exosomes. 1000 billion exosomes per mL."], RULES, markets=()).flags
    assert "general/mass-and-count" not in {flag.rule for flag in flags}


def test_a_dose_in_milligrams_keeps_its_unit() -> None:
    text = "50 mg exosomes per vial. 5 mL per vial. 20 mg exosomes per mL."
    flag = next(one for one in evaluate([text], RULES).flags if one.rule == "general/dose-conflict")
    assert "10 mg per mL" in flag.message
    assert "20 mg per mL" in flag.message


@pytest.mark.parametrize("partly_read", [False, True])
def test_a_source_that_differs_accuses_only_where_all_was_read(partly_read: bool) -> None:
    document = read(Source(name="label.txt", text="Rose callus exosome serum. Evidence: doi:10.3390/cosmetics7040090"))
    pool = Pool(find_claims([document], RULES))
    leaning = leaning_of(pool, [document], registry_of(RULES), partly_read)
    (found,) = leaning.evidence
    assert next(test.matches for test in found.tests if test.name == "source") is (None if partly_read else False)
    tags = set().union(*leaning.tags.values())
    assert ("other source" in tags) is not partly_read
