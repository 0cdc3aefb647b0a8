"""The evaluation as JSON, schema ``labelcheck.evaluation/1``. Scripts build on it: add fields, never rename one.

The dictionaries are built by hand: a document may carry thousands of words with boxes, none of which belong here.
"""

from __future__ import annotations

import json
import math
import re
from datetime import date
from typing import Any, Final, get_args

from labelcheck.language import SOURCE, speaking
from labelcheck.models import (
    Box,
    Checklist,
    Claim,
    ConditionVerdict,
    Document,
    DoseScale,
    EnhancerUse,
    Evaluation,
    Evidence,
    Flag,
    Ladder,
    Note,
    Quantity,
    Stretch,
    TestName,
    Unanswered,
    Verdict,
)
from labelcheck.report.explanation import explanation
from labelcheck.report.wording import lines_of

SCHEMA: Final = "labelcheck.evaluation/1"

# Valid in JSON, obeyed by terminals, JavaScript or the eye: C1 controls, line separators, bidi controls, and lone
# surrogates, which cannot be encoded as UTF-8 at all. json.dumps has escaped C0 already.
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def json_report(evaluation: Evaluation, made_on: date | None = None) -> str:
    """The evaluation as indented JSON with a final newline, and the day it was made on where that is given."""
    data = contract(evaluation)
    if made_on is not None:
        data["made_on"] = made_on.isoformat()
    return dumped(data, indent=2) + "\n"


def evaluation_line(evaluation: Evaluation) -> str:
    """The evaluation as one line of JSON Lines, without its newline."""
    return dumped(contract(evaluation))


def dumped(data: object, indent: int | None = None) -> str:
    """``data`` as JSON whose strings hold nothing that a terminal or the eye would obey, without a final newline."""
    separators = (",", ":") if indent is None else None
    return _escaped(json.dumps(data, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False))


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@speaking(SOURCE)
def contract(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation as plain dictionaries and lists, in the contract's order."""
    return {
        "schema": SCHEMA,
        "version": evaluation.version,
        "rules_digest": evaluation.rules_digest,
        "product": {
            "exosome": evaluation.exosome,
            "claims": list(evaluation.exosome_claims),
            "given_name": evaluation.name,
        },
        "documents": [_document(document) for document in evaluation.documents],
        "skipped": [{"name": skip.name, "reason": skip.reason} for skip in evaluation.skipped],
        "claims": [_claim(evaluation, claim) for claim in evaluation.claims],
        "checklist": _checklist(evaluation),
        "flags": [_flag(flag) for flag in evaluation.flags],
        "evidence": [_evidence(found) for found in evaluation.evidence],
        "enhancers": [_enhancer(use) for use in evaluation.enhancers],
        "dose": _dose(evaluation.dose),
        "markets": list(evaluation.markets),
        "dismissed": [{"flag": entry.flag, "reason": entry.reason} for entry in evaluation.dismissed],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "sha256": document.sha256,
        "kind": document.kind,
        "reader": document.reader,
        "given": document.given,
        "edits": [{"start": edit.start, "end": edit.end, "was": edit.was} for edit in document.edits],
        "pages": max(1, len(document.pages)),
        "languages": list(document.languages),
        "legibility": document.legibility,
        "text": document.text,
        "unread": [{"page": box.page, "box": _corners(box)} for box in document.unread],
        "warnings": list(document.warnings),
        "not_read": [_stretch(document, stretch) for stretch in document.foreign],
        "troubles": [
            {"cause": trouble.cause, "page": trouble.box.page, "box": _corners(trouble.box), "advice": trouble.advice}
            for trouble in document.troubles
        ],
        "codes": [
            {
                "format": code.format,
                "text": code.text,
                "page": code.box.page,
                "box": _corners(code.box),
                "fields": dict(code.fields),
            }
            for code in document.codes
        ],
    }


def _stretch(document: Document, stretch: Stretch) -> dict[str, Any]:
    page, first, last = lines_of(document, stretch)
    return {
        "language": stretch.language,
        "name": stretch.name,
        "page": page,
        "lines": [first, last],
        "start": stretch.start,
        "end": stretch.end,
        "text": document.text[stretch.start : stretch.end],
    }


def _claim(evaluation: Evaluation, claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "rule": claim.rule,
        "kind": claim.kind,
        "document": claim.document,
        "page": claim.page,
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "boxes": [_corners(box) for box in claim.boxes],
        "status": claim.status,
        "subject": claim.subject,
        "qualifier": claim.qualifier,
        "value": claim.value,
        "quantity": _quantity(claim.quantity),
        "study": {"people": list(claim.study.people), "weeks": list(claim.study.weeks)} if claim.study else None,
        "sentence": list(claim.sentence) if claim.sentence else None,
        "listed": claim.listed,
        "confidence": claim.confidence,
        "cues": [{"text": cue.text, "start": cue.start, "end": cue.end, "rule": cue.rule} for cue in claim.cues],
        "repairs": [
            {"text": repair.text, "start": repair.start, "end": repair.end, "read_as": repair.read_as}
            for repair in claim.repairs
        ],
        "doubts": list(claim.doubts),
        "derived": [
            {
                "low": _finite(derived.low),
                "high": _finite(derived.high),
                "unit": derived.unit,
                "per": derived.per,
                "arithmetic": derived.arithmetic,
                "basis": list(derived.basis),
                "bound": derived.bound,
            }
            for derived in claim.derived
        ],
        "explanation": list(explanation(evaluation, claim)),
        "also": [
            {
                "document": place.document,
                "page": place.page,
                "start": place.start,
                "end": place.end,
                "boxes": [_corners(box) for box in place.boxes],
            }
            for place in claim.also
        ],
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "low": _finite(quantity.low),
        "high": _finite(quantity.high),
        "unit": quantity.unit,
        "per": quantity.per,
        "text": quantity.text,
        "repaired": quantity.repaired,
        "bound": quantity.bound,
    }


def _finite(value: float) -> float | None:
    """JSON has no infinity: a number too large for a float becomes null, its text stays."""
    return value if math.isfinite(value) else None


def _corners(box: Box) -> list[float]:
    return [box.x0, box.top, box.x1, box.bottom]


def _checklist(evaluation: Evaluation) -> dict[str, Any]:
    checklist: Checklist = evaluation.checklist
    return {
        "id": checklist.id,
        "title": checklist.title,
        "source": checklist.source,
        "origin": checklist.origin,
        "items": [_item(item) for item in evaluation.items],
        "unasked": [_unanswered(entry) for entry in evaluation.unasked],
        "conditions": [_condition(condition) for condition in evaluation.conditions],
        "ladder": _ladder(evaluation.ladder),
        "verdict": evaluation.verdict,
        "summary": evaluation.summary,
        "corrections": [
            {"statement": entry.statement, "correction": entry.correction, "references": list(entry.references)}
            for entry in checklist.corrections
        ],
    }


def _item(item: Verdict) -> dict[str, Any]:
    return {
        "id": item.id,
        "question": item.question,
        "short": item.short,
        "outcome": item.outcome,
        "reason": item.reason,
        "claims": list(item.claims),
        "article": item.article,
        "advice": item.advice,
        "notes": [_note(note) for note in item.notes],
        "tier": item.tier,
        "parts": [
            {"id": part.id, "name": part.name, "claims": list(part.claims), "denied": list(part.denied)}
            for part in item.parts
        ],
        "references": list(item.references),
    }


def _unanswered(entry: Unanswered) -> dict[str, Any]:
    return {
        "id": entry.id,
        "question": entry.question,
        "short": entry.short,
        "reason": entry.reason,
        "claims": list(entry.claims),
    }


def _condition(condition: ConditionVerdict) -> dict[str, Any]:
    return {
        "id": condition.id,
        "question": condition.question,
        "outcome": condition.outcome,
        "reason": condition.reason,
        "items": list(condition.items),
        "claims": list(condition.claims),
        "article": condition.article,
        "notes": [_note(note) for note in condition.notes],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "text": note.text,
        "corrects": note.corrects,
        "claims": list(note.claims),
        "references": list(note.references),
        "basis": note.basis,
    }


def _flag(flag: Flag) -> dict[str, Any]:
    return {
        "id": flag.id,
        "rule": flag.rule,
        "title": flag.title,
        "topic": flag.topic,
        "severity": flag.severity,
        "market": flag.market,
        "message": flag.message,
        "why": flag.why,
        "claims": list(flag.claims),
        "references": list(flag.references),
        "suggestion": flag.suggestion,
        "question": flag.question,
        "arithmetic": flag.arithmetic,
        "basis": flag.basis,
        "notice": flag.notice,
        "in_force": flag.in_force,
        "undated": flag.undated,
        "as_of": flag.as_of.isoformat() if flag.as_of else None,
        "exempt": flag.exempt,
        "ladder": {"step": flag.step, "steps": list(flag.steps)} if flag.step else None,
    }


def _evidence(found: Evidence) -> dict[str, Any]:
    return {
        "record": found.record,
        "name": found.name,
        "cite": found.cite,
        "claims": list(found.claims),
        "by": found.by,
        "sure": found.sure,
        "matches": dict.fromkeys(get_args(TestName)) | {test.name: test.matches for test in found.tests},
        "reasons": {test.name: test.reason for test in found.tests},
        "status": found.status,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "conclusion": found.conclusion,
        "result": found.result,
        "limits": found.limits,
        "conflicts": found.conflicts,
        "basis": found.basis,
        "references": list(found.references),
    }


def _ladder(ladder: Ladder | None) -> dict[str, Any] | None:
    if ladder is None:
        return None
    return {
        "item": ladder.item,
        "rung": ladder.rung,
        "position": ladder.position,
        "of": len(ladder.rungs),
        "applies": ladder.applies,
        "reason": ladder.reason,
        "claims": list(ladder.claims),
        "rungs": [{"id": rung.id, "title": rung.title, "meaning": rung.meaning} for rung in ladder.rungs],
    }


def _dose(dose: DoseScale | None) -> dict[str, Any] | None:
    if dose is None:
        return None
    return {
        "unit": "particle",
        "per": "mL",
        "marks": [
            {
                "low": mark.low,
                "high": mark.high,
                "claims": list(mark.claims),
                "arithmetic": mark.arithmetic,
                "probable": mark.probable,
                "bound": mark.bound,
                "hedged": mark.hedged,
            }
            for mark in dose.marks
        ],
        "unplaced": [{"cause": entry.cause, "claims": list(entry.claims)} for entry in dose.unplaced],
        "ranges": [
            {
                "title": entry.title,
                "kind": entry.kind,
                "low": entry.low,
                "high": entry.high,
                "known": entry.known,
                "basis": entry.basis,
                "references": list(entry.references),
            }
            for entry in dose.ranges
        ],
    }


def _enhancer(use: EnhancerUse) -> dict[str, Any]:
    known = use.evidence
    return {
        "value": use.value,
        "title": use.title,
        "state": use.state,
        "claims": list(use.claims),
        "evidence": known
        and {"level": known.level, "text": known.text, "references": list(known.references), "basis": known.basis},
    }
