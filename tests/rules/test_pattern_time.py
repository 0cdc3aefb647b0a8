"""No pattern backtracks: each is fed 100 kB of its own worst beginnings and must come to an end.

A limit, not a measurement: a pattern whose work grows with the square of the text takes minutes here, a linear one a
fraction of a second.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from labelcheck import extract
from labelcheck.evaluate import evaluate
from labelcheck.extract.binding import REACH
from labelcheck.extract.claims import extractor
from labelcheck.rules import load_rules

SIZE = 100_000
LIMIT = 10
"""Seconds of this process's own work; a hundred times what a linear pattern needs."""
PLACES = 400
RULES = load_rules()


def searched() -> Iterator[Any]:
    """Patterns that run over a whole text."""
    for rule in RULES.rules:
        for match in rule.match.values():
            for number, regex in enumerate(match.expressions):
                yield pytest.param(regex, id=f"{rule.id}-{number}")
    for context in RULES.contexts.values():
        for cue in context.cues:
            for number, regex in enumerate(cue.regex):
                yield pytest.param(regex, id=f"{context.language}/{cue.id}-{number}")


def anchored() -> Iterator[Any]:
    """Patterns of the grammars, which are tried at a place: after a number, between two words, at a line's start."""
    for info in pkgutil.iter_modules(extract.__path__):
        module = importlib.import_module(f"{extract.__name__}.{info.name}")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value.pattern, id=f"{module.__name__}.{name}")
    for holder in held(extractor(RULES).grammars):
        for name, value in vars(holder).items():
            pattern = getattr(value, "pattern", None)
            if isinstance(pattern, str):
                yield pytest.param(pattern, id=f"{type(holder).__name__}.{name}")


def held(holders: tuple[object, ...]) -> Iterator[object]:
    """The grammars and the grammars they are made of."""
    for holder in holders:
        if type(holder).__module__.startswith(extract.__name__) and hasattr(holder, "__dict__"):
            yield holder
            yield from held(tuple(value for name, value in vars(holder).items() if name != "pattern"))


def sample(parsed: Any, many: int) -> str:
    """A text that a parsed pattern may match, its repeats taken ``many`` times where they allow it."""
    text = ""
    for code, argument in parsed:
        if code is op.LITERAL:
            text += chr(argument)
        elif code is op.NOT_LITERAL:
            text += "a" if argument != ord("a") else "b"
        elif code is op.ANY:
            text += "a"
        elif code is op.IN:
            text += member(argument)
        elif code is op.SUBPATTERN:
            text += sample(argument[3], many)
        elif code is op.ATOMIC_GROUP:
            text += sample(argument, many)
        elif code is op.BRANCH:
            text += sample(max(argument[1], key=len), many)
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            low, high, inner = argument
            text += sample(inner, many) * max(low, min(int(high), many))
    return text


def member(choices: Any) -> str:
    """A character of a class; for a negated class one that is none of its members."""
    negated = choices[0][0] is op.NEGATE
    held = "".join(chr(value) for code, value in choices if code is op.LITERAL)
    if negated:
        return next(char for char in "a 1-,é의" if char not in held)
    code, value = choices[0]
    if code is op.LITERAL:
        return chr(value)
    if code is op.RANGE:
        return chr(value[0])
    return {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_SPACE: "a"}.get(value, "a")


def worst(pattern: str) -> list[str]:
    """Texts of beginnings of the pattern, over and over, that never come to its end."""
    parsed = list(_parser.parse(pattern))
    found = {sample(parsed[:length], many) for length in range(1, len(parsed) + 1) for many in (1, 3, 40)}
    inner = [argument[3] for code, argument in parsed if code is op.SUBPATTERN]
    found |= {sample(list(part)[:length], many) for part in inner for length in (1, 3, 6) for many in (1, 40)}
    found |= {part[: len(part) // 2] for part in found}
    texts = sorted((part for part in found if part), key=len, reverse=True)
    picked = texts[:3] + texts[len(texts) // 2 : len(texts) // 2 + 2] + texts[-3:]
    return [(part * (SIZE // len(part) + 1))[:SIZE] for part in dict.fromkeys(picked)] + ["a " * (SIZE // 2)]


class TooLong(Exception):
    pass


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Stop what takes longer; where signals cannot do that, pytest's own patience is the limit."""
    if not hasattr(signal, "SIGVTALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("pattern", list(searched()))
def test_a_pattern_comes_to_an_end_on_its_own_worst_beginnings(pattern: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    for text in worst(pattern):
        try:
            with limited(LIMIT):
                for _ in compiled.finditer(text):
                    pass
        except TooLong:
            pytest.fail(f"{pattern[:80]!r} is still busy after {LIMIT} s with {text[:60]!r}")


@pytest.mark.parametrize("pattern", list(anchored()))
def test_a_grammar_comes_to_an_end_wherever_it_is_tried(pattern: str) -> None:
    compiled = re.compile(pattern)
    for text in worst(pattern):
        try:
            with limited(LIMIT):
                for place in range(0, SIZE, SIZE // PLACES):
                    compiled.match(text, place)
                    compiled.search(text, place, place + REACH)
        except TooLong:
            pytest.fail(f"{pattern[:80]!r} is still busy after {LIMIT} s with {text[:60]!r}")


HOSTILE = [
    "no ",
    "not, ",
    "1 ",
    "1,1",
    "10",
    "x10",
    "10^",
    "per ",
    "exosomes ",
    "exosome, ",
    "rose ",
    "from ",
    "(",
    ") ",
    "| ",
    "a | b | ",
    ": ",
    "\n",
    "a\n",
    "- ",
    "? ",
    "no. ",
    "Is it? No. ",
    "stem cell ",
    "2-8 °C ",
    "엑소좀",
    "줄기세포 ",
    "の",
    "unlike, ",
    "or ",
    "and ",
    "%",
    "5 mL ",
    "doi:10.1/",
    "Journal 2020;1:1 ",
    "Ingredients: ",
    "Water, ",
    "…",
    "É",
    "\t",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_a_whole_text_of_one_fragment_comes_to_an_end(part: str) -> None:
    text = (part * (SIZE // len(part) + 1))[:SIZE]
    try:
        with limited(LIMIT * 3):
            evaluate([text], RULES)
    except TooLong:
        pytest.fail(f"{part!r} over and over is still read after {LIMIT * 3} s")


def test_the_limit_stops_a_pattern_that_backtracks() -> None:
    with pytest.raises(TooLong), limited(1):
        re.search(r"(?:a+)+b", "a" * 40)
