"""What an answer comes to: a few values, the measured ones first, each once and under one name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from labelcheck.compare.facts import columns, figure_of
from labelcheck.compare.things import any_of
from labelcheck.dossiers import Dose, Value
from labelcheck.language import noted
from labelcheck.models import Claim, Evaluation, Item, Quantity, Rule, RuleSet, Verdict
from labelcheck.report.cell_words import whole_dose
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import span
from labelcheck.report.wording import amount

_NORMALISED: Final = ("source", "storage", "packaging", "enhancer")
"""Kinds whose rules give a value that means the same in every language and wording."""
_MEASURED: Final = ("concentration", "characterisation")
"""Kinds of which a table of results tells what was measured."""
_CLASS: Final = "unspecified"
"""Ends a value that is a class: what the label says is then shown, for the class may be wider than its words."""
_MEDIUM: Final = "conditioned_medium_"
_MOST_CLAIMS: Final = 200
"""Claims of one answer that are looked at for its value."""
_MOST_VALUES: Final = 40
_LONGEST: Final = 60
_RESULT, _STATED, _LIMIT, _FOREIGN = range(4)
"""The lower, the more a claim tells; those of another product's document come after all others, in the same order."""
_ASKED: Final = "limit"
"""The qualifier of a figure that a lot must keep."""
_LIMIT_WORD: Final = noted("Limit")
_LEADING: Final = 2
"""Values of each part that come before further ones of any part: the figure, then its method."""


class Sight(NamedTuple):
    """What tells the values of one evaluation: its rules, its dose per millilitre, and where its figures stand."""

    evaluation: Evaluation
    rules: Mapping[str, Rule]
    dose: Dose | None
    ranks: Mapping[str, int]
    """How much a claim counts, by its id: a measured result first, words of another product's document last."""
    names: Mapping[str, str]
    """One name for words that mean the same, by those words in lower case."""


class _Told(NamedTuple):
    """One value: the part that it answers, its words as data, and for people."""

    part: str
    words: str
    value: Value


def sight_of(evaluation: Evaluation, rules: RuleSet, dose: Dose | None, foreign: Collection[int] = ()) -> Sight:
    """Everything that values are made from; ``foreign`` holds the places of documents of another product."""
    names = {word.casefold(): name for name, words in rules.dossier.names.items() for word in words}
    known = {rule.id: rule for rule in rules.rules}
    return Sight(evaluation, known, dose, _ranks(evaluation, rules, foreign), names)


def _ranks(evaluation: Evaluation, rules: RuleSet, foreign: Collection[int]) -> dict[str, int]:
    results = any_of(rules.dossier.results)
    limits = any_of({code: context.columns.get("limit", ()) for code, context in rules.contexts.items()})
    cells = {
        place: [(start, end, heading) for start, end, heading in columns(document.text, results)]
        for place, document in enumerate(evaluation.documents)
    }
    found: dict[str, int] = {}
    for claim in evaluation.claims:
        if claim.kind not in _MEASURED:
            continue
        text = evaluation.documents[claim.document].text
        at = figure_of(claim, text)
        heading = next((head for start, end, head in cells[claim.document] if start <= at < end), "")
        rank = _RESULT if results.search(heading) else _LIMIT if limits.search(heading) else _STATED
        rank = _LIMIT if claim.qualifier == _ASKED else rank
        found[claim.id] = rank + _FOREIGN if claim.document in foreign else rank
    return found


def values_of(item: Verdict, asked: Item, sight: Sight) -> tuple[str, tuple[Value, ...], int]:
    """What the claims of an answer come to, each once, and nothing that stands in another.

    As data, for people, and how many values are left out of both. Of each part of the question first what was
    measured, then what is stated; limits only where nothing else is there.
    """
    claims = {claim.id: claim for claim in sight.evaluation.claims}
    shorts = {part.id: part.short for part in asked.parts}
    groups = [(shorts.get(part.id, ""), part.claims) for part in item.parts if part.claims]
    named = {name for _, names in groups for name in names}
    if item.outcome == "partly":
        named |= {name for part in item.parts for name in part.denied}
    rest = tuple(name for name in item.claims if name not in named)
    if rest and not (groups and any(shorts.values())):
        groups.append(("", rest))
    told = [
        list(_group(short, [claims[name] for name in names[:_MOST_CLAIMS] if name in claims], sight))
        for short, names in groups
    ]
    leading = [one for group in told for one in group[:_LEADING]] if len(told) > 1 else []
    kept = _once([*leading, *(one for group in told for one in group)])
    more = max(0, len(kept) - _MOST_VALUES)
    kept = kept[:_MOST_VALUES]
    data = [f"{one.part}: {one.words}" if one.part else one.words for one in kept]
    data += [f"and {more} more"] if more else []
    return "; ".join(data), tuple(dict.fromkeys(one.value for one in kept)), more


def _group(part: str, claims: Sequence[Claim], sight: Sight) -> Iterator[_Told]:
    """The values of one part, that first which counts most."""
    best: dict[str, int] = {}
    for claim in claims:
        best[claim.rule] = min(best.get(claim.rule, 2 * _FOREIGN), _rank(claim, sight))
    dose = sight.dose if any(claim.kind == "concentration" and claim.quantity for claim in claims) else None
    shown = sorted(claims, key=lambda claim: _rank(claim, sight))
    for claim in shown:
        rank = _rank(claim, sight)
        if dose and rank > _RESULT and claim.kind == "concentration":
            yield _dose(dose)
            dose = None
        if rank % _FOREIGN == _LIMIT and best[claim.rule] < rank:
            continue
        yield _said(claim, part, sight)
    if dose:
        yield _dose(dose)


def _dose(dose: Dose) -> _Told:
    words = whole_dose(dose)
    return _Told("", words, Value(words=words, dose=dose))


def _rank(claim: Claim, sight: Sight) -> int:
    return sight.ranks.get(claim.id, _STATED)


def _once(told: Sequence[_Told]) -> list[_Told]:
    """Each value once; one whose words stand in those of another of its part is left out."""
    said: dict[tuple[str, str], _Told] = {}
    for one in told:
        said.setdefault((one.part, one.words.casefold()), one)
    return [
        one
        for (part, words), one in said.items()
        if not any(part == other and _stands_in(words, longer) for other, longer in said if longer != words)
    ]


def _stands_in(words: str, longer: str) -> bool:
    """Whether words stand in others as they are: 4 × 10⁹ does not stand in 4.4 × 10⁹, nor 10⁹ in 4 × 10⁹."""
    at = longer.find(words)
    before = longer[:at].rstrip()[-1:] if at >= 0 else "×"
    return before != "×" and not (longer[at - 1 : at].isalnum() or longer[at - 1 : at] in (".", ","))


def _said(claim: Claim, part: str, sight: Sight) -> _Told:
    """What one claim says, shortly: what the rule read, a value with its figures, or the words themselves."""
    quantity, rule = claim.quantity, sight.rules.get(claim.rule)
    if claim.status == "asserted" and claim.kind in _NORMALISED and claim.value and not (rule and rule.reads):
        value = claim.value.replace("_", " ")
        figures = amount(quantity) if quantity and not quantity.implied else ""
        name = _name(claim.value, rule)
        words = short(f"{value}, {figures}" if figures else value)
        if name and claim.value.endswith(_CLASS):
            own = short(f"“{words_of(sight.evaluation, claim)}”")
            return _Told(part, words, Value(name=name, words=own))
        if name:
            return _Told(
                part, words, Value(name=name, words=short(figures), quantity=_bare(quantity) if figures else None)
            )
        return _Told(part, words, Value(words=words))
    part = _LIMIT_WORD if claim.qualifier == _ASKED else part
    figured = quantity and (claim.kind == "concentration" or (quantity.bound and claim.kind in _MEASURED))
    if claim.status == "asserted" and rule and rule.reads and claim.value:
        words = short(claim.value)
    elif claim.status == "asserted" and quantity and figured:
        words = short(amount(quantity))
        return _Told(part, words, Value(part=part, words=words, quantity=_bare(quantity)))
    else:
        whole = words_of(sight.evaluation, claim)
        words = sight.names.get(whole.casefold().replace("-", " "), "") or short(_result(claim, whole, part, sight))
    return _Told(part, words, Value(part=part, words=words))


def _bare(quantity: Quantity | None) -> Quantity | None:
    """The figures alone: the same amount, written in two ways, is one value."""
    if quantity is None:
        return None
    low, high, unit, per, bound = quantity.low, quantity.high, quantity.unit, quantity.per, quantity.bound
    return Quantity(low=low, high=high, unit=unit, per=per, bound=bound, text="")


def _result(claim: Claim, whole: str, part: str, sight: Sight) -> str:
    """The words of a result without the name of its test, where the part's name stands before them."""
    rule = sight.rules.get(claim.rule)
    if not part or rule is None or not rule.result:
        return whole
    text = sight.evaluation.documents[claim.document].text
    raw = text[slice(*span(text, claim))].replace("：", ":").replace("|", ":").replace("\t", ":")
    return one_line(raw.rpartition(":")[2]) or whole


def _name(value: str, rule: Rule | None) -> str:
    """What people are shown for a value of a rule: the rule's name for it, in English; "" where it has none."""
    if rule is None or not rule.name or not rule.value:
        return ""
    bare = value.removeprefix(_MEDIUM)
    before, _, after = rule.value.partition("{words}")
    words = bare.removeprefix(before).removesuffix(after).replace("_", " ")
    name = rule.name.replace("{words}", words)
    return f"{name} (conditioned medium)" if bare != value else name


def words_of(evaluation: Evaluation, claim: Claim) -> str:
    """The words of a claim on one line; words that deny or hedge are taken along."""
    text = evaluation.documents[claim.document].text
    start, end = span(text, claim)
    return one_line(text[start:end])


def short(text: str) -> str:
    """Words on one line, cut where a table has no room for them."""
    text = one_line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
