"""Hand-made evaluations, realistic and small, shared by the report's tests and the app's.

``rich`` holds every outcome, flag severity, skip and doubt at once; the others one situation each.
"""

from __future__ import annotations

import evaluation_studies as known
from evaluation_parts import claim, conditions, document, evaluation, verdicts

from labelcheck.models import (
    Box,
    Claim,
    Code,
    Cue,
    Dismissal,
    Document,
    DoseMark,
    Edit,
    Evaluation,
    Outcome,
    Place,
    Quantity,
    Skip,
    Stretch,
    Trouble,
    Unplaced,
)

_FRONT = """LUMEN EXO AMPOULE
Human adipose stem cell derived exosomes
1010 particles/mL
Clinically proven* to help fade dark spots by 47 %
No refrigeration required
Use with microneedling at home or in the clinic"""

_INSERT = """Directions
Stem cells penetrate the skin and heal melasma.
After opening, keep in the refrigerator.
In a study of 21 women over 8 weeks, melanin was lower.
엑소좀 앰플, 냉장 보관하지 않아도 됩니다
Each box holds five single-use ampoules of 5 mL.
See trial NCT01234567. An LED mask may follow."""


def _rich_claims(front: Document, insert: Document) -> tuple[Claim, ...]:
    both = (front, insert)
    lost = Quantity(
        low=1e10,
        high=1e10,
        unit="particle",
        per="mL",
        text="1010 particles/mL",
        repaired="the superscript was lost in the file",
    )
    cue = Cue(
        text="No", start=front.text.index("No refrig"), end=front.text.index("No refrig") + 2, rule="context/en/no"
    )
    twin = Place(document=0, page=1, start=0, end=5, boxes=(Box(page=1, x0=40, top=40, x1=85, bottom=62),))
    return (
        claim(both, 1, "source/human-adipose", "Human adipose stem cell", value="human_adipose_msc", confidence=0.98),
        claim(both, 2, "concentration/particles", "1010 particles/mL", quantity=lost, confidence=0.72),
        claim(both, 3, "storage/refrigeration", "No refrigeration required", status="negated", cues=(cue,)),
        claim(
            both,
            4,
            "storage/refrigeration",
            "keep in the refrigerator",
            document=1,
            qualifier="after_opening",
        ),
        claim(both, 5, "clinical/described-study", "study of 21 women over 8 weeks", document=1),
        claim(both, 6, "packaging/single-use", "single-use ampoules", document=1, also=(twin,)),
        claim(both, 7, "enhancer/microneedling", "Use with microneedling", value="microneedling"),
        claim(both, 8, "overclaim/clinically-proven", "Clinically proven* to help fade dark spots", status="hedged"),
        claim(both, 9, "overclaim/stem-cells-penetrate", "Stem cells penetrate the skin", document=1),
        claim(both, 10, "overclaim/treats-disease", "heal melasma", document=1, confidence=0.84),
        claim(both, 11, "clinical/registration", "NCT01234567", document=1),
        claim(both, 12, "enhancer/led", "LED mask", value="led", status="hedged", document=1),
    )


def rich() -> Evaluation:
    """Every outcome but unreadable, every severity, a skip, a repaired superscript, hedged and negated claims."""
    front = document(
        "front.jpg", _FRONT, "image", reader="rapidocr 3.10", legibility=0.87, warnings=("Glare at the top right.",)
    )
    blurred = Box(page=1, x0=380, top=40, x1=560, bottom=120)
    advice = "The print at the top right is blurred: hold the phone still and take the photo again."
    code = Code(
        format="Data Matrix",
        text="(01)00012345678905(10)A7",
        box=Box(page=1, x0=480, top=600, x1=560, bottom=680),
        fields={"gtin": "00012345678905", "lot": "A7"},
    )
    front = front.model_copy(
        update={
            "unread": (blurred,),
            "troubles": (Trouble(cause="blurred", box=blurred, advice=advice),),
            "codes": (code,),
        }
    )
    insert = document("insert.pdf", _INSERT, "pdf", reader="pdfplumber", languages=("en", "ko"))
    return evaluation(
        (front, insert),
        exosome_claims=("c1",),
        skipped=(Skip(name="certificate.pdf", reason="the file is locked with a password; save a copy without it"),),
        claims=_rich_claims(front, insert),
        items=verdicts(
            {
                "concentration": ("met", "A particle count with a basis is stated.", ("c2",)),
                "source": ("met", "The tissue and cell type are named.", ("c1",)),
                "cold-storage": (
                    "contrary",
                    "Storage is stated, and it is not cold: the label says that no refrigeration is needed.",
                    ("c3", "c4"),
                ),
                "clinical-data": ("partly", "A human study is described and cannot be identified.", ("c5",)),
            },
            {"cold-storage": (known.GOOD_TO_KNOW,)},
        ),
        conditions=conditions(
            {
                "disclosure": ("partly", "Clinical data is only partly disclosed.", ("c2", "c1", "c5")),
                "stability": ("met", "Single-use packaging is stated.", ("c6",)),
                "penetration": ("met", "The label combines the product with microneedling.", ("c7",)),
            },
            {"penetration": (known.CORRECTION,)},
        ),
        flags=(*known.general_flags(), *known.market_flags()),
        evidence=known.evidence(),
        ladder=known.ladder(),
        enhancers=known.enhancers(),
        dose=known.dose(DoseMark(low=1e10, high=1e10, claims=("c2",), probable=True)),
        markets=("eu", "jp", "us"),
        summary="Source and concentration are stated, clinical data in part; storage is stated and it is not cold.",
    )


def reviewed() -> Evaluation:
    """``rich`` after a reader named the product, corrected a word and set two flags aside."""
    found = rich()
    front, insert = found.documents
    start = front.text.index("Human")
    front = front.model_copy(update={"edits": (Edit(start=start, end=start + 5, was="Hurnan"),)})
    named = document("the name that was given", "Lumen 엑소좀", reader="typed in", given=True)
    set_aside = (
        Dismissal(flag="f1", reason="We saw the <b>data</b>."),
        Dismissal(flag="f4", reason="규정과 다릅니다."),
    )
    return found.model_copy(
        update={"documents": (front, insert, named), "name": "Lumen 엑소좀", "dismissed": set_aside}
    )


def all_met() -> Evaluation:
    """A label that answers everything and raises no flag."""
    text = "Umbilical cord MSC exosomes, 20 billion particles per vial\nKeep at 2-8 °C\nNCT00000000 with results"
    label = (document("label.txt", text),)
    claims = (
        claim(label, 1, "source/human-umbilical", "Umbilical cord MSC", value="human_umbilical_msc"),
        claim(
            label,
            2,
            "concentration/particles",
            "20 billion particles per vial",
            quantity=Quantity(low=2e10, high=2e10, unit="particle", per="vial", text="20 billion particles per vial"),
        ),
        claim(label, 3, "storage/refrigeration", "Keep at 2-8 °C"),
        claim(label, 4, "clinical/registration", "NCT00000000"),
    )
    return evaluation(
        label,
        claims=claims,
        items=verdicts(
            {
                "concentration": ("met", "A particle count with a basis is stated.", ("c2",)),
                "source": ("met", "The tissue and cell type are named.", ("c1",)),
                "cold-storage": ("met", "Refrigeration is an instruction for this product.", ("c3",)),
                "clinical-data": ("met", "A registered study is named.", ("c4",)),
            }
        ),
        conditions=conditions(
            {
                "disclosure": ("met", "All three are disclosed.", ("c1", "c2", "c4")),
                "stability": ("met", "The cold chain is stated.", ("c3",)),
                "penetration": ("met", "Stated.", ()),
            }
        ),
        verdict="conditions met",
        summary="All four questions are answered.",
    )


def not_applicable() -> Evaluation:
    """A plain moisturiser: the checklist was not written for it."""
    return evaluation(
        (document("cream.txt", "Rich cream with 5 % urea. Store in a cool, dry place."),),
        exosome="no",
        verdict="not applicable",
        summary="No document speaks of exosomes, vesicles or conditioned medium.",
    )


def unreadable() -> Evaluation:
    """A photo nobody could read: a finding about the picture, not about the product."""
    blurred = document("IMG_2041.jpg", "ex0s m", "image", reader="rapidocr 3.10", legibility=0.06)
    blurred = blurred.model_copy(
        update={"unread": tuple(Box(page=1, x0=9, top=y, x1=90, bottom=y + 8) for y in (9, 30))}
    )
    poor: tuple[Outcome, str, tuple[str, ...]] = ("unreadable", "Too little of the photo could be read.", ())
    return evaluation(
        (blurred,),
        exosome="unclear",
        items=verdicts(dict.fromkeys(("concentration", "source", "cold-storage", "clinical-data"), poor)),
        conditions=conditions(dict.fromkeys(("disclosure", "stability", "penetration"), poor)),
        verdict="unreadable",
        summary="6 % of what looks like text was legible.",
    )


def foreign() -> Evaluation:
    """A label with two paragraphs in languages that are not read: one answer decided, the others open."""
    text = (
        "EXO SERUM\nRose callus exosomes\n\nPrzechowywać w lodówce.\nNie zamrażać, chronić przed światłem.\n\n"
        "Keep out of reach of children.\nTenere fuori dalla portata dei bambini."
    )
    polish, italian = text.index("Prze"), text.index("Tenere")
    stretches = (
        Stretch(start=polish, end=text.index("\n\nKeep"), language="pl", name="Polish"),
        Stretch(start=italian, end=len(text), language="it", name="Italian"),
    )
    label = (document("box.txt", text, foreign=stretches),)
    claims = (claim(label, 1, "source/plant-rose", "Rose callus exosomes", value="plant_rose"),)
    reason = (
        "Part of the label is in Polish and Italian, which labelcheck does not read, so the answer may stand there."
    )
    unread: tuple[Outcome, str, tuple[str, ...]] = ("unreadable", reason, ())
    return evaluation(
        label,
        claims=claims,
        items=verdicts(
            {
                "concentration": unread,
                "source": ("met", "The plant is named.", ("c1",)),
                "cold-storage": unread,
                "clinical-data": unread,
            }
        ),
        conditions=conditions(dict.fromkeys(("disclosure", "stability", "penetration"), unread)),
        summary="1 of 4 label questions disclosed.",
    )


HOSTILE_NAME = "<img src=x onerror=alert(1)>:red[x]\x1b[2J\u202egnp.txt"
HOSTILE_TEXT = (
    "Exosomes from <script>alert(document.domain)</script> $$\\frac{1}{0}$$ :red[adipose] :material/home:\n"
    "=cmd|' /C calc'!A0 \x1b[31mred\x1b[0m \x07 \u202eesrever\u202c \u2066iso\u2069 \x9b2J \ud800 \u2028end\n"
    "[click](javascript:alert(2)) ![](http://203.0.113.9/x.png) <b>bold</b> &amp; `code` **stars**\n"
    "10000000000 particles/mL " + "A" * 300
)


def hostile() -> Evaluation:
    """A label written to break what displays it: markup, formulas, escapes, bidi controls, one endless word."""
    code = Code(
        format="QR Code",
        text="https://203.0.113.9/?x=<script>alert(5)</script> [a](b) $$x$$ :red[y] \u202e" + "B" * 400,
        box=Box(page=1, x0=0, top=0, x1=9, bottom=9),
        fields={"lot": "<b>\x1b[31m"},
    )
    trouble = Trouble(cause="glare", box=code.box, advice="**<b>Light</b>** :red[x]")
    label = (document(HOSTILE_NAME, HOSTILE_TEXT, codes=(code,), troubles=(trouble,)),)
    claims = (
        claim(label, 1, "source/unspecified", "<script>alert(document.domain)</script> $$\\frac{1}{0}$$ :red[adipose]"),
        claim(
            label,
            2,
            "concentration/particles",
            "=cmd|' /C calc'!A0 \x1b[31mred\x1b[0m \x07 \u202eesrever\u202c",
            quantity=Quantity(low=float("inf"), high=float("inf"), unit="particle", text="1e999"),
            confidence=0.2,
        ),
        claim(label, 3, "clinical/registration", "[click](javascript:alert(2))"),
    )
    return evaluation(
        label,
        claims=claims,
        items=verdicts(
            {
                "source": ("partly", "Named in part.", ("c1",)),
                "concentration": ("partly", "A count with no basis.", ("c2", "missing")),
                "clinical-data": ("partly", "Something is cited.", ("c3",)),
            },
            {"clinical-data": (known.hostile_note(),)},
        ),
        conditions=conditions({}, {"penetration": (known.hostile_note(),)}),
        flags=(known.hostile_flag(1, "general"), known.hostile_flag(2, "us"), known.hostile_flag(3, "<b>:red[m]</b>")),
        evidence=known.hostile_evidence(),
        ladder=known.hostile_ladder(),
        enhancers=known.hostile_enhancers(),
        dose=known.dose(unplaced=(Unplaced(cause="too large", claims=("c2",)),)),
        markets=("us", "<b>:red[m]</b>"),
        skipped=(Skip(name=HOSTILE_NAME, reason="<script>alert(4)</script> **no** \x1b[2J"),),
        summary="<b>Summary</b> $$x$$",
    )


ALL = {
    "rich": rich,
    "all_met": all_met,
    "not_applicable": not_applicable,
    "unreadable": unreadable,
    "foreign": foreign,
    "hostile": hostile,
}
