"""The command ``lint``, and the thresholds that ``check``, ``batch`` and ``lint`` can be asked to hold."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from labelcheck.cli_knowledge import Failure, visible
from labelcheck.cli_report import given_report
from labelcheck.report.wording import SEVERITIES

if TYPE_CHECKING:
    from labelcheck.models import Evaluation, Source
    from labelcheck.report.dismissal import Subject

DONE, MISSED, FAILED = 0, 1, 2


def add_lint(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """Add the command and give its parser back, for the options that all readers of files have."""
    lint = commands.add_parser(
        "lint",
        help="marketing copy: what to question, with line and column",
        description="One line a finding: name:line:column: severity: message [rule]. Lines and columns count from 1, "
        "in characters of the text as it is read.",
    )
    lint.add_argument(
        "files", nargs="+", metavar="FILE", help="texts, each by itself; - reads text from standard input"
    )
    lint.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="report format (default text)"
    )
    lint.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report to FILE")
    lint.add_argument(
        "--dismissed",
        type=Path,
        metavar="REPORT",
        help="a saved report (JSON or HTML): what it dismisses stays dismissed where rule and sentence are the same",
    )
    add_fail_on(lint)
    lint.set_defaults(run=run)
    return lint


def add_fail_on(parser: argparse.ArgumentParser) -> None:
    """Add ``--fail-on``."""
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        metavar="SEVERITY",
        help="exit with 1 where a finding is as grave as SEVERITY and not dismissed: critical, high, low, info",
    )


def add_fail_under(parser: argparse.ArgumentParser) -> None:
    """Add ``--fail-under``."""
    parser.add_argument(
        "--fail-under",
        type=_count,
        metavar="N",
        help="exit with 1 where fewer than N of the checklist's questions are met",
    )


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def missed_thresholds(evaluation: Evaluation, options: argparse.Namespace) -> list[str]:
    """Why an evaluation misses the thresholds asked for, in one line each; none where it holds them.

    A product without exosomes is not asked the questions, so it cannot answer too few of them. Raises Failure where
    more questions are asked for than the checklist has.
    """
    name = visible(", ".join(document.name for document in evaluation.documents)) or "nothing was read"
    found = []
    if options.fail_on:
        found += _grave(evaluation, options.fail_on, name)
    wanted = getattr(options, "fail_under", None)
    if wanted:
        total = len(evaluation.items)
        if wanted > total:
            raise Failure(f"--fail-under {wanted}: the checklist has {total} questions; give a number up to {total}")
        outcomes = [item.outcome for item in evaluation.items]
        met = outcomes.count("met")
        if met < wanted and evaluation.verdict != "not applicable":
            unread = outcomes.count("unreadable")
            also = f", {unread} could not be read" if unread else ""
            found.append(f"{name}: {met} of {total} questions met{also}; --fail-under asks for {wanted}")
    return found


def _grave(evaluation: Evaluation, least: str, name: str) -> list[str]:
    from labelcheck.report.dismissal import standing

    wanted = SEVERITIES[: SEVERITIES.index(least) + 1]
    count = sum(flag.severity in wanted for flag in standing(evaluation))
    graver = "" if least == SEVERITIES[0] else " or graver"
    found = "1 finding that is" if count == 1 else f"{count} findings that are"
    return [f"{name}: {found} {least}{graver}; --fail-on {least}"] if count else []


def lint(
    options: argparse.Namespace,
    sources: Sequence[Source],
    evaluate: Callable[[Sequence[Source]], Evaluation],
    write: Callable[[bytes], None],
    tell: Callable[[str], None],
) -> int:
    """Lint every source by itself; the exit code is 2 where one could not be read, 1 where a threshold is missed."""
    from labelcheck.report.dismissal import standing, with_dismissals
    from labelcheck.report.wording import doubts

    reasons = dismissals_of(options.dismissed) if options.dismissed else {}
    evaluations = [with_dismissals(evaluate([source]), reasons) for source in sources]
    write(_report(evaluations, options.format))
    away = sum(len(each.flags) - len(standing(each)) for each in evaluations)
    if away:
        tell(f"labelcheck: {away} finding{'s stay' if away != 1 else ' stays'} dismissed, as {options.dismissed} says")
    skipped = [skip for each in evaluations for skip in each.skipped]
    for skip in skipped:
        tell(f"labelcheck: {visible(skip.name)}: {skip.reason}")
    for each in evaluations:
        for document in each.documents:
            for doubt in doubts(document):
                tell(f"labelcheck: {visible(document.name)}: {doubt}")
    missed = [line for each in evaluations for line in missed_thresholds(each, options)]
    for line in missed:
        tell(f"labelcheck: {line}")
    return FAILED if skipped else MISSED if missed else DONE


def dismissals_of(path: Path) -> dict[Subject, str]:
    """The dismissals that a saved report holds. Raises Failure."""
    from labelcheck.report.dismissal import NoReport, dismissals_in

    try:
        return dismissals_in(given_report(path).data)
    except NoReport as error:
        raise Failure(f"{visible(str(path))}: {error}") from error


def _report(evaluations: Sequence[Evaluation], form: str) -> bytes:
    from datetime import date

    from labelcheck.report.lint import lint_json, lint_text
    from labelcheck.report.sarif import sarif_report

    if form == "sarif":
        return sarif_report(evaluations, date.today()).encode("utf-8")
    return (lint_json if form == "json" else lint_text)(evaluations).encode("utf-8", "backslashreplace")
