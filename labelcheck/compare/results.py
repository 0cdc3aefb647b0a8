"""Results that failed: words that say so, and figures outside the limit that their own table row gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from labelcheck.compare.facts import columns, quoted, unsure
from labelcheck.compare.sentences import fault
from labelcheck.compare.things import any_of
from labelcheck.dossier_rules import DossierRules, Languages
from labelcheck.dossiers import Fault, Paper, Quote
from labelcheck.models import Claim, Evaluation, FactName, Quantity, RuleSet

_FIGURE: Final = re.compile(r"(\d[\d.,]*) ?([^\W\d_][\w.]*(?: ?/ ?[^\W\d_]+)?)")
_LATIN_END: Final = "\u0250"
_BRACKETS: Final = re.compile(r"\s*\([^()\n]{1,60}\)")
_JOINT: Final = re.compile(r"\s*[,;:–-]?\s*")
_CLAUSE_END: Final = re.compile(r"\s*(?:[.;,)\t\n]|$)")
_MOST: Final = 20
"""Failed results that are told of one product."""


class _Row(NamedTuple):
    """A row of a table of results: what is tested, what it must keep, if the table says so, and what was found."""

    test: tuple[int, int]
    limit: tuple[int, int] | None
    result: tuple[int, int]


class _Words(NamedTuple):
    """What the words of results mean, ready to be looked for."""

    pattern: re.Pattern[str]
    failed: frozenset[str]
    found: frozenset[str]
    outright: re.Pattern[str]


def failed_results(
    evaluation: Evaluation, papers: Sequence[Paper], rules: RuleSet, foreign: Collection[int] = ()
) -> Iterator[Fault]:
    """Results of tests that failed, and figures outside the limit of their own row; each once, at most 20.

    Nothing is told of a result that is probably misread, whose words also say that nothing was found, or that stands
    in a document of another product: ``foreign`` holds the places of those.
    """
    told: set[tuple[int, str, str]] = set()
    for made in _each(evaluation, papers, rules, foreign):
        key = (made.quotes[0].document, made.quotes[0].text.casefold(), made.quotes[-1].text.casefold())
        if key not in told and len(told) < _MOST:
            told.add(key)
            yield made


def _each(evaluation: Evaluation, papers: Sequence[Paper], rules: RuleSet, foreign: Collection[int]) -> Iterator[Fault]:
    known = rules.dossier
    tests = {rule.id for rule in rules.rules if rule.result}
    limits = any_of({code: words.columns.get("limit", ()) for code, words in rules.contexts.items()})
    for document in (place for place in range(len(papers)) if place not in foreign):
        text = evaluation.documents[document].text
        claims = [
            claim
            for claim in evaluation.claims
            if claim.document == document
            and (claim.status == "asserted" or (claim.status == "hedged" and claim.rule in tests))
            and claim.subject == "product"
            and not unsure(claim)
        ]
        if not any(claim.rule in tests or claim.quantity for claim in claims):
            continue
        rows = list(_rows(text, any_of(known.results), limits))
        for claim in claims:
            row = next((row for row in rows if row.result[0] <= claim.start < row.result[1]), None)
            if claim.rule in tests:
                made = _test(claim, row, text, papers, known)
            else:
                made = _measured(claim, claims, row, text, papers, known)
            if made:
                yield made


def _rows(text: str, results: re.Pattern[str], limits: re.Pattern[str]) -> Iterator[_Row]:
    for _, row in groupby(columns(text, results), key=lambda cell: text.rfind("\n", 0, cell[0])):
        cells = list(row)
        asked = [cell[:2] for cell in cells[1:] if limits.search(cell[2]) and not results.search(cell[2])]
        for start, end, heading in cells[1:]:
            if results.search(heading):
                yield _Row(cells[0][:2], asked[0] if len(asked) == 1 else None, (start, end))


# --- words and figures of a test ---------------------------------------------------------------------------------


def _test(claim: Claim, row: _Row | None, text: str, papers: Sequence[Paper], known: DossierRules) -> Fault | None:
    words = _line(text, row.result) if row else _statement(claim, text, known)
    limit = _line(text, row.limit) if row and row.limit else ""
    if limit.casefold() == words.casefold() or (claim.status == "hedged" and row is None):
        return None  # "OOS, under investigation" in its cell is told; what prose hedges is not
    upper = claim.rule in known.upper_limit
    if not (says_failed(words, known, figures=upper) or (upper and _above(words, limit))):
        return None
    if row is None:
        return fault(known, papers, "failed result", None, (_quote(claim, words),))
    test = _line(text, row.test)
    if not limit:
        return fault(known, papers, "failed result", None, (_quote(claim, f"{test}: {words}"),))
    return _against(claim, (test, words, limit), papers, known)


def says_failed(words: str, known: DossierRules, *, figures: bool = False) -> bool:
    """Whether the words of a result say that the test failed, and none of them that it did not.

    ``figures``: with a figure among them, that something was detected is no failure.
    """
    meaning = _meaning(known)
    found = {match.group().casefold() for match in meaning.pattern.finditer(" ".join(words.split()))}
    if found - meaning.failed - meaning.found:
        return False
    quiet = figures and any(char.isdigit() for char in words)
    return bool(found & meaning.failed or (found and not quiet))


def _statement(claim: Claim, text: str, known: DossierRules) -> str:
    """The words of a result outside tables: brackets behind it and a clause that only says that it failed go along."""
    end = claim.end
    if brackets := _BRACKETS.match(text, end):
        end = brackets.end()
    joint = _JOINT.match(text, end)
    behind = _meaning(known).outright.match(text, joint.end()) if joint else None
    if behind and _CLAUSE_END.match(text, behind.end()):
        return f"{_line(text, (claim.start, claim.end))}, {behind.group()}"
    return _line(text, (claim.start, claim.end))


def _above(words: str, limit: str) -> bool:
    """Whether the one figure of a result, printed without a bound, is above the one figure of its limit."""
    measured, asked = _FIGURE.fullmatch(words.strip(" =")), _FIGURE.findall(limit)
    if not measured or len(asked) != 1 or any(sign in limit for sign in ">≥≧"):
        return False
    (most, unit), (figure, own) = asked[0], measured.groups()
    high, low = _number(figure), _number(most)
    same = "".join(unit.split()).casefold() == "".join(own.split()).casefold()
    return same and high is not None and low is not None and high > low


def _number(figure: str) -> float | None:
    """The number; None where a comma or point may group thousands."""
    if not re.fullmatch(r"\d+(?:[.,]\d+)?", figure) or re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", figure):
        return None
    return float(figure.replace(",", "."))


@lru_cache(maxsize=4)
def _compiled(failed: tuple[str, ...], found: tuple[str, ...], sound: tuple[str, ...]) -> _Words:
    return _Words(
        _any((*failed, *found, *sound)),
        frozenset(word.casefold() for word in failed),
        frozenset(word.casefold() for word in found),
        _any(failed),
    )


def _any(words: Sequence[str]) -> re.Pattern[str]:
    """The longest of the words at each place: Latin ones stand alone, others anywhere."""
    parts = []
    for word in sorted(words, key=len, reverse=True):
        latin = all(char < _LATIN_END for char in word)
        parts.append(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])" if latin else re.escape(word))
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)


def _meaning(known: DossierRules) -> _Words:
    return _compiled(*(_every(words) for words in (known.failed, known.found, known.sound)))


def _every(words: Languages) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for spoken in words.values() for word in spoken))


# --- quantities --------------------------------------------------------------------------------------------------


def _measured(
    claim: Claim,
    claims: Sequence[Claim],
    row: _Row | None,
    text: str,
    papers: Sequence[Paper],
    known: DossierRules,
) -> Fault | None:
    """A quantity in a column of results that lies outside the one of the same kind in the column of limits."""
    if row is None or row.limit is None or claim.quantity is None or claim.quantity.implied:
        return None
    start, end = row.limit
    asked = [one.quantity for one in claims if one.rule == claim.rule and one.quantity and start <= one.start < end]
    if len(asked) != 1 or not _outside(claim.quantity, asked[0]):
        return None
    told = tuple(_line(text, span) for span in (row.test, row.result, row.limit))
    return _against(claim, (told[0], told[1], told[2]), papers, known, quantity=True)


def _outside(measured: Quantity, asked: Quantity) -> bool:
    """Whether no value of a result can keep its limit: a bound or a range, in the same unit and on the same basis."""
    if (measured.unit, measured.per) != (asked.unit, asked.per) or asked.bound == "about":
        return False
    if asked.bound is None and asked.low == asked.high:
        return False
    least = None if asked.bound == "at most" else asked.low
    most = None if asked.bound == "at least" else asked.high
    low = None if measured.bound == "at most" else measured.low
    high = None if measured.bound == "at least" else measured.high
    return bool((least is not None and high is not None and high < least) or (most and low is not None and low > most))


# --- sentences ---------------------------------------------------------------------------------------------------


def _against(
    claim: Claim,
    told: tuple[str, str, str],
    papers: Sequence[Paper],
    known: DossierRules,
    *,
    quantity: bool = False,
) -> Fault | None:
    test, words, limit = told
    quotes = (_quote(claim, words), Quote(document=claim.document, claim=claim.id, text=limit, page=claim.page))
    fact: FactName | None = "dose" if quantity else None
    return fault(known, papers, "failed result", fact, quotes, limit=True, test=test)


def _quote(claim: Claim, words: str) -> Quote:
    return quoted(claim).model_copy(update={"text": words})


def _line(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[slice(*span)].split())
