"""What comparing suppliers costs beyond reading, how it grows, and how much memory it takes.

    python benchmarks/compare.py [--runs N]

50 products of 3 text PDFs each are drawn here: a brochure, a specification with a table and a certificate.

- Our own time a document beyond reading (claims, answers, flags, inspection of papers, cells; target at most 40 ms),
  beside the time of reading the same documents and of spaCy's bare English tokenizer on their texts in the same run.
- The same for 10, 25 and 50 products, each against 10: the work of a set is no more than that of its products.
- The memory of this process after product 10 and after product 50 of one comparison, and its peak; where the system
  tells (Linux). Readers of files are processes of their own, see ``reading.py``.
"""

from __future__ import annotations

import argparse
import io
import re
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from speed import seconds

from labelcheck.compare import CLINIC, Product, compare, products_in
from labelcheck.compare.dossier import Assembly
from labelcheck.evaluate import answer, read_each
from labelcheck.models import CaptureSettings, Reading
from labelcheck.rules import load_rules

if TYPE_CHECKING:
    from labelcheck.models import Evaluation, RuleSet

TARGET_MS = 40
TODAY = date(2026, 11, 1)
TISSUES = ("adipose tissue", "umbilical cord", "bone marrow", "placenta")
METHODS = ("tangential flow filtration", "ultracentrifugation", "size exclusion chromatography")
BROCHURE = """{name}
Exosomes for professional skin care
{name} is a serum with exosomes from human {tissue} derived mesenchymal stem cells. The vesicles are isolated by
{method} from the conditioned medium of passage {passage} cells, bank MB-{number:03d}. Each millilitre holds {count}
billion particles, counted by nanoparticle tracking analysis (NTA), with a mean size of {size} nm.
Our team in the clinic advises on a course of four sessions at intervals of two weeks. Apply it after the treatment with
clean hands, wait until the skin is dry, and protect it from the sun for a week. The bottle is made of amber glass; the
carton is printed with water based inks. Our people answer letters on every working day.
Store at 2-8 °C. Do not freeze. Shipped on cold packs with a temperature logger.
Use within 24 hours after opening. For external use only. Keep out of the reach of children.
What clinics ask
Does it contain cells? No. It contains no cells and no DNA of the donor.
Is it a medicine? No. It is a cosmetic product and is not meant to treat any disease.
How long does it keep? 24 months from the date of manufacture if it is kept cold and closed.
"""
SPECIFICATION = (
    ("Product", "{name}"),
    ("Maker", "Halden Vesicle Works {number}"),
    ("Source material", "Human {tissue} derived MSC, bank MB-{number:03d}"),
    ("Passage", "P{passage}"),
    ("Isolation", "{method}"),
    ("Particle count (NTA)", "{count} x 10^9 particles/mL"),
    ("Mean size", "{size} nm"),
    ("Markers", "CD9, CD63, CD81 positive; TSG101 positive; calnexin negative"),
    ("Particles per protein", "{count} x 10^9 particles/ug"),
    ("Storage", "2-8 °C, do not freeze"),
    ("Lot", "HV{number:03d}-26"),
    ("Date of issue", "2026-03-{day:02d}"),
)
CERTIFICATE = (
    ("Product", "{name}"),
    ("Lot", "HV{number:03d}-26"),
    ("Manufactured", "2026-02-{day:02d}"),
    ("Expires", "2028-02-{day:02d}"),
    ("Particle count (NTA)", "{count}.1 x 10^9 particles/mL"),
    ("Sterility (USP <71>)", "No growth after 14 days"),
    ("Mycoplasma (PCR)", "Not detected"),
    ("Endotoxin (LAL)", "0.0{passage} EU/mL"),
    ("Donor screening", "HIV 1/2, HBV, HCV, syphilis: negative"),
    ("Released by", "Quality, 2026-03-{day:02d}"),
)


def drawn(folder: Path, count: int) -> None:
    """A folder with ``count`` products of three PDFs each, no two alike."""
    for number in range(1, count + 1):
        words = {
            "name": f"Halden Serum {number}",
            "number": number,
            "tissue": TISSUES[number % 4],
            "method": METHODS[number % 3],
            "passage": number % 6 + 2,
            "count": number % 9 + 2,
            "size": 90 + number,
            "day": number % 27 + 1,
        }
        product = folder / f"product {number:02d}"
        product.mkdir()
        brochure = BROCHURE.format(**words).splitlines()
        (product / "brochure.pdf").write_bytes(pdf_of(brochure, ()))
        for title, rows in (("Specification", SPECIFICATION), ("Certificate of analysis", CERTIFICATE)):
            table = [(left, right.format(**words)) for left, right in rows]
            (product / f"{title.split()[0].lower()}.pdf").write_bytes(pdf_of([f"{title}: {words['name']}"], table))


def pdf_of(lines: Sequence[str], table: Sequence[tuple[str, str]]) -> bytes:
    """One page: lines of text, then a ruled table."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=True)
    canvas.setFont("Helvetica", 10)
    y = 800
    for line in lines:
        canvas.drawString(40, y, line)
        y -= 14
    for left, right in table:
        y -= 20
        canvas.rect(40, y - 6, 180, 20)
        canvas.rect(220, y - 6, 330, 20)
        canvas.drawString(46, y, left)
        canvas.drawString(226, y, right)
    canvas.save()
    return target.getvalue()


def own_work(products: Sequence[Product], readings: Sequence[Reading], rules: RuleSet) -> None:
    """All that a comparison does with documents that are read."""
    assembly = Assembly(rules, CLINIC, TODAY)
    for product, reading in zip(products, readings, strict=True):
        assembly.add(product.name, answer(reading, rules, checklist=CLINIC))
    assembly.comparison()


def times(products: Sequence[Product], runs: int, rules: RuleSet) -> None:
    import spacy

    settings = CaptureSettings()
    tokenizer = spacy.blank("en").tokenizer
    readings: list[Reading] = []
    reading_time = seconds(lambda: readings.extend(read_each(product.sources, settings) for product in products))
    documents = [document for reading in readings for document in reading.documents]
    assert len(documents) == 3 * len(products), [reading.skipped for reading in readings]
    own_work(products[:2], readings[:2], rules)
    each: dict[int, list[float]] = {10: [], 25: [], 50: []}
    bare = []
    for _ in range(runs):
        for size, found in each.items():
            spent = seconds(lambda: own_work(products[:size], readings[:size], rules))  # noqa: B023
            found.append(1000 * spent / (3 * size))
        bare.append(1000 * seconds(lambda: [tokenizer(document.text) for document in documents]) / len(documents))
    own, token = statistics.median(each[50]), statistics.median(bare)
    reading = 1000 * reading_time / len(documents)
    print(
        f"own time a document: {own:.1f} ms (from {min(each[50]):.1f} to {max(each[50]):.1f}, target {TARGET_MS}), "
        f"{own / reading:.2f} of reading it ({reading:.1f} ms), {own / token:.1f} times the bare tokenizer "
        f"({token:.2f} ms), {runs} runs"
    )
    ten = statistics.median(each[10])
    print(
        "own time a document by size of the set: "
        + ", ".join(f"{size} products {statistics.median(found) / ten:.2f}" for size, found in each.items())
        + " times that of 10"
    )


def memory(folder: Path, rules: RuleSet) -> None:
    if not Path("/proc/self/status").exists():
        print("memory: this system does not tell")
        return
    seen: list[int] = []
    peaks: list[int] = []

    def note(_product: Product, _evaluation: Evaluation) -> None:
        seen.append(held("VmRSS"))
        peaks.append(held("VmHWM"))

    compare(products_in([folder]), rules, today=TODAY, keep=note)
    early, late = seen[9], seen[-1]
    print(
        f"memory: {early / 2**20:,.0f} MB after product 10, {late / 2**20:,.0f} MB after product {len(seen)} "
        f"({late / early - 1:+.1%}); peak {peaks[9] / 2**20:,.0f} MB and {peaks[-1] / 2**20:,.0f} MB "
        f"({peaks[-1] / peaks[9] - 1:+.1%})"
    )


def held(field: str) -> int:
    """A figure of this process, in bytes."""
    found = re.search(rf"{field}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) * 1024 if found else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    rules = load_rules()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn(folder, 50)
        memory(folder, rules)
        times(products_in([folder]).products, runs, rules)


if __name__ == "__main__":
    main()
