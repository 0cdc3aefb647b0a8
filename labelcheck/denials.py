"""What a document says it does not tell: a rule names it, its language says how that is denied; both make a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from labelcheck.context_types import Context, Denials
from labelcheck.rule_types import Match, Rule

_NAME = re.compile(r"\{([a-z_]+)\}")
_DEEPEST = 8
"""How often names in braces may stand for words that hold such names again."""


def framed(rule: Rule, contexts: Mapping[str, Context]) -> Rule:
    """The rule with the expressions of the frames that it names something for."""
    match = {
        language: one.model_copy(update={"framed": tuple(_patterns(one, contexts[language].denials))})
        for language, one in rule.match.items()
        if one.denied
    }
    return rule.model_copy(update={"match": {**rule.match, **match}}) if match else rule


def denial_problems(denials: Denials) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the words and frames of a language."""
    for name, frames in denials.frames.items():
        for index, frame in enumerate(frames):
            place = ("denials", "frames", name, index)
            if "{field}" not in frame:
                yield place, "has no {field} for what is denied"
            pattern = filled(frame, denials.words, "x")
            if left := _NAME.search(pattern):
                yield place, f"{left[0]} is none of the words, or leads back to itself"
                continue
            try:
                re.compile(pattern, re.IGNORECASE)
            except re.error as error:
                yield place, f"not a regular expression: {error}"


def unknown_frames(rule: Rule, contexts: Mapping[str, Context]) -> Iterator[str]:
    """Frames that a rule names and its language has not."""
    for language, match in rule.match.items():
        known = contexts[language].denials.frames if language in contexts else {}
        for name in match.denied:
            if name not in known:
                yield f"claims/{rule.id}.yaml:1: match.{language}.denied: {name} is no frame of context/{language}.yaml"


def _patterns(match: Match, denials: Denials) -> Iterator[str]:
    for name, fields in match.denied.items():
        field = f"(?:{'|'.join(fields)})"
        yield from (filled(frame, denials.words, field) for frame in denials.frames[name])


def filled(frame: str, words: Mapping[str, str], field: str) -> str:
    """A frame with every name in braces replaced by what it stands for."""
    for _ in range(_DEEPEST):
        frame = _NAME.sub(lambda found: words.get(found[1], found[0]), frame)
    return frame.replace("{field}", field)
