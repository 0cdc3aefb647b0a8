"""A PDF page's characters -> words, superscripts raised, and the pieces they make on the page.

Every PDF library flattens typeset superscripts (10 with a raised 10 reads 1010): size and baseline put them back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from labelcheck.capture.characters import can_be_superscript, superscript
from labelcheck.capture.layout import Piece, Token, stretch
from labelcheck.capture.pdf_glyphs import Frame, Glyph, Rect

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
class _Run:
    """Characters in a row of one size on one baseline, and what stood before them."""

    glyphs: list[Glyph] = field(default_factory=list)
    spaced: bool = False
    broken: bool = False
    raised: bool = False

    @property
    def text(self) -> str:
        text = "".join(glyph.char for glyph in self.glyphs)
        return superscript(text) if self.raised else text

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)

    @property
    def x0(self) -> float:
        return min(glyph.x0 for glyph in self.glyphs)

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def y(self) -> float:
        return self.glyphs[0].y


@dataclass(slots=True)
class _Word:
    """Runs without a space between them; ``broken`` says that a line ended before it."""

    runs: list[_Run]
    broken: bool

    @property
    def base(self) -> _Run:
        """The last run that is not raised."""
        return next((run for run in reversed(self.runs) if not run.raised), self.runs[-1])


def pieces(glyphs: Iterable[Glyph], frame: Frame, shown: Frame) -> list[Piece]:
    """The stretches of words on the lines of a page.

    Args:
        glyphs: characters that run the same way, in pdfium's order, placed in ``frame``.
        frame: the frame they were placed in.
        shown: the page as displayed, for the words' boxes.
    """
    words = _attached(_words(_runs(glyphs)))
    found: list[list[Token]] = []
    last: _Run | None = None
    for word in words:
        token = _token(word, frame, shown)
        if token.box[0] >= token.box[2] or token.box[1] >= token.box[3]:  # outside the page: nobody sees it
            continue
        base = word.runs[0]
        if last is None or word.broken or not _follows(last, base):
            found.append([])
        found[-1].append(token)
        last = word.base
    return [stretch(tokens) for tokens in found if tokens]


def _runs(glyphs: Iterable[Glyph]) -> list[_Run]:
    runs = [_Run()]
    for glyph in glyphs:
        run = runs[-1]
        if glyph.char.isspace() or glyph.char == "\xa0":
            if run.glyphs:
                run = _Run()
                runs.append(run)
            run.spaced |= not glyph.generated
            run.broken |= glyph.char in "\r\n"
            continue
        if glyph.generated:
            continue
        if run.glyphs and _parts(run.glyphs[-1], glyph):
            run = _Run()
            runs.append(run)
        run.glyphs.append(glyph)
    return [run for run in runs if run.glyphs]


def _parts(left: Glyph, right: Glyph) -> bool:
    """Whether a run ends between two characters: the size or the baseline changes, or there is a jump."""
    size = max(left.size, right.size)
    shift = abs(right.y - left.y)
    resized = min(left.size, right.size) <= _SMALLER * size
    back = right.x0 < left.x0 - _NEAR * size  # the letters of a ligature share one box
    return resized or shift > _RAISED * size or right.x0 - left.x1 > _JUMP * size or back


def _words(runs: list[_Run]) -> list[_Word]:
    """Runs joined into words: superscripts to what they are raised above, and what touches without a space."""
    words: list[_Word] = []
    for run in runs:
        if words and _is_superscript(words[-1].base, run, words[-1].runs[-1]):
            run.raised = True
            words[-1].runs.append(run)
        elif words and not run.spaced and _touches(words[-1].runs[-1], words[-1].base, run):
            words[-1].runs.append(run)
        else:
            words.append(_Word([run], run.broken))
    return words


def _is_superscript(base: _Run, run: _Run, last: _Run) -> bool:
    raised = base.glyphs[-1].y - run.y
    size = base.glyphs[-1].size
    return (
        can_be_superscript(run.text)
        and run.size <= _SMALLER * size
        and _RAISED * size <= raised <= _RAISED_MOST * size
        and -_NEAR * size <= run.x0 - last.x1 <= _NEAR * size
    )


def _touches(last: _Run, base: _Run, run: _Run) -> bool:
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
                run.raised = True
                base.runs.append(run)
                taken.add(place)
                break
    return [word for place, word in enumerate(words) if place not in taken]


def _follows(last: _Run, run: _Run) -> bool:
    """Whether ``run`` stands on the same line as ``last``, a word space away."""
    size = max(last.size, run.size)
    return abs(run.y - last.y) <= 0.5 * size and -_JUMP * size <= run.x0 - last.x1 <= _LINE_GAP * size


def _token(word: _Word, frame: Frame, shown: Frame) -> Token:
    glyphs = [glyph for run in word.runs for glyph in run.glyphs]
    x0, x1 = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
    return Token(
        text="".join(run.text for run in word.runs),
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        box=_clipped(frame.shown_in(shown, (x0, top, x1, bottom)), shown.size),
    )


def _clipped(box: Rect, size: tuple[float, float]) -> Rect:
    """The part of ``box`` on a page of ``size``; without extent if there is none."""
    width, height = size
    return max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
