"""The evidence registry with its indexes: by identifier, by author and year, and by number of participants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from labelcheck.models import RuleSet, Study

# The forms of identifiers, as their registries define them: knowledge of form, not of labels. OCR reads 0 as o.
_FORMS = (
    ("ClinicalTrials.gov number", re.compile(r"(NCT)[\s:#-]{0,3}([0-9oO]{4} ?[0-9oO]{4})(?!\d)", re.IGNORECASE)),
    ("ISRCTN number", re.compile(r"(ISRCTN)[\s:#-]{0,3}(\d{8})(?!\d)", re.IGNORECASE)),
    ("Korean registry number", re.compile(r"(KCT)[\s:#-]{0,3}(\d{7})(?!\d)", re.IGNORECASE)),
    ("Chinese registry number", re.compile(r"(ChiCTR)[ -]?((?:[A-Z]{2,4}[ -]?)?\d{8,10})(?!\d)", re.IGNORECASE)),
    ("Iranian registry number", re.compile(r"(IRCT)[\s:#-]{0,3}(\d{5,14}(?:N\d{1,3})?)(?!\d)", re.IGNORECASE)),
    (
        "trial registry number",
        re.compile(r"(jRCT|UMIN|ACTRN|TCTR|DRKS|EudraCT)[\s:#-]{0,3}(s?[\d-]{8,16})(?!\d)", re.IGNORECASE),
    ),
)
_DOI = re.compile(r"10\.\d{4,9}/[!-;=?-~]+")
_PMID = re.compile(
    r"(?:(?:PMID|PubMed(?: ID)?)\s?:?\s?#?"
    r"|(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|pubmed\.gov|europepmc\.org/(?:article|abstract)/MED)/)"
    r"(\d{4,9})(?!\d)",
    re.IGNORECASE,
)
_PMC = re.compile(r"PMC(?:ID:?)?\s?(?:PMC)?(\d{5,9})(?!\d)", re.IGNORECASE)


class Identifier(NamedTuple):
    """An identifier as the registry writes it, and what kind of number it is."""

    key: str
    kind: str


def identifiers(text: str) -> list[Identifier]:
    """Every identifier of a study or publication in a text, in a uniform spelling."""
    text = "".join(map(_plain, text))
    found = [Identifier(_uniform(match[1], match[2]), kind) for kind, form in _FORMS for match in form.finditer(text)]
    found += [Identifier(f"DOI {_unbracketed(match[0].lower())}", "DOI") for match in _DOI.finditer(text)]
    found += [Identifier(f"PMID {match[1]}", "PubMed number") for match in _PMID.finditer(text)]
    found += [Identifier(f"PMC{match[1]}", "PubMed Central number") for match in _PMC.finditer(text)]
    return list(dict.fromkeys(found))


def _plain(char: str) -> str:
    """A character as identifiers have it: digits of any script, full-width letters and signs, all dashes."""
    if char < "\x80":
        return char
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - 0xFEE0)
    return "-" if unicodedata.category(char) == "Pd" else char


def _unbracketed(doi: str) -> str:
    """A DOI without the marks of the sentence behind it; a bracket that it opened itself is its own."""
    bare = doi.rstrip(".,;:]")
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip(".,;:]")
    return bare


def _uniform(prefix: str, number: str) -> str:
    number = re.sub(r"[\s:-]", "", number).upper()
    # Only a ClinicalTrials.gov number is digits alone; others hold letters of their own.
    return prefix.upper() + (number.replace("O", "0") if prefix.upper() == "NCT" else number)


class Registry:
    """The studies of a rule set, found by what a label says of them."""

    def __init__(self, studies: Sequence[Study]):
        self.studies = tuple(studies)
        self._by_key = {key: study for study in studies for key in _keys(study)}
        self._by_year: dict[int, list[Study]] = {}
        self._by_people: dict[int, list[Study]] = {}
        by_id = {study.id: study for study in studies}
        for study in studies:
            if study.year:
                self._by_year.setdefault(study.year, []).append(study)
            numbers = {study.people, study.enrolled}
            if study.people is None:  # labels count the people of its other report
                numbers |= {by_id[name].people for name in study.same_people if name in by_id}
            for people in numbers - {None}:
                self._by_people.setdefault(people or 0, []).append(study)

    def __len__(self) -> int:
        return len(self.studies)

    def known(self, identifier: Identifier) -> Study | None:
        """The study that bears an identifier."""
        return self._by_key.get(identifier.key)

    def cited(self, text: str) -> list[Study]:
        """Studies of which an author and after that the year stand in a text, with or without accents."""
        plain = _unaccented(text)
        found = []
        for year in dict.fromkeys(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", plain)):
            before = plain[: plain.rindex(year)]
            dated = self._by_year.get(int(year), ())
            found += [study for study in dated if any(_stands(_unaccented(name), before) for name in study.authors)]
        return found

    def with_people(self, number: int) -> list[Study]:
        """Studies on people with this number of participants."""
        return [study for study in self._by_people.get(number, ()) if study.human]


@lru_cache(maxsize=4)
def closed_devices(rules: RuleSet) -> frozenset[str]:
    """Values of ways into the skin that do not open it."""
    found = [rule for rule in rules.rules if rule.evidence and not rule.evidence.opens]
    return frozenset(rule.value for rule in found if rule.value)


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text) is not None


def _unaccented(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _keys(study: Study) -> Iterable[str]:
    for number in study.registry:
        found = identifiers(number)
        yield found[0].key if found else number.upper()
    yield from (f"DOI {doi.lower()}" for doi in study.doi)
    yield from (f"PMID {pmid}" for pmid in study.pmid)
    yield from study.pmc


@lru_cache(maxsize=4)
def registry_of(rules: RuleSet) -> Registry:
    """The registry of a rule set, indexed once."""
    return Registry(rules.studies)
