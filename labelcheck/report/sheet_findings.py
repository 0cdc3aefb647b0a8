"""Studies, ways into the skin and claims to question as data for the PDF's template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labelcheck.language import say
from labelcheck.models import EnhancerUse, Evaluation, Evidence, Flag
from labelcheck.report import account, findings, wording
from labelcheck.report.html.markup import SEVERITY_TONES
from labelcheck.report.sheet_words import Quoter, basis, facts, ours, plain, references


def studies(evaluation: Evaluation, quoter: Quoter) -> dict[str, Any] | None:
    """The studies that the label leans on, and its step of the ladder; None where nobody could tell."""
    if evaluation.verdict in ("unreadable", "not applicable") and not evaluation.evidence:
        return None
    ladder = evaluation.ladder
    step = None
    if ladder:
        here = ladder.rungs[ladder.position - 1]
        step = {
            "position": ladder.position,
            "of": len(ladder.rungs),
            "title": say(
                "Strength of evidence: step {step} of {steps}. {title}.",
                step=ladder.position,
                steps=len(ladder.rungs),
                title=ours(here.title),
            ),
            "lines": [ours(line) for line in (here.meaning, ladder.reason) if line],
        }
    return {
        "title": say("The studies it leans on"),
        "intro": "" if evaluation.evidence else say("The label names no study that could be compared with it."),
        "ladder": step,
        "cards": [_study(found, quoter) for found in evaluation.evidence],
    }


def _study(found: Evidence, quoter: Quoter) -> dict[str, Any]:
    tests = [
        [ours(findings.TEST_NAMES[test.name]), plain(findings.matched(test.matches)), ours(test.reason)]
        for test in found.tests
    ]
    return {
        "title": plain(found.name),
        "word": ours(found.status),
        "tone": "silent",
        "message": ours(found.conclusion),
        "quotes": quoter.of(found.claims),
        "tests": tests,
        "facts": facts((ours(name), plain(value)) for name, value in findings.study_facts(found)),
        "references": references(found.references),
    }


def ways(evaluation: Evaluation, quoter: Quoter) -> dict[str, Any]:
    """Ways into the skin: what the label says of each and what is published."""
    intro = (
        say("Not a recommendation: procedures that open the skin belong in professional hands.")
        if evaluation.enhancers
        else plain(findings.no_enhancer(evaluation))
    )
    return {
        "title": say("Ways into the skin"),
        "intro": intro,
        "cards": [_way(use, quoter) for use in evaluation.enhancers],
    }


def _way(use: EnhancerUse, quoter: Quoter) -> dict[str, Any]:
    known = use.evidence
    return {
        "title": plain(findings.enhancer(use)),
        "word": ours(findings.LEVEL_WORDS[known.level]) if known else "",
        "tone": "silent",
        "message": ours(findings.STATE_WORDS[use.state]),
        "quotes": quoter.of(use.claims),
        "tests": [],
        "facts": facts(
            [(say("What is published"), ours(known.text)), (say("How this is known"), basis(known.basis))]
            if known
            else []
        ),
        "references": references(known.references) if known else [],
    }


def flag_groups(evaluation: Evaluation, quoter: Quoter) -> list[dict[str, Any]]:
    """Claims to question: those that hold everywhere, then each market's, without those a reader set aside."""
    groups = findings.by_market(account.open_flags(evaluation))
    everywhere = [flag for market, flags in groups if market == findings.GENERAL for flag in flags]
    found = [
        {
            "title": say("Claims to question"),
            "intro": "" if everywhere else say("None was found that would be doubtful everywhere."),
            "cards": cards(everywhere, quoter),
        }
    ]
    for market, flags in groups:
        if market == findings.GENERAL:
            continue
        first = len(found) == 1
        found.append(
            {
                "title": say("If sold in: {market}", market=plain(wording.market(market))),
                "intro": ours(findings.NO_ADVICE) if first else "",
                "cards": cards(flags, quoter),
            }
        )
    return found


def cards(flags: Sequence[Flag], quoter: Quoter) -> list[dict[str, Any]]:
    """Flags one by one."""
    return [_flag(flag, quoter) for flag in flags]


def _flag(flag: Flag, quoter: Quoter) -> dict[str, Any]:
    rows = [
        (say("What it could say"), ours(flag.suggestion)),
        (say("The sum"), ours(flag.arithmetic or "")),
        (say("Why"), ours(flag.why)),
        (say("How serious"), plain(findings.step(flag)) if flag.step else ""),
        (say("Law or notice"), plain(findings.rule_dates(flag))),
        (say("Exception"), ours(flag.exempt or "")),
        (say("How this is known"), basis(flag.basis)),
        (say("Rule"), plain(flag.rule)),
    ]
    return {
        "title": plain(findings.title(flag)),
        "word": ours(wording.SEVERITY_WORDS[flag.severity]),
        "tone": SEVERITY_TONES[flag.severity],
        "message": ours(flag.message),
        "quotes": _quotes(flag, quoter),
        "tests": [],
        "facts": facts(rows),
        "references": references(flag.references),
    }


def _quotes(flag: Flag, quoter: Quoter) -> list[dict[str, Any]]:
    """What a flag quotes, the surest first, but the two sides of a contradiction before all else."""
    shown = quoter.of(flag.claims)
    lead = [quote["number"] for name in flag.claims[: findings.leading(flag)] for quote in quoter.of([name])]
    return sorted(shown, key=lambda quote: lead.index(quote["number"]) if quote["number"] in lead else len(lead))


def set_aside(evaluation: Evaluation, quoter: Quoter) -> dict[str, Any] | None:
    """Flags that a reader found no problem, each with the reader's reason; None where there are none."""
    entries = account.set_aside(evaluation)
    if not entries:
        return None
    shown = []
    for entry in entries:
        card = _flag(entry.flag, quoter)
        card["facts"] = [[say("The reader’s reason:"), plain(entry.reason)], *card["facts"]]
        shown.append(card)
    return {
        "title": say("Looked at and found no problem, by the reader"),
        "intro": say("A reader of this report judged these to be no problem. labelcheck did not."),
        "cards": shown,
    }
