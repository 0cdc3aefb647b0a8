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
    rules = _rules()
    study = next(one for one in rules.studies if one.product and one.product.names and one.references)
    assert study.product is not None
    label = f"Exosome serum with human platelet exosomes.\nTested in a study: {study.references[0]}"

    def product_test(name: str | None) -> bool | None:
        (found,) = [one for one in evaluate([label], rules, name=name).evidence if one.record == study.id]
        return next(test.matches for test in found.tests if test.name == "product")

    assert product_test(None) is not True
    assert product_test(study.product.names[0]) is True


def test_where_nothing_was_read_no_number_is_said_to_stand_there() -> None:
    broken = evaluate([Source(name="x.pdf", data=b"%PDF-1.4 broken")], _rules())
    doubtful = evaluate(["Human adipose exosome serum. 7×10⁵⁵ particles per mL."], _rules())
    reasons = [next(item for item in one.items if item.id == "concentration") for one in (broken, doubtful)]
    assert {item.outcome for item in reasons} == {"unreadable"}
    assert reasons[0].reason == "Part of the label could not be read, so a number may stand there."
    assert reasons[1].reason == "A number stands there and could not be read for sure."
