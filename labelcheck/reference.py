"""One rule, or one study, as a page of plain text: what the commands ``rules show`` and ``evidence show`` print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill
from typing import Final

from labelcheck.language import noted, say
from labelcheck.models import Basis, FlagRule, Results, Rule, Study, TestName
from labelcheck.report.findings import TEST_NAMES as TEST_NAMES
from labelcheck.report.references import reference_link

BASIS_WORDS: Final[dict[Basis, str]] = {
    "confirmed": "read in the source itself",
    "secondary": "known through another source, not read in the original",
    "inference": "labelcheck's own reasoning, not the words of a source",
    "unconfirmed": "not confirmed",
}
KIND_WORDS: Final = {
    "study": "study on people",
    "trial": "registered trial",
    "review": "review of studies",
    "laboratory": "laboratory work",
    "guideline": "standard",
    "harm": "report of harm",
}
_RESULTS: Final[dict[Results, str]] = {
    "published": "published",
    "preprint": "in a preprint, not reviewed by experts",
    "conference": "in a conference abstract",
    "posted": "posted in the trial registry",
    "none": "none found",
    "unknown": "not known",
}
_RESULT_TESTS: Final[dict[Results, str]] = {
    "published": noted("Holds for every label: its results are published."),
    "preprint": noted("Holds for every label: its results are in a preprint, which no expert has reviewed."),
    "conference": noted("Holds for every label: its results are known from a conference abstract."),
    "posted": noted("Holds for every label: its results are posted in the trial registry."),
    "none": noted("Fails for every label: it is registered, and no results were found."),
    "unknown": noted("Cannot be told for any label: whether it has results is not known."),
}
_WIDTH: Final = 88


def rule_text(rule: Rule | FlagRule) -> str:
    """What a rule says, why, its references and its examples; for a flag also its market, dates and exemption."""
    lines = [f"{rule.id}: {rule.title}", "", *_wrapped(rule.why), ""]
    if isinstance(rule, FlagRule):
        lines += [f"Severity: {rule.severity}. Topic: {rule.topic}. Market: {rule.market}."]
        lines += [*_dates(rule), f"Known how: {BASIS_WORDS[rule.basis]}.", ""]
        lines += [*_wrapped(rule.message), "", *_wrapped(f"Better: {rule.suggestion}"), ""]
        lines += [*_wrapped(f"Ask the seller: {rule.question}"), ""] if rule.question else []
    else:
        lines += [f"Value: {rule.value}", ""] if rule.value else []
        if rule.evidence:
            lines += [*_wrapped(f"Published with vesicles ({rule.evidence.level}): {rule.evidence.text}"), ""]
    lines += _references(rule.references)
    for language, examples in rule.examples.items():
        lines += ["", f"Says it ({language}):", *(f"  {example}" for example in examples.match)]
        lines += [f"Does not ({language}):", *(f"  {example}" for example in examples.avoid)]
    return "\n".join(lines)


def _dates(flag: FlagRule) -> Iterator[str]:
    if flag.notice:
        yield from _wrapped(f"Rule: {flag.notice}.")
        yield f"In force: {flag.in_force or flag.undated}. Last looked at: {flag.as_of}."
    if flag.exempt:
        yield from _wrapped(f"Does not apply: {flag.exempt}")


def study_text(study: Study) -> str:
    """Everything that the registry knows about a study."""
    lines = [f"{study.id}: {study.name} ({KIND_WORDS[study.kind]})", "", *_wrapped(study.cite), ""]
    lines += [line for name, value in study_facts(study) for line in _wrapped(f"{name}: {value}")]
    lines += ["", "What a label must say for this study to speak of its product:"]
    lines += [line for name, words in study_tests(study) for line in _wrapped(f"{TEST_NAMES[name]}: {words}")]
    lines += ["", *_references(study.references or study.registry)]
    return "\n".join(lines)


def study_tests(study: Study) -> list[tuple[TestName, str]]:
    """For each of the six tests, in their order, what a label must say to match this study: one sentence or two.

    They are those of ``grade``, told beforehand: what a label says otherwise fails, what it leaves open cannot be told.
    """
    return [
        ("product", _product_test(study)),
        ("source", _source_test(study)),
        ("route", _route_test(study)),
        ("device", _device_test(study)),
        ("indication", _indication_test(study)),
        ("results", say(_RESULT_TESTS[study.results] if study.human else _NO_STUDY)),
    ]


_NO_STUDY: Final = noted("Fails for every label: it is no study of a product on people.")


def _product_test(study: Study) -> str:
    if study.product is None:
        return say("Cannot be told for any label: which product it tested is not known here.")
    if not study.product.names:
        return say(
            "It tested {product}, whose name on labels is not known here, so no label matches for sure.",
            product=study.product.name,
        )
    return say("The label names the product: {names}.", names=_one_of(f"“{name}”" for name in study.product.names))


def _source_test(study: Study) -> str:
    if not study.sources:
        return say("Cannot be told for any label: what is known of the study does not name its source.")
    if all(source.endswith("_unspecified") for source in study.sources):
        return say(
            "Cannot be told for any label: the study names its source ({source}) too widely to compare.",
            source=study.source_text,
        )
    return say(
        "The label names this source for its exosomes and no other: {source}. A wider word leaves it open.",
        source=study.source_text,
    )


def _route_test(study: Study) -> str:
    if study.route == "topical":
        return say("The label asks for no device, procedure or injection: the product is only put on the skin.")
    if study.route == "topical after a procedure":
        return say("The label tells to use it with a procedure that opens the skin, and speaks of no injection.")
    if study.route == "injection":
        return say("The label speaks of injection.")
    return say("Cannot be told for any label: how it was given is not known here.")


def _device_test(study: Study) -> str:
    if not study.devices and study.route == "topical":
        return say("The label asks for no device: the study used none.")
    if not study.devices:
        return say("Cannot be told for any label: whether it used a device is not known here.")
    devices = [say(device.replace("_", " ")) for device in study.devices]
    if len(devices) == 1:
        return say("The label names the device: {device}.", device=devices[0])
    if study.either_device:
        return say("The label names one of the devices: {devices}.", devices=_one_of(devices))
    return say("The label names all of the devices: {devices}.", devices=", ".join(devices))


def _indication_test(study: Study) -> str:
    if not study.indications:
        return say("Cannot be told for any label: what it was for is not known here.")
    purposes = [say(value.replace("_", " ")) for value in study.indications]
    return say("The label says that it is for: {purposes}.", purposes=_one_of(purposes))


def _one_of(words: Iterable[str]) -> str:
    *first, last = words
    return say("{first} or {last}", first=", ".join(first), last=last) if first else last


def study_facts(study: Study) -> list[tuple[str, str]]:
    """Names and values of what is known of a study, in the order in which people ask for it; no empty ones."""
    enrolled = f"{study.enrolled} enrolled" if study.enrolled else ""
    people = " of ".join(filter(None, (str(study.people or ""), enrolled))) or "not known"
    facts: list[tuple[str, str | None]] = [
        ("Result", study.result),
        ("Results", _RESULTS[study.results] if study.human else None),
        ("Registry says", study.status),
        ("What it cannot show", study.limits),
        ("Interests", study.conflicts),
        ("Source", study.source_text),
        ("For", _listed(study.indications)),
        ("People", people if study.human else None),
        ("Weeks", ", ".join(f"{weeks:g}" for weeks in study.weeks)),
        ("Design", ", ".join(study.design)),
        ("Control", study.control if study.human else None),
        ("Given", study.route if study.human else None),
        ("Together with", study.co_treatment),
        ("Product", study.product.name if study.product else None),
        ("Dose", study.dose),
        ("Notes", study.notes),
        ("Not confirmed", "; ".join(f"{detail.field}: {detail.note}" for detail in study.unconfirmed)),
        ("Known how", BASIS_WORDS[study.basis]),
        ("Last looked at", str(study.as_of)),
    ]
    return [(name, " ".join(value.split())) for name, value in facts if value]


def study_row(study: Study) -> str:
    """One line about a study."""
    people = f"{study.people} people" if study.people else "people not known"
    about = f"{people}, control {study.control}" if study.human else KIND_WORDS[study.kind]
    return f"{study.id:24} {study.name:28} {study.results:11} {about}; {study.source_text}"


def _references(references: Sequence[str]) -> list[str]:
    rows = [
        f"  {reference}" + (f"  {reference_link(reference)}" if reference_link(reference) else "")
        for reference in references
    ]
    return ["References:", *rows]


def _listed(values: Sequence[str]) -> str:
    return ", ".join(value.replace("_", " ") for value in values)


def _wrapped(text: str) -> list[str]:
    return fill(" ".join(text.split()), _WIDTH).split("\n")
