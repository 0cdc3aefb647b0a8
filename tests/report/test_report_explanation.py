"""Every claim is explained from its own evidence, and in words that can be traced to it."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.report import text_report
from labelcheck.report.contract_json import contract
from labelcheck.report.explanation import explanation


def explained(text: str, words: str) -> str:
    evaluation = evaluate([text])
    claims = [claim for claim in evaluation.claims if claim.text in words or words in claim.text]
    assert claims, f"no claim at {words!r}"
    return " ".join(explanation(evaluation, claims[0]))


def test_rule_words_and_deciding_cue_are_named() -> None:
    told = explained("Exosome serum. No refrigeration needed.", "refrigeration")
    assert "“refrigeration”" in told and "storage/refrigerated" in told
    assert "denied because of “No” (en/negation" in told


def test_what_nothing_denies_is_said_to_be_so() -> None:
    assert "no word around it denies" in explained("Rose callus exosomes 5 ml", "Rose callus exosomes")


def test_a_repaired_value_is_called_probable() -> None:
    told = explained("1010 exosome particles/mL in each vial", "1010 exosome particles/mL")
    assert "probable" in told and "10¹⁰" in told


def test_a_count_without_a_basis_says_that_it_has_none() -> None:
    assert "nothing that says in what" in explained("With 3 billion exosomes", "3 billion exosomes")


@pytest.mark.parametrize("explain", [False, True])
def test_the_text_report_explains_when_asked(explain: bool) -> None:
    report = text_report(evaluate(["Rose exosomes. Keep refrigerated."]), explain=explain)
    assert ("How every claim was read" in report) is explain


def test_the_json_explains_every_claim() -> None:
    data = contract(evaluate(["Rose exosomes. Keep refrigerated. Unlike others, no stem cells."]))
    assert data["claims"] and all(claim["explanation"] for claim in data["claims"])
