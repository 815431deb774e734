"""Which exchange rate each receipt took, and the odd ones among them."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pandas as pd
import streamlit as st

from compliance.assessment_types import Assessment
from compliance.rate_checks import OddRate, odd_own_rates, odd_receipt_rates
from compliance.rulebook import NotCovered
from compliance.screens import look, state
from compliance.screens.result_work import worked_out
from compliance.text import _, currency_amount, date_text, month_text, rupees_exact

_MOST_LISTED: Final = 20


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
                said=compared(odd),
            )
            for odd in odd_own_rates(workbook.rates, rates)
        ]
        + [
            _("Receipt {number} of {day}: {said}").format(
                number=odd.place + 1,
                day=date_text(workbook.receipts[odd.place].date),
                said=compared(odd),
            )
            for odd in odd_receipt_rates(workbook.receipts, rates)
        ]
    )
    if not conversion.ready:
        return
    work = worked_out(workbook)
    if not isinstance(work, NotCovered):
        _table(work.assessment)


def compared(odd: OddRate) -> str:
    """A rate beside the reference rate of its month, in a sentence."""
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
            source = (
                _("the rupees of the statement or certificate")
                if receipt.origin
                else _("the rupees that you gave")
            )
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
