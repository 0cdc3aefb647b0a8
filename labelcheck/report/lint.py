"""Findings in marketing copy as a compiler would tell them: one line each, with line and column, in order of place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from labelcheck.models import Evaluation, Flag
from labelcheck.report.contract_json import dumped
from labelcheck.report.dismissal import reasons_of
from labelcheck.report.places import Places, Spot
from labelcheck.report.printable import one_line
from labelcheck.report.wording import SEVERITIES

SCHEMA: Final = "labelcheck.lint/1"
_SHOWN: Final = 3
_LONGEST: Final = 120


class Finding(NamedTuple):
    """A flag with all its places, the first of which is its own, and why it was dismissed, if it was."""

    flag: Flag
    name: str
    """The document of its first place."""
    spots: tuple[Spot, ...]
    dismissed: str | None


def lint_findings(evaluation: Evaluation) -> list[Finding]:
    """The findings of one product by document, line and column; at one place the gravest first."""
    places, away = Places(evaluation), reasons_of(evaluation)
    found = [(flag, spots) for flag in evaluation.flags if (spots := places.of(flag))]
    found.sort(key=lambda pair: (pair[1][0].document, pair[1][0].start, SEVERITIES.index(pair[0].severity)))
    return [
        Finding(flag, evaluation.documents[spots[0].document].name, spots, away.get(flag.id)) for flag, spots in found
    ]


def lint_text(evaluations: Sequence[Evaluation]) -> str:
    """``name:line:column: severity: message [rule] "words"``, a line a finding; dismissed ones are left out."""
    lines = [_line(finding) for each in evaluations for finding in lint_findings(each) if finding.dismissed is None]
    return "".join(line + "\n" for line in lines)


def _line(finding: Finding) -> str:
    first, *others = finding.spots
    flag = finding.flag
    message = f"{flag.message} ({flag.arithmetic})" if flag.arithmetic else flag.message
    words = one_line(first.text)
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
    also = [f"{spot.line}:{spot.column}" for spot in others[:_SHOWN]]
    rest = len(others) - len(also)
    more = f"; also at {', '.join(also)}" if also else ""
    more += f" and {rest} more" if rest else ""
    place = f"{one_line(finding.name)}:{first.line}:{first.column}"
    return f'{place}: {flag.severity}: {one_line(message)} [{flag.rule}] "{shown}"{more}'


def lint_json(evaluations: Sequence[Evaluation]) -> str:
    """The findings of all products as indented JSON, schema ``labelcheck.lint/1``, dismissed ones with their reason."""
    data = {
        "schema": SCHEMA,
        "version": evaluations[0].version if evaluations else None,
        "rules_digest": evaluations[0].rules_digest if evaluations else None,
        "documents": [
            {"name": document.name, "sha256": document.sha256} for each in evaluations for document in each.documents
        ],
        "skipped": [{"name": skip.name, "reason": skip.reason} for each in evaluations for skip in each.skipped],
        "findings": list(_rows(evaluations)),
    }
    return dumped(data, indent=2) + "\n"


def _rows(evaluations: Sequence[Evaluation]) -> Iterator[dict[str, Any]]:
    for evaluation in evaluations:
        for finding in lint_findings(evaluation):
            flag = finding.flag
            yield {
                "name": finding.name,
                "line": finding.spots[0].line,
                "column": finding.spots[0].column,
                "severity": flag.severity,
                "topic": flag.topic,
                "market": flag.market,
                "rule": flag.rule,
                "title": flag.title,
                "message": flag.message,
                "why": flag.why,
                "suggestion": flag.suggestion,
                "arithmetic": flag.arithmetic,
                "references": list(flag.references),
                "dismissed": finding.dismissed,
                "places": [_place(evaluation, spot) for spot in finding.spots],
            }


def _place(evaluation: Evaluation, spot: Spot) -> dict[str, Any]:
    return {
        "name": evaluation.documents[spot.document].name,
        "page": spot.page,
        "line": spot.line,
        "column": spot.column,
        "end_line": spot.end_line,
        "end_column": spot.end_column,
        "text": spot.text,
    }
