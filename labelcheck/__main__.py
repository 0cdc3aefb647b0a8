"""``python -m labelcheck`` is the ``labelcheck`` command."""

from labelcheck.cli import run

run()
