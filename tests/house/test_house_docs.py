"""The documents cannot lie: what is generated in them is what the program says now."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_generated_parts_are_up_to_date() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "scripts" / "write_docs.py", "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "rules/README.md"):
        path = ROOT / name
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{name} links to {target}"


def test_constraints_hold_names_and_versions_only() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9_.-]+==[\w.+!-]+", line), line


def test_no_file_names_the_machine_it_was_made_on() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the files' list for the search of machine paths is git's")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert listed
    for name in listed:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".txt", ".json", ".css", ".svg"} and path.is_file():
            found = re.search(r"(?<![\w.])/(?:home|root|Users|work)/\w", path.read_text(encoding="utf-8"))
            assert not found, f"{name}: {found[0] if found else ''}"
