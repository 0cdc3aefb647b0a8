"""What a label must say to match a study, in words: for every record the words keep what the tests do."""

from __future__ import annotations

from typing import Any

import pytest

from labelcheck.cli import main
from labelcheck.grade import matching
from labelcheck.models import Claim, Kind, Study
from labelcheck.reference import TEST_NAMES, study_tests
from labelcheck.rules import load_rules

STUDIES = load_rules().studies


def _claim(kind: Kind, value: str) -> Claim:
    return Claim(id=value, rule=f"{kind}/x", kind=kind, document=0, text=value, start=0, end=1, value=value)


def _matching_label(study: Study, name: str) -> matching.Label:
    """A label that says of its product what the words ask for."""
    told = " ".join(study.product.names[:1]).casefold() if study.product else ""
    sources = [source for source in study.sources if not source.endswith("_unspecified")] or list(study.sources)
    alone = study.route == "topical" and name == "route"  # such a study with a device matches no label in both tests
    devices = (
        () if alone else study.devices or (("microneedling",) if study.route == "topical after a procedure" else ())
    )
    injected = (_claim("overclaim", "injection"),) if study.route == "injection" else ()
    return matching.Label(
        text=told,
        all_text=told,
        sources=tuple(_claim("source", value) for value in sources[:1]),
        devices=tuple(_claim("enhancer", value) for value in devices),
        injected=injected,
        indications=tuple(_claim("indication", value) for value in study.indications[:1]),
        partly_read=False,
    )


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.id)
def test_a_label_that_says_what_the_words_ask_for_matches(study: Study) -> None:
    words = dict(study_tests(study))
    assert list(words) == list(TEST_NAMES)
    for name, said in words.items():
        (test,) = [test for test in matching.tests_of(study, _matching_label(study, name)) if test.name == name]
        if said.startswith("Cannot be told"):
            assert test.matches is None, (said, test)
        elif said.startswith("Fails") or "no label matches for sure" in said:
            assert test.matches is False, (said, test)
        else:
            assert test.matches is True, (said, test)


@pytest.mark.parametrize(
    ("fields", "name", "words"),
    [
        ({"route": "injection"}, "route", "The label speaks of injection."),
        ({"route": "unknown"}, "route", "Cannot be told for any label: how it was given is not known here."),
        ({"devices": ("rf", "led")}, "device", "The label names all of the devices: rf, led."),
        ({"devices": ("rf", "led"), "either_device": True}, "device", "The label names one of the devices: rf or led."),
        ({"indications": ("acne_scars", "pores")}, "indication", "The label says that it is for: acne scars or pores."),
        ({"kind": "review"}, "results", "Fails for every label: it is no study of a product on people."),
        ({"results": "none"}, "results", "Fails for every label: it is registered, and no results were found."),
        ({"product": None}, "product", "Cannot be told for any label: which product it tested is not known here."),
    ],
)
def test_the_words_follow_the_record(fields: dict[str, Any], name: str, words: str) -> None:
    study = next(study for study in STUDIES if study.human).model_copy(update=fields)
    assert dict(study_tests(study))[name] == words  # type: ignore[index]


def test_evidence_show_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", "show", "cho2020"]) == 0
    out = capsys.readouterr().out
    assert "What a label must say for this study to speak of its product:" in out
    for name in TEST_NAMES.values():
        assert f"\n{name}: " in out
