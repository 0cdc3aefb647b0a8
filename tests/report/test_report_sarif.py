"""SARIF 2.1.0 by hand-written checks of what the standard asks for, since its schema is not carried along."""

from __future__ import annotations

import json
import re
from typing import Any

import evaluations
import pytest

from labelcheck.evaluate import evaluate
from labelcheck.models import Dismissal, Evaluation, Source
from labelcheck.report import FORMATS, Extras
from labelcheck.report.sarif import sarif_report
from labelcheck.rules import load_rules


def _log(evaluation: Evaluation) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FORMATS["sarif"].write(evaluation, Extras()))
    return data


@pytest.mark.parametrize("name", list(evaluations.ALL))
def test_every_report_has_the_structure_that_the_standard_asks_for(name: str) -> None:
    evaluation = evaluations.ALL[name]()
    log = _log(evaluation)
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "labelcheck" and driver["version"] == evaluation.version
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(evaluation.flags)
    assert [rule["id"] for rule in driver["rules"]] == sorted({flag.rule for flag in evaluation.flags})
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
        assert rule.get("helpUri", "https://").startswith("https://")
    for artifact in run["artifacts"]:
        assert re.fullmatch(r"[0-9a-f]{64}", artifact["hashes"]["sha-256"])
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        assert isinstance(result["suppressions"], list)


def test_a_region_is_the_words_and_counts_characters() -> None:
    evaluation = evaluations.rich()
    (run,) = _log(evaluation)["runs"]
    seen = 0
    for result in run["results"]:
        assert result["locations"]
        for location in result["locations"]:
            place = location["physicalLocation"]
            document = evaluation.documents[place["artifactLocation"]["index"]]
            region = place["region"]
            lines = document.text.split("\n")
            assert region["startLine"] == region["endLine"]
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
            seen += 1
    assert seen > 4


def test_severities_become_levels() -> None:
    evaluation = evaluations.rich()
    levels = {"critical": "error", "high": "error", "low": "warning", "info": "note"}
    (run,) = _log(evaluation)["runs"]
    assert [result["level"] for result in run["results"]] == [levels[flag.severity] for flag in evaluation.flags]
    assert {flag.severity for flag in evaluation.flags} == set(levels)


def test_a_dismissed_finding_is_suppressed_with_its_reason() -> None:
    rich = evaluations.rich()
    dismissal = Dismissal(flag=rich.flags[1].id, reason="it is \x1bquoted")
    (run,) = _log(rich.model_copy(update={"dismissed": (dismissal,)}))["runs"]
    suppressed = [result["suppressions"] for result in run["results"]]
    assert suppressed[1] == [
        {"kind": "external", "status": "accepted", "justification": "it is \u27e8U+001B\u27e9quoted"}
    ]
    assert [found for place, found in enumerate(suppressed) if place != 1] == [[]] * (len(suppressed) - 1)


def test_what_could_not_be_read_is_told_and_the_run_no_success() -> None:
    rich = evaluations.rich()
    (invocation,) = _log(rich)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [note["message"]["text"].partition(":")[0] for note in invocation["toolExecutionNotifications"]] == [
        skip.name for skip in rich.skipped
    ]
    assert _log(evaluations.all_met())["runs"][0]["invocations"][0]["executionSuccessful"] is True


def test_names_are_uris_and_messages_make_no_links() -> None:
    hostile = evaluations.hostile()
    (run,) = _log(hostile)["runs"]
    for artifact in run["artifacts"]:
        assert re.fullmatch(r"[A-Za-z0-9._~/%:-]+", artifact["location"]["uri"])
    for result in run["results"]:
        assert not re.search(r"(?<!\\)\[", result["message"]["text"])


def test_several_products_share_a_run_and_each_result_knows_its_file() -> None:
    rich, hostile = evaluations.rich(), evaluations.hostile()
    (run,) = json.loads(sarif_report([rich, hostile]))["runs"]
    assert len(run["artifacts"]) == len(rich.documents) + len(hostile.documents)
    for result in run["results"]:
        for location in result["locations"]:
            artifact = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]


def test_a_report_of_the_same_words_has_the_same_fingerprints() -> None:
    rich = evaluations.rich()
    shifted = rich.model_copy(update={"flags": tuple(reversed(rich.flags))})
    prints = [
        {result["ruleId"]: result["partialFingerprints"] for result in _log(each)["runs"][0]["results"]}
        for each in (rich, shifted)
    ]
    assert prints[0] == prints[1]


@pytest.mark.parametrize(
    ("content", "carried"),
    [
        (b"Exosome serum cures acne.\n", False),
        ("The \ufb01nest exosome serum cures acne.\n".encode(), True),
        ("So\u200bft Cafe\u0301. Exosome serum cures acne.".encode(), True),
        (b"\xef\xbb\xbfExosome serum cures acne.", True),
        (b"Exosome serum\r\ncures acne.", True),
    ],
)
def test_a_text_that_is_read_otherwise_than_it_stands_is_carried_along(content: bytes, carried: bool) -> None:
    (run,) = _log(evaluate([Source(name="copy.txt", data=content)], load_rules()))["runs"]
    (artifact,) = run["artifacts"]
    assert ("contents" in artifact) is carried
    text = artifact["contents"]["text"] if carried else content.decode()
    assert run["results"]
    for result in run["results"]:
        for location in result["locations"]:
            region = location["physicalLocation"]["region"]
            line = text.split("\n")[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_a_correction_by_hand_is_carried_along() -> None:
    found = evaluate([Source(name="copy.txt", text="Exosome serum cures acne.")], load_rules())
    (document,) = found.documents
    edited = document.model_copy(update={"text": "Exosome serum heals acne."})
    log = _log(found.model_copy(update={"documents": (edited,)}))
    assert log["runs"][0]["artifacts"][0]["contents"] == {"text": "Exosome serum heals acne."}
