"""The commands: check, batch, compare, lint, verify, diff, history and those that show. Reports go to standard output,
messages to standard error.

Exit codes: 0 done; 1 a threshold asked for was missed, or a report cannot be reproduced; 2 wrong usage, unreadable
input or a broken rule.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from labelcheck import __version__
from labelcheck.cli_compare import add_compare
from labelcheck.cli_diff import add_diff
from labelcheck.cli_history import add_history, add_keeping, keep, ready_to_keep
from labelcheck.cli_knowledge import Failure, add_knowledge, visible
from labelcheck.cli_lint import add_fail_on, add_fail_under, add_lint, lint, missed_thresholds
from labelcheck.cli_serve import add_serve
from labelcheck.cli_verify import add_verify
from labelcheck.evaluate import DEFAULT_CHECKLIST
from labelcheck.language import LANGUAGES, SOURCE
from labelcheck.report import FORMATS

if TYPE_CHECKING:
    from labelcheck.models import CaptureSettings, Evaluation, RuleSet, Source

DONE, MISSED, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from labelcheck.rules import RuleErrors

    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except RuleErrors as error:
        _say(f"labelcheck: the rules are broken, nothing was checked:\n{error}")
    except Failure as error:
        _say(f"labelcheck: {error}")
    except KeyboardInterrupt:
        _say("labelcheck: stopped")
    except BrokenPipeError:
        sys.stderr.close()
    return FAILED


def build_parser() -> argparse.ArgumentParser:
    """The argument parser of all commands."""
    parser = argparse.ArgumentParser(prog="labelcheck", description="Tell what an exosome label really discloses.")
    parser.add_argument("--version", action="version", version=f"labelcheck {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_check(commands)
    _add_batch(commands)
    add_compare(commands, _add_reading, _rules, _settings)
    add_verify(commands, _add_reading, _rules, _settings)
    _add_common(add_lint(commands, _lint))
    add_diff(commands, _add_common, _rules, _evaluate)
    add_history(commands)
    add_knowledge(commands, _rules)
    engines = commands.add_parser("engines", help="list the engines that read pictures: what is there, what to install")
    _add_tessdata(engines)
    engines.set_defaults(run=_engines)
    add_serve(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help="grade one product: its front, back, insert, certificate")
    check.add_argument(
        "files", nargs="*", metavar="FILE", help="documents of one product; - reads text from standard input"
    )
    check.add_argument(
        "--sample", metavar="NAME", help="grade a shipped sample instead of a file; NAME list shows them"
    )
    check.add_argument("--format", choices=tuple(FORMATS), default="text", help="report format (default text)")
    check.add_argument(
        "--lang",
        choices=tuple(LANGUAGES),
        default=SOURCE,
        help="language of the report (default en); data stays English",
    )
    check.add_argument(
        "--explain", action="store_true", help="add to the text report how every claim was read, and why"
    )
    check.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the report to FILE")
    add_keeping(check)
    _add_thresholds(check)
    _add_common(check)
    check.set_defaults(run=_check)


def _add_batch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    batch = commands.add_parser("batch", help="grade many products: each file, or each sub-folder, is one")
    batch.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    batch.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="JSON Lines, one evaluation a line"
    )
    add_keeping(batch, asked=True)
    _add_thresholds(batch)
    _add_common(batch)
    batch.set_defaults(run=_batch)


def _add_thresholds(parser: argparse.ArgumentParser) -> None:
    add_fail_on(parser)
    add_fail_under(parser)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--checklist", default=DEFAULT_CHECKLIST, metavar="ID", help=f"checklist (default {DEFAULT_CHECKLIST})"
    )
    parser.add_argument(
        "--market",
        type=_markets,
        metavar="LIST",
        help="markets whose rules are applied, such as us,eu,kr (default all)",
    )
    _add_reading(parser)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rules", type=Path, action="append", default=[], metavar="DIR", help="one more folder of rules"
    )
    parser.add_argument(
        "--ocr", default="rapidocr", metavar="NAME", help="reads pictures (default rapidocr); see labelcheck engines"
    )
    _add_tessdata(parser)
    parser.add_argument("--password", metavar="WORD", help="opens protected PDFs")
    parser.add_argument("--max-pages", type=_positive, metavar="N", help="most pages read of one PDF (default 300)")
    parser.add_argument("--max-megabytes", type=_positive, metavar="N", help="largest file read (default 64)")
    parser.add_argument("--max-megapixels", type=_positive, metavar="N", help="largest picture read (default 60)")


def _add_tessdata(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--tessdata", type=Path, metavar="DIR", help="folder of Tesseract's language data, which reads Korean print"
    )


def _markets(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    if not names:
        raise argparse.ArgumentTypeError("name markets, such as us,eu,kr, or leave --market out for all")
    return names


def _positive(text: str) -> int:
    value = int(text) if text.isdigit() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return value


# --- check and batch ---------------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    from labelcheck.capture import prepare

    if options.sample == "list":
        return _list_samples()
    if options.output and any(_same(options.output, Path(name)) for name in options.files if name != "-"):
        raise Failure(f"{options.output}: is one of the labels; name another file for the report")
    if FORMATS[options.format].binary and options.output is None and sys.stdout.isatty():
        raise Failure(f"a report as {options.format} is no text for a terminal; name a file with -o FILE")
    sources = _sources(options)
    prepare(sources)
    rules = _rules(options)
    _try_out(options, rules)
    evaluation = _evaluate(sources, options, rules)
    if evaluation.documents or options.format != "text":
        _write(_report(sources, evaluation, options), options.output)
    for skip in evaluation.skipped:
        _say(f"labelcheck: {visible(skip.name)}: {skip.reason}")
    missed = _told(evaluation, options)
    return FAILED if evaluation.skipped else MISSED if missed else DONE


def _try_out(options: argparse.Namespace, rules: RuleSet) -> None:
    """Evaluate nothing, so that a mistake in the options is told before a file is read or written. Raises Failure."""
    ready_to_keep(options)
    missed_thresholds(_evaluate((), options, rules), options)


def _told(evaluation: Evaluation, options: argparse.Namespace) -> bool:
    """Keep the evaluation where that is wanted, and tell on standard error which thresholds it missed, if any."""
    keep(options, evaluation, _say)
    missed = missed_thresholds(evaluation, options)
    for line in missed:
        _say(f"labelcheck: {line}")
    return bool(missed)


def _lint(options: argparse.Namespace) -> int:
    sources = [_source(name, name) for name in options.files]
    if options.output and any(_same(options.output, Path(name)) for name in options.files if name != "-"):
        raise Failure(f"{options.output}: is one of the texts; name another file for the report")
    rules = _rules(options)
    return lint(
        options,
        sources,
        lambda one: _evaluate(one, options, rules),
        lambda report: _write(report, options.output),
        _say,
    )


def _batch(options: argparse.Namespace) -> int:
    from labelcheck.report.contract_json import evaluation_line
    from labelcheck.report.table import product_row, summary

    table = options.output.with_suffix(".csv")
    if table == options.output:
        raise Failure(f"{options.output}: its summary would take its place; name a file such as out.jsonl")
    rules = _rules(options)
    products = list(_products(options.paths, options.output))
    if not products:
        raise Failure(f"{options.paths[0]}: holds no file; name files or folders of labels")
    _try_out(options, rules)
    graded = skipped = missed = 0
    rows = []
    with _opened(options.output) as out:
        for name, product in products:
            evaluation = _evaluate(product, options, rules)
            rows.append(product_row(name, evaluation))
            out.write(evaluation_line(evaluation).rstrip("\n") + "\n")
            graded += bool(evaluation.documents)
            skipped += len(evaluation.skipped)
            for skip in evaluation.skipped:
                _say(f"labelcheck: {skip.name}: {skip.reason}")
            missed += _told(evaluation, options)
    _write(summary(rows), table)
    _say(
        f"labelcheck: {graded} products graded, {skipped} files skipped, written to {options.output}, "
        f"a summary to {table}"
    )
    return FAILED if skipped else MISSED if missed else DONE


def _products(paths: Sequence[Path], output: Path) -> list[tuple[str, list[Source]]]:
    """Each file and each sub-folder is a product, with its name; files deeper down belong to their sub-folder."""
    from labelcheck.models import Source

    written = (output, output.with_suffix(".csv"))
    found: list[tuple[str, list[Source]]] = []
    for path in paths:
        for entry in sorted(path.iterdir()) if path.is_dir() else [path]:
            inside = sorted(entry.rglob("*")) if entry.is_dir() else [entry]
            files = [file for file in inside if not file.is_dir() and not file.name.startswith(".")]
            files = [file for file in files if not any(_same(file, out) for out in written)]
            if files:
                found.append((entry.name, [Source(name=file.name, path=file) for file in files]))
    return found


def _same(left: Path, right: Path) -> bool:
    return left.resolve() == right.resolve()


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise Failure(f"{path}: cannot be written ({error.strerror}); name another file") from error


def _sources(options: argparse.Namespace) -> list[Source]:
    if options.sample:
        from labelcheck.samples import UnknownSample, sample_source

        if options.files:
            raise Failure("--sample and files exclude each other; give one of them")
        try:
            return [sample_source(options.sample)]
        except UnknownSample as error:
            raise Failure(str(error)) from error
    if not options.files:
        raise Failure("no file given; name the files of one product, or try: labelcheck check --sample front-box")
    return [_source(name, Path(name).name) for name in options.files]


def _source(name: str, shown: str) -> Source:
    """A file to read, called as it is ``shown``, or standard input."""
    from labelcheck.models import Source

    if name == "-":
        return Source(name="standard input", data=sys.stdin.buffer.read())
    return Source(name=shown, path=Path(name))


def _evaluate(sources: Sequence[Source], options: argparse.Namespace, rules: RuleSet) -> Evaluation:
    from labelcheck.evaluate import UnknownChecklist, UnknownMarket, evaluate

    try:
        return evaluate(
            sources, rules, settings=_settings(options), checklist=options.checklist, markets=options.market
        )
    except (UnknownChecklist, UnknownMarket) as error:
        raise Failure(str(error)) from error


def _settings(options: argparse.Namespace) -> CaptureSettings:
    from labelcheck.capture import engine_names
    from labelcheck.models import CaptureSettings

    if options.ocr not in engine_names():
        raise Failure(f"there is no engine {options.ocr!r}; known: {', '.join(engine_names())}")
    given: dict[str, Any] = {
        "password": options.password,
        "tessdata_path": options.tessdata,
        "max_pages": options.max_pages,
        "max_bytes": options.max_megabytes and options.max_megabytes * 2**20,
        "max_pixels": options.max_megapixels and options.max_megapixels * 1_000_000,
    }
    return CaptureSettings(ocr=options.ocr, **{name: value for name, value in given.items() if value})


def _report(sources: Sequence[Source], evaluation: Evaluation, options: argparse.Namespace) -> bytes:
    from datetime import date

    from labelcheck.language import speaking
    from labelcheck.pictures import page_pictures
    from labelcheck.report import Extras

    form = FORMATS[options.format]
    pictures = page_pictures(sources, evaluation, _settings(options)) if form.pictured else {}
    with speaking(options.lang):
        return form.write(evaluation, Extras(made_on=date.today(), pictures=pictures, explain=options.explain))


def _write(report: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(report)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(report)
    except OSError as error:
        raise Failure(f"{output}: cannot be written ({error.strerror}); name another file") from error


def _list_samples() -> int:
    from labelcheck.samples import sample, sample_names

    for name in sample_names():
        print(f"{name:16} {sample(name).description}")
    return DONE


# --- rules and engines ------------------------------------------------------------------------------------


def _rules(options: argparse.Namespace) -> RuleSet:
    from labelcheck.rules import load_rules

    return load_rules(options.rules)


def _engines(options: argparse.Namespace) -> int:
    from labelcheck.capture import engine_states

    rows = [("ENGINE", "VERSION", "READS", "LICENCE", "STATE")]
    rows += [(e.name, e.version or "-", e.scripts, e.licence, e.state) for e in engine_states(options.tessdata)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]))
    return DONE


def _say(message: str) -> None:
    print("\n".join(map(visible, message.split("\n"))), file=sys.stderr)


def run() -> NoReturn:
    """The console script."""
    sys.exit(main())
