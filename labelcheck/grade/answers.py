"""The checklist's questions answered: five outcomes, three conditions, one verdict, and never a blended score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labelcheck.grade.notes import corrections_of, notes_of
from labelcheck.grade.selection import Pool, named
from labelcheck.grade.silence import UNREAD_LIMIT, Silence
from labelcheck.models import (
    Checklist,
    Claim,
    Condition,
    ConditionVerdict,
    Document,
    Evidence,
    FoundPart,
    Item,
    Note,
    Outcome,
    OverallVerdict,
    Scope,
    Selector,
    Unanswered,
    Unasked,
    Verdict,
)


def unasked_of(checklist: Checklist, pool: Pool) -> tuple[Unanswered, ...]:
    """The questions that do not apply to this product, in the checklist's order, and why."""
    return tuple(
        Unanswered(
            id=item.id,
            question=item.question,
            short=item.short,
            reason=item.unasked.reason,
            claims=tuple(claim.id for claim in because),
        )
        for item in checklist.items
        if item.unasked and (because := _excused(item.unasked, pool))
    )


def items_of(
    checklist: Checklist, pool: Pool, silence: Silence, evidence: Sequence[Evidence] = ()
) -> tuple[Verdict, ...]:
    """One verdict a question that applies, in the checklist's order, with what to know beside it."""
    return tuple(
        _item(item, pool, silence, notes_of(item, pool) + corrections_of(item.id, checklist, pool, evidence))
        for item in checklist.items
        if not (item.unasked and _excused(item.unasked, pool))
    )


def _excused(unasked: Unasked, pool: Pool) -> list[Claim]:
    """The claims that show that a question or part does not apply; none where it does."""
    return [] if pool.selected(unasked.unless) else pool.selected(unasked.when)


def _item(item: Item, pool: Pool, silence: Silence, notes: tuple[Note, ...]) -> Verdict:
    outcome: Outcome = "unreadable" if silence.proves_nothing else "not stated"
    parts, excuses = _parts(item, pool)
    telling = {part.id for part in item.parts if part.alone}
    told = any(part.claims and part.id in telling for part in parts)
    given = [name for part in parts for name in part.claims if told]
    missing = [part.name for part in parts if not part.claims]
    denied = [name for part in parts for name in part.denied]
    found: list[str] = []
    ladder: tuple[tuple[Outcome, Sequence[str]], ...] = (
        ("met", given if item.parts and not missing else _ids(pool, item.met)),
        ("partly", tuple(dict.fromkeys([*given, *_ids(pool, item.partly)]))),
        ("contrary", (*_ids(pool, item.contrary), *denied)),
        ("unreadable", _ids(pool, item.unreadable)),
    )
    for name, claims in ladder:
        if claims:
            outcome, found = name, list(dict.fromkeys([*claims, *(denied if name == "partly" else ())]))
            break
    reason = item.reasons[outcome] if found or outcome != "unreadable" else silence.reason(_unread(item))
    return Verdict(
        id=item.id,
        question=item.question,
        short=item.short,
        outcome=outcome,
        reason=" ".join([reason, *_told_of_parts(outcome, parts, excuses, silence)]),
        claims=tuple(found),
        article=item.article,
        advice=_advice(item, outcome, parts),
        notes=notes,
        tier=item.tier,
        references=item.references,
        parts=parts,
    )


def _advice(item: Item, outcome: Outcome, parts: Sequence[FoundPart]) -> str:
    """What to ask the seller: of what is denied why, and of what was not found what it is."""
    if outcome == "met":
        return ""
    denied = [part for part in parts if part.denied]
    if not item.refused or not (outcome == "contrary" or (outcome == "partly" and denied)):
        return item.advice
    silent = [part for part in parts if not (part.claims or part.denied)]
    return f"{item.advice} {item.refused}" if denied and silent else item.refused


def _ids(pool: Pool, selectors: Sequence[Selector]) -> tuple[str, ...]:
    return tuple(claim.id for claim in pool.selected(selectors))


def _parts(item: Item, pool: Pool) -> tuple[tuple[FoundPart, ...], tuple[str, ...]]:
    """The parts that are asked for of this product with what gives them, and why others are not asked for."""
    parts, excuses = [], []
    for part in item.parts:
        if part.only and not pool.selected(part.only):
            continue
        if part.unasked and _excused(part.unasked, pool):
            excuses.append(part.unasked.reason)
            continue
        given = _ids(pool, part.met)
        denied = () if given else _ids(pool, part.contrary)
        parts.append(FoundPart(id=part.id, name=part.name, claims=given, denied=denied))
    return tuple(parts), tuple(dict.fromkeys(excuses))


def _told_of_parts(
    outcome: Outcome, parts: Sequence[FoundPart], excuses: Sequence[str], silence: Silence
) -> Iterator[str]:
    """What of a question was not found or is denied, where other parts of it are told of, and what is not asked for."""
    denied = [part.name for part in parts if part.denied]
    missing = [part.name for part in parts if not (part.claims or part.denied)]
    if missing and (outcome == "partly" or (outcome == "contrary" and denied)):
        names = _listed(missing)
        yield f"Not everything was read. Not found: {names}." if silence.proves_nothing else f"Missing: {names}."
    if denied and (outcome == "partly" or (outcome == "contrary" and len(denied) < len(parts))):
        yield f"The documents say that they do not give: {_listed(denied)}."
    yield from excuses


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _unread(item: Item) -> str:
    """Why a question is unreadable of which nothing was found."""
    return item.unread or item.reasons["unreadable"]


def conditions_of(
    checklist: Checklist,
    items: Sequence[Verdict],
    pool: Pool,
    silence: Silence,
    evidence: Sequence[Evidence] = (),
) -> tuple[ConditionVerdict, ...]:
    """One verdict an editorial condition, with the errors of the article that it leans on."""
    by_id = {item.id: item for item in items}
    return tuple(
        _condition(condition, by_id, pool, silence, corrections_of(condition.id, checklist, pool, evidence))
        for condition in checklist.conditions
    )


def _condition(
    condition: Condition, items: dict[str, Verdict], pool: Pool, silence: Silence, notes: tuple[Note, ...]
) -> ConditionVerdict:
    own = pool.selected(condition.met)
    weak = pool.selected(condition.partly)
    denied = [
        claim
        for claim in pool.claims
        if claim.status == "negated" and claim.subject == "product" and _named(condition, claim)
    ]
    needed = [items[name] for name in (*condition.all_of, *condition.any_of) if name in items]
    outcomes = [item.outcome for item in needed]
    decisive: list[Claim] = own
    outcome: Outcome
    complete = bool(condition.all_of and outcomes) and all(o == "met" for o in outcomes)
    if own or complete or (condition.any_of and "met" in outcomes):
        outcome = "met"
    elif weak or "partly" in outcomes or "met" in outcomes:
        outcome, decisive = "partly", weak
    elif "unreadable" in outcomes or (not needed and silence.proves_nothing):
        outcome = "unreadable"
    elif (outcomes and all(o == "contrary" for o in outcomes)) or (not needed and denied):
        outcome, decisive = "contrary", denied
    else:
        outcome = "not stated"
    supporting = [name for item in needed for name in item.claims]
    return ConditionVerdict(
        id=condition.id,
        question=condition.question,
        outcome=outcome,
        reason=silence.reason(condition.reasons[outcome]) if outcome == "unreadable" else condition.reasons[outcome],
        items=tuple(item.id for item in needed),
        claims=tuple(dict.fromkeys([*supporting, *(claim.id for claim in decisive)])),
        article=condition.article,
        notes=notes,
    )


def _named(condition: Condition, claim: Claim) -> bool:
    return any(named(selector.rule, claim.rule) for selector in condition.met)


def overall(
    exosome: Scope,
    checklist: Checklist,
    items: Sequence[Verdict],
    conditions: Sequence[ConditionVerdict],
    documents: Sequence[Document],
    silence: Silence,
) -> tuple[OverallVerdict, str]:
    """The verdict and one plain sentence that counts, and weighs nothing."""
    if not any(document.text.strip() for document in documents):
        return "unreadable", "Nothing could be read on this label, so nothing can be said about it."
    if silence.whole and any(item.outcome == "unreadable" for item in items):
        return "unreadable", f"{silence.sentence}, so what it tells is not known."
    if exosome == "no" and silence.unread < UNREAD_LIMIT and silence.hides_the_product:
        return "unreadable", f"What could be read names no exosomes. {silence.sentence}."
    if exosome == "no" and silence.hides_the_product:
        return "unreadable", "What could be read names no exosomes, but part of the label could not be read."
    if exosome == "no":
        return "not applicable", "This does not present itself as an exosome product, so the checklist does not apply."
    met = sum(item.outcome == "met" for item in items)
    held = sum(condition.outcome == "met" for condition in conditions)
    asked_by = {"article": "the article's conditions", "standard": "the standard's tiers"}[checklist.origin]
    counted = f"{met} of {len(items)} label questions disclosed, {held} of {len(conditions)} of {asked_by} met."
    if conditions and held == len(conditions) and exosome == "yes":
        return "conditions met", counted
    if exosome == "unclear":
        return "caution", f"It is unclear whether this is an exosome product. {counted}"
    return "caution", counted
