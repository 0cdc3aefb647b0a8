"""The command ``compare``: suppliers side by side."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from labelcheck.cli_history import add_keeping, keep_comparison, ready_to_keep
from labelcheck.cli_knowledge import Failure, Loader, visible
from labelcheck.language import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from labelcheck.compare import Products
    from labelcheck.dossiers import Comparison
    from labelcheck.models import CaptureSettings

DONE, FAILED = 0, 2
_FORMATS: Final = ("text", "html", "json", "csv", "xlsx", "svg")
_BINARY: Final = ("xlsx",)
_CHECKLIST: Final = "clinic-supplier"
_TIERS: Final = ("minimum", "complete")
_LETTERS: Final = ("txt", "docx", "pdf")
_SHOWN: Final = 20
"""Letters and products that are named one by one."""


def add_compare(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    add_reading: Callable[[argparse.ArgumentParser], None],
    load: Loader,
    settings_of: Callable[[argparse.Namespace], CaptureSettings],
) -> None:
    """Add the command; the others give the options of reading, the rules and the settings that those ask for."""
    compare = commands.add_parser(
        "compare",
        help="suppliers side by side: each sub-folder, file or folder in a ZIP is a product",
        description="Compare products: each sub-folder of a folder, each file, and each folder in a ZIP archive is "
        "one. Exits with 2 where something could not be read; the rest is compared all the same.",
    )
    compare.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folders, ZIP archives and files")
    compare.add_argument("--format", choices=_FORMATS, default="text", help="form of the comparison (default text)")
    compare.add_argument(
        "--lang",
        choices=tuple(LANGUAGES),
        default=SOURCE,
        help="language of text, web page, picture and letters (default en); data stays English",
    )
    compare.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the comparison to FILE")
    compare.add_argument(
        "--checklist", default=_CHECKLIST, metavar="ID", help=f"questions to ask (default {_CHECKLIST})"
    )
    compare.add_argument(
        "--sort",
        metavar="COLUMN",
        help="product, disclosed, minimum, dose, percentile, faults or a question's id: best or largest first",
    )
    compare.add_argument("--reverse", action="store_true", help="sort the other way round")
    compare.add_argument(
        "--only", type=_names, metavar="LIST", help="questions to show, by id, or minimum or complete for a tier"
    )
    compare.add_argument(
        "--letters",
        type=Path,
        metavar="DIR",
        help="write a letter to each supplier into DIR: what is missing or does not fit, of the questions shown; a "
        "letter that stands there and was changed is kept",
    )
    compare.add_argument(
        "--letter-format",
        type=_letter_kinds,
        default=("txt", "docx"),
        metavar="LIST",
        help="forms of the letters, of txt, docx and pdf (default txt,docx)",
    )
    add_keeping(compare, asked=True)
    add_reading(compare)
    compare.set_defaults(run=lambda options: _compare(options, load, settings_of))


def _names(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise argparse.ArgumentTypeError("name questions, such as count,storage, or leave --only out for all")
    return names


def _letter_kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip().lower() for kind in text.split(",") if kind.strip()))
    if not kinds or any(kind not in _LETTERS for kind in kinds):
        raise argparse.ArgumentTypeError(f"{text!r}: name some of {', '.join(_LETTERS)}, such as txt,docx")
    return kinds


def _compare(
    options: argparse.Namespace, load: Loader, settings_of: Callable[[argparse.Namespace], CaptureSettings]
) -> int:
    from labelcheck.compare import compare, products_in
    from labelcheck.evaluate import UnknownChecklist

    if options.format in _BINARY and options.output is None and sys.stdout.isatty():
        raise Failure(f"a comparison as {options.format} is no text for a terminal; name a file with -o FILE")
    if options.output and any(_same(options.output, path) for path in options.paths):
        raise Failure(f"{options.output}: is one of the inputs; name another file for the comparison")
    if options.letters and (inside := _within(options.letters, options.paths)):
        raise Failure(f"{options.letters}: lies in {inside}, whose files are compared; name another folder for letters")
    ready_to_keep(options)
    settings, rules = settings_of(options), load(options)
    try:
        _shaped(compare([], rules, checklist=options.checklist), options)  # mistakes are told before a file is read
        products = _without(options.output, options.format, products_in(options.paths, settings))
        if not products.products:
            return _without_products(products, options.paths[0])
        comparison = compare(products, rules, checklist=options.checklist, settings=settings)
    except UnknownChecklist as error:
        raise Failure(str(error)) from error
    shaped = _shaped(comparison, options)
    _write(_written(shaped, options), options.output)
    if options.letters:
        _write_letters(shaped, options)
    keep_comparison(options, comparison, _tell)
    return _told(comparison)


def _without_products(products: Products, path: Path) -> int:
    """Say why nothing is compared: what could not be read tells it already. Raises Failure where there is nothing."""
    if not products.skipped:
        raise Failure(f"{visible(str(path))}: holds no product; name folders of products or a ZIP")
    for skip in products.skipped:
        _say(f"{skip.name}: {skip.reason}")
    return FAILED


def _within(folder: Path, paths: Sequence[Path]) -> Path | None:
    """The input that letters would land in, to be taken for documents of a product by the next comparison."""
    whole = folder.resolve()
    return next((path for path in paths if whole.is_relative_to(path.resolve())), None)


def _without(output: Path | None, form: str, products: Products) -> Products:
    """The products without a comparison that an earlier run wrote among them. Raises Failure where it is a document."""
    from labelcheck.models import Source

    if output is None:
        return products
    kept = []
    for product in products.products:
        paths = [source.path for source in product.sources if isinstance(source, Source) and source.path]
        if not any(_same(path, output) for path in paths):
            kept.append(product)
        elif len(product.sources) > 1 or output.suffix.lower() != f".{form}":
            raise Failure(f"{output}: is one of the inputs; name another file for the comparison")
    return products._replace(products=tuple(kept))


def _same(left: Path, right: Path) -> bool:
    return left.resolve() == right.resolve()


def _shaped(comparison: Comparison, options: argparse.Namespace) -> Comparison:
    """The comparison in the order, and with the questions, that were asked for. Raises Failure."""
    if options.only:
        comparison = _only(comparison, options.only)
    if options.sort is None:
        dossiers = comparison.dossiers[::-1] if options.reverse else comparison.dossiers
        return comparison.model_copy(update={"dossiers": dossiers})
    from labelcheck.compare.frame import sortable, sorted_by

    if options.sort not in sortable(comparison):
        known = ", ".join(sortable(comparison))
        raise Failure(f"--sort {visible(options.sort)}: there is no such column; known: {known}")
    return sorted_by(comparison, options.sort, options.reverse)


def _only(comparison: Comparison, names: Sequence[str]) -> Comparison:
    from labelcheck.report.terms import every_text, terms_in

    known = {column.id for column in comparison.columns}
    if unknown := [name for name in names if name not in known and name not in _TIERS]:
        listed = ", ".join([*(column.id for column in comparison.columns), *_TIERS])
        raise Failure(f"--only {visible(unknown[0])}: there is no such question; known: {listed}")
    columns = [column for column in comparison.columns if column.id in names or column.tier in names]
    if not columns and comparison.columns:
        listed = ", ".join(column.id for column in comparison.columns)
        raise Failure(f"--only {','.join(names)}: this checklist has no tiers; its questions: {listed}")
    kept = {column.id for column in columns}
    dossiers = [
        dossier.model_copy(update={"cells": tuple(cell for cell in dossier.cells if cell.id in kept)})
        for dossier in comparison.dossiers
    ]
    made = comparison.model_copy(update={"columns": tuple(columns), "dossiers": tuple(dossiers)})
    return made.model_copy(update={"terms": terms_in(made.terms, every_text(made))})


def _written(comparison: Comparison, options: argparse.Namespace) -> bytes:
    from labelcheck.compare import export
    from labelcheck.compare.listing import comparison_text
    from labelcheck.language import speaking
    from labelcheck.report.comparison_page import comparison_html

    match options.format:
        case "json":
            return export.comparison_json(comparison).encode("utf-8")
        case "csv":
            return export.comparison_csv(comparison)
        case "xlsx":
            return export.comparison_xlsx(comparison)
    with speaking(options.lang):
        if options.format == "html":
            return comparison_html(comparison)
        text = export.matrix_svg(comparison) if options.format == "svg" else comparison_text(comparison)
    return text.encode("utf-8", "backslashreplace")


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise Failure(f"{output}: cannot be written ({error.strerror}); name another file") from error


def _write_letters(comparison: Comparison, options: argparse.Namespace) -> None:
    """Write the letters, and say what became of them. Raises Failure where they cannot be written."""
    from labelcheck.compare.letters import write_letters
    from labelcheck.language import speaking

    try:
        with speaking(options.lang):
            done = write_letters(comparison.dossiers, options.letters, options.letter_format)
    except OSError as error:
        where = error.filename or options.letters
        raise Failure(f"{where}: letters cannot be written ({error.strerror}); name another folder") from error
    count = len(done.written)
    _say(f"{options.letters}: {'1 file of a letter' if count == 1 else f'{count} files of letters'} written")
    for path in done.kept[:_SHOWN]:
        _say(f"{path}: kept as it stands, with other words; move it away to have the letter written anew")
    if more := len(done.kept[_SHOWN:]):
        _say(f"{more} more letters are kept as they stand")
    if done.silent:
        names = ", ".join(done.silent[:_SHOWN])
        more = len(done.silent[_SHOWN:])
        _say(f"no letter is needed for {names}{f' and {more} more' if more else ''}")


def _told(comparison: Comparison) -> int:
    """What was not read, a line each on standard error, and the exit code that follows."""
    for notice in comparison.notices:
        _say(notice)
    skips = [
        (skip.name if skip.name == dossier.name else f"{dossier.name}: {skip.name}", skip.reason)
        for dossier in comparison.dossiers
        for skip in dossier.skipped
    ]
    skips += [(skip.name, skip.reason) for skip in comparison.skipped]
    for name, reason in skips:
        _say(f"{name}: {reason}")
    return FAILED if skips else DONE


def _say(message: str) -> None:
    _tell(f"labelcheck: {message}")


def _tell(message: str) -> None:
    print(visible(message), file=sys.stderr)
