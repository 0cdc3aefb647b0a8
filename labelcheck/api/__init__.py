"""The HTTP API: the same pipeline as the commands, for programs of a clinic, served beside the app by one process.

``access`` says who may use it, ``guard`` keeps others out, ``intake`` reads what they send within limits, ``work`` does
it away from the event loop, ``endpoints`` answers, ``openapi`` describes it. Starlette is imported here and in
``app.py`` and nowhere else. Nothing that is sent is written to disk or kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from labelcheck.api.access import Access, BadToken, access_from

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from labelcheck.models import RuleSet

__all__ = ["Access", "BadToken", "access_from", "api_routes"]


def api_routes(access: Access, rules: Callable[[], RuleSet]) -> Sequence[BaseRoute]:
    """The routes to mount beside the app: ``/healthz`` always, ``/api`` unless ``access`` says that it is off.

    ``rules`` gives the rules to answer from, again and again the same.
    """
    from labelcheck.api.endpoints import Api, routes
    from labelcheck.api.work import Limits

    return routes(access, Api(rules, Limits()))
