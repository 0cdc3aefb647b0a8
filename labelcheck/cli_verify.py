"""The command ``verify``: a saved report is made again from its inputs and compared."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from labelcheck.cli_knowledge import Failure, Loader, visible
from labelcheck.cli_report import given_report

if TYPE_CHECKING:
    from labelcheck.models import CaptureSettings, Source
    from labelcheck.reproduction import Reproduction

IDENTICAL, DIFFERS = 0, 1
_MOST_LINES: Final = 40


def add_verify(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    add_reading: Callable[[argparse.ArgumentParser], None],
    load: Loader,
    settings_of: Callable[[argparse.Namespace], CaptureSettings],
) -> None:
    """Add the command; the others give the options of reading, the rules and the settings that those ask for."""
    verify = commands.add_parser(
        "verify",
        help="make a saved report again from its inputs and say what differs",
        description="Make a saved report again and say that it is identical (exit code 0) or what differs (1).",
    )
    verify.add_argument("report", type=Path, metavar="REPORT", help="a report saved as JSON or HTML")
    verify.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="the files that it was made from, in any order and under any names"
    )
    add_reading(verify)
    verify.set_defaults(run=lambda options: _verify(options, load, settings_of))


def _verify(
    options: argparse.Namespace, load: Loader, settings_of: Callable[[argparse.Namespace], CaptureSettings]
) -> int:
    from labelcheck.evaluate import UnknownChecklist, UnknownMarket
    from labelcheck.report.contract_json import contract
    from labelcheck.report.leaves import same
    from labelcheck.report.saved_file import is_page
    from labelcheck.reproduction import reproduced
    from labelcheck.saved_page import page_difference

    given = given_report(options.report)
    before, report = {key: value for key, value in given.data.items() if key != "made_on"}, given.report
    rules = load(options)
    sources, settings = [_source(name) for name in options.inputs], settings_of(options)
    try:
        made = reproduced(report, sources, rules, settings)
    except (UnknownChecklist, UnknownMarket) as error:
        raise Failure(
            f"{visible(str(options.report))}: was made with other rules: {error}; give their folder with --rules"
        ) from error
    after = contract(made.evaluation)
    if same(before, after) and not made.twice:
        if is_page(given.content):
            difference = page_difference(given.content, given.data.get("made_on"), made.evaluation, sources, settings)
            if difference:
                print(difference)
                return DIFFERS
        count = len(report.documents)
        print(f"identical: {count} document{'' if count == 1 else 's'}, labelcheck {made.evaluation.version}")
        return IDENTICAL
    print("\n".join(map(visible, _shortened(list(dict.fromkeys(_told(before, after, made)))))))
    return DIFFERS


def _source(name: str) -> Source:
    from labelcheck.models import Source

    if name == "-":
        return Source(name="standard input", data=sys.stdin.buffer.read())
    if not Path(name).exists():
        raise Failure(f"{visible(name)}: there is no such file; check the path and the spelling")
    return Source(name=Path(name).name, path=Path(name))


def _told(before: Mapping[str, Any], after: Mapping[str, Any], made: Reproduction) -> Iterator[str]:
    """What differs, a line each: inputs and versions first, as the likely causes, and values last."""
    from labelcheck.report.differences import differences, told
    from labelcheck.report.leaves import leaves

    for name in made.strangers:
        yield f"“{name}” is not in the report: its content is none of those that the report was made from."
    for name in made.twice:
        yield f"“{name}” is given more often than the report has it: give every file once."
    for name in made.missing:
        yield f"“{name}” of the report is none of the inputs: give that very file."
    found = differences(before, after)
    yield from map(told, found)
    for leaf in leaves(before, after, found):
        yield f"{leaf.path}: {leaf.before} → {leaf.after}"


def _shortened(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else [*lines[:_MOST_LINES], f"and {more} more differences"]
