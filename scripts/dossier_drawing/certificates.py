"""Certificates and specification sheets of the invented makers: one form a maker, as in life."""

from __future__ import annotations

from .parts import Block, Rows, Title

WIDTHS = (0.3, 0.27, 0.23, 0.2)


def animal_certificate(
    *,
    product: str,
    maker: str,
    lot: str,
    made: str,
    expires: str,
    source: str,
    count: str,
    size: str = "118 nm",
    ratio: str = "2.4 × 10⁹ particles/µg protein",
    endotoxin: str = "0.04 EU/mL",
    issued: str,
    limit: str = "3.2 × 10⁹ to 4.8 × 10⁹ particles/mL",
    boxed: bool = False,
) -> tuple[Block, ...]:
    """A certificate of a product from human cells: a head of fields, in a table if ``boxed``, and a table of tests."""
    head = (
        ("Product name", product),
        ("Manufacturer", maker),
        ("Lot No.", lot),
        ("Date of manufacture", made),
        ("Expiry date", expires),
        ("Source material", source),
    )
    return (
        Title("Certificate of Analysis"),
        *((Rows(head, (0.3, 0.7)),) if boxed else (f"{name}: {value}" for name, value in head)),
        Rows(
            (
                ("Test", "Method", "Specification", "Result"),
                ("Particle concentration", "Nanoparticle tracking analysis", limit, count),
                ("Particle size (mode)", "Nanoparticle tracking analysis", "50 to 200 nm", size),
                ("CD9, CD63, CD81", "Flow cytometry", "Positive", "Positive"),
                ("TSG101", "Western blot", "Positive", "Positive"),
                ("Calnexin", "Western blot", "Negative", "Negative"),
                ("Particles to protein", "NTA, BCA", "at least 1 × 10⁹ particles/µg protein", ratio),
                ("Sterility", "USP <71>", "No growth", "No growth"),
                ("Mycoplasma", "PCR", "Not detected", "Not detected"),
                ("Endotoxin", "LAL", "below 0.25 EU/mL", endotoxin),
            ),
            WIDTHS,
        ),
        "Storage: 2–8 °C",
        f"Date of issue: {issued}",
        "Released by quality control.",
    )


def plant_certificate(
    *, product: str, maker: str, lot: str, made: str, expires: str, source: str, count: str, issued: str
) -> tuple[Block, ...]:
    """A certificate of a product from plant cells: other markers, and nobody to screen."""
    return (
        Title("Certificate of Analysis"),
        f"Product name: {product}",
        f"Manufacturer: {maker}",
        f"Batch number: {lot}",
        f"Manufacturing date: {made}",
        f"Expiry date: {expires}",
        f"Source material: {source}",
        Rows(
            (
                ("Test", "Method", "Specification", "Result"),
                ("Particle concentration", "NTA", "8 × 10⁸ to 1.2 × 10⁹ particles/mL", count),
                ("Particle size (mode)", "NTA", "50 to 250 nm", "141 nm"),
                ("Protein", "BCA", "below 20 µg/mL", "11.6 µg/mL"),
                ("TET8", "Western blot", "Positive", "Positive"),
                ("PEN1", "Western blot", "Positive", "Positive"),
                ("Microbial count", "USP <61>", "below 10 CFU/mL", "below 1 CFU/mL"),
            ),
            WIDTHS,
        ),
        "Storage: 2–8 °C",
        f"Date of issue: {issued}",
    )


def korean_certificate(
    *, product: str, maker: str, lot: str, made: str, expires: str, source: str, count: str, issued: str
) -> tuple[Block, ...]:
    """A certificate as Korean makers write it."""
    return (
        Title("시험성적서"),
        f"제품명: {product}",
        f"제조원: {maker}",
        f"제조번호: {lot}",
        f"제조일자: {made}",
        f"사용기한: {expires}",
        f"원료 유래: {source}",
        Rows(
            (
                ("시험항목", "시험방법", "기준", "결과"),
                ("입자 농도", "NTA", "8 × 10⁹ ~ 1.2 × 10¹⁰ particles/mL", count),
                ("입자 크기", "NTA", "50 ~ 200 nm", "104 nm"),
                ("CD9, CD63, CD81", "유세포 분석", "양성", "양성"),
                ("무균시험", "대한민국약전", "불검출", "불검출"),
                ("엔도톡신", "LAL", "0.25 EU/mL 미만", "0.05 EU/mL"),
            ),
            WIDTHS,
        ),
        "보관방법: 냉장 보관 (2~8℃)",
        f"발행일: {issued}",
    )
