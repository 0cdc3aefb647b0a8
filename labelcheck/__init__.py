"""labelcheck tells what an exosome skin-care label really discloses."""

__version__ = "0.1.0"
