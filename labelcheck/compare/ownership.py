"""Statements that stand among a product's documents and are not its own: of another article of a list, of a reagent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from labelcheck.compare.facts import READ
from labelcheck.compare.names import folded
from labelcheck.compare.things import OWNED, line_end, of_other_things
from labelcheck.dossier_rules import DossierRules
from labelcheck.dossiers import Paper
from labelcheck.models import Claim, Evaluation, RuleSet

_ROW: Final = re.compile(
    r"^[ \t]*(?P<code>[A-Z]{1,6}[ -]?\d{1,4}[A-Z]?)(?: *[;|\t] *| {2,})(?P<name>[^;|\t\n]{3,120})", re.MULTILINE
)
"""A row of a list of articles: its code, then its name."""
_BRACKETS: Final = re.compile(r"\([^()\n]*\)")
_WORD: Final = re.compile(r"[^\W_]+")
_MOST_ROWS: Final = 200
_LETTER: Final = re.compile(r"[^\W\d_]{2}")


class _Article(NamedTuple):
    code: str
    name: str


def product_only(evaluation: Evaluation, rules: RuleSet) -> Evaluation:
    """The evaluation without what a list says of another article than the one that the other documents name."""
    return _without(evaluation, rules, _of_other_articles(evaluation))


def lots_only(evaluation: Evaluation, papers: Sequence[Paper], rules: RuleSet) -> Evaluation:
    """The evaluation without lots of reagents, standards and instruments: they answer nothing about the product."""
    return _without(evaluation, rules, lambda claim: _of_other_things(claim, evaluation, papers, rules.dossier))


def _without(evaluation: Evaluation, rules: RuleSet, strange: Callable[[Claim], bool]) -> Evaluation:
    from labelcheck.evaluate import regraded

    moved = {claim.id for claim in evaluation.claims if claim.subject == "product" and strange(claim)}
    if not moved:
        return evaluation
    claims = tuple(
        claim.model_copy(update={"subject": "other"}) if claim.id in moved else claim for claim in evaluation.claims
    )
    return regraded(evaluation, claims, rules)


def _of_other_things(claim: Claim, evaluation: Evaluation, papers: Sequence[Paper], known: DossierRules) -> bool:
    name = READ.get(claim.rule)
    if name not in OWNED or claim.document >= len(papers):
        return False
    text = evaluation.documents[claim.document].text
    return of_other_things(claim, name, text, papers[claim.document].kind, known)


def _of_other_articles(evaluation: Evaluation) -> Callable[[Claim], bool]:
    """Whether a claim stands in a line that names another article of a list in its document by its code."""
    words = [" ".join(["", *_WORD.findall(folded(document.text)), ""]) for document in evaluation.documents]
    codes: dict[int, tuple[re.Pattern[str], re.Pattern[str]]] = {}
    for place, document in enumerate(evaluation.documents):
        own: list[str] = []
        others: list[str] = []
        for article in _articles(document.text):
            name = " ".join(["", *_WORD.findall(folded(article.name)), ""])
            named = any(name in other for number, other in enumerate(words) if number != place)
            (own if named else others).append(article.code)
        if own and others:
            codes[place] = (_any(others), _any(own))

    def told(claim: Claim) -> bool:
        if claim.document not in codes:
            return False
        text = evaluation.documents[claim.document].text
        line = text[text.rfind("\n", 0, claim.start) + 1 : line_end(text, claim.start)]
        others, own = codes[claim.document]
        return bool(others.search(line)) and not own.search(line)

    return told


def _articles(text: str) -> list[_Article]:
    found: dict[str, _Article] = {}
    for row in list(_ROW.finditer(text))[:_MOST_ROWS]:
        name = _BRACKETS.sub(" ", row["name"]).strip()
        if _LETTER.search(name):
            found.setdefault(row["code"], _Article(row["code"], name))
    return list(found.values())


def _any(codes: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, codes))})(?![^\W_])")
