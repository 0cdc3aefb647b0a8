"""Short words of the trade: what they mean to somebody who buys, and what is wrong with such an explanation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pydantic import Field

from labelcheck.words import Frozen


class Examples(Frozen):
    """Sentences that a rule must and must not match; brackets mark the exact claim."""

    match: tuple[str, ...] = Field(min_length=1)
    avoid: tuple[str, ...] = Field(min_length=1)


class Term(Frozen):
    """A short word of the trade and what it means, in English."""

    name: str
    words: tuple[str, ...] = Field(min_length=1)
    """By which it is known in a text: in lower case found in any case, else as written."""
    meaning: str
    references: tuple[str, ...] = Field(min_length=1)


class TermRule(Term):
    """A term as ``rules/terms.yaml`` holds it, with sentences that it stands in and that it does not."""

    examples: Examples


class Terms(Frozen):
    """``rules/terms.yaml``: the words that are explained where they are shown, in the order of the explanation."""

    terms: tuple[TermRule, ...]


def mistakes_in(term: TermRule, marked: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a term, by its field; ``marked`` are the words that its examples mark."""
    if not term.meaning.endswith("."):
        yield "meaning", "is no whole sentence: it does not end with a full stop"
    if blank := [word for word in term.words if word != word.strip() or not word]:
        yield "words", f"{blank[0]!r} has spaces around it, or is empty"
    for word in term.words:
        if not any(one == word or (word.islower() and one.lower() == word) for one in marked):
            yield "words", f"{word!r} is marked in no example"


def words_of_two(terms: Iterable[TermRule]) -> Iterator[str]:
    """Words that two terms explain, as problems of a rule set."""
    bearers: dict[str, str] = {}
    for term in terms:
        for word in term.words:
            other = bearers.setdefault(word.casefold(), term.name)
            if other != term.name:
                yield f"terms.yaml:1: words: {word!r} of {term.name!r} is a word of {other!r} as well"
