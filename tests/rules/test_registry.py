"""The evidence registry: what every record must say, and how a broken record is refused."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from labelcheck.evaluate import evaluate
from labelcheck.grade import known_study
from labelcheck.grade.registry import Registry, identifiers
from labelcheck.models import Study
from labelcheck.report.references import reference_link
from labelcheck.rules import RuleErrors, load_rules, rules_folder

RULES = load_rules()
STUDIES = {study.id: study for study in RULES.studies}
FILES = sorted((rules_folder() / "evidence").glob("*.yaml"))
EACH = pytest.mark.parametrize("study", [pytest.param(study, id=study.id) for study in RULES.studies])
GOOD = """kind: study
name: Fern 2031
cite: Fern A et al. Moss exosomes for dry skin. J Invented Dermatol 2031;1:1
authors: [Fern]
year: 2031
journal: [J Invented Dermatol]
doi: [10.5555/fern.2031.1]
sources: [plant_rose]
source_text: rose cells
indications: [moisture]
people: 33
weeks: [9]
design: [randomised, split-face]
control: vehicle
route: topical
devices: []
result: In 33 people skin was moister.
results: published
basis: confirmed
as_of: 2026-10-01
"""


def pack(folder: Path, text: str, name: str = "fern2031") -> Path:
    path = folder / "evidence" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path) -> list[str]:
    with pytest.raises(RuleErrors) as caught:
        load_rules([folder])
    return list(caught.value.problems)


# --- the records -----------------------------------------------------------------------------------------------------


def test_every_file_of_the_registry_is_a_record_and_bears_its_name() -> None:
    assert len(FILES) >= 75
    assert {path.stem for path in FILES} == set(STUDIES)
    assert len(STUDIES) == len(RULES.studies)
    assert {study.kind for study in RULES.studies} == {*("study", "trial", "review", "laboratory", "guideline", "harm")}


def test_the_studies_that_the_article_and_the_trial_page_name_are_there() -> None:
    people = {name: STUDIES[name].people for name in ("cho2020", "wyles2024", "park2023")}
    assert people == {"cho2020": 21, "wyles2024": 56, "park2023": 28}
    assert (STUDIES["cho2020"].weeks, STUDIES["park2023"].weeks) == ((8,), (12,))
    assert STUDIES["proffer2022"].control == STUDIES["wyles2024"].control == "none"
    assert STUDIES["park2023"].devices == ("microneedling",)
    trial = STUDIES["nct06677931"]
    assert (trial.kind, trial.results, trial.devices) == ("trial", "none", ("laser",))
    assert trial.human and not trial.shows


def test_no_identifier_belongs_to_two_records() -> None:
    known = Counter(
        identifier.lower()
        for study in RULES.studies
        for identifier in {*study.doi, *study.pmid, *study.pmc, *study.registry}
    )
    assert len(known) >= 60
    assert [identifier for identifier, count in known.items() if count > 1] == []


@EACH
def test_a_record_says_what_was_done_what_came_of_it_and_as_of_when(study: Study) -> None:
    raw = yaml.safe_load((rules_folder() / "evidence" / f"{study.id}.yaml").read_text(encoding="utf-8"))
    assert raw["as_of"] == study.as_of and study.as_of.year >= 2025
    assert study.basis != "unconfirmed"
    assert study.result.endswith(".") and study.source_text and study.name and study.cite
    assert study.year is None or 1990 <= study.year <= study.as_of.year
    assert study.references or study.registry
    assert all(reference_link(reference) for reference in study.references if reference not in study.registry)


@EACH
def test_a_study_on_people_counts_them_or_says_why_not(study: Study) -> None:
    if study.kind == "study":
        told = " ".join([study.result, study.limits or "", study.notes or "", *(one.note for one in study.unconfirmed)])
        unknown = "people" in {one.field for one in study.unconfirmed}
        assert study.people or unknown or re.search("number of people|how many people", told, re.IGNORECASE)
    if study.people and study.enrolled:
        assert study.people <= study.enrolled
    assert study.kind in ("study", "trial", "harm") or not study.people


@EACH
def test_the_fields_of_a_record_agree_with_each_other(study: Study) -> None:
    if study.kind == "trial":
        assert study.status and (study.registry or "registry" in {one.field for one in study.unconfirmed})
    if study.results in ("none", "posted"):
        assert study.kind == "trial"
    if study.human and study.route == "topical":
        assert not study.devices, "a device makes it topical after a procedure"
    if study.control == "saline with the same device":
        assert study.devices or study.route == "injection"
    assert not ({"single-arm", "case report"} & set(study.design) and study.control in ("vehicle", "active"))
    assert all(0 < weeks <= 104 for weeks in study.weeks)
    assert set(study.same_people) <= set(STUDIES) - {study.id}


@EACH
def test_the_same_people_are_told_on_both_sides(study: Study) -> None:
    for other in study.same_people:
        assert study.id in STUDIES[other].same_people


@EACH
def test_a_record_is_found_by_its_id_and_by_each_identifier(study: Study) -> None:
    assert known_study(study.id, RULES) is study
    for identifier in (*study.doi, *study.pmid, *study.pmc):
        assert known_study(identifier, RULES) is study
    for number in study.registry:
        assert known_study(number, RULES) is study


@EACH
def test_a_record_is_found_by_an_author_and_the_year(study: Study) -> None:
    registry = Registry(RULES.studies)
    for author in study.authors:
        if " " not in author:
            assert study in registry.cited(f"{author} et al. {study.year}")
            assert study not in registry.cited(f"{author} et al. 1999") + registry.cited(f"{study.year} {author}")
    assert bool(study.authors) <= bool(study.year)


def test_what_is_in_no_registry_is_not_found() -> None:
    assert known_study("10.5555/nobody.1", RULES) is known_study("nobody2031", RULES) is known_study("1", RULES) is None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("NCT06677931", ["NCT06677931"]),
        ("NCTo6677931 and nct 06677931", ["NCT06677931"]),
        ("NCT0667793", []),
        ("NCT066779311", []),
        ("doi:10.3390/Cosmetics7040090).", ["DOI 10.3390/cosmetics7040090"]),
        ("PMID: 33073298, PMC12104007", ["PMID 33073298", "PMC12104007"]),
        ("ISRCTN12345678; KCT0001234; ChiCTR2400081234", ["ISRCTN12345678", "KCT0001234", "CHICTR2400081234"]),
        ("33073298, 10.33/x, PM 12", []),
    ],
)
def test_identifiers_are_known_by_their_form(text: str, keys: list[str]) -> None:
    assert [found.key for found in identifiers(text)] == keys


# --- packs -----------------------------------------------------------------------------------------------------------


def test_a_pack_adds_a_record_that_labels_are_linked_to(tmp_path: Path) -> None:
    pack(tmp_path, GOOD)
    rules = load_rules([tmp_path])
    assert len(rules.studies) == len(RULES.studies) + 1
    described = "Rose exosome cream for dry skin. In a split-face study 33 people used it for 9 weeks."
    for text in (described, "Rose exosome cream. doi:10.5555/fern.2031.1"):
        assert [one.record for one in evaluate([text], rules).evidence] == ["fern2031"]


def test_a_record_cannot_stand_twice(tmp_path: Path) -> None:
    path = pack(tmp_path, GOOD, "cho2020")
    assert problems(tmp_path) == [f"{path}:1: id: cho2020 is taken by another file of this name"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("kind: study", "kind: rumour"), "1: kind:"),
        (("name: Fern 2031\n", ""), "1: name:"),
        (("doi: [10.5555/fern.2031.1]", "doi: [fern.2031.1]"), "7: doi.0: 'fern.2031.1' has not the form"),
        (("doi: [10.5555/fern.2031.1]", "pmid: ['12a']"), "7: pmid.0: '12a' has not the form"),
        (("doi: [10.5555/fern.2031.1]", "pmc: ['12345']"), "7: pmc.0: '12345' has not the form"),
        (("doi: [10.5555/fern.2031.1]", "registry: [NCT1]"), "7: registry.0: 'NCT1' has not the form"),
        (("doi: [10.5555/fern.2031.1]\n", ""), "1: doi: no identifier; give doi, pmid, pmc, registry or links"),
        (("people: 33", "people: 0"), "11: people:"),
        (("people: 33", "people: many"), "11: people:"),
        (("people: 33", "peoples: 33"), "11: peoples:"),
        (("weeks: [9]", "weeks: [nine]"), "12: weeks.0:"),
        (("design: [randomised, split-face]", "design: [randomised, splitface]"), "13: design.1:"),
        (("control: vehicle", "control: no"), "14: control:"),
        (("route: topical", "route: by mouth"), "15: route:"),
        (("results: published", "results: soon"), "18: results:"),
        (("as_of: 2026-10-01\n", ""), "1: as_of:"),
        (("as_of: 2026-10-01", "as_of: lately"), "20: as_of:"),
        (("basis: confirmed", "basis: hearsay"), "19: basis:"),
        (("basis: confirmed", "basis: unconfirmed"), "19: basis: a record that nobody has confirmed does not load"),
        (("kind: study", "kind: trial"), "1: status: is missing; a registered trial says what its registry says"),
        (("name: Fern 2031", "name: Fern: 2031"), "2: yaml:"),
        (("name: Fern 2031", "name: Fern 2031\nname: Fern 2032"), "3: yaml: the key 'name' stands twice"),
        (("name: Fern 2031", "id: fern\nname: Fern 2031"), "2: id: is given by the file's path"),
        (
            ("as_of:", "unconfirmed: [{field: dosage, note: Unknown.}]\nas_of:"),
            "20: unconfirmed.0.field: 'dosage' is no field of a record",
        ),
    ],
)
def test_a_broken_record_names_path_line_and_field(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    assert change[0] in GOOD
    path = pack(tmp_path, GOOD.replace(*change, 1))
    found = problems(tmp_path)
    assert any(problem.startswith(f"{path}:{expected}") for problem in found), found


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ("sources: [plant_rose]", "sources: [unicorn]"),
            "sources: 'unicorn' is no value that a rule of kind source has",
        ),
        (
            ("sources: [plant_rose]", "sources: [conditioned_medium_unicorn]"),
            "sources: 'conditioned_medium_unicorn' is no value that a rule of kind source has",
        ),
        (("devices: []", "devices: [hammer]"), "devices: 'hammer' is no value that"),
        (
            ("indications: [moisture]", "indications: [beauty]"),
            "indications: 'beauty' is no value that",
        ),
        (("basis: confirmed", "basis: confirmed\nsame_people: [nobody]"), "same_people: 'nobody' is no study"),
    ],
)
def test_a_value_that_no_rule_knows_is_refused(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    assert change[0] in GOOD
    pack(tmp_path, GOOD.replace(*change, 1))
    (found,) = problems(tmp_path)
    assert found.startswith(f"evidence/fern2031.yaml:1: {expected}")


def test_values_that_rules_know_load(tmp_path: Path) -> None:
    changed = GOOD.replace("sources: [plant_rose]", "sources: [conditioned_medium_human_placenta, bacteria_bacillus]")
    pack(tmp_path, changed.replace("devices: []", "devices: [led, rf]").replace("[moisture]", "[grey_hair]"))
    (study,) = [one for one in load_rules([tmp_path]).studies if one.id == "fern2031"]
    assert (study.devices, study.indications) == (("led", "rf"), ("grey_hair",))


def test_all_mistakes_of_all_records_come_at_once(tmp_path: Path) -> None:
    pack(tmp_path, GOOD.replace("kind: study", "kind: rumour").replace("people: 33", "people: -1"))
    pack(
        tmp_path, GOOD.replace("fern.2031.1", "oak.2031.1").replace("basis: confirmed", "basis: unconfirmed"), "oak2031"
    )
    assert len(problems(tmp_path)) == 3
