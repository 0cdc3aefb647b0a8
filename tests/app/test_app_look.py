"""Contrast, computed: every text colour on every ground it stands on, in light and in dark (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from labelcheck.report.html.tones import INKS

ROOT = Path(__file__).parents[2]
LOOK = (ROOT / "labelcheck" / "pages" / "look.css").read_text(encoding="utf-8")
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
PAIRS = dict(re.findall(r"--lc-([a-z-]+): (light-dark\([^)]+\))", LOOK))
TONES = ("met", "partly", "contrary", "silent", "unread", "flag")
ENOUGH = 4.5


def _colour(name: str, dark: bool) -> str:
    colour: str = re.findall(r"#[0-9a-f]{6}", PAIRS[name])[dark]
    return colour


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _text_on_ground() -> list[tuple[str, str]]:
    plain = [(text, ground) for text in ("ink", "muted", "accent") for ground in ("ground", "card", "aside")]
    tones = [(tone, ground) for tone in TONES for ground in (f"{tone}-ground", "ground", "card")]
    return [*plain, *tones, ("ink", "mark"), ("ink", "partly-ground"), ("muted", "partly-ground")]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), _text_on_ground())
def test_text_can_be_read(text: str, ground: str, dark: bool) -> None:
    assert contrast(_colour(text, dark), _colour(ground, dark)) >= ENOUGH


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["textColor", "linkColor", "primaryColor", "redColor", "greenColor", "yellowColor"])
def test_the_theme_can_be_read(scheme: str, name: str) -> None:
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(THEME[scheme][name], THEME[scheme][ground]) >= ENOUGH


def test_theme_and_look_stand_on_the_same_ground() -> None:
    for dark, scheme in enumerate(("light", "dark")):
        assert _colour("ground", bool(dark)) == THEME[scheme]["backgroundColor"]
        assert _colour("ink", bool(dark)) == THEME[scheme]["textColor"]


@pytest.mark.parametrize("ink", INKS.values())
def test_numbers_on_the_picture_can_be_read(ink: str) -> None:
    assert contrast(ink, "#ffffff") >= ENOUGH
