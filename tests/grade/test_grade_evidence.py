"""Labels that lean on studies: which study is meant, whether it speaks of the product, and what the label gets for it.

The labels stand in evidence_labels.yaml and evidence_naming.yaml, each with what is expected of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from labelcheck.evaluate import evaluate
from labelcheck.grade.evidence import NOT_IN_REGISTRY
from labelcheck.models import Evaluation, Study
from labelcheck.rules import load_rules

RULES = load_rules()
STUDIES = {study.id: study for study in RULES.studies}
LABELS: list[dict[str, Any]] = [
    label
    for name in ("evidence_labels.yaml", "evidence_naming.yaml")
    for label in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
ON_STUDIES = (
    "cited-work-is-no-study",
    "registered-not-shown",
    "standard-called-clinical",
    "study-of-other-source",
    "study-of-other-use",
    "study-uncontrolled",
)
ANSWERS = {"agree": True, "differ": False, "open": None}
EACH = pytest.mark.parametrize("label", [pytest.param(label, id=label["name"]) for label in LABELS])


@cache
def evaluated(text: str) -> Evaluation:
    return evaluate([text], RULES)


def raised(found: Evaluation) -> set[str]:
    return {flag.rule for flag in found.flags}


def test_the_table_is_large_and_says_something_of_every_flag_test_and_way_of_naming() -> None:
    assert len({label["name"] for label in LABELS}) == len(LABELS) >= 100
    assert {name for label in LABELS for name in label["expect"].get("raised", ())} == set(ON_STUDIES)
    cited = [cite for label in LABELS for cite in label["cites"]]
    assert {cite["by"] for cite in cited} == {"identifier", "citation", "author and year", "description"}
    assert sum(not label["cites"] for label in LABELS) >= 8
    answered = {(name, word) for cite in cited for word in ANSWERS for name in cite.get(word, ())}
    assert answered >= {(name, word) for name in ("product", "source", "route", "device") for word in ANSWERS}
    assert answered >= {("indication", "agree"), ("indication", "differ"), ("results", "agree"), ("results", "differ")}


@EACH
def test_a_label_is_linked_to_the_studies_it_means_and_to_no_others(label: dict[str, Any]) -> None:
    found = [(one.record, one.by, one.sure) for one in evaluated(label["text"]).evidence]
    assert found == [(one["record"], one["by"], one.get("sure", True)) for one in label["cites"]]


@EACH
def test_a_cited_study_is_compared_with_the_label(label: dict[str, Any]) -> None:
    for found, expected in zip(evaluated(label["text"]).evidence, label["cites"], strict=True):
        answers = {test.name: test for test in found.tests}
        assert len(answers) == (6 if expected["record"] else 0)
        for word, matches in ANSWERS.items():
            for name in expected.get(word, ()):
                assert answers[name].matches is matches, f"{found.record} {name}: {answers[name].reason}"
        assert all(test.reason.endswith(".") for test in found.tests)


@EACH
def test_the_answer_on_clinical_data_and_the_rung_follow_from_the_studies(label: dict[str, Any]) -> None:
    found, expected = evaluated(label["text"]), label["expect"]
    outcome = next(item.outcome for item in found.items if item.id == "clinical-data")
    assert outcome == expected["clinical_data"]
    assert found.ladder is not None
    assert (found.ladder.rung, found.ladder.applies) == (expected["rung"], expected.get("applies"))
    assert found.ladder.rungs[found.ladder.position - 1].id == found.ladder.rung
    assert bool(found.ladder.claims) == (found.ladder.rung != "none")


@EACH
def test_exactly_the_flags_on_studies_that_fit_are_raised(label: dict[str, Any]) -> None:
    found = raised(evaluated(label["text"]))
    on_studies = {name for name in ON_STUDIES if f"general/{name}" in found}
    assert on_studies == set(label["expect"].get("raised", ()))
    assert found >= set(label["expect"].get("flags", ()))


@EACH
def test_what_is_told_of_a_study_is_what_the_registry_holds(label: dict[str, Any]) -> None:
    found = evaluated(label["text"])
    known = {claim.id for claim in found.claims}
    for one in found.evidence:
        assert one.claims and set(one.claims) <= known
        if one.record is None:
            assert (one.status, one.as_of, one.references) == (NOT_IN_REGISTRY, None, ())
            assert "not looked up" in one.conclusion
            continue
        study = STUDIES[one.record]
        assert (one.name, one.cite, one.as_of, one.result) == (study.name, study.cite, study.as_of, study.result)
        assert one.references and set(one.references) <= {*study.references, *study.registry}
        assert study.name in one.conclusion or "That study" in one.conclusion


def conclusion(name: str) -> str:
    """What is concluded from the only study that a label of the table cites."""
    label = next(label for label in LABELS if label["name"] == name)
    (one,) = evaluated(label["text"]).evidence
    return one.conclusion


def test_a_registered_trial_concludes_nothing_and_says_as_of_when() -> None:
    said = conclusion("trial: said to show something")
    assert "NCT06677931 is registered; no results found as of" in said
    assert "fractional laser" in said and said.endswith("It shows nothing yet.")


def test_a_study_without_a_control_group_says_so_also_where_the_label_claims_a_placebo() -> None:
    assert "It had no control group" in conclusion("wyles: the same source, told by its figures")
    assert "placebo or control" not in conclusion("wyles: the same source, told by its figures")
    said = conclusion("wyles: called placebo-controlled, as in the article")
    assert said.endswith("The label speaks of a placebo or control; the published study had none.")


def test_a_mismatch_sets_both_halves_beside_each_other() -> None:
    said = conclusion("cho: another source")
    assert "human fat (adipose) stem cells" in said and "“rose callus exosomes”" in said
    said = conclusion("park: without the device")
    assert "microneedling on both sides of the face" in said and "names no device" in said


def test_a_report_of_harm_tells_the_harm() -> None:
    assert "report of harm" in conclusion("a report of harm called clinical data")
    assert STUDIES["nahm2024"].result in conclusion("a report of harm called clinical data")


def test_a_study_that_fits_only_by_its_people_and_weeks_is_told_and_nothing_follows_from_it() -> None:
    found = evaluated("OWNWAY DAY\nRose callus exosomes. In a clinical study 21 women used the cream for 8 weeks.\n")
    (one,) = found.evidence
    assert (one.record, one.by, one.sure) == ("cho2020", "description", False)
    assert "may be chance" in one.conclusion
    assert not {f"general/{name}" for name in ON_STUDIES} & raised(found)
    assert found.ladder is not None and found.ladder.rung == "self-run"


def test_what_was_not_read_may_name_the_product_and_the_device() -> None:
    english = "DERMELLE HOME SERUM\nAdipose stem cell exosomes. doi:10.1111/jocd.15872\n"
    polish = "\nNakładać na oczyszczoną skórę po zabiegu, rano i wieczorem, unikając okolic oczu.\n"
    before = {test.name: test.matches for test in evaluated(english).evidence[0].tests}
    after = {test.name: test.matches for test in evaluated(english + polish).evidence[0].tests}
    assert (before["product"], before["route"], before["device"]) == (False, False, False)
    assert (after["product"], after["route"], after["device"]) == (None, None, None)
    assert before["source"] is after["source"] is True


def test_a_study_in_one_document_is_compared_with_the_product_in_another() -> None:
    front = "ROSELLE CLINIC VIAL\nRose callus exosomes."
    insert = "How to use\nApply immediately after microneedling.\n\nReference: doi:10.1111/jocd.15872"
    (one,) = evaluate([front, insert], RULES).evidence
    answers = {test.name: test.matches for test in one.tests}
    assert (one.record, answers["source"], answers["device"]) == ("park2023", False, True)


def printed_identifiers(study: Study) -> list[str]:
    """A study's identifiers as labels print them."""
    numbers = [value for value in study.registry if value.startswith(("NCT", "ACTRN", "IRCT"))]
    return [*(f"doi:{value}" for value in study.doi), *(f"PMID {value}" for value in study.pmid), *study.pmc, *numbers]


@pytest.mark.parametrize(
    ("study", "identifier"),
    [
        pytest.param(study, identifier, id=identifier)
        for study in RULES.studies
        for identifier in printed_identifiers(study)
    ],
)
def test_every_identifier_of_the_registry_leads_to_its_record(study: Study, identifier: str) -> None:
    found = evaluate([f"Adipose stem cell exosome serum. Study: {identifier}."], RULES).evidence
    assert [(one.record, one.by) for one in found] == [(study.id, "identifier")]
