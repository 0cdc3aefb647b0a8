"""Plain words for studies, ways into the skin, notes and market rules, for the text report and the app alike."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from datetime import date
from typing import Final

from labelcheck.models import (
    Basis,
    EnhancerState,
    EnhancerUse,
    Evaluation,
    Evidence,
    Flag,
    FlagRule,
    Severity,
    TestName,
)
from labelcheck.report import wording

BASIS_NOTES: Final[dict[Basis, str | None]] = {
    "confirmed": None,
    "secondary": "through another source, not read in the original",
    "inference": "our own reasoning, not the words of a source",
    "unconfirmed": "not confirmed",
}
TEST_NAMES: Final[dict[TestName, str]] = {
    "product": "Same product",
    "source": "Same source",
    "route": "Same way of use",
    "device": "Same device",
    "indication": "Same purpose",
    "results": "Has results",
}
LEVEL_WORDS: Final = {
    "none found": "no evidence found",
    "laboratory only": "laboratory only",
    "weak": "weak evidence",
    "small trials": "small trials",
}
STATE_WORDS: Final[dict[EnhancerState, str]] = {
    "instructed": "the label says to use it",
    "suggested": "the label suggests it or leaves the choice",
    "in a study": "only a study that the label tells of used it",
    "general education": "named in general information only",
    "advised against": "the label advises against it",
    "of something else": "named of something else",
}
GENERAL: Final = "general"
"""The market of flags that hold everywhere."""
MARKETS_TITLE: Final = "Rules of single markets"
NO_ADVICE: Final = (
    "Rules of each market as far as we know them, with the day they were last looked at. This is information, not "
    "legal advice: check with the authority or a regulatory adviser."
)
_GRAVE: Final[tuple[Severity, ...]] = ("critical", "high")
_MARKETS: Final = ("general", "us", "eu", "uk", "kr", "jp", "cn", "tw", "ca")


def matched(matches: bool | None) -> str:
    """Whether a test of a cited study holds, in words."""
    return {True: "yes", False: "no", None: "cannot tell"}[matches]


def tested(found: Evidence) -> str:
    """How many of its tests a cited study passes, in one sentence."""
    results = [test.matches for test in found.tests]
    parts = [(results.count(False), "no"), (results.count(None), "cannot tell")]
    rest = "".join(f", {count} {word}" for count, word in parts if count)
    return f"Of {len(results)} tests: {results.count(True)} yes{rest}"


def study_facts(found: Evidence) -> list[tuple[str, str]]:
    """What is known of a cited study beside the tests: names and values, no empty ones."""
    known = [
        ("Cited as", found.cite),
        ("Result", found.result),
        ("What it cannot show", found.limits),
        ("Interests", found.conflicts),
        ("How this is known", BASIS_NOTES[found.basis]),
        ("Last looked at", day(found.as_of) if found.as_of else None),
        ("Source", cited(found.references) or None),
    ]
    return [(name, value) for name, value in known if value and value != found.name]


def enhancer(use: EnhancerUse) -> str:
    """The name of a way into the skin, from its value; abbreviations are written out."""
    return {"rf": "Radiofrequency", "led": "LED light"}.get(use.value, use.value.replace("_", " ").capitalize())


def no_enhancer(evaluation: Evaluation) -> str:
    """What to say where no way into the skin was found, which is not that there is none if not all could be read."""
    outcomes = [item.outcome for item in evaluation.items]
    outcomes += [condition.outcome for condition in evaluation.conditions]
    if "unreadable" in outcomes:
        return "No way into the skin was found in what could be read."
    if any(claim.value == "injection" and claim.status == "asserted" for claim in evaluation.claims):
        return "The label names no device or procedure that helps it into the skin, but it speaks of injection."
    return "The label names no way into the skin, such as needling or a laser."


def _undated(flag: Flag | FlagRule) -> str:
    reason = (flag.undated or "start date not known").rstrip(". ")
    return reason[:1].lower() + reason[1:]


def rule_dates(flag: Flag | FlagRule) -> str:
    """Which law or notice a flag rests on, since when, or why no date is known, and when that was last looked at."""
    if not flag.notice:
        return ""
    since = f"in force since {day(flag.in_force)}" if flag.in_force else _undated(flag)
    return f"{flag.notice} ({since}{f'; last looked at on {day(flag.as_of)}' if flag.as_of else ''})"


def day(known: date | str) -> str:
    """A date as people write it, as far as it is known: 1 October 2026, April 2026, 2013."""
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", str(known)):
        return str(known)
    year, *rest = str(known).split("-")
    if not rest:
        return year
    return " ".join([*(str(int(number)) for number in rest[1:]), month_name[int(rest[0])], year])


def cited(references: Sequence[str]) -> str:
    """References in one line; semicolons, since names of laws and notices hold commas."""
    return "; ".join(map(wording.cited, references))


def step(flag: Flag) -> str:
    """Where a claim stands on the ladder of its kind, the first step being the gravest."""
    return f"How serious: step {flag.step} of {len(flag.steps)}, 1 being the worst. {flag.steps[(flag.step or 1) - 1]}."


def title(flag: Flag) -> str:
    """A flag's title under the heading of its market, which it need not name again."""
    rest = flag.title.removeprefix(f"{wording.market(flag.market)}: ")
    return rest[:1].upper() + rest[1:]


def tally(flags: Sequence[Flag], tail: str = "") -> str:
    """How many claims there are, and how many of them are grave ones: 3 claims (1 serious)."""
    count = len(flags)
    words = []
    for severity in _GRAVE:
        grave = sum(flag.severity == severity for flag in flags)
        how_many = "" if count == 1 else "all " if grave == count else f"{grave} "
        words += [how_many + wording.SEVERITY_WORDS[severity]] if grave else []
    return f"{count} claim{'' if count == 1 else 's'}{tail}" + (f" ({', '.join(words)})" if words else "")


def tallies(flags: Sequence[Flag]) -> tuple[str, str]:
    """The claims to question everywhere, and how many markets have rules for more; "" where there are none."""
    everywhere = [flag for flag in flags if flag.market == GENERAL]
    markets = len({flag.market for flag in flags} - {GENERAL})
    rules = f"rules of {markets} single market{'s' if markets != 1 else ''}" if markets else ""
    return tally(everywhere, " to question") if everywhere else "", rules


def by_market(flags: Sequence[Flag]) -> list[tuple[str, list[Flag]]]:
    """Flags by market, those that hold everywhere first, then markets as people read them; gravest first in each."""
    groups: dict[str, list[Flag]] = {}
    for flag in sorted(flags, key=lambda one: wording.SEVERITIES.index(one.severity)):
        groups.setdefault(flag.market, []).append(flag)
    known = {name: place for place, name in enumerate(_MARKETS)}
    return sorted(groups.items(), key=lambda pair: (known.get(pair[0], len(known)), pair[0]))
