"""Numbers as languages that count in ten thousands write them: 10 billion is 100억."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

_UNITS: Final = {"만": Decimal(10) ** 4, "억": Decimal(10) ** 8, "조": Decimal(10) ** 12, "경": Decimal(10) ** 16}


class Numeral(str):
    """A number in figures, put into a message as ``{number:100만}``: in hundreds of 만, written 300만 or 1억 2000만.

    Without such a specification it is the string that it is. Raises ValueError where it is no number.
    """

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """The string, or the number counted in the unit at the end of ``spec``."""
        if spec[-1:] not in _UNITS:
            return super().__format__(spec)
        try:
            value = Decimal(self.replace(" ", "")) * Decimal(spec[:-1] or 1) * _UNITS[spec[-1]]
        except InvalidOperation as error:
            raise ValueError(f"{self!r} is no number") from error
        return _counted(value)


def _counted(value: Decimal) -> str:
    words = []
    for name, size in reversed(_UNITS.items()):
        whole = value // size
        if whole:
            words.append(f"{whole:f}{name}")
            value -= whole * size
    if value:
        words.append(f"{value.normalize():f}")
    return " ".join(words) or "0"
