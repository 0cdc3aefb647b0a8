"""Hand-made evaluations, realistic and small, shared by the report's tests and the app's.

``rich`` holds every outcome, flag severity, skip and doubt at once; the others one situation each. Offsets are found,
not counted: a claim names its words, the builder looks them up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from labelcheck.models import (
    Box,
    Checklist,
    Claim,
    ConditionVerdict,
    Correction,
    Cue,
    Document,
    DocumentKind,
    Evaluation,
    Examples,
    Flag,
    FlagRule,
    Item,
    Match,
    Outcome,
    Page,
    Quantity,
    Rule,
    RuleSet,
    Selector,
    Skip,
    Units,
    Verdict,
    Word,
)

DIGEST = "sha256:" + "ab" * 32
_LINE = 40.0

_ITEMS: dict[str, tuple[str, str, str, str]] = {
    "concentration": (
        "Is the actual concentration disclosed?",
        "Concentration",
        "Actual concentration disclosed, not just “exosome content”",
        "How many particles are in one millilitre or one ampoule, and how were they counted?",
    ),
    "source": (
        "Is the source specified?",
        "Source",
        "Source specified (ASC, platelet, other)",
        "Which tissue and cell type do the exosomes come from?",
    ),
    "cold-storage": (
        "Is cold storage recommended?",
        "Cold storage",
        "Cold storage recommendation (a stability signal)",
        "At which temperature was it shipped and should it be kept, and what shows that it stays stable?",
    ),
    "clinical-data": (
        "Is clinical data provided?",
        "Clinical data",
        "Whether clinical data is provided",
        "Which published human study used this very product? Ask for a DOI or a registration number.",
    ),
}
_CONDITIONS: dict[str, tuple[str, str]] = {
    "disclosure": (
        "Source, concentration and clinical data disclosed",
        "Disclosed source and concentration plus clinical trial data",
    ),
    "stability": ("Cold chain or single-use packaging", "Cold-chain logistics or single-use packaging"),
    "penetration": (
        "Combined with a penetration enhancer",
        "Combined with a penetration enhancer (microneedling, LED) rather than topical-only",
    ),
}


def checklist() -> Checklist:
    """The article's checklist with the two corrections that matter most."""
    selector = (Selector(rule=("source/*",)),)
    items = tuple(
        Item(
            id=key,
            question=question,
            short=short,
            article=article,
            met=selector,
            reasons={"met": "It says so."},
            advice=advice,
        )
        for key, (question, short, article, advice) in _ITEMS.items()
    )
    return Checklist(
        id="tetrapod-2026",
        title="What to evaluate on a label",
        source="Tetrapod, 2026, https://www.tetrapod.beauty/en/news/asc-exosomes-split-face-melanin-women-8week-2026",
        items=items,
        corrections=(
            Correction(
                statement="The 21-woman trial appeared in the Journal of Cosmetic Dermatology in 2026.",
                correction="Its design and numbers are those of Cho et al., Cosmetics 2020;7(4):90.",
                references=("doi:10.3390/cosmetics7040090",),
            ),
            Correction(
                statement="LED is a penetration enhancer.",
                correction="No evidence was found that LED carries vesicles through skin.",
                references=("pmc:PMC9239599",),
            ),
        ),
    )


def document(name: str, text: str, kind: DocumentKind = "text", **fields: Any) -> Document:
    """A one-page document; photos and PDFs get words with boxes, one text line below the other."""
    words: list[Word] = []
    pages: tuple[Page, ...] = (Page(number=1, width=600, height=800, start=0, end=len(text)),)
    if kind in ("pdf", "image"):
        start = 0
        for row, line in enumerate(text.split("\n")):
            column = 0
            for word in line.split():
                column = line.index(word, column)
                top = 40 + row * _LINE
                box = Box(page=1, x0=40 + column * 9, top=top, x1=40 + (column + len(word)) * 9, bottom=top + 22)
                words.append(Word(text=word, start=start + column, end=start + column + len(word), box=box))
                column += len(word)
            start += len(line) + 1
    given: dict[str, Any] = {"reader": "text", "languages": ("en",), "words": tuple(words), "pages": pages}
    return Document(
        name=name,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        kind=kind,
        text=text,
        **(given | fields),
    )


def claim(documents: Sequence[Document], number: int, rule: str, words: str, **fields: Any) -> Claim:
    """A claim on ``words``, looked up in the document that ``fields`` names (the first unless told)."""
    which = fields.pop("document", 0)
    source = documents[which]
    start = source.text.index(words)
    end = start + len(words)
    boxes = tuple(word.box for word in source.words if word.start < end and word.end > start)
    return Claim(
        id=f"c{number}",
        rule=rule,
        kind=fields.pop("kind", rule.partition("/")[0]),
        document=which,
        text=words,
        start=start,
        end=end,
        boxes=boxes,
        **fields,
    )


def verdicts(answers: dict[str, tuple[Outcome, str, tuple[str, ...]]]) -> tuple[Verdict, ...]:
    """The four answers, in the checklist's order; what is not given is not stated."""
    found = []
    for key, (question, short, article, advice) in _ITEMS.items():
        outcome, reason, claims = answers.get(key, ("not stated", "The label says nothing about it.", ()))
        found.append(
            Verdict(
                id=key,
                question=question,
                short=short,
                outcome=outcome,
                reason=reason,
                claims=claims,
                article=article,
                advice=advice,
            )
        )
    return tuple(found)


def conditions(answers: dict[str, tuple[Outcome, str, tuple[str, ...]]]) -> tuple[ConditionVerdict, ...]:
    """The three conditions, in the article's order; what is not given is not stated."""
    found = []
    for key, (question, article) in _CONDITIONS.items():
        outcome, reason, claims = answers.get(key, ("not stated", "Nothing on the label speaks to it.", ()))
        items = {"disclosure": ("source", "concentration", "clinical-data"), "stability": ("cold-storage",)}
        found.append(
            ConditionVerdict(
                id=key,
                question=question,
                outcome=outcome,
                reason=reason,
                items=items.get(key, ()),
                claims=claims,
                article=article,
            )
        )
    return tuple(found)


def evaluation(documents: Sequence[Document], **fields: Any) -> Evaluation:
    """An evaluation of ``documents`` in which nothing is stated, except for what ``fields`` says."""
    given: dict[str, Any] = {
        "version": "0.1.0",
        "rules_digest": DIGEST,
        "exosome": "yes",
        "documents": tuple(documents),
        "claims": (),
        "checklist": checklist(),
        "items": verdicts({}),
        "conditions": conditions({}),
        "verdict": "caution",
        "summary": "None of the four questions is answered.",
    }
    return Evaluation(**(given | fields))


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
Each box holds five single-use ampoules of 5 mL."""

_INSTEAD = "Contains vesicles from cultured adipose cells; it contains no stem cells."


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
        claim(both, 6, "packaging/single-use", "single-use ampoules", document=1),
        claim(both, 7, "enhancer/microneedling", "Use with microneedling", value="microneedling"),
        claim(both, 8, "overclaim/clinically-proven", "Clinically proven* to help fade dark spots", status="hedged"),
        claim(both, 9, "overclaim/stem-cells-penetrate", "Stem cells penetrate the skin", document=1),
        claim(both, 10, "overclaim/treats-disease", "heal melasma", document=1, confidence=0.84),
    )


def _rich_flags() -> tuple[Flag, ...]:
    return (
        Flag(
            id="f1",
            rule="us/clinically-proven",
            title="“Clinically proven” without a study",
            topic="clinical-proof",
            severity="high",
            market="us",
            message="The label says that the effect is proven and names no study that a reader could find.",
            why="A claim of proof needs a competent study of this very product.",
            claims=("c8",),
            references=("https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance",),
            suggestion="Name the study: authors, journal and year, or a registration number with results.",
        ),
        Flag(
            id="f2",
            rule="us/treats-disease",
            title="Claims to treat a disease",
            topic="disease",
            severity="critical",
            market="us",
            message="A cosmetic that claims to heal melasma is regulated as a drug.",
            why="Statements about the treatment of disease make a product a drug under 21 U.S.C. 321(g)(1).",
            claims=("c10",),
            references=("https://www.law.cornell.edu/uscode/text/21/321",),
            suggestion="Speak of how the skin looks: “helps skin look more even”.",
        ),
        Flag(
            id="f3",
            rule="eu/human-source",
            title="Human cells or tissue as a source",
            topic="origin",
            severity="low",
            market="eu",
            message="Cosmetics with cells, tissues or products of human origin are prohibited in the European Union.",
            why="Annex II, entry 416 of Regulation (EC) No 1223/2009.",
            claims=("c1", "c9"),
            references=("celex:32009R1223", "doi:10.1111/jocd.15872"),
            suggestion=_INSTEAD,
        ),
        Flag(
            id="f4",
            rule="any/stem-cells",
            title="Stem cells and exosomes are not the same",
            topic="stem-cells",
            severity="info",
            market="any",
            message="Products of this kind rarely contain stem cells.",
            why="The claim that stem cells penetrate the skin and differentiate has no scientific support.",
            claims=("c9",),
            references=("https://www.tetrapod.beauty/en/news/asc-exosomes-split-face-melanin-women-8week-2026",),
            suggestion=_INSTEAD,
        ),
    )


def rich() -> Evaluation:
    """Every outcome but unreadable, every severity, a skip, a repaired superscript, hedged and negated claims."""
    front = document(
        "front.jpg", _FRONT, "image", reader="rapidocr 3.10", legibility=0.87, warnings=("Glare at the top right.",)
    )
    front = front.model_copy(update={"unread": (Box(page=1, x0=380, top=40, x1=560, bottom=120),)})
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
            }
        ),
        conditions=conditions(
            {
                "disclosure": ("partly", "Clinical data is only partly disclosed.", ("c2", "c1", "c5")),
                "stability": ("met", "Single-use packaging is stated.", ("c6",)),
                "penetration": ("met", "The label combines the product with microneedling.", ("c7",)),
            }
        ),
        flags=_rich_flags(),
        summary="Source and concentration are stated, clinical data in part; storage is stated and it is not cold.",
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
        items=verdicts(dict.fromkeys(_ITEMS, poor)),
        conditions=conditions(dict.fromkeys(_CONDITIONS, poor)),
        verdict="unreadable",
        summary="6 % of what looks like text was legible.",
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
    label = (document(HOSTILE_NAME, HOSTILE_TEXT),)
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
    flag = Flag(
        id="f1",
        rule="us/x",
        title="A **title** with <i>markup</i>",
        topic="wording",
        severity="low",
        market="us",
        message="$x$ :red[y] <u>z</u>",
        why="# not a heading",
        claims=("c3", "c9"),
        references=("javascript:alert(3)", "doi:10.1/<x>"),
        suggestion="- not a list",
    )
    return evaluation(
        label,
        claims=claims,
        items=verdicts(
            {
                "source": ("partly", "Named in part.", ("c1",)),
                "concentration": ("partly", "A count with no basis.", ("c2", "missing")),
                "clinical-data": ("partly", "Something is cited.", ("c3",)),
            }
        ),
        flags=(flag,),
        skipped=(Skip(name=HOSTILE_NAME, reason="<script>alert(4)</script> **no** \x1b[2J"),),
        summary="<b>Summary</b> $$x$$",
    )


def ruleset() -> RuleSet:
    """A handful of rules under the article's checklist: enough for pages that show rules."""
    examples = {"en": Examples(match=("Exosomes from [adipose stem cells].",), avoid=("Salmon PDRN and exosomes.",))}
    rule = Rule(
        id="source/human-adipose",
        kind="source",
        title="Names adipose tissue as the source, not $x$ or :red[y]",
        why="The article asks for the source.",
        references=("article:label-criteria",),
        match={"en": Match(phrases=("adipose stem cells",))},
        examples=examples,
    )
    flag = FlagRule(
        id="us/treats-disease",
        market="us",
        title="Claims to treat a disease",
        topic="disease",
        severity="critical",
        why="Statements about disease make a product a drug.",
        message="Melasma is a disease.",
        suggestion="Speak of how the skin looks.",
        references=("law:21 U.S.C. 321(g)(1)",),
        when=(Selector(rule=("overclaim/*",)),),
        examples=examples,
    )
    cold = rule.model_copy(update={"id": "storage/refrigerated", "kind": "storage", "title": "Says to keep it cold"})
    units: dict[str, object] = {name: {} for name in ("scales", "numbers", "nouns", "bases", "masses", "durations")}
    return RuleSet(
        digest=DIGEST,
        rules=(rule, cold),
        flags=(flag,),
        checklists={"tetrapod-2026": checklist()},
        contexts={},
        units=Units.model_validate(units | {"people": (), "contains": (), "per": ()}),
    )


ALL = {
    "rich": rich,
    "all_met": all_met,
    "not_applicable": not_applicable,
    "unreadable": unreadable,
    "hostile": hostile,
}
