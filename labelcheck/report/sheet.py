"""The report as data for the PDF's template: words made printable, tones, places of pictures, and nothing to run.

The template (``sheet.typ``) only lays out what stands here, so words of a label can never become markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from labelcheck.language import say, spoken
from labelcheck.models import ConditionVerdict, DoseScale, Evaluation, Note, Outcome, OverallVerdict, Verdict
from labelcheck.report import account, asking, findings, wording
from labelcheck.report import dose as doses
from labelcheck.report.crops import Crop
from labelcheck.report.dose_picture import WIDTH, drawing
from labelcheck.report.html.markup import TONES
from labelcheck.report.questions import seller_questions
from labelcheck.report.quotation import deciding_words, reading
from labelcheck.report.sheet_findings import flag_groups, set_aside, studies, ways
from labelcheck.report.sheet_words import Quoter, basis, ours, plain, plain_piece, references

_LONGEST: Final = 90
"""Characters of the words beside an answer on the first page."""
_VERDICT_TONES: Final[dict[OverallVerdict, str]] = {
    "conditions met": "met",
    "caution": "partly",
    "not applicable": "silent",
    "unreadable": "unread",
}


def sheet(evaluation: Evaluation, made_on: date | None, crops: Mapping[int, Crop]) -> dict[str, Any]:
    """Everything that the PDF says, in its order, for JSON."""
    quoter = Quoter(evaluation, crops)
    applies = evaluation.verdict != "not applicable" and bool(evaluation.documents)
    return {
        "lang": spoken(),
        "name": account.product_title(evaluation),
        "title": plain(account.product_title(evaluation)),
        "kicker": _kicker(made_on),
        "made_on": [made_on.year, made_on.month, made_on.day] if made_on else None,
        "answer": _answer(evaluation),
        "asked": {"title": say("What to ask the seller"), "rows": [plain(one) for one in seller_questions(evaluation)]},
        "questions": {
            "title": say("Question by question"),
            "article": asking.asked_for(evaluation.checklist),
            "advice": say("Ask the seller"),
            "cards": _questions(evaluation, quoter) if applies else [],
        },
        "unasked": _unasked(evaluation) if applies else None,
        "dose": _dose(evaluation) if applies else None,
        "conditions": {
            "title": asking.conditions_title(evaluation.checklist),
            "cards": [_condition(evaluation, entry, quoter) for entry in evaluation.conditions] if applies else [],
        },
        "studies": studies(evaluation, quoter) if applies else None,
        "ways": ways(evaluation, quoter) if applies else None,
        "flags": flag_groups(evaluation, quoter),
        "set_aside": set_aside(evaluation, quoter),
        "by_hand": _by_hand(evaluation),
        "read": _read(evaluation),
        "unchecked": {"title": say("What was not checked"), "rows": [ours(line) for line in wording.NOT_CHECKED]},
        "corrections": _corrections(evaluation) if applies else None,
        "again": _again(evaluation, made_on),
    }


def _kicker(made_on: date | None) -> str:
    if made_on is None:
        return say("What this label discloses: a report by labelcheck")
    return say("What this label discloses: a report by labelcheck, made on {day}", day=findings.day(made_on))


def _answer(evaluation: Evaluation) -> dict[str, Any]:
    lines = [wording.unread_notice(evaluation), wording.verdict_sentence(evaluation)]
    if evaluation.verdict == "unreadable" and evaluation.documents:
        lines.append(say(evaluation.summary))
    if evaluation.exosome == "unclear" and evaluation.verdict != "unreadable":
        lines.append(say(wording.UNCLEAR))
    rows = _by_tier(evaluation) if evaluation.verdict != "not applicable" else []
    return {
        "word": plain(asking.verdict_word(evaluation)),
        "tone": _VERDICT_TONES[evaluation.verdict],
        "headline": plain(wording.headline(evaluation)),
        "rows": [
            [
                ours(item.short),
                ours(wording.OUTCOME_WORDS[item.outcome]),
                TONES[item.outcome],
                plain_piece(deciding_words(evaluation, item, _LONGEST)),
                tier,
            ]
            for item, tier in rows
        ],
        "lines": [plain(line) for line in lines if line],
    }


def _card(
    evaluation: Evaluation, entry: Verdict | ConditionVerdict, words: Mapping[Outcome, str], quotes: Sequence[Any]
) -> dict[str, Any]:
    return {
        "title": ours(entry.question),
        "word": ours(words[entry.outcome]),
        "tone": TONES[entry.outcome],
        "message": ours(entry.reason),
        "article": plain(asking.passage(evaluation.checklist, entry.article)),
        "quotes": quotes,
        "notes": [_note(note) for note in entry.notes],
    }


def _by_tier(evaluation: Evaluation) -> list[tuple[Verdict, str]]:
    """The answers, each with the title of its tier where it is the first of it."""
    return [
        (item, plain(group.title) if place == 0 else "")
        for group in asking.groups(evaluation)
        for place, item in enumerate(group.items)
    ]


def _unasked(evaluation: Evaluation) -> dict[str, Any] | None:
    """Questions that do not apply to this product, and why."""
    if not evaluation.unasked:
        return None
    rows = [say("{name}: {reason}", name=ours(entry.short), reason=ours(entry.reason)) for entry in evaluation.unasked]
    return {"title": say(asking.NOT_ASKED), "rows": rows}


def _questions(evaluation: Evaluation, quoter: Quoter) -> list[dict[str, Any]]:
    return [_question(evaluation, item, tier, quoter) for item, tier in _by_tier(evaluation)]


def _question(evaluation: Evaluation, item: Verdict, tier: str, quoter: Quoter) -> dict[str, Any]:
    advice = "" if item.outcome in ("met", "unreadable") else ours(item.advice)
    card = _card(evaluation, item, wording.OUTCOME_WORDS, quoter.of(item.claims))
    message = " ".join(filter(None, [card["message"], plain(asking.parts_found(item))]))
    return card | {"message": message, "advice": advice, "tier": tier, "references": references(item.references)}


def _condition(evaluation: Evaluation, entry: ConditionVerdict, quoter: Quoter) -> dict[str, Any]:
    shown = {claim for item in evaluation.items for claim in item.claims}
    fresh = [claim for claim in entry.claims if claim not in shown]
    card = _card(evaluation, entry, wording.CONDITION_WORDS, quoter.of(fresh))
    return card | {"advice": "", "tier": "", "references": []}


def _note(note: Note) -> dict[str, Any]:
    title = say("Where the article errs") if note.corrects else say("Good to know")
    said = [say("It says: {statement}", statement=ours(note.corrects))] if note.corrects else []
    known = basis(note.basis)
    said += [ours(note.text) + (f" ({known})" if known else "")]
    return {"title": title, "lines": said, "references": references(note.references)}


def _dose(evaluation: Evaluation) -> dict[str, Any] | None:
    scale = evaluation.dose
    if scale is None:
        return None
    told = [doses.marked(evaluation, mark) for mark in scale.marks]
    return {
        "title": say(doses.TITLE),
        "intro": say(doses.NO_GRADE),
        "picture": _shapes(scale) if scale.marks else None,
        "alt": " ".join(told),
        "lines": [plain(line) for line in (*told, *doses.unplaced(evaluation, scale))],
        "sources": [plain(doses.beside(entry)) for entry in scale.ranges] if scale.marks else [],
        "known": say("Where these figures come from"),
    }


def _shapes(scale: DoseScale) -> dict[str, Any]:
    picture = drawing(scale)
    shapes = [{"kind": type(shape).__name__.lower(), **shape._asdict()} for shape in picture.shapes]
    return {"width": WIDTH, "height": picture.height, "shapes": shapes}


def _by_hand(evaluation: Evaluation) -> dict[str, Any] | None:
    edits = account.corrected_by_hand(evaluation)
    if not edits:
        return None
    nothing = say("nothing")
    return {
        "title": say("Text corrected by hand"),
        "intro": say("The answers rest on the corrected words. Compare them with the label."),
        "head": [say("Where"), say("Read"), say("Corrected to")],
        "rows": [[plain(edit.place), plain(edit.was) or nothing, plain(edit.now) or nothing] for edit in edits],
    }


def _read(evaluation: Evaluation) -> dict[str, Any]:
    rows = []
    for number, document in enumerate(evaluation.documents):
        lines = [reading(evaluation, number), *wording.doubts(document), *map(wording.code, document.codes)]
        rows.append({"name": plain(document.name), "lines": [plain(line) for line in lines]})
    for skip in evaluation.skipped:
        rows.append({"name": plain(skip.name), "lines": [say("not read: {reason}", reason=ours(skip.reason))]})
    return {"title": say("What was read"), "rows": rows}


def _corrections(evaluation: Evaluation) -> dict[str, Any] | None:
    if not evaluation.checklist.corrections:
        return None
    rows = [
        {
            "statement": ours(entry.statement),
            "correction": ours(entry.correction),
            "references": references(entry.references),
        }
        for entry in evaluation.checklist.corrections
    ]
    return {"title": asking.errors_title(evaluation.checklist), "rows": rows}


def _again(evaluation: Evaluation, made_on: date | None) -> dict[str, Any]:
    return {
        "title": say("To reproduce this"),
        "files": [[plain(each.name), each.sha256] for each in account.inputs(evaluation)],
        "facts": [[name, value] for name, value in account.reproduction(evaluation, made_on)],
        "note": say(
            "The data of this report is attached to this file. "
            "Save it as REPORT.json and run this beside the files named above:"
        ),
        "command": account.verify_command(evaluation),
    }
