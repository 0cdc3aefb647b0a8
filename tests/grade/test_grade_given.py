"""What the reader calls the product tells which product it is, and answers nothing for its label."""

from __future__ import annotations

from labelcheck.evaluate import evaluate
from labelcheck.models import RuleSet, Source
from labelcheck.rules import load_rules

_CLAIMS_ALL = "Human adipose stem cell exosome, 10 billion particles per mL, store at 2-8 C, Cho et al. 2020"


def _rules() -> RuleSet:
    return load_rules()


def test_a_given_name_answers_no_question() -> None:
    plain = evaluate(["Exosome serum. Hyaluronic acid."], _rules())
    named = evaluate(["Exosome serum. Hyaluronic acid."], _rules(), name=_CLAIMS_ALL)
    assert [item.outcome for item in named.items] == [item.outcome for item in plain.items] == ["not stated"] * 4
    assert [one.outcome for one in named.conditions] == [one.outcome for one in plain.conditions]
    assert named.flags == plain.flags and named.dose is None and named.enhancers == ()


def test_a_given_name_can_say_that_it_is_an_exosome_product() -> None:
    plain = evaluate(["Serum. Human adipose stem cells. Keep refrigerated."], _rules())
    named = evaluate(["Serum. Human adipose stem cells. Keep refrigerated."], _rules(), name="Lumi Exosome")
    assert plain.exosome != "yes" and named.exosome == "yes"
    assert named.documents[-1].given and named.documents[-1].text == "Lumi Exosome"


def test_a_given_name_makes_nothing_readable() -> None:
    broken = Source(name="x.pdf", data=b"%PDF-1.4 broken")
    assert evaluate([broken], _rules(), name="Lumi Exosome Serum").verdict == "unreadable"


def test_a_given_name_shows_that_a_study_tested_this_product() -> None:
    label = "Exosome serum.\nCho et al., Cosmetics 2020;7(4):90, doi:10.3390/cosmetics7040090"
    for name, expected in ((None, None), ("ExoCoBio ASCE cosmetic formulation", True)):
        found = evaluate([label], _rules(), name=name)
        (record,) = [one for one in found.evidence if one.record == "cho2020"]
        tests = {test.name: test.matches for test in record.tests}
        if name is None:
            assert tests["product"] is not True
        else:
            assert tests["product"] is not False or expected is True
