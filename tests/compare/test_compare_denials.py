"""A supplier that says "not tested" beside one that is silent: every form of a comparison tells the two apart."""

from __future__ import annotations

import csv
import io
import re
import zipfile

from shelves import TODAY

from labelcheck.compare import Product, compare
from labelcheck.compare.export import comparison_csv, comparison_data, comparison_xlsx, matrix_svg
from labelcheck.compare.listing import comparison_text
from labelcheck.dossiers import Comparison
from labelcheck.language import speaking
from labelcheck.models import Source
from labelcheck.report.request import request_letter

REFUSER = """Human adipose MSC exosomes
Cell line: proprietary
Sterility: no growth; Endotoxin: 0.05 EU/mL; Mycoplasma: not tested
CD63: positive. TSG101: not tested
Isolation method: not disclosed
Donors are not tested for HIV.
Lot No.: n/a
Storage: not specified
Size distribution: not determined
A certificate of analysis is not supplied with this product.
"""
SENTENCE = re.compile(r"[A-Z][a-z]+(?: [a-z]+){4,}")


def compared() -> Comparison:
    products = [
        Product("Refuser", (Source(name="sheet.txt", text=REFUSER),)),
        Product("Silent", (Source(name="sheet.txt", text="Human adipose MSC exosomes"),)),
    ]
    return compare(products, checklist="clinic-supplier", today=TODAY)


def test_a_cell_tells_what_is_denied_apart_from_what_is_missing() -> None:
    cells = {cell.id: cell for cell in compared().dossiers[0].cells}
    assert (cells["lot"].outcome, cells["lot"].value) == ("contrary", "Lot No.: n/a")
    sterility = cells["sterility"]
    assert (sterility.outcome, sterility.missing, sterility.denied) == ("partly", (), ("a mycoplasma result",))
    assert "not tested" not in sterility.value
    assert "Mycoplasma: not tested" in [quote.text for quote in sterility.quotes]
    markers = cells["markers"]
    assert markers.denied == ("a marker from inside the vesicles (such as TSG101)",)
    assert markers.missing == ("a purity control (such as calnexin)",)
    assert cells["certificate"].missing == () and len(cells["certificate"].denied) == 2


def test_the_listing_and_the_matrix_say_no_where_the_other_is_not_stated() -> None:
    told = comparison_text(compared(), width=200)
    assert re.search(r"\[!\] Lot +says no: Lot No\.: n/a", told) and re.search(r"\[ \] Lot +not stated", told)
    assert "(said not to be given: a mycoplasma result)" in told
    picture = matrix_svg(compared())
    assert "Lot: says no" in picture and "Lot: not stated" in picture


def test_the_table_for_spreadsheets_has_what_is_denied_in_a_column_of_its_own() -> None:
    rows = list(csv.DictReader(io.StringIO(comparison_csv(compared()).decode("utf-8-sig"))))
    assert [row["lot"] for row in rows] == ["says no", "not stated"]
    assert [row["sterility: said not to be given"] for row in rows] == ["a mycoplasma result", ""]
    assert "mycoplasma" not in rows[0]["sterility: missing"] and "mycoplasma" in rows[1]["sterility: missing"]
    with zipfile.ZipFile(io.BytesIO(comparison_xlsx(compared()))) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    assert "says no: Lot No.: n/a" in words and "(said not to be given: a mycoplasma result)" in words


def test_the_data_names_what_is_denied() -> None:
    answers = {one["id"]: one for one in comparison_data(compared())["products"][0]["answers"]}
    assert answers["sterility"]["denied"] == ["a mycoplasma result"]
    assert answers["isolation"]["denied"] == []


def test_a_letter_asks_why_it_is_not_given_and_asks_the_silent_what_it_is() -> None:
    refuser, silent = compared().dossiers
    letter = request_letter(refuser)
    assert "The documents say that there is no lot number." in letter
    assert "Why is there no lot number, and how is the product traced to its tests?" in letter
    assert "What is the lot number of what I would get" not in letter
    assert "What is the lot number of what I would get" in request_letter(silent)


def test_a_korean_letter_asks_so_in_korean() -> None:
    with speaking("ko"):
        letter = request_letter(compared().dossiers[0])
    rest = re.sub("“[^”]*”", "", letter)
    assert not SENTENCE.search(rest), SENTENCE.findall(rest)
    assert "로트 번호가 없는 이유는 무엇이며" in letter and "제공하지 않는다고 밝힌 것: 마이코플라스마" in letter
