"""The ten dossiers: brands, makers, lots and figures are invented, and so is everything that is wrong with them."""

from __future__ import annotations

from .certificates import animal_certificate
from .others import OTHERS
from .parts import Folder, Said, Sheet, Title, Wrong, dose

ADIPOSE, CORD = "human_adipose_msc", "human_umbilical_msc"
COLD = Said("storage", "refrigerated")

# --- complete and clean; the certificate's count is a tenth above the label's ---------------------------------------

AURELIS = Folder(
    name="aurelis",
    description="Complete: every paper agrees, and the certificate counts 10 % more than the label states.",
    sheets=(
        Sheet(
            "label.txt",
            "text",
            "label",
            (
                "AURELIS Exosome Ampoule",
                "Human adipose stem cell exosomes",
                "4 × 10⁹ particles/mL",
                "Net contents: 5 mL",
                "Store at 2–8 °C.",
                "LOT VA2602118",
                "MFG 2026-02-10",
                "EXP 2028-02-09",
                "Manufactured by Vantera Biosciences GmbH",
            ),
            (
                Said("source", ADIPOSE),
                dose(4e9),
                COLD,
                Said("lot", "VA2602118"),
                Said("made", "2026-02-10"),
                Said("expires", "2028-02-09"),
                Said("maker", "Vantera Biosciences GmbH"),
            ),
        ),
        Sheet(
            "brochure.pdf",
            "pdf",
            "brochure",
            (
                Title("Product brochure"),
                "Product name: Aurelis® Exosome Ampoule",
                "Aurelis holds exosomes from human adipose-derived mesenchymal stem cells.",
                "It contains 4 billion exosomes per mL, isolated by tangential flow filtration.",
                "Cells come from master cell bank VB-ADSC-07 and are used at passage 5.",
                "Keep refrigerated. Shipped on dry ice.",
            ),
            (Said("product", "Aurelis® Exosome Ampoule"), Said("source", ADIPOSE), dose(4e9), COLD),
        ),
        Sheet(
            "insert.pdf",
            "pdf",
            "insert",
            (
                Title("Instructions for use"),
                "Product name: Aurelis Exosome Ampoule",
                "Apply the exosomes from human adipose stem cells to clean skin.",
                "Store in the refrigerator at 2–8 °C. After opening use within 24 hours.",
                "Manufacturer: Vantera Biosciences",
            ),
            (
                Said("product", "Aurelis Exosome Ampoule"),
                Said("source", ADIPOSE),
                COLD,
                Said("maker", "Vantera Biosciences"),
            ),
        ),
        Sheet(
            "coa-VA2602118.pdf",
            "pdf",
            "certificate",
            animal_certificate(
                product="Aurelis Exosome Ampoule",
                maker="Vantera Biosciences GmbH",
                lot="VA2602118",
                made="2026-02-10",
                expires="2028-02-09",
                source="exosomes of human adipose-derived mesenchymal stem cells",
                count="4.4 × 10⁹ particles/mL",
                issued="2026-02-20",
            ),
            (
                Said("product", "Aurelis Exosome Ampoule"),
                Said("maker", "Vantera Biosciences GmbH"),
                Said("lot", "VA2602118"),
                Said("made", "2026-02-10"),
                Said("expires", "2028-02-09"),
                Said("dated", "2026-02-20"),
                Said("source", ADIPOSE),
                dose(4.4e9),
                COLD,
            ),
        ),
    ),
    agrees={
        "product": True,
        "maker": True,
        "lot": True,
        "made": True,
        "expires": True,
        "source": True,
        "dose": True,
        "storage": True,
    },
)

# --- the certificate contradicts source and count -------------------------------------------------------------------

BREVANE = Folder(
    name="brevane",
    description="The certificate names another source and counts a quarter of what label and sheet state.",
    sheets=(
        Sheet(
            "label.txt",
            "text",
            "label",
            (
                "BREVANE Recovery Serum",
                "Exosomes from human adipose stem cells",
                "20 billion exosomes per vial",
                "Net contents: 5 mL vial",
                "Keep refrigerated at 2–8 °C.",
                "Lot: BR-2604-07   EXP 04/2028",
            ),
            (Said("source", ADIPOSE), dose(4e9), COLD, Said("lot", "BR-2604-07"), Said("expires", "2028-04")),
        ),
        Sheet(
            "specification.pdf",
            "pdf",
            "specification",
            (
                Title("Product Specification"),
                "Product name: Brevane Recovery Serum",
                "Source: exosomes of human adipose stem cells",
                "Content: 4 × 10⁹ particles/mL",
                "Storage: 2–8 °C",
            ),
            (Said("product", "Brevane Recovery Serum"), Said("source", ADIPOSE), dose(4e9), COLD),
        ),
        Sheet(
            "certificate.pdf",
            "pdf",
            "certificate",
            animal_certificate(
                product="Brevane Recovery Serum",
                maker="Orlith Cell Sciences Ltd",
                lot="BR-2604-07",
                made="2026-04-14",
                expires="2028-04-13",
                source="exosomes of human umbilical cord mesenchymal stem cells",
                count="1.1 × 10⁹ particles/mL",
                limit="at least 1.0 × 10⁹ particles/mL",
                issued="2026-04-30",
            ),
            (
                Said("product", "Brevane Recovery Serum"),
                Said("maker", "Orlith Cell Sciences Ltd"),
                Said("lot", "BR-2604-07"),
                Said("made", "2026-04-14"),
                Said("expires", "2028-04-13"),
                Said("dated", "2026-04-30"),
                Said("source", CORD),
                dose(1.1e9),
                COLD,
            ),
        ),
    ),
    wrong=(
        Wrong("contradiction", ("label.txt", "certificate.pdf"), "source"),
        Wrong("count differs", ("label.txt", "certificate.pdf"), "dose"),
    ),
    agrees={"product": True, "lot": True, "expires": True, "source": False, "dose": False, "storage": True},
)

# --- one certificate for three products -----------------------------------------------------------------------------


def _corvane(product: str, lot: str) -> Sheet:
    return Sheet(
        "label.txt",
        "text",
        "label",
        (
            product.upper(),
            "Exosomes from human umbilical cord stem cells",
            "4 × 10⁹ particles/mL",
            "Net contents: 3 mL",
            "Store at 2–8 °C.",
            f"Product name: {product}",
            f"Lot: {lot}",
        ),
        (Said("product", product), Said("source", CORD), dose(4e9), COLD, Said("lot", lot)),
    )


def _corvane_certificate(product: str, lot: str, made: str, expires: str, issued: str) -> Sheet:
    return Sheet(
        "coa.pdf",
        "pdf",
        "certificate",
        animal_certificate(
            product=product,
            maker="Corvane Labs SA",
            lot=lot,
            made=made,
            expires=expires,
            source="exosomes of human umbilical cord mesenchymal stem cells",
            count="4.13 × 10⁹ particles/mL",
            size="126.4 nm",
            ratio="3.71 × 10⁹ particles/µg protein",
            endotoxin="0.061 EU/mL",
            issued=issued,
            boxed=True,
        ),
        (
            Said("product", product),
            Said("maker", "Corvane Labs SA"),
            Said("lot", lot),
            Said("made", made),
            Said("expires", expires),
            Said("dated", issued),
            Said("source", CORD),
            dose(4.13e9),
            COLD,
        ),
    )


_ONE = ("Corvane Renewal Ampoule", "CV26031", "2026-03-02", "2028-03-01", "2026-03-12")
_AGREE = {"product": True, "lot": True, "source": True, "dose": True, "storage": True}
CORVANE_RENEWAL = Folder(
    name="corvane-renewal",
    description="Its certificate is its own; two other products are given with the same one.",
    sheets=(_corvane(_ONE[0], _ONE[1]), _corvane_certificate(*_ONE)),
    wrong=(Wrong("certificate reused", ("coa.pdf",), "text", ("corvane-radiance", "corvane-scalp")),),
    agrees=_AGREE,
)
CORVANE_SCALP = Folder(
    name="corvane-scalp",
    description="Given with the certificate of another product, the very same file.",
    sheets=(_corvane("Corvane Scalp Ampoule", "CV26044"), _corvane_certificate(*_ONE)),
    wrong=(
        Wrong("other product", ("label.txt", "coa.pdf"), "product"),
        Wrong("other lot", ("label.txt", "coa.pdf"), "lot"),
        Wrong("certificate reused", ("coa.pdf",), "text", ("corvane-radiance", "corvane-renewal")),
    ),
    agrees={"product": False, "lot": False, "source": True, "dose": True, "storage": True},
)
_TWO = ("Corvane Radiance Ampoule", "CV26052", "2026-05-11", "2028-05-10", "2026-05-21")
CORVANE_RADIANCE = Folder(
    name="corvane-radiance",
    description="Its certificate has the results of another product's, to the last figure.",
    sheets=(_corvane(_TWO[0], _TWO[1]), _corvane_certificate(*_TWO)),
    wrong=(Wrong("certificate reused", ("coa.pdf",), "text", ("corvane-renewal", "corvane-scalp")),),
    agrees=_AGREE,
)

FOLDERS: tuple[Folder, ...] = (AURELIS, BREVANE, CORVANE_RENEWAL, CORVANE_SCALP, CORVANE_RADIANCE, *OTHERS)
