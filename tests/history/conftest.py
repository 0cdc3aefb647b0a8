"""Hand-made evaluations and a folder of its own for every test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "report"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder that is not there yet."""
    where = tmp_path / "data"
    monkeypatch.setenv("LABELCHECK_DATA", str(where))
    return where
