"""Whose a statement is: another product of one line, another article of a price list, a reagent's lot."""

from __future__ import annotations

import pytest
from shelves import TODAY

from labelcheck.compare import Product, compare
from labelcheck.dossiers import Cell, Dossier
from labelcheck.language import say, speaking
from labelcheck.models import Source

MAIL = (
    "thanks for your interest in Orrin Calm. Prices are per box.\n\nItem                 Pack\n"
    "Orrin Calm (skin)    5 x 3 mL\nOrrin Calm HAIR      5 x 3 mL\n\n"
    "Our exosomes are of placenta, 15 billion per 3 mL vial. The panel of the HAIR version is attached.\n"
)
HAIR = (
    "Certificate of Analysis\nProduct: Orrin Calm HAIR exosomes\nBatch: OH2605\n"
    "Particle number: 9.1 x 10^9 / mL (NTA)\nMean size: 127 nm\nCD63 positive\n"
)


def compared(*texts: str, name: str = "05 orrin") -> Dossier:
    sources = tuple(Source(name=f"paper-{place}.txt", text=text) for place, text in enumerate(texts))
    return compare([Product(name, sources)], today=TODAY).dossiers[0]


def cell(found: Dossier, name: str) -> Cell:
    return next(each for each in found.cells if each.id == name)


def test_a_certificate_of_another_product_of_the_line_answers_nothing_in_full_and_contradicts_nothing() -> None:
    found = compared(MAIL, HAIR)
    assert [(fault.kind, fault.severity) for fault in found.faults] == [("other product", "critical")]
    assert "speaks of “Orrin Calm”" in found.faults[0].message and "Orrin Calm HAIR" in found.faults[0].message
    with speaking("ko"):
        assert say(found.faults[0].message) != found.faults[0].message
    assert cell(found, "lot").borrowed == cell(found, "size").borrowed == ("paper-1.txt",)
    assert found.dose and found.dose.low == 5e9 and not found.dose.disputed


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ((MAIL, HAIR), "Orrin Calm Hair"),
        ((MAIL.replace("interest in Orrin Calm", "interest in Orrin Calm HAIR"), HAIR), "orrin"),
        ((MAIL, HAIR, "Product name: Orrin Calm Hair\nNet contents 5 mL"), "orrin"),
        ((MAIL.replace("Orrin Calm", "Orrin"), HAIR.replace("Orrin Calm", "Orrin")), "orrin"),
        ((MAIL, HAIR.replace("Calm HAIR", "Calm skin booster")), "orrin"),
    ],
)
def test_what_may_well_be_this_product_is_no_other(texts: tuple[str, ...], name: str) -> None:
    assert "other product" not in {fault.kind for fault in compared(*texts, name=name).faults}


def test_a_longer_name_in_a_field_is_another_product_where_its_words_tell_products_apart() -> None:
    label = "Product name: Orrin Calm Exosome Serum\nNet contents 5 mL\n"
    found = compared(label, HAIR)
    assert [(fault.kind, fault.severity) for fault in found.faults] == [("other product", "critical")]
    assert cell(found, "lot").borrowed == ("paper-1.txt",)
    for own in (label.replace("Calm", "Calm Hair"), label.replace("Calm", "CalmHair")):
        assert not compared(own, HAIR).faults
    assert not compared(label.replace("Calm", "Calm Hair"), HAIR.replace(" HAIR", "")).faults


SHEET = "Fiche technique - SÉRUM OR EXO 10\nExosomes de lait, 10 milliards de particules par ml, mesurée par TRPS.\n"
LIST = (
    "Référence ; Désignation ; Prix HT\nOR10 ; Sérum OR EXO 10 ; 310 €\n"
    "OR50 ; Sérum OR EXO 50 (50 milliards de particules par ml) ; 690 €\n"
    "Le lot n° OR50-2602 a été testé : endotoxines < 0,1 UE/ml.\n"
)


def test_the_lot_of_another_article_of_a_price_list_is_no_lot_of_this_one() -> None:
    found = compared(SHEET, LIST)
    assert cell(found, "lot").outcome == "not stated" and not found.faults
    assert "0,1" not in cell(found, "sterility").value and "0.1" not in cell(found, "sterility").value
    assert found.dose and found.dose.low == 1e10
    own = compared(SHEET, LIST.replace("OR50-2602", "OR10-2602"))
    assert cell(own, "lot").outcome == "met" and "OR10-2602" in cell(own, "lot").value
    assert "0.1" in cell(own, "sterility").value.replace(",", ".")


def test_lots_of_reagents_and_standards_are_none_of_the_product() -> None:
    text = "Certificate of Analysis\nExosomes\n{lot}Reference standard lot: R9\nReagent lot 55812\n"
    assert cell(compared(text.format(lot="")), "lot").outcome == "not stated"
    own = cell(compared(text.format(lot="Lot: OR2601\n")), "lot")
    assert (own.outcome, own.value) == ("met", "OR2601")
