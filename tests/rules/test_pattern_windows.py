"""A pattern that runs only around the literals it needs finds just what it finds in the whole text."""

from __future__ import annotations

import pytest

from labelcheck.extract.claims import extractor
from labelcheck.extract.shadow import shadow
from labelcheck.extract.terms import Searched
from labelcheck.rules import example_parts, load_rules

RULES = load_rules()
TEXTS = {
    language: "\n".join(
        example_parts(example)[0]
        for rule in RULES.rules
        if language in rule.examples
        for example in (*rule.examples[language].match, *rule.examples[language].avoid)
    )
    for language in RULES.contexts
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_windows_lose_and_add_nothing(language: str) -> None:
    view = shadow(TEXTS[language], frozenset())
    text = Searched(view)
    for regex in extractor(RULES).regexes:
        near = [(hit.start, hit.end) for hit in regex.hits(text)]
        whole = [
            found.span("claim" if "claim" in found.re.groupindex else 0)
            for found in regex.compiled.finditer(view.cased)
        ]
        assert near == [span for span in whole if span[0] < span[1]], regex.pattern


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_the_index_of_literals_leaves_out_no_pattern_that_matches(language: str) -> None:
    lines = TEXTS[language].split("\n")
    index = extractor(RULES).index
    for line in lines[:: max(1, len(lines) // 60)]:
        text = Searched(shadow(line, frozenset()))
        tried = {id(regex) for regex in index.apt(text)}
        assert all(id(regex) in tried for regex in extractor(RULES).regexes if any(regex.hits(text))), line
