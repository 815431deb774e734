"""An exchange rate that the reference table does not have yet, asked for beside the receipt that needs it.

A field is named `rate.USD.2026-12` in the record of its form, and becomes one of the person's own rates when
the form is saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from compliance.date_reading import read_date
from compliance.screens import kit, state
from compliance.screens.draft import Record, empty_draft
from compliance.screens.draft_workbook import to_workbook
from compliance.taxyear import month_of
from compliance.text import _, month_text

_FIELD: Final = "rate."


def field_of(currency: str, month: str) -> str:
    """The name of the field for a currency's rate in a month (`2026-12`)."""
    return f"{_FIELD}{currency}.{month}"


def is_rate(field: str) -> bool:
    """Whether a field of a form holds a rate, and not something of the receipt itself."""
    return field.startswith(_FIELD)


def needed(record: Record) -> list[str]:
    """The fields for rates that the receipt in a form needs and nobody knows: none while it has no date."""
    day = read_date(record.get("date", ""))
    if not isinstance(day, date):
        return []
    currency, without_rupees = record.get("currency") or "PKR", not record.get("credited", "").strip()
    wanted = [currency] if currency != "PKR" and without_rupees else []
    wanted += ["USD"] if currency != "USD" else []
    return _lacking(dict.fromkeys(wanted), [month_of(day)])


def needed_for_rupees(days: Iterable[date]) -> list[str]:
    """The fields for rates that rupees received on these days need and nobody knows."""
    return _lacking(["USD"], dict.fromkeys(month_of(day) for day in days))


def _lacking(currencies: Iterable[str], months: Iterable[str]) -> list[str]:
    reference = state.rulebook().rates
    own = {(rate.get("currency"), rate.get("month")) for rate in state.draft()["rates"]}
    return [
        field_of(currency, month)
        for month in months
        for currency in currencies
        if (currency, month) not in own and reference.rupees_per_unit(currency, month) is None
    ]


def label_of(field: str) -> str:
    """What a rate's field is called."""
    currency, month = field.removeprefix(_FIELD).split(".")
    return _("Rupees for one {currency} in {month}").format(currency=currency, month=month_text(month))


def ask(form: kit.Form, fields: Iterable[str]) -> None:
    """The fields, each with why it is asked."""
    for field in fields:
        form.text(
            field,
            label_of(field),
            _(
                "This program knows no rate for that month yet. Your bank shows it, or the State Bank’s page "
                "of exchange rates. The published policy counts its 12,000 dollars with it."
            ),
            placeholder=_("for example 278.50"),
            width=280,
            most=20,
        )


def rates_in(record: Record) -> list[Record]:
    """The rates typed in a form, as rates of the person's own."""
    found = []
    for field, typed in record.items():
        if is_rate(field) and typed.strip():
            currency, month = field.removeprefix(_FIELD).split(".")
            found.append({"month": month, "currency": currency, "rupees": typed, "source": ""})
    return found


def faults(record: Record, fields: Iterable[str]) -> list[kit.Fault]:
    """What is wrong with the rates in a form, of which `fields` are needed."""
    found = [
        kit.Fault(field, label_of(field), _missing(field, record))
        for field in fields
        if not record.get(field, "").strip()
    ]
    typed = rates_in(record)
    alone = empty_draft()
    alone["answers"] = {"tax_year": state.answers().get("tax_year", "")}
    alone["rates"] = typed
    for mend in to_workbook(alone, state.rulebook()).mends:
        place = re.match(r"rates\[(\d+)\]", mend.problem.path)
        if place:
            rate = typed[int(place[1])]
            field = field_of(rate["currency"], rate["month"])
            found.append(kit.Fault(field, label_of(field), mend.problem.remedy))
    return found


def _missing(field: str, record: Record) -> str:
    if record.get("currency") and record.get("currency") == field.removeprefix(_FIELD).partition(".")[0]:
        return _("Enter the rupees that the bank credited, or this rate.")
    return _("Enter the rate of that month.")


def keep(record: Record) -> None:
    """Make the rates typed in a form the person's own, and take them out of the form."""
    state.draft()["rates"] += rates_in(record)
    for field in [field for field in record if is_rate(field)]:
        del record[field]
