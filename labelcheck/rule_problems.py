"""What is wrong with a rule that its types cannot tell: references, expressions, examples, dates, unknown names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from string import Formatter
from typing import Any, get_args

from labelcheck.denials import denial_problems, unknown_frames
from labelcheck.models import (
    Checklist,
    CheckName,
    Context,
    CueRule,
    DoseRange,
    Doses,
    DossierRules,
    FlagRule,
    Item,
    Match,
    Outcome,
    Rule,
    Selector,
    Study,
    TermRule,
    Terms,
    Units,
)
from labelcheck.terms import mistakes_in, words_of_two

REFERENCE = re.compile(
    r"(doi:10\.\d{4,9}/\S+|pmid:\d{4,9}|pmc:PMC\d+|nct:NCT\d{8}|https://\S+|article:[a-z-]+|law:\S.*|guidance:\S.*)"
)
TOKEN_KEYS = {"ORTH", "LOWER", "NORM", "OP"}
MARK = re.compile(r"\[([^\[\]]+)\]")
GENERAL = "general"
"""The folder of flags that hold everywhere."""

Problem = tuple[tuple[str | int, ...], str]


def _reference_problems(references: Sequence[str], place: tuple[str | int, ...] = ("references",)) -> Iterator[Problem]:
    for index, reference in enumerate(references):
        if not REFERENCE.fullmatch(reference):
            yield (
                (*place, index),
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


def rule_problems(rule: Rule) -> Iterator[Problem]:
    """What is wrong with a claim rule."""
    yield from _reference_problems(rule.references)
    if rule.evidence and rule.kind != "enhancer":
        yield ("evidence",), "is given for ways into the skin only"
    if rule.evidence:
        yield from _reference_problems(rule.evidence.references, ("evidence", "references"))
    if not rule.why.strip():
        yield ("why",), "is empty"
    for language, match in rule.match.items():
        if match == Match():
            yield ("match", language), "holds no pattern"
        if match.framed:
            yield ("match", language, "framed"), "is made of what stands under denied; leave it out"
        yield from _regex_problems(match.regex, ("match", language))
        yield from _regex_problems(match.entries, ("match", language), "entries")
        for name, fields in match.denied.items():
            yield from _regex_problems(fields, ("match", language, "denied"), name)
    yield from _token_problems(rule)
    yield from _value_problems(rule)
    for language in rule.match:
        if language not in rule.examples:
            yield ("examples",), f"has none in {language}, though match has patterns in it"
    for language, examples in rule.examples.items():
        if language not in rule.match:
            yield ("examples", language), f"there is no match.{language} for these"
        for index, example in enumerate(examples.match):
            if not MARK.search(example):
                yield ("examples", language, "match", index), "marks no claim: put the words in [brackets]"


def _value_problems(rule: Rule) -> Iterator[Problem]:
    """``reads`` and the group ``(?P<value>…)`` belong together; phrases and tokens hold no value."""
    if rule.name is not None and ("{words}" in rule.name) != ("{words}" in (rule.value or "{words}")):
        yield ("name",), "names the value, which it must have, with {words} where that has {words} and only there"
    if rule.reads and rule.value is not None:
        yield ("reads",), "reads the value from the label; leave value out"
    for language, match in rule.match.items():
        if rule.reads and (match.phrases or match.tokens or match.quantities or match.entries):
            yield ("match", language), "holds no value; a rule that reads one has regular expressions only"
        for index, pattern in enumerate(match.regex):
            has_value = "(?P<value>" in pattern
            if rule.reads and not has_value:
                yield ("match", language, "regex", index), "has no group (?P<value>…), from which reads takes the value"
            if has_value and not rule.reads:
                yield ("reads",), "is missing; say whether (?P<value>…) is a code, a date or a name"


def flag_problems(flag: FlagRule) -> Iterator[Problem]:
    """What is wrong with a flag; one of a market must name its notice, dates and exemption."""
    yield from _reference_problems(flag.references)
    if flag.basis == "unconfirmed":
        yield ("basis",), "no rule stands on what nobody has confirmed"
    if flag.market != GENERAL:
        for field in ("notice", "as_of", "exempt"):
            if not getattr(flag, field):
                yield (
                    (field,),
                    "is missing; a rule of a market names its notice, when it was read, and its exemption",
                )
        if (flag.in_force is None) == (flag.undated is None):
            yield ("in_force",), "give the date, or say under undated why none is known"
    yield from _message_problems(flag)
    if flag.question is not None and not flag.question.endswith("?"):
        yield ("question",), "asks nothing: end it with a question mark"
    if flag.same_sentence and not flag.beside:
        yield ("same_sentence",), "speaks of what stands beside, and nothing does"
    for language, examples in flag.examples.items():
        for index, example in enumerate(examples.match):
            if not MARK.search(example):
                yield ("examples", language, "match", index), "marks no claim: put the words in [brackets]"


PLACES: dict[CheckName, frozenset[str]] = {
    "count": frozenset({"dose", "limit", "share", "diameter"}),
    "mass": frozenset({"mass", "count", "pure", "rest"}),
    "share": frozenset({"share", "count"}),
    "size": frozenset({"size", "part"}),
    "dose": frozenset({"implied", "stated", "ratio"}),
    "disagreement": frozenset({"one", "other"}),
    "list": frozenset({"one", "other"}),
}
"""The figures that each check fills into a message."""


def _message_problems(flag: FlagRule) -> Iterator[Problem]:
    if flag.check is None:
        return
    known = PLACES[flag.check.name]
    try:
        places = {place for _, place, _, _ in Formatter().parse(flag.message) if place is not None}
    except ValueError as error:
        yield ("message",), f"has a stray brace ({error})"
        return
    if unknown := sorted(places - known):
        yield ("message",), f"{{{unknown[0]}}} is no figure of this check; it has {', '.join(sorted(known))}"


def study_problems(study: Study) -> Iterator[Problem]:
    """What is wrong with a record of the registry."""
    yield from _reference_problems(study.links, ("links",))
    if not study.references and not study.registry:
        yield ("doi",), "no identifier; give doi, pmid, pmc, registry or links"
    shapes = {"doi": r"10\.\d{4,9}/\S+", "pmid": r"\d{4,9}", "pmc": r"PMC\d+", "registry": r"[A-Za-z]+[-\w]*\d{5,}\w*"}
    for name, shape in shapes.items():
        for index, value in enumerate(getattr(study, name)):
            if not re.fullmatch(shape, value):
                yield (name, index), f"{value!r} has not the form of this identifier"
    if study.basis == "unconfirmed":
        yield ("basis",), "a record that nobody has confirmed does not load; mark single details as unconfirmed"
    for index, detail in enumerate(study.unconfirmed):
        if detail.field not in Study.model_fields:
            yield ("unconfirmed", index, "field"), f"{detail.field!r} is no field of a record"
    if study.kind == "trial" and not study.status:
        yield ("status",), "is missing; a registered trial says what its registry says"


def checklist_problems(checklist: Checklist) -> Iterator[Problem]:
    """What is wrong with a checklist."""
    names = {item.id for item in checklist.items}
    reasons = [(("items", index), item.reasons) for index, item in enumerate(checklist.items)]
    reasons += [(("conditions", index), entry.reasons) for index, entry in enumerate(checklist.conditions)]
    for place, given in reasons:
        missing = [outcome for outcome in get_args(Outcome) if outcome not in given]
        if missing:
            yield (*place, "reasons"), f"has none for {', '.join(missing)}"
    yield from _twice([item.id for item in checklist.items], ("items",))
    yield from _twice([entry.id for entry in checklist.conditions], ("conditions",))
    tiered = any(item.tier for item in checklist.items)
    for index, item in enumerate(checklist.items):
        yield from _asked_problems(item, index)
        if tiered and not item.tier:
            yield ("items", index, "tier"), "is missing; where one question has a tier, each has one"
        for number, note in enumerate(item.notes):
            yield from _reference_problems(note.references, ("items", index, "notes", number, "references"))
        if item.ladder and item.ladder[0].when:
            yield ("items", index, "ladder", 0, "when"), "the first rung is where nothing is found; it has no when"
    for index, correction in enumerate(checklist.corrections):
        yield from _reference_problems(correction.references, ("corrections", index, "references"))
    for index, condition in enumerate(checklist.conditions):
        for name in (*condition.all_of, *condition.any_of):
            if name not in names:
                yield ("conditions", index), f"{name!r} is no item of this checklist"


def _asked_problems(item: Item, index: int) -> Iterator[Problem]:
    """What is wrong with what a question asks for."""
    place = ("items", index)
    yield from _reference_problems(item.references, (*place, "references"))
    if bool(item.met) == bool(item.parts):
        yield (*place, "met"), "give either met or parts, not both" if item.met else "is missing; give met or parts"
    if item.refused and not item.refused.endswith("?"):
        yield (*place, "refused"), "asks nothing: end it with a question mark"
    if len(item.parts) == 1:
        yield (*place, "parts"), "one part is no list of parts; write it as met"
    if item.parts and not any(part.alone for part in item.parts):
        yield (*place, "parts"), "has none that discloses something alone"
    yield from _twice([part.id for part in item.parts], (*place, "parts"))
    for number, part in enumerate(item.parts):
        if re.search(r",| and ", part.name):
            yield (*place, "parts", number, "name"), "stands in a list of what is missing: no comma and no 'and' in it"


def _twice(names: Sequence[str], place: tuple[str | int, ...]) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield (*place, index, "id"), f"{name!r} stands twice"


def _token_problems(rule: Rule) -> Iterator[Problem]:
    for language, match in rule.match.items():
        for index, pattern in enumerate(match.tokens):
            unknown = {key for token in pattern for key in token} - TOKEN_KEYS
            if unknown or not pattern:
                yield (
                    ("match", language, "tokens", index),
                    (f"may use {', '.join(sorted(TOKEN_KEYS))}, not {', '.join(sorted(unknown)) or 'nothing'}"),
                )


def context_problems(context: Context) -> Iterator[Problem]:
    """What is wrong with the words of a language."""
    yield from denial_problems(context.denials)
    seen: set[str] = set()
    for index, cue in enumerate(context.cues):
        yield from _cue_problems(cue, index)
        if cue.id in seen:
            yield ("cues", index, "id"), f"{cue.id} stands twice"
        seen.add(cue.id)


def _cue_problems(cue: CueRule, index: int) -> Iterator[Problem]:
    yield from _regex_problems(cue.regex, ("cues", index))
    if not cue.phrases and not cue.regex:
        yield ("cues", index), "holds neither phrases nor regex"
    if (cue.category == "qualifier") != (cue.qualifier is not None):
        yield ("cues", index, "qualifier"), "is given for the category qualifier, and only for it"
    if not cue.examples:
        yield ("cues", index), "has no example"


def dose_problems(doses: Doses) -> Iterator[Problem]:
    """What is wrong with the doses that others are seen beside."""
    for index, entry in enumerate(doses.ranges):
        yield from _reference_problems(entry.references, ("ranges", index, "references"))
        if entry.kind != "disclosed" and entry.basis == "inference" and "our own" not in entry.known.casefold():
            yield ("ranges", index, "known"), "must say that it is our own reckoning, as its basis is inference"


def term_problems(terms: Terms) -> Iterator[Problem]:
    """What is wrong with the words that are explained."""
    for index, term in enumerate(terms.terms):
        yield from _reference_problems(term.references, ("terms", index, "references"))
        marked = {word for example in term.examples.match for word in MARK.findall(example)}
        for name, message in mistakes_in(term, marked):
            yield ("terms", index, name), message


FAULT_BLANKS = frozenset(
    {"words", "paper", "document", "other_words", "other_paper", "other_document"}
    | {"today", "share", "tolerance", "product", "test"}
)
"""What can be put into the sentence of a fault."""
SUM_BLANKS = frozenset({"figure", "other_figure", "per", "share", "tolerance", "figures"})


def dossier_problems(dossier: DossierRules) -> Iterator[Problem]:
    """What is wrong with what comparing documents needs to know."""
    if dossier.tolerance:
        yield from _reference_problems(dossier.tolerance.references, ("tolerance", "references"))
    seen: set[tuple[str, str | None, bool, bool]] = set()
    for index, sentence in enumerate(dossier.sentences):
        place = ("sentences", index, "message")
        try:
            blanks = {blank for _, blank, _, _ in Formatter().parse(sentence.message) if blank is not None}
        except ValueError as error:
            yield place, f"has a stray brace ({error})"
            continue
        if unknown := sorted(blanks - FAULT_BLANKS):
            yield place, f"{{{unknown[0]}}} is no blank of a fault; there are {', '.join(sorted(FAULT_BLANKS))}"
        if (sentence.kind, sentence.fact, sentence.limit, sentence.one_lot) in seen:
            yield place, f"there is another sentence for {sentence.kind} of {sentence.fact}"
        seen.add((sentence.kind, sentence.fact, sentence.limit, sentence.one_lot))
    for name, form in dossier.sums:
        blanks = {blank for _, blank, _, _ in Formatter().parse(form) if blank is not None}
        if unknown := sorted(blanks - SUM_BLANKS):
            yield ("sums", name), f"{{{unknown[0]}}} is no blank of a sum; there are {', '.join(sorted(SUM_BLANKS))}"


@dataclass
class Found:
    """Everything loaded so far, by id."""

    rules: dict[str, Rule] = field(default_factory=dict)
    flags: dict[str, FlagRule] = field(default_factory=dict)
    studies: dict[str, Study] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    contexts: dict[str, Context] = field(default_factory=dict)
    ladders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doses: list[DoseRange] = field(default_factory=list)
    terms: list[TermRule] = field(default_factory=list)
    dossier: DossierRules = DossierRules()
    units: Units | None = None


def unknown_names(found: Found) -> Iterator[str]:
    """Names of rules, values, studies and ladders that nothing bears: misspellings."""
    for place, selectors in _selectors(found):
        for pattern in (pattern for selector in selectors for pattern in selector.rule):
            if found.rules and not any(fnmatchcase(rule, pattern) for rule in found.rules):
                yield f"{place}.yaml:1: rule: {pattern!r} selects no claim rule"
    for flag in found.flags.values():
        steps = found.ladders.get(flag.ladder.name, ()) if flag.ladder else ()
        if flag.ladder and flag.ladder.step > len(steps):
            yield f"flags/{flag.id}.yaml:1: ladder: ladders.yaml has no step {flag.ladder.step} of {flag.ladder.name!r}"
    yield from words_of_two(found.terms)
    yield from _unknown_values(found)
    for rule in found.rules.values():
        yield from unknown_frames(rule, found.contexts)
    for name, checklist in found.checklists.items():
        answers = {item.id for item in checklist.items} | {entry.id for entry in checklist.conditions}
        for correction in checklist.corrections:
            for item in correction.items:
                if item not in answers:
                    yield f"checklists/{name}.yaml:1: corrections: {item!r} is no item or condition"
            for record in correction.records:
                if record not in found.studies:
                    yield f"checklists/{name}.yaml:1: corrections: {record!r} is no study of evidence/"


def _unknown_values(found: Found) -> Iterator[str]:
    values = {
        kind: tuple(rule.value for rule in found.rules.values() if rule.kind == kind and rule.value)
        for kind in ("source", "enhancer", "indication")
    }
    bearers: dict[str, str] = {}
    for study in found.studies.values():
        for identifier in (*study.doi, *study.pmid, *study.pmc, *study.registry):
            other = bearers.setdefault(identifier.lower(), study.id)
            if other != study.id:
                yield f"evidence/{study.id}.yaml:1: {identifier} is an identifier of {other} as well"
        for name, kind in (("sources", "source"), ("devices", "enhancer"), ("indications", "indication")):
            for value in getattr(study, name):
                bare = value.removeprefix("conditioned_medium_")
                if not any(fnmatchcase(bare, known.replace("{words}", "*")) for known in values[kind]):
                    yield f"evidence/{study.id}.yaml:1: {name}: {value!r} is no value that a rule of kind {kind} has"
        for other in study.same_people:
            if other not in found.studies:
                yield f"evidence/{study.id}.yaml:1: same_people: {other!r} is no study of evidence/"


def _selectors(found: Found) -> Iterator[tuple[str, Sequence[Selector]]]:
    for flag in found.flags.values():
        yield f"flags/{flag.id}", (*flag.when, *flag.beside, *flag.unless, *flag.spared_by)
    for name, checklist in found.checklists.items():
        for item in checklist.items:
            notes = [each for note in item.notes for each in (*note.when, *note.beside, *note.unless)]
            rungs = [each for rung in item.ladder for each in rung.when]
            asked = (*item.met, *item.partly, *item.contrary, *item.unreadable)
            parts = [each for part in item.parts for each in (*part.met, *part.only, *part.contrary)]
            excuses = [found for found in (item.unasked, *(part.unasked for part in item.parts)) if found]
            excused = [each for excuse in excuses for each in (*excuse.when, *excuse.unless)]
            yield f"checklists/{name}", (*asked, *parts, *excused, *notes, *rungs)
        for condition in checklist.conditions:
            yield f"checklists/{name}", (*condition.met, *condition.partly)
        yield f"checklists/{name}", [each for entry in checklist.corrections for each in entry.when]
