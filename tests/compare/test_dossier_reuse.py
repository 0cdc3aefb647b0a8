"""One certificate for several products: what gives it away, what a maker's form does not, and what it costs."""

from __future__ import annotations

from datetime import date

import pytest

from labelcheck.compare.inspection import inspected
from labelcheck.compare.reuse import CertificatePrint, certificate_prints, likeness, reused
from labelcheck.dossiers import Paper, Quote
from labelcheck.evaluate import evaluate
from labelcheck.language import say, speaking, untranslated
from labelcheck.models import Source
from labelcheck.rules import load_rules

ROWS = (
    "Test\tMethod\tSpecification\tResult\n"
    "Particle concentration\tNanoparticle tracking analysis\tat least 1 × 10⁹ particles/mL\t{count} particles/mL\n"
    "Particle size (mode)\tNanoparticle tracking analysis\t50 to 200 nm\t{size} nm\n"
    "Particles to protein\tNTA, BCA\tat least 1 × 10⁹ particles/µg\t{ratio} particles/µg protein\n"
    "Sterility\tUSP <71>\tNo growth\tNo growth\n"
    "Endotoxin\tLAL\tbelow 0.25 EU/mL\t{endotoxin} EU/mL\n"
)


def certificate(
    name: str,
    lot: str,
    *,
    count: str = "4.13 × 10⁹",
    size: str = "126.4",
    ratio: str = "3.71 × 10⁹",
    endotoxin: str = "0.061",
    rows: str = ROWS,
) -> str:
    table = rows.format(count=count, size=size, ratio=ratio, endotoxin=endotoxin)
    return (
        f"Certificate of Analysis\n\nProduct name: {name}\nManufacturer: Corvane Labs SA\nLot: {lot}\n\n{table}\n"
        "Storage: 2-8 °C\nReleased by quality control after review of every record of this lot.\n"
    )


def prints_of(product: str, text: str, file: str = "coa.txt") -> tuple[CertificatePrint, ...]:
    evaluation = evaluate([Source(name=file, text=text)], load_rules())
    papers = inspected(evaluation, load_rules(), date(2026, 11, 1)).papers
    return certificate_prints(product, evaluation, papers, load_rules())


def found(*certificates: tuple[str, str]) -> dict[str, list[tuple[str, ...]]]:
    """The other products that each product shares a certificate with, a list entry for each fault."""
    prints = [one for product, text in certificates for one in prints_of(product, text)]
    return {product: [fault.products for fault in faults] for product, faults in reused(prints).items()}


def test_the_same_file_for_two_products_is_found_on_both() -> None:
    text = certificate("Corvane Renewal", "CV26031")
    assert found(("renewal", text), ("scalp", text)) == {"renewal": [("scalp",)], "scalp": [("renewal",)]}


def test_the_same_results_under_another_name_and_lot_are_found() -> None:
    one, other = certificate("Corvane Renewal", "CV26031"), certificate("Corvane Scalp", "CV26044")
    assert found(("renewal", one), ("scalp", other)) == {"renewal": [("scalp",)], "scalp": [("renewal",)]}


def test_one_lot_under_two_names_is_found_without_a_table_of_results() -> None:
    plain = "Particle count was within its limits\nSterility was tested and no growth was seen\nEndotoxin was low\n"
    one = certificate("Corvane Renewal", "CV26031", rows=plain)
    other = certificate("Corvane Scalp", "CV26031", rows=plain)
    assert found(("renewal", one), ("scalp", other)) == {"renewal": [("scalp",)], "scalp": [("renewal",)]}
    another_lot = certificate("Corvane Scalp", "CV26044", rows=plain)
    assert found(("renewal", one), ("scalp", another_lot)) == {}


@pytest.mark.parametrize(
    "changed", [{"count": "4.14 × 10⁹"}, {"size": "118.2"}, {"ratio": "2.90 × 10⁹"}, {"endotoxin": "0.055"}]
)
def test_a_makers_form_with_other_results_is_no_reuse(changed: dict[str, str]) -> None:
    one, other = certificate("Corvane Renewal", "CV26031"), certificate("Corvane Scalp", "CV26044", **changed)
    assert likeness(*prints_of("a", one), *prints_of("b", other)) > 0.7
    assert found(("renewal", one), ("scalp", other)) == {}


def test_results_in_words_only_are_no_reuse() -> None:
    """Every clean lot has them: only figures that were measured tell one lot from another."""
    words = dict.fromkeys(("count", "size", "ratio", "endotoxin"), "complies")
    one, other = certificate("Corvane Renewal", "CV26031", **words), certificate("Corvane Scalp", "CV26044", **words)
    assert likeness(*prints_of("a", one), *prints_of("b", other)) == 1
    assert found(("renewal", one), ("scalp", other)) == {}


def test_one_lot_number_of_two_makers_is_no_reuse() -> None:
    other = (
        "Certificate of Analysis\nProduct name: Nocturna\nLot: CV26031\nVesicles were counted by flow. They are of the "
        "size that is usual for rose callus. Nothing grew on agar in fourteen days, and metals were not found. "
    )
    assert found(("renewal", certificate("Corvane Renewal", "CV26031")), ("nocturna", other)) == {}


def test_two_copies_in_one_dossier_are_no_reuse() -> None:
    text = certificate("Corvane Renewal", "CV26031")
    assert found(("renewal", text), ("renewal", text)) == {}


def test_other_papers_leave_no_print() -> None:
    assert prints_of("renewal", "Product brochure\nProduct name: Corvane Renewal\nExosomes") == ()


def test_a_fault_tells_what_is_the_same_in_english_and_korean() -> None:
    one, other = certificate("Corvane Renewal", "CV26031"), certificate("Corvane Scalp", "CV26044")
    (fault,) = reused([*prints_of("renewal", one), *prints_of("scalp", other)])["renewal"]
    assert fault.arithmetic == "100 % of the passages are the same; all 4 measured figures are the same"
    assert [quote.text for quote in fault.quotes] == ["Product name: Corvane Renewal", "Lot: CV26031"]
    with speaking("ko"):
        assert not untranslated(fault.message) and not untranslated(fault.arithmetic)
        assert "“scalp”" in say(fault.message)


# --- what it costs -------------------------------------------------------------------------------------------------


def made_up(number: int, *, lot: str, results: str | None, passages: tuple[int, ...]) -> CertificatePrint:
    return CertificatePrint(
        product=f"product {number}",
        place=0,
        paper=Paper(name="coa.pdf", sha256=f"{number:064x}", kind="certificate"),
        lots=(lot,),
        results=results,
        figures=4,
        passages=passages,
        quotes=(Quote(document=0, claim="c1", text="Lot"), Quote(document=0, claim="c2", text="Name")),
    )


def comparisons(prints: list[CertificatePrint]) -> int:
    counted = 0

    def counting(one: CertificatePrint, other: CertificatePrint) -> float:
        nonlocal counted
        counted += 1
        return likeness(one, other)

    reused(prints, likeness=counting)
    return counted


@pytest.mark.parametrize("number", [200, 400, 800])
def test_certificates_of_one_form_are_not_compared_at_all(number: int) -> None:
    form = tuple(range(50))
    prints = [made_up(place, lot=f"L{place}", results=f"r{place}", passages=form) for place in range(number)]
    assert comparisons(prints) == 0


@pytest.mark.parametrize("number", [200, 400, 800])
def test_even_with_one_lot_and_one_set_of_results_the_work_is_linear(number: int) -> None:
    """The worst that a hostile set can do: all share lot and results, and no two texts are alike."""
    prints = [
        made_up(place, lot="L1", results="r1", passages=tuple(range(place * 50, place * 50 + 50)))
        for place in range(number)
    ]
    assert 0 < comparisons(prints) <= 16 * number


def test_copies_of_one_certificate_cost_one_comparison_each() -> None:
    prints = [made_up(place, lot="L1", results="r1", passages=tuple(range(50))) for place in range(300)]
    assert comparisons(prints) == 2 * 299
    faults = reused(prints)
    assert len(faults) == 300 and all(len(one.products) == 299 for (one,) in faults.values())
    assert all(len(one.message) < 400 for (one,) in faults.values())
