"""What every run tells at its end: a skip that nobody sees would pass for a test."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

os.environ["LABELCHECK_NO_CACHE"] = "1"  # tests see the rules as they are on disk
_ELSEWHERE = tempfile.TemporaryDirectory(prefix="labelcheck-tests-")
os.environ["LABELCHECK_DATA"] = str(Path(_ELSEWHERE.name) / "data")  # nobody's own history is looked at or written


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()) if report.longrepr}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"NOT TESTED: {reason.removeprefix('Skipped: ')}", yellow=True, bold=True)
