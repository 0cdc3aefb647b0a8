"""What photos add to claims: numbers printed under barcodes are no doses, and two photos of one line are one claim."""

from __future__ import annotations

import pytest

from labelcheck.extract import find_claims
from labelcheck.models import Box, Code, Document, Page, Twin, Word
from labelcheck.rules import load_rules

_DOSE = "5 billion exosomes per mL"


def _photo(name: str, text: str, *codes: str, twins: tuple[Twin, ...] = ()) -> Document:
    """A photo with a row of words for each line."""
    words: list[Word] = []
    start = 0
    for row, line in enumerate(text.split("\n")):
        for word in line.split(" "):
            box = Box(page=1, x0=10.0 * start, top=40.0 * row, x1=10.0 * (start + len(word)), bottom=40.0 * row + 20)
            words.append(Word(text=word, start=start, end=start + len(word), box=box, confidence=0.97))
            start += len(word) + 1
    return Document(
        name=name,
        sha256="0" * 64,
        kind="image",
        reader="paper",
        languages=("en",),
        text=text,
        words=tuple(words),
        pages=(Page(number=1, width=5000, height=900, start=0, end=len(text), verdict="photo"),),
        codes=tuple(Code(format="EAN-13", text=code, box=Box(page=1, x0=0, top=0, x1=9, bottom=9)) for code in codes),
        twins=twins,
    )


@pytest.mark.parametrize("digits", ["4006381333931", "4 006381 333931", "4006381 333931"])
def test_the_number_under_a_barcode_is_no_dose(digits: str) -> None:
    text = f"Rose exosomes\n{digits} exosomes per vial\n{_DOSE}"
    plain = find_claims([_photo("a", text)], load_rules())
    known = find_claims([_photo("a", text, "4006381333931")], load_rules())
    assert sum(claim.quantity is not None for claim in plain) == 2
    assert [claim.text for claim in known if claim.quantity] == [_DOSE]


def test_a_dose_on_two_photos_is_one_claim_with_both_places() -> None:
    front, back = f"Rose exosomes\n{_DOSE}", f"{_DOSE}\nKeep refrigerated"
    here, there = front.index(_DOSE), 0
    twin = Twin(start=there, end=len(_DOSE), document=0, other_start=here, other_end=here + len(_DOSE))
    documents = (_photo("front", front), _photo("back", back, twins=(twin,)))
    claims = find_claims(documents, load_rules())
    doses = [claim for claim in claims if claim.quantity]
    assert [(claim.document, claim.text) for claim in doses] == [(0, _DOSE)]
    (place,) = doses[0].also
    assert (place.document, back[place.start : place.end]) == (1, _DOSE) and place.boxes
    assert [claim.id for claim in claims] == [f"c{number}" for number in range(1, len(claims) + 1)]
    for claim in claims:
        assert documents[claim.document].text[claim.start : claim.end] == claim.text
    apart = find_claims((_photo("front", front), _photo("back", back)), load_rules())
    assert sum(claim.quantity is not None for claim in apart) == 2


def test_claims_of_the_earlier_photo_move_to_the_clearer_later_one() -> None:
    twin = Twin(start=0, end=len(_DOSE), document=1, other_start=0, other_end=len(_DOSE), reading="5 bi11ion exo")
    claims = find_claims((_photo("front", _DOSE, twins=(twin,)), _photo("back", _DOSE)), load_rules())
    (dose,) = [claim for claim in claims if claim.quantity]
    assert dose.document == 1 and [place.document for place in dose.also] == [0]


def test_what_is_meant_differently_stays_apart() -> None:
    """The same words under a denial in one photo and without it in the other are two findings."""
    line = "contains umbilical cord stem cell exosomes"
    denied = f"This product in no way\n{line}"
    here = denied.index(line)
    twin = Twin(start=here, end=here + len(line), document=0, other_start=0, other_end=len(line))
    claims = find_claims((_photo("front", line), _photo("back", denied, twins=(twin,))), load_rules())
    statuses = {(claim.document, claim.status) for claim in claims if claim.kind == "source"}
    assert (0, "asserted") in statuses and (1, "negated") in statuses
