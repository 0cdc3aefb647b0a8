"""What is kept of one result: made from an evaluation or a comparison, and opened again."""

from __future__ import annotations

import hashlib
import json
import unicodedata
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from labelcheck.dossiers import Comparison
from labelcheck.models import Evaluation
from labelcheck.report.contract_json import dumped, evaluation_line

EntryKind = Literal["label", "comparison"]
_Model = TypeVar("_Model", bound=BaseModel)
_MOST_NAMES: Final = 3
_DATED: Final[dict[str, Any]] = {"made_on": True, "dossiers": {"__all__": {"faults": {"__all__": {"message"}}}}}
"""What a comparison says of the day it was made: an expired date is told against that day."""


class FilePrint(NamedTuple):
    """A file by its name and the SHA-256 of its content."""

    name: str
    sha256: str


class Entry(NamedTuple):
    """One result that was kept, without the report itself."""

    id: int
    kind: EntryKind
    saved_at: datetime
    """In UTC."""
    title: str
    """What the product was called, or the names of its files; of a comparison, its products."""
    files: tuple[FilePrint, ...]
    verdict: str
    """"" for a comparison."""
    checklist: str
    version: str
    rules_digest: str


class Kept(NamedTuple):
    """Where a result is kept, and whether it was not there before."""

    id: int
    new: bool


class Saved(NamedTuple):
    """A kept result opened: its report as JSON, and what it was made from where this version still understands it."""

    entry: Entry
    report: str
    made_on: date
    """The day that the report names."""
    evaluation: Evaluation | None = None
    comparison: Comparison | None = None


class Row(NamedTuple):
    """An entry as the database holds it, without what the database adds."""

    kind: EntryKind
    made_on: str
    title: str
    files: str
    verdict: str
    checklist: str
    version: str
    rules_digest: str
    result: str
    words: str
    report: bytes
    model: bytes


def label_row(evaluation: Evaluation, made_on: date) -> Row:
    """What is kept of one product's evaluation."""
    read = [document for document in evaluation.documents if not document.given]
    prints = [FilePrint(document.name, document.sha256) for document in read]
    report = evaluation_line(evaluation)
    return Row(
        kind="label",
        made_on=made_on.isoformat(),
        title=_clean(evaluation.name or _listed([document.name for document in read])),
        files=_files(prints),
        verdict=evaluation.verdict,
        checklist=evaluation.checklist.id,
        version=evaluation.version,
        rules_digest=evaluation.rules_digest,
        result=_digest(report),
        words=folded(" ".join([evaluation.name or "", *(f"{document.name} {document.text}" for document in read)])),
        report=packed(report),
        model=_model(evaluation),
    )


def comparison_row(comparison: Comparison, report: str) -> Row:
    """What is kept of a comparison; ``report`` is its JSON."""
    dossiers = comparison.dossiers
    prints = [FilePrint(paper.name, paper.sha256) for dossier in dossiers for paper in dossier.papers]
    words = [dossier.name for dossier in dossiers] + [each.name for each in prints]
    words += [quote.text for dossier in dossiers for cell in dossier.cells for quote in cell.quotes]
    undated = comparison.model_dump(mode="json", exclude=_DATED)
    return Row(
        kind="comparison",
        made_on=comparison.made_on.isoformat(),
        title=_clean(_listed([dossier.name for dossier in dossiers])),
        files=_files(prints),
        verdict="",
        checklist=comparison.checklist,
        version=comparison.version,
        rules_digest=comparison.rules_digest,
        result=_digest(json.dumps(undated, sort_keys=True)),
        words=folded(" ".join(words)),
        report=packed(report),
        model=_model(comparison),
    )


def entry(values: tuple[Any, ...]) -> Entry:
    """The entry in a row of the database. Raises ValueError where it is damaged."""
    number, kind, saved_at, title, files, *rest = values
    prints = tuple(FilePrint(str(name), str(sha256)) for name, sha256 in json.loads(files))
    return Entry(number, kind, datetime.fromisoformat(saved_at), title, prints, *rest)


def opened_again(found: Entry, made_on: str, report: bytes, model: bytes) -> Saved:
    """An entry with all that was kept. Raises ValueError where it is damaged."""
    day, text = date.fromisoformat(made_on), unpacked(report)
    if found.kind == "comparison":
        return Saved(found, text, day, comparison=_validated(Comparison, unpacked(model)))
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("the report is no object")
    written = dumped(data | {"made_on": made_on}, indent=2) + "\n"  # as json_report writes it
    return Saved(found, written, day, evaluation=_validated(Evaluation, unpacked(model)))


def folded(text: str) -> str:
    """``text`` as a search compares it: in one case, one form of each character and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", _clean(text)).casefold().replace("\0", " ").split())


def packed(text: str) -> bytes:
    """``text`` compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpacked(data: bytes) -> str:
    """The reverse of :func:`packed`. Raises ValueError where it is damaged."""
    try:
        return zlib.decompress(data).decode("utf-8", "surrogatepass")
    except (zlib.error, TypeError) as error:
        raise ValueError(str(error)) from error


def _model(made: BaseModel) -> bytes:
    """What ``made`` can be opened from again. Infinite bounds stay, which ``model_dump_json`` would lose."""
    return packed(json.dumps(made.model_dump(mode="json"), ensure_ascii=False))


def _validated(kind: type[_Model], text: str) -> _Model | None:
    """What stands in ``text``; None where another version wrote it in a way that is not understood here."""
    try:
        return kind.model_validate(json.loads(text))  # takes halves of characters, which model_validate_json does not
    except ValidationError:
        return None


def _files(prints: Iterable[FilePrint]) -> str:
    return json.dumps([[_clean(each.name), each.sha256] for each in prints], ensure_ascii=False)


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" (+{more})" if more > 0 else "")


def _clean(text: str) -> str:
    """``text`` without halves of characters, which the database cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
