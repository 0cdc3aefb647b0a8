"""The command ``diff``: two versions of a label, claim by claim."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from labelcheck.cli_knowledge import Failure, Loader, visible
from labelcheck.cli_report import given_report
from labelcheck.language import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from labelcheck.models import Evaluation, RuleSet, Source
    from labelcheck.report.changes import Group
    from labelcheck.report.differences import Difference

    Evaluate = Callable[[Sequence[Source], argparse.Namespace, RuleSet], Evaluation]

DONE, CHANGED, FAILED = 0, 1, 2
SCHEMA: Final = "labelcheck.diff/1"
_HISTORY: Final = "history:"
_HEAD: Final = 4096


class _Side(NamedTuple):
    """One of the two: what it is called, its report, and whether a file of it could not be read."""

    name: str
    data: Mapping[str, Any]
    skipped: bool = False


def add_diff(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    add_common: Callable[[argparse.ArgumentParser], None],
    load: Loader,
    evaluate: Evaluate,
) -> None:
    """Add the command; the others give the options of an evaluation, the rules that those ask for, and evaluate."""
    diff = commands.add_parser(
        "diff",
        help="two versions of a label: which disclosure vanished, which claim appeared, which number changed",
        description="Say what changed between two versions of a label. Each is a report saved as JSON or HTML, a "
        "label (a file, or a folder of one product's files) that is evaluated now, or a result of the history "
        "(history:ID). A label is answered after the checklist and markets of the report beside it, unless others are "
        "named.",
    )
    diff.add_argument("old", metavar="OLD", help="the earlier version")
    diff.add_argument("new", metavar="NEW", help="the later version")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="output format (default text)")
    diff.add_argument(
        "--lang",
        choices=tuple(LANGUAGES),
        default=SOURCE,
        help=f"language of the text (default {SOURCE}); data stays English",
    )
    diff.add_argument(
        "--fail-on-change", action="store_true", help="exit with 1 where anything about the label changed"
    )
    add_common(diff)
    diff.set_defaults(run=lambda options: _diff(options, load, evaluate), checklist=None)


def _diff(options: argparse.Namespace, load: Loader, evaluate: Evaluate) -> int:
    from labelcheck.language import speaking
    from labelcheck.report.changes import about_the_label, grouped
    from labelcheck.report.differences import differences
    from labelcheck.report.saved import NoReport

    old, new = _sides(options, load, evaluate)
    try:
        groups = grouped(differences(old.data, new.data))
    except NoReport as error:
        raise Failure(f"the two cannot be compared: {error}") from error
    with speaking(SOURCE if options.format == "json" else options.lang):
        _printed(_json(old, new, groups) if options.format == "json" else "\n".join(_text(old, new, groups)))
    if old.skipped or new.skipped:
        return FAILED
    return CHANGED if options.fail_on_change and about_the_label(groups) else DONE


def _printed(text: str) -> None:
    sys.stdout.buffer.write((text + "\n").encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


# --- the two sides -----------------------------------------------------------------------------------------------


def _sides(options: argparse.Namespace, load: Loader, evaluate: Evaluate) -> list[_Side]:
    """Both sides: those that were saved first, since labels are answered as they were. Raises Failure."""
    from labelcheck.evaluate import DEFAULT_CHECKLIST

    names = [options.old, options.new]
    found = {name: side for name in names if (side := _saved(name)) is not None}
    saved = next(iter(found.values()), None)
    if options.checklist is None:
        options.checklist = saved.data["checklist"]["id"] if saved else DEFAULT_CHECKLIST
    if options.market is None and saved:
        options.market = saved.data.get("markets")
    if len(found) < len(set(names)):
        rules = load(options)
        for name in set(names) - set(found):
            found[name] = _read(name, lambda sources: evaluate(sources, options, rules))
    return [found[name] for name in names]


def _saved(name: str) -> _Side | None:
    """A report out of a file or the history; None for a label. Raises Failure."""
    if name.startswith(_HISTORY):
        return _kept(name)
    path = Path(name)
    if name == "-" or path.is_dir() or not _is_report(path):
        return None
    return _Side(path.name, given_report(path).data)


def _kept(name: str) -> _Side:
    import json

    from labelcheck.history import History, HistoryError, number_of

    number = number_of(name.removeprefix(_HISTORY))
    if not number:
        raise Failure(f"{visible(name)}: name a result of the history by its number, such as history:3")
    try:
        saved = History().get(number)
    except HistoryError as error:
        raise Failure(str(error)) from error
    if saved.entry.kind != "label":
        raise Failure(f"{name}: is a comparison of products; diff takes two versions of one label")
    return _Side(f"{name} ({saved.entry.title})", json.loads(saved.report))


def _is_report(path: Path) -> bool:
    from labelcheck.report.saved_file import MOST_BYTES, carries_report, is_page

    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if path.suffix.lower() == ".json" or head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
                return True
            return is_page(head) and carries_report(head + file.read(MOST_BYTES))
    except FileNotFoundError:
        raise Failure(f"{visible(str(path))}: there is no such file; check the path and the spelling") from None
    except OSError as error:
        shown = visible(str(path))
        raise Failure(f"{shown}: cannot be read ({error.strerror}); change its permissions or copy it") from error


def _read(name: str, evaluate: Callable[[Sequence[Source]], Evaluation]) -> _Side:
    """A label evaluated now. Raises Failure where no file of it can be read."""
    from labelcheck.models import Source
    from labelcheck.report.contract_json import contract

    path = Path(name)
    if name == "-":
        sources = [Source(name="standard input", data=sys.stdin.buffer.read())]
    elif path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if file.is_file() and not file.name.startswith(".")]
        if not files:
            raise Failure(f"{visible(name)}: holds no file; name a folder with one product's files")
        sources = [Source(name=file.name, path=file) for file in files]
    else:
        sources = [Source(name=path.name, path=path)]
    evaluation = evaluate(sources)
    for skip in evaluation.skipped:
        print(visible(f"labelcheck: {skip.name}: {skip.reason}"), file=sys.stderr)
    if not evaluation.documents:
        raise Failure(f"{visible(name)}: could not be read, so there is nothing to compare")
    return _Side("standard input" if name == "-" else path.name, contract(evaluation), bool(evaluation.skipped))


# --- what is said ------------------------------------------------------------------------------------------------


def _text(old: _Side, new: _Side, groups: Sequence[Group]) -> Iterator[str]:
    from labelcheck.language import say
    from labelcheck.report.changes import NOTHING, OTHER_RULES, about_the_label, other_rules, sections

    yield visible(say("Before: {name}", name=old.name))
    yield visible(say("After: {name}", name=new.name))
    if not about_the_label(groups):
        yield f"\n{say(NOTHING)}"
    for title, lines in sections(groups):
        yield f"\n{title}"
        yield from (visible(f"- {line}") for line in lines)
    if about_the_label(groups) and other_rules(groups):
        yield f"\n{say(OTHER_RULES)}"


def _json(old: _Side, new: _Side, groups: Sequence[Group]) -> str:
    from labelcheck.report.changes import about_the_label, other_rules
    from labelcheck.report.contract_json import dumped

    data = {
        "schema": SCHEMA,
        "before": _described(old),
        "after": _described(new),
        "changed": about_the_label(groups),
        "same_rules": not other_rules(groups),
        "changes": [{"group": group.topic, **_change(change)} for group in groups for change in group.changes],
    }
    return dumped(data, indent=2)


def _described(side: _Side) -> dict[str, Any]:
    from labelcheck.report.saved import saved_report

    report = saved_report(side.data)
    return {
        "name": side.name,
        "product": report.product.given_name,
        "version": report.version,
        "rules_digest": report.rules_digest,
        "made_on": side.data.get("made_on"),
        "checklist": report.checklist.id,
        "verdict": report.checklist.verdict,
        "documents": [{"name": each.name, "sha256": each.sha256} for each in report.documents if not each.given],
    }


def _change(change: Difference) -> dict[str, Any]:
    from labelcheck.report.label_changes import label_says

    return {
        "what": change.what,
        "id": change.id,
        "name": change.name,
        "aspect": change.aspect or None,
        "before": change.before,
        "after": change.after,
        "because": [label_says(cause) for cause in change.because],
        "told": label_says(change),
    }
