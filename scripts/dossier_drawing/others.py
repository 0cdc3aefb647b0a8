"""Five more dossiers: an expired one, a scanned one, a Korean one, one with a foreign certificate, a plant product."""

from __future__ import annotations

from .certificates import animal_certificate, korean_certificate, plant_certificate
from .parts import Folder, NewPage, Rows, Said, Sheet, Title, Wrong, dose

ADIPOSE, CORD, ROSE = "human_adipose_msc", "human_umbilical_msc", "plant_rose"
COLD = Said("storage", "refrigerated")
AGREED = dict.fromkeys(("product", "maker", "lot", "expires", "source", "dose", "storage"), True)

# --- expired, with two dates that disagree, and a file that cannot be opened -----------------------------------------

DELMORA = Folder(
    name="delmora",
    description="Both expiry dates have passed and they are not the same; one file is damaged.",
    sheets=(
        Sheet(
            "label.txt",
            "text",
            "label",
            (
                "DELMORA Exosome Vial",
                "Human umbilical cord stem cell exosomes",
                "4 × 10⁹ particles/mL",
                "Net contents: 2 mL",
                "Keep refrigerated at 2–8 °C.",
                "LOT: DM2308-02",
                "EXP: 31 AUG 2025",
            ),
            (Said("source", CORD), dose(4e9), COLD, Said("lot", "DM2308-02"), Said("expires", "2025-08-31")),
        ),
        Sheet(
            "certificate.pdf",
            "pdf",
            "certificate",
            animal_certificate(
                product="Delmora Exosome Vial",
                maker="Delmora Medical AG",
                lot="DM2308-02",
                made="15 August 2023",
                expires="30 June 2025",
                source="exosomes of human umbilical cord stem cells",
                count="3.9 × 10⁹ particles/mL",
                size="109 nm",
                endotoxin="0.41 EU/mL",
                issued="2023-08-28",
            ),
            (
                Said("product", "Delmora Exosome Vial"),
                Said("maker", "Delmora Medical AG"),
                Said("lot", "DM2308-02"),
                Said("made", "2023-08-15"),
                Said("expires", "2025-06-30"),
                Said("dated", "2023-08-28"),
                Said("source", CORD),
                dose(3.9e9),
                COLD,
            ),
        ),
        Sheet("brochure.pdf", "broken", "unknown"),
    ),
    wrong=(
        Wrong("failed result", ("certificate.pdf",), "characterisation"),
        Wrong("contradiction", ("label.txt", "certificate.pdf"), "expires"),
        Wrong("expired", ("label.txt",), "expires"),
        Wrong("expired", ("certificate.pdf",), "expires"),
    ),
    agrees={"lot": True, "expires": False, "source": True, "dose": True, "storage": True},
)

# --- a label photographed, a certificate scanned, and a count beyond tolerance ---------------------------------------

ELLISANDE = Folder(
    name="ellisande",
    description="Label and certificate are pictures; the certificate counts two fifths less than the label states.",
    sheets=(
        Sheet(
            "label.png",
            "photo",
            "label",
            (
                Title("ELLISANDE Exosome Ampoule"),
                "Human adipose stem cell exosomes",
                "5 billion exosomes per mL",
                "Net contents: 5 mL",
                "Keep refrigerated at 2-8 °C.",
                "LOT EL260611",
                "EXP 2028-06",
            ),
            (
                Said("source", ADIPOSE),
                dose(5e9),
                COLD,
                Said("lot", "EL260611"),
                Said("expires", "2028-06"),
            ),
        ),
        Sheet(
            "certificate.pdf",
            "scan",
            "certificate",
            (
                Title("Certificate of Analysis"),
                "Product name: Ellisande Exosome Ampoule",
                "Manufacturer: Ellisande Biotech Inc",
                "Lot No.: EL260611",
                "Expiry date: 2028-06-10",
                "Source: human adipose stem cell exosomes",
                Rows(
                    (
                        ("Test", "Result"),
                        ("Particle concentration (NTA)", "3 × 10⁹ particles/mL"),
                        ("Particle size (mode)", "112 nm"),
                        ("Sterility", "No growth"),
                        ("Endotoxin", "0.03 EU/mL"),
                    )
                ),
                "Storage: 2–8 °C",
                "Date of issue: 2026-06-20",
            ),
            (
                Said("product", "Ellisande Exosome Ampoule"),
                Said("maker", "Ellisande Biotech Inc"),
                Said("lot", "EL260611"),
                Said("expires", "2028-06-10"),
                Said("dated", "2026-06-20"),
                Said("source", ADIPOSE),
                dose(3e9),
                COLD,
            ),
        ),
    ),
    wrong=(Wrong("count differs", ("label.png", "certificate.pdf"), "dose"),),
    agrees={"lot": True, "expires": True, "source": True, "dose": False, "storage": True},
)

# --- Korean; the brochure stores it otherwise ------------------------------------------------------------------------

HANBIT = Folder(
    name="hanbit",
    description="Korean papers; the brochure keeps at room temperature what the others keep cold.",
    sheets=(
        Sheet(
            "label.txt",
            "text",
            "label",
            (
                "제품명: 한빛결 엑소좀 앰플",
                "인체 지방줄기세포 유래 엑소좀",
                "엑소좀 1 × 10¹⁰ particles/mL",
                "내용량: 5 mL",
                "보관방법: 냉장 보관 (2~8℃)",
                "제조번호: HB2605A",
                "사용기한: 2028.05.20",
                "제조원: 주식회사 한빛결바이오",
            ),
            (
                Said("product", "한빛결 엑소좀 앰플"),
                Said("source", ADIPOSE),
                dose(1e10),
                COLD,
                Said("lot", "HB2605A"),
                Said("expires", "2028-05-20"),
                Said("maker", "주식회사 한빛결바이오"),
            ),
        ),
        Sheet(
            "brochure.pdf",
            "pdf",
            "brochure",
            (
                Title("제품 소개서"),
                "제품명: 한빛결 엑소좀앰플",
                "인체 지방줄기세포 유래 엑소좀을 담았습니다.",
                "보관방법: 실온 보관",
            ),
            (Said("product", "한빛결 엑소좀앰플"), Said("source", ADIPOSE), Said("storage", "room_temperature")),
        ),
        Sheet(
            "certificate.pdf",
            "pdf",
            "certificate",
            korean_certificate(
                product="한빛결 엑소좀 앰플",
                maker="㈜한빛결바이오",
                lot="HB2605A",
                made="2026년 5월 21일",
                expires="2028-05-20",
                source="인체 지방줄기세포 유래 엑소좀",
                count="1.08 × 10¹⁰ particles/mL",
                issued="2026-06-01",
            ),
            (
                Said("product", "한빛결 엑소좀 앰플"),
                Said("maker", "㈜한빛결바이오"),
                Said("lot", "HB2605A"),
                Said("made", "2026-05-21"),
                Said("expires", "2028-05-20"),
                Said("dated", "2026-06-01"),
                Said("source", ADIPOSE),
                dose(1.08e10),
                COLD,
            ),
        ),
    ),
    wrong=(Wrong("contradiction", ("label.txt", "brochure.pdf"), "storage"),),
    agrees={**AGREED, "storage": False},
)

# --- the certificate of someone else's product -----------------------------------------------------------------------

FENWICK = Folder(
    name="fenwick",
    description="The certificate is of another product, lot and maker; what else differs follows from that.",
    sheets=(
        Sheet(
            "label.txt",
            "text",
            "label",
            (
                "Product name: Fenwick Calm Exosome Serum",
                "Exosomes from human adipose stem cells",
                "4 × 10⁹ particles/mL",
                "Net contents: 10 mL",
                "Store at 2–8 °C.",
                "Lot: FW2601",
                "Manufactured by Fenwick & Rowe Ltd",
            ),
            (
                Said("product", "Fenwick Calm Exosome Serum"),
                Said("source", ADIPOSE),
                dose(4e9),
                COLD,
                Said("lot", "FW2601"),
                Said("maker", "Fenwick & Rowe Ltd"),
            ),
        ),
        Sheet(
            "certificate.pdf",
            "pdf",
            "certificate",
            animal_certificate(
                product="Marisol Bright Exosome Solution",
                maker="Tessaly Cellworks Inc",
                lot="TC9917-3",
                made="2026-01-12",
                expires="2028-01-11",
                source="exosomes of human umbilical cord mesenchymal stem cells",
                count="9.2 × 10⁹ particles/mL",
                size="97 nm",
                endotoxin="0.11 EU/mL",
                issued="25 Jan 2026",
                boxed=True,
            ),
            (
                Said("product", "Marisol Bright Exosome Solution"),
                Said("maker", "Tessaly Cellworks Inc"),
                Said("lot", "TC9917-3"),
                Said("made", "2026-01-12"),
                Said("expires", "2028-01-11"),
                Said("dated", "2026-01-25"),
                Said("source", CORD),
                dose(9.2e9),
                COLD,
            ),
        ),
    ),
    wrong=(
        Wrong("other product", ("label.txt", "certificate.pdf"), "product"),
        Wrong("other lot", ("label.txt", "certificate.pdf"), "lot"),
        Wrong("other maker", ("label.txt", "certificate.pdf"), "maker"),
    ),
    agrees={"product": False, "maker": False, "lot": False, "source": False, "dose": False, "storage": True},
)

# --- a plant product, and a brochure of two products -----------------------------------------------------------------

GARLOW = Folder(
    name="garlow",
    description="From rose callus: other markers, no donor to screen. Its brochure is one of two products; the "
    "certificate of a further lot was issued before that lot was made, and has the figures of the first one.",
    sheets=(
        Sheet(
            "label.txt",
            "text",
            "label",
            (
                "Product name: Garlow Rose Exosome Essence",
                "Rose callus exosomes",
                "10 billion exosomes per bottle",
                "Net contents: 10 mL bottle",
                "Keep refrigerated.",
                "Batch: GR-0426",
                "EXP 2027-04",
            ),
            (
                Said("product", "Garlow Rose Exosome Essence"),
                Said("source", ROSE),
                dose(1e9),
                COLD,
                Said("lot", "GR-0426"),
                Said("expires", "2027-04"),
            ),
        ),
        Sheet(
            "brochure.pdf",
            "pdf",
            "brochure",
            (
                Title("Product brochure"),
                "Product name: Garlow Rose Exosome Essence",
                "Exosomes from Rosa damascena callus. 1 billion exosomes per mL. Keep refrigerated.",
                NewPage(),
                Title("For irritated skin"),
                "Product name: Garlow Cica Relief Cream",
                "Exosomes from Centella asiatica. Keep refrigerated.",
            ),
            (
                Said("product", "Garlow Rose Exosome Essence"),
                Said("product", "Garlow Cica Relief Cream"),
                Said("source", ROSE),
                Said("source", "plant_centella"),
                dose(1e9),
                COLD,
            ),
        ),
        Sheet(
            "certificate.pdf",
            "pdf",
            "certificate",
            plant_certificate(
                product="Garlow Rose Exosome Essence",
                maker="Garlow Botanics Ltd",
                lot="GR-0426",
                made="2026-04-06",
                expires="2027-04-05",
                source="Rosa damascena callus exosomes",
                count="1.05 × 10⁹ particles/mL",
                issued="2026-04-18",
            ),
            (
                Said("product", "Garlow Rose Exosome Essence"),
                Said("maker", "Garlow Botanics Ltd"),
                Said("lot", "GR-0426"),
                Said("made", "2026-04-06"),
                Said("expires", "2027-04-05"),
                Said("dated", "2026-04-18"),
                Said("source", ROSE),
                dose(1.05e9),
                COLD,
            ),
        ),
        Sheet(
            "certificate-2.pdf",
            "pdf",
            "certificate",
            plant_certificate(
                product="Garlow Rose Exosome Essence",
                maker="Garlow Botanics Ltd",
                lot="GR-0526",
                made="2026-05-11",
                expires="2027-05-10",
                source="Rosa damascena callus exosomes",
                count="1.05 × 10⁹ particles/mL",
                issued="2026-05-04",
            ),
            (
                Said("product", "Garlow Rose Exosome Essence"),
                Said("maker", "Garlow Botanics Ltd"),
                Said("lot", "GR-0526"),
                Said("made", "2026-05-11"),
                Said("expires", "2027-05-10"),
                Said("dated", "2026-05-04"),
                Said("source", ROSE),
                dose(1.05e9),
                COLD,
            ),
        ),
    ),
    wrong=(
        Wrong("several products", ("brochure.pdf",)),
        Wrong("same figures", ("certificate.pdf", "certificate-2.pdf"), "lot"),
        Wrong("dates out of order", ("certificate-2.pdf",), "dated"),
    ),
    agrees={**AGREED, "lot": False},
)

OTHERS: tuple[Folder, ...] = (DELMORA, ELLISANDE, HANBIT, FENWICK, GARLOW)
