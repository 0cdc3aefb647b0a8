"""How well sentences are read, scored against files of marked sentences.

    python benchmarks/sentences.py meaning FILE [-v]    [{"text", "targets": [{"start", "end", "category", "status"}]}]
    python benchmarks/sentences.py quantity FILE [-v]   [{"text", "gold": [{"lo", "hi", "unit"}], "lang"?}]
    python benchmarks/sentences.py terms FILE [-v]      {"terms": {word: name}, "S": [[line, [name]]]} in Korean

``meaning`` asks of each target how it is meant: affirmed, negated, hypothetical, general or other. A claim that covers
the target answers; where no rule knows the words, the cues around them do. ``quantity`` wants value, unit and basis (a
vial, an ampoule and a bottle count as one), and lists vesicle counts that are none. ``terms`` wants each named term
found as a claim or cue of its sort, and nothing in the lines that hold none. ``-v`` lists every disagreement.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from labelcheck.capture import read
from labelcheck.extract import find_claims, find_quantities, read_spans
from labelcheck.models import Claim, Document, Quantity, Source
from labelcheck.rules import load_rules

RULES = load_rules()
KINDS = {"cold_storage": "storage", "stability": "storage"}
FIVE = {"asserted": "affirmed", "negated": "negated", "hedged": "hypothetical"}
SORTS: dict[str, tuple[str, ...]] = {
    "exosome": ("scope/exosome",),
    "stem_cell": ("source/human-unspecified", "exclusion/cells", "overclaim/stem-cell*", "source/*", "scope/*"),
    "stem_cell_derived": ("source/human-unspecified", "source/human-*"),
    "adipose": ("source/human-adipose",),
    "human": ("source/human-*",),
    "plant": ("source/plant-*",),
    "rose": ("source/plant-rose",),
    "cold": ("storage/refrigerated",),
    "no_freeze": ("storage/frozen",),
    "room": ("storage/room-temperature",),
    "light": ("storage/*",),
    "single_use": ("packaging/single-use",),
    "ampoule": ("packaging/*",),
    "after_open": ("*/after-opening", "packaging/*", "storage/*"),
    "clinical": ("clinical/*", "overclaim/clinically-proven"),
    "regen": ("overclaim/*",),
    "scar": ("overclaim/*",),
    "wrinkle": ("overclaim/*",),
    "whitening": ("overclaim/*",),
    "melasma": ("overclaim/*",),
    "mn": ("enhancer/microneedling",),
    "lyo": ("packaging/lyophilised",),
    "media": ("scope/conditioned-medium", "source/*"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("meaning", "quantity", "terms"))
    parser.add_argument("file", type=Path)
    parser.add_argument("-v", action="store_true", help="list every disagreement")
    options = parser.parse_args()
    data = json.loads(options.file.read_text(encoding="utf-8"))
    score = {"meaning": meaning, "quantity": quantity, "terms": terms}[options.what]
    right, total, wrong = score(data)
    if options.v:
        print("\n".join(wrong))
    print(f"{options.file.name}: {right} of {total} ({right / max(1, total):.3f})")


def document_of(text: str) -> Document:
    return read(Source(name="sentence.txt", text=text))


def meaning(rows: Sequence[dict[str, Any]]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for row in rows:
        document = document_of(row["text"])
        claims = find_claims([document], RULES)
        for target in row["targets"]:
            total += 1
            got = meant(document, claims, target)
            right += got == target["status"]
            if got != target["status"]:
                wrong.append(f"{row['text']} | {target['text']} | want {target['status']}, got {got}")
    return right, total, wrong


def meant(document: Document, claims: Sequence[Claim], target: dict[str, Any]) -> str:
    start, end = target["start"], target["end"]
    kind = KINDS.get(target["category"], target["category"])
    near = [claim for claim in claims if claim.start < end and start < claim.end]
    near = [claim for claim in near if claim.kind == kind] or near
    if near:
        found: Any = max(near, key=lambda claim: min(claim.end, end) - max(claim.start, start))
    else:
        (found,) = read_spans(
            document, [(start, end)], RULES, kind if any(r.kind == kind for r in RULES.rules) else None
        )
    if found.subject != "product":
        return "general" if found.subject == "education" else "other"
    return FIVE[found.status]


def quantity(rows: Sequence[dict[str, Any]]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for row in rows:
        language = row.get("lang", "").split("-")[0] or None
        found = list(find_quantities(document_of(row["text"]), RULES, language))
        for gold in row["gold"]:
            total += 1
            match = next((each for each in found if same(each, gold)), None)
            if match is None:
                wrong.append(f"{row['text']} | missed {gold['surface']} = {gold['lo']}-{gold['hi']} {gold['unit']}")
            else:
                right += 1
                found.remove(match)
        wrong += [f"{row['text']} | no such count: {each.text}" for each in found if each.unit == "particle"]
    return right, total, wrong


def same(found: Quantity, gold: dict[str, Any]) -> bool:
    unit, _, per = gold["unit"].partition("/")
    basis = "vial" if found.per in ("ampoule", "bottle") else found.per
    near = all(abs(a - b) <= 0.01 * abs(b) + 0.005 for a, b in ((found.low, gold["lo"]), (found.high, gold["hi"])))
    return near and found.unit == unit and (not per or basis == per)


def terms(data: dict[str, Any]) -> tuple[int, int, list[str]]:
    right, total, wrong = 0, 0, []
    for line, names in data["S"]:
        document = document_of(line)
        claims = find_claims([document], RULES)
        found = {claim.rule for claim in claims} | set(cue_ids(claims))
        for name in names:
            total += 1
            hit = any(fnmatchcase(rule, sort) for rule in found for sort in SORTS[name])
            right += hit
            if not hit:
                wrong.append(f"{line} | missed {name}; found {sorted(found)}")
        if not names:
            total += 1
            right += not claims
            wrong += [f"{line} | holds no term; found {claim.rule} at {claim.text}" for claim in claims]
    return right, total, wrong


def cue_ids(claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        yield from (cue.rule for cue in claim.cues)


if __name__ == "__main__":
    main()
