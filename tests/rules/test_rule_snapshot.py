"""A snapshot of checked rules is the rules themselves, and never stands in for changed or broken ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labelcheck import rules, snapshot
from labelcheck.rules import RuleErrors, load_rules


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(snapshot, "_cache_folder", lambda: tmp_path)
    monkeypatch.delenv("LABELCHECK_NO_CACHE", raising=False)
    rules._load.cache_clear()
    yield tmp_path / "labelcheck"
    rules._load.cache_clear()


def test_what_is_kept_is_what_was_loaded(cache: Path) -> None:
    fresh = load_rules()
    (kept,) = cache.glob("rules-*.json")
    rules._load.cache_clear()
    again = load_rules()
    assert again is not fresh
    assert again.model_dump() == fresh.model_dump()
    assert snapshot.stored(fresh.digest) is not None
    assert kept.name.endswith(f"{fresh.digest.removeprefix('sha256:')[:32]}.json")


def test_a_damaged_snapshot_is_as_good_as_none(cache: Path) -> None:
    fresh = load_rules()
    (kept,) = cache.glob("rules-*.json")
    kept.write_text(kept.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    rules._load.cache_clear()
    assert load_rules().model_dump() == fresh.model_dump()


def test_broken_rules_are_never_kept(cache: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack" / "claims" / "source"
    pack.mkdir(parents=True)
    (pack / "moss.yaml").write_text("title: Moss\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleErrors):
            load_rules([tmp_path / "pack"])
    assert not list(cache.glob("*"))


def test_a_folder_that_cannot_be_written_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(snapshot, "_cache_folder", lambda: blocked)
    rules._load.cache_clear()
    assert load_rules().rules
