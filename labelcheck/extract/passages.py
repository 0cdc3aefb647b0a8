"""What a passage speaks of: this product, exosomes in general, or something else that shares the page.

A heading speaks for all that stands under it ("You may also like", "What are exosomes?"), a column's head for its cells
("Typical serum"), and a text that only reports and explains is an article: nothing in it is a label's claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from labelcheck.extract.sentences import Sentence, Sentences
from labelcheck.extract.terms import Hit
from labelcheck.models import CueRule

ARTICLE_WORDS = 110
"""A shorter text is a label or a part of one, however learnedly it speaks."""
ARTICLE_MARKS = 4
"""Different turns of phrase of an article that it takes to be one, and more than twice those of a product's text."""
HEADING_WORDS = 9
LONGEST_ROW = 400
"""Characters of the head row of a table; what is longer is prose."""
_FIELD = re.compile(r"[^\n:|]{2,48}?(?=\s?[:|])")
_BLANK = re.compile(r"\n[ \t]*\n")
_CELL = re.compile(r" ?\| ?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the shadow text and the words that say what it speaks of."""

    start: int
    end: int
    cue: Hit


class Passages:
    """The passages of one text that are not simply this product's."""

    def __init__(self, cues: Sequence[Hit], carriers: Sequence[Hit], sentences: Sentences, text: str):
        self.article = _article(cues, text)
        """The words that show the text to be an article, if it is one."""
        self._own = sorted(hit.start for hit in cues if _rule(hit).category == "product")
        spans = [*_sections(cues, sentences, text), *_columns(cues, text), *_neighbours(cues, carriers, text)]
        self._spans = sorted(spans, key=lambda passage: passage.start)

    def cues_at(self, sentence: Sentence, place: int) -> list[Hit]:
        """The words elsewhere on the page that say what a place in a sentence speaks of, if not of this product."""
        found = [passage.cue for passage in self._spans if passage.start <= place < passage.end]
        if found and all(_rule(hit).category == "education" for hit in found) and self.speaks_of_itself(sentence):
            return []
        return found

    def speaks_of_itself(self, sentence: Sentence) -> bool:
        """Whether words of the product's own voice stand in a sentence: our, this serum, apply …"""
        return bisect_left(self._own, sentence.start) < bisect_left(self._own, sentence.end)


def _rule(hit: Hit) -> CueRule:
    assert isinstance(hit.owner, CueRule)
    return hit.owner


def _article(cues: Sequence[Hit], text: str) -> Hit | None:
    """The first turn of phrase of an article, where the text holds enough of them and few of a product's."""
    marks = [hit for hit in cues if _rule(hit).category == "article"]
    if len({hit.form for hit in marks}) < ARTICLE_MARKS:
        return None
    if len(text.split()) < ARTICLE_WORDS:
        return None
    own = {hit.form for hit in cues if _rule(hit).category == "product"}
    return min(marks, key=lambda hit: hit.start) if len({hit.form for hit in marks}) > 2 * len(own) else None


def _sections(cues: Sequence[Hit], sentences: Sentences, text: str) -> Iterator[Passage]:
    """From each heading that a section cue stands in to the next heading."""
    opening = [hit for hit in cues if _rule(hit).section]
    if not opening:
        return
    starts = [sentence.start for sentence in sentences.all]
    for hit in opening:
        first = bisect_right(starts, hit.start) - 1
        sentence = sentences.all[first]
        if not (sentence.question or _is_title(sentence)):
            continue
        end = len(text)
        for following in sentences.all[first + 1 :]:
            gap = text[sentence.end : following.start]
            if _rule(hit).category == "other":
                stops = bool(following.fields) and _is_title(following)
            else:
                stops = following.question or (_is_title(following) and _BLANK.search(gap) is not None)
                stops = stops or (bool(following.fields) and "\n" in gap)
            if stops:
                end = following.start
                break
            sentence = following
        yield Passage(sentences.all[first].end, end, hit)


def _is_title(sentence: Sentence) -> bool:
    """Whether a sentence is a line that announces what follows."""
    bare = sentence.text.strip(" :-=*#_|·•")
    return bool(bare) and sentence.opens and bare[-1] not in ".!,;。" and len(bare.split()) <= HEADING_WORDS


def _columns(cues: Sequence[Hit], text: str) -> Iterator[Passage]:
    """The cells under each column head that names other products: ``| ours | typical serum |``."""
    heads = [hit for hit in cues if _rule(hit).category == "other" and not (_rule(hit).section or _rule(hit).head)]
    for hit in heads:
        first = _line(text, hit.start)
        if not first <= text.find("\n", hit.start) <= first + LONGEST_ROW:
            continue
        if first and _CELL.search(text, _line(text, first - 1), first - 1):
            continue  # no head row: another row stands above
        rows = _rows(text, first)
        head = next(rows, [])
        below = list(rows)
        column = sum(1 for cell in head if cell[1] <= hit.start)
        if not below or len(below[0]) < 3 or not column:
            continue
        column += len(below[0]) == len(head) + 1  # a head row leaves the corner empty
        yield from (Passage(*row[column], hit) for row in below if column < len(row))


def _rows(text: str, place: int) -> Iterator[list[tuple[int, int]]]:
    """The table rows from a place on, each as the spans of its cells; the first line without two cells ends them."""
    while place < len(text):
        stop = text.find("\n", place)
        stop = stop if stop >= 0 else len(text)
        marks = [found.span() for found in _CELL.finditer(text, place, stop)]
        if not marks:
            return
        edges = [place, *(edge for mark in marks for edge in mark), stop]
        yield list(zip(edges[::2], edges[1::2], strict=True))
        place = stop + 1


def _neighbours(cues: Sequence[Hit], carriers: Sequence[Hit], text: str) -> Iterator[Passage]:
    """Lines and blocks of other products, where the layout sets them beside those of the exosome product.

    A line is another product's where its field name is a product without exosomes ("Night cream: store at room
    temperature") and another line's is one with them. A block is, where it is headed like the first exosome product's
    and answers one of the same fields.
    """
    named = [hit for hit in cues if _rule(hit).head]
    if not named or not carriers:
        return
    heads = {place: span for hit in named if (span := _head(text, hit, place := _line(text, hit.start)))}
    ours = {line for hit in carriers if (line := _line(text, hit.start)) in heads and _head(text, hit, line)}
    if ours:
        for hit in named:
            line = _line(text, hit.start)
            if line in heads and line not in ours:
                yield Passage(*heads[line], hit)
    yield from _blocks(named, carriers, text)


def _line(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _head(text: str, hit: Hit, line: int) -> tuple[int, int] | None:
    """The line of a hit that stands in its field name, or None."""
    name = _FIELD.match(text, line)
    if not name or hit.end > name.end():
        return None
    stop = text.find("\n", line)
    return line, stop if stop >= 0 else len(text)


def _blocks(named: Sequence[Hit], carriers: Sequence[Hit], text: str) -> Iterator[Passage]:
    titles = {}
    for hit in named:
        line = _line(text, hit.start)
        stop = text.find("\n", line)
        bare = text[line:stop].strip() if stop >= 0 else ""
        is_title = bool(bare) and ":" not in bare and len(bare.split()) <= HEADING_WORDS and bare[-1] not in ".!?,;"
        if is_title and (line == 0 or not text[_line(text, line - 1) : line].strip()):
            titles[line] = hit
    if len(titles) < 2:
        return
    starts = [*sorted(titles), len(text)]
    blocks = [(first, last, _fields(text[first:last])) for first, last in zip(starts, starts[1:], strict=False)]
    held = [block for block in blocks if any(block[0] <= hit.start < block[1] for hit in carriers)]
    if not held:
        return
    first = held[0]
    yield from (Passage(*block[:2], titles[block[0]]) for block in blocks if block is not first and block[2] & first[2])


def _fields(block: str) -> set[str]:
    """The field names that open the lines of a block."""
    names = (_FIELD.match(line) for line in block.split("\n"))
    return {name[0].strip(" -*•·") for name in names if name}
