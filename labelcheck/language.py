"""The language the reader is spoken to in: one catalogue of messages, keyed by their English wording.

Everything the program says of its own goes through :func:`say`; words of a label and of a source never do. The English
message is its own key, so code reads as prose and a message without a translation is still said, in English. An
evaluation itself is always English: it is translated when it is shown, so that it can be compared and reproduced.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "ko": "한국어"}
"""The languages of the interface by ISO 639-1 code, each named as its speakers do."""
SOURCE: Final = "en"

_FOLDER = Path(__file__).parent / "messages"
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=SOURCE)


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

    The message is a literal, or was marked with :func:`noted`, or stands in the rules. Values may hold anything, braces
    too: they are put in as they are.
    """
    said = message if _SPOKEN.get() == SOURCE else catalogue(_SPOKEN.get()).get(message, message)
    return said.format_map(values) if values else said


def noted(message: str) -> str:
    """``message`` as it is, marked as one that will be said later: for tables of constants."""
    return message


def untranslated(message: str) -> bool:
    """Whether ``message`` can only be said in English although another language is spoken."""
    return _SPOKEN.get() != SOURCE and message not in catalogue(_SPOKEN.get())
