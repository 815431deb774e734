"""Own exchange rates out of a file: looked at before they are taken over, and taken back at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import streamlit as st

from compliance.rate_checks import odd_own_rates
from compliance.rate_files import RatesFile, read_rates
from compliance.receipt_entry import month_ends
from compliance.screens import look, state
from compliance.screens.draft import Record
from compliance.screens.income import taken_out
from compliance.screens.income.rates_used import compared
from compliance.taxyear import month_of
from compliance.text import _, month_text, ngettext
from compliance.workbook import MonthRate

EDITOR: Final = "rates.editor"
BASE: Final = "rates.base"
_ROUND: Final = "rates.round"
_TAKEN: Final = "rates.taken"
_MOST_LISTED: Final = 20
_Key = tuple[str, str]


def show_file(year: int) -> None:
    """The field for a file, what is in it, and the way to take it over for a tax year and back."""
    look.subheading(_("From a file"))
    look.prose(
        _(
            "A CSV file with columns for the month (as 2026-05) or the day, the currency, and the rupees for "
            "one unit; or with a column for each currency, such as PKR_per_USD. You see what is in it before "
            "anything is taken over."
        )
    )
    file = st.file_uploader(
        _("A file of exchange rates"),
        type=["csv", "txt"],
        key=f"rates.file.{st.session_state.get(_ROUND, 0)}",
        max_upload_size=1,
        label_visibility="collapsed",
    )
    _offer_undo()
    if file is None:
        return
    read = read_rates(file.getvalue(), file.name)
    if read is None:
        look.aside(
            _("No columns for month, currency and rupees were found in this file. Look at its first line."),
            colour="amber",
        )
        return
    months = {month_of(day) for day in month_ends(year)}
    rates = tuple(one for one in read.rates if one.month in months)
    _left_out(read, len(read.rates) - len(rates))
    if rates:
        _preview(rates)
        label = ngettext("Take over {count} rate", "Take over {count} rates", len(rates))
        st.button(label.format(count=len(rates)), key="rates.take", on_click=_take, args=(rates,))


def _left_out(read: RatesFile, of_other_years: int) -> None:
    """What of the file is not taken over, and why."""
    for rows, one, many in (
        (
            read.unread,
            _("{count} row is no rate and is left out:"),
            _("{count} rows are no rates and are left out:"),
        ),
        (
            read.unclear,
            _("Of {count} row it cannot be told whether the comma is the decimal point; it is left out:"),
            _("Of {count} rows it cannot be told whether the comma is the decimal point; they are left out:"),
        ),
    ):
        if rows:
            more = len(rows) - _MOST_LISTED
            look.aside(
                (one if len(rows) == 1 else many).format(count=len(rows)),
                *(_("Row {row}: {text}").format(row=row, text=text) for row, text in rows[:_MOST_LISTED]),
                *([_("And {count} more.").format(count=more)] if more > 0 else []),
                colour="amber",
            )
    if of_other_years:
        look.aside(
            ngettext(
                "{count} rate is of a month of another tax year and is left out.",
                "{count} rates are of months of another tax year and are left out.",
                of_other_years,
            ).format(count=of_other_years),
            colour="amber",
        )


def _preview(rates: tuple[MonthRate, ...]) -> None:
    """Each rate beside the one that it would replace, and those that lie far from the reference rate."""
    now = {_key(one): one.get("rupees", "") for one in state.draft()["rates"]}
    st.html(
        look.table(
            [_("Month"), _("Currency"), _("Rupees for one unit"), _("In the place of")],
            [
                (month_text(one.month), one.currency, _rupees(one), now.get((one.month, one.currency), ""))
                for one in rates
            ],
            numbers=(2, 3),
            stacks=True,
        )
    )
    lines = [
        _("{month}, {currency}: {said}").format(
            month=month_text(rates[odd.place].month), currency=rates[odd.place].currency, said=compared(odd)
        )
        for odd in odd_own_rates(rates, state.rulebook().rates)
    ]
    if lines:
        more = len(lines) - _MOST_LISTED
        look.aside(
            _("Check them before you take them over."),
            *lines[:_MOST_LISTED],
            *([_("And {count} more.").format(count=more)] if more > 0 else []),
            bold=_("More than 5% from the month’s reference rate."),
            colour="amber",
        )


def _rupees(rate: MonthRate) -> str:
    return f"{Decimal(rate.rupees).scaleb(-6).normalize():f}"


def _key(record: Record) -> _Key:
    return record.get("month", ""), record.get("currency", "")


def _take(rates: tuple[MonthRate, ...]) -> None:
    """Put rates into what is entered, in the place of those of the same month (for the button's callback)."""
    draft = state.draft()
    new: dict[_Key, Record] = {
        (one.month, one.currency): {
            "month": one.month,
            "currency": one.currency,
            "rupees": _rupees(one),
            "source": one.source,
        }
        for one in rates
    }
    replaced = {_key(one): one for one in draft["rates"] if _key(one) in new}
    draft["rates"] = [*(one for one in draft["rates"] if _key(one) not in new), *new.values()]
    st.session_state[_TAKEN] = (new, replaced)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    begin_anew()
    state.touch()


def _offer_undo() -> None:
    """Say what was taken over last, with the way back, as long as any of it stands as it was taken."""
    taken: tuple[dict[_Key, Record], dict[_Key, Record]] | None = st.session_state.get(_TAKEN)
    if taken is None:
        return
    count = sum(one == taken[0].get(_key(one)) for one in state.draft()["rates"])
    if not count:
        return
    said = ngettext("{count} rate was taken over.", "{count} rates were taken over.", count)
    with st.container(key="rates-taken", horizontal=True, vertical_alignment="center", gap="small"):
        said = look.markup('<p class="prose">{said}</p>', said=said.format(count=count))
        st.html(said, width="content")
        st.button(_("Undo"), key="rates.take.undo", type="tertiary", on_click=_undo, args=taken)


def _undo(new: dict[_Key, Record], replaced: dict[_Key, Record]) -> None:
    """Put back what stood there before, where what was taken over still stands (for the callback)."""
    rates = []
    for one in state.draft()["rates"]:
        if one != new.get(_key(one)):
            rates.append(one)
        elif _key(one) in replaced:
            rates.append(replaced[_key(one)])
    state.draft()["rates"] = rates
    st.session_state.pop(_TAKEN, None)
    begin_anew()
    state.touch()


def begin_anew() -> None:
    """Let the table of rates show what the draft holds."""
    st.session_state.pop(BASE, None)
    taken_out.begin_anew(EDITOR)
