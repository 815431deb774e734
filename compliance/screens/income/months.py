"""One figure a month: twelve amounts, and once for all of them who paid, how it came and for what."""

from __future__ import annotations

from datetime import date

import streamlit as st

from compliance.amount_text import Amount, read_amount
from compliance.receipt_entry import MONTHLY, month_ends
from compliance.screens import income_words, kit, look, month_rates, receipt_form, state, work_kinds
from compliance.screens.draft import Record, tax_year_of
from compliance.taxyear import latest_completed, month_of
from compliance.text import _, date_text, month_text, ngettext, rupees_exact


def months(tax_year: int, today: date) -> tuple[date, ...]:
    """The days that stand for the months: their last ones, or today in a month that is not over."""
    return month_ends(tax_year, today)


def receipts_of(record: Record, days: tuple[date, ...]) -> list[Record]:
    """One receipt for each month with a figure."""
    made = []
    for day in days:
        month = month_of(day)
        credited = record.get(month, "")
        read = read_amount(credited)
        if not isinstance(read, Amount) or not read.value:
            continue
        shared = {name: record.get(name, "") for name in ("kind", "channel", "service", "account")}
        made.append(
            {
                **shared,
                "id": MONTHLY + month,
                "date": day.isoformat(),
                "currency": "PKR",
                "credited": credited,
                "tax_deducted": record.get(f"{month}.tax", ""),
            }
        )
    return made


def _check(record: Record, days: tuple[date, ...]) -> list[kit.Fault]:
    labels = receipt_form.labels()
    faults = kit.missing(record, "kind", labels["kind"], _("Say who paid."))
    if record.get("kind") != "local":
        faults += kit.missing(record, "channel", labels["channel"], _("Say what the statement says."))
    faults += kit.missing(record, "service", labels["service"], _("Choose the kind of work."))
    for day in days:
        month = month_of(day)
        faults += kit.amount_fault(record, month, month_text(month))
        faults += kit.amount_fault(record, f"{month}.tax", month_text(month))
        if record.get(f"{month}.tax", "").strip() and not record.get(month, "").strip():
            faults.append(
                kit.Fault(month, month_text(month), _("Enter the rupees that this tax was taken out of."))
            )
    faults += month_rates.faults(record, _rates_needed(record, days))
    if not any(record.get(month_of(day), "").strip() for day in days):
        faults.append(kit.Fault(month_of(days[0]), "", _("Enter at least one month’s figure.")))
    return faults


def _rates_needed(record: Record, days: tuple[date, ...]) -> list[str]:
    return month_rates.needed_for_rupees(day for day in days if record.get(month_of(day), "").strip())


def _save(record: Record, days: tuple[date, ...]) -> None:
    draft = state.draft()
    kept = [receipt for receipt in draft["receipts"] if not receipt["id"].startswith(MONTHLY)]
    draft["receipts"] = kept + receipts_of(record, days)
    month_rates.keep(record)
    state.touch()


def _total(record: Record, days: tuple[date, ...]) -> None:
    amounts = [
        read_amount(record.get(month_of(day) + part, "") or "0") for day in days for part in ("", ".tax")
    ]
    total = sum(read.hundredths for read in amounts if isinstance(read, Amount))
    look.html(
        '<p class="prose"><b>{label}</b> {total}</p>',
        label=_("Together, with the tax taken out:"),
        total=rupees_exact(total),
    )


def show() -> None:
    """The page."""
    record = state.draft()["months"]
    receipt_form.prefill(record)
    year = tax_year_of(state.draft()) or latest_completed(state.today())
    days = months(year, state.today())
    labels = receipt_form.labels()
    with kit.page(
        "months",
        _("What reached you in each month?"),
        section=_("Income"),
        record=record,
        scope="months",
        back="overview",
        onward=lambda: "overview",
        check=lambda: _check(record, days),
        accept=lambda: _save(record, days),
        hint=_(
            "The rupees that the bank credited in the month, and the tax taken out of them. Leave empty "
            "months empty."
        ),
    ) as form:
        form.choice("kind", labels["kind"], income_words.kinds())
        if record.get("kind") != "local":
            form.choice(
                "channel",
                labels["channel"],
                income_words.statements(),
                captions=income_words.statement_captions(),
            )
        form.choice("service", labels["service"], work_kinds.services())
        for day in days:
            month = month_of(day)
            first, second = st.columns(2)
            with first:
                form.amount(month, month_text(month), placeholder=_("rupees credited"), words=False)
            with second:
                form.amount(f"{month}.tax", _("Tax taken out"), placeholder=_("if any"), words=False)
        _total(record, days)
        month_rates.ask(form, _rates_needed(record, days))
        others = sum(not receipt["id"].startswith(MONTHLY) for receipt in state.draft()["receipts"])
        if others:
            on_top = ngettext(
                "You have also entered {count} receipt of its own. These figures come on top of it.",
                "You have also entered {count} receipts of their own. These figures come on top of them.",
                others,
            )
            look.aside(on_top.format(count=others), colour="amber")
        look.prose(
            _(
                "Each figure counts as received on the last day of its month. If your PSEB certificate "
                "began or ended within a month, enter that month’s receipts one by one instead."
            )
        )
        if days and days[-1] == state.today():
            look.prose(_("The last figure counts as received today, {day}.").format(day=date_text(days[-1])))


if __name__ == "__main__":
    show()
