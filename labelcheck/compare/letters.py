"""Letters to suppliers as files: one dossier each, in the forms that are wanted, under names that are safe anywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from labelcheck.dossiers import Dossier
from labelcheck.report.request import letter_docx, letter_pdf, request_letter

LetterKind = Literal["txt", "docx", "pdf"]

KINDS: Final[dict[LetterKind, Callable[[str], bytes]]] = {
    "txt": lambda text: text.encode("utf-8"),
    "docx": letter_docx,
    "pdf": letter_pdf,
}
"""How a letter becomes the bytes of a file, by the file's ending."""

_LONGEST: Final = 80
"""Bytes of a product's part of a file name: file systems allow 255 for all of it."""


class LetterFile(NamedTuple):
    """A letter as a file: its name, without a folder, and its bytes."""

    name: str
    data: bytes


class Written(NamedTuple):
    """What became of the letters of a set."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that stood there with other words, perhaps edited by hand: they were left as they are."""
    silent: tuple[str, ...]
    """Products of which there is nothing to ask."""


def letter_files(
    dossier: Dossier, kinds: Sequence[LetterKind] = ("txt", "docx"), taken: set[str] | None = None
) -> tuple[LetterFile, ...]:
    """The letter about one product, a file of each kind; none where there is nothing to ask.

    ``taken`` holds the names given so far in a set, whatever their case, and grows: two products whose names look
    alike get files of their own. Letters and digits of the product's name stay, all else becomes a hyphen.
    """
    text = request_letter(dossier)
    if not text:
        return ()
    name = _free(_stem(dossier.name), set() if taken is None else taken)
    return tuple(LetterFile(f"{name}.{kind}", KINDS[kind](text)) for kind in dict.fromkeys(kinds))


def write_letters(dossiers: Iterable[Dossier], folder: Path, kinds: Sequence[LetterKind] = ("txt", "docx")) -> Written:
    """Write the letters of a set into ``folder``, which is made if it is not there.

    No file is replaced: a clinic edits its letters. Raises OSError where the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    written: list[Path] = []
    kept: list[Path] = []
    silent: list[str] = []
    for dossier in dossiers:
        files = letter_files(dossier, kinds, taken)
        if not files:
            silent.append(dossier.name)
        for file in files:
            path = folder / file.name
            try:
                with path.open("xb") as made:
                    made.write(file.data)
            except FileExistsError:
                if path.is_symlink() or not path.is_file() or path.read_bytes() != file.data:
                    kept.append(path)
                    continue
            written.append(path)
    return Written(tuple(written), tuple(kept), tuple(silent))


def _stem(product: str) -> str:
    """``letter-`` and what of a product's name any file system takes; no name of a device can begin so."""
    plain = unicodedata.normalize("NFC", product.encode("utf-8", "replace").decode("utf-8"))
    words = "".join(char if char.isalnum() else "-" for char in plain)
    cut = "-".join(filter(None, words.split("-"))).encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")
    return f"letter-{cut.strip('-') or 'product'}"


def _free(stem: str, taken: set[str]) -> str:
    """``stem``, or with the first number that makes a name which no other product has."""
    name, number = stem, 1
    while _folded(name) in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(_folded(name))
    return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
