"""rules/*.yaml -> models. A wrong file is reported as ``path:line: field: message``, all at once, and nothing loads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from labelcheck.literals import literals, width
from labelcheck.models import Checklist, Context, CueRule, FlagRule, Match, Outcome, Rule, RuleSet, Selector, Units
from labelcheck.snapshot import store, stored

Loaded = TypeVar("Loaded", bound=BaseModel)

REFERENCE = re.compile(
    r"(doi:10\.\d{4,9}/\S+|pmid:\d{4,9}|pmc:PMC\d+|nct:NCT\d{8}|https://\S+|article:[a-z-]+|law:\S.*|guidance:\S.*)"
)
LINKS = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "nct": "https://clinicaltrials.gov/study/{}",
    "article": "https://www.tetrapod.beauty/en/news/asc-exosomes-split-face-melanin-women-8week-2026",
}
TOKEN_KEYS = {"ORTH", "LOWER", "NORM", "OP"}
MARK = re.compile(r"\[([^\[\]]+)\]")


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


def reference_link(reference: str) -> str | None:
    """The web address behind a reference, or None where it is a law or notice that is only named."""
    scheme, _, rest = reference.partition(":")
    if scheme == "https":
        return reference
    pattern = LINKS.get(scheme)
    return pattern.format(rest) if pattern else None


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
    rules: dict[str, Rule] = {}
    flags: dict[str, FlagRule] = {}
    checklists: dict[str, Checklist] = {}
    contexts: dict[str, Context] = {}
    units: Units | None = None
    for path, inner, raw in files:
        identity = "/".join(inner.with_suffix("").parts[1:])
        match inner.parts[0]:
            case "claims":
                head = {"id": identity, "kind": identity.split("/")[0]}
                _add(rules, identity, _built(Rule, path, raw, head, problems, _rule_problems), path, problems)
            case "flags":
                head = {"id": identity, "market": identity.split("/")[0]}
                _add(flags, identity, _built(FlagRule, path, raw, head, problems, _flag_problems), path, problems)
            case "checklists":
                head = {"id": identity}
                checklist = _built(Checklist, path, raw, head, problems, _checklist_problems)
                _add(checklists, identity, checklist, path, problems)
            case "context":
                head = {"language": identity}
                context = _built(Context, path, raw, head, problems, _context_problems)
                _add(contexts, identity, context, path, problems)
            case "units.yaml":
                units = _built(Units, path, raw, {}, problems)
            case _:
                problems.append(f"{path}:1: file: no place for {inner} among the rules; see rules/README.md")
    if units is None and not problems:
        problems.append(f"{home}:0: units.yaml: missing")
    problems += _unknown_selectors(flags, checklists, rules)
    if problems or units is None:
        raise RuleErrors(problems)
    patterns = [regex for rule in rules.values() for match in rule.match.values() for regex in match.regex]
    patterns += [regex for context in contexts.values() for cue in context.cues for regex in cue.regex]
    return RuleSet(
        digest=digest,
        rules=tuple(rules.values()),
        flags=tuple(flags.values()),
        checklists=checklists,
        contexts=contexts,
        units=units,
        literals={pattern: literals(pattern) for pattern in patterns},
        widths={pattern: width(pattern) for pattern in patterns},
    )


def _files(folders: Sequence[Path], problems: list[str]) -> Iterator[tuple[Path, Path]]:
    for folder in folders:
        if not folder.is_dir():
            problems.append(f"{folder}:0: folder: there is no such folder of rules")
            continue
        found = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml"))
        if not found:
            problems.append(f"{folder}:0: folder: holds no rule file (.yaml)")
        for path in found:
            inner = path.relative_to(folder)
            if inner.parts[0] != "evidence":
                yield path, inner


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


def _reference_problems(references: Sequence[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for index, reference in enumerate(references):
        if not REFERENCE.fullmatch(reference):
            yield (
                ("references", index),
                (
                    f"{reference!r} is no reference; write doi:10.…, pmid:…, pmc:PMC…, nct:NCT…, https://…, "
                    "article:section, law:… or guidance:…"
                ),
            )


def _regex_problems(
    patterns: Sequence[str], place: tuple[str | int, ...], field: str = "regex"
) -> Iterator[tuple[Any, str]]:
    for index, pattern in enumerate(patterns):
        try:
            re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            yield (*place, field, index), f"not a regular expression: {error}"


def _rule_problems(rule: Rule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from _reference_problems(rule.references)
    if not rule.why.strip():
        yield ("why",), "is empty"
    for language, match in rule.match.items():
        if match == Match():
            yield ("match", language), "holds no pattern"
        yield from _regex_problems(match.regex, ("match", language))
        yield from _regex_problems(match.entries, ("match", language), "entries")
    yield from _token_problems(rule)
    for language in rule.match:
        if language not in rule.examples:
            yield ("examples",), f"has none in {language}, though match has patterns in it"
    for language, examples in rule.examples.items():
        if language not in rule.match:
            yield ("examples", language), f"there is no match.{language} for these"
        for index, example in enumerate(examples.match):
            if not MARK.search(example):
                yield ("examples", language, "match", index), "marks no claim: put the words in [brackets]"


def _flag_problems(flag: FlagRule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from _reference_problems(flag.references)
    for language, examples in flag.examples.items():
        for index, example in enumerate(examples.match):
            if not MARK.search(example):
                yield ("examples", language, "match", index), "marks no claim: put the words in [brackets]"


def _checklist_problems(checklist: Checklist) -> Iterator[tuple[tuple[str | int, ...], str]]:
    names = {item.id for item in checklist.items}
    reasons = [(("items", index), item.reasons) for index, item in enumerate(checklist.items)]
    reasons += [(("conditions", index), entry.reasons) for index, entry in enumerate(checklist.conditions)]
    for place, given in reasons:
        missing = [outcome for outcome in get_args(Outcome) if outcome not in given]
        if missing:
            yield (*place, "reasons"), f"has none for {', '.join(missing)}"
    for index, condition in enumerate(checklist.conditions):
        for name in (*condition.all_of, *condition.any_of):
            if name not in names:
                yield ("conditions", index), f"{name!r} is no item of this checklist"


def _token_problems(rule: Rule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for language, match in rule.match.items():
        for index, pattern in enumerate(match.tokens):
            unknown = {key for token in pattern for key in token} - TOKEN_KEYS
            if unknown or not pattern:
                yield (
                    ("match", language, "tokens", index),
                    (f"may use {', '.join(sorted(TOKEN_KEYS))}, not {', '.join(sorted(unknown)) or 'nothing'}"),
                )


def _context_problems(context: Context) -> Iterator[tuple[tuple[str | int, ...], str]]:
    seen: set[str] = set()
    for index, cue in enumerate(context.cues):
        yield from _cue_problems(cue, index)
        if cue.id in seen:
            yield ("cues", index, "id"), f"{cue.id} stands twice"
        seen.add(cue.id)


def _cue_problems(cue: CueRule, index: int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from _regex_problems(cue.regex, ("cues", index))
    if not cue.phrases and not cue.regex:
        yield ("cues", index), "holds neither phrases nor regex"
    if (cue.category == "qualifier") != (cue.qualifier is not None):
        yield ("cues", index, "qualifier"), "is given for the category qualifier, and only for it"
    if not cue.examples:
        yield ("cues", index), "has no example"


def _unknown_selectors(
    flags: Mapping[str, FlagRule], checklists: Mapping[str, Checklist], rules: Mapping[str, Rule]
) -> Iterator[str]:
    """A selector that selects no rule at all is a misspelling."""
    from fnmatch import fnmatchcase

    users: list[tuple[str, Sequence[Selector]]] = [(f"flags/{flag.id}", flag.when) for flag in flags.values()]
    for name, checklist in checklists.items():
        for item in checklist.items:
            users.append((f"checklists/{name}", (*item.met, *item.partly, *item.contrary, *item.unreadable)))
        users += [(f"checklists/{name}", (*entry.met, *entry.partly)) for entry in checklist.conditions]
    for place, selectors in users:
        for pattern in (pattern for selector in selectors for pattern in selector.rule):
            if rules and not any(fnmatchcase(rule, pattern) for rule in rules):
                yield f"{place}.yaml:1: rule: {pattern!r} selects no claim rule"


# --- one rule for people -----------------------------------------------------------------------------------------


def rule_text(rule: Rule | FlagRule, link: Callable[[str], str | None] = reference_link) -> str:
    """A rule as a page of plain text: what it says, why, its references and its examples."""
    lines = [f"{rule.id}: {rule.title}", "", rule.why.strip(), ""]
    if isinstance(rule, FlagRule):
        lines += [f"Severity: {rule.severity}. Topic: {rule.topic}. Market: {rule.market}.", ""]
        lines += [rule.message.strip(), "", f"Better: {rule.suggestion.strip()}", ""]
    elif rule.value:
        lines += [f"Value: {rule.value}", ""]
    lines.append("References:")
    lines += [f"  {reference}" + (f"  {link(reference)}" if link(reference) else "") for reference in rule.references]
    for language, examples in rule.examples.items():
        lines += ["", f"Says it ({language}):", *(f"  {example}" for example in examples.match)]
        lines += [f"Does not ({language}):", *(f"  {example}" for example in examples.avoid)]
    return "\n".join(lines)
