"""Parts of hand-made evaluations: documents with boxes, claims found by their words, answers, a small rule set.

Offsets are found, not counted: a claim names its words, the builder looks them up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from evaluation_studies import AS_OF, registry

from labelcheck.models import (
    Box,
    Checklist,
    Claim,
    ConditionVerdict,
    Correction,
    Document,
    DocumentKind,
    Evaluation,
    Examples,
    FlagRule,
    Item,
    Match,
    Note,
    Outcome,
    Page,
    Rule,
    RuleSet,
    Selector,
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


def verdicts(
    answers: dict[str, tuple[Outcome, str, tuple[str, ...]]], notes: dict[str, tuple[Note, ...]] | None = None
) -> tuple[Verdict, ...]:
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
                notes=(notes or {}).get(key, ()),
            )
        )
    return tuple(found)


def conditions(
    answers: dict[str, tuple[Outcome, str, tuple[str, ...]]], notes: dict[str, tuple[Note, ...]] | None = None
) -> tuple[ConditionVerdict, ...]:
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
                notes=(notes or {}).get(key, ()),
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


def ruleset() -> RuleSet:
    """A handful of rules and studies under the article's checklist: enough for pages that show them."""
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
        notice="Federal Food, Drug, and Cosmetic Act",
        undated="an old law, changed often",
        as_of=AS_OF,
        exempt="It does not apply to words about how skin looks.",
        when=(Selector(rule=("overclaim/*",)),),
        examples=examples,
    )
    cold = rule.model_copy(update={"id": "storage/refrigerated", "kind": "storage", "title": "Says to keep it cold"})
    return RuleSet(
        digest=DIGEST,
        rules=(rule, cold),
        flags=(flag,),
        studies=registry(),
        checklists={"tetrapod-2026": checklist()},
        contexts={},
        units=Units.model_construct(),  # no page reads them
    )
