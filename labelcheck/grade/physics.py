"""What vesicles weigh and how many fit into a millilitre: spheres, at a density that vesicles are measured to have.

The figures are calculations of our own, not measurements of a product; they bound what a label can mean.
"""

from __future__ import annotations

import math
from typing import Final

DENSITY: Final = 1.1
"""g/mL; vesicles float in gradients at 1.08 to 1.19 (MISEV2018, doi:10.1080/20013078.2018.1535750)."""
PACKING: Final = 0.64
"""Share of a volume that spheres poured at random fill."""
USUAL: Final = 100.0
"""nm; the diameter that is assumed where the label states none."""
_PPM: Final = 1e-6


def volume(diameter: float) -> float:
    """mL of one vesicle of a diameter in nm."""
    return math.pi / 6 * (diameter * 1e-7) ** 3


def weight(diameter: float) -> float:
    """Grams of one vesicle of a diameter in nm."""
    return volume(diameter) * DENSITY


def packing_limit(diameter: float) -> float:
    """Vesicles of a diameter in nm that fit into one millilitre with no liquid left between them to flow."""
    return PACKING / volume(diameter)


def count_of_share(ppm: float, diameter: float = USUAL) -> float:
    """Vesicles in one gram that holds ``ppm`` parts of pure vesicles in a million by weight."""
    return ppm * _PPM / weight(diameter)
