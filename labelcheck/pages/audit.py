"""Audit copy: a text with what to question in it, for whoever has to mend it before it goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import streamlit as st

from labelcheck.capture import CaptureError
from labelcheck.evaluate import answer, read_all
from labelcheck.language import say
from labelcheck.models import Evaluation, Flag, Reading
from labelcheck.pages import copy_intake, exports, job, knowledge, manuscript, product, speech
from labelcheck.report import findings, wording
from labelcheck.report.dismissal import reasons_of, standing
from labelcheck.report.html import copy
from labelcheck.report.html.markup import cure_here, escaped, icon, plain_markdown
from labelcheck.report.passages import Part, Passage, by_flag, parts, passages, within
from labelcheck.report.printable import one_line

_PAGE: Final = 8
_SHORTEST: Final = 3
_SLOT: Final = "audit"


def page() -> None:
    """Ask for a text, or show what to question in the one on the desk."""
    chosen = manuscript.current()
    if chosen is None:
        copy_intake.ask()
        return
    try:
        found = _evaluation(chosen)
    except CaptureError as error:
        manuscript.refuse([cure_here(str(error))])
        copy_intake.ask()
        return
    if found is None:
        return
    if troubles := _unreadable(found):
        manuscript.refuse(troubles)
        copy_intake.ask()
    else:
        _desk(chosen, found)


def _evaluation(chosen: product.Product) -> Evaluation | None:
    """What was found, now or earlier in this session; None while it is being read."""
    rules = knowledge.rules()
    reading = product.remembered(("reading", chosen.files), lambda: _reading(chosen))
    if reading is None:
        return None
    return product.remembered(("audit", rules.digest, chosen.files), lambda: answer(reading, rules))


def _reading(chosen: product.Product) -> Reading | None:
    return job.result(
        _SLOT,
        chosen.files,
        lambda tell: read_all(chosen.sources, chosen.settings, tell),
        len(chosen.members),
        manuscript.forget,
    )


def _unreadable(found: Evaluation) -> list[str]:
    """Why there is nothing to audit, each with its cure; [] where there is."""
    if any(document.text.strip() for document in found.documents):
        return []
    troubles = [f"{skip.name}: {cure_here(skip.reason)}" for skip in found.skipped]
    troubles += [f"{document.name}: {say(warning)}" for document in found.documents for warning in document.warnings]
    return troubles or [say("There is no text in it. Paste the words themselves.")]


class _Choice(NamedTuple):
    """What the editor wants to see."""

    severities: Sequence[str]
    topics: Sequence[str]
    markets: Sequence[str]
    dismissed: bool
    in_order: bool

    def fits(self, flag: Flag) -> bool:
        """Whether a finding is among it; where nothing is chosen, everything is."""
        return (
            (not self.severities or flag.severity in self.severities)
            and (not self.topics or flag.topic in self.topics)
            and (not self.markets or flag.market in (*self.markets, findings.GENERAL))
        )


@speech.fragment
def _desk(chosen: product.Product, read: Evaluation) -> None:
    """The text with its marks, the findings, and what can be done about them."""
    found = manuscript.judged(read)
    _bar(chosen, read)
    _head(found)
    if not found.flags:
        _text(found, (), ())
        _exports(chosen, found)
        return
    choice = _filters(found)
    away = reasons_of(found)
    every = passages(found)
    places = by_flag(every)
    flags = [flag for flag in found.flags if choice.fits(flag) and (choice.dismissed or flag.id not in away)]
    flags.sort(key=lambda flag: _order(flag, places, choice.in_order))
    left, right = st.columns([11, 10], gap="large")
    with right:
        here = _page_of(flags, choice)
    with left.container(key="audit-text"):
        visible = _text(found, within(every, {flag.id for flag in flags}), [flag.id for flag in here])
    with right:
        _findings(found, here, places, visible)
    _exports(chosen, found)


def _bar(chosen: product.Product, found: Evaluation) -> None:
    with st.container(key="audit-bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="lc-title">{icon("article")}{escaped(chosen.title)}</p>', width="content")
        st.space("stretch")
        if len(chosen.sources) == 1 and st.button(
            say("Change the text"), icon=":material/edit_note:", type="tertiary", key="audit-change"
        ):
            source = chosen.sources[0]
            read = "\n\n".join(document.text for document in found.documents)
            manuscript.rewrite(source.text if source.text is not None else read)
            st.rerun()
        if st.button(say("New text"), icon=":material/restart_alt:", type="tertiary", key="audit-new"):
            manuscript.forget()
            st.rerun()


def _head(found: Evaluation) -> None:
    """How much there is to question, what was not read, and in one line what the copy discloses."""
    left = standing(found)
    if not left:
        title = say("Nothing to question is left") if found.flags else say("Nothing to question was found")
    else:
        title = say("One finding") if len(left) == 1 else say("{count} findings", count=len(left))
    lines = [f'<section class="lc-answer lc-audit-head"><h1>{escaped(title)}</h1>', copy.tally_pills(left)]
    if not left:
        words = say("No rule that labelcheck knows speaks against it. That is no proof that it is right or allowed.")
        lines.append(f'<p class="lc-lede">{escaped(words)}</p>')
    if away := len(found.dismissed):
        words = say("One is dismissed.") if away == 1 else say("{count} are dismissed.", count=away)
        lines.append(f'<p class="lc-note">{escaped(words)}</p>')
    for notice in _notices(found):
        lines.append(f'<p class="lc-lede" role="status">{icon("visibility_off")}{escaped(notice)}</p>')
    lines.append(f'<p class="lc-lede">{escaped(_disclosed(found))}</p></section>')
    st.html("".join(lines))


def _notices(found: Evaluation) -> list[str]:
    """What was not read: where words are missing, so may be findings."""
    notice = wording.unread_notice(found)
    doubts = [f"{document.name}: {say(doubt)}" for document in found.documents for doubt in wording.doubts(document)]
    return [*filter(None, [notice]), *doubts]


def _disclosed(found: Evaluation) -> str:
    if found.verdict == "not applicable":
        return say("It does not present itself as an exosome product, so only rules for any product were applied.")
    if found.verdict == "unreadable":
        return say(wording.headline(found)) + "."
    answers = "; ".join(
        say("{question}: {answer}", question=say(item.short), answer=say(wording.OUTCOME_WORDS[item.outcome]))
        for item in found.items
    )
    return say("What the checklist asks for: {answers}.", answers=answers)


def _filters(found: Evaluation) -> _Choice:
    flags = found.flags
    severities = [name for name in wording.SEVERITIES if any(flag.severity == name for flag in flags)]
    topics = [name for name in copy.TOPIC_WORDS if any(flag.topic == name for flag in flags)]
    markets = [market for market, _ in findings.by_market(flags) if market != findings.GENERAL]
    wanted: Sequence[str] = ()
    with st.container(key="audit-filters", gap="small"):
        if markets:
            wanted = st.pills(
                say("Sold in (every place if none is chosen)"),
                markets,
                selection_mode="multi",
                format_func=lambda market: plain_markdown(copy.market_words(market)),
                key="audit-markets",
                persist_state="session",
            )
        with st.expander(say("Filter by severity and topic, change the order, show what is dismissed")):
            grave = st.pills(
                say("Severity (all if none is chosen)"),
                severities,
                selection_mode="multi",
                format_func=lambda name: say(wording.SEVERITY_WORDS[name]),
                key="audit-severities",
                persist_state="session",
            )
            about = st.multiselect(
                say("Topic"),
                topics,
                format_func=lambda name: say(copy.TOPIC_WORDS[name]),
                placeholder=say("All topics"),
                key="audit-topics",
                persist_state="session",
            )
            in_order = st.toggle(say("In the order of the text"), key="audit-order", persist_state="session")
            away = st.toggle(say("Show dismissed"), key="audit-away", persist_state="session")
    return _Choice(grave, about, wanted, away, in_order)


def _order(flag: Flag, places: Mapping[str, tuple[Passage, ...]], in_order: bool) -> tuple[int, ...]:
    first = places[flag.id][0].number if flag.id in places else 0
    gravity = wording.SEVERITIES.index(flag.severity)
    general = int(flag.market != findings.GENERAL)
    return (first, gravity, general) if in_order else (gravity, general, first)


def _page_of(flags: Sequence[Flag], choice: _Choice) -> Sequence[Flag]:
    """The findings to show now; how many there are is told, and above a page's worth they are turned over."""
    count = say("One finding is shown") if len(flags) == 1 else say("{count} findings are shown", count=len(flags))
    with st.container(key="audit-pages", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div role="status"><h2 class="lc-audit-count" id="lc-findings">{escaped(count)}</h2></div>',
            width="content",
        )
        pages = -(-len(flags) // _PAGE)
        number = 1
        if pages > 1:
            key = f"audit-page-{manuscript.round_number()}-{choice!r}"
            number = st.pagination(pages, max_visible_pages=5, key=key)
    return flags[(number - 1) * _PAGE : number * _PAGE]


def _text(found: Evaluation, shown: Sequence[Passage], near: Sequence[str]) -> set[int]:
    """The text with its marks, a part at a time where it is long; the numbers of the passages in it."""
    every = parts(found, shown)
    part = _part_of(found, every) if len(every) > 1 else every[0]
    here = [one for one in shown if one.document == part.document and part.start <= one.start < part.end]
    flags = list({flag.id: flag for one in here for flag in one.flags}.values())
    label = escaped(say("Text with numbered marks"))
    st.html(
        f"{copy.legend(flags)}"
        f'<div class="lc-page lc-copy" tabindex="0" role="region" aria-label="{label}">'
        f"{copy.marked_copy(found, part, here, near)}</div>"
    )
    return {one.number for one in here}


def _part_of(found: Evaluation, every: Sequence[Part]) -> Part:
    """The part to show, chosen by document and by number."""
    documents = sorted({part.document for part in every})
    document = documents[0]
    if len(documents) > 1:
        document = st.selectbox(
            say("Document"),
            documents,
            format_func=lambda number: one_line(found.documents[number].name),
            key=f"audit-document-{manuscript.round_number()}",
        )
    inside = [part for part in every if part.document == document]
    number = 1
    if len(inside) > 1:
        st.html(
            f'<p class="lc-note">{escaped(say("The text is long and shown in {count} parts.", count=len(inside)))}</p>'
        )
        number = st.pagination(
            len(inside), max_visible_pages=5, key=f"audit-part-{manuscript.round_number()}-{document}"
        )
    return inside[number - 1]


def _findings(
    found: Evaluation, flags: Sequence[Flag], places: Mapping[str, tuple[Passage, ...]], visible: set[int]
) -> None:
    away = reasons_of(found)
    if not flags:
        st.html(f'<p class="lc-intro">{escaped(say("Nothing fits what was chosen above."))}</p>')
    for flag in flags:
        with st.container(border=True, key=f"audit-finding-{flag.id}", gap="small"):
            st.html(copy.finding(found, flag, places.get(flag.id, ()), visible))
            st.html(f'<h4 class="lc-instead">{icon("edit_note")}{escaped(say("What it could say"))}</h4>')
            st.code(one_line(say(flag.suggestion)), language=None, wrap_lines=True)
            if flag.id in away:
                st.html(copy.dismissed(away[flag.id]))
                st.button(
                    say("Undo"),
                    on_click=manuscript.restore,
                    args=(found, flag),
                    key=f"audit-undo-{flag.id}",
                    icon=":material/undo:",
                )
            else:
                _dismiss(found, flag)


def _dismiss(found: Evaluation, flag: Flag) -> None:
    key = f"{manuscript.round_number()}-{flag.id}"
    reason = f"audit-reason-{key}"
    with (
        st.popover(say("Not a problem, because …"), icon=":material/check:", type="tertiary", key=f"audit-no-{key}"),
        st.form(f"audit-why-{key}", border=False),
    ):
        st.text_input(say("Reason (it stands in every report)"), max_chars=500, key=reason, autocomplete="off")
        if st.form_submit_button(
            say("Dismiss this finding"), on_click=_take_reason, args=(found, flag, reason), key=f"audit-dismiss-{key}"
        ):
            st.error(say("Give a reason in a few words: whoever reads the report will ask for it."))


def _take_reason(found: Evaluation, flag: Flag, key: str) -> None:
    """Dismiss a finding whose reason was typed in; without one it stays, and its form says so."""
    reason = str(st.session_state.get(key) or "")
    if len(reason.strip()) >= _SHORTEST:
        manuscript.dismiss(found, flag, reason)


def _exports(chosen: product.Product, found: Evaluation) -> None:
    st.html(f'<h2 class="lc-section">{escaped(say("Take the report home"))}</h2>')
    with st.container(key="audit-exports", horizontal=True, gap="small"):
        exports.buttons(chosen, found, "labelcheck-audit")
