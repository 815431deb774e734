"""Many receipts at once: filter them, change or take out several, split one; all of it can be undone."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from compliance.screens import income_words, look, state, ways, work_kinds
from compliance.screens.draft import YES, Record, tax_year_of
from compliance.screens.income import review_rows
from compliance.screens.income.receipt_origin import show_origin
from compliance.screens.income.review_rows import MARKS, Row
from compliance.screens.places import file_of
from compliance.text import _, ngettext

_BEFORE: Final = "review.before"
_ROUND: Final = "review.round"
_ROWS: Final = "review.rows"
_ROW: Final = 38
_MOST_HEIGHT: Final = 460


def _rows() -> list[Row]:
    """The receipts as rows, made once for each change of the draft."""
    mark = state.revision()
    kept: tuple[int, list[Row]] | None = st.session_state.get(_ROWS)
    if kept is None or kept[0] != mark:
        kept = (mark, review_rows.rows_of(state.draft()["receipts"]))
        st.session_state[_ROWS] = kept
    return kept[1]


def _change(places: list[int], field: str, value: str) -> None:
    _remember()
    for place in places:
        state.draft()["receipts"][place] = {**state.draft()["receipts"][place], field: value, "seen": YES}
    _changed()


def _accept(places: list[int]) -> None:
    _change(places, "seen", YES)


def _take_out(places: list[int]) -> None:
    _remember()
    gone = set(places)
    records = state.draft()["receipts"]
    state.draft()["receipts"] = [one for place, one in enumerate(records) if place not in gone]
    _changed()


def _split(place: int, part: int) -> None:
    _remember()
    records = state.draft()["receipts"]
    state.draft()["receipts"] = review_rows.split(records, place, part)
    _changed()


def _remember() -> None:
    st.session_state[_BEFORE] = list(state.draft()["receipts"])


def _changed() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    state.touch()


def _undo() -> None:
    """Put back the receipts as they were before the last change (for the button's callback)."""
    state.draft()["receipts"] = st.session_state.pop(_BEFORE)
    _changed()


def _filtered(rows: list[Row]) -> list[Row]:
    left, right = st.columns([2, 3], gap="medium")
    words = left.text_input(
        _("Search"), key="review.words", placeholder=_("a client, a platform, a month"), autocomplete="off"
    )
    marks = right.pills(
        _("Only those that are"),
        list(MARKS),
        selection_mode="multi",
        format_func=lambda code: _(MARKS[code]),
        key="review.marks",
    )
    return review_rows.filtered(rows, words or "", tuple(marks or ()))


def _table(rows: list[Row]) -> list[int]:
    """The rows; gives the places of the receipts that are selected."""
    columns = ["№", _("Credited on"), _("From"), _("Arrived"), _("Rupees"), _("How it came"), _("Work"), ""]
    shown = st.dataframe(
        pd.DataFrame([row.cells for row in rows], columns=columns, dtype=object),
        hide_index=True,
        height=min(_ROW * (len(rows) + 1) + 2, _MOST_HEIGHT),
        row_height=_ROW,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"review.table.{st.session_state.get(_ROUND, 0)}",
    )
    selected: Any = shown
    return [rows[place].place for place in selected.selection.rows if place < len(rows)]


def _actions(places: list[int], rows: list[Row]) -> None:
    if not places:
        look.prose(_("Select rows at their left edge to change them, all at once."))
        return
    count = len(places)
    look.subheading(
        ngettext("{count} receipt selected", "{count} receipts selected", count).format(count=count)
    )
    fields: dict[str, tuple[str, dict[str, str]]] = {
        "service": (_("Kind of work"), work_kinds.short_services()),
        "channel": (_("How it came"), income_words.channels()),
        "kind": (_("Who paid"), income_words.kinds()),
        "account": (_("Whose account"), income_words.accounts()),
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        field = st.selectbox(
            _("Change"),
            list(fields),
            format_func=lambda name: fields[name][0],
            key="review.field",
            width=208,
        )
        options = fields[field][1]
        value = st.selectbox(
            _("to"),
            list(options),
            index=None,
            format_func=lambda code: options[code],
            placeholder=_("Choose"),
            key=f"review.value.{field}",
            width=320,
        )
        if value is not None:
            st.button(
                _("Apply"),
                key="review.apply",
                type="primary",
                on_click=_change,
                args=(places, field, value),
            )
    with st.container(horizontal=True, gap="small"):
        st.button(_("They are right"), key="review.accept", on_click=_accept, args=(places,))
        st.button(_("Take them out"), key="review.remove", on_click=_take_out, args=(places,))
    if count == 1:
        record, year = state.draft()["receipts"][places[0]], tax_year_of(state.draft())
        if year is not None:
            show_origin(record, state.draft()["statements"], year)
        _ask_split(next(row for row in rows if row.place == places[0]))


def _ask_split(row: Row) -> None:
    if row.divisible is None:
        return
    with st.expander(_("Split it in two")):
        look.prose(
            _(
                "For a receipt that paid for two kinds of work. Rupees and tax are divided in the same "
                "proportion; nothing is lost by rounding."
            )
        )
        typed = st.text_input(
            _("Of {whole} the first part is").format(whole=row.amount_shown),
            key="review.part",
            width=280,
            autocomplete="off",
        )
        part = review_rows.part_of(typed, row.divisible)
        if typed and part is None:
            look.html(
                '<p class="fault">{said}</p>',
                said=_("Enter an amount above nothing and below {whole}.").format(whole=row.amount_shown),
            )
        if part is not None:
            st.button(_("Split it"), key="review.split", on_click=_split, args=(row.place, part))


def show() -> None:
    """The page."""
    with st.container(key="back-overview"):
        st.page_link(file_of("overview"), label=_("Back"))
    with st.container(gap="xsmall"):
        look.section(_("Income"))
        look.title(_("Look through your receipts"))
        look.lead(
            _(
                "Filter them, select those that belong together, and change them at once. Those within a day "
                "of 30 June could belong to the other tax year: look at the bank’s own date."
            )
        )
    records: list[Record] = state.draft()["receipts"]
    if not records:
        look.aside(_("Nothing has been entered yet."), colour="line")
        return
    if _BEFORE in st.session_state:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(look.markup('<p class="prose">{said}</p>', said=_("Changed.")), width="content")
            st.button(_("Undo"), key="review.undo", type="tertiary", on_click=_undo)
    rows = _filtered(_rows())
    look.html(
        '<p class="hint">{said}</p>',
        said=_("{shown} of {count} receipts").format(shown=len(rows), count=len(records)),
    )
    places = _table(rows)
    _actions(places, rows)
    mends = [mend for mend in state.conversion().mends if mend.receipt is not None]
    if mends:
        ways.mend_list(mends, back_to="review")
    if st.button(_("Done"), key="review.done", type="primary" if not places else "secondary"):
        state.go_to("overview")


if __name__ == "__main__":
    show()
