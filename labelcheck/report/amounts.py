"""Amounts in plain words, with figures as people write them."""

from __future__ import annotations

from typing import Final

from labelcheck.language import noted, say
from labelcheck.models import Bound, Quantity

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_BIG: Final = 1e5
_BOUND_WORDS: Final[dict[Bound, str]] = {
    "at least": noted("at least {figure}"),
    "at most": noted("at most {figure}"),
    "about": noted("about {figure}"),
}


def amount(quantity: Quantity) -> str:
    """A quantity as people write it: ``10¹⁰ particles per mL``, ``3–5 ppm``."""
    low, high = _number(quantity.low), _number(quantity.high)
    figure = low if low == high else say("{low} to {high}", low=low, high=high)
    if quantity.bound:
        figure = say(_BOUND_WORDS[quantity.bound], figure=figure)
    stated = _counted(figure, quantity)
    return say("{amount} per {per}", amount=stated, per=say(quantity.per.replace("_", " "))) if quantity.per else stated


def _counted(figure: str, quantity: Quantity) -> str:
    if quantity.unit == "%":
        return figure + "%"
    if quantity.unit == "particle":
        message = noted("{figure} particle") if quantity.high == 1 else noted("{figure} particles")
        return say(message, figure=figure)
    unit = quantity.unit.replace("_", " ")
    if quantity.high != 1 and unit.isalpha() and len(unit) > 3 and not unit.endswith("s"):
        unit += "s"
    return f"{figure} {say(unit)}"


def _number(value: float) -> str:
    if value == float("inf"):
        return say("a number too large to show")
    if abs(value) < _BIG:
        return f"{value:,.10g}".replace(",", " ")
    mantissa, power = f"{value:.10e}".split("e")
    front = mantissa.rstrip("0").rstrip(".")
    raised = "10" + str(int(power)).translate(_SUPERSCRIPTS)
    return raised if front == "1" else f"{front} × {raised}"
