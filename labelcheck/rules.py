"""rules/*.yaml -> models. A wrong file is reported as ``path:line: field: message``, all at once, and nothing loads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from labelcheck.denials import framed
from labelcheck.literals import literals, width
from labelcheck.models import (
    Checklist,
    Context,
    Doses,
    DossierRules,
    FlagRule,
    Ladders,
    Rule,
    RuleSet,
    Study,
    Terms,
    Units,
)
from labelcheck.rule_problems import (
    MARK,
    Found,
    checklist_problems,
    context_problems,
    dose_problems,
    dossier_problems,
    flag_problems,
    rule_problems,
    study_problems,
    term_problems,
    unknown_names,
)
from labelcheck.snapshot import store, stored

Loaded = TypeVar("Loaded", bound=BaseModel)


class RuleErrors(Exception):
    """Every mistake found in the rule files, one ``path:line: field: message`` each."""

    def __init__(self, problems: Sequence[str]):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def rules_folder() -> Path:
    """The built-in rules: ``labelcheck/_rules`` in an installed wheel, ``rules/`` beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "_rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    raise RuleErrors([f"{package / '_rules'}:0: folder: the built-in rules are missing; reinstall labelcheck"])


def example_parts(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its brackets, and the spans (in the plain text) that the brackets marked."""
    plain, spans, last = "", [], 0
    for mark in MARK.finditer(example):
        plain += example[last : mark.start()]
        spans.append((len(plain), len(plain) + len(mark[1])))
        plain += mark[1]
        last = mark.end()
    return plain + example[last:], spans


def load_rules(extra: Sequence[Path] = (), *, fresh: bool = False) -> RuleSet:
    """All rules: the built-in ones and those of each extra folder. ``fresh`` checks every file again, snapshot or not.

    Raises RuleErrors naming every mistake of every file; a rule id that stands twice is one of them.
    """
    return _load((rules_folder(), *map(Path, extra)), fresh)


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...], fresh: bool) -> RuleSet:
    problems: list[str] = []
    files = []
    for path, inner in _files(folders, problems):
        try:
            files.append((path, inner, path.read_bytes()))
        except OSError as error:
            problems.append(f"{path}:1: file: cannot be read ({error.strerror})")
    lists = _word_lists(folders)
    digest = hashlib.sha256()
    contents = [(str(inner), raw) for _, inner, raw in files]
    contents += [(kind, path.read_bytes()) for kind, paths in lists.items() for path in paths]
    for place, raw in contents:
        digest.update(place.encode() + b"\0" + raw + b"\0")
    name = f"sha256:{digest.hexdigest()}"
    rules = None if problems or fresh else stored(name)
    if not rules:
        rules = _built_from(files, folders[0], name, problems)
        store(rules)
    return rules.model_copy(update={"word_lists": lists})


def _word_lists(folders: Sequence[Path]) -> dict[str, tuple[Path, ...]]:
    """The word lists of all folders by name: what a text may hold without being misread."""
    lists: dict[str, tuple[Path, ...]] = {}
    for folder in folders:
        for path in sorted((folder / "words").rglob("*.txt")):
            name = path.relative_to(folder / "words").with_suffix("").as_posix()
            lists[name] = (*lists.get(name, ()), path)
    return lists


def _built_from(files: Sequence[tuple[Path, Path, bytes]], home: Path, digest: str, problems: list[str]) -> RuleSet:
    """The rule set of the files' bytes; raises RuleErrors with every problem found here or before."""
    found = Found()
    for path, inner, raw in files:
        identity = "/".join(inner.with_suffix("").parts[1:])
        folder = identity.split("/")[0]
        match inner.parts[0]:
            case "claims":
                head = {"id": identity, "kind": folder}
                _add(found.rules, identity, _built(Rule, path, raw, head, problems, rule_problems), path, problems)
            case "flags":
                head = {"id": identity, "market": folder}
                _add(found.flags, identity, _built(FlagRule, path, raw, head, problems, flag_problems), path, problems)
            case "checklists":
                checklist = _built(Checklist, path, raw, {"id": identity}, problems, checklist_problems)
                _add(found.checklists, identity, checklist, path, problems)
            case "context":
                context = _built(Context, path, raw, {"language": identity}, problems, context_problems)
                _add(found.contexts, identity, context, path, problems)
            case "evidence":
                study = _built(Study, path, raw, {"id": identity}, problems, study_problems)
                _add(found.studies, identity, study, path, problems)
            case "units.yaml":
                found.units = _built(Units, path, raw, {}, problems)
            case "ladders.yaml":
                _add_ladders(found, _built(Ladders, path, raw, {}, problems), path, problems)
            case "doses.yaml":
                doses = _built(Doses, path, raw, {}, problems, dose_problems)
                found.doses += doses.ranges if doses else ()
            case "terms.yaml":
                terms = _built(Terms, path, raw, {}, problems, term_problems)
                found.terms += terms.terms if terms else ()
            case "dossier.yaml":
                found.dossier = _built(DossierRules, path, raw, {}, problems, dossier_problems) or found.dossier
            case _:
                problems.append(f"{path}:1: file: no place for {inner} among the rules; see rules/README.md")
    if found.units is None and not problems:
        problems.append(f"{home}:0: units.yaml: missing")
    problems += unknown_names(found)
    if problems or found.units is None:
        raise RuleErrors(problems)
    rules, contexts = [framed(rule, found.contexts) for rule in found.rules.values()], found.contexts.values()
    patterns = [regex for rule in rules for match in rule.match.values() for regex in match.expressions]
    patterns += [regex for context in contexts for cue in context.cues for regex in cue.regex]
    return RuleSet(
        digest=digest,
        rules=tuple(rules),
        flags=tuple(found.flags.values()),
        studies=tuple(found.studies.values()),
        ladders=found.ladders,
        doses=tuple(found.doses),
        dossier=found.dossier,
        terms=tuple(found.terms),
        checklists=found.checklists,
        contexts=found.contexts,
        units=found.units,
        literals={pattern: literals(pattern) for pattern in patterns},
        widths={pattern: width(pattern) for pattern in patterns},
    )


def _add_ladders(found: Found, ladders: Ladders | None, path: Path, problems: list[str]) -> None:
    for name, steps in (ladders.ladders if ladders else {}).items():
        if name in found.ladders:
            problems.append(f"{path}:1: ladders: {name} is taken by another file")
        found.ladders.setdefault(name, steps)


def _files(folders: Sequence[Path], problems: list[str]) -> Iterator[tuple[Path, Path]]:
    for folder in folders:
        if not folder.is_dir():
            problems.append(f"{folder}:0: folder: there is no such folder of rules")
            continue
        found = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))
        if not found:
            problems.append(f"{folder}:0: folder: holds no rule file (.yaml)")
        for path in found:
            yield path, path.relative_to(folder)


def _add(known: dict[str, Loaded], identity: str, loaded: Loaded | None, path: Path, problems: list[str]) -> None:
    if identity in known:
        problems.append(f"{path}:1: id: {identity} is taken by another file of this name")
    elif loaded is not None:
        known[identity] = loaded


# --- one file ----------------------------------------------------------------------------------------------------


Extra = Callable[[Any], Iterator[tuple[tuple[str | int, ...], str]]]


def _built(
    model: type[Loaded],
    path: Path,
    raw: bytes,
    head: Mapping[str, str],
    problems: list[str],
    extra: Extra | None = None,
) -> Loaded | None:
    from labelcheck.rule_file import YamlMistake, line_of, parsed

    try:
        data = parsed(raw)
    except YamlMistake as mistake:
        problems.append(f"{path}:{mistake.line}: yaml: {mistake}")
        return None
    if not isinstance(data, dict):
        problems.append(f"{path}:1: file: must hold fields (title: …), not {type(data).__name__}")
        return None
    for field in head:
        if field in data:
            problems.append(f"{path}:{line_of(raw, (field,))}: {field}: is given by the file's path; leave it out")
    try:
        loaded = model.model_validate({**data, **head})
    except ValidationError as error:
        for found in error.errors():
            place = tuple(found["loc"])
            message = found["msg"]
            if isinstance(found.get("input"), bool):
                message += " (YAML reads a bare yes, no, on or off as true or false: quote it)"
            problems.append(f"{path}:{line_of(raw, place)}: {'.'.join(map(str, place)) or 'file'}: {message}")
        return None
    before = len(problems)
    for place, message in extra(loaded) if extra else ():
        problems.append(f"{path}:{line_of(raw, place)}: {'.'.join(map(str, place))}: {message}")
    return loaded if len(problems) == before else None
