"""Two reports value by value: what differs in them beyond what a sentence tells."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from labelcheck.report.pairing import Pairing, Pairs, pairing
from labelcheck.report.saved import saved_report
from labelcheck.report.telling import Difference

_ABSENT: Final = object()
_LONGEST: Final = 60


class Leaf(NamedTuple):
    """A value that differs, by its path in the report before (``claims[3].confidence``), and both values as JSON."""

    path: str
    before: str
    after: str


def same(before: object, after: object) -> bool:
    """Whether two values of JSON are equal: the order of keys and the notation of numbers do not matter."""
    return next(_walked("", before, after), None) is None


def leaves(before: Mapping[str, object], after: Mapping[str, object], told: Sequence[Difference]) -> list[Leaf]:
    """The values that differ and that no difference in ``told`` tells of.

    Parts are compared with their counterparts, so what was only renumbered stays out; where two reports differ in
    nothing else, it is listed. The list is empty only if something was told or the reports are the same.

    Raises:
        NoReport: one of them is no report of this schema.
    """
    pairs = pairing(saved_report(before), saved_report(after))
    paths = {path for difference in told for path in difference.paths}
    found = [leaf for leaf in _paired(before, _renumbered(before, after, pairs), pairs) if not _told(leaf.path, paths)]
    return found if found or told else list(_walked("", before, after))


def _told(path: str, paths: set[str]) -> bool:
    ends = (place for place, char in enumerate(path) if char in ".[")
    return path in paths or any(path[:end] in paths for end in ends)


def _paired(before: Mapping[str, Any], after: Mapping[str, Any], pairs: Pairing) -> Iterator[Leaf]:
    matched = pairs._asdict()
    for key in dict.fromkeys((*before, *after)):
        if key in matched and key in before and key in after:
            for place, there in sorted(matched[key].items(), key=lambda pair: pair[1]):
                yield from _walked(f"{key}[{there}]", before[key][there], after[key][place])
        else:
            yield from _walked(key, before.get(key, _ABSENT), after.get(key, _ABSENT))


def _walked(path: str, before: Any, after: Any) -> Iterator[Leaf]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            step = f"{path}.{key}" if path else str(key)
            yield from _walked(step, before.get(key, _ABSENT), after.get(key, _ABSENT))
    elif isinstance(before, list) and isinstance(after, list):
        for place in range(max(len(before), len(after))):
            old, new = (values[place] if place < len(values) else _ABSENT for values in (before, after))
            yield from _walked(f"{path}[{place}]", old, new)
    elif not _equal(before, after):
        yield Leaf(path, _shown(before), _shown(after))


def _equal(before: object, after: object) -> bool:
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    if isinstance(before, int | float) and isinstance(after, int | float):
        return before == after
    return type(before) is type(after) and before == after


def _shown(value: object) -> str:
    if value is _ABSENT:
        return "absent"
    if isinstance(value, dict | list):
        return f"{len(value)} values" if value else json.dumps(value)
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 2].rstrip() + '…"'


# --- ids and places as the report before has them -------------------------------------------------------------------


def _renumbered(before: Mapping[str, Any], after: Mapping[str, Any], pairs: Pairing) -> dict[str, Any]:
    """``after`` with the ids of claims and flags and the places of documents that their counterparts have."""
    claims = _names(before["claims"], after["claims"], pairs.claims)
    flags = _names(before.get("flags", []), after.get("flags", []), pairs.flags)
    data: dict[str, Any] = _renamed(dict(after), claims, pairs.documents)
    for claim in data["claims"]:
        claim["id"] = claims[claim["id"]]
    for flag in data.get("flags", []):
        flag["id"] = flags[flag["id"]]
    for entry in data.get("dismissed", []):
        entry["flag"] = flags.get(entry["flag"], entry["flag"])
    return data


def _names(before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]], pairs: Pairs) -> dict[str, str]:
    return {
        part["id"]: before[pairs[place]]["id"] if place in pairs else f"new {part['id']}"
        for place, part in enumerate(after)
    }


def _renamed(value: Any, claims: Mapping[str, str], documents: Pairs) -> Any:
    if isinstance(value, list):
        return [_renamed(each, claims, documents) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: _renamed(each, claims, documents) for key, each in value.items()}
    if isinstance(cited := made.get("claims"), list):
        made["claims"] = [claims.get(name, name) if isinstance(name, str) else name for name in cited]
    if isinstance(place := made.get("document"), int):
        made["document"] = documents.get(place, place)
    return made
