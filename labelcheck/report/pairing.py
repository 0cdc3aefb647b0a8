"""Which part of one report is which part of another: ids and places shift, content and words tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple, TypeVar

from labelcheck.report.saved import SavedClaim, SavedReport

_Part = TypeVar("_Part")
_Key = Callable[[int], Hashable]
Pairs = dict[int, int]
"""Places in the first list by places in the second."""

_WORD: Final = re.compile(r"\S+")
_MOST_WORDS: Final = 4_000
"""Changed stretches of more words than this are not looked into, which would take seconds."""


class Pairing(NamedTuple):
    """For each kind of part, places in the report before by places in the report after; the rest has no counterpart."""

    documents: Pairs
    skipped: Pairs
    claims: Pairs
    flags: Pairs
    evidence: Pairs


def pairing(before: SavedReport, after: SavedReport) -> Pairing:
    """The parts that two reports share.

    Documents are matched by content, then name; claims by rule, words and place; flags by rule and quoted words.
    """
    documents = _documents(before, after)
    claims = _claims(before, after, documents)
    return Pairing(
        documents=documents,
        skipped=_matched(
            before.skipped, after.skipped, [lambda skip: (skip.name, skip.reason), lambda skip: skip.name]
        ),
        claims=claims,
        flags=_flags(before, after, claims),
        evidence=_matched(before.evidence, after.evidence, [lambda study: (study.record or study.cite, study.name)]),
    )


def _matched(before: Sequence[_Part], after: Sequence[_Part], keys: Sequence[Callable[[_Part], Hashable]]) -> Pairs:
    """Pairs of parts that are alike by the first key, then of the rest by the next; equal ones in their order."""
    return _paired(
        len(before),
        len(after),
        [(lambda n, key=key: key(before[n]), lambda n, key=key: key(after[n])) for key in keys],  # type: ignore[misc]
    )


def _paired(count: int, other: int, keys: Sequence[tuple[_Key, _Key]]) -> Pairs:
    pairs: Pairs = {}
    left = list(range(count))
    for old_key, new_key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for number in reversed(left):
            waiting[old_key(number)].append(number)
        for number in range(other):
            if number not in pairs and (found := waiting.get(new_key(number))):
                pairs[number] = found.pop()
        taken = set(pairs.values())
        left = [number for number in left if number not in taken]
    return pairs


def _documents(before: SavedReport, after: SavedReport) -> Pairs:
    """Documents by content and name; the names that readers gave, and what alone is left on both sides, as well."""
    pairs = _matched(
        before.documents,
        after.documents,
        [
            lambda document: (document.sha256, document.name, document.given),
            lambda document: (document.sha256, document.given),
            lambda document: (document.name, document.given),
        ],
    )
    for given in (False, True):
        taken = set(pairs.values())
        old = [n for n, document in enumerate(before.documents) if document.given == given and n not in taken]
        new = [n for n, document in enumerate(after.documents) if document.given == given and n not in pairs]
        if len(old) == len(new) == 1:
            pairs[new[0]] = old[0]
    return pairs


def _claims(before: SavedReport, after: SavedReport, documents: Pairs) -> Pairs:
    """Claims at the same place first, then equal words in their order, then other words at the same place."""
    old, new = before.claims, after.claims

    def home(claim: SavedClaim) -> int:
        return documents.get(claim.document, -1)

    pairs = _paired(
        len(old),
        len(new),
        [
            (
                lambda n: (old[n].rule, old[n].document, _words(old[n]), old[n].start),
                lambda n: (new[n].rule, home(new[n]), _words(new[n]), new[n].start),
            ),
            (
                lambda n: (old[n].rule, old[n].document, _words(old[n])),
                lambda n: (new[n].rule, home(new[n]), _words(new[n])),
            ),
        ],
    )
    rest: dict[tuple[str, int, bool], list[int]] = defaultdict(list)
    for number in sorted(set(range(len(old))) - set(pairs.values())):
        rest[old[number].rule, old[number].document, _is_limit(old[number])].append(number)
    moves = {
        number: _Moves(before.documents[there].text, after.documents[number].text)
        for number, there in documents.items()
    }
    for number, claim in enumerate(new):
        waiting = rest.get((claim.rule, home(claim), _is_limit(claim)), [])
        if number not in pairs and waiting:
            same = next((other for other in waiting if moves[claim.document].same_place(old[other], claim)), None)
            if same is not None:
                waiting.remove(same)
                pairs[number] = same
    return pairs


class _Moves:
    """Where the places of one text are in another, word by word."""

    def __init__(self, old: str, new: str) -> None:
        self._blocks: list[tuple[int, int, int, int]] = []
        if old == new:
            return
        start, kept = agreement(old, new)
        end, new_end = len(old) - kept, len(new) - kept
        was, now = (list(_WORD.finditer(text, start, last)) for text, last in ((old, end), (new, new_end)))
        if max(len(was), len(now)) > _MOST_WORDS:
            self._blocks.append((start, end, start, new_end))
            return
        matcher = SequenceMatcher(None, [word[0] for word in was], [word[0] for word in now], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                old_at = _stretch(was, a, b, start, end)
                self._blocks.append((*old_at, *_stretch(now, c, d, start, new_end)))

    def same_place(self, old: SavedClaim, new: SavedClaim) -> bool:
        """Whether a claim of the one text and one of the other overlap."""
        start, end = self._moved(old.start)[0], self._moved(old.end)[1]
        return start < new.end and new.start < max(end, start + 1)

    def _moved(self, place: int) -> tuple[int, int]:
        """The place in the other text; inside what changed, all that stands there instead."""
        shift = 0
        for start, end, new_start, new_end in self._blocks:
            if place < start:
                break
            if place <= end:
                return new_start, new_end
            shift = new_end - end
        return place + shift, place + shift


def _stretch(words: Sequence[re.Match[str]], first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """From the first to before the last of ``words``; an empty stretch stands before its next word."""
    if first < last:
        return words[first].start(), words[last - 1].end()
    place = words[first].start() if first < len(words) else end
    return max(start, place), max(start, place)


def agreement(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts share at their starts, and how many of the rest at their ends."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    return start, next((n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]), shorter - start)


def _is_limit(claim: SavedClaim) -> bool:
    """Whether a claim is what every lot must keep: what was measured is no other version of it."""
    return claim.qualifier == "limit"


def _words(claim: SavedClaim) -> str:
    return " ".join(claim.text.casefold().split())


def _flags(before: SavedReport, after: SavedReport, claims: Pairs) -> Pairs:
    """Flags of one rule that quote the same words, also where those were read differently."""
    old_places = {claim.id: place for place, claim in enumerate(before.claims)}
    new_places = {claim.id: place for place, claim in enumerate(after.claims)}

    def old_key(number: int) -> Hashable:
        flag = before.flags[number]
        return flag.rule, frozenset(old_places.get(claim, -1) for claim in flag.claims)

    def new_key(number: int) -> Hashable:
        flag = after.flags[number]
        places = (new_places.get(claim, -1) for claim in flag.claims)
        return flag.rule, frozenset(claims.get(place, -1 if place < 0 else ("new", place)) for place in places)

    def old_first(number: int) -> Hashable:
        flag = before.flags[number]
        return flag.rule, min((old_places.get(claim, -1) for claim in flag.claims), default=-1)

    def new_first(number: int) -> Hashable:
        flag = after.flags[number]
        places = [claims[new_places[name]] for name in flag.claims if new_places.get(name, -1) in claims]
        return flag.rule, min(places, default=None if flag.claims else -1)

    return _paired(len(before.flags), len(after.flags), [(old_key, new_key), (old_first, new_first)])
