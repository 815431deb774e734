"""The questions about a layout that nobody knows: which column is which, how days are written.

Everything that can be guessed is filled in, and what the file makes certain is not asked.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from compliance.screens import look
from compliance.screens.income.statement_asking import Asking, labels_of
from compliance.screens.income.statement_money import (
    HOME,
    OF_WAY,
    currency_asked,
    marks_of_all,
    number_form_asked,
    side_words_asked,
    way_asked,
)
from compliance.statements.layout_guess import (
    Field,
    each_once,
    fitting_formats,
    guessed_columns,
    readings_of_dates,
)
from compliance.statements.layout_money import money_form
from compliance.statements.own_layouts import Layout
from compliance.statements.profile_values import Holder
from compliance.statements.statement_table import Table
from compliance.text import N_, _, date_text

_FURTHER: Final[dict[Field, str]] = {
    "counterparty": N_("Who paid"),
    "balance": N_("The balance after the row"),
    "native_id": N_("A number that no two rows share"),
    "reference": N_("Another number, such as of an order or a cheque"),
}


def asked(
    table: Table, heading: int, scope: str, source: str, holder: Holder, before: Layout | None
) -> Layout | tuple[str, ...]:
    """Ask which column is which and how it is written; what is still needed while something is missing."""
    labels = labels_of(table.rows[heading])
    if not any(map(any, table.rows[heading + 1 :])):
        return (_("rows below the names of the columns"),)
    known = {field: name for field, name in (before.columns if before else {}).items() if name in labels}
    asking = Asking(table, heading, scope, labels, known or guessed_columns(table, heading), before)
    columns: dict[Field, str] = {"date": asking.column("date", _("When was it?"))}
    formats = _date_formats(asking, columns["date"])
    columns["description"] = asking.column("description", _("What was it?"))
    way = way_asked(asking)
    columns |= {field: asking.column(field, _(label)) for field, label in OF_WAY[way].items()}
    words = side_words_asked(asking, columns["indicator"]) if columns.get("indicator") else ((), ())
    cells = [
        cell for field in ("amount", "credit", "debit") for cell in asking.values(columns.get(field, ""))
    ]
    form = money_form(cells)
    currency = currency_asked(asking, holder, form)
    columns |= _further(asking)
    number = number_form_asked(asking, cells, form, currency)
    missing = [
        said
        for said, there in (
            (_("the day"), columns["date"]),
            (_("which day is meant"), formats or not columns["date"]),
            (_("what it was"), columns["description"]),
            (_("the money"), all(columns[field] for field in OF_WAY[way])),
        )
        if not there
    ]
    if way == "beside" and not all(words):
        missing.append(_("the words that mean money in"))
    if missing:
        return tuple(missing)
    if currency in labels:
        columns["currency"] = currency
    return Layout(
        source,
        holder,
        table.rows[heading],
        {field: name for field, name in columns.items() if name},
        formats,
        HOME[holder] if currency in labels else currency,
        number,
        marks_of_all(asking, form, columns.get("balance", "")),
        form.brackets,
        *words,
    )


def _date_formats(asking: Asking, column: str) -> tuple[str, ...]:
    """How the file writes dates; asked where more than one way fits, said where none does."""
    values = asking.values(column)
    if not values:
        return ()
    fitting = fitting_formats(values)
    if not fitting:
        look.aside(
            _("Most cells of that column are no dates that can be read, such as “{value}”.").format(
                value=values[0][:40]
            ),
            colour="amber",
        )
        return ()
    value, readings = readings_of_dates(values, fitting)
    if len(readings) == 1:
        return readings[0][1]
    before = asking.before.date_formats if asking.before else ()
    known = [place for place, (_day, formats) in enumerate(readings) if set(before) & set(formats)]
    chosen = st.radio(
        _("Which day is “{value}” in this file?").format(value=value[:40]),
        range(len(readings)),
        index=known[0] if known else None,
        format_func=lambda place: date_text(readings[place][0]),
        key=asking.key("format"),
    )
    return () if chosen is None else readings[chosen][1]


def _further(asking: Asking) -> dict[Field, str]:
    """What a file may have besides, and where its heading stands if that was guessed wrong."""
    found: dict[Field, str] = {}
    with st.expander(_("More columns, if the file has them")):
        for field, label in _FURTHER.items():
            found[field] = asking.column(field, _(label), needed=False)
        number = found["native_id"]
        if number and not each_once(asking.table, asking.heading, number):
            look.aside(
                _("Some rows share their “{name}”, so it cannot tell rows apart and is not used.").format(
                    name=asking.labels[number]
                ),
                colour="amber",
            )
            found["native_id"] = ""
    return found
