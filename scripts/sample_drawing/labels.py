"""The words of every sample and the answers they must get: the one place both are written down.

Brands, companies, journals and DOIs (test prefix 10.5555) are invented. Superscripts are written as Unicode here and
in the text form; the PDF and the picture draw them as small raised digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Form = Literal["text", "pdf", "image"]


@dataclass(frozen=True)
class Line:
    """A run of words that stands together on the label, and the part it plays there."""

    role: str
    text: str


@dataclass(frozen=True)
class Answers:
    """What a careful reader of the contract answers for a sample."""

    exosome: str
    source: str
    concentration: str
    cold_storage: str
    clinical_data: str
    disclosure: str
    stability: str
    penetration: str
    verdict: str

    def as_json(self) -> dict[str, Any]:
        """The names that the evaluation itself uses."""
        return {
            "exosome": self.exosome,
            "items": {
                "source": self.source,
                "concentration": self.concentration,
                "cold-storage": self.cold_storage,
                "clinical-data": self.clinical_data,
            },
            "conditions": {
                "disclosure": self.disclosure,
                "stability": self.stability,
                "penetration": self.penetration,
            },
            "verdict": self.verdict,
        }


@dataclass(frozen=True)
class Label:
    """One invented product: its words in reading order, and what the checklist should say of it."""

    name: str
    title: str
    description: str
    lines: tuple[Line, ...]
    answers: Answers
    main: Form
    image: Literal["png", "jpg"] = "png"
    readable: tuple[Form, ...] = ("text", "pdf", "image")

    def files(self) -> dict[Form, str]:
        """File name by form."""
        return {"text": f"{self.name}.txt", "pdf": f"{self.name}.pdf", "image": f"{self.name}.{self.image}"}

    def as_text(self) -> str:
        """The words as a text file: a line each, a blank line above every heading."""
        rows: list[str] = []
        for line in self.lines:
            if line.role in ("heading", "small-heading") and rows:
                rows.append("")
            rows.append(line.text)
        return "\n".join(rows) + "\n"

    def as_json(self) -> dict[str, Any]:
        """The manifest's entry."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "main": self.files()[self.main],
            "files": dict(self.files()),
            "expected": self.answers.as_json(),
            "readable": list(self.readable),
        }


FRONT_BOX = Label(
    name="front-box",
    title="Front of a box",
    description=(
        "The front of a carton that names its source, its particle count and cold storage, but gives no clinical data."
    ),
    main="image",
    image="jpg",
    lines=(
        Line("brand", "HALVENNE"),
        Line("tagline", "Laboratory skincare"),
        Line("product", "Exosome Ampoule"),
        Line("source", "Human adipose stem cell exosomes"),
        Line("amount", "2 × 10¹⁰ particles per vial"),
        Line("method", "Counted by nanoparticle tracking analysis"),
        Line("storage", "Keep refrigerated at 2–8 °C. Do not freeze."),
        Line("packaging", "Single-use vial. Apply right away and discard the rest."),
        Line("warning", "For external use only. Not for injection."),
        Line("contents", "5 vials × 2 mL"),
    ),
    answers=Answers(
        exosome="yes",
        source="met",
        concentration="met",
        cold_storage="met",
        clinical_data="not stated",
        disclosure="partly",
        stability="met",
        penetration="not stated",
        verdict="caution",
    ),
)

BACK_PANEL = Label(
    name="back-panel",
    title="Back panel of a serum",
    description=(
        "A dense back panel with a ppm figure, a cool, dry place for storage and proof that is claimed but not shown."
    ),
    main="image",
    lines=(
        Line("brand", "FENNHOLT"),
        Line("product", "Centella Exosome Serum"),
        Line(
            "lead",
            "With 5,000 ppm centella exosomes to comfort stressed skin and to help it look smooth and even.",
        ),
        Line("claim", "Clinically proven to calm the look of redness."),
        Line("claim", "Dermatologically tested."),
        Line("heading", "Directions"),
        Line(
            "body",
            "After cleansing, pat two or three drops onto face and neck, morning and evening. Follow with a "
            "moisturiser.",
        ),
        Line("heading", "Ingredients"),
        Line(
            "body",
            "Aqua (Water), Glycerin, Butylene Glycol, Niacinamide, 1,2-Hexanediol, Panthenol, Betaine, Centella "
            "Asiatica Callus Extracellular Vesicles, Sodium Hyaluronate, Allantoin, Madecassoside, Trehalose, "
            "Carbomer, Arginine, Xanthan Gum, Polyglyceryl-10 Laurate, Ethylhexylglycerin, Caprylyl Glycol, Disodium "
            "EDTA, Tocopherol.",
        ),
        Line("heading", "Storage"),
        Line("body", "Store in a cool, dry place away from direct sunlight."),
        Line("heading", "Caution"),
        Line(
            "body",
            "For external use only. Avoid contact with the eyes. Stop use if irritation occurs. Keep out of the reach "
            "of children.",
        ),
        Line("address", "Fennholt Botanicals Ltd, 14 Alder Wharf, Brackmouth"),
        Line("lot", "Lot FH2611 · Best before 11/2028"),
        Line("contents", "30 mL / 1.01 fl. oz."),
        Line("opened", "12M"),
    ),
    answers=Answers(
        exosome="yes",
        source="met",
        concentration="partly",
        cold_storage="contrary",
        clinical_data="not stated",
        disclosure="partly",
        stability="contrary",
        penetration="not stated",
        verdict="caution",
    ),
)

INSERT = Label(
    name="insert",
    title="Package insert",
    description=(
        "A two-column insert for professionals with source, count, cold chain, a cited study and microneedling: "
        "every condition is met."
    ),
    main="pdf",
    lines=(
        Line("brand", "QUORVANE PRO"),
        Line("product", "Umbilical cord exosome concentrate"),
        Line("kind", "Package insert"),
        Line("heading", "Description"),
        Line(
            "body",
            "Quorvane Pro is a cosmetic concentrate of exosomes from human umbilical cord mesenchymal stem cells. "
            "It contains no living cells.",
        ),
        Line("heading", "Content"),
        Line(
            "body",
            "1.5 × 10¹⁰ particles per mL, counted by nanoparticle tracking analysis (NTA). Each vial holds 2 mL. "
            "Mean particle size 118 nm. CD9, CD63 and CD81 positive, calnexin negative.",
        ),
        Line("heading", "Ingredients"),
        Line(
            "body",
            "Water, Trehalose, Human Umbilical Mesenchymal Stem Cell Exosomes, Sodium Chloride, Disodium Phosphate, "
            "Sodium Phosphate.",
        ),
        Line("heading", "Storage"),
        Line(
            "body",
            "Keep frozen at −20 °C. Delivered on dry ice. Thaw in a refrigerator at 2–8 °C and use within 24 hours. "
            "Do not refreeze.",
        ),
        Line("heading", "Packaging"),
        Line("body", "Box of six single-use vials. Use one vial for one treatment and discard what is left."),
        Line("heading", "Directions"),
        Line(
            "body",
            "Apply one vial to the face immediately after microneedling performed by a trained professional. Spread "
            "with gloved hands and leave on for 20 minutes. Repeat every four weeks, three sessions in all.",
        ),
        Line("heading", "Clinical study"),
        Line(
            "body",
            "Quorvane Pro was tested in a randomised, investigator-blinded, split-face study in 34 women aged 38 to 61 "
            "(n = 34) over 12 weeks. One side received microneedling and Quorvane Pro, the other side microneedling "
            "and saline. At week 12 mean wrinkle depth had fallen by 16% on the treated side and by 9% on the saline "
            "side (p = 0.03). Redness for up to two days was the only reaction [1].",
        ),
        Line("small-heading", "Reference"),
        Line(
            "reference",
            "1. Aldwinter MK, Oyelaran TS, Brandvik L. Umbilical cord exosomes after microneedling: a randomised "
            "split-face trial of Quorvane Pro. Ann Aesthet Skin Res. 2025;14(2):101–109. doi:10.5555/aasr.2025.0142",
        ),
        Line("heading", "Warnings"),
        Line(
            "body",
            "For external use only. Not for injection. Do not use on infected skin. Ask a doctor if redness lasts "
            "longer than 48 hours.",
        ),
        Line("footer", "Quorvane Laboratories · Document QV-PI-03 · March 2026"),
    ),
    answers=Answers(
        exosome="yes",
        source="met",
        concentration="met",
        cold_storage="met",
        clinical_data="met",
        disclosure="met",
        stability="met",
        penetration="met",
        verdict="conditions met",
    ),
)

KOREAN_PANEL = Label(
    name="korean-panel",
    title="Korean panel",
    description=(
        "A Korean panel that names the adipose source, a count per mL and refrigeration, and claims proof without data."
    ),
    main="pdf",
    readable=("text", "pdf"),
    lines=(
        Line("brand", "온새결"),
        Line("product", "엑소좀 앰플"),
        Line("source", "인체 지방유래 줄기세포 엑소좀 함유"),
        Line("amount", "엑소좀 100억 개/mL"),
        Line("claim", "임상적으로 입증된 탄력 케어"),
        Line("heading", "사용방법"),
        Line("body", "세안 후 앰플 1개를 얼굴 전체에 고루 펴 바르고 가볍게 두드려 줍니다."),
        Line("heading", "전성분"),
        Line(
            "body",
            "정제수, 글리세린, 부틸렌글라이콜, 나이아신아마이드, 인체지방줄기세포엑소좀, 1,2-헥산다이올, 판테놀, "
            "소듐하이알루로네이트, 트레할로스, 알란토인, 아데노신, 카보머, 알지닌, 잔탄검, 에틸헥실글리세린, "
            "다이소듐이디티에이",
        ),
        Line("heading", "보관방법"),
        Line("body", "냉장보관 2~8℃. 얼리지 마십시오."),
        Line("heading", "포장"),
        Line("body", "1회용 앰플 2 mL × 5개. 한 번 사용하고 남은 내용물은 버리십시오."),
        Line("heading", "사용 시 주의사항"),
        Line(
            "body",
            "외용으로만 사용하십시오. 눈에 들어가지 않도록 주의하십시오. 상처가 있는 부위에는 사용하지 마십시오.",
        ),
        Line("address", "화장품책임판매업자 (주)온새결바이오"),
        Line("contents", "10 mL"),
    ),
    answers=Answers(
        exosome="yes",
        source="met",
        concentration="met",
        cold_storage="met",
        clinical_data="not stated",
        disclosure="partly",
        stability="met",
        penetration="not stated",
        verdict="caution",
    ),
)

PHONE_PHOTO = Label(
    name="phone-photo",
    title="Phone photo of a box",
    description=(
        "A snapshot of a rose exosome box: a count without a basis, no need of a fridge, and claims that go too far."
    ),
    main="image",
    image="jpg",
    lines=(
        Line("brand", "FLEURANDINE"),
        Line("product", "Rose Callus Exosome Serum"),
        Line("technology", "Stem cell technology"),
        Line("amount", "3 billion exosomes"),
        Line("claim", "Penetrates deep into the dermis"),
        Line("storage", "No refrigeration required"),
        Line("approval", "Made in an FDA approved facility"),
        Line("contents", "30 mL"),
    ),
    answers=Answers(
        exosome="yes",
        source="met",
        concentration="partly",
        cold_storage="contrary",
        clinical_data="not stated",
        disclosure="partly",
        stability="contrary",
        penetration="not stated",
        verdict="caution",
    ),
)

ORDINARY_CREAM = Label(
    name="ordinary-cream",
    title="Ordinary face cream",
    description="A moisturiser with ceramides and no exosomes: the checklist does not apply to it.",
    main="text",
    lines=(
        Line("brand", "DOVELMOOR"),
        Line("product", "Ceramide Barrier Cream"),
        Line("lead", "Daily moisturiser for dry and sensitive skin"),
        Line("claim", "Ceramides NP, AP and EOP"),
        Line("claim", "Fragrance free"),
        Line("claim", "Dermatologically tested"),
        Line("heading", "Directions"),
        Line("body", "Smooth over face and neck every morning and evening."),
        Line("heading", "Ingredients"),
        Line(
            "body",
            "Aqua, Glycerin, Caprylic/Capric Triglyceride, Cetearyl Alcohol, Butyrospermum Parkii Butter, Squalane, "
            "Ceteareth-20, Cholesterol, Ceramide NP, Ceramide AP, Ceramide EOP, Phytosphingosine, Panthenol, Sodium "
            "Hyaluronate, Sodium Lauroyl Lactylate, Carbomer, Xanthan Gum, Ethylhexylglycerin, Phenoxyethanol.",
        ),
        Line("heading", "Caution"),
        Line("body", "For external use only. Avoid contact with the eyes."),
        Line("contents", "50 mL / 1.7 fl. oz."),
        Line("opened", "12M"),
    ),
    answers=Answers(
        exosome="no",
        source="not stated",
        concentration="not stated",
        cold_storage="not stated",
        clinical_data="not stated",
        disclosure="not stated",
        stability="not stated",
        penetration="not stated",
        verdict="not applicable",
    ),
)

LABELS: tuple[Label, ...] = (FRONT_BOX, BACK_PANEL, INSERT, KOREAN_PANEL, PHONE_PHOTO, ORDINARY_CREAM)
