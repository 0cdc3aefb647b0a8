"""What every run tells at its end: a skip that nobody sees would pass for a test."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

_BROWSED = (
    ("test_app_axe_browser.py", "test_app_compare_browser.py", "test_app_history_browser.py", "test_app_languages.py"),
    ("test_app_check_browser.py", "test_app_browser.py", "test_app_audit_browser.py", "test_app_attacks_browser.py"),
)
"""Files that share a browser and a server, in two halves that take about as long."""
_LONG = (
    "test_grade_samples.py",
    "test_pattern_time.py",
    "test_registry.py",
    "test_rule_errors.py",
    "test_report_request_layout.py",
    "test_examples.py",
)
_ORDER = (*_BROWSED[0], *_BROWSED[1], *_LONG)
os.environ["LABELCHECK_NO_CACHE"] = "1"  # tests see the rules as they are on disk
_ELSEWHERE = tempfile.TemporaryDirectory(prefix="labelcheck-tests-")
os.environ["LABELCHECK_DATA"] = str(Path(_ELSEWHERE.name) / "data")  # nobody's own history is looked at or written


def group(file: str) -> str:
    """Which tests stay in one process where several share a run: those of a file, and those of files that share a
    browser."""
    return next((files[0] for files in _BROWSED if file in files), file)


class Together(LoadScopeScheduling):
    """Hands out groups by the names of files: xdist's own groups are lost on pytest 9.2 (pytest-xdist issue 1386)."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid.partition("::")[0].rpartition("/")[2])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no process waits for another at the end."""
    places = {name: place for place, name in enumerate(_ORDER)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()) if report.longrepr}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"NOT TESTED: {reason.removeprefix('Skipped: ')}", yellow=True, bold=True)
