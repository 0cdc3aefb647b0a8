"""What is to be compared: folders, archives and uploads -> products, each with its documents or why there is none."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from labelcheck.capture import members, names_document
from labelcheck.capture.failure import shown_name
from labelcheck.models import CaptureSettings, Skip, Source

MOST_PRODUCTS: Final = 500
"""Products that are compared at once."""
MOST_FILES: Final = 2_000
"""Files of all products together."""
MOST_OF_ONE: Final = 200
"""Files of one product."""

_DEEPEST: Final = 12
_LONGEST_NAME: Final = 100
_LINK: Final = "it is a link to another place; give what it leads to"
_EMPTY: Final = "the folder holds no file that can be read; put the product's documents in it, or leave it out"
_LEADS_OUT: Final = "its name leads out of its folder; rename the file"


class Product(NamedTuple):
    """One product by its name, unlike that of any other, with its documents; a skip is one that is known to be bad."""

    name: str
    sources: tuple[Source | Skip, ...]


class Products(NamedTuple):
    """What was found: products, what belongs to none of them, and what to know about how they are named."""

    products: tuple[Product, ...]
    skipped: tuple[Skip, ...] = ()
    notices: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """A file with the folders it is in, outermost first and named as they are; a folder itself has no ``source``."""

    folders: tuple[str, ...]
    name: str
    source: Source | Skip | None


def products_in(paths: Sequence[Path], settings: CaptureSettings) -> Products:
    """The products in folders, ZIP archives and single files.

    Of one folder each sub-folder is a product, with all that lies deeper, and each file; of several folders one that
    has no sub-folder is a product itself. A ZIP archive holds a product a folder, or is one. A file is a product.
    """
    found = _Found(settings)
    for path in paths:
        source = Source(name=path.name or str(path), path=path)
        try:
            is_there, is_folder = os.path.lexists(path), path.is_dir()
        except OSError:  # a folder on the way that may not be entered
            is_there, is_folder = False, False
        if not is_there:
            reason = "there is no such file or folder; check the path and the spelling"
            found.skipped.append(Skip(name=shown_name(str(path)), reason=reason))
            continue
        if not is_folder:
            found.add_file(source)
            continue
        entries = list(_walked(path))
        if len(paths) > 1 and not any(entry.folders for entry in entries):
            found.add_product(path.resolve().name, entries, shown_name(path.name))
        else:
            found.add_folder(shown_name(path.name or str(path)), entries)
    return found.products()


def products_of(uploads: Sequence[Source], settings: CaptureSettings) -> Products:
    """The products in what was uploaded: ZIP archives, files, and files whose names tell the folders they were in."""
    found = _Found(settings)
    foldered = []
    for upload in uploads:
        parts = [part for part in upload.name.replace("\\", "/").split("/") if part not in ("", ".")]
        if parts and parts[0][1:] == ":":  # a browser's C:\fakepath
            parts = parts[-1:]
        if ".." in parts:
            found.skipped.append(Skip(name=shown_name(upload.name), reason=_LEADS_OUT))
        elif len(parts) < 2:
            found.add_file(upload.model_copy(update={"name": parts[-1]}) if parts else upload)
        else:
            foldered.append(_Entry(tuple(parts[:-1]), _shown(parts[-1]), upload))
    if foldered:
        for name, entries in _grouped(sorted(foldered, key=lambda entry: (entry.folders, entry.name)), ""):
            found.add_product(name, entries)
    return found.products()


class _Found:
    """Products as they are found, within the limits."""

    def __init__(self, settings: CaptureSettings) -> None:
        self.skipped: list[Skip] = []
        self._settings = settings
        self._products: list[Product] = []
        self._names: set[str] = set()
        self._notices: list[str] = []
        self._files = 0
        self._left_out = 0

    def add_file(self, source: Source) -> None:
        """A file by itself: the products in an archive, or one."""
        inside = members(source, self._settings)
        if isinstance(inside, Skip):
            self.skipped.append(inside)
            return
        stem = shown_name(source.name).removesuffix(PurePosixPath(source.name).suffix) or shown_name(source.name)
        if inside is None:
            self.add_product(stem, [_Entry((), shown_name(source.name), source)])
            return
        outside = [member.source for member in inside if isinstance(member.source, Skip) and not member.folders]
        self._skip_inside(source.name, outside)
        entries = [_Entry(*member) for member in inside if member.source not in outside]
        if not any(entry.source for entry in entries):
            reason = "the archive holds no file that can be read; pack the products' folders anew"
            self.skipped.append(Skip(name=shown_name(source.name), reason=reason))
            return
        for name, group in _grouped(entries, stem):
            self.add_product(name, group, shown_name(source.name))

    def add_folder(self, name: str, entries: Sequence[_Entry]) -> None:
        """A folder: each of its sub-folders, and each file by itself."""
        if not entries:
            self.skipped.append(Skip(name=name, reason=_EMPTY))
        for entry in entries:
            if not entry.folders and isinstance(entry.source, Source):
                self.add_file(entry.source)
            elif not entry.folders and isinstance(entry.source, Skip):
                self._skip_inside(name, [entry.source])
        for inner, group in _by_folder(entry for entry in entries if entry.folders).items():
            self.add_product(inner, group, name)

    def add_product(self, name: str, entries: Iterable[_Entry], where: str = "") -> None:
        """One product, unless there are too many."""
        name = _shown(name)
        files = [entry for entry in entries if entry.source is not None]
        if not files:
            self.skipped.append(Skip(name=f"{where}/{name}" if where and where != name else name, reason=_EMPTY))
            return
        if len(self._products) >= MOST_PRODUCTS or self._files >= MOST_FILES:
            self._left_out += 1
            return
        room = min(MOST_OF_ONE, MOST_FILES - self._files)
        sources = list(_named_apart(files[:room]))
        if len(files) > room:
            cause = f"it holds more than {MOST_OF_ONE} files"
            if room < MOST_OF_ONE:
                cause = f"with the products before it there are more than {MOST_FILES:,} files"
            rest = len(files) - room
            sources.append(Skip(name=name, reason=f"{cause}; compare fewer at once ({rest:,} files were not read)"))
        self._files += len(sources)
        self._products.append(Product(self._unlike(name), tuple(sources)))

    def products(self) -> Products:
        """All that was found, with a skip that tells how many products were too many."""
        skipped = list(self.skipped)
        if self._left_out:
            reason = (
                f"at most {MOST_PRODUCTS} products and {MOST_FILES:,} files are compared at once; "
                f"compare them in parts ({self._left_out:,} products were left out)"
            )
            skipped.append(Skip(name="the products beyond the limit", reason=reason))
        return Products(tuple(self._products), tuple(skipped), tuple(self._notices))

    def _skip_inside(self, name: str, skips: Iterable[Skip]) -> None:
        self.skipped += [Skip(name=f"{shown_name(name)}/{skip.name}", reason=skip.reason) for skip in skips]

    def _unlike(self, name: str) -> str:
        """A name that no product before has: the second of two is numbered."""
        bare = unicodedata.normalize("NFC", name)
        bare = bare if len(bare) <= _LONGEST_NAME else bare[: _LONGEST_NAME - 1].rstrip() + "…"
        found, count = bare, 1
        while found in self._names:
            count += 1
            found = f"{bare} ({count})"
        if count > 1:
            self._notices.append(f"{count} products are called “{bare}”; the last of them stands as “{found}”")
        self._names.add(found)
        return found


def _grouped(entries: Sequence[_Entry], name: str) -> Iterator[tuple[str, list[_Entry]]]:
    """Products among files that know their folders; ``name`` is that of the product where there are no folders.

    One folder around all others is none. Files beside a single folder belong to the same product as it does; beside
    several folders each file is a product.
    """
    top = _by_folder(entry for entry in entries if entry.folders)
    if len(top) == 1 and all(entry.folders for entry in entries):
        ((wrapping, _),) = top.items()
        inner = [_Entry(entry.folders[1:], entry.name, entry.source) for entry in entries]
        inner = [entry for entry in inner if entry.folders or entry.name]
        below = _by_folder(entry for entry in inner if entry.folders)
        if len(below) > 1 or (below and all(entry.folders for entry in inner)):
            entries, top = inner, below
        else:
            yield wrapping, inner
            return
    if not top or (len(top) == 1 and not all(entry.folders for entry in entries)):
        yield name, list(entries)
        return
    for entry in entries:
        if not entry.folders:
            yield PurePosixPath(entry.name).stem, [entry]
    yield from top.items()


def _shown(name: str) -> str:
    """A name fit to be shown, which never means a folder above."""
    shown = shown_name(name)
    return "(unnamed)" if shown in (".", "..") else shown


def _by_folder(entries: Iterable[_Entry]) -> dict[str, list[_Entry]]:
    """Entries by their outermost folder, which they are then in no more; the order stays."""
    found: dict[str, list[_Entry]] = {}
    for entry in entries:
        found.setdefault(entry.folders[0], []).append(_Entry(entry.folders[1:], entry.name, entry.source))
    return found


def _named_apart(entries: Iterable[_Entry]) -> Iterator[Source | Skip]:
    """The files of one product, named by their path below its folder, no two alike."""
    names: dict[str, int] = {}
    """Each name with the number that the last of its kind has, from which the next is looked for."""
    for entry in entries:
        if entry.source is None:
            continue
        path = PurePosixPath(*map(_shown, entry.folders[-2:]), _shown(entry.name))
        found, count = str(path), names.get(str(path), 1)
        while found in names:
            count += 1
            found = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
        names[str(path)] = count
        names.setdefault(found, 1)
        yield entry.source.model_copy(update={"name": found})


def _walked(folder: Path) -> Iterator[_Entry]:
    """The files below a folder in the order of their names, and those sub-folders of it that hold none."""
    count = 0
    pending: list[tuple[Path, tuple[str, ...]]] = [(folder, ())]
    while pending:
        here, folders = pending.pop()
        try:
            with os.scandir(here) as listed:
                found = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            reason = f"the folder cannot be opened ({error.strerror}); change its permissions"
            yield _Entry(folders, "", Skip(name=_shown(here.name), reason=reason))
            continue
        if len(folders) == 1:
            yield _Entry(folders, "", None)
        deeper: list[tuple[Path, tuple[str, ...]]] = []
        for entry in found:
            name = _shown(entry.name)
            if not names_document([entry.name]):
                continue
            if entry.is_symlink():
                yield _Entry(folders, name, Skip(name=name, reason=_LINK))
            elif entry.is_dir():
                deeper.append((Path(entry.path), (*folders, entry.name)))
            else:
                yield _Entry(folders, name, Source(name=name, path=Path(entry.path)))
                count += 1
        if len(folders) >= _DEEPEST or count > 4 * MOST_FILES:
            for _, inner in deeper:
                reason = f"it lies more than {_DEEPEST} folders deep, or behind too many files; compare it by itself"
                yield _Entry(folders, _shown(inner[-1]), Skip(name=_shown(inner[-1]), reason=reason))
            continue
        pending += reversed(deeper)
