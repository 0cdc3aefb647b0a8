"""The six tests whether a cited study speaks of this label: product, source, route, device, indication, results.

Each is yes, no, or cannot tell, with a sentence. What the label does not say is "cannot tell" wherever part of it was
not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from labelcheck.grade.citing import Passage
from labelcheck.models import Claim, Document, Results, Study, StudyTest, TestName

_IN_STUDY = "in_study"
"""The qualifier of a device that only a study is told to have used."""
_MEDIUM = "conditioned_medium_"
_UNSPECIFIED = "_unspecified"
_READ: tuple[TestName, ...] = ("source", "device", "indication")
"""Tests that fail because a word is not among those of the label, which may stand where nobody read."""
_RESULTS: dict[Results, tuple[bool | None, str]] = {
    "published": (True, "Its results are published."),
    "preprint": (True, "Its results are in a preprint that no expert has reviewed."),
    "conference": (True, "Its results are known from a conference abstract only."),
    "posted": (True, "Its results are posted in the trial registry."),
    "none": (False, "It is registered, and no results were found as of {date}."),
    "unknown": (None, "Whether it has results is not known."),
}


class Label(NamedTuple):
    """What the label says of its own product, for comparison with a study."""

    text: str
    """Its words without those that deny, compare, or tell of studies and other products."""
    all_text: str
    sources: tuple[Claim, ...]
    devices: tuple[Claim, ...]
    injected: tuple[Claim, ...]
    indications: tuple[Claim, ...]
    partly_read: bool
    """Whether what was not found may stand where nobody read."""
    closed: frozenset[str] = frozenset()
    """Values of devices that do not open the skin."""


def label_of(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    passages: Sequence[Passage],
    partly_read: bool,
    closed: frozenset[str] = frozenset(),
) -> Label:
    """What the label says of its own product, leaving out what its passages about studies say of those."""
    near = {claim.id for passage in passages for claim in passage.around if not claim.listed}
    reported = {claim.id for passage in passages if _is_report(passage) for claim in passage.around}

    def own(kind: str, statuses: Sequence[str] = ("asserted",)) -> tuple[Claim, ...]:
        found = [one for one in claims if one.kind == kind and one.subject == "product" and one.status in statuses]
        # "Apply after fractional laser (Lee 2020)" instructs; only a report keeps a device for its study.
        told = reported if kind == "enhancer" else near
        apart = tuple(one for one in found if one.id not in told and one.qualifier != _IN_STUDY)
        # A label that names its source only where it tells of its one study means that source.
        return apart if apart or kind != "source" or len(passages) > 1 else tuple(found)

    return Label(
        text=_plain(_own_text(claims, documents, near)),
        all_text=_plain(" ".join(document.text for document in documents)),
        sources=own("source"),
        devices=own("enhancer", ("asserted", "hedged")),
        injected=tuple(one for one in own("overclaim") if one.value == "injection"),
        indications=own("indication", ("asserted", "hedged")),
        partly_read=partly_read,
        closed=closed,
    )


def _own_text(claims: Sequence[Claim], documents: Sequence[Document], near: set[str]) -> str:
    """The text without the sentences that tell of studies, or in which something is denied or of another product."""
    texts = [list(document.text) for document in documents]
    for claim in claims:
        foreign = claim.id in near or claim.status == "negated" or claim.subject == "other"
        if foreign and claim.sentence:
            start, end = claim.sentence
            texts[claim.document][start:end] = " " * (end - start)
    return " ".join("".join(text) for text in texts)


def tests_of(study: Study, label: Label) -> tuple[StudyTest, ...]:
    """The six tests in their order."""
    answers: dict[TestName, tuple[bool | None, str]] = {
        "product": _product(study, label),
        "source": _source(study, label),
        "route": _route(study, label),
        "device": _device(study, label),
        "indication": _indication(study, label),
        "results": _results(study),
    }
    if label.partly_read:
        for name in _READ:
            matches, reason = answers[name]
            if matches is False:
                answers[name] = None, f"{reason} Part of it was not read."
    return tuple(StudyTest(name=name, matches=matches, reason=reason) for name, (matches, reason) in answers.items())


def _is_report(passage: Passage) -> bool:
    """Whether a passage tells of a study, rather than naming it beside an instruction."""
    return any(claim.kind == "study" or claim.study and claim.study.people for claim in passage.around)


def _product(study: Study, label: Label) -> tuple[bool | None, str]:
    tested = study.product
    if tested is None:
        return None, "Which product it tested is not known here."
    if any(_stands(name, label.text) for name in tested.names):
        return True, f"It tested {tested.name}, which the label names."
    if any(_stands(name, label.all_text) for name in tested.names):
        return None, f"It tested {tested.name}, which the label names where it tells of studies or of other products."
    if any(_stands(maker, label.text) for maker in tested.makers):
        return None, f"It tested {tested.name}. The label names the maker, and may mean another product."
    if label.partly_read:
        return None, f"It tested {tested.name}. What could be read does not name it."
    return False, f"It tested {tested.name}, which the label does not name."


def _source(study: Study, label: Label) -> tuple[bool | None, str]:
    if not study.sources:
        return None, "What is known of the study does not name its source."
    named = [claim for claim in label.sources if not (claim.value or "").endswith(_UNSPECIFIED)]
    sources = named or label.sources  # "stem cell" beside "rose callus" says no second source
    said = {claim.value or "" for claim in sources}
    if not said:
        return None, f"It used {study.source_text}. The label names no source to compare."
    quoted = _quoted(sources)
    if said <= set(study.sources) and not all(one.endswith(_UNSPECIFIED) for one in said):
        return True, f"It used {study.source_text}, as the label says: {quoted}."
    if said & set(study.sources):
        return None, f"It used {study.source_text}. The label names several sources: {quoted}."
    if any(_may_be(one, known) for one in said for known in study.sources):
        return None, f"It used {study.source_text}. The label says only {quoted}."
    if any(one.removeprefix(_MEDIUM) == known.removeprefix(_MEDIUM) for one in said for known in study.sources):
        return (
            False,
            f"It used {study.source_text}. The label says {quoted}: a medium and its vesicles are not the same.",
        )
    return False, f"It used {study.source_text}. The label says {quoted}."


def _may_be(said: str, known: str) -> bool:
    """Whether one value is the class of the other: human, plant, bacteria without more."""
    if said.startswith(_MEDIUM) != known.startswith(_MEDIUM):
        return False
    return any(
        wide.endswith(_UNSPECIFIED) and narrow.startswith(wide.removesuffix("unspecified"))
        for wide, narrow in ((said, known), (known, said))
    )


def _route(study: Study, label: Label) -> tuple[bool | None, str]:
    if study.route == "unknown":
        return None, "How it was given is not known here."
    if study.route == "injection":
        if label.injected:
            return True, f"It was injected, and the label speaks of that: {_quoted(label.injected)}."
        return _absent(label, "It was injected. The label does not speak of injection.")
    if label.injected:
        return False, f"It was put on the skin. The label speaks of injection: {_quoted(label.injected)}."
    told = [claim for claim in label.devices if claim.status == "asserted"]
    if study.route == "topical":
        if told:
            return False, f"It was put on intact skin. The label tells to combine it: {_quoted(told)}."
        if label.devices:
            return None, f"It was put on intact skin. The label leaves the choice: {_quoted(label.devices)}."
        return (None if label.partly_read else True), "It was put on intact skin, and the label tells nothing else."
    opening = [claim for claim in label.devices if claim.value not in label.closed]
    told = [claim for claim in told if claim in opening]
    if told:
        return True, f"It was put on skin after a procedure, as the label says: {_quoted(told)}."
    if opening:
        return None, f"It was put on skin after a procedure. The label leaves the choice: {_quoted(opening)}."
    return _absent(label, "It was put on skin after a procedure. The label tells of none.")


def _device(study: Study, label: Label) -> tuple[bool | None, str]:
    said = {claim.value for claim in label.devices}
    if not study.devices:
        if study.route != "topical":
            return None, "Whether it used a device is not known here."
        told = [claim for claim in label.devices if claim.status == "asserted"]
        if told:
            return False, f"It used no device. The label tells to use one: {_quoted(told)}."
        return (None if label.devices else True), "It used no device, and the label asks for none."
    used = study.co_treatment or " and ".join(study.devices).replace("_", " ")
    together = len(study.devices) > 1 and not study.either_device
    if together and said & set(study.devices) and not set(study.devices) <= said:
        return None, f"It used {used}. The label names only {_quoted(label.devices)}."
    if said & set(study.devices):
        return True, f"It used {used}, as the label says: {_quoted(label.devices)}."
    if said:
        return False, f"It used {used}. The label speaks of another: {_quoted(label.devices)}."
    return _absent(label, f"It used {used}. The label names no device.")


def _indication(study: Study, label: Label) -> tuple[bool | None, str]:
    if not study.indications:
        return None, "What it was for is not known here."
    about = purposes(study)
    if not label.indications:
        return None, f"It was about {about}. The label does not say what the product is for."
    if {claim.value for claim in label.indications} & set(study.indications):
        return True, f"It was about {about}, as the label is."
    return False, f"It was about {about}. The label speaks of {_quoted(label.indications)}."


def _results(study: Study) -> tuple[bool | None, str]:
    if not study.human:
        return False, "It is no study of a product on people."
    matches, reason = _RESULTS[study.results]
    return matches, reason.format(date=day(study))


def purposes(study: Study) -> str:
    """What a study was about, as people list it."""
    *first, last = (value.replace("_", " ") for value in study.indications)
    return f"{', '.join(first)} and {last}" if first else last


def day(study: Study) -> str:
    """When a record was last looked at, as people write it."""
    return f"{study.as_of.day} {study.as_of:%B %Y}"


def _absent(label: Label, reason: str) -> tuple[bool | None, str]:
    if label.partly_read:
        return None, f"{reason} Part of it was not read."
    return False, reason


def _quoted(claims: Sequence[Claim]) -> str:
    words = list(dict.fromkeys(" ".join(claim.text.split()) for claim in claims))[:3]
    return ", ".join(f"“{word}”" for word in words)


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(_plain(name))}(?![^\W_])", text) is not None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()
