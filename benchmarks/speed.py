"""How fast labelcheck is, as ratios to a baseline timed in the same run.

    python benchmarks/speed.py [--runs N]

Two ratios first: a whole ``labelcheck check`` of a 1 kB text against ``python -c "import spacy"`` (target at most 1.6),
and one evaluation of that text in a warm process against spaCy's bare English tokenizer on it (target at most 10).
Then grading is timed against extraction, on that label and on one that cites studies (target at most 0.1), and a last
line shows how time grows with the text: the time per kilobyte at 30 kB, 300 kB and 1 MB of labels.
Medians are printed with the fastest and slowest run, since a laptop does other things too.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labelcheck.models import RuleSet

LABEL = """Halden Exosome Ampoule
Human adipose stem cell exosomes in a light serum for tired skin.
20 billion exosomes per 5 mL vial, counted by nanoparticle tracking analysis (NTA). Mode 112 nm, CD9 and CD63 positive.
Store at 2-8 °C. Do not freeze. Once opened, use within 24 hours and discard the rest.
Apply one vial after microneedling performed by a trained professional. Not for injection.
In a 12-week split-face study of 21 women the look of wrinkles was reduced; the study has not been published.
Ingredients: Water, Glycerin, Niacinamide, Human Adipose Stromal Cell Exosomes, Trehalose, Sodium Hyaluronate,
Panthenol, Allantoin, Betaine, 1,2-Hexanediol, Disodium EDTA, Citric Acid, Ethylhexylglycerin, Carbomer, Arginine,
Butylene Glycol, Caprylyl Glycol, Xanthan Gum, Adenosine, Tocopherol.
Does it contain stem cells? No. It contains no cells, and it does not penetrate deep into the dermis.
Keep out of reach of children. For external use only. Made in an ISO 22716 plant. Lot HA2611, best before 11/2028.
"""


CITING = (
    LABEL
    + """Clinical data: Kwon HH et al. Combination Treatment with Human ASC Exosomes and Fractional CO2 Laser.
Acta Derm Venereol 2020;100:adv00310. Trial NCT06677931 shows that it works. 56 patients, 6 weeks: fewer wrinkles.
7,500 ppm exosomes. Each vial holds 50 mg of lyophilised exosomes. No refrigeration required, shipped on dry ice.
"""
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        label = Path(folder) / "label.txt"
        label.write_text(LABEL, encoding="utf-8")
        check = [sys.executable, "-m", "labelcheck", "check", str(label), "-o", str(Path(folder) / "report.txt")]
        compare(
            "whole process",
            runs,
            lambda: run(check),
            "import spacy",
            lambda: run([sys.executable, "-c", "import spacy"]),
        )
    import spacy

    from labelcheck.evaluate import evaluate
    from labelcheck.rules import load_rules

    rules, tokenizer = load_rules(), spacy.blank("en").tokenizer
    compare(
        "evaluation",
        runs,
        lambda: repeat(lambda: evaluate([LABEL], rules)),
        "bare tokenizer",
        lambda: repeat(lambda: tokenizer(LABEL)),
    )
    for name, text in (("a label", LABEL), ("a label that cites studies", CITING)):
        grading(name, text, runs, rules)
    growth(lambda text: evaluate([text], rules))


def grading(name: str, text: str, runs: int, rules: RuleSet) -> None:
    """Grading against extraction: both from the same document, each warm."""
    from labelcheck.capture import read
    from labelcheck.extract import find_claims
    from labelcheck.grade import grade
    from labelcheck.models import Source

    document = read(Source(name="label.txt", text=text))
    claims = find_claims([document], rules)
    checklist = rules.checklists["tetrapod-2026"]
    compare(
        f"grading {name}",
        runs,
        lambda: repeat(lambda: grade(claims, [document], [], checklist, rules)),
        "extraction",
        lambda: repeat(lambda: find_claims([document], rules)),
    )


def growth(call: Callable[[str], object]) -> None:
    """The time per kilobyte of ever longer texts made of labels, each against the shortest."""
    times = {}
    for kilobytes in (30, 300, 1000):
        text = "\n\n".join([LABEL] * (kilobytes * 1000 // len(LABEL) + 1))[: kilobytes * 1000]
        times[kilobytes] = seconds(lambda: call(text)) / kilobytes  # noqa: B023
    least = times[30]
    print(
        "time per kB: "
        + ", ".join(f"{size} kB {each / least:.2f}" for size, each in times.items())
        + " times that of 30 kB"
    )


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def repeat(call: Callable[[], object], times: int = 20) -> None:
    for _ in range(times):
        call()


def compare(name: str, runs: int, call: Callable[[], None], base_name: str, base: Callable[[], None]) -> None:
    """Time both in turn, so that a busy moment slows both, and print the ratio of each pair."""
    call(), base()
    pairs = []
    for _ in range(runs):
        pairs.append((seconds(call), seconds(base)))
    ratios = [a / b for a, b in pairs]
    print(
        f"{name} / {base_name}: {statistics.median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f}), "
        f"{statistics.median(a for a, _ in pairs):.3f} s against {statistics.median(b for _, b in pairs):.3f} s, "
        f"{runs} runs"
    )


def seconds(call: Callable[[], None]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
