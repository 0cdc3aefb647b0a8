"""Ingredient lists: found in any layout, parted into entries, and never read as sentences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from labelcheck.capture import read
from labelcheck.extract import find_claims
from labelcheck.extract.ingredients import IngredientList, ingredient_lists, joined
from labelcheck.extract.list_words import ListWords
from labelcheck.extract.shadow import Shadow, shadow
from labelcheck.models import Claim, Source
from labelcheck.rules import load_rules

RULES = load_rules()
LABELS = yaml.safe_load(Path(__file__).with_name("ingredient_labels.yaml").read_text(encoding="utf-8"))
WORDS = ListWords(RULES)
CONNECTORS = frozenset(word for context in RULES.contexts.values() for word in context.binding.connectors)

NAMES = st.sampled_from(
    [
        "Water",
        "Aqua (Water)",
        "Glycerin",
        "1,2-Hexanediol",
        "Sodium Hyaluronate",
        "Butylene Glycol",
        "Citric Acid",
        "Rosa Damascena Callus Extracellular Vesicles",
        "Exosomes",
        "Panthenol (2 %)",
        "Acrylates/C10-30 Alkyl Acrylate Crosspolymer",
        "Alcohol Denat.",
        "Sodium\nChloride",
    ]
)
SEPARATORS = st.sampled_from([", ", ",", ",\n", "; ", " · ", " | ", " • "])
PIECES = (
    NAMES
    | SEPARATORS
    | st.sampled_from(
        [
            "Ingredients:",
            "INCI\n",
            "\n",
            "\n\n",
            ". ",
            "(",
            ")",
            "[",
            "전성분: ",
            "정제수",
            "水、",
            "Store at 2-8 °C",
            "it is",
            "5 %",
        ]
    )
)


def lists_in(text: str) -> tuple[Shadow, tuple[IngredientList, ...]]:
    view = shadow(read(Source(name="label.txt", text=text)).text, CONNECTORS)
    return view, ingredient_lists(view, WORDS)


def entries_in(text: str) -> list[str]:
    view, lists = lists_in(text)
    return [
        re.sub(r"(?<!-)\n", " ", view.text[slice(*view.span(entry.start, entry.end))])
        for one in lists
        for entry in one.entries
    ]


def claims_in(text: str) -> tuple[Claim, ...]:
    return find_claims([read(Source(name="label.txt", text=text))], RULES)


def sources_in(text: str) -> list[Claim]:
    found = claims_in(text)
    return [one for one in found if one.kind == "source" and (one.status, one.subject) == ("asserted", "product")]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["name"])
def test_a_list_comes_apart_into_its_entries_and_names_the_source(label: dict[str, Any]) -> None:
    assert entries_in(label["text"]) == label["entries"]
    assert sorted({str(one.value) for one in sources_in(label["text"])}) == sorted(label["sources"])


@pytest.mark.parametrize("label", [one for one in LABELS if one["entries"]], ids=lambda label: label["name"])
def test_a_source_from_a_list_quotes_exactly_its_entry(label: dict[str, Any]) -> None:
    entries = [re.sub(r"\s", "", entry) for entry in label["entries"]]
    assert all(re.sub(r"\s", "", claim.text) in entries for claim in sources_in(label["text"]))


@pytest.mark.parametrize("separator", [", ", ",", "; ", " • ", " · ", " | ", "\n", ",\n"])
@pytest.mark.parametrize("heading", ["Ingredients: ", "INCI\n", "Bestandteile:\n", ""])
def test_any_separator_parts_the_same_entries(heading: str, separator: str) -> None:
    names = ["Water", "Glycerin", "Niacinamide", "Rosa Damascena Leaf Vesicles", "Citric Acid", "Panthenol", "Carbomer"]
    assert entries_in(heading + separator.join(names)) == names


@pytest.mark.parametrize("place", range(6))
def test_a_full_stop_for_any_comma_parts_as_a_comma_does(place: int) -> None:
    names = [
        "Water",
        "Glycerin",
        "Sodium Hyaluronate",
        "Citrus Limon Fruit Exosomes",
        "Allantoin",
        "Lactic Acid",
        "Betaine",
    ]
    marks = [". " if number == place else ", " for number in range(6)] + [""]
    assert entries_in("Ingredients: " + "".join(map("".join, zip(names, marks, strict=True)))) == names


def test_a_break_at_any_space_leaves_the_source_found() -> None:
    text = "Ingredients: Water, Glycerin, Phalaenopsis Amabilis Callus Extracellular Vesicles, Sodium Hyaluronate, Urea"
    for space in re.finditer(" ", text):
        broken = text[: space.start()] + "\n" + text[space.end() :]
        assert [one.value for one in sources_in(broken)] == ["plant_phalaenopsis"], broken


@pytest.mark.parametrize(
    "entry",
    [
        "Cold Water Extract",
        "Laser Clover Extract",
        "Plasma Protein",
        "Acne Bark Powder",
        "Alcohol-free Fragrance",
        "LED Berry Extract",
    ],
)
def test_words_that_claim_elsewhere_claim_nothing_in_a_list(entry: str) -> None:
    found = claims_in(f"Ingredients: Water, Glycerin, {entry}, Rosa Damascena Callus Exosomes, Panthenol, Citric Acid.")
    headings = ("format/ingredient-list", "paper/label")
    assert {one.kind for one in found if one.rule not in headings} == {"scope", "source"}
    assert {one.status for one in found} == {"asserted"}


def test_spicules_in_a_list_are_an_enhancer() -> None:
    for name in ("Hydrolyzed Sponge", "Spongilla Spicule", "Sponge Spicules"):
        found = claims_in(f"Ingredients: Water, Glycerin, {name}, Silica, Exosomes")
        assert {one.rule for one in found if one.kind == "enhancer"} == {"enhancer/spicule"}, name


def test_a_share_belongs_to_its_own_entry() -> None:
    own = claims_in(
        "Ingredients: Water, Rosa Damascena Callus Extracellular Vesicles (10,000 ppm), Glycerin, Panthenol"
    )
    assert [one.quantity.low for one in own if one.kind == "concentration" and one.quantity] == [10_000]
    for separator in (", ", " | ", "\n", "; "):
        text = "Ingredients: " + separator.join(
            ["Water", "Niacinamide 5 %", "Exosomes", "20,000 ppm Panthenol", "Glycerin"]
        )
        assert not [one for one in claims_in(text) if one.kind == "concentration"], text


@pytest.mark.parametrize(
    "entry",
    [
        "Premium Leaf Vesicles",
        "Sweet Dune Fruit Vesicles",
        "Human Hair Root Exosomes",
        "Leaf Exosomes",
        "Exosomes",
        "Phalaenopsis Amabilis Callus Lysate",
        "Phalaenopsis Amabilis Callus Extract",
    ],
)
def test_no_plant_is_named_where_no_genus_stands_before_vesicles(entry: str) -> None:
    found = sources_in(f"Ingredients: Water, Glycerin, {entry}, Exosomes, Panthenol, Citric Acid")
    assert not [one for one in found if one.rule == "source/plant-other"]


def test_a_latin_name_outside_a_list_is_left_alone() -> None:
    assert not [
        one for one in sources_in("Our Magna Nova fruit exosomes are here.") if one.rule == "source/plant-other"
    ]


@given(st.lists(PIECES, max_size=40).map("".join) | st.lists(NAMES, min_size=6, max_size=30).map(", ".join))
@settings(max_examples=200, deadline=None)
def test_entries_stand_in_the_text_in_order_and_hold_all_but_marks(text: str) -> None:
    view, lists = lists_in(text)
    last = 0
    for one in lists:
        assert one.entries
        for entry in one.entries:
            assert last <= entry.start < entry.end <= len(view.low)
            assert any(char.isalpha() for char in view.low[entry.start : entry.end])
            if last and entry is not one.entries[0]:
                assert not any(char.isalpha() for char in view.low[last : entry.start])
            last = entry.end
    one_line = joined(view, lists)
    assert len(one_line.low) == len(view.low) == len(one_line.cased)
    assert all("\n" not in one_line.low[entry.start : entry.end] for one in lists for entry in one.entries)


@given(st.lists(NAMES, min_size=3, max_size=20), st.sampled_from([", ", "; ", " · ", "•"]))
@settings(max_examples=60, deadline=None)
def test_every_name_of_a_list_with_a_heading_is_an_entry(names: list[str], separator: str) -> None:
    text = "Ingredients: " + separator.join(names)
    assert [entry.rstrip(".") for entry in entries_in(text)] == [name.replace("\n", " ").rstrip(".") for name in names]
