"""The OpenAPI document of the API, made from the rules and limits that it works with; served, and kept in ``docs/``."""

from __future__ import annotations

from typing import Any, Final

from labelcheck import __version__
from labelcheck.api import schemas
from labelcheck.api.comparison_schema import comparison_schema
from labelcheck.api.knowledge import KINDS
from labelcheck.api.knowledge import SCHEMA as RULES_SCHEMA
from labelcheck.api.problems import CODES, MEDIA_TYPE
from labelcheck.api.schemas import DAY, DIGEST, TEXT, Schema, fields, items, one_of, or_null, texts, told
from labelcheck.api.work import Limits
from labelcheck.evaluate import DEFAULT_CHECKLIST, markets_of
from labelcheck.models import RuleSet, Scope
from labelcheck.report.contract_json import SCHEMA as EVALUATION_SCHEMA

LONGEST_NAME: Final = 200
"""Characters of a product's name."""
_ABOUT: Final = (
    "Tells what an exosome skin-care label discloses, by the same pipeline as the commands. Documents are read in "
    "memory, never written to disk and never sent anywhere. All data is in English. Requests of web pages of other "
    "origins are refused, and there are no CORS headers. Without a token the API answers to this computer only."
)
_PROBLEMS: Final = {
    400: "The body cannot be read.",
    401: "The token is missing or wrong; only where the server was started with one.",
    403: "Another computer or a web page of another origin asks.",
    404: "There is no such thing.",
    405: "The method is not allowed.",
    408: "The body did not arrive in time.",
    413: "The request is too large, has too many parts or too much text.",
    415: "The body is of a type that is not read here.",
    422: "A field or query is missing, unknown or holds what it cannot hold.",
    503: "Too much is being done at once, or it took too long; send it again later. Or the rules are broken.",
}
_ALWAYS: Final = (401, 403, 405, 422, 503)
_BODY: Final = (400, 408, 413, 415)


def description(rules: RuleSet, limits: Limits) -> dict[str, Any]:
    """The document, OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "labelcheck",
            "version": __version__,
            "summary": "What exosome labels disclose",
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": {
            "/healthz": {"get": _health()},
            "/api/v1/evaluate": {"post": _evaluate(rules, limits)},
            "/api/v1/compare": {"post": _compare(rules, limits)},
            "/api/v1/rules": {"get": _rules()},
            "/api/v1/rules/{id}": {"get": _rule()},
            "/api/v1/openapi.json": {"get": _self()},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "LABELCHECK_TOKEN"}},
            "schemas": {
                "Evaluation": _evaluation(),
                "Comparison": comparison_schema(),
                "Rule": _rule_schema(),
                "Problem": _problem(),
            },
            "responses": {f"Problem{status}": _problem_response(status) for status in _PROBLEMS},
        },
    }


def _answers(schema: Schema, words: str, *problems: int) -> dict[str, Any]:
    found = {"200": {"description": words, "content": {"application/json": {"schema": schema}}}}
    return found | {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(problems)}


def _health() -> dict[str, Any]:
    ready = fields({"status": {"const": "ok"}, "version": TEXT, "rules_digest": DIGEST})
    return {
        "operationId": "health",
        "summary": "Whether the server is ready; asked without a token",
        "security": [],
        "responses": _answers(ready, "It is ready.", 405, 422, 503),
    }


def _self() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This document",
        "responses": _answers({"type": "object"}, "The document.", *_ALWAYS),
    }


def _evaluate(rules: RuleSet, limits: Limits) -> dict[str, Any]:
    text = told({"type": "string", "minLength": 1}, "The words of a label. The document is called `text`.")
    options = _options(rules, DEFAULT_CHECKLIST)
    name = told({"type": "string", "maxLength": LONGEST_NAME}, "What the product is called; answers no question.")
    written = {"text": text, "name": name, **options}
    some = {"anyOf": [{"required": ["files"]}, {"required": ["text"]}]}
    form = _request({"files": _files("Photos, PDFs, Word documents, mails, texts or a ZIP of one product."), **written})
    return {
        "operationId": "evaluate",
        "summary": "One product's documents, graded",
        "description": (
            "Answers with the bytes that `labelcheck check --format json` writes for the same documents, names, "
            "options and day. A document that cannot be read stands under `skipped` with its reason; the answer is 200."
        ),
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {"schema": form | some},
                "application/x-www-form-urlencoded": {"schema": _request(written, "text")},
                "application/json": {"schema": _request(written, "text")},
            },
        },
        "responses": _answers(
            {"$ref": "#/components/schemas/Evaluation"}, f"The evaluation. {_limits(limits)}", *_ALWAYS, *_BODY
        ),
    }


def _compare(rules: RuleSet, limits: Limits) -> dict[str, Any]:
    from labelcheck.compare import CLINIC

    what = "A ZIP with a folder a product, or files whose names begin with the product's folder: `lumen/insert.pdf`."
    return {
        "operationId": "compare",
        "summary": "Several products side by side",
        "description": (
            "Answers with what `labelcheck compare` writes as JSON. What cannot be read stands under `skipped`, of its "
            "product or of the whole, and the answer is 200; so does a document with more text than there is room for."
        ),
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {"schema": _request({"files": _files(what), **_options(rules, CLINIC)}, "files")}
            },
        },
        "responses": _answers(
            {"$ref": "#/components/schemas/Comparison"}, f"The comparison. {_limits(limits)}", *_ALWAYS, *_BODY
        ),
    }


def _limits(limits: Limits) -> str:
    return (
        f"A request may have {limits.body_bytes // 2**20} MB and {limits.parts} files and fields, a field "
        f"{limits.field_bytes // 2**20} MB, documents to evaluate {limits.characters:,} characters, "
        f"those of a product to compare {limits.product_characters:,}, of all products {limits.compared_characters:,}."
    )


def _request(properties: dict[str, Schema], *required: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _files(words: str) -> Schema:
    each = {"type": "string", "format": "binary"}
    return {"type": "array", "items": each, "minItems": 1, "description": words}


def _options(rules: RuleSet, checklist: str) -> dict[str, Schema]:
    markets = "|".join(markets_of(rules))
    return {
        "checklist": one_of(sorted(rules.checklists)) | {"default": checklist},
        "market": told(
            {"type": "string", "pattern": f"^({markets})(,({markets}))*$"},
            "Markets whose rules are applied, parted by commas; all if not given.",
        ),
        "password": told({"type": "string"}, "Opens protected PDFs; kept nowhere."),
    }


def _rules() -> dict[str, Any]:
    kind = {
        "name": "kind",
        "in": "query",
        "description": "Only rules of this kind.",
        "schema": one_of(KINDS),
    }
    found = fields({**_head(RULES_SCHEMA), "rules": items({"$ref": "#/components/schemas/Rule"})})
    return {
        "operationId": "rules",
        "summary": "What labelcheck knows about labels",
        "parameters": [kind],
        "responses": _answers(found, "The rules.", *_ALWAYS),
    }


def _rule() -> dict[str, Any]:
    name = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The id of a rule, with its slash as it is: `source/human-adipose`.",
        "schema": {"type": "string", "minLength": 1},
        "example": "source/human-adipose",
    }
    found = fields({**_head(RULES_SCHEMA), "rule": {"$ref": "#/components/schemas/Rule"}})
    return {
        "operationId": "rule",
        "summary": "One rule with its examples",
        "parameters": [name],
        "responses": _answers(found, "The rule.", *_ALWAYS, 404),
    }


def _head(schema: str) -> dict[str, Schema]:
    return {"schema": {"const": schema}, "version": TEXT, "rules_digest": DIGEST}


def _rule_schema() -> Schema:
    examples = {"type": "object", "additionalProperties": fields({"match": texts(), "avoid": texts()})}
    flag_only = ("market", "topic", "severity", "basis", "message", "suggestion")
    dates = {name: or_null(TEXT) for name in ("notice", "in_force", "undated", "exempt")}
    properties = {
        "id": TEXT,
        "kind": one_of(KINDS),
        "title": TEXT,
        "why": TEXT,
        "references": texts(),
        "value": told(or_null(TEXT), "What a claim of this rule stands for."),
        "languages": texts(),
        **dict.fromkeys(flag_only, TEXT),
        **dates,
        "as_of": or_null(DAY),
        "examples": told(examples, "By language; brackets mark the claim."),
    }
    return fields(properties, optional=tuple(properties)[5:])


def _evaluation() -> Schema:
    product = fields({"exosome": one_of(Scope), "claims": schemas.CLAIMS, "given_name": or_null(TEXT)})
    return fields(
        {
            **_head(EVALUATION_SCHEMA),
            "product": product,
            "documents": items(schemas.DOCUMENT),
            "skipped": items(schemas.SKIPPED),
            "claims": items(schemas.CLAIM),
            "checklist": schemas.CHECKLIST,
            "flags": items(schemas.FLAG_FOUND),
            "evidence": items(schemas.EVIDENCE),
            "enhancers": items(schemas.ENHANCER),
            "dose": or_null(schemas.DOSE),
            "markets": texts("Markets whose rules were applied, beside those that hold everywhere."),
            "dismissed": items(fields({"flag": TEXT, "reason": TEXT})),
            "made_on": DAY,
        }
    )


def _problem() -> Schema:
    return fields(
        {
            "type": told(TEXT, "urn:labelcheck:problem: and the code."),
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": told(TEXT, "What is wrong with this request."),
            "code": one_of(tuple(CODES)),
            "cure": told(TEXT, "What to do about it."),
            "known": texts("What could be asked for instead."),
        },
        "RFC 9457 problem details. They hold no words of a label.",
        optional=("known",),
    )


def _problem_response(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: dict[str, Any] = {"description": _PROBLEMS[status], "content": content}
    if status == 401:
        found["headers"] = {"WWW-Authenticate": {"schema": TEXT}}
    if status == 503:
        found["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return found
