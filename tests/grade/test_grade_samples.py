"""The six samples give the outcomes that their script says, in every form they can be read in."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.samples import sample, sample_names, sample_source

FORMS = [(name, form) for name in sample_names() for form in sample(name).readable]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_a_sample_gives_the_outcomes_its_script_says(name: str, form: str) -> None:
    expected = sample(name).expected
    found = evaluate([sample_source(name, form)])
    assert not found.skipped
    assert {item.id: item.outcome for item in found.items} == dict(expected.items)
    assert {condition.id: condition.outcome for condition in found.conditions} == dict(expected.conditions)
    assert (found.exosome, found.verdict) == (expected.exosome, expected.verdict)
