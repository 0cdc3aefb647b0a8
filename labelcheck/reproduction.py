"""A saved report made once more: the same documents, checklist, markets, name, corrections and dismissals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from labelcheck.capture import unpacked
from labelcheck.evaluate import answer, read_each
from labelcheck.models import CaptureSettings, Dismissal, Evaluation, RuleSet, Skip, Source
from labelcheck.pictures import fingerprint
from labelcheck.report.contract_json import contract
from labelcheck.report.dismissal import covers, saved_subject
from labelcheck.report.pairing import pairing
from labelcheck.report.saved import SavedReport, saved_report


class Reproduction(NamedTuple):
    """A report made again, and by their names the inputs it does not know, the documents that no input is, and the
    inputs that were given more often than the report has them, which are left out."""

    evaluation: Evaluation
    strangers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


class _Placed(NamedTuple):
    """What was found in the order and under the names of the report, then strangers; and the rest by name."""

    found: tuple[Source | Skip, ...]
    strangers: tuple[str, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]


def reproduced(
    report: SavedReport, sources: Sequence[Source], rules: RuleSet, settings: CaptureSettings
) -> Reproduction:
    """Evaluate ``sources`` as ``report`` says that it was made.

    Documents are recognised by their content, whatever they are called and in whatever order they are given; they
    take the names and places of the report. Raises UnknownChecklist and UnknownMarket.
    """
    found = [each for source in sources for each in unpacked(source, settings)]
    placed = _placed(report, found, settings)
    evaluation = answer(
        read_each(placed.found, settings),
        rules,
        checklist=report.checklist.id,
        markets=report.markets,
        name=report.product.given_name,
        corrections={document.sha256: document.text for document in report.documents if document.edits},
    )
    return Reproduction(_dismissed(report, evaluation), placed.strangers, placed.missing, placed.twice)


def _placed(report: SavedReport, found: Sequence[Source | Skip], settings: CaptureSettings) -> _Placed:
    left = [(each, _content(each, settings)) for each in found]
    placed: list[Source | Skip] = []
    missing: list[str] = []
    for document in (document for document in report.documents if not document.given):
        same = [pair for pair in left if pair[1] == document.sha256]
        if pair := next(iter([pair for pair in same if pair[0].name == document.name] + same), None):
            left.remove(pair)
            placed.append(pair[0].model_copy(update={"name": document.name}))
        else:
            missing.append(document.name)
    known = {document.sha256 for document in report.documents}
    twice = tuple(each.name for each, content in left if content in known)
    left = [pair for pair in left if pair[1] not in known]
    names = [each.name for each, _ in left]
    for skip in report.skipped:
        if skip.name in names:
            placed.append(left.pop(names.index(skip.name))[0])
            names.remove(skip.name)
        elif len(left) == len(report.skipped) == 1 and not missing:  # the one that failed, under another name
            placed.append(left.pop()[0].model_copy(update={"name": skip.name}))
            names.clear()
        else:
            missing.append(skip.name)
    return _Placed((*placed, *(each for each, _ in left)), tuple(names), tuple(missing), twice)


def _content(each: Source | Skip, settings: CaptureSettings) -> str | None:
    """The SHA-256 of a document; None for one that will not be read."""
    if isinstance(each, Skip) or (each.path is not None and not _openable(each.path, settings)):
        return None
    try:
        return fingerprint(each)
    except OSError:
        return None


def _openable(path: Path, settings: CaptureSettings) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= settings.max_bytes
    except (OSError, ValueError):
        return False


def _dismissed(report: SavedReport, evaluation: Evaluation) -> Evaluation:
    """The evaluation with the report's dismissals, of those flags that it still has and that quote nothing else."""
    if not report.dismissed:
        return evaluation
    made = saved_report(contract(evaluation))
    flags: dict[str, str] = {}
    for place, there in pairing(report, made).flags.items():
        old, new = report.flags[there], made.flags[place]
        if covers(saved_subject(report, old), saved_subject(made, new)):
            flags[old.id] = new.id
    kept = [entry for entry in report.dismissed if entry.flag in flags]
    dismissals = tuple(Dismissal(flag=flags[entry.flag], reason=entry.reason) for entry in kept)
    return evaluation.model_copy(update={"dismissed": dismissals})
