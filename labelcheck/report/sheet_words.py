"""Words for the PDF's template: printable, on one line, broken where they would leave the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from labelcheck.language import say
from labelcheck.models import Basis, Evaluation
from labelcheck.report import findings, wording
from labelcheck.report.crops import Crop
from labelcheck.report.html.tones import tones
from labelcheck.report.printable import one_line
from labelcheck.report.quotation import Quotation, Quotations
from labelcheck.report.references import reference_link

_ENDLESS: Final = re.compile(r"[^\s\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uffef]{48,}")
_BREAK: Final = "\u200b"
_STEP: Final = 24
_SCRIPTS: Final = ("ja", "ko", "zh")


def plain(text: str) -> str:
    """``text`` as it is, printable and on one line, with places to break endless words at: for words of others, which
    are never translated, and for what has been said in the reader's language already."""
    return _ENDLESS.sub(lambda match: _broken(match[0]), one_line(text))


def ours(message: str) -> str:
    """A message, or a sentence of an evaluation, in the reader's language and fit to print as ``plain`` makes it."""
    return plain(say(message)) if message else ""


def _broken(word: str) -> str:
    return _BREAK.join(word[start : start + _STEP] for start in range(0, len(word), _STEP))


class Quoter:
    """Quotations as data, each with its crop the first time it is shown."""

    def __init__(self, evaluation: Evaluation, crops: Mapping[int, Crop]) -> None:
        self._evaluation = evaluation
        self._quotes = Quotations(evaluation)
        self._tones = tones(evaluation)
        self._crops = dict(crops)

    def of(self, claims: Iterable[str]) -> list[dict[str, Any]]:
        """The named claims, the surest first."""
        found = sorted(self._quotes.of(claims), key=lambda quote: -max(claim.confidence for claim in quote.claims))
        return [self._quote(quote) for quote in found]

    def _quote(self, quote: Quotation) -> dict[str, Any]:
        crop = self._crops.pop(quote.number, None)
        first = quote.claims[0]
        languages = self._evaluation.documents[first.document].languages
        return {
            "number": quote.number,
            "tone": self._tones.get(first.id, "silent"),
            "pieces": [{"text": plain_piece(piece.text), "marked": piece.marked} for piece in quote.pieces],
            "place": plain(quote.place),
            "notes": [plain(note) for note in quote.notes],
            "lang": next((language for language in languages if language in _SCRIPTS), None),
            "crop": crop and {"width": crop.cut.width, "alt": alt(quote.number, crop)},
        }


def plain_piece(text: str) -> str:
    """Words of a label, which were made printable when they were quoted, with places to break endless ones at."""
    return _ENDLESS.sub(lambda match: _broken(match[0]), text)


def alt(number: int, crop: Crop) -> str:
    """What a crop shows, for people who do not see it."""
    return say("Cut out of the label: number {number} marks “{words}”", number=number, words=crop.words)


def references(entries: Iterable[str]) -> list[dict[str, str | None]]:
    """References as words, with an address of the web where there is one."""
    found = ((plain(wording.cited(entry)), reference_link(entry)) for entry in entries)
    return [{"text": words, "url": url if url and url.startswith("https://") else None} for words, url in found]


def facts(rows: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Names and values that are printable, those without a value left out."""
    return [[name, value] for name, value in rows if value]


def basis(known: Basis) -> str:
    """How well a statement is known; "" where that need not be said."""
    return ours(findings.BASIS_NOTES[known] or "")
