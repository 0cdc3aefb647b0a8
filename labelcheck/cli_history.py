"""The command ``history``, and what other commands keep in it once it is switched on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from labelcheck.cli_knowledge import Failure, visible
from labelcheck.language import LANGUAGES, SOURCE
from labelcheck.report import FORMATS

if TYPE_CHECKING:
    from labelcheck.dossiers import Comparison
    from labelcheck.history import Entry, History, Kept, Saved
    from labelcheck.models import Evaluation

DONE = 0
_SHOWN: Final = 50

# --- what other commands keep ------------------------------------------------------------------------------------


def add_keeping(parser: argparse.ArgumentParser, asked: bool = False) -> None:
    """Add the option that keeps results, where they are only kept when asked for, or the one that leaves one out."""
    if asked:
        parser.add_argument(
            "--keep", action="store_true", help="keep each result in the history, which must be switched on"
        )
        return
    parser.add_argument(
        "--no-keep",
        dest="keep",
        action="store_false",
        default=None,
        help="leave this result out of the history where that is switched on",
    )


def ready_to_keep(options: argparse.Namespace) -> None:
    """Raise Failure where results are to be kept and cannot be: before anything is read."""
    if getattr(options, "keep", None):
        from labelcheck.history import History, HistoryError

        try:
            if not History().on:
                raise Failure("history is off, so --keep keeps nothing; switch it on first: labelcheck history on")
        except HistoryError as error:
            raise Failure(str(error)) from error


def keep(options: argparse.Namespace, evaluation: Evaluation, tell: Callable[[str], None]) -> None:
    """Keep an evaluation where the options and the switch say so, and tell under which number.

    That it could not be kept is told and stops nothing: its report is written already.
    """
    if evaluation.documents:
        _keep(options, lambda history: history.add(evaluation), tell)


def keep_comparison(options: argparse.Namespace, comparison: Comparison, tell: Callable[[str], None]) -> None:
    """Keep a comparison as :func:`keep` keeps an evaluation."""
    from labelcheck.compare.export import comparison_json

    if comparison.dossiers:
        _keep(options, lambda history: history.add_comparison(comparison, comparison_json(comparison)), tell)


def _keep(options: argparse.Namespace, add: Callable[[History], Kept], tell: Callable[[str], None]) -> None:
    if getattr(options, "keep", False) is False:
        return
    from labelcheck.history import History, HistoryError

    history = History()
    try:
        if options.keep or history.on:
            kept = add(history)
            tell(f"labelcheck: {'kept' if kept.new else 'kept already'} as history:{kept.id}")
    except HistoryError as error:
        tell(f"labelcheck: the result was not kept: {error}")


# --- the command -------------------------------------------------------------------------------------------------


def add_history(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    history = commands.add_parser(
        "history",
        help="results kept on this computer: switch on or off, list, search, show, delete",
        description="Results kept on this computer, off until switched on: the answers and the words that were read, "
        "never the label's own files or pictures.",
    )
    actions = history.add_subparsers(metavar="ACTION", required=True)
    _add(actions, "on", "keep the results of check and of the app from now on", _on)
    _add(actions, "off", "keep no more results; those that are there stay", _off)
    listing = _add(actions, "list", "the results that are kept, the newest first", _list)
    listing.set_defaults(words=[])
    search = _add(actions, "search", "results whose names, files or texts hold all of the words", _list)
    search.add_argument("words", nargs="+", metavar="WORD", help="words as they are written on the label")
    for action in (listing, search):
        action.add_argument(
            "--limit", type=_count, default=_SHOWN, metavar="N", help=f"most results listed (default {_SHOWN})"
        )
        action.add_argument("--skip", type=_count, default=0, metavar="N", help="leave out the newest N")
    show = _add(actions, "show", "the report of a result again, without pictures", _show)
    show.add_argument("--format", choices=tuple(FORMATS), default="text", help="report format (default text)")
    show.add_argument(
        "--lang", choices=tuple(LANGUAGES), default=SOURCE, help=f"language of the report (default {SOURCE})"
    )
    show.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report to FILE")
    delete = _add(actions, "delete", "delete one result for good", _delete)
    for action in (show, delete):
        action.add_argument("id", type=_number, metavar="ID", help="its number, as list shows it")
    clear = _add(actions, "clear", "delete all results for good", _clear)
    clear.add_argument("--yes", action="store_true", help="say that you mean it")


def _add(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    run: Callable[[argparse.Namespace, History], int],
) -> argparse.ArgumentParser:
    def told(options: argparse.Namespace) -> int:
        from labelcheck.history import History, HistoryError

        try:
            return run(options, History())
        except HistoryError as error:
            raise Failure(str(error)) from error

    action = actions.add_parser(name, help=text)
    action.set_defaults(run=told)
    return action


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > sys.maxsize:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


def _number(text: str) -> int:
    return _count(text.removeprefix("history:"))


def _on(_options: argparse.Namespace, history: History) -> int:
    history.switch(True)
    print(f"History is on. Results are kept in {visible(str(history.folder))}; label files and pictures never are.")
    return DONE


def _off(_options: argparse.Namespace, history: History) -> int:
    history.switch(False)
    left = history.size().results
    print(
        "History is off." + (f" {_results(left)} still there: labelcheck history clear deletes them." if left else "")
    )
    return DONE


def _results(count: int) -> str:
    return "1 result is" if count == 1 else f"{count} results are"


def _list(options: argparse.Namespace, history: History) -> int:
    words = " ".join(options.words)
    found = history.search(words, options.limit, options.skip)
    for line in _table(found):
        print(visible(line))
    total, size = history.count(words), history.size()
    state = "on" if history.on else "off"
    print(f"{len(found)} of {total} shown; {_results(size.results)} kept, {_bytes(size.taken)}; history is {state}")
    return DONE


def _bytes(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1e3:.0f} kB"


def _table(found: Sequence[Entry]) -> list[str]:
    if not found:
        return []
    rows = [("ID", "KEPT (UTC)", "VERDICT", "PRODUCT")]
    rows += [
        (str(one.id), f"{one.saved_at:%Y-%m-%d %H:%M}", one.verdict or one.kind, one.title or "(no name)")
        for one in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in rows
    ]


def _show(options: argparse.Namespace, history: History) -> int:
    from labelcheck.language import speaking

    if FORMATS[options.format].binary and options.output is None and sys.stdout.isatty():
        raise Failure(f"a report as {options.format} is no text for a terminal; name a file with -o FILE")
    saved = history.get(options.id)
    with speaking(options.lang):
        report = _report(saved, options.format)
    if options.output is None:
        sys.stdout.buffer.write(report)
        sys.stdout.buffer.flush()
        return DONE
    try:
        options.output.write_bytes(report)
    except OSError as error:
        shown = visible(str(options.output))
        raise Failure(f"{shown}: cannot be written ({error.strerror}); name another file") from error
    return DONE


def _report(saved: Saved, form: str) -> bytes:
    """The report again: as data just as it was saved, otherwise written anew from what was kept."""
    from labelcheck.compare.export import comparison_csv
    from labelcheck.compare.listing import comparison_text
    from labelcheck.report import Extras
    from labelcheck.report.saved import NoReport, saved_report
    from labelcheck.report.saved_text import report_text

    if form == "json":
        return saved.report.encode("utf-8")
    if saved.evaluation is not None:
        return FORMATS[form].write(saved.evaluation, Extras(made_on=saved.made_on))
    if saved.comparison is not None and form == "csv":
        return comparison_csv(saved.comparison)
    if form != "text":
        forms = "text, CSV or JSON" if saved.comparison is not None else "text or JSON"
        raise Failure(f"history:{saved.entry.id}: can be shown as {forms} only; take --format json")
    if saved.comparison is not None:
        return comparison_text(saved.comparison).encode("utf-8", "backslashreplace")
    try:
        import json

        return report_text(saved_report(json.loads(saved.report))).encode("utf-8", "backslashreplace")
    except NoReport as error:
        raise Failure(f"history:{saved.entry.id}: {error}; take --format json") from error


def _delete(options: argparse.Namespace, history: History) -> int:
    history.delete(options.id)
    print(f"history:{options.id} is deleted.")
    return DONE


def _clear(options: argparse.Namespace, history: History) -> int:
    count = history.size().results
    if count and not options.yes:
        raise Failure(f"this deletes all {count} results for good; say --yes")
    history.clear()
    print(f"{count} deleted.")
    return DONE
