"""Marketing copy with its findings as HTML: the marked text, what the marks mean, and a card for every finding.

A mark carries a number, and of its gravest finding a symbol for the topic and a style of underline for the severity:
colour says nothing alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from labelcheck.language import noted, say
from labelcheck.models import Evaluation, Flag, Severity, Topic
from labelcheck.report import findings, wording
from labelcheck.report.html.details import references
from labelcheck.report.html.markup import SEVERITY_ICONS, SEVERITY_TONES, escaped, icon, pill, rule_link
from labelcheck.report.passages import Part, Passage

TOPIC_WORDS: Final[dict[Topic, str]] = {
    "stem-cells": noted("stem cells"),
    "disease": noted("disease"),
    "penetration": noted("getting into the skin"),
    "superiority": noted("superiority"),
    "safety": noted("safety"),
    "approval": noted("approval"),
    "clinical-proof": noted("clinical proof"),
    "data-transfer": noted("borrowed data"),
    "injection": noted("injection"),
    "plausibility": noted("plausibility"),
    "consistency": noted("contradiction"),
    "origin": noted("origin"),
    "wording": noted("wording"),
}
_TOPIC_ICONS: Final[dict[Topic, str]] = {
    "stem-cells": "bubble_chart",
    "disease": "medical_services",
    "penetration": "layers",
    "superiority": "trophy",
    "safety": "health_and_safety",
    "approval": "gavel",
    "clinical-proof": "science",
    "data-transfer": "content_copy",
    "injection": "vaccines",
    "plausibility": "calculate",
    "consistency": "compare_arrows",
    "origin": "fingerprint",
    "wording": "edit",
}
SEVERITY_COUNTS: Final[dict[Severity, str]] = {
    "critical": noted("{count} serious"),
    "high": noted("{count} important"),
    "low": noted("{count} minor"),
    "info": noted("{count} good to know"),
}
EVERYWHERE: Final = noted("every market")
_AROUND: Final = 70
_QUOTED: Final = 3
_TITLES: Final = 4


def market_words(market: str) -> str:
    """A market as a finding names it."""
    return say(EVERYWHERE if market == findings.GENERAL else wording.market(market))


def tally_pills(flags: Sequence[Flag]) -> str:
    """How many findings of each severity there are."""
    pills = []
    for severity in wording.SEVERITIES:
        count = sum(flag.severity == severity for flag in flags)
        if count:
            words = say(SEVERITY_COUNTS[severity], count=count)
            pills.append(pill(SEVERITY_TONES[severity], SEVERITY_ICONS[severity], words))
    return f'<p class="lc-tally">{" ".join(pills)}</p>' if pills else ""


def legend(flags: Sequence[Flag]) -> str:
    """What underlines and symbols mean, for those that occur; "" without findings."""
    severities = [severity for severity in wording.SEVERITIES if any(flag.severity == severity for flag in flags)]
    topics = [topic for topic in TOPIC_WORDS if any(flag.topic == topic for flag in flags)]
    if not severities:
        return ""
    lines = "".join(
        f'<li><mark class="lc-copy-mark lc-copy-{severity} lc-{SEVERITY_TONES[severity]}">'
        f"{escaped(say(wording.SEVERITY_WORDS[severity]))}</mark></li>"
        for severity in severities
    )
    symbols = "".join(f"<li>{icon(_TOPIC_ICONS[topic])}{escaped(say(TOPIC_WORDS[topic]))}</li>" for topic in topics)
    return f'<ul class="lc-legend" aria-label="{escaped(say("What the marks mean"))}">{lines}{symbols}</ul>'


def marked_copy(evaluation: Evaluation, part: Part, shown: Sequence[Passage], near: Collection[str] = ()) -> str:
    """A part of a text with the passages ``shown`` marked; numbers lead to the cards of the findings ``near``."""
    text = evaluation.documents[part.document].text
    pieces, last = [], part.start
    for passage in shown:
        if passage.document != part.document or passage.start < last or passage.end > part.end:
            continue
        pieces += [escaped(text[last : passage.start], "\n\t"), _mark(passage, text, near)]
        last = passage.end
    return "".join([*pieces, escaped(text[last : part.end], "\n\t")])


def _mark(passage: Passage, text: str, near: Collection[str]) -> str:
    flag = passage.flags[0]
    told = escaped(_told(passage))
    tone = SEVERITY_TONES[flag.severity]
    target = next((each.id for each in passage.flags if each.id in near), None)
    words = escaped(text[passage.start : passage.end], "\n\t")
    number = f'<span class="lc-chip" aria-hidden="true">{passage.number}</span>'
    head = (
        f'<a class="lc-copy-number" href="#{_anchor(target)}" aria-label="{told}">{number}</a>'
        if target
        else f'<span class="lc-copy-number" role="note" aria-label="{told}">{number}</span>'
    )
    return (
        f'<mark class="lc-copy-mark lc-copy-{flag.severity} lc-{tone}" id="lc-passage-{passage.number}" '
        f'title="{told}">{head}{icon(_TOPIC_ICONS[flag.topic])}{words}</mark>'
    )


def _told(passage: Passage) -> str:
    """What a mark is about, for a tooltip and for whoever cannot see it."""
    titles = list(dict.fromkeys(say(flag.title) for flag in passage.flags))
    shown = "; ".join(titles[:_TITLES])
    if len(titles) > _TITLES:
        shown = say("{titles}; and {count} more", titles=shown, count=len(titles) - _TITLES)
    severity = say(wording.SEVERITY_WORDS[passage.flags[0].severity])
    return say("Passage {number}, {severity}: {titles}", number=passage.number, severity=severity, titles=shown)


def _anchor(flag: str) -> str:
    return f"lc-finding-{escaped(flag)}"


def finding(evaluation: Evaluation, flag: Flag, places: Sequence[Passage], visible: Collection[int] = ()) -> str:
    """A finding: what is wrong, where, why, by which rule; ``visible`` are the numbers of passages shown beside it."""
    badge = pill(
        SEVERITY_TONES[flag.severity], SEVERITY_ICONS[flag.severity], say(wording.SEVERITY_WORDS[flag.severity])
    )
    topic = f"<span>{icon(_TOPIC_ICONS[flag.topic])}{escaped(say(TOPIC_WORDS[flag.topic]))}</span>"
    market = f"<span>{icon('public')}{escaped(market_words(flag.market))}</span>"
    sum_ = f'<p class="lc-sum"><b>{say("The sum:")}</b> {escaped(flag.arithmetic)}</p>' if flag.arithmetic else ""
    quotes = "".join(_quote(evaluation, place, visible) for place in places[:_QUOTED])
    if rest := len(places) - _QUOTED:
        numbers = ", ".join(str(place.number) for place in places[_QUOTED : _QUOTED + 12])
        words = say("Also in passages {numbers}", numbers=numbers + (" …" if rest > 12 else ""))
        quotes += f'<p class="lc-note">{escaped(words)}</p>' if rest > 0 else ""
    return (
        f'<article class="lc-finding" id="{_anchor(flag.id)}"><p class="lc-finding-head">{badge}{topic}{market}</p>'
        f"<h3>{escaped(say(findings.title(flag)))}</h3>{quotes}"
        f"<p>{escaped(say(flag.message))}</p>{sum_}{_reasons(flag)}</article>"
    )


def _quote(evaluation: Evaluation, passage: Passage, visible: Collection[int]) -> str:
    document = evaluation.documents[passage.document]
    text = document.text
    start = max(text.rfind("\n", 0, passage.start) + 1, passage.start - _AROUND)
    end = text.find("\n", passage.end)
    end = min(len(text) if end < 0 else end, passage.end + _AROUND)
    before, after = text[start : passage.start], text[passage.end : end]
    if start and text[start - 1] != "\n":
        before = "… " + before.partition(" ")[2]
    if end < len(text) and text[end] != "\n":
        after = after.rpartition(" ")[0] + " …"
    tone = SEVERITY_TONES[passage.flags[0].severity]
    chip = f'<span class="lc-chip lc-{tone}">{passage.number}</span>'
    if passage.number in visible:
        label = escaped(say("Passage {number} in the text", number=passage.number))
        place = f'href="#lc-passage-{passage.number}" aria-label="{label}"'
        chip = f'<a class="lc-chip lc-{tone}" {place}>{passage.number}</a>'
    words = escaped(text[passage.start : passage.end], "\n\t")
    before, after = escaped(before, "\t"), escaped(after, "\t")
    return (
        f'<figure class="lc-quote">{chip}<div><blockquote>{before}<mark>{words}</mark>{after}'
        f"</blockquote><figcaption>{escaped(_place(evaluation, passage))}</figcaption></div></figure>"
    )


def _place(evaluation: Evaluation, passage: Passage) -> str:
    document = evaluation.documents[passage.document]
    if len(evaluation.documents) == 1 and len(document.pages) < 2:
        return say("line {line}", line=passage.line)
    if len(document.pages) < 2:
        return say("{document}, line {line}", document=document.name, line=passage.line)
    top = next((page.start for page in document.pages if page.number == passage.page), 0)
    line = document.text.count("\n", top, passage.start) + 1
    return say("{document}, page {page}, line {line}", document=document.name, page=passage.page, line=line)


def _reasons(flag: Flag) -> str:
    """Why, and where this comes from; a law's dates and exceptions behind a click."""
    rows = [
        (say("Rule"), findings.rule_dates(flag)),
        (say("Exception"), say(flag.exempt) if flag.exempt else None),
        (say("How this is known"), say(note) if (note := findings.BASIS_NOTES[flag.basis]) else None),
    ]
    notes = "".join(f'<p class="lc-note"><b>{escaped(name)}:</b> {escaped(value)}</p>' for name, value in rows if value)
    if flag.step:
        notes += f'<p class="lc-note">{escaped(findings.step(flag))}</p>'
    more = (
        f'<details class="lc-why lc-because"><summary>{say("The rule, its dates and its exceptions")}</summary>'
        f"{notes}</details>"
        if notes
        else ""
    )
    return (
        f'<p class="lc-reason"><b>{say("Why:")}</b> {escaped(say(flag.why))}</p>'
        f'<p class="lc-refs"><b>{say("Source:")}</b> {references(flag.references)}</p>{more}'
        f'<p class="lc-refs"><b>{say("Rule id:")}</b> {rule_link(flag.rule)}</p>'
    )


def dismissed(reason: str) -> str:
    """That a finding was dismissed, and why."""
    words = say("Not a problem, because: {reason}", reason=reason)
    return f'<p class="lc-beside lc-away">{icon("check")}{escaped(words)}</p>'
