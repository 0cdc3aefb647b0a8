"""The report as one HTML file: no script, nothing fetched, made to be read on a screen, printed, and checked again.

It shows the same blocks as the app. The evaluation as JSON travels inside it, so the file is all that verifying needs.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from labelcheck.language import say, spoken
from labelcheck.models import Evaluation, Flag
from labelcheck.report import account, asking, findings, wording
from labelcheck.report.contract_json import json_report
from labelcheck.report.crops import Crop, Pictures, crops
from labelcheck.report.html.answer import answer, skipped
from labelcheck.report.html.details import Quoted, conditions, corrections, questions, quoted_of
from labelcheck.report.html.dose import dose
from labelcheck.report.html.flags import cards
from labelcheck.report.html.markup import escaped
from labelcheck.report.html.readings import readings
from labelcheck.report.html.signs import signed
from labelcheck.report.html.studies import enhancers, studies
from labelcheck.report.html.whole import whole_copy
from labelcheck.report.questions import seller_questions

DATA_NAME: Final = "labelcheck-report.json"
_METER = re.compile(r'<div class="lc-meter".*?</div>')
_CLOSED = re.compile(r'<details class="(?!lc-why")')
_NEW_PAGE = re.compile(r' target="_blank"')


def html_report(evaluation: Evaluation, made_on: date | None = None, pictures: Pictures | None = None) -> bytes:
    """The report as HTML in UTF-8; words are shown cut out of ``pictures`` where these hold their page."""
    body = _METER.sub("", "".join(_sections(evaluation, made_on, pictures or {})))
    return standing(account.product_title(evaluation), _kicker(made_on), _CLOSED.sub('<details open class="', body))


def standing(title: str, kicker: str, body: str, further_style: str = "") -> bytes:
    """A page of its own around blocks that are safe already: no script and no address, and only its own style holds."""
    title, style = escaped(title), _style() + further_style
    body = _NEW_PAGE.sub("", signed(body))
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title} – labelcheck</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header class="lc-head"><p>{escaped(kicker)}</p><p class="lc-product">{title}</p></header>\n'
        f"<main>{body}</main>\n</body>\n</html>\n"
    ).encode("utf-8", "backslashreplace")


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _kicker(made_on: date | None) -> str:
    if made_on is None:
        return say("What this label discloses: a report by labelcheck")
    return say("What this label discloses: a report by labelcheck, made on {day}", day=findings.day(made_on))


def _sections(evaluation: Evaluation, made_on: date | None, pictures: Pictures) -> list[str]:
    shown = {number: _figure(number, crop) for number, crop in crops(evaluation, pictures).items()}
    applies = evaluation.verdict != "not applicable"
    left = account.open_flags(evaluation)
    found = [
        answer(evaluation.model_copy(update={"flags": tuple(left)})),
        skipped(evaluation) if evaluation.skipped else "",
        _asked(evaluation),
    ]
    if applies and evaluation.documents:
        found += [
            questions(evaluation, shown),
            dose(evaluation),
            conditions(evaluation, shown),
            studies(evaluation, shown),
            enhancers(evaluation, shown),
        ]
    found += [
        whole_copy(evaluation),
        _flags(quoted_of(evaluation, shown), left),
        _set_aside(evaluation, shown),
        _by_hand(evaluation),
    ]
    found += [readings(evaluation), _corrections(evaluation) if applies else "", _again(evaluation, made_on)]
    return found


def _figure(number: int, crop: Crop) -> str:
    data = base64.b64encode(crop.cut.png).decode()
    alt = escaped(say("Cut out of the label: number {number} marks “{words}”", number=number, words=crop.words))
    size = f'width="{crop.cut.width}" height="{crop.cut.height}"'
    return f'<img class="lc-crop" alt="{alt}" {size} src="data:image/png;base64,{data}">'


def _asked(evaluation: Evaluation) -> str:
    asked = seller_questions(evaluation)
    if not asked:
        return ""
    rows = "".join(f"<li>{escaped(question)}</li>" for question in asked)
    return _block("lc-seller", say("What to ask the seller"), f'<ol class="lc-asked">{rows}</ol>')


def _flags(quoted: Quoted, flags: Sequence[Flag]) -> str:
    """Claims to question everywhere, then each market's, every one with the rule that raised it."""
    groups = findings.by_market(flags)
    everywhere = [flag for market, found in groups if market == findings.GENERAL for flag in found]
    intro = say(
        "These do not change the answers above: a label can be open about what it holds and still promise too much."
    )
    none = f'<p class="lc-intro">{escaped(say("None was found that would be doubtful everywhere."))}</p>'
    inside = _ruled(quoted, everywhere) or none
    blocks = [_block("lc-flags", say("Claims to question"), f'<p class="lc-intro">{escaped(intro)}</p>{inside}')]
    markets = [(market, found) for market, found in groups if market != findings.GENERAL]
    if markets:
        parts = "".join(
            f'<h3 class="lc-place">{escaped(say(wording.market(market)))}</h3>{_ruled(quoted, found)}'
            for market, found in markets
        )
        advice = f'<p class="lc-intro">{escaped(say(findings.NO_ADVICE))}</p>'
        blocks.append(_block("lc-markets", say(findings.MARKETS_TITLE), advice + parts))
    return "".join(blocks)


def _ruled(quoted: Quoted, flags: Sequence[Flag]) -> str:
    return "".join(
        f'<div class="lc-ruled">{cards(quoted, [flag])}'
        f'<p class="lc-rule-id">{escaped(say("Rule {rule}", rule=flag.rule))}</p></div>'
        for flag in flags
    )


def _set_aside(evaluation: Evaluation, shown: dict[int, str]) -> str:
    entries = account.set_aside(evaluation)
    if not entries:
        return ""
    quoted = quoted_of(evaluation, shown)
    parts = "".join(
        f'<div class="lc-aside-by-reader"><p class="lc-because-reader"><b>{escaped(say("The reader’s reason:"))}</b> '
        f"{escaped(entry.reason)}</p>{_ruled(quoted, [entry.flag])}</div>"
        for entry in entries
    )
    intro = say("A reader of this report judged these to be no problem. labelcheck did not.")
    title = say("Looked at and found no problem, by the reader")
    return _block("lc-set-aside", title, f'<p class="lc-intro">{escaped(intro)}</p>{parts}')


def _by_hand(evaluation: Evaluation) -> str:
    edits = account.corrected_by_hand(evaluation)
    if not edits:
        return ""
    head = "".join(f'<th scope="col">{escaped(word)}</th>' for word in (say("Where"), say("Read"), say("Corrected to")))
    nothing = f"<i>{escaped(say('nothing'))}</i>"
    rows = "".join(
        f"<tr><td>{escaped(edit.place)}</td><td>{escaped(edit.was) or nothing}</td>"
        f"<td>{escaped(edit.now) or nothing}</td></tr>"
        for edit in edits
    )
    intro = escaped(say("The answers rest on the corrected words. Compare them with the label."))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return _block("lc-by-hand", say("Text corrected by hand"), f'<p class="lc-intro">{intro}</p>{table}')


def _corrections(evaluation: Evaluation) -> str:
    if not evaluation.checklist.corrections:
        return ""
    return _block("lc-errs", asking.errors_title(evaluation.checklist), corrections(evaluation))


def _again(evaluation: Evaluation, made_on: date | None) -> str:
    """What has to be at hand to make this report again, and the command that compares."""
    facts = account.reproduction(evaluation, made_on)
    rows = "".join(f"<div><dt>{escaped(name)}</dt><dd>{escaped(value)}</dd></div>" for name, value in facts)
    files = "".join(
        f"<div><dt>{escaped(each.name)}</dt><dd>SHA-256 <code>{escaped(each.sha256)}</code></dd></div>"
        for each in account.inputs(evaluation)
    )
    data = base64.b64encode(json_report(evaluation, made_on).encode()).decode()
    link = escaped(say("Data of this report (JSON)"))
    return _block(
        "lc-again",
        say("To reproduce this"),
        f'<dl class="lc-facts">{files}{rows}</dl>'
        f"<p>{escaped(say('Save the data below as REPORT.json and run this beside the files named above:'))}</p>"
        f"<pre><code>{escaped(account.verify_command(evaluation))}</code></pre>"
        f'<p><a download="{DATA_NAME}" href="data:application/json;base64,{data}">{link}</a></p>',
    )


def _block(identity: str, title: str, inside: str) -> str:
    return f'<section class="lc-block" id="{identity}"><h2>{escaped(title)}</h2>{inside}</section>'
