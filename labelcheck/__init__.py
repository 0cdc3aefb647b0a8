"""labelcheck tells what an exosome skin-care label really discloses."""

__version__ = "0.1.0"

from labelcheck.evaluate import evaluate

__all__ = ["__version__", "evaluate"]
