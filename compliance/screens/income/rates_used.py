"""Which exchange rate each receipt took, the odd ones among them, and own rates out of a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pandas as pd
import streamlit as st

from compliance.assessment_types import Assessment
from compliance.rate_checks import OddRate, odd_own_rates, odd_receipt_rates, read_rates
from compliance.rulebook import NotCovered
from compliance.screens import look, state
from compliance.screens.draft import Record
from compliance.screens.result_work import worked_out
from compliance.text import _, currency_amount, date_text, month_text, ngettext, rupees_exact
from compliance.workbook import MonthRate

_ROUND: Final = "rates.round"
_EDITOR: Final = "rates.editor"
_SAID: Final = "rates.said"
_MOST_LISTED: Final = 20


def show_file() -> None:
    """Own rates out of a CSV file, instead of typing them."""
    look.subheading(_("From a file"))
    look.prose(
        _(
            "A CSV file with columns for the month (as 2026-05) or the day, the currency, and the rupees for "
            "one unit. Rates of the same month and currency take the place of those above."
        )
    )
    file = st.file_uploader(
        _("A file of exchange rates"),
        type=["csv", "txt"],
        key=f"rates.file.{st.session_state.get(_ROUND, 0)}",
        max_upload_size=1,
        label_visibility="collapsed",
    )
    if said := st.session_state.pop(_SAID, None):
        look.aside(said, colour="green")
    if file is None:
        return
    read = read_rates(file.getvalue(), file.name)
    if read is None:
        look.aside(
            _("No columns for month, currency and rupees were found in this file. Look at its first line."),
            colour="amber",
        )
        return
    if read.unread:
        look.aside(
            ngettext(
                "{count} row is no rate and is left out:",
                "{count} rows are no rates and are left out:",
                len(read.unread),
            ).format(count=len(read.unread)),
            *(_("Row {row}: {text}").format(row=row, text=text) for row, text in read.unread[:_MOST_LISTED]),
            colour="amber",
        )
    if read.rates:
        label = ngettext("Take over {count} rate", "Take over {count} rates", len(read.rates))
        st.button(label.format(count=len(read.rates)), key="rates.take", on_click=_take, args=(read.rates,))


def _take(rates: tuple[MonthRate, ...]) -> None:
    """Put rates into what is entered, in the place of those of the same month (for the button's callback)."""
    draft = state.draft()
    new: dict[tuple[str, str], Record] = {
        (one.month, one.currency): {
            "month": one.month,
            "currency": one.currency,
            "rupees": f"{Decimal(one.rupees).scaleb(-6).normalize():f}",
            "source": one.source,
        }
        for one in rates
    }
    others = [one for one in draft["rates"] if (one.get("month"), one.get("currency")) not in new]
    draft["rates"] = [*others, *new.values()]
    st.session_state.pop(_EDITOR, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_SAID] = ngettext(
        "{count} rate was taken over.", "{count} rates were taken over.", len(rates)
    ).format(count=len(rates))
    state.touch()


def show_used() -> None:
    """The rate of each receipt in foreign currency, once the year can be worked out."""
    conversion = state.conversion()
    workbook = conversion.workbook
    if workbook is None:
        return
    rates = state.rulebook().rates
    _odd_rates(
        [
            _("{month}, {currency}: {said}").format(
                month=month_text(workbook.rates[odd.place].month),
                currency=workbook.rates[odd.place].currency,
                said=_compared(odd),
            )
            for odd in odd_own_rates(workbook.rates, rates)
        ]
        + [
            _("Receipt {number} of {day}: {said}").format(
                number=odd.place + 1,
                day=date_text(workbook.receipts[odd.place].date),
                said=_compared(odd),
            )
            for odd in odd_receipt_rates(workbook.receipts, rates)
        ]
    )
    if not conversion.ready:
        return
    work = worked_out(workbook)
    if not isinstance(work, NotCovered):
        _table(work.assessment)


def _compared(odd: OddRate) -> str:
    return _("{rate} rupees for one unit, where the reference rate of the month is {reference}.").format(
        rate=f"{odd.rate:.2f}", reference=f"{odd.reference:.2f}"
    )


def _odd_rates(lines: list[str]) -> None:
    if not lines:
        return
    more = len(lines) - _MOST_LISTED
    look.aside(
        _("Check what was typed, and whether the currency is right."),
        *lines[:_MOST_LISTED],
        *([_("And {count} more.").format(count=more)] if more > 0 else []),
        bold=_("More than 5% from the month’s reference rate."),
        colour="amber",
    )


def _table(assessment: Assessment) -> None:
    rows = []
    for place, (receipt, used) in enumerate(zip(assessment.workbook.receipts, assessment.rates, strict=True)):
        if receipt.currency == "PKR":
            continue
        if used is None:
            rate = f"{Decimal(receipt.rupees or 0) / Decimal(receipt.amount):.4f}"
            source = _("the rupees that you gave")
        else:
            rate = f"{used.rupees.normalize():f}"
            source = _("your own rate") if used.source == "workbook" else _("reference rate of the month")
        rows.append(
            (
                str(place + 1),
                date_text(receipt.date),
                currency_amount(receipt.amount, receipt.currency),
                rate,
                source,
                rupees_exact(assessment.receipt_rupees[place]),
            )
        )
    if not rows:
        return
    look.subheading(_("The rate of each receipt"))
    columns = ["№", _("Credited on"), _("Arrived"), _("Rupees for one unit"), _("Rate from"), _("Rupees")]
    st.dataframe(
        pd.DataFrame(rows, columns=columns, dtype=object),
        hide_index=True,
        height=min(38 * (len(rows) + 1) + 4, 460),
        row_height=38,
        key="rates.used",
    )
