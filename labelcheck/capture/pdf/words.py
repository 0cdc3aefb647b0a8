"""A PDF page's characters -> words, superscripts raised, and the pieces they make on the page.

Every PDF library flattens typeset superscripts (10 with a raised 10 reads 1010): size and baseline put them back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from labelcheck.capture.characters import can_be_superscript, superscript
from labelcheck.capture.layout import Piece, Token, stretch
from labelcheck.capture.pdf.glyphs import Frame, Rect, Run

_SMALLER = 0.86
"""A superscript's size is at most this share of its left neighbour's."""
_RAISED = 0.15
"""A superscript's baseline is raised by at least this share of its left neighbour's size."""
_RAISED_MOST = 0.95
_NEAR = 0.35
_TOUCHING = 0.12
_JUMP = 0.5
_LINE_GAP = 1.0


@dataclass(slots=True)
class _Word:
    """Runs without a space between them; ``broken`` says that a line ended before it."""

    runs: list[Run]
    broken: bool
    base: Run
    """The last run that is not raised."""

    def add(self, run: Run, *, raised: bool) -> None:
        """Put ``run`` behind the others."""
        run.raised = raised
        self.runs.append(run)
        if not raised:
            self.base = run


def pieces(runs: Iterable[Run], frame: Frame, shown: Frame) -> list[Piece]:
    """The stretches of words on the lines of a page.

    Args:
        runs: runs that go the same way, in pdfium's order, placed in ``frame``.
        frame: the frame they were placed in.
        shown: the page as displayed, for the words' boxes.
    """
    words = _attached(_words(runs))
    width, height = shown.size
    found: list[list[Token]] = []
    last: Run | None = None
    for word in words:
        token = _token(word, frame, shown)
        x0, top, x1, bottom = token.box
        if x0 < 0 or top < 0 or x1 > width or bottom > height:
            token = replace(token, box=_clipped(token.box, shown.size))
            x0, top, x1, bottom = token.box
        if x0 >= x1 or top >= bottom:  # outside the page: nobody sees it
            continue
        base = word.runs[0]
        if last is None or word.broken or not _follows(last, base):
            found.append([])
        found[-1].append(token)
        last = word.base
    return [stretch(tokens) for tokens in found if tokens]


def _words(runs: Iterable[Run]) -> list[_Word]:
    """Runs joined into words: superscripts to what they are raised above, and what touches without a space."""
    words: list[_Word] = []
    for run in runs:
        if words:
            word = words[-1]
            last, base = word.runs[-1], word.base
            if run.x0 - last.x1 <= _NEAR * max(base.size, run.size):
                if _is_superscript(base, run, last):
                    word.add(run, raised=True)
                    continue
                if not run.spaced and _touches(last, base, run):
                    word.add(run, raised=False)
                    continue
        words.append(_Word([run], run.broken, run))
    return words


def _is_superscript(base: Run, run: Run, last: Run) -> bool:
    raised = base.y - run.y
    size = base.size
    return (
        run.size <= _SMALLER * size
        and can_be_superscript(run.text)
        and _RAISED * size <= raised <= _RAISED_MOST * size
        and -_NEAR * size <= run.x0 - last.x1 <= _NEAR * size
    )


def _touches(last: Run, base: Run, run: Run) -> bool:
    """Whether ``run`` goes on where ``last`` ended: a letter of another size, a subscript, text after a superscript."""
    size = max(base.size, run.size)
    on_line = abs(run.y - base.y) <= 0.35 * size
    changed = last.raised or run.broken or min(base.size, run.size) <= _SMALLER * size or abs(run.y - base.y) > 0.02
    near = run.x0 >= last.x0 - _NEAR * size and run.x0 - last.x1 <= _TOUCHING * size
    return on_line and near and (changed or not run.broken)


def _attached(words: list[_Word]) -> list[_Word]:
    """Words with those superscripts joined that the page draws apart from their base."""
    largest = max((word.base.size for word in words), default=0.0)
    ends = sorted((word.runs[-1].x1, place) for place, word in enumerate(words))
    taken: set[int] = set()
    for place, word in enumerate(words):
        run = word.runs[0]
        if len(word.runs) > 1 or run.size > _SMALLER * largest or not can_be_superscript(run.text):
            continue
        reach = _NEAR * largest
        for _, other in ends[bisect_left(ends, (run.x0 - reach, 0)) : bisect_right(ends, (run.x0 + reach, len(ends)))]:
            base = words[other]
            if other != place and other not in taken and _is_superscript(base.base, run, base.runs[-1]):
                base.add(run, raised=True)
                taken.add(place)
                break
    return [word for place, word in enumerate(words) if place not in taken]


def _follows(last: Run, run: Run) -> bool:
    """Whether ``run`` stands on the same line as ``last``, a word space away."""
    size = max(last.size, run.size)
    return abs(run.y - last.y) <= 0.5 * size and -_JUMP * size <= run.x0 - last.x1 <= _LINE_GAP * size


def _token(word: _Word, frame: Frame, shown: Frame) -> Token:
    runs = word.runs
    if len(runs) == 1:
        run = runs[0]
        text, x0, top, x1, bottom = run.text, run.x0, run.top, run.x1, run.bottom
    else:
        text = "".join(superscript(run.text) if run.raised else run.text for run in runs)
        x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
        top, bottom = min(run.top for run in runs), max(run.bottom for run in runs)
    box = (x0, top, x1, bottom) if frame.turn == shown.turn else frame.shown_in(shown, (x0, top, x1, bottom))
    return Token(text, x0, top, x1, bottom, box)


def _clipped(box: Rect, size: tuple[float, float]) -> Rect:
    """The part of ``box`` on a page of ``size``; without extent if there is none."""
    width, height = size
    return max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
