"""What every run tells at its end: a skip that nobody sees would pass for a test."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

_PICTURES = ("test_grade_samples.py",)
os.environ["LABELCHECK_NO_CACHE"] = "1"  # tests see the rules as they are on disk
_ELSEWHERE = tempfile.TemporaryDirectory(prefix="labelcheck-tests-")
os.environ["LABELCHECK_DATA"] = str(Path(_ELSEWHERE.name) / "data")  # nobody's own history is looked at or written


@pytest.hookimpl(tryfirst=True)  # before the groups become part of the tests' names
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Which tests stay together where several processes share a run: those of the one browser and those that read dense
    pictures first, one after another, since each needs the machine; else a file's."""
    browser = [item for item in items if "chromium" in getattr(item, "fixturenames", ()) or item.path.name in _PICTURES]
    for item in browser:
        item.add_marker(pytest.mark.xdist_group("browser"))
    together = set(browser)
    for item in items:
        if item not in together:
            item.add_marker(pytest.mark.xdist_group(item.path.name))
    items.sort(key=lambda item: item not in together)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()) if report.longrepr}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"NOT TESTED: {reason.removeprefix('Skipped: ')}", yellow=True, bold=True)
