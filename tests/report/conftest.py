"""Goldens: whole reports kept in ``golden/`` and compared whole.

After a wanted change: ``pytest tests/report --update-goldens``, then read the difference in ``git diff`` before
committing it. (The option is known when ``tests/report`` is named on the command line.)
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the goldens instead of comparing them")


@pytest.fixture
def matches_golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Compare a report with the golden of this name, or write it where ``--update-goldens`` was asked for."""
    update = request.config.getoption("--update-goldens", default=False)

    def compare(name: str, report: str | bytes) -> None:
        data = report.encode("utf-8") if isinstance(report, str) else report
        file = GOLDEN / name
        if update:
            file.write_bytes(data)
        assert file.exists(), f"{file} is missing: run pytest tests/report --update-goldens and read what it wrote"
        assert data.decode("utf-8") == file.read_bytes().decode("utf-8")

    return compare
