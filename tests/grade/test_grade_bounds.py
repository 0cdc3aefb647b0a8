"""What "more than" and "up to" leave open, text against list, what is told of studies: no accusation by mistake."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.models import Source
from labelcheck.rules import load_rules

RULES = load_rules()


def raised(*texts: str) -> set[str]:
    sources = [Source(name=f"{place}.txt", text=text) for place, text in enumerate(texts)]
    return {flag.rule.removeprefix("general/") for flag in evaluate(sources, RULES, markets=()).flags}


@pytest.mark.parametrize(
    ("front", "certificate", "differ"),
    [
        ("More than 10 billion exosomes per vial.", "15 billion exosomes per vial.", False),
        ("Up to 20 billion exosomes per vial.", "12 billion exosomes per vial.", False),
        ("More than 10 billion exosomes per vial.", "5 billion exosomes per vial.", True),
        ("Up to 20 billion exosomes per vial.", "50 billion exosomes per vial.", True),
        ("10 billion exosomes per vial.", "50 billion exosomes per vial.", True),
    ],
)
def test_a_bound_leaves_one_side_open(front: str, certificate: str, differ: bool) -> None:
    found = raised(f"Adipose exosome vial. {front}", f"Certificate of the adipose exosome vial. {certificate}")
    assert ("texts-disagree-on-dose" in found) is differ


@pytest.mark.parametrize(
    ("front", "insert", "differ"),
    [
        ("Rose exosome serum.", "The serum holds milk exosomes.", True),
        ("Plant exosome serum.", "The serum holds milk exosomes.", True),
        ("Plant exosome serum.", "The serum holds rose exosomes.", False),
        ("Rose exosome serum.", "The serum holds rose exosomes and milk exosomes.", False),
    ],
)
def test_sources_differ_by_name_or_by_class(front: str, insert: str, differ: bool) -> None:
    assert ("texts-disagree-on-source" in raised(front, insert)) is differ


LIST = "Ingredients: Water, Glycerin, Butylene Glycol, {}, Phenoxyethanol, Carbomer"


@pytest.mark.parametrize(
    ("front", "entry", "flags"),
    [
        ("Rose exosome serum.", "Centella Asiatica Leaf Extract", {"list-without-exosomes"}),
        ("Rose exosome serum.", "Rosa Damascena Callus Extracellular Vesicles", {"list-vesicles-front-exosome"}),
        (
            "Rose exosome serum.",
            "Lactobacillus Extracellular Vesicles",
            {"list-other-class"},
        ),
        ("Rose vesicle serum.", "Rosa Damascena Callus Extracellular Vesicles", set()),
    ],
)
def test_the_text_is_held_against_the_ingredient_list(front: str, entry: str, flags: set[str]) -> None:
    assert {flag for flag in raised(f"{front}\n{LIST.format(entry)}") if flag.startswith("list-")} == flags


def test_a_study_told_on_the_label_gives_no_instruction() -> None:
    told = "Adipose exosome serum. In a 12-week split-face trial with fractional laser the scars looked better."
    evaluation = evaluate([told], RULES)
    assert [(use.value, use.state) for use in evaluation.enhancers] == [("laser", "in a study")]
    assert next(one.outcome for one in evaluation.conditions if one.id == "penetration") == "not stated"


@pytest.mark.parametrize(
    "line", ["Lot L7781 Exp 2029-04", "Charge B 77, Exp. 12/2027", "Made by Aral S. Skin Care GmbH, Bremen 2024"]
)
def test_a_line_of_the_package_is_no_publication(line: str) -> None:
    evaluation = evaluate([f"Rose callus exosome serum. {line}"], RULES)
    assert next(item.outcome for item in evaluation.items if item.id == "clinical-data") == "not stated"
    assert not evaluation.evidence
