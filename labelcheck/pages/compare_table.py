"""One row a product, one column a question: every cell is a button that opens its words; sorted and filtered here.

On a phone the same rows are cards. The buttons say question, outcome and value; the eye is spared what the head says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import streamlit as st

from labelcheck.dossiers import Cell, Column, Comparison, Dossier
from labelcheck.language import noted, say, spoken
from labelcheck.models import Outcome
from labelcheck.pages import compare_cell, compare_set, links, speech, terms
from labelcheck.pages.compare_set import Compared
from labelcheck.report import wording
from labelcheck.report.cell_words import value_words
from labelcheck.report.html import compare as blocks
from labelcheck.report.html.markup import escaped, plain_markdown
from labelcheck.report.terms import comparison_texts

_SHOWN: Final = 10
"""Products of one page: each is a row of up to fourteen buttons."""
_LONGEST_NAME: Final = 70
_LONGEST_VALUE: Final = 44
_ROOM: Final = 28
"""Characters of several values together in a cell."""
_GIVEN: Final = "given"
_CHOSEN_ORDER: Final = "cmp-order-chosen"
"""The order is kept beside its field: a field goes on showing words of the language in which it was chosen."""
_ORDERS: Final = {
    _GIVEN: noted("As given"),
    "product": noted("By name"),
    "minimum": noted("Most of the minimum first"),
    "disclosed": noted("Most of all questions first"),
    "dose": noted("Most particles per mL first"),
    "faults": noted("Most that does not fit first"),
}
"""By the column of :mod:`labelcheck.compare.frame` that each goes by; questions follow."""
_OUTCOMES: Final[tuple[Outcome, ...]] = ("met", "partly", "contrary", "not stated", "unreadable")
_EVERY: Final = "every"
_LEAST: Final = "least"
_TIERS: Final = {_EVERY: noted("All questions"), _LEAST: noted("The minimum")}


class View(NamedTuple):
    """What of the table a visitor wants to see."""

    order: str = _GIVEN
    tier: str = _EVERY
    words: str = ""
    outcomes: tuple[Outcome, ...] = ()
    faulty: bool = False


@speech.fragment
def show(compared: Compared) -> None:
    """The table with its fields to sort and filter; a change runs this part of the page again and nothing else."""
    comparison = compared.comparison
    tiered = any(column.tier for column in comparison.columns)
    view = _wanted(compared, tiered)
    columns = [column for column in comparison.columns if view.tier == _EVERY or column.tier == "minimum"]
    found = chosen(comparison, columns, view)
    st.html(f'<p class="lc-intro" role="status">{escaped(_count(len(found), len(comparison.dossiers)))}</p>')
    st.html(blocks.legend(columns, comparison.dossiers))
    grid = st.container(key="cmp-grid")
    turned = links.turned(len(found), _SHOWN, f"compare-page-{hash(view)}")
    if len(found) > _SHOWN:
        first, last = turned.start + 1, min(turned.stop, len(found))
        part = say("Products {first} to {last} of {count} are shown.", first=first, last=last, count=len(found))
        st.html(f'<p class="lc-note">{escaped(part)}</p>')
    with grid:
        st.html(blocks.heads(columns))
        for dossier in found[turned]:
            _row(compared, dossier, columns)
    terms.show(comparison.terms, comparison_texts(columns, found[turned]))


def _wanted(compared: Compared, tiered: bool) -> View:
    """The fields to sort and filter the table by, as they are set now."""
    questions = {column.id: column.short for column in compared.comparison.columns}
    orders = [*(order for order in _ORDERS if tiered or order != "minimum"), *questions]
    with st.container(key="cmp-fields", horizontal=True, gap="small", vertical_alignment="bottom"):
        words = st.text_input(
            say("Find a product"), icon=":material/search:", key="cmp-words", width=220, autocomplete="off"
        )
        known = st.session_state.get(_CHOSEN_ORDER, _GIVEN)
        order = st.session_state[_CHOSEN_ORDER] = st.selectbox(
            say("Order"),
            orders,
            format_func=lambda name: say(_ORDERS[name]) if name in _ORDERS else _by(questions[name]),
            index=orders.index(known) if known in orders else 0,
            key=f"cmp-order-{spoken()}",
            width=260,
        )
        tier = _EVERY
        if tiered:
            tier = st.segmented_control(
                say("Questions"),
                list(_TIERS),
                format_func=lambda name: say(_TIERS[name]),
                default=_EVERY,
                required=True,
                key="cmp-tier",
            )
        with st.popover(say("Filter"), icon=":material/filter_list:"):
            outcomes = st.pills(
                say("Only products with an answer that is"),
                _OUTCOMES,
                selection_mode="multi",
                format_func=lambda outcome: say(wording.OUTCOME_WORDS[outcome]),
                key="cmp-outcomes",
            )
            faulty = st.toggle(say("Only products where something does not fit"), key="cmp-faulty")
    return View(order, tier or _EVERY, words or "", tuple(outcomes or ()), faulty)


def _by(short: str) -> str:
    return say("Best answer first: {question}", question=say(short))


def chosen(comparison: Comparison, columns: Sequence[Column], view: View) -> list[Dossier]:
    """The products that fit a view, in its order; equal ones stay as they were given."""
    if view.order != _GIVEN:
        from labelcheck.compare.frame import sorted_by

        comparison = sorted_by(comparison, view.order)
    wanted = {column.id for column in columns}
    words = view.words.casefold().split()
    return [
        dossier
        for dossier in comparison.dossiers
        if all(word in dossier.name.casefold() for word in words)
        and (not view.faulty or dossier.faults)
        and (not view.outcomes or any(cell.outcome in view.outcomes for cell in dossier.cells if cell.id in wanted))
    ]


def _count(found: int, total: int) -> str:
    if not found:
        return say("No product fits what is asked for. Take a filter away.")
    if found == total:
        return say("Choose an answer to see its words, or a name for everything about a product.")
    return say("{found} of {total} products", found=found, total=total)


def _row(compared: Compared, dossier: Dossier, columns: Sequence[Column]) -> None:
    place = compared.comparison.dossiers.index(dossier)
    known = {cell.id: cell for cell in dossier.cells}
    with st.container(key=f"cmp-row-{place}"):
        with st.container(key=f"cmp-cells-{place}"):
            with st.container(key=f"cmp-name-{place}"):
                name = plain_markdown(blocks.shortened(dossier.name, _LONGEST_NAME))
                if st.button(name, key=f"cmp-open-{place}", type="tertiary"):
                    compare_set.open_one(compared, dossier.name)
                    st.rerun()  # the whole page, not this part alone
                st.html(blocks.beside_name(dossier))
            for column in columns:
                _cell(compared, dossier, place, column, known.get(column.id))
        if told := blocks.under_row(dossier):
            st.html(told)


def _cell(compared: Compared, dossier: Dossier, place: int, column: Column, cell: Cell | None) -> None:
    if cell is None:
        st.html("<span></span>")
        return
    clicked = st.button(
        _label(column, cell),
        key=f"cmpcell-{blocks.tone(cell)}-{place}-{column.id}",
        icon=f":material/{blocks.sign(cell)}:",
        width="stretch",
    )
    if clicked:
        compare_cell.show(compared, dossier, cell)


def _label(column: Column, cell: Cell) -> str:
    """Question, outcome and value as a button says them: emphasis is what the table's head and sign tell the eye."""
    short, outcome = say(column.short), blocks.word(cell)
    if not cell.value:
        return f"*{plain_markdown(short)}:* {plain_markdown(outcome)}"
    value = blocks.shortened(_first(value_words(cell)), _LONGEST_VALUE)
    return f"*{plain_markdown(short)}, {plain_markdown(outcome)}:* {plain_markdown(blocks.kept_together(value))}"


def _first(value: str) -> str:
    """The first of several values, as many as a cell has room for."""
    parts = value.split("; ")
    shown = parts[0]
    for part in parts[1:]:
        if len(shown) + len(part) > _ROOM:
            return f"{shown} …"
        shown += f"; {part}"
    return shown
