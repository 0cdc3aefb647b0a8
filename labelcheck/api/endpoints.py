"""The answers of the API, one function an address; what is slow happens in ``work``."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from labelcheck import __version__
from labelcheck.api.access import Access
from labelcheck.api.guard import Guard
from labelcheck.api.intake import FILES, FORM, JSON, MULTIPART, TEXT, Brought, brought, only
from labelcheck.api.knowledge import KINDS, listed, shown
from labelcheck.api.openapi import LONGEST_NAME, description
from labelcheck.api.problems import Problem, mistake, not_allowed, quoted, told_routing
from labelcheck.api.work import Limits, Tell, Work
from labelcheck.models import CaptureSettings, Reading, RuleSet
from labelcheck.report.contract_json import dumped
from labelcheck.rules import RuleErrors

CHECKLIST, MARKET, NAME, PASSWORD = "checklist", "market", "name", "password"
EVALUATE: Final = (CHECKLIST, MARKET, NAME, PASSWORD)
COMPARE: Final = (CHECKLIST, MARKET, PASSWORD)
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
_GONE: Final = 499
"""What is told of a request whose caller has gone, to nobody."""

Answer = Callable[[Request], Awaitable[Response]]


def routes(access: Access, api: Api) -> Sequence[BaseRoute]:
    """``/healthz``, and ``/api`` behind its guard where it is on."""
    health = Route("/healthz", _told(api.health), methods=[*_METHODS])
    if not access.on:
        return [health]
    inner = Starlette(
        routes=[
            Route("/v1/evaluate", _told(api.evaluate), methods=["POST"]),
            Route("/v1/compare", _told(api.compare), methods=["POST"]),
            Route("/v1/rules", _told(api.rules_listed), methods=["GET"]),
            Route("/v1/rules/{id:path}", _told(api.rule_shown), methods=["GET"]),
            Route("/v1/openapi.json", _told(api.described), methods=["GET"]),
        ],
        exception_handlers={HTTPException: told_routing},
    )
    inner.router.redirect_slashes = False
    outer = Mount("/api", Guard(inner, access))
    outer.path_regex = re.compile("^/api/(?P<path>.*)$", re.DOTALL)  # an address with a line break is ours as well
    return [health, outer]


def _told(answer: Answer) -> Answer:
    """``answer``, whatever happens in it told as a problem: no message of an exception leaves the process."""

    async def told(request: Request) -> Response:
        try:
            return await answer(request)
        except Problem as problem:
            return problem.response()
        except RuleErrors:
            cure = "run: labelcheck rules check, correct the files it names, and start the server again"
            return Problem(503, "rules-broken", "the rules are broken, so nothing is checked", cure).response()
        except ClientDisconnect:
            return Response(status_code=_GONE)
        except Exception as error:  # noqa: BLE001  its message may quote a label: nobody is told but that it happened
            return mistake(error).response()

    return told


class Api:
    """The API of one server: the rules it answers from and the work it has taken on."""

    def __init__(self, rules: Callable[[], RuleSet], limits: Limits) -> None:
        self._rules = rules
        self._limits = limits
        self.work = Work(limits)

    async def health(self, request: Request) -> Response:
        """Whether the server is ready, which version it is and which rules it answers from."""
        if request.method not in ("GET", "HEAD"):
            raise not_allowed({"Allow": "GET, HEAD"})
        _no_other_query(request, ())
        rules = await run_in_threadpool(self._rules)
        return _json({"status": "ok", "version": __version__, "rules_digest": rules.digest})

    async def described(self, request: Request) -> Response:
        """The OpenAPI document."""
        _no_other_query(request, ())
        rules = await run_in_threadpool(self._rules)
        return _json(description(rules, self._limits))

    async def rules_listed(self, request: Request) -> Response:
        """The rules, of one kind where it is asked for."""
        query = _no_other_query(request, ("kind",))
        kind = query.get("kind")
        if kind is not None and kind not in KINDS:
            cure = f"known are: {', '.join(KINDS)}"
            raise Problem(422, "wrong-value", f"there is no kind {quoted(kind)}", cure, known=KINDS)
        rules = await run_in_threadpool(self._rules)
        return _json(listed(rules, kind))

    async def rule_shown(self, request: Request) -> Response:
        """One rule with its examples."""
        _no_other_query(request, ())
        name = request.path_params["id"]
        rules = await run_in_threadpool(self._rules)
        found = shown(rules, name)
        if found is None:
            cure = "GET /api/v1/rules lists all with their ids"
            raise Problem(404, "not-found", f"there is no rule {quoted(name)}", cure)
        return _json(found)

    async def evaluate(self, request: Request) -> Response:
        """One product's documents -> the evaluation, as ``labelcheck check --format json`` writes it."""
        _no_other_query(request, ())
        rules = await run_in_threadpool(self._rules)
        with self.work.place() as place:
            given = await brought(request, place, self._limits, (MULTIPART, FORM, JSON))
            asked = _asked(given, EVALUATE, rules)
            report = await self.work.done(
                request, place, self._limits.evaluate_seconds, lambda tell: self._evaluated(given, asked, rules, tell)
            )
        return Response(report, media_type=JSON)

    def _evaluated(self, given: Brought, asked: Asked, rules: RuleSet, tell: Tell) -> bytes:
        from labelcheck.evaluate import answer, read_all
        from labelcheck.report import FORMATS, Extras

        named = [source.model_copy(update={"name": _last_part(source.name)}) for source in given.sources]
        reading = read_all(named, asked.settings, tell)
        self._check_length(reading)
        evaluation = answer(
            reading,
            rules,
            checklist=asked.checklist,
            markets=asked.markets,
            name=asked.name,
            step=lambda: tell("", 1.0),
        )
        return FORMATS["json"].write(evaluation, Extras(made_on=date.today()))

    def _check_length(self, reading: Reading) -> None:
        count = sum(len(document.text) for document in reading.documents)
        if count > self._limits.characters:
            detail = f"the documents hold {count:,} characters and the limit is {self._limits.characters:,}"
            raise Problem(413, "too-long", detail, "send fewer documents at once, or use the command line")

    async def compare(self, request: Request) -> Response:
        """Several products' documents -> the comparison."""
        _no_other_query(request, ())
        rules = await run_in_threadpool(self._rules)
        with self.work.place() as place:
            given = await brought(request, place, self._limits, (MULTIPART,))
            asked = _asked(given, COMPARE, rules)
            report = await self.work.done(
                request, place, self._limits.compare_seconds, lambda tell: self._compared(given, asked, rules, tell)
            )
        return Response(report, media_type=JSON)

    def _compared(self, given: Brought, asked: Asked, rules: RuleSet, tell: Tell) -> bytes:
        from labelcheck.compare import Lengths, compare, products_of
        from labelcheck.compare.export import comparison_json

        comparison = compare(
            products_of(given.sources, asked.settings),
            rules,
            checklist=asked.checklist,
            markets=asked.markets,
            settings=asked.settings,
            progress=tell,
            lengths=Lengths(self._limits.product_characters, self._limits.compared_characters),
        )
        return comparison_json(comparison).encode("utf-8")


class Asked:
    """What a request asks for beside its documents, checked."""

    def __init__(self, fields: Mapping[str, str], rules: RuleSet, checklist: str) -> None:
        from labelcheck.evaluate import markets_of

        self.checklist = fields.get(CHECKLIST, checklist)
        if self.checklist not in rules.checklists:
            known = sorted(rules.checklists)
            detail = f"there is no checklist {quoted(self.checklist)}"
            raise Problem(422, "unknown-checklist", detail, f"known are: {', '.join(known)}", known=known)
        self.markets = fields[MARKET].split(",") if MARKET in fields else None
        unknown = [name for name in self.markets or () if name not in markets_of(rules)]
        if unknown:
            known = list(markets_of(rules))
            detail = f"there are no rules of market {quoted(unknown[0])}"
            cure = f"name markets parted by commas, such as us,eu; known are: {', '.join(known)}"
            raise Problem(422, "unknown-market", detail, cure, known=known)
        self.name = fields.get(NAME)
        if len(self.name or "") > LONGEST_NAME:
            detail = f"the name has more than {LONGEST_NAME} characters"
            raise Problem(422, "wrong-value", detail, "give the product's name as it is printed")
        self.settings = CaptureSettings(password=fields.get(PASSWORD) or None)


def _asked(given: Brought, known: tuple[str, ...], rules: RuleSet) -> Asked:
    from labelcheck.evaluate import DEFAULT_CHECKLIST

    only(given.fields, known, (TEXT, FILES) if NAME in known else (FILES,))
    if NAME not in known and any(source.text is not None for source in given.sources):
        raise Problem(422, "unknown-field", "there is no field 'text' here", "send documents as files")
    if not given.sources:
        cure = "send documents as parts of a multipart form named 'files'"
        cure += ", or the words of a label as 'text'" if NAME in known else ", such as a ZIP with a folder a product"
        raise Problem(422, "nothing-given", "neither a file nor a text was given", cure)
    return Asked(given.fields, rules, DEFAULT_CHECKLIST if NAME in known else _clinic())


def _clinic() -> str:
    from labelcheck.compare import CLINIC

    return CLINIC


def _last_part(name: str) -> str:
    """A file's name without folders, as the command line shows it."""
    return PurePosixPath(name.replace("\\", "/")).name


def _no_other_query(request: Request, known: tuple[str, ...]) -> dict[str, str]:
    """The query's values by name. Raises Problem where one is not ``known`` or stands twice."""
    pairs = request.query_params.multi_items()
    for name, _ in pairs:
        if name not in known:
            cure = f"known are: {', '.join(known)}" if known else "leave the query out"
            raise Problem(422, "unknown-field", f"there is no query {quoted(name)} here", cure, known=known)
    if len({name for name, _ in pairs}) < len(pairs):
        raise Problem(422, "wrong-value", "a query is given twice", "give it once")
    return dict(pairs)


def _json(data: object) -> Response:
    return Response(dumped(data, indent=2) + "\n", media_type=JSON)
