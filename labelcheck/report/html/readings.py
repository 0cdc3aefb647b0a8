"""What was read and how well, and what nobody looked at: the limits of an answer, beside the answer."""

from __future__ import annotations

from typing import Final

from labelcheck.language import say
from labelcheck.models import Document, DocumentKind, Evaluation
from labelcheck.report import wording
from labelcheck.report.html.markup import cure, escaped, filled, icon, said, tongue
from labelcheck.report.quotation import reading

_ICONS: Final[dict[DocumentKind, str]] = {
    "pdf": "picture_as_pdf",
    "image": "image",
    "html": "language",
    "markdown": "article",
    "text": "article",
    "docx": "description",
    "email": "mail",
}


def readings(evaluation: Evaluation) -> str:
    """Every document with its reader, pages, legibility and doubts; unread ones with cause and cure."""
    rows = "".join(_document(evaluation, number) for number in range(len(evaluation.documents)))
    rows += "".join(
        f"<li>{icon('draft')}<div><b>{escaped(skip.name)}</b>"
        f"<p>{filled('not read: {reason}', reason=cure(skip.reason))}</p></div></li>"
        for skip in evaluation.skipped
    )
    limits = "".join(f"<li>{icon('remove')}<div>{_limit(line)}</div></li>" for line in wording.NOT_CHECKED)
    return (
        f'<section class="lc-block lc-limits"{tongue()}><div><h2>' + said("What was read") + "</h2>"
        f'<ul class="lc-list">{rows}</ul></div><div><h2>{said("What was not checked")}</h2>'
        f'<ul class="lc-list">{limits}</ul></div></section>'
    )


def _limit(line: str) -> str:
    head, stop, rest = say(line).partition(". ")
    return f"<b>{escaped(head + stop.strip())}</b><p>{escaped(rest)}</p>"


def _document(evaluation: Evaluation, number: int) -> str:
    document = evaluation.documents[number]
    doubts = "".join(f"<p>{icon('visibility')}{escaped(doubt)}</p>" for doubt in wording.doubts(document))
    codes = "".join(f"<p>{icon('qr_code_2')}{escaped(wording.code(code))}</p>" for code in document.codes)
    return (
        f"<li>{icon(_ICONS[document.kind])}<div><b>{escaped(document.name)}</b>"
        f"<p>{escaped(reading(evaluation, number))}</p>{_meter(document)}{doubts}{codes}</div></li>"
    )


def _meter(document: Document) -> str:
    if document.legibility >= 1 and document.kind != "image":
        return ""
    percent = round(document.legibility * 100)
    return f'<div class="lc-meter" aria-hidden="true"><i style="width:{percent}%"></i></div>'
