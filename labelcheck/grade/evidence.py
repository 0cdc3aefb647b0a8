"""The studies that a label leans on: what they tested, whether that is what is in the bottle, and what they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from labelcheck.grade.citing import Link, links_of
from labelcheck.grade.matching import Label, day, label_of, purposes, tests_of
from labelcheck.grade.registry import Registry
from labelcheck.grade.selection import Pool, Tags
from labelcheck.models import Claim, Document, Evidence, EvidenceTag, RecordKind, Results, Study, StudyTest, TestName

_OTHER_WORK: dict[RecordKind, str] = {
    "review": "a review of other studies",
    "laboratory": "laboratory work on cells, animals or skin samples",
    "guideline": "a standard for laboratories",
    "harm": "a report of harm",
}
_STATUS: dict[Results, str] = {
    "published": "published",
    "preprint": "preprint",
    "conference": "conference abstract",
    "posted": "registered, results posted",
    "none": "registered, no results",
    "unknown": "results not known",
}
NOT_IN_REGISTRY = "not in our registry"
_CONTROLLED = ("vehicle", "saline with the same device", "active", "untreated")
_ITS_USE: tuple[TestName, ...] = ("route", "device")


class Leaning(NamedTuple):
    """What the label leans on, and what that says of the claims that name it."""

    evidence: tuple[Evidence, ...]
    tags: Tags


NO_STUDY = Leaning((), {})


def leaning_of(
    pool: Pool,
    documents: Sequence[Document],
    registry: Registry,
    partly_read: bool,
    closed: frozenset[str] = frozenset(),
) -> Leaning:
    """Every study that the label cites or describes, tested against the label, in the order of the label.

    ``closed`` are the values of devices that do not open the skin.
    """
    links = links_of(pool, documents, registry)
    if not links:
        return NO_STUDY
    label = label_of(pool.claims, documents, [link.passage for link in links], partly_read, closed)
    tags: dict[str, frozenset[str]] = {}
    found = []
    for link in links:
        tests = tests_of(link.study, label) if link.study else ()
        found.append(_evidence(link, tests, label, registry))
        for claim in link.passage.naming if link.sure else ():
            tags[claim.id] = tags.get(claim.id, frozenset()) | _tags(link.study, tests)
    return Leaning(tuple(found), tags)


def _tags(study: Study | None, tests: Sequence[StudyTest]) -> frozenset[EvidenceTag]:
    if study is None:
        return frozenset({"unknown"})
    if study.kind in ("guideline", "harm"):
        return frozenset({"aside"})
    if not study.human:
        return frozenset({"no study"})
    outcome = {test.name: test.matches for test in tests}
    tags: set[EvidenceTag] = {"results" if study.shows else "no results"}
    if study.shows and outcome["source"] is False:
        tags.add("other source")
    if study.shows and any(outcome[name] is False for name in _ITS_USE):
        tags.add("other use")
    if study.shows and study.control == "none":
        tags.add("uncontrolled")
    if study.shows and study.control in _CONTROLLED:
        tags.add("controlled")
        if outcome["product"] and outcome["source"] and False not in outcome.values():
            tags.add("this product")
    return frozenset(tags)


def _evidence(link: Link, tests: tuple[StudyTest, ...], label: Label, registry: Registry) -> Evidence:
    claims = tuple(dict.fromkeys(claim.id for claim in (*link.passage.naming, *_telling(link))))
    study = link.study
    if study is None:
        key = " ".join(link.key.split())
        has_form = f"“{key}” has the form of {_a(link.kind)}" if link.kind else "This publication is cited"
        return Evidence(
            record=None,
            name=key,
            cite=key,
            claims=claims,
            by=link.by,
            status=NOT_IN_REGISTRY,
            as_of=None,
            conclusion=(
                f"{has_form} and is not among the {len(registry)} records of our registry. Whether it exists, what it "
                "tested and what it found was not looked up."
            ),
        )
    return Evidence(
        record=study.id,
        name=study.name,
        cite=study.cite,
        claims=claims,
        by=link.by,
        sure=link.sure,
        tests=tests,
        status=_STATUS[study.results] if study.human else _OTHER_WORK[study.kind],
        as_of=study.as_of,
        conclusion=_conclusion(link, study, tests, label),
        result=study.result,
        limits=study.limits,
        conflicts=study.conflicts,
        basis=study.basis,
        references=study.references or study.registry,
    )


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'AEIO' else 'a'} {kind}"


def _telling(link: Link) -> list[Claim]:
    return [claim for claim in link.passage.around if claim.kind == "study"]


def _conclusion(link: Link, study: Study, tests: Sequence[StudyTest], label: Label) -> str:
    """What the study is worth for this label, in one or two sentences."""
    if not study.human:
        tail = study.result if study.kind == "harm" else "It tested no effect of a product on people."
        return f"{study.name} is {_OTHER_WORK[study.kind]}. {tail}"
    guess = f"These words fit {study.name}. " if link.by in ("description", "author and year") else ""
    if not link.sure:
        guess = (
            f"The number of people and the weeks are those of {study.name}, which may be chance: it can be a test of "
            "the seller's own. If that study is meant: "
        )
    if study.results == "none":
        beside = f" Tested there: {study.source_text} with {study.co_treatment}." if study.co_treatment else ""
        return f"{guess}{study.name} is registered; no results found as of {day(study)}.{beside} It shows nothing yet."
    if study.results == "unknown":
        return f"{guess}Whether {study.name} has results is not known, so it supports nothing here."
    failed = [test.name for test in tests if test.matches is False]
    parts = []
    if failed:
        parts.append(_differs(study, failed, label))
    elif all(test.matches for test in tests):
        parts.append(f"{study.name} tested what this label describes.")
    else:
        open_ = next(test for test in tests if test.matches is None)
        parts.append(f"Nothing on the label speaks against {study.name}, but not all can be compared. {open_.reason}")
    if study.control == "none":
        parts.append("It had no control group, so it cannot tell what the product did.")
        if "placebo" in link.passage.values("study"):
            parts.append("The label speaks of a placebo or control; the published study had none.")
    return guess + " ".join(parts)


def _differs(study: Study, failed: Sequence[TestName], label: Label) -> str:
    """Both halves beside each other: what was tested, and what the label says instead."""
    tested = study.source_text if study.sources else "exosomes of a source not known here"
    if "device" in failed or "route" in failed:
        how = {"injection": ", injected", "topical": ", put on intact skin"}.get(study.route, "")
        tested += f" with {study.co_treatment}" if study.devices and study.co_treatment else how
    theirs = [f"tested {tested}"]
    ours = []
    if "source" in failed:
        ours.append(f"says {_words(label.sources)}")
    if "device" in failed or "route" in failed:
        ours.append(_use(study, label))
    if "indication" in failed:
        theirs.append(f"was about {purposes(study)}")
        ours.append(f"speaks of {_words(label.indications)}")
    if not ours:
        product = study.product.name if study.product else "another product"
        return f"That study tested {product}, which this label does not name."
    return f"That study {', and '.join(theirs)}; this label {_listed(ours)}."


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _use(study: Study, label: Label) -> str:
    if label.injected:
        return f"speaks of injection ({_words(label.injected)})"
    if study.route == "injection":
        return "does not speak of injection"
    return f"is used with {_words(label.devices)}" if label.devices else "names no device"


def _words(claims: Sequence[Claim]) -> str:
    words = list(dict.fromkeys(" ".join(claim.text.split()) for claim in claims))[:2]
    return " and ".join(f"“{word}”" for word in words)
