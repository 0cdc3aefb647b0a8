"""The language the reader is spoken to in: one catalogue of messages, keyed by their English wording.

Everything the program says of its own goes through :func:`say`; words of a label and of a source never do. The English
message is its own key, so code reads as prose and a message without a translation is still said, in English. An
evaluation itself is always English: it is translated when it is shown, so that it can be compared and reproduced.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from labelcheck.numerals import Numeral

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "ko": "한국어"}
"""The languages of the interface by ISO 639-1 code, each named as its speakers do."""
SOURCE: Final = "en"

_FOLDER = Path(__file__).parent / "messages"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=SOURCE)
_BLANK = re.compile(r"\{(\w*)(?::\w*)?\}")
_STOP = re.compile(r"(?<=[.:?]) (?=\S)|; (?=\S)")
_LIST = re.compile(r", | and ")
_MOST_STOPS: Final = 12
_LONGEST: Final = 4000


class UnknownLanguage(ValueError):
    """A language that the interface does not speak; the message lists those it does."""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The messages of ``language`` by their English wording: ``messages/<language>*.toml``, joined."""
    found: dict[str, str] = {}
    for path in sorted(_FOLDER.glob(f"{language}*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def spoken() -> str:
    """The language in which messages are said now."""
    return _SPOKEN.get()


def speak(language: str) -> None:
    """Say messages in ``language`` from here on, in this thread. Raises UnknownLanguage."""
    if language not in LANGUAGES:
        raise UnknownLanguage(f"there is no language {language!r}; known: {', '.join(LANGUAGES)}")
    _SPOKEN.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say messages in ``language`` inside a ``with`` block. Raises UnknownLanguage."""
    before = _SPOKEN.get()
    speak(language)
    try:
        yield
    finally:
        _SPOKEN.set(before)


def say(message: str, /, **values: object) -> str:
    """``message`` in the language spoken now, with ``{name}`` replaced by the value of that name.

    The message is a literal, or was marked with :func:`noted`, or stands in the rules. A sentence of an evaluation may
    have been made from one of the rules by putting words in: it is recognised by the rest. Values may hold anything,
    braces too: they are put in as they are.
    """
    said = message if _SPOKEN.get() == SOURCE else _translated(message, _SPOKEN.get()) or message
    return said.format_map(values) if values else said


def noted(message: str) -> str:
    """``message`` as it is, marked as one that will be said later: for tables of constants."""
    return message


def untranslated(message: str) -> bool:
    """Whether ``message`` can only be said in English although another language is spoken."""
    return _SPOKEN.get() != SOURCE and _translated(message, _SPOKEN.get()) is None


def _translated(message: str, language: str) -> str | None:
    return _told(message, language, {})


def _told(message: str, language: str, heard: dict[str, str | None]) -> str | None:
    """``heard`` is what parts of one sentence came to. It ends with that sentence: words of a label stand in it, and
    those are kept nowhere."""
    known = catalogue(language)
    if message in known:
        return known[message]
    if message not in heard:
        heard[message] = _retold(message, language, heard)
    return heard[message]


class _Form(NamedTuple):
    """A sentence with blanks: what stands around them in English, their names, and the sentence to say."""

    around: tuple[str, ...]
    names: tuple[str, ...]
    said: str


@cache
def _forms(language: str) -> tuple[_Form, ...]:
    """The sentences of rules that have blanks, those first that fix most words."""
    found = []
    for path in sorted(_FOLDER.glob(f"{language}_rules*.toml")):
        for english, said in tomllib.loads(path.read_text(encoding="utf-8")).items():
            around, names = _BLANK.split(english)[::2], _BLANK.findall(english)
            if names:
                found.append(_Form(tuple(around), tuple(names), said))
    return tuple(sorted(found, key=lambda form: -sum(map(len, form.around))))


def _retold(sentence: str, language: str, heard: dict[str, str | None]) -> str | None:
    """A sentence that was made from one with blanks, or several known ones in a row; None if any part is unknown."""
    if len(sentence) > _LONGEST:
        return None
    for form in _forms(language):
        if (words := _filling(sentence, form.around)) is not None:
            filled = zip(form.names, form.around, words, strict=False)
            fillers = {name: Numeral(_filler(before, word, language, heard)) for name, before, word in filled}
            try:
                return form.said.format_map(fillers)
            except ValueError:  # a number is wanted where words stand
                continue
    stops = list(_STOP.finditer(sentence))
    for stop in reversed(stops if len(stops) <= _MOST_STOPS else []):
        head, rest = sentence[: stop.start()], sentence[stop.end() :]
        if (first := _told(head, language, heard)) and (last := _told(rest, language, heard)):
            return first + stop[0] + last
    return None


def _filler(before: str, words: str, language: str, heard: dict[str, str | None]) -> str:
    """What fills a blank, translated where it is our own phrase; between quotation marks stand others' words."""
    if before.endswith("“"):
        return words
    listed = [_told(word, language, heard) for word in _LIST.split(words)]
    return _told(words, language, heard) or (", ".join(filter(None, listed)) if all(listed) else words)


def _filling(sentence: str, around: tuple[str, ...]) -> list[str] | None:
    """What stands in the blanks of a form, found in one pass; None if the sentence is not of that form."""
    if not sentence.startswith(around[0]) or not sentence.endswith(around[-1]):
        return None
    words, place = [], len(around[0])
    last = len(sentence) - len(around[-1])
    for part in around[1:-1]:
        found = sentence.find(part, place + 1, last)
        if found < 0:
            return None
        words.append(sentence[place:found])
        place = found + len(part)
    return [*words, sentence[place:last]] if place < last else None
