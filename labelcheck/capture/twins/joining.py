"""Several photos of one label: a line that two of them show is one line, in the words of the clearer one.

Only what an engine read is joined: a PDF's own text and text files say what they say.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from labelcheck.capture.characters import SUPERSCRIPTS
from labelcheck.capture.twins.alike import (
    FEWEST_LETTERS,
    SURE,
    Wording,
    differ_in_numbers,
    is_cut_from,
    is_garbled,
    likeness,
    wording,
)
from labelcheck.capture.twins.overlap import settled
from labelcheck.capture.twins.registration import around, laid_over, way_of
from labelcheck.capture.twins.rewording import Offsets, Rewording, reworded
from labelcheck.models import Box, Document, Page, Twin, Word

_SCANNED: Final = frozenset(("scan", "scan with hidden text", "outlined", "broken encoding"))
_MOST_LINES: Final = 3_000
_GRAM: Final = 3
_COMMON: Final = 40
_TRIED: Final = 6
_SHARED: Final = 0.35
_CLEARER: Final = 0.005
_AT_EDGE: Final = 0.6
_SAME_LENGTH, _SAME_HEIGHT = 0.8, 0.4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as read: its part of the text, its words' places, how sure it is, and whether it meets an edge."""

    start: int
    end: int
    words: range
    text: str
    said: Wording
    confidence: float
    at_left: bool
    at_right: bool
    box: Box


def joined(documents: Sequence[Document]) -> tuple[Document, ...]:
    """One product's documents with the lines that several photos show told as :class:`~labelcheck.models.Twin`.

    The less clear reading of such a line is replaced by the clearer one; its words stay on the boxes of their own
    picture. What one photo could not read and another one could is no longer missing: legibility, unread places and
    troubles say so. Documents that are no pictures come back as they are.
    """
    lines = [_lines(document) for document in documents]
    if sum(map(bool, lines)) < 2:
        return tuple(documents)
    clearest = _clearest(lines)
    changes: list[list[Rewording]] = [[] for _ in documents]
    for (number, place), (other, there) in sorted(clearest.items()):
        line, clear = lines[number][place], lines[other][there]
        if line.text != clear.text:
            words = documents[other].words[clear.words.start : clear.words.stop]
            changes[number].append(Rewording(line.start, line.end, line.words, clear.text, _from(words, clear.start)))
    offsets = [Offsets(change) for change in changes]
    twins: list[list[Twin]] = [[] for _ in documents]
    for (number, place), (other, there) in sorted(clearest.items()):
        line, clear = lines[number][place], lines[other][there]
        twins[number].append(
            Twin(
                start=offsets[number].after(line.start),
                end=offsets[number].after(line.end),
                document=other,
                other_start=offsets[other].after(clear.start),
                other_end=offsets[other].after(clear.end),
                reading=line.text if line.text != clear.text else None,
            )
        )
    after = [
        reworded(document, change).model_copy(update={"twins": tuple(found)}) if found else document
        for document, change, found in zip(documents, changes, twins, strict=True)
    ]
    return settled(documents, after)


def _from(words: Sequence[Word], start: int) -> tuple[Word, ...]:
    return tuple(word.model_copy(update={"start": word.start - start, "end": word.end - start}) for word in words)


def _lines(document: Document) -> list[_Line]:
    """The lines of a document that were read from a picture."""
    if document.kind not in ("image", "pdf"):
        return []
    found: list[_Line] = []
    for page in document.pages:
        if document.kind == "image" or page.verdict in _SCANNED:
            found.extend(_lines_of_page(document, page))
    return found[:_MOST_LINES]


def _lines_of_page(document: Document, page: Page) -> Iterator[_Line]:
    index = 0
    words = document.words
    start = page.start
    while index < len(words) and words[index].start < start:
        index += 1
    for text in document.text[page.start : page.end].split("\n"):
        first = index
        while index < len(words) and words[index].end <= start + len(text):
            index += 1
        if first < index:
            yield _line(document, range(first, index), page)
        start += len(text) + 1


def _line(document: Document, places: range, page: Page) -> _Line:
    words = document.words[places.start : places.stop]
    text = document.text[words[0].start : words[-1].end]
    letters = sum(len(word.text) for word in words)
    height = max(word.box.bottom - word.box.top for word in words)
    return _Line(
        start=words[0].start,
        end=words[-1].end,
        words=places,
        text=text,
        said=wording(text),
        confidence=sum(word.confidence * len(word.text) for word in words) / letters,
        at_left=min(word.box.x0 for word in words) < _AT_EDGE * height,
        at_right=max(word.box.x1 for word in words) > page.width - _AT_EDGE * height,
        box=around([word.box for word in words]),
    )


def _clearest(lines: Sequence[Sequence[_Line]]) -> dict[tuple[int, int], tuple[int, int]]:
    """For every line (document, place) that another document shows more clearly, or as clearly and earlier: that."""
    groups: list[dict[int, int]] = []
    of: dict[tuple[int, int], dict[int, int]] = {}
    for number in range(len(lines)):
        for other in range(number):
            for place, there in _pairs(lines[number], lines[other]).items():
                group = of.get((other, there))
                mine = of.get((number, place))
                if group is None:
                    group = of[other, there] = {other: there}
                    groups.append(group)
                if mine is None and number not in group:
                    group[number] = place
                    of[number, place] = group
    clearest: dict[tuple[int, int], tuple[int, int]] = {}
    for group in groups:
        members = {number: lines[number][place] for number, place in group.items()}
        best = max(members, key=lambda number: _clearness(number, members))
        clearest.update({(n, place): (best, group[best]) for n, place in group.items() if n != best})
    return clearest


def _clearness(number: int, members: dict[int, _Line]) -> tuple[bool, bool, int, int, float, int]:
    """What puts one reading of a line before the others: it is whole where another is cut off, is sure, has raised
    digits and spaces (both are lost by engines, hardly ever invented), has more confidence, stands in an earlier
    document."""
    line = members[number]
    cut = any(_is_cut(line, other, 1.0) for other in members.values())
    sure = line.confidence >= SURE
    raised = sum(char in SUPERSCRIPTS for char in line.text)
    spaces = len(line.words) if sure else 0
    return not cut, sure, raised, spaces, round(line.confidence / _CLEARER) * _CLEARER, -number


def _pairs(mine: Sequence[_Line], theirs: Sequence[_Line]) -> dict[int, int]:
    """Places of ``mine`` with the places of ``theirs`` that show the same line, each at most once."""
    pairs = _same(mine, theirs)
    taken = set(pairs.values())
    alike = sorted(_alike(mine, theirs, set(pairs), taken), reverse=True)
    for _, place, there, cut in alike:
        if place in pairs or there in taken:
            continue
        other_numbers = not cut and differ_in_numbers(mine[place].said, theirs[there].said)
        if other_numbers and not _beside(pairs, place, there):
            continue
        pairs[place] = there
        taken.add(there)
    _add_short_neighbours(mine, theirs, pairs, taken)
    _add_same_places(mine, theirs, pairs, taken)
    return pairs


def _same(mine: Sequence[_Line], theirs: Sequence[_Line]) -> dict[int, int]:
    """Long lines that say the same, in the order in which they stand."""
    waiting: dict[Wording, list[int]] = defaultdict(list)
    for there, line in enumerate(theirs):
        if len(line.said.key) >= FEWEST_LETTERS:
            waiting[line.said].append(there)
    for queue in waiting.values():
        queue.reverse()
    return {place: waiting[line.said].pop() for place, line in enumerate(mine) if waiting.get(line.said)}


def _alike(
    mine: Sequence[_Line], theirs: Sequence[_Line], paired: set[int], taken: set[int]
) -> Iterator[tuple[float, int, int, bool]]:
    """Lines that may be one: how alike they are, their places, and whether one is cut off."""
    index: dict[str, list[int]] = defaultdict(list)
    for there, line in enumerate(theirs):
        if there not in taken:
            for gram in _grams(line.said.key):
                index[gram].append(there)
    for place, line in enumerate(mine):
        if place in paired or len(line.said.key) < FEWEST_LETTERS:
            continue
        grams = _grams(line.said.key)
        shared = Counter(there for gram in grams for there in index.get(gram, ())[:_COMMON])
        for there, count in shared.most_common(_TRIED):
            shorter = min(len(line.said.key), len(theirs[there].said.key))
            if count >= _SHARED * (shorter - _GRAM + 1):
                likely, cut = _one_line(line, theirs[there])
                if likely:
                    yield likely, place, there, cut


def _grams(key: str) -> set[str]:
    return {key[start : start + _GRAM] for start in range(len(key) - _GRAM + 1)}


def _one_line(one: _Line, other: _Line) -> tuple[float, bool]:
    """How likely two lines are one (0 for not), and whether they are so as one that the picture's edge cuts off."""
    doubt = min(one.confidence, other.confidence)
    if min(len(one.said.key), len(other.said.key)) >= FEWEST_LETTERS:
        alike = likeness(one.said, other.said, doubt if max(one.confidence, other.confidence) >= SURE else 1.0)
        if alike:
            return alike, False
    part, whole = sorted((one, other), key=lambda line: len(line.said.key))
    cut = _is_cut(part, whole, doubt)
    return (len(part.said.key) / len(whole.said.key) if cut else 0.0), cut


def _is_cut(part: _Line, whole: _Line, doubt: float) -> bool:
    return (part.at_right and is_cut_from(part.said, whole.said, doubt, at_end=True)) or (
        part.at_left and is_cut_from(part.said, whole.said, doubt, at_end=False)
    )


def _beside(pairs: dict[int, int], place: int, there: int) -> bool:
    return any(pairs.get(place + step) == there + step for step in (-1, 1))


def _add_short_neighbours(
    mine: Sequence[_Line], theirs: Sequence[_Line], pairs: dict[int, int], taken: set[int]
) -> None:
    """Short lines that say the same, above or below a pair: "50 mL" under the same sentence is the same line."""
    waiting = list(pairs.items())
    while waiting:
        place, there = waiting.pop()
        for step in (-1, 1):
            near, other = place + step, there + step
            if not (0 <= near < len(mine) and 0 <= other < len(theirs)) or near in pairs or other in taken:
                continue
            if mine[near].said.key and mine[near].said == theirs[other].said:
                pairs[near] = other
                taken.add(other)
                waiting.append((near, other))


def _add_same_places(mine: Sequence[_Line], theirs: Sequence[_Line], pairs: dict[int, int], taken: set[int]) -> None:
    """Doubtful lines that lie where the other photo shows a sure one: so garbled that only the place tells."""
    if len({line.box.page for line in (*mine, *theirs)}) != 1:
        return
    way = way_of([(mine[place].box, theirs[other].box) for place, other in pairs.items()])
    if way is None:
        return
    free = sorted((_centre(line.box), other) for other, line in enumerate(theirs) if other not in taken)
    for place, line in enumerate(mine):
        if place in pairs:
            continue
        here = laid_over(line.box, way)
        high = here.bottom - here.top
        first, last = (bisect(free, (_centre(here) + step * high, 0)) for step in (-0.5, 0.5))
        for _, other in free[first:last][:_TRIED]:
            seen = theirs[other]
            if other in taken or (line.confidence >= SURE) == (seen.confidence >= SURE):
                continue
            if _fills(here, seen.box) and is_garbled(line.said, seen.said):
                pairs[place] = other
                taken.add(other)
                break


def _centre(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _fills(one: Box, other: Box) -> bool:
    """Whether two boxes of one page share most of both."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    wide, high = max(one.x1 - one.x0, other.x1 - other.x0), max(one.bottom - one.top, other.bottom - other.top)
    return across >= _SAME_LENGTH * wide and down >= _SAME_HEIGHT * high
