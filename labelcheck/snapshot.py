"""Checked rules kept in the user's cache folder, so that the next start need not parse 150 files again.

A snapshot is named by the digest of every rule file's bytes, the program's version and the code that checks rules:
what changed makes another snapshot, never a stale one. It holds rules only. ``LABELCHECK_NO_CACHE=1`` switches it off;
a snapshot that cannot be read or written is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from labelcheck import __version__
from labelcheck.models import RuleSet

KEPT = 6


def stored(digest: str) -> RuleSet | None:
    """The rule set of a digest, if a snapshot of it can be read."""
    path = _path(digest)
    if path is None:
        return None
    try:
        rules = RuleSet.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return rules if rules.digest == digest else None


def store(rules: RuleSet) -> None:
    """Keep a checked rule set; the oldest snapshots beyond a handful are removed."""
    path = _path(rules.digest)
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(rules.model_dump_json())
        Path(unfinished).replace(path)
        found = sorted(path.parent.glob("rules-*.json"), key=lambda file: file.stat().st_mtime)
        for old in found[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _path(digest: str) -> Path | None:
    if os.environ.get("LABELCHECK_NO_CACHE") == "1":
        return None
    try:
        folder = _cache_folder()
    except RuntimeError:  # no home folder is known
        return None
    return folder / "labelcheck" / f"rules-{_program()}-{digest.removeprefix('sha256:')[:32]}.json"


@lru_cache(maxsize=1)
def _program() -> str:
    """The program's version and the code that checks rules: either of them changed makes another snapshot."""
    here = Path(__file__).parent
    names = (
        "context_types",
        "denials",
        "doses",
        "dossier_rules",
        "literals",
        "models",
        "rule_file",
        "rule_problems",
        "rule_types",
        "rules",
        "studies",
        "terms",
        "unit_types",
        "values",
        "words",
    )
    code = b"".join((here / f"{name}.py").read_bytes() for name in names)
    return f"{__version__}-{hashlib.sha256(code).hexdigest()[:12]}"


def _cache_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
