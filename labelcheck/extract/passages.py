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

    def __init__(self, cues: Sequence[Hit], sentences: Sentences, text: str):
        self._text = text
        self.article = _article(cues, text)
        """The words that show the text to be an article, if it is one."""
        self._own = sorted(hit.start for hit in cues if _rule(hit).category == "product")
        spans = [*_sections(cues, sentences, text), *_columns(cues, text)]
        self._spans = sorted(spans, key=lambda passage: passage.start)

    def cues_at(self, sentence: Sentence, place: int) -> list[Hit]:
        """The words elsewhere on the page that say what a place in a sentence speaks of, if not of this product."""
        found = [passage.cue for passage in self._spans if passage.start <= place < passage.end]
        if found and all(_rule(hit).category == "education" for hit in found) and self._speaks_of_itself(sentence):
            return []
        return found

    def _speaks_of_itself(self, sentence: Sentence) -> bool:
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
    heads = [hit for hit in cues if _rule(hit).category == "other" and not _rule(hit).section]
    for hit in heads:
        first = text.rfind("\n", 0, hit.start) + 1
        last = text.find("\n", hit.start)
        row = text[first : last if last >= 0 else len(text)]
        cells = _CELL.split(row)
        before = len(_CELL.findall(text, first, hit.start))
        if len(cells) < 3 or before < 1:
            continue
        place = last + 1 if last >= 0 else len(text)
        while place < len(text):
            stop = text.find("\n", place)
            stop = stop if stop >= 0 else len(text)
            marks = [found.span() for found in _CELL.finditer(text, place, stop)]
            if len(marks) + 1 < 3:
                break
            if before <= len(marks):
                end = marks[before][0] if before < len(marks) else stop
                yield Passage(marks[before - 1][1], end, hit)
            place = stop + 1
