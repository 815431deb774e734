"""Many receipts at once: filter them, change or take out several, split one; all of it can be undone."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from compliance.screens import income_words, look, state, ways, work_kinds
from compliance.screens.draft import YES, Record, tax_year_of
from compliance.screens.income import review_rows, review_table
from compliance.screens.income.receipt_origin import show_origin
from compliance.screens.income.review_rows import MARKS, SEARCHED, Row
from compliance.screens.income.review_undo import Change, undone
from compliance.screens.places import file_of
from compliance.text import _, ngettext

_ROUND: Final = "review.round"
_ROWS: Final = "review.rows"
_HEAD: Final = 38
_ROW: Final = 70
"""Pixels: above four times the size of letters, so that cells break into lines."""
_MOST_HEIGHT: Final = 600


def _rows() -> list[Row]:
    """The receipts as rows, made once for each change of the draft."""
    mark = state.revision()
    kept: tuple[int, list[Row]] | None = st.session_state.get(_ROWS)
    if kept is None or kept[0] != mark:
        kept = (mark, review_rows.rows_of(state.draft()["receipts"]))
        st.session_state[_ROWS] = kept
    return kept[1]


def _change(places: list[int], field: str, value: str) -> None:
    records = state.draft()["receipts"]
    before = tuple(records[place] for place in places)
    after = tuple({**record, field: value, "seen": YES} for record in before)
    new = dict(zip(places, after, strict=True))
    _changed(
        [new.get(place, record) for place, record in enumerate(records)], Change(tuple(places), before, after)
    )


def _accept(places: list[int]) -> None:
    _change(places, "seen", YES)


def _take_out(places: list[int]) -> None:
    gone, records = sorted(places), state.draft()["receipts"]
    before = tuple(records[place] for place in gone)
    left = [one for place, one in enumerate(records) if place not in set(gone)]
    _changed(left, Change(tuple(gone), before, ()))


def _split(place: int, part: int) -> None:
    records = state.draft()["receipts"]
    after = review_rows.split(records, place, part)
    _changed(after, Change((place,), (records[place],), tuple(after[place : place + 2])))


def _changed(records: list[Record], change: Change | None) -> None:
    """Put changed receipts into what is entered, and remember the change so that it can be undone."""
    state.draft()["receipts"] = records
    st.session_state[state.REVIEWED] = change
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    state.touch()


def _undo(change: Change) -> None:
    """Take the last change back, and nothing else (for the button's callback)."""
    _changed(undone(state.draft()["receipts"], change), None)


def _offer_undo(records: list[Record]) -> None:
    """Say what was changed, with the way back, as long as something of the change is left."""
    change: Change | None = st.session_state.get(state.REVIEWED)
    if change is None or undone(records, change) == records:
        return
    count = len(change.before)
    said = ngettext("{count} receipt was changed.", "{count} receipts were changed.", count)
    if not change.after:
        said = ngettext("{count} receipt was taken out.", "{count} receipts were taken out.", count)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(look.markup('<p class="prose">{said}</p>', said=said.format(count=count)), width="content")
        st.button(_("Undo"), key="review.undo", type="tertiary", on_click=_undo, args=(change,))


def _filtered(rows: list[Row]) -> list[Row]:
    left, right = st.columns([3, 2], gap="medium")
    words = left.text_input(
        _("Search for whole words"),
        key="review.words",
        placeholder=_("a client, a platform, a month"),
        autocomplete="off",
    )
    part = right.selectbox(
        _("in"),
        ["", *SEARCHED],
        format_func=lambda name: _(SEARCHED[name]) if name else _("all columns"),
        key="review.part_searched",
    )
    marks = st.pills(
        _("Only those that are"),
        list(MARKS),
        selection_mode="multi",
        format_func=lambda code: _(MARKS[code]),
        key="review.marks",
    )
    return review_rows.filtered(rows, words or "", tuple(marks or ()), part)


def _table(rows: list[Row]) -> list[int]:
    """The rows, with days and numbers as such, so that they sort; gives the places of those selected."""
    frame = review_table.frame_of(rows)
    shown = st.dataframe(
        review_table.styled(frame, rows),
        hide_index=True,
        height=min(_HEAD + _ROW * len(rows) + 2, _MOST_HEIGHT),
        row_height=_ROW,
        column_config=review_table.columns(rows),
        placeholder="",
        column_order=review_table.order(rows),
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
                ngettext("Apply to {count} receipt", "Apply to {count} receipts", count).format(count=count),
                key="review.apply",
                type="primary",
                on_click=_change,
                args=(places, field, value),
            )
    if value is not None:
        _what_it_changes(places, field, value, fields[field][0], options[value])
    with st.container(horizontal=True, gap="small"):
        st.button(_("They are right"), key="review.accept", on_click=_accept, args=(places,))
        st.button(_("Take them out"), key="review.remove", on_click=_take_out, args=(places,))
    if count == 1:
        record, year = state.draft()["receipts"][places[0]], tax_year_of(state.draft())
        if year is not None:
            show_origin(record, state.draft()["statements"], year)
        _ask_split(next(row for row in rows if row.place == places[0]))


def _what_it_changes(places: list[int], field: str, value: str, name: str, shown: str) -> None:
    """In plain numbers what Apply would do."""
    records = state.draft()["receipts"]
    others = sum(records[place].get(field) != value for place in places)
    same = len(places) - others
    said = ngettext(
        "{count} receipt will have another “{field}” than now: {value}.",
        "{count} receipts will have another “{field}” than now: {value}.",
        others,
    ).format(count=others, field=name, value=shown)
    if same:
        said += " " + ngettext("{count} has it already.", "{count} have it already.", same).format(count=same)
    look.html('<p class="hint">{said}</p>', said=said)


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
    _offer_undo(records)
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
