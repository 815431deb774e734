"""Rows of imported files that wait for the person: each is completed and entered, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from compliance.amount_text import AmountFault, read_amount
from compliance.date_reading import DateFault, read_date
from compliance.screens import income_words, look, state, statement_words
from compliance.screens.income.statement_links import take_decided
from compliance.statements.row_reading import RowAnswer
from compliance.statements.rows_settled import (
    Asked,
    asked_of,
    can_be_read,
    enter,
    enter_in_order,
    leave_out,
    open_again,
    orders_of,
)
from compliance.statements.statement_messages import review_sentence
from compliance.text import _, date_text, ngettext
from compliance.workbook import Workbook
from compliance.workbook_messages import visible
from compliance.workbook_statements import MovementKind, OpenRow

_SAID: Final = "statements.rows.said"
_SHOWN_AT_ONCE: Final = 5
_MOST_SETTLED: Final = 100
_MOST_REASON: Final = 120


def rows_shown(workbook: Workbook) -> None:
    """The rows that wait, a few at a time, and those that were settled."""
    kept = workbook.statements
    waiting = kept.open_rows
    if said := st.session_state.pop(_SAID, None):
        look.aside(said, colour="green")
    if waiting:
        look.heading(
            ngettext(
                "{count} row still to be looked at", "{count} rows still to be looked at", len(waiting)
            ).format(count=len(waiting))
        )
        look.prose(
            _(
                "These rows could not be read in full, so none of them is in your receipts yet. Complete and "
                "enter each, or leave it out."
            )
        )
        for file in sorted({row.file for row in waiting}):
            _order_of_days([row for row in waiting if row.file == file], workbook)
        pages = -(-len(waiting) // _SHOWN_AT_ONCE)
        at = min(st.session_state.get("statements.rows.page", 1), pages)
        for row in waiting[(at - 1) * _SHOWN_AT_ONCE : at * _SHOWN_AT_ONCE]:
            _row(row, workbook)
        if pages > 1:
            st.pagination(pages, key="statements.rows.page")
    _settled([row for row in kept.rows if row.state != "open"], workbook)


def _name(row: OpenRow, workbook: Workbook) -> str:
    return _("{file}, row {rows}").format(
        file=workbook.statements.files[row.file].name, rows=", ".join(map(str, row.rows))
    )


def _scope(row: OpenRow) -> str:
    codes = "-".join(reason.code for reason in row.reasons)
    return f"statements.row.{row.file}.{'-'.join(map(str, row.rows))}.{codes}"


def _reason(code: str, given: str) -> str:
    said = review_sentence(code)
    return _("{given}: {said}").format(given=visible(given), said=said) if given and said else given or said


def _row(row: OpenRow, workbook: Workbook) -> None:
    """One row as it stands in its file, why it waits, and the fields that it lacks."""
    scope, kept = _scope(row), workbook.statements
    with st.container(key=f"card-amber-{scope.replace('.', '-')}", gap="small"):
        look.subheading(_name(row, workbook))
        header = kept.files[row.file].header
        named = [(header[at], cell) for at, cell in enumerate(row.raw) if cell and at < len(header)]
        beyond = [("", cell) for cell in row.raw[len(header) :] if cell]
        st.html(look.facts([*named, *beyond]))
        look.bullets([_reason(one.code, one.given) for one in row.reasons])
        if can_be_read(row, kept):
            asked = asked_of(row, kept)
            with st.form(f"{scope}.form", border=False):
                _fields(row, asked, scope)
                st.form_submit_button(
                    _("Enter this row"), type="primary", on_click=_enter, args=(row, asked, workbook)
                )
        else:
            look.prose(_("The layout that this file was read by is not known any more."))
        if fault := st.session_state.get(f"{scope}.fault"):
            look.html('<p class="fault">{said}</p>', said=fault)
        _ask_leave_out(row, scope, workbook)


def _fields(row: OpenRow, asked: Sequence[Asked], scope: str) -> None:
    if not asked:
        look.prose(_("Enter it if the money moved."))
    given = {reason.code: reason.given for reason in row.reasons}
    if "day" in asked:
        st.text_input(_("The day"), key=f"{scope}.day", placeholder=_("for example 14 July 2025"), width=280)
    if "amount" in asked:
        likely = next((text for text in given.values() if _amount(text.lstrip("+-−")) is not None), "")
        st.text_input(_("The amount"), value=likely.lstrip("+-−"), key=f"{scope}.amount", width=280)
        ways = _ways()
        st.radio(
            _("Which way did it go?"),
            list(ways),
            index=None,
            format_func=lambda code: ways[code],
            horizontal=True,
            key=f"{scope}.way",
        )
    if "currency" in asked:
        st.selectbox(
            _("The currency"),
            list(income_words.currencies(state.rulebook())),
            index=None,
            placeholder=_("Choose"),
            key=f"{scope}.currency",
            width=280,
        )
    if "kind" in asked:
        kinds = statement_words.ROW_KINDS
        st.selectbox(
            _("What it was"),
            list(kinds),
            index=None,
            format_func=lambda code: _(kinds[code]),
            placeholder=_("Choose"),
            key=f"{scope}.kind",
            width=416,
        )


def _ways() -> dict[str, str]:
    return {"in": _("It came in"), "out": _("It went out")}


def _amount(text: str) -> int | None:
    read = read_amount(text) if text.strip() else None
    return None if read is None or isinstance(read, AmountFault) else read.hundredths


def _answer(asked: Sequence[Asked], scope: str) -> RowAnswer | str:
    """What was entered of a row, or what is wrong with it."""
    given = {name: st.session_state.get(f"{scope}.{name}") or "" for name in (*asked, "way")}
    day: date | None = None
    if "day" in asked:
        read = read_date(given["day"])
        if isinstance(read, DateFault):
            return read.remedy
        day = read
    amount: int | None = None
    if "amount" in asked:
        amount = _amount(given["amount"])
        if not amount:
            return _("Enter the amount in digits, without a sign, such as 1,250.00.")
        if not given["way"]:
            return _("Say which way it went: in or out.")
        amount = amount if given["way"] == "in" else -amount
    if "currency" in asked and not given["currency"]:
        return _("Choose the currency.")
    if "kind" in asked and not given["kind"]:
        return _("Choose what it was.")
    kind: MovementKind | None = next(
        (one for one in statement_words.ROW_KINDS if one == given.get("kind")), None
    )
    return RowAnswer(day, amount, given.get("currency", ""), kind)


def _enter(row: OpenRow, asked: Sequence[Asked], workbook: Workbook) -> None:
    """Enter a row as completed, or say what it still lacks (for the button's callback)."""
    scope = _scope(row)
    answer = _answer(asked, scope)
    if isinstance(answer, str):
        st.session_state[f"{scope}.fault"] = answer
        return
    settled = enter(workbook.statements, row, answer)
    if settled.missing:
        st.session_state[f"{scope}.fault"] = " ".join(note.sentence() for note in settled.missing)
        return
    st.session_state.pop(f"{scope}.fault", None)
    imported = take_decided(workbook, settled.kept)
    added = len(imported.merged.added)
    st.session_state[_SAID] = ngettext(
        "{row} is entered. {count} receipt was added.",
        "{row} is entered. {count} receipts were added.",
        added,
    ).format(row=_name(row, workbook), count=added)


def _ask_leave_out(row: OpenRow, scope: str, workbook: Workbook) -> None:
    with st.expander(_("Leave it out")), st.form(f"{scope}.out", border=False):
        st.text_input(
            _("Why? It stays with your work, for whoever asks."),
            key=f"{scope}.why",
            max_chars=_MOST_REASON,
            placeholder=_("for example: it was cancelled"),
            width=416,
        )
        st.form_submit_button(_("Leave this row out"), on_click=_leave_out, args=(row, workbook))


def _leave_out(row: OpenRow, workbook: Workbook) -> None:
    scope = _scope(row)
    why = str(st.session_state.get(f"{scope}.why") or "").strip()
    if not why:
        st.session_state[f"{scope}.fault"] = _("Write in a few words why it is left out.")
        return
    st.session_state.pop(f"{scope}.fault", None)
    take_decided(workbook, leave_out(workbook.statements, row, why))
    st.session_state[_SAID] = _("{row} is left out.").format(row=_name(row, workbook))


def _order_of_days(rows: list[OpenRow], workbook: Workbook) -> None:
    """For a file in which it cannot be told whether the day or the month comes first: said once for all."""
    kept = workbook.statements
    orders = orders_of(rows, kept)
    if len(orders) < 2:
        return
    count = sum({reason.code for reason in row.reasons} == {"date_order"} for row in rows)
    name = kept.files[rows[0].file].name
    with st.container(key=f"card-amber-order-{rows[0].file}", gap="small"):
        look.subheading(name)
        look.prose(
            ngettext(
                "Of {count} row it cannot be told whether the day or the month comes first. How is the first "
                "of these days meant?",
                "Of {count} rows it cannot be told whether the day or the month comes first. How is the "
                "first of these days meant?",
                count,
            ).format(count=count)
        )
        with st.container(horizontal=True, gap="small"):
            for place, (written, day) in enumerate(orders.items()):
                st.button(
                    date_text(day),
                    key=f"statements.order.{rows[0].file}.{place}",
                    on_click=_enter_all,
                    args=(rows, written, workbook),
                )


def _enter_all(rows: list[OpenRow], written: str, workbook: Workbook) -> None:
    imported = take_decided(workbook, enter_in_order(workbook.statements, rows, written))
    left = {(row.file, row.rows) for row in imported.workbook.statements.open_rows}
    count = sum((row.file, row.rows) not in left for row in rows)
    st.session_state[_SAID] = ngettext("{count} row is entered.", "{count} rows are entered.", count).format(
        count=count
    )


def _settled(rows: list[OpenRow], workbook: Workbook) -> None:
    if not rows:
        return
    title = ngettext("{count} row that you settled", "{count} rows that you settled", len(rows))
    with st.expander(title.format(count=len(rows))):
        for place, row in enumerate(rows[:_MOST_SETTLED]):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                what = _("entered") if row.state == "entered" else _("left out: {why}").format(why=row.why)
                said = _("{row}, {what}. {text}").format(
                    row=_name(row, workbook), what=what, text=statement_words.row_said(row.raw)
                )
                st.html(look.markup('<p class="prose">{said}</p>', said=said), width="stretch")
                st.button(
                    _("Undo"),
                    key=f"statements.row.undo.{place}",
                    type="tertiary",
                    on_click=_open_again,
                    args=(row, workbook),
                )
        if len(rows) > _MOST_SETTLED:
            look.prose(_("And {count} more.").format(count=len(rows) - _MOST_SETTLED))


def _open_again(row: OpenRow, workbook: Workbook) -> None:
    take_decided(workbook, open_again(workbook.statements, row))
    st.session_state[_SAID] = _("{row} is to be looked at again.").format(row=_name(row, workbook))
