"""A client of the API without a server, and what several files of tests send."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from labelcheck.api.access import Access
from labelcheck.api.endpoints import Api, routes
from labelcheck.api.work import Limits
from labelcheck.models import RuleSet
from labelcheck.rules import load_rules

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "labelcheck" / "samples"
LABEL = "Lumen Exo Ampoule\nHuman adipose stem cell exosomes\n2 x 10^10 particles per mL\nKeep refrigerated at 2-8 C\n"
HERE = "http://localhost:8501"


class Server:
    """The routes alone, under limits of one's own, and what they have taken on."""

    def __init__(
        self, limits: Limits | None = None, access: Access | None = None, rules: Callable[[], RuleSet] = load_rules
    ) -> None:
        self.api = Api(rules, limits or Limits())
        self.app = Starlette(routes=list(routes(access or Access(), self.api)))
        self.client = TestClient(self.app, base_url=HERE, raise_server_exceptions=False)

    def at_rest(self) -> bool:
        """Whether no place is taken and no byte held."""
        return (self.api.work.taken, self.api.work.held) == (0, 0)


def undated(report: bytes) -> bytes:
    """A report without the day it was made on: two of them may be made on both sides of midnight."""
    bare, count = re.subn(rb'"made_on": "\d{4}-\d\d-\d\d"', b"", report)
    assert count == 1
    return bare
