"""How much simulated reading noise changes the answers.

    python benchmarks/noise.py LABELS.jsonl [--rates 1,3,5] [--seeds 5] [--first-seed 1] [--latin] [--changes]

LABELS.jsonl holds one label a line, with ``id`` and ``text``; where a row has ``gold`` in the form of the measuring
set, answers are compared with it as well. Each text is read clean once and noisy once a seed. Printed are, per rate:
the share of checklist answers that stay as on the clean text, the accuracy against the gold and how far it fell, the
share of clean claims that are found again, and the values: how many stand in the noisy text as in no clean one, in
per cent of all that are stated, and how many of those are shown without any doubt.

The noise, per character of the text at the given rate (line breaks stay):

    a space            half are lost, half doubled by one that falls into the next word
    a letter, a figure 50 % are read as one or two that look alike, where any do (0 as O, l as 1, rn as m, 3 as 8)
                       15 % as any other letter (a figure as any other figure), and those without a like
                       15 % are lost, 10 % followed by a letter or mark that is not there, 10 % by a space
    a mark             half are lost, half read as another mark
    other scripts      as a letter, but read as another character of the same text
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections import Counter
from pathlib import Path
from typing import Any

from labelcheck.evaluate import evaluate
from labelcheck.models import Claim, Evaluation
from labelcheck.rules import load_rules

LIKES = """
0=OoD 1=lI7 2=Z7 3=8 4=A9 5=S6 6=b8 7=1T 8=B3 9=gq a=oe b=h6 c=eo d=cl e=co f=tr g=q9 h=bn i=l1j j=i k=h l=1iI m=rn
n=ur o=0ce p=q q=g r=n s=5 t=fl u=nv v=y w=vv x=k y=v z=2 B=8R C=GO D=0O E=F F=EP G=6C H=N I=l1 L=I M=N N=M O=0Q P=F
Q=O R=B S=5 T=7I U=V V=U W=VV Z=2 é=e è=e ü=u ä=a
"""
ALIKE = {pair[0]: pair[2:] for pair in LIKES.split()}
WHOLE = {("d", "cl"), ("m", "rn"), ("w", "vv"), ("W", "VV")}
"""Letters that fall into two: the second string is one reading, not two."""
RUN_IN = {"rn": "m", "cl": "d", "vv": "w"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MARKS = ".,:;'-·"


def noisy(text: str, rate: float, chance: random.Random, latin: bool = False) -> str:
    """A text as a weak reader returns it; ``latin`` leaves other scripts as they are."""
    other = [char for char in text if char.isalpha() and ord(char) >= 0x1100]
    found: list[str] = []
    place = 0
    while place < len(text):
        char = text[place]
        if char == "\n" or (latin and ord(char) >= 0x1100) or chance.random() >= rate:
            found.append(char)
            place += 1
        elif char.isspace():
            if chance.random() < 0.5:
                place += 1  # lost
            else:
                found.append(char + text[place + 1 : place + 2].strip("\n") + " ")
                place += 1 + (text[place + 1 : place + 2] not in ("", "\n"))
        elif char.isalnum():
            read, taken = misread(text, place, other, chance)
            found.append(read)
            place += taken
        else:
            found.append("" if chance.random() < 0.5 else chance.choice(MARKS))
            place += 1
    return "".join(found)


def misread(text: str, place: int, other: list[str], chance: random.Random) -> tuple[str, int]:
    """What a letter or figure is read as, and how many characters of the text that takes."""
    char = text[place]
    kind = chance.random()
    if kind < 0.50 and (run := RUN_IN.get(text[place : place + 2])):
        return run, 2
    if kind < 0.50 and char in ALIKE:
        likes = ALIKE[char]
        return likes if (char, likes) in WHOLE else chance.choice(likes), 1
    if kind < 0.65:
        if ord(char) >= 0x1100:
            return chance.choice(other or [char]), 1
        if char.isdigit():
            return chance.choice([digit for digit in "0123456789" if digit != char]), 1
        letter = chance.choice([letter for letter in LETTERS if letter != char.lower()])
        return letter.upper() if char.isupper() else letter, 1
    if kind < 0.80:
        return "", 1
    return char + (chance.choice(LETTERS + MARKS) if kind < 0.90 else " "), 1


def values(claims: tuple[Claim, ...]) -> list[tuple[str, str, float, float, bool, str]]:
    """The figures a label states: kind of claim, unit, low, high, whether a doubt is shown with them, the words."""
    return [
        (claim.kind, quantity.unit, quantity.low, quantity.high, bool(claim.doubts or quantity.repaired), claim.text)
        for claim in claims
        if (quantity := claim.quantity) and claim.status != "negated"
    ]


def outcomes(found: Evaluation) -> dict[str, str]:
    return {item.id: item.outcome for item in found.items}


def accepted(row: dict[str, Any]) -> dict[str, set[str]]:
    """The outcomes that the measuring set's gold accepts for each item; none for a control."""
    gold = row.get("gold")
    if not gold or row.get("kind") == "control":
        return {}
    amount, cold, study = gold["concentration"], gold["cold_storage"], gold["clinical_data"]["disclosed"]
    based = any("/" in str(value["unit"]) for value in amount["values"])
    late = any(word in (cold.get("evidence") or "").lower() for word in ("open", "reconstit"))
    return {
        "source": {{True: "met", "vague": "partly", False: "not stated"}[gold["source"]["disclosed"]]},
        "concentration": {
            {"quantified": "met" if based else "partly", "partial": "partly", "none": "not stated"}[amount["disclosed"]]
        },
        "cold-storage": {"met", "partly"}
        if cold["disclosed"] == "cold" and late
        else {{"cold": "met", "frozen": "met", "ambient": "contrary", "none": "not stated"}[cold["disclosed"]]},
        "clinical-data": {{"cited": "met", "described": "partly"}.get(study, "not stated")},
    }


def says(claim: Claim) -> tuple[object, ...]:
    return claim.rule, claim.value, claim.status, claim.subject, claim.qualifier


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--rates", default="1,3,5", help="per cent of characters, parted by commas")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--latin", action="store_true", help="misread Latin print only, as rules mend Latin words only")
    parser.add_argument("--changes", action="store_true", help="list every answer that changed and every wrong value")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    rules = load_rules()
    clean = {row["id"]: evaluate([row["text"]], rules) for row in rows}
    gold = {row["id"]: accepted(row) for row in rows}
    right = [outcomes(clean[name])[item] in want for name, wants in gold.items() for item, want in wants.items()]
    if right:
        print(f"clean: {100 * sum(right) / len(right):.1f} % of {len(right)} answers as the gold has them")
    doubted = [name for name, found in clean.items() if any(claim.doubts for claim in found.claims)]
    print(f"clean: a doubt is shown on {len(doubted)} of {len(clean)} texts {doubted if doubted else ''}")
    for rate in (float(part) for part in arguments.rates.split(",")):
        runs = [
            run(rows, clean, gold, rate, seed, arguments)
            for seed in range(arguments.first_seed, arguments.first_seed + arguments.seeds)
        ]
        report(rate, runs, sum(right) / len(right) if right else None)


def run(
    rows: list[dict[str, Any]],
    clean: dict[str, Evaluation],
    gold: dict[str, dict[str, set[str]]],
    rate: float,
    seed: int,
    asked: argparse.Namespace,
) -> Counter[str]:
    """What one seed's noise does to all labels, as counts."""
    count: Counter[str] = Counter()
    for row in rows:
        name = row["id"]
        chance = random.Random(f"{name} {rate:g} {seed}")
        text = noisy(row["text"], rate / 100, chance, asked.latin)
        found, before = evaluate([text], load_rules()), clean[name]
        for item, outcome in outcomes(found).items():
            was = outcomes(before)[item]
            count["items"] += 1
            count["same"] += outcome == was
            if item in gold[name]:
                count["gold"] += 1
                count["right"] += outcome in gold[name][item]
            if asked.changes and outcome != was:
                print(f"  {rate:g} % seed {seed} {name}: {item} {was} -> {outcome}")
        wanted, said = Counter(map(says, before.claims)), Counter(map(says, found.claims))
        count["claims"] += wanted.total()
        count["found"] += (wanted & said).total()
        count["said"] += said.total()
        true = [(unit, low, high) for _, unit, low, high, *_ in values(before.claims)]
        for kind, unit, low, high, doubted, quote in values(found.claims):
            wrong = not any(unit == u and is_among(low, a, b) and is_among(high, a, b) for u, a, b in true)
            for group in ("value", "dose") if kind == "concentration" else ("value",):
                count[f"{group}s"] += 1
                count[f"{group}s wrong"] += wrong
                count[f"{group}s wrong, no doubt"] += wrong and not doubted
                count[f"{group}s doubted"] += doubted
            if asked.changes and wrong:
                print(f"  {rate:g} % seed {seed} {name}: {low:g} to {high:g} {unit}, doubt {doubted}, {quote!r}")
        count["doses clean"] += sum(kind == "concentration" for kind, *_ in values(before.claims))
        count["values clean"] += len(values(before.claims))
    return count


def is_among(value: float, *others: float) -> bool:
    """Whether a value is one of others but for rounding; one end of a range alone is read in part, not wrong."""
    return any(abs(value - other) <= 0.01 * abs(other) for other in others)


def report(rate: float, runs: list[Counter[str]], clean: float | None) -> None:
    total = sum(runs, Counter())
    same = [100 * each["same"] / each["items"] for each in runs]
    print(f"{rate:g} %, {len(runs)} seeds: {spread(same)} % of answers as on the clean text")
    if clean is not None:
        right = [100 * each["right"] / each["gold"] for each in runs]
        print(f"  against the gold {spread(right)} %, which is {100 * clean - statistics.mean(right):.1f} points lower")
    print(f"  claims found again {100 * total['found'] / total['claims']:.1f} %", end=", ")
    print(f"of those stated {100 * total['found'] / total['said']:.1f} % stand in the clean text")
    for group, name in (("values", "all values"), ("doses", "concentrations")):
        stated, wrong, bare = (total[group + end] for end in ("", " wrong", " wrong, no doubt"))
        print(
            f"  {name}: {stated} stated ({total[group + ' clean']} clean), "
            f"{100 * wrong / max(1, stated):.2f} % wrong ({wrong}), without a doubt {bare}"
        )


def spread(shares: list[float]) -> str:
    return f"{statistics.mean(shares):.1f} ({min(shares):.1f} to {max(shares):.1f})"


if __name__ == "__main__":
    main()
