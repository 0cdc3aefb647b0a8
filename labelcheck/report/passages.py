"""The words that findings are about, numbered in the order of the text: what an editor goes through with a pencil."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from labelcheck.models import Evaluation, Flag
from labelcheck.report.places import Places, Spot
from labelcheck.report.wording import SEVERITIES

_PART = 20_000


class Passage(NamedTuple):
    """A stretch of a document that one or more findings are about; where their words overlap they share it."""

    number: int
    document: int
    page: int
    line: int
    start: int
    end: int
    flags: tuple[Flag, ...]
    """The gravest first."""


class Part(NamedTuple):
    """A stretch of a document that is shown at once."""

    document: int
    start: int
    end: int


def passages(evaluation: Evaluation) -> tuple[Passage, ...]:
    """The passages of all findings, dismissed or not, numbered from 1: a number stays whatever is hidden."""
    places = Places(evaluation)
    spots = sorted(((spot, flag) for flag in evaluation.flags for spot in places.of(flag)), key=lambda pair: pair[0])
    joined = enumerate(_joined(spots), 1)
    return tuple(_passage(number, near) for number, near in joined)


def _joined(spots: Sequence[tuple[Spot, Flag]]) -> Iterator[list[tuple[Spot, Flag]]]:
    """Spots that overlap, together."""
    near: list[tuple[Spot, Flag]] = []
    reach = 0
    for spot, flag in sorted(spots, key=lambda pair: (pair[0].document, pair[0].start)):
        if near and spot.document == near[0][0].document and spot.start < reach:
            near.append((spot, flag))
            reach = max(reach, spot.end)
        else:
            if near:
                yield near
            near, reach = [(spot, flag)], spot.end
    if near:
        yield near


def _passage(number: int, near: Sequence[tuple[Spot, Flag]]) -> Passage:
    first = near[0][0]
    flags = {flag.id: flag for _, flag in near}
    return Passage(
        number=number,
        document=first.document,
        page=first.page,
        line=first.line,
        start=first.start,
        end=max(spot.end for spot, _ in near),
        flags=tuple(sorted(flags.values(), key=lambda flag: SEVERITIES.index(flag.severity))),
    )


def by_flag(found: Sequence[Passage]) -> Mapping[str, tuple[Passage, ...]]:
    """The passages of every finding, by its id."""
    places: dict[str, list[Passage]] = {}
    for passage in found:
        for flag in passage.flags:
            places.setdefault(flag.id, []).append(passage)
    return {name: tuple(each) for name, each in places.items()}


def within(found: Sequence[Passage], shown: Collection[str]) -> tuple[Passage, ...]:
    """The passages of the findings that are ``shown``, by their ids, each with those findings only."""
    cut = (passage._replace(flags=tuple(flag for flag in passage.flags if flag.id in shown)) for passage in found)
    return tuple(passage for passage in cut if passage.flags)


def parts(evaluation: Evaluation, found: Sequence[Passage]) -> tuple[Part, ...]:
    """Documents cut at line ends into parts that can be shown at once, none of them inside a passage."""
    made: list[Part] = []
    for number, document in enumerate(evaluation.documents):
        start, length = 0, len(document.text)
        while start < length:
            end = length
            if length - start > _PART * 3 // 2:
                end = document.text.rfind("\n", start, start + _PART) + 1
                end = end if end > start else start + _PART
                end = max([end, *(one.end for one in found if one.document == number and one.start < end < one.end)])
            made.append(Part(number, start, end))
            start = end
    return tuple(made)
