"""Numbers as people say them: 4 billion, 3.5 × 10¹³, 58 µg."""

from __future__ import annotations

from typing import Final

_SCALES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MASSES: Final = ((1.0, "g"), (1e-3, "mg"), (1e-6, "µg"), (1e-9, "ng"), (1e-12, "pg"), (1e-15, "fg"))
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_BEYOND: Final = 1e15


def said(value: float) -> str:
    """A number in words up to trillions, as a power of ten beyond and far below one; three figures at most."""
    value = float(f"{value:.3g}")
    if value >= _BEYOND or 0 < value < 1e-3:
        front, power = f"{value:.2e}".split("e")
        return f"{_figures(float(front))} × 10{str(int(power)).translate(_RAISED)}"
    for scale, name in _SCALES:
        if value >= scale:
            return f"{_figures(value / scale)} {name}"
    return _figures(value)


def weighed(grams: float) -> str:
    """A mass in the unit that suits it; half a unit is still told in that unit."""
    for size, unit in _MASSES:
        if grams >= size / 2:
            return f"{_figures(grams / size)} {unit}"
    return f"{said(grams)} g"


def _figures(value: float) -> str:
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.10g}".replace(",", " ")
