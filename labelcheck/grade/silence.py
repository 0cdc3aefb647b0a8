"""What of a label was not read, and what its silence is therefore worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from labelcheck.models import Document, Skip

UNREAD_LIMIT = 0.14
"""Share of what looks like text that may be unread before silence stops meaning "not stated"."""
_WHOLLY = 0.75
"""Share of the text beyond which it is in languages that are not read, whatever names and ingredients stand beside."""


class Silence(NamedTuple):
    """Why something that was not found may be there all the same."""

    unread: float
    """The largest share of any document that could not be read, 0 to 1."""
    languages: tuple[str, ...]
    """Names of languages that sentences of the label are in and no rule reads, the most frequent first."""
    foreign: float
    """Share of the text that is in these languages, 0 to 1."""

    @property
    def proves_nothing(self) -> bool:
        """Whether what was asked for may stand where nobody read."""
        return self.unread >= UNREAD_LIMIT or bool(self.languages)

    @property
    def hides_the_product(self) -> bool:
        """Whether so much was not read that even what the product is may stand there."""
        return max(self.unread, self.foreign) >= UNREAD_LIMIT

    @property
    def whole(self) -> bool:
        """Whether the label as a whole is in languages that no rule reads."""
        return self.foreign >= _WHOLLY

    @property
    def sentence(self) -> str:
        """Which languages were not read, as the beginning of a sentence."""
        named = " and ".join(filter(None, (", ".join(self.languages[:-1]), *self.languages[-1:])))
        return f"{'The label' if self.whole else 'Part of the label'} is in {named}, which labelcheck does not read"

    def reason(self, general: str) -> str:
        """Why a question is unreadable: ``general`` where print could not be read, the languages where they are why."""
        if not self.languages:
            return general
        named = f"{self.sentence}, so the answer may stand there."
        return f"{general} {named}" if self.unread >= UNREAD_LIMIT else named


def silence_of(documents: Sequence[Document], skipped: Sequence[Skip]) -> Silence:
    """What one product's documents do not tell because it was not read."""
    amounts: Counter[str] = Counter()
    total = 0
    for document in documents:
        total += _letters(document.text)
        for stretch in document.foreign:
            amounts[stretch.name] += _letters(document.text[stretch.start : stretch.end])
    languages = tuple(name for name, _ in amounts.most_common())
    return Silence(_unread_share(documents, skipped), languages, amounts.total() / total if total else 0.0)


def _unread_share(documents: Sequence[Document], skipped: Sequence[Skip]) -> float:
    """The largest share of any document that could not be read; 1.0 where a document, or a page of one, was left out
    altogether: what is asked for may stand there."""
    shares = [
        1.0 if any(page.verdict == "unread" for page in document.pages) else 1 - document.legibility
        for document in documents
    ]
    if not any(document.text.strip() for document in documents):
        return 1.0
    return max([*shares, *(1.0 for _ in skipped)], default=1.0)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
