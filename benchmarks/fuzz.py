"""Feed labelcheck damaged files and count what it must never do: hang, crash, or leave a process behind.

    python benchmarks/fuzz.py [--files N] [--seed N] [--seconds N] [--keep DIR]

The shipped samples and a few small files made here are mutated (bits flipped, cut short, parts of one file put into
another, compressed streams of PDFs changed inside, sizes in headers changed) from a seed, so that a finding can be had
again. Every file must end in a document or in one clear message, within the time limit of a page (and of the pages
that may be given up). Exits with 1 if any did not; ``--keep`` saves those files.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from labelcheck.capture import CaptureError, read, unpacked
from labelcheck.capture.process import child
from labelcheck.models import CaptureSettings, Source

SAMPLES = Path(__file__).parent.parent / "labelcheck" / "samples"
GRACE = 10.0
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ANY_NUMBER = re.compile(rb"\d+")

Mutation = Callable[[random.Random, bytes, bytes], bytes]


def flipped(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """A few bits changed."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 16, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def head_flipped(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Bits changed where a file keeps its sizes."""
    return flipped(chance, data[:256], other) + data[256:]


def cut(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(1, len(data))]


def gap(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """A part in the middle is missing."""
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 2000) :]


def spliced(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A part of another file stands in this one."""
    start, place = chance.randrange(len(other)), chance.randrange(len(data))
    return data[:place] + other[start : start + chance.randrange(1, 5000)] + data[place:]


def repeated(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """A part comes many times."""
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + chance.randrange(1, 500)] * chance.choice((2, 50, 500)) + data[start:]


def renumbered(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    """Numbers written out in the file (sizes, references, coordinates) become others."""
    numbers = list(_ANY_NUMBER.finditer(data))
    if not numbers:
        return cut(chance, data, _other)
    for match in sorted(chance.sample(numbers, min(len(numbers), 4)), key=lambda found: -found.start()):
        value = chance.choice((b"0", b"-1", b"99999999999", b"4294967295", b"65536", b"1", b"1e99"))
        data = data[: match.start()] + value + data[match.end() :]
    return data


def stream_changed(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A compressed stream of a PDF is changed inside and compressed again."""
    streams = []
    for match in _STREAM.finditer(data):
        try:
            streams.append((match, zlib.decompress(match[1].strip(b"\r\n"))))
        except zlib.error:
            continue
    if not streams:
        return flipped(chance, data, other)
    match, content = chance.choice(streams)
    mutation = chance.choice((flipped, cut, repeated, renumbered, spliced))
    changed = zlib.compress(mutation(chance, content, other) if content else other)
    return data[: match.start(1)] + changed + b"\n" + data[match.end(1) :]


MUTATIONS: tuple[Mutation, ...] = (flipped, head_flipped, cut, gap, spliced, repeated, renumbered, stream_changed)


def seeds() -> list[tuple[str, bytes]]:
    """Sound files of every kind that is read: (name, bytes)."""
    from PIL import Image

    found = [
        (path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir()) if path.suffix in (".pdf", ".jpg", ".png")
    ]
    pictures = [(name, data) for name, data in found if not name.endswith(".pdf")]
    found = [(name, data) for name, data in found if name.endswith(".pdf")] * 2
    for name, data in pictures:
        small = Image.open(io.BytesIO(data)).convert("RGB")
        small.thumbnail((500, 500))
        for kind in ("PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP", "AVIF"):
            target = io.BytesIO()
            small.save(target, kind)
            found.append((f"{Path(name).stem}.{kind.lower()}", target.getvalue()))
    scan = io.BytesIO()
    Image.open(io.BytesIO(pictures[0][1])).convert("RGB").save(scan, "PDF")
    found += [("scan.pdf", scan.getvalue())] * 4
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found[:2]:
            archive.writestr(name, data)
    page = b"<html><body><nav>Shop</nav><main><h1>Serum</h1><table><tr><td>Store</td><td>2-8 C</table></main></body>"
    mail = b"From: a@example.org\r\nSubject: Serum\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + page
    return [*found, ("site.html", page), ("mail.eml", mail), ("all.zip", packed.getvalue())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--seconds", type=float, default=30.0, help="time limit of a page")
    parser.add_argument("--keep", type=Path, help="folder for the files that failed")
    options = parser.parse_args()
    faults = run(options.files, options.seed, options.seconds, options.keep)
    sys.exit(1 if faults else 0)


def run(files: int, seed: int, seconds: float, keep: Path | None = None) -> int:
    """Read ``files`` mutated files; the number of faults."""
    sound = seeds()
    settings = CaptureSettings(page_seconds=seconds)
    ends: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    for number in range(files):
        chance = random.Random(f"{seed}/{number}")
        name, data = chance.choice(sound)
        mutation = chance.choice(MUTATIONS)
        broken = mutation(chance, data, chance.choice(sound)[1])
        start = time.perf_counter()
        fault, end = outcome(name, broken, settings)
        taken = time.perf_counter() - start
        slowest = max(slowest, taken)
        if taken > seconds * (1 + child.MOST_GIVEN_UP) + GRACE:
            fault = f"took {taken:.0f} s"
        ends[end] += 1
        if fault:
            faults.append(f"file {number}, {name} {mutation.__name__}: {fault}")
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{number}-{name}").write_bytes(broken)
    child.stop_children()
    if left := child.running():
        faults.append(f"{left} reading processes were left behind")
    print(f"{files} files from seed {seed}: " + ", ".join(f"{count} {end}" for end, count in ends.most_common()))
    print(f"slowest {slowest:.1f} s; {len(faults)} faults")
    print("\n".join(faults))
    return len(faults)


def outcome(name: str, data: bytes, settings: CaptureSettings) -> tuple[str, str]:
    """What is wrong with how reading ended (empty if nothing), and how it ended."""
    source = Source(name=name, data=data)
    try:
        opened = [each for each in unpacked(source, settings) if isinstance(each, Source)]
        documents = [read(each, settings) for each in opened]
    except CaptureError as error:
        if "Traceback" in (said := " ".join(getattr(error, "__notes__", ()))):
            return said, "crashed"
        stopped = "makes its reader stop" in error.cause or "takes " in error.cause
        return (
            "" if str(error).isprintable() else "a message that cannot be printed"
        ), "stopped" if stopped else "refused"
    except Exception as error:  # noqa: BLE001 - any other exception is what is looked for
        return f"{type(error).__name__}: {error}", "crashed"
    for found in documents:
        if any(found.text[word.start : word.end] != word.text for word in found.words):
            return "words that do not stand where they say", "read"
    pages = [page.verdict for found in documents for page in found.pages]
    return "", "read with a page left out" if "unread" in pages else "read"


if __name__ == "__main__":
    main()
