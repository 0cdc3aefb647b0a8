"""Standards by the name under which a supplier knows them: a letter that cites an identifier alone convinces nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from labelcheck.models import Study


def named_standards(references: Iterable[str], studies: Iterable[Study]) -> tuple[str, ...]:
    """``references``, each after its record's name where there is one: ``guidance:MISEV2018 (doi:…), doi:…``."""
    names = {key: study.name for study in studies for key in _keys(study)}
    found: list[str] = []
    for reference in references:
        if name := names.pop(reference.casefold(), None):
            names = {key: other for key, other in names.items() if other != name}
            found.append(f"guidance:{name} ({reference})")
        found.append(reference)
    return tuple(dict.fromkeys(found))


def _keys(study: Study) -> Iterator[str]:
    """What may refer to a study, as references of the rules are written."""
    for scheme, numbers in (("doi", study.doi), ("pmid", study.pmid), ("pmc", study.pmc), ("nct", study.registry)):
        yield from (f"{scheme}:{number}".casefold() for number in numbers)
