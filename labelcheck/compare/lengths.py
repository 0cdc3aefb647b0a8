"""How much text is compared at once: answering is linear in it, but a small archive can hold endless lines."""

from __future__ import annotations

from typing import NamedTuple


class Lengths(NamedTuple):
    """The most characters of text, as documents were read."""

    product: int = 5_000_000
    """Of all documents of one product."""
    together: int = 50_000_000
    """Of all products."""


class Room:
    """What is left of the limits while one product after another is read."""

    def __init__(self, lengths: Lengths) -> None:
        self._lengths = lengths
        self._of_product = 0
        self._together = 0

    def next_product(self) -> None:
        """The documents that follow are of another product."""
        self._of_product = 0

    def fits(self, characters: int) -> str | None:
        """None where a document of so many characters still fits, which is then counted; otherwise why it does not."""
        if self._of_product + characters > self._lengths.product:
            return (
                f"with it the product has more than {self._lengths.product:,} characters of text; "
                "give only the pages that describe the product, or compare it in parts"
            )
        if self._together + characters > self._lengths.together:
            return (
                f"with it all products together have more than {self._lengths.together:,} characters of text; "
                "compare fewer products at once"
            )
        self._of_product += characters
        self._together += characters
        return None
