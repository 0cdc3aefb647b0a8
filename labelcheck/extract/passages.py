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
LONGEST_SECTION = 400
"""Sentences after which a section ends at the latest: no label has a longer one."""
LONGEST_LIST = 60
"""Entries of a list of what is left out that are looked at."""
ITEM_WORDS = 4
"""Words of an entry that ends in a full stop; what is longer and has no comma is a sentence, and no entry of a list."""
LEAD = 3
"""Sentences of a paragraph within which it shows whether it comes back from exosomes in general to the product."""
LED_IN = 1
"""Words that may lead to a line's first words of the product: "In our serum"."""
LONGEST_ROW = 400
"""Characters of the head row of a table; what is longer is prose."""
_FIELD = re.compile(r"[^\n:|]{2,48}?(?=\s?[:|])")
_BLANK = re.compile(r"\n[ \t]*\n")
_CELL = re.compile(r" ?\| ?")
_WORD = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"[\d,.!?;:]")
_LISTED = re.compile(r"[ ]?[:：][ ]?(?=\S)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the shadow text and the words that say what it speaks of."""

    start: int
    end: int
    cue: Hit


class Passages:
    """The passages of one text that are not simply this product's."""

    def __init__(self, cues: Sequence[Hit], carriers: Sequence[Hit], sentences: Sentences, text: str):
        self.article = next((hit for hit in cues if _is_sample(hit)), None) or _article(cues, text)
        """The words that show the text to be an article or an example, if it is one."""
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


def _is_sample(hit: Hit) -> bool:
    """Whether words call all of a document an example: "Sample certificate"."""
    return _rule(hit).category == "article" and _rule(hit).section


def _article(cues: Sequence[Hit], text: str) -> Hit | None:
    """The first turn of phrase of an article, where the text holds enough of them and few of a product's."""
    marks = [hit for hit in cues if _rule(hit).category == "article" and not (_rule(hit).paragraph or _is_sample(hit))]
    if len({hit.form for hit in marks}) < ARTICLE_MARKS:
        return None
    if len(text.split()) < ARTICLE_WORDS:
        return None
    own = {hit.form for hit in cues if _rule(hit).category == "product"}
    return min(marks, key=lambda hit: hit.start) if len({hit.form for hit in marks}) > 2 * len(own) else None


def _sections(cues: Sequence[Hit], sentences: Sentences, text: str) -> Iterator[Passage]:
    """From each heading that a section cue stands in to what ends the section; a list behind a colon is one as well."""
    marks = [hit for hit in cues if _rule(hit).section]
    returns: dict[str, list[int]] = {category: [] for category in ("negated", "hedged", "education", "other")}
    for hit in marks:
        if _rule(hit).category == "terminate":
            for category in _rule(hit).ends or returns:
                returns.setdefault(category, []).append(hit.start)
    starts = [sentence.start for sentence in sentences.all]
    for hit in marks:
        if _rule(hit).category in ("terminate", "article"):
            continue
        first = bisect_right(starts, hit.start) - 1
        heading = sentences.all[first]
        category = _rule(hit).category
        if category in ("negated", "hedged"):
            behind = _LISTED.match(text, hit.end, heading.end)
            if behind:
                yield Passage(behind.end(), _clauses_end(first, sentences, text), hit)
                continue
            if _is_list(hit) and not (_stands_alone(hit, heading, text) or _drew_in(hit, first, sentences, text)):
                continue
        if heading.question or _is_title(heading) or (category == "hedged" and heading.text.rstrip().endswith(":")):
            yield Passage(heading.end, _section_end(hit, first, sentences, text, returns[category]), hit)


def _clauses_end(first: int, sentences: Sentences, text: str) -> int:
    """Where a sentence ends, with the clauses that semicolons join to it."""
    end = sentences.all[first].end
    for following in sentences.all[first + 1 :]:
        if not text[end : following.start].startswith(";"):
            break
        end = following.end
    return end


def _section_end(hit: Hit, first: int, sentences: Sentences, text: str, returns: Sequence[int]) -> int:
    """Where the section ends that the heading of number ``first`` opens."""
    category = _rule(hit).category
    before = sentences.all[first]
    for number, following in enumerate(sentences.all[first + 1 : first + LONGEST_SECTION], first + 1):
        gap = text[before.end : following.start]
        named = bool(following.fields)
        if category == "other":
            stops = named and _is_title(following)
        else:
            blank = _BLANK.search(gap) is not None
            stops = following.question or (blank and _is_title(following)) or (named and "\n" in gap)
            if category == "negated":
                stops = stops or (blank and number > first + 1)
                stops = stops or (_is_list(hit) and not _is_item(following, returns))
            elif category == "hedged":
                stops = stops or _holds(following, returns)
            else:
                stops = stops or (blank and _returns(number, sentences, text, returns))
                stops = stops or ("\n" in gap and _opens_with_return(following, text, returns))
        if stops:
            return following.start
        before = following
    return before.end if first + LONGEST_SECTION <= len(sentences.all) else len(text)


def _is_list(hit: Hit) -> bool:
    """Whether a section cue heads a list of what is left out ("Free from"): such a heading says nothing else."""
    return _rule(hit).category == "negated" and _rule(hit).reach == 0


def _stands_alone(hit: Hit, heading: Sentence, text: str) -> bool:
    """Whether a heading is the cue and nothing else; before a colon words may lead to it ("This gel is free from:")."""
    if _WORD.search(text, hit.end, heading.end):
        return False
    return not _WORD.search(text, heading.start, hit.start) or heading.text.rstrip().endswith((":", "："))


def _drew_in(hit: Hit, first: int, sentences: Sentences, text: str) -> bool:
    """Whether a heading took its list's first entry for its own words: a line that ends in "from" seems to go on.

    "Free from / milk / dyes" and "Free from milk / Rose exosomes" look alike; only a block of nothing but bare entries
    counts as a list.
    """
    heading = sentences.all[first]
    bare = text[hit.end : heading.end]
    if _WORD.search(text, heading.start, hit.start) or not _is_bare(bare):
        return False
    before, entries = heading, 0
    for following in sentences.all[first + 1 : first + LONGEST_LIST]:
        if _BLANK.search(text, before.end, following.start):
            break
        if following.fields or not _is_bare(following.text):
            return False
        before, entries = following, entries + 1
    return entries > 0


def _is_bare(words: str) -> bool:
    """Whether words may be an entry of a list: a few, with no number, comma or stop."""
    return len(words.split()) <= ITEM_WORDS and not _FIGURE.search(words)


def _holds(sentence: Sentence, places: Sequence[int]) -> bool:
    """Whether one of some places in order stands in a sentence."""
    return bisect_left(places, sentence.start) < bisect_left(places, sentence.end)


def _is_item(sentence: Sentence, returns: Sequence[int]) -> bool:
    """Whether a sentence is an entry or all of a list; what speaks of the product again is none."""
    if _holds(sentence, returns):
        return False
    bare = sentence.text.strip()
    return bare[-1] not in ".!。" or "," in bare or "、" in bare or len(bare.split()) <= ITEM_WORDS


def _returns(number: int, sentences: Sentences, text: str, returns: Sequence[int]) -> bool:
    """Whether one of the first sentences of a paragraph comes back to the product: "Keep it cold", "per vial"."""
    first = sentences.all[number]
    blank = _BLANK.search(text, first.start)
    last = sentences.all[min(number + LEAD, len(sentences.all)) - 1].end
    stop = min(last, blank.start()) if blank else last
    return bisect_left(returns, first.start) < bisect_left(returns, stop)


def _opens_with_return(sentence: Sentence, text: str, returns: Sequence[int]) -> bool:
    """Whether a line comes back to the product with its first words: "Our cream holds", "Dans notre sérum"."""
    place = bisect_left(returns, sentence.start)
    return place < len(returns) and len(text[sentence.start : returns[place]].split()) <= LED_IN


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
    held = [(hit, line) for hit in carriers if (line := _line(text, hit.start)) in heads]
    ours = {line for hit, line in held if _head(text, hit, line)} or {line for _, line in held}
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
