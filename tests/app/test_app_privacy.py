"""What ``.streamlit/config.toml`` and the app promise: local, silent, bounded, and nothing from other servers."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from labelcheck.models import CaptureSettings

ROOT = Path(__file__).parents[2]
CONFIG: dict[str, Any] = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
PAGES = ROOT / "labelcheck" / "pages"


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("browser", "gatherUsageStats", False),
        ("server", "address", "127.0.0.1"),
        ("server", "maxUploadSize", 64),
        ("server", "fileWatcherType", "none"),
        ("server", "showEmailPrompt", False),
        ("server", "enableStaticServing", False),
        ("client", "toolbarMode", "minimal"),
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
    ],
)
def test_the_promise_stands(section: str, name: str, value: object) -> None:
    assert CONFIG[section][name] == value


def test_protections_are_left_on() -> None:
    assert not {"enableCORS", "enableXsrfProtection", "corsAllowedOrigins"} & set(CONFIG["server"])


def test_uploads_end_where_reading_ends() -> None:
    assert CONFIG["server"]["maxUploadSize"] * 2**20 == CaptureSettings().max_bytes


def test_the_look_needs_no_network() -> None:
    assert "http" not in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    look = (PAGES / "look.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", look)
    assert CONFIG["theme"]["font"] in ("sans-serif", "serif")
    assert CONFIG["theme"]["headingFont"] in ("sans-serif", "serif")


def test_pictures_of_the_app_load_nothing() -> None:
    mark = (PAGES / "mark.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"]+", mark)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("file", [ROOT / "app.py", *sorted(PAGES.glob("*.py"))], ids=lambda file: file.name)
def test_no_page_opens_the_gate(file: Path) -> None:
    """No raw HTML in Markdown, no scripts, no shared cache for anything a visitor brings, no favicon from a server."""
    code = file.read_text(encoding="utf-8")
    assert "unsafe_allow" not in code
    assert "cache_data" not in code
    assert 'page_icon=":' not in code
    shared = re.findall(r"@st\.cache_resource.*\ndef (\w+)", code)
    assert set(shared) <= {"rules"}, "only the rules belong to everyone"
