"""Which OCR engines are there: told from what is installed, without loading any."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from labelcheck.capture.engines.line_reader import data_folder, missing_data, packages
from labelcheck.capture.engines.ocr import ENGINES
from labelcheck.capture.engines.second_reader import DISTRIBUTION, INSTALL, LANGUAGES


@dataclass(frozen=True, slots=True)
class EngineState:
    """An engine and whether it can be used."""

    name: str
    version: str | None
    """Of what is installed; None if it is not."""
    scripts: str
    licence: str
    state: str
    """"ready", or what to do to have it."""


def engine_states(tessdata: Path | None) -> list[EngineState]:
    """All engines, and last the second reader of Korean.

    Args:
        tessdata: the folder of Tesseract's language data, if not where the system keeps it.
    """
    found = [
        _state(name, entry.distributions, entry.scripts, entry.licence, entry.cure, entry.data, tessdata)
        for name, entry in ENGINES.items()
    ]
    tesseract = ENGINES["tesseract"].licence
    return [
        *found,
        _state("(Korean)", (DISTRIBUTION,), "Korean, beside the others", tesseract, INSTALL, LANGUAGES, tessdata),
    ]


def _state(
    name: str,
    distributions: tuple[str, ...],
    scripts: str,
    licence: str,
    cure: str,
    data: tuple[str, ...],
    tessdata: Path | None,
) -> EngineState:
    installed = [_version(distribution) for distribution in distributions]
    if None in installed:
        return EngineState(name, None, scripts, licence, f"not installed: {cure}")
    if not data:
        return EngineState(name, installed[0], scripts, licence, "ready")
    folder = data_folder(tessdata, data)
    if folder is None:
        missing = missing_data(tessdata, data)
        state = f"language data missing: {packages(missing)} (Debian, Ubuntu), or --tessdata DIR"
        return EngineState(name, installed[0], scripts, licence, state)
    return EngineState(name, installed[0], scripts, licence, f"ready, language data in {folder}")


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
