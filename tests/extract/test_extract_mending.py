"""Misread words are read as the rules spell them; figures, known words and other languages are left alone."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelcheck.evaluate import evaluate
from labelcheck.extract.mending import Guard, Mender, figure_words, is_torn, vocabulary
from labelcheck.extract.shadow import Edit, Shadow, shadow
from labelcheck.extract.spelling import ALIKE, UNLIKE, Vocabulary, distance
from labelcheck.models import Claim
from labelcheck.rules import load_rules

RULES = load_rules()
GUARD = Guard(RULES.word_lists)
WORDS = vocabulary(RULES, GUARD)
MENDER = Mender(WORDS, GUARD, figure_words(RULES))
LONGER = sorted(word for word in WORDS.words if len(word) >= 9 and word.isascii() and "en" in WORDS.words[word])
PIECES = st.sampled_from(
    [
        "exosornes",
        "ex0somes",
        "ex osomes",
        "Keeprefrigerated",
        "refrigerafe",
        "the",
        "vial",
        "10",
        "2O",
        "l0",
        "bi11ion",
    ]
    + ["1×10¹⁰", "micro-\nneedIing", "-", ",", "\n", "EX0SOMES", "İ", "ß", "엑소좀", "lyophi- \nlized", "|", "ca1lus"]
)


def mended(text: str) -> Shadow:
    return MENDER.mend(shadow(text, frozenset({"and"})))


def claims_of(text: str, kind: str) -> list[Claim]:
    return [claim for claim in evaluate([text], RULES).claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("the exosornes in it", "the exosomes in it"),
        ("the exosomcs in it", "the exosomes in it"),
        ("the ex osomes in it", "the exosomes in it"),
        ("the exo.somes in it", "the exosomes in it"),
        ("Keeprefrigerated at home", "keep refrigerated at home"),
        ("with platelet-derivedexosomes", "with platelet derived exosomes"),
        ("10 bi11ion of the exosomes", "10 billion of the exosomes"),
        ("the Sy5tem and the ex0s0me", "the system and the exosome"),
        ("use conditionod media", "use conditioned media"),
    ],
)
def test_a_misread_word_is_read_as_the_rules_spell_it(printed: str, read: str) -> None:
    assert mended(printed).low == read


@pytest.mark.parametrize(
    "text",
    [
        "the stern scrum of the sere",  # words, whatever they resemble
        "sodium hyaluronate and phenoxyethanol",  # an ingredient's words
        "the 2O billion, the l0 and the 1O",  # figures
        "for the nillion and the tillion",  # a million or a billion: never guessed
        "la procédure avec la crème pour les mains",  # a word of another language that has an English twin
        "Novaclex for the skin, Novaclex for the face",  # a name
        "in J Cosmet Dermatol. it is the",  # an abbreviation
    ],
)
def test_what_is_no_misread_word_is_left_alone(text: str) -> None:
    assert not mended(text).mends


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_every_place_of_a_mended_shadow_leads_into_the_text(text: str) -> None:
    view = mended(text)
    assert len(view.cased) == len(view.low)
    places = [view.origin(index) for index in range(len(view.low))]
    assert all(first <= second for first, second in pairwise(places))
    assert all(0 <= place < max(1, len(text)) for place in places)
    for mend in view.mends:
        assert view.low[mend.start : mend.end] == mend.words
        start, end = view.span(mend.start, mend.end)
        assert 0 <= start < end <= len(text)


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_figures_never_change(text: str) -> None:
    figures = re.compile(r"(?<![^\W_])\d\w*")
    before = shadow(text, frozenset({"and"}))
    assert figures.findall(mended(text).low) == figures.findall(before.low)


@given(st.sampled_from(sorted(word for word in GUARD.words if len(word) >= 4)))
@settings(max_examples=500, deadline=None)
def test_a_word_of_the_lists_is_never_mended(word: str) -> None:
    assert not mended(f"this is {word} and it is for the skin").mends


@given(st.sampled_from(LONGER), st.integers(0, 10_000))
@settings(max_examples=300, deadline=None)
def test_a_long_word_with_one_letter_misread_is_that_word_or_stays(word: str, seed: int) -> None:
    """Or it is another word that is no further from what was read: colorrant is colorant as well as colourant."""
    chance = random.Random(seed)
    place = chance.randrange(1, len(word) - 2)
    broken = word[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]
    read = mended(f"this is {broken} and it is").low.removeprefix("this is ").split(" ")[0]
    parted = broken.startswith(read) or is_one_apart(read, word)  # "lyophilizate on", run together; travelling
    assert read in (word, broken) or broken in GUARD or parted or is_one_apart(alike(read), alike(broken))


def alike(word: str) -> str:
    """A word with one spelling for the pairs of letters that run together in print."""
    return word.replace("rn", "m").replace("cl", "d").replace("vv", "w")


def is_one_apart(left: str, right: str) -> bool:
    """Whether two words differ by one letter put in, left out or changed."""
    short, long = sorted((left, right), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) <= 1
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def test_claims_quote_the_label_as_printed_and_show_what_was_read() -> None:
    text = "Store the exosornes. Keeprefrigerated. Here are 20 bilIion ex osomes/mL.\nApply after micro-\nneedlmg."
    found = evaluate([text], RULES).claims
    for claim in found:
        assert text[claim.start : claim.end] == claim.text
        for repair in claim.repairs:
            assert text[repair.start : repair.end] == repair.text
            assert claim.confidence < 0.9
    (dose,) = [claim for claim in found if claim.kind == "concentration"]
    assert dose.text == "20 bilIion ex osomes/mL" and dose.quantity and dose.quantity.low == 2e10
    assert [(repair.text, repair.read_as) for repair in dose.repairs] == [
        ("bilIion", "billion"),
        ("ex osomes", "exosomes"),
    ]
    (cold,) = [claim for claim in found if claim.kind == "storage"]
    assert cold.text == "refrigerated" and cold.repairs[0].text == "Keeprefrigerated"


def test_a_dose_survives_a_figure_inside_its_noun() -> None:
    (dose,) = claims_of("10 billion ex0somes/mL", "concentration")
    assert dose.quantity and (dose.quantity.low, dose.quantity.per) == (1e10, "mL")


@pytest.mark.parametrize(
    "text", ["2O billion exosomes/mL", "l0 billion exosomes/mL", "1 0 billion exosomes/mL", "2 5 billion exosomes"]
)
def test_a_broken_figure_is_not_read_in_part(text: str) -> None:
    assert not claims_of(text, "concentration")


def test_figures_of_a_text_with_many_faults_are_in_doubt_and_those_of_a_clean_one_are_not() -> None:
    clean = "Each vial contains 20 billion exosomes. Keep the vial refrigerated at 2-8 °C and use the serum at once."
    faulty = clean.replace("contains", "cantains").replace("refrigerated", "refrigeratcd")
    assert not any(claim.doubts for claim in evaluate([clean], RULES).claims)
    figures = [claim for claim in evaluate([faulty], RULES).claims if claim.quantity]
    assert figures and all(claim.doubts and claim.confidence <= 0.6 for claim in figures)


def test_an_edit_keeps_the_ends_of_a_word_that_grows_or_shrinks() -> None:
    view = shadow("ab cdefg hi", frozenset()).edited([Edit(3, 8, "xyz"), Edit(9, 11, "long")])
    assert view.low == "ab xyz long"
    assert view.span(3, 6) == (3, 8)
    assert view.span(7, 11) == (9, 11)
    split = shadow("ab cdefg hi", frozenset()).edited([Edit(3, 8, "cd efg")])
    assert split.span(6, 9) == (5, 8)


@pytest.mark.parametrize(
    ("word", "known", "cost"),
    [
        ("exosomes", "exosomes", 0),
        ("exosornes", "exosomes", ALIKE),
        ("exosommes", "exosomes", ALIKE),
        ("exosxmes", "exosomes", UNLIKE),
        ("exosmes", "exosomes", UNLIKE),
        ("exsoomes", "exosomes", UNLIKE),
    ],
)
def test_letters_that_look_alike_cost_less(word: str, known: str, cost: float) -> None:
    assert distance(word, known, 2) == cost


def test_two_words_as_near_are_no_answer() -> None:
    words = Vocabulary({"million": frozenset({"en"}), "billion": frozenset({"en"}), "serum": frozenset({"de"})})
    assert words.nearest("xillion") is None
    assert words.nearest("serun", {"en"}) is None
    found = words.nearest("serun", {"de"})
    assert found and (found.word, found.cost) == ("serum", UNLIKE)


def test_a_figure_after_a_torn_off_one_is_torn() -> None:
    assert is_torn("1 0 billion", 2)
    assert not is_torn("vial 3: 10 billion", 8)
