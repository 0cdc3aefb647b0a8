"""What comparing documents knows: a wrong file is named, and hundreds of papers cost their number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import labelcheck.compare.inspection as inspection
from labelcheck.evaluate import evaluate
from labelcheck.models import DossierRules, FaultSentence, Source
from labelcheck.rule_problems import dossier_problems
from labelcheck.rules import RuleErrors, load_rules


def problems(**fields: object) -> list[str]:
    return [message for _, message in dossier_problems(DossierRules.model_validate(fields))]


def sentence(message: str) -> dict[str, object]:
    return {"kind": "expired", "fact": "expires", "severity": "high", "message": message}


def test_the_shipped_file_has_a_sourced_tolerance_and_a_sentence_for_every_fault() -> None:
    known = load_rules().dossier
    assert known.tolerance and known.tolerance.share == 0.2 and known.tolerance.references
    kinds = {(one.kind, one.fact, one.limit) for one in known.sentences}
    facts = ("source", "dose", "storage", "lot", "product", "made", "expires")
    assert {("contradiction", fact, False) for fact in facts} <= kinds
    assert len({(one.kind, one.fact, one.limit, one.one_lot) for one in known.sentences}) == len(known.sentences)


@pytest.mark.parametrize("message", ["{shop} is past", "{words} and {", "{words:x} {nobody}"])
def test_a_blank_that_nothing_fills_is_refused(message: str) -> None:
    assert len(problems(sentences=[sentence(message)])) == 1


def test_two_sentences_for_one_fault_are_refused() -> None:
    assert "another sentence" in problems(sentences=[sentence("One."), sentence("Two.")])[0]


def test_a_sum_with_a_strange_blank_and_a_tolerance_without_a_source_are_refused() -> None:
    assert "no blank of a sum" in problems(sums={"count": "{words}"})[0]
    tolerance = {"share": 0.2, "why": "Because.", "references": ["somebody said so"]}
    assert "is no reference" in problems(tolerance=tolerance)[0]


def test_a_wrong_file_stops_the_rules_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("tolerance: {share: 20}\n", encoding="utf-8")
    with pytest.raises(RuleErrors) as caught:
        load_rules([tmp_path])
    assert any("dossier.yaml:1: tolerance.share" in problem for problem in caught.value.problems)


def test_without_a_sentence_a_fault_is_not_made_up() -> None:
    bare = load_rules().model_copy(update={"dossier": DossierRules()})
    evaluation = evaluate([Source(name="label.txt", text="Exosomes\nLot LM2405\nEXP 2020-01")], load_rules())
    assert inspection.inspected(evaluation, bare, date(2026, 11, 1)).faults == ()
    told = DossierRules(sentences=(FaultSentence.model_validate(sentence("“{words}” has passed.")),))
    faults = inspection.inspected(evaluation, bare.model_copy(update={"dossier": told}), date(2026, 11, 1)).faults
    assert [fault.message for fault in faults] == ["“EXP 2020-01” has passed."]


def comparisons(papers: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many comparisons of two papers it takes, where every paper names another lot and date."""
    texts = [
        f"Instructions for use\nExosomes\nLot: LM{24050 + place}\nEXP 2028-0{place % 9 + 1}" for place in range(papers)
    ]
    evaluation = evaluate([Source(name=f"d{place}.txt", text=text) for place, text in enumerate(texts)], load_rules())
    counted = 0
    real: Callable[..., object] = inspection.compared

    def counting(*arguments: object) -> object:
        nonlocal counted
        counted += 1
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(inspection, "compared", counting)
        inspection.inspected(evaluation, load_rules(), date(2026, 11, 1))
    return counted


def test_hundreds_of_papers_cost_their_number_and_not_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    fifty, hundred = comparisons(50, monkeypatch), comparisons(100, monkeypatch)
    assert 50 < fifty <= 50 * 60 and hundred <= 2.6 * fifty
