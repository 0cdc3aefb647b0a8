"""Which studies a label cites or describes: by identifier, by citation, or by the figures it gives.

A description names a study only if nothing in it speaks against that study and one study alone fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from labelcheck.grade.registry import Registry, identifiers
from labelcheck.grade.selection import Pool, sentence_of
from labelcheck.models import Claim, Document, LinkedBy, Study

_CITING = ("registry", "doi", "pmid", "citation", "author-year", "registered-with-results", "described-study")
"""Rules of kind ``clinical`` that point at one study; a mere mention does not."""
_BETWEEN = re.compile(r"[\s•·*|,;–—-]{0,8}")
"""May stand between two sentences that tell of one study; a blank line may not."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ROUND = 5
"""Numbers of participants that many studies have: a multiple of this needs more to go with it."""
_MOST = 12
"""Claims of a passage that are looked back at."""
_RARE = 40
"""Numbers of participants from which on a seller's own test seldom has them: then a length of time says enough."""
_RARE_DESIGNS = {"split_face": "split-face", "case_series": "case series", "retrospective": "retrospective"}
_NEAR = 0.1
"""Share by which a length of time may differ and still be the same one: three months, twelve weeks."""


class Passage(NamedTuple):
    """What a label tells of one study: the claims that name it and all that stands in their sentences."""

    naming: tuple[Claim, ...]
    around: tuple[Claim, ...]
    years: frozenset[int] = frozenset()
    """Years that stand in its sentences."""

    def values(self, kind: str) -> set[str]:
        """Values of the claims of a kind in the passage that are not denied, whoever they speak of."""
        return {one.value for one in self.around if one.kind == kind and one.value and one.status != "negated"}

    @property
    def people(self) -> tuple[int, ...]:
        """Numbers of people that it gives."""
        return tuple(dict.fromkeys(n for claim in self.naming if claim.study for n in claim.study.people))

    @property
    def weeks(self) -> tuple[float, ...]:
        """Lengths of time that it gives, in weeks."""
        return tuple(dict.fromkeys(n for claim in self.naming if claim.study for n in claim.study.weeks))


class Link(NamedTuple):
    """A study that a passage names; ``key`` is what was printed, for one that is not in the registry.

    ``sure`` is False where only a number of people and a length of time agree, which may be chance.
    """

    study: Study | None
    by: LinkedBy
    passage: Passage
    key: str = ""
    kind: str = ""
    sure: bool = True


def links_of(pool: Pool, documents: Sequence[Document], registry: Registry) -> list[Link]:
    """Every study that a product's claims cite or describe, in the order of the label."""
    naming = [claim for claim in pool.claims if _names(claim)]
    found: list[Link] = []
    for claim in naming:
        passage = _passage([claim], pool, documents)
        found += _by_identifier(claim, passage, registry)
    identified = {claim.id: claim for link in found for claim in link.passage.naming}
    known = {sentence_of(claim) for claim in identified.values()}
    for passage in _passages([claim for claim in naming if claim.id not in identified], pool, documents):
        links = _by_citation(passage, registry) or _by_description(passage, registry)
        if any(sentence_of(claim) in known for claim in passage.naming):
            # The identifier says which study it is; the words around it can only say the same.
            links = [link for link in links if any(link.study is one.study for one in found)]
        elif not links:
            cited = [claim for claim in passage.naming if claim.value == "citation"]
            links = [Link(None, "citation", Passage((claim,), passage.around), claim.text) for claim in cited]
        found += links
    return _merged(found)


def _names(claim: Claim) -> bool:
    name = claim.rule.split("/")[-1]
    told = claim.status != "negated" or name == "registry"  # "the trial has shown nothing" names the trial
    return claim.kind == "clinical" and told and name in _CITING


def _by_identifier(claim: Claim, passage: Passage, registry: Registry) -> Iterator[Link]:
    for identifier in identifiers(claim.text):
        yield Link(registry.known(identifier), "identifier", passage, identifier.key, identifier.kind)


def _passages(naming: Sequence[Claim], pool: Pool, documents: Sequence[Document]) -> Iterator[Passage]:
    """Claims of neighbouring sentences together, as long as not more than one of them counts people."""
    group: list[Claim] = []
    for claim in sorted(naming, key=lambda one: (one.document, one.start)):
        if group and not _goes_on(group, claim, documents):
            yield _passage(group, pool, documents)
            group = []
        group.append(claim)
    if group:
        yield _passage(group, pool, documents)


def _passage(group: Sequence[Claim], pool: Pool, documents: Sequence[Document]) -> Passage:
    around = {other.id: other for claim in group for other in (claim, *pool.in_sentence(claim))}
    sentences = {(claim.document, claim.sentence) for claim in group if claim.sentence}
    texts = [documents[number].text[start:end] for number, (start, end) in sentences]
    years = frozenset(int(year) for text in texts for year in _YEAR.findall(text))
    return Passage(tuple(group), tuple(around.values()), years)


def _goes_on(group: Sequence[Claim], claim: Claim, documents: Sequence[Document]) -> bool:
    last = group[-1]
    if last.document != claim.document or not (last.sentence and claim.sentence):
        return False
    if sentence_of(last) == sentence_of(claim):
        return True
    near = (*group[-_MOST:], claim)
    counted = {people for one in near if one.study for people in one.study.people}
    between = documents[claim.document].text[last.sentence[1] : claim.sentence[0]]
    cited = any(one.value in ("citation", "author_year") for one in near)
    return len(counted) < 2 and not cited and bool(_BETWEEN.fullmatch(between)) and between.count("\n") < 2


def _by_citation(passage: Passage, registry: Registry) -> list[Link]:
    cited = [claim for claim in passage.naming if claim.value in ("citation", "author_year")]
    text = " ".join(claim.text for claim in cited)
    fitting = [(study, _agreement(study, passage)) for study in registry.cited(text)]
    sure = [study for study, agreement in fitting if _in_journal(study, text, agreement)]
    if sure:
        return [Link(study, "citation", passage) for study in sure]
    if any(claim.value == "citation" for claim in cited):  # its journal is none of those that we know
        fitting = [(study, agreement) for study, agreement in fitting if not study.journal]
    likely = [study for study, agreement in fitting if agreement]
    named = {author for study in likely for author in study.authors}
    return [Link(study, "author and year", passage) for study in likely] if len(named) >= len(likely) else []


def _in_journal(study: Study, text: str, agreement: int | None) -> bool:
    """Whether a citation names the study's journal as one: before the year, volume or a mark, not inside another name.

    A journal of one word ("Life") may be a word of a title, so something else must agree as well.
    """
    for name in study.journal:
        named = re.search(rf"(?<![^\W_]){re.escape(name)}(?=\W{{0,3}}(?:\(?(?:19|20)\d\d|\d|$))", text, re.IGNORECASE)
        if named and (" " in name or agreement or f"{study.year}" in text[named.end() : named.end() + 8]):
            return True
    return False


def _by_description(passage: Passage, registry: Registry) -> list[Link]:
    if "self_run" in passage.values("study") or any(claim.value == "citation" for claim in passage.naming):
        return []  # the seller's own test, or a publication that is another one
    scored: list[tuple[int, int, Study]] = []
    for people in passage.people:
        for study in registry.with_people(people):
            if passage.years and passage.years.isdisjoint({study.year, *study.misdated}):
                continue  # the label says when it was: not then
            agreement = _agreement(study, passage)
            needed = 2 if people % _ROUND == 0 else 1
            if agreement and agreement >= needed and _is_told(study, passage) and _is_about(study, passage):
                scored.append((agreement, people, study))
    if not scored:
        return []
    best = max(agreement for agreement, _, _ in scored)
    once = {study.id: (agreement, people, study) for agreement, people, study in scored if agreement == best}
    fitting = sorted(once.values(), key=lambda one: one[2].people is None)
    (agreement, people, study), *others = fitting
    if any(other.id not in study.same_people for _, _, other in others):
        return []
    sure = agreement > 1 or (people >= _RARE and people % _ROUND != 0) or bool(_designs(passage))
    return [Link(study, "description", passage, sure=sure)]


def _is_about(study: Study, passage: Passage) -> bool:
    """Whether what the passage says of purpose and device can be said of the study."""
    for kind, known in (("indication", study.indications), ("enhancer", study.devices)):
        said = passage.values(kind)
        if said and known and said.isdisjoint(known):
            return False
    return True


def _agreement(study: Study, passage: Passage) -> int | None:
    """How many details of a passage are those of a study; None where one speaks against it."""
    words = passage.values("study")
    same_time = any(_near(said, known) for said in passage.weeks for known in study.weeks)
    if passage.weeks and study.weeks and not same_time:
        return None
    if passage.people and study.people and not {study.people, study.enrolled}.intersection(passage.people):
        return None
    if "split_face" in words and study.design and "split-face" not in study.design:
        return None
    if "single_arm" in words and study.control not in ("none", "unknown"):
        return None
    return (
        same_time
        + ("split_face" in words and "split-face" in study.design)
        + ("randomised" in words and "randomised" in study.design)
        + ("placebo" in words and study.control in ("vehicle", "saline with the same device"))
        + ("single_arm" in words and study.control == "none")
        + bool(passage.values("source").intersection(study.sources))
        + bool(passage.values("enhancer").intersection(study.devices))
        + bool(passage.values("indication").intersection(study.indications))
    )


def _is_told(study: Study, passage: Passage) -> bool:
    """Whether the passage tells how long or how it was done: a number of people and a topic could be any study's."""
    timed = any(_near(said, known) for said in passage.weeks for known in study.weeks)
    return timed or bool(_designs(passage).intersection(study.design))


def _designs(passage: Passage) -> set[str]:
    """Designs that few studies have, as the passage names them."""
    return {_RARE_DESIGNS[word] for word in passage.values("study") if word in _RARE_DESIGNS}


def _near(said: float, known: float) -> bool:
    return abs(said - known) <= _NEAR * known


def _merged(links: Sequence[Link]) -> list[Link]:
    """One link a study, with all claims that name it; the surest way of naming it stands."""
    order: tuple[LinkedBy, ...] = ("identifier", "citation", "author and year", "description")
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(link.study.id if link.study else f"?{link.key}", []).append(link)
    merged = []
    for group in groups.values():
        naming = {claim.id: claim for link in group for claim in link.passage.naming}
        around = {claim.id: claim for link in group for claim in link.passage.around}
        merged.append(
            group[0]._replace(
                by=min((link.by for link in group), key=order.index),
                passage=group[0].passage._replace(naming=tuple(naming.values()), around=tuple(around.values())),
                sure=any(link.sure for link in group),
            )
        )
    return merged
