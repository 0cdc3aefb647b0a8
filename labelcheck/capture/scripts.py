"""Sentences in scripts beside Latin and those of Korean, Japanese and Chinese: their language, as far as it shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Final

from labelcheck.capture.common_words import NAMES
from labelcheck.models import Stretch

SENTENCE: Final = re.compile(r"[^\s].*?(?:[.!?;\u0964]+(?=\s)| [/|\u2022\u00b7] |(?=[\t\n])|\Z)")
"""A sentence, or as much of it as stands on one line or between strokes."""
_ENOUGH_WORDS: Final = 3
_SCRIPTS: Final = (
    ("cyrillic", "Cyrillic script", "\u0400-\u052f\u1c80-\u1c8f"),
    ("el", "Greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("he", "Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f"),
    ("arabic", "Arabic script", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"),
    ("th", "Thai", "\u0e00-\u0e7f"),
    ("devanagari", "Devanagari script", "\u0900-\u097f"),
    ("bengali", "Bengali script", "\u0980-\u09ff"),
    ("gurmukhi", "Gurmukhi script", "\u0a00-\u0a7f"),
    ("gu", "Gujarati", "\u0a80-\u0aff"),
    ("ta", "Tamil", "\u0b80-\u0bff"),
    ("te", "Telugu", "\u0c00-\u0c7f"),
    ("kn", "Kannada", "\u0c80-\u0cff"),
    ("ml", "Malayalam", "\u0d00-\u0d7f"),
    ("si", "Sinhala", "\u0d80-\u0dff"),
    ("lo", "Lao", "\u0e80-\u0eff"),
    ("bo", "Tibetan", "\u0f00-\u0fff"),
    ("my", "Burmese", "\u1000-\u109f"),
    ("km", "Khmer", "\u1780-\u17ff"),
    ("ka", "Georgian", "\u10a0-\u10ff\u1c90-\u1cbf"),
    ("hy", "Armenian", "\u0530-\u058f"),
    ("ethiopic", "Ethiopic script", "\u1200-\u137f"),
    ("mongolian", "Mongolian script", "\u1800-\u18af"),
)
_OTHER_SCRIPT: Final = re.compile("[" + "".join(reach for _, _, reach in _SCRIPTS) + "]")
_SCRIPT_NAMES: Final = {code: name for code, name, _ in _SCRIPTS}
_UNSPACED: Final = ("th", "lo", "bo", "my", "km")
_ENOUGH_LETTERS: Final = 8
TELLING: Final = {
    "cyrillic": (
        ("be", re.compile("ў")),
        ("uk", re.compile("[єїґ]")),
        ("sr", re.compile("[ђјљњћџ]")),
        ("cyrillic", re.compile(r"[^\W\da-zа-яё]")),
        ("ru", re.compile("[ыэё]")),
        ("bg", re.compile("ъ(?![еёюя])")),
    ),
    "arabic": (
        ("ur", re.compile("[\u0679\u0688\u06ba\u06d2]")),
        ("arabic", re.compile("[\u06b5\u06c6\u06ce\u0695]")),
        ("fa", re.compile("[\u067e\u0686\u0698\u06af]")),
        ("ar", re.compile(r"\u0629|\b\u0627\u0644")),
    ),
    "devanagari": (("hi", re.compile(r"(?<!\S)(?:है|में|और|से|के|की|को)(?!\S)")),),
}
"""What only one language of a script writes, tried in order; the script alone is named where none of it is found."""


@cache
def _words_of() -> dict[str, re.Pattern[str]]:
    """Words of each script; a single letter is a symbol: \u03b2-glucan, \u0394E."""
    return {code: re.compile(f"[{reach}]{{2,}}") for code, _, reach in _SCRIPTS}


def other_scripts(text: str, read: Collection[str]) -> Iterator[Stretch]:
    """Stretches of ``text`` that are more than a name, in other scripts and in no language of ``read``."""
    if text.isascii() or not _OTHER_SCRIPT.search(text):
        return
    near: list[tuple[int, int]] = []
    script = language = ""
    for start, end, own_script, own in _in_other_scripts(text):
        apart = not near or text[near[-1][1] : start].strip() or "\n\n" in text[near[-1][1] : start]
        if apart or own_script != script or len({own, language} - {script}) > 1:
            yield from _in_script(text, near, script, language, read)
            near, script, language = [], own_script, own
        near.append((start, end))
        language = own if language == script else language
    yield from _in_script(text, near, script, language, read)


def _in_script(
    text: str, near: Sequence[tuple[int, int]], script: str, language: str, read: Collection[str]
) -> Iterator[Stretch]:
    """Sentences and lines that follow each other as one stretch, if they are more than a name."""
    if not near or language in read:
        return
    start, end = near[0][0], near[-1][1]
    amounts = [len(word) for word in _words_of()[script].findall(text[start:end])]
    if sum(amounts) >= _ENOUGH_LETTERS and (len(amounts) >= _ENOUGH_WORDS or script in _UNSPACED):
        yield Stretch(start=start, end=end, language=language, name=_SCRIPT_NAMES.get(language) or NAMES[language])


def _in_other_scripts(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Sentences mostly in one of the other scripts: start, end, script, and the language where that can be told."""
    start = 0
    for line in text.splitlines(keepends=True):
        for match in SENTENCE.finditer(line) if _OTHER_SCRIPT.search(line) else ():
            sentence = match.group().rstrip()
            amounts = {code: sum(map(len, words.findall(sentence))) for code, words in _words_of().items()}
            script = max(amounts, key=lambda code: amounts[code])
            if amounts[script] > 1 and amounts[script] * 2 >= sum(char.isalpha() for char in sentence):
                low = sentence.lower()
                telling = TELLING.get(script, ())
                language = next((own for own, signs in telling if signs.search(low)), script)
                yield start + match.start(), start + match.start() + len(sentence), script, language
        start += len(line)
