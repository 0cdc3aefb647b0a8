"""What differs between two reports of one product, and why its answers do: for rechecking and for reproducing.

Ids and places are not compared: a claim is the same where its rule, words and place are. The values in a difference
are those of the reports, in English, but for amounts; :func:`told` says it in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, get_args

from labelcheck.models import Bound, Quantity
from labelcheck.report.amounts import amount
from labelcheck.report.pairing import Pairing, Pairs, agreement, pairing
from labelcheck.report.quotation import span
from labelcheck.report.saved import NoReport, SavedAnswer, SavedClaim, SavedFlag, SavedPart, SavedReport, saved_report
from labelcheck.report.telling import Aspect, Difference, What, told

__all__ = ["Difference", "NoReport", "differences", "told"]

_AROUND: Final = 24
"""Characters shown before and after a stretch of text that differs."""


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Difference, ...]:
    """What is not the same in two reports, the likely causes first, then the answers, then all else.

    What was only renumbered is no difference, and neither are places on the page. Both are dictionaries in the form of
    the JSON report; ``before`` may be from another version or damaged.

    Raises:
        NoReport: one of them is no report of this schema.
    """
    old, new = saved_report(before), saved_report(after)
    return tuple(_found(old, new, pairing(old, new)))


def _found(old: SavedReport, new: SavedReport, pairs: Pairing) -> Iterator[Difference]:
    yield from _settings(old, new)
    yield from _documents(old, new, pairs.documents)
    yield from _skipped(old, new, pairs.skipped)
    yield from _changed("product", "", "product.exosome", old.product.exosome, new.product.exosome)
    changes = tuple(_claims(old, new, pairs.claims))
    answers = tuple(_answers(old, new, changes))
    yield from answers
    yield from _unasked(old, new)
    yield from _parts(old, new)
    yield from _conditions(old, new, answers, changes)
    yield from _changed("verdict", "", "checklist.verdict", old.checklist.verdict, new.checklist.verdict)
    yield from (change.difference for change in changes)
    yield from _flags(old, new, pairs.flags)
    yield from _studies(old, new, pairs.evidence)
    yield from _dismissals(old, new, pairs.flags)


def _changed(
    what: What, name: str, path: str, old: str | None, new: str | None, key: str = "", aspect: Aspect = ""
) -> Iterator[Difference]:
    if old != new:
        yield Difference(what, key or what, old, new, name=name, aspect=aspect, paths=(path,))


def _settings(old: SavedReport, new: SavedReport) -> Iterator[Difference]:
    yield from _changed("version", "", "version", old.version, new.version)
    yield from _changed("rules", "", "rules_digest", old.rules_digest, new.rules_digest)
    yield from _changed("checklist", "", "checklist.id", old.checklist.id, new.checklist.id)
    if old.markets is not None and new.markets is not None and set(old.markets) != set(new.markets):
        yield from _changed("markets", "", "markets", ", ".join(old.markets), ", ".join(new.markets))
    yield from _changed("name", "", "product.given_name", old.product.given_name, new.product.given_name)


def _documents(old: SavedReport, new: SavedReport, pairs: Pairs) -> Iterator[Difference]:
    for place in sorted(set(range(len(old.documents))) - set(pairs.values())):
        document = old.documents[place]
        if not document.given:  # told as the name
            yield Difference("document", document.sha256, document.name, None, document.name)
    for place, document in enumerate(new.documents):
        if document.given:
            continue
        if place not in pairs:
            yield Difference("document", document.sha256, None, document.name, document.name)
            continue
        was, path = old.documents[pairs[place]], f"documents[{pairs[place]}]"
        yield from _changed(
            "document", document.name, f"{path}.reader", was.reader, document.reader, document.sha256, "reader"
        )
        if was.text != document.text:
            yield from _changed(
                "document", document.name, f"{path}.text", *_apart(was.text, document.text), document.sha256, "text"
            )


def _apart(old: str, new: str) -> tuple[str, str]:
    """Where two texts differ, with a few words around that both share."""
    start, kept = agreement(old, new)
    first = max(0, start - _AROUND)
    first = 0 if first == 0 else min(start, max(old.find(" ", first, start) + 1, first))
    tail = max(0, kept - _AROUND)
    return _excerpt(old, first, len(old) - tail), _excerpt(new, first, len(new) - tail)


def _excerpt(text: str, first: int, last: int) -> str:
    return ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")


def _skipped(old: SavedReport, new: SavedReport, pairs: Pairs) -> Iterator[Difference]:
    for place in sorted(set(range(len(old.skipped))) - set(pairs.values())):
        skip = old.skipped[place]
        yield Difference("skipped", skip.name, skip.reason, None, skip.name)
    for place, skip in enumerate(new.skipped):
        was = old.skipped[pairs[place]] if place in pairs else None
        path = f"skipped[{pairs[place]}].reason" if place in pairs else ""
        yield from _changed("skipped", skip.name, path, was.reason if was else None, skip.reason, skip.name)


# --- claims ------------------------------------------------------------------------------------------------------


class _Change(NamedTuple):
    """A difference of a claim, with the claim's ids in the two reports."""

    difference: Difference
    before: str | None
    after: str | None


def _claims(old: SavedReport, new: SavedReport, pairs: Pairs) -> Iterator[_Change]:
    for place in sorted(set(range(len(old.claims))) - set(pairs.values())):
        gone = old.claims[place]
        yield _Change(Difference("claim", gone.id, _words(old, gone), None, gone.text), gone.id, None)
    for place, claim in enumerate(new.claims):
        if place not in pairs:
            yield _Change(Difference("claim", claim.id, None, _words(new, claim), claim.text), None, claim.id)
            continue
        was = old.claims[pairs[place]]
        for difference in _meant(was, claim, f"claims[{pairs[place]}]"):
            yield _Change(difference, was.id, claim.id)


def _words(report: SavedReport, claim: SavedClaim) -> str:
    """What a claim says, with the words that deny or hedge it."""
    text = report.documents[claim.document].text
    start, end = span(text, claim)
    return text[start:end] if (start, end) != (claim.start, claim.end) else claim.text


def _meant(old: SavedClaim, new: SavedClaim, path: str) -> Iterator[Difference]:
    """What changed about a claim that both reports have."""
    aspects: tuple[tuple[Aspect, str, str | None, str | None], ...] = (
        ("words", "text", old.text, new.text),
        ("status", "status", old.status, new.status),
        ("subject", "subject", old.subject, new.subject),
        ("qualifier", "qualifier", old.qualifier or "", new.qualifier or ""),
        ("value", "value", old.value, new.value),
        ("quantity", "quantity", _amount(old), _amount(new)),
    )
    for aspect, field, was, now in aspects:
        yield from _changed("claim", new.text, f"{path}.{field}", was, now, new.id, aspect)


def _amount(claim: SavedClaim) -> str | None:
    found = claim.quantity
    if found is None:
        return None
    low, high = (float("inf") if value is None else value for value in (found.low, found.high))
    bound = next((known for known in get_args(Bound) if known == found.bound), None)
    return amount(Quantity(low=low, high=high, unit=found.unit, per=found.per, text=found.text, bound=bound))


# --- answers -----------------------------------------------------------------------------------------------------


def _answers(old: SavedReport, new: SavedReport, changes: Sequence[_Change]) -> Iterator[Difference]:
    places = {item.id: place for place, item in enumerate(old.checklist.items)}
    for item in new.checklist.items:
        was = old.checklist.items[places[item.id]] if item.id in places else None
        if was is None and any(each.id == item.id for each in old.checklist.unasked):
            continue
        if was is None or was.outcome != item.outcome:
            yield _answer("answer", was, item, _reasons(was, item, changes), f"checklist.items[{places.get(item.id)}]")
    skipped = {each.id for each in new.checklist.unasked}
    yield from _unanswered(
        "answer", [item for item in old.checklist.items if item.id not in skipped], new.checklist.items
    )


def _unasked(old: SavedReport, new: SavedReport) -> Iterator[Difference]:
    """Questions that apply to the product no more, or now do."""
    before = {item.id: item for item in old.checklist.items}
    for each in new.checklist.unasked:
        if was := before.get(each.id):
            yield Difference("unasked", each.id, was.outcome, each.reason, was.name, aspect="not asked")
    reasons = {each.id: each.reason for each in old.checklist.unasked}
    for item in new.checklist.items:
        if item.id in reasons:
            yield Difference("unasked", item.id, reasons[item.id], item.outcome, item.name, aspect="asked")


def _parts(old: SavedReport, new: SavedReport) -> Iterator[Difference]:
    """What a question asks for that is found no more, or now is; of what could not be read nobody knows."""
    before = {item.id: (place, item) for place, item in enumerate(old.checklist.items)}
    for item in new.checklist.items:
        place, was = before.get(item.id, (0, None))
        if was is None or "unreadable" in (was.outcome, item.outcome):
            continue
        known = {part.id: (number, part) for number, part in enumerate(was.parts)}
        for part in item.parts:
            number, there = known.get(part.id, (0, None))
            if there is None or bool(there.claims) == bool(part.claims):
                continue
            if not (old.skipped if part.claims else new.skipped):  # else it may stand in what was not read
                yield Difference(
                    "part",
                    f"{item.id}/{part.id}",
                    _given(old, there),
                    _given(new, part),
                    name=part.name or part.id,
                    of=item.name,
                    paths=(f"checklist.items[{place}].parts[{number}].claims",),
                )


def _given(report: SavedReport, part: SavedPart) -> str | None:
    """The words that give a part; None where none do."""
    claims = {claim.id: claim for claim in report.claims}
    return next((_words(report, claims[name]) for name in part.claims if name in claims), "" if part.claims else None)


def _conditions(
    old: SavedReport, new: SavedReport, answers: Sequence[Difference], changes: Sequence[_Change]
) -> Iterator[Difference]:
    places = {condition.id: place for place, condition in enumerate(old.checklist.conditions)}
    for condition in new.checklist.conditions:
        was = old.checklist.conditions[places[condition.id]] if condition.id in places else None
        if was is None or was.outcome != condition.outcome:
            because = tuple(answer for answer in answers if answer.id in condition.items)
            because = because or _reasons(was, condition, changes)
            path = f"checklist.conditions[{places.get(condition.id)}]"
            yield _answer("condition", was, condition, because, path)
    yield from _unanswered("condition", old.checklist.conditions, new.checklist.conditions)


def _answer(
    what: What, was: SavedAnswer | None, now: SavedAnswer, because: tuple[Difference, ...], path: str
) -> Difference:
    return Difference(
        what,
        now.id,
        was.outcome if was else None,
        now.outcome,
        name=now.name,
        because=because,
        reason=now.reason,
        paths=(f"{path}.outcome", f"{path}.reason", f"{path}.claims") if was else (),
    )


def _unanswered(what: What, old: Sequence[SavedAnswer], new: Sequence[SavedAnswer]) -> Iterator[Difference]:
    kept = {item.id for item in new}
    return (Difference(what, item.id, item.outcome, None, item.name) for item in old if item.id not in kept)


def _reasons(was: SavedAnswer | None, now: SavedAnswer, changes: Sequence[_Change]) -> tuple[Difference, ...]:
    """The changes of claims that an answer rested on or rests on: those read now, those meant otherwise, those gone."""
    cited = [
        change
        for change in changes
        if (was and change.before is not None and change.before in was.claims) or change.after in now.claims
    ]
    cited.sort(key=lambda change: (change.after is None, change.before is not None))
    return tuple(change.difference for change in cited)


# --- flags and studies -------------------------------------------------------------------------------------------


def _flags(old: SavedReport, new: SavedReport, pairs: Pairs) -> Iterator[Difference]:
    for place in sorted(set(range(len(old.flags))) - set(pairs.values())):
        flag = old.flags[place]
        yield Difference("flag", flag.rule, _quoted(old, flag), None, flag.title or flag.rule)
    for place, flag in enumerate(new.flags):
        name = flag.title or flag.rule
        if place not in pairs:
            yield Difference("flag", flag.rule, None, _quoted(new, flag), name)
            continue
        was = old.flags[pairs[place]]
        path = f"flags[{pairs[place]}].severity"
        yield from _changed("flag", name, path, was.severity, flag.severity, flag.rule, "severity")


def _quoted(report: SavedReport, flag: SavedFlag) -> str:
    """The words that a flag is about."""
    words = {claim.id: claim.text for claim in report.claims}
    return " … ".join(dict.fromkeys(words[claim] for claim in flag.claims if claim in words))


def _studies(old: SavedReport, new: SavedReport, pairs: Pairs) -> Iterator[Difference]:
    for place in sorted(set(range(len(old.evidence))) - set(pairs.values())):
        study = old.evidence[place]
        yield Difference("study", study.record or study.cite, study.name, None, study.name)
    for place, study in enumerate(new.evidence):
        name = study.record or study.cite
        if place not in pairs:
            yield Difference("study", name, None, study.name, study.name)
            continue
        was = old.evidence[pairs[place]]
        sure, surely = ("sure" if known.sure else "by chance" for known in (was, study))
        yield from _changed("study", study.name, f"evidence[{pairs[place]}].sure", sure, surely, name, "certainty")


def _dismissals(old: SavedReport, new: SavedReport, pairs: Pairs) -> Iterator[Difference]:
    """Flags set aside, told by the flags they stand for since ids shift."""
    now = {flag.id: flag for flag in new.flags}
    names = {old.flags[there].id: new.flags[place].id for place, there in pairs.items()}
    titles = {flag.id: flag.title or flag.rule for flag in old.flags}
    before = {names.get(entry.flag, f"gone {entry.flag}"): entry for entry in old.dismissed}
    after = {entry.flag: entry for entry in new.dismissed}
    for flag, entry in before.items():
        if flag not in after:
            yield Difference("dismissal", entry.flag, entry.reason, None, titles.get(entry.flag, entry.flag))
    for flag, entry in after.items():
        title = now[flag].title or now[flag].rule if flag in now else flag
        place = next((n for n, known in enumerate(old.dismissed) if known is before.get(flag)), None)
        was = before[flag].reason if flag in before else None
        yield from _changed("dismissal", title, f"dismissed[{place}].reason", was, entry.reason, flag)
