"""A process of its own that keeps results, or keeps a comparison: it prints the id of each that was kept.

python writer.py FOLDER COUNT NAME
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "report"))

import evaluations  # noqa: E402

from labelcheck.history import History  # noqa: E402


def main() -> None:
    folder, count, name = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    history, rich = History(folder), evaluations.rich()
    print("ready", flush=True)
    for number in range(count):
        kept = history.add(rich.model_copy(update={"name": f"{name} {number}"}))
        print(kept.id, flush=True)


main()
