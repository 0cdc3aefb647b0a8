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
_NOUNS: Final[dict[str, tuple[str, str]]] = {
    "particle": (noted("{figure} particle"), noted("{figure} particles")),
    "particle:protein": (noted("{figure} particle"), noted("{figure} particles")),
    "unit": (noted("{figure} unit"), noted("{figure} units")),
    "piece": (noted("{figure} piece"), noted("{figure} pieces")),
    "exosome": (noted("{figure} exosome"), noted("{figure} exosomes")),
    "person": (noted("{figure} person"), noted("{figure} people")),
    "second": (noted("{figure} second"), noted("{figure} seconds")),
    "minute": (noted("{figure} minute"), noted("{figure} minutes")),
    "hour": (noted("{figure} hour"), noted("{figure} hours")),
    "day": (noted("{figure} day"), noted("{figure} days")),
    "week": (noted("{figure} week"), noted("{figure} weeks")),
    "month": (noted("{figure} month"), noted("{figure} months")),
    "year": (noted("{figure} year"), noted("{figure} years")),
}
"""Units that are words, for one of them and for more: nothing else has a plural."""
_SIGNS: Final = {"degC": "°C", "ug": "µg", "uL": "µL", "um": "µm", "inch": "in", "mile": "mi"}


def amount(quantity: Quantity) -> str:
    """A quantity as people write it: ``10¹⁰ particles per mL``, ``3–5 ppm``."""
    low, high = (_number(_degrees(value, quantity.unit)) for value in (quantity.low, quantity.high))
    figure = low if low == high else say("{low} to {high}", low=low, high=high)
    if quantity.bound:
        figure = say(_BOUND_WORDS[quantity.bound], figure=figure)
    stated = _counted(figure, quantity)
    if not quantity.per:
        return stated
    of_protein = quantity.unit == "particle:protein"
    per = say("{unit} of protein", unit=_unit(quantity.per)) if of_protein else _unit(quantity.per)
    return say("{amount} per {per}", amount=stated, per=per)


def _counted(figure: str, quantity: Quantity) -> str:
    if quantity.unit == "%":
        return figure + "%"
    if quantity.unit in _NOUNS:
        one, more = _NOUNS[quantity.unit]
        return say(one if quantity.high == 1 else more, figure=figure)
    return f"{figure} {_unit(quantity.unit)}"


def _unit(name: str) -> str:
    """A unit, or what an amount is counted in, as it is written."""
    return say(_SIGNS.get(name, name.replace("_", " ")))


def _degrees(value: float, unit: str) -> float:
    """A temperature, to whole degrees where it was worked out: 36 °F is 2 °C, nobody means 2.222222222."""
    return round(value) if unit == "degC" and round(value, 1) != round(value, 6) else value


def _number(value: float) -> str:
    if value == float("inf"):
        return say("a number too large to show")
    if abs(value) < _BIG:
        return f"{value:,.10g}".replace(",", " ")
    mantissa, power = f"{value:.10e}".split("e")
    front = mantissa.rstrip("0").rstrip(".")
    raised = "10" + str(int(power)).translate(_SUPERSCRIPTS)
    return raised if front == "1" else f"{front} × {raised}"
