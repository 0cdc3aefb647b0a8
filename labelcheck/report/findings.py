"""Plain words for studies, ways into the skin, notes and market rules, for the text report and the app alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from labelcheck.language import noted, say
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
    "secondary": noted("through another source, not read in the original"),
    "inference": noted("our own reasoning, not the words of a source"),
    "unconfirmed": noted("not confirmed"),
}
TEST_NAMES: Final[dict[TestName, str]] = {
    "product": noted("Same product"),
    "source": noted("Same source"),
    "route": noted("Same way of use"),
    "device": noted("Same device"),
    "indication": noted("Same purpose"),
    "results": noted("Has results"),
}
LEVEL_WORDS: Final = {
    "none found": noted("no evidence found"),
    "laboratory only": noted("laboratory only"),
    "weak": noted("weak evidence"),
    "small trials": noted("small trials"),
}
STATE_WORDS: Final[dict[EnhancerState, str]] = {
    "instructed": noted("the label says to use it"),
    "suggested": noted("the label suggests it or leaves the choice"),
    "listed as an ingredient": noted("it stands in the ingredient list"),
    "in a study": noted("only a study that the label tells of used it"),
    "general education": noted("named in general information only"),
    "advised against": noted("the label advises against it"),
    "of something else": noted("named of something else"),
}
_ENHANCERS: Final = {"rf": noted("Radiofrequency"), "led": noted("LED light")}
GENERAL: Final = "general"
"""The market of flags that hold everywhere."""
MARKETS_TITLE: Final = noted("Rules of countries and regions")
NO_ADVICE: Final = noted(
    "Rules of each market as far as we know them, with the day they were last looked at. This is information, not "
    "legal advice: check with the authority or a regulatory adviser."
)
_MONTHS: Final = (
    noted("January"),
    noted("February"),
    noted("March"),
    noted("April"),
    noted("May"),
    noted("June"),
    noted("July"),
    noted("August"),
    noted("September"),
    noted("October"),
    noted("November"),
    noted("December"),
)
_MATCHED: Final[dict[bool | None, str]] = {True: noted("yes"), False: noted("no"), None: noted("cannot tell")}
_GRAVE: Final[tuple[Severity, ...]] = ("critical", "high")
_MARKETS: Final = ("general", "us", "eu", "uk", "kr", "jp", "cn", "tw", "ca")


def matched(matches: bool | None) -> str:
    """Whether a test of a cited study holds, in words."""
    return say(_MATCHED[matches])


def tested(found: Evidence) -> str:
    """How many of its tests a cited study passes, in one sentence."""
    results = [test.matches for test in found.tests]
    parts = [say("{count} yes", count=results.count(True))]
    if failed := results.count(False):
        parts.append(say("{count} no", count=failed))
    if unsure := results.count(None):
        parts.append(say("{count} cannot tell", count=unsure))
    return say("Of {total} tests: {results}", total=len(results), results=", ".join(parts))


def study_facts(found: Evidence) -> list[tuple[str, str]]:
    """What is known of a cited study beside the tests and its sources, no empty values: names are messages."""
    basis = BASIS_NOTES[found.basis]
    known = [
        (noted("Cited as"), found.cite),
        (noted("Result"), found.result),
        (noted("What it cannot show"), found.limits),
        (noted("Interests"), found.conflicts),
        (noted("How this is known"), say(basis) if basis else None),
        (noted("Last looked at"), day(found.as_of) if found.as_of else None),
    ]
    return [(name, value) for name, value in known if value and value != found.name]


def enhancer(use: EnhancerUse) -> str:
    """The name of a way into the skin, from its value; abbreviations are written out."""
    return say(_ENHANCERS.get(use.value, use.value.replace("_", " ").capitalize()))


def no_enhancer(evaluation: Evaluation) -> str:
    """What to say where no way into the skin was found, which is not that there is none if not all could be read."""
    outcomes = [item.outcome for item in evaluation.items]
    outcomes += [condition.outcome for condition in evaluation.conditions]
    if "unreadable" in outcomes:
        return say("No way into the skin was found in what could be read.")
    if any(claim.value == "injection" and claim.status == "asserted" for claim in evaluation.claims):
        return say("The label names no device or procedure that helps it into the skin, but it speaks of injection.")
    return say("The label names no way into the skin, such as needling or a laser.")


def _undated(flag: Flag | FlagRule) -> str:
    reason = say(flag.undated or noted("start date not known")).rstrip(". ")
    return reason[:1].lower() + reason[1:]


def rule_dates(flag: Flag | FlagRule) -> str:
    """Which law or notice a flag rests on, since when, or why no date is known, and when that was last looked at."""
    if not flag.notice:
        return ""
    since = say("in force since {day}", day=day(flag.in_force)) if flag.in_force else _undated(flag)
    parts = [since, *([say("last looked at on {day}", day=day(flag.as_of))] if flag.as_of else [])]
    return f"{say(flag.notice)} ({'; '.join(parts)})"


def day(known: date | str) -> str:
    """A date as people write it, as far as it is known: 1 October 2026, April 2026, 2013."""
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", str(known)):
        return str(known)
    year, *rest = str(known).split("-")
    if not rest:
        return say("{year}", year=year)
    month = say(_MONTHS[int(rest[0]) - 1])
    if len(rest) == 1:
        return say("{month} {year}", month=month, year=year)
    return say("{day} {month} {year}", day=int(rest[1]), month=month, year=year)


def cited(references: Sequence[str]) -> str:
    """References in one line; semicolons, since names of laws and notices hold commas."""
    return "; ".join(map(wording.cited, references))


def step(flag: Flag) -> str:
    """Where a claim stands on the ladder of its kind, the first step being the gravest."""
    return say(
        "How serious: step {step} of {total}, 1 being the worst. {meaning}.",
        step=flag.step,
        total=len(flag.steps),
        meaning=say(flag.steps[(flag.step or 1) - 1]),
    )


def leading(flag: Flag) -> int:
    """How many of a flag's claims are to be quoted first: the two of a contradiction."""
    return 2 if flag.topic == "consistency" else 0


def title(flag: Flag) -> str:
    """A flag's title under the heading of its market, which it need not name again."""
    rest = say(flag.title).removeprefix(f"{wording.market(flag.market)}: ")
    return rest[:1].upper() + rest[1:]


def tally(flags: Sequence[Flag], to_question: bool = False) -> str:
    """How many claims there are, and how many of them are grave ones: 3 claims (1 serious)."""
    count = len(flags)
    if to_question:
        message = noted("{count} claim to question") if count == 1 else noted("{count} claims to question")
    else:
        message = noted("{count} claim") if count == 1 else noted("{count} claims")
    words = []
    for severity in _GRAVE:
        grave = sum(flag.severity == severity for flag in flags)
        word = say(wording.SEVERITY_WORDS[severity])
        if grave and count == 1:
            words.append(word)
        elif grave:
            how_many = noted("all {severity}") if grave == count else noted("{count} {severity}")
            words.append(say(how_many, severity=word, count=grave))
    return say(message, count=count) + (f" ({', '.join(words)})" if words else "")


def tallies(flags: Sequence[Flag]) -> tuple[str, str]:
    """The claims to question everywhere, and how many markets have rules for more; "" where there are none."""
    everywhere = [flag for flag in flags if flag.market == GENERAL]
    markets = len({flag.market for flag in flags} - {GENERAL})
    one, more = noted("rules of {count} country or region"), noted("rules of {count} countries or regions")
    rules = say(one if markets == 1 else more, count=markets) if markets else ""
    return tally(everywhere, True) if everywhere else "", rules


def by_market(flags: Sequence[Flag]) -> list[tuple[str, list[Flag]]]:
    """Flags by market, those that hold everywhere first, then markets as people read them; gravest first in each."""
    groups: dict[str, list[Flag]] = {}
    for flag in sorted(flags, key=lambda one: wording.SEVERITIES.index(one.severity)):
        groups.setdefault(flag.market, []).append(flag)
    known = {name: place for place, name in enumerate(_MARKETS)}
    return sorted(groups.items(), key=lambda pair: (known.get(pair[0], len(known)), pair[0]))
