"""Plain words for studies, ways into the skin, notes and market rules, for the text report and the app alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from labelcheck.models import Basis, EnhancerState, EnhancerUse, Evidence, Flag, TestName
from labelcheck.report import wording

BASIS_NOTES: Final[dict[Basis, str | None]] = {
    "confirmed": None,
    "secondary": "known through another source, not read in the original",
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
    "instructed": "the label tells to use it",
    "suggested": "the label suggests it or leaves the choice",
    "in a study": "only a study that the label tells of used it",
    "general education": "named in general information only",
    "advised against": "the label advises against it",
    "of something else": "named of something else",
}
LADDER_ITEM: Final = "clinical-data"
"""The question that the evidence ladder belongs to."""
GENERAL: Final = "general"
"""The market of flags that hold everywhere."""
NO_ADVICE: Final = (
    "Rules of this market as far as we know them, with the day they were last looked at. This is information, not "
    "legal advice: check with the authority or a regulatory adviser."
)
TOPICAL_ONLY: Final = "No way into the skin was found: the product is put on the skin and nothing more."
_MARKETS: Final = ("general", "us", "eu", "uk", "kr", "jp", "cn", "tw", "ca")


def matched(matches: bool | None) -> str:
    """Whether a test of a cited study holds, in words."""
    return {True: "matches", False: "does not match", None: "cannot tell"}[matches]


def study_facts(found: Evidence) -> list[tuple[str, str]]:
    """What is known of a cited study beside the tests: names and values, no empty ones."""
    known = [
        ("Cited as", found.cite),
        ("Result", found.result),
        ("What it cannot show", found.limits),
        ("Interests", found.conflicts),
        ("Known how", BASIS_NOTES[found.basis]),
        ("Last looked at", str(found.as_of) if found.as_of else None),
        ("Source", ", ".join(map(wording.cited, found.references)) or None),
    ]
    return [(name, value) for name, value in known if value and value != found.name]


def enhancer(use: EnhancerUse) -> str:
    """The name of a way into the skin: its rule's title without what the rule says of the label."""
    return {"rf": "Radiofrequency", "led": "LED light"}.get(use.value, use.value.replace("_", " ").capitalize())


def rule_dates(flag: Flag) -> str:
    """Which rule of a market a flag rests on, since when, and when that was last looked at."""
    if not flag.notice:
        return ""
    since = f"in force {flag.in_force}" if flag.in_force else "date not known"
    return f"{flag.notice} ({since}; last looked at {flag.as_of})"


def by_market(flags: Sequence[Flag]) -> list[tuple[str, list[Flag]]]:
    """Flags by market, those that hold everywhere first, then markets as people read them; gravest first in each."""
    groups: dict[str, list[Flag]] = {}
    for flag in sorted(flags, key=lambda one: wording.SEVERITIES.index(one.severity)):
        groups.setdefault(flag.market, []).append(flag)
    known = {name: place for place, name in enumerate(_MARKETS)}
    return sorted(groups.items(), key=lambda pair: (known.get(pair[0], len(known)), pair[0]))
