"""How far reading has come: what the one who waits is told, and which pages an earlier try gave up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

Progress = Callable[[str, float], None]
"""Told what is being done, in a few words, and how much of it is done, 0 to 1."""


def _silent(_phrase: str, _share: float) -> None:
    return None


def _unseen(_number: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Watch:
    """What a reader of documents reports to.

    ``page`` is told the number (from 1) of each page or picture before it is read: from then on its time runs.
    ``given_up`` holds pages that an earlier try could not finish, and why in a few words: a reader leaves them out and
    says so, so that one page costs one page.
    """

    progress: Progress = _silent
    page: Callable[[int], None] = _unseen
    given_up: Mapping[int, str] = field(default_factory=dict)

    def part(self, index: int, count: int) -> Watch:
        """The watch over part ``index`` from 0 of ``count`` like parts."""

        def tell(phrase: str, share: float) -> None:
            self.progress(f"{phrase}, page {index + 1} of {count}" if count > 1 else phrase, (index + share) / count)

        return replace(self, progress=tell)

    def alone(self, number: int) -> Watch:
        """The watch over a picture that is page ``number`` of a document but is read as a document of its own."""
        return replace(self, page=lambda _: self.page(number), given_up={})
