"""Which amounts have a place on the scale of particles per millilitre, and why the others have none."""

from __future__ import annotations

import pytest

from labelcheck.evaluate import evaluate
from labelcheck.grade import physics
from labelcheck.models import DoseScale, Evaluation
from labelcheck.rules import load_rules


def _scale(*texts: str) -> DoseScale | None:
    return _evaluated(*texts).dose


def _evaluated(*texts: str) -> Evaluation:
    return evaluate(list(texts), load_rules())


def test_a_dose_per_millilitre_has_its_place() -> None:
    scale = _scale("Rose callus exosomes, 10 billion particles per mL.")
    assert scale and not scale.unplaced
    (mark,) = scale.marks
    assert (mark.low, mark.high, mark.arithmetic, mark.probable) == (1e10, 1e10, None, False)


def test_a_dose_per_vial_has_one_where_its_volume_is_stated() -> None:
    scale = _scale("Rose callus exosomes, 10 billion particles per vial. 5 mL vial.")
    assert scale and not scale.unplaced
    (mark,) = scale.marks
    assert mark.low == mark.high == 2e9
    assert mark.arithmetic and "5 mL" in mark.arithmetic


def test_a_dose_said_twice_is_one_and_needs_no_sum() -> None:
    scale = _scale("Rose callus exosomes, 10 billion particles per vial. 5 mL vial. 2 billion particles per mL.")
    assert scale
    (mark,) = scale.marks
    assert mark.arithmetic is None and len(mark.claims) == 2


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("3 billion exosomes", "no basis"),
        ("3 billion exosomes per vial", "no volume"),
        ("5,000 ppm rose exosomes", "no count"),
    ],
)
def test_what_has_no_place_says_why(words: str, cause: str) -> None:
    scale = _scale(f"Serum with rose callus exosomes. {words}.")
    assert scale and not scale.marks
    assert [entry.cause for entry in scale.unplaced] == [cause]


def test_the_same_words_without_a_place_are_listed_once() -> None:
    scale = _scale("Rose exosome serum.\n3 billion exosomes", "Rose exosome serum.\n3 Billion exosomes")
    assert scale and len(scale.unplaced) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rose callus exosome serum.",
        "A plain cream with 5 % urea.",
        "Rose callus exosome serum. It does not contain 10 billion particles per mL.",
    ],
)
def test_no_amount_of_this_product_means_no_scale(text: str) -> None:
    scale = _scale(text)
    assert scale is None or not scale.marks


def test_the_ranges_agree_with_geometry_and_with_the_flags() -> None:
    ranges = {entry.title: entry for entry in load_rules().doses}
    for entry in ranges.values():
        if entry.kind == "limit":
            size = float(entry.title.split(" at ")[1].removesuffix(" nm"))
            assert entry.low == pytest.approx(physics.packing_limit(size), rel=0.03)
    checks = {flag.id: flag.check for flag in load_rules().flags if flag.check}
    rare, hard = checks["general/count-extraordinary"], checks["general/count-implausible"]
    bands = [(entry.low, entry.high) for entry in ranges.values() if entry.kind == "band"]
    assert bands[1:] == [
        (rare.at_least, rare.below),
        (hard.at_least, pytest.approx(physics.packing_limit(100), rel=0.03)),
    ]
    assert bands[0][1] == bands[1][0]


def test_ranges_of_our_own_say_so() -> None:
    for entry in load_rules().doses:
        assert entry.known.startswith(("Our own reckoning", "A seller's own figure", "Sellers' own figures"))
        assert entry.kind == "disclosed" or entry.known.startswith("Our own reckoning")


@pytest.mark.parametrize(
    ("words", "bound", "hedged"),
    [
        ("up to 10 billion particles per mL", "at most", False),
        ("at least 10 billion particles per mL", "at least", False),
        ("approximately 10 billion particles per mL", "about", False),
        ("up to 50 billion particles per vial (5 mL)", "at most", False),
        ("It may contain 10 billion particles per mL", None, True),
    ],
)
def test_a_mark_knows_how_its_figure_is_meant(words: str, bound: str | None, hedged: bool) -> None:
    scale = _scale(f"Rose callus exosome serum. {words}.")
    assert scale
    (mark,) = scale.marks
    assert (mark.low, mark.high, mark.bound, mark.hedged) == (1e10, 1e10, bound, hedged)


def test_at_most_and_at_least_the_same_are_two_doses() -> None:
    scale = _scale("Rose exosome serum. Up to 10 billion exosomes per mL.\nRose: at least 10 billion exosomes per mL.")
    assert scale and {mark.bound for mark in scale.marks} == {"at most", "at least"}
