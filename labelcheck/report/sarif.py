"""The findings as SARIF 2.1.0, which code hosts and editors show beside the text (OASIS standard, 27 March 2020).

Lines and columns count Unicode code points of the text as it was read. A text that was read otherwise than it stands in
the file (a web page, a PDF, ligatures and accents put together, a correction by hand) is carried along, so that the
places mean something.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from labelcheck.models import Document, DocumentKind, Evaluation, Flag, Severity
from labelcheck.report.contract_json import dumped
from labelcheck.report.dismissal import reasons_of, subject
from labelcheck.report.places import Places, Spot
from labelcheck.report.printable import printable
from labelcheck.report.references import reference_link
from labelcheck.report.wording import SEVERITY_WORDS, market

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final[dict[Severity, str]] = {"critical": "error", "high": "error", "low": "warning", "info": "note"}
_TYPES: Final[dict[DocumentKind, str]] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "email": "message/rfc822",
}


def sarif_report(evaluations: Sequence[Evaluation], made_on: date | None = None) -> str:
    """One run over some products as indented JSON with a final newline; every product's documents are its artifacts."""
    run: dict[str, Any] = {
        "tool": {"driver": _driver(evaluations, made_on)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(evaluations)],
        "artifacts": [_artifact(document) for found in evaluations for document in found.documents],
        "results": list(_results(evaluations)),
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver(evaluations: Sequence[Evaluation], made_on: date | None) -> dict[str, Any]:
    properties: dict[str, Any] = {"rulesDigest": evaluations[0].rules_digest} if evaluations else {}
    if made_on is not None:
        properties["madeOn"] = made_on.isoformat()
    return {
        "name": "labelcheck",
        "version": evaluations[0].version if evaluations else "",
        "rules": [_rule(flag) for flag in _rules(evaluations).values()],
        "properties": properties,
    }


def _rules(evaluations: Sequence[Evaluation]) -> dict[str, Flag]:
    """By id, a finding of every rule that has one, in order."""
    found: dict[str, Flag] = {}
    for evaluation in evaluations:
        for flag in evaluation.flags:
            found.setdefault(flag.rule, flag)
    return dict(sorted(found.items()))


def _rule(flag: Flag) -> dict[str, Any]:
    addresses = [address for address in map(reference_link, flag.references) if address]
    return {
        "id": flag.rule,
        "shortDescription": {"text": _plain(flag.title)},
        "fullDescription": {"text": _plain(flag.why)},
        "help": {"text": _plain(f"{flag.why} What it could say: {flag.suggestion}")},
        **({"helpUri": addresses[0]} if addresses else {}),
        "defaultConfiguration": {"level": LEVELS[flag.severity]},
        "properties": {
            "tags": [flag.topic, flag.market],
            "severity": flag.severity,
            "market": market(flag.market),
            "references": list(flag.references),
        },
    }


def _invocation(evaluations: Sequence[Evaluation]) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "descriptor": {"id": "not-read"},
            "message": {"text": _plain(f"{skip.name}: {skip.reason}")},
        }
        for evaluation in evaluations
        for skip in evaluation.skipped
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _artifact(document: Document) -> dict[str, Any]:
    found: dict[str, Any] = {
        "location": {"uri": _uri(document.name)},
        "hashes": {"sha-256": document.sha256},
        "properties": {"kind": document.kind, "reader": document.reader, "legibility": document.legibility},
    }
    if document.kind in _TYPES:
        found["mimeType"] = _TYPES[document.kind]
    if not _as_it_stands(document):
        found["contents"] = {"text": document.text}
    return found


def _as_it_stands(document: Document) -> bool:
    """Whether the text is the file itself, letter for letter, so that lines and columns are those of the file."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() == document.sha256


def _results(evaluations: Sequence[Evaluation]) -> Iterator[dict[str, Any]]:
    ruled = {rule: place for place, rule in enumerate(_rules(evaluations))}
    first = 0
    for evaluation in evaluations:
        places, away = Places(evaluation), reasons_of(evaluation)
        for flag in evaluation.flags:
            spots = places.of(flag)
            result: dict[str, Any] = {
                "ruleId": flag.rule,
                "ruleIndex": ruled[flag.rule],
                "level": LEVELS[flag.severity],
                "kind": "fail",
                "message": {"text": _plain(flag.message)},
                "locations": [_location(evaluation, spot, first) for spot in spots],
                "partialFingerprints": {"ruleAndWords/v1": _fingerprint(evaluation, flag)},
                "suppressions": [],
                "properties": {
                    "severity": f"{flag.severity} ({SEVERITY_WORDS[flag.severity]})",
                    "suggestion": flag.suggestion,
                    **({"arithmetic": flag.arithmetic} if flag.arithmetic else {}),
                },
            }
            if flag.id in away:
                result["suppressions"] = [
                    {"kind": "external", "status": "accepted", "justification": printable(away[flag.id])}
                ]
            yield result
        first += len(evaluation.documents)


def _location(evaluation: Evaluation, spot: Spot, first: int) -> dict[str, Any]:
    document = evaluation.documents[spot.document]
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(document.name), "index": first + spot.document},
            "region": {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endLine": spot.end_line,
                "endColumn": spot.end_column,
                "snippet": {"text": spot.text},
            },
        },
        **({"properties": {"page": spot.page}} if len(document.pages) > 1 else {}),
    }


def _fingerprint(evaluation: Evaluation, flag: Flag) -> str:
    about = subject(evaluation, flag)
    words = sorted({one.text for one in about.words})
    return hashlib.sha256("\0".join((about.rule, *words)).encode("utf-8", "replace")).hexdigest()


def _uri(name: str) -> str:
    """A document's name as a URI reference: a path stays a path, everything else is quoted."""
    path = quote(name.replace("\\", "/"), safe="/", errors="replace")
    return f"file://{path}" if path.startswith("/") else path


def _plain(message: str) -> str:
    """A message whose brackets cannot make a link, which SARIF knows in plain text too (section 3.11.6)."""
    return printable(message).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
