"""Two reports compared: which answers change and why, and no value that differs stays unseen."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import evaluations
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labelcheck.evaluate import evaluate
from labelcheck.language import catalogue, speaking
from labelcheck.models import RuleSet, Source
from labelcheck.report.contract_json import contract, json_report
from labelcheck.report.differences import NoReport, differences, told
from labelcheck.report.leaves import leaves, same
from labelcheck.rules import load_rules

Json = dict[str, Any]


@cache
def rules() -> RuleSet:
    return load_rules()


def report(text: str, **options: Any) -> Json:
    return contract(evaluate([Source(name="label.txt", text=text)], rules(), **options))


def sentences(before: Json, after: Json, *what: str) -> list[str]:
    return [told(found) for found in differences(before, after) if not what or found.what in what]


def everything(before: Json, after: Json) -> list[object]:
    found = differences(before, after)
    return [*found, *leaves(before, after, found)]


# --- which answers, and why --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "Exosome serum. Keep refrigerated.",
            "Exosome serum, 10 billion exosomes per mL. Keep refrigerated.",
            "Concentration: not stated → disclosed, because “10 billion exosomes per mL” is now read.",
        ),
        (
            "Exosomes of rose callus. Keep refrigerated.",
            "Exosomes of rose callus.",
            "Cold storage: disclosed → not stated, because “refrigerated” is no longer read.",
        ),
        (
            "Rose exosomes. Keep refrigerated.",
            "Rose exosomes. Do not keep refrigerated.",
            "Cold storage: disclosed → says no. Why: “refrigerated” is now read as denied.",
        ),
    ],
)
def test_an_answer_tells_the_words_that_it_follows_from(before: str, after: str, sentence: str) -> None:
    assert sentence in sentences(report(before), report(after), "answer")


def test_words_that_deny_are_quoted_along() -> None:
    found = sentences(report("Rose exosomes."), report("Rose exosomes. No refrigeration."), "answer")
    assert found == [
        "Cold storage: not stated → says no, because “No refrigeration” is now read.",
    ]


def test_a_condition_names_the_answer_that_it_follows_from() -> None:
    found = sentences(report("Rose exosomes."), report("Rose exosomes. Keep refrigerated."), "condition")
    assert len(found) == 1 and "because of the answer to “Cold storage”" in found[0]


def test_an_answer_that_follows_from_no_claim_tells_its_reason() -> None:
    before = contract(evaluations.all_met())
    after = copy.deepcopy(before)
    item = after["checklist"]["items"][0]
    item.update(outcome="unreadable", reason="Part of the label could not be read.")
    assert sentences(before, after, "answer") == [
        "Concentration: disclosed → could not be read. Why: Part of the label could not be read."
    ]


def test_a_corrected_word_is_a_change_of_the_same_claim() -> None:
    before = report("Rose exosomes. Dose 1010 particles/mL. Keep it closed. Use within 6 months.")
    after = report("Rose exosomes! Dose 10^10 particles/mL. Keep it well closed. Use within 6 months.")
    assert sentences(before, after, "claim")[0] == "“10^10 particles/mL” is now read where “1010 particles/mL” was."


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("status", "negated", "is now read as denied"),
        ("status", "asserted", "is now read as stated"),
        ("subject", "education", "is now read as general information"),
        ("qualifier", "after_opening", "only after opening"),
        ("value", "plant_rose", "is now understood as plant rose"),
        ("status", "unheard of", "→ unheard of"),
    ],
)
def test_a_claim_meant_otherwise_is_one_change(field: str, value: str, words: str) -> None:
    before = contract(evaluations.rich())
    after = copy.deepcopy(before)
    claim = after["claims"][7]
    assert claim[field] != value
    claim[field] = value
    found = sentences(before, after)
    assert len(found) == 1 and words in found[0] and found[0].startswith("“Clinically proven* to help fade")


def test_a_quantity_tells_both_amounts() -> None:
    before = contract(evaluations.all_met())
    after = copy.deepcopy(before)
    after["claims"][1]["quantity"].update(low=3e9, high=3e9, per="mL")
    (found,) = sentences(before, after)
    assert "3 × 10⁹ particles per mL" in found and "2 × 10¹⁰ particles per vial" in found


def test_flags_studies_and_dismissals_are_told_by_their_titles() -> None:
    before = contract(evaluations.rich())
    after = copy.deepcopy(before)
    flag, other = after["flags"][0], after["flags"][1]
    after["flags"].remove(flag)
    after["evidence"].pop(0)
    after["dismissed"] = [{"flag": other["id"], "reason": "said by a dermatologist"}]
    found = sentences(before, after)
    assert found[0].startswith(f"No longer questioned: {flag['title']}")
    assert found[1].startswith(f"The study “{before['evidence'][0]['name']}” is no longer")
    assert found[2] == f"“{other['title']}” is now set aside as no problem: “said by a dermatologist”."
    assert len(found) == 3


def test_the_name_the_markets_and_what_was_read_are_told_as_such() -> None:
    text = "Exosome serum. Keep refrigerated."
    before, after = report(text), report(text, name="ExoPlus", markets="us")
    found = sentences(before, after, "name", "markets", "document", "skipped")
    assert found[0].endswith("Now: us.") and found[1] == "A name was given to the product: “ExoPlus”."
    assert len(found) == 2
    assert sentences(after, before, "name") == ["The product is no longer given the name “ExoPlus”."]


# --- what is no difference ---------------------------------------------------------------------------------------


def _renumbered(data: Json) -> Json:
    """The same report with other ids and its documents the other way round."""
    text = json.dumps(data)
    last = len(data["claims"])
    names = {f'"{claim["id"]}"': f'"c{last + 5 - place}"' for place, claim in enumerate(data["claims"])}
    names |= {f'"{flag["id"]}"': f'"f{90 - place}"' for place, flag in enumerate(data["flags"])}
    for old, new in names.items():
        text = text.replace(old, new.replace('"', '"@', 1))
    made: Json = json.loads(text.replace('"@', '"'))
    made["documents"].reverse()
    for claim in made["claims"]:
        for place in (claim, *claim["also"]):
            place["document"] = len(made["documents"]) - 1 - place["document"]
    made["claims"].reverse()
    return made


def test_what_was_only_renumbered_is_no_difference_but_not_identical() -> None:
    before = contract(evaluations.rich())
    after = _renumbered(before)
    assert differences(before, after) == ()
    assert not same(before, after) and leaves(before, after, ())


def test_values_beside_renumbered_ones_are_found_alone() -> None:
    before = contract(evaluations.rich())
    after = _renumbered(before)
    after["claims"][-1]["confidence"] = 0.5
    assert leaves(before, after, ()) == [("claims[0].confidence", "0.98", "0.5")]


@pytest.mark.parametrize("name", evaluations.ALL)
def test_a_report_differs_in_nothing_from_itself(name: str) -> None:
    evaluation = evaluations.ALL[name]()
    assert everything(contract(evaluation), json.loads(json_report(evaluation))) == []
    assert same(contract(evaluation), json.loads(json_report(evaluation)))


def _shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: _shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [_shuffled(each, chance) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


_WORDS = st.lists(
    st.sampled_from(
        [
            "Rose",
            "exosomes",
            "10 billion per mL",
            "no",
            "keep",
            "refrigerated",
            ".",
            "\n",
            "clinically proven",
            "엑소좀",
        ]
    )
    | st.text(max_size=6),
    min_size=1,
    max_size=14,
).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(_WORDS, st.integers())
def test_any_label_is_identical_with_itself_however_its_report_is_written(text: str, seed: int) -> None:
    before, after = report(text), report(text)
    shuffled = _shuffled(json.loads(json.dumps(before)), random.Random(seed))
    assert same(shuffled, after) and everything(shuffled, after) == []


# --- nothing stays unseen ----------------------------------------------------------------------------------------


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _places(value[key], (*path, key))
    elif path:
        yield path


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1 if abs(value) < 1e9 else value * 1.0000001
    return "x" if value is None else f"{value}x"


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _seen(edited: Json, original: Json) -> bool:
    try:
        return not same(edited, original) and bool(everything(edited, original))
    except NoReport:
        return True


@pytest.mark.parametrize("name", evaluations.ALL)
def test_every_changed_or_lost_value_is_found(name: str) -> None:
    original = contract(evaluations.ALL[name]())
    edited = copy.deepcopy(original)
    places = list(_places(original))
    assert len(places) > 50
    unseen = []
    for path in places:
        where, value = _at(edited, path[:-1]), _at(original, path)
        where[path[-1]] = _other(value)
        if not _seen(edited, original):
            unseen.append((path, "changed"))
        kept = copy.copy(where)
        del where[path[-1]]
        if not _seen(edited, original):
            unseen.append((path, "lost"))
        where.clear()
        where.update(kept) if isinstance(where, dict) else where.extend(kept)
        where[path[-1]] = value
    assert edited == original and unseen == []


def test_a_truth_value_is_no_number_and_nothing_is_no_absence() -> None:
    assert not same({"a": True}, {"a": 1}) and not same({"a": 0}, {"a": False})
    assert not same({"a": None}, {}) and same({"a": 1, "b": [1e10]}, {"b": [10000000000], "a": 1.0})
    assert not same([0.1 + 0.2], [0.3])


# --- damaged and hostile reports ---------------------------------------------------------------------------------


def _without(key: str) -> Json:
    data = contract(evaluations.rich())
    del data[key]
    return data


def _with(**changes: Any) -> Json:
    return contract(evaluations.rich()) | changes


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "no labelcheck report"),
        ({}, "names no schema"),
        (_with(schema="labelcheck.evaluation/2"), "a report of another version"),
        (_with(schema="sarif/2"), "no labelcheck report: its schema is 'sarif/2'"),
        (_without("claims"), "damaged at claims"),
        (_with(claims=[{"id": "c1"}]), "damaged at claims[0].rule"),
        (_with(documents=[]), "claims[0].document: there is no such document"),
        (_with(checklist={"id": "x", "verdict": "caution", "items": 3}), "checklist.items"),
        (_with(flags=[{"id": "f1", "rule": 7}]), "flags[0].rule"),
    ],
)
def test_what_is_no_report_is_a_clear_error(data: Any, words: str) -> None:
    with pytest.raises(NoReport) as caught:
        differences(data, contract(evaluations.rich()))
    assert words in str(caught.value)


def test_a_report_of_an_earlier_version_lacks_fields_and_is_compared_all_the_same() -> None:
    before = contract(evaluations.rich())
    for key in ("markets", "dismissed", "enhancers", "evidence"):
        del before[key]
    after = contract(evaluations.rich())
    found = differences(before, after)
    assert {each.what for each in found} <= {"study"}
    assert {"markets", "dismissed", "enhancers"} <= {leaf.path for leaf in leaves(before, after, found)}


def test_hostile_words_cannot_act_in_a_sentence() -> None:
    before, after = contract(evaluations.hostile()), contract(evaluations.not_applicable())
    lines = sentences(before, after) + sentences(after, before)
    assert any("<script>" in line for line in lines)
    for line in lines:
        assert not set(line) & set("\x1b\x07\u202e\u2028\u2066\ud800\n") and len(line) < 1000


def test_every_sentence_is_said_in_korean() -> None:
    before, after = contract(evaluations.rich()), contract(evaluations.all_met())
    english = sentences(before, after)
    with speaking("ko"):
        korean = sentences(before, after)
    assert catalogue("ko")["Verdict: {before} → {after}."] == "종합 판정: {before} → {after}."
    assert len(english) == len(korean) > 10
    assert not set(english) & set(korean)


# --- parts of an answer, and questions that do not apply ---------------------------------------------------------

_SURFACE = "Certificate of analysis. Human adipose stem cell exosomes. CD9, CD63 and CD81 positive. Calnexin negative."
_INSIDE = f"{_SURFACE} TSG101 positive."
_PLANT = _SURFACE.replace("Human adipose stem cell", "Rose callus")
_LOST = "Identity markers: a marker from inside the vesicles (such as TSG101) is no longer named (it was “TSG101”)."


def clinic(text: str) -> Json:
    return report(text, checklist="clinic-supplier")


def test_what_a_question_asks_for_and_is_named_no_more_is_told_by_its_name() -> None:
    before, after = clinic(_INSIDE), clinic(_SURFACE)
    assert sentences(before, after, "part") == [_LOST]
    assert sentences(after, before, "part") == [
        "Identity markers: a marker from inside the vesicles (such as TSG101) is now named (“TSG101”)."
    ]
    assert sentences(before, before) == []
    with speaking("ko"):
        assert sentences(before, after, "part") == [
            "확인 마커: 소포 내부 마커(TSG101 등) 항목이 더는 없습니다(이전: “TSG101”)."
        ]
    (found,) = [each for each in differences(before, after) if each.what == "part"]
    assert not [leaf for leaf in leaves(before, after, [found]) if leaf.path.startswith(found.paths[0])]


@pytest.mark.parametrize("spoil", ["outcome", "skipped"])
def test_what_could_not_be_read_is_not_told_as_named_no_more(spoil: str) -> None:
    before, after = clinic(_INSIDE), clinic(_SURFACE)
    if spoil == "outcome":
        next(item for item in after["checklist"]["items"] if item["id"] == "markers")["outcome"] = "unreadable"
    else:
        after["skipped"].append({"name": "coa.pdf", "reason": "it is damaged"})
    assert sentences(before, after, "part") == []


def test_a_question_that_applies_no_more_is_told_with_its_reason_and_not_as_gone() -> None:
    before, after = clinic(_SURFACE), clinic(_PLANT)
    gone = sentences(before, after, "unasked")
    assert (
        "Donor screening is not asked any more: Donors are screened where human cells or blood are the source, and "
        "this product names another. Before: not stated." in gone
    )
    now = sentences(after, before, "unasked")
    assert "Donor screening is asked now, which did not apply before: not stated." in now
    answers = [*sentences(before, after, "answer"), *sentences(after, before, "answer")]
    assert not [sentence for sentence in answers if "Donor" in sentence or "Passage" in sentence]
    assert sentences(before, after, "part") == [], "a marker that is not asked of plants is not lost"


def test_a_report_of_a_version_without_parts_is_compared_all_the_same() -> None:
    before, after = clinic(_INSIDE), clinic(_SURFACE)
    del before["checklist"]["unasked"]
    for item in before["checklist"]["items"]:
        del item["parts"]
    assert sentences(before, after, "part", "unasked") == []
    assert sentences(before, after, "answer")
